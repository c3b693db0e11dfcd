"""About one topic."""

import pandas as pd
import pytest

from evidence_review import summaries
from evidence_review.errors import EvidenceError
from evidence_review.vocabulary import EVIDENCE_FLAGS


def records(frame):
    return frame.to_dict("records")


def test_an_unknown_topic_names_the_nearest_and_the_known(corpus):
    with pytest.raises(
        EvidenceError, match=r"^releif: no such topic; did you mean relief\? known topics: relief, silence$"
    ):
        summaries.find_statements(corpus, "releif")
    with pytest.raises(EvidenceError, match=r"^zzz: no such topic; known topics: relief, silence$"):
        summaries.find_topic(corpus, "zzz")


def test_topics_count_statements(corpus):
    relief, silence = records(summaries.summarize_topics(corpus))
    assert (relief["statements"], relief["sources"], relief["cited"], relief["cited_percent"]) == (4, 2, 2, 50)
    assert (silence["statements"], silence["questions"]) == (0, 0)
    assert pd.isna(silence["cited_percent"])


def test_cited_entries_follow_every_marker_once(corpus):
    frame = summaries.find_cited_entries(corpus, "relief")
    assert frame[["statement_id", "reference_no"]].to_numpy().tolist() == [
        ["ma2023:s1", 1],
        ["ma2023:s1", 2],
        ["ma2023:s2", 2],
    ]


def test_trust_gives_counts_with_their_whole(corpus):
    frame = summaries.summarize_trust(corpus, "relief")
    assert frame[["n", "of"]].to_numpy().tolist() == [[2, 4], [1, 4], [2, 4], [1, 4], [0, 4], [2, 2], [0, 2], [0, 0]]
    assert frame["percent"].dropna().tolist() == [50, 25, 50, 25, 0, 100, 0]
    assert frame["among_decided"].isna().all()


def test_trust_tells_what_a_reviewer_decided(coded):
    frame = summaries.summarize_trust(coded, "relief").set_index("measure")
    assert frame["among_decided"].dropna().tolist() == ["1 of 3", "1 of 3", "2 of 3", "1 of 3", "3 of 3"]
    assert frame.loc["pairs of answers that conflict directly, both clear and firm", ["n", "of"]].tolist() == [1, 1]


def test_trust_in_silence_has_no_shares(corpus):
    assert summaries.summarize_trust(corpus, "silence")["percent"].isna().sum() == 7


def test_directions_keep_silent_sources_but_not_unread_ones(corpus):
    corpus.statements = corpus.statements[corpus.statements["source_id"] == "ma2023"]
    frame = summaries.summarize_directions(corpus, "relief").set_index("source")
    assert frame["benefit"].to_dict() == {"ma2023": 2, "web2024": 0}
    assert frame["harm"].to_dict() == {"ma2023": 1, "web2024": 0}
    assert "unread" not in frame


def test_a_direction_that_was_not_read_is_not_neutral(corpus):
    corpus.statements.loc[3, "direction"] = None
    frame = summaries.summarize_directions(corpus, "relief").set_index("source")
    assert frame.loc["web2024", ["neutral", "unread"]].tolist() == [0, 1]


def test_support_takes_the_strongest_work(corpus):
    frame = summaries.summarize_support(corpus, "relief")
    assert frame["rests_on"].tolist() == ["randomized-trial", "animal", "no listed reference"]
    assert frame["statements"].tolist() == [1, 1, 2]
    assert frame["percent"].tolist() == [25, 25, 50]
    assert frame["mostly"].tolist() == [0, 2, 2]


def test_evidence_flags_count_each_part_of_a_sentence(corpus):
    part = corpus.statements.iloc[[2]].assign(
        end=corpus.statements["end"].iloc[2] - 1, evidence_flags="unclear-evidence"
    )
    corpus.statements = pd.concat([corpus.statements, part], ignore_index=True)
    assert summaries.summarize_evidence_flags(corpus, "relief")["statements"].tolist() == [2, 1, 0, 0, 1]


def test_evidence_flags_count_the_same_words_once(corpus):
    again = corpus.statements.iloc[[2]].assign(topic="silence", statement_no=9, statement_id="ma2023:s9")
    corpus.statements = pd.concat([corpus.statements, again], ignore_index=True)
    for frame in (summaries.summarize_evidence_flags(corpus), summaries.summarize_evidence_flags(corpus, "relief")):
        assert frame["flag"].tolist() == EVIDENCE_FLAGS
        assert frame["statements"].tolist() == [2, 0, 0, 0, 1]
        assert set(frame["of"]) == {4}
        assert frame["percent"].tolist() == [50, 0, 0, 0, 25]
        assert frame["sources"].tolist() == ["ma2023, web2024", "", "", "", "ma2023"]
    assert summaries.summarize_evidence_flags(corpus, "silence")["statements"].tolist() == [1, 0, 0, 0, 0]


def test_no_statement_has_no_share(empty):
    assert summaries.summarize_evidence_flags(empty).empty


def test_cited_years_count_a_work_once(corpus):
    rows = [{"source": "ma2023", "year": 2001, "works": 1}, {"source": "ma2023", "year": 2010, "works": 1}]
    assert records(summaries.summarize_cited_years(corpus, "relief")) == rows


def test_evidence_keeps_every_statement(corpus):
    frame = summaries.summarize_evidence(corpus, "relief")
    assert frame["statement_id"].tolist() == ["ma2023:s1", "ma2023:s2", "ma2023:s3", "web2024:s1"]
    assert frame["rests_on"].tolist() == ["randomized-trial", "animal", "no listed reference", "no listed reference"]


def test_evidence_puts_what_is_decided_first_and_says_what_it_answers(coded):
    frame = summaries.summarize_evidence(coded, "relief")
    assert frame["statement_id"].tolist() == ["ma2023:s1", "ma2023:s3", "web2024:s1", "ma2023:s2"]
    assert frame["asked"].tolist() == ["Does it last?", "", "Does it last?", ""]
    assert frame["answered"].tolist() == ["yes", "", "no", ""]
    assert frame["rests_on"].tolist() == ["randomized-trial", "no listed reference", "no listed reference", "animal"]


def test_gaps(corpus):
    assert [tuple(row.values()) for row in records(summaries.summarize_gaps(corpus, "relief"))] == [
        ("question that is not coded yet", "Does it last?"),
        ("source not read", "bad: the file is empty"),
        ("statements without a citation", "ma2023: 1 of 3; web2024: 1 of 1"),
        ("suggestions that no reviewer has decided", "ma2023: 3 of 3; web2024: 1 of 1"),
    ]


def test_gaps_of_a_coded_topic(coded):
    coded.statements["question"], coded.statements["answer"] = None, None
    gaps = [tuple(row.values()) for row in records(summaries.summarize_gaps(coded, "relief"))]
    assert gaps[0] == ("question that no source answers", "Does it last?")
    assert gaps[-1] == ("suggestions that no reviewer has decided", "ma2023: 1 of 3")


def test_sources_used_say_when_a_license_is_not_stated(corpus):
    frame = summaries.summarize_sources_used(corpus, "relief")
    assert frame["source"].tolist() == ["ma2023", "web2024"]
    assert frame["license"].tolist() == ["CC BY 4.0", "not stated"]


def test_a_topic_of_which_nothing_is_said(corpus, empty):
    for review in (corpus, empty):
        for summary in ("directions", "support", "cited_years", "evidence", "topic_findings", "sources_used"):
            assert getattr(summaries, f"summarize_{summary}")(review, "silence").empty

"""What the start page says of each topic and source."""

import pandas as pd
import pytest

from evidence_review import summaries
from evidence_review.decisions import Question, Topic
from evidence_review.summaries.wording import say_kind
from evidence_review.vocabulary import KINDS


def answers(corpus):
    frame = summaries.summarize_card_answers(corpus)
    return list(zip(frame["topic"], frame["question"], frame["answer"], frame["agreement"], strict=True))


def warnings(corpus, topic="relief"):
    frame = summaries.summarize_card_warnings(corpus)
    own = frame[frame["topic"] == topic]
    return list(zip(own["severity"], own["warning"], strict=True))


def test_the_answers_of_a_question_in_one_line(coded):
    assert answers(coded) == [("relief", "Does it last?", "yes: 1 source; no: 1 (of 2)", "differ")]


def test_a_question_without_an_answer_says_nothing(corpus, empty):
    assert answers(corpus) == answers(empty) == [("relief", "Does it last?", "", "")]


def test_who_is_not_coded_is_not_silent(coded):
    coded.statements.loc[[3], ["question", "answer"]] = [[None, None]]
    coded.statements.loc[[3], "origin"] = "machine"
    assert answers(coded)[0][2:] == ("yes: 1 source (of 2, 1 not coded yet)", "one source")


def test_values_of_one_source_stand_together(coded):
    coded.topics = (Topic("relief", "Relief", (Question("lasts", "How long?", "value", "h"),), ("relief",)),)
    coded.statements.loc[[0, 2, 3], ["question", "answer"]] = [["lasts", "1"], ["lasts", ">24"], ["lasts", "unclear"]]
    assert answers(coded)[0][2] == "1 hour and more than 24 hours: 1 source; unclear: 1 (of 2)"


def test_of_one_source_nothing_is_counted(one_source):
    one_source.statements[["question", "answer", "origin"]] = ["lasts", "no", "reviewer"]
    assert answers(one_source)[0][2:] == ("no: 1 source", "one source")


def test_a_topic_that_nobody_coded_warns(corpus):
    assert warnings(corpus) == [
        ("warning", "the machine's suggestions only: no reviewer has decided any of it"),
        ("warning", "2 of 4 statements carry no citation"),
        ("info", "1 citation to look at: the cited title hardly fits"),
    ]
    assert warnings(corpus, "silence") == []


def test_conflicts_are_firm_or_not(coded):
    assert warnings(coded)[0] == ("error", "1 pair of statements contradicts each other, firmly")
    coded.conflicts["severity"] = "warning"
    assert warnings(coded)[0] == ("warning", "1 pair of statements contradicts each other, but not firmly")
    coded.conflicts["class"] = "explained-by-context"
    assert warnings(coded)[0] == ("warning", "2 of 4 statements carry no citation")


def test_a_citation_that_a_reviewer_supports_is_not_doubtful(corpus):
    is_doubtful = corpus.findings["check"] == "citation-support-doubtful"
    corpus.findings.loc[is_doubtful, "verdict"] = "supported"
    assert "info" not in dict(warnings(corpus))
    corpus.findings.loc[is_doubtful, "verdict"] = "partly"
    assert "info" in dict(warnings(corpus))


def test_one_source_among_several_is_named(corpus, one_source):
    corpus.statements = corpus.statements[corpus.statements["source_id"] == "web2024"]
    assert ("warning", "rests on one source: web2024") in warnings(corpus)
    assert [warning for _, warning in warnings(one_source)][1:] == ["no statement carries a citation"]


def test_few_statements_without_a_citation_are_no_warning(corpus):
    corpus.statements.loc[[2], "n_citations"] = 1
    assert not any("carry" in warning for _, warning in warnings(corpus))


def test_animal_evidence(corpus):
    corpus.statements.loc[[0], "evidence_flags"] = "animal-evidence-for-human-claim"
    assert ("warning", "1 claim about people on animal or in-vitro work alone") in warnings(corpus)
    corpus.statements.loc[[0, 1], "best_design"] = ["animal", "in-vitro"]
    assert ("warning", "cites animal or in-vitro work only, by the titles of the works") in warnings(corpus)


def test_the_map(coded):
    cells = summaries.summarize_map(coded)
    assert cells.astype(object).where(cells.notna(), None).to_numpy().tolist() == [
        ["relief", "ma2023", 3, 1, "ma2023:s1", 4],
        ["relief", "web2024", 1, 1, "web2024:s1", 1],
        ["silence", "ma2023", 0, 0, None, 0],
        ["silence", "web2024", 0, 0, None, 0],
    ]


def test_the_map_leads_to_what_is_decided_first(coded):
    coded.statements.loc[[0], "origin"] = "machine"
    assert summaries.summarize_map(coded)["statement_id"].iloc[0] == "ma2023:s3"


def test_equal_counts_share_a_step(corpus):
    corpus.statements = corpus.statements.iloc[[0, 3]]
    assert summaries.summarize_map(corpus)["step"].tolist() == [1, 1, 0, 0]


def test_nothing_to_map(empty, corpus):
    assert summaries.summarize_map(empty).empty
    corpus.topics = ()
    corpus.statements = corpus.statements.head(0)
    assert summaries.summarize_map(corpus).empty
    assert summaries.summarize_card_answers(corpus).empty
    assert summaries.summarize_card_warnings(corpus).empty


def test_what_sources_lack_is_said_of_those_that_were_read(corpus):
    frame = summaries.summarize_card_sources(corpus).set_index("source")
    assert frame["lacks"].to_dict() == {
        "bad": "",
        "ma2023": "",
        "web2024": "no references; no author named; no year; no license stated",
    }
    assert frame.loc["bad", ["verdict", "why"]].tolist() == ["not read", "the file is empty"]
    assert frame.loc["ma2023", "kind"] == "journal review"
    assert pd.isna(frame.loc["bad", "kind"])


def test_a_list_that_nothing_cites_is_a_fact_too(corpus):
    corpus.sources["n_citations"] = 0
    assert summaries.summarize_card_sources(corpus).set_index("source")["lacks"]["ma2023"] == (
        "cites none of its references"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words(kind):
    assert "-" not in say_kind(kind).replace("plain-text", "")


def test_sources_that_each_say_both_do_not_differ_from_each_other(coded):
    both = [
        coded.statements[coded.statements["statement_id"] == name].assign(statement_id=f"{name}8", answer=answer)
        for name, answer in (("ma2023:s1", "no"), ("web2024:s1", "yes"))
    ]
    coded.statements = pd.concat([coded.statements, *both], ignore_index=True)
    row = summaries.summarize_card_answers(coded).set_index("question").loc["Does it last?"]
    assert row["answer"].startswith("mixed: 2 sources")
    assert row["agreement"] == "mixed"

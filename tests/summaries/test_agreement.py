"""What each source answers to each question."""

import pandas as pd
import pytest

from evidence_review import summaries
from evidence_review.decisions import Question, Topic


def cells(corpus):
    frame = summaries.summarize_agreement(corpus, "relief")
    return list(zip(frame["source"], frame["answer"], frame["statements"], frame["statement_ids"], strict=True))


def test_each_source_has_its_answer(coded):
    assert cells(coded) == [("ma2023", "yes", 1, "ma2023:s1"), ("web2024", "no", 1, "web2024:s1")]
    assert summaries.summarize_agreement(coded, "relief")["shown"].tolist() == [
        "yes (n\u00a0=\u00a01)",
        "no (n\u00a0=\u00a01)",
    ]


@pytest.mark.parametrize(
    ("first", "second", "answer", "ids"),
    [
        ("yes", "yes", "yes", ["ma2023:s1", "ma2023:s3"]),
        ("yes", "no", "mixed", ["ma2023:s1", "ma2023:s3"]),
        ("no", "mixed", "mixed", ["ma2023:s1", "ma2023:s3"]),
        ("yes", "unclear", "yes", ["ma2023:s1"]),
        ("unclear", "no", "no", ["ma2023:s3"]),
        ("unclear", "unclear", "unclear", ["ma2023:s1", "ma2023:s3"]),
    ],
)
def test_a_source_with_two_answers(coded, first, second, answer, ids):
    coded.statements.loc[[0, 2], ["question", "answer"]] = [["lasts", first], ["lasts", second]]
    assert cells(coded)[0] == ("ma2023", answer, len(ids), ";".join(ids))


def test_values_have_their_unit(coded):
    coded.topics = (Topic("relief", "Relief", (Question("lasts", "How long?", "value", "h"),), ("relief",)),)
    coded.statements.loc[[0, 2, 3], ["question", "answer"]] = [["lasts", "1"], ["lasts", ">24"], ["lasts", "unclear"]]
    assert [row[1] for row in cells(coded)] == ["1 hour; more than 24 hours", "unclear"]


def test_silence_is_told_from_what_nobody_coded(coded):
    coded.statements.loc[[3], ["question", "answer"]] = [[None, None]]
    assert cells(coded)[1] == ("web2024", "silent", 0, "")
    coded.statements.loc[[3], "origin"] = "machine"
    assert cells(coded)[1] == ("web2024", "not coded", 0, "")
    # Who decided that words are off-topic has read the source.
    coded.codings = pd.DataFrame({"status": ["set-aside"], "source_id": ["web2024"]})
    assert cells(coded)[1] == ("web2024", "silent", 0, "")


def test_no_answer_is_no_matrix(corpus):
    frame = summaries.summarize_agreement(corpus, "relief")
    assert frame.empty
    assert summaries.spread_by_source(frame, "question", "shown").empty


def test_all_topics_in_one_matrix(coded, corpus):
    (row,) = summaries.summarize_all_agreement(coded).to_dict("records")
    assert list(row) == ["topic", "question", "ma2023", "web2024", "agreement"]
    assert (row["topic"], row["question"], row["agreement"]) == ("Relief", "Does it last?", "differ")
    assert row["ma2023"] == "yes (n\u00a0=\u00a01)"
    assert summaries.summarize_all_agreement(corpus).empty


@pytest.mark.parametrize(
    ("kind", "first", "second", "agreement"),
    [
        ("yes-no", "yes", "yes", "agree"),
        ("yes-no", "yes", "unclear", "one source"),
        ("yes-no", "unclear", "unclear", "open"),
        ("yes-no", "mixed", "mixed", "differ"),
        ("yes-no", "yes", None, "one source"),
        ("value", "2-4", "~4-7", "agree"),
        ("value", "2", ">24", "differ"),
        ("value", "2", "unclear", "one source"),
        ("name", "left", "right", "differ"),
    ],
)
def test_sources_agree_or_differ(coded, kind, first, second, agreement):
    coded.topics = (Topic("relief", "Relief", (Question("lasts", "Does it?", kind, "h"),), ("relief",)),)
    coded.statements.loc[[0, 3], "answer"] = [first, second]
    assert summaries.summarize_all_agreement(coded)["agreement"].tolist() == [agreement]


def test_what_the_context_explains_is_told_apart(coded):
    classes = coded.conflicts["class"]
    coded.conflicts = coded.conflicts.assign(**{"class": classes.replace("direct", "explained-by-context")})
    assert summaries.summarize_all_agreement(coded)["agreement"].tolist() == ["differ by context"]


def test_sources_that_give_the_same_two_names_do_not_agree(coded):
    coded.topics = (Topic("relief", "Relief", (Question("lasts", "Which way?", "name"),), ("relief",)),)
    coded.statements.loc[[0, 2, 3], ["question", "answer"]] = [["lasts", "left"], ["lasts", "right"], ["lasts", "left"]]
    assert summaries.summarize_all_agreement(coded)["agreement"].tolist() == ["differ"]
    coded.statements.loc[2, "answer"] = "unclear"
    assert summaries.summarize_all_agreement(coded)["agreement"].tolist() == ["agree"]


def test_a_matrix_keeps_the_order_of_the_frame():
    frame = pd.DataFrame({"q": ["z", "z", "a", "a"], "source": ["s2", "s1"] * 2, "shown": [*"abcd"]})
    matrix = summaries.spread_by_source(frame, "q", "shown")
    assert list(matrix.columns) == ["q", "s2", "s1"]
    assert matrix.to_numpy().tolist() == [["z", "a", "b"], ["a", "c", "d"]]


def test_the_map_counts_statements_of_every_topic_and_source(coded):
    frame = summaries.summarize_evidence_map(coded)
    assert frame[["topic", "source", "statements", "cited", "coded"]].to_numpy().tolist() == [
        ["Relief", "ma2023", 3, 2, 2],
        ["Relief", "web2024", 1, 0, 1],
        ["Silence", "ma2023", 0, 0, 0],
        ["Silence", "web2024", 0, 0, 0],
    ]
    assert frame["shown"].tolist() == ["3 (67 % cited)", "1 (0 % cited)", "silent", "silent"]

"""About the audit of citations."""

import pandas as pd

from evidence_review import summaries
from evidence_review.coding.verdicts import COLUMNS


def test_what_was_looked_at(corpus):
    frame = summaries.summarize_audit(corpus).set_index("source")
    assert frame.loc["ma2023"].to_dict() == {
        "pairs": 3,
        "assessable": 2,
        "not_assessable": 1,
        "with_signals": 2,
        "reported": 1,
        "decided": 1,
    }
    # Unknown is not zero: nothing was followed there.
    assert frame.loc[["web2024", "bad"]].isna().all(axis=None)


def test_how_often_each_signal_spoke(corpus):
    frame = summaries.summarize_signals(corpus)
    assert frame.to_dict("records") == [
        {"signal": "no-shared-concept", "pairs": 2, "alone": 1, "sources": "ma2023"},
        {"signal": "better-entry", "pairs": 1, "alone": 0, "sources": "ma2023"},
    ]


def test_the_queue_has_what_a_person_needs(corpus):
    frame = summaries.find_queue(corpus)
    assert frame["queue_no"].tolist() == [1, 2]
    first = frame.iloc[0]
    assert (first["before"], first["marker"], first["after"]) == ("Pain fell in rats", "[2]", ".")
    assert first["quote"] == "Pain fell in rats [2]"
    assert (first["entry"], first["better_reference_no"], first["better_entry"]) == ("Bee 2010.", 1, "Ant 2001.")
    assert summaries.find_queue(corpus, n=1)["queue_no"].tolist() == [1]


def test_what_could_not_be_judged(corpus):
    assert summaries.summarize_not_assessable(corpus).to_dict("records") == [
        {
            "source": "ma2023",
            "reference": 2,
            "citations": 1,
            "entry": "Bee 2010.",
            "reason": "the title is too short",
        }
    ]


def test_the_sheet_holds_what_nobody_has_decided(corpus):
    frame = summaries.summarize_verdict_sheet(corpus)
    assert list(frame.columns) == COLUMNS
    assert frame.to_dict("records") == [
        {
            "file": "ma2023.txt",
            "quote": "Pain fell in rats [2]",
            "entry": "Bee 2010.",
            "verdict": "",
            "reviewer": "",
            "note": "",
        }
    ]


def test_what_was_parked(corpus):
    assert summaries.summarize_parked(corpus)["line"].tolist() == [3]


def test_nothing_to_audit(one_source):
    for frame in (
        summaries.find_queue(one_source),
        summaries.summarize_signals(one_source),
        summaries.summarize_not_assessable(one_source),
        summaries.summarize_verdict_sheet(one_source),
    ):
        assert isinstance(frame, pd.DataFrame)
        assert frame.empty

"""The machine's suggestions against the codings of a review, counted by hand."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd

from evidence_review import schema
from evidence_review.summaries import say_coding_accuracy, summarize_coding_accuracy, summarize_confusion

# line, topic and topics proposed; then direction, population and certainty, each as decided and as proposed.
ROWS = [
    (2, "relief", "relief;harms", "benefit", "benefit", "human", "human", "asserted", "asserted"),
    (3, "relief", "harms", "neutral", "benefit", "not-stated", "not-stated", "hedged", "asserted"),
    (4, "harms", "harms", "harm", "neutral", "animal;human", "human", "hedged", "hedged"),
    # Nothing was proposed for its sentence.
    (5, "harms", "", "neutral", "", "not-stated", "", "asserted", ""),
]
NAMES = (
    "topic suggested_topics direction suggested_direction population suggested_population certainty suggested_certainty"
)


def _corpus(rows, status="used"):
    known = {"source_id": "ant2001", "quote": "q", "coder": "AB", "date": "2026-01-01"}
    frame = schema.frame(
        "codings",
        [known | dict(zip(["line_no", *NAMES.split()], row, strict=True)) | {"status": status} for row in rows],
    )
    return SimpleNamespace(codings=frame)


def test_each_field_is_counted():
    rows = summarize_coding_accuracy(_corpus(ROWS)).set_index("field")
    assert rows["codings"].tolist() == [4, 4, 4, 4]
    # Lines 2 and 4; line 2; lines 2 and 3; lines 2 and 4.
    assert rows["alike"].tolist() == [2, 1, 2, 2]
    assert rows["percent"].tolist() == [50, 25, 50, 50]
    # Proposed: benefit twice, of which one is right; to find: benefit and harm.
    assert rows.loc["direction", ["precision", "recall"]].tolist() == [0.5, 0.5]
    # Proposed: human twice, both right; to find: human twice and animal.
    assert rows.loc["population", ["precision", "recall"]].tolist() == [1.0, 0.67]
    assert rows.loc["certainty", ["precision", "recall"]].tolist() == [1.0, 0.5]
    # What nobody decided on is not wrong.
    assert pd.isna(rows.loc["topic", "precision"])
    assert rows.loc["topic", "recall"] == 0.5


def test_a_row_of_the_confusion_is_what_was_decided():
    table = summarize_confusion(_corpus(ROWS), "direction")
    assert table.to_dict("list") == {
        "coded": ["benefit", "harm", "neutral"],
        "suggested benefit": [1, 0, 1],
        "suggested neutral": [0, 1, 0],
        "not proposed": [0, 0, 1],
        "n": [1, 1, 2],
    }


def test_what_is_not_shown_does_not_count():
    corpus = _corpus(ROWS, status="second-coder")
    assert summarize_coding_accuracy(corpus).empty
    assert summarize_confusion(corpus, "direction").empty
    assert say_coding_accuracy(corpus).startswith("Nothing is coded")


def test_the_sentence_names_every_share():
    said, other = say_coding_accuracy(_corpus(ROWS)).split(" On articles of other subjects ")
    assert other.startswith("it found the direction far less well: precision 0.")
    assert said == (
        "Of 4 codings of this review, the machine had proposed the topic for 50 %, the direction for 25 %, the population for 50 % and the"
        " certainty for 50 %."
    )


def test_the_bundled_review_reaches_what_a_reviewer_needs_to_start_from(five):
    percent = summarize_coding_accuracy(five).set_index("field")["percent"]
    assert percent["topic"] >= 90
    assert percent["direction"] >= 75
    assert percent["population"] >= 95
    assert percent["certainty"] >= 88
    assert summarize_coding_accuracy(replace(five, codings=five.codings.iloc[:0])).empty

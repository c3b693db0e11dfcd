"""The file of codings: what may stand in it, what is refused and how, and how a row is added."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidence_review.coding.codings import COLUMNS, Coding, append_coding, read_codings
from evidence_review.decisions import read_topics
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review

HEADER = ",".join(COLUMNS)
TOPIC = """title: Sleep
questions:
  - {id: longer, text: Do foxes sleep longer?}
  - {id: hours, text: How long do foxes sleep?, kind: value, unit: 'h'}
  - {id: called, text: What is the den called?, kind: name}
terms: [sleep]
"""
ROW = "a.txt,Foxes sleep.,sleep,longer,yes,benefit,animal,asserted,,AB,2026-01-31"
CODING = Coding(*ROW.split(","))


@pytest.fixture
def review(make_review: Callable[..., Review]) -> Callable[..., Review]:
    """Return a function that makes a review with a topic and rows of codings."""

    def make(*rows: str) -> Review:
        files = {"review/topics/sleep.yml": TOPIC, "review/topics/food.yml": TOPIC.replace("longer", "more")}
        if rows:
            files["review/codings.csv"] = "\n".join([HEADER, *rows]) + "\n"
        return make_review(files)

    return make


def read(review: Review) -> tuple[Coding, ...]:
    return read_codings(review, read_topics(review))


def test_a_row_is_read(review: Callable[..., Review]) -> None:
    assert read(review(ROW)) == (replace(CODING, line=2),)


def test_no_file_is_no_coding(review: Callable[..., Review]) -> None:
    assert read(review()) == ()


@pytest.mark.parametrize(
    "cells",
    [
        "longer,no",
        "longer,mixed",
        "longer,unclear",
        "hours,>=14",
        "hours,~4-7",
        "hours,unclear",
        "called,the earth",
        ",",
    ],
)
def test_answers_of_each_kind(cells: str, review: Callable[..., Review]) -> None:
    (coding,) = read(review(ROW.replace("longer,yes", cells)))
    assert f"{coding.question},{coding.answer}" == cells


def test_off_topic_needs_no_labels(review: Callable[..., Review]) -> None:
    (coding,) = read(review("a.txt,Foxes sleep.,sleep,,off-topic,,,,,AB,2026-01-31"))
    assert coding.is_off_topic


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",AB,", ",,", "coder must be filled"),
        (",AB,", ",Settled,", "'Settled' is not 'settled', which settles; write it so"),
        ("benefit,animal,asserted", ",,", "direction, population, certainty must be filled"),
        ("Foxes sleep.", " ", "quote must be filled"),
        (",sleep,", ",slep,", "'slep' is no topic; did you mean sleep? it may be food, sleep"),
        (
            ",longer,",
            ",lnger,",
            "'lnger' is no question of sleep; did you mean longer? it may be longer, hours, called",
        ),
        (",longer,", ",more,", "'more' is no question of sleep; it may be longer, hours, called"),
        (",yes,", ",yse,", "'yse' is no answer; did you mean yes? it may be yes, no, mixed, unclear"),
        (",yes,", ",4,", "'4' is no answer; it may be yes, no, mixed, unclear"),
        (",yes,", ",,", "answer must be filled, since there is a question"),
        (",yes,", ",off-topic,", "words that are off-topic answer no question; leave the question empty"),
        (",longer,", ",,", "answers 'yes' to no question; name the question, or leave the answer empty"),
        ("longer,yes", "hours,four", "'four' is no value; write a number or a range"),
        ("longer,yes", "hours,7-4", "'7-4' runs downwards"),
        (",benefit,", ",benefits,", "'benefits' is no direction; did you mean benefit? it may be benefit, no-benefit"),
        (",animal,", ",animals,", "'animals' is no population; did you mean animal? it may be human, animal"),
        (",animal,", ",human;,", "'' is no population; it may be human, animal"),
        (",animal,", ",human;human,", "'human;human' names a population twice, or one beside not-stated"),
        (",animal,", ",human;not-stated,", "'human;not-stated' names a population twice, or one beside not-stated"),
        (",asserted,", ",sure,", "'sure' is no certainty; it may be asserted, hedged"),
        (
            ",,AB",
            ",dose=1 mg; population=children; seen,AB",
            "'children' is no population, which the note names; it may be human, animal",
        ),
        ("2026-01-31", "31.1.2026", "'31.1.2026' is no date; write it as 2026-01-31"),
        ("2026-01-31", "2026-W05-6", "'2026-W05-6' is no date; write it as 2026-01-31"),
        ("2026-01-31", "2026-02-30", "'2026-02-30' is no date; write it as 2026-01-31"),
        (",AB,", ",AB,x,", "has 12 cells, not 11"),
    ],
)
def test_a_wrong_row_is_refused(old: str, new: str, message: str, review: Callable[..., Review]) -> None:
    with pytest.raises(EvidenceError) as caught:
        read(review(ROW.replace("Foxes sleep.", "Hens sleep."), ROW.replace(old, new)))
    assert str(caught.value).startswith(f"seeds/review/codings.csv, line 3: {message}")


def test_a_coder_decides_once(review: Callable[..., Review]) -> None:
    again = ROW.replace("Foxes sleep.", '"Foxes\n sleep."').replace("longer,yes", "hours,4")
    with pytest.raises(EvidenceError, match=r"line 3: AB has coded these words on sleep in line 2; delete one of them"):
        read(review(ROW, again))


@pytest.mark.parametrize(
    ("old", "new"), [(",AB,", ",CD,"), (",sleep,longer", ",food,more"), ("Foxes sleep.", "Foxes"), ("a.txt", "b.txt")]
)
def test_other_decisions_stand_side_by_side(old: str, new: str, review: Callable[..., Review]) -> None:
    assert len(read(review(ROW, ROW.replace(old, new)))) == 2


def test_a_row_has_the_line_in_which_it_begins(review: Callable[..., Review]) -> None:
    long = ROW.replace("Foxes sleep.", '"Foxes\nsleep\r\nhere."')
    assert [coding.line for coding in read(review(long, ",,,,,,,,,,", " ", ROW))] == [2, 7]


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        # Without its second mark, the quote would go on to the end of the file, and an added row become a part of it.
        ('"Foxes sleep.', 3),
        # A reader that is not strict drops the marks, and the words are not those of the source any more.
        ('"Foxes" sleep.', 3),
    ],
)
def test_a_quotation_mark_out_of_place_is_refused(cell: str, line: int, review: Callable[..., Review]) -> None:
    made = review(ROW, ROW.replace("Foxes sleep.", cell))
    before = (made.decisions / "codings.csv").read_bytes()
    for use in (read, lambda one: append_coding(one, read_topics(one), replace(CODING, coder="CD"))):
        with pytest.raises(EvidenceError, match=rf"^seeds/review/codings.csv, line {line}: is not readable CSV"):
            use(made)
    assert (made.decisions / "codings.csv").read_bytes() == before


def test_a_row_is_added(review: Callable[..., Review]) -> None:
    made = review()
    second = replace(CODING, quote='He said, "Foxes\nsleep".', note="=1+1; \u00e9")
    for coding in (CODING, second):
        path = append_coding(made, read_topics(made), coding)
    assert path == made.decisions / "codings.csv"
    assert [replace(coding, line=0) for coding in read(made)] == [CODING, second]


@pytest.mark.parametrize("end", ["", "\r\n"])
def test_what_the_file_holds_stays_as_it_is(end: str, review: Callable[..., Review]) -> None:
    made = review()
    path = made.decisions / "codings.csv"
    before = f"\ufeff{HEADER}\r\n{ROW}{end}".encode()
    path.write_bytes(before)
    append_coding(made, read_topics(made), replace(CODING, coder="CD"))
    assert path.read_bytes().startswith(before)
    assert [coding.coder for coding in read(made)] == ["AB", "CD"]


def test_a_wrong_row_is_not_added(review: Callable[..., Review]) -> None:
    made = review()
    with pytest.raises(EvidenceError, match=r"seeds/review/codings.csv, new row: 'good' is no direction"):
        append_coding(made, read_topics(made), replace(CODING, direction="good"))
    assert not (made.decisions / "codings.csv").exists()
    append_coding(made, read_topics(made), CODING)
    with pytest.raises(EvidenceError, match="new row: AB has coded these words on sleep in line 2"):
        append_coding(made, read_topics(made), CODING)
    assert len(read(made)) == 1

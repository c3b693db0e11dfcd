"""Agreement of two coders, against worked examples, and the list of what they have to settle."""

from collections.abc import Callable, Iterable
from itertools import count

import pandas as pd
import pytest

from evidence_review import schema
from evidence_review.coding.agreement import compare_coders, find_disagreements
from evidence_review.coding.codings import COLUMNS
from evidence_review.corpus import Corpus
from evidence_review.errors import EvidenceError

LABELS = {"direction": "benefit", "population": "human", "certainty": "asserted", "question": "longer", "answer": "yes"}


def codings(*pairs: dict[str, str]) -> pd.DataFrame:
    """Return the table of what coders, by name, wrote of one sentence after another; a value is a direction, or field=value,..."""
    lines = count(2)
    rows = []
    for number, pair in enumerate(pairs, start=1):
        for coder, words in pair.items():
            changed = dict(part.split("=") for part in words.split(",")) if "=" in words else {"direction": words}
            place = {
                "source_id": "a",
                "sentence_no": number,
                "start": 10 * number,
                "end": 10 * number + 5,
                "raw": "sleep",
            }
            rows.append(
                {"line_no": next(lines), "quote": "sleep", "topic": "sleep", "coder": coder, "date": "2026-01-31"}
                | {"status": "used"}
                | place
                | LABELS
                | changed
            )
    return schema.frame("codings", rows)


def table(cells: Iterable[tuple[str, str, int]]) -> pd.DataFrame:
    return codings(*[{"AB": a, "CD": b} for a, b, times in cells for _ in range(times)])


@pytest.mark.parametrize(
    ("cells", "kappa", "prevalence"),
    [
        # Feinstein AR, Cicchetti DV. High agreement but low kappa: I. The problems of two paradoxes. J Clin Epidemiol
        # 1990;43(6):543-9: both tables agree in 85 of 100, and where one label prevails kappa is low.
        ((40, 9, 6, 45), 0.70, "harm 52 %; benefit 48 %"),
        ((80, 10, 5, 5), 0.32, "benefit 88 %; harm 12 %"),
    ],
)
def test_published_examples(cells: tuple[int, ...], kappa: float, prevalence: str) -> None:
    words = [("benefit", "benefit"), ("benefit", "harm"), ("harm", "benefit"), ("harm", "harm")]
    (row,) = compare_coders(
        table((*pair, times) for pair, times in zip(words, cells, strict=True)), "direction"
    ).itertuples()
    assert (row.coder_a, row.coder_b, row.field) == ("AB", "CD", "direction")
    assert (row.n, row.agree, row.percent, row.kappa, row.categories) == (100, 85, 85, kappa, 2)
    assert row.prevalence == prevalence


def test_three_labels_by_hand() -> None:
    # 10 statements. AB: 5 benefit, 3 harm, 2 neutral; CD: 4, 4, 2. They agree in 4 + 2 + 1 = 7.
    # By chance: (5 * 4 + 3 * 4 + 2 * 2) / 100 = 0.36; kappa = (0.7 - 0.36) / 0.64 = 0.53.
    cells = [("benefit", "benefit", 4), ("benefit", "harm", 1), ("harm", "harm", 2), ("harm", "neutral", 1)]
    (row,) = compare_coders(
        table([*cells, ("neutral", "neutral", 1), ("neutral", "harm", 1)]), "direction"
    ).itertuples()
    assert (row.n, row.percent, row.kappa, row.categories) == (10, 70, 0.53, 3)
    assert row.prevalence == "benefit 45 %; harm 35 %; neutral 20 %"


def test_no_better_than_chance_and_worse() -> None:
    words = [("benefit", "benefit", 1), ("benefit", "harm", 1), ("harm", "benefit", 1), ("harm", "harm", 1)]
    assert compare_coders(table(words), "direction")["kappa"].tolist() == [0.0]
    assert compare_coders(table(words[1:3]), "direction")["kappa"].tolist() == [-1.0]


@pytest.mark.parametrize(
    "cells", [[("benefit", "benefit", 3)], [("benefit", "benefit", 3), ("benefit", "harm", 1)]], ids=["both", "one"]
)
def test_kappa_is_undefined_where_a_coder_is_constant(cells: list[tuple[str, str, int]]) -> None:
    (row,) = compare_coders(table(cells), "direction").itertuples()
    assert row.kappa == "undefined"
    assert row.percent == (100 if len(cells) == 1 else 75)


def test_nothing_coded_twice_is_undefined() -> None:
    (row,) = compare_coders(codings({"AB": "benefit"}, {"CD": "harm"}), "direction").itertuples()
    assert (row.n, row.kappa, row.categories, row.prevalence) == (0, "undefined", 0, "")
    assert pd.isna(row.percent)


def test_one_coder_is_compared_with_nobody() -> None:
    assert compare_coders(codings({"AB": "benefit"}, {"AB": "harm", "settled": "mixed"}), "direction").empty


def test_answers_are_compared_to_the_same_question() -> None:
    frame = codings(
        {"AB": "answer=yes", "CD": "answer=no"},
        {"AB": "question=hours,answer=9", "CD": "answer=yes"},
        {"AB": "question=,answer=", "CD": "question=,answer="},
        {"AB": "answer=yes", "CD": "question=,answer=off-topic,direction=,population=,certainty="},
    )
    (row,) = compare_coders(frame, "answer").itertuples()
    assert (row.n, row.agree) == (1, 0)
    (row,) = compare_coders(frame, "question").itertuples()
    assert (row.n, row.agree) == (4, 2)
    assert row.prevalence == "longer 50 %; no question 25 %; hours 12 %; off-topic 12 %"
    (row,) = compare_coders(frame, "certainty").itertuples()
    assert (row.n, row.agree) == (3, 3)


def test_every_two_of_three_coders() -> None:
    frame = codings({"AB": "benefit", "CD": "harm", "EF": "benefit"}, {"CD": "harm", "EF": "harm"})
    rows = compare_coders(frame, "direction")
    found = rows[["coder_a", "coder_b", "n", "agree"]].to_numpy().tolist()
    assert found == [["AB", "CD", 1, 0], ["AB", "EF", 1, 1], ["CD", "EF", 2, 1]]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(EvidenceError, match="'anser' is no field of a coding; did you mean answer"):
        compare_coders(codings(), "anser")


TEXT = """Animals of the woods: a review

1. Introduction

Foxes sleep for long in winter, and they may eat less food then. Hens do not sleep in the snow. Owls sleep by day.
"""


def row(coder: str, quote: str, **changed: str) -> str:
    cells = (
        {"source": "a.txt", "quote": quote, "topic": "sleep", "coder": coder, "date": "2026-01-31"} | LABELS | changed
    )
    return ",".join(f'"{cells.get(name, "")}"' for name in COLUMNS)


@pytest.fixture
def build(make_corpus: Callable[..., Corpus]) -> Callable[..., Corpus]:
    """Return a function that builds a source with rows of codings."""
    topic = "title: Sleep\nquestions:\n  - {id: longer, text: Do foxes sleep longer?}\nterms: [sleep]\n"
    files = {"a.txt": TEXT, "review/topics/sleep.yml": topic}
    return lambda *rows: make_corpus(files | {"review/codings.csv": "\n".join([",".join(COLUMNS), *rows]) + "\n"})


def test_what_is_to_be_settled(build: Callable[..., Corpus]) -> None:
    off = {"question": "", "answer": "off-topic", "direction": "", "population": "", "certainty": ""}
    whole = "Foxes sleep for long in winter, and they may eat less food then."
    corpus = build(
        row("AB", whole),
        row("CD", "Foxes sleep for long in winter", direction="neutral", certainty="hedged"),
        row("CD", "they may eat less food then"),
        row("AB", "Hens do not sleep in the snow.", answer="no"),
        row("CD", "Hens do not sleep in the snow.", answer="no"),
        row("AB", "Owls sleep by day."),
        row("CD", "Owls sleep by day.", **off),
    )
    found = find_disagreements(corpus).drop(columns=["source_id", "sentence_no"])
    columns = ["topic", "field", "coder_a", "line_a", "label_a", "coder_b", "line_b", "label_b", "raw"]
    assert found[columns].to_numpy().tolist() == [
        ["sleep", "direction", "AB", 2, "benefit", "CD", 3, "neutral", whole],
        ["sleep", "certainty", "AB", 2, "asserted", "CD", 3, "hedged", whole],
        ["sleep", "answer", "AB", 7, "yes", "CD", 8, "off-topic", "Owls sleep by day."],
    ]


def test_what_is_settled_is_not_to_be_settled(build: Callable[..., Corpus]) -> None:
    quote = "Owls sleep by day."
    rows = [row("AB", quote), row("CD", quote, direction="harm")]
    assert len(find_disagreements(build(*rows))) == 1
    assert find_disagreements(build(*rows, row("settled", quote))).empty


def test_one_coder_has_nothing_to_settle(build: Callable[..., Corpus]) -> None:
    found = find_disagreements(build(row("AB", "Owls sleep by day.")))
    assert found.empty
    assert "label_a" in found.columns

"""Coding sheets: what they offer, when they are written anew, and how they get into `codings.csv`."""

import csv
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence_review.build import build_corpus
from evidence_review.coding.codings import COLUMNS, Coding, append_coding, read_codings
from evidence_review.coding.sheet import add_sheet, find_uncoded, sheet_path, write_sheet
from evidence_review.corpus import Corpus
from evidence_review.decisions import find_topic
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review

ARTICLE = (
    "# Introduction\n\n"
    "Velorin was given to rats with a cough. Velorin was effective in children with cough. Cough may come back. "
    "Velorin was given to rats with a cough.\n\n"
    "The cost of velorin is low and its smell is strong, as readers of this page know.\n"
)
COUGH = "title: Cough\nquestions:\n  - id: relief\n    text: Does velorin reduce cough?\nterms: [cough]\n"
COST = (
    "title: Cost\nquestions:\n  - {id: cheap, text: Is it cheap?}\n  - {id: near, text: Is it near?}\nterms: [cost]\n"
)
RATS = "Velorin was given to rats with a cough."
CHILDREN = "Velorin was effective in children with cough."
BACK = "Cough may come back."


FILES = {"velorin.txt": ARTICLE, "review/topics/cough.yml": COUGH, "review/topics/cost.yml": COST}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return tables in which nobody has decided anything."""
    folder = tmp_path_factory.mktemp("sheet")
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return build_corpus(Review(folder, folder.parent / "outputs"))


@pytest.fixture
def corpus(built: Corpus, make_review: Callable[..., Review]) -> Corpus:
    return replace(built, review=make_review(FILES))


@pytest.fixture
def code(corpus: Corpus) -> Callable[..., None]:
    """Return a function that writes a coding."""

    def write(quote: str, coder: str = "AB", **cells: str) -> None:
        row = dict.fromkeys(COLUMNS, "") | {"source": "velorin.txt", "topic": "cough", "direction": "harm"}
        row |= {"population": "animal", "certainty": "hedged", "date": "2026-01-31", "quote": quote, "coder": coder}
        append_coding(corpus.review, corpus.topics, Coding(**(row | cells)))

    return write


def write(corpus: Corpus, topic: str = "cough", coder: str = "") -> Path:
    write_sheet(corpus, find_topic(corpus.topics, topic), coder)
    return sheet_path(corpus.review, topic)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        assert reader.fieldnames == COLUMNS
    return rows


def fill(path: Path, words: str, **cells: str) -> None:
    """Fill in the first row of a sheet that has these words."""
    rows = read(path)
    next(row for row in rows if row["quote"] == words).update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def quotes(corpus: Corpus, coder: str = "") -> list[str]:
    return [one.quote for one in find_uncoded(corpus, "cough", coder)]


def test_sheet_holds_the_suggestions(corpus: Corpus) -> None:
    path = write(corpus)
    assert path == corpus.review.outputs / "coding" / "cough.csv"
    first, second, third, fourth = read(path)
    assert first == {
        "source": "velorin",
        "quote": RATS,
        "topic": "cough",
        "question": "relief",
        "answer": "",
        "direction": "neutral",
        "population": "animal",
        "certainty": "asserted",
        "note": "",
        "coder": "",
        "date": "",
    }
    assert (second["quote"], second["direction"]) == (CHILDREN, "benefit")
    assert (third["quote"], third["certainty"]) == (BACK, "hedged")
    assert fourth["quote"] == RATS


def test_one_of_several_questions_is_not_chosen(corpus: Corpus) -> None:
    (row,) = read(write(corpus, "cost"))
    assert row["question"] == ""


def test_sheet_of_a_named_coder_names_them(corpus: Corpus) -> None:
    assert {row["coder"] for row in read(write(corpus, coder="AB"))} == {"AB"}


def test_what_is_coded_is_left_out(corpus: Corpus, code: Callable[..., None]) -> None:
    code("effective in children with cough")
    assert quotes(corpus) == [RATS, BACK, RATS]
    # The same words printed twice can be coded once only.
    code(RATS)
    assert quotes(corpus) == [BACK]
    code(BACK, answer="off-topic")
    assert quotes(corpus) == []


def test_a_coding_on_another_topic_changes_nothing(corpus: Corpus, code: Callable[..., None]) -> None:
    code(BACK, topic="cost")
    assert quotes(corpus) == [RATS, CHILDREN, BACK, RATS]


def test_a_second_coder_gets_the_words_of_the_first_without_the_labels(
    corpus: Corpus, code: Callable[..., None]
) -> None:
    code("was effective in children with cough", direction="harm", question="relief", answer="yes")
    code(BACK, answer="off-topic")
    code("Words that are nowhere.")
    assert quotes(corpus, "AB") == [RATS, RATS]
    waiting = find_uncoded(corpus, "cough", "CD")
    assert [(one.quote, one.direction) for one in waiting][1:3] == [
        ("was effective in children with cough", "benefit"),
        (BACK, "neutral"),
    ]
    code(CHILDREN, coder="CD")
    assert quotes(corpus, "CD") == [RATS, BACK, RATS]


def test_a_sheet_nobody_touched_is_written_anew(corpus: Corpus, code: Callable[..., None]) -> None:
    path = write(corpus)
    code(BACK)
    assert len(read(path)) == 4
    write(corpus)
    assert len(read(path)) == 3


@pytest.mark.parametrize(
    "cells", [{"answer": "yes"}, {"note": "look again"}, {"coder": "AB", "date": "2026-01-31"}, {"quote": "Cough"}]
)
def test_a_sheet_somebody_filled_in_stays(cells: dict[str, str], corpus: Corpus) -> None:
    path = write(corpus)
    fill(path, BACK, **cells)
    before = path.read_bytes()
    with pytest.raises(EvidenceError, match=r"cough\.csv: has been filled in \(line 4\).*evidence code cough --add"):
        write(corpus)
    assert path.read_bytes() == before


def test_a_sheet_that_was_added_is_written_anew(corpus: Corpus) -> None:
    path = write(corpus)
    fill(path, BACK, answer="unclear")
    add_sheet(corpus, path, "AB")
    write(corpus)
    assert [row["quote"] for row in read(path)] == [RATS, CHILDREN, RATS]


def test_a_sheet_of_another_coder_is_not_lost(corpus: Corpus, code: Callable[..., None]) -> None:
    path = write(corpus)
    code(BACK, question="relief", answer="yes", direction="neutral", population="not-stated")
    fill(path, BACK, answer="yes", coder="CD")
    with pytest.raises(EvidenceError, match="filled in"):
        write(corpus)


def test_decided_rows_are_added(corpus: Corpus) -> None:
    path = write(corpus)
    fill(path, CHILDREN, answer="no", note="a, b")
    fill(path, BACK, question="", coder="CD", date="2026-01-31")
    added = add_sheet(corpus, path, "AB")
    assert (added.n_added, added.n_there, added.n_open) == (2, 0, 2)
    first, second = read_codings(corpus.review, corpus.topics)
    assert (first.quote, first.answer, first.direction, first.note, first.coder) == (
        CHILDREN,
        "no",
        "benefit",
        "a, b",
        "AB",
    )
    assert len(first.date) == len("2026-01-31")
    assert (second.quote, second.question, second.coder, second.date) == (BACK, "", "CD", "2026-01-31")


def test_a_sheet_can_be_added_as_often_as_it_grows(corpus: Corpus) -> None:
    path = write(corpus)
    fill(path, CHILDREN, answer="no", coder="AB")
    add_sheet(corpus, path)
    fill(path, BACK, answer="unclear", coder="AB")
    added = add_sheet(corpus, path)
    assert (added.n_added, added.n_there, added.n_open) == (1, 1, 2)
    assert len(read_codings(corpus.review, corpus.topics)) == 2


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"answer": "maybe", "coder": "AB"}, "cough.csv, line 4: 'maybe' is no answer"),
        ({"answer": "yes"}, "cough.csv, line 4: coder must be filled"),
        ({"answer": "yes", "coder": "AB", "date": "31.1.2026"}, "cough.csv, line 4: '31.1.2026' is no date"),
        (
            {"answer": "yes", "coder": "AB", "quote": "Cough may go away."},
            "cough.csv, line 4: these words are not in velorin",
        ),
        # Words of a heading are no evidence.
        (
            {"answer": "yes", "coder": "AB", "quote": "Introduction"},
            "cough.csv, line 4: these words are not in velorin",
        ),
        ({"answer": "yes", "coder": "AB", "source": "lee2020"}, "cough.csv, line 4: these words are not in lee2020"),
    ],
)
def test_a_wrong_row_is_named_and_not_added(cells: dict[str, str], said: str, corpus: Corpus) -> None:
    path = write(corpus)
    fill(path, RATS, answer="unclear", coder="AB")
    fill(path, BACK, **cells)
    with pytest.raises(EvidenceError) as raised:
        add_sheet(corpus, path)
    assert said in str(raised.value)
    assert [one.quote for one in read_codings(corpus.review, corpus.topics)] == [RATS]


def test_sheet_of_a_spreadsheet(corpus: Corpus) -> None:
    path = write(corpus)
    fill(path, BACK, answer="unclear", coder="AB")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert add_sheet(corpus, path).n_added == 1


def test_no_sheet(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="is no file"):
        add_sheet(corpus, tmp_path / "none.csv")


def test_rows_can_be_moved_as_they_are(corpus: Corpus) -> None:
    path = write(corpus)
    fill(path, BACK, answer="unclear", coder="AB", date="2026-01-31")
    lines = path.read_text(encoding="utf-8").splitlines()
    (corpus.review.decisions / "codings.csv").write_text("\n".join([lines[0], lines[3]]) + "\n", encoding="utf-8")
    (only,) = read_codings(corpus.review, corpus.topics)
    assert only.quote == BACK


def test_rows_written_at_the_same_time_are_all_there(corpus: Corpus, code: Callable[..., None]) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: code(RATS, coder=f"reader {number}"), range(40)))
    assert {one.coder for one in read_codings(corpus.review, corpus.topics)} == {f"reader {n}" for n in range(40)}


@pytest.mark.parametrize("coder", ["", "a second reader"])
def test_five_documents(coder: str, five: Corpus, root: Path, tmp_path: Path) -> None:
    review = Review(tmp_path / "seeds", tmp_path / "outputs")
    shutil.copytree(root / "seeds" / "review", review.decisions)
    corpus: Any = replace(five, review=review)
    for topic in corpus.topics:
        rows = read(write(corpus, topic.id, coder))
        waiting = find_uncoded(corpus, topic.id, coder)
        assert [row["quote"] for row in rows] == [one.quote for one in waiting]
        for one in waiting:
            words = corpus.texts[one.source_id][one.start : one.end]
            # Only a page break may stand inside.
            assert words.split()[0].startswith(one.quote.split()[0])
            assert words.split()[-1].endswith(one.quote.split()[-1])
        coded = {one.quote for one in read_codings(review, corpus.topics) if one.topic == topic.id}
        offered = {one.quote for one in waiting}
        assert offered >= coded if coder else not offered & coded

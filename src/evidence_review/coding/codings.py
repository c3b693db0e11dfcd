"""Codings of reviewers: `seeds/review/codings.csv`, read, checked word by word, and written one row at a time."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from evidence_review.decisions import Question, read_rows, require_known
from evidence_review.errors import EvidenceError
from evidence_review.extract.context import read_note
from evidence_review.extract.values import parse_value
from evidence_review.text import fold_all
from evidence_review.vocabulary import ANSWERS, CERTAINTIES, DIRECTIONS, POPULATIONS

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_review.decisions import Topic
    from evidence_review.paths import Review

__all__ = ["COLUMNS", "OFF_TOPIC", "PLACE", "SETTLED", "Coding", "append_coding", "read_codings", "refuse_duplicates"]

COLUMNS = ["source", "quote", "topic", "question", "answer", "direction", "population", "certainty"]
COLUMNS += ["note", "coder", "date"]
OFF_TOPIC = "off-topic"
"""The answer that takes words out of a topic."""
SETTLED = "settled"
"""The coder's name on a row that coders have agreed on."""
_NAME = "codings.csv"
PLACE = f"seeds/review/{_NAME}"
"""The file, for messages."""


@dataclass(frozen=True)
class Coding:
    """A reviewer's decision on words of a source, and the line of `codings.csv` that holds it (0 when none does yet)."""

    source: str
    quote: str
    topic: str
    question: str
    answer: str
    direction: str
    population: str
    certainty: str
    note: str
    coder: str
    date: str
    line: int = 0

    @classmethod
    def from_cells(cls, cells: Sequence[str], line: int) -> Coding:
        """Make a coding of a row as written.

        Parameters
        ----------
        cells : sequence of str
            The cells, in the order of `COLUMNS`.
        line : int
            Their line.

        Returns
        -------
        Coding
            The coding, not checked.
        """
        return cls(**{name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}, line=line)

    @property
    def is_off_topic(self) -> bool:
        """Whether the reviewer decided that the words say nothing on the topic."""
        return self.answer == OFF_TOPIC

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as written."""
        return astuple(self)[: len(COLUMNS)]


def read_codings(review: Review, topics: Sequence[Topic]) -> tuple[Coding, ...]:
    """Read the codings of a review.

    Parameters
    ----------
    review : Review
        The folders of the review.
    topics : sequence of Topic
        Its topics.

    Returns
    -------
    tuple of Coding
        In the order of the file; empty when there is no file.

    Raises
    ------
    EvidenceError
        If the columns are not as agreed, a cell is empty that must not be or holds an unknown word, or a coder decides twice on
        the same words and topic. The message names the line.
    """
    return _read(read_rows(review, _NAME, COLUMNS), topics)


def append_coding(review: Review, topics: Sequence[Topic], coding: Coding) -> Path:
    """Write a coding behind those of the file.

    Parameters
    ----------
    review : Review
        The folders of the review.
    topics : sequence of Topic
        Its topics.
    coding : Coding
        The decision; its line does not matter.

    Returns
    -------
    Path
        The file, which is made when it is missing. The row is written at once or not at all, and rows that others wrote in the
        meantime stay.

    Raises
    ------
    EvidenceError
        If the coding, or what the file holds already, is not as `read_codings` wants it; the file is then left as it was.
    """
    path = review.decisions / _NAME
    new = (0, list(coding.cells))
    _read([new], topics)
    path.parent.mkdir(parents=True, exist_ok=True)
    row = io.StringIO(newline="")
    writer = csv.writer(row, lineterminator="\n")
    with path.open("ab", buffering=0) as file:
        with contextlib.suppress(ImportError):  # not on Windows
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        data = path.read_bytes()
        if not data:
            writer.writerow(COLUMNS)
        elif not data.endswith((b"\n", b"\r")):
            row.write("\n")
        written = read_rows(review, _NAME, COLUMNS) if data else []
        _read([*written, new], topics)
        writer.writerow(coding.cells)
        # In one piece, so that nobody ever reads half a row.
        file.write(row.getvalue().encode())
    return path


def refuse_duplicates(codings: Iterable[Coding], key: Callable[[Coding], tuple[object, ...]]) -> None:
    """Refuse two codings that decide on the same thing.

    Parameters
    ----------
    codings : iterable of Coding
        The codings.
    key : callable
        What a coding decides on.

    Raises
    ------
    EvidenceError
        If two have the same key; the message names both lines.
    """
    lines: dict[tuple[object, ...], int] = {}
    for coding in codings:
        first = lines.setdefault(key(coding), coding.line)
        if first != coding.line:
            raise EvidenceError(
                f"{_place(coding.line)}: {coding.coder} has coded these words on {coding.topic} in line {first}; delete one"
                " of them, or quote another part of the sentence"
            )


def _place(line: int) -> str:
    return f"{PLACE}, line {line}" if line else f"{PLACE}, new row"


def _read(rows: Iterable[tuple[int, list[str]]], topics: Sequence[Topic]) -> tuple[Coding, ...]:
    questions = {topic.id: {question.id: question for question in topic.questions} for topic in topics}
    codings = []
    for line, cells in rows:
        coding = Coding.from_cells(cells, line)
        _check(coding, questions)
        codings.append(coding)
    refuse_duplicates(codings, lambda one: (one.source, fold_all(one.quote), one.topic, one.coder))
    return tuple(codings)


def _check(coding: Coding, questions: dict[str, dict[str, Question]]) -> None:
    place = _place(coding.line)
    required = ["source", "quote", "topic", "coder", "date"]
    if not coding.is_off_topic:
        required += ["direction", "population", "certainty"]
    empty = [name for name in required if not getattr(coding, name)]
    if empty:
        raise EvidenceError(f"{place}: {', '.join(empty)} must be filled")
    if coding.coder != SETTLED and coding.coder.casefold() == SETTLED:
        raise EvidenceError(
            f"{place}: {coding.coder!r} is not {SETTLED!r}, which settles; write it so, or give the coder's name"
        )
    require_known(coding.topic, questions, "topic", place)
    _check_answer(coding, questions[coding.topic], place)
    populations = coding.population.split(";")
    if "population" in (said := read_note(coding.note)):
        require_known(said["population"], POPULATIONS, "population, which the note names", place)
    for words, known, what in (
        ([coding.direction], DIRECTIONS, "direction"),
        (populations, POPULATIONS, "population"),
        ([coding.certainty], CERTAINTIES, "certainty"),
    ):
        for word in filter(None, words) if coding.is_off_topic else words:
            require_known(word, known, what, place)
    if len(set(populations)) < len(populations) or ("not-stated" in populations and len(populations) > 1):
        raise EvidenceError(f"{place}: {coding.population!r} names a population twice, or one beside not-stated")
    if not _is_date(coding.date):
        raise EvidenceError(f"{place}: {coding.date!r} is no date; write it as 2026-01-31")


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_answer(coding: Coding, questions: dict[str, Question], place: str) -> None:
    if not coding.question:
        if coding.answer not in ("", OFF_TOPIC):
            raise EvidenceError(
                f"{place}: answers {coding.answer!r} to no question; name the question, or leave the answer empty"
            )
        return
    require_known(coding.question, questions, f"question of {coding.topic}", place)
    kind = questions[coding.question].kind
    if not coding.answer:
        raise EvidenceError(f"{place}: answer must be filled, since there is a question")
    if coding.is_off_topic:
        raise EvidenceError(f"{place}: words that are off-topic answer no question; leave the question empty")
    if kind == "yes-no":
        require_known(coding.answer, ANSWERS, "answer", place)
    elif kind == "value" and coding.answer != "unclear":
        try:
            parse_value(coding.answer)
        except ValueError as error:
            raise EvidenceError(f"{place}: {error}, or unclear") from error

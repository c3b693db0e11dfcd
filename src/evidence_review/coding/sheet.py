"""What waits for a reviewer on a topic: as proposals, as a sheet of rows to be filled in, and from the sheet into `codings.csv`."""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_review.coding.anchoring import Anchors
from evidence_review.coding.codings import COLUMNS, PLACE, Coding, append_coding, read_codings
from evidence_review.decisions import read_csv
from evidence_review.errors import EvidenceError
from evidence_review.extract.statements import suggest

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus
    from evidence_review.decisions import Topic
    from evidence_review.paths import Review

__all__ = ["Added", "Proposal", "add_sheet", "find_uncoded", "sheet_path", "write_sheet"]

_LABELS = ["direction", "population", "certainty"]


@dataclass(frozen=True)
class Proposal:
    """Words that wait for a decision on a topic, where they stand, and what the machine suggests of them."""

    source_id: str
    start: int
    end: int
    sentence_no: int
    quote: str
    direction: str
    population: str
    certainty: str

    def is_met_by(self, other: Proposal) -> bool:
        """Tell whether a decision on other words is one on these: they overlap, or the same words are printed twice.

        Parameters
        ----------
        other : Proposal
            The other words.

        Returns
        -------
        bool
            True if it is.
        """
        is_near = self.start < other.end and other.start < self.end
        return self.source_id == other.source_id and (is_near or self.quote == other.quote)


@dataclass(frozen=True)
class Added:
    """What became of the rows of a sheet: added, there before, and still undecided."""

    n_added: int
    n_there: int
    n_open: int


def find_uncoded(corpus: Corpus, topic: str, coder: str = "") -> tuple[Proposal, ...]:
    """Find what waits for a decision on a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.
    coder : str
        Leave out what this reviewer has coded, and include what only others have: their words without their labels, so that the
        second opinion is one's own. Empty to leave out what anybody has coded.

    Returns
    -------
    tuple of Proposal
        In the order of the sources. The file of the codings is read anew, since it may be younger than the corpus.

    Raises
    ------
    EvidenceError
        If the file of the codings is wrong.
    """
    anchors = Anchors(corpus)
    coded, own = [], []
    for coding in read_codings(corpus.review, corpus.topics):
        words = _anchor(anchors, coding) if coding.topic == topic else None
        if words:
            coded.append(words)
            if coder in ("", coding.coder):
                own.append(words)
    rows = corpus.statements[(corpus.statements["topic"] == topic) & (corpus.statements["origin"] == "machine")]
    places = rows[["source_id", "start", "end", "sentence_no", "text", *_LABELS]]
    suggested = [Proposal(*row) for row in places.astype(object).itertuples(index=False, name=None)]
    waiting = [one for one in suggested if not any(map(one.is_met_by, coded))]
    waiting += [one for one in dict.fromkeys(coded) if not any(map(one.is_met_by, own))]
    return tuple(sorted(waiting, key=lambda one: (one.source_id, one.start)))


def _anchor(anchors: Anchors, coding: Coding) -> Proposal | None:
    """Return the words of a coding as if nobody had decided on them; None if they stand in no sentence of the source."""
    source_id = anchors.find_source(coding.source)
    place = anchors.find_place(source_id, coding.quote) if source_id else None
    if source_id is None or place is None or not place.sentences:
        return None
    labels = vars(suggest(place.text))
    return Proposal(
        source_id, place.start, place.end, place.sentences[0], place.text, *(labels[name] for name in _LABELS)
    )


def sheet_path(review: Review, topic: str) -> Path:
    """Return where the sheet of a topic lies.

    Parameters
    ----------
    review : Review
        The folders of the review.
    topic : str
        The topic's id.

    Returns
    -------
    Path
        The file.
    """
    return review.outputs / "coding" / f"{topic}.csv"


def write_sheet(corpus: Corpus, topic: Topic, coder: str = "") -> int:
    """Write the sheet of a topic: a row of `codings.csv` for all that waits, with suggestions, to be filled in.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : Topic
        The topic.
    coder : str
        Who will fill it in; see `find_uncoded`.

    Returns
    -------
    int
        How many rows wait.

    Raises
    ------
    EvidenceError
        If a sheet lies there in which somebody has changed rows that are not yet in `codings.csv`.
    """
    path = sheet_path(corpus.review, topic.id)
    # What was written last time, which tells what a reviewer has changed since.
    written = path.with_name(f".{path.name}")
    _refuse_loss(corpus, path, written)
    question = topic.questions[0].id if len(topic.questions) == 1 else ""
    waiting = find_uncoded(corpus, topic.id, coder)
    path.parent.mkdir(parents=True, exist_ok=True)
    for target in (written, path):
        new = target.with_name(f"{target.name}.new")
        with new.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            for one in waiting:
                labels = {name: getattr(one, name) for name in _LABELS}
                row = {"source": one.source_id, "quote": one.quote, "topic": topic.id, "question": question}
                writer.writerow(row | labels | {"coder": coder})
        new.replace(target)
    return len(waiting)


def _refuse_loss(corpus: Corpus, path: Path, written: Path) -> None:
    """Refuse to write over a sheet that holds a reviewer's work which is nowhere else."""
    untouched = {row.cells for row in _read_sheet(written)}
    decided = _Decided(corpus)
    lost = [row.line for row in _read_sheet(path) if row.cells not in untouched and row not in decided]
    if lost:
        raise EvidenceError(
            f"{path}: has been filled in ({_list_lines(lost)}), and that is not in {PLACE} yet; add what is decided with"
            f" `evidence code {path.stem} --add`, or move the sheet elsewhere to get a new one"
        )


def _list_lines(lines: list[int]) -> str:
    return f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} rows, the first in line {lines[0]}"


class _Decided:
    """What the reviewers' file holds, to look rows of a sheet up, which may lack the date, and the coder."""

    def __init__(self, corpus: Corpus) -> None:
        rows = [one.cells for one in read_codings(corpus.review, corpus.topics)]
        self._rows = {cells[:-1] for cells in rows} | {(*cells[:-2], "") for cells in rows}

    def __contains__(self, row: Coding) -> bool:
        return row.cells[:-1] in self._rows


def _read_sheet(path: Path) -> list[Coding]:
    rows = read_csv(path, COLUMNS, str(path)) if path.is_file() else []
    return [Coding.from_cells(cells, line) for line, cells in rows]


def add_sheet(corpus: Corpus, path: Path, coder: str = "") -> Added:
    """Add what is decided in a sheet to the codings of the review.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    path : Path
        The sheet; it is not changed.
    coder : str
        Who decided, in rows that do not say it.

    Returns
    -------
    Added
        How many rows were added. A row counts as decided when it has an answer or a date; it is dated today if it has none. Rows that
        the file of the codings holds already are left out, so that a sheet can be added as often as it grows.

    Raises
    ------
    EvidenceError
        If there is no sheet, a decided row is not as `codings.csv` wants it, or its words are not in the source. The rows above it
        are then added, those below not.
    """
    if not path.is_file():
        raise EvidenceError(
            f"{path}: is no file; name the sheet that was filled in, or write one with `evidence code TOPIC`"
        )
    anchors, there = Anchors(corpus), _Decided(corpus)
    today = datetime.date.today().isoformat()
    rows = _read_sheet(path)
    decided = [replace(row, coder=row.coder or coder, date=row.date or today) for row in rows if row.answer or row.date]
    new = [row for row in decided if row not in there]
    for row in new:
        try:
            if _anchor(anchors, row) is None:
                raise EvidenceError(
                    f"{PLACE}, new row: these words are not in {row.source}; copy them letter by letter"
                )
            append_coding(corpus.review, corpus.topics, row)
        except EvidenceError as error:
            raise EvidenceError(str(error).replace(f"{PLACE}, new row", f"{path}, line {row.line}")) from error
    return Added(len(new), len(decided) - len(new), len(rows) - len(decided))

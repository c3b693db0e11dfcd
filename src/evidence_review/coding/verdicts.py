"""Verdicts of reviewers on citations: `seeds/review/verdicts.csv`, joined to the audit of citations.

A verdict is anchored by words, not by numbers: by the quote that ends with the marker, and by the entry as printed. So it stays with its citation
when markers, entries or offsets are counted anew, and is parked, not lost, when the words are gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review import schema
from evidence_review.coding.anchoring import Anchors
from evidence_review.decisions import read_rows, require_known
from evidence_review.errors import EvidenceError
from evidence_review.text import normalize
from evidence_review.vocabulary import VERDICTS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus
    from evidence_review.paths import Review

__all__ = ["COLUMNS", "Verdict", "join_verdicts", "read_verdicts"]

COLUMNS = ["file", "quote", "entry", "verdict", "reviewer", "note"]
_NAME = "verdicts.csv"
_PLACE = f"seeds/review/{_NAME}"


@dataclass(frozen=True)
class Verdict:
    """A reviewer's decision on one citation, and the line of `verdicts.csv` that holds it."""

    file: str
    quote: str
    entry: str
    verdict: str
    reviewer: str
    note: str
    line: int


def read_verdicts(review: Review) -> tuple[Verdict, ...]:
    """Read the verdicts of a review.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    tuple of Verdict
        In the order of the file; empty when there is no file.

    Raises
    ------
    EvidenceError
        If the columns are not as agreed, a verdict is none of `VERDICTS`, or a cell other than the note is empty.
    """
    return tuple(_read_verdict(cells, line) for line, cells in read_rows(review, _NAME, COLUMNS))


def _read_verdict(cells: list[str], line: int) -> Verdict:
    place = f"{_PLACE}, line {line}"
    row = Verdict(**{name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}, line=line)
    empty = [name for name in COLUMNS[:-1] if not getattr(row, name)]
    if empty:
        raise EvidenceError(f"{place}: {', '.join(empty)} must be filled")
    require_known(row.verdict, VERDICTS, "verdict", place)
    if not any(map(str.isalpha, row.entry)):
        raise EvidenceError(
            f"{place}: {row.entry!r} is no text of an entry; copy its words, since numbers change when a list is read anew"
        )
    return row


def join_verdicts(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join the verdicts to the audit.

    Parameters
    ----------
    corpus : Corpus
        The corpus, with the audit.

    Returns
    -------
    citation_support : pandas.DataFrame
        The audit with the columns verdict, reviewer and verdict_note filled where a verdict fits exactly one pair.
    parked : pandas.DataFrame
        The table `parked` with the verdicts that fit no pair, or several, and the reason.

    Raises
    ------
    EvidenceError
        If the file is wrong.
    """
    verdicts = read_verdicts(corpus.review)
    if not verdicts:
        return corpus.citation_support, corpus.parked
    anchors = _Pairs(corpus)
    decided: dict[tuple[str, int, int], Verdict] = {}
    parked = []
    for verdict in verdicts:
        found = anchors.find(verdict)
        if not isinstance(found, str) and found in decided:
            found = f"decides again what line {decided[found].line} decided, which stands; delete one of them"
        if isinstance(found, str):
            cells = " | ".join(getattr(verdict, name) for name in COLUMNS)
            parked.append({"file": _PLACE, "line_no": verdict.line, "reason": found, "decision": cells})
        else:
            decided[found] = verdict
    audit = corpus.citation_support
    keys = zip(audit["source_id"], audit["marker_no"], audit["reference_no"], strict=True)
    of_rows = [decided.get(key) for key in keys]
    columns = {"verdict": "verdict", "reviewer": "reviewer", "verdict_note": "note"}
    filled = {
        column: pd.Series([getattr(one, name) or None if one else None for one in of_rows], dtype=schema.STRING)
        for column, name in columns.items()
    }
    return audit.assign(**filled), schema.frame("parked", [*schema.records(corpus.parked), *parked])


class _Pairs:
    """Finds the pair of a marker and an entry that a verdict speaks of."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.anchors = Anchors(corpus)
        self.entries: dict[str, pd.Series] = {}

    def find(self, verdict: Verdict) -> tuple[str, int, int] | str:
        """Return the key of the pair, or why there is none."""
        source_id = self.anchors.find_source(verdict.file)
        if source_id is None:
            return f"{verdict.file} is not among the sources that were read"
        entry = f" {normalize(verdict.entry)} "
        words = self._entries(source_id)
        matching = words[words.str.contains(entry, regex=False)]
        exact = matching[matching == entry]
        matching = matching if exact.empty else exact
        if len(matching) != 1:
            return (
                f"{len(matching)} entries hold these words"
                if len(matching)
                else "no entry of the list holds these words"
            )
        number = int(matching.index[0])
        pairs = self.corpus.citation_support
        pairs = pairs[(pairs["source_id"] == source_id) & (pairs["reference_no"] == number)]
        places = list(self.anchors.find_places(source_id, verdict.quote))
        ending = pairs["end"].isin([place.end for place in places])
        holding = pairs["sentence_no"].isin([number for place in places for number in place.sentences])
        markers = [int(number) for number in pairs.loc[ending if ending.any() else holding, "marker_no"]]
        if len(markers) != 1:
            return (
                f"entry {number} is cited {len(markers)} times in these words; make the quote longer and end it with the marker"
                if markers
                else f"no marker that cites entry {number} stands in these words"
            )
        return source_id, markers[0], number

    def _entries(self, source_id: str) -> pd.Series:
        """Return the words of the entries of a source by their numbers, with a space at either end."""
        if source_id not in self.entries:
            listed = self.corpus.references[self.corpus.references["source_id"] == source_id]
            words = " " + listed["raw"].map(normalize).astype("str") + " "
            self.entries[source_id] = words.set_axis(listed["reference_no"])
        return self.entries[source_id]

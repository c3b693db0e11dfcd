"""What one row of the parse report says, and the rows of one source that it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.checks.registry import rows
from evidence_review.summaries.coverage import Coverage, cover
from evidence_review.summaries.wording import excerpt

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "FEW",
    "STATUSES",
    "TEXT",
    "Fact",
    "Source",
    "is_shown",
    "known",
    "others",
    "read_sources",
    "say_count",
    "share",
]

STATUSES = ["understood", "guessed", "not-found", "not-understood", "set-aside"]
"""How sure a row of the parse report is; `not-found` says that the document may not print it."""
TEXT = ("prose", "list-item")
"""The blocks whose sentences assert something."""
FEW = 3
"""So many misses are more than a misprint, however short the document."""
_SHOWN = ("guessed", "not-understood", "set-aside")
_SAMPLE = 120
_MOST_OTHERS = 5


@dataclass(frozen=True)
class Fact:
    """A row of the parse report: something that was understood, guessed, not found, not understood or set aside.

    `look` says in words why a reader should look at it, and is empty when there is no reason to; `is_doubtful` is True where this
    alone is a reason to distrust the parse of the source.
    """

    aspect: str
    what: str
    status: str = "understood"
    n: int | None = None
    share: float | None = None
    start: int | None = None
    sample: str = ""
    more: str = ""
    look: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True)
class Source:
    """A source that was read, with its rows of every table as named tuples."""

    row: Any
    text: str
    coverage: Coverage
    sections: list[Any]
    sentences: list[Any]
    references: list[Any]
    citations: list[Any]

    @property
    def language(self) -> str:
        """The language of the body; empty when nobody could tell."""
        return known(self.row.language)

    @property
    def is_article(self) -> bool:
        """True for a journal's article or review."""
        return known(self.row.kind).startswith("journal")

    def kind_of(self, sentence: Any) -> str:
        """Say in what kind of section a sentence stands.

        Parameters
        ----------
        sentence : Any
            A row of the sentences.

        Returns
        -------
        str
            A kind of `vocabulary.SECTION_KINDS`.
        """
        return str(self.sections[sentence.section_no - 1].kind)

    def at(self, start: int, end: int | None = None) -> dict[str, Any]:
        """Give the place and the words of a stretch, as a fact carries them.

        Parameters
        ----------
        start, end : int
            The stretch; without an end, as much as a sample holds.

        Returns
        -------
        dict
            `start` and `sample`, which is folded and shortened.
        """
        stop = start + 2 * _SAMPLE if end is None else min(end, start + 2 * _SAMPLE)
        return {"start": start, "sample": excerpt(self.text[start:stop], limit=_SAMPLE)}


def read_sources(corpus: Corpus) -> dict[str, Source]:
    """Collect the rows of each source that was read.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    dict of str to Source
        By source_id, in order.
    """
    coverage = cover(corpus)
    tables = {name: _by_source(getattr(corpus, name)) for name in ("sections", "sentences", "references", "citations")}
    return {
        row.source_id: Source(
            row,
            corpus.texts[row.source_id],
            coverage[row.source_id],
            **{name: table.get(row.source_id, []) for name, table in tables.items()},
        )
        for row in rows(corpus.sources)
        if row.source_id in corpus.texts
    }


def _by_source(table: pd.DataFrame) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for row in rows(table):
        grouped.setdefault(row.source_id, []).append(row)
    return grouped


def known(value: Any) -> str:
    """Return a cell as text, empty when it is unknown.

    Parameters
    ----------
    value : Any
        A cell of a text or a number column.

    Returns
    -------
    str
        The text.
    """
    return "" if pd.isna(value) else str(value)


def share(part: int, whole: int) -> float | None:
    """Return what part of a whole something is.

    Parameters
    ----------
    part, whole : int
        Two counts.

    Returns
    -------
    float or None
        Between 0 and 1, to four digits; None when there is no whole, since a share of nothing is unknown.
    """
    return round(part / whole, 4) if whole else None


def others(labels: Iterable[object]) -> str:
    """Name further places beside the one that a sample shows.

    Parameters
    ----------
    labels : iterable
        Entry numbers, markers or offsets, the one that is shown left out.

    Returns
    -------
    str
        The first five, and how many more there are.
    """
    listed: Sequence[str] = [str(label) for label in labels]
    rest = len(listed) - _MOST_OTHERS
    return ", ".join(listed[:_MOST_OTHERS]) + (f" and {rest} more" if rest > 0 else "")


def say_count(row: Any) -> str:
    """Say what a row of the report counts.

    Parameters
    ----------
    row : Any
        A row of `summarize_parse`.

    Returns
    -------
    str
        Such as "prose 22,593 (51%)".
    """
    part = "" if pd.isna(row.share) else f" ({_percent(row.share)})"
    return f"{row.what}{'' if pd.isna(row.n) else f' {row.n:,}'}{part}"


def _percent(part: float) -> str:
    return "<1%" if 0 < part < 0.005 else ">99%" if 0.995 <= part < 1 else f"{part:.0%}"


def is_shown(row: Any) -> bool:
    """Tell whether a reader judges something best by seeing some of it.

    Parameters
    ----------
    row : Any
        A row of `summarize_parse`.

    Returns
    -------
    bool
        True for blocks, for the title, and for what was guessed or set aside or asks to be looked at.
    """
    return row.aspect in ("blocks", "set aside") or row.what == "title" or row.status in _SHOWN or bool(row.look)

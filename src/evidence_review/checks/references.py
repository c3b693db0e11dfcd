"""Checks of the reference list itself."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from evidence_review.checks.dois import is_doi_shared
from evidence_review.checks.registry import Finding, check, rows
from evidence_review.corpus import Corpus

__all__: list[str] = []

# An entry breaks off where a comma, a joining word or a hyphen promises more.
_BROKEN_OFF = re.compile(r"(?:[,;:(\[&\u2010-\u2015-]|(?<![^\W_])(?:and|und|et|y|of|the|in|for|with|et\sal))\s{0,9}$")
# A list has years when at least this share of its entries has one; a last entry without is then cut off.
_SHARE_WITH_YEAR = 0.8
_FEWEST_ENTRIES = 5
_FEWEST_BEYOND = 2
# What an entry without year and pages may be whole with.
_WHOLE = re.compile(
    r"https?://|www\.|10\.\d{4,9}/|\d{2,5}\s?[-\u2013]\s?\d{1,5}|(?:1[89]|20)\d\d"
    r"|\b(?:in press|forthcoming|submitted|unpublished|accepted|in preparation|personal|thesis|ahead of print|n\.d\.)",
    re.IGNORECASE,
)


@check("duplicate-reference", severity="warning")
def find_duplicate_references(corpus: Corpus) -> Iterator[Finding]:
    """Find works that one list holds twice.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the later entry; the message says when both numbers are cited. What is the same work is decided in `extract.works`; another
        version is another work.
    """
    markers = corpus.citations.groupby(["source_id", "reference_no"])["marker_no"].nunique().to_dict()
    first: dict[tuple[str, str], Any] = {}
    for row in rows(corpus.references[corpus.references["work_id"].notna()]):
        same = first.setdefault((row.source_id, row.work_id), row)
        if same is not row and not is_doi_shared(same, row):
            counts = [markers.get((row.source_id, one.reference_no), 0) for one in (same, row)]
            both = (
                f"; the text cites both, as {same.reference_no} {_times(counts[0])} and as {row.reference_no} {_times(counts[1])}"
                if all(counts)
                else ""
            )
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                f"entry {row.reference_no} is the same work as entry {same.reference_no}{both}",
                f"cite both as {same.reference_no}",
                "two reports of one study can have nearly the same title",
            )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


@check("list-cut-off", severity="warning")
def find_lists_cut_off(corpus: Corpus) -> Iterator[Finding]:
    """Find lists that lack their beginning or their end.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        One for a list: at the last entry when it breaks off or the text cites several numbers beyond it, else at the first when its number is
        above 1.
    """
    for source_id, entries in corpus.references.groupby("source_id", sort=True):
        ordered = entries.sort_values("reference_no")
        first, last = next(rows(ordered)), next(rows(ordered.tail(1)))
        beyond = _cited_beyond(corpus.citations[corpus.citations["source_id"] == source_id], last.reference_no)
        reasons = [
            f"the last entry, {last.reference_no}, {broken}" if (broken := _broken_off(last, ordered)) else "",
            f"the text cites {', '.join(map(str, beyond))}, and the list ends with {last.reference_no}"
            if beyond
            else "",
            f"the list begins with {first.reference_no}" if first.reference_no > 1 else "",
        ]
        if any(reasons):
            row = last if any(reasons[:2]) else first
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                "; ".join(filter(None, reasons)),
                "look whether the file holds the whole list",
                "the document may have been converted or copied in part; its print may be whole",
            )


def _broken_off(last: Any, entries: pd.DataFrame) -> str:
    # Some lists end every entry with a comma or a semicolon.
    ends = [bool(_BROKEN_OFF.search(raw[-40:])) for raw in entries["raw"].tail(2)]
    if ends[-1] and not (len(ends) > 1 and ends[0]):
        return "ends in the middle of a phrase"
    has_year = entries["year"].notna()
    is_dated = len(entries) >= _FEWEST_ENTRIES and has_year.iloc[:-1].mean() >= _SHARE_WITH_YEAR
    is_bare = pd.isna(last.year) and pd.isna(last.first_page) and pd.isna(last.volume)
    return "has neither year nor pages" if is_dated and is_bare and not _WHOLE.search(last.raw) else ""


def _cited_beyond(citations: pd.DataFrame, last: int) -> list[int]:
    """Return the numbers beyond the last entry that numeric markers name, when they are several."""
    unresolved = citations.loc[citations["style"] != "author-year", "unresolved"].dropna()
    named = {int(number) for names in unresolved for number in names.split(";") if number.isdecimal()}
    beyond = sorted(number for number in named if number > last)
    return beyond if len(beyond) >= _FEWEST_BEYOND else []


@check("numbering-gap", severity="warning")
def find_numbering_gaps(corpus: Corpus) -> Iterator[Finding]:
    """Find numbers that a list skips.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the entry after the gap. Numbers that were counted by position leave none; a list that begins above 1 is cut off.
    """
    for _, entries in corpus.references.groupby("source_id", sort=True):
        last = entries["reference_no"].min()
        for row in rows(entries.sort_values("reference_no")):
            missing = [str(number) for number in range(last + 1, row.reference_no)]
            if missing:
                yield Finding(
                    row.source_id,
                    row.start,
                    row.end,
                    f"the list goes from {last} to {row.reference_no}: {', '.join(missing)} missing",
                    "",
                    "an entry may have lost its number when the document was converted to text",
                )
            last = row.reference_no

"""What a check is, and where checks are listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evidence_review.corpus import Corpus

__all__ = ["CHECKS", "Check", "Finding", "by_marker", "check", "rows"]


@dataclass(frozen=True)
class Finding:
    """Something that a check reports: a fact with its place, and how it may be innocent.

    `start` and `end` are None when it is about the whole file. `verdict` is what a reviewer has decided on it, if anything.
    `severity` is given where it is another than its check's.
    """

    source_id: str
    start: int | None
    end: int | None
    message: str
    suggestion: str = ""
    innocent_explanation: str = ""
    verdict: str = ""
    severity: str = ""


CheckFunction = Callable[[Corpus], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """A check: its stable code, how much its findings matter, and its function."""

    code: str
    severity: str
    find: CheckFunction


CHECKS: dict[str, Check] = {}


def check(code: str, *, severity: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function as a check.

    Parameters
    ----------
    code : str
        Stable, kebab-case, unique.
    severity : str
        One of error, warning, info.

    Returns
    -------
    callable
        The decorator; it leaves the function as it is.

    Raises
    ------
    ValueError
        If the code is taken.
    """

    def register(function: CheckFunction) -> CheckFunction:
        if code in CHECKS:
            raise ValueError(f"check {code!r} is registered twice; choose another code")
        CHECKS[code] = Check(code, severity, function)
        return function

    return register


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Go through the rows of a table, columns as attributes.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table of the corpus.

    Yields
    ------
    Any
        A named tuple per row; the schema, not the type checker, knows the types of its fields.
    """
    yield from frame.itertuples(index=False)


def by_marker(citations: pd.DataFrame) -> Iterator[list[Any]]:
    """Go through the markers that name entries, with the rows of each.

    Parameters
    ----------
    citations : pandas.DataFrame
        The table `citations`, or a part of it.

    Yields
    ------
    list
        The rows of one marker, one for each entry that it names. Many small groups are gathered faster so than by pandas.
    """
    found: dict[tuple[str, int], dict[int, Any]] = {}
    for row in rows(citations[citations["reference_no"].notna()]):
        found.setdefault((row.source_id, row.marker_no), {}).setdefault(row.reference_no, row)
    for entries in found.values():
        yield list(entries.values())

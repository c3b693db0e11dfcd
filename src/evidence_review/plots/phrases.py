"""Parts of the sentences that say what a figure shows."""

from collections.abc import Iterable

import pandas as pd

from evidence_review.plots.style import short
from evidence_review.summaries.wording import count, join

__all__ = ["begin_with_share", "list_counts", "name_largest", "say_share", "tally"]

_MOST = 5


def tally(n: int, noun: str) -> str:
    """Say how many there are of something, with a comma in thousands.

    Parameters
    ----------
    n : int
        The number.
    noun : str
        The noun in the singular, with a regular plural.

    Returns
    -------
    str
        Number and noun.

    Examples
    --------
    >>> tally(1, "work"), tally(14197, "word")
    ('1 work', '14,197 words')
    """
    return count(n, noun).replace(str(n), f"{n:,}", 1)


def say_share(part: int, whole: int) -> str:
    r"""Say how many percent a part is of a whole that is not 0.

    Parameters
    ----------
    part, whole : int
        Counts.

    Returns
    -------
    str
        Whole percent; 0 and 100 only where that is exact.

    Examples
    --------
    >>> say_share(26, 38), say_share(1, 999), say_share(998, 999), say_share(0, 3)
    ('68\xa0%', 'less than 1\xa0%', 'more than 99\xa0%', '0\xa0%')
    """
    share = round(100 * part / whole)
    if part and not share:
        return "less than 1\u00a0%"
    if part < whole and share == 100:
        return "more than 99\u00a0%"
    return f"{share}\u00a0%"


def begin_with_share(part: int, whole: int, noun: str) -> str:
    r"""Begin a sentence about a part of some things.

    Parameters
    ----------
    part, whole : int
        Counts; the whole is not 0.
    noun : str
        What is counted, in the singular, with a regular plural.

    Returns
    -------
    str
        None, all, most or how many of them.

    Examples
    --------
    >>> begin_with_share(26, 38, "statement"), begin_with_share(2, 4, "statement")
    ('Most of the 38 statements (26, 68\xa0%)', '2 of the 4 statements (50\xa0%)')
    >>> begin_with_share(0, 2, "entry"), begin_with_share(3, 3, "entry"), begin_with_share(1, 1, "entry")
    ('None of the 2 entries', 'All 3 entries', 'The 1 entry')
    """
    if not part:
        return f"None of the {tally(whole, noun)}"
    if part == whole:
        return f"{'All' if whole > 1 else 'The'} {tally(whole, noun)}"
    if 2 * part > whole and say_share(part, whole) != say_share(1, 2):
        return f"Most of the {tally(whole, noun)} ({part:,}, {say_share(part, whole)})"
    return f"{part:,} of the {tally(whole, noun)} ({say_share(part, whole)})"


def name_largest(counts: pd.Series) -> str:
    """Name where there are most, all of them when several tie.

    Parameters
    ----------
    counts : pandas.Series
        Counts, indexed by name.

    Returns
    -------
    str
        Names, with their count.

    Examples
    --------
    >>> name_largest(pd.Series({"a": 3, "b": 1})), name_largest(pd.Series({"a": 3, "b": 3}))
    ('a (3)', 'a and b (3 each)')
    """
    largest = counts[counts == counts.max()]
    return f"{_name(largest.index)} ({largest.iloc[0]:,}{' each' if len(largest) > 1 else ''})"


def list_counts(counts: pd.Series) -> str:
    """List counts, the largest first, those that are 0 left out.

    Parameters
    ----------
    counts : pandas.Series
        Counts, indexed by name.

    Returns
    -------
    str
        Names and counts; of many, the first few.

    Examples
    --------
    >>> list_counts(pd.Series({"a": 1, "b": 0, "c": 3}))
    'c 3, a 1'
    """
    there = counts[counts > 0].sort_values(ascending=False, kind="stable")
    parts = [f"{short(str(name))} {n:,}" for name, n in there.head(_MOST).items()]
    return ", ".join([*parts, *([f"{len(there) - _MOST} more"] if len(there) > _MOST else [])])


def _name(names: Iterable[object]) -> str:
    shown = list(map(str, names))
    return join([*shown[:_MOST], f"{len(shown) - _MOST} more"] if len(shown) > _MOST + 1 else shown)

"""How summaries say things: counts with their noun, shares, excerpts, and the order in which values are shown."""

from collections.abc import Iterable

import pandas as pd

__all__ = [
    "NO_REFERENCE",
    "by_source",
    "count",
    "excerpt",
    "join",
    "percent",
]

NO_REFERENCE = "no listed reference"


def count(n: int, noun: str) -> str:
    """Say how many there are of something.

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
    >>> count(1, "statement"), count(3, "entry")
    ('1 statement', '3 entries')
    """
    if n == 1:
        return f"1 {noun}"
    return f"{n} {noun[:-1]}ies" if noun.endswith("y") else f"{n} {noun}s"


def percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Compute shares for display.

    Parameters
    ----------
    part, whole : pandas.Series
        Counts, row by row.

    Returns
    -------
    pandas.Series
        Whole percent, 0 to 100; empty where the whole is 0 or unknown, since a share of nothing is unknown.
    """
    whole = whole.astype("Float64")
    return (part.astype("Float64") * 100 / whole.mask(whole == 0)).round().astype("Int64")


def join(words: Iterable[str]) -> str:
    """Join words as prose does.

    Parameters
    ----------
    words : iterable of str
        The words.

    Returns
    -------
    str
        The words with commas and "and".

    Examples
    --------
    >>> join(["a", "b", "c"])
    'a, b and c'
    """
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def excerpt(text: str, *, limit: int = 200) -> str:
    """Fold white space and shorten at a word, or within the first when it is too long by itself.

    Parameters
    ----------
    text : str
        Any text.
    limit : int
        The most characters to return.

    Returns
    -------
    str
        The text on one line; what is left out is marked by an ellipsis.

    Examples
    --------
    >>> excerpt("one  two three", limit=10), excerpt("methylenedioxy", limit=10)
    ('one two …', 'methylene…')
    """
    folded = " ".join(text.split())
    if len(folded) <= limit:
        return folded
    words = folded[: limit - 1].rpartition(" ")[0]
    return f"{words} …" if words else folded[: limit - 1] + "…"


def by_source(table: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """Count the rows of a table for every source, zero included.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with `source_id`.
    sources : pandas.DataFrame
        The sources.

    Returns
    -------
    pandas.Series
        Rows per source, indexed like `sources`.
    """
    counts = table["source_id"].value_counts()
    return sources["source_id"].map(counts).fillna(0).astype("int64")

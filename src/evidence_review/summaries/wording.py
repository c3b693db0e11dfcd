"""How summaries say things: counts with their noun, shares, excerpts, and the order in which values are shown."""

import re
from collections.abc import Iterable

import pandas as pd

__all__ = [
    "NO_REFERENCE",
    "by_source",
    "count",
    "count_in_words",
    "excerpt",
    "in_words",
    "join",
    "name_ids",
    "percent",
    "quantify",
    "say_amount",
    "say_kind",
    "say_unit",
    "say_value",
]

NO_REFERENCE = "no listed reference"
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COMPARATORS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than", "~": "about"}
# UCUM codes that prose writes out; every other unit is printed as it is, and the unit of a plain ratio not at all.
_UNIT_NOUNS = {
    "s": "second",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year",
    "{patients}": "patient",
}
# Kinds of source whose code is not what a reader calls them; each takes a regular plural.
_KINDS = {
    "record-page": "bibliographic record",
    "web-health-page": "health web page",
    "plain-text": "plain-text document",
}
_SIGNS = {"Cel": "\u00b0C", "u": "Da"}
_MICRO, _BRACKETS = re.compile(r"\bu(?=(?:g|mol|L|m)\b)"), re.compile(r"[\[\]{}]")
_FIRST_CALENDAR_YEAR = 1000  # nothing in medicine lasts that long


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


def in_words(n: int) -> str:
    """Write a number as prose does.

    Parameters
    ----------
    n : int
        The number.

    Returns
    -------
    str
        In words up to ten.

    Examples
    --------
    >>> in_words(10), in_words(11)
    ('ten', '11')
    """
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)


def count_in_words(n: int, noun: str) -> str:
    """Say in prose how many there are of something.

    Parameters
    ----------
    n : int
        The number.
    noun : str
        The noun in the singular, with a regular plural.

    Returns
    -------
    str
        Number, in words up to ten, and noun.

    Examples
    --------
    >>> count_in_words(1, "study"), count_in_words(12, "study")
    ('one study', '12 studies')
    """
    number, _, rest = count(n, noun).partition(" ")
    return f"{in_words(int(number))} {rest}"


def quantify(part: int, whole: int) -> str:
    """Say how many of some things it is, when the things were named before.

    Parameters
    ----------
    part, whole : int
        How many, of how many.

    Returns
    -------
    str
        `both` or `all` for the whole.

    Examples
    --------
    >>> quantify(1, 3), quantify(2, 2), quantify(4, 4)
    ('one', 'both', 'all')
    """
    if part < whole or whole == 1:
        return in_words(part)
    return "both" if whole == 2 else "all"


def name_ids(ids: Iterable[str]) -> str:
    """Name statements in a sentence, so that `display.bullets` finds them and links to their rows.

    Parameters
    ----------
    ids : iterable of str
        Ids of statements.

    Returns
    -------
    str
        In square brackets.

    Examples
    --------
    >>> name_ids(["smith2020:s1", "smith2020:s4"])
    '[smith2020:s1, smith2020:s4]'
    """
    return f"[{', '.join(ids)}]"


def say_value(answer: str, unit: str) -> str:
    """Say in prose a value that a reviewer coded.

    Parameters
    ----------
    answer : str
        A number or a range, after a comparator if need be.
    unit : str
        Its unit (UCUM).

    Returns
    -------
    str
        Words; a year of the calendar has no unit.

    Examples
    --------
    >>> say_value("0.5", "ug/kg/min"), say_value(">=14", "d"), say_value("~4-7", "h"), say_value("1962", "a"), say_value("1", "a"), say_value("3-4", "1")
    ('0.5 \u00b5g/kg/min', 'at least 14 days', 'about 4 to 7 hours', '1962', '1 year', '3 to 4')
    """
    sign = next((sign for sign in _COMPARATORS if answer.startswith(sign)), "")
    ends = [end.strip() for end in answer[len(sign) :].replace("\u2013", "-").split("-")]
    return say_amount(ends, unit, sign)


def say_amount(ends: list[str], unit: str, comparator: str = "") -> str:
    """Say in prose a number or a range with its unit.

    Parameters
    ----------
    ends : list of str
        The number, or both ends of the range.
    unit : str
        Its unit (UCUM).
    comparator : str
        `<`, `<=`, `>`, `>=`, `~` or nothing.

    Returns
    -------
    str
        Words; a year of the calendar has no unit.

    Examples
    --------
    >>> say_amount(["0.06", "0.12"], "mg/kg/h"), say_amount(["40"], "umol/L", "<")
    ('0.06 to 0.12 mg/kg/h', 'less than 40 \u00b5mol/L')
    """
    number = " ".join(filter(None, [_COMPARATORS.get(comparator), " to ".join(ends)]))
    is_calendar = unit == "a" and ends[0].isdigit() and int(ends[0]) >= _FIRST_CALENDAR_YEAR
    if unit in ("", "1") or is_calendar:
        return number
    noun = _UNIT_NOUNS.get(unit)
    return f"{number} {say_unit(unit) if noun is None else noun if ends == ['1'] else noun + 's'}"


def say_kind(kind: str) -> str:
    """Say what kind of document a source is.

    Parameters
    ----------
    kind : str
        A word of `vocabulary.KINDS`.

    Returns
    -------
    str
        The same for readers.

    Examples
    --------
    >>> say_kind("journal-review"), say_kind("record-page")
    ('journal review', 'bibliographic record')
    """
    return _KINDS.get(kind, kind.replace("-", " "))


def say_unit(unit: str) -> str:
    """Write a unit as prose does.

    Parameters
    ----------
    unit : str
        A UCUM code.

    Returns
    -------
    str
        Letters and signs that readers know.

    Examples
    --------
    >>> say_unit("ug/kg/min"), say_unit("mm[Hg]"), say_unit("{patients}"), say_unit("Cel"), say_unit("u")
    ('\u00b5g/kg/min', 'mmHg', 'patients', '\u00b0C', 'Da')
    """
    unit = _MICRO.sub("\u00b5", _BRACKETS.sub("", unit))
    return _SIGNS.get(unit, unit)


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

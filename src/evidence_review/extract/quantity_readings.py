"""Numbers with the units behind them, and those that are a part of a name left out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from evidence_review.extract.numbers import BRACKETED_SPREAD, FIGURE, NAMED_SPREAD, PLUS_MINUS, Number
from evidence_review.extract.units import find_unit
from evidence_review.extract.words import read_words

__all__ = ["WORD", "Reading", "date_start", "is_year", "read_units", "word_before"]

_COUNTS = read_words("quantities")["counts"]
_SINGLE, _JOINED, _NOT_JOINED = frozenset(_COUNTS["single"]), tuple(_COUNTS["joined"]), tuple(_COUNTS["not_joined"])
_CHEMICAL = tuple(read_words("quantities")["chemistry"]["joined"])
_DASHES = "-‐‑–−—"
_AN = re.compile(r"(?: of)? an?(?= )")
_LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]{1,60}(?:[-’'][^\W\d_]{1,60}){0,6}")
# "8 mg of one drug/day"
_PER = re.compile(r" (?:of )?[a-z][a-z-]{2,30}(?=/(?:kg|d|day|h|hour|wk|week)(?![^\W_]))")
# "8 am"
_HALVES = frozenset(["am", "pm", "AM", "PM"])
_MASSES = frozenset(["g", "mg", "ug", "[IU]"])
_OR_MORE = re.compile(
    r",? (?:or (?P<or>more|longer|greater|above|older|over|higher|later|beyond|less|fewer|below|under|shorter|younger|lower)"
    r"|and (?P<and>older|above|over|upwards?|younger))\b(?! than| the\b)"
)
# "a single 5 mg dose", "a single 2-hour session"
_DOSE = re.compile(r" [0-9][0-9.,–-]{0,11}(?:[ -][^\W\d_][^\s,;()]{0,14})?(?= )")
_EARLY = re.compile(rf"(?<![^\W_])(?:{'|'.join(read_words('quantities')['dates']['early'])})[ -]$", re.IGNORECASE)
# What can stand first behind a value that goes on.
_EXTENDED = frozenset(" ,-±+([")
_OLD = re.compile(r"(?:-| )old\b| of age\b")
# "45 (12) years": the spread in brackets, the unit behind it.
_SPREAD_BEFORE_UNIT = re.compile(r" ?\((?:±|SD |SD=|SD = )?[0-9]{1,6}(?:[.·][0-9]{1,6})?\)(?= [^\W\d])")
_LESS = frozenset("less fewer below under shorter younger lower".split())
_SPREAD = re.compile(
    rf"{PLUS_MINUS}{FIGURE}(?: ?%)?|{BRACKETED_SPREAD}[^()\d]{{0,12}}[)\]]|{NAMED_SPREAD}", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?:[A-Za-z.]{2,8} )?(?:1[5-9]|20)[0-9]{2}(?:[-–−—/](?:[0-9]{4}|[0-9]{2})| (?:to|through|and) (?:1[5-9]|20)[0-9]{2})?$"
)


class Reading(NamedTuple):
    """A number on its way to a quantity.

    `start` and `end` hold what the quantity will be made of. `unit` is None as long as nothing says what it is, and `kind` empty.
    """

    start: int
    end: int
    number: Number
    low: float | None
    high: float | None
    comparator: str
    unit: str | None = None
    reason: str = ""
    kind: str = ""


def read_units(text: str, numbers: list[Number]) -> Iterator[Reading]:
    """Read the unit behind each number, and leave out what is a part of a name or of the unit before.

    Parameters
    ----------
    text : str
        A sentence.
    numbers : list of Number
        Its numbers.

    Yields
    ------
    Reading
        In order.
    """
    last = 0
    for number in numbers:
        if number.start < last:
            continue
        reading = _read_unit(text, number)
        if reading:
            last = reading.end
            yield reading


def _read_unit(text: str, number: Number) -> Reading | None:
    """Read the unit behind a number; None when the number is a part of a name."""
    end = number.end
    reading = Reading(number.start, end, number, number.low, number.high, number.comparator)
    if number.form not in ("plain", "spelled"):
        return _read_form(text, reading)
    if (
        text[end : end + 3].strip(" .,;)") in _HALVES
        and not text[end + 2 : end + 4].isalnum()
        and (number.low or 0) <= 12
    ):
        return None
    unit = find_unit(text, end)
    after = text[end : end + 1]
    spread = _SPREAD_BEFORE_UNIT.match(text, end) if unit is None else None
    if spread:
        unit = find_unit(text, spread.end())
        unit = unit if unit and unit.code not in ("", "1", "{patients}") else None
    per = _PER.match(text, unit.end) if unit and unit.code in _MASSES else None
    if unit and per and (time := find_unit(text, per.end())):
        unit = unit._replace(end=time.end, code=f"{unit.code}/{time.code[1:]}") if time.code[:1] == "/" else unit
    if unit and (unit.code or not after.isalpha()):
        return _extend(text, Reading(number.start, unit.end, *reading[2:6], unit.code, unit.reason))
    if after.isalpha() or after in ("_", "′", "'", "’", "\\"):
        return None
    if after and after in _DASHES:
        joined = text[end + 1 : end + 12].lower()
        if joined.startswith(_JOINED):
            return reading._replace(unit="1", kind="other")
        if _is_joined_name(text[end + 1 : end + 2], joined, is_spelled=number.form == "spelled"):
            return None
    currency = text[number.start - 1 : number.start] if number.start else ""
    if currency and currency in "$€£¥":
        return reading._replace(start=number.start - 1, unit="", reason=f"{currency} is a sum of money")
    return _extend(text, reading)


def _is_joined_name(first: str, joined: str, *, is_spelled: bool) -> bool:
    """Tell whether a number and what is joined to it by a hyphen are a name: "5-HT", "4-hydroxy", "two-sided"."""
    if not first.isalpha():
        return first in "([,'" and bool(first)
    return is_spelled or not first.islower() or joined.startswith((*_NOT_JOINED, *_CHEMICAL))


def _read_form(text: str, reading: Reading) -> Reading | None:
    """Read a number whose words already say what its unit is."""
    form, end = reading.number.form, reading.end
    if form == "decade":
        return reading._replace(start=date_start(text, reading.start), unit="a", kind="date")
    if form == "share":
        return reading._replace(unit="%", kind="percentage")
    if form == "single":
        dose = _DOSE.match(text, end)
        word = WORD.match(text, (dose.end() if dose else end) + 1)
        return reading._replace(unit="1") if word and word.group().lower() in _SINGLE else None
    if form == "part":
        article = _AN.match(text, end)
        unit = find_unit(text, article.end() if article else end)
        if unit and unit.code not in ("", "{patients}"):
            return reading._replace(end=unit.end, unit=unit.code)
        if text.startswith(" of ", end):
            low, high = (None if part is None else float(f"{100 * part:.6g}") for part in reading[3:5])
            return reading._replace(low=low, high=high, unit="%", kind="percentage")
    return reading._replace(unit="1")


def _extend(text: str, reading: Reading) -> Reading:
    """Add what stands behind a value: a spread, "old", and "or more"."""
    if text[reading.end : reading.end + 1] not in _EXTENDED:
        return reading
    end, comparator, low, high = reading.end, reading.comparator, reading.low, reading.high
    spread = _SPREAD.match(text, end)
    end = spread.end() if spread else end
    old = _OLD.match(text, end) if reading.unit in ("a", "mo", "wk", "d") else None
    end = old.end() if old else end
    bound = _OR_MORE.match(text, end)
    if bound and not comparator:
        end = bound.end()
        comparator = "<=" if (bound["or"] or bound["and"]) in _LESS else ">="
        low, high = (None, high) if comparator == "<=" else (low, None)
    return reading._replace(end=end, comparator=comparator, low=low, high=high)


def date_start(text: str, start: int) -> int:
    """Return where a year or decade begins with the part of it that stands before: "early 1960s", "mid-1998".

    Parameters
    ----------
    text : str
        A sentence.
    start : int
        Where the digits begin.

    Returns
    -------
    int
        The place.
    """
    early = _EARLY.search(text, max(0, start - 8), start)
    return early.start() if early else start


def word_before(text: str, start: int) -> tuple[str, str]:
    """Find the word before a place.

    Parameters
    ----------
    text : str
        A sentence.
    start : int
        The place.

    Returns
    -------
    tuple of str
        The word in lower case, and all from it up to the place as printed; both empty when there is none.
    """
    window = text[max(0, start - 22) : start]
    stripped = window.rstrip(" \u00a0.(:#")
    # Backward, since a search forward tries every letter.
    match = _LETTERS.match(stripped[::-1])
    place = len(stripped) - match.end() if match else len(window)
    return stripped[place:].lower(), window[place:]


def is_year(text: str, reading: Reading) -> bool:
    """Tell whether a number is printed as a year is, or a range of years.

    Parameters
    ----------
    text : str
        A sentence.
    reading : Reading
        The number.

    Returns
    -------
    bool
        Whether it is.
    """
    return reading.number.form == "plain" and bool(_YEAR.match(text[reading.start : reading.number.end]))

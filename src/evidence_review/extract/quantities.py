"""Quantities: numbers that mean something, with what they measure and their unit."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence_review.extract.cues import blank_spans
from evidence_review.extract.numbers import find_numbers, has_numbers
from evidence_review.extract.quantity_joins import join_bounds, join_ends, read_intervals, share_units
from evidence_review.extract.quantity_kinds import find_dimension, find_kind
from evidence_review.extract.quantity_readings import Reading, read_units
from evidence_review.extract.quantity_words import read_counts, read_points
from evidence_review.extract.units import Converted, convert
from evidence_review.extract.words import read_words

__all__ = ["Quantity", "find_quantities"]

# Addresses and identifiers; citations, where nobody has named them; degrees of freedom, as in "t(39) = 1.2"; the number of a heading.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:)[^\s<>]{1,300}|(?<![\w.])10\.[0-9]{4,9}/[^\s<>]{1,200}|(?<![\w.+-])[\w.+-]{1,60}@[\w.-]{1,60}"
)
_BRACKETS = re.compile(
    r"\[[0-9]{1,3}(?:[,;–-] ?[0-9]{1,3}){0,40}\]"
    r"|\((?:(?<=[^\W\d_] \()|(?<=[).,”] \())[0-9]{1,3}(?:, ?[0-9]{1,3}){0,40}\)|\((?<![^\W]\()[1-9]\)"
    r"|\((?<=[;:] \()[0-9]{1,2}\)(?= [a-z])"
    r"|\((?<=[^\W\d_]\()[0-9]{1,4}(?:, ?[0-9]{1,4}(?:\.[0-9]{1,3})?)?\)(?= ?[=<>])"
)
_CITED_YEAR = re.compile(
    r"(?:1[89]|20)[0-9]{2}(?<![^\W][0-9]{4})(?:[a-z]?(?P<closed>[),]|; ?[^\W\d])|;[0-9]{1,4}[(:][0-9():–-]{1,20})?"
)
_AUTHOR = re.compile(r"\bal\.?,? \(?$|(?<![^\W_])(?P<name>[A-Z][^\W\d_]{1,25})(?:,? \(?)$")
_CLOCK = re.compile(
    r"[0-9](?<![^\W_][0-9])[0-9]?(?:[:.][0-9]{2} ?(?:[ap]\.?m\b|h\b|o'clock)|(?<![3-9][0-9]):00(?![0-9]))"
)
_HEADING = re.compile(r"[# ]{0,8}[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.? (?=[A-Z])")
_NO_AUTHORS = frozenset(
    ["In", "Since", "By", "Until", "During", "From", "After", "Before", "Between", "The", "Of", "And"]
    + [month.title() for month in read_words("quantities")["dates"]["months"]]
)
# Behind these, "over" says "more than".
_MORE_THAN = ("for ", "of ", "lasting ", "lasted ", "after ", "well ", "just ", "takes ", "took ")
# Neither a letter nor a space, and in ASCII, which is read twice as fast.
_BLANK = "\x1a"
# Between the bands of one division by age.
_ALSO = frozenset([",", "and", "or", ", and", ", or", "vs", "vs.", "versus", ";"])
_COMPARATIVE = re.compile(r"(?:low|high|great|larg|small|short|long|old|young)[a-z]{1,3} than ")
_DEGREES = (
    "significantly ",
    "statistically ",
    "markedly ",
    "slightly ",
    "substantially ",
    "considerably ",
    "much ",
    "far ",
)
# What is no amount when it is negative.
_POSITIVE = ("dose", "infusion-rate", "half-life", "clearance", "sample-size", "age")
_DOSE_OF = tuple(read_words("quantities")["doses"]["before"])
_NO_UNITS = frozenset(read_words("quantities")["doses"]["no_units"])
_NEXT_WORD = re.compile(r" ([a-z]{3,20})(?![^\W_])")
_BODY_WEIGHT = re.compile(r"\b(?:for|in|of|to|assuming) (?:an? |each )?(?:[^\W\d]{1,12} ){0,2}$")


@dataclass(frozen=True)
class Quantity:
    """A quantity in a text; `low` and `high` are in `unit` (UCUM), `canonical_low` and `canonical_high` in `canonical_unit`."""

    start: int
    end: int
    kind: str
    comparator: str
    low: float | None
    high: float | None
    unit: str
    canonical_low: float | None = None
    canonical_high: float | None = None
    canonical_unit: str = ""
    reason: str = ""


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the quantities of a sentence.

    Parameters
    ----------
    text : str
        A sentence, white space folded.
    taken : sequence of (int, int)
        Stretches that hold no quantities, such as citation markers.

    Returns
    -------
    list of Quantity
        In order, none inside another.

    Examples
    --------
    >>> [(quantity.kind, quantity.low, quantity.unit) for quantity in find_quantities("Rats got 4 and 10 mg/kg.")]
    [('dose', 4.0, 'mg/kg'), ('dose', 10.0, 'mg/kg')]
    """
    if not has_numbers(text):
        return []
    spans = [*taken, *_find_names(text)]
    plain = blank_spans(text, spans, _BLANK) if spans else text
    numbers = find_numbers(plain)
    if not numbers:
        return []
    readings = list(read_units(plain, numbers))
    for step in (read_intervals, join_bounds, share_units, read_points, join_ends, read_counts):
        readings = step(plain, readings)
    return list(_finish(plain, plain.lower(), readings))


def _find_names(text: str) -> list[tuple[int, int]]:
    """Find the addresses, citations and numbers of headings of a sentence."""
    found: list[tuple[int, int]] = []
    if "://" in text or "@" in text or "www." in text or "doi" in text or "10." in text:
        found += [match.span() for match in _ADDRESS.finditer(text)]
    if "(" in text or "[" in text:
        found += [match.span() for match in _BRACKETS.finditer(text)]
    if ":" in text or ".m" in text:
        found += [match.span() for match in _CLOCK.finditer(text)]
    heading = _HEADING.match(text)
    if heading:
        found.append(heading.span())
    end = -3
    for match in _CITED_YEAR.finditer(text):
        author = _AUTHOR.search(text, max(0, match.start() - 32), match.start())
        is_volume = bool(match.group()[4:5] == ";" and not match["closed"])
        is_cited = author and (not author["name"] or (match["closed"] and author["name"] not in _NO_AUTHORS))
        if is_volume or is_cited or match.start() - end <= 2:
            end = match.end() if is_volume else match.start() + 4
            found.append((match.start(), end))
    return found


def _finish(text: str, lower: str, readings: list[Reading]) -> Iterator[Quantity]:
    """Give each reading its kind, unit and canonical value, and leave out number words that count no things."""
    ends = _list_ends(readings)
    last: Quantity | None = None
    for index, reading in enumerate(readings):
        code = reading.unit or ""
        start, end = ends[index]
        dimension = "fold" if reading.number.form == "fold" else find_dimension(code)
        if code == "1" and not reading.kind and dimension == "number" and _is_age(lower, start):
            code, dimension = "a", "time"
        low, high, comparator = reading.low, reading.high, reading.comparator
        kind = reading.kind or find_kind(lower, start, end, dimension, code)
        if comparator == ">" and kind != "age" and dimension == "time" and _is_over(lower, reading.start, reading.end):
            kind = find_kind(lower, start + len("over "), end, dimension, code)
            low, high, comparator = reading.number.low, reading.number.low, ""
        if comparator in ("<", ">") and _is_compared(lower, readings[:index], reading):
            low, high, comparator = low or high, low or high, ""
        if (
            kind == "duration"
            and last
            and last.kind == "age"
            and last.unit == code
            and text[last.end : reading.start].strip() in _ALSO
        ):
            kind = "age"
        reason = reading.reason
        if reading.number.low is None and reading.number.high is None:
            reason = reason or "the number is too large to be held"
        body_weight = _body_weight(text, readings, index) if kind in ("clearance", "infusion-rate") else None
        if code == "1" and (word := _unlisted_unit(lower, reading)):
            code, kind, reason = "", "dose", f"{word} is not in the list of units"
        canonical = convert(low, high, code, kind, body_weight=body_weight)
        if kind in _POSITIVE and low is not None and low < 0:
            canonical, reason = Converted(), "it is less than nothing"
        if math.inf in (canonical.low, canonical.high) or -math.inf in (canonical.low, canonical.high):
            canonical, reason = Converted(), f"{canonical.unit} would be too large a number"
        last = Quantity(
            reading.start, reading.end, kind, comparator, low, high, code,
            canonical.low, canonical.high, canonical.unit, reason,
        )  # fmt: skip
        yield last


def _unlisted_unit(lower: str, reading: Reading) -> str:
    """Return the word that must be a unit, since a dose is given in it: "a dose of 3 puffs"."""
    word = _NEXT_WORD.match(lower, reading.end)
    is_dose = word and lower.endswith(_DOSE_OF, 0, reading.start) and word[1] not in _NO_UNITS
    return word[1] if word and is_dose else ""


def _is_over(lower: str, start: int, end: int) -> bool:
    """Tell whether "over" says when, as in "infused over 40 min", and not "more than"."""
    is_more = lower[max(0, start - 9) : start].endswith(_MORE_THAN) or lower.startswith(" ago", end)
    return lower.startswith("over ", start) and not is_more


def _is_compared(lower: str, before: Sequence[Reading], reading: Reading) -> bool:
    """Tell whether a comparative compares with a value that was found, and sets no bound: "20%, lower than 35% in controls"."""
    if not _COMPARATIVE.match(lower, reading.start):
        return False
    has_other = lower.endswith(", ", 0, reading.start) and any(one.unit == reading.unit for one in before[-2:])
    return has_other or lower.endswith(_DEGREES, 0, reading.start)


def _is_age(lower: str, start: int) -> bool:
    return lower[max(0, start - 16) : start].endswith(
        ("aged ", " age ", "ages of ", "age of ", "aged between ", "ages ", "aged from ")
    )


def _list_ends(readings: list[Reading]) -> list[tuple[int, int]]:
    """Return where the enumeration that each reading belongs to begins and ends."""
    if len(readings) == 1:
        return [(readings[0].start, readings[0].end)]
    starts = [reading.start for reading in readings]
    ends = [reading.end for reading in readings]
    for index, (one, two) in enumerate(pairwise(readings)):
        if one.number.list_no == two.number.list_no:
            starts[index + 1] = starts[index]
    for index in range(len(readings) - 2, -1, -1):
        if readings[index].number.list_no == readings[index + 1].number.list_no:
            ends[index] = ends[index + 1]
    return list(zip(starts, ends, strict=True))


def _body_weight(text: str, readings: list[Reading], index: int) -> float | None:
    """Return the body weight in kg that stands behind a clearance: "for a 70 kg individual"."""
    for reading in readings[index + 1 : index + 3]:
        is_stated = _BODY_WEIGHT.search(text, max(0, reading.start - 40), reading.start)
        if reading.unit == "kg" and reading.low and reading.low == reading.high and is_stated:
            return reading.low
    return None

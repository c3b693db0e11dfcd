"""Numbers that belong together: bounds of an interval, ends of a range, values of an enumeration."""

import re
from itertools import pairwise

from evidence_review.extract.numbers import is_change
from evidence_review.extract.quantity_readings import Reading, is_year, word_before
from evidence_review.extract.words import read_words

__all__ = ["join_bounds", "join_ends", "read_intervals", "share_units"]

_INTERVAL = re.compile(
    r" ?(?:CIs?|CrIs?|confidence intervals?|credible intervals?)(?![^\W_])(?: ?[(\[]CI[)\]])?", re.IGNORECASE
)
_INTERVAL_ALONE = re.compile(r"(?<![^\W_])(?:CI|CrI|confidence interval)(?: of)?[ :=,(\[]{0,3}$", re.IGNORECASE)
_TO_BOUNDS = re.compile(r"[ :=,;(\[]{0,4}(?:(?:of|was|is|from|ranging|between|range)[ :]{0,2}){0,2}[(\[]?")
_RANGE_BEHIND = re.compile(
    r"[ ,;]{0,2}[(\[]?(?:range|IQR|interquartile range|inter-quartile range)(?: of|:|,| =)? ?[(\[]?", re.IGNORECASE
)
# Before a number that has no unit, and "week" and the like before one that has its own.
_ALONE = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(read_words('quantities')['labels']['statistics'])})(?: (?:values?|level))?(?: (?:of|was|is|at))? ?[=:]? ?$",
    re.IGNORECASE,
)
_POINTS = frozenset(read_words("quantities")["points"])
_RANGE_GAPS = frozenset([" to ", "-", "–", "—", "−", " - ", " – ", " − ", " up to ", "–to–", " through "])


def read_intervals(text: str, readings: list[Reading]) -> list[Reading]:
    """Join a level of confidence with the bounds behind it.

    Parameters
    ----------
    text : str
        A sentence.
    readings : list of Reading
        Its numbers, in order.

    Returns
    -------
    list of Reading
        In order.
    """
    lower = text.lower()
    if "ci" not in lower and "cri" not in lower and "interval" not in lower and "% [" not in text:
        return readings
    found: list[Reading] = []
    rest = iter(range(len(readings)))
    for index in rest:
        reading = readings[index]
        name = _INTERVAL.match(text, reading.end) if reading.unit == "%" else None
        alone = None if name else _INTERVAL_ALONE.search(text, max(0, reading.start - 28), reading.start)
        first = index + 1 if name else index
        start = reading.start if name else alone.start() if alone else 0
        bounds = _bounds_at(text, readings, first, name.end() if name else reading.start) if name or alone else None
        if not bounds and text[reading.start - 1 : reading.start] == "[":
            bounds = _bounds_behind(text, readings, index, found)
            start = reading.start - 1
        if not bounds:
            found.append(reading)
            continue
        last, low, high = bounds
        end = readings[last].end
        is_open = "[" in text[start:end] and text[end : end + 1] == "]"
        estimate = found[-1] if found else None
        unit = readings[last].unit or _unit_of_estimate(estimate, low, high)
        found.append(
            readings[last]._replace(start=start, end=end + is_open, low=low, high=high, comparator="", unit=unit,
                kind="confidence-interval",
            )
        )  # fmt: skip
        for _ in range(last - index):
            next(rest)
    return found


def _bounds_behind(
    text: str, readings: list[Reading], index: int, found: list[Reading]
) -> tuple[int, float, float] | None:
    """Return the bounds in square brackets right behind a percentage that they hold: "38% [33–43]"."""
    one = found[-1] if found else None
    if one is None or one.unit != "%" or one.low is None or text[one.end : readings[index].start] != " [":
        return None
    bounds = _bounds_at(text, readings, index, readings[index].start)
    is_closed = bounds and text[readings[bounds[0]].end : readings[bounds[0]].end + 1] == "]"
    return bounds if bounds and is_closed and bounds[1] <= one.low <= bounds[2] else None


def _unit_of_estimate(estimate: Reading | None, low: float, high: float) -> str:
    """Return the unit of the estimate before an interval that holds it, else that of a ratio."""
    if estimate and estimate.low is not None and low <= estimate.low <= high:
        return estimate.unit or "1"
    return "1"


def _bounds_at(text: str, readings: list[Reading], index: int, position: int) -> tuple[int, float, float] | None:
    """Return the bounds that begin at a place: the number of the last reading, low and high."""
    if index >= len(readings):
        return None
    one = readings[index]
    lead = _TO_BOUNDS.match(text, position)
    if one.low is None or one.high is None or not lead or lead.end() != one.start:
        return None
    if one.low != one.high:
        return index, one.low, one.high
    two = readings[index + 1] if index + 1 < len(readings) else None
    if two is None or two.low is None or two.low != two.high:
        return None
    gap = text[one.end : two.start]
    if gap.strip(" ") not in {",", ";", "and", "to", "-", "–", "−", "—", ":"}:
        return None
    return index + 1, min(one.low, two.low), max(one.low, two.low)


def join_bounds(text: str, readings: list[Reading]) -> list[Reading]:
    """Join "≥30 and <50" to a range.

    Parameters
    ----------
    text : str
        A sentence.
    readings : list of Reading
        Its numbers, in order.

    Returns
    -------
    list of Reading
        In order.
    """
    found: list[Reading] = []
    for reading in readings:
        one = found[-1] if found else None
        if (
            one
            and one.comparator[:1] == ">"
            and reading.comparator[:1] == "<"
            and text[one.end : reading.start] in (" and ", " to ", ", ", " but ", " or ")
            and one.low is not None
            and reading.high is not None
            and one.low <= reading.high
            and one.unit in (None, reading.unit)
        ):
            found[-1] = reading._replace(start=one.start, low=one.low, comparator="")
        else:
            found.append(reading)
    return found


def share_units(text: str, readings: list[Reading]) -> list[Reading]:
    """Give the unit behind the last value of an enumeration to those without one, and that of a value to its range.

    Parameters
    ----------
    text : str
        A sentence.
    readings : list of Reading
        Its numbers, in order.

    Returns
    -------
    list of Reading
        In order.
    """
    found = list(readings)
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        if one.unit is None and two.unit is not None and not two.kind and one.number.list_no == two.number.list_no:
            others = (found[place].number.list_no for place in (index - 1, index + 2) if 0 <= place < len(found))
            is_pair = text[one.end : two.start].strip() == "," and one.number.list_no not in others
            if not is_pair and not is_year(text, one) and not _has_own_name(text, one, two.unit):
                found[index] = one._replace(unit=two.unit, reason=two.reason)
    for index, (one, two) in enumerate(pairwise(found)):
        if (
            two.unit is None
            and one.unit not in (None, "", "{patients}")
            and _RANGE_BEHIND.fullmatch(text, one.end, two.start)
        ):
            found[index + 1] = two._replace(unit=one.unit)
    return found


def _has_own_name(text: str, reading: Reading, unit: str) -> bool:
    """Tell whether what stands before a number says that the unit behind the next is not its own: "at week 12 and 71%", "an ICC of 0.05 and 300 adults"."""
    if unit == "{patients}" and reading.low is not None and reading.low % 1:
        return True
    word, raw = word_before(text, reading.start)
    return (word in _POINTS and "(" not in raw) or bool(_ALONE.search(text, max(0, reading.start - 40), reading.start))


def join_ends(text: str, readings: list[Reading]) -> list[Reading]:
    """Join the two ends of a range that both have their unit: "2 mg to 4 mg", "week 6 to week 12".

    Parameters
    ----------
    text : str
        A sentence.
    readings : list of Reading
        Its numbers, in order.

    Returns
    -------
    list of Reading
        In order, none inside another.
    """
    found: list[Reading] = []
    for reading in readings:
        one = found[-1] if found else None
        while one and one.end > reading.start:
            found.pop()
            one = found[-1] if found else None
        if one and _are_ends(text, one, reading):
            found[-1] = reading._replace(start=one.start, low=one.low, comparator=one.comparator)
        else:
            found.append(reading)
    return found


def _are_ends(text: str, one: Reading, two: Reading) -> bool:
    gap = text[one.end : two.start]
    is_between = gap == " and " and text[max(0, one.start - 8) : one.start].lower() == "between "
    return (
        one.unit is not None
        and one.unit == two.unit
        and one.kind == two.kind
        and one.kind in ("", "follow-up", "date")
        and (gap in _RANGE_GAPS or is_between)
        and one.low is not None
        and two.high is not None
        and one.low == one.high
        and one.low <= two.high
        and two.low == two.high
        and not (gap == " to " and is_change(text, one.start))
        and one.number.form not in ("fold", "single", "part")
    )

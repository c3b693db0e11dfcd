"""Values as reviewers write them in answers and numbers as sources print them, and how far two values are apart."""

import re
from dataclasses import dataclass

__all__ = ["Value", "compare_values", "find_gap", "parse_value", "read_number"]

_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,12})?"
_VALUE = re.compile(
    rf"(?P<comparator><=|>=|[<>~\u2264\u2265\u2248])? ?(?P<low>{_NUMBER})(?: ?[-\u2013\u2212] ?(?P<high>{_NUMBER}))?"
)
_ASCII = {"\u2264": "<=", "\u2265": ">=", "\u2248": "~"}
_THOUSANDS = re.compile(r"[-−–+]?[1-9]\d{0,2}(?:,\d{3}){1,3}(?:\.\d{1,4})?")
# Two figures that lie as near as this are one figure, rounded.
_TOLERANCE = 0.1


@dataclass(frozen=True)
class Value:
    """A number or a range: its ends (None where it is open) and `<`, `<=`, `>`, `>=`, `~` or nothing before it."""

    low: float | None
    high: float | None
    comparator: str = ""


def parse_value(text: str) -> Value:
    """Read a value as a reviewer writes it.

    Parameters
    ----------
    text : str
        A number or a range without a unit, after a comparator if need be.

    Returns
    -------
    Value
        Its ends; both are the same for a plain number.

    Raises
    ------
    ValueError
        If it is no value, or a range that runs downwards; the message says what may be written.

    Examples
    --------
    >>> parse_value("~4-7"), parse_value(">24")
    (Value(low=4.0, high=7.0, comparator='~'), Value(low=24.0, high=None, comparator='>'))
    """
    match = _VALUE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is no value; write a number or a range, such as 4, 3-4, >24, >=14, <0.5 or ~4-7")
    comparator = _ASCII.get(match["comparator"], match["comparator"] or "")
    low, high = float(match["low"]), float(match["high"] or match["low"])
    if high < low:
        raise ValueError(f"{text!r} runs downwards; write the smaller number first")
    if comparator[:1] in ("<", ">"):
        if match["high"]:
            raise ValueError(f"{text!r} has both a comparator and a range; write one of the two")
        return Value(None, high, comparator) if comparator[0] == "<" else Value(low, None, comparator)
    return Value(low, high, comparator)


def read_number(printed: str) -> float:
    """Read a number as it is printed.

    Parameters
    ----------
    printed : str
        Digits, with a sign, commas between thousands, or a point, a comma or a raised point before decimals.

    Returns
    -------
    float
        The number.

    Examples
    --------
    >>> read_number("1,200"), read_number("0,5"), read_number("\u22120.3")
    (1200.0, 0.5, -0.3)
    """
    printed = printed.replace(",", "") if _THOUSANDS.fullmatch(printed) else printed
    return float(re.sub(r"[\s+]", "", printed).translate({0x2212: "-", 0x2013: "-", 0xB7: ".", 0x2C: "."}))


def find_gap(a: Value, b: Value) -> float:
    """Return how far two values are apart, as a share of the larger of the two ends that face each other.

    Parameters
    ----------
    a, b : Value
        The values.

    Returns
    -------
    float
        0 where they overlap or touch, up to 1.

    Examples
    --------
    >>> find_gap(parse_value("2-3"), parse_value("4")), find_gap(parse_value(">2"), parse_value("4"))
    (0.25, 0.0)
    """
    for below, above in ((a, b), (b, a)):
        if below.high is not None and above.low is not None and below.high < above.low:
            return (above.low - below.high) / above.low
    return 0.0


def compare_values(a: Value, b: Value, *, tolerance: float = _TOLERANCE) -> str:
    """Say how two values of one unit stand to each other.

    Parameters
    ----------
    a, b : Value
        The values.
    tolerance : float
        The largest gap, as a share of the larger, that is no conflict. Give 0 for dates, whose zero is nowhere.

    Returns
    -------
    str
        `equal` where the ends are the same; `within-tolerance` where they overlap, or nearly do; else `disjoint`.

    Examples
    --------
    >>> compare_values(parse_value("2-3"), parse_value("3.2")), compare_values(parse_value("2"), parse_value("3"))
    ('within-tolerance', 'disjoint')
    """
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    return "within-tolerance" if find_gap(a, b) <= tolerance else "disjoint"

"""What the numbers of a sentence say of a difference: values of p, intervals, and a number for each arm."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence_review.extract.change_arms import Mention
from evidence_review.extract.cues import blank_spans
from evidence_review.extract.values import read_number

__all__ = ["Chance", "Pair", "find_intervals", "find_pairs", "find_values_of_p"]

# From this value of p on, a difference is left to chance.
_LEVEL = 0.05
_P = re.compile(
    r"(?<![^\W_])p(?:[\s-]{0,2}values?)?(?:\s(?:of|was|is|were|for trend|interaction))?\s{0,3}"
    r"(?P<sign>[<>=≤≥⩽⩾:]|&[lg]t;|)\s{0,3}=?\s{0,3}(?:(?P<tiny>\d(?:[.,·]\d{1,4})?\s{0,2}(?:[×x*]\s{0,2}10\s{0,2}\^?|e)[-−–]\d)|(?P<value>0?[.,·]\s?\d{1,8}|[01]\b|ns\b|n\.s\.))",
    re.IGNORECASE,
)
# A value of p in a cell of its own, as a row of a table has it once its lines are all that is left.
_ROW_P = re.compile(
    r"(?<![^\n])[^\S\n]{0,4}(?P<sign>[<>=]?)[^\S\n]{0,3}(?P<value>0?[.·]\d{1,5})[a-z*†‡§]{0,2}[^\S\n]{0,3}(?![^\n])"
)
# "at the p < 0.05 level" is no result.
_LIMIT = re.compile(r"\)?\s{0,2}(?:level|was considered|were considered|significance)")
_CI = re.compile(r"(?<![^\W_])(?:CIs?|confidence intervals?)(?![^\W_])", re.IGNORECASE)
_BOUNDS = re.compile(
    r"(?<![\w.])(?P<low>[-−–+]?\d{1,4}(?:[.·]\d{1,4})?)\s{0,2}%?\s{0,2}(?:to|[-−–,;]|and)\s{0,2}(?P<high>[-−–+]?\d{1,4}(?:[.·]\d{1,4})?)"
)
_RATIO = re.compile(
    r"(?<![^\W_])(?:a?OR|a?HR|a?RR|IRR|(?i:odds|hazards?|risk|rate|prevalence) (?i:ratios?)|(?i:relative risks?|ratio))(?![^\W_])"
)
_EFFECT = re.compile(
    r"\b(?:differ|effect|S?MD|WMD|β|beta|coefficient|slope|chang|reduc|increas|decreas|improv|gain|higher|lower|greater|less|more)",
    re.IGNORECASE,
)
_RATIO_REACH = 120
_VALUE = re.compile(
    r"(?<![\w.,/^:−–-])[-−–+]?(?:\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,4})?|\d{1,7}(?:[.,·]\d{1,6})?)(?![\d/:])(?![A-Za-z]\d)"
)
# Before and behind a number that measures no outcome: "week 6", "n = 20", "IL-6"; "20 mg", "6 weeks after".
_NO_VALUE = re.compile(
    r"(?:[^\W_][-−–]|(?i:tables?|fig(?:ure|\.)?|days?|weeks?|months?|phase|stages?|types?|grades?|visit|\bat|\bby|least|from)"
    r"|[NnFtZz]\s?=|df\s?=|±)\s?\(?$"
)
_LABELED = re.compile(r"(?:groups?|arms?)\s?\(?$", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"[\s-]?(?:(?:weeks?|wks?|months?|years?|yrs?|days?|h|hours?)\b(?=\s(?:of|after|post|follow|and)|[,;]|\s?$)|%?\s?CI|mg\b|kcal|IU)",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"(?<![^\W_])(?:vs|versus|v|compared (?:with|to)|as compared|than|against)(?![^\W_])")
_OTHER_WORD = r"(?:(?!and\b|vs\b|versus\b|compared\b)[^\W\d_]{1,9})"
# "12 points in the": the arm is named behind the number.
_IN = re.compile(
    rf"\s{{0,90}}(?:%|{_OTHER_WORD})?\s{{0,90}}(?:{_OTHER_WORD}\s)?\(?(?:in|for|with|among|on|of|after|by|under|during)\b"
)
_AND = re.compile(r"\D{0,12}\band\b")
_RESPECTIVELY = re.compile(r"\bresp(?:ectively|\.)")
_SENTENCE = re.compile(r"[.;](?=\s{1,3}[^\W\d_a-z])")
_SPREAD = re.compile(r"(?:±|\+/-|\bSD|\bSE|\bSEM)\s{0,2}=?\s{0,2}\d{1,6}(?:[.·]\d{1,4})?")
_BRACKETS = re.compile(r"\[[^\[\]]{0,80}\]|\([^()]{0,80}\)")
_SPREAD_NAMED = re.compile(r"\b(?:CI|IQR|range|SD|SE|n\s?=|Fig|Table)", re.IGNORECASE)
_COUNTED = re.compile(r"[\d%]\s?[^\W\d_]{0,8}\s?$")
# How far apart the numbers of a pair may stand, how far before or behind them the names of the arms, and the two names from each other.
_PAIR, _CONTRASTED, _LISTED, _BEFORE, _BEHIND, _BOTH = 90, 60, 25, 30, 60, 60


@dataclass(frozen=True)
class Chance:
    """A value of p, or an interval: where it stands, whether it leaves the difference to chance, and the side of an interval."""

    start: int
    end: int
    is_chance: bool
    side: int = 0


@dataclass(frozen=True)
class Pair:
    """A number for each arm: where the first stands, 1, 0 or -1 as the intervention's is larger, equal or smaller, and how the arms are known.

    `how` is `named` where a name stands beside a number, else `order`.
    """

    start: int
    sign: int
    how: str


def find_values_of_p(text: str) -> list[Chance]:
    """Find the values of p.

    Parameters
    ----------
    text : str
        A sentence, or a row of a table.

    Returns
    -------
    list of Chance
        In order.

    Examples
    --------
    >>> [chance.is_chance for chance in find_values_of_p("longer (P = .003), but not warmer (p>0.05; p = ns)")]
    [False, True, True]
    """
    found = []
    for match in _P.finditer(text):
        if _LIMIT.match(text, match.end()):
            continue
        if match["tiny"]:
            is_chance = False
        elif match["value"][0] in "nN":
            is_chance = True
        elif match["sign"] in (">", "≥", "⩾", "&gt;"):
            is_chance = read_number(match["value"]) >= _LEVEL / 10
        elif match["sign"] in ("<", "≤", "⩽", "&lt;"):
            is_chance = read_number(match["value"]) > _LEVEL
        else:
            is_chance = read_number(match["value"]) >= _LEVEL
        found.append(Chance(*match.span(), is_chance))
    if not found and "\n" in text:
        for match in _ROW_P.finditer(text):
            found.append(Chance(*match.span(), match["sign"] != "<" and read_number(match["value"]) >= _LEVEL))
    return found


def find_intervals(text: str) -> list[Chance]:
    """Find the intervals of confidence.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    list of Chance
        In order. One of a ratio leaves the difference to chance where it holds 1, any other where it holds 0.

    Examples
    --------
    >>> [(interval.is_chance, interval.side) for interval in find_intervals("OR 0.6 (95% CI 0.4 to 0.9)")]
    [(False, -1)]
    """
    found = []
    for match in _CI.finditer(text):
        bounds = _BOUNDS.search(text, match.end(), match.end() + 40)
        if not bounds:
            continue
        low, high = sorted((read_number(bounds["low"]), read_number(bounds["high"])))
        is_ratio = bool(_RATIO.search(text, max(0, match.start() - _RATIO_REACH), match.start()))
        # The interval of one arm's own number says nothing of a difference.
        if low > 0 and not is_ratio and not _EFFECT.search(text, max(0, match.start() - _RATIO_REACH), match.start()):
            continue
        null = int(is_ratio)
        found.append(Chance(match.start(), bounds.end(), low <= null <= high, 1 if low + high > 2 * null else -1))
    return found


def find_pairs(text: str, arms: Sequence[Mention], chances: Sequence[Chance]) -> list[Pair]:
    """Find the numbers that are given for the one arm and the other.

    Parameters
    ----------
    text : str
        A sentence.
    arms : sequence of tuple
        The mentions of the arms, in order.
    chances : sequence of Chance
        The values of p and the intervals, which are none of these numbers.

    Returns
    -------
    list of Pair
        In order.

    Examples
    --------
    >>> find_pairs("Sleep was 8.1 hours by the sea and 7.2 hours in town.", [(26, 29, 1), (47, 51, -1)], [])
    [Pair(start=10, sign=1, how='named')]
    """
    plain = _without_spreads(text, chances)
    values = [
        match
        for match in _VALUE.finditer(plain)
        if not _NO_VALUE.search(plain, max(0, match.start() - 14), match.start())
        and not (match.group().isdigit() and _LABELED.search(plain, max(0, match.start() - 9), match.start()))
        and not _OTHER_UNIT.match(plain, match.end())
    ]
    found = []
    for one, two in pairwise(values):
        gap = plain[one.end() : min(two.start(), one.end() + 4 * _PAIR)]
        size = len(" ".join(gap.split()))
        if two.start() - one.end() > len(gap) or size > _PAIR or _SENTENCE.search(gap):
            continue
        side, how = _first_arm(plain, one, two, arms)
        if side:
            a, b = read_number(one.group()), read_number(two.group())
            found.append(Pair(one.start(), side * ((a > b) - (a < b)), how))
    return found


def _first_arm(text: str, one: re.Match[str], two: re.Match[str], arms: Sequence[Mention]) -> tuple[int, str]:
    """Return the arm that the first of two numbers belongs to, 0 if they are no pair, and how it is known."""
    gap = text[one.end() : two.start()]
    size = len(" ".join(gap.split()))
    contrast = _CONTRAST.search(gap)
    # "(16 % less than controls) ... 20": the second number is of something else.
    if contrast and ")" in gap[contrast.end() :].split("(")[0]:
        return 0, ""
    first = bisect_left(arms, (one.end(), 0, 0))
    behind = bisect_left(arms, (two.start(), 0, 0))
    between = arms[first:behind]
    before = arms[max(0, first - 2) : first]
    near = before and one.start() - before[-1][1] < _BEFORE and "," not in text[before[-1][1] : one.start()]
    if "\n" in gap:
        return 1, "order"
    if between:
        start, _, side = between[0]
        if side != between[-1][2]:
            return side, "named"
        if near and before[-1][2] == -side and not _IN.match(gap):
            return -side, "named"
        is_contrasted = contrast is not None and one.end() + contrast.start() < start
        if not is_contrasted and (contrast or _IN.match(gap)):
            return side, "named"
        if near and before[-1][2] == -side:
            return -side, "named"
        return (-side if is_contrasted else 0), "named"
    after = [arm[2] for arm in arms[behind : behind + 2] if arm[0] < two.end() + 2 * _BEHIND]
    if contrast and size <= _CONTRASTED:
        if before:
            is_pair = len(before) > 1 and before[1][0] - before[0][1] < _BOTH
            return before[0 if is_pair else -1][2], "order"
        # "20 versus 31 with water": the second is named.
        return (after[0] if len(set(after)) > 1 else -after[0] if after else 1), "order"
    if near and after and after[0] == -before[-1][2] and _AND.match(gap) and size < _LISTED:
        return before[-1][2], "named"
    if size < _LISTED and _AND.match(gap) and _RESPECTIVELY.search(text, two.end(), two.end() + 2 * _BEHIND):
        sides = after or [arm[2] for arm in before]
        return (sides[0] if len(set(sides)) > 1 else 0), "order"
    return 0, ""


def _without_spreads(text: str, chances: Sequence[Chance]) -> str:
    """Blank out values of p, intervals, spreads, and brackets that hold them or a count behind its number."""
    spans = [(chance.start, chance.end) for chance in chances]
    spans += [match.span() for match in _SPREAD.finditer(text)]
    for match in _BRACKETS.finditer(text):
        is_aside = _SPREAD_NAMED.search(match.group()) or match.group()[0] == "["
        if not _CONTRAST.search(match.group()) and (
            is_aside or _COUNTED.search(text, max(0, match.start() - 12), match.start())
        ):
            spans.append(match.span())
    return blank_spans(text, spans)

"""The forms of citation markers in running text: in brackets, raised, left bare, and by author and year.

A marker is found by its form in every style at once. Which of them a document uses is decided in
`evidence_review.extract.citations`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.extract.author_year import Cited, find_author_year
from evidence_review.extract.bare_markers import find_bare
from evidence_review.extract.words import read_words

__all__ = ["Marker", "find_markers"]

_WORDS = read_words("citations")
_LABELS = {"square": frozenset(_WORDS["labels"]), "round": frozenset([*_WORDS["labels"], *_WORDS["round_labels"]])}
_VALUES = frozenset(_WORDS["values"])

_DASH = "-\u2010-\u2015\u2212"
# Some journals mark entries of special interest with bullets inside the marker.
_ONE = r"\d{1,4}[\u2022*]{0,2}"
_LIST = rf"{_ONE}(?:\s?[{_DASH},;]\s?{_ONE}|\s(?:and|to)\s{_ONE}|\s?&\s?{_ONE}){{0,60}}"
_SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
# "see refs. 4,5" and "12, p. 34" inside a bracket.
_LEAD = (
    r"(?:(?:see|also|cf\.|e\.g\.,?|i\.e\.,?|[Rr]ef(?:s|erences?)?\.?|[Rr]eviewed\sin|for\s(?:a\s)?reviews?,?)\s){0,3}"
)
_PLACE = rf"(?:,\s(?:pp?\.|[Cc]h(?:ap(?:ter|\.)|\.)|[Ss]ect(?:ion|\.)|[Tt]able|[Ff]ig(?:ure|\.)|[Tt]heorem|[Ll]emma|[Ee]q\.)\s?\d{{1,5}}(?:[{_DASH}]\d{{1,5}})?)?"
_NUMERIC = {
    # Square brackets hold few values, so that longer numbers are numbers of entries, too.
    "square": re.compile(rf"\\?\[\s?{_LEAD}({_LIST.replace('{1,4}', '{1,5}')}){_PLACE}\s?[,;]?\s?\\?\]"),
    "round": re.compile(rf"\(\s?{_LEAD}({_LIST}){_PLACE}\s?[,;]?\s?\)"),
    # The square of a unit ("kg/m^2^1^") is passed over before what follows it is read.
    "superscript": re.compile(
        rf"(?:(?<=/m)|(?<=\sm)|(?<=cm)|(?<=mm)|(?<=km))\^[23](?:\^(?!\d)|(?=\^\d))|(?:\^({_LIST})\^?|\^\{{({_LIST})\}}|<sup>({_LIST})</sup>|([{_SUPERSCRIPT}]{{1,4}}(?:[{_DASH},\u207b][{_SUPERSCRIPT}]{{1,4}}){{0,20}}))(?![+\u207a{{\d])"
    ),
}
_RAISED = re.compile(rf"[\^{_SUPERSCRIPT}]|<sup>")
_SUPERSCRIPTS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "0123456789-")
_RANGE = re.compile(rf"(\d+)[\u2022*]{{0,2}}\s?(?:[{_DASH}]|\sto\s)\s?(\d+)|(\d+)")
_BEFORE = re.compile(r"([^\s()\[\]]{1,30})\s?$")
_DECIMAL_BEFORE = re.compile(r"(?:^|[\s(=<>\u00b1~])\d{1,6}\.\d{1,4}\s$")
# A value, its unit, and then its range: "40 min [15-230]".
_VALUE_BEFORE = re.compile(r"(?:^|[\s(=<>\u00b1~])(\d{1,6}(?:\.\d{1,4})?)(?:\s?[^\s\d]{1,8})?\s?$")
# The second item of an enumeration in running text: "..., (2) then", "... and (2) then".
_SECOND = re.compile(r"(?:[,;.:]\s(?:and\s|or\s)?|\b(?:and|or)\s)\(2\)\s\w")
_AND = (" and", " or", " y", " o", " e", " et", " ou", " und", " oder")
_SENTENCE_BEFORE = re.compile(r"[^\s:;][.]\s$")
_TARGET = re.compile(r"^\([^()\s]{1,300}\)")
# "43 (10) days": a value, its spread, and its unit.
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(=<>\u00b1~])\d{1,6}(?:\.\d{1,4})?\s$")
_UNIT_AFTER = re.compile(
    r"\s?(?:%|(?:years?|months?|weeks?|days?|hours?|min(?:utes)?|seconds?|points?|k?cal|bpm|mm\s?Hg|mmHg|[mk\u00b5\u03bcn]?(?:g|mol|L|l|m))\b)"
)
_ONE_RANGE = re.compile(rf"(\d{{1,4}})\s?(?:[{_DASH}]|to)\s?(\d{{1,4}})")
_UNIT_BEFORE = re.compile(
    r"(?:\d|[\s(/\u00b7](?:m|cm|mm|km|nm|\u00b5m|dm|kg|s|x|R|r|chi|\u03c7)|\bH|\bCa|\bMg|\bZn|\bFe|\bNa|\bK|\bCl)$"
)


@dataclass(frozen=True)
class Marker:
    """A candidate: its span in the text searched, its style, and what it names.

    `style` is one of square, round, superscript, bare and author-year. `certainty` is 2 where the form alone shows a citation; below
    that the document must agree. `stem` is what a bare number is glued to.
    """

    start: int
    end: int
    style: str
    numbers: tuple[int, ...] = ()
    works: tuple[Cited, ...] = ()
    certainty: int = 2
    stem: str = ""


def find_markers(text: str) -> list[Marker]:
    """Find everything in a paragraph that has the form of a citation marker.

    Parameters
    ----------
    text : str
        A paragraph with folded white space.

    Returns
    -------
    list of Marker
        In order of start, all styles; numbers are expanded from ranges.

    Examples
    --------
    >>> [(marker.style, marker.numbers) for marker in find_markers("Shown before [2,5-7]. Not 21(2) or 5.5 [1].")]
    [('square', (2, 5, 6, 7))]
    """
    markers = [marker for style, pattern in _NUMERIC.items() for marker in _find_numeric(text, style, pattern)]
    markers = _join_spans(text, markers)
    inside = {place for marker in markers for place in range(marker.start, marker.end)}
    markers.extend(
        Marker(bare.start, bare.end, "bare", numbers, certainty=bare.certainty, stem=bare.stem)
        for bare in find_bare(text)
        if bare.start not in inside and (numbers := _expand(bare.printed))
    )
    markers.extend(
        Marker(start, end, "author-year", works=works, certainty=2 if is_sure else 1)
        for start, end, works, is_sure in find_author_year(text)
    )
    return sorted(markers, key=lambda marker: (marker.start, marker.end))


def _find_numeric(text: str, style: str, pattern: re.Pattern[str]) -> Iterable[Marker]:
    if style == "superscript" and not _RAISED.search(text):
        return
    for match in pattern.finditer(text):
        numbers = _expand(match[match.lastindex].translate(_SUPERSCRIPTS)) if match.lastindex else ()
        if not numbers or _is_something_else(text, match, style):
            continue
        is_count = style == "round" and _is_enumerator(text, match)
        if not is_count:
            yield Marker(match.start(), match.end(), style, numbers)
        elif _SENTENCE_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            # "It helps. (1) The next ..." counts, or cites where the number is due.
            yield Marker(match.start(), match.end(), style, numbers, certainty=0)


def _expand(text: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for low, high, single in _RANGE.findall(text):
        if single:
            numbers.append(int(single))
        elif int(low) < int(high) <= int(low) + 100:
            numbers.extend(range(int(low), int(high) + 1))
        else:
            # A range that runs backwards or too far is no range of entries.
            return ()
    return tuple(dict.fromkeys(numbers))


def _is_something_else(text: str, match: re.Match[str], style: str) -> bool:
    """Tell by what stands around a bracket that its numbers are values, parts of a name or a count of an enumeration."""
    before = text[max(0, match.start() - 40) : match.start()]
    if style == "superscript":
        # After a number a raised one is a power, unless markup closes it or the number is a year or has more digits than a base.
        is_after_number = bool(re.search(r"(?:\d{4}|\d,\d{3}|m\^?[23\u00b2\u00b3])$", before)) and (
            match.group()[0] != "^" or match.group().endswith("^") or before[-5:-4] in ("", " ")
        )
        # A raised sign before it makes it an exponent: "s\u207b\u00b9".
        return (
            not before
            or before[-1].isspace()
            or before[-1] in "\u207a\u207b"
            or (bool(_UNIT_BEFORE.search(before)) and not is_after_number)
        )
    following = text[match.end() : match.end() + 1]
    if (before[-1:].isdigit() and style == "round") or (following.isalnum() and not before[-1:].isalpha()):
        # 21(2) is an issue, [3H]- and (2)x are parts of names.
        return True
    if style == "round" and re.search(r"(?:^|[\s(\[])[A-Za-z\u03c7]\d?$", before):
        # F(2,224) and t(18) are statistics with their degrees of freedom.
        return True
    word = _BEFORE.search(before)
    name = word[1].rstrip(".:,") if word and before[-1:].isspace() else ""
    if name in _VALUES or name.casefold() in _LABELS[style]:
        return True
    if style == "round" and _NUMBER_BEFORE.search(before) and _UNIT_AFTER.match(text, match.end()):
        return True
    if _is_range_of_value(before, match[1]):
        return True
    return style == "square" and bool(_DECIMAL_BEFORE.search(before))


def _is_range_of_value(before: str, inside: str) -> bool:
    """Tell whether brackets hold the range of the value before them: the value lies in it."""
    value, ends = _VALUE_BEFORE.search(before), _ONE_RANGE.fullmatch(inside)
    return bool(value and ends and int(ends[1]) <= float(value[1]) <= int(ends[2]))


def _is_enumerator(text: str, match: re.Match[str]) -> bool:
    """Tell whether ``(1)`` counts: text follows it without a stop, and its neighbor counts too."""
    if not match[1].isdigit() or not re.match(r"\s\w", text[match.end() : match.end() + 2]):
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    is_glued = before[-1:] not in ("", " ")
    before = before.rstrip()
    opens = (
        not is_glued and (not before or before[-1] in ":;,." or before.endswith(_AND)) and not before.endswith("al.")
    )
    number = int(match[1])
    if number == 1:
        return not is_glued and bool(_SECOND.search(text, match.end(), match.end() + 300))
    # Citations in order count up too, but a count begins with its one.
    near = text[max(0, match.start() - 300 * number) : match.start()]
    return opens and "(1) " in near and f"({number - 1}) " in near


def _join_spans(text: str, markers: list[Marker]) -> list[Marker]:
    """Join ``[17]-[23]`` to one marker that stands for the range."""
    joined: list[Marker] = []
    for marker in sorted(markers, key=lambda one: one.start):
        last = joined[-1] if joined else None
        gap = text[last.end : marker.start].strip() if last and last.style == marker.style else ""
        # "[[6](#ref6)-[8](#ref8)]": each number is a link.
        gap = _TARGET.sub("", gap, count=1).strip()
        if last and gap and len(gap) == 1 and re.fullmatch(f"[{_DASH}]", gap) and len(marker.numbers) == 1:
            span = _expand(f"{last.numbers[-1]}-{marker.numbers[0]}")
            if span:
                numbers = tuple(dict.fromkeys((*last.numbers[:-1], *span)))
                joined[-1] = Marker(last.start, marker.end, last.style, numbers)
                continue
        joined.append(marker)
    return joined

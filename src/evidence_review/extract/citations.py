"""Citation markers in running text, and the entries that they refer to.

A marker is first found by its form in every style at once. What style a document really uses is decided by the document: the
style whose markers name the most entries of its list. Then each marker is followed to its entries; what it names and the list
does not hold is kept as unresolved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.extract.words import read_words
from evidence_review.text import normalize

__all__ = ["Cited", "Link", "Marker", "find_markers", "link_markers"]

_NOT_BEFORE = frozenset(read_words("citations")["not_before"])
_NOT_AUTHORS = frozenset(read_words("citations")["not_authors"])

_DASH = "-\u2010-\u2015\u2212"
# Some journals mark entries of special interest with bullets inside the marker.
_ONE = r"\d{1,4}[\u2022*]{0,2}"
_LIST = rf"{_ONE}(?:\s?[{_DASH},;]\s?{_ONE}|\s(?:and|to)\s{_ONE}|\s?&\s?{_ONE}){{0,60}}"
_SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_NUMERIC = {
    "square": re.compile(rf"\[\s?({_LIST})\s?[,;]?\s?\]"),
    "round": re.compile(rf"\(\s?({_LIST})\s?[,;]?\s?\)"),
    # The square of a unit ("kg/m^2^1^") is passed over before what follows it is read.
    "superscript": re.compile(
        rf"(?:(?<=/m)|(?<=\sm)|(?<=cm)|(?<=mm)|(?<=km))\^[23](?:\^(?!\d)|(?=\^\d))|(?:\^({_LIST})\^?|([{_SUPERSCRIPT}]{{1,4}}(?:[{_DASH},\u207b][{_SUPERSCRIPT}]{{1,4}}){{0,20}}))(?![+\u207a{{\d])"
    ),
}
_SUPERSCRIPTS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "0123456789-")
_RANGE = re.compile(rf"(\d+)[\u2022*]{{0,2}}\s?(?:[{_DASH}]|\sto\s)\s?(\d+)|(\d+)")
_BEFORE = re.compile(r"([^\s()\[\]]{1,30})\s?$")
_DECIMAL_BEFORE = re.compile(r"(?:^|[\s(=<>\u00b1~])\d{1,6}\.\d{1,4}\s$")
# A value, its unit, and then its range: "40 min [15-230]".
_VALUE_BEFORE = re.compile(r"(?:^|[\s(=<>\u00b1~])(\d{1,6}(?:\.\d{1,4})?)(?:\s?[^\s\d]{1,8})?\s?$")
# The second item of an enumeration in running text: "..., (2) then", "... and (2) then".
_SECOND = re.compile(r"(?:[,;.:]\s(?:and\s|or\s)?|\b(?:and|or)\s)\(2\)\s\w")
_ONE_RANGE = re.compile(rf"(\d{{1,4}})\s?(?:[{_DASH}]|to)\s?(\d{{1,4}})")
_UNIT_BEFORE = re.compile(
    r"(?:\d|[\s(/\u00b7](?:m|cm|mm|km|nm|\u00b5m|dm|kg|s|x|R|r|chi|\u03c7)|\bH|\bCa|\bMg|\bZn|\bFe|\bNa|\bK|\bCl)$"
)

_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_NAME = r"(?<![^\W\d_])(?:(?:van|von|de|del|della|di|da|der|den|la|le|el|al)\s){0,3}[A-Z\u00c0-\u00de\u0100-\u017f][^\W\d_]{0,40}(?:['\u2019-][^\W\d_]{1,40}){0,2}"
_AUTHORS = rf"{_NAME}(?:(?:,?\s(?:and|&)\s|,\s){_NAME}){{0,5}}(?:,?\set\sal\.?)?"
_PART = re.compile(
    rf"(?:see(?:\salso)?\s|e\.g\.,?\s|cf\.\s|reviewed\s(?:in|by)\s)?(?P<authors>{_AUTHORS}),?\s\(?(?P<years>{_YEAR}(?:\s?(?:,|and|&)\s?(?:{_YEAR}|[a-z](?![a-z]))){{0,6}})\)?$"
)
_BRACKET = re.compile(r"\(([^()]{4,400})\)|\[([^\[\]]{4,400})\]")
_NARRATIVE = re.compile(
    rf"(?P<authors>{_NAME}(?:\s(?:and|&)\s{_NAME}|,?\set\sal\.?,?)?(?:['\u2019]s)?)\s[(\[](?P<years>{_YEAR}(?:\s?[,;]\s?(?:{_YEAR}|[a-z](?![a-z]))){{0,6}})[)\]]"
)
_ET_AL = re.compile(r",?\set\sal\.?,?")
_YEARS = re.compile(rf"{_YEAR}|(?<![a-z])[a-z](?![a-z])")


@dataclass(frozen=True)
class Cited:
    """A work as an author-year marker names it: family names, the year with its letter, and the words as printed."""

    names: tuple[str, ...]
    year: str
    printed: str
    is_et_al: bool = False


@dataclass(frozen=True)
class Marker:
    """A candidate: its span in the text searched, its style, and what it names."""

    start: int
    end: int
    style: str
    numbers: tuple[int, ...] = ()
    works: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Link:
    """A marker followed to its entries; `unresolved` is what it names and the list does not hold."""

    marker: Marker
    entries: tuple[int, ...]
    unresolved: tuple[str, ...]


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
    markers.extend(_find_author_year(text))
    return sorted(markers, key=lambda marker: (marker.start, marker.end))


def _find_numeric(text: str, style: str, pattern: re.Pattern[str]) -> Iterable[Marker]:
    for match in pattern.finditer(text):
        numbers = _expand(match[match.lastindex].translate(_SUPERSCRIPTS)) if match.lastindex else ()
        if numbers and not _is_something_else(text, match, style):
            yield Marker(match.start(), match.end(), style, numbers)


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
        is_after_number = bool(re.search(r"(?:\d{4}|\d,\d{3}|m\^[23])$", before)) and (
            match.group().endswith("^") or before[-5:-4] in ("", " ")
        )
        return not before or before[-1].isspace() or (bool(_UNIT_BEFORE.search(before)) and not is_after_number)
    following = text[match.end() : match.end() + 1]
    if (before[-1:].isdigit() and style == "round") or (following.isalnum() and not before[-1:].isalpha()):
        # 21(2) is an issue, [3H]- and (2)x are parts of names.
        return True
    if style == "round" and re.search(r"(?:^|[\s(\[])[A-Za-z\u03c7]\d?$", before):
        # F(2,224) and t(18) are statistics with their degrees of freedom.
        return True
    word = _BEFORE.search(before)
    if word and before[-1:].isspace() and word[1].casefold().rstrip(".:,") in _NOT_BEFORE:
        return True
    if _is_range_of_value(before, match[1]):
        return True
    return bool(_DECIMAL_BEFORE.search(before)) if style == "square" else _is_enumerator(text, match)


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
        not is_glued
        and (not before or before[-1] in ":;,." or before.endswith((" and", " or")))
        and not before.endswith("al.")
    )
    number = int(match[1])
    near = text[max(0, match.start() - 300) : match.end() + 300]
    if number == 1:
        return not is_glued and bool(_SECOND.search(text, match.end(), match.end() + 300))
    return opens and f"({number - 1}) " in near


def _join_spans(text: str, markers: list[Marker]) -> list[Marker]:
    """Join ``[17]-[23]`` to one marker that stands for the range."""
    joined: list[Marker] = []
    for marker in sorted(markers, key=lambda one: one.start):
        last = joined[-1] if joined else None
        gap = text[last.end : marker.start].strip() if last and last.style == marker.style else ""
        if last and gap and len(gap) == 1 and re.fullmatch(f"[{_DASH}]", gap) and len(marker.numbers) == 1:
            span = _expand(f"{last.numbers[-1]}-{marker.numbers[0]}")
            if span:
                numbers = tuple(dict.fromkeys((*last.numbers[:-1], *span)))
                joined[-1] = Marker(last.start, marker.end, last.style, numbers)
                continue
        joined.append(marker)
    return joined


def _find_author_year(text: str) -> Iterable[Marker]:
    for match in _BRACKET.finditer(text):
        works = _read_works((match[1] or match[2]).strip())
        if works:
            yield Marker(match.start(), match.end(), "author-year", works=works)
    for match in _NARRATIVE.finditer(text):
        works = _cited(match["authors"], match["years"])
        if works:
            yield Marker(match.start(), match.end(), "author-year", works=works)


def _read_works(inside: str) -> tuple[Cited, ...]:
    """Read ``Durand 1995; Fisher and Durand, 1996a,b``; empty when a part is no author with a year."""
    works: list[Cited] = []
    for part in inside.split(";"):
        match = _PART.match(part.strip())
        cited = _cited(match["authors"], match["years"]) if match else ()
        if not cited:
            return ()
        works.extend(cited)
    return tuple(works)


def _cited(authors: str, years: str) -> tuple[Cited, ...]:
    is_et_al = bool(_ET_AL.search(authors))
    plain = re.sub(r"['\u2019]s$", "", _ET_AL.sub("", authors))
    names = tuple(name for name in re.split(r",\s|,?\s(?:and|&)\s", plain) if name)
    if not names or names[0].casefold() in _NOT_AUTHORS:
        return ()
    cited: list[Cited] = []
    for year in _YEARS.findall(years):
        whole = year if len(year) > 1 else f"{cited[-1].year[:4]}{year}" if cited else ""
        if whole:
            cited.append(Cited(names, whole, f"{authors} {whole}", is_et_al))
    return tuple(cited)


def link_markers(
    markers: Sequence[Marker], numbers: Iterable[int], entries: Mapping[int, tuple[str, int | None, str]]
) -> list[Link]:
    """Decide which candidates are markers of this document, and follow them to their entries.

    Parameters
    ----------
    markers : sequence of Marker
        The candidates of the whole document.
    numbers : iterable of int
        The numbers of the reference list; empty when there is none.
    entries : mapping of int to (str, int or None, str)
        For each number the first author's family name, the year, and the entry's text.

    Returns
    -------
    list of Link
        In the order of the candidates. Numeric markers are those of the document's own style; a number beyond the list is
        dangling when it is near its end, and no citation at all when it is far beyond, as a year is.
    """
    listed = frozenset(numbers)
    style = _own_style(markers, listed)
    by_author = _index_authors(entries)
    is_author_year = _is_author_year(markers, style, by_author)
    links = []
    for marker in markers:
        if marker.style == "author-year":
            link = _link_works(marker, by_author, entries, is_own=is_author_year)
        else:
            link = _link_numbers(marker, listed) if marker.style == style else None
        if link:
            links.append(link)
    return links


def _own_style(markers: Sequence[Marker], listed: frozenset[int]) -> str:
    score: Counter[str] = Counter()
    for marker in markers:
        if marker.numbers and listed.issuperset(marker.numbers):
            score[marker.style] += len(marker.numbers)
    if not listed:
        return _style_without_list(markers)
    return max(score, key=lambda style: (score[style], style), default="")


def _style_without_list(markers: Sequence[Marker]) -> str:
    """Return the style whose numbers begin at 1 and rise, as citations of a list that is missing do."""
    for style in ("square", "superscript"):
        first_seen = list(
            dict.fromkeys(number for marker in markers if marker.style == style for number in marker.numbers)
        )
        if len(first_seen) >= 3 and first_seen[0] == 1 and first_seen == sorted(first_seen):
            return style
    return ""


def _link_numbers(marker: Marker, listed: frozenset[int]) -> Link | None:
    found = tuple(number for number in marker.numbers if number in listed)
    missing = tuple(str(number) for number in marker.numbers if number not in listed)
    last = max(listed, default=max(marker.numbers))
    is_near = all(int(number) <= last + max(5, last // 10) and int(number) > 0 for number in missing)
    return Link(marker, found, missing) if found or (missing and is_near) else None


def _index_authors(entries: Mapping[int, tuple[str, int | None, str]]) -> dict[tuple[str, int], list[int]]:
    index: dict[tuple[str, int], list[int]] = {}
    for number, (author, year, _) in sorted(entries.items()):
        if author and year:
            index.setdefault((_key(author), year), []).append(number)
    return index


def _key(name: str) -> str:
    return normalize(name).split(" ")[-1] if name else ""


def _is_author_year(markers: Sequence[Marker], style: str, by_author: Mapping[tuple[str, int], list[int]]) -> bool:
    named = [cited for marker in markers for cited in marker.works]
    resolved = sum((_key(cited.names[0]), int(cited.year[:4])) in by_author for cited in named)
    return resolved >= 3 and (
        not style or resolved > sum(len(marker.numbers) for marker in markers if marker.style == style)
    )


def _link_works(
    marker: Marker,
    by_author: Mapping[tuple[str, int], list[int]],
    entries: Mapping[int, tuple[str, int | None, str]],
    *,
    is_own: bool,
) -> Link | None:
    found: list[int] = []
    missing: list[str] = []
    for cited in marker.works:
        number = _find_entry(cited, by_author.get((_key(cited.names[0]), int(cited.year[:4])), []), entries)
        if number is None:
            missing.append(cited.printed)
        else:
            found.append(number)
    # One name with a year in brackets may be a place or a product; several works, or several names, are a citation.
    is_plain = len(marker.works) == 1 and len(marker.works[0].names) == 1 and not marker.works[0].is_et_al
    if not found and is_plain and not is_own:
        return None
    return Link(marker, tuple(dict.fromkeys(found)), tuple(missing))


def _find_entry(
    cited: Cited, candidates: Sequence[int], entries: Mapping[int, tuple[str, int | None, str]]
) -> int | None:
    """Choose among entries of the same first author and year by the letter after the year, then by the other names."""
    letter = cited.year[4:]
    lettered = [number for number in candidates if letter and f"{cited.year[:4]}{letter}" in entries[number][2]]
    others = [number for number in candidates if all(name in entries[number][2] for name in cited.names[1:])]
    if letter and not lettered and len(candidates) > 1:
        position = ord(letter) - ord("a")
        lettered = [candidates[position]] if position < len(candidates) else []
    chosen = lettered or others
    return chosen[0] if chosen else None

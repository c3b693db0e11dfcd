"""Works named by author and year: ``(Moor 1995; Moor and Lima, 1996a,b)`` and ``Moor et al. (2001)``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence_review.extract.words import read_words
from evidence_review.text import normalize

__all__ = ["AuthorIndex", "Cited", "find_author_year", "find_mention"]

_NOT_AUTHORS = frozenset(read_words("citations")["not_authors"])

_YEAR = r"(?:1[89]|20)\d\d[a-h]?(?![^\W_])"
_MORE_YEARS = rf"(?:\s?(?:,|;|and|&)\s?(?:{_YEAR}|[a-h](?![^\W_]))){{0,6}}"
_PARTICLE = r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|der|den|ter|[Ll]a|[Ll]e|[Ee]l|[Aa]l|[Bb]in|ibn)"
_CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u017f]"
_NAME = rf"(?<![^\W_])(?:{_PARTICLE}\s){{0,3}}(?:[dDlL]['\u2019])?{_CAPITAL}[^\W\d_]{{0,40}}(?:['\u2019\u2010-][^\W\d_]{{1,40}}){{0,2}}"
_INITIALS = rf"(?:,?\s(?:{_CAPITAL}\.?-?){{1,3}}(?![^\W\d_]))?"
_OTHERS = r"(?:,?\s(?:et\sal\.?|and\s(?:colleagues|coworkers|co-workers|others)))"
_AUTHORS = rf"{_NAME}{_INITIALS}(?:(?:,?\s(?:and|&)\s|,\s){_NAME}{_INITIALS}){{0,5}}{_OTHERS}?"
_WORK = re.compile(rf"(?P<authors>{_AUTHORS}),?\s[(\[]?(?P<years>{_YEAR}{_MORE_YEARS})[)\]]?")
_BRACKET = re.compile(r"\(([^()]{4,400})\)|\[([^\[\]]{4,400})\]")
_NARRATIVE = re.compile(
    rf"(?P<authors>{_NAME}(?:(?:,\s{_NAME}){{0,4}},?\s(?:and|&)\s{_NAME}|{_OTHERS},?)?(?:['\u2019]s?)?)\s[(\[](?P<years>{_YEAR}{_MORE_YEARS})[)\]]"
)
# A year without brackets is read where "et al." or a second name says that the first is an author.
_OPEN = re.compile(rf"(?P<authors>{_NAME}(?:\s(?:and|&)\s{_NAME}|{_OTHERS})),?\s(?P<years>{_YEAR})")
# What may stand in a bracket beside its works.
_BESIDE = re.compile(
    r"\b(?:see|also|e\.?g\.?|i\.?e\.?|cf\.?|reviewed|reviews?|for|an?|in|by|from|after|as|and|but|examples?)\b|"
    r"\b(?:pp?\.?|chapter|ch\.|table|fig\.|figure)\s?\d{1,5}(?:[\u2010-\u2015-]\d{1,5})?|:\s?\d{1,5}(?:[\u2010-\u2015-]\d{1,5})?|[\s,;&.:]"
)
# A group or a title: it is one only when an entry begins so.
_GROUP = re.compile(rf"(?:see\s)?(?P<name>{_CAPITAL}[^;\s]{{0,40}}\s[^;]{{2,150}}),?\s(?P<year>{_YEAR})")
_ET_AL = re.compile(rf"{_OTHERS},?")
_PLAIN_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_FIRST_WORD = re.compile(rf"\W{{0,3}}(?:{_PARTICLE}\s){{0,3}}([^\s,.;:()]{{2,60}})")
# Up to three plain words between a mention and its marker; none that may lead over to somebody else's work.
_GAP = r"(?:,?(?:\s(?!(?:and|as|by|from|in|like|of|or|than|that|to|unlike|was|were|which|with)\b)[a-z]{2,15}){1,3})?[,.]?\s?$"
_MENTIONS = (
    re.compile(rf"(?P<authors>{_NAME}(?:,?\s(?:and|&)\s{_NAME}|{_OTHERS})?)(?:['\u2019]s?)?,?\s(?:in\s)?[(\[](?P<years>{_YEAR})[)\]]{_GAP}"),
    re.compile(rf"(?P<authors>{_NAME}(?:,?\s(?:and|&)\s{_NAME}|{_OTHERS})),?\s(?:in\s)?(?P<years>{_YEAR}){_GAP}"),
    re.compile(rf"[(\[](?P<authors>{_AUTHORS}),?\s(?P<years>{_YEAR})[)\]]{_GAP}"),
    re.compile(
        rf"(?:\b[Ii]n\s(?P<years>{_YEAR}),\s)?(?P<authors>{_NAME}(?:,?\s(?:and|&)\s{_NAME})?{_OTHERS})(?:['\u2019]s?)?{_GAP}"
    ),
)  # fmt: skip
_LONGEST_MENTION = 160
_MOST_YEARS = 6
_LONGEST_NAME = 160
_SHORTEST_GROUP = 3
_TRAILING_INITIALS = re.compile(rf"\s(?:{_CAPITAL}\.?-?){{1,3}}$")
_LONGEST_INITIALS = 2
_YEARS = re.compile(rf"{_YEAR}|(?<![^\W_])[a-h](?![^\W_])")


@dataclass(frozen=True)
class Cited:
    """A work as an author-year marker names it: family names, the year with its letter, and the words as printed."""

    names: tuple[str, ...]
    year: str
    printed: str
    is_et_al: bool = False


def find_author_year(text: str) -> Iterator[tuple[int, int, tuple[Cited, ...], bool]]:
    """Find the markers of a paragraph that name works by author and year.

    Parameters
    ----------
    text : str
        A paragraph with folded white space.

    Yields
    ------
    int, int, tuple of Cited, bool
        Start, end, the works, and whether the form alone shows that it is a citation: a bracket that holds other words, or a year
        without a bracket, is one only when the list holds the work.

    Examples
    --------
    >>> [(works[0].printed, is_sure) for _, _, works, is_sure in find_author_year("It helps (Moor et al., 1995).")]
    [('Moor et al. 1995', True)]
    """
    if not _PLAIN_YEAR.search(text):
        return
    taken: set[int] = set()
    for match in _BRACKET.finditer(text):
        inside = match[1] or match[2]
        works, is_whole = _read_works(inside)
        if works:
            taken.update(range(match.start(), match.end()))
            yield match.start(), match.end(), works, is_whole
    for pattern, is_sure in ((_NARRATIVE, True), (_OPEN, False)):
        for match in pattern.finditer(text):
            works = _cited(match["authors"], match["years"])
            if works and match.start() not in taken:
                taken.update(range(match.start(), match.end()))
                yield match.start(), match.end(), works, is_sure


def _read_works(inside: str) -> tuple[tuple[Cited, ...], bool]:
    """Read ``see Moor 1995; Lima and Moor, 1996a,b``, and tell whether there is nothing but works of persons."""
    works: list[Cited] = []
    is_whole = True
    for part in inside.split(";"):
        rest = []
        position = 0
        for match in _WORK.finditer(part):
            cited = _cited(match["authors"], match["years"])
            if cited:
                works.extend(cited)
                rest.append(part[position : match.start()])
                position = match.end()
        rest.append(part[position:])
        if any(_BESIDE.sub("", piece) for piece in rest):
            is_whole = False
            group = _GROUP.fullmatch(part.strip())
            if group:
                works.append(Cited((group["name"],), group["year"], f"{group['name']} {group['year']}"))
    return tuple(works), is_whole


def _cited(authors: str, years: str) -> tuple[Cited, ...]:
    is_et_al = bool(_ET_AL.search(authors))
    plain = re.sub(r"['\u2019]s?$", "", _ET_AL.sub("", authors))
    parts = (_TRAILING_INITIALS.sub("", part) for part in re.split(r",?\s(?:and|&)\s|,\s", plain))
    names = tuple(part for part in parts if part and (len(part) > _LONGEST_INITIALS or not part.isupper()))
    if not names or names[0].casefold() in _NOT_AUTHORS:
        return ()
    cited: list[Cited] = []
    for year in _YEARS.findall(years):
        whole = year if len(year) > 1 else f"{cited[-1].year[:4]}{year}" if cited else ""
        if whole:
            cited.append(Cited(names, whole, f"{authors.rstrip(',')} {whole}", is_et_al))
    return tuple(cited)


def find_mention(before: str) -> Cited | None:
    """Find the work that a text names by its authors right before a marker.

    Parameters
    ----------
    before : str
        What stands before the marker in its paragraph, with folded white space; its end is looked at.

    Returns
    -------
    Cited or None
        The work; its year is empty where none is named. None when no authors stand there, or more than a few words lie between.

    Examples
    --------
    >>> find_mention("As in 2019, Moor and colleagues")
    Cited(names=('Moor',), year='2019', printed='Moor and colleagues 2019', is_et_al=True)
    >>> find_mention("Moor et al. (2001) asked whether it helps, which others denied") is None
    True
    """
    near = before[-_LONGEST_MENTION:]
    for pattern in _MENTIONS:
        match = pattern.search(near)
        if match and match["years"]:
            return next(iter(_cited(match["authors"], match["years"])), None)
        if match:
            # A year is put in and taken out again, because names are read together with one.
            works = _cited(match["authors"], "2000")
            return Cited(works[0].names, "", match["authors"].rstrip(","), is_et_al=True) if works else None
    return None


class AuthorIndex:
    """The entries of a reference list by first author and year.

    Parameters
    ----------
    entries : mapping of int to (str, int or None, str)
        For each number the first author's family name or the group's name, the year, and the entry's text.
    """

    def __init__(self, entries: Mapping[int, tuple[str, int | None, str]]) -> None:
        self._texts = {number: text for number, (_, _, text) in entries.items()}
        self._numbers: dict[tuple[str, str], list[int]] = {}
        self._beginnings: dict[str, list[tuple[str, int]]] = {}
        for number, (author, year, text) in sorted(entries.items()):
            # A parsed year may be a wrong one: the name tells more.
            for printed in sorted({str(year or ""), *_PLAIN_YEAR.findall(text)[:_MOST_YEARS]}):
                self._beginnings.setdefault(printed, []).append((normalize(text[:_LONGEST_NAME]), number))
                for key in _keys(author, text):
                    self._numbers.setdefault((key, printed), []).append(number)

    def find(self, cited: Cited) -> int | None:
        """Find the entry that a marker names.

        Among entries of the same first author and year the letter after the year decides, then the other names.

        Parameters
        ----------
        cited : Cited
            The work as the marker names it.

        Returns
        -------
        int or None
            The entry's number; None when the list does not hold it.
        """
        year = cited.year[:4]
        candidates = self._numbers.get((_key(cited.names[0]), year), [])
        if not candidates and " " in cited.names[0]:
            name = normalize(cited.names[0])
            candidates = [number for text, number in self._beginnings.get(year, ()) if text.startswith(name)]
        letter = cited.year[4:]
        lettered = [number for number in candidates if letter and cited.year in self._texts[number]]
        others = [number for number in candidates if all(name in self._texts[number] for name in cited.names[1:])]
        if letter and not lettered and len(candidates) > 1:
            # Neither is marked in the list: the letters count the entries.
            position = ord(letter) - ord("a")
            return candidates[position] if position < len(candidates) else None
        chosen = lettered or others
        return chosen[0] if chosen else None


def _key(name: str) -> str:
    words = normalize(name).split()
    return words[-1] if words else ""


def _keys(author: str, text: str) -> set[str]:
    """Return the names under which an entry is cited: the first author's, the initials of a group, and the entry's first word.

    The first word may have the initials glued on ("MoorAB"); it counts at each change of case.
    """
    words = [word for word in author.split() if word[:1].isupper()]
    initials = "".join(word[0] for word in words).casefold() if len(words) >= _SHORTEST_GROUP else ""
    first = _FIRST_WORD.match(text)
    word = first[1] if first else ""
    cuts = [match.start() + 1 for match in re.finditer(r"[^\W\d_A-Z][A-Z]", word)]
    return {key for key in (_key(author), initials, *(_key(word[:cut]) for cut in (*cuts, len(word)))) if key}

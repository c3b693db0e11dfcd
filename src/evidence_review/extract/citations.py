"""From markers to the entries that they name.

What style a document uses is decided by the document: the style whose markers name the most entries of its list. A second style is
kept where it names entries that the first does not. What a marker names and the list does not hold is kept as unresolved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.extract.author_year import AuthorIndex
from evidence_review.extract.markers import Marker

__all__ = ["Link", "link_markers"]

_NUMERIC = ("square", "round", "superscript", "bare")
_SURE = 2
_FEWEST_NAMED = 3
# A list is numbered in order of citation when few first mentions come early by more than these.
_SKIP = 3
_MOST_EARLY = 0.2
# How many sure markers are looked at to learn which number is due next.
_AHEAD = 40
# So often a name stands in a text ("CD4"); a citation behind one word does not. Families ("ERK1 and ERK2") count from one.
_NAME_REPEATS = 3
_LAST_OF_FAMILY = 9
_SHORTEST_STEM = 3
_STEM_EDGES = ".,;:)]}!?\"'\u201d\u2019"
_TOKENS = re.compile(r"[^\s(\[{]{1,40}")

_Placed = tuple[int, Marker]


@dataclass(frozen=True)
class Link:
    """A marker followed to its entries; `unresolved` is what it names and the list does not hold."""

    marker: Marker
    entries: tuple[int, ...]
    unresolved: tuple[str, ...]
    is_second_style: bool = False


def link_markers(
    markers: Sequence[Marker],
    numbers: Iterable[int],
    entries: Mapping[int, tuple[str, int | None, str]],
    texts: Sequence[str] = (),
) -> list[Link]:
    """Decide which candidates are markers of this document, and follow them to their entries.

    Parameters
    ----------
    markers : sequence of Marker
        The candidates of the whole document, in its order.
    numbers : iterable of int
        The numbers of the reference list; empty when there is none.
    entries : mapping of int to (str, int or None, str)
        For each number the first author's family name, the year, and the entry's text.
    texts : sequence of str, optional
        The paragraphs, which tell whether a word also stands without the number that is glued to it.

    Returns
    -------
    list of Link
        In the order of the candidates. Numeric markers are those of the document's own style, and of a second one that names
        entries which the first does not; a number beyond the list is dangling when it is near its end, and no citation at all
        when it is far beyond, as a year is.
    """
    listed = frozenset(numbers)
    candidates = {
        style: [(place, one) for place, one in enumerate(markers) if one.style == style] for style in _NUMERIC
    }
    candidates["bare"] = _choose_bare(candidates["bare"], listed, texts)
    candidates["round"] = _choose_round(candidates["round"], listed)
    index = AuthorIndex(entries)
    works = {place: [index.find(cited) for cited in marker.works] for place, marker in enumerate(markers)}
    style = _own_style(candidates, listed)
    own = {place for place, _ in candidates.get(style, ())}
    second = _second_style(candidates, style, listed)
    n_works = sum(number is not None for found in works.values() for number in found)
    is_author_year = n_works >= _FEWEST_NAMED and n_works > sum(len(markers[place].numbers) for place in own)
    if is_author_year and style in ("round", "bare"):
        # Where works are named, numbers in round brackets or glued on are counts and names.
        own = second = set()
    links = []
    for place, marker in enumerate(markers):
        if marker.works:
            link = _link_works(marker, works[place], is_own=is_author_year)
        elif place in own or place in second:
            link = _link_numbers(marker, listed, is_second=is_author_year or place in second)
        else:
            link = None
        if link:
            links.append(link)
    return links


def _own_style(candidates: Mapping[str, Sequence[_Placed]], listed: frozenset[int]) -> str:
    if not listed:
        return _style_without_list(candidates)
    score = {
        style: sum(len(marker.numbers) for _, marker in some if listed.issuperset(marker.numbers))
        for style, some in candidates.items()
        if style != "bare" or len(some) >= _FEWEST_NAMED
    }
    best = max(score, key=lambda style: (score[style], style))
    return best if score[best] else ""


def _style_without_list(candidates: Mapping[str, Sequence[_Placed]]) -> str:
    """Return the style whose numbers begin at 1 and rise, as citations of a list that is missing do."""
    for style in ("square", "superscript"):
        first_seen = list(dict.fromkeys(number for _, marker in candidates[style] for number in marker.numbers))
        if len(first_seen) >= _FEWEST_NAMED and first_seen[0] == 1 and first_seen == sorted(first_seen):
            return style
    return ""


def _link_numbers(marker: Marker, listed: frozenset[int], *, is_second: bool) -> Link | None:
    found = tuple(number for number in marker.numbers if number in listed)
    missing = tuple(str(number) for number in marker.numbers if number not in listed)
    last = max(listed, default=max(marker.numbers))
    is_near = all(int(number) <= last + max(5, last // 10) and int(number) > 0 for number in missing)
    return Link(marker, found, missing, is_second) if found or (missing and is_near) else None


def _link_works(marker: Marker, numbers: Sequence[int | None], *, is_own: bool) -> Link | None:
    found = tuple(dict.fromkeys(number for number in numbers if number is not None))
    missing = tuple(cited.printed for cited, number in zip(marker.works, numbers, strict=True) if number is None)
    # One name with a year in brackets may be a place or a product; several works, or several names, are a citation.
    first = marker.works[0]
    is_plain = len(marker.works) == 1 and len(first.names) == 1 and not first.is_et_al
    is_group = first.names[0].isupper()
    if not found and (marker.certainty < _SURE or is_group or (is_plain and not is_own)):
        return None
    return Link(marker, found, missing, is_second_style=not is_own)


class _Order:
    """In which order a list is cited, as far as sure markers show it: at each place, which numbers are due.

    Parameters
    ----------
    sure : sequence of (int, Marker)
        Place and marker, in order.
    listed : frozenset of int
        The numbers of the list.
    """

    def __init__(self, sure: Sequence[_Placed], listed: frozenset[int]) -> None:
        self._sure = sure
        self._next = 0
        self._last = max(listed, default=0)
        self.highest = 0
        n_new = n_early = highest = 0
        seen: set[int] = set()
        for _, marker in sure:
            for number in marker.numbers:
                if number not in seen:
                    n_new += 1
                    n_early += number > highest + _SKIP
                    highest = max(highest, number)
                    seen.add(number)
        self.is_kept = n_new >= _FEWEST_NAMED and n_early <= _MOST_EARLY * n_new

    def advance(self, place: int) -> None:
        """Go on to a place: what sure markers before it name is no longer due."""
        while self._next < len(self._sure) and self._sure[self._next][0] < place:
            self.highest = max(self.highest, *self._sure[self._next][1].numbers)
            self._next += 1

    def is_known(self, numbers: Sequence[int]) -> bool:
        """Tell whether all numbers were named before, as far as the order says anything."""
        return not self.is_kept or max(numbers) <= self.highest

    def is_due(self, numbers: Sequence[int], *, is_strict: bool = False) -> bool:
        """Tell whether new numbers go on from the highest so far and end before the next that is first named.

        Strictly, no sure marker may be the next to name them.
        """
        new = [number for number in numbers if number > self.highest]
        if not self.is_kept or not new or new[0] != self.highest + 1:
            return False
        ahead = (number for _, marker in self._sure[self._next : self._next + _AHEAD] for number in marker.numbers)
        after = (number for number in ahead if number > self.highest and (is_strict or number not in new))
        return max(new) < next(after, self._last + 1)


def _choose_bare(markers: Sequence[_Placed], listed: frozenset[int], texts: Sequence[str]) -> list[_Placed]:
    """Choose the bare numbers that are citations: sure ones, and others that are no names and whose numbers are known or due."""
    markers = [(place, marker) for place, marker in markers if listed.issuperset(marker.numbers)]
    names = _Names([marker for _, marker in markers], texts)
    markers = [(place, marker) for place, marker in markers if not names.is_name(marker)]
    order = _Order([(place, marker) for place, marker in markers if marker.certainty == _SURE], listed)
    chosen = []
    for place, marker in markers:
        order.advance(place)
        is_word = marker.certainty == 1 and names.is_word(marker)
        is_due = order.is_due(marker.numbers)
        is_cited = (is_word and (is_due or order.is_known(marker.numbers))) or (is_due and not marker.certainty)
        if marker.certainty == _SURE or is_cited:
            chosen.append((place, marker))
        if is_due:
            order.highest = max(order.highest, *marker.numbers)
    return chosen


def _choose_round(markers: Sequence[_Placed], listed: frozenset[int]) -> list[_Placed]:
    """Choose the sure markers, and those that may count sentences where no sure one is the next to name their number."""
    order = _Order([(place, marker) for place, marker in markers if marker.certainty == _SURE], listed)
    chosen = []
    for place, marker in markers:
        order.advance(place)
        is_due = marker.certainty < _SURE and order.is_due(marker.numbers, is_strict=True)
        if marker.certainty == _SURE or is_due:
            chosen.append((place, marker))
        if is_due:
            order.highest = max(order.highest, *marker.numbers)
    return chosen


class _Names:
    """What bare numbers are glued to, and how often the same stands without a number.

    Parameters
    ----------
    markers : sequence of Marker
        Bare markers of a document.
    texts : sequence of str
        Its paragraphs.
    """

    def __init__(self, markers: Sequence[Marker], texts: Sequence[str]) -> None:
        self._glued = Counter((_stem(marker), marker.numbers) for marker in markers)
        stems = {stem for stem, _ in self._glued}
        tokens = (word.strip(_STEM_EDGES) for text in texts for word in _TOKENS.findall(text))
        self._alone = Counter(token for token in tokens if token in stems)
        self._families: dict[str, Counter[int]] = {}
        for marker in markers:
            if marker.certainty == 1 and len(marker.numbers) == 1 and marker.stem[-1:].isalpha():
                self._families.setdefault(_stem(marker), Counter()).update(marker.numbers)

    def is_name(self, marker: Marker) -> bool:
        """Tell whether a stem and its number are a name: one that recurs, or one of a family ("ERK1 and ERK2")."""
        stem = _stem(marker)
        family = self._families.get(stem, Counter())
        if len(family) > 1 and (max(family) <= _LAST_OF_FAMILY or max(family.values()) > 1):
            return marker.certainty == 1
        count = self._glued[stem, marker.numbers]
        is_word = marker.certainty < _SURE or marker.stem[-1:].isalpha()
        return bool(stem) and is_word and count >= _NAME_REPEATS and count > self._alone[stem]

    def is_word(self, marker: Marker) -> bool:
        """Tell whether a stem is a word of its own: it stands alone as often, or has a number only once, and not a small one."""
        stem = _stem(marker)
        count = self._glued[stem, marker.numbers]
        is_once = (
            count == 1 and len(stem) >= _SHORTEST_STEM and marker.numbers[0] > _LAST_OF_FAMILY and not stem.islower()
        )
        return not stem or is_once or self._alone[stem] >= count


def _stem(marker: Marker) -> str:
    stem = marker.stem.strip(_STEM_EDGES)
    return stem if any(character.isalpha() for character in stem) else ""


def _second_style(candidates: Mapping[str, Sequence[_Placed]], own: str, listed: frozenset[int]) -> set[int]:
    """Choose the places of markers in other styles that name entries which no marker of the document's own style names.

    Where the list is numbered in order of citation they must be due; elsewhere one or two of them may be chance.
    """
    own_markers = [(place, marker) for place, marker in candidates.get(own, ()) if listed.issuperset(marker.numbers)]
    named = {number for _, marker in own_markers for number in marker.numbers}
    chosen: set[int] = set()
    for style in _NUMERIC:
        # Glued numbers are many in any text; only where superscripts are the rule some of them lost their form.
        if style == own or (style == "bare" and own != "superscript"):
            continue
        order = _Order(own_markers, listed)
        new = set()
        for place, marker in candidates[style]:
            order.advance(place)
            is_new = listed.issuperset(marker.numbers) and not named.issuperset(marker.numbers)
            if is_new and (order.is_due(marker.numbers) or not order.is_kept):
                new.add(place)
                order.highest = max(order.highest, *marker.numbers)
        chosen |= new if order.is_kept or len(new) >= _FEWEST_NAMED else set()
    return chosen

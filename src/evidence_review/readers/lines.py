"""The lines of a text: where they are, how wide they were set, and which of them a page repeats at its head or foot."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidence_review.text import Part

__all__ = ["find_furniture", "find_width", "iterate_lines"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2060\ufeff]")
_PAGE_NUMBER = re.compile(
    r"[*_\[(\s]{0,4}(?:(?:page|p\.|pg\.?|seite|página)\s{0,3})?[-\u2013\u2014|\s]{0,4}\d{1,5}[-\u2013\u2014|\s]{0,4}"
    r"(?:(?:of|/|von|de)\s{0,3}\d{1,5})?[*_\])\s]{0,4}",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*_`|\s]+")
_DIGITS = re.compile(r"\d+")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bet al\b|\bwww\.|https?:|\bdoi\b|\bvol(?:ume)?\b", re.IGNORECASE)
_BLOCK_MARK = re.compile(r"[#>\u2022\u25aa\u25cf|\t]|[-*+]\s|\[\d{1,4}\]|\(\d{1,4}\)")
_LONGEST_HEAD = 130
# A page break is no longer than this many lines, blank ones and a caption included.
_FARTHEST = 40
_MOST_HEADS = 4
_LEAST_WIDTH, _MOST_WIDTH = 40, 160


def iterate_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Part | None]:
    """Go through the lines of a text.

    Only line feed and carriage return end a line: `str.splitlines` knows eight more characters that do not.

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int, optional
        The stretch to go through; the whole text unless told.

    Yields
    ------
    (int, int) or None
        A line without the white space around it; None for a line that shows nothing.
    """
    stop = len(text) if end is None else end
    for match in _LINE.finditer(text, start, stop):
        line = match.group().rstrip()
        last = match.start() + len(line)
        visible = _VISIBLE.search(text, match.start(), last) if line else None
        yield (visible.start(), last) if visible else None


def find_width(text: str, lines: Sequence[Part | None]) -> int:
    """Return the width to which a text was wrapped.

    Parameters
    ----------
    text : str
        The decoded source.
    lines : sequence of (int, int) or None
        Its lines, as `iterate_lines` returns them.

    Returns
    -------
    int
        The width that nearly all lines keep and many reach; 0 for a text that is not wrapped.
    """
    # Lines with another below them and two words or more; a paragraph on one line has a blank line below it.
    lengths = sorted(line[1] - line[0] for line, below in pairwise(lines) if line and below and _is_running(text, line))
    if len(lengths) < 12:
        return 0
    width = lengths[len(lengths) * 19 // 20]
    full = sum(length >= 0.8 * width for length in lengths)
    return width if _LEAST_WIDTH <= width <= _MOST_WIDTH and full >= 0.5 * len(lengths) else 0


def _is_running(text: str, line: Part) -> bool:
    return line[1] - line[0] >= _LEAST_WIDTH and text[line[0]] not in "|+#" and "\t" not in text[line[0] : line[1]]


def find_furniture(text: str, lines: Sequence[Part | None]) -> set[int]:
    """Find the lines that pages repeat: running heads and feet, page numbers, notices of a download.

    A line that comes again and again, its numbers aside, is furniture where something else speaks for it too: it stands beside a
    page number or another such line, it cuts sentences in two, a form feed is before it, or it names a year, a volume or a site.
    Headings that come again do none of this.

    Parameters
    ----------
    text : str
        The decoded source.
    lines : sequence of (int, int) or None
        Its lines, as `iterate_lines` returns them.

    Returns
    -------
    set of int
        Indices of the lines.
    """
    shown = [index for index, line in enumerate(lines) if line]
    place = {index: position for position, index in enumerate(shown)}
    groups: dict[str, list[int]] = defaultdict(list)
    numbers: list[int] = []
    for index in shown:
        start, end = lines[index]  # type: ignore[misc]
        if end - start > _LONGEST_HEAD or _BLOCK_MARK.match(text, start, end):
            continue
        line = text[start:end]
        if _PAGE_NUMBER.fullmatch(line):
            numbers.append(index)
        else:
            key = _DIGITS.sub("#", _MARKUP.sub(" ", line)).strip().casefold()
            if any(map(str.isalpha, key)):
                groups[key].append(index)
    marked = set(_page_numbers(text, lines, numbers))
    repeated = {key: found for key, found in groups.items() if len(found) >= 2 and _is_spread(place, found)}
    heads = _in_short_runs(shown, {index for found in repeated.values() for index in found})
    repeated = {key: kept for key, found in repeated.items() if len(kept := [i for i in found if i in heads]) >= 2}
    # Only what neither repeats nor numbers pages can be the text that a page break cuts.
    prose = [index for index in shown if index not in heads and lines[index][1] - lines[index][0] >= _LEAST_WIDTH]  # type: ignore[index]
    cut = {index for index in heads if _cuts(text, lines, prose, index)}
    for _ in range(2):
        for found in repeated.values():
            beside = {index for index in found if _is_beside(shown, place[index], marked)}
            told = {index for index in found if index in cut or index in beside or _follows_feed(text, lines, index)}
            is_dated = len(found) >= 3 and _is_numbered_alike(text, lines, found)
            if len(told) >= max(2, len(found) / 3):
                # What the first page has as its title, the others repeat.
                marked.update(index for index in found if index in told or index != found[0])
            elif is_dated:
                marked.update(found[1:])
    return marked


def _in_short_runs(shown: Sequence[int], heads: set[int]) -> set[int]:
    """Leave out the lines of a paragraph that comes again as a whole: a page break repeats a few lines, with others around them."""
    kept: set[int] = set()
    run: list[int] = []
    for index in (*shown, -1):
        if index in heads:
            run.append(index)
            continue
        if len(run) <= _MOST_HEADS:
            kept.update(run)
        run = []
    return kept


def _is_numbered_alike(text: str, lines: Sequence[Part | None], found: Sequence[int]) -> bool:
    """Tell whether lines that name a year, a volume or authors differ by nothing, or by a page number that ascends."""
    shown = [text[slice(*lines[index])] for index in found]  # type: ignore[misc]
    if not any(_DATED.search(line) for line in shown):
        return False
    numbers = [[int(number[:9]) for number in _DIGITS.findall(line)] for line in shown]
    return len(set(shown)) < len(shown) or all(before < after for before, after in pairwise(numbers))


def _is_spread(place: dict[int, int], found: Sequence[int]) -> bool:
    """Tell whether lines stand apart, as pages do, and not in a block of similar lines."""
    gaps = [place[after] - place[before] for before, after in pairwise(found)]
    return sum(gap >= 3 for gap in gaps) >= 0.7 * len(gaps)


def _page_numbers(text: str, lines: Sequence[Part | None], numbers: Sequence[int]) -> list[int]:
    """Return the page numbers among lines that are numbers: three or more that ascend, or those that say "page"."""
    # The longest row of numbers that ascend, whatever other numbers stand between them. `ends` holds the last of each row.
    ends: dict[int, tuple[int, int]] = {}
    before: dict[int, int | None] = {}
    best_end, longest = -1, 0
    for index in numbers:
        found = _DIGITS.search(text, *lines[index])  # type: ignore[misc]
        value = int(found.group()) if found else -1
        rows = [ends[last] for last in range(value - 3, value) if last in ends and index - ends[last][1] >= 3]
        length, last_index = max(rows, default=(0, None))
        before[index] = last_index
        if length + 1 >= ends.get(value, (0, 0))[0]:
            ends[value] = (length + 1, index)
        if length + 1 > longest:
            best_end, longest = index, length + 1
    best = []
    while longest and best_end is not None:
        best.append(best_end)
        best_end = before[best_end]  # type: ignore[assignment]
    if len(best) >= 3:
        return best
    return [index for index in numbers if any(map(str.isalpha, text[slice(*lines[index])]))]  # type: ignore[misc]


def _is_beside(shown: Sequence[int], position: int, marked: set[int]) -> bool:
    return any(0 <= other < len(shown) and shown[other] in marked for other in (position - 1, position + 1))


def _follows_feed(text: str, lines: Sequence[Part | None], index: int) -> bool:
    start = lines[index][0]  # type: ignore[index]
    return "\f" in text[max(0, start - 4) : start]


def _cuts(text: str, lines: Sequence[Part | None], prose: Sequence[int], index: int) -> bool:
    """Tell whether a line stands inside a sentence: the text above it stops without a stop and goes on below in lower case."""
    at = bisect.bisect_left(prose, index)
    if not 0 < at < len(prose) or prose[at] - prose[at - 1] > _FARTHEST:
        return False
    above, below = lines[prose[at - 1]], lines[prose[at]]
    return text[above[1] - 1] not in ".!?:;)]\"'|" and text[below[0]].islower()  # type: ignore[index]

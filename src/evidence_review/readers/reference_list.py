"""Where the reference lists of a document stand, and how their entries are numbered.

A list stands under its heading, however it is written, or at the end without one. A heading that is repeated on each page is
a running head. Several lists are numbered through, so that a number means one entry: the longest keeps its printed
numbers, which are those that the text cites.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from evidence_review.document import Entry
from evidence_review.readers.headings import Heading, heading_kind, read_data, recognize_heading
from evidence_review.readers.lines import iterate_lines
from evidence_review.readers.reference_entries import cut_at_labels, cut_entries
from evidence_review.readers.reference_labels import Row, find_labels_at_rows, is_named
from evidence_review.readers.reference_pieces import Piece, ends_entry, share_of_references
from evidence_review.readers.reference_unlabeled import find_run
from evidence_review.text import Part, normalize

__all__ = ["ReferenceList", "ReferenceLists", "find_reference_lists"]

_LONGEST_HEADING = 100
_LETTERSPACED = re.compile(r"[^\W\d_](?:[ \u00a0]{1,2}[^\W\d_]){5,30}")
_COUNT = re.compile(r"\s?[(\[]\d{1,4}[)\]][\s:*_]{0,4}$")
_NUMBER = re.compile(r"(?:\d{1,2}\.?|[IVX]{1,5}\.)\s{1,3}")
# The first label, where a heading shares its line with the first entry.
_FIRST = r"(?:(?:\\?\[1\\?\]|\(1\)|1\\?[.)]|\^1\^?|\u00b9)\s{0,3}(?=[^\W\d_a-z])|1\s{1,2}(?=[A-Z][\w'\u2019-]{1,30},?\s[A-Z]))"
# Without a heading it takes this much to be a list.
_FEWEST, _SHARE = 5, 0.6
_FEWEST_OF_LETTER = 2
# What stands between a heading and the first entry: a remark, not a part of the document.
_LONGEST_REMARK = 600
# A head of the page has at least so many letters; numbers that stand as near as this are no page numbers.
_SHORTEST_HEAD, _LONGEST_HEAD = 8, 60
_NEAR = 7
_SHOWN = 60


@dataclass(frozen=True)
class ReferenceList:
    """A reference list: its heading, if it has one, its span with the heading, its entries, and the lines that are in none."""

    heading: Heading | None
    start: int
    end: int
    entries: tuple[Entry, ...]
    asides: tuple[Part, ...] = ()


@dataclass(frozen=True)
class ReferenceLists:
    """The lists of a document in order, which of them the text cites by number, and what was not understood."""

    lists: tuple[ReferenceList, ...] = ()
    main: int = 0
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.lists)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of all lists, in order of position."""
        return tuple(entry for one in self.lists for entry in one.entries)

    @property
    def start(self) -> int:
        """Where the first list begins."""
        return self.lists[0].start

    @property
    def end(self) -> int:
        """Where the last list ends."""
        return self.lists[-1].end

    def gaps(self, start: int, end: int) -> list[Part]:
        """Return what stands around the lists.

        Parameters
        ----------
        start, end : int
            A stretch that cuts no list.

        Returns
        -------
        list of (int, int)
            The parts of the stretch that are in no list.
        """
        inside = [one for one in self.lists if start <= one.start and one.end <= end]
        borders = [start, *(border for one in inside for border in (one.start, one.end)), end]
        return list(zip(borders[::2], borders[1::2], strict=True))


@dataclass(frozen=True)
class _Found:
    """A list before its entries are numbered."""

    heading: Heading | None
    start: int
    pieces: list[Piece]
    is_weak: bool = False


# Whoever recognizes a document asks for its lists before the one who reads it.
@lru_cache(maxsize=1)
def find_reference_lists(text: str) -> ReferenceLists:
    """Find the reference lists of a document.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    ReferenceLists
        The lists under headings that have entries below them; else the last run of five or more lines or paragraphs most of
        which read as references; empty when the document has none.
    """
    rows = list(_rows(text))
    headings = {index: heading for index, row in enumerate(rows) if (heading := _list_heading(text, row))}
    furniture = _furniture(text, rows) - set(headings)
    found = list(_under_headings(text, rows, headings, furniture))
    if found:
        found += _continued(text, rows, furniture, found[-1].pieces[-1])
    else:
        found = _without_heading(text, rows, furniture)
    return _number(text, rows, furniture, found) if found else ReferenceLists()


def _rows(text: str) -> Iterator[Row]:
    opens = True
    for line in iterate_lines(text):
        if line is None:
            opens = True
            continue
        start, end = line
        indent = 0
        while indent < 40 and start > indent and text[start - indent - 1] in " \t":
            indent += 1
        for begin, stop in _split_glued(text, start, end):
            yield Row(begin, stop, opens or begin > start, indent)
        opens = False


@cache
def _glued() -> re.Pattern[str]:
    words = [word for word in read_data("headings")["references"] if word.isascii() and len(word) > 8]
    forms = sorted({form for word in words for form in (word.capitalize(), word.upper(), word.title())}, key=len)
    return re.compile(rf"(?P<title>{'|'.join(forms[::-1])})[*_]{{0,2}}\s?[:.]?[*_]{{0,2}}\s{{1,3}}(?={_FIRST})")


def _split_glued(text: str, start: int, end: int) -> list[Part]:
    """Cut a line at a heading that shares it with the first entry, or with the text before."""
    cut = None
    for match in _glued().finditer(text, start, end):
        before = text[max(start, match.start() - 8) : match.start()].rstrip()
        at_head = match.start() - start <= 8 and not any(map(str.isalpha, before))
        if at_head or (before and before[-1] in '.!?)]"\u201d'):
            cut = match
    if cut is None:
        return [(start, end)]
    at_head = not any(map(str.isalpha, text[start : min(cut.start(), start + 9)]))
    begin = start if at_head else cut.start()
    before_end = start + len(text[start:begin].rstrip())
    rest = [(begin, cut.end("title")), (cut.end(), end)]
    return rest if at_head else [(start, before_end), *rest]


def _list_heading(text: str, row: Row) -> Heading | None:
    """Return the heading of a list that a row is: plain, with a count behind it, or with letters apart."""
    if row.end - row.start >= _LONGEST_HEADING:
        return None
    line = text[row.start : row.end]
    count = _COUNT.search(line)
    heading = recognize_heading(text, row.start, row.start + count.start() if count else row.end)
    if heading and not text[heading.start].islower():
        if heading.kind == "references":
            return heading
        if _is_weak(heading):
            return replace(heading, kind="references")
    spaced = _LETTERSPACED.search(line)
    if spaced and spaced.end() > len(line) - 3:
        joined = re.sub(r"\s", "", spaced.group())
        if heading_kind(joined) == "references":
            return Heading(row.start + spaced.start(), joined, 1, "references", "known")
    return None


@cache
def _weak() -> frozenset[str]:
    return frozenset(normalize(word) for word in read_data("reference_list")["weak"])


def _is_weak(heading: Heading) -> bool:
    return _plain_title(heading) in _weak()


def _plain_title(heading: Heading) -> str:
    return normalize(_NUMBER.sub("", heading.title, count=1))


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[*_#\s]{{0,6}}(?:{'|'.join(read_data('reference_list')['after'])})", re.IGNORECASE)


@cache
def _page_lines(group: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(read_data('reference_list')[group])})", re.IGNORECASE)


def _furniture(text: str, rows: Sequence[Row]) -> set[int]:
    """Return the rows that belong to the page: its number, what stands beside it, and lines without a stop that come back."""
    lines = [text[row.start : row.end] if row.end - row.start <= 200 else "" for row in rows]
    found = {index for index, line in enumerate(lines) if line and _is_page_line(line, rows[index])}
    found -= _numbers_of_entries(lines, sorted(found))
    labels = {label.row for label in find_labels_at_rows(text, rows)} - found
    keys = ["".join(filter(str.isalpha, line.casefold())) if len(line) <= 120 else "" for line in lines]
    counts = Counter(key for key in keys if len(key) >= _SHORTEST_HEAD)
    # Twice, because a running head may stand between the number and another running head.
    for _ in range(2):
        above, following = 0, 0
        for index, line in enumerate(lines):
            if index in found:
                continue
            above, following = following, index
            is_beside = index - 1 in found or index + 1 in found
            if not line or not (is_beside or counts[keys[index]] >= 2) or index in labels:
                continue
            # What goes on with an entry is no running head, however much it looks like one.
            if len(line) > _LONGEST_HEAD and is_named(line, 0, len(line)):
                continue
            is_text = line[-1] in ".,;" and not line.endswith("et al.")
            comes_back = counts[keys[index]] >= 2 and (is_beside or rows[index].opens) and not is_text
            if comes_back or (
                is_beside and ends_entry(text, rows[above]) and _page_lines("beside_number").fullmatch(line)
            ):
                found.add(index)
    return found


def _is_page_line(line: str, row: Row) -> bool:
    is_year = len(line) == 4 and line.isdecimal() and line[:2] in ("18", "19", "20") and not row.opens
    return bool(_page_lines("furniture").fullmatch(line)) and not is_year


def _numbers_of_entries(lines: Sequence[str], rows: Sequence[int]) -> set[int]:
    """Return the rows that hold the next number a few rows below the last: labels on lines of their own, not page numbers."""
    numbers = [(index, int(lines[index])) for index in rows if lines[index].isdecimal()]
    near = [
        {first, second}
        for (first, low), (second, high) in pairwise(numbers)
        if high == low + 1 and 1 < second - first <= _NEAR
    ]
    return set().union(*near) if len(near) > 1 else set()


def _ends_list(text: str, rows: Sequence[Row], index: int, level: int) -> bool:
    """Tell whether a row ends a list: a heading, a caption, an appendix. A deeper heading of markdown divides it."""
    row = rows[index]
    if row.opens and _after().match(text, row.start, row.end):
        return True
    if row.end - row.start >= _LONGEST_HEADING:
        return False
    heading = recognize_heading(text, row.start, row.end)
    if not heading or find_labels_at_rows(text, [row]):
        return False
    if heading.form == "markdown":
        return heading.level <= level or bool(heading.kind)
    is_apart = row.opens or index + 1 == len(rows) or rows[index + 1].opens
    return heading.kind in ("back-matter", "abstract", "front-matter") or (
        heading.kind in ("introduction", "conclusion") and is_apart
    )


def _under_headings(
    text: str, rows: Sequence[Row], headings: dict[int, Heading], furniture: set[int]
) -> Iterator[_Found]:
    *marks, _ = borders = [*sorted(headings), len(rows)]
    position = 0
    while position < len(marks):
        first = marks[position]
        heading = headings[first]
        begin = position = position + 1
        stop, ended = _reach(text, rows, first + 1, borders[position], heading.level)
        body = _body(rows, first + 1, stop, furniture)
        runs = cut_entries(text, body)
        is_list = _accepts(text, heading, body, runs)
        # The same heading once more, with nothing between that ends a list: the head of the next page.
        while (is_list or not body) and not ended and position < len(marks):
            if _plain_title(headings[marks[position]]) != _plain_title(heading):
                break
            position += 1
            stop, ended = _reach(text, rows, borders[position - 1] + 1, borders[position], heading.level)
        if position > begin:
            body = _body(rows, first + 1, stop, furniture | set(marks[begin:position]))
            runs = cut_entries(text, body)
            is_list = _accepts(text, heading, body, runs)
        if is_list:
            for number, run in enumerate(runs):
                start = rows[first].start if number == 0 else run[0].label
                yield _Found(heading if number == 0 else None, start, run, _is_weak(heading))


def _reach(text: str, rows: Sequence[Row], first: int, last: int, level: int) -> tuple[int, bool]:
    """Return where the rows below a heading end, and whether something other than another heading of a list ends them."""
    for index in range(first, last):
        if _ends_list(text, rows, index, level):
            return index, True
    return last, False


def _body(rows: Sequence[Row], first: int, last: int, furniture: Set[int]) -> list[Row]:
    return [rows[index] for index in range(first, last) if index not in furniture]


def _accepts(text: str, heading: Heading, body: Sequence[Row], runs: Sequence[Sequence[Piece]]) -> bool:
    if not runs:
        return False
    remark = runs[0][0].label - body[0].start
    return remark <= _LONGEST_REMARK and (not _is_weak(heading) or share_of_references(runs[0]) >= 0.4)


def _without_heading(text: str, rows: Sequence[Row], furniture: set[int]) -> list[_Found]:
    """Find a list that has no heading: the last that is numbered, or a run of paragraphs at the end."""
    body = _body(rows, 0, len(rows), furniture)
    numbered = cut_at_labels(text, body)
    runs = [run for run in numbered if len(run) >= _FEWEST and _dated(run) >= _SHARE]
    if not runs and numbered and _is_short_list(body, numbered[-1]):
        runs = numbered[-1:]
    if runs:
        return [_Found(None, part[0].label, part) for part in _divide(text, body, runs[-1])]
    run = find_run(text, body)
    return [_Found(None, run[0].label, run)] if len(run) >= _FEWEST else []


def _is_short_list(body: Sequence[Row], run: Sequence[Piece]) -> bool:
    """Tell the few references of a letter, which stand at its very end and are nothing but references, from other numbers."""
    numbers = [piece.number for piece in run]
    is_whole = numbers == list(range(1, len(run) + 1)) and len(run) >= _FEWEST_OF_LETTER
    return is_whole and run[-1].end >= body[-1].end and all(piece.is_dated and piece.is_named for piece in run)


def _divide(text: str, body: Sequence[Row], run: list[Piece]) -> list[list[Piece]]:
    """Cut a list where a chapter stands between two of its entries, as the methods do behind the references of an article."""
    parts: list[list[Piece]] = [[]]
    starts = [row.start for row in body]
    for piece, label in zip(run, [piece.label for piece in run[1:]] + [body[-1].end], strict=True):
        first, last = bisect_left(starts, piece.label), bisect_left(starts, label)
        chapter = next((index for index in range(first + 1, last) if _opens_chapter(text, body[index])), None)
        if chapter is None or piece is run[-1]:
            parts[-1].append(piece)
        else:
            parts[-1].append(replace(piece, end=min(piece.end, body[chapter - 1].end)))
            parts.append([])
    return parts


def _opens_chapter(text: str, row: Row) -> bool:
    heading = recognize_heading(text, row.start, row.end) if row.opens else None
    return heading is not None and (
        heading.form == "markdown" or heading.kind in ("introduction", "body", "conclusion")
    )


def _continued(text: str, rows: Sequence[Row], furniture: set[int], last: Piece) -> list[_Found]:
    """Find the list without a heading that goes on with the numbers of the last one, further down."""
    body = [row for index, row in enumerate(rows) if row.start >= last.end and index not in furniture]
    runs = cut_at_labels(text, body) if body and last.is_printed else []
    return [
        _Found(None, run[0].label, run)
        for run in runs
        if run[0].number == last.number + 1 and len(run) >= 2 and _dated(run) >= _SHARE
    ][:1]


def _dated(run: Sequence[Piece]) -> float:
    return sum(piece.is_dated and piece.end - piece.start < 1000 for piece in run) / len(run)


def _number(text: str, rows: Sequence[Row], furniture: set[int], found: Sequence[_Found]) -> ReferenceLists:
    """Give each entry a number of its own: the main list keeps its numbers, the others follow unless their own numbers are free."""
    strong = [index for index, one in enumerate(found) if not one.is_weak] or list(range(len(found)))
    main = max(strong, key=lambda index: (len(found[index].pieces), -index))
    used = {piece.number for piece in found[main].pieces}
    last = max(used)
    lists, notes, renumbered = [], [], 0
    numbers: dict[int, list[tuple[int, bool]]] = {
        main: [(piece.number, piece.is_printed) for piece in found[main].pieces]
    }
    for index, one in enumerate(found):
        if index == main:
            continue
        own = [piece.number for piece in one.pieces]
        is_counted = not any(piece.is_printed for piece in one.pieces)
        if used.isdisjoint(own) and not is_counted:
            numbers[index] = [(piece.number, piece.is_printed) for piece in one.pieces]
        else:
            numbers[index] = [(last + count, False) for count in range(1, len(own) + 1)]
            renumbered += not is_counted
        used.update(number for number, _ in numbers[index])
        last = max(used)
    for index, one in enumerate(found):
        entries = tuple(
            Entry(number, piece.start, piece.end, is_printed)
            for piece, (number, is_printed) in zip(one.pieces, numbers[index], strict=True)
        )
        end = entries[-1].end
        asides, strange = _asides(text, rows, furniture, one, end)
        lists.append(ReferenceList(one.heading, one.start, end, entries, tuple(asides)))
        if strange:
            first = " ".join(text[slice(*strange[0])].split())[:_SHOWN]
            lines = "1 line" if len(strange) == 1 else f"{len(strange)} lines"
            belong = "belongs to no entry:" if len(strange) == 1 else "belong to no entry, the first:"
            notes.append(f"{lines} in the reference list {belong} {first!r}")
    if renumbered:
        notes.append(
            f"{len(found)} reference lists: list {main + 1}, the longest, keeps its numbers, the others are numbered on behind it"
        )
    return ReferenceLists(tuple(lists), main, tuple(notes))


def _asides(
    text: str, rows: Sequence[Row], furniture: set[int], one: _Found, end: int
) -> tuple[list[Part], list[Part]]:
    """Return the lines of a list that are in no entry, and those of them that are no furniture of the page."""
    asides, strange = [], []
    first = bisect_left(rows, one.start, key=lambda row: row.start)
    position = 0
    for index in range(first, len(rows)):
        row = rows[index]
        if row.start >= end:
            break
        while position + 1 < len(one.pieces) and one.pieces[position].end <= row.start:
            position += 1
        is_heading = one.heading is not None and row.start <= one.heading.start < row.end
        is_entry = row.end > one.pieces[position].label and row.start < one.pieces[position].end
        if is_heading or is_entry:
            continue
        asides.append((row.start, row.end))
        is_head = one.heading is not None and _list_heading(text, row) is not None
        if index not in furniture and not is_head:
            strange.append((row.start, row.end))
    return asides, strange

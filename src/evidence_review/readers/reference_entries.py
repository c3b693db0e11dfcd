"""Where the entries of a reference list begin and end.

Several ways to cut the lines are tried: at labels, bullets, blank lines, indents, names, line ends. The one that leaves
most pieces that look like a reference, and fewest that do not, is taken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_review.readers.reference_labels import (
    Label,
    Row,
    find_chain,
    find_labels_at_rows,
    find_labels_inside,
    goes_on,
    is_finished,
    is_named,
    skip_bullet,
)

__all__ = ["Piece", "cut_entries", "find_run", "is_dated", "share_of_references"]

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_DATED = re.compile(
    r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|\b10\.\d{4,9}/|https?://|www\.|\b(?:in press|n\.\s?d\.|forthcoming|unpublished|s\.\s?d\.)",
    re.IGNORECASE,
)
_KEY = re.compile(r"\\?\[(?=[^\]\s]{0,30}[A-Za-z])[\w+:.'\u2019-]{2,30}\\?\]:?\s+")
# Two finite verbs of prose and no author: a sentence about somebody, not a reference.
_PROSE = re.compile(r"\b(?:is|are|was|were|has|have|had|we|she|he|they|this|can|may)\b", re.IGNORECASE)
# What stands on a line of its own below an entry and belongs to it.
_LINKS = re.compile(r"[\[(]|(?:PubMed|Cross|Google|PMC|PMID|doi|Epub|Full|Web of|View|Medline|Abstract|ISI|Scholar)", re.IGNORECASE)  # fmt: skip
_ENDS = '.!?)]\u201d"*_/>'
_SHORTEST, _SHORT, _LONGEST = 20, 300, 1500
_NAMED, _UNNAMED, _NAMED_UNDATED, _UNDATED = 1.0, 0.5, 0.1, -0.25
_WIDEST = 160
# A label out of order stands near its place.
_NEAR = 6
_SHARE_LABELED, _SHARE_UNLABELED = 0.3, 0.6


@dataclass(frozen=True)
class Piece:
    """An entry: its number, where its label, its text and its end stand, whether the number is printed, whether it is dated."""

    number: int
    label: int
    start: int
    end: int
    is_printed: bool
    is_dated: bool
    is_named: bool


def is_dated(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch holds what nearly every reference does: a year, a DOI, an address, or "in press".

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int
        The stretch.

    Returns
    -------
    bool
        True when it does.
    """
    return bool(_DATED.search(text, start, end))


def share_of_references(pieces: Sequence[Piece]) -> float:
    """Return the share of pieces that look like a reference.

    Parameters
    ----------
    pieces : sequence of Piece
        The pieces of a list.

    Returns
    -------
    float
        From 0 to 1; 0 for no pieces.
    """
    good = sum((piece.is_dated or piece.is_named) and piece.end - piece.start <= _LONGEST for piece in pieces)
    return good / len(pieces) if pieces else 0.0


def cut_entries(text: str, rows: Sequence[Row]) -> list[list[Piece]]:
    """Cut the rows of a region into entries.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows below a heading, without page furniture.

    Returns
    -------
    list of list of Piece
        The lists of the region, one for each time that the numbering begins; empty when the rows are no list.
    """
    if not rows:
        return []
    labeled = cut_at_labels(text, rows)
    worth = sum(
        1.5 if piece.is_dated and piece.end - piece.start <= _LONGEST else 0.7 for run in labeled for piece in run
    )
    best = labeled
    is_wrapped = _is_wrapped(text, rows)
    for starts, is_printed in _unlabeled_starts(text, rows):
        pieces = _drop_tail(text, _pieces(text, rows, starts, (rows[-1].end, len(rows))))
        values = [_value(text, piece, is_wrapped=is_wrapped) for piece in pieces]
        # Where authors are named, a piece without one is more likely a part of another, unless something printed sets it off.
        if sum(piece.is_named for piece in pieces) >= 0.5 * len(pieces):
            unnamed = -0.2 if is_wrapped and not is_printed else 0.2
            values = [unnamed if value == _UNNAMED else value for value in values]
        if is_printed:
            values = [_UNDATED / 2 if value == _UNDATED else value for value in values]
        is_list = sum(value > _UNDATED for value in values) >= _SHARE_UNLABELED * len(values)
        if values and is_list and sum(values) > worth:
            worth, best = sum(values), [pieces]
    return best


def cut_at_labels(text: str, rows: Sequence[Row]) -> list[list[Piece]]:
    """Cut rows at the labels that number them.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows, without page furniture.

    Returns
    -------
    list of list of Piece
        One list for each time that the numbering begins; those that hold no references are left out.
    """
    labels = sorted([*find_labels_at_rows(text, rows), *find_labels_inside(text, rows)], key=lambda label: label.start)
    chain = find_chain(labels)
    if not chain:
        return []
    chained = {label.start for label in chain}
    spare = {
        label.row: label
        for label in labels
        if label.style == chain[0].style and label.gain > 0.9 and not label.is_inside and label.start not in chained
    }
    runs: list[list[Label]] = []
    for label in chain:
        if not runs or label.number <= runs[-1][-1].number:
            runs.append([])
        runs[-1].append(label)
    limits = [(run[0].start, run[0].row + run[0].is_inside) for run in runs[1:]] + [(rows[-1].end, len(rows))]
    kept: list[list[Piece]] = []
    for run, limit in zip(runs, limits, strict=True):
        pieces = _pieces(text, rows, _repair(text, rows, run, spare, limit), limit)
        least = _SHARE_LABELED if len(pieces) >= 3 and not kept else _SHARE_UNLABELED
        if share_of_references(pieces) >= least:
            kept.append(pieces)
    return kept


def _repair(
    text: str, rows: Sequence[Row], run: Sequence[Label], spare: Mapping[int, Label], limit: tuple[int, int]
) -> list[Label]:
    """Find the entries whose label is lost, wrong, or out of order: they stand where a number is missing, or are labeled."""
    numbers = {label.number for label in run}
    repaired: list[Label] = []
    renumbered: dict[int, int] = {}
    last = max(numbers)
    lead = [] if run[0].number == 1 else _lost(text, rows, range(run[0].row), run[0].number - 1)
    repaired += [_unprinted(text, rows, row, number) for number, row in enumerate(lead, start=1)]
    for label, following in zip(run, [*run[1:], None], strict=True):
        repaired.append(_renumber(label, renumbered.get(label.start, label.number)))
        inside = range(label.row + 1, following.row if following else limit[1])
        missing = list(range(label.number + 1, following.number if following else 0))
        labeled = [spare[row] for row in inside if row in spare] if following else []
        for other in labeled:
            free = [number for number in missing if number not in numbers]
            if following and other.number == following.number and following.number + 1 not in numbers:
                # The same number twice: the second is the one that is missing behind it.
                renumbered[following.start] = following.number + 1
                numbers.add(following.number + 1)
                repaired.append(other)
                continue
            is_near = abs(other.number - label.number) <= _NEAR
            if not free and (not is_near or (other.number in numbers and other.gain <= 1)):
                continue
            is_free = other.number in free or (not free and is_near and other.number not in numbers)
            number = other.number if is_free else free[0] if free else last + 1
            is_own = number == other.number
            numbers.add(number)
            last = max(last, number)
            repaired.append(Label(other.row, other.start, other.begin, number, other.style, 1.0, is_own and other.is_printed))  # fmt: skip
        free = [number for number in missing if number not in numbers]
        if free and not labeled and len(free) <= len(inside):
            lost = _lost(text, rows, inside, len(free))
            repaired += [_unprinted(text, rows, row, number) for number, row in zip(free, lost, strict=False)]
            numbers.update(free[: len(lost)])
    return repaired


def _renumber(label: Label, number: int) -> Label:
    return label if label.number == number else replace(label, number=number, is_printed=False)


def _lost(text: str, rows: Sequence[Row], inside: range, count: int) -> list[int]:
    """Return the rows that begin entries without a label, when they are as many as the numbers that are missing."""
    ways = (
        lambda row: skip_bullet(text, rows[row]) > rows[row].start,
        lambda row: rows[row].opens and _begins_entry(text, rows, row),
        lambda row: is_named(text, skip_bullet(text, rows[row]), rows[row].end) and _begins_entry(text, rows, row),
    )
    for way in ways:
        found = [row for row in inside if way(row)]
        if len(found) == count:
            return found
    return []


def _begins_entry(text: str, rows: Sequence[Row], row: int) -> bool:
    begin = skip_bullet(text, rows[row])
    is_after = row == 0 or is_finished(text, rows[row - 1])
    is_head = not goes_on(text, begin) or is_named(text, begin, rows[row].end)
    return is_after and is_head and is_dated(text, begin, rows[min(row + 4, len(rows) - 1)].end)


def _unprinted(text: str, rows: Sequence[Row], row: int, number: int) -> Label:
    begin = skip_bullet(text, rows[row])
    key = _KEY.match(text, begin, rows[row].end)
    begin = key.end() if key and key.end() < rows[row].end else begin
    return Label(row, rows[row].start, begin, number, "", 1.0, is_printed=False)


def _pieces(text: str, rows: Sequence[Row], starts: Sequence[Label], limit: tuple[int, int]) -> list[Piece]:
    # A label alone on its line labels nothing when another follows at once.
    reaches = [*(label.start for label in starts[1:]), limit[0]] if starts else []
    starts = [label for label, reach in zip(starts, reaches, strict=True) if label.begin < reach]
    pieces = []
    tallest = 1
    for position, label in enumerate(starts):
        following = starts[position + 1] if position + 1 < len(starts) else None
        first = label.row
        while first + 1 < len(rows) and rows[first].end <= label.begin:
            first += 1
        if following and following.is_inside:
            last = following.row
            end = label.begin + len(text[label.begin : following.start].rstrip())
        else:
            until = following.row if following else _end_of_last(text, rows, label, first, limit[1], tallest)
            last = _without_strangers(text, rows, label.begin, first, until) if following else until - 1
            end = rows[max(last, first)].end
            if not following:
                end = min(end, limit[0]) if limit[0] > label.begin else end
        tallest = max(tallest, last - first + 1)
        end = max(end, label.begin + 1)
        dated, named = is_dated(text, label.begin, end), is_named(text, label.begin, end)
        pieces.append(Piece(label.number, label.start, label.begin, end, label.is_printed, dated, named))
    return pieces


def _without_strangers(text: str, rows: Sequence[Row], begin: int, first: int, until: int) -> int:
    """Return the last row of an entry before the next: blocks below a finished entry that read as headings are no part of it."""
    last = until - 1
    date = _DATED.search(text, begin, rows[last].end) if last > first and rows[last].opens else None
    while date and last > first and rows[last].opens:
        row, above = rows[last], rows[last - 1]
        is_stranger = (
            text[row.end - 1] not in _ENDS + ",;:-"
            and not text[row.start].islower()
            and not _DATED.search(text, row.start, row.end)
            and not _LINKS.match(text, row.start)
            and text.count(" ", row.start, row.end) < 10
            and text[row.start : row.end].upper() != text[row.start : row.end].lower()
        )
        if not is_stranger or not is_finished(text, above) or date.end() > above.end:
            break
        last -= 1
    return last


def _end_of_last(text: str, rows: Sequence[Row], label: Label, first: int, stop: int, tallest: int) -> int:
    """Return the row after the last entry of a list.

    It ends with its block, unless the next begins in lower case or the entry still lacks its year; in its block it ends where
    a finished line is followed by more lines than the other entries have, or is clearly shorter than the lines above.
    """
    widest = max(row.end - row.start for row in rows[max(0, first - 200) : min(stop, first + 20)])
    row = first + 1
    date = _DATED.search(text, label.begin, rows[stop - 1].end)
    while row < stop:
        above = rows[row - 1]
        has_date = date is not None and date.end() <= above.end
        is_inside = (
            text[rows[row].start].islower() or not is_finished(text, above) or rows[row].indent > rows[first].indent
        )
        if rows[row].opens and not is_inside:
            is_open = not has_date and bool(_DATED.search(text, rows[row].start, rows[row].end))
            if not is_open or _PROSE.search(text, rows[row].start, rows[row].end):
                break
        elif not is_inside and _ends_entry(text, above):
            is_short = _is_short(above, widest) and row + 2 < stop and not (rows[row + 1].opens or rows[row + 2].opens)
            is_long_enough = row - first >= tallest and tallest + first < row + 1
            is_one_line = tallest == 1 and label.number > 2
            if has_date and (is_short or is_one_line or (is_long_enough and label.number > 9)):
                break
        row += 1
    return row


def _unlabeled_starts(text: str, rows: Sequence[Row]) -> Iterator[tuple[list[Label], bool]]:
    """Go through the ways to cut rows that no label cuts, and whether something printed (a bullet, a space) cuts them."""
    everything = range(len(rows))
    least = min(row.indent for row in rows)
    deeper = [index for index in everything if rows[index].indent > least]
    ways: list[list[int]] = [
        [index for index in everything if _KEY.match(text, skip_bullet(text, rows[index]), rows[index].end)],
        [index for index in everything if skip_bullet(text, rows[index]) > rows[index].start],
        [index for index in everything if rows[index].opens],
    ]
    if 0.15 * len(rows) <= len(deeper) < len(rows):
        ways += [[index for index in everything if rows[index].indent == least], deeper]
    n_printed = len(ways)
    ways += [list(_named_starts(text, rows, with_short=with_short)) for with_short in (False, True)]
    ways.append(list(everything))
    for position, way in enumerate(ways):
        # A key is printed; everything else may be a line that goes on.
        kept = list(_without_continuations(text, rows, way, is_printed=position < n_printed)) if position else way
        if kept:
            yield (
                [_unprinted(text, rows, row, number) for number, row in enumerate(kept, start=1)],
                position < n_printed,
            )


def _named_starts(text: str, rows: Sequence[Row], *, with_short: bool) -> Iterator[int]:
    """Go through the rows that begin with an author, or follow a short line, while the entry above has its year and is finished."""
    open_since = 0
    widest = max(row.end - row.start for row in rows)
    for index, row in enumerate(rows):
        begins = index == 0 or (
            (
                is_named(text, row.start, row.end)
                or (with_short and _is_short(rows[index - 1], widest) and not text[row.start].islower())
            )
            and is_finished(text, rows[index - 1])
            and _ends_entry(text, rows[index - 1])
            and is_dated(text, max(open_since, row.start - 2000), rows[index - 1].end)
        )
        if begins:
            open_since = row.start
            yield index


def _ends_entry(text: str, row: Row) -> bool:
    """Tell whether a row ends as an entry does: with a stop, a page number, or an address."""
    last = text[row.end - 1]
    return last in _ENDS or last.isdigit() or "/" in text[max(row.start, row.end - 40) : row.end].rsplit(" ", 1)[-1]


def _is_short(row: Row, widest: int) -> bool:
    return row.end - row.start < 0.7 * widest <= 120


def _without_continuations(text: str, rows: Sequence[Row], starts: Sequence[int], *, is_printed: bool) -> Iterator[int]:
    """Leave out rows that go on with the entry above: in lower case, or after a comma, or with the year that it lacks."""
    open_since = rows[0].start
    for index in starts:
        begin = skip_bullet(text, rows[index])
        if index:
            above = rows[index - 1].end
            is_low = goes_on(text, begin) if is_printed else text[begin].islower()
            is_lower = is_low and not is_named(text, begin, rows[index].end)
            if is_lower or not is_finished(text, rows[index - 1]):
                continue
            lacks_year = is_named(text, open_since, above) and not is_dated(text, max(open_since, above - 2000), above)
            if lacks_year and index != starts[0] and not is_named(text, begin, rows[index].end):
                continue
        open_since = begin
        yield index


def _is_wrapped(text: str, rows: Sequence[Row]) -> bool:
    """Tell whether lines are broken at a width: none is long, many are about as long as the longest, and many end inside."""
    lengths = [row.end - row.start for row in rows]
    widest = max(lengths)
    if sum(_ends_entry(text, row) for row in rows) > 0.8 * len(rows):
        return False
    return widest <= _WIDEST and sum(length >= 0.75 * widest for length in lengths) >= 0.4 * len(lengths)


def _value(text: str, piece: Piece, *, is_wrapped: bool = True) -> float:
    """How much a piece without a label looks like one reference, and not like a part of one, several, or prose."""
    length = piece.end - piece.start
    if not _SHORTEST <= length <= _LONGEST or (goes_on(text, piece.start) and not piece.is_named):
        return -1.0
    if not piece.is_dated:
        is_whole = length <= _SHORT and text[piece.end - 1] in _ENDS and text[piece.start].isupper()
        return (_NAMED_UNDATED if piece.is_named else _UNDATED) if is_whole else -1.0
    if not piece.is_named:
        return -1.0 if len(_PROSE.findall(text, piece.start, piece.end)) >= 2 else _UNNAMED
    return _NAMED - _cost_of_another(text, piece, is_wrapped=is_wrapped)


_PAGES = re.compile(r"\d{4}[a-z]?\s?[;:,].{0,30}\d\s?[-\u2013]\s?\d|\b10\.\d{4,9}/")
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]{0,20}[\r\n]")
_INNER = re.compile(r"(?<=[.)\]\d])[ \t]{0,3}(?P<gap>(?:\r\n|\r|\n)\s{0,20})(?=[^\W\d_])")


def _cost_of_another(text: str, piece: Piece, *, is_wrapped: bool) -> float:
    """Tell how likely another entry begins at a line inside a piece, behind the year of the first."""
    year = _YEAR.search(text, piece.start, piece.end)
    for match in _INNER.finditer(text, year.end(), piece.end) if year else ():
        if is_named(text, match.end(), piece.end) and _YEAR.search(text, match.end(), piece.end):
            return 2.0
        if not is_wrapped or _BLANK.match(match["gap"]):
            return 0.6
    return 0.0


def _drop_tail(text: str, pieces: list[Piece]) -> list[Piece]:
    last = len(pieces)
    while last and _value(text, pieces[last - 1]) < 0:
        last -= 1
    return pieces[:last]


def find_run(text: str, rows: Sequence[Row]) -> list[Piece]:
    """Find the last run of paragraphs or lines without labels that read as references.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows of a document, without page furniture.

    Returns
    -------
    list of Piece
        The run that holds most references and next to nothing else; empty when there is none.
    """
    best: list[Piece] = []
    for starts in ([index for index, row in enumerate(rows) if row.opens], list(range(len(rows)))):
        labels = [_unprinted(text, rows, row, number) for number, row in enumerate(starts, start=1)]
        pieces = _pieces(text, rows, labels, (rows[-1].end, len(rows))) if rows else []
        total, first = 0.0, 0
        most, span = 0.0, (0, 0)
        for index, piece in enumerate(pieces):
            if total <= 0:
                total, first = 0.0, index
            value = _value(text, piece)
            total += value if value > _UNNAMED else -0.3 if value > 0 else -1.5
            if total >= most:
                most, span = total, (first, index + 1)
        first, last = span
        while first and _has_pages(text, pieces[first - 1]):
            first -= 1
        while last < len(pieces) and _has_pages(text, pieces[last]):
            last += 1
        found = pieces[first:last]
        if len(found) > len(best):
            best = [replace(piece, number=number) for number, piece in enumerate(found, start=1)]
    return best


def _has_pages(text: str, piece: Piece) -> bool:
    """Tell whether a piece without an author reads as a reference all the same: short, dated, with pages or a DOI."""
    return (
        piece.end - piece.start <= _SHORT
        and _value(text, piece) > 0
        and bool(_PAGES.search(text, piece.start, piece.end))
    )

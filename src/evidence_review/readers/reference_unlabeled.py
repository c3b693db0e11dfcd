"""Entries without labels: cut at what sets them off, if only their authors' names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence_review.readers.reference_labels import Label, Row, goes_on, is_finished, is_named, skip_bullet
from evidence_review.readers.reference_pieces import (
    ENDS,
    KEY,
    LONGEST,
    PROSE,
    Piece,
    ends_entry,
    is_dated,
    is_short,
    make_pieces,
    without_label,
)

__all__ = ["cut_without_labels", "find_run"]

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_SHORTEST, _SHORT = 20, 300
# What a piece is worth: with author and year, without an author, without a year, and neither.
_NAMED, _UNNAMED, _NAMED_UNDATED, _UNDATED = 1.0, 0.5, 0.1, -0.25
_WIDEST = 160
_SHARE = 0.6


def cut_without_labels(text: str, rows: Sequence[Row]) -> tuple[float, list[Piece]]:
    """Cut rows in the way that leaves the most references.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows of a region, without page furniture.

    Returns
    -------
    worth : float
        How much the pieces look like references.
    pieces : list of Piece
        The entries; none when no way gives a list.
    """
    worth, best = 0.0, []
    is_wrapped = _is_wrapped(text, rows)
    for starts, is_printed in _starts(text, rows):
        pieces = _drop_tail(text, make_pieces(text, rows, starts, (rows[-1].end, len(rows))))
        values = [_value(text, piece, is_wrapped=is_wrapped) for piece in pieces]
        # Where authors are named, a piece without one is more likely a part of another, unless something printed sets it off.
        if sum(piece.is_named for piece in pieces) >= 0.5 * len(pieces):
            unnamed = -0.2 if is_wrapped and not is_printed else 0.2
            values = [unnamed if value == _UNNAMED else value for value in values]
        if is_printed:
            values = [_UNDATED / 2 if value == _UNDATED else value for value in values]
        is_list = sum(value > _UNDATED for value in values) >= _SHARE * len(values)
        if is_list and sum(values) > worth:
            worth, best = sum(values), pieces
    return worth, best


def _starts(text: str, rows: Sequence[Row]) -> Iterator[tuple[list[Label], bool]]:
    """Go through the ways to cut rows that no label cuts, and whether something printed (a bullet, a space) cuts them."""
    everything = range(len(rows))
    least = min(row.indent for row in rows)
    deeper = [index for index in everything if rows[index].indent > least]
    ways: list[list[int]] = [
        [index for index in everything if KEY.match(text, skip_bullet(text, rows[index]), rows[index].end)],
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
                [without_label(text, rows, row, number) for number, row in enumerate(kept, start=1)],
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
                or (with_short and is_short(rows[index - 1], widest) and not text[row.start].islower())
            )
            and is_finished(text, rows[index - 1])
            and ends_entry(text, rows[index - 1])
            and is_dated(text, max(open_since, row.start - 2000), rows[index - 1].end)
        )
        if begins:
            open_since = row.start
            yield index


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
    if sum(ends_entry(text, row) for row in rows) > 0.8 * len(rows):
        return False
    return widest <= _WIDEST and sum(length >= 0.75 * widest for length in lengths) >= 0.4 * len(lengths)


def _value(text: str, piece: Piece, *, is_wrapped: bool = True) -> float:
    """How much a piece without a label looks like one reference, and not like a part of one, several, or prose."""
    length = piece.end - piece.start
    if not _SHORTEST <= length <= LONGEST or (goes_on(text, piece.start) and not piece.is_named):
        return -1.0
    if not piece.is_dated:
        is_whole = length <= _SHORT and text[piece.end - 1] in ENDS and text[piece.start].isupper()
        return (_NAMED_UNDATED if piece.is_named else _UNDATED) if is_whole else -1.0
    if not piece.is_named:
        return -1.0 if len(PROSE.findall(text, piece.start, piece.end)) >= 2 else _UNNAMED
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
        labels = [without_label(text, rows, row, number) for number, row in enumerate(starts, start=1)]
        pieces = make_pieces(text, rows, labels, (rows[-1].end, len(rows))) if rows else []
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

"""Pieces of a reference list: what stands between two labels, and where the last entry ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.readers.reference_labels import Label, Row, is_finished, is_named, skip_bullet

__all__ = [
    "ENDS",
    "KEY",
    "LONGEST",
    "PROSE",
    "Piece",
    "ends_entry",
    "is_dated",
    "is_short",
    "make_pieces",
    "share_of_references",
    "without_label",
]

# The letters and digits in front are those that each form begins with: they make the search more than twice as fast.
_DATED = re.compile(
    r"(?=[12hwifnus])(?:(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|\b10\.\d{4,9}/|https?://|www\.|\b(?:in press|n\.\s?d\.|forthcoming|unpublished|s\.\s?d\.))",
    re.IGNORECASE,
)
KEY = re.compile(r"\\?\[(?=[^\]\s]{0,30}[A-Za-z])[\w+:.'\u2019-]{2,30}\\?\]:?\s+")
# Words of sentences, and seldom of references.
PROSE = re.compile(r"\b(?:is|are|was|were|has|have|had|we|she|he|they|this|can|may)\b", re.IGNORECASE)
# What stands on a line of its own below an entry and belongs to it.
_LINKS = re.compile(r"[\[(]|(?:PubMed|Cross|Google|PMC|PMID|doi|Epub|Full|Web of|View|Medline|Abstract|ISI|Scholar)", re.IGNORECASE)  # fmt: skip
ENDS = '.!?)]\u201d"*_/>'
LONGEST = 1500


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
    good = sum((piece.is_dated or piece.is_named) and piece.end - piece.start <= LONGEST for piece in pieces)
    return good / len(pieces) if pieces else 0.0


def without_label(text: str, rows: Sequence[Row], row: int, number: int) -> Label:
    """Return the label that a row without one stands for.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows.
    row : int
        The row with which the entry begins.
    number : int
        Its number.

    Returns
    -------
    Label
        Behind the bullet, and the key in brackets, that the row may have.
    """
    begin = skip_bullet(text, rows[row])
    key = KEY.match(text, begin, rows[row].end)
    begin = key.end() if key and key.end() < rows[row].end else begin
    return Label(row, rows[row].start, begin, number, "", 1.0, is_printed=False)


def make_pieces(text: str, rows: Sequence[Row], starts: Sequence[Label], limit: tuple[int, int]) -> list[Piece]:
    """Cut rows at labels: what stands between two belongs to the first.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows, without page furniture.
    starts : sequence of Label
        Where entries begin.
    limit : (int, int)
        The position and the row before which the last ends.

    Returns
    -------
    list of Piece
        In order of position.
    """
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
            text[row.end - 1] not in ENDS + ",;:-"
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
            if not is_open or PROSE.search(text, rows[row].start, rows[row].end):
                break
        elif not is_inside and ends_entry(text, above):
            is_last_line = (
                is_short(above, widest) and row + 2 < stop and not (rows[row + 1].opens or rows[row + 2].opens)
            )
            is_long_enough = row - first >= tallest and tallest + first < row + 1
            is_one_line = tallest == 1 and label.number > 2
            if has_date and (is_last_line or is_one_line or (is_long_enough and label.number > 9)):
                break
        row += 1
    return row


def ends_entry(text: str, row: Row) -> bool:
    """Tell whether a row ends as an entry does: with a stop, a page number, or an address.

    Parameters
    ----------
    text : str
        The decoded source.
    row : Row
        The row.

    Returns
    -------
    bool
        True when it does.
    """
    last = text[row.end - 1]
    return last in ENDS or last.isdigit() or "/" in text[max(row.start, row.end - 40) : row.end].rsplit(" ", 1)[-1]


def is_short(row: Row, widest: int) -> bool:
    """Tell whether a row of wrapped text is the last of its paragraph by its length.

    Parameters
    ----------
    row : Row
        The row.
    widest : int
        The length of the longest row.

    Returns
    -------
    bool
        True when it is clearly shorter.
    """
    return row.end - row.start < 0.7 * widest <= 120

"""Where the entries of a reference list begin and end.

Several ways to cut the lines are tried: at labels, bullets, blank lines, indents, names, line ends. The one that leaves
most pieces that look like a reference, and fewest that do not, is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from evidence_review.readers.reference_pieces import (
    LONGEST,
    Piece,
    is_dated,
    make_pieces,
    share_of_references,
    without_label,
)
from evidence_review.readers.reference_unlabeled import cut_without_labels

__all__ = ["cut_at_labels", "cut_entries"]

# A label is evidence by itself, the more so before a reference.
_LABELED, _LABELED_REFERENCE = 0.7, 1.5
# A label out of order stands near its place.
_NEAR = 6
_SHARE, _SHARE_OF_FEW = 0.3, 0.6


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
    everything = [piece for run in labeled for piece in run]
    are_references = [piece.is_dated and piece.end - piece.start <= LONGEST for piece in everything]
    worth = sum(_LABELED_REFERENCE if is_reference else _LABELED for is_reference in are_references)
    if worth >= len(rows):
        # No row is worth more than one reference.
        return labeled
    other, pieces = cut_without_labels(text, rows)
    return [pieces] if pieces and other > worth else labeled


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
        pieces = make_pieces(text, rows, _repair(text, rows, run, spare, limit), limit)
        least = _SHARE if len(pieces) >= 3 and not kept else _SHARE_OF_FEW
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
    repaired += [without_label(text, rows, row, number) for number, row in enumerate(lead, start=1)]
    numbers.update(range(1, len(lead) + 1))
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
            repaired += [without_label(text, rows, row, number) for number, row in zip(free, lost, strict=False)]
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

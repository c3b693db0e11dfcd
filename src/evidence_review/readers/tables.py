"""Which lines of a block are rows of a table: between bars or tabs, or set in columns by runs of spaces."""

import re
from collections.abc import Sequence

from evidence_review.text import Part

__all__ = ["find_rows"]

_ROW = re.compile(r"[^\t\r\n]{1,1000}+\t|\|[^|\r\n]{0,1000}+\||\+[-=+]{2,}\+?")
# A gap between columns; after a stop, two spaces are only a typist's habit.
_GAP = re.compile(r"(?:(?<![.:?!,;])[ \u00a0]{2}|[ \u00a0]{3})[ \u00a0]{0,200}(?=\S)")


def find_rows(text: str, lines: Sequence[Part]) -> set[int]:
    """Find the rows of tables in a block.

    Parameters
    ----------
    text : str
        The decoded source.
    lines : sequence of (int, int)
        The lines of a block.

    Returns
    -------
    set of int
        Indices of the lines that are rows.
    """
    rows = {index for index, line in enumerate(lines) if _ROW.match(text, *line)}
    rows |= _between_bars(text, lines)
    if len(lines) > 1:
        rows |= _in_columns(text, lines)
    if len(rows) > 1 and len(rows) >= 0.5 * len(lines):
        # Rows that have one cell, or the rest of a cell that runs over its line.
        rows.update(range(min(rows), max(rows) + 1))
    return rows


def _between_bars(text: str, lines: Sequence[Part]) -> set[int]:
    """Find rows whose cells have bars between them and none around: two or more in a row with as many bars."""
    n_bars = [text.count("|", *line) for line in lines]
    found: set[int] = set()
    for index in range(1, len(lines)):
        if n_bars[index] and n_bars[index] == n_bars[index - 1]:
            found.update((index - 1, index))
    return found


def _in_columns(text: str, lines: Sequence[Part]) -> set[int]:
    """Find rows whose cells stand below each other: a gap of one line lies where a gap of the next does."""
    found: set[int] = set()
    last = -3
    above: list[Part] = []
    for index, line in enumerate(lines):
        gaps = _gaps(text, line)
        # A row of one cell, such as a heading inside the table, may stand between two.
        if gaps and index - last <= 2 and _share(above, gaps):
            found.update((last, index))
        if gaps:
            last, above = index, gaps
    return found


def _gaps(text: str, line: Part) -> list[Part]:
    """Return the gaps of a line as columns of the page."""
    start, end = line
    if "  " not in text[start:end] and "\u00a0" not in text[start:end]:
        return []
    margin = max(text.rfind("\n", 0, start), text.rfind("\r", max(0, start - 200), start)) + 1
    return [(match.start() - margin, match.end() - margin) for match in _GAP.finditer(text, start, end)]


def _share(above: Sequence[Part], below: Sequence[Part]) -> bool:
    """Tell whether a gap of one line ends or begins where one of the next does.

    In text that is set to both margins gaps are many and narrow, and meet by chance: only wide ones count there.
    """
    return any(
        (abs(one[1] - other[1]) <= 1 or abs(one[0] - other[0]) <= 1) and max(one[1] - one[0], other[1] - other[0]) >= 3
        for one in above
        for other in below
    )

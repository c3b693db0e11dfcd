"""Tables of contents: lists of a document's own headings, which are neither headings nor text."""

import re
from collections import Counter
from collections.abc import Sequence

from evidence_review.readers.headings import read_data
from evidence_review.readers.units import Unit, with_role
from evidence_review.text import normalize

__all__ = ["mark_contents"]

# "Methods ........ 12", and the same with spaced or single dots.
_LEADER = re.compile(
    r"[^\r\n]{1,200}?(?:(?<![._\u2026])(?:\.{4,200}+|\u2026{2,200}+|_{4,200}+)|(?<!\s\.)(?:\s\.){3,100}+)\s{0,40}+(?:\d{1,4}|[ivxl]{1,6})\s{0,9}$"
)
_LAST_PAGE = re.compile(r"[\s.\u2026]{1,40}\d{1,4}$")
_LINK = re.compile(r"\[([^\]\[\r\n]{1,200})\]\([^()\s]{0,300}\)")
_MARKS = re.compile(r"[#*_\s]{0,8}")
_LONGEST = 200
REASON = "table of contents"


def mark_contents(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Set tables of contents aside.

    Lines with leaders and a page number, two or more; and below a heading such as "Contents" or "In this article", the short lines
    that come again as lines of the document, or end with a page number.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        The units in order.

    Returns
    -------
    list of Unit
        The units, those of a table of contents with the role boilerplate.
    """
    marked = list(units)
    leaders = [
        index for index, unit in enumerate(units) if _is_short(unit) and _LEADER.match(text, unit.start, unit.end)
    ]
    for index in leaders if len(leaders) >= 2 else []:
        marked[index] = with_role(units[index], "boilerplate", reason=REASON)
    openings = [index for index, unit in enumerate(units) if _opens_contents(text, unit)]
    if not openings:
        return marked
    lines = Counter(_key(text, unit) for unit in units if _is_short(unit))
    for index in openings:
        if marked[index].reason == REASON:
            continue
        last = index
        seen: set[str] = set()
        for other in range(index + 1, len(units)):
            key = _key(text, units[other]) if _is_short(units[other]) else ""
            # What was listed already is the heading itself, right below the list.
            if key in seen or (marked[other].reason != REASON and not _is_listed(text, units[other], lines)):
                break
            seen.add(key)
            last = other
        if last > index:
            marked[index : last + 1] = [
                with_role(unit, "boilerplate", reason=REASON) for unit in units[index : last + 1]
            ]
    return marked


def _is_short(unit: Unit) -> bool:
    return unit.end - unit.start <= _LONGEST and unit.role in ("prose", "list-item", "table")


def _opens_contents(text: str, unit: Unit) -> bool:
    return unit.end - unit.start <= 60 and normalize(text[unit.start : unit.end]) in read_data("blocks")["contents"]


def _key(text: str, unit: Unit) -> str:
    line = _LINK.sub(r"\1", text[unit.start : unit.end])
    return normalize(re.sub(r"^[\d.IVX]{1,8}\s", "", line[_MARKS.match(line).end() :]))  # type: ignore[union-attr]


def _is_listed(text: str, unit: Unit, lines: Counter[str]) -> bool:
    if not _is_short(unit) or text[unit.end - 1] in ".;" or text[unit.start] == "#":
        return False
    line = text[unit.start : unit.end]
    return bool(_LAST_PAGE.search(line)) or _LINK.fullmatch(line) is not None or lines[_key(text, unit)] >= 2

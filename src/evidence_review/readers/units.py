"""The first cut of a text: blocks between blank lines, and in them paragraphs, lines, list items, captions and table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence_review.text import Part

__all__ = ["Unit", "iterate_lines", "split_units", "with_role"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2060\ufeff]")
_BULLET = re.compile(r"(?:[\u2022\u25aa\u25cf\u25e6\u2023\u2043\u00b7]|[-*+\u2013](?=\s))\s*")
_CAPTION = re.compile(
    r"\*{0,3}(?:Fig(?:ure|\.)?|Table|Scheme|Box|Chart|Plate|Photo)\s?(?:S?\d{1,3}|[IVX]{1,5})\*{0,3}\s?[.:|\u2013\u2014]",
    re.IGNORECASE,
)
_TABLE_ROW = re.compile(r"[^\t]{1,1000}\t|\|[^|]{0,1000}\|")


@dataclass(frozen=True)
class Unit:
    """A stretch of a document that has one role.

    `start` and `end` hold no surrounding white space or bullet. `block` numbers the blocks between blank lines.
    `role` is one of prose, list-item, caption, table, heading, line (of the front matter), boilerplate and reference;
    the other fields belong to headings (`title`, `level`, `kind`) and to what is set aside (`reason`, `language`).
    """

    start: int
    end: int
    block: int
    role: str = "prose"
    title: str = ""
    level: int = 0
    kind: str = ""
    reason: str = ""
    language: str = ""


def with_role(unit: Unit, role: str, **changes: object) -> Unit:
    """Return a unit in another role.

    Parameters
    ----------
    unit : Unit
        The unit.
    role : str
        Its new role.
    **changes
        Other fields to set.

    Returns
    -------
    Unit
        The new unit.
    """
    return replace(unit, role=role, **changes)  # type: ignore[arg-type]


def split_units(text: str, start: int = 0, end: int | None = None) -> list[Unit]:
    """Cut a text, or a stretch of it, into units.

    Lines of a block are one paragraph when the text is wrapped: every line but the last is about as long as the longest, or
    the next begins in lower case. Else each line stands for itself, as in the head of a journal page.

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int, optional
        The stretch; the whole text unless told.

    Returns
    -------
    list of Unit
        In order; every character that is neither white space nor a bullet lies in exactly one.
    """
    units: list[Unit] = []
    block: list[tuple[int, int]] = []
    number = 0
    for line in iterate_lines(text, start, end):
        if line:
            block.append(line)
        elif block:
            units.extend(_split_block(text, block, number))
            block, number = [], number + 1
    if block:
        units.extend(_split_block(text, block, number))
    return units


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
        visible = _VISIBLE.search(text, match.start(), match.end())
        yield (visible.start(), match.start() + len(match.group().rstrip())) if visible else None


def _split_block(text: str, lines: list[tuple[int, int]], number: int) -> list[Unit]:
    longest = max(end - start for start, end in lines[:-1]) if len(lines) > 1 else 0
    units: list[Unit] = []
    for index, (start, end) in enumerate(lines):
        bullet = _BULLET.match(text, start, end)
        begin = bullet.end() if bullet and bullet.end() < end else start
        role = _role(text, begin, end, is_bullet=begin > start)
        previous = units[-1] if units else None
        if previous and role in ("prose", "caption") and previous.role in ("prose", "list-item", "caption"):
            length = lines[index - 1][1] - lines[index - 1][0]
            is_wrapped = 40 <= longest <= 200 and length >= 0.6 * longest and not _is_label(text, previous)
            # "... are reported in / Table 1. ..." is a sentence, not a caption.
            is_own = role == "caption" and text[previous.end - 1] in ".!?:;"
            if (is_wrapped or text[begin].islower()) and not is_own:
                units[-1] = replace(previous, end=end)
                continue
        units.append(Unit(begin, end, number, role))
    return units


def _role(text: str, start: int, end: int, *, is_bullet: bool) -> str:
    if _CAPTION.match(text, start, end):
        return "caption"
    if _TABLE_ROW.match(text, start, end):
        return "table"
    return "list-item" if is_bullet else "prose"


def _is_label(text: str, unit: Unit) -> bool:
    is_short = unit.end - unit.start < 40
    return (text[unit.end - 1] == ":" and is_short) or text[unit.start] == "#"

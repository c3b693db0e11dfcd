"""The first cut of a text: blocks between blank lines, and in them paragraphs, lines, list items, captions and table rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence_review.readers.headings import read_data, recognize_heading
from evidence_review.readers.lines import find_furniture, find_width, iterate_lines
from evidence_review.readers.lists import find_items
from evidence_review.readers.tables import find_rows
from evidence_review.text import Part

__all__ = ["Unit", "split_parts", "split_units", "with_role"]

_BULLET = re.compile(
    r"(?:[\u2022\u25aa\u25cf\u25e6\u2023\u2043\u00b7\u25cb\u25a0\u25a1\u2713\u2714\u27a2]|[-*+\u2013](?=\s)(?!\s[*-]\s[*-]))\s*"
)
_CAPTION = re.compile(
    rf"[*_]{{0,3}}(?:{'|'.join(read_data('blocks')['caption'])})"
    r"\s?(?:[A-Z]?\d{1,3}(?:\.\d{1,3})?|[IVX]{1,5})[A-Za-z]?[*_]{0,3}"
    r"(?:\s?(?:[.:|](?!\d)|[\u2013\u2014](?!\s?\d))|(?P<bare>\s?$|\s{1,3}[*_]{0,3}(?=(?-i:[A-Z][a-z]))))",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"={3,400}|-{3,400}")
_MARKUP_LINE = re.compile(
    r"(?:[-*_=~\u2014\u2500\u2550]\s{0,3}){3,200}|<!--.{0,500}?-->|!\[[^\]\n]{0,500}\]\([^()\n]{0,1000}\)|</?(?:div|br|hr|p|span|center)\b[^>\n]{0,200}>"
)
_EQUATION = re.compile(r"\$\$|\\\[|\\begin\{")
_EQUALS = re.compile(r"[=\u2248\u2264\u2265<>\u2211\u222b\u221a\u00d7\u221d]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_WORD = re.compile(r"\S{1,60}")
# "> 5 mg" is no quotation.
_QUOTE = re.compile(r"(?:>\s?){1,3}(?=[^\W\d_]|[*\"\u201c])")
# A note below a table: a mark, a word such as "note" or "values", or an abbreviation that is spelled out.
_NOTE = re.compile(
    rf"[*_]{{0,3}}(?:(?:{'|'.join(read_data('blocks')['note'])})|\*(?!\*)|#(?![#\s])|[\u2020\u2021\u00a7\u00b6\u00b9\u00b2\u00b3\u1d43\u1d47^]"
    r"|(?-i:[a-d]\s?[A-Z]|[A-Z]{1,3}[A-Za-z0-9/-]{1,8}\s?(?:[,:=]|denotes|indicates|\u2013)\s[^;.\r\n]{3,80}[;.,]))",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 1000


@dataclass(frozen=True)
class Unit:
    """A stretch of a document that has one role.

    `start` and `end` hold no surrounding white space or bullet. `block` numbers the blocks between blank lines.
    `role` is one of prose, list-item, caption, table, equation, heading, line (of the front matter), boilerplate and
    reference; the other fields belong to headings (`title`, `level`, `kind`) and to what is set aside (`reason`, `language`).
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

    Lines of a block are one paragraph when the text is wrapped: a line ends where the first word of the next would not have
    fitted, or the next begins in lower case. Else each line stands for itself, as in the head of a journal page.

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
    return list(_cut(text, start, len(text) if end is None else end))


# Every reader asks for the units of a text before one of them reads it.
@lru_cache(maxsize=2)
def _cut(text: str, start: int, end: int) -> tuple[Unit, ...]:
    lines = list(iterate_lines(text, start, end))
    furniture = find_furniture(text, lines)
    splitter = _Splitter(text, find_width(text, lines))
    block: list[Part] = []
    for index, line in enumerate(lines):
        if line and index not in furniture:
            block.append(line)
            continue
        splitter.split(block)
        block = []
        if line:
            splitter.add(*line, "boilerplate", reason="running head")
    splitter.split(block)
    return tuple(_mark_beside_tables(text, _mark_numbered_lists(text, splitter.units)))


def split_parts(text: str, parts: Sequence[Part]) -> list[Unit]:
    """Cut stretches of a text into units.

    Parameters
    ----------
    text : str
        The decoded source.
    parts : sequence of (int, int)
        The stretches, in order.

    Returns
    -------
    list of Unit
        In order; no block reaches from one stretch into the next.
    """
    units: list[Unit] = []
    for start, end in parts:
        first = units[-1].block + 1 if units else 0
        own = split_units(text, start, end)
        units.extend([replace(unit, block=first + unit.block) for unit in own] if first else own)
    return units


class _Splitter:
    """Cuts blocks of lines into units, with the width of the text in mind."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = width
        self.units: list[Unit] = []
        self.block = 0
        self.is_wrapped = self.is_equation = False

    def add(self, start: int, end: int, role: str, reason: str = "") -> None:
        self.units.append(Unit(start, end, self.block, role, reason=reason))

    def split(self, lines: list[Part]) -> None:
        if not lines:
            return
        self.block += 1
        rows = find_rows(self.text, lines)
        longest = max((end - start for start, end in lines[:-1]), default=0)
        # A block of a wrapped text knows its own width best, unless its lines are all short or a row of a table stretches it.
        width = self.width if self.width and not 0.7 * self.width <= longest <= 1.1 * self.width else longest
        labels = (
            find_items(self.text, lines, lambda index: self._is_rest(lines, index, width)) if len(lines) > 1 else set()
        )
        n_long = sum(end - start >= 0.6 * width for start, end in lines[:-1])
        self.is_wrapped = 40 <= width <= 200 and n_long >= 0.6 * (len(lines) - 1)
        self.is_equation = all(_is_equation(self.text, *line) for line in lines)
        first = len(self.units)
        for index, (_, end) in enumerate(lines):
            begin, role = self._begin_and_role(lines, index, rows, labels)
            previous = self.units[-1] if len(self.units) > first else None
            if (previous and self._is_underline(lines, index, previous)) or (
                previous
                and role in ("prose", "caption")
                and previous.role in ("prose", "list-item", "caption")
                and self._goes_on(lines, index, previous, role, width)
            ):
                self.units[-1] = replace(previous, end=end)
            else:
                if previous and self.width and len(lines) > 3 and role == "prose" and longest >= 0.7 * self.width:
                    # In a wrapped text without blank lines, every paragraph is a block of its own.
                    self.block += 1
                reason = "markup" if role == "boilerplate" else ""
                self.add(begin, end, role, reason)

    def _begin_and_role(self, lines: list[Part], index: int, rows: set[int], labels: set[int]) -> tuple[int, str]:
        text, (start, end) = self.text, lines[index]
        if _MARKUP_LINE.fullmatch(text, start, end):
            return start, "table" if index in rows else "boilerplate"
        caption = _CAPTION.match(text, start, end)
        # Without a stop behind the number, a label opens its block, and what follows is no verb.
        if caption and (caption["bare"] is None or index == 0):
            return start, "caption"
        if index in rows:
            return start, "table"
        bullet = _BULLET.match(text, start, end)
        if bullet and bullet.end() < end:
            return bullet.end(), "list-item"
        if index in labels:
            return start, "list-item"
        if self.is_equation:
            return start, "equation"
        quote = _QUOTE.match(text, start, end)
        return (quote.end() if quote else start), "prose"

    def _is_underline(self, lines: list[Part], index: int, previous: Unit) -> bool:
        """Tell whether a line of dashes or equals signs makes the line above it a heading, as in Markdown."""
        is_title = (
            previous.role == "prose" and previous.start == lines[index - 1][0] and previous.end - previous.start < 200
        )
        return is_title and bool(_UNDERLINE.fullmatch(self.text, *lines[index]))

    def _is_rest(self, lines: list[Part], index: int, width: int) -> bool:
        """Tell whether a line goes on with the item above it."""
        if index == 0 or self.text[lines[index][0]].islower():
            return index > 0
        is_indented = _indent(self.text, lines[index][0]) > _indent(self.text, lines[index - 1][0])
        return is_indented or self._is_full(lines, index - 1, width)

    def _is_full(self, lines: list[Part], index: int, width: int) -> bool:
        """Tell whether a line was broken because the first word of the next did not fit."""
        start, end = lines[index]
        below = lines[index + 1]
        word = _WORD.match(self.text, *below)
        return end - start + 1 + (word.end() - word.start() if word else 0) > 0.92 * width

    def _goes_on(self, lines: list[Part], index: int, previous: Unit, role: str, width: int) -> bool:
        text = self.text
        begin, above = lines[index][0], lines[index - 1]
        if above[0] > previous.start and _UNDERLINE.fullmatch(text, *above):
            return False
        # "... are reported in / Table 1. ..." is a sentence, not a caption.
        if role == "caption" and text[previous.end - 1] in ".!?:;":
            return False
        if text[begin].islower() or (role == "prose" and text[above[1] - 1] == "-" and text[above[1] - 2].isalpha()):
            return text[previous.start] != "#"
        if _is_label(text, previous):
            return False
        if not self.width:
            return self.is_wrapped and above[1] - above[0] >= 0.6 * width
        if self._opens_paragraph(lines, index):
            return False
        return self._is_full(lines, index - 1, width)

    def _opens_paragraph(self, lines: list[Part], index: int) -> bool:
        """Tell a line that opens a paragraph in a wrapped text without blank lines: it is indented, or a heading by its form."""
        text, (start, end), above = self.text, lines[index], lines[index - 1]
        is_stopped = text[above[1] - 1] in ".!?:)\"'\u201d]"
        if not is_stopped or not (text[start].isupper() or text[start].isdigit() or text[start] in "*_#"):
            return False
        if _indent(text, start) >= _indent(text, above[0]) + 2 and not (index > 1 and _indent(text, above[0])):
            return _BULLET.match(text, *above) is None
        is_short = (
            index + 1 < len(lines) and end - start < 0.8 * self.width and not self._is_full(lines, index, self.width)
        )
        heading = recognize_heading(text, start, end) if is_short else None
        return heading is not None


def _indent(text: str, start: int) -> int:
    return start - max(text.rfind("\n", 0, start), text.rfind("\r", max(0, start - 60), start)) - 1


def _is_label(text: str, unit: Unit) -> bool:
    is_short = unit.end - unit.start < 40
    return (text[unit.end - 1] == ":" and is_short) or text[unit.start] == "#"


def _is_equation(text: str, start: int, end: int) -> bool:
    """Tell a formula on a line of its own: a relation, and next to no words."""
    if end - start > 300:
        return False
    if _EQUATION.match(text, start, end):
        return True
    line = text[start:end]
    return (
        bool(_EQUALS.search(line))
        and len(_LONG_WORD.findall(line)) <= 2
        and len(line) >= 5
        and not line.endswith((",", ";"))
        and line[0] not in "<>["
    )


def _mark_numbered_lists(text: str, units: list[Unit]) -> list[Unit]:
    """Give paragraphs that count up, with nothing between them, the role of list items."""
    spans = [(unit.start, unit.end) if unit.role == "prose" else (unit.start, unit.start) for unit in units]
    items = find_items(text, spans, lambda index: units[index].role == "boilerplate")
    return [replace(unit, role="list-item") if index in items else unit for index, unit in enumerate(units)]


def _mark_beside_tables(text: str, units: list[Unit]) -> list[Unit]:
    """Give the text below a label that stands alone, as in "Table 1", the role of a caption, and notes below a table its role."""
    marked = list(units)
    for index in range(1, len(units)):
        above, unit = marked[index - 1], units[index]
        if unit.role not in ("prose", "list-item", "equation") or (
            text[unit.start].islower() and above.role == "caption"
        ):
            continue
        if above.role == "caption" and unit.end - unit.start < _LONGEST_CAPTION:
            heading = recognize_heading(text, unit.start, unit.end)
            is_bare = _CAPTION.fullmatch(text, above.start, above.end)
            if is_bare and (heading is None or heading.form not in ("markdown", "known")):
                marked[index] = replace(unit, role="caption")
        elif (
            above.role == "table"
            and unit.end - unit.start < _LONGEST_CAPTION
            and _NOTE.match(text, unit.start, unit.end)
        ):
            heading = recognize_heading(text, unit.start, unit.end)
            if heading is None or heading.form == "plain":
                marked[index] = replace(unit, role="table")
    return marked

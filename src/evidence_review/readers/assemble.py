"""From units with roles to a document: sections that nest, and passages in which a cut sentence is whole again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.document import Document, Metadata, Passage, Section
from evidence_review.extract.language import find_language
from evidence_review.readers.headings import read_data, recognize_heading
from evidence_review.readers.reference_list import ReferenceList, ReferenceLists
from evidence_review.readers.units import Unit, with_role
from evidence_review.text import Part

__all__ = ["assemble", "boilerplate_reason", "mend_cuts"]

_TERMINATED = re.compile(
    r"[.!?:;\u2026\u061f\u06d4\u3002][\"'\u201d\u2019\u00bb)\]*_\s]*(?:[\[(^]?[\d\u00b9\u00b2\u00b3\u2070\u2074-\u2079][\d\s,;\u2010-\u2015\u2212-]{0,60}[\])^]?[.\s*]*)?$"
)
_LEADING = re.compile(r"[*_\s\"'\u201c\u2018(\[]*")
_MARKER_FIRST = re.compile(r"[(\[]\s?\d{1,3}\b")
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|the|and|or|of|in|on|at|by|to|for|with|from|that|which|than|as|is|are|was|were|has|have|had|be|been|between|into|its|their|this|these))$",
    re.IGNORECASE,
)
# How far a page break may reach: a footer of a dozen short blocks, none longer than a footnote.
_MOST_BLOCKS = 12
_LONGEST_BLOCK = 400


def _pattern(rules: Sequence[dict]) -> re.Pattern[str]:
    forms = "|".join(form for rule in rules for form in rule["patterns"])
    return re.compile(rf"[#*_\[(\s]{{0,8}}(?:{forms})", re.IGNORECASE)


def _patterns(*groups: str) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    """Return a pattern of all rules of the groups, which most lines are tested with alone, and one for each rule."""
    rules = [rule for group in groups for rule in read_data("chrome")[group]]
    return _pattern(rules), [(_pattern([rule]), rule["reason"]) for rule in rules]


_BLOCK_PATTERNS = _patterns("block")
_WEB_PATTERNS = _patterns("block", "web")


def boilerplate_reason(text: str, unit: Unit, *, is_web: bool = False) -> str:
    """Tell why a unit is no part of the document's text.

    Parameters
    ----------
    text : str
        The decoded source.
    unit : Unit
        The unit.
    is_web : bool
        Whether the patterns of web pages count too.

    Returns
    -------
    str
        The reason, as in `readers/chrome.toml`; empty for text.
    """
    line = text[unit.start : min(unit.end, unit.start + 300)]
    whole, patterns = _WEB_PATTERNS if is_web else _BLOCK_PATTERNS
    if not whole.match(line):
        return ""
    return next(reason for pattern, reason in patterns if pattern.match(line))


def _is_unfinished(text: str, unit: Unit) -> bool:
    if unit.role not in ("prose", "list-item") or text.count(" ", unit.start, unit.end) < 7:
        return False
    return not _TERMINATED.search(text[max(unit.start, unit.end - 120) : unit.end])


def _begins_inside(text: str, unit: Unit) -> bool:
    """Tell whether a unit begins as only the inside of a sentence does: in lower case, or with a citation marker."""
    if unit.role not in ("prose", "list-item") or unit.reason:
        return False
    first = _LEADING.match(text, unit.start).end()  # type: ignore[union-attr]
    return first < unit.end and (text[first].islower() or bool(_MARKER_FIRST.match(text, unit.start)))


def _is_plainly_heading(text: str, unit: Unit) -> bool:
    """Tell whether a unit is a heading by its form alone, so that no sentence goes on behind it."""
    heading = recognize_heading(text, unit.start, unit.end) if unit.role == "prose" else None
    return heading is not None and heading.form in ("markdown", "known")


def _nearest(units: Sequence[Unit], index: int) -> list[int]:
    """Return the units behind one that a page break may hold; a table counts as one, however many rows it has."""
    found: list[int] = []
    n_blocks = 0
    for other in range(index + 1, len(units)):
        n_blocks += units[other].role != "table" or units[other - 1].role != "table"
        if n_blocks > _MOST_BLOCKS:
            break
        found.append(other)
    return found


def _find_continuation(text: str, units: Sequence[Unit], index: int) -> int | None:
    """Return the unit that goes on with an unfinished one.

    One that begins inside a sentence may stand a page break away; after a word such as "the" or a comma, the very next may
    begin in any way.
    """
    following = _nearest(units, index)
    for other in following:
        if units[other].role == "heading" or _is_plainly_heading(text, units[other]):
            break
        if _begins_inside(text, units[other]) and not _is_next_item(units, index, other):
            return other
        if units[other].role in ("prose", "list-item") and units[other].end - units[other].start > _LONGEST_BLOCK:
            break
    before = text[max(units[index].start, units[index].end - 40) : units[index].end]
    if _OPEN_END.search(before):
        text_units = (other for other in following if units[other].role not in ("boilerplate", "caption", "table"))
        nearest = next(text_units, None)
        if (
            nearest is not None
            and units[nearest].role == "prose"
            and text.count(" ", units[nearest].start, units[nearest].end) > 7
        ):
            return nearest
    return None


def _is_next_item(units: Sequence[Unit], index: int, other: int) -> bool:
    """Tell an item of a list, which may begin in lower case, from the rest of a sentence: it follows an item, or stands apart."""
    return units[other].role == "list-item" and (units[index].role == "list-item" or other > index + 1)


def mend_cuts(text: str, units: Sequence[Unit]) -> tuple[list[Unit], dict[int, int]]:
    """Find sentences that a page break or a block cuts in two.

    A paragraph that stops without a stop is continued by the next one that begins inside a sentence. What stands between them
    (a footer, a running head, a caption) is set aside.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        The units, in order.

    Returns
    -------
    units : list of Unit
        The units, those inside a cut with the role boilerplate unless they are captions or tables.
    continues : dict
        Index of a unit to the index of the unit that it continues.
    """
    mended = list(units)
    continues: dict[int, int] = {}
    for index, unit in enumerate(units):
        other = (
            _find_continuation(text, mended, index)
            if mended[index].role == unit.role and _is_unfinished(text, unit)
            else None
        )
        if other is None:
            continue
        continues[other] = index
        for between in range(index + 1, other):
            if mended[between].role in ("prose", "list-item", "line"):
                reason = mended[between].reason or boilerplate_reason(text, mended[between]) or "page furniture"
                mended[between] = with_role(mended[between], "boilerplate", reason=reason)
    return mended, continues


class _Builder:
    """Collects sections, their ends and passages while going through the units in order."""

    def __init__(self, continues: dict[int, int]) -> None:
        self.continues = continues
        self.sections: list[Section] = []
        self.ends: list[int] = []
        self.passages: list[Passage] = []
        self.stack: list[int] = []
        self.aside: int | None = None
        self.passage_of: dict[int, int] = {}

    def open(self, title: str, kind: str, level: int, unit: Unit, *, language: str = "", reason: str = "") -> None:
        while self.stack and not self._contains(self.sections[self.stack[-1]], kind, level):
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        self._append(Section(title, kind, level, unit.start, unit.end, parent, language, reason))
        self.stack.append(len(self.sections) - 1)
        self.aside = None

    def _append(self, section: Section) -> None:
        self.sections.append(section)
        self.ends.append(section.end)

    @staticmethod
    def _contains(section: Section, kind: str, level: int) -> bool:
        """Tell whether a heading opens inside a section: deeper, and never the text inside the front matter or the abstract."""
        is_apart = not section.title or (section.kind == "abstract" and kind != "abstract")
        return section.level < level and not is_apart

    def set_aside(self, kind: str, unit: Unit) -> int:
        """Open a section of its own for a block that is no text of the section around it, or extend the last one."""
        last = self.sections[self.aside] if self.aside is not None else None
        if (
            last
            and last.kind == kind == "boilerplate"
            and last.reason == unit.reason
            and self.is_last_passage_in(self.aside)
        ):
            self.ends[self.aside] = unit.end  # type: ignore[index]
            return self.aside  # type: ignore[return-value]
        parent = self.stack[-1] if self.stack else None
        level = self.sections[parent].level + 1 if parent is not None else 1
        self._append(Section("", kind, level, unit.start, unit.end, parent, unit.language, unit.reason))
        self.aside = len(self.sections) - 1
        return self.aside

    def is_last_passage_in(self, section: int | None) -> bool:
        return bool(self.passages) and self.passages[-1].section == section

    def extend(self, end: int) -> None:
        for index in self.stack:
            self.ends[index] = max(self.ends[index], end)

    def add(self, index: int, unit: Unit) -> None:
        self.extend(unit.end)
        number = self.passage_of.get(self.continues.get(index, -1), -1)
        # A section that another has closed holds nothing that comes later.
        if number >= 0 and self.passages[number].section in self.stack:
            self.passage_of[index] = number
            passage = self.passages[number]
            self.passages[number] = replace(passage, parts=(*passage.parts, (unit.start, unit.end)))
            return
        if unit.role in ("boilerplate", "caption"):
            section = self.set_aside(unit.role, unit)
        else:
            section = self.stack[-1]
        self.passage_of[index] = len(self.passages)
        self.passages.append(Passage(((unit.start, unit.end),), section, unit.role))


def assemble(
    text: str,
    kind: str,
    metadata: Metadata,
    units: Sequence[Unit],
    *,
    continues: dict[int, int] | None = None,
    references: ReferenceLists | None = None,
    notes: Sequence[str] = (),
) -> Document:
    """Build a document from units whose roles are known.

    Parameters
    ----------
    text : str
        The decoded source.
    kind : str
        The kind of document.
    metadata : Metadata
        What it prints about itself.
    units : sequence of Unit
        In order, without the reference lists.
    continues : dict, optional
        Index of a unit to the index of the unit that it continues, as `mend_cuts` returns it.
    references : ReferenceLists, optional
        The reference lists.
    notes : sequence of str, optional
        What was not understood.

    Returns
    -------
    Document
        The document; its sections are in order of start.
    """
    builder = _Builder(continues or {})
    lists = list(references.lists) if references else []
    for index, unit in enumerate(units):
        while lists and unit.start >= lists[0].start:
            _add_references(builder, lists.pop(0), len(units))
        is_label = index + 1 < len(units) and units[index + 1].start == unit.start
        if is_label and unit.role != "heading":
            # The label of a paragraph, which holds it too, opens no section here.
            continue
        if unit.role == "heading":
            builder.open(unit.title, unit.kind, unit.level, unit, language=unit.language, reason=unit.reason)
            builder.extend(unit.end)
            continue
        if not builder.stack or (unit.kind and builder.sections[builder.stack[-1]].kind != unit.kind):
            builder.open("", unit.kind or ("back-matter" if builder.sections else "front-matter"), 1, unit)
        builder.add(index, unit)
    for one in lists:
        _add_references(builder, one, len(units))
    sections, passages = _in_order(_finish(text, builder), builder.passages)
    return Document(text, kind, metadata, sections, passages, references.entries if references else (), tuple(notes))


def _add_references(builder: _Builder, references: ReferenceList, index: int) -> None:
    heading = references.heading
    start = heading.start if heading else references.start
    span = Unit(start, references.end, -1)
    builder.open(heading.title if heading else "", "references", heading.level if heading else 1, span)
    builder.extend(references.end)
    for start, end in references.asides:
        builder.add(index, Unit(start, end, -1, "boilerplate", reason="in no entry of the list"))
    # What follows the list belongs to no section before it.
    builder.stack.clear()


def _finish(text: str, builder: _Builder) -> list[Section]:
    """Give each section its end and the language of its own passages, else that of the document."""
    own: list[list[Part]] = [[] for _ in builder.sections]
    for passage in builder.passages:
        own[passage.section].extend(passage.parts)
    everything = find_language(" ".join(text[start:end] for parts in own for start, end in parts)) or "en"
    finished = []
    for section, end, parts in zip(builder.sections, builder.ends, own, strict=True):
        language = section.language or find_language(
            " ".join([section.title, *(text[slice(*part)] for part in parts)]), everything
        )
        finished.append(replace(section, end=end, language=language))
    return finished


def _in_order(sections: list[Section], passages: list[Passage]) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    order = sorted(range(len(sections)), key=lambda index: (sections[index].start, sections[index].level))
    new = {old: position for position, old in enumerate(order)}
    moved = [
        replace(sections[old], parent=None if sections[old].parent is None else new[sections[old].parent])  # type: ignore[index]
        for old in order
    ]
    return tuple(moved), tuple(
        sorted(
            (replace(passage, section=new[passage.section]) for passage in passages), key=lambda passage: passage.parts
        )
    )

"""Journal articles saved as text or markdown: front matter, abstract, body, back matter and a reference list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.document import Document
from evidence_review.extract.language import find_language
from evidence_review.readers.assemble import assemble, boilerplate_reason, mend_cuts
from evidence_review.readers.headings import Heading, heading_kind, recognize_heading
from evidence_review.readers.journal_metadata import read_metadata
from evidence_review.readers.reference_list import ReferenceLists, find_reference_lists
from evidence_review.readers.structure import as_heading, mark_headings, separate_glued_headings
from evidence_review.readers.units import Unit, split_units, with_role
from evidence_review.readers.web_page import is_site
from evidence_review.text import Part, normalize

__all__ = ["read", "recognizes"]

_REVIEW = re.compile(r"\b(?:review|meta-analys[ei]s|overview)\b", re.IGNORECASE)
_ABSTRACT_LABEL = re.compile(
    r"[*_#\s]{0,6}((?:abstract|summary)\b)[*_]{0,3}\s{0,2}[:.\u2014\u2013-]\s{0,2}[*_]{0,3}(?=\S)", re.IGNORECASE
)
_LONG = 20


def recognizes(text: str) -> bool:
    """Tell whether a text is a journal article: it has a reference list and no site around it, or an abstract and an introduction.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    bool
        True when this reader is the right one.
    """
    units = split_units(text)
    if find_reference_lists(text):
        return not is_site(text, units)
    kinds = {heading.kind for unit in units if (heading := recognize_heading(text, unit.start, unit.end))}
    return {"abstract", "introduction"} <= kinds


def read(text: str) -> Document:
    """Read a journal article.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    Document
        The article. `notes` say what was not found.
    """
    references = find_reference_lists(text)
    listed, after = _body_and_tail(text, references)
    units = separate_glued_headings(text, _split_parts(text, references.gaps(0, listed)))
    opening = _find_body(text, units)
    metadata = read_metadata(text, units[:opening], units[opening:])
    front = _mark_front(text, units[:opening])
    body = [_mark_boilerplate(text, unit) for unit in units[opening:]]
    # A title split off into a heading changes the count.
    opening = len(front)
    mended, continues = mend_cuts(text, [*front, *body])
    marked = mark_headings(text, mended, continues, opening)
    if opening < len(marked) and marked[opening].role != "heading":
        # A body without a heading is a section all the same.
        marked[opening] = replace(marked[opening], kind="body")
    language = find_language(text[:listed]) or "en"
    notes = references.notes if references else ["no reference list was found"]
    front_text = " ".join(text[unit.start : unit.end] for unit in units[:opening] if unit.end - unit.start < 300)
    kind = "journal-review" if _REVIEW.search(f"{metadata.title} {front_text}") else "journal-article"
    tail = _split_parts(text, references.gaps(after, len(text)))
    everything = [*marked, *_mark_tail(text, tail, language)]
    return assemble(text, kind, metadata, everything, continues=continues, references=references, notes=notes)


def _body_and_tail(text: str, references: ReferenceLists) -> tuple[int, int]:
    """Return where the body ends and where the tail begins: before and after the first list that no chapter follows."""
    for index, one in enumerate(references.lists):
        following = references.lists[index + 1].start if index + 1 < len(references.lists) else one.end
        below = split_units(text, one.end, following)
        headings = (recognize_heading(text, unit.start, unit.end) for unit in below)
        if not any(heading and heading.kind in ("introduction", "body", "conclusion") for heading in headings):
            return one.start, one.end
    return len(text), len(text)


def _split_parts(text: str, parts: Sequence[Part]) -> list[Unit]:
    units: list[Unit] = []
    for start, end in parts:
        first = units[-1].block + 1 if units else 0
        units.extend(replace(unit, block=first + unit.block) for unit in split_units(text, start, end))
    return units


def _find_body(text: str, units: Sequence[Unit]) -> int:
    """Return the index of the unit with which the body begins: the introduction, else the first heading after the abstract."""
    headings = [
        (index, heading)
        for index, unit in enumerate(units)
        if unit.role == "prose" and (heading := recognize_heading(text, unit.start, unit.end))
    ]
    introductions = [index for index, heading in headings if _last_words(heading) == "introduction"]
    if introductions:
        return introductions[0]
    abstract: Heading | None = None
    child = 0
    for index, heading in headings:
        if heading.kind == "abstract" and abstract is None:
            abstract = heading
        elif heading.form == "markdown" and abstract:
            if heading.level <= abstract.level or (child and heading.level < child):
                return index
            child = child or heading.level
        elif heading.kind == "introduction" or (
            heading.form in ("markdown", "number") and heading.kind != "front-matter"
        ):
            is_title = heading.form == "markdown" and heading.level == 1 and index < 5
            if not is_title:
                return index
    # Below a heading stands the abstract itself; an abstract that begins with its label is one paragraph.
    labeled = (index + 1 for index, unit in enumerate(units) if _ABSTRACT_LABEL.match(text, unit.start, unit.end))
    start = next((index + 2 for index, heading in headings if heading.kind == "abstract"), next(labeled, 1))
    paragraphs = (index for index in range(start, len(units)) if _is_paragraph(text, units[index]))
    return next(paragraphs, len(units))


def _is_paragraph(text: str, unit: Unit) -> bool:
    """Tell a paragraph from the lines of the front matter: it is long and ends with a stop, and is no licence or address."""
    is_long = text.count(" ", unit.start, unit.end) >= _LONG
    return is_long and text[unit.end - 1] in ".!?)]*" and not boilerplate_reason(text, unit)


def _last_words(heading: Heading) -> str:
    return normalize(re.sub(r"^[\d.IVX]+\s", "", heading.title))


def _mark_boilerplate(text: str, unit: Unit) -> Unit:
    reason = "" if unit.role in ("caption", "table") else boilerplate_reason(text, unit)
    return with_role(unit, "boilerplate", reason=reason) if reason else unit


def _mark_front(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Give the units before the body their roles: lines of the front matter, headings, the abstract, the licence."""
    marked: list[Unit] = []
    is_abstract = False
    for unit in units:
        label = _ABSTRACT_LABEL.match(text, unit.start, unit.end)
        heading = recognize_heading(text, unit.start, unit.end)
        reason = boilerplate_reason(text, unit)
        if label and (not heading or label.end() < unit.end):
            is_abstract = True
            marked.append(
                replace(
                    unit,
                    role="heading",
                    start=label.start(1),
                    end=label.end(1),
                    title=label[1],
                    level=1,
                    kind="abstract",
                )
            )
            marked.append(replace(unit, start=label.end(), role="prose"))
        elif heading and (
            heading.kind in ("abstract", "front-matter")
            or (is_abstract and heading.form in ("markdown", "known", "bold"))
        ):
            is_abstract = heading.kind != "front-matter"
            marked.append(as_heading(unit, heading, "abstract" if is_abstract else "front-matter"))
        elif reason and (is_abstract or reason == "licence"):
            marked.append(with_role(unit, "boilerplate", reason=reason))
        elif is_abstract or unit.role in ("table", "caption"):
            marked.append(unit)
        else:
            marked.append(with_role(unit, "line"))
    return marked


def _mark_tail(text: str, units: Sequence[Unit], language: str) -> list[Unit]:
    """Give the units after the reference list their roles: a second abstract in another language, or back matter."""
    marked = []
    for index, unit in enumerate(units):
        own = find_language(text[unit.start : unit.end])
        if not own and index + 1 < len(units) and heading_kind(text[unit.start : unit.end]) == "abstract":
            # One word is too little to tell; the text below it is not.
            own = find_language(text[units[index + 1].start : units[index + 1].end])
        heading = recognize_heading(text, unit.start, unit.end)
        is_foreign = own not in ("", language)
        kind = "abstract" if is_foreign else "back-matter"
        is_one_line = not re.search(r"[\r\n]", text[unit.start : unit.end])
        is_short = is_one_line and unit.end - unit.start < 120 and text[unit.end - 1] not in ".:;"
        if is_foreign and is_short and heading is None:
            heading = Heading(unit.start, text[unit.start : unit.end], 1, kind, "plain")
        if heading and (is_foreign or heading.form in ("markdown", "known")):
            marked.append(replace(as_heading(unit, heading, kind), level=1, language=own if is_foreign else ""))
        else:
            marked.append(replace(unit, kind=kind, language=own if is_foreign else ""))
    return marked

"""Journal articles saved as text or markdown: front matter, abstract, body, back matter and a reference list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.document import Document
from evidence_review.extract.language import find_language
from evidence_review.readers.assemble import assemble, boilerplate_reason, mend_cuts
from evidence_review.readers.front_matter import find_labels, is_affiliation
from evidence_review.readers.headings import Heading, heading_kind, recognize_heading
from evidence_review.readers.journal_metadata import read_metadata
from evidence_review.readers.reference_list import ReferenceLists, find_reference_lists
from evidence_review.readers.structure import as_heading, cut_units, mark_headings
from evidence_review.readers.units import Unit, split_parts, split_units, with_role
from evidence_review.readers.web_page import is_site
from evidence_review.text import normalize

__all__ = ["read", "recognizes"]

_REVIEW = re.compile(r"\b(?:review|meta-analys[ei]s|overview)\b", re.IGNORECASE)
_ABSTRACT_LABEL = re.compile(
    r"[*_#\s]{0,6}((?:abstract|summary)\b)[*_]{0,3}\s{0,2}[:.\u2014\u2013-]\s{0,2}(?:[*_]{1,3}\s{0,2})?(?=\S)",
    re.IGNORECASE,
)
# A citation may stand behind the last stop.
_PARAGRAPH_END = re.compile(
    r"[.!?)\]*][\"'\u201d\u2019\u00bb]?(?:\d{1,3}(?:[,\u2010-\u2015-]\d{1,3}){0,20}|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079,\u207b\u2010-\u2015-]{1,40})?$"
)
# A stop, perhaps with a citation behind it, and another sentence.
_SENTENCES = re.compile(r"[a-z)\]\"\u201d][.?!][\"\u201d]?[^\sA-Za-z]{0,20}\s{1,9}[A-Z][a-z]{0,20}\s{1,9}[a-z]")
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
    units = cut_units(text, references.gaps(0, listed))
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
    tail = split_parts(text, references.gaps(after, len(text)))
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


def _find_body(text: str, units: Sequence[Unit]) -> int:
    """Return the index of the unit with which the body begins: the introduction, else the first heading after the abstract."""
    headings = [
        (index, heading)
        for index, unit in enumerate(units)
        if unit.role == "prose" and (heading := recognize_heading(text, unit.start, unit.end))
    ]
    abstract = _last_abstract(headings)
    label = next((index for index, unit in enumerate(units) if _ABSTRACT_LABEL.match(text, unit.start, unit.end)), None)
    after = abstract[0] if abstract else label if label is not None else -1
    # Right below the abstract's heading, it is the first label of a structured abstract.
    introductions = (
        index for index, heading in headings if _last_words(heading) == "introduction" and index != after + 1
    )
    introduction = next(introductions, None)
    if introduction is not None:
        return introduction
    below = [
        (index, heading) for index, heading in headings if index > after and not _is_front(text, units[index], heading)
    ]
    text_first = _text_without_heading(text, units, after)
    if abstract and below and below[0][0] == abstract[0] + 1 and below[0][1].kind != "abstract":
        return min(_end_of_structured_abstract(text, units, abstract[1], below), text_first)
    for index, heading in below:
        if heading.kind == "introduction" or heading.form in ("markdown", "number"):
            is_title = heading.form == "markdown" and heading.level == 1 and index < 5 and not abstract
            if not is_title:
                return min(index, text_first)
    # Below a heading stands the abstract itself; an abstract that begins with its label is one paragraph.
    start = abstract[0] + 2 if abstract else label + 1 if label is not None else 1
    return _first_paragraph(text, units, start)


def _last_abstract(headings: Sequence[tuple[int, Heading]]) -> tuple[int, Heading] | None:
    """Return the last of the abstracts at the head of a document: it may have one in each of two languages."""
    found = None
    for index, heading in headings:
        if heading.kind == "abstract":
            if found and heading.form != found[1].form:
                break
            found = index, heading
        elif found and (heading.form in ("markdown", "number") or heading.kind in ("introduction", "back-matter")):
            break
    return found


def _text_without_heading(text: str, units: Sequence[Unit], abstract: int) -> int:
    """Return the first paragraph of a body that begins without a heading, as the introduction of many journals does.

    Without an abstract it is the first paragraph of at least two sentences; below one, the paragraph behind the keywords.
    """
    is_open = abstract < 0
    for index in range(abstract + 1, len(units)):
        unit = units[index]
        labels = find_labels(text, [unit])
        is_open = is_open or "keywords" in labels
        if is_open and not labels and _is_paragraph(text, unit) and _SENTENCES.search(text, unit.start, unit.end):
            return index
    return len(units)


def _first_paragraph(text: str, units: Sequence[Unit], start: int) -> int:
    """Return the first paragraph from a unit on that is none of the front matter, or the heading right above it."""
    for index in range(start, len(units)):
        if _is_paragraph(text, units[index]):
            above = recognize_heading(text, units[index - 1].start, units[index - 1].end) if index > start else None
            return index - 1 if above and not _is_front(text, units[index - 1], above) else index
    return len(units)


def _end_of_structured_abstract(
    text: str, units: Sequence[Unit], abstract: Heading, below: Sequence[tuple[int, Heading]]
) -> int:
    """Return where the body begins behind an abstract with headings of its own.

    Markup tells it by level; else a conclusion ends the abstract, and a second background or introduction begins the body.
    """
    child = below[0][1].level
    conclusion = -1
    labeled = (index for index in range(below[0][0], len(units)) if find_labels(text, [units[index]]))
    facts = next(labeled, len(units))
    for number, (index, heading) in enumerate(below):
        if index > facts or heading.look in ("1", "I"):
            return index
        if heading.form == abstract.form == "markdown":
            if heading.level <= abstract.level or (number and heading.level < child):
                return index
        elif (number and heading.kind == "introduction") or (
            conclusion >= 0
            and index + 1 < len(units)
            and text.count(" ", units[index + 1].start, units[index + 1].end) >= 8
        ):
            return index
        elif heading.kind == "conclusion":
            conclusion = index
    start = conclusion + 2 if conclusion >= 0 else below[-1][0] + 2
    return _first_paragraph(text, units, start)


def _is_front(text: str, unit: Unit, heading: Heading) -> bool:
    """Tell a line of the front matter, such as an affiliation with its number or a labeled fact, from a heading."""
    is_place = heading.form != "markdown" and (heading.title.count(",") >= 2 or is_affiliation(heading.title))
    return heading.kind == "front-matter" or is_place or bool(find_labels(text, [unit]))


def _is_paragraph(text: str, unit: Unit) -> bool:
    """Tell a paragraph from the lines of the front matter: it is long and ends with a stop, and is no licence or address."""
    is_long = text.count(" ", unit.start, unit.end) >= _LONG
    ends = _PARAGRAPH_END.search(text, max(unit.start, unit.end - 80), unit.end)
    return is_long and ends is not None and not boilerplate_reason(text, unit)


def _last_words(heading: Heading) -> str:
    return normalize(re.sub(r"^[\d.IVX]+\s", "", heading.title))


def _mark_boilerplate(text: str, unit: Unit) -> Unit:
    reason = "" if unit.role in ("caption", "table") else boilerplate_reason(text, unit)
    return with_role(unit, "boilerplate", reason=reason) if reason else unit


def _mark_front(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Give the units before the body their roles: lines of the front matter, headings, the abstract, the licence."""
    marked: list[Unit] = []
    is_abstract = False
    level = 1
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
            if heading.kind == "abstract":
                level = heading.level
            elif is_abstract and heading.kind != "front-matter":
                # A label inside the abstract.
                heading = replace(heading, level=max(heading.level, level + 1))
            is_abstract = heading.kind != "front-matter"
            marked.append(as_heading(unit, heading, "abstract" if is_abstract else "front-matter"))
        elif is_abstract and unit.role == "prose" and unit.end - unit.start < 600 and find_labels(text, [unit]):
            is_abstract = False
            marked.append(with_role(unit, "line", kind="front-matter"))
        elif reason and (is_abstract or reason == "licence"):
            marked.append(with_role(unit, "boilerplate", reason=reason))
        elif is_abstract or unit.role in ("table", "caption", "boilerplate"):
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

"""Pages of a literature database: one record with its citation line and its abstract, and the site around it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from evidence_review.document import Document, Metadata
from evidence_review.extract.references import family_name, find_doi
from evidence_review.readers.assemble import assemble, boilerplate_reason
from evidence_review.readers.front_matter import find_license, parse_byline, parse_date, strip_markup
from evidence_review.readers.units import Unit, split_units, with_role
from evidence_review.text import fold

__all__ = ["read", "recognizes"]

# Pain Res Manag. 2023 Jan 1; 2023: 1928969.  The pattern of MEDLINE's source field.
_CITATION = re.compile(
    r"(?P<container>[A-Z][\w .&:()-]{1,100}?)\.\s(?P<date>(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:[-\s]\d{1,2}|-[A-Z][a-z]{2})?)?)"
    r"\s?;\s?(?P<volume>\w{0,6})(?:\s?\((?P<issue>[^()]{1,30})\))?\s?:\s?(?P<pages>[\w.-]{1,25})"
)
_ABSTRACT = re.compile(r"(abstract)(?:\s*[:.\u2014-]?\s*|(?=[A-Z]))", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright\s?(?:\u00a9|\(c\))|\u00a9)\s?\d{4}|\u00a9 The Author", re.IGNORECASE)
_PMID = re.compile(r"\bPMID:?\s?(\d{4,9})\b")
_HEAD = 40


def recognizes(text: str) -> bool:
    """Tell whether a text is a record page: a citation line in its head, and an abstract.

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
    return (
        any(_CITATION.search(_line(text, unit)) for unit in units[:_HEAD]) and _find_abstract(text, units) is not None
    )


def _line(text: str, unit: Unit) -> str:
    return fold(text, [(unit.start, min(unit.end, unit.start + 400))]).text


def _find_abstract(text: str, units: Sequence[Unit]) -> int | None:
    for index, unit in enumerate(units):
        match = _ABSTRACT.match(text, unit.start, unit.end)
        if match and (unit.end - match.end() > 200 or match.end() >= unit.end):
            return index
    return None


def read(text: str) -> Document:
    """Read a record page.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    Document
        The record: front matter, abstract, and the site around them set aside.
    """
    units = split_units(text)
    abstract = _find_abstract(text, units)
    head = units[: abstract or 0]
    metadata = _read_metadata(text, head, units)
    marked = [with_role(unit, "line") for unit in head]
    rest = units[abstract:]
    label = _ABSTRACT.match(text, rest[0].start, rest[0].end)
    heading = replace(rest[0], role="heading", end=label.end(1), title=label[1], level=1, kind="abstract")  # type: ignore[index, union-attr]
    marked.append(heading)
    body = rest[1:] if label.end() >= rest[0].end else [replace(rest[0], start=label.end()), *rest[1:]]  # type: ignore[union-attr]
    marked.extend(_mark_body(text, body))
    return assemble(text, "record-page", metadata, marked)


def _mark_body(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Keep the paragraphs of the abstract; from the first line of the site on, everything is the site's."""
    marked: list[Unit] = []
    is_over = False
    for unit in units:
        copyright_line = None if is_over else _COPYRIGHT.search(text, unit.start, unit.end)
        is_over = (
            is_over or bool(boilerplate_reason(text, unit, is_web=True)) or text.count(" ", unit.start, unit.end) < 5
        )
        if is_over:
            marked.append(with_role(unit, "boilerplate", reason="site chrome"))
        elif copyright_line and copyright_line.start() > unit.start:
            marked.append(replace(unit, end=unit.start + len(text[unit.start : copyright_line.start()].rstrip())))
            marked.append(replace(unit, start=copyright_line.start(), role="boilerplate", reason="licence"))
            is_over = True
        else:
            marked.append(unit)
    return marked


def _read_metadata(text: str, head: Sequence[Unit], units: Sequence[Unit]) -> Metadata:
    lines = [strip_markup(_line(text, unit)) for unit in head]
    citation = next(
        (match for line in [*lines, *(_line(text, unit) for unit in units)] if (match := _CITATION.search(line))), None
    )
    title = _find_title(lines)
    after = lines[lines.index(title) + 1 :] if title else lines
    authors = next((names for line in after if (names := parse_byline(line))), ())
    whole = "\n".join(_line(text, unit) for unit in units[:_HEAD])
    pmid = _PMID.search(whole)
    fields = citation.groupdict() if citation else {}
    return Metadata(
        title=re.sub(r"(?<!\.)\.$", "", title),
        title_as_printed=title,
        authors=authors,
        first_author=family_name(authors[0]) if authors else "",
        published=parse_date(fields.get("date") or ""),
        container_title=fields.get("container") or "",
        volume=fields.get("volume") or "",
        issue=fields.get("issue") or "",
        pages=(fields.get("pages") or "").rstrip("."),
        doi=find_doi(whole),
        pmid=pmid[1] if pmid else "",
        license=find_license(
            [line for line in whole.split("\n") if "licen" in line.casefold() or "creative commons" in line.casefold()]
        ),
    )


def _find_title(lines: Sequence[str]) -> str:
    """Return the line above the byline, else the longest line of the head that is no citation and no affiliation."""
    for above, line in pairwise(lines):
        if parse_byline(line) and above.count(" ") >= 2 and not parse_byline(above):
            return above
    candidates = [line for line in lines if not _CITATION.search(line) and "," not in line]
    return max(candidates, key=len, default="")

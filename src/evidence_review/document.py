"""What every reader returns: one document as spans of its text.

Nothing here holds a copy of source text: titles and metadata aside, everything is a pair of offsets into `Document.text`.
"""

from dataclasses import dataclass, field

from evidence_review.text import Part

__all__ = ["Document", "Entry", "Metadata", "Passage", "Section"]


@dataclass(frozen=True)
class Metadata:
    """What a document prints about itself; an empty value means that it does not say.

    Bibliographic words follow CSL and JATS. Dates are ISO 8601 as far as they are printed (`2024`, `2024-06`, `2024-06-01`).
    """

    title: str = ""
    title_as_printed: str = ""
    authors: tuple[str, ...] = ()
    first_author: str = ""
    received: str = ""
    revised: str = ""
    accepted: str = ""
    published: str = ""
    reviewed: str = ""
    reviewed_by: str = ""
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    license: str = ""
    keywords: tuple[str, ...] = ()
    funding: str = ""
    conflict_of_interest: str = ""
    ai_statement: str = ""
    site: str = ""


@dataclass(frozen=True)
class Section:
    """A heading and its text.

    `start` is at the first character of the heading after markup, `end` before the next heading of its level or higher;
    a section without a heading starts with its text. `parent` is an index into `Document.sections`, or None.
    `reason` says why a section was set aside, and is empty for the others.
    """

    title: str
    kind: str
    level: int
    start: int
    end: int
    parent: int | None = None
    language: str = "en"
    reason: str = ""


@dataclass(frozen=True)
class Passage:
    """A run of text that reads as one: a paragraph, a list item, a caption, a line of the front matter.

    `parts` are several where a page break or a block interrupts it. `section` is an index into `Document.sections`.
    `kind` is one of `vocabulary.BLOCKS`.
    """

    parts: tuple[Part, ...]
    section: int
    kind: str = "prose"


@dataclass(frozen=True)
class Entry:
    """An entry of the reference list: its span without the label, its number, and whether the number is printed."""

    number: int
    start: int
    end: int
    is_printed: bool


@dataclass(frozen=True)
class Document:
    """A document as its reader understood it; `notes` say what was not understood."""

    text: str
    kind: str
    metadata: Metadata
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = field(default=())

"""Any other prose: headings and paragraphs, nothing known about where they come from."""

from dataclasses import replace

from evidence_review.document import Document, Metadata
from evidence_review.readers.assemble import assemble, mend_cuts
from evidence_review.readers.structure import mark_headings, separate_glued_headings
from evidence_review.readers.units import split_units
from evidence_review.readers.web_page import read_web_metadata

__all__ = ["read", "recognizes"]


def recognizes(text: str) -> bool:
    """Tell whether a text holds prose at all: a unit of twelve words or more.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    bool
        True when this reader is the right one.
    """
    return any(text.count(" ", unit.start, unit.end) >= 11 for unit in split_units(text))


def read(text: str) -> Document:
    """Read plain text.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    Document
        Sections and paragraphs; the first heading above all text is the title.
    """
    mended, continues = mend_cuts(text, separate_glued_headings(text, split_units(text)))
    units = mark_headings(text, mended, continues)
    title = 0 if units[0].role == "heading" else -1
    if title < 0:
        # Text above the first heading is text, not front matter.
        units[0] = replace(units[0], kind="body")
    metadata = read_web_metadata(text, units, title) if title >= 0 else Metadata()
    return assemble(
        text, "plain-text", metadata, units, continues=continues, notes=["the kind of document was not recognized"]
    )

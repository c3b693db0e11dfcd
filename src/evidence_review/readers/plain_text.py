"""Any other prose: headings and paragraphs, nothing known about where they come from."""

import re
from dataclasses import replace
from itertools import islice

from evidence_review.document import Document, Metadata
from evidence_review.readers.assemble import assemble, mend_cuts
from evidence_review.readers.structure import cut_units, mark_headings
from evidence_review.readers.units import split_units
from evidence_review.readers.web_page import read_web_metadata

__all__ = ["read", "recognizes"]

# Where one word ends and another begins; Thai, Japanese and Chinese have no spaces, and about two signs to a word.
_GAP = re.compile("\\S\\s{1,20}(?=\\S)|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{2}")


def recognizes(text: str) -> bool:
    """Tell whether a text holds prose at all: a unit of twelve words or more, or a few short sentences.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    bool
        True when this reader is the right one.
    """
    n_sentences = 0
    for unit in split_units(text):
        n_gaps = sum(1 for _ in islice(_GAP.finditer(text, unit.start, unit.end), 11))
        n_sentences += n_gaps >= 4 and text[unit.end - 1] in ".?!"
        if n_gaps == 11 or n_sentences == 3:
            return True
    return False


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
    mended, continues = mend_cuts(text, cut_units(text))
    units = mark_headings(text, mended, continues)
    title = 0 if units[0].role == "heading" else -1
    if title < 0:
        # Text above the first heading is text, not front matter.
        units[0] = replace(units[0], kind="body")
    metadata = read_web_metadata(text, units, title) if title >= 0 else Metadata()
    return assemble(
        text, "plain-text", metadata, units, continues=continues, notes=["the kind of document was not recognized"]
    )

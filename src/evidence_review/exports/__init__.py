"""The works behind all reference lists, for reference managers: CSL-JSON, RIS and BibTeX, one entry per work.

An entry is what the lists print, brought together; nothing was looked up. Its note says where the work is listed, and holds the entry as
printed where it was not read in full.
"""

from typing import TYPE_CHECKING

from evidence_review.exports.bibtex import format_bibtex
from evidence_review.exports.csl import format_csl
from evidence_review.exports.items import collect_items
from evidence_review.exports.ris import format_ris

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["REFERENCE_FILES", "collect_items", "export_references", "format_bibtex", "format_csl", "format_ris"]

REFERENCE_FILES = ("exports/references.csl.json", "exports/references.ris", "exports/references.bib")
"""The files, relative to the outputs folder."""


def export_references(corpus: "Corpus") -> dict[str, bytes]:
    """Write the works of all reference lists in three formats.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    dict
        Content by path relative to the outputs folder, UTF-8 without a byte order mark; the same tables give the same bytes.
    """
    items = collect_items(corpus)
    texts = (format_csl(items), format_ris(items), format_bibtex(items))
    return {path: text.encode("utf-8") for path, text in zip(REFERENCE_FILES, texts, strict=True)}

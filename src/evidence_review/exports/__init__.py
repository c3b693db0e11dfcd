"""What other programs read: a workbook for spreadsheets, a description of the tables, and the works behind all reference lists.

The works stand in CSL-JSON, RIS and BibTeX, one entry per work. An entry is what the lists print, brought together; nothing was looked up. Its
note says where the work is listed, and holds the entry as printed where it was not read in full.
"""

from typing import TYPE_CHECKING

from evidence_review.exports.bibtex import format_bibtex
from evidence_review.exports.csl import format_csl
from evidence_review.exports.datapackage import format_datapackage
from evidence_review.exports.items import collect_items
from evidence_review.exports.ris import format_ris
from evidence_review.exports.workbook import format_workbook

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "DATAPACKAGE_FILE",
    "REFERENCE_FILES",
    "WORKBOOK_FILE",
    "collect_items",
    "export_files",
    "export_references",
    "format_bibtex",
    "format_csl",
    "format_datapackage",
    "format_ris",
    "format_workbook",
]

REFERENCE_FILES = ("exports/references.csl.json", "exports/references.ris", "exports/references.bib")
WORKBOOK_FILE = "exports/evidence.xlsx"
DATAPACKAGE_FILE = "datapackage.json"
"""The files, relative to the outputs folder."""


def export_files(corpus: "Corpus") -> dict[str, bytes]:
    """Write a review for other programs.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review, as they were written.

    Returns
    -------
    dict
        Content by path relative to the outputs folder; the same tables give the same bytes.
    """
    return {
        **export_references(corpus),
        WORKBOOK_FILE: format_workbook(corpus),
        DATAPACKAGE_FILE: format_datapackage(corpus).encode("utf-8"),
    }


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

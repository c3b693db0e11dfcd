"""The rows of the table `quantities`: what the numbers of a document's sentences measure, and what they belong to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from evidence_review.document import Document
from evidence_review.extract.binding import Surroundings, bind_quantities
from evidence_review.extract.quantities import find_quantities
from evidence_review.text import Folded, Part
from evidence_review.vocabulary import PROSE_KINDS

__all__ = ["Place", "find_quantity_rows"]

_KINDS = (*PROSE_KINDS, "caption")
# How many sentences before one of the same section may say what its numbers belong to.
_N_BEFORE = 3


class Place(NamedTuple):
    """Where a sentence begins in its passage, folded."""

    folded: Folded
    begin: int


def find_quantity_rows(
    document: Document,
    sections: Sequence[dict[str, Any]],
    sentences: Sequence[dict[str, Any]],
    places: Sequence[Place],
    markers: Mapping[int, Sequence[Part]],
) -> list[dict[str, Any]]:
    """Find the quantities of a document's sentences.

    Parameters
    ----------
    document : Document
        The document.
    sections, sentences : sequence of dict
        Its rows of these tables, without source_id.
    places : sequence of Place
        Where each sentence stands.
    markers : mapping of int to sequence of (int, int)
        Where citation markers stand in the text of a sentence, by its number; they are no quantities.

    Returns
    -------
    list of dict
        Rows of `quantities` without source_id, in the order of the text: those of English sentences and captions of the article's text.
    """
    rows: list[dict[str, Any]] = []
    before: dict[int, list[str]] = defaultdict(list)
    for sentence, place in zip(sentences, places, strict=True):
        section = sections[sentence["section_no"] - 1]
        if section["kind"] not in _KINDS or sentence["language"] != "en":
            continue
        text = sentence["text"]
        quantities = find_quantities(text, markers.get(sentence["sentence_no"], ()))
        earlier = before[sentence["section_no"]]
        if quantities:
            surroundings = Surroundings(
                tuple(earlier[-_N_BEFORE:]), _headings(sections, section), document.metadata.title
            )
            for quantity, binding in zip(quantities, bind_quantities(text, quantities, surroundings), strict=True):
                start, end = place.folded.span(place.begin + quantity.start, place.begin + quantity.end)
                rows.append(
                    vars(quantity)
                    | vars(binding)
                    | {
                        "quantity_no": len(rows) + 1,
                        "sentence_no": sentence["sentence_no"],
                        "start": start,
                        "end": end,
                        "raw": document.text[start:end],
                    }
                )
        earlier.append(text)
    return rows


def _headings(sections: Sequence[dict[str, Any]], section: dict[str, Any]) -> tuple[str, ...]:
    """Return the titles of a section and of those above it, its own last."""
    titles = [section["title"]]
    while section["parent_no"]:
        section = sections[section["parent_no"] - 1]
        titles.insert(0, section["title"])
    return tuple(filter(None, titles))

"""The evidence review workbook: from a folder of documents to evidence summaries that lead back to the words of the sources.

A review is a folder of **sources**: journal reviews, record pages, web articles. Readers find in each its sections, its list of
**references** and its **sentences**; the text itself is stored once and never altered, and every row of every table says with
two offsets where its words stand. A mention in the text such as ``[17,21]`` is a marker, and every entry that it names is a
**citation** that was followed into the list. A sentence that speaks to a **topic** of the review is a **statement**: the machine
suggests whom it is about, whether it claims a benefit or a harm and how firmly, and marks all of that as a suggestion until a
reviewer has decided. **Checks** report what looks wrong as **findings**, which are facts with a place and never accusations.

Three steps lead from there to a page, and each can be used alone:

- ``er.load()`` returns the corpus: the tables as pandas frames (``corpus.statements``, ``corpus.references``, ...), the topics,
  and the decoded texts, which all offsets count into. It builds them first if the documents have changed.
- ``er.summaries`` answers one question with each function: ``summarize_*`` returns a small frame with plain column names,
  ``find_*`` selects rows of a table.
- ``er.plots`` draws such a frame: ``plot_*`` takes the frame that was printed and returns the axes.

``er.show``, ``er.browse``, ``er.note``, ``er.bullets``, ``er.evidence_table``, ``er.conflict_pairs`` and ``er.citation_queue`` put results on a page with every word of a source escaped.
``er.coding_panel`` is the form in which a reviewer decides. ``er.schema`` describes every table and every column. A first session::

    import evidence_review as er

    corpus = er.load()
    frame = er.summaries.summarize_directions(corpus, "depression")
    er.show(frame, name="directions")
    ax = er.plots.plot_directions(frame)

Importing the package imports nothing heavy: each name is looked up when it is first used, so that the command line can print its
help without waiting for pandas.
"""

import importlib
from typing import TYPE_CHECKING, Any

from evidence_review.errors import UnknownName

if TYPE_CHECKING:
    from evidence_review import plots, schema, summaries
    from evidence_review.display import browse, bullets, citation_queue, conflict_pairs, evidence_table, note, show
    from evidence_review.panel import coding_panel
    from evidence_review.views import Corpus, load

__all__ = [
    "Corpus",
    "browse",
    "bullets",
    "citation_queue",
    "coding_panel",
    "conflict_pairs",
    "evidence_table",
    "load",
    "note",
    "plots",
    "schema",
    "show",
    "summaries",
]

_HOMES = {
    "Corpus": "evidence_review.views",
    "load": "evidence_review.views",
    "browse": "evidence_review.display",
    "bullets": "evidence_review.display",
    "citation_queue": "evidence_review.display",
    "conflict_pairs": "evidence_review.display",
    "coding_panel": "evidence_review.panel",
    "evidence_table": "evidence_review.display",
    "note": "evidence_review.display",
    "show": "evidence_review.display",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, once."""
    if name not in __all__:
        raise UnknownName("er", name, __all__)
    home = _HOMES.get(name)
    value = getattr(importlib.import_module(home), name) if home else importlib.import_module(f"{__name__}.{name}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Offer to completion what the package offers, and not what it is made with."""
    return __all__

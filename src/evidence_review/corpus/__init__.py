"""The corpus: every table of a review, built from its documents, validated, written and loaded.

Notebooks use `load`; the command line uses `build` and `write`. Nothing else knows all the tables.
"""

from evidence_review.corpus.store import TABLE_NAMES, Corpus, load, write

__all__ = ["TABLE_NAMES", "Corpus", "load", "write"]

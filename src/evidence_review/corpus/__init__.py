"""The corpus: every table of a review, built from its documents, validated, written and loaded.

Nothing else knows all the tables. `parse` turns one file into rows, `build` joins the files of a review, `store` keeps the result.
"""

from evidence_review.corpus.store import TABLE_NAMES, Corpus, find_spans, fingerprint, is_fresh, read, write

__all__ = ["TABLE_NAMES", "Corpus", "find_spans", "fingerprint", "is_fresh", "read", "write"]

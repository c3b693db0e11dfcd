"""The audit of citations: how far the title of each cited entry fits the words that cite it."""

import pandas as pd

from evidence_review import schema
from evidence_review.corpus import Corpus

__all__ = ["audit"]


def audit(corpus: Corpus) -> pd.DataFrame:
    """Audit every pair of a marker and an entry.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Returns
    -------
    pandas.DataFrame
        The table `citation_support`, without verdicts.
    """
    pairs = corpus.citations.dropna(subset=["reference_no"]).drop_duplicates(["source_id", "marker_no", "reference_no"])
    columns = ["source_id", "marker_no", "reference_no", "sentence_no", "start", "end", "raw"]
    rows = [
        {**dict(zip(columns, row, strict=True)), "is_assessable": False}
        for row in pairs[columns].itertuples(index=False)
    ]
    return schema.frame("citation_support", rows)

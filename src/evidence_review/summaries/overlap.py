"""How far the sources rest on the same works: the citation matrix and the corrected covered area.

The measure was made for overviews of systematic reviews, whose columns are the primary studies that each review includes. Here the
columns are reference lists, which also hold background, methods and other reviews: the same number says less, and a low one is usual.

References
----------
Pieper D, Antoine SL, Mathes T, Neugebauer EAM, Eikermann M. Systematic review finds overlapping reviews were not mentioned in every
other overview. J Clin Epidemiol. 2014;67(4):368-375. https://doi.org/10.1016/j.jclinepi.2013.11.007
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.summaries.support import find_read_sources

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "NOT_APPLICABLE",
    "corrected_covered_area",
    "overlap_band",
    "summarize_citation_matrix",
    "summarize_overlap",
    "summarize_overlap_pairs",
]

NOT_APPLICABLE = "not applicable"
"""The band where there is nothing to compare: fewer than two sources with references."""

_BANDS = [(5, "slight"), (10, "moderate"), (15, "high"), (100, "very high")]


def corrected_covered_area(matrix: pd.DataFrame) -> float | None:
    """Compute the corrected covered area of a citation matrix.

    Parameters
    ----------
    matrix : pandas.DataFrame
        One row per work, one column per review, True where the review lists the work.

    Returns
    -------
    float or None
        (N - r) / (rc - r), from 0, no work in two lists, to 1, all lists the same; N is the number of inclusions, r of works that
        any review lists, c of reviews that list any. None with fewer than two such reviews: nothing can overlap then.

    Examples
    --------
    >>> corrected_covered_area(pd.DataFrame({"a": [True, True, False], "b": [True, False, True]}))
    0.3333333333333333
    """
    listed = matrix.astype(bool)
    n_inclusions, n_works, n_reviews = (
        int(listed.to_numpy().sum()),
        int(listed.any(axis=1).sum()),
        int(listed.any().sum()),
    )
    return None if n_reviews < 2 else (n_inclusions - n_works) / (n_works * n_reviews - n_works)


def overlap_band(area: float | None) -> str:
    """Name the published band of a corrected covered area.

    Parameters
    ----------
    area : float or None
        From 0 to 1.

    Returns
    -------
    str
        `slight` to 5 %, `moderate` to 10 %, `high` to 15 %, `very high` above, or `not applicable`. The bands were published for
        whole percents (0-5, 6-10, 11-15, above 15); what lies between two of them belongs to the upper one.

    Examples
    --------
    >>> overlap_band(0.05), overlap_band(0.052), overlap_band(None)
    ('slight', 'moderate', 'not applicable')
    """
    if area is None:
        return NOT_APPLICABLE
    return next(name for most, name in _BANDS if area * 100 <= most + 1e-9)


def summarize_citation_matrix(corpus: Corpus) -> pd.DataFrame:
    """Lay out which source lists which work.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per work, those in most lists first, then in the order of their ids: work, title, lists, and for every source with
        references a column that is True where it lists the work. A work that a list holds twice counts once there; an entry of which
        too little is known to tell its work counts as a work of its own.
    """
    references = corpus.references
    work = references["work_id"].fillna(references["source_id"] + ":" + references["reference_no"].astype("str"))
    sources = [source for source in corpus.sources["source_id"] if source in set(references["source_id"])]
    titles = references.groupby(work)["title"].first()
    matrix = pd.DataFrame({"title": titles}, index=pd.Index(sorted(set(work)), name="work", dtype="str"))
    for source in sources:
        matrix[source] = matrix.index.isin(work[references["source_id"] == source])
    matrix.insert(1, "lists", matrix[sources].sum(axis=1).astype("int64"))
    matrix = matrix.reset_index()
    return matrix.sort_values(["lists", "work"], ascending=[False, True], kind="stable", ignore_index=True)


def _lists(matrix: pd.DataFrame) -> pd.DataFrame:
    return matrix.drop(columns=["work", "title", "lists"])


def summarize_overlap(corpus: Corpus) -> pd.DataFrame:
    """Compute how far all reference lists together overlap.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row: sources_with_references, inclusions (a work counts in every list that holds it), works, in_several_lists,
        cca_percent (corrected covered area, two decimals), overlap (the published band). With fewer than two such sources the area is
        empty and the band `not applicable`, which is not the same as no overlap.
    """
    matrix = summarize_citation_matrix(corpus)
    lists = _lists(matrix)
    area = corrected_covered_area(lists)
    row = {
        "sources_with_references": len(lists.columns),
        "inclusions": int(matrix["lists"].sum()),
        "works": len(matrix),
        "in_several_lists": int((matrix["lists"] > 1).sum()),
        "cca_percent": _percent(area),
        "overlap": overlap_band(area),
    }
    return pd.DataFrame([row]).astype({"cca_percent": "Float64"})


def summarize_overlap_pairs(corpus: Corpus) -> pd.DataFrame:
    """Compute how far every two reference lists overlap.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per pair of sources with references, in the order of their ids: source, other, works (of the first), works_of_other,
        shared, cca_percent, overlap. No row with fewer than two such sources.
    """
    lists = _lists(summarize_citation_matrix(corpus))
    rows = []
    for source, other in combinations(lists.columns, 2):
        area = corrected_covered_area(lists[[source, other]])
        rows.append(
            {
                "source": source,
                "other": other,
                "works": int(lists[source].sum()),
                "works_of_other": int(lists[other].sum()),
                "shared": int((lists[source] & lists[other]).sum()),
                "cca_percent": _percent(area),
                "overlap": overlap_band(area),
            }
        )
    columns = ["source", "other", "works", "works_of_other", "shared", "cca_percent", "overlap"]
    # Figures give a source its color by its place among all that were read.
    of_all = pd.CategoricalDtype(find_read_sources(corpus)["source_id"].tolist())
    return pd.DataFrame(rows, columns=columns).astype({"source": of_all, "other": of_all, "cca_percent": "Float64"})


def _percent(area: float | None) -> float | None:
    return None if area is None else round(area * 100, 2)

"""About what was looked up on the cited works: against which file, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.vocabulary import RETRACTION_STATUSES

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["summarize_retraction_check"]

_DATE = re.compile(r"(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FOUND = RETRACTION_STATUSES[:-1]


def summarize_retraction_check(corpus: Corpus) -> pd.DataFrame:
    """Say for every reference list whether its entries were checked for retractions, and what was found.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source with references, in the order of their ids: source, entries, checked_against (the file, or "not checked"),
        file_date (as the file's name has it), newest_notice (in that file), records (of that file), and the number of entries by status:
        retracted, expression_of_concern, corrected, other_notice, reinstated, not_found. All of these are empty when nothing was checked:
        unknown is not zero.
    """
    sources = corpus.sources[corpus.sources["n_references"].fillna(0) > 0]
    file = sources["retraction_file"]
    frame = pd.DataFrame(
        {
            "source": sources["source_id"],
            "entries": sources["n_references"],
            "checked_against": file.fillna("not checked"),
            "file_date": file.map(_date_in, na_action="ignore"),
            "newest_notice": sources["retraction_newest"],
            "records": sources["n_retraction_records"],
        }
    ).reset_index(drop=True)
    sizes = corpus.references.groupby(["source_id", "retraction_status"]).size()
    for status in _FOUND:
        counts = [sizes.get((source, status), 0) for source in frame["source"]]
        frame[status.replace("-", "_")] = pd.array(counts, dtype="Int64")
    frame.loc[frame["checked_against"] == "not checked", [status.replace("-", "_") for status in _FOUND]] = pd.NA
    return frame


def _date_in(name: str) -> str:
    match = _DATE.search(name)
    return "-".join(match.groups()) if match else ""

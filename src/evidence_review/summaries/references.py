"""About the reference lists: how good they are, what kind of works they hold, how old these are, what sources share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.summaries.wording import by_source, excerpt, percent
from evidence_review.vocabulary import DESIGNS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "best_design",
    "summarize_cited_designs",
    "summarize_most_cited",
    "summarize_never_cited",
    "summarize_reference_lists",
    "summarize_reference_years",
    "summarize_shared_works",
    "summarize_unparsed",
]

_ENTRY = ["source_id", "reference_no"]


def best_design(design: pd.Series) -> pd.Series:
    """Reduce designs joined by `;` to the one that a clinical claim can lean on most.

    Parameters
    ----------
    design : pandas.Series
        Designs as in the table `references`.

    Returns
    -------
    pandas.Series
        One design each; `unclear` where none is known.
    """
    return design.fillna("unclear").str.split(";").map(lambda names: min(names, key=DESIGNS.index)).astype("str")


def summarize_reference_lists(corpus: Corpus) -> pd.DataFrame:
    """Describe every source's reference list.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, marker_style, entries, cited, never_cited, with_doi,
        read_in_full, read_in_part, not_read, oldest and newest (year). A source without a list has 0 entries and the rest is empty:
        no list is not a bad list.
    """
    sources, references = corpus.sources, corpus.references
    cited = references.merge(_cited_entries(corpus), on=_ENTRY)
    years = references.groupby("source_id")["year"]
    frame = pd.DataFrame(
        {
            "source": sources["source_id"],
            "marker_style": sources["citation_style"],
            "entries": by_source(references, sources).astype("Int64"),
            "cited": by_source(cited, sources).astype("Int64"),
        }
    )
    frame["never_cited"] = frame["entries"] - frame["cited"]
    frame["with_doi"] = by_source(references[references["doi"].notna()], sources).astype("Int64")
    for name, status in {"read_in_full": "ok", "read_in_part": "partial", "not_read": "failed"}.items():
        frame[name] = by_source(references[references["parse_status"] == status], sources).astype("Int64")
    frame["oldest"] = sources["source_id"].map(years.min()).astype("Int64")
    frame["newest"] = sources["source_id"].map(years.max()).astype("Int64")
    frame.loc[
        frame["entries"] == 0, ["cited", "never_cited", "with_doi", "read_in_full", "read_in_part", "not_read"]
    ] = pd.NA
    return frame


def _cited_entries(corpus: Corpus) -> pd.DataFrame:
    return corpus.citations[_ENTRY].dropna().drop_duplicates()


def summarize_never_cited(corpus: Corpus) -> pd.DataFrame:
    """List the entries that no marker in the text refers to.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per entry in the order of the lists: source, reference, entry (as printed, shortened).
    """
    marked = corpus.references.merge(_cited_entries(corpus), on=_ENTRY, how="left", indicator=True)
    return _entries(marked[marked["_merge"] == "left_only"])


def summarize_unparsed(corpus: Corpus) -> pd.DataFrame:
    """List the entries that were read in part or not at all.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per entry in the order of the lists: source, reference, status, entry (as printed, shortened).
    """
    partly = corpus.references[corpus.references["parse_status"] != "ok"]
    shown = _entries(partly)
    shown.insert(2, "status", partly["parse_status"].to_numpy())
    return shown


def _entries(references: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source": references["source_id"],
            "reference": references["reference_no"],
            "entry": references["raw"].map(excerpt),
        }
    ).reset_index(drop=True)


def summarize_cited_designs(corpus: Corpus) -> pd.DataFrame:
    """Count the listed works by design.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per design that occurs, in the order of `DESIGNS`: design (the machine's suggestion from the title), entries,
        percent, sources. An entry with two designs counts once, as the first in that order.
    """
    designs = pd.DataFrame(
        {"design": best_design(corpus.references["design"]), "source": corpus.references["source_id"]}
    )
    grouped = designs.groupby("design")["source"]
    frame = pd.DataFrame({"entries": grouped.size(), "sources": grouped.agg(lambda ids: ", ".join(sorted(set(ids))))})
    frame = frame.reindex([name for name in DESIGNS if name in frame.index]).rename_axis("design").reset_index()
    total = pd.Series(len(designs), index=frame.index)
    frame.insert(2, "percent", percent(frame["entries"], total))
    return frame


def summarize_reference_years(corpus: Corpus) -> pd.DataFrame:
    """Count the listed works by year of publication.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source and year that occurs, in this order: source, year (a), works. Entries without a year are left out;
        how many these are, `summarize_reference_lists` does not hide: its counts include them.
    """
    dated = corpus.references.dropna(subset=["year"])
    return dated.groupby(["source_id", "year"]).size().rename("works").rename_axis(["source", "year"]).reset_index()


def summarize_most_cited(corpus: Corpus, *, n: int = 10) -> pd.DataFrame:
    """List the entries that the texts cite most.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    n : int
        How many rows.

    Returns
    -------
    pandas.DataFrame
        One row per entry, most cited first, then in the order of the lists: source, reference, markers, first_author, year,
        title, design (a suggestion).
    """
    markers = corpus.citations.dropna(subset=["reference_no"]).drop_duplicates([*_ENTRY, "marker_no"])
    counted = markers.groupby(_ENTRY).size().rename("markers").reset_index()
    entries = counted.merge(corpus.references, on=_ENTRY)
    entries = entries.sort_values(["markers", *_ENTRY], ascending=[False, True, True], ignore_index=True).head(n)
    named = {
        "source_id": "source",
        "reference_no": "reference",
        "markers": "markers",
        "first_author": "first_author",
        "year": "year",
        "title": "title",
        "design": "design",
    }
    return entries[list(named)].rename(columns=named)


def summarize_shared_works(corpus: Corpus) -> pd.DataFrame:
    """List the works that several sources cite: sources that lean on the same work are not independent.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per work in more than one source's list, in the order of first author and year: first_author, year, title,
        listed_as (`source: reference`).
    """
    references = corpus.references.dropna(subset=["work_id"])
    shared = references[references.groupby("work_id")["source_id"].transform("nunique") > 1]
    place = shared["source_id"] + ": " + shared["reference_no"].astype("str")
    grouped = shared.assign(place=place).groupby("work_id")
    frame = grouped.agg(
        first_author=("first_author", "first"),
        year=("year", "first"),
        title=("title", "first"),
        listed_as=("place", ", ".join),
    )
    return frame.sort_values(["first_author", "year", "title"], kind="stable", ignore_index=True)

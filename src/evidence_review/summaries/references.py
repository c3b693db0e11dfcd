"""About the reference lists: how good they are, what kind of works they hold, how old these are, what sources share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.extract.evidence import weigh_design
from evidence_review.summaries.support import count_years
from evidence_review.summaries.wording import by_source, excerpt, percent
from evidence_review.vocabulary import DESIGNS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "summarize_ages",
    "summarize_cited_designs",
    "summarize_most_cited",
    "summarize_never_cited",
    "summarize_reference_lists",
    "summarize_reference_years",
    "summarize_shared_works",
    "summarize_unparsed",
    "weigh_designs",
]

_ENTRY = ["source_id", "reference_no"]


def weigh_designs(design: pd.Series) -> pd.Series:
    """Reduce designs joined by `;` to the one that a clinical claim can count the work as; a review of animal studies is animal evidence.

    Parameters
    ----------
    design : pandas.Series
        Designs as in the table `references`.

    Returns
    -------
    pandas.Series
        One design each; `unclear` where none is known.
    """
    return design.fillna("unclear").map(weigh_design).astype("str")


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
        percent, sources. An entry with two designs counts once, as `extract.evidence.weigh_design` reduces them.
    """
    designs = pd.DataFrame(
        {"design": weigh_designs(corpus.references["design"]), "source": corpus.references["source_id"]}
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
        One row per source and year that occurs, in this order: source (a category of all sources that were read), year (a), works. Entries without a year are left out;
        how many these are, `summarize_reference_lists` does not hide: its counts include them.
    """
    return count_years(corpus, corpus.references.dropna(subset=["year"]))


def summarize_ages(corpus: Corpus) -> pd.DataFrame:
    """Say how old the listed works are, seen from the year of the source that lists them.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source with references, in the order of their ids: source, published (year), dated (entries with a year),
        undated, oldest, middle (median) and newest (year), middle_age (a), last_5_years_percent and after_publication (entries that
        are newer than the source). What counts from the year of the source is empty where that is unknown.
    """
    years = corpus.sources.set_index("source_id")["year"]
    entries = corpus.references.assign(published=corpus.references["source_id"].map(years))
    entries["age"] = entries["published"] - entries["year"]
    rows = []
    for source, own in entries.groupby("source_id"):
        dated = own.dropna(subset=["year"])
        ages = own["age"].dropna()
        rows.append(
            {
                "source": source,
                "published": years[source],
                "dated": len(dated),
                "undated": len(own) - len(dated),
                "oldest": dated["year"].min(),
                "middle": round(float(dated["year"].median())) if len(dated) else pd.NA,
                "newest": dated["year"].max(),
                "middle_age": ages.astype("Float64").median() if len(ages) else pd.NA,
                "last_5_years_percent": round(100 * float((ages <= 5).mean())) if len(ages) else pd.NA,
                "after_publication": int((ages < 0).sum()) if len(ages) else pd.NA,
            }
        )
    columns = ["source", "published", "dated", "undated", "oldest", "middle", "newest", "middle_age"]
    frame = pd.DataFrame(rows, columns=[*columns, "last_5_years_percent", "after_publication"])
    whole = [name for name in frame.columns if name not in ("source", "middle_age")]
    return frame.astype({"middle_age": "Float64", **dict.fromkeys(whole, "Int64")})


def summarize_most_cited(corpus: Corpus, *, n: int = 10) -> pd.DataFrame:
    """List the works that the texts cite most.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    n : int
        How many rows.

    Returns
    -------
    pandas.DataFrame
        One row per work, most markers first, then in the order of the lists: markers (of all sources), listed_as
        (`source: reference`), first_author, year, title, design (a suggestion).
    """
    markers = corpus.citations.dropna(subset=["reference_no"]).drop_duplicates([*_ENTRY, "marker_no"])
    counted = markers.groupby(_ENTRY).size().rename("markers").reset_index()
    entries = counted.merge(corpus.references, on=_ENTRY).sort_values(_ENTRY, ignore_index=True)
    place = entries["source_id"] + ": " + entries["reference_no"].astype("str")
    works = entries.assign(place=place).groupby(entries["work_id"].fillna(place), sort=False)
    frame = works.agg(
        markers=("markers", "sum"),
        listed_as=("place", ", ".join),
        first_author=("first_author", "first"),
        year=("year", "first"),
        title=("title", "first"),
        design=("design", "first"),
    )
    return frame.sort_values("markers", ascending=False, kind="stable", ignore_index=True).head(n)


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

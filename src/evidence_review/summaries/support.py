"""About one topic: its statements, the works that they cite, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.errors import EvidenceError, did_you_mean
from evidence_review.summaries.wording import NO_REFERENCE, percent
from evidence_review.vocabulary import DESIGNS, EVIDENCE_FLAGS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus
    from evidence_review.decisions import Topic

__all__ = [
    "CLINICAL",
    "count_years",
    "find_cited_entries",
    "find_read_sources",
    "find_statements",
    "find_topic",
    "rests_on",
    "summarize_cited_years",
    "summarize_evidence_flags",
    "summarize_support",
    "summarize_trust",
]

CLINICAL = ("systematic-review", "guideline", "randomized-trial", "observational", "case-series")
_ENTRY = ["source_id", "reference_no"]


def find_topic(corpus: Corpus, topic: str) -> Topic:
    """Look up a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    Topic
        The topic.

    Raises
    ------
    EvidenceError
        If there is no such topic; the message names the nearest and those that there are.
    """
    known = {one.id: one for one in corpus.topics}
    if topic in known:
        return known[topic]
    names = ", ".join(sorted(known)) or "none; add seeds/review/topics/<id>.yml"
    raise EvidenceError(f"{topic}: no such topic; {did_you_mean(topic, known)}known topics: {names}")


def find_statements(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Select the statements that speak to a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        Rows of `statements` in the order of the sources and their text.

    Raises
    ------
    EvidenceError
        If there is no such topic.
    """
    found = corpus.statements[corpus.statements["topic"] == find_topic(corpus, topic).id]
    return found.sort_values(["source_id", "start", "statement_no"], kind="stable", ignore_index=True)


def find_read_sources(corpus: Corpus) -> pd.DataFrame:
    """Select the sources that were read, and so could speak to a topic: silence of a file that was not read is unknown.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        Rows of `sources` whose status is ok or partial, in the order of their ids.
    """
    return corpus.sources[corpus.sources["status"].isin(["ok", "partial"])].reset_index(drop=True)


def find_cited_entries(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Follow the statements of a topic to the entries that they cite.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per statement and entry, however many markers link them, in the order of the statements: statement_id and the
        columns of `references`.
    """
    statements = find_statements(corpus, topic)[["statement_id", "source_id", "start", "cited_end"]]
    markers = corpus.citations[["source_id", "start", "reference_no"]].dropna(subset=["reference_no"])
    pairs = statements.merge(markers, on="source_id", suffixes=("", "_of_marker"))
    inside = pairs[(pairs["start_of_marker"] >= pairs["start"]) & (pairs["start_of_marker"] < pairs["cited_end"])]
    linked = inside[["statement_id", *_ENTRY]].drop_duplicates()
    return linked.merge(corpus.references, on=_ENTRY, how="inner").reset_index(drop=True)


def rests_on(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Say what each statement of a topic rests on: the strongest design among the works that it cites.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per statement in the order of `find_statements`: statement_id, source_id, rests_on (a design as its title
        suggests it, or "no listed reference"), mostly_on (the most frequent design among the works, of equals the weakest).
    """
    statements = find_statements(corpus, topic)
    return pd.DataFrame(
        {
            "statement_id": statements["statement_id"],
            "source_id": statements["source_id"],
            "rests_on": statements["best_design"].fillna(NO_REFERENCE),
            "mostly_on": statements["typical_design"].fillna(NO_REFERENCE),
        }
    )


def summarize_support(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Count statements by what they rest on: the strongest design among the works that they cite.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per design that occurs, in the order of `DESIGNS` and "no listed reference" last: rests_on (the machine's suggestion
        from the title of the work), statements, percent, mostly (statements most of whose works are of this design, of equals the
        weakest), sources. "unclear" means that the title does not tell.
    """
    rests = rests_on(corpus, topic)
    grouped = rests.groupby("rests_on")["source_id"]
    frame = pd.DataFrame(
        {"statements": grouped.size(), "sources": grouped.agg(lambda ids: ", ".join(sorted(set(ids))))}
    )
    mostly = rests["mostly_on"].value_counts()
    order = [name for name in (*DESIGNS, NO_REFERENCE) if name in frame.index or name in mostly.index]
    frame = frame.reindex(order).fillna({"statements": 0, "sources": ""}).astype({"statements": "int64"})
    frame = frame.rename_axis("rests_on").reset_index()
    frame.insert(2, "percent", percent(frame["statements"], pd.Series(len(rests), index=frame.index)))
    frame.insert(3, "mostly", [int(mostly.get(name, 0)) for name in order])
    return frame


def summarize_evidence_flags(corpus: Corpus, topic: str | None = None) -> pd.DataFrame:
    """Count the statements where the works cited do not fit the claim, or where there are none.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str, optional
        The topic's id; the whole review unless given, where words that speak to several topics count once.

    Returns
    -------
    pandas.DataFrame
        One row per flag in the order of `EVIDENCE_FLAGS`: flag (a reason to look, by words and titles), statements, of, percent, sources
        (empty where there are none). No row where there is no statement.
    """
    rows = corpus.statements if topic is None else find_statements(corpus, topic)
    rows = rows.drop_duplicates(["source_id", "start", "end"])
    flags = rows.assign(flag=rows["evidence_flags"].fillna("").str.split(";")).explode("flag")
    grouped = flags.groupby("flag")["source_id"]
    counts, sources = grouped.size(), grouped.agg(lambda ids: ", ".join(sorted(set(ids))))
    n = pd.Series([int(counts.get(flag, 0)) for flag in EVIDENCE_FLAGS])
    of = pd.Series(len(rows), index=n.index)
    frame = pd.DataFrame(
        {
            "flag": EVIDENCE_FLAGS,
            "statements": n,
            "of": of,
            "percent": percent(n, of),
            "sources": [sources.get(flag, "") for flag in EVIDENCE_FLAGS],
        }
    )
    return frame if len(rows) else frame.head(0)


def summarize_cited_years(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Count the works that the statements of a topic cite, by source and year of publication.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per source and year that occurs, in this order: source (a category of all sources that were read), year (a), works (each
        once per source, however many statements cite it). Entries without a year are left out.
    """
    entries = find_cited_entries(corpus, topic).drop_duplicates(_ENTRY).dropna(subset=["year"])
    return count_years(corpus, entries)


def count_years(corpus: Corpus, entries: pd.DataFrame) -> pd.DataFrame:
    """Count entries by source and year of publication.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    entries : pandas.DataFrame
        Rows of `references` with a year.

    Returns
    -------
    pandas.DataFrame
        One row per source and year that occurs, in this order: source (a category of all sources that were read, by which figures give
        a source its color), year, works.
    """
    counts = entries.groupby(["source_id", "year"]).size().rename("works").rename_axis(["source", "year"]).reset_index()
    return counts.assign(source=pd.Categorical(counts["source"], find_read_sources(corpus)["source_id"].tolist()))


def summarize_trust(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Say how far the statements of a topic can be trusted.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per measure: measure, n, of, percent (whole; empty where it is a share of nothing), among_decided (the same among the
        statements that a reviewer decided, as "n of m"; empty where there are none, and where it is not about statements).
    """
    statements = find_statements(corpus, topic)
    entries = find_cited_entries(corpus, topic)
    works = entries["work_id"].fillna(entries["source_id"] + " " + entries["reference_no"].astype("str"))
    n_listed = entries.assign(work=works).groupby("work")["source_id"].nunique()
    conflicts = corpus.conflicts[corpus.conflicts["topic"] == topic]
    is_decided = statements["origin"] == "reviewer"
    of_statements = {
        "statements with a citation": statements["n_citations"] > 0,
        "statements that cite clinical evidence, by the title of the work": statements["best_design"].isin(CLINICAL),
        "statements about people": statements["population"].str.contains("human", regex=False, na=False),
        "statements that hedge": statements["certainty"] == "hedged",
        "statements decided by a reviewer": is_decided,
    }
    n_decided = int(is_decided.sum())
    rows = [
        (
            measure,
            int(holds.sum()),
            len(statements),
            f"{int((holds & is_decided).sum())} of {n_decided}" if n_decided else None,
        )
        for measure, holds in of_statements.items()
    ]
    rows += [
        ("sources that speak to the topic", statements["source_id"].nunique(), len(find_read_sources(corpus)), None),
        ("cited works that two or more sources cite here", int((n_listed > 1).sum()), len(n_listed), None),
        ("pairs of answers that conflict directly, both clear and firm", *_count_conflicts(conflicts), None),
    ]
    frame = pd.DataFrame(rows, columns=["measure", "n", "of", "among_decided"])
    frame.insert(3, "percent", percent(frame["n"], frame["of"]))
    return frame


def _count_conflicts(conflicts: pd.DataFrame) -> tuple[int, int]:
    """Count the pairs whose answers are clear, firm and opposed, among those that differ at all."""
    is_direct = (conflicts["class"] == "direct") & (conflicts["severity"] == "error")
    return int(is_direct.sum()), int((conflicts["class"] != "candidate").sum())

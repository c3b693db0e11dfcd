"""About what the checks report: how much of it, and what of it matters to reference lists or to a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.summaries.support import find_cited_entries, find_statements
from evidence_review.summaries.wording import excerpt
from evidence_review.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["summarize_findings", "summarize_reference_findings", "summarize_topic_findings"]

_KEY = ["check", "finding_no"]


def summarize_findings(corpus: Corpus) -> pd.DataFrame:
    """Count findings by check.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per check that reports something, errors first, then by name: severity, check, findings, sources (how many
        sources it concerns), open (findings without a reviewer's verdict).
    """
    findings = corpus.findings.assign(is_open=corpus.findings["verdict"].isna())
    grouped = findings.groupby(["severity", "check"]).agg(
        findings=("finding_no", "size"), sources=("source_id", "nunique"), open=("is_open", "sum")
    )
    return _by_severity(grouped.reset_index(), ["check"])


def summarize_reference_findings(corpus: Corpus) -> pd.DataFrame:
    """List the findings about reference lists: those that lie in a list or at a marker.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per finding, errors first, then by check and source: severity, check, source, verdict ("open" until a reviewer
        decides), finding, words (from the source, shortened), innocent_explanation.
    """
    lists = corpus.sections.loc[corpus.sections["kind"] == "references", ["source_id", "start", "end"]]
    places = pd.concat([lists, corpus.citations[["source_id", "start", "end"]]])
    return _listed(_inside(corpus.findings, places))


def summarize_topic_findings(corpus: Corpus, topic: str) -> pd.DataFrame:
    """List the findings that matter to a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per finding that lies in a sentence of the topic, in an entry that such a sentence cites, or that covers such a
        sentence (as a section does); ordered and with columns as `summarize_reference_findings`.
    """
    statements = find_statements(corpus, topic)[["source_id", "sentence_no"]].drop_duplicates()
    sentences = corpus.sentences.merge(statements, on=["source_id", "sentence_no"])[["source_id", "start", "end"]]
    entries = find_cited_entries(corpus, topic)[["source_id", "start", "end"]].drop_duplicates()
    inside = _inside(corpus.findings, pd.concat([sentences, entries]))
    return _listed(pd.concat([inside, _around(corpus.findings, sentences)]))


def _inside(findings: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Keep the findings whose span lies in one of the places."""
    pairs = findings.dropna(subset=["start"]).merge(places, on="source_id", suffixes=("", "_of_place"))
    held = pairs[(pairs["start"] >= pairs["start_of_place"]) & (pairs["end"] <= pairs["end_of_place"])]
    return held[list(findings.columns)]


def _around(findings: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Keep the findings whose span holds one of the places."""
    pairs = findings.dropna(subset=["start"]).merge(places, on="source_id", suffixes=("", "_of_place"))
    held = pairs[(pairs["start"] <= pairs["start_of_place"]) & (pairs["end"] >= pairs["end_of_place"])]
    return held[list(findings.columns)]


def _listed(findings: pd.DataFrame) -> pd.DataFrame:
    findings = _by_severity(findings.drop_duplicates(_KEY), ["check", "source_id", "start"])
    return pd.DataFrame(
        {
            "severity": findings["severity"],
            "check": findings["check"],
            "source": findings["source_id"],
            "verdict": findings["verdict"].fillna("open"),
            "finding": findings["message"],
            "words": findings["raw"].map(lambda raw: excerpt(raw, limit=40), na_action="ignore"),
            "innocent_explanation": findings["innocent_explanation"],
        }
    )


def _by_severity(findings: pd.DataFrame, then: list[str]) -> pd.DataFrame:
    rank = findings["severity"].map({name: rank for rank, name in enumerate(SEVERITIES)})
    ordered = findings.assign(rank=rank).sort_values(["rank", *then], kind="stable", ignore_index=True)
    return ordered.drop(columns="rank")

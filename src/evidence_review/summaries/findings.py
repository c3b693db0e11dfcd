"""About what the checks report: how much of it, and what of it matters to reference lists or to a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.anchors import anchor_of_finding
from evidence_review.checks import CHECKS, FAMILIES, family_of
from evidence_review.summaries.support import find_cited_entries, find_statements
from evidence_review.summaries.wording import excerpt
from evidence_review.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "summarize_findings",
    "summarize_findings_by_family",
    "summarize_other_findings",
    "summarize_reference_findings",
    "summarize_topic_findings",
]

_KEY = ["check", "finding_no"]
# Families that look at a reference list; they say nothing of a source without one.
_OF_LISTS = ("citations", "citation support", "what statements rest on", "reference lists", "DOIs", "retractions")


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


def summarize_findings_by_family(corpus: Corpus) -> pd.DataFrame:
    """Count findings by family of checks and source.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per check and severity, families in the order of `checks.FAMILIES`, checks that report nothing too: family, check, severity,
        a column per source that was read, in the order of their ids, and all. A source without a list of references is empty where lists
        are looked at, and a list that was not checked for retractions, or a source without codings, is empty there: unknown is not zero.
    """
    sources = corpus.sources[corpus.sources["status"].isin(("ok", "partial"))].set_index("source_id")
    has_list = sources["n_references"].fillna(0) > 0
    is_known = {family: has_list if family in _OF_LISTS else has_list | True for family in FAMILIES}
    is_known["retractions"] = sources["retraction_file"].notna()
    is_known["codings"] = sources.index.to_series().isin(corpus.codings["source_id"])
    counts = corpus.findings.groupby(["check", "severity", "source_id"]).size()
    found = corpus.findings.groupby("check")["severity"].agg(set)
    rows = []
    for code in sorted(CHECKS, key=lambda code: list(FAMILIES).index(family_of(code))):
        family = family_of(code)
        for severity in sorted(found.get(code, {CHECKS[code].severity}), key=SEVERITIES.index):
            sizes = {source: int(counts.get((code, severity, source), 0)) for source in sources.index}
            shown = {source: size if size or is_known[family][source] else pd.NA for source, size in sizes.items()}
            # A coding may name a source that was not read.
            total = int((corpus.findings["check"].eq(code) & corpus.findings["severity"].eq(severity)).sum())
            shown["all"] = total if total or is_known[family].any() else pd.NA
            rows.append({"family": family, "check": code, "severity": severity} | shown)
    frame = pd.DataFrame(rows, columns=["family", "check", "severity", *sources.index, "all"])
    return frame.astype(dict.fromkeys([*sources.index, "all"], "Int64"))


def summarize_reference_findings(corpus: Corpus) -> pd.DataFrame:
    """List the findings about reference lists: those that lie in a list or at a marker, but for the queue of doubtful support.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per finding, errors first, then by check and source: severity, check, source, verdict ("open" until a reviewer
        decides), finding, words (from the source, shortened), innocent_explanation, place_id (empty where it has no words).
    """
    lists = corpus.sections.loc[corpus.sections["kind"] == "references", ["source_id", "start", "end"]]
    places = pd.concat([lists, corpus.citations[["source_id", "start", "end"]]])
    return _listed(_inside(_not_queued(corpus), places))


def summarize_other_findings(corpus: Corpus) -> pd.DataFrame:
    """List every finding but the citations of doubtful support, which have a queue of their own.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        Ordered and with columns as `summarize_reference_findings`.
    """
    return _listed(_not_queued(corpus))


def _not_queued(corpus: Corpus) -> pd.DataFrame:
    return corpus.findings[corpus.findings["check"].map(family_of) != "citation support"]


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
    named = zip(findings["source_id"], findings["check"], findings["finding_no"], strict=True)
    places = [f"{source}:{anchor_of_finding(check, number)}" for source, check, number in named]
    return pd.DataFrame(
        {
            "severity": findings["severity"],
            "finding": findings["message"],
            "words": findings["raw"].map(lambda raw: excerpt(raw, limit=40), na_action="ignore"),
            "innocent_explanation": findings["innocent_explanation"],
            "check": findings["check"],
            "source": findings["source_id"],
            "verdict": findings["verdict"].fillna("open"),
            "place_id": pd.Series(places, index=findings.index, dtype=object).where(findings["start"].notna(), None),
        }
    )


def _by_severity(findings: pd.DataFrame, then: list[str]) -> pd.DataFrame:
    rank = findings["severity"].map({name: rank for rank, name in enumerate(SEVERITIES)})
    ordered = findings.assign(rank=rank).sort_values(["rank", *then], kind="stable", ignore_index=True)
    return ordered.drop(columns="rank")

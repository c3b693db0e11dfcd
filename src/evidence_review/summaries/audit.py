"""About the audit of citations: the queue of those that deserve a look, what could not be judged, and what reviewers decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.checks.registry import rows
from evidence_review.corpus.parse import read_stretch
from evidence_review.summaries.wording import excerpt

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "find_queue",
    "summarize_audit",
    "summarize_not_assessable",
    "summarize_parked",
    "summarize_signals",
    "summarize_verdict_sheet",
]

_ENTRY = ["source_id", "reference_no"]


def summarize_audit(corpus: Corpus) -> pd.DataFrame:
    """Count what the audit looked at.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, pairs (of a marker and an entry), assessable, not_assessable, with_signals
        (pairs for which at least one signal spoke), reported (by the check citation-support-doubtful), decided (by a reviewer). Empty for
        a source that follows no marker to an entry: no citations are not good citations.
    """
    audit = corpus.citation_support
    reported = corpus.findings[corpus.findings["check"] == "citation-support-doubtful"]
    counts = {
        "pairs": audit,
        "assessable": audit[audit["is_assessable"]],
        "not_assessable": audit[~audit["is_assessable"]],
        "with_signals": audit[audit["is_assessable"] & audit["signals"].notna()],
        "reported": reported,
        "decided": audit[audit["verdict"].notna()],
    }
    frame = pd.DataFrame({"source": corpus.sources["source_id"]})
    for name, chosen in counts.items():
        sizes = chosen.groupby("source_id").size()
        frame[name] = frame["source"].map(sizes).fillna(0).astype("Int64")
    frame.loc[frame["pairs"] == 0, list(counts)] = pd.NA
    return frame


def summarize_signals(corpus: Corpus) -> pd.DataFrame:
    """Count how often each signal spoke.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per signal that spoke, the most frequent first, then by name: signal, pairs, alone (pairs for which no other
        signal spoke), sources.
    """
    audit = corpus.citation_support[corpus.citation_support["is_assessable"]].dropna(subset=["signals"])
    spoken = audit.assign(signal=audit["signals"].str.split(";"), alone=~audit["signals"].str.contains(";"))
    spoken = spoken.explode("signal")
    grouped = spoken.groupby("signal").agg(
        pairs=("signal", "size"),
        alone=("alone", "sum"),
        sources=("source_id", lambda ids: ", ".join(sorted(set(ids)))),
    )
    return grouped.reset_index().sort_values(["pairs", "signal"], ascending=[False, True], ignore_index=True)


def find_queue(corpus: Corpus, *, n: int | None = None) -> pd.DataFrame:
    """Select the citations that most deserve a look, with all that a person needs to decide.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    n : int, optional
        How many; all that are assessable unless told.

    Returns
    -------
    pandas.DataFrame
        One row per pair in the order of the queue: queue_no, source_id, marker_no, reference_no, start, score, before, marker and after (the
        sentence, cut at the marker), quote (the sentence up to the marker's end), entry (as printed, white space folded), reason, better_reference_no, better_entry,
        innocent_explanation, verdict.
    """
    queue = corpus.citation_support.dropna(subset=["queue_no"]).sort_values("queue_no", ignore_index=True)
    queue = queue if n is None else queue.head(n)
    parts = corpus.sentences.set_index(["source_id", "sentence_no"])["parts"]
    entries = corpus.references.set_index(_ENTRY)["raw"].map(lambda raw: " ".join(raw.split()))
    found = []
    for row in rows(queue):
        text, own = corpus.texts[row.source_id], parts[(row.source_id, row.sentence_no)]
        better = None if pd.isna(row.better_reference_no) else int(row.better_reference_no)
        found.append(
            {
                "queue_no": row.queue_no,
                "source_id": row.source_id,
                "marker_no": row.marker_no,
                "reference_no": row.reference_no,
                "start": row.start,
                "score": row.score,
                "before": read_stretch(text, own, 0, row.start),
                "marker": " ".join(row.raw.split()),
                "after": read_stretch(text, own, row.end, len(text)),
                "quote": read_stretch(text, own, 0, row.end),
                "entry": entries[(row.source_id, row.reference_no)],
                "reason": row.reason,
                "better_reference_no": better,
                "better_entry": entries[(row.source_id, better)] if better else None,
                "innocent_explanation": row.innocent_explanation,
                "verdict": row.verdict,
            }
        )
    frame = pd.DataFrame(found, columns=list(_QUEUE_COLUMNS))
    return frame.astype({"better_reference_no": "Int64"})


_QUEUE_COLUMNS = (
    "queue_no source_id marker_no reference_no start score before marker after quote entry reason better_reference_no better_entry"
    " innocent_explanation verdict"
).split()


def summarize_not_assessable(corpus: Corpus) -> pd.DataFrame:
    """List the cited entries whose title says too little to judge by.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per entry in the order of the lists: source, reference, citations (how many were not judged), entry (as
        printed, shortened), reason.
    """
    aside = corpus.citation_support[~corpus.citation_support["is_assessable"]]
    counted = aside.groupby([*_ENTRY, "reason"], dropna=False).size().rename("citations").reset_index()
    entries = counted.merge(corpus.references[[*_ENTRY, "raw"]], on=_ENTRY)
    entries = entries.sort_values(_ENTRY, kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "source": entries["source_id"],
            "reference": entries["reference_no"],
            "citations": entries["citations"],
            "entry": entries["raw"].map(excerpt),
            "reason": entries["reason"],
        }
    )


def summarize_parked(corpus: Corpus) -> pd.DataFrame:
    """List the reviewers' decisions that fit nothing in the sources as they are now.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        The table `parked`, in the order of files and lines: file, line, reason, decision.
    """
    return corpus.parked.rename(columns={"line_no": "line"})


def summarize_verdict_sheet(corpus: Corpus) -> pd.DataFrame:
    """Make a sheet for verdicts: the rows of `seeds/review/verdicts.csv` that nobody has decided yet, in the order of the queue.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per undecided pair: file, quote (the sentence up to the marker), entry (as printed), verdict, reviewer and note, which are
        empty. A row whose three empty cells are filled can be appended to `verdicts.csv` as it is.
    """
    queue = find_queue(corpus)
    queue = queue[queue["verdict"].isna()].reset_index(drop=True)
    files = corpus.sources.set_index("source_id")["file"]
    return pd.DataFrame(
        {
            "file": queue["source_id"].map(files),
            "quote": queue["quote"],
            "entry": queue["entry"],
        }
    ).assign(verdict="", reviewer="", note="")

"""The audit of citations: how far the title of each cited entry fits the words that cite it."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import pandas as pd

from evidence_review import schema
from evidence_review.checks.registry import Finding, check, rows
from evidence_review.coding.concepts import read_vocabulary
from evidence_review.corpus import Corpus
from evidence_review.corpus.parse import read_parts
from evidence_review.extract.concepts import Vocabulary
from evidence_review.extract.support import THRESHOLD, Entry, Judgment, Mention, Sentence, audit_document, shorten
from evidence_review.text import Folded, fold

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

    Raises
    ------
    EvidenceError
        If the concepts of the review are not as agreed.
    """
    pairs = corpus.citations.dropna(subset=["reference_no"]).drop_duplicates(["source_id", "marker_no", "reference_no"])
    vocabulary = read_vocabulary(corpus.review)
    found = []
    for source_id, of_source in pairs.groupby("source_id", sort=True):
        judgments = {
            (one.marker_no, one.reference_no): one for one in _judge(corpus, str(source_id), of_source, vocabulary)
        }
        found += [_row(row, judgments[row.marker_no, row.reference_no]) for row in rows(of_source)]
    queue = sorted(
        (row for row in found if row["score"] is not None),
        key=lambda row: (-row["score"], row["source_id"], row["marker_no"], row["reference_no"]),
    )
    for queue_no, row in enumerate(queue, start=1):
        row["queue_no"] = queue_no
    return schema.frame("citation_support", found)


def _judge(corpus: Corpus, source_id: str, pairs: pd.DataFrame, vocabulary: Vocabulary) -> list[Judgment]:
    headings = {row.section_no: _text(row.title) for row in _of(corpus.sections, source_id)}
    listed = list(_of(corpus.sentences, source_id))
    sentences = [
        Sentence(row.sentence_no, row.text, row.paragraph_no, headings[row.section_no], _text(row.language))
        for row in listed
    ]
    entries = [
        Entry(
            row.reference_no,
            _text(row.title),
            _text(row.first_author),
            row.parse_status == "failed",
        )
        for row in _of(corpus.references, source_id)
    ]
    parts = {row.sentence_no: row.parts for row in listed}
    folded: dict[int, Folded] = {}
    numbers: dict[int, list[int]] = {}
    places: dict[int, tuple[int, int, int]] = {}
    for row in rows(pairs):
        numbers.setdefault(row.marker_no, []).append(row.reference_no)
        if row.marker_no not in places:
            if row.sentence_no not in folded:
                folded[row.sentence_no] = fold(corpus.texts[source_id], read_parts(parts[row.sentence_no]))
            line = folded[row.sentence_no]
            start, end = (bisect_left(range(len(line.text)), at, key=line.origin) for at in (row.start, row.end))
            places[row.marker_no] = (row.sentence_no, start, end)
    mentions = [Mention(number, *places[number], tuple(sorted(listed))) for number, listed in numbers.items()]
    return audit_document(sentences, entries, mentions, vocabulary)


def _of(frame: pd.DataFrame, source_id: str) -> Iterator[Any]:
    return rows(frame[frame["source_id"] == source_id])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _row(pair: Any, judgment: Judgment) -> dict[str, Any]:
    kept = ("source_id", "marker_no", "reference_no", "sentence_no", "start", "end", "raw")
    return {name: getattr(pair, name) for name in kept} | {
        "score": judgment.score,
        "is_assessable": judgment.score is not None,
        "signals": ";".join(judgment.signals),
        "reason": judgment.reason,
        "sentence_concepts": ";".join(judgment.sentence_concepts),
        "title_concepts": ";".join(judgment.title_concepts),
        "better_reference_no": judgment.better or None,
        "innocent_explanation": judgment.innocent_explanation,
    }


@check("citation-support-doubtful", severity="info")
def find_doubtful_support(corpus: Corpus) -> Iterator[Finding]:
    """Find citations whose entry, by its title, hardly fits the words that cite it.

    A place in a queue for a person, never a verdict. A pair that a reviewer found supported is none.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the marker.
    """
    titles = {(row.source_id, row.reference_no): _text(row.title) for row in rows(corpus.references)}
    doubtful = corpus.citation_support[corpus.citation_support["score"].fillna(0.0) >= THRESHOLD]
    for row in rows(doubtful):
        verdict = _text(row.verdict)
        if verdict == "supported":
            continue
        better = "" if pd.isna(row.better_reference_no) else f"entry {row.better_reference_no}"
        if better:
            better += f" ({shorten(titles[row.source_id, row.better_reference_no])}) fits these words better"
        yield Finding(
            row.source_id,
            row.start,
            row.end,
            f"entry {row.reference_no} ({shorten(titles[row.source_id, row.reference_no])}): {_text(row.reason)}",
            better or "read the work, or find the one that was meant",
            _text(row.innocent_explanation) or "the work may say it in its text",
            verdict,
        )

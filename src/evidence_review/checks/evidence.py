"""Checks of what a statement claims against the kind of works that it cites."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from evidence_review.checks.registry import Finding, check, rows
from evidence_review.corpus import Corpus
from evidence_review.extract.evidence import find_evidence_flags

__all__: list[str] = []


class _Flagged(NamedTuple):
    """A statement with a flag: its row in `statements`, the words that decided, and the entries that it cites, described."""

    statement: Any
    cue: str
    works: str


def _flagged(corpus: Corpus, flag: str) -> Iterator[_Flagged]:
    """Yield the statements with a flag: of those that share a sentence and their entries, the first."""
    flags = corpus.statements["evidence_flags"].fillna("").str.split(";")
    flagged = corpus.statements[flags.map(lambda own: flag in own)]
    if flagged.empty:
        return
    resolved = corpus.citations.dropna(subset=["reference_no"]).sort_values(["source_id", "start"])
    cited = dict(list(resolved.groupby("source_id")[["start", "reference_no"]]))
    entries = {(row.source_id, row.reference_no): row for row in rows(corpus.references)}
    seen = set()
    for row in rows(flagged):
        here = cited.get(row.source_id, resolved[:0])
        first, last = here["start"].searchsorted([row.start, row.cited_end])
        numbers = here["reference_no"][first:last].unique().tolist()
        key = (row.source_id, row.sentence_no, *numbers)
        if key in seen:
            continue
        seen.add(key)
        own = [entries[row.source_id, number] for number in numbers]
        found = find_evidence_flags(row.text, row.population, [one.design for one in own] or ["unclear"])
        yield _Flagged(row, found.get(flag, ""), ", ".join(map(_describe, own)) or "a work that the list does not hold")


def _describe(entry: Any) -> str:
    cue = entry.design_cue if isinstance(entry.design_cue, str) else ""
    design = entry.design.replace(";", ", ")
    return (
        f"entry {entry.reference_no} ({design}: {cue!r})"
        if cue
        else f"entry {entry.reference_no} (its title tells no design)"
    )


@check("animal-evidence-for-human-claim", severity="warning")
def find_animal_evidence_for_human_claims(corpus: Corpus) -> Iterator[Finding]:
    """Find statements about people that cite only works on animals or cells.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the statement, once for each sentence and the entries that it cites. Nothing where one of the works may be about people, as one whose title tells no design.
    """
    for statement, cue, works in _flagged(corpus, "animal-evidence-for-human-claim"):
        words = cue or statement.population_cue
        # Where a reviewer decided, no cue did.
        said = ", ".join(map(repr, words.split(";"))) if isinstance(words, str) else "as a reviewer decided"
        yield Finding(
            statement.source_id,
            statement.start,
            statement.end,
            f"the statement speaks of people ({said}) and rests on animals or cells alone: {works}",
            "say that it was seen in animals or cells, or cite a study of people",
            "the title may name an animal that the study only starts from, or the sentence may go on from one about animals",
        )


@check("review-for-primary-finding", severity="info")
def find_reviews_for_primary_findings(corpus: Corpus) -> Iterator[Finding]:
    """Find statements that report what one study found, and cite only reviews.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the statement, once for each sentence and the entries that it cites.
    """
    for statement, cue, works in _flagged(corpus, "review-for-primary-finding"):
        yield Finding(
            statement.source_id,
            statement.start,
            statement.end,
            f"the statement reads as the finding of a study ({cue!r}) and cites only reviews: {works}",
            "look the study up in the review and cite it",
            "the review may report its own pooled result, or hold the study's data",
        )


@check("many-studies-few-references", severity="info")
def find_many_studies_with_one_reference(corpus: Corpus) -> Iterator[Finding]:
    """Find statements that claim several studies and cite one work that is no review.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the statement, once for each sentence and the entries that it cites. A review, a guideline or a textbook stands for many studies and is not reported.
    """
    for statement, cue, works in _flagged(corpus, "many-studies-few-references"):
        yield Finding(
            statement.source_id,
            statement.start,
            statement.end,
            f"the statement speaks of several studies ({cue!r}) and cites one work: {works}",
            "cite the studies, or a review of them",
            "the work may be a review though its title does not say so, or may report several studies itself",
        )

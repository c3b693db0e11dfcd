"""Build and open a review: the tables, the findings of all checks, written and kept fresh."""

from dataclasses import replace
from pathlib import Path

from evidence_review.corpus import Corpus, fingerprint, is_fresh, read, write
from evidence_review.paths import Review, find_review

__all__ = ["build_corpus", "build_review", "last_loaded", "load"]

_loaded: list[Corpus] = []  # the one that was opened last


def build_corpus(review: Review, *, jobs: int = 1) -> Corpus:
    """Build all tables of a review in memory, findings too.

    Parameters
    ----------
    review : Review
        The folders of the review.
    jobs : int
        How many files to read at the same time.

    Returns
    -------
    Corpus
        The corpus, complete and validated.

    Raises
    ------
    EvidenceError
        If the folder holds no documents, or a reviewer's file is wrong.
    """
    # Imported here because pandera takes longer to import than tables that are already there take to load.
    from evidence_review.checks import run_checks
    from evidence_review.checks.citation_support import audit
    from evidence_review.coding.merging import merge_codings
    from evidence_review.coding.verdicts import join_verdicts
    from evidence_review.conflicts import find_conflicts
    from evidence_review.corpus.build import build, check_spans

    corpus = build(review, jobs=jobs)
    statements, codings, parked = merge_codings(corpus)
    corpus = replace(corpus, statements=statements, codings=codings, parked=parked)
    corpus = replace(corpus, conflicts=find_conflicts(corpus))
    corpus = replace(corpus, citation_support=audit(corpus))
    support, parked = join_verdicts(corpus)
    corpus = replace(corpus, citation_support=support, parked=parked)
    complete = replace(corpus, findings=run_checks(corpus))
    check_spans(complete)
    return complete


def build_review(review: Review, *, jobs: int = 1) -> Corpus:
    """Build all tables of a review and write them.

    Parameters
    ----------
    review : Review
        The folders of the review.
    jobs : int
        How many files to read at the same time.

    Returns
    -------
    Corpus
        The corpus, as written.

    Raises
    ------
    EvidenceError
        If the folder holds no documents, or a reviewer's file is wrong.
    """
    made_from = fingerprint(review)
    corpus = build_corpus(review, jobs=jobs)
    write(corpus, made_from)
    return corpus


def load(seeds: str | Path = "", outputs: str | Path = "") -> Corpus:
    """Open a review: load its tables, and build them first when they are missing or something they are made from has changed.

    Parameters
    ----------
    seeds, outputs : str or Path
        The folders; empty for those of the environment or of the project, as `paths.find_review` says.

    Returns
    -------
    Corpus
        The corpus; `last_loaded` returns it again.

    Raises
    ------
    EvidenceError
        If there is no review there.
    """
    review = find_review(seeds, outputs, is_written=True)
    _loaded[:] = [read(review) if is_fresh(review) else build_review(review)]
    return _loaded[0]


def last_loaded() -> Corpus | None:
    """Return the corpus that `load` returned last in this process, for what is asked of a review without naming it.

    Returns
    -------
    Corpus or None
        None before the first call of `load`.
    """
    return _loaded[0] if _loaded else None

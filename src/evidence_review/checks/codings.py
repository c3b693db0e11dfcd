"""Checks of what reviewers quote: whether the words stand where a coding says."""

from collections.abc import Iterator

from evidence_review.checks.registry import Finding, check, rows
from evidence_review.coding.codings import PLACE
from evidence_review.corpus import Corpus

__all__: list[str] = []

_CHANGED = "the source may have been replaced by another edition since it was coded"


def _find(corpus: Corpus, statuses: tuple[str, ...], suggestion: str) -> Iterator[Finding]:
    for row in rows(corpus.codings[corpus.codings["status"].isin(statuses)]):
        yield Finding(row.source_id, None, None, f"{PLACE}, line {row.line_no}: {row.reason}", suggestion, _CHANGED)


@check("quote-not-found", severity="error")
def find_quotes_not_found(corpus: Corpus) -> Iterator[Finding]:
    """Find codings whose words stand in no sentence of any source, or that name a source that was not read.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        About the file, with the line of the coding.
    """
    suggestion = "copy the words from the source, and name it by its id or its file"
    yield from _find(corpus, ("not-found", "unknown-source"), suggestion)


@check("quote-misattributed", severity="error")
def find_misattributed_quotes(corpus: Corpus) -> Iterator[Finding]:
    """Find codings whose words stand in another source than the one named.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        About the file that is named, with the line of the coding and the sources that hold the words.
    """
    yield from _find(corpus, ("misattributed",), "name the source that holds the words")


@check("no-coding-checked", severity="error")
def find_that_no_coding_was_checked(corpus: Corpus) -> Iterator[Finding]:
    """Find that there are codings and none of them could be looked up.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        One, about the file of codings.
    """
    n_rows = len(corpus.codings)
    if n_rows and (corpus.codings["status"] == "unknown-source").all():
        yield Finding(
            PLACE,
            None,
            None,
            f"no quote was checked: none of the rows ({n_rows}) names a source that was read",
            "name sources by their ids or their files",
            "the sources may have got other ids",
        )

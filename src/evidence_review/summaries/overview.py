"""What was reviewed, and how far the review can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.summaries.cards import summarize_card_answers
from evidence_review.summaries.support import find_read_sources
from evidence_review.summaries.wording import count_in_words, in_words, join, say_kind
from evidence_review.vocabulary import KINDS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["say_review", "summarize_review_figures"]


def say_review(corpus: Corpus) -> list[str]:
    """Say what was reviewed.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    list of str
        Sentences: which sources of which kinds and years, what could not be read, and how much they state on how many topics.
    """
    read = find_read_sources(corpus)
    if read.empty:
        return ["No source was read, so that there is nothing to say yet.", *_say_unread(corpus)]
    kinds = read["kind"].value_counts()
    named = [count_in_words(int(kinds[kind]), say_kind(kind)) for kind in KINDS if kind in kinds.index]
    unknown = len(read) - int(kinds.sum())
    named += [f"{in_words(unknown)} of unknown kind"] if unknown else []
    were = "was" if len(read) == 1 else "were"
    what = f"{count_in_words(len(read), 'source').capitalize()} {were} read: {join(named)}{_say_years(read['year'])}."
    return [what, *_say_unread(corpus), _say_statements(corpus)]


def _say_years(years: pd.Series) -> str:
    known = years.dropna()
    if known.empty:
        return ", without a year of publication"
    low, high = int(known.min()), int(known.max())
    silent = len(years) - len(known)
    unknown = f" ({in_words(silent)} without a year)" if silent else ""
    return f", published in {low}{unknown}" if low == high else f", published from {low} to {high}{unknown}"


def _say_unread(corpus: Corpus) -> list[str]:
    counts = corpus.sources["status"].value_counts()
    words = {"rejected": "could not be read", "duplicate": "is a copy of another"}
    said = [
        f"{count_in_words(int(counts[name]), 'file')} {_of_many(words[name], int(counts[name]))}"
        for name in words
        if name in counts
    ]
    return [f"{join(said).capitalize()}; the list of sources says why."] if said else []


def _of_many(predicate: str, n: int) -> str:
    return predicate if n == 1 else predicate.replace("is a copy", "are copies")


def _say_statements(corpus: Corpus) -> str:
    n_topics, statements = len(corpus.topics), corpus.statements
    is_one = len(find_read_sources(corpus)) == 1
    nothing = f"nothing in {'it' if is_one else 'them'}"
    if not n_topics:
        return f"The review has no topics yet, so that {nothing} counts as a statement."
    topics = count_in_words(n_topics, "topic")
    if statements.empty:
        return f"{nothing.capitalize()} speaks to its {topics}, as far as the terms of the topics find statements."
    n, passages = len(statements), len(statements.drop_duplicates(["source_id", "start", "end"]))
    twice = f", in {count_in_words(passages, 'passage')}: one that speaks to several topics counts for each"
    said = f"{'It makes' if is_one else 'They make'} {count_in_words(n, 'statement')} on {topics}"
    return f"{said}{twice if passages < n else ''}."


def summarize_review_figures(corpus: Corpus, answers: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count what a reader needs to know how far the review can be trusted.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    answers : pandas.DataFrame, optional
        What `summarize_card_answers` returns, where it is at hand.

    Returns
    -------
    pandas.DataFrame
        One row per figure: n, of, meaning (what is counted, to be read behind "n of of"). A figure of nothing is left out.
    """
    statements, citations = corpus.statements, corpus.citations
    answers = summarize_card_answers(corpus) if answers is None else answers
    decided = int((statements["origin"] == "reviewer").sum())
    rows = [
        (decided, len(statements), _of_decided(decided, len(statements))),
        (int((answers["agreement"] == "agree").sum()), len(answers), _say_other_answers(answers)),
        (
            int((statements["n_citations"] > 0).sum()),
            len(statements),
            "statements carry a citation; the others rest on the source\u2019s own word, or on a work that its list does not hold",
        ),
        (
            int((citations["status"] == "resolved").sum()),
            len(citations),
            f"citations were followed to an entry of the source\u2019s list{_say_without_list(corpus)}",
        ),
    ]
    is_read = len(find_read_sources(corpus)) > 0
    return pd.DataFrame([row for row in rows if row[1] and is_read], columns=["n", "of", "meaning"])


def _of_decided(n: int, of: int) -> str:
    return "statements were decided by a reviewer" + (
        "; the others are the machine\u2019s suggestions" if n < of else ""
    )


def _say_other_answers(answers: pd.DataFrame) -> str:
    """Say what became of the questions on which sources do not agree."""
    counts = answers["agreement"].value_counts()
    words = {
        "differ": "sources differ on {}",
        "differ by context": "they differ with the context on {}",
        "mixed": "they say both yes and no on {}",
        "one source": "one source alone answers {}",
        "open": "{} left open",
        "": "nobody has an answer to {}",
    }
    said = [text.format(in_words(int(counts[name]))) for name, text in words.items() if name in counts.index]
    return f"questions are answered alike by two sources or more{'; ' if said else ''}{join(said)}"


def _say_without_list(corpus: Corpus) -> str:
    n = int((find_read_sources(corpus)["n_references"] == 0).sum())
    return f"; {count_in_words(n, 'source')} {'has' if n == 1 else 'have'} no list" if n else ""

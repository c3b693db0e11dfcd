"""How far the coders of a review agree, and what they have to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.coding.agreement import compare_coders, find_disagreements
from evidence_review.coding.codings import SETTLED
from evidence_review.coding.pairing import FIELDS
from evidence_review.summaries.wording import count, count_in_words, excerpt, join

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["say_coders", "summarize_coders", "summarize_disagreements"]


def say_coders(corpus: Corpus) -> str:
    """Say who coded the review, and whether their agreement is known.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    str
        A sentence.
    """
    codings = corpus.codings[corpus.codings["coder"] != SETTLED]
    coders = list(codings["coder"].unique())
    if not coders:
        return "No reviewer has coded anything, so there is nothing to compare."
    who = f"{count(len(codings), 'coding')} by {count_in_words(len(coders), 'coder')} ({join(coders)})"
    if len(coders) == 1:
        return f"{who}: how far a second reader would agree is unknown."
    n = len(find_disagreements(corpus))
    return f"{who}; {count(n, 'disagreement')} to settle." if n else f"{who}; no disagreement is left to settle."


def summarize_coders(corpus: Corpus) -> pd.DataFrame:
    """Measure how far every two coders agree, field by field.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        As `coding.agreement.compare_coders` returns it, one row per field and two coders; none where there is one coder.
    """
    fields = [compare_coders(corpus.codings, field) for field in FIELDS]
    return pd.concat(fields, ignore_index=True)


def summarize_disagreements(corpus: Corpus) -> pd.DataFrame:
    """List what coders have to settle.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        As `coding.agreement.find_disagreements` returns it, with words (of the source, shortened) instead of raw.
    """
    found = find_disagreements(corpus)
    return found.assign(words=found["raw"].map(lambda raw: excerpt(raw, limit=120))).drop(columns="raw")

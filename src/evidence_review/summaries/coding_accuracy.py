"""About the machine's suggestions in this review: how often they are what its reviewers decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.summaries.accuracy import summarize_accuracy
from evidence_review.summaries.wording import count, join
from evidence_review.vocabulary import CERTAINTIES, DIRECTIONS, POPULATIONS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["say_coding_accuracy", "summarize_coding_accuracy", "summarize_confusion"]

_OTHER = "direction, other articles"  # measured out of sample

# The labels of each field, and the one that stands where nothing was seen: it counts neither as proposed nor as to be found.
_LABELS = {"direction": DIRECTIONS, "population": POPULATIONS, "certainty": CERTAINTIES}
_DEFAULTS = {"direction": "neutral", "population": "not-stated", "certainty": "asserted"}
_NOTHING = "not proposed"
_COLUMNS = ["field", "codings", "alike", "percent", "precision", "recall"]


def summarize_coding_accuracy(corpus: Corpus) -> pd.DataFrame:
    """Hold the machine's suggestions against the codings of this review.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per field (topic, direction, population, certainty); none without codings. codings (how many there are to compare), alike (how
        many of them the machine had proposed as decided), percent (whole), precision and recall (0 to 1, two decimals; empty where there is
        nothing to take a share of). A default value (neutral, not-stated, asserted) counts in `alike` but neither way in precision and recall.
        The precision of topics stays empty: a topic that was proposed for a coded sentence and that nobody coded need not be wrong.
        Only codings that are shown count.
    """
    used = corpus.codings[corpus.codings["status"] == "used"]
    if used.empty:
        return pd.DataFrame(columns=_COLUMNS)
    topics = set(zip(used["line_no"], used["topic"], strict=True))
    proposed = {
        (line, topic)
        for line, names in zip(used["line_no"], used["suggested_topics"], strict=True)
        for topic in _split(names)
    }
    right = topics & proposed
    rows = [["topic", len(used), len(right), _percent(len(right), len(used)), None, _share(len(right), len(used))]]
    for field, default in _DEFAULTS.items():
        pairs = list(zip(used["line_no"], used[field], used[f"suggested_{field}"], strict=True))
        alike = sum(set(_split(own)) == set(_split(theirs)) for _, own, theirs in pairs)
        gold = {(line, label) for line, own, _ in pairs for label in _split(own) if label != default}
        found = {(line, label) for line, _, theirs in pairs for label in _split(theirs) if label != default}
        rows.append(_row(field, len(pairs), alike, gold, found))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _split(labels: object) -> list[str]:
    return labels.split(";") if isinstance(labels, str) else []


def _row(field: str, n: int, alike: int, gold: set[tuple[int, str]], found: set[tuple[int, str]]) -> list[object]:
    right = len(gold & found)
    return [field, n, alike, _percent(alike, n), _share(right, len(found)), _share(right, len(gold))]


def _percent(part: int, whole: int) -> int:
    # Nothing but all is called all.
    return 100 if part == whole else min(round(100 * part / whole), 99)


def _share(part: int, whole: int) -> float | None:
    return None if not whole else 1.0 if part == whole else min(round(part / whole, 2), 0.99)


def summarize_confusion(corpus: Corpus, field: str) -> pd.DataFrame:
    """Count which label the machine proposed where a reviewer decided on which.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    field : str
        `direction`, `population` or `certainty`.

    Returns
    -------
    pandas.DataFrame
        One row per label that was decided, one column per label that was proposed, both in the order of the vocabulary and only those that
        occur; the first column, coded, holds the label, the last one n. Empty without codings.
    """
    used = corpus.codings[corpus.codings["status"] == "used"]
    proposed = used[f"suggested_{field}"].fillna(_NOTHING)
    if used.empty:
        return pd.DataFrame(columns=["coded", "n"])
    counts = pd.crosstab(used[field], proposed)
    order = [*_LABELS[field], *sorted({*counts.index, *counts.columns} - {*_LABELS[field], _NOTHING}), _NOTHING]
    counts = counts.reindex(index=_present(order, counts.index), columns=_present(order, counts.columns))
    counts.columns = [f"suggested {name}" if name != _NOTHING else name for name in counts.columns]
    return counts.assign(n=counts.sum(axis=1)).rename_axis(index="coded", columns=None).reset_index()


def _present(order: list[str], names: Iterable[str]) -> list[str]:
    return [name for name in order if name in set(names)]


def say_coding_accuracy(corpus: Corpus) -> str:
    """Say in one sentence how often the machine had proposed what the reviewers of this review decided.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    str
        The sentence, with every share and how many codings it is of.
    """
    rows = summarize_coding_accuracy(corpus)
    if rows.empty:
        return "Nothing is coded in this review yet, so that its suggestions cannot be held against decisions."
    shares = join(f"the {row.field} for {row.percent} %" for row in rows.itertuples())
    said = f"Of {count(int(rows['codings'].iloc[0]), 'coding')} of this review, the machine had proposed {shares}."
    other = summarize_accuracy().set_index("suggestion").loc[_OTHER]
    return f"{said} On articles of other subjects it found the direction far less well: precision {other['precision']}, recall {other['recall']}."

"""Statements that disagree: each pair with its words, its answers and what is known of their context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.conflicts.sides import SHOWN
from evidence_review.summaries.agreement import say_answer
from evidence_review.summaries.support import find_topic
from evidence_review.summaries.wording import excerpt
from evidence_review.vocabulary import CONFLICT_CLASSES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Hashable

    from evidence_review.corpus import Corpus
    from evidence_review.decisions import Question

__all__ = ["summarize_conflict_counts", "summarize_conflicts"]

_CONTEXT = ("population", *SHOWN)
_WEAK = "direct-not-firm"
_WORDS = 400  # characters of a statement
_COLUMNS = [
    *("topic", "title", "question", "class", "severity", "scope", "kind"),
    *(f"{name}_{side}" for side in "ab" for name in ("statement_id", "source", "words", "answer", "context")),
    *("what_differs", "context"),
]


def summarize_conflicts(corpus: Corpus, topic: str | None = None, *, candidates: bool = False) -> pd.DataFrame:
    """List pairs of statements that disagree, grouped by question, the gravest first.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str, optional
        The topic's id; the whole review unless given.
    candidates : bool
        Whether to list what the machine suggests, instead of the pairs of answers that a reviewer coded.

    Returns
    -------
    pandas.DataFrame
        One row per pair: topic (its id), title, question (its text; empty for candidates), class, severity, scope, kind; for either
        statement (`_a`, `_b`) statement_id, source, words (on one line, shortened), answer and context (what is stated of population,
        substance, dose, route, endpoint, time and event); what_differs, context.
    """
    if topic is not None:
        find_topic(corpus, topic)
    titles = {one.id: one.title for one in corpus.topics}
    # Two topics may have questions of the same id.
    questions = {(one.id, question.id): question for one in corpus.topics for question in one.questions}
    chosen = corpus.conflicts[(corpus.conflicts["class"] == "candidate") == candidates]
    if topic is not None:
        chosen = chosen[chosen["topic"] == topic]
    rows = [
        {"topic": row["topic"], "title": titles[row["topic"]]}
        | _show_pair(row, None if pd.isna(row["question"]) else questions[row["topic"], row["question"]])
        for row in _order(chosen, list(titles), list(questions)).to_dict("records")
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _order(conflicts: pd.DataFrame, topics: list[str], questions: list[tuple[str, str]]) -> pd.DataFrame:
    """Put the gravest pairs first; a question stands where its gravest pair does."""
    keys = zip(conflicts["topic"], conflicts["question"].fillna(""), strict=True)
    ranked = conflicts.assign(
        severity_place=conflicts["severity"].map(SEVERITIES.index),
        class_place=conflicts["class"].map(CONFLICT_CLASSES.index),
        topic_place=conflicts["topic"].map(topics.index),
        question_place=[questions.index(key) if key in questions else len(questions) for key in keys],
    )
    ranked["worst"] = ranked.groupby(["topic", "question"], dropna=False)["severity_place"].transform("min")
    places = ["worst", "topic_place", "question_place", "severity_place", "class_place", "conflict_no"]
    return ranked.sort_values(places, kind="stable")


def _show_pair(row: dict[Hashable, Any], question: Question | None) -> dict[str, Any]:
    shown = {column: row[column] for column in ("class", "severity", "scope", "kind", "what_differs", "context")}
    shown["question"] = question.text if question else None
    for side in "ab":
        answer = row[f"answer_{side}"]
        stated = {name: row[f"{name}_{side}"] for name in _CONTEXT}
        shown |= {
            f"statement_id_{side}": row[f"statement_id_{side}"],
            f"source_{side}": row[f"source_id_{side}"],
            f"words_{side}": excerpt(row[f"raw_{side}"], limit=_WORDS),
            f"answer_{side}": say_answer(question, answer) if question and not pd.isna(answer) else answer,
            f"context_{side}": "; ".join(
                f"{name}: {value.replace(';', ', ')}"
                for name, value in stated.items()
                if not pd.isna(value) and value != "not-stated"
            ),
        }
    return shown


def summarize_conflict_counts(corpus: Corpus) -> pd.DataFrame:
    """Count pairs of statements that disagree, by topic and class.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per topic that has any: topic (its title), direct (both answers clear and firm), direct-not-firm (one of them hedged,
        mixed, or alone states a circumstance), and the pairs of each further class in the order of `CONFLICT_CLASSES`.
    """
    conflicts = corpus.conflicts
    is_weak = (conflicts["class"] == "direct") & (conflicts["severity"] != "error")
    classes = conflicts["class"].mask(is_weak, _WEAK)
    columns = [CONFLICT_CLASSES[0], _WEAK, *CONFLICT_CLASSES[1:]]
    counts = pd.crosstab(conflicts["topic"], classes)
    topics = [topic for topic in corpus.topics if topic.id in counts.index]
    frame = counts.reindex(index=[topic.id for topic in topics], columns=columns).fillna(0).astype("int64")
    frame = frame.rename_axis(columns=None).reset_index(drop=True)
    frame.insert(0, "topic", [topic.title for topic in topics])
    return frame

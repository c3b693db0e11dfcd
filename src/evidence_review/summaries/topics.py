"""About one topic: who says what, what the questions are answered, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.summaries.agreement import find_answers, say_answer
from evidence_review.summaries.support import find_read_sources, find_statements, find_topic, rests_on
from evidence_review.summaries.wording import by_source, percent
from evidence_review.vocabulary import DIRECTIONS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "summarize_directions",
    "summarize_evidence",
    "summarize_gaps",
    "summarize_sources_used",
    "summarize_topics",
]


def summarize_topics(corpus: Corpus) -> pd.DataFrame:
    """Count what was found on every topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per topic in the order of their ids: topic, title, questions, statements, sources (with a statement), cited
        (statements with a citation), cited_percent, decided (statements that a reviewer made or confirmed).
    """
    topics = pd.DataFrame(
        [{"topic": one.id, "title": one.title, "questions": len(one.questions)} for one in corpus.topics],
        columns=["topic", "title", "questions"],
    )
    statements = corpus.statements.assign(
        is_cited=corpus.statements["n_citations"] > 0, is_decided=corpus.statements["origin"] == "reviewer"
    )
    counted = statements.groupby("topic").agg(
        statements=("statement_id", "size"),
        sources=("source_id", "nunique"),
        cited=("is_cited", "sum"),
        decided=("is_decided", "sum"),
    )
    counted = counted.reindex(topics["topic"].tolist()).fillna(0).astype("int64").reset_index(drop=True)
    counted.insert(3, "cited_percent", percent(counted["cited"], counted["statements"]))
    return pd.concat([topics, counted], axis=1)


def _silent(corpus: Corpus, statements: pd.DataFrame) -> list[str]:
    return [source for source in find_read_sources(corpus)["source_id"] if source not in set(statements["source_id"])]


def summarize_directions(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Count statements by source and direction: who says what.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids, silent ones included but not those that could not be read: source, and the statements of each direction in
        the order of `DIRECTIONS`, and of none ("unread"). Empty when no source speaks to the topic.
    """
    statements = find_statements(corpus, topic)
    columns = [*DIRECTIONS, *(["unread"] if statements["direction"].isna().any() else [])]
    if statements.empty:
        return pd.DataFrame(columns=["source", *columns])
    counts = pd.crosstab(statements["source_id"], statements["direction"].fillna("unread"))
    counts = counts.reindex(index=find_read_sources(corpus)["source_id"], columns=columns, fill_value=0)
    return counts.rename_axis(index="source", columns=None).reset_index()


def summarize_evidence(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Select the statements of a topic for the evidence table, with what each rests on.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        Rows and columns of `statements`, those that a reviewer decided before the suggestions of the machine, each in the order of the
        sources and their text, with rests_on, asked (the question's text) and answered (its answer with the unit).
    """
    questions = {question.id: question for question in find_topic(corpus, topic).questions}
    statements = find_statements(corpus, topic).assign(rests_on=rests_on(corpus, topic)["rests_on"])
    rows = zip(statements["question"], statements["answer"], strict=True)
    pairs = [
        (questions[name].text, say_answer(questions[name], answer)) if name in questions else ("", "")
        for name, answer in rows
    ]
    statements = statements.assign(asked=[asked for asked, _ in pairs], answered=[answered for _, answered in pairs])
    is_decided = statements["origin"] == "reviewer"
    return pd.concat([statements[is_decided], statements[~is_decided]], ignore_index=True)


def summarize_gaps(corpus: Corpus, topic: str) -> pd.DataFrame:
    """List what is missing on a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per gap: gap, where. First the questions that no source answers (or that nobody has coded yet), then the silent sources,
        those that could not be read, and source by source how many statements carry no citation and how many suggestions nobody has decided.
    """
    statements = find_statements(corpus, topic)
    is_machine = statements["origin"] == "machine"
    answered = set(find_answers(corpus, topic)["question"])
    unanswered = "question that is not coded yet" if is_machine.all() else "question that no source answers"
    rows = [(unanswered, one.text) for one in find_topic(corpus, topic).questions if one.id not in answered]
    rows += [("source silent on the topic", source) for source in _silent(corpus, statements)]
    unread = corpus.sources[~corpus.sources["source_id"].isin(find_read_sources(corpus)["source_id"])]
    rows += [("source not read", f"{row.source_id}: {row.reason}") for row in unread.itertuples()]
    lacking = {
        "statements without a citation": statements["n_citations"] == 0,
        "suggestions that no reviewer has decided": is_machine,
    }
    for gap, is_lacking in lacking.items():
        counts = is_lacking.groupby(statements["source_id"]).agg(["sum", "size"])
        where = "; ".join(f"{source}: {part} of {whole}" for source, part, whole in counts.itertuples() if part)
        rows += [(gap, where)] if where else []
    return pd.DataFrame(rows, columns=["gap", "where"])


def summarize_sources_used(corpus: Corpus, topic: str) -> pd.DataFrame:
    """List the sources of a topic's statements.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per source that speaks to the topic, in the order of their ids: source, title, year, license ("not stated"
        where the document is silent), statements.
    """
    sources = corpus.sources
    counted = sources.assign(statements=by_source(find_statements(corpus, topic), sources))
    used = counted.loc[counted["statements"] > 0, ["source_id", "title", "year", "license", "statements"]]
    return used.fillna({"license": "not stated"}).rename(columns={"source_id": "source"}).reset_index(drop=True)

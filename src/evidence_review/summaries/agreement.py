"""What the sources answer to the questions of the topics, question by source, and how much each source says on each topic."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.extract.context import read_note
from evidence_review.extract.values import find_gap, parse_value
from evidence_review.summaries.support import find_read_sources, find_statements, find_topic
from evidence_review.summaries.wording import percent, say_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_review.corpus import Corpus
    from evidence_review.decisions import Question

__all__ = [
    "exclude_each_other",
    "find_answers",
    "find_coded_sources",
    "judge_questions",
    "name_substances",
    "say_answer",
    "spread_by_source",
    "summarize_agreement",
    "summarize_all_agreement",
    "summarize_evidence_map",
]

_COLUMNS = ["question", "kind", "source", "answer", "statements", "statement_ids", "shown"]


def find_answers(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Select the statements that a reviewer coded as answers to the questions of a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        Rows of `statements` with a question and an answer, in the order of the sources and their text.
    """
    return find_statements(corpus, topic).dropna(subset=["question", "answer"]).reset_index(drop=True)


def find_coded_sources(corpus: Corpus) -> set[str]:
    """Find the sources in which a reviewer coded anything: of these, no answer means that they are silent on a question.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    set of str
        Ids of sources.
    """
    # Words that were set aside left no statement.
    aside = corpus.codings.loc[corpus.codings["status"] == "set-aside", "source_id"]
    return {*corpus.statements.loc[corpus.statements["origin"] == "reviewer", "source_id"], *aside}


def say_answer(question: Question, answer: str) -> str:
    """Say an answer in words.

    Parameters
    ----------
    question : Question
        What was asked.
    answer : str
        As coded.

    Returns
    -------
    str
        A value with its unit; any other answer as it is.
    """
    return say_value(answer, question.unit) if question.kind == "value" and answer != "unclear" else answer


def summarize_agreement(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Say what each source answers to each question of a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per question, in the order of the topic's file, and source that was read: question (its text), kind, source, answer
        (`yes`, `no`, `mixed`, `unclear`, or the values or names, joined by `; `; `silent` without any, `not coded` where no reviewer
        has coded anything in the source), statements that give this answer, statement_ids (joined by `;`), shown (answer and number of statements, a dash for
        silence).
        A source that says both yes and no is mixed; what it leaves open in one place and answers in another counts as answered. Empty when no question of the topic has a coded answer.
    """
    answers = find_answers(corpus, topic)
    if answers.empty:
        return pd.DataFrame(columns=_COLUMNS)
    coded = find_coded_sources(corpus)
    rows = []
    for question in find_topic(corpus, topic).questions:
        given = _leave_out_doubt(answers[answers["question"] == question.id])
        names = name_substances(given)
        for source in find_read_sources(corpus)["source_id"]:
            said = given[given["source_id"] == source]
            answer = _merge(question, said, names.loc[said.index]) or ("silent" if source in coded else "not coded")
            rows.append(
                {
                    "question": question.text,
                    "kind": question.kind,
                    "source": source,
                    "answer": answer,
                    "statements": len(said),
                    "statement_ids": ";".join(said["statement_id"]),
                    "shown": _show(answer, len(said)),
                }
            )
    return pd.DataFrame(rows, columns=_COLUMNS)


def _show(answer: str, n: int) -> str:
    if not n:
        return "\u2013" if answer == "silent" else answer
    return f"{answer} (n\u00a0=\u00a0{n})"


def _leave_out_doubt(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what a source leaves open in one place and answers in another."""
    is_open = rows["answer"] == "unclear"
    return rows[~(is_open & rows["source_id"].isin(rows.loc[~is_open, "source_id"]))]


def _merge(question: Question, rows: pd.DataFrame, names: pd.Series) -> str:
    """Return the one answer of a source; values behind which another substance stands than behind others name it."""
    if question.kind == "yes-no":
        distinct = list(dict.fromkeys(rows["answer"]))
        return "mixed" if len(distinct) > 1 else "".join(distinct)
    said = [
        say_answer(question, answer) + (f" ({name})" if name else "")
        for answer, name in zip(rows["answer"], names, strict=True)
    ]
    return "; ".join(dict.fromkeys(said))


def name_substances(rows: pd.DataFrame) -> pd.Series:
    """Name the substance that each answer to a question is about, where they are not all about the same.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `statements` that answer one question.

    Returns
    -------
    pandas.Series
        By row what the reviewer's note says of the substance; empty where it says nothing, and everywhere when all say the same.
    """
    names = rows["note"].map(lambda note: read_note(note).get("substance", "") if isinstance(note, str) else "")
    return names if names.nunique() > 1 else names.map(lambda _: "")


def summarize_all_agreement(corpus: Corpus) -> pd.DataFrame:
    """Say what each source answers to each question of every topic that has a coded answer.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per question that has an answer: topic (its title), question, then a column per source that was read, with its
        answer and the number of its statements, and agreement: `open` (no source gives a clear answer), `one source` (one does), `agree` (all
        that do say the same, or their values do not exclude each other), `differ`, or `differ by context` where no pair of statements
        conflicts directly.
    """
    matrices = []
    for topic in corpus.topics:
        agreement = summarize_agreement(corpus, topic.id)
        spoken = agreement[agreement["statements"] > 0]
        if len(spoken):
            answered = agreement[agreement["question"].isin(spoken["question"])]
            matrix = spread_by_source(answered, "question", "shown")
            matrix.insert(0, "topic", topic.title)
            judged = judge_questions(corpus, topic.id)
            matrices.append(matrix.assign(agreement=matrix["question"].map(judged)))
    return pd.concat(matrices, ignore_index=True) if matrices else pd.DataFrame(columns=["topic", "question"])


def judge_questions(corpus: Corpus, topic: str) -> dict[str, str]:
    """Say of each question of a topic whether the sources agree.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    dict of str to str
        The verdict of `summarize_all_agreement`, by the question's text; `open` for one without any answer, too.
    """
    answers = find_answers(corpus, topic)
    conflicts = corpus.conflicts[corpus.conflicts["topic"] == topic]
    return {
        one.text: _judge(one, answers[answers["question"] == one.id], conflicts[conflicts["question"] == one.id])
        for one in find_topic(corpus, topic).questions
    }


def _judge(question: Question, rows: pd.DataFrame, conflicts: pd.DataFrame) -> str:
    """Say whether the sources agree on a question."""
    answered = rows[rows["answer"] != "unclear"]
    if answered["source_id"].nunique() < 2:
        return "open" if answered.empty else "one source"
    given = set(answered["answer"])
    if question.kind == "value":
        is_one = not exclude_each_other(given)
    else:
        is_one = len(given) == 1 and given != {"mixed"}
    if is_one:
        return "agree"
    return "differ by context" if len(conflicts) and "direct" not in set(conflicts["class"]) else "differ"


def exclude_each_other(answers: Iterable[str]) -> bool:
    """Tell whether there are two values that do not overlap.

    Parameters
    ----------
    answers : iterable of str
        Values as coded.

    Returns
    -------
    bool
        True if there are.
    """
    values = [parse_value(answer) for answer in set(answers)]
    return any(find_gap(one, other) > 0 for one, other in itertools.combinations(values, 2))


def spread_by_source(frame: pd.DataFrame, row: str, cell: str) -> pd.DataFrame:
    """Turn a frame with a row per subject and source into a matrix that people read.

    Parameters
    ----------
    frame : pandas.DataFrame
        With the columns `source`, `row` and `cell`.
    row : str
        The column that names the subjects.
    cell : str
        The column that fills the matrix.

    Returns
    -------
    pandas.DataFrame
        One row per subject and one column per source, both in the order of the frame.
    """
    matrix = frame.set_index([row, "source"])[cell].unstack()
    matrix = matrix.reindex(index=frame[row].unique(), columns=frame["source"].unique())
    return matrix.rename_axis(index=row, columns=None).reset_index()


def summarize_evidence_map(corpus: Corpus) -> pd.DataFrame:
    """Count what each source says on each topic, and how much of it carries a citation.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per topic and source that was read: topic (its title), source, statements, cited (statements with a citation), cited_percent
        (empty where there is no statement), coded (statements that a reviewer decided), shown (statements, and the share in words).
    """
    sources = list(find_read_sources(corpus)["source_id"])
    grouped = corpus.statements.assign(
        is_cited=corpus.statements["n_citations"] > 0, is_coded=corpus.statements["origin"] == "reviewer"
    ).groupby(["topic", "source_id"])
    counts = grouped.agg(statements=("statement_id", "size"), cited=("is_cited", "sum"), coded=("is_coded", "sum"))
    pairs = pd.MultiIndex.from_product([[topic.id for topic in corpus.topics], sources], names=["topic", "source"])
    frame = counts.reindex(pairs).fillna(0).astype("int64").reset_index()
    frame["topic"] = frame["topic"].map({topic.id: topic.title for topic in corpus.topics})
    frame.insert(4, "cited_percent", percent(frame["cited"], frame["statements"]))
    shown = zip(frame["statements"], frame["cited_percent"], strict=True)
    frame["shown"] = [f"{n} ({share} % cited)" if n else "silent" for n, share in shown]
    return frame

"""The bottom line of a topic: sentences made from the rows, each with the statements that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from evidence_review.summaries.agreement import find_answers, find_coded_sources
from evidence_review.summaries.question_line import Background, say_question
from evidence_review.summaries.support import find_cited_entries, find_read_sources, find_statements, find_topic
from evidence_review.summaries.wording import count_in_words, in_words, join, name_ids, quantify

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["summarize_bottom_line"]

_DIRECTION_WORDS = {
    "benefit": "of a benefit",
    "no-benefit": "of no benefit",
    "harm": "of a harm",
    "no-harm": "of no harm",
    "mixed": "of mixed effects",
    "neutral": "of neither benefit nor harm",
    "unread": "without a direction",
}
_Line: TypeAlias = "tuple[str, str, list[str]]"


def summarize_bottom_line(corpus: Corpus, topic: str) -> pd.DataFrame:
    """Say in sentences what the sources state on a topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.

    Returns
    -------
    pandas.DataFrame
        One row per line: question (empty where the line is about none), text (with the ids of its statements in square brackets),
        statement_ids (the same ids, joined by `;`). First who speaks at all, then what is answered to each question, then what was
        coded besides. On a topic that no reviewer has coded, what the machine suggests, and that it does.
    """
    statements = find_statements(corpus, topic)
    coded = statements[statements["origin"] == "reviewer"]
    lines: list[_Line] = [("", _say_who(corpus, statements, len(coded)), [])]
    if len(coded):
        lines += _say_questions(corpus, topic)
        lines += _say_directions("Beyond these questions, {} coded", coded[coded["question"].isna()])
    else:
        lines += _say_directions("As the machine suggests, {} made", statements)
    return pd.DataFrame(
        [(question, text, ";".join(ids)) for question, text, ids in lines],
        columns=["question", "text", "statement_ids"],
    )


def _say_who(corpus: Corpus, statements: pd.DataFrame, n_coded: int) -> str:
    """Say which sources speak to the topic, how much, and how much of it a reviewer has decided."""
    read = find_read_sources(corpus)["source_id"]
    counts = statements["source_id"].value_counts(sort=False)
    if counts.empty:
        return _say_silence(len(read))
    n_open = len(statements) - n_coded
    silent = [source for source in read if source not in counts.index]
    speaking = join(f"{source} ({many})" for source, many in counts.items())
    silence = f"; {join(silent)} {'is' if len(silent) == 1 else 'are'} silent" if silent else ""
    if not n_coded:
        decided = "No reviewer has decided any of it yet, so no question counts as answered."
    elif not n_open:
        decided = "A reviewer decided all of it."
    else:
        rest = "is the machine's suggestion and is" if n_open == 1 else "are the machine's suggestions and are"
        decided = f"A reviewer decided {in_words(n_coded)} of the statements; the other {in_words(n_open)} {rest} left out of these lines."
    return f"{count_in_words(len(statements), 'statement').capitalize()} on this topic: {speaking}{silence}. {decided}"


def _say_silence(n_sources: int) -> str:
    if not n_sources:
        return "No source could be read."
    none = {1: "The source does not speak", 2: "Neither source speaks"}
    return f"{none.get(n_sources, f'None of {in_words(n_sources)} sources speaks')} to this topic, as far as its terms find statements."


def _say_questions(corpus: Corpus, topic: str) -> Iterator[_Line]:
    answers = find_answers(corpus, topic)
    read = find_read_sources(corpus)["source_id"]
    coded = find_coded_sources(corpus)
    background = Background(
        n_sources=len(read),
        not_coded=[source for source in read if source not in coded],
        entries=find_cited_entries(corpus, topic),
        conflicts=corpus.conflicts[corpus.conflicts["topic"] == topic],
    )
    is_explained = False
    for question in find_topic(corpus, topic).questions:
        rows = answers[answers["question"] == question.id]
        text = say_question(question, rows, background, explain=not is_explained)
        is_explained = is_explained or " suggest" in text
        yield question.text, text, list(rows["statement_id"])


def _say_directions(lead: str, statements: pd.DataFrame) -> Iterator[_Line]:
    """Count statements by direction, each with its ids."""
    grouped = statements.groupby(statements["direction"].fillna("unread"))["statement_id"].agg(list)
    names = [name for name in _DIRECTION_WORDS if name in grouped.index]
    n = len(statements)
    start = lead.format(f"{count_in_words(n, 'statement')} {'is' if n == 1 else 'are'}")
    if len(names) == 1:
        all_of = "" if n == 1 else f"{quantify(n, n)} "
        yield "", f"{start}, {all_of}{_DIRECTION_WORDS[names[0]]} {name_ids(grouped[names[0]])}.", grouped[names[0]]
    elif names:
        said = (f"{in_words(len(grouped[name]))} {_DIRECTION_WORDS[name]} {name_ids(grouped[name])}" for name in names)
        yield "", f"{start}: {join(said)}.", [one for name in names for one in grouped[name]]

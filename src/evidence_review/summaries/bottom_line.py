"""The bottom line of a topic: sentences made from the rows, each with the statements that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from evidence_review.summaries.support import CLINICAL, find_read_sources, find_statements, find_topic, rests_on
from evidence_review.summaries.wording import NO_REFERENCE, count, join

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["summarize_bottom_line"]

_DIRECTION_SENTENCES = {
    "benefit": "A benefit is stated by {}.",
    "no-benefit": "That there is no benefit is stated by {}.",
    "harm": "A harm is stated by {}.",
    "no-harm": "That there is no harm is stated by {}.",
    "mixed": "Mixed effects are stated by {}.",
    "neutral": "Neither benefit nor harm is read from {}.",
    "unread": "No direction was read from {}.",
}
_POPULATION_WORDS = {"human": "people", "animal": "animals", "in-vitro": "cells or tissue"}
_Line: TypeAlias = "tuple[str, Iterable[str]]"


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
        One row per sentence: text, statement_ids (joined by `;`, in the order of the evidence table). First who speaks at all,
        then each direction that occurs, then whom it is about, then what it rests on.
    """
    statements = find_statements(corpus, topic)
    title = find_topic(corpus, topic).title
    read = find_read_sources(corpus)["source_id"]
    n_sources = len(read)
    if statements.empty:
        text = (
            f"{title}: none of {count(n_sources, 'source')} speaks to it, as far as the topic's terms find statements."
        )
        return pd.DataFrame({"text": [text], "statement_ids": [""]})
    n_speaking = statements["source_id"].nunique()
    n_cited = int((statements["n_citations"] > 0).sum())
    speak = "speaks" if n_speaking == 1 else "speak"
    first = (
        f"{title}: {n_speaking} of {count(n_sources, 'source')} {speak} to it, in {count(len(statements), 'statement')}: "
        f"{_who(statements)}. {n_cited} of {len(statements)} carry a citation.{_say_silence(read, statements)}"
    )
    lines: list[_Line] = [(first, []), *_say_directions(statements), _say_population(statements)]
    lines.extend(_say_support(corpus, topic))
    return pd.DataFrame({"text": [text for text, _ in lines], "statement_ids": [";".join(ids) for _, ids in lines]})


def _say_silence(read: pd.Series, statements: pd.DataFrame) -> str:
    silent = read[~read.isin(statements["source_id"])]
    return f" Silent: {join(silent)}." if len(silent) else ""


def _who(statements: pd.DataFrame) -> str:
    """Name the sources with their counts, most first, and say how many statements hedge."""
    hedged = statements["certainty"] == "hedged"
    counted = statements.assign(hedged=hedged).groupby("source_id")["hedged"].agg(["size", "sum"]).reset_index()
    counted = counted.sort_values(["size", "source_id"], ascending=[False, True])
    rows = zip(counted["source_id"], counted["size"], counted["sum"], strict=True)
    return join(f"{source} ({n}{f', {n_hedged} hedged' if n_hedged else ''})" for source, n, n_hedged in rows)


def _say_directions(statements: pd.DataFrame) -> Iterator[_Line]:
    for name, sentence in _DIRECTION_SENTENCES.items():
        rows = statements[statements["direction"].fillna("unread") == name]
        if len(rows):
            yield sentence.format(_who(rows)), rows["statement_id"]


def _say_population(statements: pd.DataFrame) -> _Line:
    spoken = statements["population"].fillna("not-stated").str.split(";")
    counts = {name: int(spoken.map(lambda names, name=name: name in names).sum()) for name in _POPULATION_WORDS}
    said = [f"{n} {'speaks' if n == 1 else 'speak'} of {_POPULATION_WORDS[name]}" for name, n in counts.items() if n]
    n_silent = int(spoken.map(lambda names: names == ["not-stated"]).sum())
    text = f"Of {count(len(statements), 'statement')}, {join(said)}" if said else "No statement says whom it is about"
    rest = f"; {n_silent} {'does' if n_silent == 1 else 'do'} not say" if said and n_silent else ""
    return f"{text}{rest}.", []


def _say_support(corpus: Corpus, topic: str) -> Iterator[_Line]:
    rests = rests_on(corpus, topic)
    clinical = rests[rests["rests_on"].isin(CLINICAL)]
    if len(clinical):
        kinds = clinical["rests_on"].value_counts().reindex(list(CLINICAL)).dropna().astype("int64")
        said = join(f"{str(name).replace('-', ' ')} ({n})" for name, n in kinds.items())
        verb = "cites" if len(clinical) == 1 else "cite"
        text = f"{count(len(clinical), 'statement')} {verb} a work whose title announces clinical evidence, at best: {said}."
        yield text, clinical["statement_id"]
    else:
        yield "No statement cites a work whose title announces clinical evidence.", []
    uncited = rests[rests["rests_on"] == NO_REFERENCE]
    if len(uncited):
        verb = "leads" if len(uncited) == 1 else "lead"
        yield f"{count(len(uncited), 'statement')} {verb} to no listed reference.", uncited["statement_id"]

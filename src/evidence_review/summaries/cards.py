"""What the start page says of each topic and source at a glance: short answers, warnings in words, the map, and what a source lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.checks import family_of
from evidence_review.summaries.agreement import (
    find_answers,
    find_coded_sources,
    judge_questions,
    summarize_agreement,
    summarize_evidence_map,
)
from evidence_review.summaries.findings import summarize_topic_findings
from evidence_review.summaries.parse_report import summarize_parse_verdicts
from evidence_review.summaries.support import find_read_sources, find_statements, summarize_evidence_flags
from evidence_review.summaries.topics import summarize_topics
from evidence_review.summaries.wording import count, say_kind
from evidence_review.vocabulary import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_review.corpus import Corpus
    from evidence_review.decisions import Question

__all__ = ["summarize_card_answers", "summarize_card_sources", "summarize_card_warnings", "summarize_map"]

_NOT_CLINICAL = {"animal", "in-vitro"}
_MOST = 50  # percent of the statements without a citation from which on a card warns
_QUARTERS = (0.25, 0.5, 0.75)
# What is known to be missing of a source, by the column that is empty then.
_LACKS = {"authors": "no author named", "year": "no year", "license": "no license stated"}


def summarize_card_answers(corpus: Corpus) -> pd.DataFrame:
    """Say in one short line how the sources answer each question.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per topic and question, in the order of the topics' files: topic (its id), question (its text), answer (`yes: 3 sources;
        mixed: 1 (of 5)`, of the sources that were read; empty without any), agreement (the verdict of `summarize_all_agreement`, or `mixed` where
        each source says both yes and no; empty without an answer).
    """
    coded = find_coded_sources(corpus)
    n_open = int((~find_read_sources(corpus)["source_id"].isin(coded)).sum())
    rows = []
    for topic in corpus.topics:
        agreement = summarize_agreement(corpus, topic.id)
        judged = judge_questions(corpus, topic.id)
        for question in topic.questions:
            given = agreement[agreement["question"] == question.text]
            answer = _say_answers(question, given, n_open)
            verdict = judged[question.text] if answer else ""
            # Sources that each say yes and no do not differ from each other.
            if verdict == "differ" and set(given.loc[given["statements"] > 0, "answer"]) == {"mixed"}:
                verdict = "mixed"
            rows.append({"topic": topic.id, "question": question.text, "answer": answer, "agreement": verdict})
    return pd.DataFrame(rows, columns=["topic", "question", "answer", "agreement"])


def _say_answers(question: Question, given: pd.DataFrame, n_open: int) -> str:
    """Count the sources by answer: yes before no, values and names by how many give them."""
    spoken = given[given["statements"] > 0]
    # A source that gives several values has them joined by semicolons, which separate the answers here.
    counts = spoken["answer"].str.replace("; ", " and ", regex=False).value_counts(sort=False)
    if counts.empty:
        return ""
    listed = (
        list(ANSWERS) if question.kind == "yes-no" else list(counts.sort_values(ascending=False, kind="stable").index)
    )
    first, *others = [(answer, int(counts[answer])) for answer in listed if answer in counts.index]
    said = "; ".join([f"{first[0]}: {count(first[1], 'source')}", *(f"{answer}: {n}" for answer, n in others)])
    if len(given) < 2:
        return said
    return f"{said} (of {len(given)}{f', {n_open} not coded yet' if n_open else ''})"


def summarize_card_warnings(corpus: Corpus) -> pd.DataFrame:
    """Say in words what a reader of each topic must know before trusting its answers.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per topic and warning, in the order of the topics, the gravest first: topic (its id), severity, warning.
    """
    rows = [
        {"topic": row["topic"], "severity": severity, "warning": warning}
        for row in summarize_topics(corpus).to_dict("records")
        for severity, warning in _warn(corpus, row)
        if warning
    ]
    return pd.DataFrame(rows, columns=["topic", "severity", "warning"])


def _warn(corpus: Corpus, topic: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    statements = find_statements(corpus, topic["topic"])
    direct = corpus.conflicts[(corpus.conflicts["topic"] == topic["topic"]) & (corpus.conflicts["class"] == "direct")]
    n_firm = int((direct["severity"] == "error").sum())
    yield "error", _say_pairs(n_firm, "firmly")
    yield "warning", _say_pairs(len(direct) - n_firm, "but not firmly")
    if statements.empty:
        return
    if not topic["decided"]:
        yield "warning", "the machine's suggestions only: no reviewer has decided any of it"
    if topic["sources"] == 1 and len(find_read_sources(corpus)) > 1:
        yield "warning", f"rests on one source: {statements['source_id'].iloc[0]}"
    yield "warning", _say_uncited(topic)
    yield "warning", _say_animal(corpus, topic["topic"], statements)
    yield "info", _say_doubtful(corpus, topic["topic"])


def _say_pairs(n: int, how: str) -> str:
    return f"{count(n, 'pair')} of statements contradict{'s' if n == 1 else ''} each other, {how}" if n else ""


def _say_uncited(topic: dict[Any, Any]) -> str:
    uncited = topic["statements"] - topic["cited"]
    if 100 * uncited < _MOST * topic["statements"]:
        return ""
    if not topic["cited"]:
        return "no statement carries a citation"
    return f"{uncited} of {topic['statements']} statements carry no citation"


def _say_animal(corpus: Corpus, topic: str, statements: pd.DataFrame) -> str:
    """Say whether all that is cited is animal or in-vitro work, else how many claims about people rest on such work."""
    designs = set(statements["best_design"].dropna())
    if designs and designs <= _NOT_CLINICAL:
        return "cites animal or in-vitro work only, by the titles of the works"
    flags = summarize_evidence_flags(corpus, topic).set_index("flag")["statements"]
    n = int(flags["animal-evidence-for-human-claim"])
    return f"{count(n, 'claim')} about people on animal or in-vitro work alone" if n else ""


def _say_doubtful(corpus: Corpus, topic: str) -> str:
    found = summarize_topic_findings(corpus, topic)
    is_doubtful = (found["check"].map(family_of) == "citation support") & (found["verdict"] != "supported")
    n = int(is_doubtful.sum())
    return f"{count(n, 'citation')} to look at: the cited title hardly fits" if n else ""


def summarize_map(corpus: Corpus) -> pd.DataFrame:
    """Count what each source says on each topic, in steps that a shaded map shows.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per topic and source that was read: topic (its id), source, statements, answered (questions of the topic that it answers,
        as a reviewer coded it), statement_id (its first statement there, decided ones before suggestions; empty when it is silent), step (1 to 4 by the
        quarters of the counts above zero, 0 when it is silent; equal counts share a step).
    """
    cells = summarize_evidence_map(corpus)[["source", "statements"]]
    n_sources = len(find_read_sources(corpus))
    cells.insert(0, "topic", [topic.id for topic in corpus.topics for _ in range(n_sources)])
    answers = [find_answers(corpus, topic.id) for topic in corpus.topics]
    answered = pd.concat(answers).groupby(["topic", "source_id"])["question"].nunique() if answers else pd.Series()
    is_machine = corpus.statements["origin"] == "machine"
    ordered = corpus.statements.assign(is_machine=is_machine).sort_values(["is_machine", "start"], kind="stable")
    first = ordered.drop_duplicates(["topic", "source_id"]).set_index(["topic", "source_id"])["statement_id"]
    keys = list(zip(cells["topic"], cells["source"], strict=True))
    cells["answered"] = [int(answered.get(key, 0)) for key in keys]
    cells["statement_id"] = [first.get(key) for key in keys]
    cells["step"] = _step(cells["statements"])
    return cells


def _step(counts: pd.Series) -> list[int]:
    bounds = counts[counts > 0].quantile(list(_QUARTERS))
    return [1 + int((bounds < n).sum()) if n else 0 for n in counts]


def summarize_card_sources(corpus: Corpus) -> pd.DataFrame:
    """Say what each source is, how well it was read, and what it lacks: facts, never a judgment.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, title, file, kind (in words), year, references, citations, license,
        language, status, reason, lacks (what it does not have, joined by `; `; empty for a file that was not read), verdict and why (of `summarize_parse_verdicts`).
    """
    sources = corpus.sources.rename(
        columns={"source_id": "source", "n_references": "references", "n_citations": "citations"}
    )
    named = "source title file kind year references citations license language status reason".split()
    is_read = sources["status"].isin(["ok", "partial"])
    frame = sources[named].assign(
        kind=sources["kind"].map(say_kind, na_action="ignore"),
        lacks=[
            "; ".join(_lack(row)) if read else "" for row, read in zip(sources.to_dict("records"), is_read, strict=True)
        ],
    )
    verdicts = summarize_parse_verdicts(corpus)[["source", "verdict", "why"]]
    return frame.merge(verdicts, on="source", how="left")


def _lack(source: dict[Any, Any]) -> list[str]:
    lacks = [words for column, words in _LACKS.items() if pd.isna(source[column])]
    if not pd.isna(source["references"]) and not source["references"]:
        return ["no references", *lacks]
    if not pd.isna(source["citations"]) and not source["citations"]:
        return ["cites none of its references", *lacks]
    return lacks

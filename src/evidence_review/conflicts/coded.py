"""Pairs of statements that reviewers coded with different answers to one question."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from evidence_review.conflicts.sides import SHOWN, Side, describe_pair
from evidence_review.corpus.parse import Row
from evidence_review.decisions import Question, Topic
from evidence_review.extract.context import Context, find_context, find_differences
from evidence_review.extract.values import Value, compare_values, parse_value

__all__ = ["find_coded"]

_KINDS = {"yes-no": "answer", "value": "value", "name": "nomenclature"}
_BINDING, _SILENT = "receptor-binding", "not stated"
_DECISIVE = ("population", "dose", "route", "time")
_TIMES = ("s", "min", "h", "d", "wk", "mo", "a")
_MASS = re.compile(r"[munk]?g(?:/|$)")
# A value of so many years is a date.
_FIRST_YEAR = 1500
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def find_coded(sides: Sequence[Side], topics: Sequence[Topic]) -> list[Row]:
    """Find the coded statements that answer a question differently.

    Two answers differ when one is yes and the other no, or one of these and the other mixed; when the ranges of two values are not the same;
    when two names are not the same. An answer that is unclear differs from none: what leaves a question open does not contradict what answers
    it. Statements of one source with the same words count once.

    The class of a pair is the first of these that holds:

    - `within-tolerance`: the ranges of two values overlap, or the gap is at most 10 % of the larger; years have no tolerance.
    - `different-event`: two dates, or years since then, of events that differ, as of synthesis and of approval.
    - `explained-by-context`: population, substance, dose, route, endpoint or time are stated on both sides and have nothing in common, or
      one side speaks on a scale where a small number says much. What one side does not say explains nothing, but for values: the
      affinity for a receptor is never what a figure without an endpoint means.
    - `direct`: everything else.

    A direct conflict is an error; a warning where one side hedges, answers mixed, or alone states a population, dose, route or time, which may
    explain it. Everything else is only noted.

    Parameters
    ----------
    sides : sequence of Side
        The statements.
    topics : sequence of Topic
        The topics, whose questions they answer.

    Returns
    -------
    list of dict
        Rows of `conflicts` without a number, in the order of topics, questions and statements.
    """
    answers: dict[tuple[str, str], dict[tuple[str, str], Side]] = {}
    for side in sides:
        row = side.row
        if side.is_coded and row["question"] and row["answer"]:
            answers.setdefault((row["topic"], row["question"]), {}).setdefault((row["source_id"], side.words), side)
    found = []
    for topic in topics:
        for question in topic.questions:
            answered = answers.get((topic.id, question.id), {}).values()
            for a, b in combinations(answered, 2):
                judgment = _judge(question, a, b)
                if judgment:
                    own = {"question": question.id, "kind": _KINDS[question.kind]}
                    found.append(describe_pair(a, b) | own | judgment)
    return found


def _judge(question: Question, a: Side, b: Side) -> Row | None:
    """Say of two answers whether they differ, what explains it, and how much it matters."""
    one, other = a.row["answer"], b.row["answer"]
    if "unclear" in (one, other):
        return None
    contrast = _contrast(question, one, other)
    if contrast == "equal":
        return None
    differences = _explain(question, a, b)
    if contrast == "within-tolerance":
        kind = contrast
    elif question.unit == "a" and "event" in differences:
        kind = "different-event"
    else:
        differences.pop("event", None)
        kind = "explained-by-context" if differences else "direct"
    one_sided = _one_sided(question, a, b)
    is_soft = (
        "mixed" in (one, other)
        or "hedged" in (a.row["certainty"], b.row["certainty"])
        or any(name in _DECISIVE for names in one_sided.values() for name in names)
    )
    row = {
        "class": kind,
        "severity": "info" if kind != "direct" else "warning" if is_soft else "error",
        "what_differs": "; ".join(f"{name}: {mine} / {yours}" for name, (mine, yours) in differences.items()),
        "context": "; ".join(f"only {letter} states {', '.join(names)}" for letter, names in one_sided.items()),
    }
    return row if question.unit == "a" else row | {"event_a": "", "event_b": ""}


def _contrast(question: Question, one: str, other: str) -> str:
    """Return `equal`, `within-tolerance` or `disjoint`."""
    if question.kind != "value":
        return "equal" if _fold_name(one) == _fold_name(other) else "disjoint"
    mine, yours = parse_value(one), parse_value(other)
    are_dates = question.unit == "a" and _is_date(mine) and _is_date(yours)
    return compare_values(mine, yours, tolerance=0) if are_dates else compare_values(mine, yours)


def _is_date(value: Value) -> bool:
    return (value.low or value.high or 0) >= _FIRST_YEAR


def _fold_name(name: str) -> str:
    return "".join(name.casefold().translate(_DASHES).split())


def _explain(question: Question, a: Side, b: Side) -> dict[str, tuple[str, str]]:
    """Find what the two sides both state and what differs."""
    differences = {}
    if a.population and b.population and not set(a.population.split(";")) & set(b.population.split(";")):
        differences["population"] = (a.population, b.population)
    # The affinity for a receptor is a quantity of its own, which a figure without an endpoint is not meant to be.
    if question.kind == "value" and _is_binding(a) != _is_binding(b):
        differences["endpoint"] = (a.context.endpoint or _SILENT, b.context.endpoint or _SILENT)
    return differences | find_differences(_circumstances(question, a), _circumstances(question, b))


def _is_binding(side: Side) -> bool:
    return find_context(side.context.endpoint).endpoint == _BINDING


def _circumstances(question: Question, side: Side) -> Context:
    """Leave out what the answer itself gives: a half-life is a time, but not that of the statement."""
    if question.kind == "value" and question.unit in _TIMES:
        return replace(side.context, time="")
    if question.kind == "value" and _MASS.match(question.unit):
        return replace(side.context, dose="")
    return side.context


def _one_sided(question: Question, a: Side, b: Side) -> dict[str, list[str]]:
    """Return what only one of the sides states, by its letter."""
    shown = SHOWN if question.unit == "a" else SHOWN[:-1]
    said = {}
    for letter, side, other in (("a", a, b), ("b", b, a)):
        names = ["population"] if side.population and not other.population else []
        mine, yours = _circumstances(question, side), _circumstances(question, other)
        names += [name for name in shown if getattr(mine, name) and not getattr(yours, name)]
        if names:
            said[letter] = names
    return said

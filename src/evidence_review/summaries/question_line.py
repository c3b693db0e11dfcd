"""What the sources answer to one question, in sentences: who says what, of whom, how firmly, and on what kind of evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.summaries.agreement import exclude_each_other, name_substances, say_answer
from evidence_review.summaries.wording import count_in_words, in_words, join, name_ids, quantify
from evidence_review.vocabulary import ANSWERS, DESIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_review.decisions import Question

__all__ = ["Background", "say_question"]

_SAID = {
    "yes": ("say", "yes"),
    "no": ("say", "no"),
    "mixed": ("report", "mixed results"),
    "unclear": ("leave", "it open"),
}
_FOR = {"yes": "for yes", "no": "for no", "mixed": "for mixed results", "unclear": "without a clear answer"}
_POPULATIONS = {"human": "people", "animal": "animals", "in-vitro": "cells or tissue"}
_DESIGN_NOUNS = {
    "randomized-trial": "randomized trial",
    "observational": "observational study",
    "pharmacokinetic": "pharmacokinetic study",
    "animal": "animal study",
    "in-vitro": "in-vitro study",
    "unclear": "work of unclear design",
}
_KINDS_NAMED = 4
_HINT, _SHORT_HINT = ", as the titles of the cited works suggest", " (by title)"
_NAMED = 3  # sources named in a sentence before they are counted
_CLASSES = {
    "direct": ("conflicts directly", "conflict directly"),
    "explained-by-context": ("differs where the context differs", "differ where the context differs"),
    "different-event": ("speaks of different events", "speak of different events"),
}


@dataclass(frozen=True)
class Background:
    """What a sentence about one question needs to know of the review.

    Attributes
    ----------
    n_sources : int
        Sources that were read.
    not_coded : sequence of str
        Those of them that no reviewer has coded: they are not silent, they are unknown.
    entries : pandas.DataFrame
        What the statements of the topic cite, as `find_cited_entries` returns it.
    conflicts : pandas.DataFrame
        Rows of `conflicts` about the topic.
    """

    n_sources: int
    not_coded: Sequence[str]
    entries: pd.DataFrame
    conflicts: pd.DataFrame


@dataclass(frozen=True)
class _Group:
    """Sources of one mind: their ids, each answer with its statements, and what some of them leave open elsewhere."""

    sources: list[str]
    said: list[tuple[str, str]]
    doubt: str = ""


def say_question(question: Question, rows: pd.DataFrame, background: Background, *, explain: bool = True) -> str:
    """Say what the sources answer to a question.

    Parameters
    ----------
    question : Question
        What was asked.
    rows : pandas.DataFrame
        The statements coded as answers to it.
    background : Background
        What else there is.
    explain : bool
        Whether to say in full how the kind of a cited work is known.

    Returns
    -------
    str
        One sentence or a few, with the ids of the statements in square brackets.
    """
    not_coded = [source for source in background.not_coded if source not in set(rows["source_id"])]
    if rows.empty:
        return _say_silence(background.n_sources, not_coded)
    conflicts = _say_conflicts(background.conflicts[background.conflicts["question"] == question.id])
    works = background.entries[background.entries["statement_id"].isin(rows["statement_id"])]
    hint = _HINT if explain else _SHORT_HINT
    sources = _say_sources(question, rows, background.n_sources, not_coded)
    if len(rows) == 1:
        sentences = [f"{sources}{_say_one(rows, works, hint)}"]
    else:
        sentences = [sources, conflicts or _compare(question, rows), *_say_basis(question, rows, works, hint)]
    return " ".join(_sentence(text, set(rows["source_id"])) for text in sentences if text)


def _sentence(text: str, sources: set[str]) -> str:
    # The id of a source stays as it is.
    is_id = re.split(r"[ ,]", text, maxsplit=1)[0] in sources
    return (text if is_id else text[0].upper() + text[1:]) + "."


def _say_silence(n_sources: int, not_coded: Sequence[str]) -> str:
    if not not_coded:
        return "No source answers this." if n_sources > 1 else "The source does not answer this."
    return f"No answer is coded; {_say_not_coded(not_coded)}."


def _say_not_coded(sources: Sequence[str]) -> str:
    return f"{join(sources)} {'is' if len(sources) == 1 else 'are'} not coded yet"


def _say_sources(question: Question, rows: pd.DataFrame, n_sources: int, not_coded: Sequence[str]) -> str:
    """Say which sources give which answer, those of one mind together, the most first."""
    groups = _group(question, rows)
    n_answering = rows["source_id"].nunique()
    n_silent = n_sources - n_answering - len(not_coded)
    if n_answering == 1 and not not_coded:
        source = groups[0].sources[0]
        subject = source if n_sources == 1 else f"only {source} addresses this: it"
        return f"{subject} {_predicate(question, groups[0])}"
    clauses = [
        f"{_subject(question, group.sources, n_sources, before)} {_predicate(question, group)}"
        for group, before in zip(groups, [None, *groups], strict=False)
    ]
    if n_silent:
        others = "the other does" if n_silent == 1 else f"the other {in_words(n_silent)} do"
        clauses.append(f"{others} not address it")
    if not_coded:
        clauses.append(_say_not_coded(not_coded))
    return "; ".join(clauses)


def _group(question: Question, rows: pd.DataFrame) -> list[_Group]:
    """Put together the sources that give the same clear answers, the most sources first."""
    listed = list(ANSWERS) if question.kind == "yes-no" else list(dict.fromkeys(rows["answer"]))
    groups: dict[tuple[int, ...], list[str]] = {}
    for source, answers in rows.groupby("source_id")["answer"]:
        clear = set(answers) - {"unclear"} or {"unclear"}
        groups.setdefault(tuple(sorted(map(listed.index, clear))), []).append(str(source))
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return [_make_group(sources, [listed[at] for at in places], rows) for places, sources in ordered]


def _make_group(sources: list[str], answers: list[str], rows: pd.DataFrame) -> _Group:
    mine = rows[rows["source_id"].isin(sources)]
    said = [(answer, name_ids(mine.loc[mine["answer"] == answer, "statement_id"])) for answer in answers]
    rest = mine[~mine["answer"].isin(answers)]
    n = rest["source_id"].nunique()
    if not n:
        return _Group(sources, said)
    who = "and" if len(sources) == 1 else f"{in_words(n)} of which"
    leave = "leaves" if n == 1 else "leave"
    return _Group(sources, said, f", {who} elsewhere {leave} it open {name_ids(rest['statement_id'])}")


def _subject(question: Question, sources: list[str], n_sources: int, before: _Group | None) -> str:
    n = len(sources)
    if n == n_sources:
        return f"{_all_of(n)} sources"
    if question.kind != "yes-no" and n <= _NAMED:
        return join(sources)
    if before is None:
        return f"{in_words(n)} of {in_words(n_sources)} sources"
    return "another" if n == len(before.sources) == 1 else in_words(n)


def _predicate(question: Question, group: _Group) -> str:
    """Say what is answered, each answer with its statements; a source that contradicts itself says both."""
    pairs = [_verb(question, answer) for answer, _ in group.said]
    verbs = [verb for verb, _ in pairs]
    is_both = len(pairs) == 2 and verbs[0] == verbs[1]
    parts = []
    for (verb, words), (_, ids), before in zip(pairs, group.said, [None, *verbs], strict=False):
        spoken = "" if verb == before else f"{verb}{'s' if len(group.sources) == 1 else ''} "
        parts.append(f"{spoken}{'both ' if is_both and spoken else ''}{words} {ids}")
    return join(parts) + group.doubt


def _verb(question: Question, answer: str) -> tuple[str, str]:
    if answer in _SAID:
        return _SAID[answer]
    return ("give", say_answer(question, answer)) if question.kind == "value" else ("answer", f"\u201c{answer}\u201d")


def _compare(question: Question, rows: pd.DataFrame) -> str:
    """Say how the values stand to each other, when there are several."""
    answers = [answer for answer in dict.fromkeys(rows["answer"]) if answer != "unclear"]
    if question.kind != "value" or len(answers) < 2:
        return ""
    named = name_substances(rows)
    if named.nunique() > 1:
        said = [f"{name} {name_ids(of['statement_id'])}" for name, of in rows.groupby(named, sort=False) if name]
        return f"these values are not all of the same substance: {join(said)}"
    if exclude_each_other(answers):
        return "the two values do not overlap" if len(answers) == 2 else "not all of these values overlap"
    return "the values overlap or touch"


def _say_conflicts(conflicts: pd.DataFrame) -> str:
    """Count the pairs of statements that disagree, and say how many are firm, or for which reason."""
    clauses: list[str] = []
    for name, (singular, plural) in _CLASSES.items():
        pairs = conflicts[conflicts["class"] == name]
        if len(pairs):
            noun = count_in_words(len(pairs), "pair") + ("" if clauses else " of statements")
            differs = _say_differences(pairs) if name == "explained-by-context" else ""
            if name == "direct":
                differs = _say_firmness(pairs)
            clauses.append(f"{noun} {singular if len(pairs) == 1 else plural}{differs}")
    return join(clauses)


def _say_firmness(pairs: pd.DataFrame) -> str:
    """Say how many of some direct pairs are firm, unless all are."""
    n_firm = int((pairs["severity"] == "error").sum())
    if n_firm == len(pairs):
        return ""
    if len(pairs) == 1:
        return " (though not firmly)"
    return f" ({in_words(n_firm) if n_firm else 'none'} of them firmly)"


def _say_differences(pairs: pd.DataFrame) -> str:
    """Name what differs between the statements of some pairs besides the answer."""
    parts = pairs["what_differs"].dropna().str.split("; ").explode().str.partition(":")
    names = list(dict.fromkeys(parts[0])) if len(parts) else []
    return f" ({join(names)})" if names else ""


def _say_one(rows: pd.DataFrame, works: pd.DataFrame, hint: str) -> str:
    """Say behind its id whom the one statement is about, how firm it is, and what it cites."""
    population, certainty = rows["population"].iloc[0], rows["certainty"].iloc[0]
    lost = " that the list holds" if rows["n_citations"].iloc[0] else ""
    clauses = [
        "" if pd.isna(population) or population == "not-stated" else f"about {_name_populations(population)}",
        "hedged" if certainty == "hedged" else "",
        f"without a citation{lost}" if works.empty else f"citing {_name_kinds(works)}{_how_known(works, hint)}",
    ]
    return f", {join(filter(None, clauses))}"


def _say_basis(question: Question, rows: pd.DataFrame, works: pd.DataFrame, hint: str) -> list[str]:
    """Say whom the statements are about, how firm they are, and what they cite."""
    n, hedged = len(rows), int((rows["certainty"] == "hedged").sum())
    population = _say_population(rows)
    # The first clause says what is counted.
    of = "" if population else f" of the {in_words(n)} statements" if hedged < n else " statements"
    firmness = f"{quantify(hedged, n)}{of} {'is' if hedged == 1 else 'are'} hedged" if hedged else ""
    before = list(filter(None, [population, firmness]))
    answers = [answer for answer in ANSWERS if answer in set(rows["answer"])] if question.kind == "yes-no" else []
    if len(answers) > 1 and len(works):
        return ["; ".join(before), _say_works_of_sides(rows, answers, works, hint)]
    return ["; ".join([*before, _say_works(rows, works, hint, is_counted=bool(before))])]


def _say_works_of_sides(rows: pd.DataFrame, answers: list[str], works: pd.DataFrame, hint: str) -> str:
    """Say what the statements for each answer cite; those that cite nothing together."""
    cited: list[str] = []
    bare: list[str] = []
    n_bare = 0
    for answer in answers:
        mine = rows[rows["answer"] == answer]
        subject = f"the {in_words(len(mine))} {_FOR[answer]}"
        if mine["statement_id"].isin(works["statement_id"]).any():
            cited.append(_say_works(mine, works, hint, subject=subject))
            hint = "" if hint in cited[-1] else hint
        else:
            bare.append(subject)
            n_bare += len(mine)
    if bare:
        cited.append(f"{join(bare)} {'carries' if n_bare == 1 else 'carry'} no citation")
    return "; ".join(cited)


def _say_population(rows: pd.DataFrame) -> str:
    """Say whom the statements are about; nothing where none of them says it."""
    n = len(rows)
    counts = rows["population"].fillna("not-stated").value_counts(sort=False)
    if list(counts.index) == ["not-stated"]:
        return ""
    if len(counts) == 1:
        return f"{_all_of(n)} statements {_about(str(counts.index[0]), n)}"
    ordered = sorted(counts.items(), key=lambda item: (item[0] == "not-stated", -item[1], item[0]))
    said = [f"{in_words(many)} {_about(str(name), many)}" for name, many in ordered]
    return f"of the {in_words(n)} statements, {join(said)}"


def _all_of(n: int) -> str:
    return "both" if n == 2 else f"all {in_words(n)}"


def _about(population: str, n: int) -> str:
    if population == "not-stated":
        return f"{'does' if n == 1 else 'do'} not state a population"
    return f"{'is' if n == 1 else 'are'} about {_name_populations(population)}"


def _name_populations(population: str) -> str:
    return join(_POPULATIONS[name] for name in population.split(";"))


def _say_works(
    rows: pd.DataFrame, works: pd.DataFrame, hint: str, *, subject: str = "", is_counted: bool = True
) -> str:
    """Say what kinds of works some statements cite, as far as their titles tell, and how many statements cite nothing."""
    n = len(rows)
    mine = works[works["statement_id"].isin(rows["statement_id"])]
    uncited = rows[~rows["statement_id"].isin(mine["statement_id"])]
    in_list = " that the list holds" if (uncited["n_citations"] > 0).any() else ""
    of = "" if is_counted else f" of the {in_words(n)} statements"
    if mine.empty:
        nobody = f"none{of}" if n > 2 else "neither" if is_counted else "neither statement"
        return f"{nobody} carries a citation{in_list}"
    cites = f"{_name_kinds(mine)}{_how_known(mine, hint)}"
    lacking = f"{_lack(len(uncited))}{in_list}"
    if subject:
        return f"{subject} {'cites' if n == 1 else 'cite'} {cites}{f', though {lacking}' if len(uncited) else ''}"
    if uncited.empty:
        return f"{_all_of(n) if is_counted else f'the {in_words(n)} statements'} cite {cites}"
    citing = n - len(uncited)
    return f"{in_words(citing)}{of} {'cites' if citing == 1 else 'cite'} {cites}, and {lacking}"


def _lack(n: int) -> str:
    return f"{in_words(n)} {'carries' if n == 1 else 'carry'} no citation"


def _kinds_of(works: pd.DataFrame) -> pd.Series:
    """Return the design of each work once: the first of those that its title suggests."""
    names = works["work_id"].fillna(works["source_id"] + " " + works["reference_no"].astype("str"))
    designs = works["design"].fillna("unclear").str.split(";").str[0]
    return designs.groupby(names.to_numpy()).first()


def _name_kinds(works: pd.DataFrame) -> str:
    counts = _kinds_of(works).value_counts()
    ordered = [(name, int(counts[name])) for name in DESIGNS if name in counts.index]
    said = [_some(_DESIGN_NOUNS.get(name, name.replace("-", " ")), n) for name, n in ordered[:_KINDS_NAMED]]
    rest = sum(n for _, n in ordered[_KINDS_NAMED:])
    return join([*said, count_in_words(rest, "other work")] if rest else said)


def _some(noun: str, n: int) -> str:
    if n == 1:
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    head, of, tail = noun.partition(" of ")
    return count_in_words(n, head) + of + tail


def _how_known(works: pd.DataFrame, hint: str) -> str:
    return "" if (_kinds_of(works) == "unclear").all() else hint

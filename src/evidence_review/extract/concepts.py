"""Which concepts of medicine a text names: drugs, targets, conditions, populations, species, routes, settings, outcomes and methods.

The vocabulary is `concepts.toml`; a review extends it with a file of the same form. A concept may be a kind of another, so that a text
on the one also speaks of the other, while the other way round it does not.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from evidence_review.errors import EvidenceError
from evidence_review.extract.cues import Terms, as_pattern, compile_terms
from evidence_review.extract.words import read_words

__all__ = ["KINDS", "Concept", "Vocabulary", "built_in", "extend"]

KINDS = ("drug", "target", "condition", "population", "species", "route", "setting", "outcome", "method")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+")
# What is remembered of the first letters of words.
_MOST_KEPT = 20_000
# Terms are looked up by their first letters, and tried only where a word begins so.
_LONGEST_HEAD = 4
_HEAD = re.compile(rf"[^\W_]{{1,{_LONGEST_HEAD}}}")


@dataclass(frozen=True)
class Concept:
    """A concept: its id, its kind, the terms that name it, and the ids of what it is a kind of."""

    id: str
    kind: str
    terms: tuple[str, ...]
    broader: tuple[str, ...] = ()


class Vocabulary:
    """Concepts to be found in texts.

    Parameters
    ----------
    concepts : mapping of str to Concept
        By id.

    Examples
    --------
    >>> vocabulary = built_in()
    >>> vocabulary.find("Oral S-ketamine in depressed patients")
    [('oral', 0, 4), ('esketamine', 5, 15), ('depression', 19, 28), ('patients', 29, 37)]
    >>> vocabulary.broader("esketamine"), vocabulary.kind("esketamine")
    (('ketamine', 'nmda-antagonist'), 'drug')
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self.concepts = dict(concepts)
        self._groups: dict[str, list[tuple[str, str, str]]] = {}
        self._wide: list[tuple[Terms, str]] = []
        for concept in self.concepts.values():
            for term in concept.terms:
                head = _HEAD.match(term)
                if head:
                    flag = "i" if term == term.lower() else "-i"
                    pattern = f"(?{flag}:{as_pattern(term)})"
                    self._groups.setdefault(head.group().lower(), []).append((term, pattern, concept.id))
                else:
                    self._wide.append((compile_terms((term,), is_case_free=term == term.lower()), concept.id))
        self._compiled: dict[str, tuple[re.Pattern[str], list[str]]] = {}
        self._by_first: dict[str, list[tuple[re.Pattern[str], list[str]]]] = {}

    def kind(self, concept: str) -> str:
        """Return the kind of a concept.

        Parameters
        ----------
        concept : str
            Id of a concept.

        Returns
        -------
        str
            The kind of a concept.
        """
        return self.concepts[concept].kind

    def broader(self, concept: str) -> tuple[str, ...]:
        """Return everything that a concept is a kind of.

        Parameters
        ----------
        concept : str
            Id of a concept.

        Returns
        -------
        tuple
            Everything that a concept is a kind of, nearest first.
        """
        found: dict[str, None] = {}
        ahead = list(self.concepts[concept].broader)
        for one in ahead:
            if one not in found:
                found[one] = None
                ahead += self.concepts[one].broader
        return tuple(found)

    def widen(self, concepts: Iterable[str]) -> set[str]:
        """Return concepts together with everything that they are a kind of.

        Parameters
        ----------
        concepts : iterable of str
            Ids of concepts.

        Returns
        -------
        set of str
            Two concepts are related when their sets have one in common.
        """
        return {one for concept in concepts for one in (concept, *self.broader(concept))}

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Find the concepts of a text.

        Parameters
        ----------
        text : str
            A sentence or a title.

        Returns
        -------
        list of tuple
            Id of the concept, start and end of the words that name it, in order of start.
        """
        found = [(concept, *match.span()) for terms, concept in self._wide for match in terms.finditer(text)]
        for word in _WORD.finditer(text):
            first = word.group()[:_LONGEST_HEAD].lower()
            best, end = "", 0
            for pattern, concepts in self._starting(first):
                match = pattern.match(text, word.start())
                # The longest wins; each term is a group of its pattern.
                if match and match.end() > end:
                    best, end = concepts[(match.lastindex or 1) - 1], match.end()
            if best:
                found.append((best, word.start(), end))
        return _without_inner(sorted(found, key=lambda one: (one[1], -one[2], one[0])))

    def _starting(self, first: str) -> list[tuple[re.Pattern[str], list[str]]]:
        """Return the patterns of the terms that a word with these first letters can begin."""
        kept = self._by_first.get(first)
        if kept is None:
            if len(self._by_first) > _MOST_KEPT:
                self._by_first.clear()
            kept = self._by_first[first] = []
            for size in range(len(first), 0, -1):
                if first[:size] in self._groups:
                    kept.append(self._compile(first[:size]))
        return kept

    def _compile(self, head: str) -> tuple[re.Pattern[str], list[str]]:
        if head not in self._compiled:
            # The most letters first, as "alcoholism" before "alcohol*".
            group = sorted(self._groups[head], key=lambda one: (-len(one[0].replace("*", "")), one))
            pattern = re.compile("|".join(f"({one[1]})" for one in group))
            self._compiled[head] = (pattern, [one[2] for one in group])
        return self._compiled[head]


def _without_inner(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    kept: list[tuple[str, int, int]] = []
    for one in found:
        if not kept or one[1] >= kept[-1][2]:
            kept.append(one)
    return kept


@cache
def built_in() -> Vocabulary:
    """Return the vocabulary that comes with the package.

    Returns
    -------
    Vocabulary
        To be used and never changed.
    """
    return Vocabulary(_read(read_words("concepts"), "concepts.toml", {}))


def extend(text: str, place: str) -> Vocabulary:
    """Add the concepts of a review to those of the package.

    Parameters
    ----------
    text : str
        A file of the form of `concepts.toml`. An id that the package has gets further terms; another is a new concept.
    place : str
        The file's name, for messages.

    Returns
    -------
    Vocabulary
        Both together.

    Raises
    ------
    EvidenceError
        If the file has another form; the message names place, reason and remedy.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EvidenceError(f"{place}: is not readable TOML: {error}; mend the line, or take it out") from error
    return Vocabulary(_read(data, place, built_in().concepts))


def _read(data: Mapping[str, Any], place: str, known: Mapping[str, Concept]) -> dict[str, Concept]:
    concepts = dict(known)
    owner = {term: concept.id for concept in known.values() for term in concept.terms}
    for kind, listed in data.items():
        if kind == "broader":
            continue
        if kind not in KINDS:
            raise EvidenceError(f"{place}: [{kind}] is no kind of concept; it may be {', '.join(KINDS)}, broader")
        for name, terms in _table(listed, f"{place}: [{kind}]").items():
            here = f"{place}: [{kind}] {name}"
            if not _ID.fullmatch(name):
                raise EvidenceError(f"{here}: an id is lower-case words joined by hyphens; write it so")
            old = concepts.get(name)
            if old and old.kind != kind:
                raise EvidenceError(f"{here}: is known as {old.kind}; add its terms there, or choose another id")
            for term in _strings(terms, here):
                if owner.setdefault(term, name) != name:
                    raise EvidenceError(f"{here}: the term {term!r} names {owner[term]}; leave it to one of the two")
            concepts[name] = Concept(
                name, kind, (*(old.terms if old else ()), *_strings(terms, here)), old.broader if old else ()
            )
    for name, above in _table(data.get("broader", {}), f"{place}: [broader]").items():
        here = f"{place}: [broader] {name}"
        for one in (name, *_strings(above, here)):
            if one not in concepts:
                raise EvidenceError(f"{here}: {one} is no concept; list it under its kind first")
        old = concepts[name]
        concepts[name] = Concept(name, old.kind, old.terms, (*old.broader, *_strings(above, here)))
    return concepts


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise EvidenceError(f"{place}: must be a table; begin it with its name in square brackets")
    return value


def _strings(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
        raise EvidenceError(f'{place}: must be a list of texts; write ["one", "another"]')
    return tuple(value)

"""Which concepts of medicine a text names: drugs, targets, conditions, populations, species, routes, settings, outcomes and methods.

The vocabulary is `concepts.toml`; a review extends it with a file of the same form. A concept may be a kind of another, so that a text
on the one also speaks of the other, while the other way round it does not.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from evidence_review.errors import EvidenceError
from evidence_review.extract.cues import Terms, compile_terms
from evidence_review.extract.words import read_words

__all__ = ["KINDS", "Concept", "Vocabulary", "built_in", "extend"]

KINDS = ("drug", "target", "condition", "population", "species", "route", "setting", "outcome", "method")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_JOINTS = re.compile(r"[\s\u2010-\u2015-]+")
# Words in a text come in few forms; a vocabulary remembers what each of them names, up to this many.
_MOST_KEPT = 20_000


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
    (('ketamine',), 'drug')
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self.concepts = dict(concepts)
        free: list[str] = []
        exact: list[str] = []
        self._whole: dict[str, str] = {}
        self._open: dict[str, Terms] = {}
        for concept in self.concepts.values():
            wild: list[str] = []
            for term in concept.terms:
                is_free = term == term.lower()
                (free if is_free else exact).append(term)
                if "*" in term:
                    wild.append(term)
                else:
                    self._whole.setdefault(_key(term) if is_free else _joined(term), concept.id)
            if wild:
                self._open[concept.id] = compile_terms(tuple(wild), is_case_free=all(x == x.lower() for x in wild))
        self._patterns = [compile_terms(tuple(terms), is_case_free=terms is free) for terms in (free, exact) if terms]
        self._known: dict[str, str] = {}

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
        found = []
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                concept = self._name(match.group())
                if concept:
                    found.append((concept, match.start(), match.end()))
        return sorted(found, key=lambda one: (one[1], -one[2], one[0]))

    def _name(self, words: str) -> str:
        if words not in self._known:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[words] = self._look_up(words)
        return self._known[words]

    def _look_up(self, words: str) -> str:
        whole = self._whole.get(_joined(words)) or self._whole.get(_key(words))
        if whole:
            return whole
        fitting = [
            (len(match.group()), concept)
            for concept, terms in self._open.items()
            if (match := terms.search(words)) and match.start() == 0
        ]
        return max(fitting)[1] if fitting else ""


def _joined(words: str) -> str:
    return _JOINTS.sub("", words)


def _key(words: str) -> str:
    return _joined(words).lower()


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

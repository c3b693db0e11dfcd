"""In whom, by which route and for what a quantity of a sentence was given or found.

The nearest words of the sentence decide, then those of the sentences before it, then its headings and the title of the source.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

from evidence_review.extract.binding_words import WORDS, compile_words
from evidence_review.extract.concepts import Concept, Vocabulary, built_in
from evidence_review.extract.cues import compile_terms, find_cues
from evidence_review.extract.quantities import Quantity
from evidence_review.extract.substances import find_concepts
from evidence_review.extract.words import read_words

__all__ = ["find_condition", "find_indication", "find_population", "find_route"]

_POPULATION = read_words("cues")["population"]
_CLINICAL, _OF_PEOPLE = compile_words("clinical"), compile_words("clinical", "own")
_BENCH = compile_words("bench")
_OF_LIFE = re.compile(rf"(?:{'|'.join(WORDS['life']['stages'])})", re.IGNORECASE)
# "Porcine gelatin", "heparin (porcine in origin)": what a product is made from.
_MADE_FROM = re.compile(
    rf"\b(?:{'|'.join(WORDS['life']['made_from'])})(?: in|-)? ?(?:{'|'.join(WORDS['life']['products'])})",
    re.IGNORECASE,
)
_SPECIES: dict[str, str] = WORDS["species"]
# Animals named before hold until another study is spoken of.
_NEW_STUDY = compile_words("new_study")
_INDICATIONS = frozenset(WORDS["indication"]["outcomes"])
_BARE_HUMAN = re.compile(r"\bhumans?\b", re.IGNORECASE)
_FOR = compile_words("indication", "before")
_USES = {use: compile_terms(tuple(terms)) for use, terms in WORDS["uses"].items()}
_APPROVED = compile_words("approved")
_OPERATION = compile_words("indication", "operation")
# "Body mass index", "peripheral arterial tonometry": a measure or a method, not what is treated.
_MEASURE, _EXCLUDED = compile_words("indication", "measures"), compile_words("indication", "excluded")
_NOT_FOR = frozenset(WORDS["indication"]["not"])
_PARTED = re.compile(r"[,;]|\b(?:and|or|plus|whereas|while|but)\b")
_APART = 30
_N_NEAR = 3
_IN_BRACKET = 80
# Words for a route that are further away belong to another dose.
_FAR = 150
# A route stands so near to its dose when it is abbreviated.
_BESIDE = 14


def find_population(
    text: str, start: int, end: int, before: Sequence[str] | None, titles: Sequence[str]
) -> tuple[str, str]:
    """Say in whom a quantity was given or found.

    Parameters
    ----------
    text : str
        A sentence.
    start, end : int
        The quantity in it.
    before : sequence of str or None
        The sentences before it, nearest last; None where the sentence alone may tell.
    titles : sequence of str
        Headings and title, nearest first.

    Returns
    -------
    tuple of (str, str)
        Population and species, each empty where it is not said.

    Examples
    --------
    >>> find_population("Rats were given 5 mg, patients 20 mg.", 16, 20, (), ())
    ('animal', 'rat')
    """
    cues = _find_people(text)
    if cues:
        kind, first, last = min(_neighbors(cues, start), key=lambda cue: _distance(text, cue[1], cue[2], start, end))
        # "Slices from rats", "oocytes of frogs": what was taken from an animal is no animal.
        if any(one == "in-vitro" and _distance(text, begin, stop, first, last) < _APART for one, begin, stop in cues):
            kind = "in-vitro"
        return kind, _nearest_species(text, start, end, "" if kind == "in-vitro" else kind)
    if _OF_PEOPLE.search(text):
        return "human", "human"
    return _population_around(text, tuple(before), tuple(titles)) if before is not None else ("", "")


@lru_cache(maxsize=64)
def _population_around(text: str, before: tuple[str, ...], titles: tuple[str, ...]) -> tuple[str, str]:
    """Return population and species of a sentence that names neither."""
    later = text
    for other in reversed(before):
        kinds = {kind for kind, *_ in _find_people(other)}
        if len(kinds) == 1 and ("human" in kinds or not _NEW_STUDY.search(later)):
            kind = kinds.pop()
            return kind, _nearest_species(other, len(other), len(other), kind)
        if kinds:
            break
        later = other
    for other in titles:
        kinds = {kind for kind, *_ in _find_people(other)}
        if len(kinds) == 1:
            kind = kinds.pop()
            return kind, _nearest_species(other, len(other), len(other), kind)
    return ("human", "human") if any(map(_CLINICAL.search, (text, *before[-1:], *titles))) else ("", "")


@lru_cache(maxsize=64)
def _find_people(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words by which a text speaks of people, animals or what is neither, with their kind."""
    found = (
        (kind, *match.span())
        for kind, words in _POPULATION.items()
        for match in find_cues(text, words["cues"], words["pseudo"]["cues"])
    )
    people = [one for one in found if not _MADE_FROM.match(text, one[1])]
    people += [("in-vitro", *match.span()) for match in _BENCH.finditer(text)]
    # Animals are born, pregnant and adult too.
    if any(kind == "animal" for kind, *_ in people):
        people = [one for one in people if one[0] != "human" or not _OF_LIFE.match(text[one[1] : one[2]])]
    return tuple(sorted(people, key=lambda one: one[1:]))


def _nearest_species(text: str, start: int, end: int, population: str = "") -> str:
    if population == "human":
        return "human"
    found = _neighbors([one for one in _find_species(text) if not (population and one[0] == "human")], start)
    return min(found, key=lambda one: _distance(text, one[1], one[2], start, end))[0] if found else ""


@lru_cache(maxsize=64)
def _find_species(text: str) -> tuple[tuple[str, int, int], ...]:
    found = [
        (_species(concept, text, start, end), start, end)
        for kind, concept, start, end in find_concepts(text)
        if kind == "species" and not _MADE_FROM.match(text, start)
    ]
    found += [("human", *match.span()) for match in _BARE_HUMAN.finditer(text)]
    return tuple(sorted((one for one in found if one[0]), key=lambda one: one[1:]))


def _species(concept: str, text: str, start: int, end: int) -> str:
    if concept == "cells-in-vitro" and not _SPECIES.get(text[start:end].lower()):
        return ""
    # "Rhesus macaques" are two words of the vocabulary.
    printed = text[max(0, start - 7) : end].lower()
    printed = printed if printed.startswith("rhesus ") else text[start : end + 8].lower()
    return next((name for word, name in _SPECIES.items() if printed.startswith(word)), concept)


def _neighbors(found: Sequence[tuple[str, int, int]], start: int) -> Sequence[tuple[str, int, int]]:
    """Return those of some words, in the order of the text, that are next to a place on either side."""
    at = bisect_left(found, start, key=lambda one: one[1])
    return found[max(0, at - _N_NEAR) : at + _N_NEAR]


def _distance(text: str, start: int, end: int, first: int, last: int) -> int:
    """Return how far words are from a quantity; what a comma or a conjunction parts from it belongs rather to another."""
    gap = text[last:start] if start >= last else text[end:first]
    return len(gap) + _APART * len(_PARTED.findall(gap[:400]))


@cache
def _routes() -> Vocabulary:
    listed: dict[str, list[str]] = {}
    for table in (read_words("context")["route"], WORDS["more_routes"]):
        for name, terms in table.items():
            listed.setdefault(name, []).extend(terms)
    return Vocabulary({name: Concept(name, "route", tuple(dict.fromkeys(terms))) for name, terms in listed.items()})


_ABBREVIATED = {printed: route for route, terms in WORDS["routes"].items() for printed in terms}
_ABBREVIATION = re.compile(
    rf"(?<![\w.])(?:{'|'.join(sorted(map(re.escape, _ABBREVIATED), key=len, reverse=True))})(?![\w-])"
)


# "Ketamine 5 mg or morphine 2 mg, both IM".
_ALL_SO = re.compile(
    rf"\b(?:both|all|each) \(?({'|'.join(sorted(map(re.escape, _ABBREVIATED), key=len, reverse=True))})(?![\w-])"
)
_GIVEN_BY = re.compile(r" (?:infusion|bolus|injection|dose|administration|route)")


@lru_cache(maxsize=64)
def _find_routes(text: str) -> tuple[tuple[str, int, int], ...]:
    found = [one for one in _routes().find(text) if one[0] != "pseudo"]
    # "IV ketamine", "an IM bolus".
    drugs = {start for kind, _, start, _ in find_concepts(text) if kind == "drug"}
    for match in _ABBREVIATION.finditer(text):
        if match.end() + 1 in drugs or _GIVEN_BY.match(text, match.end()):
            found.append((_ABBREVIATED[match.group()], *match.span()))
    return tuple(sorted(found, key=lambda one: one[1:]))


def find_route(text: str, quantity: Quantity, last: int, titles: Iterable[str], others: Collection[int] = ()) -> str:
    """Say by which route a quantity was given.

    Parameters
    ----------
    text : str
        A sentence.
    quantity : Quantity
        A quantity in it.
    last : int
        The end of the enumeration that the quantity belongs to.
    titles : iterable of str
        Headings and title, nearest first; none where they do not hold.
    others : collection of int
        Where the names of other substances begin: "oral" right before one is the route of that one.

    Returns
    -------
    str
        Id of the route; empty where it is not said.

    Examples
    --------
    >>> dose = Quantity(14, 19, "dose", "", 10, 10, "mg")
    >>> find_route("oral morphine 10 mg or ketamine 5 mg IM", dose, 19, ())
    'oral'
    """
    start = quantity.start
    behind = _ABBREVIATION.search(text, last, last + _BESIDE)
    if behind and not re.search(r"[;)]|\band\b|\bor\b|\bplus\b|\d", text[last : behind.start()]):
        return _ABBREVIATED[behind.group()]
    if all_so := _ALL_SO.search(text, last):
        return _ABBREVIATED[all_so[1]]
    ahead = list(_ABBREVIATION.finditer(text, max(0, start - _BESIDE), start))
    if ahead and not re.search(r"[;)]|\band\b|\bor\b|\d", text[ahead[-1].end() : start]):
        return _ABBREVIATED[ahead[-1].group()]
    found = [
        (_distance(text, one, other, start, last), route)
        for route, one, other in _neighbors(_find_routes(text), start)
        if other + 1 not in others
        and not _is_aside(text, one, other, start)
        and ";" not in text[min(other, last) : max(one, start)]
        and (quantity.kind == "bioavailability" or not text.startswith("bioavail", other + 1))
    ]
    if found and min(found)[0] < _FAR:
        return min(found)[1]
    for title in titles:
        if named := {one[0] for one in _find_routes(title)}:
            return named.pop() if len(named) == 1 else ""
    return ""


def _is_aside(text: str, first: int, last: int, start: int) -> bool:
    """Tell whether words stand in a bracket with a number of its own, which is closed before a quantity."""
    closed = text.find(")", last, start)
    opened = text.rfind("(", max(0, first - _IN_BRACKET), first)
    if closed < 0 or opened < 0 or ")" in text[opened:first]:
        return False
    return any(letter.isdigit() for letter in text[opened:closed])


def find_indication(text: str, titles: Iterable[str], is_study: bool = False) -> str:
    """Say what a substance is given or studied for.

    Parameters
    ----------
    text : str
        A sentence.
    titles : iterable of str
        Headings and title, nearest first.
    is_study : bool
        Whether they are those of one study: it is on the "myeloma" of its title where a heading says "cancer".

    Returns
    -------
    str
        Id of the condition; empty where it is not said.

    Examples
    --------
    >>> find_indication("It was given to patients with chronic pain.", ()), find_indication("It caused pain.", ())
    ('chronic-pain', '')
    >>> find_indication("A bolus was given.", ["Cancer pain"]), find_indication("An intraoperative bolus.", ["Cancer pain"])
    ('cancer-pain', '')
    """
    for concept, start in () if _EXCLUDED.search(text) else _conditions(text):
        cues = list(_FOR.finditer(text[max(0, start - 30) : start]))
        if cues and len(text[max(0, start - 30) : start][cues[-1].end() :].split()) <= 1:
            return concept
    for use, terms in _USES.items():
        if terms.search(text):
            return use
    if _APPROVED.search(text) and (condition := find_condition(text)):
        return condition
    # What is done around an operation is not for the chronic condition of a heading.
    if _OPERATION.search(text):
        titles = [title for title in titles if _OPERATION.search(title)]
    found = [concept for title in titles for concept, _ in _conditions(title)]
    first = next(iter(found), "")
    return next((one for one in found if is_study and first in built_in().broader(one)), first)


def find_condition(text: str) -> str:
    """Find the first condition of a text that something may be given for.

    Parameters
    ----------
    text : str
        A title, or a part of a sentence.

    Returns
    -------
    str
        Its id, or none.

    Examples
    --------
    >>> find_condition("Nausea in depression"), find_condition("A drug")
    ('depression', '')
    """
    return next((concept for concept, _ in _conditions(text)), "")


def _conditions(text: str) -> list[tuple[str, int]]:
    return [
        (concept, start)
        for kind, concept, start, end in find_concepts(text)
        if ((kind == "condition" and concept not in _NOT_FOR) or concept in _INDICATIONS)
        and not _MEASURE.search(text[start : end + 20])
    ]

"""Which substances a text names: drugs, their handed forms, what the body makes of them, and what is given in their stead.

Names come from `concepts.toml`, from the ends by which drugs are named, and from `binding.toml`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence_review.extract.concepts import built_in
from evidence_review.extract.cues import compile_terms
from evidence_review.extract.words import read_words

__all__ = ["Substance", "find_concepts", "find_substances", "plain_name"]

_WORDS = read_words("binding")
_NAMES: dict[str, str] = {printed.lower(): name for printed, name in (_WORDS["substances"] | _WORDS["brands"]).items()}
_CLASSES = compile_terms(tuple(_WORDS["classes"]["terms"]))
_MORE = compile_terms((*_WORDS["more"]["terms"], *_WORDS["brands"]))
_INERT = compile_terms(tuple(_WORDS["inert"]["terms"]))
_ENDS = tuple(_WORDS["stems"]["ends"])
_NO_STEMS = frozenset(_WORDS["stems"]["not"])
_BEFORE = tuple(sorted(_WORDS["metabolites"]["before"], key=len, reverse=True))
_KNOWN = frozenset(
    term
    for concept in built_in().concepts.values()
    if concept.kind == "drug"
    for term in concept.terms
    if term.isalpha()
)
_WORD = re.compile(r"[^\W\d_]{6,40}")
_SIGN = r"(?:\([+\u2212\u2013-]\)|[+\u2212](?![^\W_]))"
_DASH = r"[\s\u2010-\u2013-]"
_HAND = re.compile(rf"(?<![^\W_])\(?([SR])\)?{_DASH}?{_SIGN}?{_DASH}?$")
_RACEMIC = re.compile(rf"\((?:R,?S|S,?R|\u00b1|\+/-)\){_DASH}?$")
_TURNED = re.compile(rf"\(([+\u2212\u2013-])\){_DASH}?$")
_PLACES = re.compile(rf"\(\d[RS], ?\d[RS]\){_DASH}?$")
_ISOMER = re.compile(
    rf"(?<![^\W_])\(?([SR])\)?{_DASH}?{_SIGN}?{_DASH}{{0,2}}(?:(?:stereo)?iso|enantio)mers?\b|\bracem(?:ate\b|ic (?:mixture|form|drug|compound|preparation|product))"
)
# A group of patients by its label: "group M", "the KET group", "(KET = 3; MID = 4)".
_ARM = re.compile(
    r"\b[Gg]roup ([A-Z]{1,5})\b|(?<![^\W_])([A-Z][A-Za-z]{1,5}) (?:group|arm)\b|(?<![^\W_])([A-Z][A-Za-z]{1,5})(?= ?= ?\d)"
)
_UNNAMED = compile_terms(tuple(_WORDS["arms"]["unnamed"]))
_NO_ARM = frozenset(word.upper() for word in _WORDS["arms"]["not"])
# A label that shortens the name of a drug has so many letters of it.
_N_SHORT = 3
_GLUCURONIDE = re.compile(r"-\d(?:-O)?(?:-\u03b2)?(?:-D)?-glucuronide")
# "The dextrorphan (DXO) binding site" is no dextrorphan.
_SITE = re.compile(r"(?: ?\([^()]{1,12})?\)? (?:binding |recognition )?(?:site|receptor)s?\b")
_OF = re.compile(r" of (?:the )?")


@dataclass(frozen=True)
class Substance:
    """A substance where a text names it; without a name, a group of patients of whom it is not said what they were given."""

    name: str
    start: int
    end: int
    is_inert: bool = False


@lru_cache(maxsize=64)
def find_concepts(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """Find the concepts of a text, and remember them for as long as its neighbors are read.

    Parameters
    ----------
    text : str
        A sentence or a title.

    Returns
    -------
    tuple of tuple
        Kind, id, start and end of each.
    """
    vocabulary = built_in()
    return tuple((vocabulary.kind(concept), concept, start, end) for concept, start, end in vocabulary.find(text))


def plain_name(name: str) -> str:
    """Return the name of the racemate of a handed form.

    Parameters
    ----------
    name : str
        A substance.

    Returns
    -------
    str
        Without its hand.

    Examples
    --------
    >>> plain_name("S-warfarin"), plain_name("morphine")
    ('warfarin', 'morphine')
    """
    return name[2:] if name[:2] in ("S-", "R-") else name


def find_substances(text: str, around: Iterable[str] = ()) -> list[Substance]:
    """Find the substances of a text.

    Parameters
    ----------
    text : str
        A sentence or a title.
    around : iterable of str
        Texts that may tell whose isomer is meant where this one does not.

    Returns
    -------
    list of Substance
        In order.

    Examples
    --------
    >>> [one.name for one in find_substances("S(+)-ketamine, the racemate, S-warfarin and morphine, but no opioids")]
    ['S-ketamine', 'ketamine', 'S-warfarin', 'morphine']
    """
    named = _find_named(text)
    starts = [one.start for one in named]
    isomers = [
        match
        for match in _ISOMER.finditer(text)
        if not any(match.start() < one.end for one in named[: bisect_left(starts, match.end())][-1:])
    ]
    around = tuple(around)
    arms = _find_arms(text, named, around)
    if not isomers and not arms:
        return list(named)
    found = [*named, *arms]
    owners: set[Substance] = set()
    drugs = [one for one in named if not one.is_inert]
    ends = [one.end for one in drugs]
    elsewhere = "" if drugs else _base_of(around)
    for match in isomers:
        behind = bisect_left(starts, match.end())
        owner = next((one for one in named[behind : behind + 1] if _OF.fullmatch(text, match.end(), one.start)), None)
        # The drug is one named before, else behind, else around.
        before = bisect_right(ends, match.start())
        near = owner or next(iter([*drugs[max(0, before - 1) : before], *drugs[:1]]), None)
        base = plain_name(near.name) if near else elsewhere
        if base:
            found.append(
                Substance(
                    f"{match[1]}-{base}" if match[1] else base, match.start(), owner.end if owner else match.end()
                )
            )
            # "The S-isomer of the drug" is one name.
            owners |= {owner} if owner else set()
    return sorted((one for one in found if one not in owners), key=lambda one: one.start)


def _find_arms(text: str, named: Sequence[Substance], around: Sequence[str]) -> list[Substance]:
    """Return the groups of patients that a text names by labels: with the drug that a label shortens, else without a name."""
    matches = [match for match in _ARM.finditer(text) if (match[1] or match[2] or match[3]).upper() not in _NO_ARM]
    unnamed = [(Substance("", *match.span()), False) for match in _UNNAMED.finditer(text)]
    if not matches and not unnamed:
        return []
    drugs = {one.name for other in around for one in _find_named(other)} | {one.name for one in named}
    arms = unnamed
    for match in matches:
        label = (match[1] or match[2] or match[3]).lower()
        meant = {name for name in drugs if name.startswith(label)} if len(label) >= _N_SHORT else set()
        arms.append((Substance(meant.pop() if len(meant) == 1 else "", *match.span()), bool(match[3])))
    is_known = any(arm.name for arm, _ in arms)
    overlapped = {position for one in named for position in range(one.start, one.end)}
    return [
        arm for arm, is_equation in arms if (arm.name or is_known or not is_equation) and arm.start not in overlapped
    ]


@lru_cache(maxsize=64)
def _find_named(text: str) -> tuple[Substance, ...]:
    spans = [(start, end, concept) for kind, concept, start, end in find_concepts(text) if kind == "drug"]
    spans = [one for one in spans if not _is_class(text[one[0] : one[1]])]
    taken = {position for start, end, _ in spans for position in (start, end)}
    spans += [(*match.span(), "") for match in _MORE.finditer(text) if not taken & set(match.span())]
    taken = {start for start, _, _ in spans}
    spans += [
        (*match.span(), "") for match in _WORD.finditer(text) if match.start() not in taken and _is_name(match.group())
    ]
    found: list[Substance] = []
    for start, end, concept in sorted(one for one in spans if not _SITE.match(text, one[1])):
        one = _name(text, start, end, concept)
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def _is_class(printed: str) -> bool:
    match = _CLASSES.search(printed)
    return match is not None and match.start() == 0


def _is_name(word: str) -> bool:
    word = word.lower()
    if word in _NO_STEMS:
        return False
    if word.endswith(_ENDS):
        return True
    return any(word.startswith(prefix) and word[len(prefix) :] in _KNOWN for prefix in _BEFORE)


def _name(text: str, start: int, end: int, concept: str) -> Substance:
    printed = text[start:end].lower()
    name = _NAMES.get(printed) or _NAMES.get(concept) or _spell_out(text[start:end], concept)
    if printed.startswith("(") and printed[1].isdigit():
        name = text[start:end]
    before = text[max(0, start - 12) : start]
    if racemic := _RACEMIC.search(before):
        return Substance(name, start - len(racemic.group()), end)
    if hand := _HAND.search(before):
        return Substance(f"{hand[1]}-{plain_name(name)}", start - len(hand.group()), end)
    turned = _TURNED.search(before)
    if turned and (hands := _WORDS["optical"].get(name)):
        return Substance(f"{hands['+' if turned[1] == '+' else '-']}-{name}", start - len(turned.group()), end)
    if places := _PLACES.search(before):
        return Substance(places.group() + name, start - len(places.group()), end)
    one = Substance(name, start, end, bool(_INERT.search(printed)))
    glucuronide = _GLUCURONIDE.match(text, end)
    return replace(one, name=name + glucuronide.group(), end=glucuronide.end()) if glucuronide else one


def _spell_out(printed: str, concept: str) -> str:
    """Return the name that an abbreviation stands for, or another name as it is printed."""
    full = built_in().concepts[concept].terms[0].lower() if concept and printed.isupper() else ""
    return full if full[:1] == printed[:1].lower() and not _is_class(full) else printed.lower()


def _base_of(around: Iterable[str]) -> str:
    """Return the drug whose isomer is meant where the sentence names none: the one that is named most around."""
    counted = Counter(plain_name(one.name) for text in around for one in _find_named(text) if not one.is_inert)
    return max(counted, key=lambda name: counted[name], default="")

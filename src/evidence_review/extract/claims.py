"""What a sentence claims: which effect rises, falls or stays as it is, and what its quantities are figures of.

Two sentences that claim contraries of one effect may contradict each other. A suggestion, from the words of change of `changes.toml` and the
concepts of `concepts.toml`: it is made to miss many, so that of those that it finds most are right.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, reduce

from evidence_review.extract.change_words import ChangeWord, find_changes, find_clauses
from evidence_review.extract.concepts import Concept, Vocabulary
from evidence_review.extract.cues import compile_terms
from evidence_review.extract.stems import find_stems
from evidence_review.extract.words import read_words

__all__ = [
    "FIGURE_KINDS",
    "Claim",
    "are_opposed",
    "find_agents",
    "find_claims",
    "find_groups",
    "find_markets",
    "find_rotations",
    "name_figure",
]

_WORDS = read_words("claims")
_TERMS = {
    (group, name): compile_terms(tuple(terms))
    for group in ("same", "absence", "noun", "judgment", "name", "no_claim", "compared", "compound")
    for name, terms in _WORDS[group].items()
}
FIGURE_KINDS = frozenset(_WORDS["figures"])
"""The kinds of quantity that may be the one true value of something."""

_WIDE, _ANYBODY = (frozenset(_WORDS[group]["concepts"]) for group in ("wide", "anybody"))
_OBJECTS = ("outcome", "condition", "target")
_BREAK = re.compile(r"[;:()]|\.\s|\b(?:that|between)\b")
# "Was", and at most a word before what changed: "was not reduced".
_IS = re.compile(r"\b(?:was|were|is|are|been|be|being)(?: [^\W_]{1,20})?\s$")
_AND = re.compile(r"\b(?:and|or)\b")
# A noun of change by its ending; a participle or a verb has another.
_NOUN = re.compile(
    r"(?:tion|ment|ance|sion|increases?|decreases?|decline|rise|loss|gain|relief|drop)s?$", re.IGNORECASE
)
_JUDGMENTS = ("better", "worse")
_ROTATION = re.compile(r"(?<![^\W_])\(?([RS])\)?[ -]?\(([+\u2212\u2013-])\)")
# In letters: from a word of change to its object, and from a word to the next but one.
_REACH, _NEAR = 45, 25
_AWAY = 60


@dataclass(frozen=True)
class Claim:
    """What is said of an effect: the concept, the stems of the words that name it, 1, -1 or 0 for more, less or the same, whether that is denied, and the words of change."""

    concept: str
    stems: frozenset[str]
    sign: int
    is_denied: bool
    cue: str


def find_claims(text: str, vocabulary: Vocabulary) -> list[Claim]:
    """Find which effects a sentence says to rise, to fall or to stay as they are.

    Parameters
    ----------
    text : str
        A statement.
    vocabulary : Vocabulary
        The concepts.

    Returns
    -------
    list of Claim
        In the order of the words; none for a sentence that asks, plans or defines.

    Examples
    --------
    >>> from evidence_review.extract.concepts import built_in
    >>> [(one.concept, one.sign, one.is_denied) for one in find_claims("Tea did not lower blood pressure.", built_in())]
    [('blood-pressure', -1, True)]
    """
    if _TERMS["no_claim", "cues"].search(text):
        return []
    mentions = vocabulary.find(text)
    taken = {position for _, start, end in mentions for position in range(start, end)}
    changes = [word for word in _find_words(text) if taken.isdisjoint(range(word.start, word.end))]
    places = [word.start for word in changes]
    objects = [
        (concept, start, end)
        for concept, start, end in mentions
        if vocabulary.kind(concept) in _OBJECTS and concept not in _WIDE and not _names_other(text, start, end)
    ]
    starts = [start for _, start, _ in objects]
    clauses = find_clauses(text)
    found = []
    for word in changes:
        # Those that are near enough, with a mention of the longest kind before it.
        for concept, start, end in objects[
            bisect_left(starts, word.start - 2 * _REACH) : bisect_right(starts, word.end + _REACH)
        ]:
            low, high = (word.end, start) if start >= word.end else (end, word.start)
            is_alone = bisect_left(places, low) == bisect_left(places, high)
            is_one_clause = bisect_right(clauses, start) == bisect_right(clauses, word.start)
            if is_alone and is_one_clause and _governs(word, text[low:high], is_behind=start > word.start):
                sign = _sign(word, vocabulary.kind(concept))
                found.append(Claim(concept, _stems(text[start:end]), sign, word.is_denied, word.raw))
    return found + list(_find_absences(text, objects, places))


def are_opposed(a: Claim, b: Claim) -> bool:
    """Tell whether two claims of one effect are contraries.

    Parameters
    ----------
    a, b : Claim
        The claims.

    Returns
    -------
    bool
        Whether both name the effect with a word in common, and one says more and the other less, one a change and the other none, or one
        what the other denies. That a rise is denied is no claim of a fall.

    Examples
    --------
    >>> up, down = (Claim("pain", frozenset({"pain"}), sign, False, "") for sign in (1, -1))
    >>> are_opposed(up, down), are_opposed(up, up)
    (True, False)
    """
    if a.concept != b.concept or not a.stems & b.stems:
        return False
    if a.is_denied or b.is_denied:
        return a.is_denied != b.is_denied and a.sign == b.sign
    return a.sign != b.sign


def find_agents(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Find the drugs that a sentence speaks of, but for those that it compares with.

    Parameters
    ----------
    text : str
        A statement.
    vocabulary : Vocabulary
        The concepts.

    Returns
    -------
    frozenset of str
        Ids of concepts.
    """
    compared = _TERMS["compared", "cues"].search(text)
    end = compared.start() if compared else len(text)
    return frozenset(
        concept
        for concept, start, _ in vocabulary.find(text)
        if start < end and vocabulary.kind(concept) == "drug" and concept != "placebo"
    )


def find_groups(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Find the groups of people that a sentence speaks of, as children, in whom a quantity may have another value.

    Parameters
    ----------
    text : str
        A statement.
    vocabulary : Vocabulary
        The concepts.

    Returns
    -------
    frozenset of str
        Ids of concepts, without those of `claims.toml` that are anybody.
    """
    found = frozenset(concept for concept, _, _ in vocabulary.find(text) if vocabulary.kind(concept) == "population")
    return found - _ANYBODY


def find_markets(text: str) -> frozenset[str]:
    """Find the countries that a sentence speaks of, by name or authority: each has its own year in which a drug was approved.

    Parameters
    ----------
    text : str
        A statement.

    Returns
    -------
    frozenset of str
        Names of `claims.toml`.

    Examples
    --------
    >>> find_markets("The FDA approved it in 1970.")
    frozenset({'united-states'})
    """
    return frozenset(market for market, _, _ in _named("market").find(text))


def name_figure(kind: str, before: str, behind: str) -> str:
    """Name that of which a quantity is the one true value.

    Parameters
    ----------
    kind : str
        Its kind, one of `vocabulary.QUANTITY_KINDS`.
    before, behind : str
        The words from the last quantity of this kind to it, and from it to the next.

    Returns
    -------
    str
        A name of `claims.toml`, that of the nearest term, where those before it come first; empty when what it gives may have many values,
        as a dose has.

    Examples
    --------
    >>> name_figure("clearance", "Its renal clearance is ", "."), name_figure("clearance", "Its clearance is ", ".")
    ('renal-clearance', 'clearance')
    >>> name_figure("dose", "The dose is ", ".")
    ''
    """
    if kind not in FIGURE_KINDS:
        return ""
    names = _named("figures", kind)
    name = between = ""
    if found := names.find(before):
        name, between = found[-1][0], before[found[-1][2] :]
    elif found := names.find(behind):
        name, between = found[0][0], behind[: found[0][1]]
    if kind in names.concepts:
        return name or kind
    return name if len(between) <= _AWAY and not _BREAK.search(between) else ""


def find_rotations(text: str) -> dict[str, str]:
    """Find the sign of rotation that a sentence prints with the letter of an enantiomer.

    Parameters
    ----------
    text : str
        A statement.

    Returns
    -------
    dict of str to str
        `+` or `-` by `R` and `S`; a letter that stands with both signs is left out. Of one compound each letter has one sign.

    Examples
    --------
    >>> find_rotations("R(-)-tramadol and (S)-(+)-tramadol")
    {'R': '-', 'S': '+'}
    """
    signs: dict[str, set[str]] = {}
    for letter, sign in _ROTATION.findall(text):
        signs.setdefault(letter, set()).add("+" if sign == "+" else "-")
    return {letter: min(of_letter) for letter, of_letter in signs.items() if len(of_letter) == 1}


@cache
def _named(*tables: str) -> Vocabulary:
    """Return the terms of a table of `claims.toml` by their names."""
    names = reduce(lambda table, name: table[name], tables, _WORDS)
    return Vocabulary({name: Concept(name, tables[0], tuple(terms)) for name, terms in names.items()})


def _find_words(text: str) -> Iterator[ChangeWord]:
    """Go through the words of change that claim something; of those that deny a change the sign is 0."""
    for word in find_changes(text):
        is_denied = word.sense == "difference" and word.is_denied and _TERMS["same", "denied"].search(word.raw)
        is_same = is_denied or (word.sense == "alike" and _TERMS["same", "alike"].search(word.raw))
        is_change = word.sense in ("rise", "fall", "more", "less") and not _is_name(text, word)
        is_judgment = word.sense in _JUDGMENTS and _TERMS["judgment", "cues"].search(word.raw)
        if is_same:
            yield replace(word, sign=0, is_denied=False)
        elif is_change or is_judgment:
            yield word


def _is_name(text: str, word: ChangeWord) -> bool:
    """Tell whether a word of change only names something: "stimulation of", "a cholesterol-lowering drug"."""
    if text[max(0, word.start - 1) : word.start] == "-" or _TERMS["name", "cues"].search(word.raw):
        return True
    before = text[max(0, word.start - _NEAR) : word.start].split()
    return bool(_NOUN.search(word.raw)) and not (before and _TERMS["noun", "before"].search(before[-1]))


def _names_other(text: str, start: int, end: int) -> bool:
    """Tell whether the words of an effect name a drug, or something else together with the next: "pain management"."""
    behind = _TERMS["compound", "cues"].search(text[end : end + _NEAR])
    return bool(behind and behind.start() <= 1) or bool(_TERMS["compound", "names"].search(text[start:end]))


def _governs(word: ChangeWord, between: str, *, is_behind: bool) -> bool:
    """Tell whether a word of change speaks of what stands behind it, or before "was increased", with these words between."""
    if len(between) > _REACH or _BREAK.search(between) or ("," in between and not _AND.search(between)):
        return False
    # "More" and "less" stand with a noun or with an adjective, and "higher" before its noun.
    is_adverb = word.raw.lower() in ("more", "less")
    if not is_behind:
        return bool(_IS.search(between)) and not is_adverb
    return word.sense not in ("more", "less") or len(between.split()) <= (0 if is_adverb else 1)


def _sign(word: ChangeWord, kind: str) -> int:
    """Return the sign of a change; what gets better is less of a condition and more of anything else."""
    if word.sense in _JUDGMENTS and kind == "condition":
        return -word.sign
    return word.sign


def _find_absences(text: str, objects: list[tuple[str, int, int]], places: list[int]) -> Iterator[Claim]:
    """Go through "without" and "no" right before a concept, with no word of change between: its rise is denied."""
    for concept, start, end in objects:
        low = max(0, start - _NEAR)
        cues = list(_TERMS["absence", "cues"].finditer(text[low:start]))
        if not cues:
            continue
        low += cues[-1].end()
        is_alone = bisect_left(places, low) == bisect_left(places, start)
        if is_alone and len(text[low:start].split()) <= 2 and not _BREAK.search(text[low:start]):
            yield Claim(concept, _stems(text[start:end]), 1, True, cues[-1].group())


def _stems(words: str) -> frozenset[str]:
    return frozenset(part for _, part in find_stems(words))

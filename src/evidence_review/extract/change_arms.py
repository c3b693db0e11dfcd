"""Where a sentence names the arms of a trial: by words of what they received, by initials, by labels, or as "controls"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from evidence_review.extract.cues import compile_terms
from evidence_review.extract.stems import find_stems, stem
from evidence_review.extract.words import read_words

__all__ = ["Mention", "find_arms", "initials"]

# Start, end, and 1 for the intervention or -1 for the comparator.
Mention = tuple[int, int, int]

_DATA = read_words("changes")["arms"]
_GENERIC = {1: compile_terms(tuple(_DATA["intervention"])), -1: compile_terms(tuple(_DATA["comparator"]))}
_GENERAL = frozenset(map(stem, _DATA["general"])) - {""}
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?<![^\W_])[A-Z][A-Z\d]{1,5}(?![^\W_])")
_NUMBER = re.compile(r"(?<![\w.])\d{1,4}(?:[.:]\d{1,3})?(?![\w.]{0,9}\d)")
_LABEL = re.compile(
    r"\b(?i:groups?|arms?)[\s(]{1,2}([A-Z]|\d|I{1,3}|IV)(?![^\W_])|(?<![^\W_])([A-Z])[\s-](?i:group|arm)(?![^\W_])"
)
_OWN_LABEL = re.compile(r"\(([A-Z])\)|^\s{0,3}([A-Z])\s{0,2}[-:)=]")
# "no treatment", "the drug without rest": what stands behind names what the arm did not receive.
_LACKING = re.compile(r"\b(?:no|without|non|not)\b", re.IGNORECASE)
# "non-drinkers of tea": the other arm.
_WITHOUT = re.compile(r"\b(?:non|without|not receiving)[\s-]$", re.IGNORECASE)
_WITHOUT_REACH = 15
_PEOPLE = re.compile(r"[^\W_]{0,12}[\s-](?i:group|arm|participants|patients|subjects|condition|children|women|infants)")
_APART = re.compile(r"[,;()]|\b(?:than|compared|versus|vs|but|and the|relative)\b")
# Words and letters of an arm's name that are read; a longer one is a description.
_MOST_WORDS, _MOST_LETTERS = 10, 400
_SAME_NAME = 40


def initials(name: str) -> str:
    """Return the first letters of the words of a name.

    Parameters
    ----------
    name : str
        The name of an arm or an outcome.

    Returns
    -------
    str
        In capitals.

    Examples
    --------
    >>> initials("early walking group")
    'EWG'
    """
    return "".join(match.group()[0] for match in _WORD.finditer(name[:_MOST_LETTERS])).upper()


@lru_cache(maxsize=256)
def _stems(arm: str) -> frozenset[str]:
    name = _LACKING.split(arm[:_MOST_LETTERS], maxsplit=1)[0]
    found = dict.fromkeys(part for _, part in find_stems(name) if part not in _GENERAL)
    return frozenset(list(found)[:_MOST_WORDS])


def find_arms(
    sentence: str, intervention: str, comparator: str, outcome: frozenset[str] = frozenset()
) -> list[Mention]:
    """Find the words that name one of the two arms.

    Parameters
    ----------
    sentence : str
        A sentence.
    intervention, comparator : str
        What the arms received, or what they are called; empty where it is not known.
    outcome : frozenset of str
        Stems of the outcome, which name no arm, unless people are named so: "glucose control" and "control group".

    Returns
    -------
    list of tuple
        Start, end, and 1 for the intervention or -1 for the comparator, in order.

    Examples
    --------
    >>> find_arms("The LW group slept more than controls.", "long walks", "short walks")
    [(4, 6, 1), (29, 37, -1)]
    """
    found: dict[int, Mention] = {}
    for finder in (_find_generic, _find_initials, _find_names, _find_labels):
        for start, end, side in finder(sentence, intervention, comparator):
            if stem(sentence[start:end]) not in outcome or _PEOPLE.match(sentence, end):
                is_lacking = _WITHOUT.search(sentence, max(0, start - _WITHOUT_REACH), start)
                found[start] = (is_lacking.start(), end, -side) if is_lacking else (start, end, side)
    apart: list[Mention] = []
    for mention in sorted(found.values()):
        if not apart or mention[0] >= apart[-1][1]:
            apart.append(mention)
    return apart


def _find_generic(sentence: str, intervention: str, comparator: str) -> Iterator[Mention]:
    for side, other in ((1, comparator), (-1, intervention)):
        # "Control" is no name of the other arm where this one is called so.
        barred = {match.group().lower() for match in _GENERIC[side].finditer(other[:_MOST_LETTERS])}
        for match in _GENERIC[side].finditer(sentence):
            if match.group().lower() not in barred:
                yield *match.span(), side


def _find_initials(sentence: str, intervention: str, comparator: str) -> Iterator[Mention]:
    own, other = initials(intervention), initials(comparator)
    for match in _INITIALS.finditer(sentence):
        if (match.group() in own) != (match.group() in other):
            yield *match.span(), 1 if match.group() in own else -1


def _find_names(sentence: str, intervention: str, comparator: str) -> Iterator[Mention]:
    own, other = _stems(intervention), _stems(comparator)
    mine, theirs = own - other, other - own
    words = [(match.start(), match.end()) for match in _WORD.finditer(sentence)]
    ends = dict(words)
    shared, last = [], -_SAME_NAME
    named: list[Mention] = []
    for start, part in find_stems(sentence):
        if part in mine or part in theirs:
            named.append((start, ends[start], 1 if part in mine else -1))
        elif part in own:
            shared.append((start, ends[start]))
    yield from named
    if own == other:
        # "40 mg" and "20 mg": only the numbers differ.
        numbers = {
            side: frozenset(map(str, _NUMBER.findall(arm))) for side, arm in ((1, intervention), (-1, comparator))
        }
        for match in _NUMBER.finditer(sentence):
            if (match.group() in numbers[1]) != (match.group() in numbers[-1]):
                yield *match.span(), 1 if match.group() in numbers[1] else -1
    elif not theirs or not mine:
        # "Tea and rest" and "tea": where the words that both share stand alone, they name the shorter.
        side = -1 if mine else 1
        at = 0
        for start, end in shared:
            while at < len(named) and named[at][1] < start:
                last, at = named[at][1], at + 1
            beside = [(last, start)] if start - last < _SAME_NAME else []
            beside += [(end, named[at][0])] if at < len(named) and named[at][0] - end < _SAME_NAME else []
            if all(_APART.search(sentence, *gap) for gap in beside):
                yield start, end, side


def _find_labels(sentence: str, intervention: str, comparator: str) -> Iterator[Mention]:
    own, other = _labels(intervention), _labels(comparator)
    for match in _LABEL.finditer(sentence):
        label = match[1] or match[2]
        if (label in own) != (label in other):
            yield *match.span(), 1 if label in own else -1


def _labels(arm: str) -> set[str]:
    found = [match for pattern in (_LABEL, _OWN_LABEL) for match in pattern.finditer(arm[:_MOST_LETTERS])]
    return {match[1] or match[2] for match in found}

"""Words that say that something rose, fell, got better or worse, or stayed as it was, and which of them are denied."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence_review.extract.cues import blank_spans, compile_terms
from evidence_review.extract.stems import stem
from evidence_review.extract.words import read_words

__all__ = ["ChangeWord", "find_changes", "find_clauses", "is_denying"]

_DATA = read_words("changes")
_SENSES = {sense: compile_terms(tuple(terms)) for sense, terms in _DATA["words"].items()}
_NOUNS = compile_terms(tuple(_DATA["compound"]["nouns"]))
_PSEUDO = compile_terms(tuple(_DATA["pseudo"]["cues"]))
_COUNT = re.compile(r"\b(?:more|less|fewer|greater|higher|lower) than (?=\d)", re.IGNORECASE)
_DENIALS = compile_terms(tuple(_DATA["denial"]["cues"]))
_DENIED_VERB = re.compile(r"n['\u2019]t\b|\bn\.s\.", re.IGNORECASE)
_NO_DENIALS = compile_terms(tuple(_DATA["denial"]["pseudo"]))
_ENDS = compile_terms(tuple(_DATA["denial"]["ends"]))
_CLAUSES = compile_terms(tuple(_DATA["clauses"]["begin"]))
_STOP = re.compile(r"[.;:](?=\s{1,3}[^\W\d_a-z])|;|\n")
# "No gain, and the noise was less": what follows is said anew.
_ANEW = re.compile(r",\sand\s")
_BARRIER = re.compile(r"[.,;:()]")
_IS = re.compile(r"\b(?:was|were|is|are|being)\b")
# How far a denial reaches, and how far apart the words of one compound may stand.
_REACH = 90
_NEAR, _APART = 30, 100
# The sense of a word, as one: 1 for more, better, sooner; -1 for their contraries.
_SIGNS = {"rise": 1, "more": 1, "better": 1, "sooner": 1, "fall": -1, "less": -1, "worse": -1, "slower": -1}


@dataclass(frozen=True)
class ChangeWord:
    """A word of change: where it stands, its sense as in `changes.toml`, 1 or -1 for its sign, 0 for none, and whether it is denied."""

    start: int
    end: int
    raw: str
    sense: str
    sign: int
    is_denied: bool


def find_changes(
    text: str, own: frozenset[str] = frozenset(), names: Iterable[tuple[int, int]] = ()
) -> list[ChangeWord]:
    """Find the words of change in a text.

    Parameters
    ----------
    text : str
        A sentence.
    own : frozenset of str
        Stems of the outcome: "loss" says nothing where weight loss is what is measured.
    names : iterable of tuple
        Start and end of names, whose words deny nothing: "those without tea slept longer".

    Returns
    -------
    list of ChangeWord
        In order. "Greater reduction" and "the reduction was greater" are one word, a fall; "smaller reduction" is a rise.

    Examples
    --------
    >>> [(word.raw, word.sense, word.is_denied) for word in find_changes("Sleep did not improve, and there was less noise.")]
    [('improve', 'better', True), ('less', 'less', False)]
    """
    is_denied = _denial(text, names)
    seen = _COUNT.sub(lambda match: " " * len(match.group()), _PSEUDO.blank(text))
    at: dict[int, ChangeWord] = {}
    for sense, terms in _SENSES.items():
        sign = _SIGNS.get(sense, 0)
        for match in terms.finditer(seen):
            start, end = match.span()
            if (start in at and at[start].end >= end) or (sign and stem(match.group()) in own):
                continue
            at[start] = ChangeWord(start, end, text[start:end], sense, sign, is_denied(start))
    found: list[ChangeWord] = []
    last = -1
    for start in sorted(at):
        word = at[start]
        joined = _join(text, found[last], word) if word.sign and last >= 0 else None
        if joined:
            found[last] = joined
        else:
            found.append(word)
            last = len(found) - 1 if word.sign else last
    return sorted(found, key=lambda word: word.start)


def _join(text: str, one: ChangeWord, two: ChangeWord) -> ChangeWord | None:
    """Join "smaller" and "reduction", in either order, to one word."""
    amount, noun = (one, two) if one.sense in ("more", "less") else (two, one)
    if amount.sense not in ("more", "less") or noun.sense in ("more", "less") or not _NOUNS.search(noun.raw):
        return None
    gap = text[one.end : two.start]
    is_near = len(gap) < _NEAR and not _BARRIER.search(gap)
    if not (is_near if one is amount else len(gap) < _APART and _IS.search(gap) and not _STOP.search(gap)):
        return None
    sign = amount.sign * noun.sign
    return ChangeWord(one.start, two.end, text[one.start : two.end], noun.sense, sign, one.is_denied or two.is_denied)


def _without_names(text: str, names: Iterable[tuple[int, int]]) -> str:
    """Blank out what denies nothing."""
    return blank_spans(_NO_DENIALS.blank(text, "_"), names, "_")


def is_denying(text: str, names: Iterable[tuple[int, int]] = ()) -> bool:
    """Tell whether anything is denied.

    Parameters
    ----------
    text : str
        A sentence.
    names : iterable of tuple
        Start and end of names, as for `find_changes`.

    Returns
    -------
    bool
        As in "no gain", and not in "not only a gain".

    Examples
    --------
    >>> is_denying("Nobody slept."), is_denying("With or without tea they slept.")
    (True, False)
    """
    return bool(_DENIALS.search(_without_names(text, names)))


def _denial(text: str, names: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Return a function that tells whether a denial reaches a position: it stands before, and no word that ends its reach between."""
    visible = _without_names(text, names)
    denials = sorted(match.end() for finder in (_DENIALS, _DENIED_VERB) for match in finder.finditer(visible))
    ends = sorted(match.start() for finder in (_ENDS, _STOP, _ANEW) for match in finder.finditer(text))

    def is_denied(position: int) -> bool:
        before = bisect_right(denials, position)
        if not before or position - denials[before - 1] > _REACH:
            return False
        following = bisect_left(ends, denials[before - 1])
        return following == len(ends) or ends[following] >= position

    return is_denied


def find_clauses(text: str) -> list[int]:
    """Find where clauses begin.

    Parameters
    ----------
    text : str
        A sentence, or several.

    Returns
    -------
    list of int
        In order, the first 0.
    """
    starts = [match.start() for match in _CLAUSES.finditer(text)]
    return sorted({0, *starts, *(match.end() for match in _STOP.finditer(text))})

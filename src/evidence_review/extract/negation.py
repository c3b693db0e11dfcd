"""Negations of a sentence, each with what it reaches, after ConText (see `cues.py`).

A cue reaches forward, or backward, to the next word that ends its reach, or so many words far.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence_review.extract.cues import compile_terms
from evidence_review.extract.words import read_words

__all__ = ["Negation", "find_negations", "reached"]

_CUES = read_words("cues")["negation"]
_VERB = re.compile(r"\b[^\W_]{1,12}n['\u2019]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# A clause about a noun, whose end nothing marks.
_ABOUT_A_NOUN = re.compile(r"\b(?:who|that|which)(?:\s[^\W_]{1,15}){0,2}\s$", re.IGNORECASE)
_LOOK_BACK = 40
_TERMINATORS = compile_terms(tuple(_CUES["terminators"]))
_PSEUDO = compile_terms(tuple(_CUES["pseudo"]["cues"]))
_GROUPS = {name: compile_terms(tuple(_CUES[name]["cues"])) for name in ("before", "after", "adjunct", "adjunct_after")}


@dataclass(frozen=True)
class Negation:
    """A cue, what it reaches, and whether it denies the sentence or only what belongs to it."""

    start: int
    end: int
    raw: str
    reach: tuple[int, int]
    is_adjunct: bool


def find_negations(text: str) -> list[Negation]:
    """Find the negations of a sentence.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    list of Negation
        In order.

    Examples
    --------
    >>> text = "It did not lower the fever, but it helped."
    >>> [(negation.raw, text[slice(*negation.reach)]) for negation in find_negations(text)]
    [('not', ' lower the fever, ')]
    """
    found = list(_find_cues(text))
    if not found:
        return []
    ends = [match.span() for match in _TERMINATORS.finditer(text)]
    words = [match.span() for match in _WORD.finditer(text)]
    return sorted(
        (
            Negation(*match.span(), match.group(), _reach(match, name, ends, words), name.startswith("adjunct"))
            for match, name in found
        ),
        key=lambda negation: negation.start,
    )


def _find_cues(text: str) -> Iterator[tuple[re.Match[str], str]]:
    visible = _PSEUDO.blank(text, "_")
    for name, terms in _GROUPS.items():
        for match in terms.finditer(visible):
            # Nitric oxide denies nothing.
            if match.group() != "NO":
                yield match, name
    for match in _VERB.finditer(visible):
        yield match, "before"


def _reach(
    match: re.Match[str], group: str, ends: list[tuple[int, int]], words: list[tuple[int, int]]
) -> tuple[int, int]:
    text = match.string
    is_short = group.startswith("adjunct") or _ABOUT_A_NOUN.search(
        text, max(0, match.start() - _LOOK_BACK), match.start()
    )
    limit = int(_CUES["adjunct_reach" if is_short else "reach"])
    if group.endswith("after"):
        last = bisect_left(words, match.span())
        farthest = words[max(0, last - limit)][0] if words else 0
        before = bisect_left(ends, match.span())
        return max(farthest, ends[before - 1][1] if before else 0), match.start()
    first = bisect_right(words, (match.end(), 0))
    farthest = words[first + limit - 1][1] if first + limit <= len(words) else len(text)
    following = bisect_left(ends, (match.end(), 0))
    return match.end(), min(farthest, ends[following][0] if following < len(ends) else len(text))


def reached(negations: Iterable[Negation]) -> list[tuple[int, int]]:
    """Join what negations reach.

    Parameters
    ----------
    negations : iterable of Negation
        Negations of one sentence.

    Returns
    -------
    list of tuple
        Spans in order, none touching another.
    """
    spans: list[tuple[int, int]] = []
    for start, end in sorted(negation.reach for negation in negations):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans

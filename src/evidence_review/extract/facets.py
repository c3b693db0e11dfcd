"""What tells quantities of one kind apart: the phase of a half-life, what a ratio is relative to, the use of a dose."""

from collections.abc import Sequence
from functools import cache

from evidence_review.extract.concepts import Concept, Vocabulary, built_in
from evidence_review.extract.cues import compile_terms
from evidence_review.extract.substances import find_substances
from evidence_review.extract.words import read_words

__all__ = ["find_compared", "find_phases", "find_use", "is_inverse"]

_NEAR = 16  # characters, room for a word or two
_WORDS = read_words("facets")


def find_phases(text: str, starts: Sequence[int]) -> list[str]:
    """Say which phase each half-life of a sentence belongs to.

    Parameters
    ----------
    text : str
        The sentence.
    starts : sequence of int
        Where its half-lives begin, in order.

    Returns
    -------
    list of str
        `distribution`, `elimination`, or empty where the words do not say.

    Examples
    --------
    >>> text = "Half-lives of distribution and elimination are 9 min and 3 h."
    >>> find_phases(text, [text.index(value) for value in ("9 min", "3 h")])
    ['distribution', 'elimination']
    """
    names = [(start, name) for name, start, _ in _phases().find(text) if name != "pseudo"]
    found = dict.fromkeys(starts, "")
    for phases, values in _runs(names, starts):
        # Before a single value the nearest name counts; else as many names as values belong to them in turn.
        nearest = phases[-1:] if len(values) == 1 else phases
        shared = nearest[:1] * len(values) if len(set(nearest)) == 1 else nearest
        if len(shared) == len(values):
            found.update(zip(values, shared, strict=True))
    return [found[start] for start in starts]


def _runs(names: list[tuple[int, str]], starts: Sequence[int]) -> list[tuple[list[str], list[int]]]:
    """Group names with the values behind them, or with those before them when the sentence begins with a value."""
    events: list[tuple[int, str]] = sorted([*names, *((start, "") for start in starts)])
    if events and not events[0][1]:
        events.reverse()
    runs: list[tuple[list[str], list[int]]] = [([], [])]
    for start, name in events:
        if not name:
            runs[-1][1].append(start)
        elif runs[-1][1]:
            runs.append(([name], []))
        else:
            runs[-1][0].append(name)
    last, values = runs[-1]
    if not values:
        runs.pop()
        # "An alpha half-life of 9 min, and 3 h for the beta phase": the last name belongs to a value before it.
        if runs and len(runs[-1][1]) > len(runs[-1][0]):
            runs[-1][0].extend(last)
    return runs


def find_compared(text: str, start: int, end: int, substance: str) -> str:
    """Find what a ratio is relative to: another substance than its own, first behind it and then before it.

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        Where the ratio stands.
    substance : str
        The substance whose ratio it is.

    Returns
    -------
    str
        The name of the other substance; empty where there is none.

    Examples
    --------
    >>> text = "S-ketamine is three times as potent as the R-isomer."
    >>> find_compared(text, 14, 25, "S-ketamine")
    'R-ketamine'
    """
    before, behind = (" ".join(part.split()) for part in (text[:start], text[end:]))
    # Behind a ratio the first is meant, before it the last; an isomer may be one of a drug that is named elsewhere.
    named = find_substances(behind, [substance, before])
    named += reversed(find_substances(before, [substance, behind]))
    return next((one.name for one in named if one.name and one.name != substance), "")


def is_inverse(text: str, end: int) -> bool:
    """Tell whether a ratio says how much less something is.

    Parameters
    ----------
    text : str
        The sentence.
    end : int
        Where the ratio ends.

    Returns
    -------
    bool
        True for "three times less potent", not for "three times as potent".
    """
    behind = compile_terms(tuple(_WORDS["inverse"]["terms"])).finditer(text[end : end + _NEAR])
    return next(behind, None) is not None


def find_use(indication: str) -> str:
    """Widen what a substance is given for to the use under which doses are compared.

    Parameters
    ----------
    indication : str
        Id of a concept, or several joined by `;`.

    Returns
    -------
    str
        Ids joined by `;`, in the order of the alphabet.

    Examples
    --------
    >>> find_use("neuropathic-pain;insomnia")
    'insomnia;pain'
    """
    uses = set()
    for one in filter(None, indication.split(";")):
        above = built_in().widen([one]) if one in built_in().concepts else {one}
        uses |= above.intersection(_WORDS["use"]["groups"]) or {one}
    return ";".join(sorted(uses))


@cache
def _phases() -> Vocabulary:
    return Vocabulary({name: Concept(name, "phase", tuple(terms)) for name, terms in _WORDS["phase"].items()})

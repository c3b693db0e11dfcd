"""What part the substances of a sentence play: which act, which are compared with, and which are only measured by how much was needed."""

import re
from collections.abc import Sequence

from evidence_review.extract.cues import Terms, compile_terms
from evidence_review.extract.substances import Substance
from evidence_review.extract.words import read_words

__all__ = ["find_actors", "find_compared", "name_subjects"]

_WORDS = read_words("binding")
_OUTCOME, _COMPARED = _WORDS["outcome"], _WORDS["comparator"]
_AFTER, _BEFORE = compile_terms(tuple(_OUTCOME["after"])), compile_terms(tuple(_OUTCOME["before"]))
_OTHER_AFTER, _OTHER_BEFORE = (
    compile_terms(tuple(_OUTCOME["after_another"])),
    compile_terms(tuple(_OUTCOME["before_another"])),
)
_COMPARATOR, _BETWEEN = compile_terms(tuple(_COMPARED["before"])), frozenset(_COMPARED["between"])
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"-[^\W\d_]{3}")


def find_actors(text: str, named: Sequence[Substance]) -> set[Substance]:
    """Find the substances that may have an effect: of the others it is said how much was needed, or what came of them.

    Parameters
    ----------
    text : str
        A sentence.
    named : sequence of Substance
        Its substances.

    Returns
    -------
    set of Substance
        Those that may act.

    Examples
    --------
    >>> from evidence_review.extract.substances import find_substances
    >>> text = "Ketamine reduced morphine consumption."
    >>> [one.name for one in find_actors(text, find_substances(text))]
    ['ketamine']
    """
    actors = {one for one in named if not _is_outcome(text, one, _BEFORE, _AFTER)}
    first = {one for one in actors if not _is_outcome(text, one, _OTHER_BEFORE, _OTHER_AFTER)}
    return first if any(one.name and not one.is_inert for one in first) else actors


def name_subjects(text: str, named: Sequence[Substance]) -> set[str]:
    """Name the substances that a text is about: not those that others are compared with, or that only make up a word.

    Parameters
    ----------
    text : str
        A sentence or a title.
    named : sequence of Substance
        Its substances.

    Returns
    -------
    set of str
        Their names.

    Examples
    --------
    >>> from evidence_review.extract.substances import find_substances
    >>> text = "Ketamine after morphine-based anesthesia, compared with midazolam"
    >>> name_subjects(text, find_substances(text))
    {'ketamine'}
    """
    drugs = [one for one in find_actors(text, named) if one.name and not one.is_inert]
    starts = {one.start for one in named}
    compared = find_compared(text, drugs)
    first = {
        one.name
        for one in drugs
        if one not in compared and (one.end + 1 in starts or not _COMPOUND.match(text, one.end))
    }
    return first or {one.name for one in drugs}


def _is_outcome(text: str, one: Substance, before: Terms, behind: Terms) -> bool:
    match = behind.search(text[one.end : one.end + 40])
    if match and not text[one.end : one.end + match.start()].strip(" -\u2011\u2013"):
        return True
    ahead = text[max(0, one.start - 40) : one.start]
    found = list(before.finditer(ahead))
    return bool(found) and not ahead[found[-1].end() :].strip()


def find_compared(text: str, named: Sequence[Substance]) -> set[Substance]:
    """Find the substances that others are compared with.

    Parameters
    ----------
    text : str
        A sentence.
    named : sequence of Substance
        Its substances.

    Returns
    -------
    set of Substance
        Those behind words of comparison.

    Examples
    --------
    >>> from evidence_review.extract.substances import find_substances
    >>> text = "Fentanyl is more potent than morphine."
    >>> [one.name for one in find_compared(text, find_substances(text))]
    ['morphine']
    """
    return {one for one in named if _is_compared(text, one)}


def _is_compared(text: str, one: Substance) -> bool:
    ahead = text[max(0, one.start - 60) : one.start]
    found = list(_COMPARATOR.finditer(ahead))
    if not found:
        return False
    gap = ahead[found[-1].end() :]
    return all(word.lower() in _BETWEEN for word in _WORD.findall(gap)) and not re.search(r"[,;()]", gap)

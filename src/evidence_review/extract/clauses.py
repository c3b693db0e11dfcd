"""The clauses of a sentence: which of them carries its main assertion.

A clause that is not the main one is blanked out, so that every offset stays.
"""

import re

from evidence_review.extract.cues import compile_terms
from evidence_review.extract.words import read_words

__all__ = ["FRONT", "SCENE", "any_of", "main_clause"]

_CLAUSE = read_words("cues")["clause"]


def any_of(terms: list[str]) -> str:
    """Write terms as a part of a pattern.

    Parameters
    ----------
    terms : list of str
        Terms, as `compile_terms` reads them.

    Returns
    -------
    str
        A group that matches any of them.

    Examples
    --------
    >>> bool(re.match(any_of(["in spite of"]), "In spite of it", re.IGNORECASE))
    True
    """
    return f"(?:{compile_terms(tuple(terms)).pattern})"


_ADVERB = r"\W{0,3}(?:[^\W_]{2,15}, )?"
SCENE = re.compile(rf"{_ADVERB}{any_of(_CLAUSE['scene']['cues'])}\s", re.IGNORECASE)
FRONT = re.compile(
    rf"{_ADVERB}{any_of([*_CLAUSE['front']['cues'], *_CLAUSE['scene']['cues']])}\s[^,;]{{1,200}},\s", re.IGNORECASE
)
# A clause that only adds, to the end of the sentence.
_ADDED = re.compile(rf"(?:[,;]|\s[\u2013\u2014-])\s{any_of(_CLAUSE['cues'])}", re.IGNORECASE)
_RELATIVE = re.compile(rf"(?<=\w\s){any_of(_CLAUSE['relative']['cues'])}\s[^,;:]{{0,200}}", re.IGNORECASE)
_AUXILIARY = r"(?:may|might|can|could|do|does|did|has|have|had|is|are|was|were|would|will)"
_THAT = re.compile(rf"\b([^\W_]{{1,25}}),? that (?:[^\W_]{{1,15}}ly )?{_AUXILIARY}\b[^,;:]{{0,200}}", re.IGNORECASE)
_COMPLEMENT = compile_terms(tuple(_CLAUSE["complement"]["cues"]))
_FINITE = re.compile(rf"\b(?:{_AUXILIARY}|[^\W_]{{3,20}}(?:es|ed|ts|ks))\b")
_SECOND = re.compile(r"(?:, (?:and|but|yet|or)|;) ", re.IGNORECASE)
# How far behind a conjunction its verb is looked for.
_NEAR = 80


def main_clause(text: str) -> str:
    """Blank out the clauses of a sentence that do not carry its main assertion.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    str
        A text of the same length.

    Examples
    --------
    >>> main_clause("Relief lasted, which may help.")
    'Relief lasted_________________'
    """
    front = FRONT.match(text)
    if front:
        text = "_" * front.end() + text[front.end() :]
    added = _ADDED.search(text)
    if added:
        text = _blank_rest(text, added.start())
    text = _RELATIVE.sub(_blank, text)
    return _first_of_two(_THAT.sub(_blank_that, text))


def _first_of_two(text: str) -> str:
    """Blank out what is joined to a clause that is whole already: a verb stands on both sides."""
    verb = _FINITE.search(text)
    if verb:
        for match in _SECOND.finditer(text, verb.end()):
            if _FINITE.search(text, match.end(), match.end() + _NEAR):
                return _blank_rest(text, match.start())
    return text


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def _blank_that(match: re.Match[str]) -> str:
    """Blank out what is said about a noun, and leave what is asserted: "the drug that failed", "they found that"."""
    return match.group() if _COMPLEMENT.search(match[1]) else _blank_rest(match.group(), len(match[1]))


def _blank_rest(text: str, start: int) -> str:
    return text[:start] + "_" * (len(text) - start)

"""Cues in a sentence: words with a reach, after the ConText algorithm.

A cue modifies what stands in its reach, which runs to the end of the sentence or to a terminator. A pseudo-cue has the form of
a cue and is none; it is taken out before cues are looked for.

References
----------
Harkema H, Dowling JN, Thornblade T, Chapman WW. ConText: an algorithm for determining negation, experiencer, and temporal status
from clinical reports. J Biomed Inform 2009;42(5):839-851.
"""

import re
from collections.abc import Iterable
from functools import cache

__all__ = ["compile_terms", "find_cues", "without_pseudo"]

_JOIN = r"(?:[\s\u2010-\u2015-]{1,2}|)"


@cache
def compile_terms(terms: tuple[str, ...], *, is_case_free: bool = True) -> re.Pattern[str]:
    """Compile terms to one pattern.

    Parameters
    ----------
    terms : tuple of str
        Words and phrases. `*` at the start or the end of a word stands for the rest of it; a hyphen or a space also matches
        a dash, a space or nothing.
    is_case_free : bool
        Whether case is ignored.

    Returns
    -------
    re.Pattern
        Matches a term that no letter or digit touches; a term of signs alone may touch them. It matches nothing when there
        are no terms.

    Examples
    --------
    >>> compile_terms(("post-operative pain*",)).search("Postoperative pains")[0]
    'Postoperative pains'
    """
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    alternatives = "|".join(_as_pattern(term) for term in longest_first)
    return re.compile(rf"(?:{alternatives})" if terms else r"(?!)", re.IGNORECASE if is_case_free else 0)


def _as_pattern(term: str) -> str:
    # A colon or a semi-colon stands right behind a word.
    if re.fullmatch(r"\W+", term):
        return re.escape(term)
    words = re.split(r"[\s-]+", term.strip()) if not term.startswith("-") else [term]
    return rf"(?<![^\W_]){_JOIN.join(_word_pattern(word) for word in words)}(?![^\W_])"


def _word_pattern(word: str) -> str:
    # A wildcard stays within one word and is bounded, so that matching stays linear.
    pieces = [re.escape(piece) for piece in word.split("*")]
    return r"[^\W_]{0,25}".join(pieces)


def without_pseudo(text: str, pseudo: Iterable[str]) -> str:
    """Blank out pseudo-cues, keeping every offset.

    Parameters
    ----------
    text : str
        A sentence.
    pseudo : iterable of str
        The pseudo-cues.

    Returns
    -------
    str
        The sentence of the same length.
    """
    return compile_terms(tuple(pseudo)).sub(lambda match: " " * len(match.group()), text)


def find_cues(text: str, cues: Iterable[str], pseudo: Iterable[str] = ()) -> list[re.Match[str]]:
    """Find the cues of a sentence.

    Parameters
    ----------
    text : str
        A sentence.
    cues, pseudo : iterable of str
        Cues, and what only looks like one.

    Returns
    -------
    list of re.Match
        In order.
    """
    return list(compile_terms(tuple(cues)).finditer(without_pseudo(text, pseudo)))

"""Words reduced to what their inflections and spellings share, so that a sentence and a title can be compared."""

import re
from functools import lru_cache

from evidence_review.extract.words import read_words

__all__ = ["find_stems", "stem"]

_WORDS = read_words("stems")
_STOP = frozenset(_WORDS["stop"])
_SPELLINGS: tuple[tuple[str, str], ...] = tuple((pair[0], pair[1]) for pair in _WORDS["spellings"])
# The longest first: "ations" before "s".
_ENDINGS: tuple[str, ...] = tuple(sorted(_WORDS["endings"], key=lambda ending: (-len(ending), ending)))
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
_LONGEST = 40


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Reduce a word to its stem.

    Parameters
    ----------
    word : str
        A word.

    Returns
    -------
    str
        Its stem in lower case and American spelling; empty for a number and for a word that says nothing by itself.

    Examples
    --------
    >>> stem("tumours"), stem("tumor"), stem("depressive"), stem("depression"), stem("the")
    ('tumor', 'tumor', 'depres', 'depres', '')
    """
    lower = word.lower()[:_LONGEST]
    if lower in _STOP or lower.isdigit() or len(lower) < 2:
        return ""
    for british, american in _SPELLINGS:
        if british in lower:
            lower = lower.replace(british, american)
    for _ in range(2):
        for ending in _ENDINGS:
            if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST:
                lower = lower[: -len(ending)]
                break
    # "relapsing" and "relapse", "plannned" and "plan".
    if len(lower) > _SHORTEST and lower[-1] in "aeiouy":
        lower = lower[:-1]
    if len(lower) > _SHORTEST and lower[-1] == lower[-2]:
        lower = lower[:-1]
    return "" if lower in _STOP else lower


def find_stems(text: str) -> list[tuple[int, str]]:
    """Find the stems of a text.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    list of tuple
        Where each word that says something begins, and its stem, in order.
    """
    return [(match.start(), found) for match in _WORD.finditer(text) if (found := stem(match.group()))]

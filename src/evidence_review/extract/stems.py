"""Words reduced to what their inflections and spellings share, so that a sentence and a title can be compared."""

import re
from functools import cache, lru_cache

from evidence_review.extract.words import read_words

__all__ = ["find_stems", "is_general", "stem"]

_WORDS = read_words("stems")
_STOP = frozenset(_WORDS["stop"])
_SPELLINGS: tuple[tuple[str, str], ...] = tuple((pair[0], pair[1]) for pair in _WORDS["spellings"])
# The longest first: "ations" before "s".
_ENDINGS: tuple[str, ...] = tuple(sorted(_WORDS["endings"], key=lambda ending: (-len(ending), ending)))
_BEGINNING = re.compile(rf"(?:{'|'.join(_WORDS['beginnings'])})-?(?P<rest>[^\W\d_]{{5,40}})$", re.IGNORECASE)
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
    found = []
    for match in _WORD.finditer(text):
        for part in _parts(match.group()):
            if part:
                found.append((match.start(), part))
    return found


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    inner = _BEGINNING.match(word)
    return (stem(word), stem(inner["rest"])) if inner else (stem(word),)


def is_general(stemmed: str) -> bool:
    """Return whether a stem is one of the words of any paper, whatever its subject.

    Parameters
    ----------
    stemmed : str
        A stem.

    Returns
    -------
    bool
        As those of "effect" and "increase" are.

    Examples
    --------
    >>> is_general(stem("increasing")), is_general(stem("influenza"))
    (True, False)
    """
    return stemmed in _general()


@cache
def _general() -> frozenset[str]:
    return frozenset(map(stem, _WORDS["general"])) - {""}

"""Whether two names of journals or books are one: full, abbreviated as in ISO 4, or as initials."""

import re
from functools import lru_cache

from evidence_review.extract.titles import WORDS, is_misprint, plain_words

__all__ = ["compare_containers", "is_initials"]

_STOP = frozenset("a an and at by de del der des di du e en et fur for in la le los of on s the to und voor y".split())
_CONTRACTIONS: dict[str, str] = WORDS["contractions"]
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,100}[)\]]")
_LONGEST = 300
_COUNTRY = (["u", "s", "a"], ["usa"], ["united", "states", "of", "america"])


def is_initials(short: str, words: tuple[str, ...]) -> bool:
    """Tell whether a word is made of the initials of others.

    Parameters
    ----------
    short : str
        A word in lower case.
    words : tuple of str
        Words in lower case, without stop words.

    Returns
    -------
    bool
        True when it is; one or two letters are too few to tell.

    Examples
    --------
    >>> is_initials("nejm", ("new", "england", "journal", "medicine"))
    True
    """
    return len(short) > 2 and short == "".join(word[0] for word in words)


def compare_containers(one: str, other: str) -> int:
    """Compare two names of journals or books.

    Parameters
    ----------
    one, other : str
        The names as printed.

    Returns
    -------
    int
        1 when they can be the same name, -1 when they are different, 0 when one is missing or may be a piece of the other.

    Examples
    --------
    >>> compare_containers("J Pain Res", "Journal of Pain Research")
    1
    >>> compare_containers("J Pain", "Journal of Pain Research")
    -1
    """
    if not one or not other:
        return 0
    if one == other:
        return 1
    return _compare(*sorted((one[:_LONGEST], other[:_LONGEST])))


@lru_cache(maxsize=65536)
def _compare(one: str, other: str) -> int:
    forms, other_forms = _forms(one), _forms(other)
    if not forms or not other_forms:
        return 0
    if any(_is_same(left, right) for left in forms for right in other_forms):
        return 1
    shorter, longer = sorted((forms[0], other_forms[0]), key=len)
    # A name that lost its beginning to the title before it.
    is_piece = len(shorter) > 1 and len(longer) > len(shorter) and _is_same(shorter, longer[-len(shorter) :])
    return 0 if is_piece else -1


@lru_cache(maxsize=8192)
def _forms(name: str) -> list[tuple[str, ...]]:
    """Return the words of a name, whole and without what is behind a colon or in brackets."""
    forms: list[tuple[str, ...]] = []
    for form in (name, _IN_BRACKETS.sub(" ", name), *re.split("[:=/]", name, maxsplit=1)):
        plain = plain_words(form)
        for country in _COUNTRY:
            if len(plain) > len(country) + 1 and plain[-len(country) :] == country:
                plain = plain[: -len(country)]
        words = tuple(word.replace("ae", "e") for word in plain if word not in _STOP)
        if words and words not in forms:
            forms.append(words)
    return forms


def _is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) == len(other) and all(map(_is_same_word, one, other)):
        return True
    if (len(one) == 1 and is_initials(one[0], other)) or (len(other) == 1 and is_initials(other[0], one)):
        return True
    return "".join(one) == "".join(other)


def _is_same_word(one: str, other: str) -> bool:
    one, other = _CONTRACTIONS.get(one, one), _CONTRACTIONS.get(other, other)
    return one.startswith(other) or other.startswith(one) or is_misprint(one, other)

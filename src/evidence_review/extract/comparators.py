"""Comparators: what is said before a number of how near it comes, such as "more than" and "≤"."""

import re

from evidence_review.extract.words import read_words

__all__ = ["find_comparator"]

_BEFORE, _SIGNS = read_words("numbers")["before"], read_words("numbers")["signs"]
# The last letters of these phrases, as many as are looked at first.
_LAST_BEFORE = frozenset(phrase[-5:].rpartition(" ")[2] for phrase in _BEFORE)
_SIGNED = frozenset(sign[-1] for sign in _SIGNS)
_LONGEST_BEFORE = max(len(words) for words in _BEFORE) + 2


def find_comparator(text: str, start: int, floor: int) -> tuple[int, str]:
    """Find the comparator before a number.

    Parameters
    ----------
    text : str
        A sentence.
    start : int
        Where the number begins.
    floor : int
        Where what stands before it ends.

    Returns
    -------
    tuple of (int, str)
        Where the comparator begins, and which it is; the number's own start and nothing if there is none.

    Examples
    --------
    >>> find_comparator("up to about 4", 12, 0)
    (0, '<=')
    """
    comparator = ""
    for _ in range(2):
        place = start - 1 if text[start - 1 : start] == " " else start
        if place <= floor:
            break
        if text[place - 1] in _SIGNED:
            sign = next((sign for sign in (text[place - 2 : place], text[place - 1]) if sign in _SIGNS), "")
            if not sign:
                break
            found, start = _SIGNS[sign], place - len(sign)
        elif place == start or text[max(0, place - 5) : place].rpartition(" ")[2].lower() not in _LAST_BEFORE:
            break
        else:
            words = re.split(r"[ (\[]", text[max(floor, place - _LONGEST_BEFORE) : place].lower())
            phrases = (" ".join(words[-count:]) for count in (4, 3, 2, 1))
            phrase = next((phrase for phrase in phrases if phrase in _BEFORE), "")
            if not phrase:
                break
            found, start = _BEFORE[phrase], place - len(phrase)
        # "up to about 4": the bound says more than that it is rough.
        comparator = found if comparator in ("", "~") else comparator
    return start, comparator

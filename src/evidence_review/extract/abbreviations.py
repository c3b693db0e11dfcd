"""Abbreviations that a text defines: "chronic obstructive pulmonary disease (COPD)".

References
----------
Schwartz AS, Hearst MA. A simple algorithm for identifying abbreviation definitions in biomedical text. Pac Symp Biocomput 2003:451-462.
"""

import re

__all__ = ["find_abbreviations"]

_SHORT = re.compile(r"\(([^\W_][\w/+-]{1,9})[,;)\s]")
_WORD = re.compile(r"[^\W_]+")


def find_abbreviations(text: str) -> dict[str, str]:
    """Find the abbreviations that a text defines in parentheses.

    Parameters
    ----------
    text : str
        A sentence or a document.

    Returns
    -------
    dict
        Abbreviation to the words that it stands for, as printed. The first definition counts.

    Examples
    --------
    >>> find_abbreviations("In chronic obstructive pulmonary disease (COPD), and in some (many) others")
    {'COPD': 'chronic obstructive pulmonary disease'}
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short = match[1]
        if short in found or sum(letter.isupper() for letter in short) < 2:
            continue
        # As many words as the algorithm allows: the shorter of twice the letters and the letters and five.
        n_words = min(len(short) + 5, 2 * len(short))
        before = text[max(0, match.start() - 25 * n_words) : match.start()]
        words = list(_WORD.finditer(before))[-n_words:]
        long = _long_form(short, before[words[0].start() :].rstrip()) if words else ""
        if long:
            found[short] = long
    return found


def _long_form(short: str, before: str) -> str:
    """Match the letters of an abbreviation from the right; the first of them begins a word."""
    at = len(before)
    letters = [letter for letter in short.lower() if letter.isalnum()]
    lower = before.lower()
    if len(lower) != len(before):
        return ""
    for position in range(len(letters) - 1, -1, -1):
        letter = letters[position]
        at -= 1
        while at >= 0 and (lower[at] != letter or (position == 0 and at > 0 and lower[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
    long = before[at:]
    return long if len(long) > len(short) and len(_WORD.findall(long)) >= 2 else ""

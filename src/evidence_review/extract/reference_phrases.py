"""Phrases of an entry: where a field begins and ends, what is a short form, what looks like the name of a journal or a book."""

import re

from evidence_review.extract.words import read_words

__all__ = ["find_words", "is_abbreviated", "may_be_abbreviated", "read_quoted", "trim", "weigh_as_container"]

_WORDS = read_words("references")["titles"]
_FIRM = frozenset(_WORDS["firm"])
_JOURNAL = frozenset(_WORDS["journal"])
_SHORT = frozenset(_WORDS["short"])
_ABBREVIATIONS = frozenset((*_WORDS["abbreviations"], *_SHORT))
_SMALL = frozenset(_WORDS["small"])
_SMALL_INITIALS = frozenset(_WORDS["small_initials"])
_PROCEEDINGS = frozenset(_WORDS["proceedings"])

_OPENING = re.compile(r"(?P<open>``|''|[\"\u201c\u201e\u00ab\u201d]|[\u2018`'](?=[^\W\d_]))\s?")
_AFTER_QUOTED = re.compile(r"[.,;:]?\s|$|[.,;]")
_GOES_ON = re.compile(r"\s(?!in\s|en\s|dans\s)[a-z]")
_OPENING_MARKS = frozenset('"\u201c\u201e\u00ab\u201d`')
_CLOSING_MARKS = frozenset('"\u201d\u201c\u00bb')
_LAST_WORD = re.compile(r"[^\s(\[.]{1,40}$")
_CLOSING = {
    "``": ("''", "``"),
    "''": ("''",),
    '"': ('"', "\u201d"),
    "\u201c": ("\u201d", '"', "\u201c"),
    "\u201e": ("\u201c", "\u201d"),
    "\u201d": ("\u201d",),
    "\u00ab": ("\u00bb",),
    "\u2018": ("\u2019", "'"),
    "`": ("'", "\u2019"),
    "'": ("'", "\u2019"),
}
_WORD = re.compile(r"[^\W_](?:[\w'\u2019/-]{0,40})|&")
_SHORTENED = re.compile(r"[A-Z][a-z]{0,11}[bcdfghjklmnpqrtvwxz]|[A-Z]{2,6}")
_NUMERAL = re.compile(r"I{1,3}|IV|VI{0,3}")
_PERHAPS_SHORT = re.compile(r"[A-Z][a-z]{0,7}[bcdfghjklmnpqrtvwxz]|[A-Z]{2,6}")
_NEXT_WORD = re.compile(r"\s?([A-Z][a-z]{0,12})(?:\.|$)")
_ENDS_SHORT = re.compile(r"[bcdfghjklmnpqrtvwxz]$|^[A-Z]$")


def find_words(text: str) -> list[str]:
    """Find the words of a phrase.

    Parameters
    ----------
    text : str
        The phrase.

    Returns
    -------
    list of str
        Its words, and `&`.
    """
    return _WORD.findall(text)


def trim(text: str) -> str:
    """Take the punctuation off the ends of a field.

    Parameters
    ----------
    text : str
        A stretch of an entry.

    Returns
    -------
    str
        The stretch without the marks around it; question and exclamation marks stay.
    """
    text = text.strip(" ,;:")
    # A quotation at one end of a title belongs to it; marks around it, or only one of a pair, do not.
    while text[:1] in _OPENING_MARKS and not (set(text[1:-1]) & _CLOSING_MARKS and text[-1] not in _CLOSING_MARKS):
        text = text[1:].lstrip(" ,;:.")
        if not text:
            return ""
    while text.endswith((".", " ", ",", ";", ":", "(", "[")) or (
        text[-1:] in _CLOSING_MARKS and not set(text[:-1]) & _OPENING_MARKS
    ):
        text = text[:-1]
    while text.startswith((".", ")", "]")):
        text = text[1:].lstrip()
    if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
        text = text[1:-1]
    for opening, closing in ("()", "[]"):
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip(" .,")
    return text


def read_quoted(middle: str) -> tuple[str, str] | None:
    """Read a title in quotation marks at the head of a stretch.

    Parameters
    ----------
    middle : str
        A stretch of an entry.

    Returns
    -------
    tuple of str or None
        The title without its marks, and what stands behind it; None when the stretch begins otherwise, or when the marks hold only
        some words of the title.
    """
    match = _OPENING.match(middle)
    if not match:
        return None
    closings = _CLOSING[match["open"]]
    start = match.end()
    # A quotation inside the title closes first: take the last mark that a stop, a comma or the container follows.
    ends = [
        (found.start(), found.end())
        for closing in closings
        for found in re.finditer(re.escape(closing), middle[: start + 500])
        if found.start() > start + 2 and _AFTER_QUOTED.match(middle, found.end())
    ]
    if not ends:
        return None
    ends.sort()
    firm = [end for end in ends if middle[end[0] - 1] in ".,?!;" or middle[end[1] : end[1] + 1] in (",", ".", ";")]
    begin, stop = (firm or ends)[0]
    if not firm and len(middle) - stop > 120:
        return None
    if middle[stop:].lstrip()[:1] == ":" or (middle[begin - 1] not in ".,?!" and _GOES_ON.match(middle, stop)):
        return None
    rest = middle[stop:].strip(" .,;")
    title = trim(middle[start:begin])
    if title.casefold() in ("", "in"):
        return None
    return title, rest


def _last_word(text: str, end: int) -> str:
    match = _LAST_WORD.search(text, max(0, end - 45), end)
    return match[0] if match else ""


def _is_short(word: str) -> bool:
    plain = word.strip("(.").casefold()
    return plain in _ABBREVIATIONS or (len(plain) == 1 and plain.isalpha())


def is_abbreviated(text: str, stop: int) -> bool:
    """Tell whether the word before a stop is shortened.

    It is when it is a known short form, or one in a row of words with stops, as in ``Arterioscler. Thromb.``.

    Parameters
    ----------
    text : str
        A stretch of an entry.
    stop : int
        Where the stop stands in it.

    Returns
    -------
    bool
        True when the stop ends no sentence.
    """
    word = _last_word(text, stop)
    if _NUMERAL.fullmatch(word) and text[: stop - len(word)].endswith(". "):
        # "Operators. I. Acta ..." numbers the parts of a work.
        return False
    if _is_short(word):
        return True
    before = text[max(0, stop - len(word) - 3) : stop - len(word)].rstrip()
    is_in_row = not before or before[-1] in ".,?"
    behind = _NEXT_WORD.match(text, stop + 1) if is_in_row else None
    is_followed = behind and (_ENDS_SHORT.search(behind[1]) or _is_short(behind[1]) or behind[1].casefold() in _JOURNAL)
    return bool(is_followed and _SHORTENED.fullmatch(word))


def may_be_abbreviated(text: str, stop: int) -> bool:
    """Tell whether the word before a stop has the form of a shortened one, as in ``Trace Elem.``, though it may be a name.

    Parameters
    ----------
    text : str
        A stretch of an entry.
    stop : int
        Where the stop stands in it.

    Returns
    -------
    bool
        True for a short word with a capital that ends in a consonant.
    """
    return bool(_PERHAPS_SHORT.fullmatch(_last_word(text, stop)))


def weigh_as_container(text: str) -> float:
    """Weigh how much a phrase looks like the name of a container.

    Parameters
    ----------
    text : str
        The phrase.

    Returns
    -------
    float
        More for words of journals, short forms and capitals, less for words in lower case and for long phrases.
    """
    words = find_words(text)
    if not words:
        return -9
    plain = [word.casefold() for word in words]
    if any(word in _FIRM for word in plain):
        weight = 3.0
    else:
        weight = 2.0 if any(word in _JOURNAL or word in _PROCEEDINGS for word in plain) else 0.0
    weight += min(sum(word in _SHORT for word in plain), 3)
    lower = sum(word[0].islower() and word not in _SMALL for word in words)
    weight += 1.5 if not lower else -1.5 * min(lower, 4) / 2 - 4 * lower / len(words)
    if len(words) > 9:
        weight -= (len(words) - 9) * 0.5
    if not (words[0][0].isupper() or text[:1].isdigit() or plain[0] in _SMALL_INITIALS):
        weight -= 2
    if len(words) > 1 and _NUMERAL.fullmatch(words[0]) and text.startswith(f"{words[0]}. "):
        weight -= 4
    return weight

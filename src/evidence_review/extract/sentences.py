"""Where sentences end in scientific prose.

A stop ends a sentence when what stands before it is no abbreviation and what stands after it can begin one. A citation
marker printed after the stop (``health. [32].``, ``foods.^1^``) belongs to the sentence that it closes. The rules look at
a bounded stretch around each stop, so that the time grows with the length of the text.
"""

import re

from evidence_review.extract.words import read_words
from evidence_review.text import Part

__all__ = ["find_sentences"]

_WORDS = read_words("sentences")
_NEVER = frozenset(_WORDS["never"])
_TITLES = frozenset(_WORDS["titles"])
_PLACES = frozenset(_WORDS["places"])
_BEFORE_NUMBER = frozenset(_WORDS["before_number"])
_SELDOM = frozenset(_WORDS["seldom"])
_BEFORE_SMALL = frozenset(_WORDS["before_small"])
_LABELED = frozenset(_WORDS["labeled"])
_SHOUTED = frozenset(_WORDS["shouted"])
_STARTERS = frozenset(_WORDS["starters"])
_ABBREVIATIONS = _NEVER | _BEFORE_NUMBER | _SELDOM | _BEFORE_SMALL

# Stops of Arabic, Urdu, Devanagari, Armenian, Ethiopic, Burmese and Khmer, and of the ideographic scripts.
_STOP = re.compile(r"[.!?\u2026\u061f\u06d4\u0964\u0965\u0589\u1362\u104b\u17d4\u3002\uff01\uff0e\uff1f\uff61]{1,10}")
# These are followed by no space.
_WIDE_STOPS = "\u3002\uff01\uff0e\uff1f\uff61"
_CLOSERS = re.compile(r"[\"'\u201d\u2019\u00bb)\]}*_\u300d\u300f\uff09]{0,6}")
_NUMBERS = r"\d{1,4}(?:\s?[-,;\u2010-\u2015\u2212]\s?\d{1,4}){0,30}"
_MARKERS = re.compile(
    rf"(?:\s?(?:\[\s?{_NUMBERS}\s?\]|\(\s?{_NUMBERS}\s?\)|\^{_NUMBERS}\^?|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]"
    rf"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079,\u207b-]{{0,30}}))(?:[-,\u2010-\u2015]?\s?\[\s?{_NUMBERS}\s?\]){{0,10}}[.,]?(?=\s|$)"
)
# What begins a sentence after a number that copying left bare: a capital, a Greek letter, a word as "mRNA" or "pH".
_BARE_MARKER = re.compile(rf"{_NUMBERS}(?=\s+(?:[A-Z\u00c0-\u00de(\[\"\u201c\u0391-\u03c9]|[a-z]{{1,2}}[A-Z])|\s*$)")
_LIST_OF_NUMBERS = re.compile(r"\d{1,3},\d{1,3}(?!\d)")
_YEAR_OR_FORMULA = re.compile(r"(?:1[6-9]|20)\d\d|[A-Z]{2,8}-?\d{1,2}")
_ENUMERATOR = re.compile(r"\s\((\d{1,2})\)\s")
_OPENERS = re.compile(r"[\"'\u201c\u2018\u2019\u201e\u00ab(\[{*_\u00bf\u00a1]{0,6}")
_TOKEN_START = re.compile(r"[\s(\[{\"\u201c\u2018\u00ab/\u2013\u2014]")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_NUMBER_NEXT = re.compile(r"[A-Z]{0,4}-?\d|[A-Z]\b(?![a-z])|[IVX]{1,4}\b")
_ADDRESS = re.compile(r"[@/\\:]|^www\.|^10\.")
_GLUED_NEXT = re.compile(r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{1,}[\s,]")
_MIXED = re.compile(r"[a-z]{1,2}[A-Z]")
_CONTINUING = re.compile(r"(?:and|or|nor|of|than)\s")
_UNITS = "AJKLMNTVW"
_VALUE = re.compile(r"(?:\d\s?|[a-z%]/)$")
_BRACKETED = re.compile(r"(?:[)\]]|\s\([^().!?]{1,80}\))\s[a-z]{2}")
_AFTER_BRACKET = re.compile(r"[,;:]|\s[a-z]{2}")
_BRACKET = 200
_LABEL_ONLY = re.compile(r"[-\u2022*(\[]?\s?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")


def find_sentences(text: str) -> list[Part]:
    """Find the sentences of a paragraph.

    Parameters
    ----------
    text : str
        A paragraph with folded white space; no headings, and one list item at a time.

    Returns
    -------
    list of (int, int)
        Half-open stretches in order; every character that is not white space lies in exactly one of them.

    Examples
    --------
    >>> text = "Relief lasted 2.5 h (Fig. 1). [3] S. aureus grew, e.g. in rats. It did not."
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['Relief lasted 2.5 h (Fig. 1). [3]', 'S. aureus grew, e.g. in rats.', 'It did not.']
    """
    found = []
    start = _skip_space(text, 0)
    for stop in _STOP.finditer(text):
        if stop.start() < start:
            continue
        end = _sentence_end(text, start, stop)
        if end is not None:
            found.append((start, end))
            start = _skip_space(text, end)
    if start < len(text.rstrip()):
        found.append((start, len(text.rstrip())))
    return found


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _sentence_end(text: str, start: int, stop: re.Match[str]) -> int | None:
    """Return where the sentence ends that this stop closes, or None when the stop closes none."""
    if _is_plain_end(text, start, stop):
        return stop.end()
    before = _token_before(text, start, stop.start())
    after = _CLOSERS.match(text, stop.end()).end()  # type: ignore[union-attr]
    if stop.group()[-1] in _WIDE_STOPS:
        return after
    marked = _end_of_markers(text, stop, after, before)
    after = marked or after
    if after >= len(text):
        return after
    if not text[after].isspace():
        return after if _is_glued_end(text, stop, after, before) else None
    # A stop before the bracket that it closes, or before a short one, in the middle of a sentence: "(Lyon, Mass.) gave", "Lam. (Poaceae) is".
    if _BRACKETED.match(text, stop.end()) or _is_inside_brackets(text, start, stop):
        return None
    following = _OPENERS.match(text, _skip_space(text, after)).end()  # type: ignore[union-attr]
    if following >= len(text) or _LABEL_ONLY.fullmatch(text, start, stop.start()):
        return None if following < len(text) else after
    if stop.group()[0] in "!?\u061f\u0964\u0965":
        return None if text[following].islower() else after
    ahead = text[max(start, stop.start() - len(before) - 20) : stop.start() - len(before)]
    if _goes_on(text, ahead, before, following, is_marked=marked is not None, is_long=stop.group() not in ".\u06d4"):
        return None
    return after


def _is_plain_end(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether a stop stands between a word in small letters and a capital, as most do: the rules for all others need not be asked."""
    end = stop.end()
    if stop.group() != "." or text[end : end + 1] != " " or not "A" <= text[end + 1 : end + 2] <= "Z":
        return False
    low = max(start, stop.start() - 40)
    word = text[max(low, text.rfind(" ", low, stop.start()) + 1) : stop.start()]
    is_word = len(word) > 1 and word.isalpha() and word.islower() and word not in _ABBREVIATIONS
    return is_word and not _is_inside_brackets(text, start, stop)


def _token_before(text: str, start: int, stop: int) -> str:
    window = text[max(start, stop - 40) : stop]
    pieces = _TOKEN_START.split(window)
    return pieces[-1]


def _end_of_markers(text: str, stop: re.Match[str], after: int, before: str) -> int | None:
    """Return where the citation markers end that follow a stop, or None."""
    token = _as_listed(before)
    if token in _NEVER or token in _BEFORE_NUMBER:
        return None
    markers = _MARKERS.match(text, after) if "." in stop.group() and token not in _SELDOM else None
    if markers:
        return None if _counts(text, after) else markers.end()
    bare = _BARE_MARKER.match(text, stop.end())
    return bare.end() if bare and _is_bare_marker(text, stop, before, bare) else None


def _is_bare_marker(text: str, stop: re.Match[str], before: str, number: re.Match[str]) -> bool:
    """Tell whether a number after a stop is a marker that copying has left bare, as in ``sugars.1 Oral``, and no decimal."""
    if not before[-1:].isdigit():
        return before[-1:].isalpha() or before[-1:] in ")]%" or stop.group()[-1] in "!?"
    # A decimal has a digit on both sides, and so has a year or a formula with its marker; a sentence cannot tell the rest apart.
    return bool(
        _YEAR_OR_FORMULA.fullmatch(before)
        or _LIST_OF_NUMBERS.match(number.group())
        or _is_starter(text, _skip_space(text, number.end()))
    )


def _counts(text: str, position: int) -> bool:
    """Tell whether a number in brackets counts steps: (1) with a (2) to come, or (2) after a (1) that began a sentence."""
    enumerator = _ENUMERATOR.match(text, position)
    if not enumerator:
        return False
    number = int(enumerator[1])
    return (
        f"({number + 1}) " in text[position : position + 400]
        if number == 1
        else f". ({number - 1}) " in text[max(0, position - 400) : position]
    )


def _is_glued_end(text: str, stop: re.Match[str], after: int, before: str) -> bool:
    """Tell whether a stop without a space after it still ends a sentence, as in ``allocated to.Others``."""
    return bool(
        stop.group() == "."
        and after == stop.end()
        and (len(before) > 2 or before in ("to", "in", "of", "it", "up"))
        and before.isalpha()
        and before.islower()
        and not _ADDRESS.search(text[max(0, stop.start() - 60) : after].rsplit(" ", 1)[-1])
        and _GLUED_NEXT.match(text, after)
    )


def _goes_on(text: str, ahead: str, before: str, following: int, *, is_marked: bool, is_long: bool) -> bool:
    """Tell whether the sentence goes on although a stop stands between `before`, with what is ahead of it, and `following`."""
    nxt = text[following]
    token = _as_listed(before)
    if not is_marked and not is_long and (token in _NEVER or before in _TITLES):
        return True
    if not nxt.isalnum():
        return nxt not in "\u2022<>\u2264\u2265~\u00b1[\u00a9\u00a7#$\u20ac\u00a3\u00a5"
    if is_marked:
        return False
    if is_long:
        # An ellipsis goes on in lower case; two stops are a stop and a slip.
        return nxt.islower()
    if token in _BEFORE_NUMBER and _NUMBER_NEXT.match(text, following):
        return True
    # A word such as "mRNA" begins a sentence as a capital does.
    is_small = nxt.islower() and not _MIXED.match(text, following)
    if token in _BEFORE_SMALL:
        return is_small or nxt.isdigit()
    if len(before) == 1 and before.isalpha():
        is_whole = _is_unit(before, ahead, nxt) or (nxt.isupper() and _is_labeled(ahead))
        return not is_whole and not _is_starter(text, following, is_after_initial=True)
    if token in _SELDOM or before in _PLACES or _is_dotted(before):
        return not _is_starter(text, following)
    if is_small:
        if _CONTINUING.match(text, following):
            return True
        # A short word before a small letter is more often an abbreviation that the list lacks than a sentence's end.
        return not (before[-1:] in ")]%\u00ae\u2122\"'\u201d\u2019" or before[-1:].isdigit() or _is_word(before))
    return False


def _as_listed(token: str) -> str:
    """Return a word as the lists hold it; two or more capitals without a stop are a name: AL is not al."""
    return "" if token.isupper() and token.isalpha() and len(token) == 2 and token not in _SHOUTED else token.casefold()


def _is_labeled(ahead: str) -> bool:
    """Tell whether the single letter after these words is the name of a kind, as in ``vitamin C`` and ``substance P``."""
    return ahead.endswith(" ") and ahead.rstrip().rpartition(" ")[2].casefold() in _LABELED


def _is_inside_brackets(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether a stop stands in round brackets that opened and close within one sentence, as in ``was low (none rose. All fell) on day 4``."""
    opened = text.rfind("(", max(start, stop.start() - _BRACKET), stop.start())
    if opened <= start or text.find(")", opened, stop.start()) >= 0:
        return False
    closed = text.find(")", stop.end(), stop.end() + _BRACKET)
    return closed >= 0 and text.find("(", stop.end(), closed) < 0 and bool(_AFTER_BRACKET.match(text, closed + 1))


def _is_dotted(token: str) -> bool:
    return "." in token and all(len(piece) <= 2 for piece in token.split(".")) and token.replace(".", "").isalpha()


def _is_word(token: str) -> bool:
    last = token.rsplit("-", 1)[-1]
    return len(last) >= 4 or (last.isupper() and len(last) >= 2)


def _is_unit(letter: str, ahead: str, following: str) -> bool:
    """Tell whether a single letter is the unit of a number, as in ``6 h.`` and ``10 mg/d.``, and a sentence begins after it."""
    return (letter.islower() or letter in _UNITS) and bool(_VALUE.search(ahead)) and following.isupper()


def _is_starter(text: str, position: int, *, is_after_initial: bool = False) -> bool:
    """Tell whether a word begins a sentence: one that often does, or one with a comma, which after an initial is a name."""
    word = _WORD.match(text, position)
    if not word or not word.group()[0].isupper():
        return False
    following = text[word.end() : word.end() + 1]
    if following == "," and (not is_after_initial or word.group().endswith("ly")):
        return True
    return word.group().casefold() in _STARTERS and following != "."

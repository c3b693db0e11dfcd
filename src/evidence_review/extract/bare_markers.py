"""Superscripts that lost their form: ``pain.12,13 The``, ``et al.,12``, ``in patients10 and``.

A number glued to what stands before it may be a citation, or part of a name (``CD4``), a unit (``m2``) or a value. What stands
around it decides how sure that is; `evidence_review.extract.citations` then asks whether the number fits the order in which
the document cites, because a list numbered in order of citation tells at each place which number is due.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.extract.words import read_words

__all__ = ["Bare", "find_bare"]

_WORDS = read_words("citations")
_NAMES = frozenset(_WORDS["numbered_words"])
_LABELS = frozenset(_WORDS["labels"])
_STOP_LABELS = frozenset([*_WORDS["labels"], *_WORDS["stop_labels"]])
_ABBREVIATIONS = frozenset(_WORDS["abbreviations_before_text"])
_UNITS = frozenset(_WORDS["units"])
_LONG_UNITS = [unit for unit in _WORDS["units"] if len(unit) > 1]

_DASH = "\\-\u2010-\u2015\u2212"
_NUMBERS = rf"[1-9]\d{{0,2}}(?:[,;{_DASH}][1-9]\d{{0,2}}){{0,40}}"
# "12, 13" with a space, unless the last number counts something: "in group 2, 3 patients".
_SPACED = rf"(?:(?:\s?,\s[1-9]\d{{0,2}}(?:[{_DASH}][1-9]\d{{0,2}})?){{1,20}}(?!\s(?:{'|'.join(_WORDS['counted'])})\b)(?!\w|[.,]\d))?"
_END = rf"(?![\w%\u00b0^/+=\u00b1<>]|[.,:;]\d|[{_DASH}]\w|\s?(?:[%\u00d7=<>\u00b1]|(?:{'|'.join(_LONG_UNITS)})\b))"
_BARE = re.compile(rf"(?<=[^\s\d(\[{{/^_=<>~+\u00b1\u00d7*#@&|\\$\u2022{_DASH}])({_NUMBERS}{_SPACED}){_END}")
# A year, or thousands, with the marker glued on: "in 20084", "per 100,0001".
_AFTER_NUMBER = re.compile(
    rf"(?<![\d.,/{_DASH}\w])(\b(?:in|since|until|by|from|during)\s)?(?:(?:19|20)\d\d|\d{{1,3}},\d{{3}})({_NUMBERS}{_SPACED}){_END}"
)
# Behind the power of a unit no second digit belongs to it: "kg/m^212".
_AFTER_POWER = re.compile(rf"(?:/m|\d\sm|\b[cdkm]m)\^?[23]({_NUMBERS}{_SPACED}){_END}")
_TOKEN = re.compile(r"[^\s(\[{]{1,40}$")
_ADDRESS = re.compile(
    r"://|www\.|@|\bdoi\b|\.(?:com|org|gov|net|edu)\b|[a-z]\.[a-z]{2,9}/|/[a-z]{1,20}\.[a-z]", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]{1,40}$")
# The sentence goes on: what stands before the number is no full stop.
_GOES_ON = re.compile(r"[,;:]|\s{1,3}[^\sA-Z0-9\"'(\[\u201c\u2018\u00c0-\u00de\u0391-\u03a9\u0410-\u042f]")
_INITIAL = re.compile(r"(?:[A-Z]\.){1,5}[A-Z]\.$")
_YEAR_BEFORE = re.compile(r"(?:^|[^\d.,])(?:19|20)\d\d[.,]$")
# A value between a blank and a stop may go on behind the stop; "MLK2/3.25" and "IL-6.35" do not.
_NUMBER_BEFORE = re.compile(rf"(?:^|[\s(\[<>=~\u00b1{_DASH}])\d{{1,6}}\.$")
_VALUE = re.compile(r"(?:^|[\s(\[<>=~\u00b1])\d[\d.,]{0,8}\s?[^\W\d_]{1,4}$")
_NEW_SENTENCE = re.compile(r"\s{1,3}[A-Z\u00c0-\u00de][^\W\d_]|$")
_SHORTEST_WORD = 3
_LONG_STEM = 5


@dataclass(frozen=True)
class Bare:
    """A number glued to a word or a stop.

    `stem` is what it is glued to. `certainty` is 2 where only a citation stands so, 1 where the stem must also stand without the
    number somewhere, and 0 where the number must be the one that is due.
    """

    start: int
    end: int
    printed: str
    stem: str
    certainty: int


def find_bare(text: str) -> Iterator[Bare]:
    """Find numbers that may be superscript markers without their form.

    Parameters
    ----------
    text : str
        A paragraph with folded white space.

    Yields
    ------
    Bare
        In order of start.

    Examples
    --------
    >>> [(bare.printed, bare.certainty) for bare in find_bare("It eases pain.12,13 The CD4 count fell by 5 cm2.")]
    [('12,13', 2), ('4', 1)]
    """
    found = {bare.start: bare for bare in (*_find_glued(text), *_find_after_number(text))}
    for match in _AFTER_POWER.finditer(text):
        found[match.start(1)] = Bare(match.start(1), match.end(1), match[1], "", 2)
    yield from (found[start] for start in sorted(found))


def _find_glued(text: str) -> Iterator[Bare]:
    for match in _BARE.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        token = _TOKEN.search(before)
        stem = token.group() if token else before[-1:]
        if _ADDRESS.search(stem):
            continue
        certainty = _certainty(before, stem, match[1], text[match.end() : match.end() + 4])
        if certainty is not None:
            yield Bare(match.start(1), match.end(1), match[1], stem, certainty)


def _find_after_number(text: str) -> Iterator[Bare]:
    for match in _AFTER_NUMBER.finditer(text):
        is_dated = bool(match[1]) and text[match.end() : match.end() + 1] in ("", ".", ",", ";", ":", ")")
        yield Bare(match.start(2), match.end(2), match[2], "", 2 if is_dated else 0)


def _certainty(before: str, stem: str, printed: str, after: str) -> int | None:
    last, previous = before[-1], before[-2:-1]
    if last.isalpha():
        return _after_word(before, stem, printed)
    if last == ".":
        return _after_stop(before, previous, after)
    if last == ",":
        if previous.isdigit():
            return 1 if _YEAR_BEFORE.search(before) else 0
        return 2 if previous and not previous.isspace() else None
    if last in ")]}":
        return 1 if _is_part_of_name(before) else 2
    if last == "%":
        return 2
    if last in "!?;\"'\u201d\u2019\u00bb\u00ae\u2122":
        return 2 if previous and not previous.isspace() else None
    return 0 if last == ":" and previous.isalpha() else None


def _after_word(before: str, stem: str, printed: str) -> int | None:
    word = _LETTERS.search(stem).group()  # type: ignore[union-attr]
    if word in _UNITS:
        # A length has powers; behind any other unit of a value a number is a citation.
        is_power = printed in ("2", "3") and word.endswith("m")
        return None if is_power else 2 if _VALUE.search(before) else 1 if "/" in stem else None
    if stem[: -len(word)].isalpha() or any(character.isdigit() for character in stem):
        return 1 if len(stem) > _SHORTEST_WORD else None
    if len(word) < _SHORTEST_WORD:
        # "p53" and "B12" are names; "RA27" and "of12" may be.
        if before.endswith("et al") or (word.islower() and len(word) > 1 and len(stem) > _LONG_STEM):
            return 2
        return 1 if len(stem) >= _LONG_STEM or (len(word) > 1 and (word.islower() or word.isupper())) else None
    if re.fullmatch(r"\d{1,12},\d[\d,]{1,40}", printed):
        # A name has one number.
        return 2
    is_short_name = word[0].isupper() and len(word) < _LONG_STEM
    if not word[1:].islower() or is_short_name or word.casefold() in _NAMES:
        return 1
    return 0 if word[0].isupper() and word.casefold() in _LABELS else 2


def _after_stop(before: str, previous: str, after: str) -> int | None:
    if previous.isdigit():
        # "4.2" is a value unless a sentence begins behind it, and "0.2" always is one.
        is_value = _NUMBER_BEFORE.search(before) and not _YEAR_BEFORE.search(before)
        is_next = _NEW_SENTENCE.match(after)
        if not is_next or (is_value and (not is_next.group() or before.endswith((" 0.", "(0.", "=0.")))):
            return None
        return 1 if is_value else 2
    goes_on = bool(_GOES_ON.match(after))
    if not previous.isalpha():
        return None if goes_on or previous not in tuple(")]}%\"'\u201d\u2019\u00bb") else 2
    word = _LETTERS.search(before[:-1]).group()  # type: ignore[union-attr]
    if word.casefold() in _ABBREVIATIONS or _INITIAL.search(before):
        return 2
    if goes_on or word.casefold() in _STOP_LABELS:
        return None
    is_unit = word in _UNITS and before[-2 - len(word) : -1 - len(word)] in (" ", "/")
    is_name = word.isupper() and not is_unit and (len(word) == 1 or not _NEW_SENTENCE.match(after))
    return 1 if is_name else 2


def _is_part_of_name(before: str) -> bool:
    """Tell whether the bracket that closes here is glued to a word: "Ca(OH)2"."""
    opening = max(before.rfind("(", 0, -1), before.rfind("[", 0, -1))
    return opening > 0 and before[opening - 1].isalnum()

"""What two printings of a title share, and in what two titles differ."""

import html
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from evidence_review.text import normalize

__all__ = ["WORDS", "Title", "compare_titles", "is_misprint", "plain_words", "read_titles"]

WORDS = tomllib.loads(Path(__file__).with_name("works.toml").read_text(encoding="utf-8"))
"""The word lists of `works.toml`."""

_STOP = frozenset(WORDS["stop_words"].split())
_VERSION = frozenset(WORDS["version_words"].split())
_GENERAL = frozenset(WORDS["general_words"].split())
_ASIDE_WORDS = frozenset(WORDS["aside_words"].split()) | _STOP
_COUNTED = frozenset(WORDS["counted_words"].split())
_SUBSTRINGS: list[list[str]] = WORDS["spelling"]["substrings"]
_ENDINGS: list[list[str]] = WORDS["spelling"]["endings"]
_ONE_LETTER = {"i": "1", "v": "5", "x": "10"}

# Letters that no decomposition reduces.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", **WORDS["greek"]})
_MARKUP = re.compile(r"</?[a-z]{1,6}>", re.IGNORECASE)
_RETRACTED = re.compile(r"^\W{0,2}retracted(?:\s(?:article|paper))?\W{1,3}", re.IGNORECASE)
_LAST_BRACKET = re.compile(r"\s{0,3}[(\[](?P<inside>[^()\[\]]{1,300})[)\]][\s.]{0,3}$")
_SEGMENT = re.compile(r"[:;.?!](?=\s)|\s[-\u2013\u2014]{1,2}\s|\u2014")
_LONGEST = 600  # characters of a title that are compared
_SHORT = 25
_FEW = 3


@dataclass(frozen=True)
class Title:
    """A title as it is compared.

    `words` are in one spelling, without stop words; `ends` says after how many of them a part of the title ends, where a
    subtitle may begin; `notice` is the kind of text that it is when it is about another one.
    """

    words: tuple[str, ...]
    joined: str
    ends: frozenset[int]
    notice: str
    is_general: bool


def plain_words(text: str) -> list[str]:
    """Return the words of a text without accents, in lower case and one spelling of Greek letters.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        The words.

    Examples
    --------
    >>> plain_words("Müller's β-blockers & <i>rats</i>")
    ['muller', 's', 'beta', 'blockers', 'rats']
    """
    text = normalize(_MARKUP.sub("", html.unescape(text)))
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).translate(_LETTERS)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return text.split()


@lru_cache(maxsize=65536)
def _spell(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word in WORDS["numbers"]:
        return str(WORDS["numbers"][word])
    for old, new in _SUBSTRINGS:
        word = word.replace(old, new)
    for old, new in _ENDINGS:
        if word.endswith(old):
            return word[: -len(old)] + new
    return word


def _spelled(text: str) -> list[str]:
    words: list[str] = []
    before = ""
    for word in plain_words(text):
        if word in _ONE_LETTER and before in _COUNTED:
            words.append(_ONE_LETTER[word])
        elif word not in _STOP:
            words.append(_spell(word))
        before = word
    return words


@lru_cache(maxsize=4096)
def read_titles(text: str) -> tuple[Title, ...]:
    """Read a title.

    Parameters
    ----------
    text : str
        A title as printed.

    Returns
    -------
    tuple of Title
        The title; where a translation stands in brackets behind it, also each of the two alone. Empty without a word.

    Examples
    --------
    >>> [title.joined for title in read_titles("[Foxes: a review] [Article in German]")]
    ['foxesreview']
    """
    text = _RETRACTED.sub("", text[:_LONGEST]).strip()
    inside = ""
    for _ in range(3):
        match = _LAST_BRACKET.search(text)
        if not match:
            break
        words = plain_words(match["inside"])
        is_whole = match.start() == 0
        if is_whole:
            text = match["inside"]
        elif set(words) <= _ASIDE_WORDS:
            text = text[: match.start()]
        else:
            inside = match["inside"] if len(words) > _FEW and text.rstrip(" .").endswith("]") else ""
            break
    found = [_read_title(text)]
    if inside:
        found += [_read_title(inside), _read_title(_LAST_BRACKET.sub("", text))]
    return tuple(title for title in found if title.words)


def _read_title(text: str) -> Title:
    segments = [
        _spelled(part) for part in _SEGMENT.split(_LAST_BRACKET.sub(lambda match: f". {match['inside']}", text))
    ]
    segments = [segment for segment in segments if segment]
    notice, segments = _take_notice(segments)
    words = tuple(word for segment in segments for word in segment)
    total = 0
    ends = {total := total + len(segment) for segment in segments}
    is_general = len(normalize(text)) < _SHORT or sum(word not in _GENERAL for word in words) < _FEW
    return Title(words, "".join(words), frozenset(ends), notice, is_general)


def _take_notice(segments: list[list[str]]) -> tuple[str, list[list[str]]]:
    """Take away what says that a title is about another text: ``Erratum to: X``, ``X: reply``."""
    if not segments:
        return "", segments
    first, notices = segments[0], _notices()
    for size in (3, 2, 1):
        kind = notices.get(tuple(first[:size]))
        if kind:
            # "Reply" alone keeps its word; what begins like a notice and is none begins so in every list.
            return kind, [part for part in (first[size:], *segments[1:]) if part] or segments
    if len(segments) > 1 and (kind := notices.get(tuple(segments[-1]))):
        return kind, segments[:-1]
    return "", segments


@lru_cache(maxsize=1)
def _notices() -> dict[tuple[str, ...], str]:
    return {tuple(_spelled(phrase)): kind for kind, phrases in WORDS["notices"].items() for phrase in phrases}


def compare_titles(one: Title, other: Title) -> str:
    """Say in what two titles differ.

    Parameters
    ----------
    one, other : Title
        Two titles.

    Returns
    -------
    str
        `equal`, but for misprints; `subtitle`, which one of them lacks; `version`, when a number or word of a version is all that
        differs; `inserted`, when one has further words; `similar`; or `different`.

    Examples
    --------
    >>> def compare(one, other):
    ...     return compare_titles(*read_titles(one), *read_titles(other))
    >>> compare("Peri-operative sleep of foxes", "Perioperative sleep of foxes: a review")
    'subtitle'
    >>> compare("Sleep of foxes, part 1", "Sleep of foxes, part 2")
    'version'
    """
    if one.joined == other.joined:
        return "equal"
    shared = len({*one.words} & {*other.words})
    is_like = fuzz.ratio(one.joined, other.joined) >= 70
    if not is_like and 2 * shared < min(len(one.words), len(other.words)):
        return "different"
    left, right, misprints = _differences(one.words, other.words)
    if not left and not right and misprints <= 1 + len(one.words) // 6:
        return "equal"
    # Words that stand in both, in another order or beside others.
    is_like = is_like or not left or not right or 4 * shared >= 3 * min(len(one.words), len(other.words))
    if not is_like:
        return "different"
    if any(word in _VERSION or word[:1].isdigit() for word in left + right):
        return "version"
    if not left or not right:
        shorter, longer = (one, other) if not left else (other, one)
        is_subtitle = (
            len(shorter.words) in longer.ends and not _differences(shorter.words, longer.words[: len(shorter.words)])[0]
        )
        return "subtitle" if is_subtitle else "inserted"
    return "similar"


def _differences(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str], int]:
    """Return the words that only one of two titles has, and the number of misprints; compounds may be written apart."""
    left: list[str] = []
    right: list[str] = []
    misprints = 0
    run_one: list[str] = []
    run_other: list[str] = []
    opcodes = [
        (code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Levenshtein.opcodes(one, other)
    ]
    for tag, start, end, start_other, end_other in [*opcodes, ("equal", 0, 0, 0, 0)]:
        if tag != "equal":
            run_one += one[start:end]
            run_other += other[start_other:end_other]
            continue
        if run_one or run_other:
            joined, joined_other = "".join(run_one), "".join(run_other)
            if joined != joined_other:
                if is_misprint(joined, joined_other):
                    misprints += 1
                else:
                    left += run_one
                    right += run_other
        run_one, run_other = [], []
    return left, right, misprints


def is_misprint(one: str, other: str) -> bool:
    """Tell whether two words are one with a misprint, or its plural.

    Parameters
    ----------
    one, other : str
        Two words in lower case. Words with digits, and words that differ at their beginning, are two words: what tells
        "hyper-" from "hypo-" and "typical" from "atypical" stands there.

    Returns
    -------
    bool
        True when they are.

    Examples
    --------
    >>> is_misprint("levetiracetam", "levetiracetum"), is_misprint("hypotension", "hypertension")
    (True, False)
    """
    shortest = min(len(one), len(other))
    if shortest < 3 or abs(len(one) - len(other)) > 2 or not (one + other).isalpha():
        return False
    if one + "s" == other or other + "s" == one:
        return True
    if shortest >= 12:
        return one[:4] == other[:4] and OSA.distance(one, other, score_cutoff=2) <= 2
    return (
        shortest >= 4
        and len(one + other) > 8
        and one[:2] == other[:2]
        and OSA.distance(one, other, score_cutoff=1) <= 1
    )

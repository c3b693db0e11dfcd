"""Cues in a sentence: words with a reach, after the ConText algorithm.

A cue modifies what stands in its reach, which runs to the end of the sentence or to a terminator. A pseudo-cue has the form of
a cue and is none; it is taken out before cues are looked for.

References
----------
Harkema H, Dowling JN, Thornblade T, Chapman WW. ConText: an algorithm for determining negation, experiencer, and temporal status
from clinical reports. J Biomed Inform 2009;42(5):839-851.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

__all__ = ["Groups", "Terms", "as_pattern", "blank_spans", "compile_terms", "find_cues"]

# Two letters or digits, neither of them a wildcard: what a term is looked up by.
_HEAD = re.compile(r"[^\W_]{2}")
_WORD = re.compile(r"[^\W_]+")
_JOIN = r"(?:[\s\u2010-\u2015-]{1,2}|)"
_APART = r"[\s\u2010-\u2015-]{1,2}"


class Terms:
    """Terms to be found in a text, all at once.

    Nearly every term begins with letters, and a sentence has few words: only the terms that share the first letters of a word are
    tried at that word. One pattern of all terms, tried at every character, takes ten times as long.

    Parameters
    ----------
    terms : tuple of str
        Words and phrases, as `compile_terms` reads them.
    is_case_free : bool
        Whether case is ignored.
    """

    def __init__(self, terms: tuple[str, ...], *, is_case_free: bool) -> None:
        self._flags = re.IGNORECASE if is_case_free else 0
        # The longest first, so that "no evidence" is found where "no" is a term too.
        ordered = sorted(terms, key=lambda term: (-len(term), term))
        by_head: dict[str, list[str]] = {}
        for term in ordered:
            head = _HEAD.match(term)
            by_head.setdefault(head.group().lower() if head else "", []).append(term)
        self.pattern = "|".join(map(as_pattern, ordered)) or r"(?!)"
        other = by_head.pop("", [])
        self._other = self._compile(other) if other else None
        self._by_head = {head: self._compile(group) for head, group in by_head.items()}

    def _compile(self, terms: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(map(as_pattern, terms)), self._flags)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find the terms in order, none inside another.

        Parameters
        ----------
        text : str
            A text.

        Yields
        ------
        re.Match
            A term as it stands in the text.
        """
        words: Iterable[tuple[int, str]]
        if len(text) > _LONGEST_KEPT:
            words = _iterate_heads(text)
        else:
            heads, words = _heads(text)
            if self._other is None and heads.isdisjoint(self._by_head):
                return
        other = deque(self._other.finditer(text)) if self._other else deque()
        position = 0
        for start, head in words:
            while other and other[0].start() <= start:
                match = other.popleft()
                if match.start() >= position:
                    yield match
                    position = match.end()
            pattern = self._by_head.get(head) if start >= position else None
            found = pattern.match(text, start) if pattern else None
            if found:
                yield found
                position = found.end()
        yield from (match for match in other if match.start() >= position)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first term.

        Parameters
        ----------
        text : str
            A text.

        Returns
        -------
        re.Match or None
            The first term, or None.
        """
        return next(self.finditer(text), None)

    def blank(self, text: str, mark: str = " ") -> str:
        """Blank the terms out, keeping every offset.

        Parameters
        ----------
        text : str
            A text.
        mark : str
            The character to put in their place.

        Returns
        -------
        str
            A text of the same length.
        """
        return blank_spans(text, [match.span() for match in self.finditer(text)], mark)


class Groups:
    """Terms of several groups, found in one pass.

    Parameters
    ----------
    groups : mapping of str to Terms
        Terms by the name of their group.
    """

    def __init__(self, groups: Mapping[str, Terms]) -> None:
        self._by_head: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        self._others = {name: terms for name, terms in groups.items() if terms._other}
        for name, terms in groups.items():
            for head, pattern in terms._by_head.items() if name not in self._others else ():
                self._by_head.setdefault(head, []).append((name, pattern))

    def finditer(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Find the terms, none inside another of its group.

        Parameters
        ----------
        text : str
            A text.

        Yields
        ------
        tuple
            A group's name and a term as it stands in the text; each group's in order.
        """
        ends: dict[str, int] = {}
        for start, head in _iterate_heads(text):
            for name, pattern in self._by_head.get(head, ()):
                found = pattern.match(text, start) if start >= ends.get(name, 0) else None
                if found:
                    ends[name] = found.end()
                    yield name, found
        for name, terms in self._others.items():
            yield from ((name, match) for match in terms.finditer(text))


# No sentence is longer; the words of a text of many megabytes would fill the memory.
_LONGEST_KEPT = 200_000


# A sentence is read by many terms one after the other, in a few forms: more is not asked for again.
@lru_cache(maxsize=8)
def _heads(text: str) -> tuple[frozenset[str], list[tuple[int, str]]]:
    """Return the first two letters of the words of a text, and where each word begins."""
    words = list(_iterate_heads(text))
    return frozenset(head for _, head in words), words


def _iterate_heads(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()[:2].lower()) for match in _WORD.finditer(text))


@cache
def compile_terms(terms: tuple[str, ...], *, is_case_free: bool = True) -> Terms:
    """Prepare terms to be found.

    Parameters
    ----------
    terms : tuple of str
        Words and phrases. `*` at the start or the end of a word stands for the rest of it, and alone for any word; a hyphen or a
        space also matches a dash, a space or nothing.
    is_case_free : bool
        Whether case is ignored.

    Returns
    -------
    Terms
        Finds a term that no letter or digit touches; a term of signs alone may touch them. It finds nothing when there are no
        terms.

    Examples
    --------
    >>> compile_terms(("post-operative pain*",)).search("Postoperative pains")[0]
    'Postoperative pains'
    """
    return Terms(terms, is_case_free=is_case_free)


def as_pattern(term: str) -> str:
    """Return the pattern of one term.

    Parameters
    ----------
    term : str
        A term, as `compile_terms` reads it.

    Returns
    -------
    str
        A regular expression without groups.
    """
    # A colon or a semi-colon stands right behind a word.
    if re.fullmatch(r"\W+", term):
        return re.escape(term)
    words = re.split(r"[\s-]+", term.strip()) if not term.startswith("-") else [term]
    pieces = [_word_pattern(words[0])]
    for before, word in pairwise(words):
        # A wildcard alone is a whole word: were it joined to its neighbors, a letter could belong to either.
        pieces += [_APART if "*" in (before, word) else _JOIN, _word_pattern(word)]
    return rf"(?<![^\W_]){''.join(pieces)}(?![^\W_])"


def _word_pattern(word: str) -> str:
    # A wildcard stays within one word and is bounded, so that matching stays linear.
    if word == "*":
        return r"[^\W_]{1,25}"
    pieces = [re.escape(piece) for piece in word.split("*")]
    return r"[^\W_]{0,25}".join(pieces)


def blank_spans(text: str, spans: Iterable[tuple[int, int]], mark: str = " ") -> str:
    """Blank out parts of a text, keeping every offset.

    Parameters
    ----------
    text : str
        A text.
    spans : iterable of tuple
        Start and end of each part, in any order; they may overlap.
    mark : str
        The character to put in their place.

    Returns
    -------
    str
        A text of the same length.

    Examples
    --------
    >>> blank_spans("no gain", [(0, 2)], "_")
    '__ gain'
    """
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            begin = max(start, position)
            pieces += (text[position:begin], mark * (end - begin))
            position = end
    return "".join([*pieces, text[position:]])


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
    return list(compile_terms(tuple(cues)).finditer(compile_terms(tuple(pseudo)).blank(text)))

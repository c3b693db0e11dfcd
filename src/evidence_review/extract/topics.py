"""Which topics a sentence speaks to, by the terms that a reviewer lists for each."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import Protocol

from evidence_review.extract.cues import Terms, compile_terms

__all__ = ["TermedTopic", "find_topics"]


class TermedTopic(Protocol):
    """Anything with an id, terms, and terms that blot out."""

    @property
    def id(self) -> str:
        """The topic's id."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms by which it is found."""

    @property
    def not_terms(self) -> tuple[str, ...]:
        """The terms that blot out."""


def find_topics(text: str, topics: Iterable[TermedTopic]) -> dict[str, str]:
    """Find the topics of a sentence or a heading.

    A term is read as `extract.cues.compile_terms` says; one with a capital letter is matched with its case; `a + b` means that
    both occur.

    Parameters
    ----------
    text : str
        A sentence.
    topics : iterable of Topic
        The topics.

    Returns
    -------
    dict
        Topic id to the words that found it, as printed, in the order of the topics.

    Examples
    --------
    >>> from evidence_review.decisions import Topic
    >>> topic = Topic("cancer-pain", "Cancer pain", (), ("cancer + pain*",), ("non-cancer",))
    >>> find_topics("Relief of pain in cancer", [topic]), find_topics("Noncancer pain", [topic])
    ({'cancer-pain': 'cancer + pain'}, {})
    """
    found = {}
    for topic in topics:
        cue = _find(text, topic.terms, topic.not_terms)
        if cue:
            found[topic.id] = cue
    return found


def _find(text: str, terms: tuple[str, ...], not_terms: tuple[str, ...]) -> str:
    # Most sentences hold none of a topic's terms, so that what blots out is looked for only where one was found.
    cue = _cue(text, terms)
    return _cue(_blot(text, not_terms), terms) if cue and not_terms else cue


def _cue(text: str, terms: tuple[str, ...]) -> str:
    for pattern in _patterns(terms):
        matches = list(takewhile(bool, (part.search(text) for part in pattern)))
        if len(matches) == len(pattern):
            return " + ".join(match.group() for match in matches if match)
    return ""


def _blot(text: str, terms: tuple[str, ...]) -> str:
    # With a mark that no term spans, since a space would let the words on both sides meet.
    for pattern in _patterns(terms):
        if all(part.search(text) for part in pattern):
            for part in pattern:
                text = part.blank(text, "_")
    return text


@cache
def _patterns(terms: tuple[str, ...]) -> Sequence[tuple[Terms, ...]]:
    """Compile terms: all single ones of one case together, those with a plus each for itself."""
    single = [term for term in terms if " + " not in term]
    exact = tuple(term for term in single if term != term.lower())
    free = tuple(term for term in single if term == term.lower())
    patterns: list[tuple[Terms, ...]] = [
        (compile_terms(group, is_case_free=group is free),) for group in (free, exact) if group
    ]
    for term in terms:
        if " + " in term:
            parts = term.split(" + ")
            patterns.append(tuple(compile_terms((part.strip(),), is_case_free=part == part.lower()) for part in parts))
    return tuple(patterns)

"""The titles of a reference list, to be looked up by their terms, which count the more the rarer they are."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from evidence_review.extract.concepts import Vocabulary
from evidence_review.extract.stems import find_stems, is_general
from evidence_review.extract.words import read_words

__all__ = ["Entry", "Index"]

_COMMON: float = read_words("support")["limits"]["common"]
_FEW = 4
# A term that more titles have says too little to look them all up.
_MOST = 50


@dataclass(frozen=True)
class Entry:
    """What the audit knows of an entry of the list."""

    number: int
    title: str
    first_author: str = ""
    is_failed: bool = False


class Index:
    """The titles of a list, to be looked up by their terms.

    Parameters
    ----------
    entries : sequence of Entry
        The list.
    texts : iterable of str
        The sentences, which say with the titles how rare a term is.
    vocabulary : Vocabulary
        The concepts.
    abbreviations : dict
        What the document's abbreviations stand for.
    """

    def __init__(
        self, entries: Sequence[Entry], texts: Iterable[str], vocabulary: Vocabulary, abbreviations: dict[str, str]
    ) -> None:
        self.vocabulary = vocabulary
        self._long = abbreviations
        self._short = re.compile(
            "|".join(rf"(?<![^\W_]){re.escape(short)}(?![^\W_])" for short in sorted(abbreviations)) or r"(?!)"
        )
        self._kept: dict[str, frozenset[str]] = {}
        self._weights: dict[str, float] = {}
        self.terms = {entry.number: self.find(entry.title) for entry in entries}
        titles = Counter(term for terms in self.terms.values() for term in terms)
        self._total = len(entries)
        self._frequency = Counter(titles)
        for text in texts:
            self._total += 1
            self._frequency.update(self.find(text))
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, terms in self.terms.items():
            for term in terms:
                if titles[term] <= _MOST:
                    self._postings[term].append(number)
        self._length = {number: self._norm(terms) for number, terms in self.terms.items()}
        self._alike: dict[int, dict[int, float]] = {}

    def find(self, text: str) -> frozenset[str]:
        """Return the terms of a text.

        Parameters
        ----------
        text : str
            A text.

        Returns
        -------
        frozenset
            The terms of a text: stems, and concepts with all that they are a kind of, which begin with a colon.
        """
        found = self._kept.get(text)
        if found is None:
            whole = self._written_out(text)
            terms = {stem for _, stem in find_stems(whole)}
            named = self.vocabulary.widen(concept for concept, _, _ in self.vocabulary.find(whole))
            terms.update(f":{concept}" for concept in named)
            found = self._kept[text] = frozenset(terms)
        return found

    def concepts(self, text: str) -> tuple[str, ...]:
        """Return the concepts of a text.

        Parameters
        ----------
        text : str
            A text.

        Returns
        -------
        tuple
            The concepts of a text, each once, in order.
        """
        return tuple(dict.fromkeys(one for one, _, _ in self.vocabulary.find(self._written_out(text))))

    def _written_out(self, text: str) -> str:
        """Put what its abbreviations stand for behind a text."""
        long = [self._long[match.group()] for match in self._short.finditer(text)]
        return " ; ".join([text, *dict.fromkeys(long)])

    def weight(self, term: str) -> float:
        """Return how rare a term is.

        Parameters
        ----------
        term : str
            A term.

        Returns
        -------
        float
            How rare a term is: the logarithm of how many titles and sentences there are for one that has it.
        """
        kept = self._weights.get(term)
        if kept is None:
            kept = self._weights[term] = log((self._total + 1) / (self._frequency[term] + 0.5))
        return kept

    def is_common(self, term: str) -> bool:
        """Return whether a term tells no title from another.

        Parameters
        ----------
        term : str
            A term.

        Returns
        -------
        bool
            As the drug is that the whole document is about, and a word of any paper. A few are never many.
        """
        return is_general(term) or self._frequency[term] > max(_FEW, _COMMON * self._total)

    def _norm(self, terms: Iterable[str]) -> float:
        return sqrt(sum(self.weight(term) ** 2 for term in sorted(terms))) or 1.0

    def similar(self, terms: frozenset[str]) -> dict[int, float]:
        """Return the cosine of terms and titles.

        Parameters
        ----------
        terms : frozenset of str
            Terms.

        Returns
        -------
        dict
            The cosine of terms and titles, for every entry that shares one.
        """
        found: dict[int, float] = defaultdict(float)
        for term in sorted(terms):
            numbers = self._postings.get(term)
            if numbers:
                square = self.weight(term) ** 2
                for number in numbers:
                    found[number] += square
        length = self._norm(terms)
        return {number: value / length / self._length[number] for number, value in found.items()}

    def alike(self, number: int) -> dict[int, float]:
        """Return how similar the other titles are to that of an entry.

        Parameters
        ----------
        number : int
            An entry.

        Returns
        -------
        dict
            How similar the other titles are to that of an entry.
        """
        if number not in self._alike:
            self._alike[number] = {
                other: value for other, value in self.similar(self.terms[number]).items() if other != number
            }
        return self._alike[number]

"""A marker and an entry, with all that the signals and the score look at."""

from dataclasses import dataclass, field
from functools import cached_property

from evidence_review.extract.support_fit import Fit
from evidence_review.extract.support_index import Entry
from evidence_review.extract.words import read_words

__all__ = ["Pair"]

_LIMITS: dict[str, float] = read_words("support")["limits"]
_DIFFERS: dict[str, list[str]] = read_words("support")["differs"]


@dataclass
class Pair:
    """A marker and an entry, with all that the signals look at."""

    fit: Fit
    at: int
    entry: Entry
    entries: dict[int, Entry]
    in_sentence: frozenset[int]
    fits: dict[int, float] = field(default_factory=dict)
    # The cosine that a model of language gives, where there is one.
    closeness: float | None = None

    @cached_property
    def odds(self) -> tuple[float, float]:
        """The odds of the entry, by the words alone and with its turn."""
        return self.fit.odds(self.at, self.entry.number, self.fits)

    @cached_property
    def citing(self) -> str:
        """The clause and the rest of the sentence."""
        words = self.fit.words[self.at]
        return f"{words.clause} ; {words.sentence}"

    @cached_property
    def sentence_concepts(self) -> tuple[str, ...]:
        """The concepts of the sentence, in order of first mention."""
        return self.fit.index.concepts(self.citing)

    @cached_property
    def title_concepts(self) -> tuple[str, ...]:
        """The concepts of the title, in order of first mention."""
        return self.fit.index.concepts(self.entry.title)

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """What sentence and title share and is specific, the rarest first."""
        place = self.fit.place(self.at)
        return self.specific(self.fit.index.terms[self.entry.number] & (place.terms[0] | place.terms[1]))

    def specific(self, terms: frozenset[str]) -> tuple[str, ...]:
        """Return the terms that are rare enough to say something.

        Parameters
        ----------
        terms : frozenset of str
            Terms.

        Returns
        -------
        tuple
            The terms that are rare enough to say something, the rarest first.
        """
        index = self.fit.index
        kept = [term for term in terms if not index.is_common(term)]
        return tuple(sorted(kept, key=lambda term: (-index.weight(term), term)))

    def similarity(self, number: int) -> float:
        """Return how similar a title is to the sentence.

        Parameters
        ----------
        number : int
            An entry.

        Returns
        -------
        float
            How similar a title is to the sentence.
        """
        return self.fit.sentence_similarity(self.at, number)

    @cached_property
    def better(self) -> int:
        """The entry that fits clearly better and is not cited in the same sentence; 0 without one."""
        own = self.entry.number
        due = self.fit.in_turn(self.at, own) if self.fit.is_out_of_turn(self.at, own) else []
        beside = self.fit.beside(own)
        best, best_fit = 0, self.fits.get(own, 0.0) + _LIMITS["better"]
        for number in sorted({*self.fits, *due, *beside}):
            if number == own or number in self.in_sentence:
                continue
            value = self.fits.get(number, 0.0)
            # Likely slips: the number whose turn it was, and the next one in the list.
            value += (_LIMITS["due"] if number in due else 0.0) + (_LIMITS["beside"] if number in beside else 0.0)
            if value > best_fit:
                best, best_fit = number, value
        return best

    @cached_property
    def unshared(self) -> tuple[str, ...]:
        """The concepts of the title that the sentence does not name, nor anything that they are a kind of, or the other way round."""
        kinds, vocabulary = _DIFFERS["kinds"], self.fit.index.vocabulary
        said = vocabulary.widen(self.sentence_concepts)
        return tuple(
            concept
            for concept in self.title_concepts
            if vocabulary.kind(concept) in kinds and said.isdisjoint(vocabulary.widen([concept]))
        )

    @cached_property
    def measures(self) -> dict[str, float]:
        """What the score weighs beside the signals: each the higher, the more the pair deserves a look."""
        index, number = self.fit.index, self.entry.number
        by_words, with_turn = self.odds
        gain = max(-4.0, min(4.0, with_turn - by_words))
        terms, similar = self.fit.place(self.at).terms, self.fit.place(self.at).similar
        own = self.similarity(number)
        title = sorted(index.terms[number] - terms[0] - terms[1])
        slip = max(
            (self.fits.get(one, 0.0) for one in self.fit.beside(number) if one not in self.in_sentence), default=0.0
        )
        return {
            "words": -max(-4.0, min(5.0, by_words)),
            "late": max(0.0, -gain),
            "due": -max(0.0, gain) * self.fit.disorder,
            "similarity": -own,
            "uncovered": min(30.0, sum(index.weight(term) for term in title if not index.is_common(term))),
            "unshared": min(4.0, float(sum(not index.is_common(f":{concept}") for concept in self.unshared))),
            "slip": max(-4.0, min(4.0, slip - self.fits.get(number, 0.0))),
            "before": max(0.0, similar[2].get(number, 0.0) - own),
            "after": max(0.0, similar[3].get(number, 0.0) - own),
        }

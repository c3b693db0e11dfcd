"""How well each entry of a list fits the words that cite: what they share, weighted by how rare it is.

The fit of an entry is a weighted sum of similarities (`[fit]` in `support.toml`): of its title with the words around the marker, the nearer the
more, and with the titles that are cited close by; and whether the words name its first author. The odds say how much better the entry
fits than the entries of the list do on average; they are what a model of "which entry is meant here" would give, and were fitted as one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp, log

from evidence_review.extract.support_index import Entry, Index
from evidence_review.extract.support_turn import Turns
from evidence_review.extract.support_words import CHANNELS, Mention, Sentence, find_words
from evidence_review.extract.words import read_words

__all__ = ["Fit"]

_WEIGHTS: dict[str, float] = read_words("support")["fit"]
# Titles cited close by: so many markers to either side, and so many titles.
_NEAR, _MOST_NEAR = 2, 6
_MOST_FELLOWS = 15
# From this share of citations out of turn on, being in turn counts in full.
_DISORDER = 0.06
_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W\d_]{2,40}")
_CITED_NAME = re.compile(
    r"[,\s]{0,2}(?:et al|and colleagues|and co-?workers|['\u2019]s\b|(?:and|&) [A-Z\u00c0-\u00de])"
)


@dataclass(frozen=True)
class Place:
    """What surrounds a marker: the terms of the words that cite, and how similar each entry's title is to them, by channel."""

    terms: tuple[frozenset[str], ...]
    similar: tuple[dict[int, float], ...]
    named: frozenset[int]


class Fit:
    """The fit of entries to the markers of a document.

    Parameters
    ----------
    index : Index
        The titles.
    entries : sequence of Entry
        The list.
    sentences : sequence of Sentence
        In order of number.
    mentions : sequence of Mention
        In order of the text.
    """

    def __init__(
        self, index: Index, entries: Sequence[Entry], sentences: Sequence[Sentence], mentions: Sequence[Mention]
    ) -> None:
        self.index = index
        self.mentions = mentions
        self.words = find_words(sentences, mentions)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            name = _CAPITAL.search(entry.first_author)
            if name:
                self._by_name[name.group().lower()].append(entry.number)
        self._numbers = sorted(index.terms)
        self._rank = {number: rank for rank, number in enumerate(self._numbers, start=1)}
        self._first = []
        self._cited_at: dict[int, list[int]] = defaultdict(list)
        cited: list[int] = []
        for mention in mentions:
            self._first.append(len(cited))
            for number in mention.entries:
                self._cited_at[number].append(len(self._first) - 1)
            cited += [self._rank[number] for number in mention.entries]
        self.turns = Turns(cited)
        self.times = Counter(cited)
        n = len(self._numbers)
        self._in_turn = exp(_WEIGHTS["in-turn"])
        self._back = [(1 + far) ** _WEIGHTS["far-back"] for far in range(n)]
        self._ahead = [exp(_WEIGHTS["ahead"]) * (1 + far) ** _WEIGHTS["far-ahead"] for far in range(n + 1)]
        self._back_sums = [0.0, *accumulate(self._back)]
        self._ahead_sums = [0.0, *accumulate(self._ahead)]
        self._last: tuple[int, dict[int, float]] = (-1, {})
        self._offset = {
            (at, number): offset for at, mention in enumerate(mentions) for offset, number in enumerate(mention.entries)
        }
        self._places: dict[int, Place] = {}

    def place(self, at: int) -> Place:
        """Return what surrounds the marker at a position.

        Parameters
        ----------
        at : int
            Position of a marker among the markers.

        Returns
        -------
        Place
            What surrounds the marker at a position.
        """
        if at not in self._places:
            terms: list[frozenset[str]] = []
            seen: set[str] = set()
            for text in self.words[at].channels():
                found = self.index.find(text) - seen
                seen |= found
                terms.append(found)
            self._places[at] = Place(
                tuple(terms), tuple(self.index.similar(found) for found in terms), self._find_named(at)
            )
        return self._places[at]

    def _find_named(self, at: int) -> frozenset[int]:
        found: set[int] = set()
        for text in (self.words[at].clause, self.words[at].sentence):
            for match in _CAPITAL.finditer(text):
                numbers = self._by_name.get(match.group().lower())
                # A capital at the beginning of a sentence makes no name.
                if numbers and (text[: match.start()].strip() or _CITED_NAME.match(text, match.end())):
                    found.update(numbers)
        return frozenset(found)

    def fits(self, at: int, number: int) -> dict[int, float]:
        """Return the fit of every entry that shares something with the words around a marker.

        Parameters
        ----------
        at : int
            Position of a marker among the markers.
        number : int
            An entry.

        Returns
        -------
        dict
            The fit of every entry that shares something with the words around a marker, as one cited beside an entry's fellows.
        """
        found = defaultdict(float, self._by_channels(at))
        for kind, listed in self._close_by(at, number):
            best: dict[int, float] = {}
            for fellow, share in listed:
                for other, value in self.index.alike(fellow).items():
                    if value * share > best.get(other, 0.0):
                        best[other] = value * share
            for other, value in best.items():
                found[other] += _WEIGHTS[kind] * value
        return found

    def _by_channels(self, at: int) -> dict[int, float]:
        """Return what the words around a marker give each entry, whatever the marker cites; the last one is remembered."""
        if self._last[0] != at:
            place = self.place(at)
            found: dict[int, float] = defaultdict(float)
            for channel, similar in zip(CHANNELS, place.similar, strict=True):
                weight = _WEIGHTS[channel]
                for other, value in similar.items():
                    found[other] += weight * value
            for other in sorted(place.named):
                found[other] += _WEIGHTS["author"]
            self._last = (at, found)
        return self._last[1]

    def _fellows(self, at: int, number: int, most: int) -> list[int]:
        """Return what a marker cites right before and after an entry."""
        entries = self.mentions[at].entries
        own = self._offset.get((at, number), 0)
        return [other for other in entries[max(0, own - most) : own + most + 1] if other != number]

    def _close_by(self, at: int, number: int) -> Iterable[tuple[str, list[tuple[int, float]]]]:
        mention = self.mentions[at]
        yield "fellow", [(other, 1.0) for other in self._fellows(at, number, _MOST_NEAR // 2)]
        near = []
        for other in range(max(0, at - _NEAR), min(len(self.mentions), at + _NEAR + 1)):
            if other != at and abs(self.mentions[other].sentence_no - mention.sentence_no) <= _NEAR + 1:
                share = 1 / abs(other - at)
                near += [(one, share) for one in self.mentions[other].entries[:_MOST_NEAR] if one != number]
        yield "near", near

    def n_mentions(self, number: int) -> int:
        """Return how many markers cite an entry.

        Parameters
        ----------
        number : int
            An entry.

        Returns
        -------
        int
            How many markers cite an entry.
        """
        return self.times[self._rank[number]]

    def cited_at(self, number: int, but: int) -> list[int]:
        """Return the positions of a few other markers that cite an entry.

        Parameters
        ----------
        number : int
            An entry.
        but : int
            A position to leave out.

        Returns
        -------
        list
            The positions of a few other markers that cite an entry.
        """
        return [at for at in self._cited_at[number] if at != but][:5]

    def sentence_similarity(self, at: int, number: int) -> float:
        """Return how similar a title is to the sentence of a marker.

        Parameters
        ----------
        at : int
            Position of a marker among the markers.
        number : int
            An entry.

        Returns
        -------
        float
            How similar a title is to the sentence of a marker.
        """
        similar = self.place(at).similar
        return max(similar[0].get(number, 0.0), similar[1].get(number, 0.0))

    def turn(self, at: int, number: int) -> tuple[str, int]:
        """Return whether an entry is `in` turn at a marker.

        Parameters
        ----------
        at : int
            Position of a marker among the markers.
        number : int
            An entry.

        Returns
        -------
        tuple
            Whether an entry is `in` turn at a marker, cited `back` or `ahead`, and by how much; empty without an order.
        """
        if not self.turns.is_ordered:
            return "", 0
        low, high = self._window(at, number)
        rank = self._rank[number]
        if rank <= low:
            return "back", low - rank
        return ("ahead", rank - high) if rank >= high else ("in", 0)

    def _window(self, at: int, number: int) -> tuple[int, int]:
        low, high = self.turns.window(self._first[at] + self._offset.get((at, number), 0))
        return low, min(high, len(self._numbers) + 1)

    def in_turn(self, at: int, number: int) -> list[int]:
        """Return the entries whose turn it is at a marker and that are cited nowhere else.

        Parameters
        ----------
        at : int
            Position of a marker among the markers.
        number : int
            An entry.

        Returns
        -------
        list
            The entries whose turn it is at a marker and that are cited nowhere else, the next five at most.
        """
        if not self.turns.is_ordered:
            return []
        low, high = self._window(at, number)
        ranks = range(low + 1, min(high, low + 6))
        return [self._numbers[rank - 1] for rank in ranks if not self.times[rank]]

    def is_out_of_turn(self, at: int, number: int) -> bool:
        """Return whether an entry is first cited before or behind its turn.

        Parameters
        ----------
        at : int
            Position of a marker among the markers.
        number : int
            An entry.

        Returns
        -------
        bool
            False for a list that is in no such order, and for an entry that is cited again.
        """
        kind, _ = self.turn(at, number)
        return kind == "ahead" or (kind == "back" and self.n_mentions(number) == 1)

    @cached_property
    def disorder(self) -> float:
        """How far numbers of the document are known to be mixed up, 0 to 1: where none is, to be in turn says nothing."""
        pairs = [(at, number) for at, mention in enumerate(self.mentions) for number in mention.entries]
        share = sum(self.is_out_of_turn(*pair) for pair in pairs) / max(1, len(pairs))
        return min(1.0, share / _DISORDER)

    def beside(self, number: int) -> list[int]:
        """Return the entries right before and right after one in the list.

        Parameters
        ----------
        number : int
            An entry.

        Returns
        -------
        list of int
            One or two, or none in a list of one.
        """
        rank = self._rank[number]
        return [*self._numbers[max(0, rank - 2) : rank - 1], *self._numbers[rank : rank + 1]]

    def odds(self, at: int, number: int, fits: dict[int, float]) -> tuple[float, float]:
        """Return how much better an entry fits than the list on average.

        Parameters
        ----------
        at : int
            Position of a marker among the markers.
        number : int
            An entry.
        fits : dict
            The fits, as `fits` returns them.

        Returns
        -------
        tuple
            How much better an entry fits than the list on average, in natural logarithms: by the words alone, and with its turn.
        """
        out = self._fellows(at, number, _MOST_FELLOWS)
        n = len(self._numbers) - len(out)
        low, high = self._window(at, number) if self.turns.is_ordered else (0, len(self._numbers) + 1)
        plain = float(n)
        beyond = max(0, len(self._numbers) + 1 - high)
        turned = self._back_sums[low] + self._in_turn * max(0, high - low - 1) + self._ahead_sums[beyond]
        turned -= sum(self._by_turn(other, low, high) for other in out)
        for other, value in fits.items():
            if other not in out:
                gain = exp(value) - 1
                plain += gain
                turned += gain * self._by_turn(other, low, high)
        own = fits.get(number, 0.0)
        by_words = own - log(plain / max(1, n))
        if not self.turns.is_ordered:
            return by_words, by_words
        own += log(self._by_turn(number, low, high))
        return by_words, own - log(max(turned, exp(own)) / max(1, n))

    def _by_turn(self, number: int, low: int, high: int) -> float:
        """Return how much more often than any other an entry at its distance from its turn is cited."""
        rank = self._rank[number]
        if rank <= low:
            return self._back[low - rank]
        return self._ahead[rank - high] if rank >= high else self._in_turn

"""Where words that a reviewer quotes stand in a source: by the words alone, so that a quote finds its place again when offsets change."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from evidence_review.corpus.parse import read_parts
from evidence_review.text import WIDTHLESS, Folded, Part, fold, fold_all, normalize
from evidence_review.vocabulary import PROSE_KINDS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["Anchors", "Place"]

_RUNNING = ("prose", "list-item")
# Scripts that write their words apart.
_LETTER = r"[^\W\d_\u0e00-\u0eff\u2e80-\U000e0000]"
_HYPHEN = f"[-\u2010\u2011{WIDTHLESS}]"
# A cut (\0) through a word, a compound or a number: "effective" is not in "ineffective", nor "5 mg" in "0.5 mg".
_CUT = re.compile(rf"{_LETTER}\0{_LETTER}|\d\0\d|[^\W_]{_HYPHEN}\0[^\W_]|[^\W_]\0{_HYPHEN}[^\W_]|\d[.,]\0\d|\d\0[.,]\d")
_RUN = re.compile(rf"{_LETTER}+|\d+")
_WORD = re.compile(r"\S+")
# Sentences that share the most words with a quote are compared with it letter by letter; below this likeness (%) they are no help.
_N_COMPARED, _LEAST_LIKENESS = 5, 90
_LEAST_LETTERS = 4


@dataclass(frozen=True)
class Place:
    """Where a quote stands: offsets into the source, its words there, the same with white space folded, and the sentences that hold them.

    There is no sentence where the words are a heading or an entry of the list of references.
    """

    start: int
    end: int
    raw: str
    text: str
    sentences: tuple[int, ...]


class Anchors:
    """Finds quotes in the sources of a corpus.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    """

    def __init__(self, corpus: Corpus) -> None:
        kinds = corpus.sections.set_index(["source_id", "section_no"])["kind"].to_dict()
        rows: dict[str, list[Any]] = defaultdict(list)
        for row in corpus.sentences.itertuples(index=False):
            is_prose = row.block in _RUNNING and kinds[row.source_id, row.section_no] in PROSE_KINDS
            rows[str(row.source_id)].append((not is_prose, row))
        self._readings = {source_id: _Reading(text, rows[source_id]) for source_id, text in corpus.texts.items()}
        named = zip(corpus.sources["file"], corpus.sources["source_id"], strict=True)
        ids = dict(named) | {source_id: source_id for source_id in self._readings}
        self._ids: dict[str, str] = {name: source_id for name, source_id in ids.items() if source_id in self._readings}

    @property
    def names(self) -> list[str]:
        """The names by which sources that were read are known: files and ids."""
        return list(self._ids)

    def find_source(self, name: str) -> str | None:
        """Find a source that was read.

        Parameters
        ----------
        name : str
            Its id, or its file's name.

        Returns
        -------
        str or None
            Its id, or None.
        """
        return self._ids.get(name)

    def find_places(self, source_id: str, quote: str) -> Iterator[Place]:
        """Go through the places where a quote stands.

        Parameters
        ----------
        source_id : str
            The source.
        quote : str
            Words of it; white space and line breaks do not count, and words are whole.

        Yields
        ------
        Place
            First those in the sentences as they are read, across page breaks, running prose before captions and what was set aside; only where
            there are none, those in the source as it stands.
        """
        reading = self._readings[source_id]
        is_read = False
        for place in reading.find_read(fold_all(quote)):
            is_read = True
            yield place
        if not is_read:
            yield from reading.find_plain(" ".join(quote.split()))

    def find_place(self, source_id: str, quote: str) -> Place | None:
        """Find the place that a quote is taken to speak of.

        Parameters
        ----------
        source_id : str
            The source.
        quote : str
            Words of it.

        Returns
        -------
        Place or None
            The first that lies in a sentence, else the first, else None.
        """
        outside = None
        for place in self.find_places(source_id, quote):
            if place.sentences:
                return place
            outside = outside or place
        return outside

    def find_holders(self, quote: str) -> list[str]:
        """Find the sources that hold a quote.

        Parameters
        ----------
        quote : str
            Words.

        Returns
        -------
        list of str
            Their ids, in order.
        """
        return [source_id for source_id in self._readings if next(self.find_places(source_id, quote), None)]

    def find_nearest(self, source_id: str, quote: str) -> tuple[int, str] | None:
        """Find the sentence that is nearly a quote, as a help to mend the quote.

        Parameters
        ----------
        source_id : str
            The source.
        quote : str
            Words that it does not hold.

        Returns
        -------
        (int, str) or None
            The number and the text of the sentence, or None when none is near.
        """
        return self._readings[source_id].find_nearest(quote)


class _Reading:
    """A source as it is read: its paragraphs with white space folded, one a line, running prose first.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : list of (bool, row)
        Its sentences in order, and whether each is anything but running prose.
    """

    def __init__(self, text: str, rows: list[tuple[bool, Any]]) -> None:
        self._text = text
        self._rows = [row for _, row in rows]
        parts = sorted((*part, int(row.sentence_no)) for row in self._rows for part in read_parts(row.parts))
        self._parts = parts
        self._starts = [start for start, _, _ in parts]
        self._ends = [end for _, end, _ in parts]
        paragraphs = [
            fold(text, _join(text, [part for _, row in own for part in read_parts(row.parts)]))
            for _, own in groupby(sorted(rows, key=lambda pair: pair[0]), key=lambda pair: pair[1].paragraph_no)
        ]
        self._paragraphs = paragraphs
        self._read = "\n".join(one.text for one in paragraphs)
        self._begins = [0, *accumulate(len(one.text) + 1 for one in paragraphs)]

    def find_read(self, quote: str) -> Iterator[Place]:
        for begin in _find_whole(self._read, quote):
            number = bisect.bisect_right(self._begins, begin) - 1
            within = begin - self._begins[number]
            span = self._paragraphs[number].span(within, within + len(quote))
            yield self._place(span, quote)

    def find_plain(self, quote: str) -> Iterator[Place]:
        for begin in _find_whole(self._plain.text, quote):
            span = self._plain.span(begin, begin + len(quote))
            yield self._place(span, fold(self._text, [span]).text)

    def find_nearest(self, quote: str) -> tuple[int, str] | None:
        shared = Counter(index for word in _words(quote) for index in self._by_word.get(word, ()))
        likely = sorted(shared, key=lambda index: (-shared[index], index))[:_N_COMPARED]
        texts = {index: self._rows[index].text for index in likely}
        found = process.extractOne(quote, texts, scorer=fuzz.partial_ratio, score_cutoff=_LEAST_LIKENESS)
        return (int(self._rows[found[2]].sentence_no), found[0]) if found else None

    @cached_property
    def _plain(self) -> Folded:
        """The source from beginning to end with nothing but its white space folded: hyphens at ends of lines stay."""
        words = _WORD.findall(self._text)
        origins = [word.start() for word in _WORD.finditer(self._text)]
        starts = list(accumulate((len(word) + 1 for word in words[:-1]), initial=0))
        return Folded(" ".join(words), starts, origins, [0] * len(words))

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for index, row in enumerate(self._rows):
            for word in _words(row.text):
                found[word].append(index)
        return found

    def _place(self, span: Part, text: str) -> Place:
        start, end = span
        parts = self._parts[bisect.bisect_right(self._ends, start) : bisect.bisect_left(self._starts, end)]
        return Place(start, end, self._text[start:end], text, tuple(dict.fromkeys(number for _, _, number in parts)))


def _join(text: str, parts: list[Part]) -> list[Part]:
    """Join the parts of a paragraph between which nothing but white space stands."""
    joined = parts[:1]
    for start, end in parts[1:]:
        if text[joined[-1][1] : start].strip():
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


def _find_whole(text: str, quote: str) -> Iterator[int]:
    """Find where a quote begins in a text, but for places where it would cut a word."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        if not (is_cut := _is_cut(text, start)) and not _is_cut(text, start + len(quote)):
            yield start
        # Where a word is cut, it is cut at each of its letters.
        run = _RUN.match(text, start) if is_cut else None
        start = text.find(quote, run.end() if run else start + 1)


def _is_cut(text: str, place: int) -> bool:
    return bool(_CUT.search(f"{text[max(0, place - 2) : place]}\0{text[place : place + 2]}"))


def _words(text: str) -> set[str]:
    return {word for word in normalize(text).split() if len(word) >= _LEAST_LETTERS}

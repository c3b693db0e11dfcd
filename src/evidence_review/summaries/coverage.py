"""Where every visible character of a source lies: in which kind of row, or in none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence_review.checks.registry import rows
from evidence_review.corpus.parse import read_parts
from evidence_review.vocabulary import BLOCKS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "BOILERPLATE",
    "NOWHERE",
    "OTHER_LANGUAGE",
    "PLACES",
    "Coverage",
    "cover",
    "cover_text",
    "summarize_characters",
]

_HEADING, _ENTRY, _LABEL, _MARK = "heading", "reference entry", "entry label", "bullets and marks"
OTHER_LANGUAGE, BOILERPLATE, NOWHERE = "other language", "boilerplate", "in no row"
_OF_TEXT = [block for block in BLOCKS if block != BOILERPLATE]
PLACES = [*_OF_TEXT, _HEADING, _ENTRY, _LABEL, OTHER_LANGUAGE, BOILERPLATE, _MARK, NOWHERE]
"""Where a character can lie, in the order in which the report says so. The places exclude each other."""

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W_]")
_LONGEST_LABEL = 30
_LABEL_BEFORE = re.compile(r"[^\w\r\n]{0,20}\d{1,4}[^\w\r\n]{0,5}")


@dataclass(frozen=True)
class Coverage:
    """The characters of a source by place.

    Attributes
    ----------
    characters : Counter
        Visible characters by place of `PLACES`: white space, control characters and marks without width do not count.
    nowhere : list of (int, int)
        The stretches with letters or digits that no row holds.
    """

    characters: Counter[str] = field(default_factory=Counter)
    nowhere: list[tuple[int, int]] = field(default_factory=list)


def cover(corpus: Corpus) -> dict[str, Coverage]:
    """Find for every visible character of every source the kind of row that holds it.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    dict of str to Coverage
        One per source that was read. A character that several rows hold counts for the last of heading, sentence and entry.
    """
    spans: dict[str, list[tuple[int, int, str]]] = {source_id: [] for source_id in corpus.texts}
    for source_id, stretches in (*_headings(corpus), *_sentences(corpus), *_entries(corpus)):
        spans[source_id].extend(stretches)
    return {source_id: cover_text(corpus.texts[source_id], stretches) for source_id, stretches in spans.items()}


def summarize_characters(corpus: Corpus) -> pd.DataFrame:
    """Say in which kind of row the characters of each source lie, and how many lie in none.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source that was read and place that occurs in it, in the order of `PLACES`: source, place, characters.
        They add up to all visible characters of the source.
    """
    counted = [
        {"source": source_id, "place": place, "characters": coverage.characters[place]}
        for source_id, coverage in sorted(cover(corpus).items())
        for place in PLACES
        if coverage.characters[place]
    ]
    return pd.DataFrame(counted, columns=["source", "place", "characters"])


_Stretches = Iterator[tuple[str, list[tuple[int, int, str]]]]


def _headings(corpus: Corpus) -> _Stretches:
    for row in rows(corpus.sections):
        if isinstance(row.title, str):
            text = corpus.texts[row.source_id]
            yield row.source_id, [(row.start, _end_of_heading(text, row.start, row.end, row.title), _HEADING)]


def _end_of_heading(text: str, start: int, end: int, title: str) -> int:
    """Follow the words of a heading through the text, which may hold signs that the title leaves out."""
    position = start
    for character in "".join(title.split()):
        while position < end and text[position] != character and not text[position].isalnum():
            position += 1
        if position == end or text[position] != character:
            break
        position += 1
    return position


def _sentences(corpus: Corpus) -> _Stretches:
    languages = corpus.sources.set_index("source_id")["language"].to_dict()
    for row in rows(corpus.sentences):
        is_other = isinstance(row.language, str) and row.language != languages[row.source_id]
        place = BOILERPLATE if row.is_boilerplate else OTHER_LANGUAGE if is_other else row.block
        yield row.source_id, [(*part, place) for part in read_parts(row.parts)]


def _entries(corpus: Corpus) -> _Stretches:
    previous: dict[str, int] = {}
    for row in rows(corpus.references.sort_values(["source_id", "start"])):
        text = corpus.texts[row.source_id]
        # A label stands between the start of the line, or the entry before, and the entry.
        begin = max(row.start - _LONGEST_LABEL, previous.get(row.source_id, 0))
        begin = max(begin, text.rfind("\n", begin, row.start) + 1, text.rfind("\r", begin, row.start) + 1)
        label = _LABEL_BEFORE.fullmatch(text, begin, row.start)
        yield row.source_id, [(begin, row.start, _LABEL)] * bool(label) + [(row.start, row.end, _ENTRY)]
        previous[row.source_id] = row.end


def cover_text(text: str, spans: list[tuple[int, int, str]]) -> Coverage:
    """Count the visible characters of a text by the place that spans give them.

    Parameters
    ----------
    text : str
        The decoded source.
    spans : list of (int, int, str)
        Start, end and place; where several overlap, the last one counts.

    Returns
    -------
    Coverage
        The counts, and the stretches that no span holds.
    """
    painted = np.full(len(text), PLACES.index(NOWHERE), dtype=np.uint8)
    for start, end, place in spans:
        painted[start:end] = PLACES.index(place)
    is_shown = _shown(text)
    nowhere = []
    for start, end in _runs(painted == PLACES.index(NOWHERE)):
        for line in _LINE.finditer(text, start, end):
            if _WORD.search(text, *line.span()):
                nowhere.append(line.span())
            else:
                painted[line.start() : line.end()] = PLACES.index(_MARK)
    counts = np.bincount(painted[is_shown], minlength=len(PLACES))
    return Coverage(Counter(dict(zip(PLACES, counts.tolist(), strict=True))), [_trim(text, *span) for span in nowhere])


def _shown(text: str) -> np.ndarray:
    """Tell which characters a reader would see."""
    is_shown = np.zeros(0x110000, dtype=bool)
    for character in set(text):
        is_shown[ord(character)] = not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf")
    return is_shown[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")]


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())

"""Words of a source in their place: marked in their paragraph, with the section, what they cite, and the citation to copy."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from evidence_review.anchors import anchor_of
from evidence_review.corpus.cited import find_cited_end
from evidence_review.corpus.parse import read_parts
from evidence_review.display.markup import cell_text, direction, escape, is_unknown, source_link
from evidence_review.errors import EvidenceError
from evidence_review.extract.references import family_name
from evidence_review.text import Folded, Part, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from evidence_review.corpus import Corpus

__all__ = ["Cited", "Context", "Place", "name_source", "quote_words"]

_AROUND = 3  # sentences of the paragraph shown before and after the words
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Cited:
    """An entry that a marker refers to; `reference_no` and `entry` are empty where the list lacks what the marker names."""

    marker: str
    label: str
    reference_no: int | None
    entry: str

    @property
    def lead(self) -> str:
        """The marker, where it does not name the label: a range, or author and year."""
        return "" if set(_WORD.findall(self.label)) <= set(_WORD.findall(self.marker)) else f"{self.marker} \u2192 "

    @property
    def words(self) -> str:
        """The entry, or that there is none."""
        return self.entry or "not in the list of references"


@dataclass(frozen=True)
class Place:
    """Words of a source where they stand.

    Attributes
    ----------
    source_id, section : str
        The source, and the title of the section; empty where it has none.
    start, end : int
        Offsets of the words.
    text : str
        The words with white space folded.
    paragraph : str
        HTML: the words marked between the sentences around them, markers of citations too.
    cited : tuple of Cited
        What the words cite, in the order of the markers.
    source : str
        Who wrote the source, and when, as far as it says.
    title : str
        The title of the source; empty where it has none.
    """

    source_id: str
    section: str
    start: int
    end: int
    text: str
    paragraph: str
    cited: tuple[Cited, ...]
    source: str
    title: str

    def cite(self, statement_id: str) -> str:
        """Say the words as they are quoted elsewhere.

        Parameters
        ----------
        statement_id : str
            The statement's id.

        Returns
        -------
        str
            Plain text, as `quote_words` says it.
        """
        return quote_words(self.source, self.section, self.text, statement_id, (self.start, self.end))

    def list_cited(self) -> str:
        """List what the words cite.

        Returns
        -------
        str
            HTML.
        """
        items = "".join(f"<li{direction(one.words)}>{self._item(one)}</li>" for one in self.cited)
        return f'<ul class="er-cited">{items}</ul>' if items else '<p class="er-where">These words cite nothing.</p>'

    def _item(self, one: Cited) -> str:
        is_listed = one.reference_no is not None
        label = (
            source_link(one.label, self.source_id, anchor_of("reference_no", one.label))
            if is_listed
            else escape(one.label)
        )
        return f"{escape(one.lead)}{label}: {escape(one.words)}"


class Context:
    """Looks up what stands around words.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._read = cache(lambda source_id: _Source(corpus, source_id))

    def find(self, source_id: str, sentence_no: int, span: Part) -> Place:
        """Find the place of words.

        Parameters
        ----------
        source_id : str
            The source.
        sentence_no : int
            The sentence that holds the first of the words.
        span : (int, int)
            Their offsets; they may be a part of the sentence, or go on in the next one.

        Returns
        -------
        Place
            The words where they stand.

        Raises
        ------
        EvidenceError
            If the corpus has no such sentence.
        """
        return self._read(source_id).find(int(sentence_no), (int(span[0]), int(span[1])))


class _Source:
    """The rows of one source."""

    def __init__(self, corpus: Corpus, source_id: str) -> None:
        def own(table: pd.DataFrame) -> list[Any]:
            return list(table[table["source_id"] == source_id].itertuples(index=False))

        self._id = source_id
        self._text = corpus.texts.get(source_id, "")
        self._sentences = own(corpus.sentences)
        self._sections = {row.section_no: row.title for row in own(corpus.sections)}
        self._entries = {row.reference_no: " ".join(str(row.raw).split()) for row in own(corpus.references)}
        self._citations = own(corpus.citations)
        self._source: dict[str, Any] = next((row._asdict() for row in own(corpus.sources)), {})

    def find(self, sentence_no: int, span: Part) -> Place:
        first = next((row for row in self._sentences if row.sentence_no == sentence_no), None)
        if first is None or not _meet(first, span):
            raise EvidenceError(
                f"{self._id}: in this corpus its sentence {sentence_no} does not hold these words; pass the corpus that the statements are of"
            )
        section = self._sections.get(first.section_no)
        shown, is_cut = self._shown(first.paragraph_no, span)
        holders = {row.sentence_no for row in shown if _meet(row, span)}
        markers = [row for row in self._citations if row.sentence_no in holders]
        cited_end = find_cited_end(span, ((row.start, row.end) for row in markers))
        around = {row.sentence_no for row in shown}
        line = fold(self._text, (part for row in shown for part in read_parts(row.parts)))
        words, *bounds = _positions(
            line, [span, *((row.start, row.end) for row in self._citations if row.sentence_no in around)]
        )
        inside = ("\u2026 " if is_cut[0] else "") + _mark(line.text, words, bounds) + (" \u2026" if is_cut[1] else "")
        language = "" if is_unknown(first.language) else f' lang="{escape(first.language)}"'
        return Place(
            source_id=self._id,
            section="" if is_unknown(section) else str(section),
            start=span[0],
            end=span[1],
            text=line.text[slice(*words)],
            paragraph=f'<blockquote class="er-context"{language}{direction(line.text)}>{inside}</blockquote>',
            cited=self._cited([row for row in markers if span[0] <= row.start < cited_end]),
            source=name_source(self._source),
            title=cell_text(self._source["title"]),
        )

    def _shown(self, paragraph_no: int, span: Part) -> tuple[list[Any], tuple[bool, bool]]:
        """Return the sentences to be shown, and whether the paragraph has more before and after them."""
        whole = [row for row in self._sentences if row.paragraph_no == paragraph_no or _goes_on(row, span)]
        holders = [number for number, row in enumerate(whole) if _meet(row, span)]
        first, last = max(min(holders) - _AROUND, 0), max(holders) + _AROUND + 1
        return whole[first:last], (first > 0, last < len(whole))

    def _cited(self, markers: Iterable[Any]) -> tuple[Cited, ...]:
        """Resolve markers, each entry once."""
        found: dict[str, Cited] = {}
        for row in markers:
            if is_unknown(row.reference_no):
                names = [str(row.raw)] if is_unknown(row.unresolved) else str(row.unresolved).split(";")
                found |= {name: Cited(str(row.raw), name, None, "") for name in names if name not in found}
            else:
                number = int(row.reference_no)
                found.setdefault(str(number), Cited(str(row.raw), str(number), number, self._entries.get(number, "")))
        return tuple(found.values())


def _meet(row: Any, span: Part) -> bool:
    return bool(row.start < span[1] and span[0] < row.end)


def _goes_on(row: Any, span: Part) -> bool:
    """Tell whether the words go on in a sentence of a later paragraph; a footer between two pages is none of theirs."""
    return _meet(row, span) and not row.is_boilerplate


def _positions(line: Folded, spans: Sequence[Part]) -> list[Part]:
    """Turn offsets into the source into positions in a folded line."""

    def position(offset: int) -> int:
        return bisect.bisect_left(range(len(line.text)), offset, key=line.origin)

    return [(position(start), len(line.text[: position(end)].rstrip())) for start, end in spans]


def _mark(text: str, words: Part, markers: Sequence[Part]) -> str:
    """Mark words and markers in a text, whichever lies in the other."""
    cuts = sorted({0, len(text), *words, *(place for marker in markers for place in marker)})
    pieces = []
    for is_marked, stretches in groupby(pairwise(cuts), key=lambda stretch: words[0] <= stretch[0] < words[1]):
        inside = "".join(_piece(text[start:end], start, markers) for start, end in stretches)
        pieces.append(f"<mark>{inside}</mark>" if is_marked else inside)
    return "".join(pieces)


def _piece(text: str, start: int, markers: Sequence[Part]) -> str:
    is_marker = any(first <= start < last for first, last in markers)
    return f'<span class="er-marker">{escape(text)}</span>' if is_marker else escape(text)


def name_source(source: Mapping[str, Any]) -> str:
    """Say who wrote a source and when; its title or its id where it names nobody.

    Parameters
    ----------
    source : mapping
        A row of `sources`.

    Returns
    -------
    str
        Plain text.

    Examples
    --------
    >>> name_source({"authors": "Anna Berg;Bo Cole;Cy Day", "year": 2020})
    'Berg and others 2020'
    >>> name_source({"authors": "", "year": 2020, "title": "Sleep"})
    'Sleep, 2020'
    """
    authors, year = cell_text(source["authors"]), cell_text(source["year"])
    if not authors:
        return ", ".join(filter(None, [cell_text(source["title"]) or str(source["source_id"]), year]))
    families = [family_name(one) for one in authors.split(";")]
    who = " and ".join(families) if len(families) < 3 else f"{families[0]} and others"
    return " ".join(filter(None, [who, year]))


def quote_words(source: str, section: str, text: str, statement_ids: str, span: Part) -> str:
    """Say words as they are quoted elsewhere: source, section, quote, and where to find it.

    Parameters
    ----------
    source : str
        What `name_source` calls the source.
    section : str
        The title of the section; empty where it has none.
    text : str
        The words.
    statement_ids : str
        The statement's id, or several.
    span : (int, int)
        The offsets of the words.

    Returns
    -------
    str
        Plain text.

    Examples
    --------
    >>> quote_words("Berg 2020", "Results", "Dogs sleep.", "berg2020:s001", (3, 14))
    'Berg 2020, Results: “Dogs sleep.” (berg2020:s001, characters 3–14)'
    """
    where = ", ".join(filter(None, [source, section]))
    return f"{where}: \u201c{text}\u201d ({statement_ids}, characters {span[0]}\u2013{span[1]})"

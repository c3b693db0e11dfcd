"""Checks of works that the text names by author or year beside a number."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rapidfuzz.distance import Levenshtein

from evidence_review.checks.registry import Finding, by_marker, check, rows
from evidence_review.corpus import Corpus
from evidence_review.extract.author_year import Cited, find_mention
from evidence_review.extract.works import as_ascii
from evidence_review.text import fold

__all__: list[str] = []

_BEFORE = 200
_WORD = re.compile(r"[^\W\d_]{2,60}")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# A name this long may have a letter otherwise and still be the same.
_LONG_NAME = 5
_ONLINE_FIRST = 1
_MOST_OTHERS = 3


@check("author-mismatch", severity="warning")
def find_author_mismatches(corpus: Corpus) -> Iterator[Finding]:
    """Find markers right behind an author whom none of their entries names.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the marker. A name without "et al." or the like may be that of a scale, a place or a maker, and is looked at only where another entry
        has it and its year; a name that the entry spells otherwise is a matter of information.
    """
    authors = _index(corpus)
    for row, cited, entries in _mentions(corpus):
        name = cited.names[0]
        if any(_names(entry, name) for entry in entries):
            continue
        others = _entries_by(authors, row.source_id, cited)
        if not (cited.is_et_al or others):
            continue
        near = next((word for entry in entries for word in _words(entry) if _is_near(word, name)), "")
        numbers = " and ".join(str(entry.reference_no) for entry in entries)
        yield Finding(
            row.source_id,
            row.start,
            row.end,
            f"the text names {cited.printed} before {row.raw}; entry {numbers} spells the name {near}"
            if near
            else f"the text names {cited.printed} before {row.raw}; entry {numbers} names nobody called {name}",
            f"entry {' or '.join(map(str, others))} is by {name}" if others and not near else "",
            "the name may be spelled in two ways"
            if near
            else "the entry may shorten its list of authors, or be by the same group",
            severity="info" if near else "",
        )


@check("year-mismatch", severity="warning")
def find_year_mismatches(corpus: Corpus) -> Iterator[Finding]:
    """Find markers right behind an author and a year whose entry is by this author and of another year.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the marker. One year apart is a matter of information, since online and print may differ so much.
    """
    authors = _index(corpus)
    for row, cited, entries in _mentions(corpus):
        by_name = [entry for entry in entries if _names(entry, cited.names[0])]
        years = sorted({int(year) for entry in by_name for year in _YEAR.findall(entry.raw)})
        if not cited.year or not years or int(cited.year[:4]) in years:
            continue
        nearest = min(years, key=lambda year: (abs(year - int(cited.year[:4])), year))
        others = _entries_by(authors, row.source_id, cited)
        yield Finding(
            row.source_id,
            row.start,
            row.end,
            f"the text names {cited.printed} before {row.raw}; entry {by_name[0].reference_no} is of {nearest}",
            f"entry {' or '.join(map(str, others))} is by {cited.names[0]} and of {cited.year[:4]}" if others else "",
            "the year of the study, of the first print or of the online version may be meant",
            severity="info" if abs(nearest - int(cited.year[:4])) <= _ONLINE_FIRST else "",
        )


def _mentions(corpus: Corpus) -> Iterator[tuple[Any, Cited, list[Any]]]:
    """Find the numeric markers that stand right behind a work named by its authors: marker, work, entries."""
    entries = {(row.source_id, row.reference_no): row for row in rows(corpus.references)}
    begins = dict(
        zip(
            zip(corpus.sentences["source_id"], corpus.sentences["sentence_no"], strict=True),
            corpus.sentences["start"],
            strict=True,
        )
    )
    for found in by_marker(corpus.citations[corpus.citations["style"] != "author-year"]):
        row = found[0]
        begin = max(begins[(row.source_id, row.sentence_no)], row.start - _BEFORE)
        cited = (
            find_mention(fold(corpus.texts[row.source_id], [(begin, row.start)]).text) if begin < row.start else None
        )
        if cited:
            yield row, cited, [entries[(one.source_id, one.reference_no)] for one in found]


def _words(entry: Any) -> list[str]:
    return _WORD.findall(entry.raw)


def _key(name: str) -> str:
    """Return the last word of a name, in plain letters: particles are printed or left out."""
    words = name.split()
    return as_ascii(words[-1]) if words else ""


def _names(entry: Any, name: str) -> bool:
    """Tell whether an entry holds a name, also with initials glued on or without its hyphen."""
    key = _key(name)
    return any(as_ascii(word).startswith(key) for word in _words(entry)) or (
        len(key) >= _LONG_NAME and key in as_ascii(entry.raw)
    )


def _is_near(word: str, name: str) -> bool:
    key = _key(name)
    return len(key) >= _LONG_NAME and Levenshtein.distance(as_ascii(word), key, score_cutoff=1) <= 1


def _index(corpus: Corpus) -> dict[tuple[str, str, str], list[int]]:
    """Return the numbers of the entries by source, first author, and each year that they print or none."""
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows(corpus.references[corpus.references["first_author"].notna()]):
        for year in {"", *_YEAR.findall(row.raw)}:
            found[(row.source_id, _key(row.first_author), year)].append(row.reference_no)
    return found


def _entries_by(authors: dict[tuple[str, str, str], list[int]], source_id: str, cited: Cited) -> list[int]:
    """Return the first few entries of a list that have the author, and the year if one is named."""
    return authors.get((source_id, _key(cited.names[0]), cited.year[:4]), [])[:_MOST_OTHERS]

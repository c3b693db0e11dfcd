"""Rows of the tables as marks on the text of their source: sentences, statements, findings, markers of citations."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from evidence_review.anchors import anchor_of, anchor_of_finding, anchor_of_statement
from evidence_review.corpus.parse import read_parts
from evidence_review.display import escape
from evidence_review.site.marks import Mark
from evidence_review.site.pieces import Block, Row, locate
from evidence_review.summaries.wording import excerpt, join

__all__ = [
    "mark_findings",
    "mark_gaps",
    "mark_markers",
    "mark_places",
    "mark_sentences",
    "mark_statements",
    "say_language",
    "spread",
]

_PLACE, _SENTENCE, _STATEMENT, _FINDING, _MARKER, _NUMBER = range(6)
_LONGEST_TITLE = 140
_NUMBERS = re.compile(r"\d{1,9}")
_RAISED = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FROM_THE_RIGHT = frozenset("ar ckb dv fa he ps sd ug ur yi".split())


def mark_places(starts: Mapping[str, int]) -> list[Mark]:
    """Mark places that have no element of their own.

    Parameters
    ----------
    starts : mapping of str to int
        The offset of each id.

    Returns
    -------
    list of Mark
        Empty marks.
    """
    return [Mark(start, start, _PLACE, (name,)) for name, start in starts.items()]


def mark_gaps(blocks: Iterable[Block]) -> Iterator[Mark]:
    """Mark what stands in a block and belongs to no row.

    Parameters
    ----------
    blocks : iterable of Block
        The blocks.

    Yields
    ------
    Mark
        One for each stretch.
    """
    for block in blocks:
        yield from (Mark(start, end, _NUMBER, attributes=' class="er-gap"') for start, end in block.gaps)


def mark_sentences(rows: Iterable[Row], language: str) -> Iterator[Mark]:
    """Mark sentences, and their language where it is another.

    Parameters
    ----------
    rows : iterable of Row
        Rows of `sentences`.
    language : str
        The language of the source.

    Yields
    ------
    Mark
        One for each part of a sentence.
    """
    for row in rows:
        spoken = say_language(row["language"], language)
        for number, (start, end) in enumerate(read_parts(row["parts"])):
            yield Mark(start, end, _SENTENCE, () if number else (anchor_of("sentence_no", row["sentence_no"]),), spoken)


def mark_statements(rows: Iterable[Row]) -> Iterator[Mark]:
    """Mark statements, those of a reviewer otherwise than those of the machine.

    Parameters
    ----------
    rows : iterable of Row
        Rows of `statements`.

    Yields
    ------
    Mark
        One for the statements on a span that one of the two made.
    """
    by_span = itemgetter("start", "end", "origin")
    for (start, end, origin), group in groupby(sorted(rows, key=by_span), key=by_span):
        ids = tuple(anchor_of_statement(row["statement_id"]) for row in group)
        kind = "er-coded" if origin == "reviewer" else "er-guess"
        yield Mark(start, end, _STATEMENT, ids, f' class="{kind}" data-s="{escape(" ".join(ids))}"')


def mark_findings(rows: Iterable[Row]) -> Iterator[Mark]:
    """Mark what findings are about; one that goes on over several blocks is marked in the first.

    Parameters
    ----------
    rows : iterable of Row
        Rows of `findings`.

    Yields
    ------
    Mark
        One for each finding that has a place.
    """
    for row in rows:
        if row["start"] == "":
            continue
        kind = f' class="er-found er-{escape(row["severity"])}"'
        yield Mark(
            row["start"],
            row["end"],
            _FINDING,
            (anchor_of_finding(row["check"], row["finding_no"]),),
            kind,
            is_in_one_block=True,
        )


def mark_markers(citations: Iterable[Row], references: Mapping[int, Row]) -> Iterator[Mark]:
    """Mark the markers of citations, each linked to the entries that it names.

    Parameters
    ----------
    citations : iterable of Row
        Rows of `citations`.
    references : mapping of int to Row
        Rows of `references`, by number.

    Yields
    ------
    Mark
        One for each marker, and one for each number in it that is the number of one of its entries.
    """
    for number, group in groupby(sorted(citations, key=itemgetter("marker_no")), key=itemgetter("marker_no")):
        rows = list(group)
        first = rows[0]
        entries = [row["reference_no"] for row in rows if row["reference_no"] != ""]
        missing = [row["unresolved"] or row["raw"] for row in rows if row["reference_no"] == ""]
        after = f"not in the list: {'; '.join(missing)}" if missing and entries else "not in the list" * bool(missing)
        kind = ' class="er-marker er-dangling"' if missing else ' class="er-marker"'
        numbers = list(_find_numbers(first, entries, references))
        href = "" if numbers or not entries else f"#{anchor_of('reference_no', entries[0])}"
        title = _title(entries, references) if href else ""
        yield Mark(first["start"], first["end"], _MARKER, (anchor_of("marker_no", number),), kind + title, href, after)
        yield from numbers


def spread(blocks: Sequence[Block], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Cut marks at the bounds of blocks.

    Parameters
    ----------
    blocks : sequence of Block
        In the order of the text, at least one.
    marks : iterable of Mark
        Marks anywhere in the text.

    Returns
    -------
    list of list of Mark
        Those of each block. What was set aside inside of a marked stretch is not marked.
    """
    found: list[list[Mark]] = [[] for _ in blocks]
    for mark in marks:
        places = locate(blocks, mark.start, mark.end)
        held = [place for place in places[1:] if not mark.is_in_one_block and blocks[place].kind != "boilerplate"]
        for place in [places[0], *held]:
            block = blocks[place]
            start = min(max(mark.start, block.start), block.end)
            end = max(start, min(mark.end, block.end))
            ids = mark.ids if place == places[0] else ()
            after = mark.after if place == [places[0], *held][-1] else ""
            found[place].append(replace(mark, start=start, end=end, ids=ids, after=after))
    return found


def say_language(language: str, around: str = "") -> str:
    """Return the attributes that say the language of an element.

    Parameters
    ----------
    language : str
        ISO 639-1; empty when unknown.
    around : str
        The language of what it stands in, which need not be said again.

    Returns
    -------
    str
        Attributes with a space before each.
    """
    if language == around or not _LANGUAGE.fullmatch(language):
        return ""
    return f' lang="{language}" dir="{"rtl" if language in _FROM_THE_RIGHT else "ltr"}"'


def _find_numbers(marker: Row, entries: Sequence[int], references: Mapping[int, Row]) -> Iterator[Mark]:
    """Link the numbers in a marker; what they say also names the entries in between, of which a range prints no number."""
    if marker["style"] == "author-year":
        return
    found = [match for match in _NUMBERS.finditer(marker["raw"].translate(_RAISED)) if int(match[0]) in entries]
    is_whole = set(entries) <= {int(match[0]) for match in found}
    names = "" if is_whole else f"; the marker names {join(map(str, entries))}"
    for match in found:
        start = marker["start"] + match.start()
        title = _title([int(match[0])], references, names)
        yield Mark(
            start, start + len(match[0]), _NUMBER, attributes=title, href=f"#{anchor_of('reference_no', int(match[0]))}"
        )


def _title(entries: Sequence[int], references: Mapping[int, Row], names: str = "") -> str:
    said = [f"{number}. {references[number]['raw']}" if number in references else str(number) for number in entries]
    return f' title="{escape("; ".join(excerpt(one, limit=_LONGEST_TITLE) for one in said) + names)}"'

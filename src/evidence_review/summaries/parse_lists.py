"""The parse report on a document's list of references and on the markers in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from evidence_review.corpus.parse import read_parts
from evidence_review.summaries.parse_facts import FEW, TEXT, Fact, Source, known, others, share
from evidence_review.summaries.wording import count
from evidence_review.vocabulary import PROSE_KINDS

__all__ = ["report_lists"]

# From this share on, single misses are no longer misprints: something was not understood.
_MANY = 0.1
_MANY_UNCITED, _MOST_UNCITED = 0.25, 0.5
_LONG_ENTRY, _SHORT_ENTRY = 1000, 20
# A year in round brackets is no citation by number.
_BRACKETS = {
    "square": re.compile(r"\[\d[\d\s,;\u2010-\u2015-]{0,40}\]"),
    "round": re.compile(r"\(\d{1,3}(?:[\s,;\u2010-\u2015-]{1,3}\d{1,3}){0,15}\)"),
}
_LABEL = re.compile(r"(?<!\S)[\[(]?(\d{1,4})(?:[\])]\.?|\.)\s{0,5}(?=[^\W\d_])")


def report_lists(source: Source) -> Iterator[Fact]:
    """Report on the list of references and the markers.

    Parameters
    ----------
    source : Source
        A source that was read.

    Yields
    ------
    Fact
        In the order of the report.
    """
    if source.references:
        yield from _numbers(source)
        yield from _entries(source)
    else:
        yield Fact("references", "list", "not-found", 0)
    yield from _markers(source)


def _numbers(source: Source) -> Iterator[Fact]:
    entries = source.references
    yield Fact("references", "entries", n=len(entries))
    section = next((one for one in source.sections if one.kind == "references"), None)
    if section is not None and not known(section.title):
        look = "the list of references has no heading"
        yield Fact(
            "references", "list without a heading", "guessed", **source.at(section.start, section.end), look=look
        )
    printed = [one for one in entries if one.number_origin == "printed"]
    counted = [one for one in entries if one.number_origin != "printed"]
    if printed:
        yield Fact("references", "number printed", n=len(printed), share=share(len(printed), len(entries)))
    if counted:
        # A list by author and year has no numbers; a list that numbers some has lost the others.
        is_numeric = bool(source.citations) and all(one.style != "author-year" for one in source.citations)
        is_odd = bool(printed) or is_numeric
        yield _listed(
            source,
            "number counted, not printed",
            counted,
            look=f"{count(len(counted), 'entry')} without a printed number" if is_odd else "",
        )
    numbers = {one.reference_no for one in entries}
    missing = [number for number in range(1, max(numbers)) if number not in numbers] if printed else []
    if missing:
        yield Fact(
            "references",
            "numbers missing in the list",
            "not-understood",
            len(missing),
            share(len(missing), max(numbers)),
            more=others(missing),
            look=f"no {'entry' if len(missing) == 1 else 'entries'} {others(missing)} in the list",
            is_doubtful=len(missing) >= max(FEW, _MANY * max(numbers)),
        )
    several = [one for one in entries if _holds_another(one, numbers)]
    if several:
        yield _listed(
            source, "holding another entry's label", several, look=f"{count(len(several), 'entry')} may be two"
        )


def _holds_another(entry: Any, numbers: set[int]) -> bool:
    """Tell whether an entry holds the label of the next one, which the list lacks, or a line that repeats its own."""
    for match in _LABEL.finditer(entry.raw):
        number, is_line = (
            int(match[1]),
            entry.raw[max(0, match.start() - 20) : match.start()].rstrip(" \t-*\u2022")[-1:] in ("\n", "\r"),
        )
        is_next = number == entry.reference_no + 1 and number not in numbers
        if is_next or (is_line and number in (entry.reference_no, entry.reference_no - 1)):
            return True
    return False


def _entries(source: Source) -> Iterator[Fact]:
    entries = source.references
    full = [one for one in entries if one.parse_status == "ok"]
    yield Fact("references", "read in full", n=len(full), share=share(len(full), len(entries)))
    in_part = [one for one in entries if one.parse_status == "partial"]
    failed = [one for one in entries if one.parse_status == "failed"]
    if in_part:
        yield _listed(source, "read in part", in_part, look="")
    if failed:
        is_many = len(failed) >= max(FEW, _MANY * len(entries))
        yield _listed(
            source,
            "not read",
            failed,
            "not-understood",
            look=f"{count(len(failed), 'entry')} not read",
            is_doubtful=is_many,
        )
    for column, noun in (("first_author", "author"), ("year", "year"), ("title", "title")):
        without = [one for one in entries if not known(getattr(one, column))]
        if without:
            # An entry that was not read at all has been named already.
            is_news = any(one.parse_status != "failed" for one in without)
            look = f"{count(len(without), 'entry')} without {'an' if noun == 'author' else 'a'} {noun}"
            yield _listed(
                source,
                f"without {noun}",
                without,
                "not-found",
                look=look if is_news else "",
                is_doubtful=is_news and len(without) >= max(FEW, 2 * _MANY * len(entries)),
            )
    with_doi = [one for one in entries if known(one.doi)]
    yield Fact("references", "with DOI", n=len(with_doi), share=share(len(with_doi), len(entries)))
    for what, odd in (
        (f"longer than {_LONG_ENTRY} characters", [one for one in entries if len(one.raw) > _LONG_ENTRY]),
        (f"shorter than {_SHORT_ENTRY} characters", [one for one in entries if len(one.raw) < _SHORT_ENTRY]),
    ):
        if odd:
            yield _listed(source, what, odd, look=f"{count(len(odd), 'entry')} {what}")


def _listed(
    source: Source, what: str, entries: list[Any], status: str = "guessed", *, look: str, is_doubtful: bool = False
) -> Fact:
    """Say something about entries: how many, the words of the first, the numbers of the others."""
    first = entries[0]
    return Fact(
        "references",
        what,
        status,
        len(entries),
        share(len(entries), len(source.references)),
        **source.at(first.start, first.end),
        more=others(one.reference_no for one in entries[1:]),
        look=look,
        is_doubtful=is_doubtful,
    )


def _markers(source: Source) -> Iterator[Fact]:
    markers = {row.marker_no: row for row in source.citations}
    for style in sorted({row.style for row in markers.values()}):
        own = [row for row in markers.values() if row.style == style]
        # A style beside the document's own may be a citation, or only look like one.
        status = "guessed" if all(row.is_second_style for row in own) else "understood"
        at = source.at(own[0].start, own[0].end)
        yield Fact("markers", style, status, len(own), share(len(own), len(markers)), **at)
    if not markers:
        n = len(source.references)
        look = f"a list of {count(n, 'entry')}, but no marker in the text" if n else ""
        yield Fact("markers", "found", "not-found", 0, look=look, is_doubtful=bool(look))
        return
    yield from _dangling(source, len(markers))
    yield from _passed_over(source)
    cited = {row.reference_no for row in source.citations if row.status == "resolved"}
    uncited = [one for one in source.references if one.reference_no not in cited]
    if source.references and uncited:
        part = share(len(uncited), len(source.references)) or 0.0
        is_many = len(uncited) >= FEW and part >= _MANY_UNCITED
        of_all = f"{len(uncited)} of {count(len(source.references), 'entry')}"
        yield Fact(
            "markers",
            "entries never cited",
            "guessed" if is_many else "understood",
            len(uncited),
            part,
            more=others(one.reference_no for one in uncited),
            look=f"{of_all} never cited: markers may have been missed" if is_many else "",
            is_doubtful=is_many and part >= _MOST_UNCITED,
        )


def _dangling(source: Source, n_markers: int) -> Iterator[Fact]:
    dangling = [row for row in source.citations if row.status == "dangling"]
    whole = {row.marker_no for row in source.citations if row.status == "resolved"}
    n_resolved = n_markers - len({row.marker_no for row in dangling})
    yield Fact("markers", "followed to an entry", n=n_resolved, share=share(n_resolved, n_markers))
    if not source.references:
        yield Fact(
            "markers",
            "without a list",
            "not-understood",
            len(dangling),
            share(len(dangling), n_markers),
            **_marked(source, dangling),
            look=f"{count(len(dangling), 'marker')}, but no list of references",
            is_doubtful=len(dangling) >= FEW,
        )
        return
    for what, own, look in (
        ("naming no entry", [row for row in dangling if row.marker_no not in whole], "name"),
        ("naming an entry and something else", [row for row in dangling if row.marker_no in whole], "half-resolved"),
    ):
        if own:
            n = count(len(own), "marker")
            verb = ("names" if len(own) == 1 else "name") + " no entry" if look == "name" else "partly not in the list"
            yield Fact(
                "markers",
                what,
                "not-understood",
                len(own),
                share(len(own), n_markers),
                **_marked(source, own),
                look=f"{n} {verb}",
                is_doubtful=len(own) >= max(FEW, _MANY * n_markers),
            )


def _passed_over(source: Source) -> Iterator[Fact]:
    """Report the numbers in brackets that were taken for values, in the brackets that this document's markers stand in."""
    style = known(source.row.citation_style)
    taken = [range(row.start, row.end) for row in source.citations]
    taken_at = {position for span in taken for position in span}
    passed: list[tuple[int, int]] = []
    if style in _BRACKETS:
        for one in source.sentences:
            if one.block in TEXT and source.kind_of(one) in PROSE_KINDS:
                found = (_BRACKETS[style].finditer(source.text, *part) for part in read_parts(one.parts))
                passed += [match.span() for matches in found for match in matches if match.start() not in taken_at]
    if passed:
        n_markers = len({row.marker_no for row in source.citations})
        # Values in square brackets are intervals; a lone number in the brackets of all markers is more likely a misprint.
        is_lone = style == "square" and any(source.text[start + 1 : end - 1].isdecimal() for start, end in passed)
        is_many = is_lone or len(passed) >= max(FEW, _MANY * n_markers)
        yield Fact(
            "markers",
            "numbers taken for values",
            "guessed",
            len(passed),
            **source.at(*passed[0]),
            more=others(" ".join(source.text[start:end].split()) for start, end in passed[1:]),
            look=f"{count(len(passed), 'number')} in {style} brackets taken for values, not for markers"
            if is_many
            else "",
        )


def _marked(source: Source, markers: Iterable[Any]) -> dict[str, Any]:
    first, *rest = markers
    labels = dict.fromkeys(" ".join(row.raw.split()) for row in rest)
    return source.at(first.start, first.end) | {"more": others(label for label in labels if label != first.raw)}

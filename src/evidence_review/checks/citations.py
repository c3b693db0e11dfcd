"""Checks of what the text cites and what the list holds."""

from collections.abc import Iterator
from typing import Any

from evidence_review.checks.dois import is_doi_shared
from evidence_review.checks.registry import Finding, by_marker, check, rows
from evidence_review.corpus import Corpus
from evidence_review.readers.headings import heading_kind

__all__: list[str] = []

_CITING_KINDS = ("introduction", "body", "conclusion")
_LEAST_SENTENCES = 3
# A number begins within so many characters of what it belongs to.
_NEXT = 3


def _citing(corpus: Corpus) -> set[str]:
    """Return the sources that have a list and cite from it."""
    return set(corpus.citations.loc[corpus.citations["reference_no"].notna(), "source_id"])


@check("uncited-reference", severity="warning")
def find_uncited_references(corpus: Corpus) -> Iterator[Finding]:
    """Find entries of a list that no marker refers to.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the entry. Nothing for a source whose text cites nothing at all: its markers were not understood.
    """
    citing = _citing(corpus)
    cited = set(zip(corpus.citations["source_id"], corpus.citations["reference_no"], strict=True))
    for row in rows(corpus.references):
        if row.source_id in citing and (row.source_id, row.reference_no) not in cited:
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                f"entry {row.reference_no} is never cited in the text",
                "cite it where it belongs or take it off the list",
                "it may be cited in a table or a figure that the text file does not hold",
            )


@check("dangling-citation", severity="error")
def find_dangling_citations(corpus: Corpus) -> Iterator[Finding]:
    """Find markers with a number that the list does not hold.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the marker.
    """
    for row in rows(corpus.citations):
        if row.status == "dangling" and row.style != "author-year":
            has_list = (corpus.references["source_id"] == row.source_id).any()
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                f"the marker {row.raw} names {row.unresolved}, which the list does not hold"
                if has_list
                else f"the marker {row.raw} stands in a document without a list of references",
                "",
                "the number in brackets may be a value and no citation, or the list may be cut off",
            )


@check("author-year-citation-without-entry", severity="error")
def find_author_year_citations_without_entry(corpus: Corpus) -> Iterator[Finding]:
    """Find author-year citations whose author and year match no entry of the list.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the marker, with the works that are missing. Not where a number right behind it names the entry: whether that fits is looked at
        in `checks.mentions`.
    """
    numeric = corpus.citations[(corpus.citations["style"] != "author-year") & corpus.citations["reference_no"].notna()]
    numbered = set(zip(numeric["source_id"], numeric["start"], strict=True))
    for row in rows(corpus.citations):
        is_numbered = any((row.source_id, row.end + gap) in numbered for gap in range(_NEXT))
        if row.status == "dangling" and row.style == "author-year" and not is_numbered:
            names = row.unresolved.replace(";", "; ")
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                f"the text cites {names}; no entry has this first author and year",
                "",
                "the name or the year may be printed otherwise in the list; a passage may have been taken over with its citations",
            )


@check("work-cited-twice-in-marker", severity="warning")
def find_works_cited_twice_in_marker(corpus: Corpus) -> Iterator[Finding]:
    """Find markers that name one work by two numbers.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the marker. What is the same work is decided in `extract.works`.
    """
    entries = {(row.source_id, row.reference_no): row for row in rows(corpus.references)}
    for found in by_marker(corpus.citations):
        firsts: dict[str, Any] = {}
        for row in found:
            entry = entries[(row.source_id, row.reference_no)]
            first = firsts.setdefault(entry.work_id, entry) if isinstance(entry.work_id, str) else entry
            if first is not entry and not is_doi_shared(first, entry):
                yield Finding(
                    row.source_id,
                    row.start,
                    row.end,
                    f"the marker {row.raw} names one work twice, as {first.reference_no} and as {row.reference_no}",
                    f"cite it as {first.reference_no}",
                    "two reports of one study can have nearly the same title",
                )


@check("mixed-citation-style", severity="info")
def find_mixed_citation_styles(corpus: Corpus) -> Iterator[Finding]:
    """Find sources that cite in a second style.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        One for each source and second style, at its first marker that names an entry.
    """
    own = dict(zip(corpus.sources["source_id"], corpus.sources["citation_style"], strict=True))
    second = corpus.citations[corpus.citations["is_second_style"] & corpus.citations["reference_no"].notna()]
    for _, found in second.groupby(["source_id", "style"]):
        first = next(rows(found))
        style = own[first.source_id]
        n_markers = found["marker_no"].nunique()
        markers = "1 marker is" if n_markers == 1 else f"{n_markers} markers are"
        other = "of another form" if first.style == style else first.style
        yield Finding(
            first.source_id,
            first.start,
            first.end,
            f"{markers} {other}, where the document's own style is {style}; the first is {first.raw}",
            "look whether they are citations",
            "a passage may have been taken over with its citations, or authors are named beside the number",
        )


@check("section-without-citations", severity="info")
def find_sections_without_citations(corpus: Corpus) -> Iterator[Finding]:
    """Find sections of three sentences or more that cite nothing, in sources that cite elsewhere.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the section. Methods and results of an article report its own work and are left out.
    """
    citing = _citing(corpus)
    prose = corpus.sentences[~corpus.sentences["is_boilerplate"]]
    n_sentences = prose.groupby(["source_id", "section_no"]).size()
    cited = corpus.citations.merge(
        corpus.sentences[["source_id", "sentence_no", "section_no"]], on=["source_id", "sentence_no"]
    )
    with_citations = set(zip(cited["source_id"], cited["section_no"], strict=True))
    for row in rows(corpus.sections):
        key = (row.source_id, row.section_no)
        is_own_work = isinstance(row.title, str) and heading_kind(row.title) == "body"
        if (
            row.kind in _CITING_KINDS
            and row.source_id in citing
            and not is_own_work
            and key not in with_citations
            and n_sentences.get(key, 0) >= _LEAST_SENTENCES
        ):
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                f"the section {row.title!r} makes {n_sentences[key]} statements and cites nothing",
                "look for the evidence elsewhere, or treat these statements as the authors' own",
                "conclusions often repeat what was cited before"
                if row.kind == "conclusion"
                else "the section may sum up what was cited before",
            )

"""Checks of the reference list itself."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from rapidfuzz.distance import Levenshtein

from evidence_review.checks.registry import Finding, check, rows
from evidence_review.corpus import Corpus
from evidence_review.text import normalize

__all__: list[str] = []

# A list prints DOIs when at least this share of its entries has one; a list in a style without DOIs lacks none.
_SHARE_WITH_DOI = 0.5
_DOI_ATTEMPT = re.compile(r"(?:doi\.org/|\bdoi\s?[:=]\s?)\s{0,2}(?P<rest>[^\s<>\"]{0,80})", re.IGNORECASE)
_JOURNAL_CODE = re.compile(r"(10\.\d{4,9}/(?:j\.)?)([a-z]{2,20})(?=\.)")


@check("malformed-doi", severity="warning")
def find_malformed_dois(corpus: Corpus) -> Iterator[Finding]:
    """Find DOIs that cannot be right by their form.

    A DOI is malformed when what follows ``doi:`` is none, when its suffix breaks the shape that its registrant uses without
    exception (`checks/doi_shapes.toml`), or when its journal code is one or two letters away from the code that other entries of the same
    journal carry.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the DOI.
    """
    codes = _journal_codes(corpus)
    for row in rows(corpus.references):
        reason, suggestion = _doi_defect(row, codes)
        if reason:
            start, end = _doi_span(row)
            yield Finding(
                row.source_id,
                row.start + start,
                row.start + end,
                f"entry {row.reference_no}: {reason}",
                suggestion,
                "a registrant may have registered an unusual DOI; look it up",
            )


def _doi_defect(row: Any, codes: dict[tuple[str, str, str], Counter[str]]) -> tuple[str, str]:
    doi = row.doi if isinstance(row.doi, str) else ""
    if not doi:
        attempt = _DOI_ATTEMPT.search(row.raw)
        return (
            (f"{attempt.group()!r} is no DOI: one begins with 10., four digits or more, and a slash", "")
            if attempt
            else ("", "")
        )
    prefix, _, suffix = doi.partition("/")
    for shape in _shapes():
        if (
            prefix == shape["prefix"]
            and re.fullmatch(shape["applies"], suffix)
            and not re.fullmatch(shape["shape"], suffix)
        ):
            return f"the DOI {doi} has not the shape of its registrant ({shape['name']})", ""
    code = _JOURNAL_CODE.match(doi)
    if code:
        known = codes[_code_key(row, code[1])]
        usual, count = known.most_common(1)[0]
        if usual != code[2] and count >= 2 and Levenshtein.distance(usual, code[2]) <= 2:
            return (
                f"the DOI {doi} names the journal {code[2]!r}; {count} other entries of this journal have {usual!r}",
                doi.replace(code[2], usual, 1),
            )
    return "", ""


@cache
def _shapes() -> list[dict[str, str]]:
    text = resources.files("evidence_review.checks").joinpath("doi_shapes.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["shape"])


def _code_key(row: Any, start: str) -> tuple[str, str, str]:
    container = row.container_title if isinstance(row.container_title, str) else ""
    return row.source_id, normalize(container), start


def _journal_codes(corpus: Corpus) -> dict[tuple[str, str, str], Counter[str]]:
    codes: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in rows(corpus.references):
        match = _JOURNAL_CODE.match(row.doi) if isinstance(row.doi, str) else None
        if match:
            codes[_code_key(row, match[1])][match[2]] += 1
    return codes


def _doi_span(row: Any) -> tuple[int, int]:
    raw = row.raw
    doi = row.doi if isinstance(row.doi, str) else ""
    start = raw.lower().find(doi) if doi else -1
    if start >= 0:
        return start, start + len(doi)
    attempt = _DOI_ATTEMPT.search(raw)
    return (attempt.start(), attempt.end()) if attempt else (0, len(raw))


@check("missing-doi", severity="info")
def find_missing_dois(corpus: Corpus) -> Iterator[Finding]:
    """Find entries without a DOI in lists that print DOIs.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the entry. A list of which fewer than half the entries have a DOI is in a style without them.
    """
    for _, entries in corpus.references.groupby("source_id", sort=True):
        if entries["doi"].notna().mean() < _SHARE_WITH_DOI:
            continue
        for row in rows(entries[entries["doi"].isna()]):
            if not _DOI_ATTEMPT.search(row.raw):
                yield Finding(
                    row.source_id,
                    row.start,
                    row.end,
                    f"entry {row.reference_no} has no DOI, as most entries of the list have",
                    "look the DOI up by title",
                    "books, reports and some journals have none",
                )


@check("duplicate-reference", severity="warning")
def find_duplicate_references(corpus: Corpus) -> Iterator[Finding]:
    """Find works that one list holds twice.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the later entry. What is the same work is decided in `extract.works`; another version is another work.
    """
    first: dict[tuple[str, str], Any] = {}
    for row in rows(corpus.references[corpus.references["work_id"].notna()]):
        same = first.setdefault((row.source_id, row.work_id), row)
        if same is not row:
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                f"entry {row.reference_no} is the same work as entry {same.reference_no}",
                f"cite both as {same.reference_no}",
                "two reports of one study can have nearly the same title",
            )


@check("numbering-gap", severity="warning")
def find_numbering_gaps(corpus: Corpus) -> Iterator[Finding]:
    """Find numbers that a list skips.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the entry after the gap. Numbers that were counted by position leave none.
    """
    for _, entries in corpus.references.groupby("source_id", sort=True):
        last = 0
        for row in rows(entries.sort_values("reference_no")):
            missing = [str(number) for number in range(last + 1, row.reference_no)]
            if missing:
                yield Finding(
                    row.source_id,
                    row.start,
                    row.end,
                    f"the list goes from {last} to {row.reference_no}: {', '.join(missing)} missing"
                    if last
                    else f"the list begins with {row.reference_no}",
                    "",
                    "an entry may have lost its number when the document was converted to text",
                )
            last = row.reference_no

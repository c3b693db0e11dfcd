"""Checks of the DOIs of reference lists: by their form, and by what the other entries say."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidence_review.checks.registry import Finding, check, rows
from evidence_review.corpus import Corpus
from evidence_review.text import normalize

__all__ = ["is_doi_shared"]

# A list prints DOIs when at least this share of its entries has one; a list in a style without DOIs lacks none.
_SHARE_WITH_DOI = 0.5
_DOI_ATTEMPT = re.compile(r"(?:doi\.org/|\bdoi\s?[:=]\s?)\s{0,2}(?P<rest>[^\s<>\"]{0,80})", re.IGNORECASE)
_JOURNAL_CODE = re.compile(r"(10\.\d{4,9}/(?:j\.)?)([a-z]{2,20})(?=\.)")
# Titles less alike than this are those of two works, whatever their DOIs say.
_OTHER_TITLE = 60
# So many other entries of a journal must agree on a prefix before one that differs is odd.
_FEWEST_OTHERS = 3
# An article is printed up to two years after it was accepted.
_MOST_YEARS_APART = 2


@check("malformed-doi", severity="warning")
def find_malformed_dois(corpus: Corpus) -> Iterator[Finding]:
    """Find DOIs that cannot be right by their form.

    A DOI is malformed when what follows ``doi:`` is none, when its suffix breaks the shape that its registrant uses without
    exception (`checks/doi_shapes.toml`), or when its journal code is one or two letters away from the code that other entries of the same
    journal carry. A wrong check digit of an ISSN in it is a matter of information, since some journals are registered so.

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
        reason, suggestion, severity = _doi_defect(row, codes)
        if reason:
            start, end = _doi_span(row)
            yield Finding(
                row.source_id,
                row.start + start,
                row.start + end,
                f"entry {row.reference_no}: {reason}",
                suggestion,
                "a registrant may have registered an unusual DOI; look it up",
                severity=severity,
            )


def _doi_defect(row: Any, codes: dict[tuple[str, str, str], Counter[str]]) -> tuple[str, str, str]:
    """Return what is wrong with a DOI, what it should be, and how much it matters if that is not the check's own severity."""
    doi = row.doi if isinstance(row.doi, str) else ""
    if not doi:
        attempt = _DOI_ATTEMPT.search(row.raw)
        return (
            (f"{attempt.group()!r} is no DOI: one begins with 10., four digits or more, and a slash", "", "")
            if attempt
            else ("", "", "")
        )
    for name, match in _shapes_of(doi):
        if match is None:
            return f"the DOI {doi} has not the shape of its registrant ({name})", "", ""
        issn = match.groupdict().get("issn")
        if issn and not _is_issn(issn) and issn not in _read_data()["odd_issns"]:
            return f"the DOI {doi} holds {issn.upper()}, which is no ISSN: its check digit is wrong", "", "info"
    code = _JOURNAL_CODE.match(doi)
    if code:
        known = codes[_code_key(row, code[1])]
        usual, count = known.most_common(1)[0]
        if usual != code[2] and count >= 2 and Levenshtein.distance(usual, code[2]) <= 2:
            return (
                f"the DOI {doi} names the journal {code[2]!r}; {count} other entries of this journal have {usual!r}",
                doi.replace(code[2], usual, 1),
                "",
            )
    return "", "", ""


def _shapes_of(doi: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Find the shapes that apply to a DOI: name, and how the suffix matches."""
    prefix, _, suffix = doi.partition("/")
    for name, applies, shape in _shapes().get(prefix, ()):
        if applies.fullmatch(suffix):
            yield name, shape.fullmatch(suffix)


@cache
def _read_data() -> dict[str, Any]:
    text = resources.files("evidence_review.checks").joinpath("doi_shapes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _houses() -> list[frozenset[str]]:
    return [frozenset(prefixes) for prefixes in _read_data()["houses"].values()]


@cache
def _shapes() -> dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]]:
    by_prefix: dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]] = defaultdict(list)
    for shape in _read_data()["shape"]:
        compiled = (shape["name"], re.compile(shape["applies"], re.ASCII), re.compile(shape["shape"], re.ASCII))
        for prefix in shape["prefixes"]:
            by_prefix[prefix].append(compiled)
    return dict(by_prefix)


def _is_issn(issn: str) -> bool:
    """Tell whether the check digit is right (ISO 3297): weights 8 to 2, modulo 11, x for ten."""
    digits = issn.replace("-", "")
    total = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    return digits[7] == "0123456789x"[-total % 11]


def _code_key(row: Any, start: str) -> tuple[str, str, str]:
    return row.source_id, _container(row), start


def _container(row: Any) -> str:
    return normalize(row.container_title) if isinstance(row.container_title, str) else ""


def _journal_codes(corpus: Corpus) -> dict[tuple[str, str, str], Counter[str]]:
    codes: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in rows(corpus.references):
        match = _JOURNAL_CODE.match(row.doi) if isinstance(row.doi, str) else None
        if match:
            codes[_code_key(row, match[1])][match[2]] += 1
    return codes


def _doi_span(row: Any) -> tuple[int, int]:
    """Find where in an entry its DOI stands: else what looks like an attempt at one, else the whole entry."""
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


@check("doi-shared", severity="warning")
def find_shared_dois(corpus: Corpus) -> Iterator[Finding]:
    """Find DOIs that stand at two entries of one list whose titles differ.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the DOI of the later entry.
    """
    entries: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows(corpus.references[corpus.references["doi"].notna()]):
        entries[(row.source_id, row.doi)].append(row)
    for first, *others in entries.values():
        for row in others:
            if is_doi_shared(first, row):
                start, end = _doi_span(row)
                yield Finding(
                    row.source_id,
                    row.start + start,
                    row.start + end,
                    f"entry {row.reference_no} has the DOI of entry {first.reference_no}, and another title",
                    "look both up by title; one of them has another DOI",
                    "chapters of one book, or abstracts of one meeting, can share a DOI",
                )


def is_doi_shared(one: Any, other: Any) -> bool:
    """Tell whether two entries have one DOI and different titles, so that the DOI does not make them one work.

    Parameters
    ----------
    one, other : Any
        Rows of the table `references`.

    Returns
    -------
    bool
        False also where a title is missing.
    """
    titles = [normalize(row.title) if isinstance(row.title, str) else "" for row in (one, other)]
    is_same = isinstance(one.doi, str) and one.doi == other.doi
    return is_same and all(titles) and fuzz.ratio(*titles) < _OTHER_TITLE


@check("doi-prefix-mismatch", severity="warning")
def find_doi_prefix_mismatches(corpus: Corpus) -> Iterator[Finding]:
    """Find DOIs whose prefix is not that of all other entries of the same journal, in all lists.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the DOI. It is a matter of information only where both prefixes are of one publisher, or the entry is older or younger than
        all the others, since a journal that changes its publisher gets another prefix.
    """
    journals: dict[str, list[Any]] = defaultdict(list)
    for row in rows(corpus.references[corpus.references["doi"].notna()]):
        container = _container(row)
        if container:
            journals[container].append(row)
    for entries in journals.values():
        prefixes = Counter(_prefix(row) for row in entries)
        odd = [row for row in entries if prefixes[_prefix(row)] == 1]
        if len(odd) != 1 or len(prefixes) != 2 or len(entries) <= _FEWEST_OTHERS:
            continue
        (row,) = odd
        years = [other.year for other in entries if other is not row]
        is_between = min(years) <= row.year <= max(years) if pd.notna([*years, row.year]).all() else False
        usual = next(prefix for prefix in prefixes if prefix != _prefix(row))
        is_one_house = any({usual, _prefix(row)} <= house for house in _houses())
        start, end = _doi_span(row)
        yield Finding(
            row.source_id,
            row.start + start,
            row.start + end,
            f"entry {row.reference_no}: the DOI begins with {_prefix(row)}; "
            f"the {len(entries) - 1} other entries of {row.container_title} begin with {usual}",
            "look the DOI up by title",
            "a journal that changed its publisher has DOIs of both",
            severity="" if is_between and not is_one_house else "info",
        )


def _prefix(row: Any) -> str:
    return str(row.doi).partition("/")[0]


@check("doi-year-mismatch", severity="info")
def find_doi_year_mismatches(corpus: Corpus) -> Iterator[Finding]:
    """Find DOIs that hold a year which is far from that of their entry.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the DOI. Only where the registrant's form (`checks/doi_shapes.toml`) says which part is the year.
    """
    for row in rows(corpus.references[corpus.references["doi"].notna() & corpus.references["year"].notna()]):
        found = [match["year"] for _, match in _shapes_of(row.doi) if match and match.groupdict().get("year")]
        if found and abs(int(found[0]) - row.year) > _MOST_YEARS_APART:
            start, end = _doi_span(row)
            yield Finding(
                row.source_id,
                row.start + start,
                row.start + end,
                f"entry {row.reference_no} is of {row.year}; its DOI {row.doi} is of {found[0]}",
                "look the DOI up; the year or the DOI may be that of another work",
                "an article may wait long for print, and a later edition keeps the DOI of the first",
            )

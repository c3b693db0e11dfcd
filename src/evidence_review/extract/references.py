"""The fields of a reference entry: authors, year, title, container, volume, issue, pages, DOI and PMID.

An entry is read from both ends. Its head is a list of names (`reference_names`); its tail gives itself away by form, as volume,
issue and pages (`reference_tail`); what is left between them is title and container (`reference_titles`). A field that is not found
stays empty.

References
----------
International Committee of Medical Journal Editors, "Samples of Formatted References for Authors of Journal Articles";
American Psychological Association, "Publication Manual", 7th edition, chapter 9.
"""

import re
from dataclasses import dataclass

from evidence_review.extract.reference_marks import clean_entry, find_doi
from evidence_review.extract.reference_names import family_name, read_names
from evidence_review.extract.reference_phrases import read_quoted, trim
from evidence_review.extract.reference_tail import Place, find_place
from evidence_review.extract.reference_titles import split_titles

__all__ = ["Reference", "family_name", "find_doi", "parse_reference"]

_YEAR = r"(?:1[5-9]|20)\d\d"
_SEASON = r"(?:[A-Z][a-z]{2,9}\.?\s)?"
# Behind the names: (2001), (2001a, June 3), (July 1978), 2001., , 2001, | (in press)
_YEAR_BEHIND_NAMES = re.compile(
    rf"[\s,.:;]{{0,4}}(?:[(\[]\s?(?:c\.?\s?)?{_SEASON}(?P<bracketed>{_YEAR})[a-z]?(?:\s?[,/\u2013-]\s?[^()\[\]]{{1,30}}|\s[A-Z][a-z]{{2,9}})?\s?[)\]]"
    rf"|[(\[](?:n\.\s?d\.|s\.\s?d\.|in press|forthcoming|in preparation|submitted|to appear)[)\]]"
    rf"|(?P<plain>{_YEAR})[a-z]?(?=[.,:;]|\s[A-Z\"\u201c]))[\s,.:;]{{0,4}}"
)
_YEAR_IN_TAIL = re.compile(rf"\s{_YEAR}\s?;")
_ANY_YEAR = re.compile(rf"(?<![\d/.-])(?P<year>{_YEAR})[a-z]?(?![\d/-])")


@dataclass(frozen=True)
class Reference:
    """The fields of an entry, as printed; empty where they were not found.

    An article number is the `first_page` too. `parse_status` is `ok` with first author, year and title; `failed` with none of them;
    `partial` between.
    """

    authors: tuple[str, ...] = ()
    first_author: str = ""
    year: int | None = None
    title: str = ""
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    doi: str = ""
    pmid: str = ""
    article_number: str = ""

    @property
    def parse_status(self) -> str:
        """How many of the main fields were found."""
        found = sum(bool(value) for value in (self.first_author, self.year, self.title))
        return {3: "ok", 0: "failed"}.get(found, "partial")


def parse_reference(raw: str) -> Reference:
    """Read the fields of a reference entry.

    Parameters
    ----------
    raw : str
        The entry as printed, with or without its label.

    Returns
    -------
    Reference
        The fields; those that were not found are empty, never invented.

    Examples
    --------
    >>> entry = parse_reference("Berg AB, van Dyk C. Pain relief in rats. J Pain Res. 2010;31(9):1506-16.")
    >>> entry.first_author, entry.year, entry.title, entry.container_title, entry.last_page
    ('Berg', 2010, 'Pain relief in rats', 'J Pain Res', '1516')
    """
    cleaned = clean_entry(raw)
    text = cleaned.text
    names = read_names(text)
    behind = _YEAR_BEHIND_NAMES.match(text, names.end)
    if behind and not names.end and behind.group().strip()[-1] not in ".)],":
        behind = None
    if behind and behind["plain"] and text[behind.end() - 1] == " " and _YEAR_IN_TAIL.search(text, behind.end()):
        # "et al. 2015 guideline for ... 2016;68" begins its title with a year.
        behind = behind if behind.group().strip()[-1] in ".,:;" else None
    year = int(behind["bracketed"] or behind["plain"] or 0) if behind else 0
    rest = text[behind.end() if behind else names.end :].lstrip(" .,:;")
    quoted = read_quoted(rest)
    place = find_place(rest, year or None, after=rest.find(quoted[1]) - 3 if quoted and quoted[1] else 1)
    titles = split_titles(
        rest[: place.start],
        cleaned.italics,
        has_place=bool(place.volume or place.first),
        after_comma=names.ends_with_comma and not (behind and behind["bracketed"]),
        is_journal_place=bool((place.volume or place.issue) and (place.first or place.issue)),
        title=names.title,
    )
    return Reference(
        authors=tuple(name.printed for name in names.names),
        first_author=names.names[0].family if names.names else "",
        year=year or (int(place.year) if place.year else None) or _last_year(text),
        title=titles.title,
        container_title=titles.container,
        volume=place.volume,
        issue=trim(place.issue),
        first_page=place.first,
        last_page=_whole_last_page(place.first, place.last),
        doi=cleaned.doi,
        pmid=cleaned.pmid,
        article_number=_article_number(place),
    )


def _article_number(place: Place) -> str:
    """Return the number that stands for pages: labeled as one, or a single one with a letter before its digits or too long for a page."""
    if place.article or place.last:
        return place.article
    is_number = re.fullmatch(r"e\d{3,8}|CD\d{5,7}|\d{6,8}", place.first)
    return place.first if is_number else ""


def _last_year(text: str) -> int | None:
    years = [match["year"] for match in _ANY_YEAR.finditer(text)]
    return int(years[-1]) if years else None


def _whole_last_page(first: str, last: str) -> str:
    """Write out a last page that is printed short: 1506-16 is 1506 to 1516.

    The convention is that of the ICMJE samples.
    """
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last

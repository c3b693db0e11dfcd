"""What became of the cited works: entries matched with the notices of a retraction file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from evidence_review.extract.references import family_name
from evidence_review.extract.works import Work, as_ascii, is_same_work
from evidence_review.paths import Review
from evidence_review.retractions import Notice, RetractionFile, read_retractions

__all__ = ["add_retraction_status"]

# In the order of what a reader must know first.
_STATUS = {
    "retraction": "retracted",
    "reinstatement": "reinstated",
    "expression of concern": "expression-of-concern",
    "correction": "corrected",
}
# A work is online in one year and in print in the next.
_YEARS = (-1, 0, 1)

_Row = dict[str, Any]
_Key = tuple[str, int]


def add_retraction_status(rows: Sequence[_Row], review: Review) -> RetractionFile | None:
    """Say of every entry what a retraction file says of its work, if there is one.

    Parameters
    ----------
    rows : sequence of dict
        Rows of the table `references`; they get `retraction_status` and `retraction_note`.
    review : Review
        The folders of the review.

    Returns
    -------
    RetractionFile or None
        What the entries were checked against; None when there is no file, and all are `not-checked`.

    Raises
    ------
    EvidenceError
        If the file cannot be read as one.

    Notes
    -----
    An entry is matched by its DOI, else by its PubMed identifier, else as the same work by title, first author and year.
    """
    by_doi = _index(rows, "doi")
    by_pmid = _index(rows, "pmid")
    by_author = _index_authors(rows)

    def matches(notice: Notice) -> list[tuple[int, str]]:
        found = dict.fromkeys(_same_title(notice, rows, by_author), "title, first author and year")
        found |= dict.fromkeys(by_pmid.get(notice.pmid, ()) if notice.pmid else (), "PubMed identifier")
        found |= dict.fromkeys(by_doi.get(notice.doi, ()) if notice.doi else (), "DOI")
        return sorted(found.items())

    file = read_retractions(review, lambda notice: bool(matches(notice)))
    notices: dict[int, list[tuple[Notice, str]]] = defaultdict(list)
    for notice in file.notices if file else ():
        for index, how in matches(notice):
            notices[index].append((notice, how))
    for index, row in enumerate(rows):
        found = sorted(notices.get(index, ()), key=lambda pair: (pair[0].date, pair[0].nature, pair[0].notice_doi))
        row["retraction_status"] = _status([notice for notice, _ in found]) if file else "not-checked"
        row["retraction_note"] = "; ".join(dict.fromkeys(_note(notice, how) for notice, how in found))
    return file


def _index(rows: Sequence[_Row], column: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row[column]:
            found[row[column]].append(index)
    return found


def _index_authors(rows: Sequence[_Row]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        name = _last_name(row["first_author"])
        if name and row["year"] and row["title"]:
            for years in _YEARS:
                found[(name, row["year"] + years)].append(index)
    return found


def _last_name(family: str) -> str:
    """Return the last word of a family name in plain letters: particles are printed or left out."""
    return as_ascii((family.split() or [""])[-1])


def _same_title(notice: Notice, rows: Sequence[_Row], by_author: Mapping[_Key, list[int]]) -> list[int]:
    if notice.year is None or not notice.title:
        return []
    family = family_name(notice.first_author)
    candidates = by_author.get((_last_name(family), notice.year), ())
    work = Work(family, notice.year, notice.title, notice.container_title, "", "", notice.doi)
    return [index for index in candidates if is_same_work(_work(rows[index]), work)]


def _work(row: _Row) -> Work:
    return Work(**{name: row[name] for name in Work.__dataclass_fields__})


def _status(notices: Sequence[Notice]) -> str:
    """Return what holds in the end: the last word on whether a work stands, else the gravest notice."""
    if not notices:
        return "not-found"
    found = [_STATUS.get(notice.nature.casefold(), "other-notice") for notice in notices]
    standing = [status for status in found if status in ("retracted", "reinstated")]
    if standing:
        return standing[-1]
    return next((status for status in _STATUS.values() if status in found), "other-notice")


def _note(notice: Notice, how: str) -> str:
    parts = [
        f"{notice.nature or 'notice'} {notice.date}".strip(),
        f"({notice.reason})" if notice.reason else "",
        f"notice {notice.notice_doi}" if notice.notice_doi else "",
        f"matched by {how}",
    ]
    return ", ".join(filter(None, parts)).replace(", (", " (")

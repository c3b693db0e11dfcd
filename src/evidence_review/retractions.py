"""Notices of retraction and the like, from a file of the Retraction Watch data that the user puts into `seeds/review/`.

References
----------
Crossref, "Retraction Watch": the columns of the public file, https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from evidence_review.errors import EvidenceError
from evidence_review.paths import Review

__all__ = ["Notice", "RetractionFile", "read_retractions"]

_NAME = re.compile(r".{0,200}retraction.{0,60}watch.{0,200}\.csv|retractions\.csv", re.IGNORECASE)
# The columns that are read; the file has more, in any order.
_COLUMNS = (
    "Title",
    "Journal",
    "Author",
    "RetractionDate",
    "RetractionDOI",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
)
_REMEDY = "download the file anew from Crossref, and leave it as it is"
_CHUNK = 1 << 20
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s?", re.IGNORECASE)
_AMERICAN_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)


@dataclass(frozen=True)
class Notice:
    """A record: what was published on a work, and what identifies the work.

    `nature` is as printed (Retraction, Expression of concern, Correction, Reinstatement); `date` and the year of the work are as far as
    they can be read; what the file calls unavailable is empty.
    """

    title: str
    container_title: str
    first_author: str
    year: int | None
    doi: str
    pmid: str
    nature: str
    date: str
    reason: str
    notice_doi: str


@dataclass(frozen=True)
class RetractionFile:
    """A file of notices: its name, how many records it holds, the newest date among them, and the records that were asked for."""

    name: str
    n_records: int
    newest: str
    notices: tuple[Notice, ...]


def read_retractions(review: Review, is_wanted: Callable[[Notice], bool]) -> RetractionFile | None:
    """Read the notices that concern a review.

    Parameters
    ----------
    review : Review
        The folders of the review.
    is_wanted : callable
        Says of a record whether to keep it; the others are counted only, since the file is large.

    Returns
    -------
    RetractionFile or None
        What was read, in the order of the file; None when there is no file.

    Raises
    ------
    EvidenceError
        If there are several files, or the one is not such a file; the message names file, line and remedy.
    """
    path = _find_file(review)
    if path is None:
        return None
    place = f"seeds/review/{path.name}"
    kept: list[Notice] = []
    n_records, newest = 0, ""
    try:
        with path.open(encoding=_encoding(path, place), errors="replace", newline="") as handle:
            for notice in _read_notices(handle, place):
                n_records += 1
                # A date without day and month is not compared.
                newest = max(newest, notice.date if len(notice.date) > 4 else "")
                if is_wanted(notice):
                    kept.append(notice)
    except OSError as error:
        raise EvidenceError(f"{place}: cannot be read: {error.strerror}; make it readable, or remove it") from error
    if not n_records:
        raise EvidenceError(f"{place}: holds no records, so nothing could be checked against it; {_REMEDY}")
    return RetractionFile(path.name, n_records, newest, tuple(kept))


def _find_file(review: Review) -> Path | None:
    if not review.decisions.is_dir():
        return None
    found = sorted(path for path in review.decisions.iterdir() if _NAME.fullmatch(path.name) and path.is_file())
    if len(found) > 1:
        names = " and ".join(path.name for path in found)
        raise EvidenceError(f"seeds/review: holds {names}; keep the newest of them, and move the others elsewhere")
    return found[0] if found else None


def _encoding(path: Path, place: str) -> str:
    """Return the encoding: UTF-8 where all of the file is, else the Western one in which the file was published at first."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as handle:
        head = handle.read(4)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
            raise EvidenceError(f"{place}, line 1: is not CSV in UTF-8; {_REMEDY}")
        try:
            decoder.decode(head)
            while chunk := handle.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _read_notices(handle: TextIO, place: str) -> Iterator[Notice]:
    reader = csv.reader(handle)
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in _COLUMNS if name not in header]
        if missing:
            raise EvidenceError(f"{place}, line 1: has no column {', '.join(missing)}; {_REMEDY}")
        positions = [header.index(name) for name in _COLUMNS]
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) <= max(positions):
                raise EvidenceError(
                    f"{place}, line {reader.line_num}: has {len(cells)} cells, not {len(header)}; it may be cut off: {_REMEDY}"
                )
            yield _read_notice([cells[position].strip() for position in positions])
    except csv.Error as error:
        raise EvidenceError(f"{place}, line {reader.line_num}: is not readable CSV: {error}; {_REMEDY}") from error


def _read_notice(cells: list[str]) -> Notice:
    title, journal, authors, date, notice_doi, original_date, doi, pmid, nature, reasons = cells
    year = _read_date(original_date)[:4]
    return Notice(
        title=title,
        container_title=journal,
        first_author=authors.partition(";")[0].strip(),
        year=int(year) if year else None,
        doi=_read_doi(doi),
        pmid=pmid.removesuffix(".0").lstrip("0"),
        nature=nature,
        date=_read_date(date),
        reason="; ".join(filter(None, (reason.strip(" +") for reason in reasons.split(";")))),
        notice_doi=_read_doi(notice_doi),
    )


def _read_doi(text: str) -> str:
    doi = _RESOLVER.sub("", text.lower(), count=1).strip()
    return doi if doi.startswith("10.") else ""


def _read_date(text: str) -> str:
    """Read ``8/24/2015 0:00`` or ``2015-08-24`` as ISO 8601; the year alone where day and month are not in this order."""
    american = _AMERICAN_DATE.match(text)
    iso = _ISO_DATE.match(text)
    if american:
        month, day, year = (int(part) for part in american.groups())
    elif iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else f"{year:04}"

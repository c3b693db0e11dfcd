"""One file to the rows of its tables, before anything is known of the other files."""

import hashlib
import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evidence_review.corpus.quantities import Place, find_quantity_rows
from evidence_review.decoding import Decoded, decode
from evidence_review.document import Document, Metadata, Passage
from evidence_review.errors import UnreadableSource
from evidence_review.extract.citations import Link, link_markers
from evidence_review.extract.language import find_language
from evidence_review.extract.markers import Marker, find_markers
from evidence_review.extract.references import Reference, parse_reference
from evidence_review.extract.sentences import find_sentences
from evidence_review.readers import read_document
from evidence_review.text import Folded, Part, fold, fold_all

__all__ = ["MOST_BYTES", "ParsedFile", "Row", "parse_file", "read_parts", "read_stretch"]

Row = dict[str, Any]

MOST_BYTES = 50_000_000
_WITHOUT_MARKERS = ("front-matter", "boilerplate", "references")
# One row as printed: a line of the front matter or a row of a table is no sentence to be split.
_WHOLE = ("line", "table", "equation")


@dataclass(frozen=True)
class ParsedFile:
    """A file and its rows; rows carry no source_id yet.

    `text` is empty for a rejected file, whose `reason` says why. `words_sha256` is the same for files that differ only in white space,
    line ends, encoding and the form of accents.
    """

    file: str
    sha256: str
    text: str = ""
    words_sha256: str = ""
    encoding: str = ""
    is_encoding_guessed: bool = False
    kind: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    status: str = "ok"
    reason: str = ""
    sections: list[Row] = field(default_factory=list)
    sentences: list[Row] = field(default_factory=list)
    references: list[Row] = field(default_factory=list)
    citations: list[Row] = field(default_factory=list)
    quantities: list[Row] = field(default_factory=list)


def parse_file(path: Path, folder: Path) -> ParsedFile:
    """Read one file of the seeds folder.

    Parameters
    ----------
    path : Path
        The file.
    folder : Path
        The seeds folder; a link that leads outside it is not followed.

    Returns
    -------
    ParsedFile
        The rows, or a rejected file with its reason. No error of one file is raised: the others must load.
    """
    # A name in another encoding holds bytes that no table can; they are shown as \\xe9.
    parsed = ParsedFile(os.fsencode(path.name).decode("utf-8", "backslashreplace"), "")
    try:
        data = _read_bytes(path, folder)
        parsed = replace(parsed, sha256=hashlib.sha256(data).hexdigest())
        return _parse(parsed, decode(data))
    except UnreadableSource as error:
        reason = str(error)
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}; make it readable, or remove it"
    except Exception as error:
        # Whatever a reader stumbles over in one document must not take the review down with it.
        reason = f"its reader failed ({type(error).__name__}: {error}); please report the document"
    return replace(parsed, status="rejected", reason=reason)


def _parse(parsed: ParsedFile, decoded: Decoded) -> ParsedFile:
    document = read_document(decoded.text)
    sentences, places, markers = _read_passages(document)
    references = [_parse_entry(document, number) for number in range(len(document.entries))]
    sections = _section_rows(document)
    citations = _citation_rows(document, markers, references, [row["text"] for row in sentences])
    return replace(
        parsed,
        text=decoded.text,
        words_sha256=hashlib.sha256(fold_all(decoded.text).encode()).hexdigest(),
        encoding=decoded.encoding,
        is_encoding_guessed=decoded.is_guessed,
        kind=document.kind,
        metadata=document.metadata,
        status="partial" if document.notes else "ok",
        reason="; ".join(document.notes),
        sections=sections,
        sentences=sentences,
        references=[row for row, _ in references],
        citations=citations,
        quantities=find_quantity_rows(document, sections, sentences, places, _spans_of(citations, markers, places)),
    )


_KINDS = {
    stat.S_ISFIFO: "a named pipe",
    stat.S_ISSOCK: "a socket",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
    stat.S_ISDIR: "a folder",
}


def _read_bytes(path: Path, folder: Path) -> bytes:
    # Before anything is opened, because opening a pipe would wait for ever.
    status = path.stat()
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableSource("the link leads outside the folder; copy the document itself here")
    kind = next((name for is_kind, name in _KINDS.items() if is_kind(status.st_mode)), "")
    if kind:
        raise UnreadableSource(f"it is {kind}, not a file; put the document itself here")
    # One byte more than may be read, so that a file that grows in the meantime does not fill the memory.
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableSource(
            f"the file is larger than {MOST_BYTES // 1_000_000} MB, which no document of words is; cut it into its documents"
        )
    return data


def _section_rows(document: Document) -> list[Row]:
    return [
        {
            "section_no": number,
            "parent_no": None if section.parent is None else section.parent + 1,
            "level": section.level,
            "title": section.title,
            "kind": section.kind,
            "language": section.language,
            "start": section.start,
            "end": section.end,
            "reason": section.reason,
        }
        for number, section in enumerate(document.sections, start=1)
    ]


@dataclass(frozen=True)
class _Found:
    """A marker with what it takes to place it: the folded passage, and the sentence that holds it."""

    marker: Marker
    folded: Folded
    sentence_no: int


def _read_passages(document: Document) -> tuple[list[Row], list[Place], list[_Found]]:
    rows: list[Row] = []
    places: list[Place] = []
    markers: list[_Found] = []
    for number, passage in enumerate(document.passages, start=1):
        section = document.sections[passage.section]
        folded = fold(document.text, passage.parts)
        spans = [(0, len(folded.text))] if passage.kind in _WHOLE else find_sentences(folded.text)
        has_markers = section.kind not in _WITHOUT_MARKERS and passage.kind not in _WHOLE
        found = find_markers(folded.text) if has_markers else []
        position = 0
        for begin, stop in spans:
            if begin == stop:
                continue
            start, end = folded.span(begin, stop)
            rows.append(
                {
                    "sentence_no": len(rows) + 1,
                    "section_no": passage.section + 1,
                    "paragraph_no": number,
                    "block": passage.kind,
                    "start": start,
                    "end": end,
                    "raw": document.text[start:end],
                    "parts": _parts(passage, start, end),
                    "text": folded.text[begin:stop],
                    "language": find_language(folded.text[begin:stop], section.language),
                    "is_boilerplate": section.kind == "boilerplate",
                }
            )
            places.append(Place(folded, begin))
            while position < len(found) and found[position].start < stop:
                markers.append(_Found(found[position], folded, len(rows)))
                position += 1
    return rows, places, markers


def read_parts(parts: str) -> list[Part]:
    """Read the column `parts` of a sentence.

    Parameters
    ----------
    parts : str
        Its parts as the table holds them, ``start-end;start-end``.

    Returns
    -------
    list of (int, int)
        The same as half-open offsets.

    Examples
    --------
    >>> read_parts("3-8;20-31")
    [(3, 8), (20, 31)]
    """
    pairs = (part.partition("-") for part in parts.split(";"))
    return [(int(start), int(end)) for start, _, end in pairs]


def read_stretch(text: str, parts: str, start: int, end: int) -> str:
    """Read a stretch of a sentence with its white space folded, without what stands between its parts.

    Parameters
    ----------
    text : str
        The decoded source.
    parts : str
        The column `parts` of the sentence.
    start, end : int
        Half-open offsets in the source.

    Returns
    -------
    str
        The words between them; empty when there are none.

    Examples
    --------
    >>> read_stretch("It works (4) well.", "0-8;9-18", 0, 12)
    'It works (4)'
    """
    inside = [(max(start, low), min(end, high)) for low, high in read_parts(parts) if low < end and high > start]
    return fold(text, inside).text


def _parts(passage: Passage, start: int, end: int) -> str:
    inside = [(max(start, low), min(end, high)) for low, high in passage.parts]
    return ";".join(f"{low}-{high}" for low, high in inside if low < high)


def _parse_entry(document: Document, index: int) -> tuple[Row, Reference]:
    entry = document.entries[index]
    raw = document.text[entry.start : entry.end]
    parsed = parse_reference(raw)
    row = {
        "reference_no": entry.number,
        "start": entry.start,
        "end": entry.end,
        "raw": raw,
        "number_origin": "printed" if entry.is_printed else "position",
        "parse_status": parsed.parse_status,
        "authors": ";".join(parsed.authors),
        "first_author": parsed.first_author,
        "year": parsed.year,
        "title": parsed.title,
        "container_title": parsed.container_title,
        "volume": parsed.volume,
        "issue": parsed.issue,
        "first_page": parsed.first_page,
        "last_page": parsed.last_page,
        "article_number": parsed.article_number,
        "doi": parsed.doi,
        "pmid": parsed.pmid,
    }
    return row, parsed


def _citation_rows(
    document: Document, markers: list[_Found], references: list[tuple[Row, Reference]], texts: list[str]
) -> list[Row]:
    entries = {row["reference_no"]: (parsed.first_author, parsed.year, row["raw"]) for row, parsed in references}
    by_marker = {id(found.marker): found for found in markers}
    rows: list[Row] = []
    links = link_markers([found.marker for found in markers], entries, entries, texts)
    for marker_no, link in enumerate(links, start=1):
        found = by_marker[id(link.marker)]
        start, end = found.folded.span(link.marker.start, link.marker.end)
        for reference_no in _entries_of(link):
            rows.append(
                {
                    "citation_no": len(rows) + 1,
                    "marker_no": marker_no,
                    "sentence_no": found.sentence_no,
                    "start": start,
                    "end": end,
                    "raw": document.text[start:end],
                    "style": "superscript" if link.marker.style == "bare" else link.marker.style,
                    "is_second_style": link.is_second_style,
                    "reference_no": reference_no,
                    "unresolved": "" if reference_no else ";".join(link.unresolved),
                    "status": "resolved" if reference_no else "dangling",
                }
            )
    return rows


def _spans_of(citations: list[Row], markers: list[_Found], places: list[Place]) -> dict[int, list[Part]]:
    """Return where the citation markers stand in the text of each sentence."""
    linked = {(row["start"], row["end"]) for row in citations}
    spans: dict[int, list[Part]] = {}
    for marker, folded, sentence_no in ((one.marker, one.folded, one.sentence_no) for one in markers):
        if folded.span(marker.start, marker.end) in linked:
            begin = places[sentence_no - 1].begin
            spans.setdefault(sentence_no, []).append((marker.start - begin, marker.end - begin))
    return spans


def _entries_of(link: Link) -> list[int | None]:
    """Return the entries of a marker, and one None when it also names what the list does not hold."""
    return [*link.entries, *([None] if link.unresolved else [])]

"""From the files of a review to its tables: everything that takes more than one file to know."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import count, repeat
from pathlib import Path

from evidence_review import schema
from evidence_review.corpus.cited import CitedDesigns
from evidence_review.corpus.parse import ParsedFile, Row, parse_file
from evidence_review.corpus.retraction_status import add_retraction_status
from evidence_review.corpus.store import Corpus, find_spans
from evidence_review.decisions import Correction, Topic, read_corrections, read_topics
from evidence_review.errors import EvidenceError
from evidence_review.extract.designs import find_design
from evidence_review.extract.references import family_name
from evidence_review.extract.statements import is_statement, suggest
from evidence_review.extract.topics import find_topics
from evidence_review.extract.works import Work, as_ascii, name_works
from evidence_review.paths import Review
from evidence_review.retractions import RetractionFile
from evidence_review.vocabulary import KINDS, PROSE_KINDS

__all__ = ["build", "check_spans", "list_files"]

_READ = ("ok", "partial")


def list_files(review: Review) -> list[Path]:
    """List the files that are sources: what lies directly in the seeds folder.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    list of Path
        In order of name, without README files, hidden files and folders. What is no regular file, as a pipe, is among them, so that a
        row says why it was not read.

    Raises
    ------
    EvidenceError
        If there are none, or the folder cannot be read.
    """
    try:
        files = [
            path
            for path in review.seeds.iterdir()
            if not path.name.startswith((".", "README")) and not _is_folder(path)
        ]
    except OSError as error:
        raise EvidenceError(
            f"{review.seeds}: {error.strerror}; make the folder readable, or name another with --seeds DIR"
        ) from error
    if not files:
        raise EvidenceError(f"{review.seeds}: holds no documents; put the documents to review there, one file each")
    return sorted(files)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Where a link leads cannot be seen; parsing the file will say why.
        return False


def build(review: Review, *, jobs: int = 1) -> Corpus:
    """Build all tables of a review but those of the audit and the checks.

    Parameters
    ----------
    review : Review
        The folders of the review.
    jobs : int
        How many files to read at the same time.

    Returns
    -------
    Corpus
        The tables, validated; `codings`, `conflicts`, `citation_support`, `findings` and `parked` are empty.

    Raises
    ------
    EvidenceError
        If the folder holds no documents, or a reviewer's file is wrong.
    """
    files = list_files(review)
    topics = read_topics(review)
    corrections = read_corrections(review)
    if jobs > 1 and len(files) > 1:
        with ProcessPoolExecutor(min(jobs, len(files))) as pool:
            parsed = list(pool.map(parse_file, files, repeat(review.seeds)))
    else:
        parsed = [parse_file(path, review.seeds) for path in files]
    parsed = _mark_duplicates(parsed)
    rows = [_source_row(one) for one in parsed]
    _apply_corrections(rows, corrections)
    ids = _name_sources(rows)
    read = [(source_id, one) for source_id, one in zip(ids, parsed, strict=True) if one.status in _READ]
    references = _references(read)
    _say_what_was_checked(rows, add_retraction_status(references, review))
    designs: dict[str, dict[int, str]] = {source_id: {} for source_id, _ in read}
    for row in references:
        designs[row["source_id"]][row["reference_no"]] = row["design"]
    corpus = Corpus(
        review=review,
        topics=topics,
        texts={source_id: one.text for source_id, one in sorted(read, key=lambda pair: pair[0])},
        sources=schema.frame(
            "sources",
            [_without_helpers(row) | {"source_id": source_id} for source_id, row in zip(ids, rows, strict=True)],
        ),
        sections=schema.frame("sections", _collect(read, "sections")),
        sentences=schema.frame("sentences", _collect(read, "sentences")),
        references=schema.frame("references", references),
        citations=schema.frame("citations", _collect(read, "citations")),
        quantities=schema.frame("quantities", _collect(read, "quantities")),
        statements=schema.frame(
            "statements", [row for pair in read for row in _statements(*pair, topics, designs[pair[0]])]
        ),
        **{name: schema.frame(name, []) for name in ("codings", "conflicts", "citation_support", "findings", "parked")},
    )
    check_spans(corpus)
    return corpus


def _collect(read: Sequence[tuple[str, ParsedFile]], table: str) -> list[Row]:
    return [{"source_id": source_id} | row for source_id, one in read for row in getattr(one, table)]


def _mark_duplicates(parsed: Sequence[ParsedFile]) -> list[ParsedFile]:
    """Mark copies, so that what a document says counts once; a copy that was saved otherwise says the same."""
    bytes_of: dict[str, str] = {}
    words_of: dict[str, str] = {}
    marked = []
    for one in parsed:
        if one.status not in _READ:
            marked.append(one)
            continue
        exact = bytes_of.setdefault(one.sha256, one.file)
        same = words_of.setdefault(one.words_sha256, one.file)
        reason = (
            f"exact copy of {exact}"
            if exact != one.file
            else f"same words as {same}; only white space, encoding or the form of letters differ"
        )
        marked.append(one if exact == same == one.file else replace(one, status="duplicate", reason=reason))
    return marked


def _source_row(one: ParsedFile) -> Row:
    metadata = one.metadata
    row: Row = {
        "file": one.file,
        "sha256": one.sha256,
        "status": one.status,
        "reason": one.reason,
        "encoding": one.encoding,
        "is_encoding_guessed": one.is_encoding_guessed,
        "kind": one.kind,
        "authors": ";".join(metadata.authors),
        "keywords": ";".join(metadata.keywords),
        "year": int(metadata.published[:4]) if metadata.published else None,
        "first_author": metadata.first_author,
        "site": metadata.site,
        "reviewed_year": metadata.reviewed[:4],
    }
    for column in _PLAIN_COLUMNS:
        row[column] = getattr(metadata, column)
    if one.status in _READ:
        row |= _counts(one)
    return row


_PLAIN_COLUMNS = (
    "title title_as_printed received revised accepted published reviewed reviewed_by container_title volume issue pages doi pmid license"
    " funding conflict_of_interest ai_statement"
).split()


def _counts(one: ParsedFile) -> Row:
    prose = [
        row for row in one.sentences if one.sections[row["section_no"] - 1]["kind"] not in ("boilerplate", "references")
    ]
    languages: Counter[str] = Counter()
    for row in prose:
        languages[row["language"]] += len(row["text"])
    styles = Counter(row["style"] for row in one.citations)
    return {
        "language": max(languages, key=lambda name: (languages[name], name), default=""),
        "n_words": sum(row["text"].count(" ") + 1 for row in prose),
        "n_references": len(one.references),
        "n_citations": len(one.citations),
        "citation_style": max(styles, key=lambda name: (styles[name], name), default=""),
    }


def _apply_corrections(rows: list[Row], corrections: Sequence[Correction]) -> None:
    by_file = {row["file"]: row for row in rows}
    allowed = {*_PLAIN_COLUMNS, "authors", "keywords", "year", "kind", "language"}
    for correction in corrections:
        if correction.file not in by_file:
            raise EvidenceError(
                f"{correction.place}: {correction.file} is not in the folder; it holds {', '.join(sorted(by_file))}"
            )
        if correction.field not in allowed:
            raise EvidenceError(
                f"{correction.place}: {correction.field} cannot be corrected; these can: {', '.join(sorted(allowed))}"
            )
        row = by_file[correction.file]
        value = _typed(correction)
        printed = row.get(correction.field) or "(empty)"
        note = f"{correction.field}: {printed} -> {correction.value or '(empty)'} ({correction.reason})"
        row["corrections"] = ";".join(filter(None, [row.get("corrections", ""), note]))
        row[correction.field] = value
        if correction.field == "authors":
            row["first_author"] = family_name(correction.value.split(";")[0])


def _typed(correction: Correction) -> str | int | None:
    value = correction.value
    if correction.field == "year":
        if not re.fullmatch(r"[0-9]{4}|", value):
            raise EvidenceError(f"{correction.place}: {value!r} is no year; write four digits")
        return int(value) if value else None
    if correction.field == "kind" and value and value not in KINDS:
        raise EvidenceError(f"{correction.place}: {value!r} is no kind; it may be {', '.join(KINDS)}")
    return value


def _without_helpers(row: Row) -> Row:
    """Leave out what only names the source."""
    return {column: value for column, value in row.items() if column not in ("first_author", "site", "reviewed_year")}


# Names that Windows keeps for devices, whatever ending follows.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)", re.IGNORECASE)
# The longest part of a file's name in an id: an id is a file's name too, and some systems allow 255 bytes.
_LONGEST_STEM = 60


def _name_sources(rows: Sequence[Row]) -> list[str]:
    """Name each source: first author and year, else site and year, else the file's stem; letters where names collide."""
    stems = []
    for row in rows:
        author, site = as_ascii(row["first_author"])[:_LONGEST_STEM], as_ascii(row["site"])[:_LONGEST_STEM]
        year = row["year"] or row["reviewed_year"]
        stem = f"{author}{year}" if author and year else f"{site}{year}" if site and year else ""
        stems.append(stem or _stem_of_file(row["file"]) or "source")
    # Without regard to case, because each id is also the name of a file.
    named = Counter(stem.casefold() for stem in stems)
    taken = {stem for stem, times in named.items() if times == 1}
    ids = []
    for stem in stems:
        lettered = (f"{stem}{_suffix(number)}" for number in count(1))
        own = stem if named[stem.casefold()] == 1 else next(name for name in lettered if name.casefold() not in taken)
        taken.add(own.casefold())
        ids.append(own)
    return ids


def _stem_of_file(file: str) -> str:
    stem = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", Path(file).stem)).strip("-.")
    stem = stem[:_LONGEST_STEM].rstrip("-.")
    return f"source-{stem}" if _RESERVED.match(stem) else stem


def _suffix(position: int) -> str:
    return chr(ord("a") + position - 1) if position <= 26 else f"-{position}"


def _references(read: Sequence[tuple[str, ParsedFile]]) -> list[Row]:
    rows = _collect(read, "references")
    works = [Work(**{name: row[name] for name in Work.__dataclass_fields__}) for row in rows]
    for row, work_id in zip(rows, name_works(works), strict=True):
        row["work_id"] = work_id
        row["design"], row["design_cue"] = find_design(row["title"], row["container_title"])
    return rows


def _say_what_was_checked(rows: Sequence[Row], file: RetractionFile | None) -> None:
    """Say of sources with a list what its entries were checked against."""
    for row in rows:
        if file and row.get("n_references"):
            row |= {
                "retraction_file": file.name,
                "n_retraction_records": file.n_records,
                "retraction_newest": file.newest,
            }


def _statements(source_id: str, one: ParsedFile, topics: Sequence[Topic], designs: dict[int, str]) -> list[Row]:
    evidence = CitedDesigns(one.citations, designs)
    by_heading = _topics_of_headings(one.sections, topics)
    rows: list[Row] = []
    for sentence in one.sentences:
        section = one.sections[sentence["section_no"] - 1]
        is_prose = section["kind"] in PROSE_KINDS and sentence["language"] == "en" and not sentence["is_boilerplate"]
        if not is_prose or not is_statement(sentence["text"]):
            continue
        found = find_topics(sentence["text"], topics) or by_heading[sentence["section_no"]]
        suggestion: Row = {}
        if found:
            proposal = suggest(sentence["text"])
            span = (sentence["start"], sentence["end"])
            rests_on = evidence.columns([sentence["sentence_no"]], span, sentence["text"], proposal.population)
            suggestion = vars(proposal) | rests_on
        for topic, cue in found.items():
            number = len(rows) + 1
            own = {key: sentence[key] for key in ("sentence_no", "start", "end", "raw", "text")}
            rows.append(
                {
                    "source_id": source_id,
                    "statement_no": number,
                    "statement_id": f"{source_id}:s{number:03}",
                    "topic": topic,
                    "topic_cue": cue,
                    "origin": "machine",
                }
                | own
                | suggestion
            )
    return rows


def _topics_of_headings(sections: Sequence[Row], topics: Sequence[Topic]) -> dict[int, dict[str, str]]:
    """Return for each section the topics of its heading, else those of the nearest heading above that has any."""
    found: dict[int, dict[str, str]] = {}
    for section in sections:
        own = {topic: f"section: {cue}" for topic, cue in find_topics(section["title"], topics).items()}
        found[section["section_no"]] = own or found.get(section["parent_no"] or 0, {})
    return found


def check_spans(corpus: Corpus) -> None:
    """Prove that every span holds its words: `text[start:end] == raw`.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Raises
    ------
    AssertionError
        If a row does not; this is an error of the program, not of the input.
    """
    for name, frame in corpus.tables():
        for source_id, start, end, raw in find_spans(frame):
            if corpus.texts[source_id][start:end] != raw:
                raise AssertionError(f"{name}: {source_id}:{start}-{end} does not hold {raw!r}")

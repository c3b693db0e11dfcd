"""What reviewers decide, in plain files of `seeds/review/`: topics and corrections of the sources' metadata."""

import csv
import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from evidence_review.errors import EvidenceError, did_you_mean
from evidence_review.paths import Review
from evidence_review.vocabulary import QUESTION_KINDS

__all__ = [
    "Correction",
    "Question",
    "Topic",
    "find_topic",
    "read_corrections",
    "read_csv",
    "read_rows",
    "read_topics",
    "require_known",
]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The parser in C is ten times as fast; a PyYAML built without it has the one in Python only.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORRECTIONS = "seeds/review/sources.csv"
_CORRECTION_COLUMNS = ["file", "field", "value", "reason", "reviewer"]


@dataclass(frozen=True)
class Question:
    """A question that sources answer: its id, its text, whether it asks `yes-no`, a `value` or a `name`, and a value's unit (UCUM)."""

    id: str
    text: str
    kind: str = "yes-no"
    unit: str = ""


@dataclass(frozen=True, repr=False)
class Topic:
    """A topic of the review.

    Attributes
    ----------
    id : str
        Kebab-case, the file's stem.
    title : str
        For people.
    questions : tuple of Question
        What the sources are asked.
    terms : tuple of str
        Terms by which the machine finds statements; `extract.topics` says how they are read.
    not_terms : tuple of str
        Terms whose presence blots out a match of the same words.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    terms: tuple[str, ...]
    not_terms: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Topic({self.id}: {self.title}; {len(self.questions)} questions, {len(self.terms)} terms)"


@dataclass(frozen=True)
class Correction:
    """A reviewer's correction of one field of one source, with the reason and the line of `sources.csv` that holds it."""

    file: str
    field: str
    value: str
    reason: str
    reviewer: str
    line: int = dataclasses.field(default=0, compare=False)

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{_CORRECTIONS}, line {self.line}"


def read_topics(review: Review) -> tuple[Topic, ...]:
    """Read the topics of a review.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    tuple of Topic
        In the order of their ids; empty when there is no folder.

    Raises
    ------
    EvidenceError
        If a file is not a topic; the message names file, reason and remedy.
    """
    files = sorted(review.topics.iterdir()) if review.topics.is_dir() else []
    # Systems and editors leave hidden files beside those that they copy or open.
    files = [path for path in files if not path.name.startswith(".")]
    for path in files:
        if path.suffix != ".yml" and path.suffix.lower() in (".yml", ".yaml"):
            raise EvidenceError(f"seeds/review/topics/{path.name}: is not read; rename it to {path.stem}.yml")
    return tuple(_read_topic(path) for path in files if path.suffix == ".yml")


def find_topic(topics: Sequence[Topic], name: str) -> Topic:
    """Find a topic by its id.

    Parameters
    ----------
    topics : sequence of Topic
        The topics of a review.
    name : str
        The id.

    Returns
    -------
    Topic
        The topic.

    Raises
    ------
    EvidenceError
        If there is none; the message suggests the nearest and lists the known ones.
    """
    known = {topic.id: topic for topic in topics}
    if not known:
        raise EvidenceError(f"{name!r}: is no topic, since the review has none; add seeds/review/topics/<topic>.yml")
    if name not in known:
        raise EvidenceError(
            f"{name!r}: is no topic of this review; {did_you_mean(name, known)}The topics are {', '.join(known)}"
        )
    return known[name]


def _read_topic(path: Path) -> Topic:
    place = f"seeds/review/topics/{path.name}"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, ValueError) as error:  # the latter of what is no UTF-8, and of a date that is none
        raise EvidenceError(f"{place}: is not readable YAML: {' '.join(str(error).split())}") from error
    if not _ID.fullmatch(path.stem):
        raise EvidenceError(f"{place}: the name must be lower-case words joined by hyphens, since it is the topic's id")
    allowed = {"title", "questions", "terms", "not_terms"}
    if not isinstance(data, dict) or set(data) - allowed or {"title", "questions", "terms"} - set(data):
        raise EvidenceError(f"{place}: a topic has the keys title, questions, terms and, if need be, not_terms")
    (title,) = _strings([data["title"]], f"{place}: title")
    terms = _strings(data["terms"], f"{place}: terms")
    if not terms:
        raise EvidenceError(f"{place}: has no terms, so nothing could be found; list at least one under terms")
    not_terms = _strings(data.get("not_terms"), f"{place}: not_terms")
    return Topic(path.stem, title, _read_questions(data["questions"], place), terms, not_terms)


def _read_questions(items: object, place: str) -> tuple[Question, ...]:
    if not isinstance(items, list | None):
        raise EvidenceError(f"{place}: questions must be a list; begin each with a hyphen")
    questions: dict[str, Question] = {}
    for number, item in enumerate(items or [], start=1):
        if not isinstance(item, dict) or not {"id", "text"} <= set(item) <= {"id", "text", "kind", "unit"}:
            raise EvidenceError(f"{place}: question {number} must have id and text, and may have kind and unit")
        name, text = _strings([item["id"], item["text"]], f"{place}: question {number}")
        kind, unit = item.get("kind", "yes-no"), item.get("unit", "")
        if kind not in QUESTION_KINDS:
            raise EvidenceError(
                f"{place}: question {number} has kind {kind!r}; it may be {', '.join(QUESTION_KINDS[:-1])} or {QUESTION_KINDS[-1]}"
            )
        if not isinstance(unit, str) or (kind == "value") != bool(unit.strip()):
            raise EvidenceError(
                f"{place}: question {number} must have a unit in quotes if its kind is value, and none otherwise; '1' is the unit of ratios"
            )
        if name in questions:
            raise EvidenceError(f"{place}: question {number} has the id {name} of an earlier one; give it another")
        # Pages and the panel show questions by their text.
        if text in (one.text for one in questions.values()):
            raise EvidenceError(f"{place}: question {number} has the text of an earlier one; word it otherwise")
        questions[name] = Question(name, text, kind, unit)
    return tuple(questions.values())


def _strings(values: object, place: str) -> tuple[str, ...]:
    # YAML reads an unquoted `no` as False, 2024 as a number and an empty item as nothing; a lone string would be taken
    # letter by letter. None of these is what the reviewer meant.
    if not isinstance(values, list | None):
        raise EvidenceError(f"{place}: must be a list; begin each item with a hyphen")
    for value in values or []:
        if not isinstance(value, str) or not value.strip():
            raise EvidenceError(f"{place}: {value!r} is not text; put it in quotes")
    return tuple(values or [])


def read_corrections(review: Review) -> tuple[Correction, ...]:
    """Read the corrections of sources that a reviewer has written into `sources.csv`.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    tuple of Correction
        In the order of the file; empty when there is no file.

    Raises
    ------
    EvidenceError
        If the columns are not as agreed or a reason is missing.
    """
    return tuple(_read_correction(cells, line) for line, cells in read_rows(review, "sources.csv", _CORRECTION_COLUMNS))


def read_rows(review: Review, name: str, columns: list[str]) -> list[tuple[int, list[str]]]:
    """Read a CSV file of the reviewers.

    Parameters
    ----------
    review : Review
        The folders of the review.
    name : str
        The file's name in `seeds/review/`.
    columns : list of str
        Its columns, in order.

    Returns
    -------
    list of (int, list of str)
        Line and cells of each row; empty when there is no file.

    Raises
    ------
    EvidenceError
        If it is no CSV in UTF-8, its columns are not as agreed, or a row has more or fewer cells.
    """
    path = review.decisions / name
    return read_csv(path, columns, f"seeds/review/{name}") if path.is_file() else []


def read_csv(path: Path, columns: list[str], place: str) -> list[tuple[int, list[str]]]:
    """Read a CSV file that people fill in.

    Parameters
    ----------
    path : Path
        The file.
    columns : list of str
        Its columns, in order.
    place : str
        What messages call it.

    Returns
    -------
    list of (int, list of str)
        Line in which a row begins, and its cells; rows of empty cells, as spreadsheets leave them, are no rows.

    Raises
    ------
    EvidenceError
        If it is no CSV in UTF-8, its columns are not as agreed, or a row has more or fewer cells.
    """
    rows = []
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            # Strict, since a quotation mark out of place would change words, or swallow the rows behind it.
            reader = csv.reader(handle, strict=True)
            for cells in reader:
                if any(map(str.strip, cells)):
                    rows.append((line, cells))
                line = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{place}: is not readable CSV: {error}; save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise EvidenceError(
            f"{place}, line {line}: is not readable CSV: {error}; put the cell in quotes, and double those within"
        ) from error
    if not rows or rows[0][1] != columns:
        raise EvidenceError(f"{place}: the columns must be {', '.join(columns)}, separated by commas")
    for line, cells in rows[1:]:
        if len(cells) != len(columns):
            raise EvidenceError(
                f"{place}, line {line}: has {len(cells)} cells, not {len(columns)}; put a cell with a comma in quotes"
            )
    return rows[1:]


def require_known(word: str, known: Iterable[str], what: str, place: str) -> None:
    """Refuse a word of a reviewer's file that is none of those that may stand there.

    Parameters
    ----------
    word : str
        The word.
    known : iterable of str
        The words that may stand there.
    what : str
        What they are, for the message.
    place : str
        File and line, for the message.

    Raises
    ------
    EvidenceError
        If it is none of them; the message names the nearest.
    """
    known = list(known)
    if word not in known:
        allowed = ", ".join(known) or "nothing, since there is none"
        raise EvidenceError(f"{place}: {word!r} is no {what}; {did_you_mean(word, known)}it may be {allowed}")


def _read_correction(cells: list[str], line: int) -> Correction:
    row = Correction(**dict(zip(_CORRECTION_COLUMNS, cells, strict=True)), line=line)
    if not (row.file and row.field and row.reason):
        raise EvidenceError(f"{row.place}: file, field and reason must be filled")
    return row

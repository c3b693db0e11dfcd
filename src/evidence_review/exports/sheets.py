"""What stands in the sheets of `evidence.xlsx`: the tables that people work with, in an order in which people read."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from evidence_review.anchors import anchor_of, anchor_of_finding, anchor_of_statement
from evidence_review.exports.columns import Column, describe_columns

if TYPE_CHECKING:
    import pandas as pd

    from evidence_review.corpus import Corpus

__all__ = ["PAGE_COLUMNS", "Sheet", "make_sheets"]

# Which tables have a sheet, and which of their columns come first; the others follow as they are in the table.
_FIRST = {
    "sources": "source_id title authors year container_title kind status license doi",
    "statements": (
        "statement_id page origin source_id topic question answer text direction population certainty is_negated"
        " n_citations best_design evidence_flags coder note"
    ),
    "references": "source_id reference_no page authors year title container_title volume issue first_page last_page doi",
    "quantities": (
        "source_id quantity_no page raw kind comparator low high unit substance population species route indication role"
    ),
    "conflicts": (
        "conflict_no topic question class severity scope kind what_differs context"
        " statement_id_a page_a answer_a raw_a statement_id_b page_b answer_b raw_b"
    ),
    "citation_support": "source_id marker_no reference_no page queue_no score reason verdict innocent_explanation",
    "findings": "check finding_no severity source_id page message raw suggestion innocent_explanation verdict",
}
PAGE_COLUMNS = {
    "page": "Where it is shown, counted from the outputs folder; empty when its source has no page.",
    "page_a": "Where the first statement is shown, counted from the outputs folder.",
    "page_b": "Where the second statement is shown, counted from the outputs folder.",
}
"""Columns that a sheet has beyond those of its table, and their descriptions."""
_QUESTION_COLUMNS = {
    "topic": "Topic id.",
    "topic_title": "The topic, for people.",
    "question": "Question id; empty for a topic that asks none.",
    "question_text": "The question.",
    "kind": "Whether it asks `yes-no`, a `value` or a `name`.",
    "unit": "Unit of a value (UCUM).",
}
_DICTIONARY = ("sheet", "column", "type", "unit", "meaning", "suggested_by_machine", "can_be_empty", "values")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns and its rows.

    Attributes
    ----------
    name : str
        The name.
    columns : tuple of str
        The header.
    rows : list of tuple
        A value per column; what is unknown is None.
    suggested : frozenset of str
        The columns that hold suggestions of the machine.
    whole : str
        The file that holds what is too long for a cell.
    """

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    suggested: frozenset[str] = frozenset()
    whole: str = ""


def make_sheets(corpus: "Corpus") -> list[Sheet]:
    """Bring together what the sheets hold.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    list of Sheet
        About, the sources, the questions, the tables, the data dictionary.
    """
    sources, *tables = (_make_table(corpus, name) for name in _FIRST)
    sheets = [sources, _make_questions(corpus), *tables]
    return [_make_about(corpus, sheets), *sheets, _make_dictionary(_FIRST)]


def _make_table(corpus: "Corpus", name: str) -> Sheet:
    """Make the sheet of a table, with the columns that are read first in front."""
    frame = getattr(corpus, name)
    known = {column: _values(frame[column]) for column in frame.columns}
    known |= _pages(corpus, name, known)
    columns = tuple(dict.fromkeys([*_FIRST[name].split(), *known]))
    suggested = frozenset(column.name for column in describe_columns(name) if column.is_suggestion)
    rows = list(zip(*(known[column] for column in columns), strict=True))
    return Sheet(name, columns, rows, suggested, f"tables/{name}.csv")


def _values(column: "pd.Series[Any]") -> list[Any]:
    return column.astype(object).where(column.notna(), None).tolist()


def _pages(corpus: "Corpus", name: str, known: dict[str, list[Any]]) -> dict[str, list[str | None]]:
    """Say where each row is shown in the reading view of its source."""

    def places(anchors: Iterable[str], sources: str = "source_id") -> list[str | None]:
        pairs = zip(known[sources], anchors, strict=True)
        return [f"sources/{source}.html{anchor}" if source in corpus.texts else None for source, anchor in pairs]

    def statements(column: str) -> list[str]:
        return [f"#{anchor_of_statement(one)}" for one in known[column]]

    if name == "statements":
        return {"page": places(statements("statement_id"))}
    if name == "conflicts":
        return {f"page_{side}": places(statements(f"statement_id_{side}"), f"source_id_{side}") for side in "ab"}
    if name == "findings":
        rows = zip(known["check"], known["finding_no"], known["start"], strict=True)
        return {
            "page": places(
                "" if start is None else f"#{anchor_of_finding(check, number)}" for check, number, start in rows
            )
        }
    numbers = {"references": "reference_no", "quantities": "sentence_no", "citation_support": "marker_no"}
    if name in numbers:
        column = numbers[name]
        return {"page": places(f"#{anchor_of(column, number)}" for number in known[column])}
    return {}


def _make_questions(corpus: "Corpus") -> Sheet:
    """List the topics with their questions, so that the ids in other sheets can be read."""
    rows: list[tuple[Any, ...]] = []
    for topic in corpus.topics:
        rows += [(topic.id, topic.title, one.id, one.text, one.kind, one.unit or None) for one in topic.questions]
        if not topic.questions:
            rows.append((topic.id, topic.title, None, None, None, None))
    return Sheet("questions", tuple(_QUESTION_COLUMNS), rows)


def _make_dictionary(tables: Iterable[str]) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for name in tables:
        described = {column.name: column for column in describe_columns(name)}
        for column in dict.fromkeys([*_FIRST[name].split(), *described]):
            rows.append((name, *_describe(described.get(column), column)))
    for column, meaning in _QUESTION_COLUMNS.items():
        rows.append(("questions", column, "text", None, meaning, False, not column.startswith("topic"), None))
    return Sheet("data_dictionary", _DICTIONARY, rows)


def _describe(column: Column | None, name: str) -> tuple[Any, ...]:
    if column is None:
        return name, "text", None, PAGE_COLUMNS[name], False, True, None
    values = ", ".join(column.values) + (", joined by ;" if column.is_list else "")
    is_empty = not column.is_required
    return name, column.type, column.unit or None, column.description, column.is_suggestion, is_empty, values or None


def _make_about(corpus: "Corpus", sheets: list[Sheet]) -> Sheet:
    """Say what the workbook is and how to read it."""
    from evidence_review import schema

    grains = {name: table.grain for name, table in schema.TABLES.items()}
    grains["questions"] = "A question that the sources were asked, with its topic."
    statements = corpus.statements
    n_decided = int((statements["origin"] == "reviewer").sum())
    rows: list[tuple[Any, ...]] = [
        ("what this is", "The tables of an evidence review. Every row leads back to the words of a source.", None),
        ("made by", f"evidence-review {_version()}", None),
        ("statements decided by a reviewer", "origin is reviewer", n_decided),
        ("statements suggested by the machine", "origin is machine", len(statements) - n_decided),
        (
            "suggestions",
            "What the machine suggests is in italics, under a header in italics on yellow; nobody has decided it. All"
            " quantities, designs and conflicts of the class candidate are such.",
            None,
        ),
        ("empty cell", "Unknown, or does not apply. It is never zero and never no.", None),
        ("page", "A page of the site, counted from the folder that holds index.html. Plain text, no link.", None),
        (
            "text of sources",
            "Shown as text, never as a formula. Characters that show nothing or turn the line are named, as [U+202E];"
            " line ends are all alike. To the letter it stands in tables/ and texts/, beside the site.",
            None,
        ),
        ("start, end", "Code points in texts/<source_id>.txt, beside the site; end is one past the last.", None),
        (
            "saving as CSV",
            "Loses the mark that keeps a text from being a formula. Read tables/*.csv with a program instead.",
            None,
        ),
    ]
    rows += [(f"sheet {sheet.name}", grains[sheet.name], len(sheet.rows)) for sheet in sheets]
    return Sheet("about", ("about", "meaning", "count"), rows)


def _version() -> str:
    try:
        return version("evidence-review")
    except PackageNotFoundError:
        return "(not installed)"

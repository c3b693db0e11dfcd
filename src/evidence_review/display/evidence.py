"""The evidence table of a topic page: each statement opens to its paragraph and to what it cites."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_review.display.context import Context
from evidence_review.display.markup import cell_text, class_of, direction, escape, link_place, make_header, make_table
from evidence_review.display.shown import Shown, as_file, need_columns, note, plural

__all__ = ["evidence_table"]

_PAIR = re.compile(r"\b(population|substance|dose|route|endpoint|time|event)=")

_NEEDED = ["statement_id", "source_id", "sentence_no", "start", "end", "text"]
_COLUMNS = [
    "statement",
    "question and answer",
    "direction and certainty",
    "population",
    "references",
    "decided by",
]


def evidence_table(
    statements: pd.DataFrame, *, corpus: Any, name: str = "evidence", caption: str = "The evidence"
) -> Shown:
    """Show statements so that each opens to its sentence, marked in its paragraph, and to the references that it cites.

    Parameters
    ----------
    statements : pandas.DataFrame
        Rows of `corpus.statements`, in the order to be shown, or with the columns that `summaries.summarize_evidence` adds.
    corpus : Corpus
        Where the paragraphs, sections, citations and references are looked up.
    name : str
        Kebab-case; the rows go to `tables/<name>.csv`.
    caption : str
        The title above the table.

    Returns
    -------
    Shown
        A table with a row per statement; the row's id is the statement's id, so that `bullets` can link to it.

    Raises
    ------
    EvidenceError
        If these are no statements of the corpus, or `name` is not kebab-case.
    """
    need_columns(statements, _NEEDED, "evidence_table", "rows of corpus.statements")
    plain = f"{name}: {len(statements)} statement{plural(len(statements))}"
    if statements.empty:
        return Shown(note(f"{caption}: no statements.").markup, plain, as_file(name, statements))
    context = Context(corpus)
    body = "".join(_row(row, context) for row in statements.to_dict("records"))
    head = make_header(_COLUMNS)
    return Shown(make_table(head, body, caption=caption), plain, as_file(name, statements))


def _row(row: Mapping[Any, Any], context: Context) -> str:
    place = context.find(row["source_id"], row["sentence_no"], (row["start"], row["end"]))
    name = row["statement_id"]
    where = " \u00b7 ".join(filter(None, [link_place(name), escape(place.section)]))
    statement = (
        f"<details><summary{direction(row['text'])}>{escape(row['text'])}</summary>"
        f"{place.paragraph}{place.list_cited()}"
        f'<p class="er-copy"{direction(place.text)}>{escape(place.cite(name))}</p></details>'
        f'<p class="er-where"{direction(place.section)}>{where}</p>'
    )
    labels = ", ".join(one.label for one in place.cited)
    cells = [
        (row.get("answered"), row.get("asked")),
        (row.get("direction"), row.get("certainty")),
        (cell_text(row.get("population")).replace(";", ", "), ""),
        (labels, row.get("rests_on")) if labels else (row.get("rests_on"), ""),
        _decided_by(row),
    ]
    rest = "".join(f"<td>{_cell(first, second)}</td>" for first, second in cells)
    style = class_of("" if row.get("origin") == "reviewer" else "er-machine")
    return f'<tr id="{escape(name)}"{style}><td class="er-long">{statement}</td>{rest}</tr>\n'


def _cell(first: object, second: object) -> str:
    """Put a smaller line under the main one."""
    below = cell_text(second)
    return escape(cell_text(first)) + (f'<p class="er-where">{escape(below)}</p>' if below else "")


def _decided_by(row: Mapping[Any, Any]) -> tuple[str, str]:
    if row.get("origin") == "reviewer":
        return cell_text(row.get("coder")), _PAIR.sub(r"\1: ", cell_text(row.get("note")))
    return "machine", ""

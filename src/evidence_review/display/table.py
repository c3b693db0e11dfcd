"""A frame as a table: its numbers to the right, its ids as links to the words that they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.anchors import LETTERS
from evidence_review.display.markup import (
    cell_text,
    class_of,
    direction,
    escape,
    is_unknown,
    link_place,
    make_fold,
    make_header,
    make_table,
    source_link,
)
from evidence_review.display.shown import Shown, as_file, note, plural
from evidence_review.display.statement import show_statement
from evidence_review.errors import EvidenceError

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["show"]

_COLUMN = re.compile(r"[a-z]{1,40}(?:_(?:[a-z]{1,40}|[0-9]{1,2})){1,20}")
_LONG = 60
# Columns that number something of the source beside them, and what the ids of these things begin with in its reading view.
_NUMBERS = LETTERS | dict.fromkeys(("reference", "better_reference_no"), LETTERS["reference_no"])
_IDS = ("statement_id", "statement_ids", "statement_id_a", "statement_id_b")


def show(
    what: pd.DataFrame | pd.Series | str,
    *,
    name: str = "",
    caption: str = "",
    max_rows: int = 50,
    is_folded: bool = False,
    corpus: Corpus | None = None,
) -> Shown:
    """Show a frame as a table that people can read, or a statement in its paragraph.

    Parameters
    ----------
    what : pandas.DataFrame, pandas.Series or str
        What to show. A named index becomes the first columns; an unnamed one is left out. Column labels are shown with
        spaces for underscores; what is unknown shows as an empty cell, yes-or-no columns as `yes` and `no`. Ids of statements, and
        numbers of sentences, markers and references beside the id of their source, link to the reading view of the source. A column
        `place_id` (`smith2020:n12`) is not shown: it is where the column `words` links to.
        A text is the id of a statement: it is shown marked in its paragraph, with what it cites and what was decided on it.
    name : str
        Kebab-case; `evidence run` writes the whole frame to `tables/<name>.csv` beside the page. Without a name no file is written.
    caption : str
        The title above the table.
    max_rows : int
        How many rows to show; a line says how many are left out and where they are.
    is_folded : bool
        Whether the table opens only on a click, because a figure shows the same.
    corpus : Corpus, optional
        Where a statement is looked up; the one that `load` returned last unless given.

    Returns
    -------
    Shown
        To be the last expression of a cell.

    Raises
    ------
    EvidenceError
        If `name` is not kebab-case, since it becomes a file name; if no statement has the id; if it is neither frame nor text.
    """
    if isinstance(what, str):
        return show_statement(what, corpus)
    if isinstance(what, pd.Series):
        what = what.to_frame()
    if not isinstance(what, pd.DataFrame):
        raise EvidenceError(
            f"show: got {type(what).__name__}; pass a frame such as corpus.statements, or the id of a statement"
        )
    whole = what.reset_index() if any(one is not None for one in what.index.names) else what
    called = name or caption or "table"
    n_rows, n_columns = len(whole), len(whole.columns) - _has_words(whole)
    plain = f"{called}: {n_rows} row{plural(n_rows)}, {n_columns} column{plural(n_columns)}"
    file = as_file(name, whole) if name else None
    if whole.empty:
        # The figure has said that there is nothing to show.
        return Shown("" if is_folded else note(f"{caption or called}: none.").markup, plain, file)
    left_out = max(n_rows - max_rows, 0)
    place = f"see tables/{name}.csv" if name else f"max_rows={n_rows} shows all"
    rest = f"{left_out} more row{plural(left_out)}: {place}" if left_out else ""
    head, body = _table(whole, max_rows)
    table = make_table(head, body, caption="" if is_folded else caption, label=caption or called, after=rest)
    return Shown(make_fold(caption or called, table) if is_folded else table, plain, file)


def _table(whole: pd.DataFrame, max_rows: int) -> tuple[str, str]:
    """Return the head and the rows."""
    rows = whole.head(max_rows)
    has_words = _has_words(whole)
    shown = [position for position, label in enumerate(whole.columns) if not (has_words and label == "place_id")]
    are_numbers = [whole.iloc[:, position].dtype.kind in "iuf" for position in shown]
    head = make_header([_label(whole.columns[position]) for position in shown], are_numbers)
    columns = [_cells(rows, position, is_number) for position, is_number in zip(shown, are_numbers, strict=True)]
    return head, "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in zip(*columns, strict=True))


def _has_words(frame: pd.DataFrame) -> bool:
    """Tell whether the column `words` takes the place of `place_id`."""
    return {"place_id", "words"} <= set(frame.columns)


def _cells(rows: pd.DataFrame, position: int, is_number: bool) -> list[str]:
    values = list(rows.iloc[:, position])
    texts = [cell_text(value) for value in values]
    links = _links(rows, rows.columns[position], is_number)
    kind = "number" if is_number else "er-long" if max(map(len, texts), default=0) > _LONG else ""
    return [
        f"<td{class_of(kind)}{direction(text)}>{links(number, text) if text else ''}</td>"
        for number, text in enumerate(texts)
    ]


def _links(rows: pd.DataFrame, label: object, is_number: bool) -> Callable[[int, str], str]:
    """Return what makes the inside of a cell, from its place in the column and its text."""
    if label in _IDS:
        return lambda _, text: ", ".join(map(link_place, text.split(";")))
    if label == "listed_as":
        # "smith2020: 12, lee2021: 4"
        return lambda _, text: ", ".join(link_place(one.replace(": ", ":r"), one) for one in text.split(", "))
    if label == "place_id":
        return lambda _, text: link_place(text)
    if label == "words" and _has_words(rows):
        return lambda number, text: link_place(cell_text(rows["place_id"].iloc[number]), text)
    source = next((name for name in ("source_id", "source") if name in rows.columns), None)
    if is_number and source and label in _NUMBERS:
        return lambda number, text: _link_number(rows[source].iloc[number], _NUMBERS[str(label)], text)
    return lambda _, text: escape(text)


def _link_number(source_id: object, kind: str, text: str) -> str:
    return escape(text) if is_unknown(source_id) else source_link(text, source_id, f"{kind}{text}")


def _label(column: object) -> str:
    if isinstance(column, tuple):
        return " / ".join(filter(None, map(_label, column)))
    # The id of a source may be a column too, and stays as it is.
    return str(column).replace("_", " ") if _COLUMN.fullmatch(str(column)) else str(column)

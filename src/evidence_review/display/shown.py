"""The objects that notebooks display: tables, notes and lists, in HTML for people and one line for terminals."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from evidence_review.display.markup import (
    cell_text,
    class_of,
    direction,
    escape,
    is_unknown,
    make_header,
    make_table,
    visible,
)

__all__ = ["TABLE_MIME", "Shown", "as_file", "bullets", "note", "plural", "show"]

TABLE_MIME = "application/vnd.evidence-review.table+json"
"""The output type under which a table hands over its name and its CSV."""

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_COLUMN = re.compile(r"[a-z]{1,40}(?:_(?:[a-z]{1,40}|[0-9]{1,2})){1,20}")
_LONG = 60
_IDS_SHOWN = 8


class Shown:
    """Something that a notebook displays: HTML for people, one line of text for terminals, perhaps a table for files.

    Parameters
    ----------
    markup : str
        The HTML, escaped already.
    plain : str
        What a terminal shows.
    table : dict, optional
        `name` and `csv` of the whole table.
    """

    def __init__(self, markup: str, plain: str, table: Mapping[str, str] | None = None) -> None:
        self.markup = markup
        self.plain = plain
        self.table = table

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return self.markup

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/html": self.markup, "text/plain": self.plain}
        if self.table:
            bundle[TABLE_MIME] = dict(self.table)
        return bundle


def show(frame: pd.DataFrame, *, name: str, caption: str = "", max_rows: int = 50) -> Shown:
    """Show a frame as a table that people can read.

    Parameters
    ----------
    frame : pandas.DataFrame
        What to show. A named index becomes the first columns; an unnamed one is left out. Column labels are shown with
        spaces for underscores; what is unknown shows as an empty cell, yes-or-no columns as `yes` and `no`.
    name : str
        Kebab-case; `evidence run` writes the whole frame to `tables/<name>.csv` beside the page.
    caption : str
        The title above the table.
    max_rows : int
        How many rows to show; a line says how many are left out and where they are.

    Returns
    -------
    Shown
        To be the last expression of a cell.

    Raises
    ------
    ValueError
        If `name` is not kebab-case, since it becomes a file name.
    """
    whole = _with_index(frame)
    body = _rows(whole.head(max_rows))
    head = make_header(
        [_label(column) for column in whole.columns], [_is_number(whole[column]) for column in whole.columns]
    )
    left_out = max(len(whole) - max_rows, 0)
    rest = (
        f"{left_out} more row{plural(left_out)}: see tables/{name}.csv"
        if left_out
        else ""
        if len(whole)
        else "No rows."
    )
    plain = f"{name}: {len(whole)} row{plural(len(whole))}, {len(whole.columns)} column{plural(len(whole.columns))}"
    return Shown(make_table(head, body, caption=caption, after=rest), plain, as_file(name, whole))


def note(text: str) -> Shown:
    """Show a paragraph of plain text.

    Parameters
    ----------
    text : str
        The text; it is escaped, so nothing in it is markup.

    Returns
    -------
    Shown
        To be the last expression of a cell.
    """
    return Shown(f'<p class="er-note tex2jax_ignore mathjax_ignore"{direction(text)}>{escape(text)}</p>', visible(text))


def bullets(items: Iterable[str | tuple[str, Iterable[str]]] | pd.DataFrame) -> Shown:
    """Show a list of sentences, each followed by the statements that it rests on.

    Parameters
    ----------
    items : iterable or pandas.DataFrame
        Texts, or pairs of a text and its statement ids; or a frame with the columns `text` and `statement_ids` (joined by
        `;`). Each id links to the statement's row in the evidence table of the same page.

    Returns
    -------
    Shown
        To be the last expression of a cell.
    """
    pairs = [_pair(item) for item in _listed(items)]
    lines = [f"<li{direction(text)}>{escape(text)}{_links(ids)}</li>" for text, ids in pairs]
    plain = "\n".join(f"- {visible(text)}" + (f" ({visible(', '.join(ids))})" if ids else "") for text, ids in pairs)
    return Shown(
        f'<ul class="er-list tex2jax_ignore mathjax_ignore">{"".join(lines)}</ul>', plain or "(nothing to list)"
    )


def as_file(name: str, frame: pd.DataFrame) -> dict[str, str]:
    """Return what a table hands over to be written as a file.

    Parameters
    ----------
    name : str
        Kebab-case; it becomes the file's name.
    frame : pandas.DataFrame
        The whole table.

    Returns
    -------
    dict
        `name` and `csv`.

    Raises
    ------
    ValueError
        If the name is not kebab-case.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r}: a table's name becomes a file name; use lower-case words joined by hyphens")
    return {"name": name, "csv": frame.to_csv(index=False, lineterminator="\n")}


def plural(count: int) -> str:
    """Return the ending of a noun behind a count.

    Parameters
    ----------
    count : int
        The count.

    Returns
    -------
    str
        `s`, or nothing for one.
    """
    return "" if count == 1 else "s"


def _rows(frame: pd.DataFrame) -> str:
    columns = []
    for position in range(len(frame.columns)):
        column = frame.iloc[:, position]
        texts = [cell_text(value) for value in column]
        kind = "number" if _is_number(column) else "er-long" if max(map(len, texts), default=0) > _LONG else ""
        columns.append([f"<td{class_of(kind)}{direction(text)}>{escape(text)}</td>" for text in texts])
    return "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in zip(*columns, strict=True))


def _is_number(column: pd.Series | pd.DataFrame) -> bool:
    return isinstance(column, pd.Series) and column.dtype.kind in "iuf"


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.reset_index() if any(name is not None for name in frame.index.names) else frame


def _label(column: object) -> str:
    # The id of a source may be a column too, and stays as it is.
    return str(column).replace("_", " ") if _COLUMN.fullmatch(str(column)) else str(column)


def _listed(items: Any) -> Iterable[Any]:
    if not isinstance(items, pd.DataFrame):
        return items
    ids = items["statement_ids"] if "statement_ids" in items.columns else [""] * len(items)
    return zip(items["text"], ids, strict=True)


def _pair(item: Any) -> tuple[str, list[str]]:
    if isinstance(item, str):
        return item, []
    text, ids = item
    if isinstance(ids, str) or is_unknown(ids):
        ids = [] if is_unknown(ids) else [one for one in ids.split(";") if one]
    return str(text), [str(one) for one in ids]


def _link(statement_id: str) -> str:
    return f'<a href="#{escape(statement_id)}">{escape(statement_id)}</a>'


def _links(ids: list[str]) -> str:
    if not ids:
        return ""
    shown = ", ".join(map(_link, ids[:_IDS_SHOWN]))
    rest = ids[_IDS_SHOWN:]
    more = f"<details><summary>and {len(rest)} more</summary>, {', '.join(map(_link, rest))}</details>" if rest else ""
    return f' <span class="er-ids">({shown}{", " if more else ""}{more})</span>'

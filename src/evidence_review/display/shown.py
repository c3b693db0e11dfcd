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
_IDS_SHOWN_INLINE = 4  # in the middle of a sentence
_INLINE = re.compile(r"\[([^\[\]]{1,20000})\]")


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


def show(frame: pd.DataFrame, *, name: str, caption: str = "", max_rows: int = 50, is_folded: bool = False) -> Shown:
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
    is_folded : bool
        Whether the table opens only on a click, because a figure shows the same.

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
    rest = f"{left_out} more row{plural(left_out)}: see tables/{name}.csv" if left_out else ""
    plain = f"{name}: {len(whole)} row{plural(len(whole))}, {len(whole.columns)} column{plural(len(whole.columns))}"
    if whole.empty:
        # The figure has said that there is nothing to show.
        markup = "" if is_folded else note(f"{caption or name}: none.").markup
        return Shown(markup, plain, as_file(name, whole))
    table = make_table(head, body, caption="" if is_folded else caption, after=rest)
    if is_folded:
        table = f'<details class="er-fold"><summary>{escape(caption)}</summary>{table}</details>'
    return Shown(table, plain, as_file(name, whole))


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
    """Show a list of sentences with the statements that they rest on.

    Parameters
    ----------
    items : iterable or pandas.DataFrame
        Texts, or pairs of a text and its statement ids; or a frame with the columns `text` and `statement_ids` (joined by
        `;`), and perhaps `question`, which then stands above its text. Each id links to the statement's row in the evidence
        table of the same page: where the text names it in square brackets, else behind the text.

    Returns
    -------
    Shown
        To be the last expression of a cell.
    """
    triples = [_triple(item) for item in _listed(items)]
    lines = [_bullet(*triple) for triple in triples]
    plain = "\n".join(_plain_bullet(*triple) for triple in triples)
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
    empty = [""] * len(items)
    ids = items["statement_ids"] if "statement_ids" in items.columns else empty
    questions = items["question"] if "question" in items.columns else empty
    return zip(items["text"], ids, questions, strict=True)


def _triple(item: Any) -> tuple[str, list[str], str]:
    text, ids, *question = (item, []) if isinstance(item, str) else item
    if isinstance(ids, str) or is_unknown(ids):
        ids = [] if is_unknown(ids) else [one for one in ids.split(";") if one]
    return str(text), [str(one) for one in ids], str(question[0]) if question else ""


def _bullet(text: str, ids: list[str], question: str) -> str:
    above = f"<strong>{escape(question)}</strong><br>" if question else ""
    pieces = _INLINE.split(text)
    # Every second piece stood in brackets; it is a list of ids, or words of a source.
    groups = [piece.split(", ") for piece in pieces[1::2]]
    is_ids = [set(group) <= set(ids) for group in groups]
    said = escape(pieces[0])
    for group, is_list, after in zip(groups, is_ids, pieces[2::2], strict=True):
        inside = _id_list(group, _IDS_SHOWN_INLINE) if is_list else escape(", ".join(group))
        said += (f'<span class="er-ids">[{inside}]</span>' if is_list else f"[{inside}]") + escape(after)
    behind = f' <span class="er-ids">({_id_list(ids, _IDS_SHOWN)})</span>' if ids and not any(is_ids) else ""
    return f"<li{direction(text)}>{above}{said}{behind}</li>"


def _plain_bullet(text: str, ids: list[str], question: str) -> str:
    said = f"{question} {text}" if question else text
    is_named = bool(ids) and any(set(group.split(", ")) <= set(ids) for group in _INLINE.findall(text))
    return f"- {visible(said)}" + (f" ({visible(', '.join(ids))})" if ids and not is_named else "")


def _link(statement_id: str) -> str:
    return f'<a href="#{escape(statement_id)}">{escape(statement_id)}</a>'


def _id_list(ids: list[str], most: int) -> str:
    """Link ids; those beyond the most are folded, unless only one would be."""
    most = most if len(ids) > most + 1 else len(ids)
    shown = ", ".join(map(_link, ids[:most]))
    rest = ids[most:]
    if not rest:
        return shown
    return f"{shown}, <details><summary>and {len(rest)} more</summary>, {', '.join(map(_link, rest))}</details>"

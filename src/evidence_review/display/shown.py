"""The objects that notebooks display, in HTML for people and plain text for terminals: what all have in common, notes and lists."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from evidence_review.display.markup import NO_FORMULAS, STYLE, direction, escape, is_unknown, visible
from evidence_review.errors import EvidenceError

__all__ = ["TABLE_MIME", "Shown", "as_file", "bullets", "need_columns", "note", "plural", "split_ids"]

TABLE_MIME = "application/vnd.evidence-review.table+json"
"""The output type under which a table hands over its name and its CSV."""

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_IDS_SHOWN = 8
_IDS_SHOWN_INLINE = 4  # in the middle of a sentence
_INLINE = re.compile(r"\[([^\[\]]{1,20000})\]")


class Shown:
    """Something that a notebook displays: HTML for people, one line of text for terminals, perhaps a table for files.

    Parameters
    ----------
    markup : str
        The HTML, escaped already, without style.
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
        return STYLE + self.markup

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/html": self._repr_html_(), "text/plain": self.plain}
        if self.table:
            bundle[TABLE_MIME] = dict(self.table)
        return bundle


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
    return Shown(f'<p class="er-note {NO_FORMULAS}"{direction(text)}>{escape(text)}</p>', visible(text))


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

    Raises
    ------
    EvidenceError
        If a frame has no column `text`.
    """
    triples = [_triple(item) for item in _listed(items)]
    lines = [_bullet(*triple) for triple in triples]
    plain = "\n".join(_plain_bullet(*triple) for triple in triples)
    return Shown(f'<ul class="er-list {NO_FORMULAS}">{"".join(lines)}</ul>', plain or "(nothing to list)")


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
    EvidenceError
        If the name is not kebab-case.
    """
    if not _NAME.fullmatch(str(name)):
        raise EvidenceError(f"{name!r}: a table's name becomes a file name; use lower-case words joined by hyphens")
    return {"name": name, "csv": frame.to_csv(index=False, lineterminator="\n")}


def need_columns(frame: object, columns: Iterable[str], used_by: str, what: str) -> None:
    """Refuse what is no frame, or lacks a column.

    Parameters
    ----------
    frame : object
        What was passed.
    columns : iterable of str
        The columns that are needed.
    used_by : str
        The function that it was passed to.
    what : str
        What to pass instead.

    Raises
    ------
    EvidenceError
        If it is no frame, or lacks a column.
    """
    if not isinstance(frame, pd.DataFrame):
        raise EvidenceError(f"{used_by}: got {type(frame).__name__}, which is no table; pass {what}")
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise EvidenceError(f"{used_by}: the table has no column {', '.join(missing)}; pass {what}")


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


def split_ids(text: str, ids: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Split a text where it names statements in square brackets.

    Parameters
    ----------
    text : str
        The text.
    ids : collection of str
        The statements that it may name; anything else in brackets is words of a source.

    Yields
    ------
    words : str
        What is said; empty where statements are named.
    named : list of str
        The ids between two brackets.

    Examples
    --------
    >>> list(split_ids("It is [so] by [a:s1, b:s2].", ["a:s1", "b:s2"]))
    [('It is ', []), ('[so]', []), (' by ', []), ('', ['a:s1', 'b:s2']), ('.', [])]
    """
    for position, piece in enumerate(_INLINE.split(text)):
        # Every second piece stood in brackets.
        if not position % 2:
            yield piece, []
        elif set(named := piece.split(", ")) <= set(ids):
            yield "", named
        else:
            yield f"[{piece}]", []


def _listed(items: Any) -> Iterable[Any]:
    if not isinstance(items, pd.DataFrame):
        return items
    need_columns(items, ["text"], "bullets", "texts, or a frame with a column text")
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
    pieces = list(split_ids(text, ids))
    said = "".join(
        f'<span class="er-ids">[{_id_list(named, _IDS_SHOWN_INLINE)}]</span>' if named else escape(words)
        for words, named in pieces
    )
    is_named = any(named for _, named in pieces)
    behind = f' <span class="er-ids">({_id_list(ids, _IDS_SHOWN)})</span>' if ids and not is_named else ""
    return f"<li{direction(text)}>{above}{said}{behind}</li>"


def _plain_bullet(text: str, ids: list[str], question: str) -> str:
    said = f"{question} {text}" if question else text
    is_named = any(named for _, named in split_ids(text, ids))
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
    return f"{shown}<details><summary>, and {len(rest)} more</summary>, {', '.join(map(_link, rest))}</details>"

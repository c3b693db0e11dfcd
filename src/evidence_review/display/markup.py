"""HTML of what notebooks show: every word escaped, tables in a box that scrolls."""

import html
import re
import unicodedata
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd

from evidence_review.text import visible

__all__ = [
    "NO_FORMULAS",
    "STYLE",
    "cell_text",
    "class_of",
    "direction",
    "escape",
    "is_unknown",
    "link_place",
    "make_fold",
    "make_header",
    "make_table",
    "source_link",
    "visible",
]

# What a statement_id or a place_id names: the source, and the id of an element in its reading view.
_PLACE = re.compile(r"([^\n]{1,300}):([hmnrs][0-9]{1,9}|f-[a-z0-9-]{1,80})")

NO_FORMULAS = "tex2jax_ignore mathjax_ignore"
"""The classes that keep JupyterLab from typesetting `$...$` in an output."""

STYLE = (
    "<style>.er-box{overflow-x:auto}.er-table{table-layout:auto!important;margin:.3em 0!important}.er-table caption{text-align:left;font-weight:600;color:inherit}"
    ".er-table th,.er-table td{text-align:left!important;vertical-align:top!important;max-width:40em;overflow-wrap:break-word}"
    ".er-table .number{text-align:right!important;font-variant-numeric:tabular-nums}.er-table .er-long{min-width:20em}"
    ".er-table p{margin:.2em 0}.er-machine td:not(.er-long){font-style:italic}.er-list details{display:inline}"
    ".er-where,.er-rest,.er-ids,.er-copy{color:var(--jp-ui-font-color2,#55606b);font-size:.9em}.er-place,.er-context{max-width:52em}"
    ".er-context{margin:.4em 0!important;padding:0 .8em!important;border-left:3px solid #8886!important;line-height:1.5}"
    ".er-box mark,.er-place mark{background:#fd06;color:inherit}</style>"
)
"""How displays look in JupyterLab, in its light and its dark theme; pages have a style sheet of their own."""


_LONG_WORD = 14  # letters of a header that stay on one line


def escape(text: object) -> str:
    r"""Escape a text for HTML, and make characters visible that would turn the direction of the line or vanish.

    Parameters
    ----------
    text : object
        Anything; its `str` is shown.

    Returns
    -------
    str
        HTML without markup.

    Examples
    --------
    >>> escape("<b>2 < 3</b>")
    '&lt;b&gt;2 &lt; 3&lt;/b&gt;'
    >>> escape("safe\u202egnp.exe")
    'safe[U+202E]gnp.exe'
    """
    return html.escape(visible(text))


def make_table(head: str, body: str, *, caption: str = "", label: str = "", after: str = "") -> str:
    """Put a table into its box, which scrolls when it is wider than the page.

    Parameters
    ----------
    head, body : str
        Rows as HTML, escaped already.
    caption : str
        The title above the table, plain text.
    label : str
        What a screen reader calls the table, where that is not the caption; two tables of a page need different ones.
    after : str
        A line below it, plain text.

    Returns
    -------
    str
        HTML.
    """
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    line = f'<p class="er-rest">{escape(after)}</p>' if after else ""
    table = f'<table class="er-table">{title}<thead>{head}</thead><tbody>\n{body}</tbody></table>'
    return f'<div class="er-box {NO_FORMULAS}" role="region" aria-label="{escape(label or caption)}" tabindex="0">{table}</div>{line}'


def make_fold(title: str, inside: str) -> str:
    """Fold something away behind its title.

    Parameters
    ----------
    title : str
        What opens it on a click, plain text.
    inside : str
        HTML, escaped already.

    Returns
    -------
    str
        HTML.
    """
    return (
        f'<details class="er-fold {NO_FORMULAS}"><summary{direction(title)}>{escape(title)}</summary>{inside}</details>'
    )


def source_link(words: object, source_id: object, anchor: str) -> str:
    """Link words to a place in the reading view of a source.

    Parameters
    ----------
    words : object
        What the link says.
    source_id : object
        A source that was read.
    anchor : str
        The id of the place: `s042` for a statement, `n12` for a sentence, `m7` for a marker, `r12` for an entry.

    Returns
    -------
    str
        HTML. The link counts from the folder of the notebooks, beside which the outputs lie.

    Examples
    --------
    >>> source_link("4 < 5", "smith2020", "n12")
    '<a href="../outputs/sources/smith2020.html#n12">4 &lt; 5</a>'
    """
    return f'<a href="../outputs/sources/{quote(str(source_id), safe="")}.html#{escape(anchor)}">{escape(words)}</a>'


def link_place(place_id: object, words: object = "") -> str:
    """Link words to the place that an id names.

    Parameters
    ----------
    place_id : object
        A source and the id of a place in its reading view: `smith2020:s042`, `smith2020:n12`.
    words : object
        What the link says; the id unless told.

    Returns
    -------
    str
        HTML; without a link where the id names no place.
    """
    place = _PLACE.fullmatch(str(place_id))
    return source_link(words or place_id, place[1], place[2]) if place else escape(words or place_id)


def make_header(labels: Sequence[str], are_numbers: Sequence[bool] = ()) -> str:
    """Make the head of a table.

    Parameters
    ----------
    labels : sequence of str
        The titles of the columns, plain text.
    are_numbers : sequence of bool
        Which columns are numbers; none unless told.

    Returns
    -------
    str
        A row as HTML.
    """
    # A header without words would be read aloud as one all the same.
    cells = (
        f'<th scope="col"{class_of(_kind_of_header(label, is_number))}>{escape(label)}</th>'
        if label.strip()
        else "<td></td>"
        for label, is_number in zip(labels, are_numbers or [False] * len(labels), strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _kind_of_header(label: str, is_number: bool) -> str:
    # The long id of a source may break, so that its column is not wider than what it holds.
    is_long = max(map(len, label.split())) > _LONG_WORD
    return " ".join(name for name, holds in (("number", is_number), ("er-id", is_long)) if holds)


def class_of(name: str) -> str:
    """Return the attribute that puts an element into a class.

    Parameters
    ----------
    name : str
        The class; empty for none.

    Returns
    -------
    str
        An attribute with a space before it, or nothing.
    """
    return f' class="{name}"' if name else ""


def cell_text(value: object) -> str:
    """Say a value in a cell: empty when unknown, `yes` or `no`, numbers without needless decimals, lists with commas.

    Parameters
    ----------
    value : object
        The value.

    Returns
    -------
    str
        Plain text.
    """
    if is_unknown(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "yes" if value else "no"
    if isinstance(value, float):
        # Three decimals are more than any count, share or score here means; what is not zero is not shown as zero.
        near = f"{value:.3f}".rstrip("0").rstrip(".")
        return f"{value:.1g}" if value and near in ("0", "-0") else near
    if isinstance(value, list | tuple):
        return ", ".join(map(cell_text, value))
    return str(value)


def is_unknown(value: Any) -> bool:
    """Tell whether a value is a single unknown.

    Parameters
    ----------
    value : Any
        The value.

    Returns
    -------
    bool
        True for None, NaN and NA.
    """
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def direction(text: object) -> str:
    """Let the browser choose the direction of a text that holds letters written from the right.

    Parameters
    ----------
    text : object
        What stands in the element.

    Returns
    -------
    str
        An attribute with a space before it, or nothing.
    """
    return ' dir="auto"' if any(unicodedata.bidirectional(char) in ("R", "AL") for char in str(text)) else ""

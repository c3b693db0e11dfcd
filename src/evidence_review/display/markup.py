"""HTML of what notebooks show: every word escaped, tables in a box that scrolls."""

import html
import unicodedata
from typing import Any

import pandas as pd

from evidence_review.text import visible

__all__ = ["cell_text", "class_of", "direction", "escape", "is_unknown", "make_header", "make_table", "visible"]

# JupyterLab aligns cells to the right and typesets `$...$` in outputs; the two class names on the box keep formulas off.
_STYLE = (
    "<style>.er-table{border-collapse:collapse}.er-table th,.er-table td{text-align:left!important;"
    "vertical-align:top!important;padding:.3em .7em}.er-table .number{text-align:right!important}"
    ".er-table caption{text-align:left;font-weight:600}.er-box{overflow-x:auto}.er-long{min-width:20em}.er-list details{display:inline}</style>"
)
_BOX = "er-box tex2jax_ignore mathjax_ignore"


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


def make_table(head: str, body: str, *, caption: str, after: str) -> str:
    """Put a table into its box, which scrolls when it is wider than the page.

    Parameters
    ----------
    head, body : str
        Rows as HTML, escaped already.
    caption : str
        The title above the table, plain text.
    after : str
        A line below it, plain text.

    Returns
    -------
    str
        HTML.
    """
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    label = f' role="region" aria-label="{escape(caption)}" tabindex="0"' if caption else ""
    line = f'<p class="er-rest">{escape(after)}</p>' if after else ""
    table = f'<table class="er-table">{title}<thead>{head}</thead><tbody>\n{body}</tbody></table>'
    return f'<div class="{_BOX}"{label}>{_STYLE}{table}</div>{line}'


def make_header(labels: list[str], are_numbers: list[bool]) -> str:
    """Make the head of a table.

    Parameters
    ----------
    labels : list of str
        The titles of the columns, plain text.
    are_numbers : list of bool
        Which columns are numbers.

    Returns
    -------
    str
        A row as HTML.
    """
    cells = (
        f'<th scope="col"{class_of("number" if is_number else "")}>{escape(label)}</th>'
        for label, is_number in zip(labels, are_numbers, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


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
    """Say a value in a cell: empty when unknown, `yes` or `no`, numbers without needless decimals.

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
        # Three decimals are more than any count, share or score here means.
        return f"{value:.3f}".rstrip("0").rstrip(".")
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

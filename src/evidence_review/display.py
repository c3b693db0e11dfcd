"""What notebooks hand to the reader: tables, notes, lists and the evidence table, every word of a source escaped.

Source text is hostile input: it may hold markup, formulas, Markdown or characters that turn the reading direction. Notebooks
therefore never print it through Markdown, and never display a bare frame, but end a cell with one of these:

>>> import pandas as pd
>>> frame = pd.DataFrame({"source_id": ["smith2020"], "n_references": [12]})
>>> show(frame, name="references-by-source", caption="References by source")  # the whole table also goes to tables/
references-by-source: 1 row, 2 columns
>>> note("No source answers this question.")
No source answers this question.
>>> bullets([("Two sources report relief.", ["smith2020:s004", "lee2021:s017"])])  # each id links to its row
- Two sources report relief. (smith2020:s004, lee2021:s017)

and, on a topic page, with the rows of `corpus.statements` to be shown::

    er.display.evidence_table(statements, corpus=corpus)

The objects look the same in JupyterLab and on the pages that `evidence run` writes. A table also carries its CSV, unseen,
so that `evidence run` can write `tables/<name>.csv` beside the page; a figure needs nothing, since it is taken from the
cell's output.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

__all__ = ["TABLE_MIME", "Shown", "bullets", "escape", "evidence_table", "note", "show", "visible"]

TABLE_MIME = "application/vnd.evidence-review.table+json"
"""The output type under which a table hands over its name and its CSV."""

# Embedding, overriding and isolating marks, and the control characters: they change how a page reads and show nothing.
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# JupyterLab aligns cells to the right and typesets `$...$` in outputs; the two class names on the box keep formulas off.
_STYLE = (
    "<style>.er-table{border-collapse:collapse}.er-table th,.er-table td{text-align:left!important;"
    "vertical-align:top!important;padding:.3em .7em}.er-table .number{text-align:right!important}"
    ".er-table caption{text-align:left;font-weight:600}.er-box{overflow-x:auto}.er-long{min-width:20em}.er-list details{display:inline}</style>"
)
_BOX = "er-box tex2jax_ignore mathjax_ignore"
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONG = 60
_IDS_SHOWN = 8
_AROUND = 3  # sentences of the paragraph shown before and after a statement
_EVIDENCE_COLUMNS = ["source and number", "section", "population", "direction", "certainty", "references", "rests on"]


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


def visible(text: object) -> str:
    r"""Make characters visible that would turn the direction of the line or vanish; for plain text.

    Parameters
    ----------
    text : object
        Anything; its `str` is shown.

    Returns
    -------
    str
        The text, with such a character as `[U+202E]`.
    """
    return _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", str(text))


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
    _check_name(name)
    whole = _with_index(frame)
    body = _rows(whole.head(max_rows))
    head = _header(
        [_label(column) for column in whole.columns], [_is_number(whole[column]) for column in whole.columns]
    )
    left_out = max(len(whole) - max_rows, 0)
    rest = f"{left_out} more row{_s(left_out)}: see tables/{name}.csv" if left_out else "" if len(whole) else "No rows."
    plain = f"{name}: {len(whole)} row{_s(len(whole))}, {len(whole.columns)} column{_s(len(whole.columns))}"
    return Shown(_table(head, body, caption=caption, after=rest), plain, _file(name, whole))


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
    return Shown(
        f'<p class="er-note tex2jax_ignore mathjax_ignore"{_direction(text)}>{escape(text)}</p>', visible(text)
    )


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
    lines = [f"<li{_direction(text)}>{escape(text)}{_links(ids)}</li>" for text, ids in pairs]
    plain = "\n".join(f"- {visible(text)}" + (f" ({visible(', '.join(ids))})" if ids else "") for text, ids in pairs)
    return Shown(
        f'<ul class="er-list tex2jax_ignore mathjax_ignore">{"".join(lines)}</ul>', plain or "(nothing to list)"
    )


def evidence_table(
    statements: pd.DataFrame, *, corpus: Any, name: str = "evidence", caption: str = "The evidence"
) -> Shown:
    """Show statements so that each opens to its sentence, marked in its paragraph, and to the references that it cites.

    Parameters
    ----------
    statements : pandas.DataFrame
        Rows of `corpus.statements`, in the order to be shown; further columns do no harm.
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
    """
    _check_name(name)
    context = _Context(corpus)
    body = "".join(_evidence_row(row, context) for row in statements.to_dict("records"))
    head = _header(["statement", *_EVIDENCE_COLUMNS], [False] * (len(_EVIDENCE_COLUMNS) + 1))
    after = "" if len(statements) else "No statements."
    plain = f"{name}: {len(statements)} statement{_s(len(statements))}"
    return Shown(_table(head, body, caption=caption, after=after), plain, _file(name, statements))


class _Context:
    """Looks up what stands around a statement."""

    def __init__(self, corpus: Any) -> None:
        sentences = corpus.sentences
        self._sentences = {(row.source_id, row.sentence_no): row for row in sentences.itertuples()}
        self._paragraphs: dict[tuple[str, int], list[Any]] = {}
        for row in sentences.itertuples():
            self._paragraphs.setdefault((row.source_id, row.paragraph_no), []).append(row)
        self._sections = {(row.source_id, row.section_no): row.title for row in corpus.sections.itertuples()}
        self._references = {(row.source_id, row.reference_no): row.raw for row in corpus.references.itertuples()}
        self._citations: dict[tuple[str, int], list[Any]] = {}
        for row in corpus.citations.itertuples():
            self._citations.setdefault((row.source_id, row.sentence_no), []).append(row)

    def section(self, row: Mapping[Any, Any]) -> str:
        sentence = self._sentences.get((row["source_id"], row["sentence_no"]))
        title = self._sections.get((row["source_id"], sentence.section_no)) if sentence else None
        return "" if _is_unknown(title) else str(title)

    def paragraph(self, row: Mapping[Any, Any]) -> str:
        sentence = self._sentences.get((row["source_id"], row["sentence_no"]))
        if sentence is None:
            return f"<mark>{escape(row['text'])}</mark>"
        whole = self._paragraphs[(sentence.source_id, sentence.paragraph_no)]
        place = next(number for number, one in enumerate(whole) if one.sentence_no == sentence.sentence_no)
        first, last = max(place - _AROUND, 0), place + _AROUND + 1
        words = [escape(one.text) for one in whole[first:last]]
        words[place - first] = f"<mark>{words[place - first]}</mark>"
        return " ".join(["\u2026"] * (first > 0) + words + ["\u2026"] * (last < len(whole)))

    def references(self, row: Mapping[Any, Any]) -> list[tuple[str, str]]:
        """Return label and entry of what the statement's markers refer to; an entry is empty when the list lacks it."""
        found: dict[str, str] = {}
        for one in self._citations.get((row["source_id"], row["sentence_no"]), []):
            if not row["start"] <= one.start < row["end"]:
                continue
            if _is_unknown(one.reference_no):
                found[str(one.raw)] = ""
            else:
                found[str(int(one.reference_no))] = str(self._references.get((one.source_id, one.reference_no), ""))
        return list(found.items())


def _evidence_row(row: Mapping[Any, Any], context: _Context) -> str:
    references = context.references(row)
    section = context.section(row)
    entries = "".join(
        f"<li>{escape(label)}: {escape(entry) if entry else 'not in the list of references'}</li>"
        for label, entry in references
    )
    cited = f'<ul class="er-cited">{entries}</ul>' if entries else ""
    where = f"{escape(row['statement_id'])}, characters {row['start']}\u2013{row['end']} of the source"
    statement = (
        f"<details><summary{_direction(row['text'])}>{escape(row['text'])}</summary>"
        f'<blockquote class="er-context"{_direction(row["text"])}>{context.paragraph(row)}</blockquote>'
        f'{cited}<p class="er-where">{where}</p></details>'
    )
    population = "" if _is_unknown(row.get("population")) else str(row["population"]).replace(";", ", ")
    labels = ", ".join(label for label, _ in references)
    cells = [
        row["statement_id"],
        section,
        population,
        row.get("direction"),
        row.get("certainty"),
        labels,
        row.get("rests_on"),
    ]
    rest = "".join(f"<td>{escape(_cell(cell))}</td>" for cell in cells)
    return f'<tr id="{escape(row["statement_id"])}"><td class="er-long">{statement}</td>{rest}</tr>\n'


def _table(head: str, body: str, *, caption: str, after: str) -> str:
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    label = f' role="region" aria-label="{escape(caption)}" tabindex="0"' if caption else ""
    line = f'<p class="er-rest">{escape(after)}</p>' if after else ""
    table = f'<table class="er-table">{title}<thead>{head}</thead><tbody>\n{body}</tbody></table>'
    return f'<div class="{_BOX}"{label}>{_STYLE}{table}</div>{line}'


def _header(labels: list[str], are_numbers: list[bool]) -> str:
    cells = (
        f'<th scope="col"{_class("number" if is_number else "")}>{escape(label)}</th>'
        for label, is_number in zip(labels, are_numbers, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _rows(frame: pd.DataFrame) -> str:
    columns = []
    for position in range(len(frame.columns)):
        column = frame.iloc[:, position]
        texts = [_cell(value) for value in column]
        kind = "number" if _is_number(column) else "er-long" if max(map(len, texts), default=0) > _LONG else ""
        columns.append([f"<td{_class(kind)}{_direction(text)}>{escape(text)}</td>" for text in texts])
    return "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in zip(*columns, strict=True))


def _cell(value: object) -> str:
    if _is_unknown(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "yes" if value else "no"
    if isinstance(value, float):
        # Three decimals are more than any count, share or score here means.
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return str(value)


def _is_unknown(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _is_number(column: pd.Series | pd.DataFrame) -> bool:
    return isinstance(column, pd.Series) and column.dtype.kind in "iuf"


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.reset_index() if any(name is not None for name in frame.index.names) else frame


def _label(column: object) -> str:
    return str(column).replace("_", " ")


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _direction(text: object) -> str:
    """Let the browser choose the direction of a text that holds letters written from the right."""
    return ' dir="auto"' if any(unicodedata.bidirectional(char) in ("R", "AL") for char in str(text)) else ""


def _listed(items: Any) -> Iterable[Any]:
    if not isinstance(items, pd.DataFrame):
        return items
    ids = items["statement_ids"] if "statement_ids" in items.columns else [""] * len(items)
    return zip(items["text"], ids, strict=True)


def _pair(item: Any) -> tuple[str, list[str]]:
    if isinstance(item, str):
        return item, []
    text, ids = item
    if isinstance(ids, str) or _is_unknown(ids):
        ids = [] if _is_unknown(ids) else [one for one in ids.split(";") if one]
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


def _file(name: str, frame: pd.DataFrame) -> dict[str, str]:
    return {"name": name, "csv": frame.to_csv(index=False, lineterminator="\n")}


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r}: a table's name becomes a file name; use lower-case words joined by hyphens")


def _s(count: int) -> str:
    return "" if count == 1 else "s"

"""A table to search, sort and leaf through, where somebody is there to do it."""

import importlib.util
import json
from pathlib import Path

import pandas as pd

from evidence_review.display.attended import is_attended
from evidence_review.display.shown import Shown, note
from evidence_review.display.table import show

__all__ = ["browse"]

_MISSING = "To search and sort this table here, install itables (python -m pip install itables) and run the cell again."
_ELSEWHERE = "In JupyterLab, the same cell shows all rows, to be searched and sorted."
# The order of the rows is the table's own until somebody sorts; cells keep the nodes that they have, escaped already.
_OPTIONS = {"order": [], "autoWidth": False, "pageLength": 10}
# Columns as wide as their words: JupyterLab gives all of a table that fills its place the same width.
_STYLE = "<style>.er-browse table.dataTable{table-layout:auto!important}</style>"
# A module from memory, since nothing may be fetched; once for all tables of a page.
_SCRIPT = """<script type="module">
if (!window.erDataTables) {
  const style = document.createElement("style");
  style.textContent = %(css)s;
  document.head.append(style);
  const url = URL.createObjectURL(new Blob([%(code)s], {type: "text/javascript"}));
  window.erDataTables = import(url);
}
const {default: DataTable, set_or_remove_dark_class: followTheme} = await window.erDataTables;
followTheme?.();
document.querySelectorAll("#%(id)s table:not(.dataTable)").forEach(table => new DataTable(table, %(options)s));
</script>"""


def browse(frame: pd.DataFrame, *, name: str = "", caption: str = "") -> Shown:
    """Show all rows of a frame in a table that can be searched, sorted and leafed through.

    Parameters
    ----------
    frame : pandas.DataFrame
        What to show, as `show` shows it.
    name : str
        Kebab-case; `evidence run` writes the frame to `tables/<name>.csv` beside the page. Without a name no file is written.
    caption : str
        The title above the table.

    Returns
    -------
    Shown
        To be the last expression of a cell. Where nobody sits in front of the notebook, or without the optional package itables,
        the table of `show` with a line that says how to get the other one.

    Raises
    ------
    EvidenceError
        If `name` is not kebab-case, since it becomes a file name.
    """
    attended = is_attended()
    if frame.empty:
        return show(frame, name=name, caption=caption)
    if not attended or importlib.util.find_spec("itables") is None:
        static = show(frame, name=name, caption=caption)
        return Shown(static.markup + note(_MISSING if attended else _ELSEWHERE).markup, static.plain, static.table)
    whole = show(frame, name=name, caption=caption, max_rows=len(frame))
    box = f"er-{name or 'browse'}"
    return Shown(
        f'<div id="{box}" class="er-browse">{_STYLE}{whole.markup}</div>{_script(box)}', whole.plain, whole.table
    )


def _script(box: str) -> str:
    from itables import options

    bundle = Path(options.dt_bundle)
    return _SCRIPT % {
        "css": _literal(bundle.with_suffix(".css").read_text(encoding="utf-8")),
        "code": _literal(bundle.read_text(encoding="utf-8")),
        "id": box,
        "options": json.dumps(_OPTIONS),
    }


def _literal(text: str) -> str:
    """Write a text as a string of a script; no `</script>` or `<!--` in it may end that."""
    return json.dumps(text).replace("<", "\\u003c")

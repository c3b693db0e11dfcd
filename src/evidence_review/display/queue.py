"""The queue of citations to look at: the sentence with its marker, the cited entry, the reasons, and the entry that fits better."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_review.anchors import anchor_of
from evidence_review.display.markup import (
    cell_text,
    class_of,
    direction,
    escape,
    is_unknown,
    make_header,
    make_table,
    source_link,
)
from evidence_review.display.shown import Shown, as_file, need_columns, plural

__all__ = ["citation_queue"]

_NEEDED = ["queue_no", "before", "marker", "after", "entry", "better_entry"]
_COLUMNS = ["no.", "words that cite", "cited entry", "why it may not fit", "verdict"]


def citation_queue(
    queue: pd.DataFrame, *, name: str = "queue", caption: str = "Citations that most deserve a look"
) -> Shown:
    """Show citations in the order in which they deserve a look.

    Parameters
    ----------
    queue : pandas.DataFrame
        As `summaries.find_queue` returns it.
    name : str
        Kebab-case; the rows go to `tables/<name>.csv`.
    caption : str
        The title above the table.

    Returns
    -------
    Shown
        A table with a row per citation: the sentence with its marker highlighted, the entry, the reasons and how they can be
        innocent, the entry that fits better, and the verdict, which is open until a reviewer decides.

    Raises
    ------
    EvidenceError
        If this is no queue, or `name` is not kebab-case.
    """
    need_columns(queue, _NEEDED, "citation_queue", "what summaries.find_queue returns")
    body = "".join(_row(row) for row in queue.to_dict("records"))
    head = make_header(_COLUMNS, [True, False, False, False, False])
    after = "" if len(queue) else "No citation can be judged by the title of its entry."
    plain = f"{name}: {len(queue)} citation{plural(len(queue))}"
    return Shown(make_table(head, body, caption=caption, after=after), plain, as_file(name, queue))


def _row(row: Mapping[Any, Any]) -> str:
    source_id = row["source_id"]

    def entry(number: int, words: object) -> str:
        return f"{source_link(number, source_id, anchor_of('reference_no', number))}: {escape(words)}"

    words = f"{_join(row['before'], '')}<mark>{escape(row['marker'])}</mark>{_join('', row['after'])}"
    where = source_link(f"{source_id}, character {row['start']}", source_id, anchor_of("marker_no", row["marker_no"]))
    better = ""
    if not is_unknown(row["better_reference_no"]):
        text = entry(int(row["better_reference_no"]), row["better_entry"])
        better = f"<p{direction(row['better_entry'])}>May fit better: {text}</p>"
    innocent = cell_text(row["innocent_explanation"])
    doubt = f'<p class="er-where">{escape(innocent)}</p>' if innocent else ""
    cells = [
        ("number", f"{row['queue_no']}"),
        ("er-long", f'<p{direction(words)}>{words}</p><p class="er-where">{where}</p>'),
        ("er-long", f"<p{direction(row['entry'])}>{entry(row['reference_no'], row['entry'])}</p>{better}"),
        ("er-long", f"<p>{escape(cell_text(row['reason']))}</p>{doubt}"),
        ("", escape(cell_text(row["verdict"]) or "open")),
    ]
    return f"<tr>{''.join(f'<td{class_of(kind)}>{inside}</td>' for kind, inside in cells)}</tr>\n"


def _join(before: str, after: str) -> str:
    """Escape the words on one side of the marker, with a space where a word meets it."""
    if before:
        return escape(before) + ("" if before[-1] in "([" else " ")
    return (" " if after[:1].isalnum() or after[:1] in "([" else "") + escape(after)

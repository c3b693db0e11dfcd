"""Statements that disagree, side by side."""

import itertools
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pandas as pd

from evidence_review.display.markup import (
    cell_text,
    class_of,
    direction,
    escape,
    link_place,
    make_fold,
    make_header,
    make_table,
)
from evidence_review.display.shown import Shown, as_file, need_columns, note, plural

__all__ = ["conflict_pairs"]

_NEEDED = ["title", "words_a", "words_b", "context_a", "context_b", "what_differs"]
_COLUMNS = ["what it is", "statement a", "statement b", "what differs"]


def conflict_pairs(
    conflicts: pd.DataFrame,
    *,
    name: str = "conflicts",
    caption: str = "Statements that disagree",
    is_topic_page: bool = True,
    max_rows: int = 3,
) -> Shown:
    """Show pairs of statements that disagree side by side, under the question that both answer.

    Parameters
    ----------
    conflicts : pandas.DataFrame
        As `summaries.summarize_conflicts` returns it.
    name : str
        Kebab-case; the rows go to `tables/<name>.csv`.
    caption : str
        The title above the table.
    is_topic_page : bool
        Whether the statements are on the same page; otherwise their links lead to the page of the topic.
    max_rows : int
        How many pairs of a question to show; the others open on a click.

    Returns
    -------
    Shown
        A table per question with a row per pair: class and severity, both quotes with their source, answer and context, and what
        differs.

    Raises
    ------
    EvidenceError
        If these are no such pairs, or `name` is not kebab-case.
    """
    need_columns(conflicts, _NEEDED, "conflict_pairs", "what summaries.summarize_conflicts returns")
    plain = f"{name}: {len(conflicts)} pair{plural(len(conflicts))}"
    counted = plain.partition(": ")[2] if len(conflicts) else "none"
    blocks = [note(f"{caption}: {counted}.").markup]
    for title, rows in itertools.groupby(conflicts.to_dict("records"), lambda row: _group(row, is_topic_page)):
        blocks.append(_block(caption, title, [_row(row, is_topic_page) for row in rows], max_rows))
    return Shown("".join(blocks), plain, as_file(name, conflicts))


def _block(caption: str, title: str, rows: list[str], max_rows: int) -> str:
    head = make_header(_COLUMNS)
    shown, folded = rows[:max_rows], rows[max_rows:]
    # The same question may stand above pairs of another kind on the same page.
    label = f"{caption}: {title}"
    markup = make_table(head, "".join(shown), caption=title, label=label)
    if folded:
        more = f"{len(folded)} more pair{plural(len(folded))} on this question"
        markup += make_fold(more, make_table(head, "".join(folded), label=f"{label}, {more}"))
    return markup


def _group(row: Mapping[Any, Any], is_topic_page: bool) -> str:
    """Return what stands above a pair: its question, and its topic where a page holds several."""
    title, question = cell_text(row["title"]), cell_text(row["question"])
    return question or title if is_topic_page or not question else f"{title}: {question}"


def _row(row: Mapping[Any, Any], is_topic_page: bool) -> str:
    is_firm = row["class"] != "direct" or row["severity"] == "error"
    kind = str(row["class"]).replace("-", " ") + ("" if is_firm else ", not firm")
    scope = "within one source" if row["scope"] == "within" else "across sources"
    what = f'<strong>{escape(kind)}</strong><p class="er-where">{escape(scope)}; {escape(row["severity"])}</p>'
    differs = "".join(
        f"<p{class_of(style)}>{escape(text)}</p>"
        for style, text in (("", cell_text(row["what_differs"])), ("er-where", cell_text(row["context"])))
        if text
    )
    sides = "".join(f'<td class="er-long">{_side(row, letter, is_topic_page)}</td>' for letter in "ab")
    return f"<tr><td>{what}</td>{sides}<td>{differs}</td></tr>\n"


def _side(row: Mapping[Any, Any], letter: str, is_topic_page: bool) -> str:
    name, words, answer = (cell_text(row[f"{column}_{letter}"]) for column in ("statement_id", "words", "answer"))
    page = "" if is_topic_page else f"../outputs/{quote(str(row['topic']))}/index.html"
    context = cell_text(row[f"context_{letter}"])
    said = f": <strong>{escape(answer)}</strong>" if answer else ""
    below = f'<p class="er-where">{escape(context)}</p>' if context else ""
    link = f'<a href="{page}#{escape(name)}">{escape(name)}</a> ({link_place(name, "in its source")})'
    return f'<p class="er-where">{link}{said}</p><p{direction(words)}>\u201c{escape(words)}\u201d</p>{below}'

"""The evidence table of a topic page: each statement opens to its paragraph and to what it cites."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_review.display.markup import cell_text, class_of, direction, escape, is_unknown, make_header, make_table
from evidence_review.display.shown import Shown, as_file, note, plural

__all__ = ["evidence_table"]

_AROUND = 3  # sentences of the paragraph shown before and after a statement
_EVIDENCE_COLUMNS = [
    "number and section",
    "question and answer",
    "direction and certainty",
    "population",
    "references",
    "decided by",
]


def evidence_table(
    statements: pd.DataFrame, *, corpus: Any, name: str = "evidence", caption: str = "The evidence"
) -> Shown:
    """Show statements so that each opens to its sentence, marked in its paragraph, and to the references that it cites.

    Parameters
    ----------
    statements : pandas.DataFrame
        Rows of `corpus.statements`, in the order to be shown, or with the columns that `summaries.summarize_evidence` adds.
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
    plain = f"{name}: {len(statements)} statement{plural(len(statements))}"
    if statements.empty:
        return Shown(note(f"{caption}: no statements.").markup, plain, as_file(name, statements))
    context = _Context(corpus)
    body = "".join(_evidence_row(row, context) for row in statements.to_dict("records"))
    head = make_header(["statement", *_EVIDENCE_COLUMNS], [False] * (len(_EVIDENCE_COLUMNS) + 1))
    return Shown(make_table(head, body, caption=caption, after=""), plain, as_file(name, statements))


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
        return "" if is_unknown(title) else str(title)

    def paragraph(self, row: Mapping[Any, Any]) -> str:
        sentence = self._sentences.get((row["source_id"], row["sentence_no"]))
        if sentence is None:
            return f"<mark>{escape(row['text'])}</mark>"
        whole = self._paragraphs[(sentence.source_id, sentence.paragraph_no)]
        place = next(number for number, one in enumerate(whole) if one.sentence_no == sentence.sentence_no)
        first, last = max(place - _AROUND, 0), place + _AROUND + 1
        words = [escape(one.text) for one in whole[first:last]]
        # A reviewer may have coded a part of the sentence.
        before, part, after = words[place - first].partition(escape(row["text"]))
        words[place - first] = f"{before}<mark>{part}</mark>{after}" if part else f"<mark>{before}</mark>"
        return " ".join(["\u2026"] * (first > 0) + words + ["\u2026"] * (last < len(whole)))

    def references(self, row: Mapping[Any, Any]) -> list[tuple[str, str]]:
        """Return label and entry of what the statement's markers refer to; an entry is empty when the list lacks it."""
        found: dict[str, str] = {}
        for one in self._citations.get((row["source_id"], row["sentence_no"]), []):
            if not row["start"] <= one.start < row["cited_end"]:
                continue
            if is_unknown(one.reference_no):
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
        f"<details><summary{direction(row['text'])}>{escape(row['text'])}</summary>"
        f'<blockquote class="er-context"{direction(row["text"])}>{context.paragraph(row)}</blockquote>'
        f'{cited}<p class="er-where">{where}</p></details>'
    )
    labels = ", ".join(label for label, _ in references)
    cells = [
        (row["statement_id"], section),
        (row.get("answered"), row.get("asked")),
        (row.get("direction"), row.get("certainty")),
        (cell_text(row.get("population")).replace(";", ", "), ""),
        (labels, row.get("rests_on")) if labels else (row.get("rests_on"), ""),
        _decided_by(row),
    ]
    rest = "".join(f"<td>{_cell(first, second)}</td>" for first, second in cells)
    style = class_of("" if row.get("origin") == "reviewer" else "er-machine")
    return f'<tr id="{escape(row["statement_id"])}"{style}><td class="er-long">{statement}</td>{rest}</tr>\n'


def _cell(first: object, second: object) -> str:
    """Put a smaller line under the main one."""
    below = cell_text(second)
    return escape(cell_text(first)) + (f'<p class="er-where">{escape(below)}</p>' if below else "")


def _decided_by(row: Mapping[Any, Any]) -> tuple[str, str]:
    if row.get("origin") == "reviewer":
        return cell_text(row.get("coder")), cell_text(row.get("note"))
    return "machine", ""

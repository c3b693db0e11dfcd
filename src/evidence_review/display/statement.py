"""A statement by its id: marked in its paragraph, with what it cites, what was decided on it, and the citation to copy."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evidence_review import build
from evidence_review.display.context import Context, Place
from evidence_review.display.markup import (
    NO_FORMULAS,
    cell_text,
    class_of,
    direction,
    escape,
    link_place,
    make_header,
    make_table,
    visible,
)
from evidence_review.display.shown import Shown
from evidence_review.errors import EvidenceError, did_you_mean

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["show_statement"]

_DECIDED = ["statement", "topic", "question", "answer", "direction", "certainty", "population", "decided by"]
_WIDTH = 100


def show_statement(statement_id: str, corpus: Corpus | None = None) -> Shown:
    """Show a statement in its paragraph.

    Parameters
    ----------
    statement_id : str
        Its id, as `smith2020:s042`.
    corpus : Corpus, optional
        Where it is looked up; the one that `load` returned last unless given.

    Returns
    -------
    Shown
        The words marked in their paragraph, what they cite, what was decided on them, and the citation to copy. What the machine
        suggests is marked as such. Words that speak to several topics have a row for each.

    Raises
    ------
    EvidenceError
        If no corpus is loaded, or it has no such statement.
    """
    corpus = corpus or build.last_loaded()
    if corpus is None:
        raise EvidenceError(
            f"{statement_id}: no corpus is loaded to look it up in; call er.load() first, or pass corpus="
        )
    statements = corpus.statements
    own = statements[statements["statement_id"] == statement_id.strip()]
    if own.empty:
        raise EvidenceError(_unknown(statement_id, corpus))
    row = own.iloc[0]
    is_same = (statements["source_id"] == row["source_id"]) & (statements["start"] == row["start"])
    same = statements[is_same & (statements["end"] == row["end"])].to_dict("records")
    place = Context(corpus).find(row["source_id"], row["sentence_no"], (row["start"], row["end"]))
    decided = [_decided(one, corpus) for one in same]
    return Shown(_markup(row["statement_id"], place, decided), _plain(row["statement_id"], place, decided))


def _unknown(statement_id: str, corpus: Corpus) -> str:
    known = list(corpus.statements["statement_id"])
    own = corpus.statements.loc[corpus.statements["source_id"] == statement_id.strip(), "statement_id"]
    if len(own):
        return f"{statement_id}: is a source; pass the id of one of its statements, {own.iloc[0]} to {own.iloc[-1]}"
    near = did_you_mean(statement_id, known)
    return f"{statement_id}: no statement has this id; {near}the ids are in corpus.statements['statement_id']"


def _decided(row: Mapping[Any, Any], corpus: Corpus) -> tuple[bool, list[str]]:
    """Tell whether a reviewer made a row, and say what it holds in the order of `_DECIDED`."""
    is_reviewed = row["origin"] == "reviewer"
    topic = next(one for one in corpus.topics if one.id == row["topic"])
    question = next((one.text for one in topic.questions if one.id == row["question"]), "")
    labels = [cell_text(row[name]) for name in ("answer", "direction", "certainty", "population")]
    who = cell_text(row["coder"]) if is_reviewed else "machine (a suggestion)"
    return is_reviewed, [row["statement_id"], topic.title, question, *labels[:3], labels[3].replace(";", ", "), who]


def _markup(name: str, place: Place, decided: list[tuple[bool, list[str]]]) -> str:
    where = " \u00b7 ".join(filter(None, [place.title, place.section]))
    body = "".join(
        f"<tr{class_of('' if is_reviewed else 'er-machine')}>{''.join(f'<td>{link_place(cell)}</td>' for cell in cells)}</tr>\n"
        for is_reviewed, cells in decided
    )
    head = make_header(_DECIDED)
    return (
        f'<div class="er-place {NO_FORMULAS}"><p class="er-where">{link_place(name)} \u00b7'
        f" <span{direction(where)}>{escape(where)}</span></p>{place.paragraph}"
        f"{place.list_cited()}{make_table(head, body, label=f'What was decided on {name}')}"
        f'<p class="er-copy"{direction(place.text)}>{escape(place.cite(name))}</p></div>'
    )


def _plain(name: str, place: Place, decided: list[tuple[bool, list[str]]]) -> str:
    where = ", ".join(filter(None, [place.title, place.section, f"characters {place.start}\u2013{place.end}"]))
    cited = [f"{one.lead}{one.label}: {one.words}" for one in place.cited]
    blocks = [
        [f"{name}, {where}"],
        [f"\u201c{place.text}\u201d"],
        ["Cites:", *cited] if cited else ["These words cite nothing."],
        ["Decided:", *("; ".join(filter(None, cells)) for _, cells in decided)],
    ]
    return "\n".join(_wrap(visible(line), number > 0) for lines in blocks for number, line in enumerate(lines))


def _wrap(line: str, is_indented: bool) -> str:
    indent = "  " * is_indented
    return textwrap.fill(line, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False)

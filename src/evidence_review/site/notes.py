"""What stands beside the text of a source: what was decided on its statements, and what the checks report."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from evidence_review.anchors import anchor_of_finding, anchor_of_statement
from evidence_review.decisions import Topic
from evidence_review.display.context import name_source, quote_words
from evidence_review.site.pieces import Row
from evidence_review.summaries.wording import count, say_value
from evidence_review.vocabulary import SEVERITIES

__all__ = [
    "Decision",
    "FindingNote",
    "StatementNote",
    "note_findings",
    "note_statements",
    "summarize_findings",
    "summarize_statements",
]

_TOPICS_NAMED = 3
_MORE = {
    "suggestion": "Suggestion",
    "innocent_explanation": "It may be innocent",
    "verdict": "A reviewer decided",
}


@dataclass(frozen=True)
class Decision:
    """What one statement was decided to say: its id on the page, its topic with a link, and by whom; `by` is empty for the machine."""

    id: str
    topic: str
    href: str
    question: str
    said: str
    by: str


@dataclass(frozen=True)
class StatementNote:
    """The statements on one span: the decisions, what marks them on the page, and the words as they are quoted elsewhere."""

    span: tuple[int, int]
    decisions: tuple[Decision, ...]
    quote: str

    @property
    def marks(self) -> str:
        """The ids that the script looks for."""
        return " ".join(one.id for one in self.decisions)


@dataclass(frozen=True)
class FindingNote:
    """A finding: its span, its id on the page, what it says, and what more there is to it; no span where it is about the whole file."""

    span: tuple[int, int] | None
    id: str
    severity: str
    check: str
    message: str
    more: str


def note_statements(
    rows: Iterable[Row], source: Row, *, topics: Mapping[str, Topic], made: Collection[str], titles: Mapping[int, str]
) -> list[StatementNote]:
    """Group statements by their span.

    Parameters
    ----------
    rows : iterable of Row
        Rows of `statements`.
    source : Row
        Their source, a row of `sources`.
    topics : mapping of str to Topic
        The topics of the review, by id.
    made : collection of str
        The files of the pages that there are to link to.
    titles : mapping of int to str
        The title of the section of each sentence.

    Returns
    -------
    list of StatementNote
        In the order of the text.
    """
    by_span = itemgetter("start", "end")
    named = name_source(source)
    notes = []
    for (start, end), group in groupby(sorted(rows, key=by_span), key=by_span):
        found = list(group)
        ids = ", ".join(row["statement_id"] for row in found)
        quote = quote_words(named, titles.get(found[0]["sentence_no"], ""), found[0]["text"], ids, (start, end))
        decisions = tuple(_decide(row, topics.get(row["topic"]), made) for row in found)
        notes.append(StatementNote((start, end), decisions, quote))
    return notes


def summarize_statements(notes: Sequence[StatementNote]) -> str:
    """Say in a line what notes hold, for where they are folded.

    Parameters
    ----------
    notes : sequence of StatementNote
        At least one.

    Returns
    -------
    str
        How many statements, on which topics, and how many of them a reviewer coded.
    """
    decisions = [one for note in notes for one in note.decisions]
    topics = Counter(one.topic for one in decisions).most_common()
    named = [f"{topic} {n}" for topic, n in topics[:_TOPICS_NAMED]]
    if rest := topics[_TOPICS_NAMED:]:
        named.append(f"{count(len(rest), 'other topic')} {sum(n for _, n in rest)}")
    n_coded = sum(bool(one.by) for one in decisions)
    return f"{count(len(decisions), 'statement')}, {n_coded or 'none'} coded by a reviewer: {', '.join(named)}"


def summarize_findings(notes: Iterable[FindingNote]) -> str:
    """Say how many findings there are, by severity.

    Parameters
    ----------
    notes : iterable of FindingNote
        Any.

    Returns
    -------
    str
        A line.
    """
    by_severity = Counter(note.severity for note in notes)
    named = [f"{by_severity[name]} {name}" for name in SEVERITIES if by_severity[name]]
    return f"{count(by_severity.total(), 'finding')} ({', '.join(named)})" if named else "no findings"


def note_findings(rows: Iterable[Row]) -> list[FindingNote]:
    """Say what findings report.

    Parameters
    ----------
    rows : iterable of Row
        Rows of `findings`.

    Returns
    -------
    list of FindingNote
        In their order.
    """
    return [
        FindingNote(
            None if row["start"] == "" else (row["start"], row["end"]),
            anchor_of_finding(row["check"], row["finding_no"]),
            row["severity"],
            row["check"],
            _end(row["message"]),
            " ".join(f"{label}: {_end(row[name])}" for name, label in _MORE.items() if row[name]),
        )
        for row in rows
    ]


def _end(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "\u2026")) else f"{sentence}."


def _decide(row: Row, topic: Topic | None, made: Collection[str]) -> Decision:
    question = next((one for one in topic.questions if one.id == row["question"]), None) if topic else None
    answer = row["answer"]
    if answer and question and question.kind == "value":
        answer = say_value(answer, question.unit)
    page = f"{row['topic']}/index.html"
    return Decision(
        anchor_of_statement(row["statement_id"]),
        topic.title if topic else row["topic"],
        f"../{page}#{row['statement_id']}" if page in made else "",
        question.text if question else row["question"],
        ", ".join(filter(None, [answer, row["direction"], row["certainty"]])),
        (row["coder"] or "a reviewer") if row["origin"] == "reviewer" else "",
    )

"""The start page: the review at a glance, with links to every page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.site.frame import Frame, Link, render_template
from evidence_review.summaries import summarize_all_agreement

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["render_index"]

_SEVERITIES = ["error", "warning", "info"]
_AGREEMENT = {
    "agree": "agreement",
    "differ": "disagreement",
    "differ by context": "differences that the context explains",
    "one source": "one source alone",
    "open": "no clear answer",
}


def render_index(corpus: "Corpus", links: Sequence[Link], exports: Sequence[str], *, made_by: str) -> str:
    """Render the start page.

    Parameters
    ----------
    corpus : Corpus
        All tables.
    links : sequence of Link
        The pages that there are to link to; their groups are `Topics`, `Across the sources` and `Sources`.
    exports : sequence of str
        The files for other programs, relative to the outputs folder.
    made_by : str
        The line at the foot of the page.

    Returns
    -------
    str
        HTML.
    """
    frame = Frame(
        "Evidence review", "index.html", (_lead(corpus),), ("manifest.json", "run.json"), made_by, styles=("index",)
    )
    return render_template(
        "index.html.j2",
        frame,
        tiles=_tiles(corpus),
        sources=_sources(corpus),
        topics=_topics(corpus, {link.path for link in links}),
        findings=_findings(corpus),
        exports=exports,
        notebooks=[link for link in links if link.group == "Across the sources"],
    )


def _lead(corpus: "Corpus") -> str:
    read = int(corpus.sources["status"].isin(["ok", "partial"]).sum())
    return f"What {_count(read, 'source')} say about {_count(len(corpus.topics), 'topic')}, each statement with its exact words."


def _tiles(corpus: "Corpus") -> list[tuple[int, str]]:
    by_severity = corpus.findings["severity"].value_counts()
    counts = [
        (len(corpus.sources), "source"),
        (len(corpus.references), "reference"),
        (len(corpus.citations), "citation"),
        (len(corpus.statements), "statement"),
        *((int(by_severity.get(severity, 0)), f"finding: {severity}") for severity in _SEVERITIES),
    ]
    return [(count, _plural(word, count)) for count, word in counts]


def _sources(corpus: "Corpus") -> list[dict[str, Any]]:
    columns = [
        "source_id",
        "file",
        "title",
        "kind",
        "year",
        "n_references",
        "n_citations",
        "license",
        "status",
        "reason",
    ]
    return [_filled(row) for row in corpus.sources[columns].to_dict("records")]


def _topics(corpus: "Corpus", made: set[str]) -> list[dict[str, Any]]:
    answers = summarize_all_agreement(corpus)
    rows = []
    for topic in corpus.topics:
        statements = corpus.statements[corpus.statements["topic"] == topic.id]
        cited = int((statements["n_citations"] > 0).sum())
        rows.append(
            {
                "id": topic.id,
                "title": topic.title,
                "is_made": f"{topic.id}/index.html" in made,
                "n_statements": len(statements),
                "n_sources": int(statements["source_id"].nunique()),
                "answers": _say_answers(answers[answers["topic"] == topic.title], len(topic.questions)),
                # No statements is not the same as none with a citation.
                "share": f"{100 * cited / len(statements):.0f} %" if len(statements) else "",
            }
        )
    return rows


def _say_answers(answers: pd.DataFrame, n_questions: int) -> str:
    """Say in a line how many questions of a topic are answered, and on how many the sources agree."""
    if answers.empty:
        return ""
    counts = answers["agreement"].value_counts()
    said = [f"{word} on {counts[name]}" for name, word in _AGREEMENT.items() if name in counts.index]
    return f"{len(answers)} of {n_questions}: {', '.join(said)}"


def _findings(corpus: "Corpus") -> list[dict[str, Any]]:
    counts = corpus.findings.groupby(["severity", "check"], observed=True).agg(
        n=("finding_no", "size"), n_sources=("source_id", "nunique")
    )
    rows = counts.reset_index().to_dict("records")
    return sorted((_filled(row) for row in rows), key=lambda row: (_SEVERITIES.index(row["severity"]), row["check"]))


def _filled(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(key): "" if pd.isna(value) else value for key, value in row.items()}


def _count(count: int, word: str) -> str:
    return f"{count} {_plural(word, count)}"


def _plural(word: str, count: int) -> str:
    head, _, tail = word.partition(":")
    return (head if count == 1 else head + "s") + (f":{tail}" if tail else "")

"""The start page: the review at a glance, with links to every page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.exports import REFERENCE_FILES
from evidence_review.run.pages import Page
from evidence_review.run.render import TEMPLATES, stylesheet, title_of
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


def render_index(corpus: "Corpus", pages: Sequence[Page], *, made_by: str) -> str:
    """Render the start page.

    Parameters
    ----------
    corpus : Corpus
        All tables.
    pages : sequence of Page
        The pages that there are to link to.
    made_by : str
        The line at the foot of the page.

    Returns
    -------
    str
        HTML.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from evidence_review.display import visible

    environment = Environment(
        loader=FileSystemLoader([str(TEMPLATES), str(TEMPLATES / "evidence")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    about = {
        "title": "Evidence review",
        "lead": [_lead(corpus)],
        "css": stylesheet(),
        "trail": "",
        "files": _files(),
        "made_by": made_by,
    }
    return environment.get_template("index.html.j2").render(
        page=about,
        tiles=_tiles(corpus),
        sources=_sources(corpus),
        topics=_topics(corpus, {page.name for page in pages}),
        findings=_findings(corpus),
        exports=REFERENCE_FILES,
        notebooks=[(page.name, title_of(page.notebook)) for page in pages if not page.topic],
    )


def _lead(corpus: "Corpus") -> str:
    read = int(corpus.sources["status"].isin(["ok", "partial"]).sum())
    return f"What {_count(read, 'source')} say about {_count(len(corpus.topics), 'topic')}, each statement with its exact words."


def _files() -> list[str]:
    return ["manifest.json", "run.json"]


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
                "is_made": topic.id in made,
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

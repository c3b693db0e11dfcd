"""The start page: what was reviewed, what matters most, the map, the topics, the sources, and where to go."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review import summaries
from evidence_review.anchors import anchor_of_finding, anchor_of_statement
from evidence_review.display.shown import split_ids
from evidence_review.site.frame import Frame, Link, render_template
from evidence_review.summaries.support import find_read_sources
from evidence_review.summaries.wording import count_in_words

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["render_index"]

_PAGES = "Across the sources"
_RANKS = {
    "error": "Grave",
    "warning": "Warning",
    "info": "To look at",
    "not checked": "Not checked",
    "none found": "None found",
}
_AGREEMENT = {
    "agree": "sources agree",
    "differ": "sources differ",
    "differ by context": "differ with the context",
    "mixed": "both yes and no in one source",
    "one source": "one source alone answers",
    "open": "left open",
}
# What files for other programs are, by the end of their names, in the order in which they are shown.
_FILES = {
    ".xlsx": "statements, references, quantities, conflicts and findings as sheets of a workbook",
    ".csl.json": "all works that the sources list, for Zotero, pandoc and others (CSL-JSON)",
    ".ris": "the same for EndNote, Mendeley and others (RIS)",
    ".bib": "the same for LaTeX (BibTeX)",
    "datapackage.json": "what every table in the folder tables holds, for programs (Frictionless Data Package)",
}
# Where on a page the rest of a line stands.
_SECTIONS = {"50_agreement": "#where-they-disagree", "60_integrity": "#the-queue"}
_MANY = 8  # columns of the map beyond which their heads stand upright


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
    made = {link.path: link.title for link in links}
    answers = summaries.summarize_card_answers(corpus)
    frame = Frame(
        "Evidence review", "index.html", (_lead(corpus),), ("manifest.json", "run.json"), made_by, styles=("index",)
    )
    return render_template(
        "index.html.j2",
        frame,
        made=made,
        reviewed=summaries.say_review(corpus),
        figures=summaries.summarize_review_figures(corpus, answers).to_dict("records"),
        headlines=_headlines(corpus, made),
        map=_map(corpus, made),
        topics=_topics(corpus, answers, made),
        sources=_sources(corpus, made),
        pages=[link for link in links if link.group == _PAGES],
        exports=_files(exports),
        quality=[
            summaries.say_coders(corpus),
            summaries.say_coding_accuracy(corpus),
            summaries.say_quantity_accuracy(),
            summaries.say_queue_accuracy(),
        ],
        findings=summaries.summarize_findings(corpus).to_dict("records"),
    )


def _lead(corpus: "Corpus") -> str:
    read, n_topics = len(find_read_sources(corpus)), len(corpus.topics)
    say = "says" if read == 1 else "say"
    about = f" about {count_in_words(n_topics, 'topic')}, each statement with its exact words" if n_topics else ""
    return f"What {count_in_words(read, 'source')} {say}{about}."


def _headlines(corpus: "Corpus", made: dict[str, str]) -> list[dict[str, Any]]:
    """Add to each line its label, its parts with the links of statements, the place of its finding, and the page that holds the rest."""
    topics = dict(zip(corpus.statements["statement_id"], corpus.statements["topic"], strict=True))
    lines = []
    for row in summaries.summarize_headlines(corpus).to_dict("records"):
        view = f"sources/{row['source']}.html"
        anchor = "" if pd.isna(row["finding_no"]) else f"#{anchor_of_finding(row['check'], row['finding_no'])}"
        lines.append(
            {
                "rank": row["rank"],
                "label": _RANKS[row["rank"]],
                "parts": _link_ids(row["text"], row["statement_ids"].split(";"), topics, made),
                "place": view + anchor if view in made else "",
                "page": page + _SECTIONS[row["page"]]
                if (page := _only_made(f"{row['page']}/index.html", made))
                else "",
                "page_title": made.get(page, ""),
            }
        )
    return lines


def _link_ids(text: str, ids: list[str], topics: dict[str, str], made: dict[str, str]) -> list[tuple[str, str]]:
    """Split a line into texts and statements, each with what it links to."""
    parts = []
    for words, named in split_ids(text, ids):
        for number, one in enumerate(named):
            parts += [(", " if number else "[", ""), (one, _find_statement(one, topics[one], made))]
        parts.append(("]" if named else words, ""))
    return parts


def _find_statement(statement_id: str, topic: str, made: dict[str, str]) -> str:
    """Return the link to a statement's row, or else to its place in the source, if there is such a page."""
    source = statement_id.rpartition(":")[0]
    places = {f"{topic}/index.html": statement_id, f"sources/{source}.html": anchor_of_statement(statement_id)}
    return next((f"{path}#{anchor}" for path, anchor in places.items() if path in made), "")


def _only_made(path: str, made: dict[str, str]) -> str:
    return path if path in made else ""


def _map(corpus: "Corpus", made: dict[str, str]) -> dict[str, Any]:
    cells = summaries.summarize_map(corpus)
    sources = list(find_read_sources(corpus)["source_id"])
    of_topic = {str(topic): rows.to_dict("records") for topic, rows in cells.groupby("topic", sort=False)}
    steps = cells[cells["step"] > 0].groupby("step")["statements"].agg(["min", "max"])
    return {
        "sources": [(source, _only_made(f"sources/{source}.html", made)) for source in sources],
        "is_upright": len(sources) > _MANY,
        "rows": [
            (topic.title, _only_made(f"{topic.id}/index.html", made), of_topic.get(topic.id, []))
            for topic in corpus.topics
        ],
        "legend": [
            (step, str(low) if low == high else f"{low}\u2013{high}")
            for step, low, high in steps.reset_index().to_numpy().tolist()
        ],
        "has_answers": bool(cells["answered"].any()),
    }


def _topics(corpus: "Corpus", answers: pd.DataFrame, made: dict[str, str]) -> list[dict[str, Any]]:
    warnings = summaries.summarize_card_warnings(corpus)
    cards: list[dict[str, Any]] = []
    for row in map(_filled, summaries.summarize_topics(corpus).to_dict("records")):
        own = answers[answers["topic"] == row["topic"]]
        answered = own[own["agreement"] != ""].to_dict("records")
        cards.append(
            row
            | {
                "page": _only_made(f"{row['topic']}/index.html", made),
                "answers": [one | {"verdict": _AGREEMENT[one["agreement"]]} for one in answered],
                "n_open": len(own) - len(answered),
                "warnings": warnings[warnings["topic"] == row["topic"]].to_dict("records"),
            }
        )
    return cards


def _sources(corpus: "Corpus", made: dict[str, str]) -> list[dict[str, Any]]:
    rows = summaries.summarize_card_sources(corpus).to_dict("records")
    return [_filled(row) | {"page": _only_made(f"sources/{row['source']}.html", made)} for row in rows]


def _filled(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(key): "" if pd.isna(value) else value for key, value in row.items()}


def _files(exports: Sequence[str]) -> list[tuple[str, str]]:
    """Say what each file is; those of which nothing is known come last."""
    known = [(path, words) for end, words in _FILES.items() for path in exports if path.endswith(end)]
    return known + [(path, "") for path in exports if not path.endswith(tuple(_FILES))]

"""The reading view of a source: its own text, with sections, and with citations, statements and findings marked."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review import schema
from evidence_review.site.frame import Frame, Link, render_template
from evidence_review.site.notes import FindingNote, note_findings, summarize_findings
from evidence_review.site.pieces import Row
from evidence_review.site.spans import say_language
from evidence_review.site.views import make_views
from evidence_review.summaries.wording import count
from evidence_review.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["render_source"]

_TABLES = ("sections", "sentences", "references", "citations", "statements", "findings")
_FACTS = {
    "kind": "Kind",
    "authors": "Authors",
    "year": "Year",
    "container_title": "Published in",
    "license": "License",
    "title_as_printed": "Title in its header",
    "corrections": "Corrected by a reviewer",
    "status": "Status",
    "reason": "Reason",
}


def render_source(corpus: "Corpus", source_id: str, links: Sequence[Link], *, made_by: str) -> str:
    """Render the reading view of a source.

    Parameters
    ----------
    corpus : Corpus
        All tables.
    source_id : str
        The source.
    links : sequence of Link
        The pages that there are to link to.
    made_by : str
        The line at the foot of the page.

    Returns
    -------
    str
        HTML. Statements have the id `s042` (what follows the colon of a statement_id), sentences `n12`, markers `m7`, entries of the list
        `r12`, sections `h3`, findings `f-<check>-<finding_no>`.
    """
    source = _rows(corpus.sources, source_id)[0]
    tables = {name: _rows(getattr(corpus, name), source_id) for name in _TABLES}
    topics = {topic.id: topic for topic in corpus.topics}
    made = {link.path for link in links}
    views = make_views(corpus.texts[source_id], source, tables, topics=topics, made=made)
    findings = sorted(note_findings(tables["findings"]), key=lambda one: SEVERITIES.index(one.severity))
    return render_template(
        "source.html.j2",
        Frame(source["title"] or source_id, f"sources/{source_id}.html", made_by=made_by, styles=("reading",)),
        facts=_list_facts(source),
        counts=_count_all(source, tables, findings),
        spoken=say_language(source["language"]),
        groups=[(name, list(group)) for name, group in groupby(views, key=lambda view: view.group)],
        findings=[one for one in findings if one.span],
        unplaced=[one for one in findings if not one.span],
    )


def _rows(table: pd.DataFrame, source_id: str) -> list[Row]:
    return list(schema.records(table[table["source_id"] == source_id]))


def _list_facts(source: Row) -> list[tuple[str, str]]:
    """List what the source says of itself; what it does not say is left out."""
    known = {name: str(source[name]) for name in _FACTS if source[name] != ""}
    if "authors" in known:
        known["authors"] = known["authors"].replace(";", "; ")
    if known.get("title_as_printed") == source["title"]:
        del known["title_as_printed"]
    return [(_FACTS[name], value) for name, value in known.items()]


def _count_all(source: Row, tables: dict[str, list[Row]], findings: Sequence[FindingNote]) -> str:
    """Say how much of everything there is; what is unknown is left out."""
    coded = sum(row["origin"] == "reviewer" for row in tables["statements"])
    of_them = f" ({coded or 'none'} coded by a reviewer)" if tables["statements"] else ""
    counts = [count(source[f"n_{noun}s"], noun) for noun in ("reference", "citation") if source[f"n_{noun}s"] != ""]
    return "; ".join([count(len(tables["statements"]), "statement") + of_them, *counts, summarize_findings(findings)])

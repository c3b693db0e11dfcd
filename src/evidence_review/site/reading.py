"""The reading view of a source: its own text, with sections, and with citations, statements and findings marked."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.site.frame import Frame, Link, render_template
from evidence_review.site.notes import note_findings
from evidence_review.site.pieces import Row
from evidence_review.site.spans import say_language
from evidence_review.site.views import make_views
from evidence_review.summaries.wording import count, join
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
    "status": "Read",
    "reason": "Because",
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
        facts=[
            (label, source[name].replace(";", "; ") if name == "authors" else source[name])
            for name, label in _FACTS.items()
            if source[name] != ""
        ],
        counts=_count_all(source, tables),
        spoken=say_language(source["language"]),
        groups=[(name, list(group)) for name, group in groupby(views, key=lambda view: view.group)],
        findings=[one for one in findings if one.span],
        unplaced=[one for one in findings if not one.span],
    )


def _rows(table: pd.DataFrame, source_id: str) -> list[Row]:
    own = table[table["source_id"] == source_id]
    known = own.astype(object).where(own.notna(), "")
    return [{str(name): value for name, value in row.items()} for row in known.to_dict("records")]


def _count_all(source: Row, tables: dict[str, list[Row]]) -> str:
    """Say how much of everything there is; what is unknown is left out."""
    coded = sum(row["origin"] == "reviewer" for row in tables["statements"])
    said = (
        [f"{count(len(tables['statements']), 'statement')}, {coded or 'none'} of them coded by a reviewer"]
        if tables["statements"]
        else ["no statements"]
    )
    said += [count(source[f"n_{name}s"], name) for name in ("reference", "citation") if source[f"n_{name}s"] != ""]
    by_severity = Counter(row["severity"] for row in tables["findings"])
    severities = join(f"{by_severity[name]} {name}" for name in SEVERITIES if by_severity[name])
    said.append(f"{count(len(tables['findings']), 'finding')}: {severities}" if severities else "no findings")
    return "; ".join(said)

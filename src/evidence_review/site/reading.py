"""The reading view of a source: its own text, with sections, and with citations, statements and findings marked."""

from typing import TYPE_CHECKING

from evidence_review.site.frame import Frame, render_template

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["render_source"]


def render_source(corpus: "Corpus", source_id: str, *, made_by: str) -> str:
    """Render the reading view of a source.

    Parameters
    ----------
    corpus : Corpus
        All tables.
    source_id : str
        The source.
    made_by : str
        The line at the foot of the page.

    Returns
    -------
    str
        HTML. Statements have the id `s042` (what follows the colon of a statement_id), sentences `n12`, markers `m7`, entries of the list
        `r12`, sections `h3`, findings `f-<check>-<finding_no>`.
    """
    source = corpus.sources.set_index("source_id").loc[source_id]
    title = str(source["title"]) if source["title"] == source["title"] else source_id
    frame = Frame(title, f"sources/{source_id}.html", made_by=made_by, styles=("reading",))
    return render_template("source.html.j2", frame, text=corpus.texts.get(source_id, ""))

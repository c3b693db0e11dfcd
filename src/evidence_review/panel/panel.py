"""What a notebook displays: the form where somebody can use it, a line of text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_review.coding.sheet import find_uncoded
from evidence_review.decisions import find_topic
from evidence_review.display import Shown, note
from evidence_review.display.attended import is_attended
from evidence_review.display.shown import plural

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus
    from evidence_review.panel.form import Form

__all__ = ["CodingPanel", "coding_panel"]


def coding_panel(corpus: Corpus, topic: str = "", coder: str = "") -> CodingPanel | Shown:
    """Offer what waits for a decision on a topic, sentence by sentence, and write each decision into `seeds/review/codings.csv`.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id; empty for the first of the review. Another one can be chosen in the panel.
    coder : str
        The reviewer's name; it can be filled in, in the panel, too.

    Returns
    -------
    CodingPanel or Shown
        To be the last expression of a cell: the panel, or a line that says that there is nothing to decide.

    Raises
    ------
    EvidenceError
        If there is no such topic, or the file of the codings is wrong.
    """
    if not (topic or corpus.topics):
        return note("This review has no topics, and therefore nothing to decide.")
    return CodingPanel(corpus, topic or corpus.topics[0].id, coder)


class CodingPanel:
    """A form in JupyterLab; where nobody can fill it in, a line of text that says how much waits.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.
    coder : str
        The reviewer's name.
    """

    def __init__(self, corpus: Corpus, topic: str, coder: str = "") -> None:
        self._corpus = corpus
        self._topic = find_topic(corpus.topics, topic)
        self._coder = coder
        n_waiting = len(find_uncoded(corpus, topic, coder))
        self._note = note(
            f"{self._topic.title}: {n_waiting} sentence{plural(n_waiting)} to decide. "
            "The coding panel opens here when this notebook runs in JupyterLab."
        )

    def form(self) -> Form:
        """Make the form, whoever is there.

        Returns
        -------
        Form
            Its widgets, which are connected to the reviewers' file.
        """
        # Imported here because no other use of the package needs widgets.
        from evidence_review.panel.form import Form

        return Form(self._corpus, self._topic.id, self._coder)

    def __repr__(self) -> str:
        return repr(self._note)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle = self._note._repr_mimebundle_()
        return self.form().box._repr_mimebundle_() | bundle if is_attended() else bundle

"""Stepping through the words of a topic that wait for a decision, and writing each decision down."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from evidence_review.coding.anchoring import Anchors
from evidence_review.coding.codings import Coding, append_coding
from evidence_review.coding.sheet import find_uncoded
from evidence_review.decisions import find_topic
from evidence_review.errors import EvidenceError

if TYPE_CHECKING:
    from evidence_review.coding.sheet import Proposal
    from evidence_review.corpus import Corpus

__all__ = ["Session"]


class Session:
    """The proposals of a topic in the order of the sources, and the one at hand.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.
    coder : str
        Whose decisions count; empty for anybody's.

    Attributes
    ----------
    topic : Topic
        The topic.
    proposals : tuple of Proposal
        What waited for a decision when the session began.
    position : int
        Which of them is at hand, from 0; their number when all have been seen.
    """

    def __init__(self, corpus: Corpus, topic: str, coder: str = "") -> None:
        self._corpus = corpus
        self._anchors = Anchors(corpus)
        self.topic = find_topic(corpus.topics, topic)
        self.proposals = find_uncoded(corpus, self.topic.id, coder)
        self.position = 0

    @property
    def at_hand(self) -> Proposal | None:
        """The proposal at hand; None when all have been seen."""
        return self.proposals[self.position] if self.position < len(self.proposals) else None

    def move(self, step: int) -> None:
        """Go forward or back.

        Parameters
        ----------
        step : int
            How many proposals to go forward; negative for back.
        """
        self.position = min(max(self.position + step, 0), len(self.proposals))

    def change_coder(self, coder: str) -> None:
        """Look again for what waits, now for another coder; the proposal at hand stays if it waits for them too.

        Parameters
        ----------
        coder : str
            Whose decisions count.
        """
        at_hand = self.at_hand
        self.proposals = find_uncoded(self._corpus, self.topic.id, coder)
        self.position = self.proposals.index(at_hand) if at_hand in self.proposals else 0

    def save(self, **cells: str) -> str:
        """Write the decision on the proposal at hand into the reviewers' file, and go to the next.

        Parameters
        ----------
        **cells : str
            The quote and what was decided, by the columns of `codings.csv`; source, topic and date are added here.

        Returns
        -------
        str
            A sentence that says where it was written.

        Raises
        ------
        EvidenceError
            If the words do not stand in the sentence, a label is wrong, or the coder has decided on these words before.
        """
        at_hand = self.at_hand
        if at_hand is None:
            raise EvidenceError("no sentence is at hand; go back to one")
        self._refuse_elsewhere(at_hand, cells["quote"])
        today = datetime.date.today().isoformat()
        coding = Coding(source=at_hand.source_id, topic=self.topic.id, date=today, line=0, **cells)
        path = append_coding(self._corpus.review, self._corpus.topics, coding)
        self.move(1)
        return f"Written to {path}"

    def _refuse_elsewhere(self, at_hand: Proposal, quote: str) -> None:
        """Refuse words that are not in the sentence at hand, or that would be looked up in another one, where they stand first."""
        places = list(self._anchors.find_places(at_hand.source_id, quote))
        if not any(at_hand.sentence_no in place.sentences for place in places):
            raise EvidenceError(
                "these words are not in the sentence; keep all of it, or a part of it, letter by letter"
            )
        # A sentence that is printed twice is decided on once.
        is_first = at_hand.sentence_no in next(place for place in places if place.sentences).sentences
        if not is_first and quote != at_hand.quote:
            raise EvidenceError("these words stand earlier in the source too; keep more of the sentence")

"""What stands around the words to be decided on: source, section, the sentences before and after, and the entries that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_review.anchors import anchor_of
from evidence_review.display.context import Context
from evidence_review.display.markup import NO_FORMULAS, STYLE, escape, link_place
from evidence_review.display.shown import plural

if TYPE_CHECKING:
    from evidence_review.coding.sheet import Proposal
    from evidence_review.corpus import Corpus

__all__ = ["describe_place"]


def describe_place(corpus: Corpus, proposal: Proposal) -> str:
    """Show words in their paragraph.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    proposal : Proposal
        The words.

    Returns
    -------
    str
        HTML, every word of the source escaped: source and section, the words marked between their neighbors, and what they cite.
    """
    source_id = proposal.source_id
    place = Context(corpus).find(source_id, proposal.sentence_no, (proposal.start, proposal.end))
    link = link_place(f"{source_id}:{anchor_of('sentence_no', proposal.sentence_no)}", source_id)
    where = " \u00b7 ".join([link, *map(escape, dict.fromkeys(filter(None, [place.title, place.section])))])
    cited = place.list_cited()
    if place.cited:
        count = f"{len(place.cited)} reference{plural(len(place.cited))}"
        cited = f'<details class="er-where"><summary>These words cite {count}</summary>{cited}</details>'
    return f'{STYLE}<div class="er-place {NO_FORMULAS}"><p class="er-where">{where}</p>{place.paragraph}{cited}</div>'

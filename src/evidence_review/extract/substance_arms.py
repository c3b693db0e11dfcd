"""Numbers that stand in one enumeration, and the arms, or the drugs, that they belong to: one each, in order."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from evidence_review.extract.binding_words import COUNTED, FOUND_WORDS, GIVEN, OWN
from evidence_review.extract.quantities import Quantity
from evidence_review.extract.substances import Substance

__all__ = ["deal_numbers", "is_joint"]

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BRACKETED = re.compile(r"\([^()]{0,120}\)")
_ENUMERATED = re.compile(r"[\s,;]{0,3}(?:(?:and|vs\.?|versus|or) )?")
_TOGETHER = re.compile(
    r"\s*(?:,|,? ?(?:and|or|plus|with|combined with|in combination with)(?: [a-z/-]{1,20}){0,3}|[-/+\u2013])\s*"
)
_N_ARMS = 12
# Words that may stand between the last of some drugs and their numbers.
_N_BESIDE = 3


def is_joint(gap: str) -> bool:
    """Tell whether what stands between two names names them together.

    Parameters
    ----------
    gap : str
        The words between them.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> is_joint(" combined with "), is_joint(" was better than ")
    (True, False)
    """
    return _TOGETHER.fullmatch(gap) is not None


def deal_numbers(
    text: str,
    quantities: Sequence[Quantity],
    named: Sequence[Substance],
    actors: Collection[Substance],
    find_owner: Callable[[Quantity], Substance],
) -> dict[int, Substance]:
    """Deal the numbers of enumerations to the arms, or the drugs, that are named beside them.

    Parameters
    ----------
    text : str
        A sentence.
    quantities : sequence of Quantity
        Its quantities.
    named : sequence of Substance
        Its substances, in order.
    actors : collection of Substance
        Those that may have an effect.
    find_owner : callable
        Returns the substance nearest to a dose.

    Returns
    -------
    dict of int to Substance
        The substances of those quantities that are dealt, by their place.

    Examples
    --------
    >>> from evidence_review.extract.quantities import find_quantities
    >>> from evidence_review.extract.substances import find_substances
    >>> text = "Rates were 40% and 25% for tramadol and codeine, respectively."
    >>> dealt = deal_numbers(text, find_quantities(text), find_substances(text), (), lambda dose: None)
    >>> {at: one.name for at, one in dealt.items()}
    {0: 'tramadol', 1: 'codeine'}
    """
    # One drug alone shares its numbers with no other.
    if len(named) < 2:
        return {}
    starts = [one.start for one in named]
    dealt: dict[int, Substance] = {}
    for group in _find_groups(text, quantities):
        first, last = quantities[group[0]], quantities[group[-1]]
        is_respective = "respectively" in text[last.end : last.end + 80]
        offers = []
        if is_respective or text[: first.start].rstrip().endswith("("):
            before = named[: bisect_left(starts, first.start)]
            if first.kind in GIVEN:
                offers.append(_name_together(text, before[-len(group) :], first.start))
            else:
                arms = [one for one in before[:_N_ARMS] if one.end <= first.start and (one.is_inert or one in actors)]
                doses = [one for one in quantities if one.kind in GIVEN and one.start < first.start][:_N_ARMS]
                offers.append(_repeat(arms, [find_owner(dose) for dose in doses]))
        if is_respective or first.kind in COUNTED:
            offers.append(_name_behind(text, last.end, named[bisect_left(starts, last.end) :], len(group)))
        for offer in offers:
            if len(offer) == len(group) and len({one.name for one in offer}) > 1:
                dealt |= dict(zip(group, offer, strict=True))
                break
    return dealt


def _find_groups(text: str, quantities: Sequence[Quantity]) -> list[list[int]]:
    """Return the numbers of one kind that stand in one enumeration, or before "respectively"."""
    groups: list[list[int]] = []
    for at, one in enumerate(quantities):
        gap = text[quantities[at - 1].end : one.start] if at else ""
        if at and one.kind == quantities[at - 1].kind and _ENUMERATED.fullmatch(gap):
            groups[-1].append(at)
        else:
            groups.append([at])
    if "respectively" in text and all(len(group) == 1 for group in groups):
        kinds = dict.fromkeys(one.kind for one in quantities if one.kind not in OWN)
        groups = [[at for at, one in enumerate(quantities) if one.kind == kind] for kind in kinds]
    return [group for group in groups if 1 < len(group) < _N_ARMS]


def _name_together(text: str, before: Sequence[Substance], position: int) -> Sequence[Substance]:
    """Return the substances before a place if they are named together, and right before it."""
    ends = [*(one.start for one in before[1:]), position]
    gaps = [_BRACKETED.sub("", text[one.end : end][:200]) for one, end in zip(before, ends, strict=False)]
    return before if all(map(is_joint, gaps[:-1])) and all(len(gap.split()) <= _N_BESIDE for gap in gaps[-1:]) else []


def _name_behind(text: str, position: int, behind: Sequence[Substance], number: int) -> Sequence[Substance]:
    """Return the substances named between a place and "respectively", or so many right behind it."""
    end = text.find("respectively", position)
    if end >= 0:
        return [one for one in behind if one.end <= end]
    arms = behind[:number]
    words = _WORD.findall(text[position : arms[0].start]) if arms else []
    is_beside = 0 < len(words) <= _N_BESIDE and all(word in FOUND_WORDS for word in words)
    return arms if is_beside and all(is_joint(text[one.end : other.start]) for one, other in pairwise(arms)) else []


def _repeat(arms: Sequence[Substance], owners: Sequence[Substance]) -> list[Substance]:
    """Return each arm as often as it has doses."""
    return [one for one in arms for _ in range(max(1, owners.count(one)))]

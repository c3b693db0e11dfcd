"""Check of the order in which a numbered list is first cited."""

import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from evidence_review.checks.registry import Finding, check, rows
from evidence_review.corpus import Corpus
from evidence_review.extract.works import as_ascii

__all__: list[str] = []

# A list is numbered in order of citation when nearly all first citations go up, and few of them are out of turn.
_SHARE_ASCENDING = 0.9
_FEWEST_CITED = 8
# Tables and captions stand elsewhere in the file than where the text calls for them.
_BLOCKS = ("prose", "list-item", "line")


@check("citation-out-of-order", severity="info")
def find_citations_out_of_order(corpus: Corpus) -> Iterator[Finding]:
    """Find numbers that are first cited out of turn, in lists that are numbered in order of citation.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the marker that first cites the number. The document decides: nothing for a list that is alphabetical, that is cited by author
        and year, or whose first citations go up by chance only.
    """
    blocks = corpus.sentences[["source_id", "sentence_no", "block"]]
    cited = corpus.citations[corpus.citations["reference_no"].notna() & (corpus.citations["style"] != "author-year")]
    cited = cited.merge(blocks, on=["source_id", "sentence_no"])
    cited = cited[cited["block"].isin(_BLOCKS)].sort_values(["source_id", "start", "reference_no"], kind="stable")
    own = dict(zip(corpus.sources["source_id"], corpus.sources["citation_style"], strict=True))
    for source_id, found in cited.groupby("source_id", sort=True):
        entries = corpus.references[corpus.references["source_id"] == source_id]
        firsts = list(rows(found.drop_duplicates("reference_no")))
        numbers = [row.reference_no for row in firsts]
        if own.get(str(source_id)) == "author-year" or not _is_in_order(numbers) or _is_alphabetical(entries):
            continue
        in_turn = _in_turn(numbers)
        for place, row in enumerate(firsts):
            if place not in in_turn:
                yield _finding(row, [one for at, one in enumerate(firsts) if at in in_turn])


def _finding(row: Any, in_turn: Sequence[Any]) -> Finding:
    before = [one.reference_no for one in in_turn if one.start < row.start]
    after = [one.reference_no for one in in_turn if one.start >= row.start]
    place = f"before entry {after[0]}" if after and row.reference_no > after[0] else f"after entry {before[-1]}"
    return Finding(
        row.source_id,
        row.start,
        row.end,
        f"entry {row.reference_no} is first cited {place}; nearly all others go up in the order of their first citation",
        "look whether the number is the one that was meant",
        "it may be cited earlier in a table or a figure, or the text was moved after the numbering",
    )


def _is_in_order(numbers: Sequence[int]) -> bool:
    if len(numbers) < _FEWEST_CITED:
        return False
    ascending = sum(one < other for one, other in pairwise(numbers)) / (len(numbers) - 1)
    return ascending >= _SHARE_ASCENDING and len(_in_turn(numbers)) >= _SHARE_ASCENDING * len(numbers)


def _is_alphabetical(entries: pd.DataFrame) -> bool:
    names = [as_ascii(name) for name in entries.sort_values("reference_no")["first_author"].dropna()]
    pairs = list(pairwise(name for name in names if name))
    return len(pairs) >= _FEWEST_CITED and sum(one <= other for one, other in pairs) >= _SHARE_ASCENDING * len(pairs)


def _in_turn(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest ascending run, as patience sorting finds it."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect.bisect_left(tails, number)
        tails[pile : pile + 1] = [number]
        at[pile : pile + 1] = [place]
        before.append(at[pile - 1] if pile else -1)
    kept: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept

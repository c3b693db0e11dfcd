"""Pairs of statements that may disagree, found by the machine beyond those that reviewers coded."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from evidence_review.conflicts.figures import Figure, are_apart, read_figures
from evidence_review.conflicts.sides import Side, describe_pair
from evidence_review.corpus.parse import Row
from evidence_review.decisions import Topic
from evidence_review.extract.claims import Claim, are_opposed, find_agents, find_claims, find_rotations
from evidence_review.extract.concepts import Vocabulary
from evidence_review.extract.context import find_differences
from evidence_review.text import fold_all

__all__ = ["find_candidates"]

# What a pair shares must be as rare as this share of what is rarest, a concept of one statement alone.
_LEAST = 0.35
# A topic lists no more than this, and a statement stands in no more than this.
_MOST_PER_TOPIC, _MOST_PER_STATEMENT = 10, 2
# What differs by itself: a half-life is a time, and not that of the statement; an enantiomer is a substance.
_OWN = {"value": "time", "nomenclature": "substance"}
_KINDS = ("drug", "target", "condition", "outcome", "route", "setting")


@dataclass(frozen=True)
class _Reading:
    """A statement with what it claims."""

    side: Side
    concepts: frozenset[str]
    agents: frozenset[str]
    claims: list[Claim]
    rotations: dict[str, str]
    figures: Sequence[Figure] = ()

    def subjects(self) -> set[str]:
        """Return what it says something of: two statements without one in common cannot be opposed."""
        rotations = {f"rotation of {letter}" for letter in self.rotations}
        return {one.concept for one in self.claims} | {one.name for one in self.figures} | rotations


def find_candidates(
    sides: Sequence[Side], topics: Sequence[Topic], vocabulary: Vocabulary, quantities: Mapping[str, Sequence[Row]]
) -> list[Row]:
    """Find statements that may disagree though no reviewer coded both.

    Two statements on one topic are a candidate when they give figures of one thing that lie apart; or when both speak of the same drug, share
    concepts that are rare in the review, and claim contraries of one effect: one says that it rises, the other that it falls or stays, or
    denies the rise. A statement on an inverse scale, where a small number says much, claims nothing by itself.

    Parameters
    ----------
    sides : sequence of Side
        The statements.
    topics : sequence of Topic
        The topics.
    vocabulary : Vocabulary
        The concepts.
    quantities : mapping of str to sequence of dict
        Those that may be figures, by source.

    Returns
    -------
    list of dict
        Rows of `conflicts` without a number: by topic, those that share the rarest concepts first, a few per topic and statement.
    """
    # A sentence stands on several topics, and in several sources.
    known = {words: _read(side, vocabulary) for words, side in {side.words: side for side in sides}.items()}
    rarity, least = _measure_rarity(known.values())
    by_topic: dict[str, list[_Reading]] = defaultdict(list)
    for side in sides:
        figures = read_figures(side, quantities.get(side.row["source_id"], ()), vocabulary)
        by_topic[side.row["topic"]].append(replace(known[side.words], side=side, figures=figures))
    return [row for topic in topics for row in _choose(_find_pairs(by_topic[topic.id], rarity, least, vocabulary))]


def _measure_rarity(readings: Collection[_Reading]) -> tuple[dict[str, float], float]:
    """Return how rare each concept is, as the logarithm of statements to statements that speak of it, and what a pair must reach."""
    counts = Counter(concept for reading in readings for concept in reading.concepts)
    rarity = {concept: math.log(len(readings) / n) for concept, n in counts.items()}
    return rarity, _LEAST * math.log(max(len(readings), 1))


def _read(side: Side, vocabulary: Vocabulary) -> _Reading:
    text = side.row["text"]
    concepts = {concept for concept, _, _ in vocabulary.find(text) if vocabulary.kind(concept) in _KINDS}
    claims = find_claims(text, vocabulary)
    return _Reading(
        side,
        frozenset(vocabulary.widen(concepts)),
        find_agents(text, vocabulary),
        [] if claims and "inverse" in side.context.scale else claims,
        find_rotations(text),
    )


def _find_pairs(
    readings: Sequence[_Reading], rarity: dict[str, float], least: float, vocabulary: Vocabulary
) -> Iterator[tuple[float, Side, Side, Row]]:
    """Go through the pairs of a topic that are opposed, with what they share and how rare it is."""
    for a, b in _pair_up(readings):
        if (a.side.is_coded and b.side.is_coded) or a.side.words == b.side.words or _overlap(a.side.row, b.side.row):
            continue
        contrast = _contrast_figures(a, b)
        is_of_one_drug = bool(a.agents & vocabulary.widen(b.agents) or b.agents & vocabulary.widen(a.agents))
        if not contrast and is_of_one_drug:
            contrast = _contrast_claims(a, b)
        if not contrast:
            continue
        shared = a.concepts & b.concepts
        narrow = shared - {above for one in shared for above in vocabulary.broader(one)}
        score = sum(rarity[one] for one in narrow)
        if contrast["kind"] == "value" or (len(narrow) > 1 and score >= least):
            yield score, a.side, b.side, {"context": f"both speak of {', '.join(sorted(narrow))}"} | contrast


def _pair_up(readings: Sequence[_Reading]) -> Iterator[tuple[_Reading, _Reading]]:
    """Go through the pairs that speak of one effect or quantity, each pair once."""
    names = [reading.subjects() for reading in readings]
    places: dict[str, list[int]] = defaultdict(list)
    for place, of_reading in enumerate(names):
        for name in of_reading:
            places[name].append(place)
    for name in sorted(places):
        for one, other in combinations(places[name], 2):
            if min(names[one] & names[other]) == name:
                yield readings[one], readings[other]


def _overlap(one: Row, other: Row) -> bool:
    return bool(one["source_id"] == other["source_id"] and one["start"] < other["end"] and other["start"] < one["end"])


def _contrast_figures(a: _Reading, b: _Reading) -> Row | None:
    for mine in a.figures:
        for yours in b.figures:
            if are_apart(mine, yours):
                words = " / ".join(fold_all(figure.row["raw"]) for figure in (mine, yours))
                return {
                    "kind": "value",
                    "what_differs": f"{mine.name}: {words}",
                    "context": f"both give the {mine.name}",
                }
    return None


def _contrast_claims(a: _Reading, b: _Reading) -> Row | None:
    for mine in a.claims:
        for yours in b.claims:
            if are_opposed(mine, yours):
                return {"kind": "answer", "what_differs": f"{mine.concept}: {_say(mine)} / {_say(yours)}"}
    for letter in sorted(a.rotations.keys() & b.rotations.keys()):
        if a.rotations[letter] != b.rotations[letter]:
            what = f"rotation of {letter}: {a.rotations[letter]} / {b.rotations[letter]}"
            return {"kind": "nomenclature", "what_differs": what}
    return None


def _say(claim: Claim) -> str:
    return f"{'not ' if claim.is_denied else ''}{claim.cue}"


def _choose(pairs: Iterator[tuple[float, Side, Side, Row]]) -> Iterator[Row]:
    """Take the pairs that share the rarest concepts; what the circumstances explain comes last."""
    ranked: list[tuple[bool, float, int, Side, Side, Row]] = []
    for score, a, b, row in pairs:
        differences = find_differences(a.context, b.context)
        differences.pop(_OWN.get(row["kind"], ""), None)
        explained = [f"{name}: {mine} / {yours}" for name, (mine, yours) in differences.items()]
        row["what_differs"] = "; ".join([row["what_differs"], *explained])
        ranked.append((bool(explained), -score, len(ranked), a, b, row))
    taken: Counter[str] = Counter()
    chosen = 0
    for _, _, _, a, b, row in sorted(ranked, key=lambda one: one[:3]):
        if chosen < _MOST_PER_TOPIC and max(taken[a.words], taken[b.words]) < _MOST_PER_STATEMENT:
            taken.update([a.words, b.words])
            chosen += 1
            yield describe_pair(a, b) | {"class": "candidate", "severity": "info"} | row

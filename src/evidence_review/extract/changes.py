"""What a sentence of a trial report says of an outcome: increased, decreased or no different under the intervention.

Everything is a sum of a few measures with weights (`[weights]` in `changes.toml`), so that each label can be followed to the words that made it:

1. Words that deny a difference, values of p and intervals say whether there is one (`same`).
2. If there is, the word of change nearest to the outcome's words gives its direction (`find_changes`), turned round where the sentence has the
   comparator as its subject ("controls slept longer than ..."); numbers that are given for both arms count as well.

A suggestion, like everything that is read by cues. How good it is on sentences of trials that it was not made with stands in the notebook on accuracy.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from evidence_review.extract.change_arms import Mention, find_arms, initials
from evidence_review.extract.change_numbers import Chance, find_intervals, find_pairs, find_values_of_p
from evidence_review.extract.change_words import ChangeWord, find_changes, find_clauses, is_denying
from evidence_review.extract.cues import compile_terms
from evidence_review.extract.stems import find_stems, is_general
from evidence_review.extract.words import read_words

__all__ = ["LABELS", "Change", "find_change", "measure_sentence"]

Weights = dict[str, dict[str, float]]
LABELS = ("increased", "decreased", "no-difference")

_DATA = read_words("changes")
_WEIGHTS: Weights = _DATA["weights"]
_WITH = compile_terms(tuple(_DATA["compare"]["with"]))
_BURDEN = compile_terms(tuple(_DATA["burden"]["cues"]))
_NO_BURDEN = compile_terms(tuple(_DATA["burden"]["not"]))
_TIME = compile_terms(tuple(_DATA["burden"]["time"]))
_WITHIN = compile_terms(tuple(_DATA["within"]["cues"]))
_BETWEEN = re.compile(
    r"\b(?:between|among|across|by)\b[^.;]{0,40}\b(?:groups?|arms?|treatments?|conditions?|interventions?|two|three)\b|\bbetween[ -]group"
)
# What changed in all arms says nothing of a difference between them.
_EVERYWHERE = re.compile(
    r"\b(?:both|all|each|either|the two)(?: of the)?(?: \w{1,15}){0,2} (?:groups?|arms?|conditions|treatments|cohorts)\b"
)
_ABBREVIATION = re.compile(r"(?<![^\W_])[A-Z][A-Za-z\d]{2,6}")
_REFERENCE_ENDS = re.compile(r"[,;:.)](?:\s|$)")
_ASIDES = re.compile(r"\([^()]{1,150}\)|\[[^\[\]]{1,150}\]")
_AND = re.compile(r"\sand\s")
# In letters: what is compared with stands so near behind "than"; a word so far from "than" belongs to it; and what a comma, an "and" or the end of a
# clause adds to a distance.
_REFERENCE, _COMPARED, _BEFORE = 90, 250, 60
_COMMA, _JOINT, _CLAUSE = 30, 20, 200
# What is added where "than" stands in another clause than its word of change, and where only the order of two numbers tells whose they are.
_NEXT_CLAUSE, _UNNAMED = 150, 60
_BEHIND = 100
_NEAR = 60
# A general word of the outcome ("level") counts less than one of its own.
_GENERAL = 0.4


@dataclass(frozen=True)
class Change:
    """What a sentence says of an outcome: a label of `LABELS`, and the words that decided it; no words where the label is only the likeliest."""

    label: str
    cue: str


def find_change(
    sentence: str, outcome: str, intervention: str = "", comparator: str = "", *, weights: Weights | None = None
) -> Change:
    """Find whether a sentence says that an outcome increased, decreased or did not differ under an intervention.

    Parameters
    ----------
    sentence : str
        A sentence of a trial report, or a few of them, or the row of a table.
    outcome : str
        What was measured, in words.
    intervention, comparator : str
        What the two arms received. Where they are not known, the sentence's subject is taken for the intervention.
    weights : dict, optional
        Others than those of `changes.toml`.

    Returns
    -------
    Change
        The label is "increased" or "decreased" where the outcome, as it is worded, is significantly higher or lower under the intervention than
        under the comparator ("significantly increased", "significantly decreased"), and "no-difference" where there is no significant difference.

    Examples
    --------
    >>> find_change("Controls slept longer than the tea group (p = 0.01).", "sleep", "tea", "water")
    Change(label='decreased', cue='longer')
    """
    reading = _Reading(sentence, outcome, intervention, comparator)
    weights = weights or _WEIGHTS
    if _weigh(weights["same"], _measure_same(reading)) > 0:
        return Change("no-difference", "; ".join(dict.fromkeys(reading.same_cues)))
    total = _weigh(weights["direction"], _measure_direction(reading))
    return Change("increased" if total >= 0 else "decreased", reading.nearest.raw if reading.nearest else "")


def measure_sentence(
    sentence: str, outcome: str, intervention: str = "", comparator: str = ""
) -> dict[str, dict[str, float]]:
    """Measure a sentence: what `find_change` weighs.

    Parameters
    ----------
    sentence, outcome, intervention, comparator : str
        As in `find_change`.

    Returns
    -------
    dict
        By the names of the weights in `changes.toml`: what speaks for no difference, and what for more (positive) or less (negative).

    Examples
    --------
    >>> measure_sentence("Sleep was longer with tea.", "sleep", "tea")["direction"]
    {'amount': 1}
    """
    reading = _Reading(sentence, outcome, intervention, comparator)
    return {"same": _measure_same(reading), "direction": _measure_direction(reading)}


def _weigh(weights: dict[str, float], measures: dict[str, float]) -> float:
    return weights.get("base", 0.0) + sum(weights.get(name, 0.0) * value for name, value in measures.items())


class _Reading:
    """A sentence with everything in it that is of use: the outcome's words, the arms, the words of change, and the values of p."""

    def __init__(self, sentence: str, outcome: str, intervention: str, comparator: str) -> None:
        self.text = sentence
        self.outcome = outcome
        stems = _stems(outcome)
        self.arms = find_arms(sentence, intervention, comparator, stems)
        self.names = [(start, end) for start, end, _ in self.arms]
        self.words = find_changes(sentence, stems, self.names)
        self.values = find_values_of_p(sentence)
        self.intervals = find_intervals(sentence)
        self._clauses = find_clauses(sentence)
        plain = _ASIDES.sub(lambda match: "\0" * len(match.group()), sentence)
        self._inside = list(accumulate(plain, lambda count, letter: count + (letter == "\0"), initial=0))
        self._commas = [at for at, letter in enumerate(plain) if letter == ","]
        self._joints = [match.start() for match in _AND.finditer(plain)]
        self._anchor(stems)

    def _anchor(self, stems: frozenset[str]) -> None:
        """Find the clauses that hold most of the outcome's words, and where those words are."""
        hits = [(at, part) for at, part in find_stems(self.text) if part in stems]
        letters = initials(self.outcome)
        for match in _ABBREVIATION.finditer(self.text):
            capitals = "".join(filter(str.isupper, match.group()))
            if len(capitals) > 2 and capitals in letters:
                hits += [(match.start(), capital) for capital in capitals]
        found: dict[int, set[str]] = defaultdict(set)
        for at, part in hits:
            found[self.clause(at)].add(part)
        weights = {
            clause: sum(_GENERAL if is_general(part) else 1 for part in parts) for clause, parts in found.items()
        }
        most = max(weights.values(), default=0)
        self._own = {clause for clause, weight in weights.items() if weight == most} or set(range(len(self._clauses)))
        own = [(at, part) for at, part in hits if self.clause(at) in self._own]
        self.anchors = sorted(at for at, part in own if not is_general(part)) or sorted(at for at, _ in own) or [0]

    def clause(self, at: int) -> int:
        """Return the number of the clause that a position is in."""
        return bisect_right(self._clauses, at) - 1

    def _steps(self, low: int, high: int) -> int:
        """Return how far it is between two positions, where a comma or an "and" is a detour."""
        high = max(low, high)
        n_commas = bisect_left(self._commas, high) - bisect_left(self._commas, low)
        n_joints = bisect_left(self._joints, high) - bisect_left(self._joints, low)
        n_inside = self._inside[high] - self._inside[low]
        return high - low - n_inside + _COMMA * n_commas + _JOINT * n_joints

    def distance(self, at: int) -> int:
        """Return how far a position is from the outcome's words."""
        place = bisect_left(self.anchors, at)
        nearest = min(self.anchors[max(0, place - 1) : place + 1], key=lambda anchor: abs(anchor - at))
        steps = self._steps(min(at, nearest), max(at, nearest))
        return steps + (0 if self.clause(at) in self._own else _CLAUSE)

    @cached_property
    def nearest(self) -> ChangeWord | None:
        """The word of change that is nearest to the outcome, one that is said of one arm if there is such a word."""
        signed = [word for word in self.words if word.sign]
        said = [word for word in signed if not word.is_denied]
        apart = [word for word in said if not self._is_everywhere(word)]
        return min(apart or said or signed, key=lambda word: self.distance(word.start), default=None)

    def _is_everywhere(self, word: ChangeWord) -> bool:
        """Tell whether a word of change is said of all arms, in its clause and near it."""
        clause = self.clause(word.start)
        low = max(self._clauses[clause], word.start - _NEAR)
        high = min([*self._clauses[clause + 1 : clause + 2], word.end + _NEAR])
        return bool(_EVERYWHERE.search(self.text, low, word.start) or _EVERYWHERE.search(self.text, word.end, high))

    def same_words(self) -> tuple[list[ChangeWord], list[ChangeWord]]:
        """Return the words that speak for no difference, and those that speak for one."""
        same = [
            word
            for word in self.words
            if (word.is_denied and word.sense != "insignificant") or word.sense in ("alike", "insignificant")
        ]
        return same, [word for word in self.words if not word.is_denied and (word.sign or word.sense == "significance")]

    @property
    def same_cues(self) -> list[str]:
        """The words, values of p and intervals by which there is no difference."""
        chances = [chance for chance in [*self.values, *self.intervals] if chance.is_chance]
        return [word.raw for word in self.same_words()[0]] + [
            self.text[chance.start : chance.end] for chance in chances
        ]

    def side(self, word: ChangeWord) -> int:
        """Return 1 where a word of change is said of the intervention, -1 where of the comparator."""
        clause = self.clause(word.start)
        best, side = _COMPARED, 0
        for start, end, reference, known in self._references:
            if word.start <= start < word.end + _COMPARED and self._is_aside(word.end, start):
                continue
            if start >= word.start:
                cost = start - word.end + (0 if self.clause(start) == clause else _NEXT_CLAUSE)
            elif known <= word.start and self.clause(start) in (clause, clause - 1):
                cost = _BEFORE + word.start - end
            else:
                continue
            if cost < best:
                best, side = cost, -reference
        if side:
            return side
        near = [arm for arm in self.arms if self.clause(arm[0]) == clause]
        nearest = min(near, key=lambda arm: self._steps(*self._gap(word, arm)), default=None)
        return nearest[2] if nearest else 1

    def _is_aside(self, low: int, high: int) -> bool:
        """Tell whether a bracket opens between two positions and does not close."""
        return max(self.text.rfind("(", low, high), self.text.rfind("[", low, high)) > max(
            self.text.rfind(")", low, high), self.text.rfind("]", low, high)
        )

    @staticmethod
    def _gap(word: ChangeWord, arm: Mention) -> tuple[int, int]:
        return (word.end, arm[0]) if arm[0] >= word.end else (arm[1], word.start)

    @cached_property
    def _references(self) -> list[tuple[int, int, int, int]]:
        """Start and end of "than" and the like, the arm behind it, and where its name ends."""
        found = []
        for match in _WITH.finditer(self.text):
            stop = _REFERENCE_ENDS.search(self.text, match.end() + 1, match.end() + _REFERENCE)
            end = stop.start() if stop else match.end() + _REFERENCE
            at = bisect_left(self.arms, (match.start(), 0, 0))
            if at < len(self.arms) and self.arms[at][0] < end:
                found.append((*match.span(), self.arms[at][2], self.arms[at][1]))
        return found


@lru_cache(maxsize=256)
def _stems(outcome: str) -> frozenset[str]:
    return frozenset(part for _, part in find_stems(outcome[:500]))


def _measure_same(reading: _Reading) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in reading.words:
        if word.sense in ("difference", "significance") and word.is_denied:
            found[f"{word.sense}-denied"] = 1
            if _BETWEEN.search(reading.text, word.end, word.end + 80):
                found["between-denied"] = 1
        elif word.sense in ("alike", "insignificant", "significance") and not word.is_denied:
            found[word.sense] = 1
    if is_denying(reading.text, reading.names):
        found["denial"] = 1
    if "between-denied" in found and _WITHIN.search(reading.text):
        found["within"] = 1
    same, other = ([reading.distance(word.start) for word in words] for words in reading.same_words())
    if same or other:
        found["nearest-word"] = 1 if min(same, default=10**6) <= min(other, default=10**6) else -1
    for chance in reading.values:
        found["p-high" if chance.is_chance else "p-low"] = 1
    first = reading.anchors[0]
    for name, chances in (("nearest-p", reading.values), ("nearest-interval", reading.intervals)):
        nearest = _nearest(chances, reading, first)
        if nearest:
            found[name] = 1 if nearest.is_chance else -1
    return found


def _nearest(chances: Sequence[Chance], reading: _Reading, first: int) -> Chance | None:
    """Return the value nearest to the outcome; it stands behind what it is said of."""
    return min(
        chances,
        key=lambda chance: reading.distance(chance.start) + (0 if chance.start > first else _BEHIND),
        default=None,
    )


def _measure_direction(reading: _Reading) -> dict[str, float]:
    found: dict[str, float] = {}
    word = reading.nearest
    if word:
        is_burden = _BURDEN.search(reading.outcome) and not _NO_BURDEN.search(reading.outcome)
        if word.sense in ("better", "worse"):
            kind = "burden" if is_burden else "value"
        elif word.sense in ("sooner", "slower"):
            kind = "burden" if _TIME.search(reading.outcome) else "value"
        else:
            kind = "amount"
        found[kind] = word.sign * reading.side(word)
    pairs = find_pairs(reading.text, reading.arms, [*reading.values, *reading.intervals])
    pair = min(
        pairs, key=lambda pair: reading.distance(pair.start) + (0 if pair.how == "named" else _UNNAMED), default=None
    )
    if pair:
        found[f"pair-{pair.how}"] = pair.sign
    interval = min(reading.intervals, key=lambda interval: reading.distance(interval.start), default=None)
    if interval:
        found["interval"] = interval.side
    return found

"""What a sentence says of the evidence: whether it asserts anything, of whom, how firmly, and in which direction.

Everything here is a suggestion by cues (`cues.toml`); `accuracy.toml` holds how good it is on sentences labeled by reading.
"""

import bisect
import re
from collections.abc import Callable
from dataclasses import dataclass

from evidence_review.extract.cues import compile_terms, find_cues
from evidence_review.extract.words import read_words

__all__ = ["Suggestion", "is_statement", "suggest"]

_CUES = read_words("cues")
_NEGATION = _CUES["negation"]
_HEDGING = _CUES["hedging"]
_POPULATION = _CUES["population"]
_DIRECTION = _CUES["direction"]
_NEGATED_VERB = re.compile(r"\b(?:\w{1,12}n['\u2019]t)\b", re.IGNORECASE)
_ADDED_CLAUSE = re.compile(
    r"(?<=\w)[,;]\s(?:which|who|whom|whose|where|although|though|while|whereas|because|suggesting|indicating|implying|leading to|raising)\b"
)
_TERMINATOR = compile_terms(tuple(_NEGATION["terminators"]))
# A verb of lessening, and between it and its object a few words but no clause.
_LESS = re.compile(rf"(?:{compile_terms(tuple(_DIRECTION['less'])).pattern})[^.,;:]{{0,45}}$", re.IGNORECASE)
_VERBLESS = 4


@dataclass(frozen=True)
class Suggestion:
    """What the machine proposes for a statement, each with the words that decided it."""

    population: str
    population_cue: str
    certainty: str
    certainty_cue: str
    is_negated: bool
    negation_cue: str
    direction: str
    direction_cue: str


def is_statement(text: str) -> bool:
    """Tell whether a sentence asserts something, rather than asking, leading in a list, or speaking of the review itself.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    bool
        False for questions, lead-ins, aims and fragments of fewer than four words.
    """
    stripped = text.rstrip()
    if stripped.endswith(("?", ":")) or len(text.split(maxsplit=_VERBLESS)) < _VERBLESS:
        return False
    return not compile_terms(tuple(_CUES["not_a_statement"]["anywhere"])).search(text)


def suggest(text: str) -> Suggestion:
    """Propose population, certainty, negation and direction of a statement.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    Suggestion
        The proposals and their cues.

    Examples
    --------
    >>> proposal = suggest("In rats, the drug may not reduce pain.")
    >>> proposal.population, proposal.certainty, proposal.is_negated
    ('animal', 'hedged', True)
    """
    populations = {name: find_cues(text, words["cues"], words["pseudo"]) for name, words in _POPULATION.items()}
    main = _main_clause(text)
    hedges = find_cues(main, _HEDGING["cues"], _HEDGING["pseudo"])
    negations = _find_negations(text)
    direction, direction_cue = _suggest_direction(text)
    return Suggestion(
        population=";".join(name for name, found in populations.items() if found) or "not-stated",
        population_cue=_join([match for found in populations.values() for match in found]),
        certainty="hedged" if hedges else "asserted",
        certainty_cue=_join(hedges),
        is_negated=bool(negations),
        negation_cue=_join(negations),
        direction=direction,
        direction_cue=direction_cue,
    )


def _join(matches: list[re.Match[str]]) -> str:
    return ";".join(dict.fromkeys(match.group() for match in matches))


def _find_negations(text: str) -> list[re.Match[str]]:
    """Find the negations that deny the main assertion: not an adjunct, and not inside a subordinate clause at the end."""
    pseudo = [*_NEGATION["pseudo"], *_NEGATION["adjunct"]]
    visible = compile_terms(tuple(pseudo)).blank(text, "_")
    found = [*compile_terms(tuple(_NEGATION["before"])).finditer(visible), *_NEGATED_VERB.finditer(visible)]
    end = len(_main_clause(visible))
    return sorted((match for match in found if match.start() < end), key=lambda match: match.start())


def _main_clause(text: str) -> str:
    """Return the sentence up to a clause that only adds to it: what is hedged or denied there is not the main assertion."""
    return _ADDED_CLAUSE.split(text, maxsplit=1)[0]


def _suggest_direction(text: str) -> tuple[str, str]:
    """Propose a direction: what helps, what harms, and both turned round where a negation reaches them."""
    is_denied = _denial(text)
    is_mechanism = bool(find_cues(text, _DIRECTION["mechanism"]))
    helps = find_cues(text, _DIRECTION["benefit"], _DIRECTION["pseudo"])
    if is_mechanism:
        helps = []
    lessened = find_cues(text, [*_DIRECTION["burden"], *_DIRECTION["harm"]])
    helps.extend(cue for cue in lessened if _LESS.search(text[max(0, cue.start() - 60) : cue.start()]))
    helping = {cue.span() for cue in helps}
    harms = [cue for cue in find_cues(text, _DIRECTION["harm"], _DIRECTION["pseudo"]) if cue.span() not in helping]
    denied = [cue for cue in [*helps, *harms] if is_denied(cue.start())]
    left_helps = [cue for cue in helps if not is_denied(cue.start())]
    left_harms = [cue for cue in harms if not is_denied(cue.start())]
    cue_words = _join(sorted([*helps, *harms], key=lambda cue: cue.start()))
    if left_helps and left_harms:
        return "mixed", cue_words
    if left_helps or left_harms:
        return ("benefit" if left_helps else "harm"), cue_words
    if denied:
        return ("no-benefit" if denied[0] in helps else "no-harm"), cue_words
    return "neutral", ""


def _denial(text: str) -> Callable[[int], bool]:
    """Return a function that tells whether a negation reaches a position: it stands before, and no terminator between."""
    negations = sorted(match.end() for match in _find_negations(text))
    ends = [match.start() for match in _TERMINATOR.finditer(text)] if negations else []

    def is_denied(position: int) -> bool:
        before = bisect.bisect_right(negations, position)
        if not before:
            return False
        following = bisect.bisect_left(ends, negations[before - 1])
        return following == len(ends) or ends[following] > position

    return is_denied

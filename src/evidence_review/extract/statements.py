"""What a sentence says of the evidence: whether it asserts anything, of whom, how firmly, and in which direction.

Everything here is a suggestion by cues (`cues.toml`); `accuracy.toml` holds how good it is on sentences labeled by reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.extract.clauses import main_clause
from evidence_review.extract.cues import compile_terms, find_cues
from evidence_review.extract.direction import suggest_direction
from evidence_review.extract.negation import find_negations, reached
from evidence_review.extract.words import read_words

__all__ = ["Suggestion", "is_statement", "suggest"]

_CUES = read_words("cues")
_NOT_A_STATEMENT = compile_terms(tuple(_CUES["not_a_statement"]["cues"]))
_HEDGING = _CUES["hedging"]
_POPULATION = _CUES["population"]
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
    return not _NOT_A_STATEMENT.search(text)


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
    populations = {name: find_cues(text, words["cues"], words["pseudo"]["cues"]) for name, words in _POPULATION.items()}
    main = main_clause(text)
    hedges = find_cues(main, _HEDGING["cues"], _HEDGING["pseudo"]["cues"])
    denials = [negation for negation in find_negations(main) if not negation.is_adjunct]
    direction, direction_cue = suggest_direction(text, reached(find_negations(text)))
    return Suggestion(
        population=";".join(name for name, found in populations.items() if found) or "not-stated",
        population_cue=_join(match.group() for found in populations.values() for match in found),
        certainty="hedged" if hedges else "asserted",
        certainty_cue=_join(match.group() for match in hedges),
        is_negated=bool(denials),
        negation_cue=_join(negation.raw for negation in denials),
        direction=direction,
        direction_cue=direction_cue,
    )


def _join(words: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(words))

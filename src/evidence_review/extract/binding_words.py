"""Words and groups of kinds that decide what a quantity belongs to; the words are in `binding.toml`."""

from functools import cache

from evidence_review.extract.cues import Terms, compile_terms
from evidence_review.extract.words import read_words

__all__ = ["COUNTED", "FOUND_WORDS", "GIVEN", "KINETIC", "OWN", "TIMES", "WORDS", "compile_words"]

WORDS = read_words("binding")
# Words between a number that was found and the name behind it.
FOUND_WORDS = frozenset(WORDS["behind"]["found"])

GIVEN = ("dose", "infusion-rate")
OWN = (*GIVEN, "concentration")
KINETIC = ("half-life", "clearance", "bioavailability", "potency-ratio")
# Of these each group has one of its own.
COUNTED = ("sample-size", "percentage", "other")
TIMES = ("duration", "follow-up", "onset")


@cache
def compile_words(table: str, key: str = "terms") -> Terms:
    """Compile a list of words.

    Parameters
    ----------
    table, key : str
        Where it stands in `binding.toml`.

    Returns
    -------
    Terms
        What finds the words.

    Examples
    --------
    >>> bool(compile_words("background").search("Morphine relieved pain."))
    False
    """
    return compile_terms(tuple(WORDS[table][key]))

"""The signals of the audit: each looks at one pair of a marker and an entry, and says in words why it deserves a look.

A signal is a fact about words, never a judgment. Its words, and how a pair can be right all the same, are in `support.toml`.
"""

import re
from collections.abc import Callable, Iterable

from evidence_review.extract.cues import compile_terms
from evidence_review.extract.support_pairs import Pair
from evidence_review.extract.words import read_words

__all__ = ["SIGNALS", "name_concept", "shorten"]

_DATA = read_words("support")
_DENIAL, _KIND, _DIFFERS = _DATA["denial"], _DATA["kind"], _DATA["differs"]
_LIMITS: dict[str, float] = _DATA["limits"]
_HUMAN = frozenset(_DIFFERS["human"]) | frozenset(_DIFFERS["clinical"])
_GENERAL = frozenset(_DIFFERS["general"])
_SHORT = 60
_LAST_NAME = re.compile(
    r"(?P<name>[^\W\d_a-z][^\W\d_]{2,40})(?:'s|,? et al\.?,?|,? (?:and|&) (?:colleagues|co-?workers|associates)|,? (?:and|&) [^\W\d_a-z][^\W\d_]{2,40})[\s,(\[]{0,3}$"
)


def shorten(title: str) -> str:
    """Return the beginning of a title.

    Parameters
    ----------
    title : str
        A title.

    Returns
    -------
    str
        The beginning of a title, cut between words.
    """
    if len(title) <= _SHORT:
        return title
    return title[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:-") + " \u2026"


def name_concept(term: str) -> str:
    """Return a term as people read it.

    Parameters
    ----------
    term : str
        A term.

    Returns
    -------
    str
        A term as people read it: the id of a concept without its colon and hyphens.
    """
    return term.lstrip(":").replace("-", " ")


def _names(terms: tuple[str, ...] | list[str]) -> str:
    # A concept says more than the stem of the word that names it.
    named = [name_concept(term) for term in terms if term.startswith(":")] or [f"{term}-" for term in terms]
    return ", ".join(named[:4])


def _no_shared_concept(pair: Pair) -> str:
    """Say when sentence and title share nothing specific."""
    return "" if pair.shared else "the title and the sentence share no specific concept"


def _better_entry(pair: Pair) -> str:
    """Say when another entry of the list fits clearly better."""
    if not pair.better:
        return ""
    other = pair.entries[pair.better]
    place = pair.fit.place(pair.at)
    shared = pair.specific(pair.fit.index.terms[pair.better] & (place.terms[0] | place.terms[1]))
    why = f"shares: {_names(shared)}" if shared else "fits the passage better"
    return f"entry {other.number} ({shorten(other.title)}) {why}"


def _neighbor_fits_better(pair: Pair) -> str:
    """Say when the sentence before or after fits the title clearly better."""
    similar = pair.fit.place(pair.at).similar
    number = pair.entry.number
    own = pair.similarity(number)
    for channel, name in ((2, "before"), (3, "after")):
        if similar[channel].get(number, 0.0) > own + _LIMITS["neighbor"]:
            return f"the sentence {name} it fits the title better"
    return ""


def _odd_one_out(pair: Pair) -> str:
    """Say when what the marker cites beside the entry fits, and the entry does not."""
    fellows = [number for number in pair.fit.mentions[pair.at].entries if number != pair.entry.number]
    own = pair.similarity(pair.entry.number)
    fitting = [number for number in fellows if pair.similarity(number) > own + _LIMITS["odd"]]
    if own > _LIMITS["weak"] or not fitting:
        return ""
    return f"the marker also cites entry {fitting[0]}, which fits the sentence, and this one does not"


def _other_author(pair: Pair) -> str:
    """Say when the words before the marker name the author of another entry."""
    named = pair.fit.place(pair.at).named
    match = _LAST_NAME.search(pair.fit.words[pair.at].before_marker)
    if not match or not named or pair.entry.number in named or named & pair.in_sentence:
        return ""
    others = [number for number in sorted(named) if match["name"].lower() in pair.entries[number].first_author.lower()]
    if not others:
        return ""
    return f"the sentence names {match['name']}, who wrote entry {others[0]}, and the entry is by {pair.entry.first_author}"


def _out_of_turn(pair: Pair) -> str:
    """Say when the list is in order of first citation, and this entry breaks the order."""
    if not pair.fit.is_out_of_turn(pair.at, pair.entry.number):
        return ""
    return "the list is numbered in order of first citation, and this number is out of turn"


def _fits_elsewhere(pair: Pair) -> str:
    """Say when the entry is cited elsewhere in words that fit, and these do not."""
    number = pair.entry.number
    if pair.similarity(number) > _LIMITS["weak"] or pair.fit.n_mentions(number) < 2:
        return ""
    best = max(
        (pair.fit.sentence_similarity(other, number) for other in pair.fit.cited_at(number, pair.at)), default=0.0
    )
    return "the entry is cited elsewhere in words that fit it better" if best > _LIMITS["elsewhere"] else ""


def _subject_missing(pair: Pair) -> str:
    """Say when the sentence speaks of the drug that the document is about, and the title does not."""
    index = pair.fit.index
    vocabulary = index.vocabulary
    said = [c for c in pair.sentence_concepts if vocabulary.kind(c) == "drug" and index.is_common(f":{c}")]
    # A title that names the class of the drug speaks of it, too.
    if not said or _related(pair, pair.title_concepts, said):
        return ""
    return f"the sentence speaks of {_names([f':{said[0]}'])}, and the title does not"


def _differs(kind: str) -> Callable[[Pair], str]:
    def signal(pair: Pair) -> str:
        vocabulary = pair.fit.index.vocabulary
        titled, said = (
            [one for one in concepts if vocabulary.kind(one) == kind and one not in _GENERAL]
            for concepts in (pair.title_concepts, pair.sentence_concepts)
        )
        if kind == "population":
            titled, said = ([one for one in concepts if one in _DIFFERS["population"]] for concepts in (titled, said))
        if not titled or not said or _related(pair, titled, said):
            return ""
        return f"the title speaks of {_names([f':{c}' for c in titled[:2]])}, the sentence of {_names([f':{c}' for c in said[:2]])}"

    signal.__name__ = f"{kind}_differs"
    signal.__doc__ = f"Say when title and sentence name a {kind}, and not the same."
    return signal


def _related(pair: Pair, some: Iterable[str], others: Iterable[str]) -> bool:
    vocabulary = pair.fit.index.vocabulary
    return not vocabulary.widen(some).isdisjoint(vocabulary.widen(others))


def _species_differs(pair: Pair) -> str:
    """Say when the title speaks of animals or cells and the sentence of people, or of another species."""
    vocabulary = pair.fit.index.vocabulary
    titled = [c for c in pair.title_concepts if vocabulary.kind(c) == "species"]
    said = [c for c in pair.sentence_concepts if vocabulary.kind(c) == "species"]
    people = [c for c in pair.sentence_concepts if c in _HUMAN]
    if not titled or any(c in _HUMAN for c in pair.title_concepts) or _related(pair, titled, said) or "animal" in said:
        return ""
    if said or people:
        other = said[0] if said else people[0]
        return f"the title speaks of {_names([f':{titled[0]}'])}, the sentence of {_names([f':{other}'])}"
    return ""


def _title_denies(pair: Pair) -> str:
    """Say when the title denies something on a subject that the sentence shares, and the sentence denies nothing."""
    match = compile_terms(tuple(_DENIAL["title"])).search(pair.entry.title)
    if not match or not pair.shared or compile_terms(tuple(_DENIAL["sentence"])).search(pair.citing):
        return ""
    return f"the title denies (\u201c{match.group()}\u201d), and the sentence does not"


def _kind_of_paper(pair: Pair) -> str:
    """Say when a classification, a history or a method is cited for an effect."""
    match = compile_terms(tuple(_KIND["title"])).search(pair.entry.title)
    if not match or compile_terms(tuple(_KIND["own"])).search(pair.citing):
        return ""
    effect = compile_terms(tuple(_KIND["effect"])).search(pair.citing)
    return (
        f"the sentence asserts an effect (\u201c{effect.group()}\u201d), and the title announces a paper of another kind (\u201c{match.group()}\u201d)"
        if effect
        else ""
    )


def _embedding_far(pair: Pair) -> str:
    """Say when a model of language finds the title far from the words."""
    if pair.closeness is None or pair.closeness >= _LIMITS["far"]:
        return ""
    return f"a model of language finds the title far from the words ({pair.closeness:.2f})"


SIGNALS: dict[str, Callable[[Pair], str]] = {
    "no-shared-concept": _no_shared_concept,
    "better-entry": _better_entry,
    "neighbor-fits-better": _neighbor_fits_better,
    "odd-one-out": _odd_one_out,
    "fits-elsewhere": _fits_elsewhere,
    "other-author": _other_author,
    "out-of-turn": _out_of_turn,
    "subject-missing": _subject_missing,
    "species-differs": _species_differs,
    "population-differs": _differs("population"),
    "route-differs": _differs("route"),
    "setting-differs": _differs("setting"),
    "drug-differs": _differs("drug"),
    "condition-differs": _differs("condition"),
    "title-denies": _title_denies,
    "kind-of-paper": _kind_of_paper,
    "embedding-far": _embedding_far,
}
"""Every signal by its code, in the order in which reasons are given."""

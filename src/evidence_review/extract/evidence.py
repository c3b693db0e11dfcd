"""What a statement rests on: from the designs of the works that it cites to the best, the typical, and what does not fit.

The words are in `evidence.toml`. A flag is a reason to look and never a verdict: designs are guessed from titles.
"""

import re
from collections import Counter
from collections.abc import Sequence

from evidence_review.extract.cues import Terms, compile_terms
from evidence_review.extract.words import read_words
from evidence_review.vocabulary import DESIGNS

__all__ = ["best_design", "find_evidence_flags", "typical_design", "weigh_design"]

_WORDS = read_words("evidence")
_SUBJECTS = ("animal", "in-vitro")
_REVIEWS = ("systematic-review", "narrative-review")
# Works that stand for many others.
_COVERS_MANY = (*_REVIEWS, "guideline", "textbook")
# The words between a quantifier and its noun, or a noun and its verb.
_NEAR = 4
_WORD = re.compile(r"[^\W_]+")
_STATISTICS = re.compile(
    r"\b(?:[Pp]\s{0,2}[<=>\u2264]\s{0,2}0?\.\d|[Nn]\s{0,2}=\s{0,2}\d|95\s{0,2}% CI\b|confidence interval|(?:hazard|odds|risk) ratio)"
    r"|\bby (?:about |approximately |up to |nearly |almost )?\d{1,3}(?:\.\d{1,2})?\s?(?:%|percent\b)(?!\s?(?:of\b|to\b|[\u2013-]))"
    r"|\b(?:in|of|with|among) \d{1,5}(?: [^\W\d_]{2,20}){0,2} (?:patients|volunteers|participants|subjects|children|women|men|adults|rats|mice|dogs)\b"
)


def weigh_design(design: str) -> str:
    """Reduce the tags of a work to the one that a claim about people can count it as.

    Parameters
    ----------
    design : str
        Designs joined by `;`, as `find_design` returns them.

    Returns
    -------
    str
        Its subject where that is animals or cells, so that a systematic review of animal studies is no top evidence; else the weakest of
        its tags, in the order of `vocabulary.DESIGNS`; `unclear` where there is none.

    Examples
    --------
    >>> weigh_design("systematic-review;animal"), weigh_design("narrative-review;pharmacokinetic")
    ('animal', 'narrative-review')
    """
    tags = [tag for tag in design.split(";") if tag]
    subject = next((tag for tag in _SUBJECTS if tag in tags), "")
    return subject or max(tags, key=DESIGNS.index, default="unclear")


def best_design(designs: Sequence[str]) -> str:
    """Say what the strongest of some works is.

    Parameters
    ----------
    designs : sequence of str
        The design of each work.

    Returns
    -------
    str
        The first in the order of `vocabulary.DESIGNS`; empty where there are no works.

    Examples
    --------
    >>> best_design(["systematic-review;animal", "observational", "unclear"])
    'observational'
    """
    return min(map(weigh_design, designs), key=DESIGNS.index, default="")


def typical_design(designs: Sequence[str]) -> str:
    """Say what most of some works are.

    Parameters
    ----------
    designs : sequence of str
        The design of each work.

    Returns
    -------
    str
        The most frequent one, and of equally frequent ones the weakest; empty where there are no works.

    Examples
    --------
    >>> typical_design(["animal", "randomized-trial", "animal"]), typical_design(["animal", "randomized-trial"])
    ('animal', 'animal')
    """
    counted = Counter(map(weigh_design, designs))
    return max(counted, key=lambda design: (counted[design], DESIGNS.index(design)), default="")


def find_evidence_flags(text: str, population: str, designs: Sequence[str]) -> dict[str, str]:
    """Find where a statement claims more, or other, than the works that it cites can hold.

    Parameters
    ----------
    text : str
        The statement.
    population : str
        Whom it speaks of, as `suggest` proposes it.
    designs : sequence of str
        The design of each work that it cites.

    Returns
    -------
    dict of str to str
        Flag to the words that decided, empty where none did: `no-citation`, `unclear-evidence` (no title tells a design),
        `animal-evidence-for-human-claim`, `review-for-primary-finding` (a finding of one study, and only reviews) and
        `many-studies-few-references` (many studies, and one work that is no review).

    Examples
    --------
    >>> find_evidence_flags("Many trials agree that patients sleep better.", "human", ["randomized-trial"])
    {'many-studies-few-references': 'Many trials'}
    """
    if not designs:
        return {"no-citation": ""}
    works = {weigh_design(design) for design in designs}
    kinds = {design.split(";")[0] for design in designs}
    found = {}
    if works == {"unclear"}:
        found["unclear-evidence"] = ""
    if works <= set(_SUBJECTS) and (is_human := _find_people(text, population)) is not None:
        found["animal-evidence-for-human-claim"] = is_human
    if kinds <= set(_REVIEWS) and (cue := _find_single_finding(text, population)):
        found["review-for-primary-finding"] = cue
    if len(designs) == 1 and not kinds & set(_COVERS_MANY) and (cue := _find_many_studies(text)):
        found["many-studies-few-references"] = cue
    return found


def _find_people(text: str, population: str) -> str | None:
    """Return the words by which a statement speaks of people; empty where its population says so, None where it does not."""
    named = population.split(";")
    if "human" in named:
        is_other = set(named) & set(_SUBJECTS) or _terms("people", "not_people").search(text)
        return None if is_other else ""
    if named != ["not-stated"] or _terms("people", "laboratory").search(text):
        return None
    match = _terms("people", "cues").search(text)
    return match.group() if match else None


def _find_single_finding(text: str, population: str) -> str:
    """Return the words by which a sentence reports what one study found."""
    if _terms("finding", "many").search(text):
        return ""
    statistics = _STATISTICS.search(text)
    if statistics:
        return statistics.group()
    study = _terms("finding", "study").search(text)
    verb = _terms("finding", "verbs").search(text[study.end() : study.end() + 100]) if study else None
    if study and verb:
        return text[study.start() : study.end() + verb.end()]
    if population == "not-stated":
        return ""
    for effect in _terms("finding", "effect").finditer(text):
        before = list(_WORD.finditer(text, max(0, effect.start() - 40), effect.start()))
        if before and before[-1].group().lower() not in _WORDS["finding"]["not_before"]:
            return effect.group()
    return ""


def _find_many_studies(text: str) -> str:
    """Return the words by which a sentence claims several studies."""
    visible = _terms("many", "not").blank(text, "_")
    phrase = _terms("many", "phrases").search(visible)
    if phrase:
        return phrase.group()
    bare = _terms("many", "nouns")
    for noun in compile_terms((*_WORDS["many"]["nouns"], *_WORDS["many"]["counted_nouns"])).finditer(visible):
        first = max(0, noun.start() - 60)
        for quantifier in _terms("many", "quantifiers").finditer(visible[first : noun.start()]):
            if _n_words(visible[first + quantifier.end() : noun.start()]) < _NEAR:
                return text[first + quantifier.start() : noun.end()]
        verb = _terms("many", "verbs").search(visible[noun.end() : noun.end() + 100])
        if (
            verb
            and bare.search(noun.group())
            and _n_words(visible[noun.end() : noun.end() + verb.start()]) <= _NEAR + 1
        ):
            return text[noun.start() : noun.end() + verb.end()]
    return ""


def _terms(table: str, key: str) -> Terms:
    return compile_terms(tuple(_WORDS[table][key]))


def _n_words(text: str) -> int:
    # What another clause says belongs to something else.
    return 99 if re.search(r"[.;:,_]", text) else len(text.split())

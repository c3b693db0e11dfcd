"""The substance of a number whose sentence names none: what was spoken of before, or what the text is about."""

from collections.abc import Sequence
from functools import lru_cache

from evidence_review.extract.binding_words import GIVEN, KINETIC, TIMES, compile_words
from evidence_review.extract.scene import find_condition
from evidence_review.extract.substance_roles import name_subjects
from evidence_review.extract.substances import find_substances, plain_name

__all__ = ["LOOKING_BACK", "is_background", "is_study", "look_back", "name_only", "name_titled"]

# What belongs to a drug that the sentence does not name.
LOOKING_BACK = ("sample-size", "percentage", "concentration", *TIMES)

_BACKGROUND = compile_words("background")
_ANAPHOR, _PRONOUN = compile_words("anaphor"), compile_words("anaphor", "pronouns")
_STUDY, _OTHER_STUDY = compile_words("study_title"), compile_words("study_title", "others")
_REVIEW = compile_words("review_title")
# A subject stands so near the beginning of a sentence.
_SUBJECT = 30


def is_background(text: str) -> bool:
    """Tell whether a sentence is on a condition or on history, not on what was given.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> is_background("Chronic pain affects 20% of adults."), is_background("Morphine relieved pain.")
    (True, False)
    """
    return bool(_BACKGROUND.search(text))


def is_study(title: str) -> bool:
    """Tell whether a source reports one study.

    Parameters
    ----------
    title : str
        Its title.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> is_study("A trial of tramadol"), is_study("Trials of tramadol: a review")
    (True, False)
    """
    return bool(_STUDY.search(title)) and not _REVIEW.search(title)


def name_only(names: set[str]) -> str:
    """Return the only one of some names.

    Parameters
    ----------
    names : set of str
        Names of substances, or of routes.

    Returns
    -------
    str
        The name; empty where there is none, or several.

    Examples
    --------
    >>> name_only({"morphine"}), name_only({"morphine", "tramadol"})
    ('morphine', '')
    """
    return next(iter(names)) if len(names) == 1 else ""


@lru_cache(maxsize=64)
def name_titled(titles: tuple[str, ...]) -> str:
    """Name the substance of the nearest heading that names any.

    Parameters
    ----------
    titles : tuple of str
        Headings and title, nearest first.

    Returns
    -------
    str
        The substance; empty where there is none, or several.

    Examples
    --------
    >>> name_titled(("Results", "A trial of tramadol"))
    'tramadol'
    """
    for other in titles:
        if named := find_substances(other):
            return name_only(name_subjects(other, named))
    return ""


@lru_cache(maxsize=64)
def look_back(text: str, kind: str, before: tuple[str, ...], titles: tuple[str, ...]) -> str:
    """Name the substance of a quantity whose sentence names none.

    Parameters
    ----------
    text : str
        The sentence.
    kind : str
        The kind of the quantity.
    before : tuple of str
        The sentences before it, nearest last.
    titles : tuple of str
        Headings and title, nearest first.

    Returns
    -------
    str
        The substance; empty where it is unclear.

    Examples
    --------
    >>> look_back("The dose was 5 mg.", "dose", ("Morphine was given.",), ("",))
    'morphine'
    """
    is_of_drug, is_of_trial = kind in (*GIVEN, *KINETIC), kind == "sample-size"
    is_of_title = is_of_trial and is_study(titles[-1])
    if not is_of_drug and not is_of_title and is_background(text):
        return ""
    if not is_of_drug and not is_of_trial and not (_ANAPHOR if kind in LOOKING_BACK else _PRONOUN).search(text):
        return ""
    titled = name_titled(titles)
    if is_of_title:
        return "" if _OTHER_STUDY.search(text) else titled
    if not is_of_drug and _is_of_condition(text, before):
        return ""
    said = _said_before(before, is_of_trial)
    if said is not None and not is_of_trial:
        return said
    if not is_of_drug and kind not in LOOKING_BACK:
        return ""
    # Who took part in the trial of a source took part in that of its title; in a review another drug may be spoken of.
    is_same = plain_name(said or "") in ("", plain_name(titled)) or not titled
    return (said or titled) if is_same else ""


def _is_of_condition(text: str, before: Sequence[str]) -> bool:
    """Tell whether the sentence before, which names no drug, is on how often a condition is, or begins with one."""
    for other in before[-1:]:
        if not find_substances(other) and (is_background(other) or find_condition(other[:_SUBJECT])):
            return _PRONOUN.search(text[:_SUBJECT]) is not None
    return False


def _said_before(before: Sequence[str], is_patient: bool) -> str | None:
    """Return the substance of the nearest sentence that names any; empty where it names several and None where none does."""
    for other in reversed(before):
        named = find_substances(other)
        names = name_subjects(other, named)
        if len(names) == 1 or (not is_patient and any(not one.is_inert for one in named)):
            return name_only(names)
    return None

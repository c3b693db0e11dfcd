"""The design of a cited work, as its title and its container suggest it.

The words are in `designs.toml`; a title that tells nothing stays `unclear`. How often this is right is measured on entries labeled by
reading, in `accuracy.toml`.
"""

from evidence_review.extract.cues import compile_terms
from evidence_review.extract.words import read_words

__all__ = ["find_design"]

_WORDS = read_words("designs")
# What a work is, in the order in which its words decide: a systematic review that names trials is a review.
_KINDS = [
    "systematic-review",
    "guideline",
    "randomized-trial",
    "case-series",
    "pharmacokinetic",
    "observational",
    "textbook",
    "narrative-review",
]
_SUBJECTS = ["animal", "in-vitro"]
# A review of such studies keeps the tag of what it reviews.
_KEEPS_SUBJECT = ("systematic-review", "narrative-review", "pharmacokinetic")


def find_design(title: str, container: str) -> tuple[str, str]:
    """Find the design of a work.

    Parameters
    ----------
    title : str
        Its title.
    container : str
        Its journal or book.

    Returns
    -------
    design : str
        One or two of `vocabulary.DESIGNS` joined by `;`.
    cue : str
        The words that decided, joined by `;`; empty for `unclear`.

    Examples
    --------
    >>> find_design("Relief of neuropathic pain: a systematic review of animal studies", "Pain")
    ('systematic-review;animal', 'systematic review;animal')
    >>> find_design("Ketamine", "Anaesthesia")
    ('unclear', '')
    """
    found = {kind: cue for kind in (*_KINDS, *_SUBJECTS) if (cue := _cue(kind, title, container))}
    kind = next((kind for kind in _KINDS if kind in found), "")
    subjects = [subject for subject in _SUBJECTS if subject in found][:1]
    if not kind or (subjects and kind not in _KEEPS_SUBJECT and kind != "randomized-trial"):
        chosen = subjects if subjects else [kind] if kind else []
    else:
        chosen = [kind, *(subjects if kind in _KEEPS_SUBJECT else [])]
    return ";".join(chosen) or "unclear", ";".join(found[name] for name in chosen)


def _cue(kind: str, title: str, container: str) -> str:
    words = _WORDS[kind]
    if compile_terms(tuple(words.get("not", ()))).search(title):
        return ""
    match = compile_terms(tuple(words["title"])).search(title)
    if not match:
        # A journal is told by how its name begins.
        match = compile_terms(tuple(words.get("container", ()))).search(container)
        match = match if match and match.start() == 0 else None
    return match.group() if match else ""

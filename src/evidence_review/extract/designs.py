"""The design of a cited work, as its title and its container suggest it.

The words are in `designs.toml`; a title that tells nothing stays `unclear`. How often this is right is measured on entries labeled by
reading, in `accuracy.toml`.
"""

from collections.abc import Iterator

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
    "observational",
    "textbook",
    "narrative-review",
]
# What it looks at; a tag beside the kind, so that a review of animal studies does not pass for clinical evidence.
_SUBJECTS = ["pharmacokinetic", "animal", "in-vitro"]


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
        One or more of `vocabulary.DESIGNS` joined by `;`.
    cue : str
        The words that decided, joined by `;`; empty for `unclear`.

    Examples
    --------
    >>> find_design("Relief of neuropathic pain: a systematic review of animal studies", "Pain")
    ('systematic-review;animal', 'systematic review;animal')
    >>> find_design("Ketamine", "Anaesthesia")
    ('unclear', '')
    """
    if _named("no-study", title, container):
        return "unclear", ""
    named = {design: cue for design in _KINDS if (cue := _named(design, title, container))}
    found = dict(list(named.items())[:1])
    found |= {design: cue for design in _SUBJECTS if (cue := _named(design, title, container))}
    if not found:
        # Words that only suggest a design count where none is named.
        hinted = ((design, _hinted(design, title)) for design in ("animal", "in-vitro", *_KINDS))
        found = dict([next(((design, cue) for design, cue in hinted if cue), ("unclear", ""))])
    return ";".join(found), ";".join(cue for cue in found.values() if cue)


def _named(design: str, title: str, container: str) -> str:
    words = _WORDS[design]
    if not _has(words.get("not"), title):
        for cue in _cues(design, "title", title):
            is_capitals = len(cue) > 1 and cue.isupper() and not title.isupper()
            if not (words.get("no_capitals") and is_capitals):
                return cue
    # A journal is told by how its name begins or ends.
    name = container.replace(".", " ").rstrip(" *")
    begins = compile_terms(tuple(words.get("container", ()))).search(name)
    if begins and begins.start() == 0:
        return container[: begins.end()]
    ends = compile_terms(tuple(words.get("container_end", ()))).finditer(name)
    return next((container[slice(*match.span())] for match in ends if match.end() == len(name)), "")


def _cues(design: str, key: str, title: str) -> Iterator[str]:
    """Yield the words for a design, but for those inside longer words that mean something else."""
    words = _WORDS[design]
    pseudo = compile_terms(tuple(words.get("pseudo", ())))
    plain = title.replace("\u2019", "'")
    # All in one pass, so that of words that begin at the same place the longest is taken.
    for match in compile_terms((*words.get(key, ()), *words.get("pseudo", ()))).finditer(plain):
        other = pseudo.search(match.group())
        if not other or other.end() - other.start() < len(match.group()):
            yield title[slice(*match.span())]


def _hinted(design: str, title: str) -> str:
    words = _WORDS[design]
    if _has(words.get("hint_not"), title) or _has(words.get("not"), title):
        return ""
    return next(_cues(design, "hint", title), "")


def _has(terms: list[str] | None, title: str) -> bool:
    return bool(terms) and compile_terms(tuple(terms or ())).search(title) is not None

"""Whether a quantity was set or found."""

import re
from functools import lru_cache

from evidence_review.extract.binding_words import compile_words
from evidence_review.extract.quantities import Quantity

__all__ = ["find_role"]

_DEFINITION, _ANALYTES, _STATISTICS = (
    compile_words("definition"),
    compile_words("analytes"),
    compile_words("statistics"),
)
_LASTING, _MEASURED, _NEEDED = (
    compile_words("result", "lasting"),
    compile_words("result", "measured"),
    compile_words("result", "needed"),
)
_EFFECTS = compile_words("result", "effects")
_LIMITS = compile_words("setting", "limits")
_NOT_FOUND, _METHODS, _RESULTS = (
    compile_words("setting", "percentage"),
    compile_words("setting", "headings"),
    compile_words("result", "headings"),
)
_ROLES = {
    **dict.fromkeys(("dose", "infusion-rate", "sample-size", "age", "follow-up", "other"), "setting"),
    **dict.fromkeys(
        (
            "half-life",
            "clearance",
            "bioavailability",
            "potency-ratio",
            "onset",
            "p-value",
            "confidence-interval",
            "percentage",
            "concentration",
        ),
        "result",
    ),
}
# A value with its spread, or a p value beside it.
_FOUND = re.compile(r"\d ?(?:\u00b1|\+/-) ?\d|\b[pP] ?[<=>]")
# "HR 0.6", "an ICC of 0.8", "the hazard ratio (HR) was 0.5", "the mean score was 18"
_ESTIMATE = re.compile(
    r"(?:\b(?:HRs?|RRs?|ORs?|ICCs?|SMD|r|\u03c1|\u03ba|kappa|(?:hazard|odds|risk|rate) ratios?|correlations?|correlation coefficients?|coefficients?)"
    r"(?: \([A-Za-z]{1,4}\))?(?:,? (?:for|between) [^.;]{1,30})?(?: ?[=:(,]| of| was| were)? ?"
    r"|\b(?:[Mm]eans?|[Mm]edians?|[Aa]verages?) [^.;]{1,90} (?:was|were) (?:[0-9.·]{1,8} (?:and|versus|vs\.?) )?)$"
)
# "p < 0.05 was considered significant"
_LEVEL = re.compile(r" (?:was|were) (?:considered|deemed|regarded|taken|accepted|set|defined|judged)")
_PLANNED = re.compile(r"\b(?:power|[Aa]ssum|to detect|sample size|expect|anticipat)")
_RATIO = re.compile(r"(?:fold|times)$|^(?:twice|double|triple|half)$", re.IGNORECASE)
# "Infused over two hours", "an infusion lasting two hours", "used over a long period (more than two days)".
_OVER = re.compile(
    r"(?:\bthe (?:last|past) |\b(?:over|during) (?:a (?:[a-z]{1,12} )?period (?:of |\()|about |approximately |the first )?|\b(?:infusions?|injections?|drips?)(?: of [a-z-]{1,20})? (?:lasting|of) )$"
)
# Words that say that a number is a ratio stand so near before it.
_BESIDE = 30


def find_role(text: str, quantity: Quantity, heading: str) -> str:
    """Say whether a quantity was set or found.

    Parameters
    ----------
    text : str
        A sentence.
    quantity : Quantity
        A quantity in it.
    heading : str
        The title of its section.

    Returns
    -------
    str
        `setting` or `result`; empty where it is neither.

    Examples
    --------
    >>> level = Quantity(0, 8, "p-value", "<", None, 0.05, "1")
    >>> find_role("p < 0.05 was considered significant.", level, "Methods")
    'setting'
    """
    kind = quantity.kind
    near = text[max(0, quantity.start - 120) : quantity.end + 60]
    if kind in ("percentage", "concentration", "duration", "other") and _METHODS.search(heading):
        return "setting"
    if kind in ("duration", "follow-up", "other") and _tells(text)[0]:
        return ""
    if quantity.comparator and kind not in ("percentage", "p-value") and _LIMITS.search(near):
        return "setting"
    if kind == "duration":
        is_given = _OVER.search(text[max(0, quantity.start - 40) : quantity.start])
        return "result" if _LASTING.search(near) and not is_given else "setting"
    if kind == "concentration":
        is_measured = quantity.unit != "%" and (_MEASURED.search(near) or _is_estimate(text, quantity))
        return "result" if is_measured else "setting"
    if kind == "p-value":
        return "setting" if _LEVEL.match(text, quantity.end) else "result"
    if kind == "percentage" and (
        _NOT_FOUND.search(near) or _STATISTICS.search(near) or (quantity.comparator and _ANALYTES.search(near))
    ):
        return "setting"
    if kind == "dose" and _NEEDED.search(text[max(0, quantity.start - 60) : quantity.start]):
        return "result"
    is_ratio = _RATIO.search(text[quantity.start : quantity.end]) or _EFFECTS.search(
        text[max(0, quantity.start - _BESIDE) : quantity.start]
    )
    if kind == "other" and (
        _RESULTS.search(heading)
        or is_ratio
        or _tells(text)[1]
        or (quantity.unit in ("", "1") and _is_estimate(text, quantity))
    ):
        return "result"
    return _ROLES.get(kind, "")


@lru_cache(maxsize=64)
def _tells(text: str) -> tuple[bool, bool]:
    """Return whether a sentence defines something, and whether it reports values with their spread or their p."""
    return bool(_DEFINITION.search(text)), bool(_FOUND.search(text))


def _is_estimate(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is an estimate or a mean that was found, and is not assumed."""
    before = text[max(0, quantity.start - 120) : quantity.start]
    return bool(_ESTIMATE.search(before)) and not _PLANNED.search(
        text, max(0, quantity.start - 400), quantity.end + 400
    )

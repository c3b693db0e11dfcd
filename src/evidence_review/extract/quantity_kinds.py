"""What a number measures, from its unit and the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from evidence_review.extract.words import read_words

__all__ = ["find_dimension", "find_kind"]

_REACH = 45
_FAR = 160
_TIMES = frozenset("us ms s min h d wk mo a".split())
_MASSES = frozenset("kg g mg ug ng pg".split())
_AMOUNTS = frozenset("mol mmol umol nmol pmol fmol".split())
_ACTIVITIES = frozenset(["[IU]", "[iU]", "k[IU]", "m[IU]", "U", "meq"])
_VOLUMES = frozenset("L l dL dl mL ml uL ul nL fL cm3 m3".split())
_SPACE = str.maketrans("([,;:", "     ")


@dataclass(frozen=True)
class _Rule:
    kind: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    last: tuple[str, ...]
    near_before: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    unless: frozenset[str]
    only_bounds: bool


def _rules() -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = {}
    for rule in read_words("quantity_kinds")["rule"]:
        cues = {
            name: tuple(cue if cue.startswith("-") else f" {cue}" for cue in rule.get(name, ()))
            for name in ("before", "behind", "last", "near_before", "near", "far")
        }
        rules.setdefault(rule["dimension"], []).append(
            _Rule(
                rule["kind"],
                unless=frozenset(rule.get("unless", ())),
                only_bounds=rule.get("only_bounds", False),
                **cues,
            )
        )
    return rules


_RULES = _rules()
_DEFAULT: dict[str, str] = read_words("quantity_kinds")["default"]


@cache
def find_dimension(code: str) -> str:
    """Say what a unit measures.

    Parameters
    ----------
    code : str
        A UCUM code.

    Returns
    -------
    str
        A dimension of `quantity_kinds.toml`.

    Examples
    --------
    >>> find_dimension("mg/kg"), find_dimension("ug/kg/min"), find_dimension("L/h/kg")
    ('per mass', 'rate', 'flow')
    """
    top, *rest = code.split("/")
    if not rest:
        names = {"kg": "weight", "%": "percent", "{patients}": "people", "1": "number", "": "other"}
        if code.startswith("%{"):
            return "concentration"
        if code in names:
            return names[code]
        kinds = (
            (_TIMES, "time"),
            (_MASSES, "mass"),
            (_ACTIVITIES, "activity"),
            (frozenset(["M", "mM", "uM", "nM"]), "concentration"),
        )
        return next((kind for codes, kind in kinds if code in codes), "other")
    amount = top in _MASSES or top in _AMOUNTS or top in _ACTIVITIES
    if amount and rest[0] in _VOLUMES and len(rest) == 1:
        return "concentration"
    if amount and (len(rest) == 1 or (len(rest) == 2 and "kg" in rest)):
        if rest[-1] in ("min", "h", "s") or rest[0] in ("min", "h", "s"):
            return "rate"
        return "per mass" if top != "kg" and rest[0] in ("kg", "d", "m2", "wk") else "other"
    if top in _VOLUMES and rest[0] in ("min", "h", "d", "kg") and set(rest) & {"min", "h", "d"}:
        return "flow" if set(rest) <= {"min", "h", "d", "kg"} else "other"
    return "other"


def find_kind(text: str, start: int, end: int, dimension: str, code: str) -> str:
    """Say what a number measures.

    Parameters
    ----------
    text : str
        The sentence, in lower case.
    start, end : int
        Where the number, or the enumeration that it is a part of, begins and ends.
    dimension : str
        The dimension of its unit, or `fold`.
    code : str
        Its unit.

    Returns
    -------
    str
        One of `vocabulary.QUANTITY_KINDS`.
    """
    rules: Sequence[_Rule] = _RULES.get(dimension, ())
    if rules:
        # A comparator, and a cue too.
        start += len("within ") if text.startswith("within ", start) else 0
        before = f" {text[max(0, start - _REACH) : start]}".translate(_SPACE).rstrip(" ")
        behind = text[end : end + _REACH]
        near = f"{before} # {behind.translate(_SPACE)}"
        for rule in rules:
            if code in rule.unless or (rule.only_bounds and text[start].isdigit()):
                continue
            if (
                (rule.before and before.endswith(rule.before))
                or (rule.behind and behind.startswith(rule.behind))
                or (rule.last and text[start:end].endswith(rule.last))
                or (rule.near_before and any(cue in before for cue in rule.near_before))
                or (rule.near and any(cue in near for cue in rule.near))
                or (
                    behind.startswith(" that of")
                    and any(text.find(cue, max(0, start - _FAR), start) >= 0 for cue in rule.far)
                )
            ):
                return rule.kind
    return _DEFAULT.get(dimension, "other")

"""The circumstances that a statement gives: dose, route, endpoint, time, event and substance.

Two statements that disagree under different circumstances do not contradict each other. What is found are suggestions by the terms of
`context.toml`; a reviewer's note says what the words alone do not.
"""

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from evidence_review.extract.concepts import Concept, Vocabulary
from evidence_review.extract.cues import compile_terms
from evidence_review.extract.values import Value, compare_values, read_number
from evidence_review.extract.words import read_words

__all__ = ["Context", "find_context", "find_differences", "read_note"]

_WORDS = read_words("context")
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}(?![0-9])|[0-9]{1,6}(?:[.,][0-9]{1,4})?)"
_SPELLED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_RANGE = (
    rf"(?P<low>{_NUMBER}|{'|'.join(_SPELLED)})(?: ?(?:-|\u2013|to|and|or) ?(?P<high>{_NUMBER}|{'|'.join(_SPELLED)}))?"
)
_MASS = r"(?:mg|milligrams?|\u00b5g|\u03bcg|ug|mcg|micro ?g|micrograms?|ng|g|grams?|iu)"
# "/kg", "per kg" or "kg-1", and the same of a time.
_PER = r"(?: ?(?:/|per) ?{0}|[ \u00b7.]{{0,2}}{0}[-\u2013\u2212]1)"
# A mass, per body weight and per time if need be; a mass per volume is a concentration.
_DOSE = re.compile(
    rf"(?<![\w.])(?:{_RANGE}) ?(?P<unit>{_MASS}{_PER.format('kg')}?{_PER.format('(?:minute|min|hour|hr|h|day|d)')}?)(?![\w/])",
    re.IGNORECASE,
)
_HOURS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "min": 1 / 60,
    "hour": 1,
    "h": 1,
    "day": 24,
    "week": 168,
    "month": 730,
    "year": 8766,
}
_DURATION = re.compile(
    rf"(?<![\w.])(?P<more>(?:more|longer) than |over |at least |>=? ?|\u2265 ?)?(?P<less>(?:less|fewer) than |within |up to |<=? ?|\u2264 ?)?(?:{_RANGE})"
    rf"[ -]?(?P<unit>{'|'.join(_HOURS)})s?(?![\w-]|s? (?:old|ago|of age))",
    re.IGNORECASE,
)
_AMOUNTS = {"dose": _DOSE, "time": _DURATION}
_COMMA = re.compile(r"[,;]")
_PAIR = re.compile(r"\s*(?P<key>[a-z]{1,20})\s*=\s*(?P<value>[^;]{1,500})(?:;|$)")


@dataclass(frozen=True)
class Context:
    """What a statement says of its circumstances; several of a kind are joined by `;`, and what it does not say is empty.

    Doses and times stand as printed, the others under the names of `context.toml`. `scale` is `inverse` where a small number says much.
    """

    dose: str = ""
    route: str = ""
    endpoint: str = ""
    time: str = ""
    event: str = ""
    substance: str = ""
    scale: str = ""


@lru_cache(maxsize=1000)
def find_context(text: str) -> Context:
    """Find the circumstances that the words of a statement give.

    Parameters
    ----------
    text : str
        A statement, white space folded.

    Returns
    -------
    Context
        Each field in the order of the words.

    Examples
    --------
    >>> context = find_context("A single intravenous dose of 0.5 mg/kg did not relieve pain at 5 weeks.")
    >>> context.dose, context.route, context.endpoint, context.time
    ('0.5 mg/kg', 'intravenous', 'analgesia', '5 weeks')
    """
    return Context(
        dose=_find_printed("dose", text),
        route=_find_names("route", text) or _find_names("route_default", text),
        endpoint=_find_names("endpoint", _without_causes(text)),
        time=_find_printed("time", text),
        event=_find_names("event", text),
        substance=_find_names("substance", text),
        scale=_find_names("scale", text),
    )


def read_note(note: str) -> dict[str, str]:
    """Read what a reviewer's note says of the circumstances.

    Parameters
    ----------
    note : str
        `key=value` pairs separated by `;`, then any remark.

    Returns
    -------
    dict of str to str
        The values by their keys: a field of `Context`, or `population`. What follows the first word that is no such pair is a remark.

    Examples
    --------
    >>> read_note("endpoint=anesthesia; time=5 weeks; from the abstract; dose=1 mg")
    {'endpoint': 'anesthesia', 'time': '5 weeks'}
    """
    known = {"population", *(field.name for field in fields(Context))}
    pairs: dict[str, str] = {}
    position = 0
    while (match := _PAIR.match(note, position)) and match["key"] in known:
        pairs[match["key"]] = match["value"].strip()
        position = match.end()
    return pairs


def find_differences(a: Context, b: Context) -> dict[str, tuple[str, str]]:
    """Find the circumstances that two statements both give and that have nothing in common.

    Parameters
    ----------
    a, b : Context
        The circumstances of two statements.

    Returns
    -------
    dict of str to tuple
        The two values by the name of the field. What only one of them says is no difference, nor are a dose and a level of dose.

    Examples
    --------
    >>> find_differences(Context(route="topical", dose="low-dose"), Context(route="intravenous", dose="0.5 mg/kg"))
    {'route': ('topical', 'intravenous')}
    """
    found = {}
    for field in fields(Context):
        one, other = getattr(a, field.name), getattr(b, field.name)
        if one and other and _is_apart(field.name, one, other):
            found[field.name] = (one, other)
    return found


@cache
def _vocabulary(table: str) -> Vocabulary:
    names = _WORDS[table].items()
    return Vocabulary({name: Concept(name, table, tuple(terms)) for name, terms in names})


def _find_terms(table: str, text: str) -> list[tuple[str, int, int]]:
    return [found for found in _vocabulary(table).find(text) if found[0] != "pseudo"]


def _find_names(table: str, text: str) -> str:
    """Return the names whose terms stand in a text, in the order of the words."""
    return ";".join(dict.fromkeys(name for name, _, _ in _find_terms(table, text)))


def _find_printed(field: str, text: str) -> str:
    """Return amounts and terms as printed, in the order of the words."""
    spans = [match.span() for match in _AMOUNTS[field].finditer(text)]
    spans += [(start, end) for _, start, end in _find_terms(field, text)]
    return ";".join(dict.fromkeys(text[start:end].strip() for start, end in sorted(spans)))


def _without_causes(text: str) -> str:
    """Leave out what explains an effect, up to the next comma."""
    pieces = []
    last = 0
    for cause in compile_terms(tuple(_WORDS["cause"]["terms"])).finditer(text):
        if cause.start() >= last:
            pieces.append(text[last : cause.start()])
            stop = _COMMA.search(text, cause.end())
            last = stop.start() if stop else len(text)
    return "".join([*pieces, text[last:]])


def _is_apart(field: str, one: str, other: str) -> bool:
    """Tell whether two values of a field have nothing in common in some aspect on which both speak."""
    ours, theirs = _read_aspects(field, one), _read_aspects(field, other)
    for aspect in ours.keys() & theirs.keys():
        if not any(_agree(mine, yours) for mine in ours[aspect] for yours in theirs[aspect]):
            return True
    return False


def _agree(mine: str | Value, yours: str | Value) -> bool:
    if isinstance(mine, Value) and isinstance(yours, Value):
        return compare_values(mine, yours) != "disjoint"
    return mine == yours or _WORDS["broader"].get(mine) == yours or _WORDS["broader"].get(yours) == mine


def _read_aspects(field: str, said: str) -> dict[str, list[str | Value]]:
    """Read the parts of a value: amounts by their unit, terms by what they exclude, other words as they stand."""
    aspects: dict[str, list[str | Value]] = {}
    for part in said.split(";"):
        words = " ".join(part.split())
        found: list[tuple[str, str | Value]] = []
        if field in _AMOUNTS:
            for match in _AMOUNTS[field].finditer(words):
                unit = match["unit"].lower()
                amount = (
                    ("h", _read_range(match, _HOURS[unit])) if field == "time" else (_unit_of(unit), _read_range(match))
                )
                found.append(amount)
        found += [(_aspect(field, name), name) for name in _read_names(field, words)]
        for aspect, value in found or [(_aspect(field, ""), words.casefold())]:
            aspects.setdefault(aspect, []).append(value)
    return aspects


def _read_names(field: str, words: str) -> list[str]:
    """Return the names that words stand for: those of their terms, or a name as a reviewer writes it, as `low` for `level-low`."""
    names = [name for name, _, _ in _find_terms(field, words)]
    return names or [name for name in _WORDS[field] if words.casefold() in (name, name.partition("-")[2])]


def _aspect(field: str, name: str) -> str:
    """Return what a name says: of doses and times several things hold at once, and what is no name is compared with no other."""
    return name.partition("-")[0] if field in _AMOUNTS else field


def _read_range(match: re.Match[str], factor: float = 1) -> Value:
    low = _read_number(match["low"]) * factor
    high = _read_number(match["high"]) * factor if match["high"] else low
    found = match.groupdict()
    if found.get("more"):
        return Value(low, None, ">")
    return Value(None, high, "<") if found.get("less") else Value(min(low, high), max(low, high))


def _read_number(printed: str) -> float:
    words = printed.lower()
    return float(_SPELLED.index(words) + 1) if words in _SPELLED else read_number(words)


def _unit_of(printed: str) -> str:
    """Return a unit of dose in one form: "ug/kg/min"."""
    unit = re.sub(r"[ \u00b7.]{0,2}(kg|min|minute|h|hr|hour|d|day)[-\u2013\u2212]1", r"/\1", printed)
    unit = re.sub(r" ?per ?", "/", unit).replace(" ", "")
    unit = re.sub(r"^(?:micrograms?|microg|\u00b5g|\u03bcg|mcg)", "ug", unit)
    unit = re.sub(r"^milligrams?", "mg", unit)
    return re.sub(r"/(minute|hour|hr|day)$", lambda match: "/" + {"m": "min", "h": "h", "d": "d"}[match[1][0]], unit)

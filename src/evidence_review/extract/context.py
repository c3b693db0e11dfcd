"""The circumstances that a statement gives: dose, route, endpoint, time, event and substance.

Two statements that disagree under different circumstances do not contradict each other. What is found are suggestions by the terms of
`context.toml`; a reviewer's note says what the words alone do not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from evidence_review.extract.concepts import Concept, Vocabulary
from evidence_review.extract.cues import compile_terms
from evidence_review.extract.quantities import Quantity, find_quantities
from evidence_review.extract.units import convert
from evidence_review.extract.values import Value, compare_values
from evidence_review.extract.words import read_words

__all__ = ["Context", "find_context", "find_differences", "read_note"]

_WORDS = read_words("context")
# The kinds of quantities that a field holds; a half-life, an age or a date is a time, and not that of the statement.
_KINDS = {"dose": ("dose", "infusion-rate"), "time": ("duration", "onset", "follow-up")}
_HOUR, _NO_DOSE = "h", ("", "1", "%", "h")
# Between the values of one list.
_LISTED = re.compile(r"(?:, ?)?(?:and |or )?| (?:and|or) ")
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
    quantities = find_quantities(text)
    return Context(
        dose=_find_printed("dose", text, quantities),
        route=_find_names("route", text) or _find_names("route_default", text),
        endpoint=_find_names("endpoint", _without_causes(text)),
        time=_find_printed("time", text, quantities),
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


def _find_printed(field: str, text: str, quantities: Sequence[Quantity]) -> str:
    """Return quantities and terms as printed, in the order of the words; the values of a list as one."""
    spans: list[tuple[int, int]] = []
    unit = ""
    for quantity in quantities:
        if quantity.kind in _KINDS[field] and not text.startswith(" ago", quantity.end):
            is_listed = spans and unit == quantity.unit and _LISTED.fullmatch(text, spans[-1][1], quantity.start)
            start = spans.pop()[0] if is_listed else quantity.start
            spans.append((start, quantity.end))
            unit = quantity.unit
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
        if field in _KINDS:
            found += _read_amounts(field, words)
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
    return name.partition("-")[0] if field in _KINDS else field


def _read_amounts(field: str, words: str) -> Iterator[tuple[str, Value]]:
    """Go through the doses or times of a few words, whatever kind these would be of in a sentence, by their unit."""
    for quantity in find_quantities(words):
        found = convert(quantity.low, quantity.high, quantity.unit, _KINDS[field][0])
        unit = found.unit or quantity.unit
        if unit == _HOUR if field == "time" else unit not in _NO_DOSE:
            low, high = (found.low, found.high) if found.unit else (quantity.low, quantity.high)
            yield unit, Value(low, high, quantity.comparator)

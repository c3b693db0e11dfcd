"""Units as sentences print them, as UCUM codes, and what values are in one unit for each dimension.

`units.toml` lists the atoms; every unit is composed of them, and nothing else of a text reaches the arithmetic.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Converted", "Unit", "convert", "find_unit"]


@dataclass(frozen=True)
class Unit:
    """A unit in a text: its UCUM code, empty when it is not understood, and then the reason."""

    start: int
    end: int
    code: str
    reason: str = ""


@dataclass(frozen=True)
class Converted:
    """A value in its canonical unit; None and empty when the list of units has none for it."""

    low: float | None = None
    high: float | None = None
    unit: str = ""


@dataclass(frozen=True)
class _Atom:
    code: str
    dimension: str
    pint: str


# An atom and its power.
_Factor = tuple[_Atom, int]

_DATA = tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))
_PREFIXES = {
    "f": "femto", "p": "pico", "n": "nano", "u": "micro", "m": "milli", "c": "centi", "d": "deci",
    "h": "hecto", "k": "kilo", "M": "mega", "G": "giga", "T": "tera",
}  # fmt: skip
# Both mu signs, and what stands for them.
_MICRO = ("µ", "μ", "u", "mc", "micro")
_CARE = {name: frozenset(names) for name, names in _DATA["care"].items()}
_COUNTED = frozenset(f"{{{noun}s}}" for noun in _DATA["counted"]["named"])


def _list_atoms() -> Iterator[tuple[_Atom, list[str], list[str]]]:
    """Yield each atom, also with its prefixes, its symbols and its words."""
    for code, entry in _DATA["atoms"].items():
        dimension, pint = entry.get("of", code), entry.get("pint", "count")
        symbols, words = entry.get("symbols", [code]), entry.get("words", [])
        yield _Atom(code, dimension, pint), symbols, [*words, *(f"{word}s" for word in words)]
        for prefix in entry.get("prefixes", "").split():
            name = _PREFIXES[prefix]
            marks = _MICRO if prefix == "u" else (prefix,)
            yield (
                _Atom(prefix + code, dimension, name + pint),
                [mark + symbol for mark in marks for symbol in symbols],
                [f"{name}{word}{ending}" for word in words for ending in ("", "s")],
            )
    # 100 g, below the line only.
    yield _Atom("hg", "mass", "hectogram"), [], []
    for noun in _DATA["counted"]["named"]:
        yield _Atom(f"{{{noun}s}}", f"{{{noun}s}}", "count"), [], [noun, f"{noun}s"]
    for noun in _DATA["counted"]["plain"]:
        yield _Atom("1", "1", "count"), [], [noun, f"{noun}s"]


_ATOMS: dict[str, _Atom] = {}
_SYMBOLS: dict[str, str] = {}
_WORDS: dict[str, str] = {}
for _atom, _symbols, _words in _list_atoms():
    _ATOMS[_atom.code] = _atom
    _SYMBOLS |= dict.fromkeys(_symbols, _atom.code)
    _WORDS |= dict.fromkeys(_words, _atom.code)
_SYMBOLS |= _DATA["symbols"] | {mark + "M": "umol/L" for mark in _MICRO}


def _fold_phrase(phrase: str) -> str:
    return re.sub(r"[ -]", "", phrase).lower()


_PHRASES = {_fold_phrase(phrase): code for phrase, code in (_DATA["phrases"] | _DATA["below"]).items()}


def _alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases, the longest first, whose spaces may be missing or hyphens."""
    return "|".join(re.escape(name).replace(r"\ ", "[ -]?") for name in sorted(phrases, key=len, reverse=True))


# Superscripts are letters to Python.
_LETTER = "[^\\W\\d_¹²³⁰-⁹₀-₉]"
_DASH = "-\u2010\u2011\u2012\u2013\u2212"
_NAME = (
    rf"(?P<name>(?i:{_alternatives(_DATA['phrases'])})(?!\w)"
    r"|[°º˚] ?[CF](?!\w)|[°º˚%‰℃℉€£$]|[×x] ?g(?!\w)|M[⊙☉]|(?:wt|vol|at|mol|mass)\.? ?%|(?:US)?\$"
    rf"|{_LETTER}{{1,25}}(?:(?<=H)[2₂]O)?(?!{_LETTER}))"
)
_POWER = (
    r"(?P<power>(?P<marked>"
    rf" ?\^ ?\{{ ?[{_DASH}]? ?[1-4] ?\}}| ?\^ ?[{_DASH}]?[1-4]|<sup>[{_DASH}]?[1-4]</sup>| ?⁻[¹²³⁴]"
    rf"|[{_DASH}][1-4](?![.,]?\d)(?!{_LETTER}))|[²³⁴](?![¹²³⁴⁰-⁹])|[2-4](?![\d.,]{{0,1}}\d))?"
)
_BODY = (
    r"(?P<body>(?: of)?(?: the)?(?: (?:lean|ideal|total|actual|adjusted|fat-free))?"
    r" (?:body[ -]?(?:weight|mass)|(?:bw|b\.w\.)(?!\w)))?"
)
_PER = r" per (?:each )?|-per-"
# The first term; a line before it, as in "5 per minute" and "5/min", makes it the first below.
_FIRST = re.compile(rf"(?P<gap>[ \u00a0\u2009\u202f\u2010\u2011-]?)(?P<over>/|per (?!cent|mil))?{_NAME}{_POWER}{_BODY}")
_NEXT = re.compile(
    rf"(?:(?P<over>(?P<slash> ?[/∕⁄] ?\(?)|{_PER})(?:(?P<below>(?i:{_alternatives(_DATA['below'])}))(?!\w)|"
    rf"(?!\d))|(?P<times> ?[·⋅∙•*] ?|[ \u00a0.]| ?[×] ?))(?(below)|{_NAME}{_POWER}){_BODY}"
)
_PEOPLE = re.compile(
    rf"[ \u00a0-]?(?P<people>(?:(?:{_alternatives(_DATA['people']['before'])}),? (?:and |or )?){{0,3}}"
    rf"(?:{_alternatives(_DATA['people']['nouns'])}))(?![\w-])"
)
_AGAIN = re.compile(rf" ?(?:{_NAME})")
_LINE = re.compile(rf"[/·⋅]{_NAME}")
_LABEL = re.compile(rf"[{_DASH}'’]| ?[,&/] ?[A-Z](?!\w)| and [A-Z](?!\w)")
# "the 1960s", "in their 30s"
_DECADE = re.compile(r"(?:[12]\d\d|(?i:\b(?:the|their|his|her|early|late|mid|my)[ -])[1-9])0$")
_DIGITS = str.maketrans("⁻¹²³⁴" + _DASH, "-1234" + "-" * len(_DASH), "^{} ")
_MOST_TERMS = 6


def _look_up(name: str) -> str:
    """Return the code of a name, empty when it is not listed."""
    code = _SYMBOLS.get(name) or _WORDS.get(name) or _PHRASES.get(_fold_phrase(name))
    if code is None and len(name) > 2:
        code = _WORDS.get(name.lower())
    return code or ""


@dataclass(frozen=True)
class _Term:
    """A name in a unit: its code (empty when not listed), its power as printed, and whether a line stands before it."""

    code: str
    power: int
    is_below: bool
    end: int
    name: str = ""


def _read_power(text: str, match: re.Match[str], code: str, is_below: bool) -> int | None:
    """Return the power behind a name; None when what stands there is none."""
    printed = match["power"]
    if not printed:
        return None
    marked = match["marked"]
    if not marked:
        dimension = _ATOMS[code].dimension if code in _ATOMS else ""
        holds = dimension == "length" or (is_below and dimension in _CARE["powers"])
        return int(printed.translate(_DIGITS)) if holds else None
    if marked[0] in _DASH:
        # "2 min–2 h" is a range.
        following = _AGAIN.match(text, match.end("power"))
        if (
            following
            and _look_up(following["name"])
            and text[following.end() : following.end() + 1] not in {*_DASH, "⁻"}
        ):
            return None
    return int(marked.removeprefix("<sup>").removesuffix("</sup>").translate(_DIGITS))


def _read_term(text: str, match: re.Match[str], is_below: bool) -> _Term:
    groups = match.groupdict()
    if groups.get("below"):
        return _Term(_PHRASES[_fold_phrase(match["below"])], 1, True, match.end(), match["below"])
    code = _look_up(match["name"])
    power = _read_power(text, match, code, is_below)
    if power is None:
        end = match.end("name") if match["power"] else match.end()
        return _Term(code, 1, is_below, end, match["name"])
    return _Term(code, abs(power) if is_below else power, is_below, match.end(), match["name"])


def _joins(text: str, match: re.Match[str], term: _Term, is_open: bool) -> bool:
    """Decide whether a term that follows is a part of the unit."""
    if match["slash"]:
        return bool(term.code) or (not match["slash"].startswith(" ") and not match["slash"].endswith(" "))
    if match["over"]:
        return term.name.lower() not in _CARE["latin"]
    if not term.code:
        return False
    if match["times"].strip(" \u00a0") not in {"", ".", "×"}:
        return True
    line = _LINE.match(text, term.end)
    return is_open or term.power != 1 or bool(line and _look_up(line["name"]))


def _read_terms(text: str, position: int) -> list[_Term]:
    """Read the terms of a unit: the first whatever it is, the others as far as they belong to it."""
    first = _FIRST.match(text, position)
    if not first:
        return []
    terms = [_read_term(text, first, bool(first["over"]))]
    is_open = False
    while len(terms) < _MOST_TERMS:
        match = _NEXT.match(text, terms[-1].end)
        if not match:
            break
        is_below = bool(match["over"]) or is_open
        term = _read_term(text, match, is_below)
        if not _joins(text, match, term, is_open):
            break
        if (match["slash"] or "").endswith("("):
            is_open = True
        terms.append(term)
    if is_open and text[terms[-1].end : terms[-1].end + 1] == ")":
        terms[-1] = _Term(**(vars(terms[-1]) | {"end": terms[-1].end + 1}))
    return terms


@lru_cache(maxsize=4096)
def _read_code(code: str) -> tuple[_Factor, ...]:
    """Take a code apart into atoms and their powers.

    Raises
    ------
    KeyError
        If one is not listed.
    """
    factors = []
    for place, part in enumerate(code.split("/")):
        for name in [part] if part in _ATOMS else part.split("."):
            if not name:
                continue
            base, power = (name, 1) if name in _ATOMS else (name[:-1], int(name[-1]) if name[-1:].isdigit() else 0)
            if power == 0:
                raise KeyError(name)
            factors.append((_ATOMS[base], -power if place else power))
    return tuple(factors)


def _write(factors: Iterable[_Factor]) -> str:
    """Write factors as a UCUM code."""
    factors = [factor for factor in factors if factor[0].code != "1"]
    write = [(atom.code + (str(abs(power)) if abs(power) > 1 else ""), power) for atom, power in factors]
    above = ".".join(text for text, power in write if power > 0)
    return above + "".join(f"/{text}" for text, power in write if power < 0)


def _name_dimension(factor: _Factor) -> tuple[str, int]:
    """Return the dimension of a factor and its power: an area is one, and no square of a length."""
    atom, power = factor
    sign = 1 if power > 0 else -1
    if atom.dimension == "length" and abs(power) in (2, 3):
        return ("area", "volume")[abs(power) - 2], sign
    return atom.dimension, power


def _find_dimension(factors: Iterable[_Factor]) -> str:
    """Name the dimension of a unit as `[canonical]` does."""
    names = [_name_dimension(factor) for factor in factors if factor[0].code != "1"]
    write = [(name + (str(abs(power)) if abs(power) > 1 else ""), power) for name, power in names]
    above = ".".join(sorted(text for text, power in write if power > 0))
    # In the order of the list: mass before time.
    return above + "".join(f"/{text}" for text in sorted(text for text, power in write if power < 0))


def _is_known(factors: tuple[_Factor, ...]) -> bool:
    """Decide whether a quantity can have such a unit: none is per kg and per kg again."""
    if _find_dimension(factors) in _DATA["canonical"]:
        return True
    for sign in (1, -1):
        names = [name for name, power in map(_name_dimension, factors) if power * sign > 0]
        if any(names.count(name) > 1 for name in _CARE["once"]):
            return False
    return not any(
        abs(power) > 1 and name in _CARE["once"] for name, power in map(_name_dimension, factors) if name != "time"
    )


def _compose(terms: list[_Term]) -> tuple[_Factor, ...]:
    return tuple(
        (atom, power * (-term.power if term.is_below else term.power))
        for term in terms
        for atom, power in _read_code(term.code)
    )


def _stands_alone(text: str, position: int, term: _Term) -> bool:
    """Decide whether a name without others is a unit, or a word, a name or a label that looks like one."""
    symbol, start = term.name, term.end - len(term.name)
    if term.code in _COUNTED or term.code == "1" or symbol in _CARE["joined"]:
        return False
    if symbol in _CARE["spaced"]:
        if start == position or text[position] in _DASH or _LABEL.match(text, term.end):
            return False
        if symbol == "M":
            following = re.match(r" ([^\W_]{1,20})", text[term.end : term.end + 22])
            return bool(following and following[1] in _CARE["dissolved"])
    is_digit_behind = len(symbol) == 1 and text[term.end : term.end + 1].isdigit()
    return not (
        is_digit_behind
        or (symbol == "s" and start == position and _DECADE.search(text[max(0, position - 12) : position]))
    )


def find_unit(text: str, position: int) -> Unit | None:
    """Find the unit that stands behind a number.

    Parameters
    ----------
    text : str
        A sentence.
    position : int
        Where the number ends.

    Returns
    -------
    Unit or None
        The unit that begins there, or behind one space or hyphen.

    Examples
    --------
    >>> find_unit("1 to 2 microg/kg per minute.", 6)
    Unit(start=7, end=27, code='ug/kg/min', reason='')
    >>> find_unit("5 mg/fortnight", 1)
    Unit(start=2, end=14, code='', reason='mg/fortnight is not in the list of units')
    """
    terms = _read_terms(text, position)
    if terms and not terms[0].code and (len(terms) == 1 or not terms[1].code or terms[1].code in _COUNTED):
        terms = []
    if (
        len(terms) == 1
        and terms[0].power == 1
        and not terms[0].is_below
        and not _stands_alone(text, position, terms[0])
    ):
        terms = []
    if not terms or all(term.code in _COUNTED for term in terms):
        people = _PEOPLE.match(text, position)
        return Unit(people.start("people"), people.end("people"), "{patients}") if people else None
    start = position + (text[position] in " \u00a0\u2009\u202f\u2010\u2011-")
    end = terms[-1].end
    if not all(term.code for term in terms):
        return Unit(start, end, "", f"{text[start:end]} is not in the list of units")
    factors = _compose(terms)
    if not factors or not _is_known(factors):
        return Unit(start, end, "", f"{text[start:end]} is no unit of a known quantity")
    return Unit(start, end, _write(factors))


@lru_cache(maxsize=1)
def _load_registry() -> object:
    # Imported where a value is converted, since the import takes longer than the reading of a document.
    import pint

    return pint.UnitRegistry()


@lru_cache(maxsize=4096)
def _find_factor(code: str, canonical: str) -> float:
    if code == canonical:
        return 1.0
    registry = _load_registry()
    names = ["*".join(f"{atom.pint}**{power}" for atom, power in _read_code(unit)) for unit in (code, canonical)]
    return float(registry.convert(1.0, *names))  # type: ignore[attr-defined]


def _find_canonical(factors: tuple[_Factor, ...], kind: str) -> str:
    """Return the canonical unit of a dimension, composed of those of its parts when it has none of its own."""
    listed = _DATA["canonical"] | _DATA["canonical_of_kind"].get(kind, {})
    dimension = _find_dimension(factors)
    if dimension in listed:
        return str(listed[dimension])
    parts = []
    for name, power in map(_name_dimension, factors):
        ((atom, own_power),) = _read_code(_DATA["canonical"].get(name, name))
        parts.append((atom, power * own_power))
    return _write(parts)


def convert(
    low: float | None, high: float | None, code: str, kind: str, *, body_weight: float | None = None
) -> Converted:
    """Convert a value to the canonical unit of its dimension.

    Parameters
    ----------
    low, high : float or None
        The ends.
    code : str
        A UCUM code as `find_unit` returns it.
    kind : str
        One of `vocabulary.QUANTITY_KINDS`: ages are in years, other times in hours.
    body_weight : float, optional
        The body weight in kg for which a source states the value.

    Returns
    -------
    Converted
        The value in canonical unit.

    Examples
    --------
    >>> convert(1, 2, "ug/kg/min", "infusion-rate")
    Converted(low=0.06, high=0.12, unit='mg/kg/h')
    >>> convert(60, 147, "L/h", "clearance", body_weight=70)
    Converted(low=0.857143, high=2.1, unit='L/h/kg')
    """
    if code in ("1", "{patients}"):
        return Converted(low, high, code)
    try:
        factors = _read_code(code)
    except KeyError:
        factors = ()
    if not factors:
        return Converted()
    canonical = _find_canonical(factors, kind)
    factor = _find_factor(code, canonical)
    per_weight = _DATA["per_body_weight"].get(_find_dimension(factors))
    if body_weight and per_weight:
        canonical, factor = per_weight, factor / body_weight
    ends = [None if end is None else float(f"{end * factor:.6g}") for end in (low, high)]
    return Converted(ends[0], ends[1], canonical)

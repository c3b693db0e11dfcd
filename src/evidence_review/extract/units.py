"""Units as sentences print them, read as UCUM codes.

A unit is composed of the names of `units.toml`: one by itself, or some that a line, a `per`, a sign of multiplication or a power
joins. Where such a form holds a name that is not listed, the unit is returned without a code and with the reason.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from evidence_review.extract.unit_codes import (
    ATOMS,
    DATA,
    PREFIXES,
    Converted,
    Factor,
    convert,
    is_known,
    is_listed,
    read_code,
    write_code,
)

__all__ = ["Converted", "Unit", "convert", "find_unit"]


class Unit(NamedTuple):
    """A unit in a text: its UCUM code, empty when it is not understood, and then the reason."""

    start: int
    end: int
    code: str
    reason: str = ""


class _Term(NamedTuple):
    """A name in a unit: its code (empty when not listed), its power, below the line or not, and where it stands."""

    name: str
    code: str
    power: int
    is_below: bool
    start: int
    end: int


# Both mu signs, and what stands for them.
_MICRO = ("µ", "μ", "u", "mc", "micro")
_CARE = {name: frozenset(names) for name, names in DATA["care"].items()}
_PLURALS = DATA["counted"]["plurals"]
_COUNTED = {DATA["counted"]["singular"].get(plural, plural[:-1]): f"{{{plural}}}" for plural in _PLURALS}
_COUNTED |= {plural: f"{{{plural}}}" for plural in _PLURALS}
_COUNTED |= dict.fromkeys(DATA["counted"]["plain"], "1")
_COUNTED_CODES = frozenset(_COUNTED.values())
_SILENT = frozenset(f"{noun}{ending}" for noun in DATA["counted"]["silent"] for ending in ("", "s"))


def _list_names() -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes of all symbols and of all words."""
    symbols: dict[str, str] = {}
    words: dict[str, str] = dict(_COUNTED)
    for code, entry in DATA["atoms"].items():
        for prefix in ["", *entry.get("prefixes", "").split()]:
            marks = _MICRO if prefix == "u" else (prefix,)
            symbols |= {mark + symbol: prefix + code for mark in marks for symbol in entry.get("symbols", [code])}
            for word in entry.get("words", []):
                name = PREFIXES.get(prefix, "") + word
                words |= {name: prefix + code, name + "s": prefix + code}
    return symbols | DATA["symbols"] | {mark + "M": "umol/L" for mark in _MICRO}, words


def _squeeze(phrase: str) -> str:
    return phrase.replace(" ", "").replace("-", "").lower()


_SYMBOLS, _WORDS = _list_names()
_PHRASES = {_squeeze(phrase): code for phrase, code in (DATA["phrases"] | DATA["below"]).items()}


def _alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases, the longest first, whose spaces may be missing or hyphens."""
    return "|".join(re.escape(name).replace(r"\ ", "[ -]?") for name in sorted(phrases, key=len, reverse=True))


# Superscripts are letters to Python.
_LETTER = "[^\\W\\d_¹²³⁰-⁹₀-₉]"
_DASH = "-\u2010\u2011\u2012\u2013\u2212"
_SPACE = " \u00a0\u2009\u202f"
_NAME = (
    rf"(?P<name>(?i:{_alternatives(DATA['phrases'])})(?!\w)|[°º˚] ?[CF](?!\w)|[°º˚%‰℃℉€£$]|US\$|[×x] ?g(?!\w)|M[⊙☉]"
    rf"|{_LETTER}{{1,25}}(?:(?<=H)[2₂]O)?(?!{_LETTER}))"
)
# A power with its sign, or else digits, which may be those of a citation; a caret may close what one opened.
_POWER = (
    rf"(?P<power>(?P<signed> ?\^ ?\{{ ?[{_DASH}] ?[1-4] ?\}}| ?\^ ?[{_DASH}][1-4]\^?|<sup>[{_DASH}][1-4]</sup>"
    rf"|\([{_DASH}][1-4]\)| ?⁻[¹²³⁴]|[{_DASH}][1-4](?![.,]?\d)(?!{_LETTER}))"
    r"| ?\^ ?(?:[2-4]\^?|\{ ?[2-4] ?\})(?!\d)|<sup>[2-4]</sup>|\([2-4]\)|[²³⁴](?![¹²³⁴⁰-⁹])|[2-4](?![.,]?\d))?"
)
_BODY = (
    r"(?P<body>(?: of)?(?: the)?(?: (?:lean|ideal|total|actual|adjusted|fat-free))?"
    r" (?:body[ -]?(?:weight|mass)|(?:body wt|bw|b\.w\.)(?!\w)))?"
)
# A line before the first name puts it below, as in "5 per minute" and "5/min".
_FIRST = re.compile(rf"[{_SPACE}\u2010\u2011-]?(?P<over>(?P<slash>/ ?)|per (?!cent|mil))?{_NAME}{_POWER}{_BODY}")
_NEXT = re.compile(
    r"(?:(?P<over>(?P<slash> ?[/∕⁄] ?\(?)| per (?:each )?|-per-)"
    rf"(?:(?P<amount>(?i:{_alternatives(DATA['below'])}))(?!\w)|(?!\d))|(?P<times> ?[·⋅∙•*×] ?| x |[{_SPACE}.]))"
    rf"(?(amount)|{_NAME}(?:(?P<fraction>\^?\{{?0\.\d{{1,3}}\}}?)|{_POWER})){_BODY}"
)
_PEOPLE = re.compile(
    rf"[{_SPACE}-]?(?P<people>(?i:(?:(?:{_alternatives(DATA['people']['before'])}),? (?:and |or )?){{0,3}}"
    rf"(?:{_alternatives(DATA['people']['nouns'])})))(?![\w-])"
)
# The pattern is long: what the first word rules out is not tried.
_FIRST_WORD = re.compile(rf"[{_SPACE}-]?([^\W_]+)")
_PEOPLE_FIRST = frozenset(
    re.split("[^a-z0-9]", name.lower())[0] for name in [*DATA["people"]["before"], *DATA["people"]["nouns"]]
)
_NAME_AGAIN = re.compile(rf" ?{_NAME}(?![{_DASH}⁻^])")
_LINE = re.compile(rf"[/·⋅]{_NAME}")
# "5. A plant", "5 A and B", "5 U.S. states", "5 T cells"
_LABEL = re.compile(r"(?<=A) [a-z]|\.[A-Z]|['’]|-[A-Za-z]| ?[,&/] ?[A-Z](?!\w)| and [A-Z](?!\w)|[ -]cell")
_DISSOLVED = re.compile(rf" (?:{_alternatives(DATA['molar']['before'])})(?!\w)")
# "the 1960s", "in their 30s"
_DECADE = re.compile(r"(?:[12]\d\d|(?i:\b(?:the|their|his|her|early|late|mid|my)[ -])[1-9])0$")
_DIGITS = str.maketrans("⁻¹²³⁴" + _DASH, "-1234" + "-" * len(_DASH), "^{}() ")
_MOST_TERMS = 6


@lru_cache(maxsize=4096)
def _look_up(name: str) -> str:
    """Return the code of a name, empty when it is not listed."""
    code = _SYMBOLS.get(name) or _WORDS.get(name) or _PHRASES.get(_squeeze(name))
    # "Years" and "YEARS", but "HR" and "SEC" stand for something else.
    if code is None and (name[1:].islower() or len(name) > 3):
        code = _WORDS.get(name.lower())
    return code or ""


def _read_power(text: str, match: re.Match[str], code: str, is_below: bool) -> int | None:
    """Return the power behind a name; None when what stands there is none."""
    power = int(match["power"].removeprefix("<sup>").removesuffix("</sup>").translate(_DIGITS))
    # Only these are squared and cubed as often as others are cited: "5 mg²", "12 weeks-3 boys".
    is_usual = code in ATOMS and ATOMS[code].dimension == "length"
    if not match["signed"]:
        return power if is_usual or (is_below and code == "s") else None
    if match["signed"][0] in _DASH:
        # "2 min-2 h" is a range.
        following = _NAME_AGAIN.match(text, match.end("power"))
        if (following and _look_up(following["name"])) or not (is_usual or power == -1 or code == "s"):
            return None
    return power


def _read_term(text: str, match: re.Match[str], is_below: bool) -> _Term:
    is_next = match.re is _NEXT
    if is_next and match["amount"]:
        name = match["amount"]
        return _Term(name, _PHRASES[_squeeze(name)], 1, True, match.start("amount"), match.end())
    name, end, power = match["name"], match.end("name"), 1
    if is_next and match["fraction"]:
        # A dose for a power of the weight is none for a kilogram.
        return _Term(name, "", 1, is_below, match.start("name"), match.end("fraction"))
    code = _look_up(name)
    if match["power"]:
        read = _read_power(text, match, code, is_below)
        power, end = (1, end) if read is None else (read, match.end("power"))
    if match["body"] and end == match.start("body") and code in ATOMS and ATOMS[code].dimension == "mass":
        end = match.end()
    # A minus behind a line is one too many.
    return _Term(name, code, abs(power) if is_below else power, is_below, match.start("name"), end)


def _joins(text: str, match: re.Match[str], term: _Term, is_open: bool) -> bool:
    """Decide whether a name that follows is a part of the unit."""
    if match["over"]:
        name = term.name.lower()
        if name in _SILENT or name in _CARE["latin"]:
            return False
        return bool(term.code) or " " not in (match["slash"] or "")
    if not term.code:
        return False
    if match["times"].strip(_SPACE) not in {"", ".", "×", "x"}:
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
    while len(terms) < _MOST_TERMS and (match := _NEXT.match(text, terms[-1].end)):
        term = _read_term(text, match, bool(match["over"]) or is_open)
        if not _joins(text, match, term, is_open):
            break
        is_open = is_open or (match["slash"] or "").endswith("(")
        terms.append(term)
    if is_open and text.startswith(")", terms[-1].end):
        terms[-1] = terms[-1]._replace(end=terms[-1].end + 1)
    return terms


def _is_unit_alone(text: str, position: int, term: _Term) -> bool:
    """Decide whether a name without others is a unit, or a word, a name or a label that looks like one."""
    name, has_space = term.name, text[position] in _SPACE
    if not term.code or term.code in _COUNTED_CODES or name in _CARE["joined"]:
        return False
    is_letter = len(name) == 1
    if (is_letter or term.is_below) and text[term.end : term.end + 1].isdigit():
        return False
    if is_letter and name.isupper() and _LABEL.match(text, term.end):
        return False
    if is_letter and term.is_below:
        return name in _CARE["below"]
    if name in _CARE["spaced"] and not has_space:
        return False
    if name == "M":
        return bool(_DISSOLVED.match(text, term.end))
    return not (name == "s" and term.start == position and _DECADE.search(text[max(0, position - 12) : position]))


def _is_unit(text: str, position: int, terms: list[_Term]) -> bool:
    """Decide whether names have the form of a unit, listed or not."""
    first, *others = terms
    if not others:
        return (first.power != 1 and bool(first.code)) or _is_unit_alone(text, position, first)
    if first.start == position and len(first.name) == 1 and not all(term.code for term in terms):
        # The end of a name: "PI3K/mTOR".
        return False
    if not first.code:
        return bool(others[0].code) and others[0].code not in _COUNTED_CODES
    # "20 patients per group" are people; "5 cells/mL" has a unit.
    return first.code not in _COUNTED_CODES or all(term.code and term.code not in _COUNTED_CODES for term in others)


@lru_cache(maxsize=4096)
def _compose(parts: tuple[tuple[str, int, bool], ...]) -> str:
    """Return the code of a unit whose terms have these codes and powers and stand below the line or not; empty for no quantity.

    "mg/kg·h" has the hour below the line, and "ng/mL·h" above it.
    """
    composed: list[list[Factor]] = []
    for is_line_long in (False, True):
        factors, is_below = [], False
        for code, power, is_own_below in parts:
            is_below = is_own_below or (is_line_long and is_below and power > 0)
            factors += [(atom, own * power * (-1 if is_below else 1)) for atom, own in read_code(code)]
        composed.append(factors)
    short, long = composed
    factors = long if is_listed(long) and not is_listed(short) else short
    return write_code(factors) if is_known(factors) else ""


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
    if not terms or not _is_unit(text, position, terms):
        word = _FIRST_WORD.match(text, position)
        people = _PEOPLE.match(text, position) if word and word[1].lower() in _PEOPLE_FIRST else None
        return Unit(people.start("people"), people.end("people"), "{patients}") if people else None
    start = position + (text[position] in f"{_SPACE}\u2010\u2011-")
    end = terms[-1].end
    if not all(term.code for term in terms):
        return Unit(start, end, "", f"{text[start:end]} is not in the list of units")
    code = _compose(tuple((term.code, term.power, term.is_below) for term in terms))
    return Unit(start, end, code, "" if code else f"{text[start:end]} is no unit of a known quantity")

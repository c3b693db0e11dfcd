"""UCUM codes composed of the atoms of `units.toml`: of what dimension they are, and values in one unit for each dimension."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint

__all__ = [
    "ATOMS",
    "DATA",
    "PREFIXES",
    "Atom",
    "Converted",
    "Factor",
    "convert",
    "is_known",
    "is_listed",
    "read_code",
    "write_code",
]


@dataclass(frozen=True)
class Atom:
    """A unit that is not composed: its UCUM code, its dimension and pint's name for it."""

    code: str
    dimension: str
    pint: str


Factor = tuple[Atom, int]
"""An atom and its power."""


@dataclass(frozen=True)
class Converted:
    """A value in its canonical unit; None and empty when the list of units has none for it."""

    low: float | None = None
    high: float | None = None
    unit: str = ""


DATA = tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))
"""What `units.toml` says."""
PREFIXES = {
    "f": "femto", "p": "pico", "n": "nano", "u": "micro", "m": "milli", "c": "centi", "d": "deci",
    "h": "hecto", "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta",
}  # fmt: skip
"""The prefixes of the SI in UCUM."""


def _list_atoms() -> Iterable[Atom]:
    for code, entry in DATA["atoms"].items():
        dimension, pint = entry.get("of", code), entry.get("pint", "count")
        yield Atom(code, dimension, pint)
        for prefix in entry.get("prefixes", "").split():
            yield Atom(prefix + code, dimension, PREFIXES[prefix] + pint)
    for noun in DATA["counted"]["plurals"]:
        yield Atom(f"{{{noun}}}", f"{{{noun}}}", "count")
    yield Atom("1", "", "count")


ATOMS = {atom.code: atom for atom in _list_atoms()}
"""All atoms by their codes."""


@lru_cache(maxsize=4096)
def read_code(code: str) -> tuple[Factor, ...]:
    """Take a code apart into atoms and their powers.

    Parameters
    ----------
    code : str
        A UCUM code.

    Returns
    -------
    tuple of (Atom, int)
        What it is composed of; nothing when one of its parts is not listed.

    Examples
    --------
    >>> [(atom.code, power) for atom, power in read_code("kg.m2/s2")]
    [('kg', 1), ('m', 2), ('s', -2)]
    """
    factors = []
    for place, part in enumerate(code.split("/")):
        for name in [part] if part in ATOMS else part.split("."):
            base, power = (name[:-1], int(name[-1])) if name not in ATOMS and name[-1:] in {*"234"} else (name, 1)
            if base in ATOMS:
                factors.append((ATOMS[base], -power if place else power))
            elif place or name:
                return ()
    return tuple(factors)


def _join(parts: Iterable[tuple[str, int]]) -> str:
    """Write names and their powers: what is above the line, then a slash before each that is below."""
    written = [(name + (str(abs(power)) if abs(power) > 1 else ""), power > 0) for name, power in parts if name]
    above = ".".join(name for name, is_above in written if is_above)
    return above + "".join(f"/{name}" for name, is_above in written if not is_above)


def write_code(factors: Iterable[Factor]) -> str:
    """Write atoms and their powers as a code.

    Parameters
    ----------
    factors : iterable of (Atom, int)
        What it is composed of.

    Returns
    -------
    str
        The code, in the same order.
    """
    return _join((atom.code if atom.dimension else "", power) for atom, power in factors)


def _list_dimensions(factors: Iterable[Factor]) -> list[tuple[str, int]]:
    """Return the dimension of each factor and its power: an area is one, and no square of a length."""
    dimensions = []
    for atom, power in factors:
        solid = {2: "area", 3: "volume"}.get(abs(power)) if atom.dimension == "length" else None
        dimensions.append((solid, 1 if power > 0 else -1) if solid else (atom.dimension, power))
    return dimensions


def _name_dimension(factors: Iterable[Factor]) -> str:
    """Name the dimension of a unit as `[canonical]` does."""
    return _join(sorted(_list_dimensions(factors)))


def is_listed(factors: Iterable[Factor]) -> bool:
    """Tell whether the dimension of a unit is one that is listed.

    Parameters
    ----------
    factors : iterable of (Atom, int)
        What the unit is composed of.

    Returns
    -------
    bool
        Whether it has a canonical unit of its own.
    """
    return _name_dimension(factors) in DATA["canonical"]


def is_known(factors: Iterable[Factor]) -> bool:
    """Decide whether there is a quantity with such a unit: nothing is per kg and per kg again.

    Parameters
    ----------
    factors : iterable of (Atom, int)
        What the unit is composed of.

    Returns
    -------
    bool
        Whether its dimension is listed, or none that stands once only stands above or below the line twice.
    """
    factors = list(factors)
    once = [name for name in _list_dimensions(factors) if name[0] in DATA["once"]["dimensions"]]
    sides = [(name, power > 0) for name, power in once]
    is_once = len(set(sides)) == len(sides) and all(abs(power) == 1 or name == "time" for name, power in once)
    return is_once or is_listed(factors)


@lru_cache(maxsize=1)
def _load_registry() -> "pint.UnitRegistry":
    # Imported where a value is converted: the import takes longer than the reading of a document.
    import pint

    return pint.UnitRegistry()


@lru_cache(maxsize=4096)
def _find_factor(code: str, canonical: str) -> float:
    if code == canonical:
        return 1.0
    source, target = (
        "*".join(f"{atom.pint}**{power}" for atom, power in read_code(unit)) for unit in (code, canonical)
    )
    return float(_load_registry().convert(1.0, source, target))


@lru_cache(maxsize=4096)
def _find_canonical(factors: tuple[Factor, ...], kind: str) -> str:
    """Return the unit of a dimension, composed of those of its parts when it has none of its own."""
    listed = DATA["canonical"] | DATA["canonical_of_kind"].get(kind, {})
    dimension = _name_dimension(factors)
    if dimension in listed:
        return str(listed[dimension])
    parts = _list_dimensions(factors)
    return write_code(
        (atom, power * own) for name, power in parts if name for atom, own in read_code(listed.get(name, name))
    )


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
    factors = read_code(code)
    if not factors:
        return Converted()
    canonical = _find_canonical(factors, kind) or code
    factor = _find_factor(code, canonical)
    if body_weight and canonical in DATA["per_body_weight"]:
        canonical, factor = DATA["per_body_weight"][canonical], factor / body_weight
    ends = [None if end is None else float(f"{end * factor:.6g}") for end in (low, high)]
    return Converted(ends[0], ends[1], canonical)

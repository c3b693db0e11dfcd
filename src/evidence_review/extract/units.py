"""Units as sentences print them, as UCUM codes, and what values are in one unit for each dimension."""

from dataclasses import dataclass

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
    """
    return None


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
    """
    return Converted()

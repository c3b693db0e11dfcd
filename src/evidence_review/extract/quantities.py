"""Quantities: numbers that mean something, with what they measure and their unit."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Quantity", "find_quantities"]


@dataclass(frozen=True)
class Quantity:
    """A quantity in a text; `low` and `high` are in `unit` (UCUM), `canonical_low` and `canonical_high` in `canonical_unit`."""

    start: int
    end: int
    kind: str
    comparator: str
    low: float | None
    high: float | None
    unit: str
    canonical_low: float | None = None
    canonical_high: float | None = None
    canonical_unit: str = ""
    reason: str = ""


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the quantities of a sentence.

    Parameters
    ----------
    text : str
        A sentence, white space folded.
    taken : sequence of (int, int)
        Stretches that hold no quantities, such as citation markers.

    Returns
    -------
    list of Quantity
        In order, none inside another.
    """
    return []

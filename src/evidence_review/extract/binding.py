"""What a quantity belongs to: the substance, whom it was given to, how and for what, and whether it was set or found."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.extract.quantities import Quantity

__all__ = ["Binding", "Surroundings", "bind_quantities"]


@dataclass(frozen=True)
class Surroundings:
    """What stands around a sentence: the sentences of its section before it and the headings above it, nearest last, and the source's title."""

    before: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Binding:
    """What a quantity belongs to; empty where it is unclear."""

    substance: str = ""
    population: str = ""
    species: str = ""
    route: str = ""
    indication: str = ""
    role: str = ""


def bind_quantities(text: str, quantities: Sequence[Quantity], surroundings: Surroundings) -> list[Binding]:
    """Say what the quantities of a sentence belong to.

    Parameters
    ----------
    text : str
        A sentence, white space folded.
    quantities : sequence of Quantity
        Its quantities.
    surroundings : Surroundings
        What stands around it.

    Returns
    -------
    list of Binding
        One per quantity, in order.
    """
    return [Binding() for _ in quantities]

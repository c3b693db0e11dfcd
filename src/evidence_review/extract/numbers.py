"""Numbers as sentences print them: plain, spelled, in ranges and lists, with what is said before and behind them."""

from dataclasses import dataclass

__all__ = ["Number", "find_numbers"]


@dataclass(frozen=True)
class Number:
    """A number in a text.

    `start` and `end` hold the comparator words and the value, without its unit. `low` and `high` are the ends, None where open. Values of one
    enumeration, which share the unit behind the last, have the same `list_no`.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    comparator: str = ""
    list_no: int = 0
    form: str = "plain"


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text.

    Parameters
    ----------
    text : str
        A sentence, white space folded.

    Returns
    -------
    list of Number
        In order.
    """
    return []

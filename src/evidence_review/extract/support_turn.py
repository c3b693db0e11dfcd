"""Whether a list is numbered in the order in which its entries are first cited, and which markers break that order."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

__all__ = ["Turns"]

# A list is in order of citation when this share of its cited entries is; a quarter to a half is by chance.
_LEAST_SHARE = 2 / 3
_LEAST_ENTRIES = 8


class Turns:
    """The turn of each entry in a list that is numbered in order of first citation.

    The backbone is the longest ascending run of first citations, so that a few wrong numbers do not move the turn of the others.

    Parameters
    ----------
    cited : sequence of int
        The entries cited, marker by marker, in order of the text.

    Examples
    --------
    >>> turns = Turns([1, 2, 3, 17, 5, 6, 2, 7, 8, 9, 10])
    >>> turns.is_ordered, turns.window(3), turns.window(6)
    (True, (3, 5), (6, 7))
    """

    def __init__(self, cited: Sequence[int]) -> None:
        first: dict[int, int] = {}
        for position, number in enumerate(cited):
            first.setdefault(number, position)
        tails: list[int] = []
        last: list[int] = []
        before: dict[int, int] = {}
        for number in first:
            at = bisect_left(tails, number)
            if at == len(tails):
                tails.append(number)
                last.append(number)
            else:
                tails[at] = number
                last[at] = number
            before[number] = last[at - 1] if at else 0
        backbone: list[int] = []
        number = tails[-1] if tails else 0
        while number:
            backbone.append(number)
            number = before[number]
        self._numbers = backbone[::-1]
        self._positions = [first[number] for number in self._numbers]
        self.first = first
        self.is_ordered = len(first) >= _LEAST_ENTRIES and len(backbone) >= _LEAST_SHARE * len(first)

    def window(self, position: int) -> tuple[int, int]:
        """Return the last number in turn before a place.

        Parameters
        ----------
        position : int
            Position among the citations.

        Returns
        -------
        tuple
            The last number in turn before a place, and the first in turn behind it; 0 for none before, a large one for none behind.
        """
        low = bisect_left(self._positions, position)
        high = bisect_right(self._positions, position)
        return (
            self._numbers[low - 1] if low else 0,
            self._numbers[high] if high < len(self._numbers) else 10**9,
        )

"""How well a queue puts first what deserves a look: precision at 20, recall at 40, average precision."""

from collections.abc import Hashable, Sequence

Row = dict[str, object]


def average_precision(order: Sequence[Hashable], wanted: set[Hashable]) -> float:
    """Return the mean, over everything that is wanted, of the precision at its place in the order."""
    found, total = 0, 0.0
    for place, one in enumerate(order, start=1):
        if one in wanted:
            found += 1
            total += found / place
    return total / len(wanted)


def rank(order: Sequence[Hashable], wanted: set[Hashable], ranked_by: str, on: str) -> Row:
    """Measure one queue; what cannot be judged belongs at its end.

    Examples
    --------
    >>> rank("abcd", {"a", "d"}, "letters", "an example")["average_precision"]
    0.75
    """
    return {
        "ranked_by": ranked_by,
        "on": on,
        "n": len(order),
        "n_positive": len(wanted),
        "precision_at_20": round(len(wanted & set(order[:20])) / 20, 2),
        "recall_at_40": round(len(wanted & set(order[:40])) / len(wanted), 2),
        "average_precision": round(average_precision(order, wanted), 2),
    }

"""The figures of a statement: its quantities that have one true value, so that of two that lie apart one is wrong."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from evidence_review import schema
from evidence_review.conflicts.sides import Side
from evidence_review.corpus.parse import Row
from evidence_review.extract.claims import FIGURE_KINDS, find_groups, find_markets, name_figure
from evidence_review.extract.concepts import Vocabulary
from evidence_review.extract.facets import find_compared, find_phases, is_inverse
from evidence_review.extract.values import Value, compare_values
from evidence_review.text import fold_all

__all__ = ["Figure", "are_apart", "group_quantities", "read_figures"]

# A figure has a value for each of these.
_BY = {"bioavailability": "route", "approval": "indication"}
_PLACED = ("introduction", "clinical-introduction", "marketing", "approval", "patent")
_WHERE = ("population", "species", "route")


@dataclass(frozen=True)
class Figure:
    """The figure of something: its name with the substance and what else it depends on, and the row of `quantities`."""

    name: str
    row: Row

    @property
    def value(self) -> Value:
        """The value in canonical unit."""
        low, high = (None if end == "" else end for end in (self.row["canonical_low"], self.row["canonical_high"]))
        return Value(low, high, self.row["comparator"])


def group_quantities(quantities: pd.DataFrame) -> dict[str, list[Row]]:
    """Group the quantities that may be figures by their source.

    Parameters
    ----------
    quantities : pandas.DataFrame
        The table `quantities`.

    Returns
    -------
    dict of str to list of dict
        Its rows, in the order of the text.
    """
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in schema.records(quantities[quantities["kind"].isin(FIGURE_KINDS)]):
        grouped[row["source_id"]].append(row)
    return grouped


def read_figures(side: Side, quantities: Sequence[Row], vocabulary: Vocabulary) -> list[Figure]:
    """Read the figures that a statement gives.

    Parameters
    ----------
    side : Side
        The statement.
    quantities : sequence of dict
        Those of its source, as `group_quantities` returns them.
    vocabulary : Vocabulary
        The concepts.

    Returns
    -------
    list of Figure
        One for each name and where it was measured. Those that lie apart though they are of one name are left out: the statement tells them
        apart by words that are not understood.
    """
    start, end = side.row["start"], side.row["end"]
    begin, stop = (bisect_left(quantities, place, key=lambda row: row["start"]) for place in (start, end))
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in quantities[begin:stop]:
        by_kind[row["kind"]].append(row)
    groups = sorted(find_groups(side.row["text"], vocabulary)) if by_kind else []
    found: dict[tuple[str, ...], Figure] = {}
    first_of: dict[str, Figure] = {}
    unclear = set()
    for rows in by_kind.values():
        for figure in _name_rows(side, rows, groups):
            found.setdefault((figure.name, *(figure.row[column] for column in _WHERE)), figure)
            if are_apart(first_of.setdefault(figure.name, figure), figure):
                unclear.add(figure.name)
    return [figure for figure in found.values() if figure.name not in unclear]


def are_apart(a: Figure, b: Figure) -> bool:
    """Tell whether two figures of the same thing cannot both be right.

    Parameters
    ----------
    a, b : Figure
        The figures.

    Returns
    -------
    bool
        Whether they are of one name and unit, were measured in the same, by the same route where both say by which, and lie apart. What is
        not said to be otherwise was measured in people.
    """
    one, other = a.row, b.row
    is_same = a.name == b.name and one["canonical_unit"] == other["canonical_unit"]
    if not is_same or (one["route"] and other["route"] and one["route"] != other["route"]):
        return False
    shared = {*(one["population"] or "human").split(";")} & {*(other["population"] or "human").split(";")}
    if "human" not in shared and (not shared or one["species"] != other["species"]):
        return False
    # The zero of years is nowhere, so that nothing is a share of one.
    tolerance = {"tolerance": 0.0} if one["kind"] == "date" else {}
    return compare_values(a.value, b.value, **tolerance) == "disjoint"


def _name_rows(side: Side, rows: Sequence[Row], groups: Sequence[str]) -> Iterator[Figure]:
    """Go through the quantities of one kind that are figures of something."""
    raw, spans = side.row["raw"], [(row["start"] - side.row["start"], row["end"] - side.row["start"]) for row in rows]
    ends, starts = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(raw)]
    gaps = [fold_all(raw[end:start]) for end, start in zip(ends, starts, strict=True)]
    kind = rows[0]["kind"]
    phases = find_phases(raw, starts[:-1]) if kind == "half-life" else [""] * len(rows)
    markets = sorted(find_markets(raw)) if kind == "date" else []
    # Of several routes, which one belongs to the only number is too uncertain.
    is_unclear = kind == "bioavailability" and len(side.context.route.split(";")) > len(rows)
    for row, phase, before, behind in zip(rows, phases, gaps, gaps[1:], strict=False):
        name, substance = name_figure(kind, before, behind), row["substance"]
        if not name or is_unclear or not substance or not row["canonical_unit"]:
            continue
        also = [row[_BY[name]]] if name in _BY else []
        if name in _PLACED:
            also += markets
        elif phase == "distribution":
            also = [phase]
        elif name == "potency-ratio":
            pair = [substance, find_compared(f"{before} {behind}", len(before), len(before), substance)]
            # Half as potent as the one is twice as potent as the other.
            if not all(pair) or row["canonical_low"] == "" or row["canonical_low"] < 1:
                continue
            substance, other = reversed(pair) if is_inverse(behind, 0) else pair
            also = [other, side.context.endpoint]
        yield Figure(", ".join(filter(None, [f"{name} of {substance}", *also, *groups])), row)

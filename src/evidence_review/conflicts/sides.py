"""The two sides of a conflict: a statement with its circumstances."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from evidence_review import schema
from evidence_review.corpus.parse import Row
from evidence_review.extract.context import Context, find_context, read_note
from evidence_review.text import normalize

__all__ = ["SHOWN", "Side", "describe_pair", "read_sides"]

SHOWN = ("substance", "dose", "route", "endpoint", "time", "event")
"""The circumstances that have a column on each side."""


@dataclass(frozen=True)
class Side:
    """A statement as a side of a conflict: its row, and its words folded and in lower case."""

    row: Row
    words: str

    @property
    def is_coded(self) -> bool:
        """Whether a reviewer made the row."""
        return bool(self.row["origin"] == "reviewer")

    @cached_property
    def context(self) -> Context:
        """Its circumstances: what a reviewer's note says of them stands before what the words say."""
        said = read_note(self.row["note"])
        said.pop("population", "")
        return replace(find_context(self.row["text"]), **said)

    @cached_property
    def population(self) -> str:
        """Whom it speaks of, by a reviewer's note or else the row; empty when not stated."""
        population = read_note(self.row["note"]).get("population") or str(self.row["population"])
        return "" if population == "not-stated" else population


def read_sides(statements: pd.DataFrame) -> list[Side]:
    """Read statements as sides of conflicts.

    Parameters
    ----------
    statements : pandas.DataFrame
        The table `statements`.

    Returns
    -------
    list of Side
        In the order of the table.
    """
    return [Side(row, normalize(row["text"])) for row in schema.records(statements)]


def describe_pair(a: Side, b: Side) -> Row:
    """Describe both sides of a conflict.

    Parameters
    ----------
    a, b : Side
        The two statements.

    Returns
    -------
    dict
        The columns of `conflicts` for topic, scope and both sides.
    """
    row: Row = {
        "topic": a.row["topic"],
        "scope": "within" if a.row["source_id"] == b.row["source_id"] else "across",
    }
    for letter, side in (("a", a), ("b", b)):
        for column in ("statement_id", "source_id", "start", "end", "raw", "answer"):
            row[f"{column}_{letter}"] = side.row[column]
        row[f"population_{letter}"] = side.population or "not-stated"
        for column in SHOWN:
            row[f"{column}_{letter}"] = getattr(side.context, column)
    return row

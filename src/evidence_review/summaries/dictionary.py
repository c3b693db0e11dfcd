"""About the tables: what a row is, how many there are, what each column means. The data dictionary is the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence_review.corpus import find_spans
from evidence_review.vocabulary import DESIGNS, EVIDENCE_FLAGS, POPULATIONS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

# `schema` is imported by the functions, because it brings pandera, which no other summary needs.
__all__ = ["summarize_columns", "summarize_spans", "summarize_tables"]


def summarize_tables(corpus: Corpus) -> pd.DataFrame:
    """Say what each table holds.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per table in the order of the schema: table, row (what one stands for), key, columns, rows (in this review).
    """
    from evidence_review import schema

    return pd.DataFrame(
        [
            {
                "table": table.name,
                "row": table.grain,
                "key": ", ".join(table.key),
                "columns": len(table.schema.columns),
                "rows": len(getattr(corpus, table.name)),
            }
            for table in schema.TABLES.values()
        ]
    )


def summarize_columns(corpus: Corpus, *tables: str) -> pd.DataFrame:
    """Say what each column means and how much of it is known in this review.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    *tables : str
        Which tables; all unless named.

    Returns
    -------
    pandas.DataFrame
        One row per column in the order of the schema: table, column, type, key ("yes" where the column is part of the key),
        known (rows with a value), description, values (what may stand there, joined by `, `, where only some words may).

    Raises
    ------
    ValueError
        If there is no such table; the message names those that there are.
    """
    from evidence_review import schema

    unknown = set(tables) - set(schema.TABLES)
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))}: no such table; there are {', '.join(schema.TABLES)}")
    described = schema.describe()
    described = described[described["table"].isin(tables or schema.TABLES)].reset_index(drop=True)
    pairs = list(zip(described["table"], described["column"], strict=True))
    known = [int(getattr(corpus, table)[column].notna().sum()) for table, column in pairs]
    return pd.DataFrame(
        {
            "table": described["table"],
            "column": described["column"],
            "type": described["type"],
            "key": described["is_key"].map({True: "yes", False: ""}),
            "known": known,
            "description": described["description"],
            "values": [_values(table, column) for table, column in pairs],
        }
    )


def summarize_spans(corpus: Corpus) -> pd.DataFrame:
    """Hold every row with offsets against the decoded source.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per table that has offsets, in the order of the tables: table, rows (with offsets), verbatim (rows for which
        `text[start:end] == raw`).
    """
    counts = []
    for name, frame in corpus.tables():
        spans = find_spans(frame)
        if spans:
            verbatim = sum(corpus.texts[source_id][start:end] == raw for source_id, start, end, raw in spans)
            counts.append({"table": name, "rows": len(spans), "verbatim": verbatim})
    return pd.DataFrame(counts, columns=["table", "rows", "verbatim"])


def _values(table: str, column: str) -> str:
    """List the words that a column may hold; those of a column that may join several are named in the schema."""
    from evidence_review import schema

    joined = {"design": DESIGNS, "evidence_flags": EVIDENCE_FLAGS}
    if table in ("statements", "conflicts"):
        joined |= dict.fromkeys(("population", "population_a", "population_b"), POPULATIONS)
    if column in joined:
        return ", ".join(joined[column])
    checks = schema.TABLES[table].schema.columns[column].checks
    return ", ".join(value for check in checks for value in check.statistics.get("allowed_values", []))

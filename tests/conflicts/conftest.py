"""Statements made on the spot, by the words that matter to a conflict."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from evidence_review.schema import frame


@pytest.fixture
def make_statements() -> Callable[..., pd.DataFrame]:
    """Return a function from dicts to the table `statements`; a row needs its text, and stands alone in its source."""

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        made = []
        for number, row in enumerate(rows, start=1):
            text = row["text"]
            source = row.get("source_id", f"s{number}")
            made.append(
                {
                    "source_id": source,
                    "statement_no": number,
                    "statement_id": f"{source}:s{number:03}",
                    "sentence_no": number,
                }
                | {
                    "start": 1000 * number,
                    "end": 1000 * number + len(text),
                    "cited_end": 1000 * number + len(text),
                    "raw": text,
                    "topic": "tea",
                    "topic_cue": "tea",
                }
                | {"direction": "neutral", "population": "not-stated", "certainty": "asserted", "is_negated": False}
                | {"n_citations": 0, "origin": "machine"}
                | ({"origin": "reviewer", "coder": "AB", "question": "works"} if "answer" in row else {})
                | {name: value for name, value in row.items() if name != "quantities"}
            )
        return frame("statements", made)

    return make


@pytest.fixture
def make_quantities() -> Callable[..., pd.DataFrame]:
    """Return a function from statements to the table `quantities`: each may list its own under `quantities`, with their words."""

    def make(statements: pd.DataFrame, *rows: dict[str, Any]) -> pd.DataFrame:
        made: list[dict[str, Any]] = []
        places = {place["raw"]: place for place in statements.to_dict("records")}
        for row in rows:
            place, position = places[row["text"]], 0
            for number, quantity in enumerate(row.get("quantities", ()), start=1):
                position = place["raw"].index(quantity["raw"], position)
                start = place["start"] + position
                position += len(quantity["raw"])
                made.append(
                    {"source_id": place["source_id"], "quantity_no": number, "sentence_no": place["sentence_no"]}
                    | {"start": start, "end": place["start"] + position}
                    | quantity
                )
        return frame("quantities", made)

    return make

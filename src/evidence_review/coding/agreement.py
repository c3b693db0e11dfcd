"""How far two coders agree on the same words, beyond chance; and where they do not, for the two to settle.

References
----------
Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20(1):37-46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review import schema
from evidence_review.coding.codings import OFF_TOPIC, SETTLED
from evidence_review.coding.pairing import FIELDS, find_differences, group_codings
from evidence_review.corpus.parse import Row
from evidence_review.decisions import require_known

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["UNDEFINED", "compare_coders", "find_disagreements"]

UNDEFINED = "undefined"
"""Kappa where a coder used one label only, or nothing was coded twice: agreement cannot be told from chance."""
_COMPARED = ["coder_a", "coder_b", "field", "n", "agree", "percent", "kappa", "categories", "prevalence"]
_TO_SETTLE = [
    "source_id",
    "sentence_no",
    "topic",
    "field",
    "coder_a",
    "line_a",
    "label_a",
    "coder_b",
    "line_b",
    "label_b",
    "raw",
]


def compare_coders(codings: pd.DataFrame, field: str) -> pd.DataFrame:
    """Measure how far coders agree in one field, on words of the same sentence that both coded on the same topic.

    Parameters
    ----------
    codings : pandas.DataFrame
        The table `codings`.
    field : str
        `question`, `answer`, `direction`, `population` or `certainty`. Answers are compared where both answer the same question.

    Returns
    -------
    pandas.DataFrame
        One row per two coders, in the order of the file; none where there is one coder: coder_a, coder_b, field, n (what both coded), agree
        (how often alike), percent, kappa (Cohen's, a number, or "undefined" where a coder used one label only or n is 0), categories (how
        many labels), prevalence (the share of each label in what both wrote, since kappa falls where one label prevails). Rows that are
        settled are no coder's.

    Raises
    ------
    EvidenceError
        If there is no such field.
    """
    require_known(field, FIELDS, "field of a coding", "compare_coders")
    placed = _placed(codings)
    coders = dict.fromkeys(row["coder"] for row in placed if row["coder"] != SETTLED)
    rows = [
        {"coder_a": a, "coder_b": b, "field": field} | _agreement(_labels(_pairs(placed, a, b), field))
        for a, b in combinations(coders, 2)
    ]
    return pd.DataFrame(rows, columns=_COMPARED).astype(
        {"n": "Int64", "agree": "Int64", "percent": "Int64", "categories": "Int64"}
    )


def find_disagreements(corpus: Corpus) -> pd.DataFrame:
    """List where coders differ and nothing is settled.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Returns
    -------
    pandas.DataFrame
        One row per two codings of the same words and field in which they differ, in the order of the sources: source_id, sentence_no, topic,
        field, coder_a, line_a, label_a, coder_b, line_b, label_b, raw (the words that the first of the two quotes). A row of the coder
        `settled` in `codings.csv` settles it.
    """
    rows = []
    for first, *others in group_codings(_placed(corpus.codings)):
        for other in others if first["coder"] != SETTLED else []:
            for field in find_differences(first, other):
                sides = {
                    f"{name}_{side}": row[column]
                    for side, row in (("a", first), ("b", other))
                    for name, column in (("coder", "coder"), ("line", "line_no"), ("label", field))
                }
                rows.append(
                    {name: first[name] for name in ("source_id", "sentence_no", "topic", "raw")}
                    | {"field": field}
                    | sides
                )
    found = pd.DataFrame(rows, columns=_TO_SETTLE)
    return found.sort_values(["source_id", "sentence_no", "line_a", "line_b"], kind="stable", ignore_index=True)


def _placed(codings: pd.DataFrame) -> list[Row]:
    return schema.records(codings[codings["start"].notna()])


def _pairs(rows: list[Row], a: str, b: str) -> Iterator[tuple[Row, Row]]:
    """Go through what two coders made of the same words."""
    for group in group_codings(row for row in rows if row["coder"] in (a, b)):
        first = {row["coder"]: row for row in reversed(group)}
        if len(first) == 2:
            yield first[a], first[b]


def _labels(pairs: Iterable[tuple[Row, Row]], field: str) -> list[tuple[str, str]]:
    if field == "question":
        return [(_question(a), _question(b)) for a, b in pairs]
    if field == "answer":
        pairs = [(a, b) for a, b in pairs if a["question"] == b["question"] != ""]
    return [(a[field], b[field]) for a, b in pairs if a[field] and b[field]]


def _question(row: Row) -> str:
    return str(row["question"] or (OFF_TOPIC if row["answer"] == OFF_TOPIC else "no question"))


def _agreement(labels: list[tuple[str, str]]) -> dict[str, object]:
    n, agree = len(labels), sum(a == b for a, b in labels)
    of_a, of_b = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    both = sorted((of_a + of_b).items(), key=lambda item: (-item[1], item[0]))
    kappa: object = UNDEFINED
    if len(of_a) > 1 and len(of_b) > 1:
        by_chance = sum(of_a[label] * of_b[label] for label in of_a) / n**2
        kappa = round((agree / n - by_chance) / (1 - by_chance), 2)
    return {
        "n": n,
        "agree": agree,
        "percent": round(100 * agree / n) if n else pd.NA,
        "kappa": kappa,
        "categories": len(both),
        "prevalence": "; ".join(f"{label} {round(50 * count / n)} %" for label, count in both),
    }

"""Measure what sentences of trial reports are read to say of an outcome, against labels by others, and fit the weights of `extract/changes.toml`.

EVIDENCE_CORPUS=folder python tests/accuracy/changes.py        prints the figures, by share of the articles
EVIDENCE_CORPUS=folder python tests/accuracy/changes.py --fit  prints weights, too, and how good they are on articles that they were not fitted on

The folder holds `direction_labelled.csv`: article, intervention, comparator, outcome, label and sentence. Articles, not rows, are split by a hash of
their name, since the rows of one article repeat its sentences: six eighths were read while the words were collected, one was measured now and then
and never read, and one was kept for the figure at the end (macro F1 0.84, n = 215; weights fitted on other articles, where the words were collected, 0.85).
"""

import csv
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evidence_review.extract.changes import LABELS, find_change, measure_sentence

NAMES = {
    "significantly increased": "increased",
    "significantly decreased": "decreased",
    "no significant difference": "no-difference",
}
PARTS = {"read": range(6), "measured, not read": range(6, 7), "kept for the end": range(7, 8)}
UNREAD = ("measured, not read", "kept for the end")
FOLDS = 10
# Pulls weights toward zero.
RIDGE = 2.0
Row = dict[str, str]


def read_rows(folder: Path) -> list[Row]:
    with (folder / "direction_labelled.csv").open(encoding="utf-8", newline="") as handle:
        return [row | {"label": NAMES[row["label"]]} for row in csv.DictReader(handle)]


def share_of(name: str, n: int) -> int:
    """Put a name into one of n shares, always the same."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % n


def rows_of(part: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if share_of(row["article"], 8) in PARTS[part]]


def arguments(row: Row) -> tuple[str, str, str, str]:
    return row["sentence"], row["outcome"], row["intervention"], row["comparator"]


def label(row: Row) -> str:
    return find_change(*arguments(row)).label


def figures(gold: Sequence[str], found: Sequence[str]) -> tuple[float, dict[str, tuple[float, float]]]:
    """Macro F1, and precision and recall of each label."""
    by_label = {}
    for name in LABELS:
        right = sum(one == two == name for one, two in zip(gold, found, strict=True))
        by_label[name] = (right / max(1, found.count(name)), right / max(1, gold.count(name)))
    f1 = [2 * p * r / (p + r) if p + r else 0.0 for p, r in by_label.values()]
    return sum(f1) / len(f1), by_label


def report(title: str, gold: list[str], found: list[str]) -> None:
    macro, by_label = figures(gold, found)
    print(f"\n{title}: n = {len(gold)}, macro F1 = {macro:.3f}")
    confusion = Counter(zip(gold, found, strict=True))
    print(f"{'label':<14}{'n':>5}{'precision':>11}{'recall':>8}   found as {' / '.join(LABELS)}")
    for name, (precision, recall) in by_label.items():
        counts = " / ".join(str(confusion[name, other]) for other in LABELS)
        print(f"{name:<14}{gold.count(name):>5}{precision:>11.2f}{recall:>8.2f}   {counts}")


def fit(measures: Sequence[dict[str, float]], is_true: Sequence[bool], *, has_base: bool) -> dict[str, float]:
    """Fit a logistic regression by Newton's method."""
    names = sorted({name for found in measures for name in found})
    table = np.array([[found.get(name, 0.0) for name in names] + [1.0] for found in measures])
    truth = np.array(is_true, dtype=float)
    ridge = np.full(len(names) + 1, RIDGE)
    ridge[-1] = 1e-3 if has_base else 1e9
    weights = np.zeros(len(names) + 1)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - truth) + ridge * weights
        curve = (table.T * (chance * (1 - chance))) @ table + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip([*names, "base"], weights, strict=True))


def fit_both(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    measures = [measure_sentence(*arguments(row)) for row in rows]
    same = fit([found["same"] for found in measures], [row["label"] == "no-difference" for row in rows], has_base=True)
    changed = [
        (found["direction"], row["label"] == "increased")
        for found, row in zip(measures, rows, strict=True)
        if row["label"] != "no-difference"
    ]
    direction = fit([found for found, _ in changed], [is_more for _, is_more in changed], has_base=False)
    return {"same": same, "direction": {name: weight for name, weight in direction.items() if name != "base"}}


def cross_fit(rows: Sequence[Row]) -> list[str]:
    """Label each row by weights that were fitted on other articles."""
    found: dict[int, str] = {}
    for fold in range(FOLDS):
        is_test = [share_of(f"fold {row['article']}", FOLDS) == fold for row in rows]
        weights = fit_both([row for row, test in zip(rows, is_test, strict=True) if not test])
        for number, (row, test) in enumerate(zip(rows, is_test, strict=True)):
            if test:
                found[number] = find_change(*arguments(row), weights=weights).label
    return [found[number] for number in range(len(rows))]


def main() -> None:
    rows = read_rows(Path(os.environ["EVIDENCE_CORPUS"]))
    if "--fit" in sys.argv:
        read = rows_of("read", rows)
        for name, weights in fit_both(read).items():
            print(f"[weights.{name}]", *(f"{key} = {weight:.1f}" for key, weight in weights.items()), sep="\n")
        report("weights fitted on other articles", [row["label"] for row in read], cross_fit(read))
    for title, part in {"all": rows, **{name: rows_of(name, rows) for name in PARTS}}.items():
        report(title, [row["label"] for row in part], [label(row) for row in part])


if __name__ == "__main__":
    main()

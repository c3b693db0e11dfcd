"""About the machine's suggestions: how often they are right, as far as that was measured."""

import tomllib
from importlib import resources
from typing import Any

import pandas as pd

__all__ = [
    "say_quantity_accuracy",
    "say_queue_accuracy",
    "summarize_accuracy",
    "summarize_accuracy_by_label",
    "summarize_queue_accuracy",
]

_SUGGESTIONS = ("topic", "direction", "population", "certainty", "negation", "design")
_NOT_MEASURED = "not measured"
# What of quantities is said in a sentence: the figures of rules that knew the texts stand in the tables only.
_QUANTITIES = {
    "quantity, first run": "the five bundled documents, before a rule was mended on them",
    "quantity, trial reports": "trial reports of others",
    "quantity, reviews of other subjects": "reviews of other subjects",
}


def summarize_accuracy(
    measured: dict[str, dict[str, Any]] | None = None, *, about: tuple[str, ...] = ("",)
) -> pd.DataFrame:
    """Say how good the machine's suggestions are on sentences that people labeled.

    Parameters
    ----------
    measured : dict, optional
        Suggestion to `precision`, `recall`, `n`, `n_positive` and `on`; the figures stored in `extract/accuracy.toml` unless given.
    about : tuple of str
        How the names of the suggestions that are wanted begin; all unless told.

    Returns
    -------
    pandas.DataFrame
        One row per suggestion: suggestion, precision and recall (0 to 1, two decimals), labeled (how many were labeled by
        hand), to_find (how many labels among them are there to be found), measured_on. What was not measured says so: it is not
        the same as bad, nor as good. In-sample means that cues and terms were written with these documents in mind, so that
        figures on other documents will be lower; out of sample means that the rules were made without these texts.
    """
    measured = _read() if measured is None else measured
    names = [name for name in _order(measured) if name.startswith(about)]
    rows = [measured.get(name, {}) for name in names]
    return pd.DataFrame(
        {
            "suggestion": names,
            "precision": [_two_decimals(row.get("precision")) for row in rows],
            "recall": [_two_decimals(row.get("recall")) for row in rows],
            "labeled": [str(row.get("n", _NOT_MEASURED)) for row in rows],
            "to_find": [str(row.get("n_positive", _NOT_MEASURED)) for row in rows],
            "measured_on": [str(row.get("on", _NOT_MEASURED)) for row in rows],
        }
    )


def summarize_accuracy_by_label(measured: dict[str, Any] | None = None) -> pd.DataFrame:
    """Say how good the suggestions are for each label.

    Parameters
    ----------
    measured : dict, optional
        As in `summarize_accuracy`, with `labels`: label to precision, recall and n_positive.

    Returns
    -------
    pandas.DataFrame
        One row per suggestion and label, in the order of `summarize_accuracy` and then of the file: suggestion, label, precision, recall,
        to_find. A figure on fewer than about ten labels says little.
    """
    measured = _read() if measured is None else measured
    rows = [
        {
            "suggestion": name,
            "label": label,
            "precision": _two_decimals(row.get("precision")),
            "recall": _two_decimals(row.get("recall")),
            "to_find": str(row.get("n_positive", _NOT_MEASURED)),
        }
        for name in _order(measured)
        for label, row in measured.get(name, {}).get("labels", {}).items()
    ]
    return pd.DataFrame(rows, columns=["suggestion", "label", "precision", "recall", "to_find"])


def summarize_queue_accuracy(measured: dict[str, Any] | None = None) -> pd.DataFrame:
    """Say how well the audit's queue puts first the citations that people found doubtful.

    Parameters
    ----------
    measured : dict, optional
        `queue`: a list of measured orders, each with `ranked_by`, `on`, `n`, `n_positive`, `precision_at_20`, `recall_at_40` and
        `average_precision`; those stored in `extract/accuracy.toml` unless given.

    Returns
    -------
    pandas.DataFrame
        One row per measured order: measured_on, ranked_by, pairs, doubtful (by the labels), base_rate (what any order would find),
        precision_at_20 (share of the first 20 that are doubtful), recall_at_40 (share of the doubtful among the first 40),
        average_precision.
    """
    rows = (_load() if measured is None else measured).get("queue", [])
    columns = ["precision_at_20", "recall_at_40", "average_precision"]
    return pd.DataFrame(
        [
            {
                "measured_on": row["on"],
                "ranked_by": row["ranked_by"],
                "pairs": row["n"],
                "doubtful": row["n_positive"],
                "base_rate": f"{row['n_positive'] / row['n']:.2f}",
                **{column: _two_decimals(row[column]) for column in columns},
            }
            for row in rows
        ],
        columns=["measured_on", "ranked_by", "pairs", "doubtful", "base_rate", *columns],
    )


def say_queue_accuracy(measured: dict[str, Any] | None = None) -> str:
    """Say in a sentence what the head of the audit's queue is worth, for what stands above it.

    Parameters
    ----------
    measured : dict, optional
        As in `summarize_queue_accuracy`; its first order speaks for the queue.

    Returns
    -------
    str
        How many of the first 20 people found doubtful, and how many any order would have put there.
    """
    orders = summarize_queue_accuracy(measured).head(1)
    for row in orders.itertuples():
        first, base = (round(20 * float(str(share))) for share in (row.precision_at_20, row.base_rate))
        return (
            f"The head of the queue was measured on {row.pairs} citations that people judged ({row.measured_on}; ranked by "
            f"{row.ranked_by}): {first} of its first 20 were doubtful, where any order would have put about {base}."
        )
    return "How often the head of the queue is right was not measured."


def say_quantity_accuracy(measured: dict[str, Any] | None = None) -> str:
    """Say in a sentence how far quantities can be trusted, for what stands above it.

    Parameters
    ----------
    measured : dict, optional
        As in `summarize_accuracy`.

    Returns
    -------
    str
        Precision and recall of quantities and of the substances that they were given, on texts that no rule had seen, and on how many labels.
    """
    measured = _read() if measured is None else measured
    parts = []
    for name, where in _QUANTITIES.items():
        found = measured.get(name, {})
        if drug := found.get("labels", {}).get("substance"):
            parts.append(
                f"on {where} (n = {found['n']}): precision {_two_decimals(found.get('precision'))}, recall {_two_decimals(found.get('recall'))}; "
                f"of the drugs that it names {_two_decimals(drug.get('precision'))} are right, of those to be named {_two_decimals(drug.get('recall'))} are named"
            )
    if not parts:
        return "How often quantities are right was not measured."
    return f"Quantities are the machine's suggestions. Measured {'; '.join(parts)}. Read the words before you use a number."


def _two_decimals(value: float | None) -> str:
    return _NOT_MEASURED if value is None else f"{value:.2f}"


def _order(measured: dict[str, Any]) -> list[str]:
    return [*_SUGGESTIONS, *sorted(set(measured) - set(_SUGGESTIONS))]


def _read() -> dict[str, dict[str, Any]]:
    return {name: row for name, row in _load().items() if isinstance(row, dict)}


def _load() -> dict[str, Any]:
    file = resources.files("evidence_review").joinpath("extract", "accuracy.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

"""About the machine's suggestions: how often they are right, as far as that was measured."""

import tomllib
from importlib import resources
from typing import Any

import pandas as pd

__all__ = ["summarize_accuracy"]

_SUGGESTIONS = ("topic", "direction", "population", "certainty", "negation", "design")
_NOT_MEASURED = "not measured"


def summarize_accuracy(measured: dict[str, dict[str, Any]] | None = None) -> pd.DataFrame:
    """Say how good the machine's suggestions are on sentences that people labeled.

    Parameters
    ----------
    measured : dict, optional
        Suggestion to `precision`, `recall`, `n`, `n_positive` and `on`; the figures stored in `extract/accuracy.toml` unless given.

    Returns
    -------
    pandas.DataFrame
        One row per suggestion: suggestion, precision and recall (0 to 1, two decimals), labeled (how many were labeled by
        hand), to_find (how many labels among them are there to be found), measured_on. What was not measured says so: it is not
        the same as bad, nor as good. In-sample means that cues and terms were written with these documents in mind, so that
        figures on other documents will be lower; out of sample means that the rules were made without these texts.
    """
    measured = _read() if measured is None else measured
    names = [*_SUGGESTIONS, *sorted(set(measured) - set(_SUGGESTIONS))]
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


def _two_decimals(value: float | None) -> str:
    return _NOT_MEASURED if value is None else f"{value:.2f}"


def _read() -> dict[str, dict[str, Any]]:
    file = resources.files("evidence_review").joinpath("extract", "accuracy.toml")
    if not file.is_file():
        return {}
    return {name: row for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items() if isinstance(row, dict)}

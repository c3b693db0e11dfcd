"""The figure about how good the machine's suggestions are."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from evidence_review.plots.colors import BLUE, GREY, VERMILLION, Look
from evidence_review.plots.phrases import tally
from evidence_review.plots.style import finish, say, style_on
from evidence_review.summaries.wording import join

__all__ = ["plot_accuracy"]

_MEASURES = {"precision": Look(BLUE, "o"), "recall": Look(VERMILLION, "D")}
_ROW = 0.19  # inches
_MOST = 5


def plot_accuracy(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw precision and recall of every suggestion that was measured; hollow where it was measured in-sample.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_accuracy` returns it: suggestion, precision, recall, measured_on.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when nothing was measured.
    """
    numbers = frame[list(_MEASURES)].apply(pd.to_numeric, errors="coerce")
    shown = frame.assign(**numbers)[numbers.notna().any(axis="columns")].reset_index(drop=True)
    if shown.empty:
        return say("Nothing was measured.", ax)
    is_outside = shown["measured_on"].str.startswith("out of sample")
    with style_on(ax) as axes:
        _draw_points(axes, shown, is_outside)
        axes.set_yticks(shown.index, shown["suggestion"])
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xlim(min(0.5, float(shown[list(_MEASURES)].min().min()) - 0.05), 1.02)
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        axes.set_xlabel("share (1 is best); the axis does not begin at 0")
        handles = [
            Line2D([], [], ls="", marker=look.shape, ms=6, mec=look.color, mfc=look.color, label=name)
            for name, look in _MEASURES.items()
        ]
        axes.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncol=2, handletextpad=0.2, borderaxespad=0
        )
        n = tally(len(shown), "suggestion")
        drawn = f"Precision and recall (n = {n}); hollow: in-sample, where words and rules were made with the same texts in mind"
        return finish(axes, 0.75 + _ROW * len(shown), *_say_accuracy(shown, is_outside, drawn))


def _draw_points(ax: Axes, shown: pd.DataFrame, is_outside: pd.Series) -> None:
    low, high = shown[list(_MEASURES)].min(axis="columns"), shown[list(_MEASURES)].max(axis="columns")
    ax.hlines(shown.index, low, high, color=GREY, lw=1, zorder=1)
    for measure, look in _MEASURES.items():
        faces = [look.color if outside else "white" for outside in is_outside]
        # Where both are equal, both are seen.
        size = 46 if measure == "precision" else 14
        edge: dict[str, Any] = {"edgecolors": look.color, "linewidths": 1.2}
        ax.scatter(shown[measure], shown.index, s=size, marker=look.shape, c=faces, zorder=2, **edge)


def _say_accuracy(shown: pd.DataFrame, is_outside: pd.Series, drawn: str) -> tuple[str, str, str]:
    """Say the range on texts that no rule had seen, which are the fair test, and where it is worst."""
    tested = shown[is_outside]
    where = "On texts that no rule had seen" if len(tested) else "In-sample alone"
    tested = tested if len(tested) else shown
    parts = []
    for measure in _MEASURES:
        low, high = tested[measure].min(), tested[measure].max()
        if not pd.isna(low):
            parts.append(f"{measure} is {low:.2f}" + (f" to {high:.2f}" if high > low else ""))
    worst = tested[list(_MEASURES)].min(axis="columns")
    names = list(tested.loc[worst == worst.min(), "suggestion"])
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return f"{where}, {' and '.join(parts)}", drawn, f"Lowest: {join([*names[:_MOST], *more])} ({worst.min():.2f})."

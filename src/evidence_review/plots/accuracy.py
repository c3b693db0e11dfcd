"""The figure about how good the machine's suggestions are."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from evidence_review.plots.style import BLUE, VERMILLION, finish, name_rows, say, style_on
from evidence_review.summaries.wording import count

__all__ = ["plot_accuracy"]

_MEASURES = {"precision": ("o", BLUE), "recall": ("D", VERMILLION)}


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
    with style_on(ax) as axes:
        is_outside = shown["measured_on"].str.startswith("out of sample")
        low, high = shown[list(_MEASURES)].min(axis="columns"), shown[list(_MEASURES)].max(axis="columns")
        axes.hlines(shown.index, low, high, color="#BBBBBB", lw=1.5, zorder=1)
        for measure, (marker, color) in _MEASURES.items():
            faces = [color if outside else "white" for outside in is_outside]
            # Where both are equal, both are seen.
            size = 90 if measure == "precision" else 30
            axes.scatter(
                shown[measure], shown.index, s=size, marker=marker, c=faces, edgecolors=color, linewidths=1.5, zorder=2
            )
        name_rows(axes, list(shown["suggestion"]))
        axes.set_xlim(min(0.5, float(low.min()) - 0.05), 1.02)
        axes.grid(axis="x", color="#E5E5E5", lw=0.8)
        axes.set_axisbelow(True)
        axes.set_xlabel("share (1 is best); the axis does not begin at 0")
        axes.set_title(f"How good the suggestions are ({count(len(shown), 'kind')})")
        handles = [
            Line2D([], [], ls="", marker=marker, mec=color, mfc=face, mew=1.5, label=f"{measure}, {where}")
            for where, is_filled in (("in-sample", False), ("out of sample", True))
            for measure, (marker, color) in _MEASURES.items()
            for face in [color if is_filled else "white"]
        ]
        axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0)
        return finish(
            axes,
            1.2 + 0.32 * len(shown),
            f"Points: precision and recall of {count(len(shown), 'kind')} of suggestion; the table holds the numbers.",
        )

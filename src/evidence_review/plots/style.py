"""What all figures share: size, colors, how they are printed, and the names of their rows."""

import contextlib
import io
import os
import textwrap
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from IPython.core.getipython import get_ipython
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from evidence_review.display import note

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "ORANGE",
    "PURPLE",
    "SKY",
    "VERMILLION",
    "WIDTH",
    "YELLOW",
    "finish",
    "label_bars",
    "legend",
    "name_rows",
    "say",
    "style_on",
    "wrap",
]

WIDTH = 8.6  # inches; at 100 pixels per inch the width of a page's text
_PNG_SCALE = 1.5  # sharp on screens with small pixels, still under 60 kB
_WRAP = 20  # characters of a source id per line
BLUE, SKY, GREEN, YELLOW = "#0072B2", "#56B4E9", "#009E73", "#F0E442"
ORANGE, VERMILLION, PURPLE, GREY = "#E69F00", "#D55E00", "#CC79A7", "#8C8C8C"
_STYLE: Any = {
    **sns.axes_style("ticks"),
    **sns.plotting_context("notebook", font_scale=0.85),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "figure.constrained_layout.w_pad": 0.08,
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so that every machine draws the same letters
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "text.parse_math": False,  # an id may hold a dollar sign
    "svg.hashsalt": "evidence-review",
}


def say(message: str, ax: Axes | None) -> Axes | None:
    """Say that there is nothing to draw: in a note, or in the axes that were given.

    Parameters
    ----------
    message : str
        What is missing.
    ax : matplotlib.axes.Axes or None
        The axes.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes.
    """
    if ax is None:
        display(note(message))
        return None
    ax.set_axis_off()
    ax.text(0.5, 0.5, message, ha="center", va="center", wrap=True, transform=ax.transAxes)
    return ax


@contextlib.contextmanager
def style_on(ax: Axes | None) -> Iterator[Axes]:
    """Give axes to draw on, new ones unless there are some, and hold the style while they are drawn on.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Axes of the caller's own.

    Yields
    ------
    matplotlib.axes.Axes
        The axes.
    """
    with plt.rc_context(_STYLE):
        if ax is None:
            _, ax = plt.subplots(figsize=(WIDTH, 3), layout="constrained", facecolor="white")
            _register_formats()
        yield ax
        is_interactive = plt.isinteractive()
    # The first figure starts the notebook's backend, which turns this on; leaving the context would turn it off again, and
    # no later figure would be shown.
    plt.interactive(is_interactive)


def _register_formats() -> None:
    """Tell the notebook how to print figures: every time, because the inline backend sets its own with the first figure."""
    shell = get_ipython()
    if shell is None or shell.display_formatter is None:
        return
    formatters = shell.display_formatter.formatters
    formatters["image/png"].for_type(Figure, _png)
    if os.environ.get("EVIDENCE_FIGURES") == "svg":
        formatters["image/svg+xml"].for_type(Figure, _svg)


def _png(figure: Figure) -> tuple[bytes, dict[str, Any]]:
    width, height = (round(inches * 100) for inches in figure.get_size_inches())
    data = _print(figure, "png", dpi=100 * _PNG_SCALE, metadata={"Software": None})
    return data, {"width": width, "height": height, "alt": str(figure.get_label())}


def _svg(figure: Figure) -> tuple[str, dict[str, Any]]:
    description = str(figure.get_label())
    data = _print(figure, "svg", metadata={"Date": None, "Creator": None, "Title": description})
    return data.decode("utf-8"), {"alt": description}


def _print(figure: Figure, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    with plt.rc_context(_STYLE):
        figure.canvas.print_figure(buffer, format=form, bbox_inches=None, **options)
    return buffer.getvalue()


def wrap(name: str) -> str:
    """Break a long id into lines.

    Parameters
    ----------
    name : str
        The id.

    Returns
    -------
    str
        At most three lines.
    """
    lines = textwrap.wrap(name, _WRAP) or [""]
    return "\n".join([*lines[:2], "…"] if len(lines) > 3 else lines)


def finish(ax: Axes, height: float, description: str) -> Axes:
    """Set height and alternative text of a figure that holds nothing else; axes of the caller's own stay as they are.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes.
    height : float
        In inches.
    description : str
        The alternative text.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.
    """
    figure = ax.figure
    if isinstance(figure, Figure) and len(figure.axes) == 1:
        figure.set_size_inches(WIDTH, height)
        figure.set_label(description)
    return ax


def name_rows(ax: Axes, names: list[str]) -> None:
    """Name the rows of a figure, the first on top.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes.
    names : list of str
        The names.
    """
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def label_bars(ax: Axes, ends: pd.Series) -> None:
    """Write its value behind each bar.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes.
    ends : pandas.Series
        Where each bar ends.
    """
    for row, end in enumerate(ends):
        ax.annotate(f"{end:,}", (end, row), xytext=(4, 0), textcoords="offset points", va="center")


def legend(ax: Axes, groups: dict[str, tuple[str, str]]) -> None:
    """Explain colors and hatches, to the right of the figure.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes.
    groups : dict
        Name to color and hatch.
    """
    handles = [
        Patch(facecolor=face, edgecolor="#333333", hatch=hatch, label=name) for name, (face, hatch) in groups.items()
    ]
    ax.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(1.01, 1.0),
        borderaxespad=0,
        handlelength=1.8,
        handleheight=1.1,
    )

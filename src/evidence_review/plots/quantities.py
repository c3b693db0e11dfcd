"""The same quantity across sources: a panel per group and unit, a dot or a line per value."""

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator
from matplotlib.transforms import Transform

from evidence_review.plots.style import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILLION, finish, say, style_on
from evidence_review.summaries.quantities import ADVICE
from evidence_review.summaries.wording import count, say_unit

__all__ = ["plot_quantities"]

_COLORS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, GREY)
# Population -> marker, whether it is filled, and what stands for it in the line that explains the markers; any other is of several.
_MARKERS = {
    "human": ("o", True, "\u25cf people"),
    "animal": ("^", True, "\u25b2 animals"),
    "in-vitro": ("s", True, "\u25a0 in vitro"),
    "not said": ("D", False, "\u25c7 not said"),
}
_SEVERAL = ("P", True, "\u271a several")
_ROW, _ABOVE, _BELOW, _NOTE = 0.38, 0.52, 0.56, 0.22  # inches: a row, the title of a panel, its axis, a line below all
_SIZE = 9.9  # points; 8 where a page is printed on paper
_LETTER = 5.4  # points that a letter of this size takes on average
_QUANTITY, _WORDS, _SOURCE = 28, 24, 24  # characters per line
_MOST_ROWS, _MOST_IN_PANEL, _MOST_PANELS = 60, 25, 8
_ARROW = 0.09  # of the axis
_DECADES = 1.5  # values that span more stand on a logarithmic axis
_INK, _PALE = "#333333", "#E5E5E5"


def plot_quantities(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw what sources say of the same quantities: a panel with its own axis per group and unit, a dot or a line per value.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_comparison` returns it: group, unit, quantity, source, words, low, high, population, studied_in, across.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes, which hold the panels; None when there is nothing to draw.

    Notes
    -----
    Color tells the source, the marker whom or what it was measured in; both stand beside each value, with the words as printed. An arrow
    is an open end. Below the name of a quantity that several sources give stands whether their values overlap. What has no room is
    counted in the figure's last line.
    """
    if frame.empty:
        return say("No quantity of a named substance with a known unit was found to compare.", ax)
    colors = _color_sources(frame["source"])
    panels = _choose(frame)
    beside = _columns(pd.concat(panels))
    with style_on(ax) as axes:
        axes.set_axis_off()
        heights = [_ABOVE + _ROW * len(rows) + _BELOW for rows in panels]
        height, top = sum(heights), 0.0
        for rows, own in zip(panels, heights, strict=True):
            inset = axes.inset_axes((0, 1 - (top + own - _BELOW) / height, 1, _ROW * len(rows) / height))
            _draw_panel(inset, rows, colors, beside)
            _name_panel(inset, rows, frame)
            top += own
        notes = _notes(frame, pd.concat(panels))
        axes.text(0, 0, "\n".join(notes), ha="left", va="top", fontsize=_SIZE, transform=axes.transAxes)
        groups = ", ".join(f"{rows['group'].iloc[0]} ({_axis_name(rows['unit'].iloc[0])})" for rows in panels)
        return finish(
            axes,
            height + _NOTE * len(notes),
            f"Dots and lines: {count(sum(map(len, panels)), 'value')} of {count(frame['source'].nunique(), 'source')}: {groups}; "
            f"the table holds them. {ADVICE}",
        )


def _color_sources(sources: pd.Series) -> dict[str, str]:
    """Give each source the color that it has in every figure: by its place among all sources that were read."""
    is_known = isinstance(sources.dtype, pd.CategoricalDtype)
    names = map(str, sources.cat.categories if is_known else sources.unique())
    return {name: _COLORS[place % len(_COLORS)] for place, name in enumerate(names)}


def _choose(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Take the first groups that have room, and the first values of each."""
    panels: list[pd.DataFrame] = []
    for _, rows in frame.groupby(["group", "unit"], sort=False):
        first = rows.head(_MOST_IN_PANEL)
        if len(panels) < _MOST_PANELS and sum(map(len, panels)) + len(first) <= _MOST_ROWS:
            panels.append(first)
    return panels


def _notes(frame: pd.DataFrame, drawn: pd.DataFrame) -> list[str]:
    markers = [name for population, (*_, name) in _MARKERS.items() if population in set(drawn["population"])]
    several = [] if drawn["population"].isin(list(_MARKERS)).all() else [_SEVERAL[-1]]
    left_out = len(frame) - len(drawn)
    more = [f"{count(left_out, 'more value')} in the table."] if left_out else []
    return ["Measured in: " + "   ".join([*markers, *several]), ADVICE, *more]


def _axis_name(unit: str) -> str:
    return "ratio" if unit == "1" else say_unit(unit)


def _columns(rows: pd.DataFrame) -> list[tuple[float, dict[Any, str]]]:
    """Return what stands beside each value: the words, and the source above whom it is about; each with its place in points."""
    about = rows["source"].astype("str").map(_cut) + "\n" + rows["studied_in"].map(_cut)
    columns, place = [], 10.0
    for column in (rows["words"].map(lambda words: _fold(words, _WORDS)), about):
        columns.append((place, column.to_dict()))
        place += _LETTER * max(len(line) for text in column for line in text.split("\n")) + 10
    return columns


def _cut(words: str) -> str:
    return words if len(words) <= _SOURCE else words[: _SOURCE - 1] + "\u2026"


def _draw_panel(
    ax: Axes, rows: pd.DataFrame, colors: dict[str, str], beside: list[tuple[float, dict[Any, str]]]
) -> None:
    """Draw the values of one group from above, what is measured on the left, and on the right what stands beside each."""
    ends = pd.concat([rows["low"], rows["high"]]).dropna()
    is_log = ends.min() > 0 and ends.max() / ends.min() > 10**_DECADES
    _scale(ax, ends, is_log)
    for place, row in enumerate(rows.itertuples()):
        _draw_value(ax, place, row, colors[str(row.source)])
        for offset, words in beside:
            _write(ax, words[row.Index], (1, place), (offset, 0), ax.get_yaxis_transform())
    names = rows["quantity"].where(rows["quantity"] != rows["quantity"].shift(), _across(rows))
    ax.set_yticks(range(len(rows)), [_fold(name, _QUANTITY) for name in names], fontsize=_SIZE, linespacing=1.0)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    for place, is_next in enumerate(rows["quantity"] != rows["quantity"].shift()):
        if is_next and place:
            ax.axhline(place - 0.5, color=_PALE, lw=0.8, zorder=0)


def _across(rows: pd.DataFrame) -> pd.Series:
    """Return what is said of several sources, in the second row of what they have in common."""
    is_second = rows.groupby(["quantity", "studied_in"]).cumcount() == 1
    return rows["across"].map(lambda words: words and f"({words})").where(is_second, "")


def _name_panel(ax: Axes, rows: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Name what is measured, with how many values of how many sources, and the unit."""
    group, unit = rows["group"].iloc[0], rows["unit"].iloc[0]
    whole = frame[(frame["group"] == group) & (frame["unit"] == unit)]
    n = count(len(rows), "value") if len(rows) == len(whole) else f"{len(rows)} of {count(len(whole), 'value')}"
    n_sources = whole["source"].nunique()
    shared = "" if whole["across"].any() else ", no quantity in common"
    if n_sources == 1:
        shared = ": nothing to compare with"
    ax.set_title(group, fontsize=_SIZE + 1, x=0, pad=19)
    _write(ax, f"n = {n}, {count(n_sources, 'source')}{shared}", (0, 1), (0, 10), ax.transAxes)
    ax.set_xlabel(_axis_name(unit) + (", logarithmic" if ax.get_xscale() == "log" else ""), fontsize=_SIZE, labelpad=2)


def _scale(ax: Axes, ends: pd.Series, is_log: bool) -> None:
    low, high = float(ends.min()), float(ends.max())
    if is_log:
        ax.set_xscale("log")
        ax.set_xlim(low / 2, high * 2)
        ax.xaxis.set_major_locator(LogLocator(numticks=6))
    else:
        room = (max(high, 0) - min(low, 0)) * 0.12 or 1
        ax.set_xlim(low - room if low < 0 else 0, max(high, 0) + room)
        ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.12g}"))
    ax.tick_params(axis="x", labelsize=_SIZE, length=3)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=_PALE, lw=0.6)
    ax.set_axisbelow(True)
    ax.spines["left"].set_visible(False)


def _draw_value(ax: Axes, place: int, row: Any, color: str) -> None:
    """Draw the ends that are stated, a line between two, and an arrow where one is open."""
    marker, is_full, _ = _MARKERS.get(row.population, _SEVERAL)
    stated = list(dict.fromkeys(end for end in (row.low, row.high) if not pd.isna(end)))
    ax.plot(stated, [place] * len(stated), color=color, lw=2.2, solid_capstyle="butt", zorder=2)
    look: dict[str, Any] = {"facecolors": color if is_full else "white", "edgecolors": color, "linewidths": 1.3}
    ax.scatter(stated, [place] * len(stated), s=34, marker=marker, zorder=3, clip_on=False, **look)
    if pd.isna(row.low) or pd.isna(row.high):
        arrow = {"arrowstyle": "-|>", "color": color, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
        tip = _step(ax, stated[0], _ARROW if pd.isna(row.high) else -_ARROW)
        ax.annotate("", (tip, place), xytext=(stated[0], place), arrowprops=arrow)


def _step(ax: Axes, value: float, share: float) -> float:
    """Go from a value along a share of the axis, and not beyond its ends."""
    left, right = ax.get_xlim()
    there = value * (right / left) ** share if ax.get_xscale() == "log" else value + (right - left) * share
    return min(max(there, left), right)


def _write(ax: Axes, words: str, place: tuple[float, float], offset: tuple[float, float], transform: Transform) -> None:
    ax.annotate(
        words,
        place,
        xycoords=transform,
        xytext=offset,
        textcoords="offset points",
        va="center",
        fontsize=_SIZE,
        linespacing=1.0,
        color=_INK,
        annotation_clip=False,
    )


def _fold(words: str, width: int) -> str:
    """Break words into at most two lines."""
    return "\n".join(textwrap.wrap(words, width, max_lines=2, placeholder=" \u2026"))

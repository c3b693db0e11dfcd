"""The same quantity across sources: a panel per group and unit, a dot or a line per value."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator
from matplotlib.transforms import Transform

from evidence_review.plots.colors import LINE, SOFT, Look, look_of
from evidence_review.plots.phrases import tally
from evidence_review.plots.style import finish, fold, measure, say, style_on
from evidence_review.summaries.quantities import ADVICE
from evidence_review.summaries.wording import say_unit

__all__ = ["plot_quantities"]

_ROW, _ABOVE, _BELOW = 0.3, 0.34, 0.46  # inches: a row, the title of a panel, its axis
_TITLE = 9  # points
# Points that names of quantities, each column beside the values, and a title may take.
_QUANTITY, _BESIDE, _GROUP = 130, 110, 210
_MOST_ROWS, _MOST_IN_PANEL, _MOST_PANELS = 60, 25, 8
_ARROW = 0.09  # of the axis
_DECADES = 1.5  # values that span more stand on a logarithmic axis


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
    Color and shape tell the source, which stands beside each value as well, with the words as printed and whom or what it was measured
    in; what was not measured in people alone is hollow. An arrow is an open end. Below the name of a quantity that several sources give
    stands whether their values overlap. What has no room is counted.
    """
    if frame.empty:
        return say("No quantity of a named substance with a known unit was found to compare.", ax)
    looks = look_of(frame["source"])
    panels = _choose(frame)
    drawn = pd.concat(panels)
    beside = _columns(drawn)
    left = max(measure(name) for rows in panels for name in _names(rows)) + 4
    with style_on(ax) as axes:
        axes.set_axis_off()
        heights = [_ABOVE + _ROW * len(rows) + _BELOW for rows in panels]
        height, top = sum(heights), 0.0
        for rows, own in zip(panels, heights, strict=True):
            inset = axes.inset_axes((0, 1 - (top + own - _BELOW) / height, 1, _ROW * len(rows) / height))
            _draw_panel(inset, rows, looks, beside)
            _name_panel(inset, rows, frame, left)
            top += own
        groups = "; ".join(
            f"{rows['group'].iloc[0]} ({_axis_name(rows['unit'].iloc[0])}) {len(rows)}" for rows in panels
        )
        return finish(axes, height, _say_quantities(frame), _say_shown(frame, drawn), f"Values: {groups}.")


def _say_quantities(frame: pd.DataFrame) -> str:
    """Say how many quantities several sources give, and whether their values overlap."""
    shared = frame[frame["across"] != ""].drop_duplicates(["group", "unit", "quantity", "studied_in"])["across"]
    if shared.empty:
        return "No quantity is given by more than one source, so there is nothing to compare"
    apart = int(shared.str.contains(r"\bnot\b").sum())
    n = len(shared)
    verb = "is" if n == 1 else "are"
    if not apart:
        rest = "the values overlap"
    else:
        rest = "the values do not all overlap" if n == 1 else f"on {apart} the values do not all overlap"
    return f"{tally(n, 'quantity')} {verb} given by several sources; {rest}"


def _say_shown(frame: pd.DataFrame, drawn: pd.DataFrame) -> str:
    values = f"{tally(len(frame), 'value')} of {tally(frame['source'].nunique(), 'source')}"
    left_out = len(frame) - len(drawn)
    more = f"; {tally(left_out, 'more value')} in the table" if left_out else ""
    is_hollow = (drawn["population"] != "human").any()
    hollow = ". Hollow: not measured in people, or not said" if is_hollow else ""
    return f"Values as printed (n = {values}{more}){hollow}. {ADVICE.removesuffix('.')}"


def _choose(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Take the first groups that have room, and the first values of each."""
    panels: list[pd.DataFrame] = []
    for _, rows in frame.groupby(["group", "unit"], sort=False):
        first = rows.head(_MOST_IN_PANEL)
        if len(panels) < _MOST_PANELS and sum(map(len, panels)) + len(first) <= _MOST_ROWS:
            panels.append(first)
    return panels


def _axis_name(unit: str) -> str:
    return "ratio" if unit == "1" else say_unit(unit)


def _columns(rows: pd.DataFrame) -> list[tuple[float, dict[Any, str]]]:
    """Return what stands beside each value: the words, and the source above whom it is about; each with its place in points."""
    about = [
        rows[name].astype("str").map(lambda words: fold(words, _BESIDE, most=1)) for name in ("source", "studied_in")
    ]
    columns, place = [], 10.0
    for column in (rows["words"].map(lambda words: fold(words, _BESIDE, most=2)), about[0] + "\n" + about[1]):
        columns.append((place, column.to_dict()))
        place += max(map(measure, column)) + 10
    return columns


def _draw_panel(
    ax: Axes, rows: pd.DataFrame, looks: dict[str, Look], beside: list[tuple[float, dict[Any, str]]]
) -> None:
    """Draw the values of one group from above, what is measured on the left, and on the right what stands beside each."""
    ends = pd.concat([rows["low"], rows["high"]]).dropna()
    is_log = ends.min() > 0 and ends.max() / ends.min() > 10**_DECADES
    _scale(ax, ends, is_log)
    for place, row in enumerate(rows.itertuples()):
        _draw_value(ax, place, row, looks[str(row.source)])
        for offset, words in beside:
            _write(ax, words[row.Index], (1, place), (offset, 0), ax.get_yaxis_transform())
    ax.set_yticks(range(len(rows)), _names(rows), linespacing=1.0)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    for place, is_next in enumerate(rows["quantity"] != rows["quantity"].shift()):
        if is_next and place:
            ax.axhline(place - 0.5, color=LINE, lw=0.8, zorder=0)


def _names(rows: pd.DataFrame) -> list[str]:
    """Name each row by its quantity where a new one begins, and by what is said of several sources in the second row of theirs."""
    is_second = rows.groupby(["quantity", "studied_in"]).cumcount() == 1
    across = rows["across"].map(lambda words: words and f"({words})").where(is_second, "")
    names = rows["quantity"].where(rows["quantity"] != rows["quantity"].shift(), across)
    return [fold(name, _QUANTITY, most=2) for name in names]


def _name_panel(ax: Axes, rows: pd.DataFrame, frame: pd.DataFrame, left: float) -> None:
    """Name what is measured, so many points to the left of the axis, with how many values of how many sources, and the unit."""
    group, unit = rows["group"].iloc[0], rows["unit"].iloc[0]
    title = fold(group, _GROUP, size=_TITLE, weight="bold", most=1)
    whole = frame[(frame["group"] == group) & (frame["unit"] == unit)]
    n = tally(len(rows), "value") if len(rows) == len(whole) else f"{len(rows)} of {tally(len(whole), 'value')}"
    n_sources = whole["source"].nunique()
    shared = "" if whole["across"].any() else ", no quantity in common"
    if n_sources == 1:
        shared = ": nothing to compare with"
    said = f"n = {n}, {tally(n_sources, 'source')}{shared}"
    _write(ax, said, (0, 1), (measure(title, size=_TITLE, weight="bold") + 14 - left, 11), ax.transAxes, color=SOFT)
    _write(ax, title, (0, 1), (-left, 11), ax.transAxes, fontsize=_TITLE, fontweight="bold")
    ax.set_xlabel(_axis_name(unit) + (", logarithmic" if ax.get_xscale() == "log" else ""), labelpad=1)


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
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    ax.set_axisbelow(True)
    ax.spines["left"].set_visible(False)


def _draw_value(ax: Axes, place: int, row: Any, look: Look) -> None:
    """Draw the ends that are stated, a line between two, and an arrow where one is open."""
    face = look.color if row.population == "human" else "white"
    stated = list(dict.fromkeys(end for end in (row.low, row.high) if not pd.isna(end)))
    ax.plot(stated, [place] * len(stated), color=look.color, lw=1.8, solid_capstyle="butt", zorder=2)
    edge: dict[str, Any] = {"facecolors": face, "edgecolors": look.color, "linewidths": 1.2}
    ax.scatter(stated, [place] * len(stated), s=28, marker=look.shape, zorder=3, clip_on=False, **edge)
    if pd.isna(row.low) or pd.isna(row.high):
        arrow = {"arrowstyle": "-|>", "color": look.color, "lw": 1.4, "shrinkA": 0, "shrinkB": 0}
        tip = _step(ax, stated[0], _ARROW if pd.isna(row.high) else -_ARROW)
        ax.annotate("", (tip, place), xytext=(stated[0], place), arrowprops=arrow)


def _step(ax: Axes, value: float, share: float) -> float:
    """Go from a value along a share of the axis, and not beyond its ends."""
    left, right = ax.get_xlim()
    there = value * (right / left) ** share if ax.get_xscale() == "log" else value + (right - left) * share
    return min(max(there, left), right)


def _write(
    ax: Axes, words: str, place: tuple[float, float], offset: tuple[float, float], transform: Transform, **look: Any
) -> None:
    beside: dict[str, Any] = {"xytext": offset, "textcoords": "offset points", "annotation_clip": False}
    ax.annotate(words, place, xycoords=transform, va="center", linespacing=1.0, **beside, **look)

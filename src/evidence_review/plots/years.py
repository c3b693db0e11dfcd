"""The cited works by year of publication."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from evidence_review.plots.colors import SOFT, WHITE, look_of
from evidence_review.plots.phrases import begin_with_share, list_counts, name_largest, say_share, tally
from evidence_review.plots.style import finish, fold, measure, say, style_on

__all__ = ["plot_years"]

_BLOCK, _HIGHEST, _ALL = 0.12, 2.0, 5.0  # inches: a work, and the most that a lane and all lanes may have
_LABEL, _GAP = 0.17, 0.22  # inches: a number above a bar, and what parts two lanes
_YEARS_WIDTH = 400  # points that the years have at least
_LEAST_SPAN = 20  # years: a handful of years are no wider than elsewhere


def plot_years(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw the works by year of publication: a lane per source, and in it a block per work.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_reference_years` and `summarize_cited_years` return it: source, year, works.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there is nothing to draw.

    Notes
    -----
    All lanes share one scale. Of bars that stand too close for a number each, the highest have it.
    """
    if frame.empty:
        return say("No work with a year of publication is cited, so there is no timeline.", ax)
    rows = pd.DataFrame({name: frame[name].astype("int64") for name in ("year", "works")})
    rows["source"] = frame["source"].astype("str")
    totals = rows.groupby("source", sort=False)["works"].sum()
    highest = rows.groupby("source", sort=False)["works"].max()
    block = min(_BLOCK, _HIGHEST / int(highest.max()), _ALL / int(highest.sum()))
    with style_on(ax) as axes:
        span = max(int(rows["year"].max() - rows["year"].min()), _LEAST_SPAN)
        middle = (rows["year"].max() + rows["year"].min()) / 2
        axes.set_xlim(middle - span / 2 - 1.5, middle + span / 2 + 1.5)
        looks, base, middles = look_of(frame["source"]), -_GAP, []
        for source, own in rows.groupby("source", sort=False):
            height = max(int(own["works"].max()) * block + _LABEL, 0.3)
            base += height + _GAP
            middles.append(base - min(height, 0.3) / 2)
            _draw_lane(axes, own, base, block, looks[str(source)].color, _YEARS_WIDTH / (span + 3))
        axes.set_yticks(middles, [f"{fold(str(name), 110, most=3)}\nn = {n:,}" for name, n in totals.items()])
        axes.set_ylim(base, 0)
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True, steps=[1, 2, 5, 10]))
        axes.set_xlabel("year of publication")
        total = int(totals.sum())
        unit = "a block is a work" if block == _BLOCK else "the highest bars have their number"
        shown = f"Works by year of publication and source, on one scale; {unit} (n = {tally(total, 'work')})"
        return finish(axes, base + 0.5, _say_years(rows, total), shown, _say_more(rows, totals))


def _draw_lane(ax: Axes, rows: pd.DataFrame, base: float, block: float, color: str, width: float) -> None:
    """Draw the bars of one source upwards from a line, with white joints between works; a year is so many points wide."""
    tops = base - rows["works"] * block
    ax.bar(rows["year"], -rows["works"] * block, bottom=base, width=0.8, color=color, lw=0)
    if block == _BLOCK:
        for n in range(1, int(rows["works"].max())):
            ax.plot(ax.get_xlim(), [base - n * block] * 2, color=WHITE, lw=0.8)
    ax.axhline(base, color=SOFT, lw=0.8)
    look: dict[str, Any] = {"textcoords": "offset points", "ha": "center"}
    taken: list[tuple[float, float]] = []  # the highest bars come first; a number may touch neither these nor theirs
    for year, top, n in sorted(zip(rows["year"], tops, rows["works"], strict=True), key=lambda bar: (bar[1], bar[0])):
        half = (measure(str(n)) / 2 + 1) / width
        has_number = n > 1 and all(abs(year - other) > half + its for other, its in taken)
        if has_number:
            ax.annotate(str(n), (year, top), xytext=(0, 1.5), **look)
        taken.append((year, half if has_number else 0.4))


def _say_years(rows: pd.DataFrame, total: int) -> str:
    """Say from when on half of the works are; exactly half or more of them are as new as the middle one."""
    newest = rows.sort_values("year", ascending=False)
    median = int(newest.loc[newest["works"].cumsum() * 2 >= total, "year"].iloc[0])
    since = int(rows.loc[rows["year"] >= median, "works"].sum())
    later = " or later" if median < rows["year"].max() else ""
    if since == total:
        return f"{begin_with_share(total, total, 'work')} {'is' if total == 1 else 'are'} from {median}{later}"
    return f"{since} of the {tally(total, 'work')} ({say_share(since, total)}) {'is' if since == 1 else 'are'} from {median}{later}"


def _say_more(rows: pd.DataFrame, totals: pd.Series) -> str:
    by_year = rows.groupby("year")["works"].sum()
    first, last = by_year.index.min(), by_year.index.max()
    ends = "" if first == last else f"The oldest is from {first}, the newest from {last}. "
    return f"{ends}Most in a year: {name_largest(by_year)}. By source: {list_counts(totals)}."

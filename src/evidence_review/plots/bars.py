"""Figures about sources, lists and topics."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from evidence_review.plots.style import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    YELLOW,
    finish,
    label_bars,
    legend,
    name_rows,
    say,
    style_on,
    wrap,
)
from evidence_review.summaries.wording import NO_REFERENCE, count

__all__ = ["plot_directions", "plot_support", "plot_words", "plot_years"]

# Kind of section -> color and hatch.
_SECTIONS = {
    "abstract": (SKY, ""),
    "introduction": (BLUE, ""),
    "body": (GREEN, ""),
    "conclusion": (YELLOW, "//"),
    "captions": (PURPLE, "xx"),
    "front and back matter": (ORANGE, ".."),
    "references": ("#D9D9D9", "\\\\"),
    "set aside": ("white", "xxx"),
}
# Direction -> marker, edge, face and label: up is good, down is bad, hollow is "none of it".
_DIRECTIONS = {
    "benefit": ("^", BLUE, BLUE, "benefit"),
    "no-benefit": ("^", BLUE, "white", "no benefit"),
    "harm": ("v", VERMILLION, VERMILLION, "harm"),
    "no-harm": ("v", VERMILLION, "white", "no harm"),
    "mixed": ("D", PURPLE, PURPLE, "mixed"),
    "neutral": ("o", GREY, GREY, "neutral"),
    "unread": ("x", "black", "black", "unread"),
}
# What a statement rests on -> group; group -> color and hatch.
_GROUP_OF = {
    "systematic-review": "clinical evidence",
    "guideline": "clinical evidence",
    "randomized-trial": "clinical evidence",
    "observational": "clinical evidence",
    "case-series": "clinical evidence",
    "pharmacokinetic": "other primary research",
    "animal": "other primary research",
    "in-vitro": "other primary research",
    "narrative-review": "other people's summaries",
    "textbook": "other people's summaries",
    "unclear": "title does not tell",
    NO_REFERENCE: "nothing in the list",
}
_GROUPS = {
    "clinical evidence": (BLUE, ""),
    "other primary research": (ORANGE, "//"),
    "other people's summaries": (PURPLE, ".."),
    "title does not tell": ("#D9D9D9", "\\\\"),
    "nothing in the list": ("white", ""),
}


def plot_words(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw the words of each source by kind of section, as stacked bars.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_words` returns it: source, and one column of words per kind of section.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there is nothing to draw.
    """
    if frame.empty:
        return say("No source holds any text.", ax)
    with style_on(ax) as axes:
        kinds = [name for name in frame.columns if name != "source"]
        left = pd.Series(0, index=frame.index)
        for kind in kinds:
            face, hatch = _SECTIONS[kind]
            look: dict[str, Any] = {"color": face, "hatch": hatch, "edgecolor": "#333333", "lw": 0.5}
            axes.barh(range(len(frame)), frame[kind], left=left, height=0.6, **look)
            left = left + frame[kind]
        label_bars(axes, left)
        name_rows(axes, [wrap(name) for name in frame["source"]])
        axes.set_xlim(0, max(left.max(), 1) * 1.1)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        axes.set_xlabel("words")
        axes.set_title(f"Words by kind of section ({count(len(frame), 'source')}, {left.sum():,} words)")
        legend(axes, {kind: _SECTIONS[kind] for kind in kinds})
        return finish(
            axes,
            max(1.1 + 0.45 * len(frame), 2.7),
            f"Stacked bars: words by kind of section of {count(len(frame), 'source')}; the table holds the numbers.",
        )


def plot_years(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw the works by year of publication, with a lane per source.

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
    All lanes share one scale: the highest bar of the figure fills its lane. A bar without a number is one work.
    """
    if frame.empty:
        return say("No work with a year of publication is cited, so there is no timeline.", ax)
    with style_on(ax) as axes:
        totals = frame.groupby("source", sort=False)["works"].sum()
        lane = frame["source"].map({name: row for row, name in enumerate(totals.index)}).astype("int64")
        years, works = frame["year"].astype("int64"), frame["works"].astype("int64")
        height = works / max(int(works.max()), 2) * 0.75
        # The axis points down, so that the first source is on top: a bar that stands on its lane's line goes up by a negative height.
        axes.bar(years, -height, bottom=lane + 0.4, width=0.8, color=BLUE, edgecolor="white", lw=0.3)
        style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 7.5}
        for year, top, n in zip(years, lane + 0.4 - height, works, strict=True):
            if n > 1:
                axes.annotate(str(n), (year, top), xytext=(0, 1.5), **style)
        for row in range(len(totals)):
            axes.axhline(row + 0.4, color="#BBBBBB", lw=0.8, zorder=0)
        name_rows(axes, [f"{wrap(str(name))}\nn = {n}" for name, n in totals.items()])
        axes.set_ylim(len(totals) - 0.5, -0.6)
        margin = max(2, (20 - (years.max() - years.min())) // 2)  # a handful of years are no wider than elsewhere
        axes.set_xlim(years.min() - margin, years.max() + margin)
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True, steps=[1, 2, 5, 10]))
        axes.set_xlabel("year of publication (a bar without a number is one work)")
        axes.set_title(f"Works by year of publication (n = {totals.sum()})")
        span = f"{years.min()} to {years.max()}"
        return finish(
            axes,
            1.2 + (0.95 if len(totals) < 8 else 0.6) * len(totals),
            f"Bars per year: {count(int(totals.sum()), 'work')} of {count(len(totals), 'source')}, {span}.",
        )


def plot_directions(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw who says what: statements by source and direction, symbol and color for the direction, the count beside it.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_directions` returns it: source, and one column of statements per direction.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when fewer than two of several sources speak.
    """
    if frame.empty:
        return say("No source speaks to this topic, so there is nothing to compare.", ax)
    names = [name for name in frame.columns if name != "source"]
    speaking = frame.loc[frame[names].sum(axis=1) > 0, "source"]
    if len(speaking) == 1 and len(frame) > 1:
        return say(f"Only {speaking.iloc[0]} speaks to this topic, so there is nothing to compare.", ax)
    with style_on(ax) as axes:
        total = int(frame[names].to_numpy().sum())
        largest = int(frame[names].to_numpy().max())
        for column, name in enumerate(names):
            _draw_direction(axes, column, frame[name], largest)
        silent = frame[names].sum(axis=1) == 0
        labels = [
            wrap(source) + ("\n(silent)" if is_silent else "")
            for source, is_silent in zip(frame["source"], silent, strict=True)
        ]
        name_rows(axes, labels)
        axes.set_xticks(range(len(names)), [_DIRECTIONS[name][3] for name in names])
        axes.set_xlim(-0.5, len(names) - 0.3)
        axes.grid(axis="y", color="#E5E5E5", lw=0.8)
        axes.set_axisbelow(True)
        axes.set_xlabel("direction (coded or suggested); the number and the size are statements")
        axes.set_title(
            f"Who says what (n = {count(total, 'statement')}, {int((~silent).sum())} of {count(len(frame), 'source')})"
        )
        return finish(
            axes,
            1.1 + 0.55 * len(frame),
            f"Symbols by source and direction: {count(total, 'statement')}; the table holds the numbers.",
        )


def _draw_direction(ax: Axes, column: int, statements: pd.Series, largest: int) -> None:
    """Draw a symbol and a number for every source that states something in one direction; the size grows with the number."""
    marker, edge, face, _ = _DIRECTIONS[str(statements.name)]
    drawn = [(row, n) for row, n in enumerate(statements) if n]
    color: dict[str, Any] = {"color": edge} if marker == "x" else {"facecolors": face, "edgecolors": edge}
    rows, sizes = [row for row, _ in drawn], [80 + 320 * n / largest for _, n in drawn]
    ax.scatter([column] * len(rows), rows, s=sizes, marker=marker, linewidths=1.6, **color)
    for row, n in drawn:
        ax.annotate(str(n), (column, row), xytext=(14, 0), textcoords="offset points", va="center")


def plot_support(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw how many statements rest on which design, as bars; color and hatch tell groups of designs.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_support` returns it, with rests_on and statements, or as `summarize_cited_designs` does, with design
        and entries.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there is nothing to draw.
    """
    label, unit = ("rests_on", "statements") if "rests_on" in frame else ("design", "entries")
    frame = frame[frame[unit] > 0]
    if frame.empty:
        return say("There is no statement, so there is nothing to rest on a reference.", ax)
    with style_on(ax) as axes:
        groups = [_GROUP_OF[name] for name in frame[label]]
        for row, (n, group) in enumerate(zip(frame[unit], groups, strict=True)):
            face, hatch = _GROUPS[group]
            axes.barh(row, n, height=0.65, color=face, hatch=hatch, edgecolor="#333333", lw=0.8)
        label_bars(axes, frame[unit])
        total = int(frame[unit].sum())
        name_rows(axes, [str(name).replace("-", " ") for name in frame[label]])
        axes.set_xlim(0, max(int(frame[unit].max()), 1) * 1.1)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel(f"{unit} (design suggested from the title of the work)")
        heading = "What the statements rest on" if unit == "statements" else "What kind of works the lists hold"
        axes.set_title(f"{heading} (n = {total} {unit})")
        legend(axes, {name: _GROUPS[name] for name in _GROUPS if name in groups})
        return finish(
            axes,
            1.1 + max(0.36 * len(frame), 0.25 * len(set(groups))),
            f"Bars: {total} {unit} by design; the table holds the numbers.",
        )

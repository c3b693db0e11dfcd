"""Figures: each draws the frame that a summary returned, and nothing else.

Every `plot_*` takes a frame and, if need be, axes of your own, and returns the axes. Assign the result: a notebook then shows
the figure once, when the cell ends, and closes it. Where the frame has nothing to draw, there is no figure: a note says what is
missing, and the function returns None (in axes of your own, the note stands in them).

Colors are those of Okabe and Ito, which people with any of the common color deficiencies tell apart; a marker or a hatch says
the same as the color, so that a figure survives a black-and-white printer. Each figure carries a sentence as its label, which
becomes the alternative text of the picture.

Set the environment variable `EVIDENCE_FIGURES` to `svg` to get every figure as SVG besides PNG. Both have the same bytes on
every run with the same versions.

References
----------
Okabe M, Ito K. Color Universal Design. 2002. https://jfly.uni-koeln.de/color/
"""

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
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from evidence_review.display import note
from evidence_review.summaries.wording import NO_REFERENCE, count

__all__ = ["plot_directions", "plot_support", "plot_words", "plot_years"]

WIDTH = 8.6  # inches; at 100 pixels per inch the width of a page's text
_PNG_SCALE = 1.5  # sharp on screens with small pixels, still under 60 kB
_WRAP = 20  # characters of a source id per line
_BLUE, _SKY, _GREEN, _YELLOW = "#0072B2", "#56B4E9", "#009E73", "#F0E442"
_ORANGE, _VERMILLION, _PURPLE, _GREY = "#E69F00", "#D55E00", "#CC79A7", "#8C8C8C"
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
# Kind of section -> color and hatch.
_SECTIONS = {
    "abstract": (_SKY, ""),
    "introduction": (_BLUE, ""),
    "body": (_GREEN, ""),
    "conclusion": (_YELLOW, "//"),
    "captions": (_PURPLE, "xx"),
    "front and back matter": (_ORANGE, ".."),
    "references": ("#D9D9D9", "\\\\"),
    "set aside": ("white", "xxx"),
}
# Direction -> marker, edge, face and label: up is good, down is bad, hollow is "none of it".
_DIRECTIONS = {
    "benefit": ("^", _BLUE, _BLUE, "benefit"),
    "no-benefit": ("^", _BLUE, "white", "no benefit"),
    "harm": ("v", _VERMILLION, _VERMILLION, "harm"),
    "no-harm": ("v", _VERMILLION, "white", "no harm"),
    "mixed": ("D", _PURPLE, _PURPLE, "mixed"),
    "neutral": ("o", _GREY, _GREY, "neutral"),
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
    "clinical evidence": (_BLUE, ""),
    "other primary research": (_ORANGE, "//"),
    "other people's summaries": (_PURPLE, ".."),
    "title does not tell": ("#D9D9D9", "\\\\"),
    "nothing in the list": ("white", ""),
}


def _say(message: str, ax: Axes | None) -> Axes | None:
    if ax is None:
        display(note(message))
        return None
    ax.set_axis_off()
    ax.text(0.5, 0.5, message, ha="center", va="center", wrap=True, transform=ax.transAxes)
    return ax


@contextlib.contextmanager
def _style_on(ax: Axes | None) -> Iterator[Axes]:
    """Give axes to draw on, new ones unless there are some, and hold the style while they are drawn on."""
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


def _wrap(name: str) -> str:
    lines = textwrap.wrap(name, _WRAP) or [""]
    return "\n".join([*lines[:2], "…"] if len(lines) > 3 else lines)


def _finish(ax: Axes, height: float, description: str) -> Axes:
    """Set height (inches) and alternative text of a figure that holds nothing else; axes of the caller's own stay as they are."""
    figure = ax.figure
    if isinstance(figure, Figure) and len(figure.axes) == 1:
        figure.set_size_inches(WIDTH, height)
        figure.set_label(description)
    return ax


def _name_rows(ax: Axes, names: list[str]) -> None:
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def _label_bars(ax: Axes, ends: pd.Series) -> None:
    for row, end in enumerate(ends):
        ax.annotate(f"{end:,}", (end, row), xytext=(4, 0), textcoords="offset points", va="center")


def _legend(ax: Axes, groups: dict[str, tuple[str, str]]) -> None:
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
        return _say("No source holds any text.", ax)
    with _style_on(ax) as axes:
        kinds = [name for name in frame.columns if name != "source"]
        left = pd.Series(0, index=frame.index)
        for kind in kinds:
            face, hatch = _SECTIONS[kind]
            look: dict[str, Any] = {"color": face, "hatch": hatch, "edgecolor": "#333333", "lw": 0.5}
            axes.barh(range(len(frame)), frame[kind], left=left, height=0.6, **look)
            left = left + frame[kind]
        _label_bars(axes, left)
        _name_rows(axes, [_wrap(name) for name in frame["source"]])
        axes.set_xlim(0, max(left.max(), 1) * 1.1)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        axes.set_xlabel("words")
        axes.set_title(f"Words by kind of section ({count(len(frame), 'source')}, {left.sum():,} words)")
        _legend(axes, {kind: _SECTIONS[kind] for kind in kinds})
        return _finish(
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
        return _say("No work with a year of publication is cited, so there is no timeline.", ax)
    with _style_on(ax) as axes:
        totals = frame.groupby("source", sort=False)["works"].sum()
        lane = frame["source"].map({name: row for row, name in enumerate(totals.index)}).astype("int64")
        years, works = frame["year"].astype("int64"), frame["works"].astype("int64")
        height = works / max(int(works.max()), 2) * 0.75
        # The axis points down, so that the first source is on top: a bar that stands on its lane's line goes up by a negative height.
        axes.bar(years, -height, bottom=lane + 0.4, width=0.8, color=_BLUE, edgecolor="white", lw=0.3)
        style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 7.5}
        for year, top, n in zip(years, lane + 0.4 - height, works, strict=True):
            if n > 1:
                axes.annotate(str(n), (year, top), xytext=(0, 1.5), **style)
        for row in range(len(totals)):
            axes.axhline(row + 0.4, color="#BBBBBB", lw=0.8, zorder=0)
        _name_rows(axes, [f"{_wrap(str(name))}\nn = {n}" for name, n in totals.items()])
        axes.set_ylim(len(totals) - 0.5, -0.6)
        margin = max(2, (20 - (years.max() - years.min())) // 2)  # a handful of years are no wider than elsewhere
        axes.set_xlim(years.min() - margin, years.max() + margin)
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True, steps=[1, 2, 5, 10]))
        axes.set_xlabel("year of publication (a bar without a number is one work)")
        axes.set_title(f"Works by year of publication (n = {totals.sum()})")
        span = f"{years.min()} to {years.max()}"
        return _finish(
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
        The axes; None when there is nothing to draw.
    """
    if frame.empty:
        return _say("No source speaks to this topic, so there is nothing to compare.", ax)
    with _style_on(ax) as axes:
        names = [name for name in frame.columns if name != "source"]
        total = int(frame[names].to_numpy().sum())
        largest = int(frame[names].to_numpy().max())
        for column, name in enumerate(names):
            _draw_direction(axes, column, frame[name], largest)
        silent = frame[names].sum(axis=1) == 0
        labels = [
            _wrap(source) + ("\n(silent)" if is_silent else "")
            for source, is_silent in zip(frame["source"], silent, strict=True)
        ]
        _name_rows(axes, labels)
        axes.set_xticks(range(len(names)), [_DIRECTIONS[name][3] for name in names])
        axes.set_xlim(-0.5, len(names) - 0.3)
        axes.grid(axis="y", color="#E5E5E5", lw=0.8)
        axes.set_axisbelow(True)
        axes.set_xlabel("direction (suggested by machine); the number and the size are statements")
        axes.set_title(
            f"Who says what (n = {count(total, 'statement')}, {int((~silent).sum())} of {count(len(frame), 'source')})"
        )
        return _finish(
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
    if frame.empty:
        return _say("There is no statement, so there is nothing to rest on a reference.", ax)
    with _style_on(ax) as axes:
        label, unit = ("rests_on", "statements") if "rests_on" in frame else ("design", "entries")
        groups = [_GROUP_OF[name] for name in frame[label]]
        for row, (n, group) in enumerate(zip(frame[unit], groups, strict=True)):
            face, hatch = _GROUPS[group]
            axes.barh(row, n, height=0.65, color=face, hatch=hatch, edgecolor="#333333", lw=0.8)
        _label_bars(axes, frame[unit])
        total = int(frame[unit].sum())
        _name_rows(axes, [str(name).replace("-", " ") for name in frame[label]])
        axes.set_xlim(0, max(int(frame[unit].max()), 1) * 1.1)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel(f"{unit} (design suggested from the title of the work)")
        heading = "What the statements rest on" if unit == "statements" else "What kind of works the lists hold"
        axes.set_title(f"{heading} (n = {total} {unit})")
        _legend(axes, {name: _GROUPS[name] for name in _GROUPS if name in groups})
        return _finish(
            axes,
            1.1 + max(0.36 * len(frame), 0.25 * len(set(groups))),
            f"Bars: {total} {unit} by design; the table holds the numbers.",
        )

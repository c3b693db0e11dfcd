"""How far reference lists overlap."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from evidence_review.plots.colors import BANDS, SOFT, look_of
from evidence_review.plots.grid import LINE_HEIGHT, MOST_COLUMNS, Grid
from evidence_review.plots.phrases import tally
from evidence_review.plots.style import finish, fold, say, short, style_on
from evidence_review.summaries.wording import join

__all__ = ["plot_overlap"]

_NAMED = 3  # pairs that the alternative text names


def plot_overlap(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw how far every two reference lists overlap: two lists as one bar, more as a table of fields.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_overlap_pairs` returns it: source, other, works, works_of_other, shared, cca_percent, overlap.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there are fewer than two lists.
    """
    if frame.empty:
        return say("Overlap is not applicable: fewer than two sources have references.", ax)
    with style_on(ax) as axes:
        return _draw_bar(axes, frame) if len(frame) == 1 else _draw_fields(axes, frame)


def _draw_bar(ax: Axes, frame: pd.DataFrame) -> Axes:
    """Draw the works of two lists as two bars, one below the other, that overlap by what they share."""
    pair = frame.iloc[0]
    one, other, shared = str(pair["source"]), str(pair["other"]), int(pair["shared"])
    works = {one: int(pair["works"]), other: int(pair["works_of_other"])}
    total = sum(works.values()) - shared
    looks = look_of(pd.concat([frame["source"], frame["other"]]))
    for row, (name, left) in enumerate({one: 0, other: works[one] - shared}.items()):
        color = looks[name].color
        ax.barh(row, works[name], left=left, height=0.5, color=color, lw=0)
        ax.annotate(
            f"{works[name]:,}",
            (left + works[name], row),
            xytext=(4, 0),
            textcoords="offset points",
            va="center_baseline",
        )
    if shared:
        for edge in (works[one] - shared, works[one]):
            ax.plot([edge, edge], [-0.45, 1.45], color=SOFT, lw=0.8, ls=(0, (3, 2)))
    ax.annotate(
        f"{shared} in both", (works[one] - shared / 2, -0.45), xytext=(0, 2), textcoords="offset points", ha="center"
    )
    ax.set_yticks([0, 1], [fold(name, 130, most=2) for name in works])
    ax.set_ylim(1.6, -0.95)
    ax.set_xlim(0, total * 1.08)
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    ax.set_xlabel("works")
    finding = f"{short(one)} and {short(other)} share {shared} of {tally(total, 'work')}: {pair['overlap']} overlap"
    shown = f"Works in two reference lists (n = {tally(total, 'work')}; corrected covered area {pair['cca_percent']}\u00a0%)"
    return finish(ax, 1.35, finding, shown, f"{short(one)} lists {works[one]}, {short(other)} {works[other]}.")


def _draw_fields(ax: Axes, frame: pd.DataFrame) -> Axes:
    """Draw a field per pair: the shade is the band, the words are the area and the shared works."""
    works = dict(zip(frame["source"].astype("str"), frame["works"], strict=True))
    works.update(zip(frame["other"].astype("str"), frame["works_of_other"], strict=True))
    names = list(works)[: MOST_COLUMNS + 1]
    grid = Grid(ax, [f"{short(name)} ({works[name]})" for name in names[1:]], names[:-1], 130)
    is_wide = grid.room >= 36
    grid.lay_out([(2 if is_wide else 1) * LINE_HEIGHT] * len(names[1:]))
    drawn = frame[frame["source"].isin(names) & frame["other"].isin(names)]
    for pair in drawn.itertuples():
        face, ink = BANDS[str(pair.overlap)]
        row, column = names.index(str(pair.other)) - 1, names.index(str(pair.source))
        grid.fill(row, column, 1, grid.tall(row), facecolor=face)
        grid.write(
            f"{pair.shared}\n{pair.cca_percent}\u00a0%" if is_wide else f"{pair.shared}",
            row,
            column,
            offset=3,
            color=ink,
        )
    used = [name for name in BANDS if name in set(drawn["overlap"])]
    handles = [Patch(facecolor=BANDS[name][0], edgecolor=SOFT, lw=0.6, label=name) for name in used]
    handles[0].set_label(f"{used[0]} overlap")
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, -0.01), ncol=len(handles), borderaxespad=0.4)
    left_out = len(works) - len(names)
    rest = f"; {tally(left_out, 'list')} left out" if left_out else ""
    field = "shared works, and the corrected covered area" if is_wide else "shared works"
    shown = f"In each field: {field} (n = {tally(len(works), 'list')}, in brackets the works of each{rest})"
    return finish(ax, grid.height + 0.3, _say_overlap(frame), shown, _say_pairs(frame))


def _say_overlap(frame: pd.DataFrame) -> str:
    without = int((frame["shared"] == 0).sum())
    if without == len(frame):
        return f"No two of the reference lists share a work ({tally(len(frame), 'pair')})"
    high = int(frame["overlap"].isin(["high", "very high"]).sum())
    overlap = f"{high or 'none'} of them {'overlaps' if high == 1 else 'overlap'} highly or very highly"
    n = len(frame) - without
    return f"{n} of {tally(len(frame), 'pair')} of reference lists {'shares' if n == 1 else 'share'} a work; {overlap}"


def _say_pairs(frame: pd.DataFrame) -> str:
    """Name the pairs that overlap most, those that tie included."""
    first = frame[(frame["shared"] > 0) & (frame["cca_percent"] == frame["cca_percent"].max())]
    pairs = [
        f"{short(str(pair.source))} with {short(str(pair.other))} ({pair.shared} works, {pair.cca_percent}\u00a0%)"
        for pair in first.itertuples()
    ]
    more = [f"{len(pairs) - _NAMED} more"] if len(pairs) > _NAMED else []
    return f"Most: {join([*pairs[:_NAMED], *more])}." if pairs else ""

"""How much each source says on each topic."""

import pandas as pd
from matplotlib.axes import Axes

from evidence_review.plots.colors import BLUE, SOFT
from evidence_review.plots.grid import LINE_HEIGHT, MOST_COLUMNS, Grid
from evidence_review.plots.phrases import begin_with_share, name_largest, tally
from evidence_review.plots.style import finish, say, short, style_on

__all__ = ["plot_evidence_map"]

_CITED = "#A9CDE6"  # pale, so that the number on it can be read; its edge is drawn in full


def plot_evidence_map(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw how much each source says on each topic: the number of statements, in a field that is filled as far as they cite.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_evidence_map` returns it: topic, source, statements, cited.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there is no statement.
    """
    total = int(frame["statements"].sum())
    if not total:
        return say("No source speaks to any topic, so there is no map to draw.", ax)
    by_source = frame.groupby("source", sort=False)["statements"].sum()
    sources = [name for name in by_source.index if name in set(by_source.nlargest(MOST_COLUMNS).index)]
    topics = list(frame["topic"].unique())
    with style_on(ax) as axes:
        grid = Grid(axes, topics, sources, 170)
        grid.lay_out([LINE_HEIGHT] * len(topics))
        for topic, source, n, cited in zip(
            frame["topic"], frame["source"], frame["statements"], frame["cited"], strict=True
        ):
            if source in sources:
                _draw_field(grid, topics.index(topic), sources.index(source), int(n), int(cited))
        left_out = len(by_source) - len(sources)
        rest = f"; {tally(left_out, 'source')} left out" if left_out else ""
        shown = f"Statements by topic and source (n = {tally(total, 'statement')}; \u2013: none{rest}); blue: the share that cites a reference"
        by_topic = frame.groupby("topic", sort=False)["statements"].sum()
        silent = int((by_topic == 0).sum())
        more = (
            f"Most statements by topic: {name_largest(by_topic)}; by source: {name_largest(by_source.rename(short))}."
        )
        more += f" {tally(silent, 'topic')} without a statement." if silent else ""
        return finish(axes, grid.height, _say_map(frame, total), shown, more)


def _draw_field(grid: Grid, row: int, column: int, n: int, cited: int) -> None:
    if not n:
        grid.write("\u2013", row, column, offset=3, color=SOFT)
        return
    height = LINE_HEIGHT + 0.04
    grid.fill(row, column, cited / n, height, facecolor=_CITED)
    grid.fill(row, column, 1, height, facecolor="none", edgecolor=BLUE, lw=0.8)
    grid.write(f"{n}", row, column, offset=3)


def _say_map(frame: pd.DataFrame, total: int) -> str:
    cited = int(frame["cited"].sum())
    finding = f"{begin_with_share(cited, total, 'statement')} {'carries' if cited == 1 else 'carry'} a citation"
    speaking = frame[frame["statements"] > 0].groupby("topic")["source"].nunique()
    alone = int((speaking == 1).sum())
    n_topics = frame["topic"].nunique()
    return finding + (
        f"; {alone} of {tally(n_topics, 'topic')} {'rests' if alone == 1 else 'rest'} on one source alone"
        if alone
        else ""
    )

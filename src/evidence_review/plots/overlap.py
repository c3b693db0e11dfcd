"""How far reference lists overlap."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from evidence_review.plots.style import BLUE, ORANGE, SKY, finish, legend, name_rows, say, style_on, wrap
from evidence_review.summaries.wording import count

__all__ = ["plot_overlap"]

# Band -> face, text and hatch, from pale to dark.
_BANDS = {
    "slight": ("#E4EEF7", "black", ""),
    "moderate": (SKY, "black", ".."),
    "high": (BLUE, "white", ""),
    "very high": ("#00314F", "white", ""),
}
_MOST = 12  # pairs of more lists are too many for words in every field


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
        return _draw_bar(axes, frame.iloc[0]) if len(frame) == 1 else _draw_fields(axes, frame)


def _draw_bar(ax: Axes, pair: pd.Series) -> Axes:
    """Draw the works of two lists as one bar: of the first alone, of both, of the other alone."""
    shared = int(pair["shared"])
    parts = {
        f"only {pair['source']}": (int(pair["works"]) - shared, BLUE, ""),
        "both": (shared, "black", ""),
        f"only {pair['other']}": (int(pair["works_of_other"]) - shared, ORANGE, "//"),
    }
    total = sum(n for n, _, _ in parts.values())
    left = 0
    for name, (n, face, hatch) in parts.items():
        ax.barh(0, n, left=left, height=0.6, color=face, hatch=hatch, edgecolor="#333333", lw=0.6)
        if n:
            label: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
            ax.annotate(
                f"{n}", (left + n / 2, -0.3), xytext=(0, 3), fontweight="bold" if name == "both" else None, **label
            )
        left += n
    name_rows(ax, ["works"])
    ax.set_ylim(0.5, -0.75)
    ax.set_xlim(0, total * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    ax.set_xlabel(f"works (corrected covered area {pair['cca_percent']} %: {pair['overlap']} overlap)")
    ax.set_title(f"What two reference lists share (n = {count(total, 'work')})")
    legend(ax, {wrap(name): (face, hatch) for name, (_, face, hatch) in parts.items()})
    return finish(
        ax,
        1.9,
        f"Bar: {count(total, 'work')}, {shared} in both lists of {pair['source']} and {pair['other']}.",
    )


def _draw_fields(ax: Axes, frame: pd.DataFrame) -> Axes:
    """Draw a field per pair: the color is the band, the words are the area and the shared works."""
    names = list(dict.fromkeys([*frame["source"], *frame["other"]]))
    place = {name: position for position, name in enumerate(names)}
    works = dict(zip(frame["source"], frame["works"], strict=True))
    works.update(zip(frame["other"], frame["works_of_other"], strict=True))
    is_wide = len(names) <= _MOST
    size = 9 if is_wide else 6
    for row in frame.itertuples():
        face, ink, hatch = _BANDS[str(row.overlap)]
        x, y = place[str(row.source)], place[str(row.other)] - 1
        ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=face, hatch=hatch, edgecolor="white", lw=1.5))
        words = f"{row.cca_percent} %\n{row.shared}" if is_wide else f"{row.shared}"
        style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": size, "color": ink}
        ax.text(x, y, words, bbox={"facecolor": face, "edgecolor": "none", "pad": 1}, **style)
    labels = [f"{wrap(name)}\nn = {works[name]}" if is_wide else f"{name[:20]} ({works[name]})" for name in names]
    name_rows(ax, labels[1:])
    ax.set_ylim(len(names) - 1.5, -0.5)
    ax.set_xlim(-0.5, len(names) - 1.5)
    ax.set_xticks(range(len(names) - 1), labels[:-1], rotation=0 if len(names) <= 5 else 90)
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    said = "corrected covered area, and works in both lists" if is_wide else "works in both lists"
    ax.set_xlabel(said)
    ax.set_title(f"How far every two reference lists overlap (n = {count(len(names), 'list')})")
    used = [name for name in _BANDS if name in set(frame["overlap"])]
    legend(ax, {f"{name} overlap": (_BANDS[name][0], _BANDS[name][2]) for name in used})
    return finish(
        ax,
        1.6 + (0.55 if is_wide else 0.3) * len(names) + (0.6 if len(names) > 5 else 0),
        f"Fields by pair of lists: overlap of {count(len(names), 'list')}; the table holds the numbers.",
    )

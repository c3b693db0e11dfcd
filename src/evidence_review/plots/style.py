"""What all figures share: size, letters, the head with the finding, and how names find room."""

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import seaborn as sns
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.layout_engine import ConstrainedLayoutEngine

from evidence_review.display import note
from evidence_review.plots.colors import INK, LINE, SOFT
from evidence_review.plots.printing import Sheet, quiet, register_formats
from evidence_review.text import visible

__all__ = ["SIZE", "WIDTH", "finish", "fold", "measure", "say", "short", "style_on"]

WIDTH = 7.09  # inches: 180 mm, the two columns of a journal
SIZE = 8.5  # points; 8 is the least that journals print
_TITLE = 10
_MARGIN = 0.06  # inches
_LETTERS = "DejaVu Sans"  # comes with matplotlib, so that every machine draws the same letters
_LONGEST = 24  # characters of an id within a sentence
_PIECE = re.compile(r"(?<=[-_./:])|(?<=[a-z])(?=\d)")  # where an id may break: before the year, say
_WORD = re.compile(r"[^ \t\n]+")  # what a no-break space holds together is one word
_STYLE: Any = {
    **sns.axes_style("ticks"),
    **sns.plotting_context("paper"),
    **dict.fromkeys(("font.size", "axes.labelsize", "xtick.labelsize", "ytick.labelsize", "legend.fontsize"), SIZE),
    "axes.titlesize": _TITLE,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelcolor": SOFT,
    "axes.edgecolor": SOFT,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "text.color": INK,
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.size": 3,
    "xtick.major.width": 0.8,
    "figure.constrained_layout.w_pad": _MARGIN,
    "figure.constrained_layout.h_pad": _MARGIN,
    "font.family": [_LETTERS],
    "legend.frameon": False,
    "text.parse_math": False,  # an id may hold a dollar sign
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
    with plt.rc_context(_STYLE), quiet():
        if ax is None:
            register_formats()
            _, ax = plt.subplots(figsize=(WIDTH, 3), layout="constrained", facecolor="white", FigureClass=Sheet)
        # Rows are named there; no figure has a scale on the left.
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        yield ax
        is_interactive = plt.isinteractive()
    # The first figure starts the notebook's backend, which turns this on; leaving the context would turn it off again, and
    # no later figure would be shown.
    plt.interactive(is_interactive)


def finish(ax: Axes, height: float, finding: str, shown: str, more: str = "") -> Axes:
    """Write the head of a figure of our own, set its height and its alternative text; a caller's axes get a title alone.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes.
    height : float
        What is drawn takes, in inches.
    finding : str
        What the figure says, in a sentence without a full stop.
    shown : str
        What is drawn, of how many, in a sentence without a full stop.
    more : str
        What the alternative text says besides: sentences.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.
    """
    figure = ax.figure
    width = (WIDTH - 3 * _MARGIN) * 72  # a printer may set letters a hair wider
    title = fold(finding, width, size=_TITLE, weight="bold")
    if not isinstance(figure, Sheet):
        ax.set_title(title)
        return ax
    below = fold(shown, width)
    title_height = _TITLE * 1.25 / 72 * (title.count("\n") + 1)
    head = _MARGIN + title_height + SIZE * 1.3 / 72 * (below.count("\n") + 1) + 0.1
    total = head + height
    figure.set_size_inches(WIDTH, total)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(rect=(0, 0, 1, 1 - head / total))
    left = _MARGIN / WIDTH
    look: dict[str, Any] = {"va": "top", "in_layout": False}
    figure.text(left, 1 - _MARGIN / total, title, size=_TITLE, weight="bold", linespacing=1.15, **look)
    figure.text(left, 1 - (_MARGIN + title_height + 0.02) / total, below, color=SOFT, **look)
    figure.set_label(f"{finding}. {more} {shown}.".replace("  ", " "))
    return ax


def measure(words: str, *, size: float = SIZE, weight: str = "normal") -> float:
    """Measure how wide words are.

    Parameters
    ----------
    words : str
        One or more lines.
    size : float
        Of the letters, in points.
    weight : str
        `normal` or `bold`.

    Returns
    -------
    float
        Points; of the widest line.
    """
    font = get_font(findfont(FontProperties(family=_LETTERS, weight=weight)))
    font.set_size(size, 720)  # ten times as fine as the letters that are drawn, which no hint then rounds
    widest = 0.0
    with quiet():
        for line in words.split("\n"):
            font.set_text(line, 0)
            widest = max(widest, font.get_width_height()[0] / 640)
    return widest


def fold(words: str, width: float, *, size: float = SIZE, weight: str = "normal", most: int = 99) -> str:
    """Break words into lines that are not wider than there is room: between words, then within an id, then anywhere.

    Parameters
    ----------
    words : str
        Any text; characters that would turn the line are made visible.
    width : float
        The room, in points.
    size : float
        Of the letters, in points.
    weight : str
        `normal` or `bold`.
    most : int
        The most lines; the last of them ends in an ellipsis when there would be more.

    Returns
    -------
    str
        Lines.
    """

    def fits(line: str) -> bool:
        return measure(line, size=size, weight=weight) <= width

    lines = [""]
    for word in _WORD.findall(visible(words)):
        for number, piece in enumerate(_break(word, fits)):
            longer = f"{lines[-1]} {piece}" if number == 0 and lines[-1] else lines[-1] + piece
            if fits(longer) or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "\u2026"]
    return "\n".join(lines)


def _break(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Break a word that finds no room in one line."""
    if fits(word):
        return [word]
    return [part for piece in _PIECE.split(word) for part in ([piece] if fits(piece) else piece)]


def short(name: str) -> str:
    """Shorten an id in the middle, since long ids are told apart by their ends as often as by their beginnings.

    Parameters
    ----------
    name : str
        The id.

    Returns
    -------
    str
        At most 24 characters.
    """
    name = visible(name)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 9]}\u2026{name[-8:]}"

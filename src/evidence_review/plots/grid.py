"""A table whose fields are drawn: rows are named on the left and columns above, both at their left edge."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from evidence_review.plots.colors import INK, LINE, SOFT, Look
from evidence_review.plots.style import SIZE, WIDTH, fold, measure, short

__all__ = ["LINE_HEIGHT", "MOST_COLUMNS", "Grid"]

LINE_HEIGHT = SIZE * 1.2 / 72  # inches
MOST_COLUMNS = 20  # have room for a number of three digits each
_GAP, _UPRIGHT = 6, 30  # points: between columns; columns that are narrower have names that are turned
_PAD = 0.1  # inches that a row is higher than what stands in it


class Grid:
    """A table to draw in; its vertical axis counts inches from the top, its horizontal axis columns.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes.
    rows, columns : list of str
        The names.
    room : float
        The most points that the names of rows may take.
    """

    def __init__(self, ax: Axes, rows: list[str], columns: list[str], room: float) -> None:
        self.ax = ax
        self.rows = [fold(name, room, most=4) for name in rows]
        names = max(map(measure, self.rows))
        self.column = (WIDTH * 72 - 14 - names - 2 * _GAP) / len(columns)
        self.room = self.column - _GAP
        self._columns = columns
        self._names = names
        self.middles: list[float] = []
        self.bounds = [0.0]
        self.height = 0.0

    def lay_out(self, heights: list[float]) -> None:
        """Give each row its height, and draw what names rows and columns.

        Parameters
        ----------
        heights : list of float
            What stands in each row takes, in inches; a name of more lines makes its row higher.
        """
        bounds = self.bounds
        for name, height in zip(self.rows, heights, strict=True):
            own = max(height, (name.count("\n") + 1) * LINE_HEIGHT) + _PAD
            self.middles.append(bounds[-1] + own / 2)
            bounds.append(bounds[-1] + own)
        ax = self.ax
        ax.set_yticks(self.middles, self.rows, ha="left", linespacing=1.1)
        ax.tick_params(axis="y", pad=self._names + 2 * _GAP)
        ax.set_ylim(bounds[-1], 0)
        for bound in bounds:
            ax.axhline(bound, color=LINE, lw=0.6, zorder=0)
        is_upright = self.room >= _UPRIGHT
        names = [fold(name, self.column - 3, most=4) if is_upright else short(name) for name in self._columns]
        look: dict[str, Any] = {"ha": "left"} if is_upright else {"ha": "center", "rotation": 90}
        ax.set_xticks([n + (0 if is_upright else 0.5) for n in range(len(names))], names, linespacing=1.1, **look)
        ax.tick_params(axis="x", length=0, labeltop=True, labelbottom=False, pad=3, labelcolor=SOFT)
        ax.set_xlim(0, len(names))
        for side in ax.spines.values():
            side.set_visible(False)
        lines = max(name.count("\n") + 1 for name in names) * LINE_HEIGHT
        self.height = bounds[-1] + 0.16 + (lines if is_upright else max(map(measure, names)) / 72)

    def write(self, words: str, row: int, column: int, *, offset: float = 0, above: float = 0, **look: Any) -> None:
        """Write in a field.

        Parameters
        ----------
        words : str
            What to write.
        row, column : int
            Where.
        offset : float
            Points from the field's left edge.
        above : float
            Inches above the middle of the row.
        **look
            Of the letters.
        """
        self.ax.annotate(
            words,
            (column, self.middles[row] - above),
            xytext=(offset, 0),
            textcoords="offset points",
            **{"va": "center_baseline" if "\n" not in words else "center", "linespacing": 1.1, **look},
        )

    def mark(self, look: Look, row: int, column: int) -> None:
        """Draw a shape at the left edge of a field.

        Parameters
        ----------
        look : Look
            What it looks like.
        row, column : int
            Where.
        """
        shift = ScaledTranslation(4 / 72, 0, self.ax.figure.dpi_scale_trans)
        self.ax.plot(
            [column],
            [self.middles[row]],
            look.shape,
            ms=7,
            mfc=look.face,
            mec=look.color,
            mew=1.2,
            transform=self.ax.transData + shift,
        )

    def fill(self, row: int, column: int, share: float, height: float, *, below: float = 0, **look: Any) -> None:
        """Fill a part of a field from its left edge.

        Parameters
        ----------
        row, column : int
            Where.
        share : float
            Of the field's width, from 0 to 1.
        height : float
            Of what is filled, in inches.
        below : float
            Inches below the middle of the row.
        **look
            Of the patch.
        """
        width = share * self.room / self.column
        top = self.middles[row] + below - height / 2
        self.ax.add_patch(Rectangle((column, top), width, height, **{"facecolor": INK, "edgecolor": "none", **look}))

    def tall(self, row: int) -> float:
        """Say how high a field is.

        Parameters
        ----------
        row : int
            The row.

        Returns
        -------
        float
            Inches, without the line that parts it from the next.
        """
        return self.bounds[row + 1] - self.bounds[row] - 0.03

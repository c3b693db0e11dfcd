"""How figures become pictures: the same bytes every time, letters as outlines, small enough for a page."""

import contextlib
import io
import os
import re
import warnings
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
from IPython.core.getipython import get_ipython
from matplotlib.figure import Figure
from PIL import Image

from evidence_review.text import visible

__all__ = ["Sheet", "quiet", "register_formats", "to_png", "to_svg"]

_SCREEN, _PRINT = 150, 300  # dots per inch: of what a notebook keeps, and of the files beside a page
_METADATA, _COMMENT = re.compile(r"<metadata>.*?</metadata>", re.DOTALL), re.compile(r"<!--.*?-->", re.DOTALL)
_TAG, _BETWEEN, _SPACE = re.compile(r"<[^>]+>"), re.compile(r">\s+<"), re.compile(r"\s+")
_PATH, _STEP = re.compile(r'(?<= d=")[^"]*'), re.compile(r"\s*([A-Za-z])\s*")
# A letter is drawn by its outline's id, at a place on its line.
_OUTLINE = re.compile(r'DejaVuSans(?:-([A-Z])\w*)?-(?=\w+")')
_AT = re.compile(r'(<use xlink:href="#\w+") transform="translate\(([\d.]+) 0\)"')
_LONG_NUMBER = re.compile(r"(?<![\d.])([1-9]\d*\.\d\d)\d+")  # not below 1, where it may be a scale


class Sheet(Figure):
    """A figure of our own: its size and its head are ours, those of a caller's figure are not."""


def register_formats() -> None:
    """Tell the notebook how to print our figures."""
    shell = get_ipython()
    if shell is None or shell.display_formatter is None:
        return
    formatters = shell.display_formatter.formatters
    formatters["image/png"].for_type(Sheet, to_png)
    if _is_for_page():
        formatters["image/svg+xml"].for_type(Sheet, to_svg)


def _is_for_page() -> bool:
    return os.environ.get("EVIDENCE_FIGURES") == "svg"


def to_png(figure: Figure) -> tuple[bytes, dict[str, Any]]:
    """Print a figure as PNG.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.

    Returns
    -------
    tuple of bytes and dict
        The picture, and its size on a screen and its alternative text.
    """
    width, height = (round(inches * 100) for inches in figure.get_size_inches())
    dpi = _PRINT if _is_for_page() else _SCREEN
    picture = Image.open(io.BytesIO(_print(figure, "png", dpi=dpi, metadata={"Software": None})))
    buffer = io.BytesIO()
    # No figure has more colors than a palette holds, but for a few in the edges of letters: a third of the bytes.
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(buffer, "png", dpi=(dpi, dpi))
    return buffer.getvalue(), {"width": width, "height": height, "alt": visible(figure.get_label())}


def to_svg(figure: Figure) -> tuple[str, dict[str, Any]]:
    """Print a figure as SVG.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.

    Returns
    -------
    tuple of str and dict
        The picture, and its alternative text, which is its title as well.
    """
    description = visible(figure.get_label())
    data = _print(figure, "svg", metadata={"Date": None, "Creator": None, "Title": description})
    return _shrink(data.decode("utf-8")), {"alt": description}


def _shrink(svg: str) -> str:
    """Leave out what no reader of a picture sees: comments, spaces, long names of outlines, and digits beyond a hundredth of a point."""
    svg = _COMMENT.sub("", _METADATA.sub("", svg))
    return _BETWEEN.sub("><", _TAG.sub(_shrink_tag, svg))


def _shrink_tag(tag: re.Match[str]) -> str:
    text = _PATH.sub(lambda path: _STEP.sub(r"\1", path[0].strip()), _LONG_NUMBER.sub(r"\1", _SPACE.sub(" ", tag[0])))
    return _AT.sub(r'\1 x="\2"', _OUTLINE.sub(lambda name: f"{name[1] or ''}g", text))


def _print(figure: Figure, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    # Outlines look the same where the font is not installed, as inside a picture no page can bring one.
    with plt.rc_context({"svg.fonttype": "path", "svg.hashsalt": "evidence-review"}), quiet():
        figure.canvas.print_figure(buffer, format=form, bbox_inches=None, **options)
    return buffer.getvalue()


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Draw a box for a letter that the font lacks, without a warning: the table beside the figure has the letter.

    Yields
    ------
    None
        Nothing.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        yield

"""What stands for what in every figure: one color and shape for each source, design, answer, direction and degree of overlap.

The colors are those of Okabe and Ito, with a darker green and an ink in place of the pale ones, so that every mark stands out from white
paper by a contrast of 3 to 1, and any two sources differ by lightness alone. What a color says is always said by a shape, a filling or a
word as well.

References
----------
Okabe M, Ito K. Color Universal Design. 2002. https://jfly.uni-koeln.de/color/
"""

from typing import NamedTuple

import pandas as pd

from evidence_review.summaries.wording import NO_REFERENCE

__all__ = [
    "ANSWERS",
    "BANDS",
    "BLUE",
    "DESIGNS",
    "DIRECTIONS",
    "GREY",
    "INK",
    "LINE",
    "SOFT",
    "VERMILLION",
    "WHITE",
    "Look",
    "look_of",
]

BLUE, VERMILLION, GREEN, PURPLE, INK = "#0072B2", "#D55E00", "#005A41", "#CC79A7", "#1A1A1A"
GREY, SOFT, LINE, WHITE = "#767676", "#555555", "#DDDDDD", "#FFFFFF"
_SOURCES = (BLUE, VERMILLION, GREEN, PURPLE, INK)
_SHAPES = ("o", "s", "^", "D", "v", "P")


class Look(NamedTuple):
    """How something is drawn: in a color, as a shape (of points), filled or hollow."""

    color: str
    shape: str = "s"
    is_filled: bool = True

    @property
    def face(self) -> str:
        """The color of the inside."""
        return self.color if self.is_filled else WHITE


ANSWERS = {
    "yes": Look(BLUE, "o"),
    "no": Look(VERMILLION, "X"),
    "mixed": Look(PURPLE, "D"),
    "unclear": Look(GREY, "o", is_filled=False),
}
# Hollow is "none of it".
DIRECTIONS = {
    "benefit": Look(BLUE),
    "no-benefit": Look(BLUE, is_filled=False),
    "harm": Look(VERMILLION),
    "no-harm": Look(VERMILLION, is_filled=False),
    "mixed": Look(PURPLE),
    "neutral": Look(GREY),
    "unread": Look(GREY, is_filled=False),
}
_CLINICAL, _PRIMARY, _SUMMARY = ("clinical evidence", BLUE), ("other primary research", GREEN), ("summaries", PURPLE)
# Design, and what stands in its place -> its group, if it is of any, and the color.
DESIGNS = {
    **dict.fromkeys(("systematic-review", "guideline", "randomized-trial", "observational", "case-series"), _CLINICAL),
    **dict.fromkeys(("pharmacokinetic", "animal", "in-vitro"), _PRIMARY),
    **dict.fromkeys(("narrative-review", "textbook"), _SUMMARY),
    "unclear": ("", GREY),
    NO_REFERENCE: ("", WHITE),
}
# How far reference lists overlap -> the field and what is written in it, from pale to dark.
BANDS = {
    "slight": ("#E4EEF7", INK),
    "moderate": ("#9DC6E3", INK),
    "high": (BLUE, WHITE),
    "very high": ("#00314F", WHITE),
}


def look_of(sources: pd.Series) -> dict[str, Look]:
    """Give each source its color and shape, which follow from its place among all sources of the review.

    Parameters
    ----------
    sources : pandas.Series
        The sources of a frame, as a category of all sources of the review, in which case a source looks the same in every figure; of
        any other column, the first to occur is the first.

    Returns
    -------
    dict of str to Look
        Every source to its look. There are 30; from the sixth on a color comes again with another shape, from the 31st on a look does.
    """
    is_known = isinstance(sources.dtype, pd.CategoricalDtype)
    names = map(str, sources.cat.categories if is_known else sources.unique())
    n = len(_SOURCES)
    return {
        name: Look(_SOURCES[place % n], _SHAPES[(place % n + place // n) % len(_SHAPES)])
        for place, name in enumerate(names)
    }

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

from evidence_review.plots.accuracy import plot_accuracy
from evidence_review.plots.agreement import plot_agreement, plot_evidence_map
from evidence_review.plots.bars import plot_directions, plot_support, plot_words, plot_years
from evidence_review.plots.overlap import plot_overlap
from evidence_review.plots.quantities import plot_quantities

__all__ = [
    "plot_accuracy",
    "plot_agreement",
    "plot_directions",
    "plot_evidence_map",
    "plot_overlap",
    "plot_quantities",
    "plot_support",
    "plot_words",
    "plot_years",
]

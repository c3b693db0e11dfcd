"""Figures: each draws the frame that a summary returned, and nothing else.

Every `plot_*` takes a frame and, if need be, axes of your own, and returns the axes. Assign the result: a notebook then shows
the figure once, when the cell ends, and closes it. Where the frame has nothing to draw, there is no figure: a note says what is
missing, and the function returns None (in axes of your own, the note stands in them).

Figures are made for print, 180 mm wide with letters of 8 points or more, and say their finding in the title; below it stands what is
drawn, of how many. The same sentences, and a few more, are the figure's label, which becomes the alternative text of the picture. What
colors and shapes mean is in `colors`: a source has its own in every figure.

Set the environment variable `EVIDENCE_FIGURES` to `svg`, as `evidence run` does, to get every figure as SVG too, and its PNG with 300
dots per inch. Both have the same bytes on every run with the same versions.
"""

from evidence_review.plots.accuracy import plot_accuracy
from evidence_review.plots.agreement import plot_agreement
from evidence_review.plots.bars import plot_directions, plot_support, plot_words
from evidence_review.plots.evidence_map import plot_evidence_map
from evidence_review.plots.overlap import plot_overlap
from evidence_review.plots.quantities import plot_quantities
from evidence_review.plots.years import plot_years

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

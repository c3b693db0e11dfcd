"""A source and a design look the same in every figure, and what looks different can be told apart by everybody."""

import itertools

import numpy as np
import pandas as pd
import pytest

from evidence_review import plots
from evidence_review.plots import colors
from evidence_review.vocabulary import ANSWERS, DESIGNS, DIRECTIONS
from tests.plots.conftest import overlap, quantities, years

# Machado, Oliveira and Fernandes 2009, complete deficiency, on linear RGB.
SEEN_WITH = {
    "all cones": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
REVIEW = ["a2020", "b2021", "c2022", "d2023"]


def linear(color):
    parts = np.array([int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast_on_white(color):
    return 1.05 / (float(linear(color) @ [0.2126, 0.7152, 0.0722]) + 0.05)


def lab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    x, y, z = np.cbrt(xyz / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def of_review(frame):
    """Say which sources the review has, as the summaries do."""
    return frame.assign(**{name: pd.Categorical(frame[name], REVIEW) for name in ("source", "other") if name in frame})


def test_black_on_white_has_the_contrast_that_is_known():
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_every_mark_stands_out_from_white_paper():
    looks = [*colors.ANSWERS.values(), *colors.DIRECTIONS.values(), *colors.look_of(pd.Series(REVIEW * 3)).values()]
    drawn = {look.color for look in looks} | {color for _, color in colors.DESIGNS.values()} - {colors.WHITE}
    assert min(map(contrast_on_white, drawn)) >= 3


def test_what_is_written_on_a_field_can_be_read():
    for field, ink in colors.BANDS.values():
        brighter, darker = sorted((contrast_on_white(field), contrast_on_white(ink)))
        assert darker / brighter >= 4.5


@pytest.mark.parametrize("eyes", SEEN_WITH)
def test_any_two_sources_differ_in_color_for_everybody(eyes):
    seen = [lab(SEEN_WITH[eyes] @ linear(color)) for color in colors._SOURCES]
    assert min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2)) > 15


def test_any_two_sources_differ_in_gray():
    light = [lab(linear(color))[0] for color in colors._SOURCES]
    assert min(abs(one - other) for one, other in itertools.combinations(light, 2)) > 5


def test_thirty_sources_have_thirty_looks():
    looks = list(colors.look_of(pd.Series([f"a{n}" for n in range(31)])).values())
    assert len(set(looks)) == 30
    assert looks[30] == looks[0]
    # A color that comes again has another shape.
    assert looks[5].color == looks[0].color
    assert looks[5].shape != looks[0].shape


def test_every_word_of_the_vocabulary_has_its_look():
    assert set(DESIGNS) < set(colors.DESIGNS)
    assert set(DIRECTIONS) < set(colors.DIRECTIONS)
    assert set(ANSWERS) <= set(colors.ANSWERS)


def test_a_source_has_its_color_by_its_place_in_the_review_whoever_else_is_in_the_figure():
    third = colors.look_of(pd.Series(REVIEW))["c2022"].color
    lane = plots.plot_years(of_review(years(["c2022"]))).patches[0]
    _, bar = plots.plot_overlap(of_review(overlap(("b2021", "c2022")))).patches
    (panel, _) = plots.plot_quantities(of_review(quantities(["c2022"]))).child_axes
    drawn = [lane.get_facecolor(), bar.get_facecolor(), tuple(panel.collections[0].get_edgecolors()[0])]
    assert [tuple(round(255 * part) for part in color[:3]) for color in drawn] == [
        tuple(int(third[place : place + 2], 16) for place in (1, 3, 5))
    ] * 3


def test_sources_that_do_not_know_their_review_are_numbered_as_they_come():
    looks = colors.look_of(pd.Series(["z2020", "a2020", "z2020"]))
    assert list(looks) == ["z2020", "a2020"]
    assert looks["z2020"] == colors.look_of(pd.Series(REVIEW))["a2020"]

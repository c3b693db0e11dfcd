"""Figures draw the frame that they are given: every value of it, and nothing else."""

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from evidence_review import plots
from tests.plots.conftest import (
    CROWD,
    MANY,
    accuracy,
    agreement,
    directions,
    evidence_map,
    overlap,
    quantities,
    support,
    words,
    years,
)


def bars(ax):
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def labels(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def shown(ax):
    return " ".join(ax.figure.texts[1].get_text().split())


def test_words_have_a_number_and_a_bar_per_field_and_zero_has_no_bar():
    # abstract 0 and 1,000; body 1,000 and 2,000, which fills its field.
    ax = plots.plot_words(words())
    assert texts(ax) == ["0", "1,000", "1,000", "2,000"]
    widths = [bar.get_width() for bar in bars(ax)]
    assert widths == pytest.approx([widths[2] / 2, widths[2] / 2, widths[2]])
    assert labels(ax.yaxis) == ["a2020", "b2021"]
    assert labels(ax.xaxis) == ["abstract", "body"]


def test_years_have_a_lane_per_source_and_a_height_per_count():
    ax = plots.plot_years(years())
    heights = [abs(bar.get_height()) for bar in bars(ax)]
    assert heights == pytest.approx([0.12, 0.48, 0.24] * 2)
    assert [bar.get_x() + bar.get_width() / 2 for bar in bars(ax)] == pytest.approx([1999, 2004, 2005] * 2)
    assert texts(ax) == ["4", "2"] * 2
    assert labels(ax.yaxis) == ["a2020\nn = 7", "b2021\nn = 7"]


def test_years_that_stand_close_have_a_number_on_the_highest_bar_alone():
    rows = pd.DataFrame({"source": "a2020", "year": [1950, 2004, 2005, 2006], "works": [1, 12, 13, 12]})
    assert texts(plots.plot_years(rows)) == ["13"]


def test_directions_tell_zero_from_silence():
    ax = plots.plot_directions(directions())
    assert texts(ax) == ["3", "1", "12", "0", "0", "2", "silent"]
    assert len(bars(ax)) == 4
    assert labels(ax.xaxis) == ["benefit", "no harm", "neutral"]
    assert "n = 18 statements, 2 of 3 sources" in shown(ax)


def test_none_of_a_direction_is_hollow():
    ax = plots.plot_directions(directions())
    benefit, no_harm, *_ = (bar.get_facecolor() for bar in bars(ax))
    assert benefit[:3] != (1, 1, 1)
    assert no_harm[:3] == (1, 1, 1)


def test_directions_of_one_source_are_said_and_not_drawn(capsys):
    assert plots.plot_directions(directions().assign(neutral=[12, 0, 0])) is None
    assert "Only a2020 speaks to this topic" in capsys.readouterr().out


def test_support_has_a_bar_per_design_with_number_and_share_below_the_name_of_the_group():
    ax = plots.plot_support(support(n=(2, 6)))
    assert [bar.get_width() for bar in bars(ax)] == [2, 6]
    assert texts(ax) == ["2 (25\u00a0%)", "6 (75\u00a0%)"]
    assert labels(ax.yaxis) == ["clinical evidence", "randomized trial", "no listed reference"]
    assert [label.get_fontweight() for label in ax.get_yticklabels()] == ["bold", "normal", "normal"]


def test_support_draws_no_bar_for_nothing():
    ax = plots.plot_support(pd.DataFrame({"rests_on": ["animal", "unclear"], "statements": [7, 0]}))
    assert labels(ax.yaxis) == ["other primary research", "animal"]


def test_support_draws_the_designs_of_lists_too():
    ax = plots.plot_support(pd.DataFrame({"design": ["animal"], "entries": [7]}))
    assert texts(ax) == ["7 (100\u00a0%)"]
    assert ax.get_xlabel() == "entries"


def test_agreement_says_each_answer_beside_its_symbol_and_values_in_words():
    ax = plots.plot_agreement(agreement())
    assert texts(ax) == ["yes (3)", "mixed (2)", "2 hours;\nmore than 24 hours (2)", "\u2013"]
    assert [line.get_marker() for line in ax.lines if line.get_marker() != "None"] == ["o", "D"]
    assert labels(ax.yaxis) == ["Does it help?", "How long does it last?"]
    assert labels(ax.xaxis) == ["a2020", "b2021"]
    assert ax.get_legend() is None


def test_agreement_tells_silence_from_what_nobody_coded():
    rows = agreement(("a2020", "b2021", "c2022"), ("Does it help?",)).assign(
        answer=["yes", "no", "not coded"], statements=[1, 1, 0]
    )
    assert texts(plots.plot_agreement(rows)) == ["yes", "no", "not coded"]


def test_agreement_of_many_sources_leaves_out_the_silent_and_explains_its_symbols():
    ax = plots.plot_agreement(agreement(MANY))
    assert len(labels(ax.xaxis)) == 9
    assert "3 sources left out" in shown(ax)
    said = [text.get_text() for text in ax.get_legend().get_texts()]
    assert said == ["yes", "mixed", "\u2026  a value, in the table"]


def test_agreement_of_nobody_or_one_source_is_said_and_not_drawn(capsys):
    assert plots.plot_agreement(agreement().tail(1)) is None
    assert "No answer to a question" in capsys.readouterr().out
    assert plots.plot_agreement(agreement().tail(2)) is None
    assert "Only a2020 answers questions of this topic" in capsys.readouterr().out


def test_the_map_fills_a_field_as_far_as_its_statements_cite():
    # Statements 3, 6, 0, 3, of which 1, 2, 0, 1 cite.
    ax = plots.plot_evidence_map(evidence_map())
    assert texts(ax) == ["3", "6", "\u2013", "3"]
    widths = [bar.get_width() for bar in bars(ax)]
    assert [part / whole for part, whole in zip(widths[::2], widths[1::2], strict=True)] == pytest.approx([1 / 3] * 3)


def test_the_map_of_a_crowd_says_how_many_are_left_out():
    ax = plots.plot_evidence_map(evidence_map(CROWD))
    assert len(labels(ax.xaxis)) == 20
    assert "20 sources left out" in shown(ax)


def test_two_lists_are_two_bars_that_overlap_by_what_they_share():
    # 40 and 30 works, of which 1 is the same: the second begins where the first has one left.
    ax = plots.plot_overlap(overlap(("a2020", "b2021")))
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax)] == [(0, 40), (39, 30)]
    assert texts(ax) == ["40", "30", "1 in both"]
    assert "1.4\u00a0%" in ax.figure.texts[1].get_text()


def test_more_lists_are_a_field_per_pair():
    ax = plots.plot_overlap(overlap())
    assert texts(ax) == ["1\n1.4\u00a0%", "4\n7.1\u00a0%", "0\n0.0\u00a0%"]
    assert labels(ax.yaxis) == ["b2021 (30)", "c2022 (40)"]
    assert labels(ax.xaxis) == ["a2020", "b2021"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["slight overlap", "moderate"]


def test_many_lists_have_room_for_the_number_alone():
    ax = plots.plot_overlap(overlap(MANY))
    assert texts(ax)[:3] == ["1", "4", "0"]
    assert len(texts(ax)) == 66


def test_quantities_stand_in_panels_of_one_unit():
    ax = plots.plot_quantities(quantities())
    times, doses = ax.child_axes
    assert [panel.get_xlabel() for panel in (times, doses)] == ["h", "mg/kg"]
    assert texts(times)[-2:] == ["n = 3 values, 2 sources, no quantity in common", "Half-life"]
    assert texts(doses)[-2:] == ["n = 1 value, 1 source: nothing to compare with", "Dose of ketamine"]
    assert labels(times.yaxis) == ["ketamine", "", "norketamine"]
    drawn = [points.get_offsets().tolist() for points in times.collections]
    assert drawn == [[[2, 0], [4, 0]], [[3, 1]], [[1.5, 2]]]
    # What stands beside a value, and an arrow for the end that is open.
    said = [text for text in texts(times) if text]
    assert said[:2] == ["2 to 4 h", "a2020\nhuman"]
    assert said[4:6] == ["90 min (\u00d72)", "a2020\nnot said"]
    assert sum(text.arrow_patch is not None for text in times.texts) == 1
    assert shown(ax).endswith("Hollow: not measured in people, or not said. What sources report, not advice")


def test_quantities_of_several_sources_say_whether_they_overlap():
    same = quantities().head(2).assign(studied_in="human", across="2 sources, overlapping")
    (panel,) = plots.plot_quantities(same).child_axes
    assert labels(panel.yaxis) == ["ketamine", "(2 sources, overlapping)"]
    assert texts(panel)[-2] == "n = 2 values, 2 sources"


def test_quantities_tell_sources_by_color_and_shape_and_people_by_the_filling():
    times, doses = plots.plot_quantities(quantities()).child_axes
    human, animal, unsaid = times.collections
    assert len(human.get_paths()[0].vertices) == len(unsaid.get_paths()[0].vertices)
    assert len(human.get_paths()[0].vertices) != len(animal.get_paths()[0].vertices)
    assert [points.get_facecolors()[0, :3].tolist() == [1, 1, 1] for points in times.collections] == [False, True, True]
    assert human.get_edgecolors().tolist() == doses.collections[0].get_edgecolors().tolist()
    assert "Hollow" not in shown(plots.plot_quantities(quantities().head(1)))


@pytest.mark.parametrize(("largest", "scale"), [(90, "linear"), (100, "log")])
def test_quantities_that_span_decades_stand_on_a_logarithmic_axis(largest, scale):
    wide = quantities().head(2).assign(low=[3.0, largest], high=[3.0, largest])
    (panel,) = plots.plot_quantities(wide).child_axes
    assert panel.get_xscale() == scale
    assert ("logarithmic" in panel.get_xlabel()) == (scale == "log")
    (panel,) = plots.plot_quantities(wide.assign(low=[0, largest])).child_axes
    assert panel.get_xscale() == "linear"


def test_quantities_without_room_are_counted():
    one = quantities().head(1)
    many = pd.concat([one.assign(low=float(n), high=float(n)) for n in range(30)], ignore_index=True)
    ax = plots.plot_quantities(many)
    assert texts(ax.child_axes[0])[-2] == "n = 25 of 30 values, 1 source: nothing to compare with"
    assert "n = 30 values of 1 source; 5 more values in the table" in shown(ax)
    ax = plots.plot_quantities(many.head(10).assign(group=list("abcdefghij")))
    assert len(ax.child_axes) == 8
    assert "2 more values in the table" in shown(ax)


def test_accuracy_draws_what_was_measured_and_nothing_else():
    ax = plots.plot_accuracy(accuracy())
    assert labels(ax.yaxis) == ["topic", "route", "links"]
    precision, recall = ax.collections[1:]
    assert precision.get_offsets().filled(-1).tolist() == [[0.86, 0], [-1, -1], [0.99, 2]]
    assert recall.get_offsets().filled(-1).tolist() == [[0.94, 0], [0.5, 1], [0.99, 2]]
    # Hollow, unless the rules were made without these texts.
    assert [color[:3].tolist() == [1, 1, 1] for color in recall.get_facecolors()] == [True, True, False]


def test_counts_have_whole_numbers_on_the_axis():
    for ax in (plots.plot_support(support(n=(1, 1))), plots.plot_overlap(overlap(("a2020", "b2021")))):
        ax.figure.canvas.draw()
        assert all(float(tick).is_integer() for tick in ax.get_xticks())

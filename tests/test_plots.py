"""Figures draw the frame that they are given: every value of it, and nothing else."""

import io
import itertools
import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbclient
import nbformat
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from evidence_review import plots
from evidence_review.plots import style


@pytest.fixture(autouse=True)
def _close():
    mpl.use("agg")
    yield
    plt.close("all")


def frame(**columns):
    return pd.DataFrame(columns)


def bars(ax):
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def labels(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


WORDS = frame(source=["a2020", "b2021"], abstract=[100, 0], body=[1000, 20])
YEARS = frame(source=["a2020", "a2020", "b2021"], year=[1999, 2004, 2004], works=[1, 4, 2])
DIRECTIONS = frame(source=["a2020", "b2021", "c2022"], benefit=[3, 0, 0], harm=[1, 0, 0], neutral=[12, 0, 2])
ACCURACY = frame(
    suggestion=["topic", "route", "links", "never measured"],
    precision=["0.86", "not measured", "0.99", "not measured"],
    recall=["0.94", "0.50", "0.99", "not measured"],
    measured_on=["in-sample: a", "in-sample: a", "out of sample: b", "not measured"],
)
PAIR = frame(
    source=["a2020"],
    other=["b2021"],
    works=[5],
    works_of_other=[3],
    shared=[2],
    cca_percent=[33.3],
    overlap=["very high"],
)
TRIPLE = frame(
    source=["a2020", "a2020", "b2021"],
    other=["b2021", "c2022", "c2022"],
    works=[40, 40, 30],
    works_of_other=[30, 20, 20],
    shared=[1, 4, 8],
    cca_percent=[1.4, 7.1, 19.0],
    overlap=["slight", "moderate", "very high"],
)
AGREEMENT = frame(
    question=["Does it help?", "Does it help?", "How long does it last?", "How long does it last?"],
    source=["a2020", "b2021", "a2020", "b2021"],
    answer=["yes", "mixed", "2 hours; more than 24 hours", "silent"],
    statements=[3, 2, 2, 0],
)
MAP = frame(
    topic=["Pain", "Pain", "Sleep", "Sleep"],
    source=["a2020", "b2021", "a2020", "b2021"],
    statements=[4, 3, 2, 0],
    cited=[4, 1, 0, 0],
)
QUANTITIES = frame(
    group=["Half-life", "Half-life", "Half-life", "Dose of ketamine"],
    unit=["h", "h", "h", "mg/kg"],
    quantity=["ketamine", "ketamine", "norketamine", "pain, oral"],
    source=["a2020", "b2021", "a2020", "a2020"],
    words=["2 to 4 h", "over 3 h", "90 min (\u00d72)", "0.5 mg/kg"],
    low=[2.0, 3.0, 1.5, 0.5],
    high=[4.0, None, 1.5, 0.5],
    population=["human", "animal", "not said", "human"],
    studied_in=["human", "animal (rat)", "not said", "human"],
    across=["", "", "", ""],
)
SUPPORT = frame(rests_on=["randomized-trial", "no listed reference"], statements=[2, 5])


def test_words_are_stacked_in_the_order_of_the_columns():
    ax = plots.plot_words(WORDS)
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax)] == [(0, 100), (0, 0), (100, 1000), (0, 20)]
    assert texts(ax) == ["1,100", "20"]
    assert labels(ax.yaxis) == ["a2020", "b2021"]
    assert ax.get_title(loc="left") == "Words by kind of section (2 sources, 1,120 words)"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["abstract", "body"]


def test_years_stand_in_lanes_and_are_counted():
    ax = plots.plot_years(YEARS)
    heights = [abs(bar.get_height()) for bar in bars(ax)]
    assert heights == pytest.approx([0.75 / 4, 0.75, 0.75 / 2])
    assert [bar.get_x() + bar.get_width() / 2 for bar in bars(ax)] == pytest.approx([1999, 2004, 2004])
    assert texts(ax) == ["4", "2"]
    assert labels(ax.yaxis) == ["a2020\nn = 5", "b2021\nn = 2"]


def test_directions_draw_a_symbol_and_a_number_per_count():
    ax = plots.plot_directions(DIRECTIONS)
    assert texts(ax) == ["3", "1", "12", "2"]
    assert [len(points.get_offsets()) for points in ax.collections] == [1, 1, 2]
    assert labels(ax.yaxis) == ["a2020", "b2021\n(silent)", "c2022"]
    assert labels(ax.xaxis) == ["benefit", "harm", "neutral"]
    assert ax.get_title(loc="left") == "Who says what (n = 18 statements, 2 of 3 sources)"


def test_directions_of_one_source_are_said_and_not_drawn(capsys):
    assert plots.plot_directions(DIRECTIONS.head(2)) is None
    assert "Only a2020 speaks to this topic" in capsys.readouterr().out


def test_support_draws_a_bar_per_row():
    ax = plots.plot_support(SUPPORT)
    assert [bar.get_width() for bar in bars(ax)] == [2, 5]
    assert labels(ax.yaxis) == ["randomized trial", "no listed reference"]
    assert len({bar.get_hatch() for bar in bars(ax)} | {bar.get_facecolor() for bar in bars(ax)}) >= 2


def test_support_draws_no_bar_for_nothing():
    ax = plots.plot_support(frame(rests_on=["animal", "unclear"], statements=[7, 0]))
    assert labels(ax.yaxis) == ["animal"]


def test_support_draws_the_designs_of_lists_too():
    ax = plots.plot_support(frame(design=["animal"], entries=[7]))
    assert texts(ax) == ["7"]
    assert ax.get_xlabel().startswith("entries")


def test_agreement_draws_a_symbol_and_a_number_or_the_value():
    ax = plots.plot_agreement(AGREEMENT)
    assert texts(ax) == ["3", "2", "2 hours;\nmore than 24\nhours (n\u00a0=\u00a02)", "\u2013"]
    yes, mixed = ax.collections
    assert yes.get_offsets()[0, 1] == mixed.get_offsets()[0, 1] == 0
    assert yes.get_paths()[0].vertices.shape != mixed.get_paths()[0].vertices.shape
    assert labels(ax.yaxis) == ["Does it help?", "How long does it last?"]
    assert labels(ax.xaxis) == ["a2020", "b2021"]
    said = [text.get_text() for text in ax.get_legend().get_texts()]
    assert said == ["yes", "mixed", "silent", "beside a symbol: statements"]


def test_agreement_on_values_alone_explains_no_symbol():
    ax = plots.plot_agreement(AGREEMENT.assign(answer=["1970", "1962", "2", "2"], statements=[1, 1, 1, 1]))
    assert texts(ax) == ["1970", "1962", "2", "2"]
    assert ax.get_legend() is None


def test_agreement_of_many_sources_leaves_out_the_silent():
    silent = [AGREEMENT.iloc[[0, 2]].assign(source=f"c{n}", answer="silent", statements=0) for n in range(20)]
    ax = plots.plot_agreement(pd.concat([AGREEMENT, *silent]))
    assert labels(ax.xaxis) == ["a2020", "b2021"]
    assert ax.get_title(loc="left") == "What the sources answer (2 questions; 20 silent sources left out)"


def test_agreement_of_nobody_or_one_source_is_said_and_not_drawn(capsys):
    assert plots.plot_agreement(AGREEMENT.tail(1)) is None
    assert "No answer to a question" in capsys.readouterr().out
    assert plots.plot_agreement(AGREEMENT.tail(2)) is None
    assert "Only a2020 answers questions of this topic" in capsys.readouterr().out


def test_the_map_draws_a_field_per_topic_and_source_that_speaks():
    ax = plots.plot_evidence_map(MAP)
    assert texts(ax) == ["4", "3", "2", "\u2013"]
    assert len({(bar.get_facecolor(), bar.get_hatch()) for bar in bars(ax)}) == 3
    said = [text.get_text() for text in ax.get_legend().get_texts()]
    assert said == ["none cited", "less than half cited", "all cited"]


def test_two_lists_are_one_bar():
    ax = plots.plot_overlap(PAIR)
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax)] == [(0, 3), (3, 2), (5, 1)]
    assert texts(ax) == ["3", "2", "1"]
    assert "33.3 %" in ax.get_xlabel()


def test_more_lists_are_a_field_per_pair():
    ax = plots.plot_overlap(TRIPLE)
    assert texts(ax) == ["1.4 %\n1", "7.1 %\n4", "19.0 %\n8"]
    assert [field.get_xy() for field in bars(ax)] == [(-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)]
    assert labels(ax.yaxis) == ["b2021\nn = 30", "c2022\nn = 20"]
    assert labels(ax.xaxis) == ["a2020\nn = 40", "b2021\nn = 30"]


def test_many_lists_have_room_for_the_number_alone():
    names = [f"a{number}" for number in range(14)]
    rows = [TRIPLE.iloc[0].to_dict() | {"source": one, "other": two} for one, two in itertools.combinations(names, 2)]
    ax = plots.plot_overlap(pd.DataFrame(rows))
    assert texts(ax) == ["1"] * 91
    assert labels(ax.yaxis)[-1] == "a13 (30)"


def test_quantities_stand_in_panels_of_one_unit():
    ax = plots.plot_quantities(QUANTITIES)
    times, doses = ax.child_axes
    assert [panel.get_xlabel() for panel in (times, doses)] == ["h", "mg/kg"]
    assert [panel.get_title(loc="left") for panel in (times, doses)] == ["Half-life", "Dose of ketamine"]
    assert texts(times)[-1] == "n = 3 values, 2 sources, no quantity in common"
    assert texts(doses)[-1] == "n = 1 value, 1 source: nothing to compare with"
    assert labels(times.yaxis) == ["ketamine", "", "norketamine"]
    drawn = [points.get_offsets().tolist() for points in times.collections]
    assert drawn == [[[2, 0], [4, 0]], [[3, 1]], [[1.5, 2]]]
    # What stands beside a value, and an arrow for the end that is open.
    said = [text for text in texts(times) if text]
    assert said[:2] == ["2 to 4 h", "a2020\nhuman"]
    assert said[4:6] == ["90 min (\u00d72)", "a2020\nnot said"]
    assert sum(text.arrow_patch is not None for text in times.texts) == 1
    assert texts(ax) == [
        "Measured in: \u25cf people   \u25b2 animals   \u25c7 not said\nWhat sources report, not advice."
    ]
    assert ax.figure.get_label().endswith("What sources report, not advice.")


def test_quantities_of_several_sources_say_whether_they_overlap():
    same = QUANTITIES.head(2).assign(studied_in="human", across="2 sources, overlapping")
    (panel,) = plots.plot_quantities(same).child_axes
    assert labels(panel.yaxis) == ["ketamine", "(2 sources, overlapping)"]
    assert texts(panel)[-1] == "n = 2 values, 2 sources"


def test_quantities_tell_populations_by_the_marker_and_sources_by_the_color():
    times, doses = plots.plot_quantities(QUANTITIES).child_axes
    human, animal, unsaid = times.collections
    assert len({len(points.get_paths()[0].vertices) for points in (human, animal, unsaid)}) == 3
    assert unsaid.get_facecolors()[0, :3].tolist() == [1, 1, 1]
    assert human.get_edgecolors().tolist() == doses.collections[0].get_edgecolors().tolist()
    # A source has its color by its place in the review, whoever else is in the figure.
    sources = pd.Categorical(["b2021"], ["a2020", "b2021"])
    (alone,) = plots.plot_quantities(QUANTITIES.iloc[[1]].assign(source=sources)).child_axes
    assert alone.collections[0].get_edgecolors().tolist() == animal.get_edgecolors().tolist()


@pytest.mark.parametrize(("largest", "scale"), [(90, "linear"), (100, "log")])
def test_quantities_that_span_decades_stand_on_a_logarithmic_axis(largest, scale):
    wide = QUANTITIES.head(2).assign(low=[3.0, largest], high=[3.0, largest])
    (panel,) = plots.plot_quantities(wide).child_axes
    assert panel.get_xscale() == scale
    assert ("logarithmic" in panel.get_xlabel()) == (scale == "log")
    (panel,) = plots.plot_quantities(wide.assign(low=[0, largest])).child_axes
    assert panel.get_xscale() == "linear"


def test_quantities_without_room_are_counted():
    many = pd.concat([QUANTITIES.head(1).assign(low=float(n), high=float(n)) for n in range(30)], ignore_index=True)
    ax = plots.plot_quantities(many)
    assert texts(ax.child_axes[0])[-1] == "n = 25 of 30 values, 1 source: nothing to compare with"
    assert texts(ax)[0].endswith("What sources report, not advice.\n5 more values in the table.")
    ax = plots.plot_quantities(many.head(10).assign(group=list("abcdefghij")))
    assert len(ax.child_axes) == 8
    assert texts(ax)[0].endswith("What sources report, not advice.\n2 more values in the table.")


@pytest.mark.parametrize(
    ("plot", "rows"),
    [
        (plots.plot_words, WORDS),
        (plots.plot_years, YEARS),
        (plots.plot_directions, DIRECTIONS),
        (plots.plot_support, SUPPORT),
        (plots.plot_overlap, PAIR),
        (plots.plot_overlap, TRIPLE),
        (plots.plot_accuracy, ACCURACY),
        (plots.plot_agreement, AGREEMENT),
        (plots.plot_evidence_map, MAP),
        (plots.plot_quantities, QUANTITIES),
    ],
)
class TestEveryFigure:
    def test_one_row(self, plot, rows):
        # One source alone agrees with nobody.
        ax = plot(rows.head(2 if plot is plots.plot_agreement else 1))
        assert ax.figure.get_label().endswith(".")

    def test_nothing_to_draw_is_said_and_not_drawn(self, plot, rows, capsys):
        assert plot(rows.head(0)) is None
        assert plt.get_fignums() == []
        assert len(capsys.readouterr().out.strip()) > 20

    def test_axes_of_the_callers_own(self, plot, rows):
        figure, (left, right) = plt.subplots(1, 2, figsize=(3, 2))
        assert plot(rows, ax=left) is left
        assert plot(rows.head(0), ax=right) is right
        assert len(right.texts) == 1
        assert not right.axison
        assert figure.get_size_inches().tolist() == [3, 2]

    def test_nothing_is_cut_off(self, plot, rows):
        long = rows.rename(columns={"source": "source"}).copy()
        if "other" in long:
            long["other"] = long["other"] + "-a-web-site-with-a-long-name-2024"
        if "source" in long:
            long["source"] = long["source"] + "-a-web-site-with-a-long-name-2024"
        figure = plot(long).figure
        figure.canvas.draw()
        box = figure.get_tightbbox()
        width, height = figure.get_size_inches()
        assert box.x0 >= -0.01
        assert box.y0 >= -0.01
        assert box.x1 <= width + 0.01
        assert box.y1 <= height + 0.01

    def test_same_bytes_every_time(self, plot, rows):
        first, second = plot(rows).figure, plot(rows).figure
        assert style._png(first) == style._png(second)
        assert style._svg(first) == style._svg(second)
        assert b"dc:date" not in style._svg(first)[0].encode()


def test_accuracy_draws_what_was_measured_and_nothing_else():
    ax = plots.plot_accuracy(ACCURACY)
    assert labels(ax.yaxis) == ["topic", "route", "links"]
    precision, recall = ax.collections[1:]
    assert precision.get_offsets().filled(-1).tolist() == [[0.86, 0], [-1, -1], [0.99, 2]]
    assert recall.get_offsets().filled(-1).tolist() == [[0.94, 0], [0.5, 1], [0.99, 2]]
    # Hollow, unless the rules were made without these texts.
    assert [color[:3].tolist() == [1, 1, 1] for color in recall.get_facecolors()] == [True, True, False]


def test_counts_have_whole_numbers_on_the_axis():
    for ax in (plots.plot_support(SUPPORT.assign(statements=[1, 1])), plots.plot_words(WORDS)):
        ax.figure.canvas.draw()
        assert all(float(tick).is_integer() for tick in ax.get_xticks())


def test_drawing_leaves_the_style_of_others_alone():
    before = dict(mpl.rcParams)
    plots.plot_words(WORDS)
    assert dict(mpl.rcParams) == before


def test_a_dollar_sign_is_no_formula():
    ax = plots.plot_words(WORDS.assign(source=["$x^2$", "b"]))
    ax.figure.savefig(io.BytesIO())
    assert labels(ax.yaxis)[0] == "$x^2$"


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, evidence_review; print([m for m in ('pandas', 'matplotlib', 'pandera', 'IPython') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_an_unknown_name_of_the_package_lists_what_there_is():
    import evidence_review as er

    with pytest.raises(AttributeError, match="no attribute 'plot'; it offers Corpus, bullets"):
        er.plot  # noqa: B018
    assert "summaries" in dir(er)


def test_a_notebook_shows_every_figure_once_with_its_description_and_closes_it():
    # nbval leaves images out, so that only this would notice a figure that is missing, doubled or never closed.
    cell = "import pandas as pd\nimport evidence_review as er\nax = er.plots.plot_support(pd.DataFrame({'design': ['animal'], 'entries': [3]}))"
    cells = [
        nbformat.v4.new_code_cell(source)
        for source in (cell, cell, "import matplotlib.pyplot as plt; plt.get_fignums()")
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    first, second, last = (one.outputs for one in notebook.cells)
    assert [output.output_type for output in first + second] == ["display_data"] * 2
    for output in (*first, *second):
        assert output.metadata["image/png"]["alt"] == "Bars: 3 entries by design; the table holds the numbers."
    assert first[0].data["image/png"] == second[0].data["image/png"]
    assert last[0].data["text/plain"] == "[]"

"""What holds for every figure: print size, letters that can be read, equal bytes, and what happens without data."""

import io
import itertools
import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbclient
import nbformat
import pytest

from evidence_review import plots
from evidence_review.plots import printing
from tests.plots.conftest import HARD, ORDINARY, agreement, words

PRINT_WIDTH = 7.09  # inches: two columns of a journal


def all_axes(figure):
    return [one for ax in figure.axes for one in (ax, *ax.child_axes)]


def shown_texts(figure):
    """List every text that a reader sees."""
    found = list(figure.texts)
    for ax in all_axes(figure):
        found += ax.texts
        if not ax.axison:
            continue
        found += [
            ax.xaxis.label,
            ax.yaxis.label,
            *(getattr(ax, name) for name in ("title", "_left_title", "_right_title")),
        ]
        found += ax.get_legend().get_texts() if ax.get_legend() else []
        for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())), (ax.yaxis, sorted(ax.get_ylim()))):
            found += [
                label
                for tick in axis.get_major_ticks()
                for label in (tick.label1, tick.label2)
                if low <= tick.get_loc() <= high and label.get_visible()
            ]
    return [text for text in found if text.get_text().strip()]


@pytest.mark.parametrize(("plot", "rows"), [*ORDINARY, *HARD])
def test_in_print_every_letter_has_eight_points_and_no_text_is_cut_off_or_lies_on_another(plot, rows):
    figure = plot(rows).figure
    scale = PRINT_WIDTH / figure.get_size_inches()[0]
    texts = shown_texts(figure)
    assert min(text.get_fontsize() for text in texts) * scale >= 8
    figure.canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    width, height = figure.canvas.get_width_height()
    for said, box in boxes:
        assert -1 <= box.x0 < box.x1 <= width + 1, said
        assert -1 <= box.y0 < box.y1 <= height + 1, said
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        apart = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 1 or b.y1 <= a.y0 + 1
        assert apart, (one, other)


@pytest.mark.parametrize(("plot", "rows"), ORDINARY)
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
        assert left.get_title(loc="left")
        assert figure.get_size_inches().tolist() == [3, 2]
        assert figure.texts == []

    def test_same_bytes_every_time(self, plot, rows):
        first, second = plot(rows).figure, plot(rows).figure
        assert printing.to_png(first) == printing.to_png(second)
        assert printing.to_svg(first) == printing.to_svg(second)

    def test_title_finding_and_number_stand_in_the_head_and_in_the_alternative_text(self, plot, rows):
        figure = plot(rows).figure
        finding, shown = (" ".join(text.get_text().split()) for text in figure.texts)
        said = " ".join(figure.get_label().split())
        assert said.startswith(f"{finding}.")
        assert said.endswith(f"{shown}.")
        assert "n = " in shown
        assert figure.texts[0].get_fontweight() == "bold"


def test_svg_has_letters_as_outlines_no_date_and_nothing_from_elsewhere():
    svg, metadata = printing.to_svg(plots.plot_words(words()).figure)
    assert "<text" not in svg
    assert "date" not in svg.lower()
    assert "<!--" not in svg
    assert f"<title>{metadata['alt']}</title>" in svg
    assert not re.search(r"(?:href|src)=\"(?!#)", svg)


def test_svg_is_the_same_picture_without_what_nobody_sees():
    assert printing._shrink('<a>\n <!-- x -->\n <path d="M 10.123456 0.0935 \nL 7 1 \nz\n"/>\n</a>') == (
        '<a><path d="M10.12 0.0935L7 1z"/></a>'
    )
    letter = '<use xlink:href="#DejaVuSans-Bold-1c" transform="translate(63.623047 0)"/>'
    assert (
        printing._shrink(f'<path id="DejaVuSans-1c"/>{letter}') == '<path id="g1c"/><use xlink:href="#Bg1c" x="63.62"/>'
    )
    # A number in words is no measure, and a name in words no outline.
    assert (
        printing._shrink("<title>n is 10.123456  or DejaVuSans-1c</title>")
        == "<title>n is 10.123456  or DejaVuSans-1c</title>"
    )


@pytest.mark.parametrize(("name", "width"), [("", 1063), ("svg", 2127)])
def test_png_has_300_dots_per_inch_beside_a_page_and_half_of_that_in_a_notebook(monkeypatch, name, width):
    monkeypatch.setenv("EVIDENCE_FIGURES", name)
    data, metadata = printing.to_png(plots.plot_words(words()).figure)
    assert abs(int.from_bytes(data[16:20], "big") - width) <= 1
    assert metadata["width"] == 709


def test_hostile_names_are_letters():
    ax = plots.plot_words(words(["<b>$x^2$</b>", "safe\u202egnp"]))
    ax.figure.savefig(io.BytesIO())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["<b>$x^2$</b>", "safe[U+202E]gnp"]
    assert "<b>" not in printing.to_svg(ax.figure)[0]
    ax.figure.set_label("safe\u202egnp <b>")
    svg, metadata = printing.to_svg(ax.figure)
    assert "<title>safe[U+202E]gnp &lt;b&gt;</title>" in svg
    assert metadata["alt"] == printing.to_png(ax.figure)[1]["alt"] == "safe[U+202E]gnp <b>"


def test_letters_that_the_font_lacks_are_no_warning():
    figure = plots.plot_agreement(agreement(("\u6c2f\u80fa\u916e", "b2021"))).figure
    assert printing.to_png(figure)


def test_drawing_leaves_the_style_of_others_alone():
    before = dict(mpl.rcParams)
    plots.plot_words(words())
    assert dict(mpl.rcParams) == before


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
        assert output.metadata["image/png"]["alt"].startswith("None of the 3 entries are clinical evidence.")
    assert first[0].data["image/png"] == second[0].data["image/png"]
    assert last[0].data["text/plain"] == "[]"

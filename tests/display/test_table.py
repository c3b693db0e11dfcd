"""A frame as a table: nothing unknown shown as a value, ids that lead to the words they name."""

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from evidence_review.display import TABLE_MIME, show
from evidence_review.errors import EvidenceError


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, "<td></td>"),
        (float("nan"), "<td></td>"),
        (pd.NA, "<td></td>"),
        (True, "<td>yes</td>"),
        ("a & b", "<td>a &amp; b</td>"),
        (["a", "<b>", 2.0], "<td>a, &lt;b&gt;, 2</td>"),
        (0.00012, "<td>0.0001</td>"),
        (-0.0001, "<td>-0.0001</td>"),
        (0.0, "<td>0</td>"),
        ("عربي", '<td dir="auto">عربي</td>'),
    ],
)
def test_cells(value: object, cell: str) -> None:
    assert cell in show(pd.DataFrame({"x": pd.Series([value], dtype=object)}), name="a").markup


def test_numbers_are_short_and_to_the_right() -> None:
    frame = pd.DataFrame({"n_statements": pd.array([3, None], dtype="Int64"), "share": [1 / 3, 2.0]})
    markup = show(frame, name="a").markup
    assert '<th scope="col" class="number">n statements</th>' in markup
    assert '<td class="number">3</td><td class="number">0.333</td>' in markup
    assert '<td class="number"></td><td class="number">2</td>' in markup


def test_rows_left_out_are_counted_and_their_place_named() -> None:
    shown = show(pd.DataFrame({"x": range(7)}), name="many-rows", max_rows=5)
    assert shown.markup.count("<tr>") == 1 + 5
    assert "2 more rows: see tables/many-rows.csv" in shown.markup
    assert repr(shown) == "many-rows: 7 rows, 1 column"
    bundle, _ = DisplayFormatter().format(shown)
    assert bundle[TABLE_MIME] == {"name": "many-rows", "csv": "x\n" + "".join(f"{n}\n" for n in range(7))}
    assert "empty: none." in show(pd.DataFrame({"x": []}), name="empty").markup
    # A figure above it has said so.
    assert show(pd.DataFrame({"x": []}), name="empty", caption="Points", is_folded=True).markup == ""


def test_named_index_becomes_columns() -> None:
    frame = pd.DataFrame({"n": [1]}, index=pd.Index(["lee2020"], name="source_id"))
    assert "source id" in show(frame, name="a").markup
    assert "source id" not in show(pd.DataFrame({"n": [1]}), name="a").markup


@pytest.mark.parametrize("name", ["../x", "A b", "a/b", "-a", "a.csv"])
def test_name_of_a_table_is_a_file_name(name: str) -> None:
    with pytest.raises(EvidenceError, match="becomes a file name"):
        show(pd.DataFrame({"x": [1]}), name=name)


def test_a_folded_table_opens_on_its_caption() -> None:
    markup = show(pd.DataFrame({"x": [1]}), name="x", caption="The <numbers>", is_folded=True).markup
    assert markup.startswith('<details class="er-fold tex2jax_ignore mathjax_ignore"><summary>The &lt;numbers&gt;</sum')
    assert "<caption>" not in markup
    # Its box scrolls, and is reached and named without a caption.
    assert 'role="region" aria-label="The &lt;numbers&gt;" tabindex="0"' in markup


def test_without_a_name_nothing_becomes_a_file() -> None:
    shown = show(pd.DataFrame({"x": range(60)}))
    assert shown.table is None
    assert repr(shown) == "table: 60 rows, 1 column"
    assert "10 more rows: max_rows=60 shows all" in shown.markup
    assert 'aria-label="table"' in shown.markup
    assert "Doses: none." in show(pd.DataFrame({"x": []}), caption="Doses").markup


def test_counts_of_a_series_are_a_table() -> None:
    counts = pd.Series(["a", "a", "b"], name="topic").value_counts()
    assert '<td>a</td><td class="number">2</td>' in show(counts).markup


@pytest.mark.parametrize("wrong", [3, None, {"a": 1}])
def test_what_is_no_table_is_refused_with_a_remedy(wrong: object) -> None:
    with pytest.raises(EvidenceError, match=r"^show: got .*; pass a frame such as corpus.statements, or the id"):
        show(wrong)  # type: ignore[arg-type]


def test_labels() -> None:
    columns = pd.MultiIndex.from_tuples([("n_cited", "all"), ("", "")])
    markup = show(pd.DataFrame([[1, 2]], columns=columns)).markup
    assert '<th scope="col" class="number">n cited / all</th><td></td>' in markup
    assert (
        '<th scope="col" class="number">x</th><th scope="col" class="number">x</th>'
        in show(pd.DataFrame([[1, 2]], columns=["x", "x"])).markup
    )


def link(words: str, place: str) -> str:
    return f'<a href="../outputs/sources/{place}">{words}</a>'


def test_ids_of_statements_lead_to_the_source() -> None:
    frame = pd.DataFrame({"statement_id": ["lee2020:s004"], "statement_ids": ["lee2020:s004;a b:s1"]})
    first, second = link("lee2020:s004", "lee2020.html#s004"), link("a b:s1", "a%20b.html#s1")
    assert f"<td>{first}</td><td>{first}, {second}</td>" in show(frame).markup


@pytest.mark.parametrize("name", ["lee2020", "lee2020:x4", "s004", "javascript:alert(1)", 'lee2020:s004"onclick'])
def test_what_names_no_place_is_no_link(name: str) -> None:
    assert "<a" not in show(pd.DataFrame({"statement_id": [name], "place_id": [name]})).markup


def test_a_name_of_a_source_cannot_leave_the_folder_or_the_attribute() -> None:
    markup = show(pd.DataFrame({"statement_id": ['../../x"y<b>?#:s1']})).markup
    assert 'href="../outputs/sources/..%2F..%2Fx%22y%3Cb%3E%3F%23.html#s1"' in markup
    assert "<b>" not in markup


@pytest.mark.parametrize(
    ("column", "anchor"),
    [("sentence_no", "n3"), ("marker_no", "m3"), ("reference_no", "r3"), ("reference", "r3"), ("section_no", "h3")],
)
def test_numbers_beside_their_source_lead_to_it(column: str, anchor: str) -> None:
    frame = pd.DataFrame({"source_id": ["lee2020", None], column: pd.array([3, None], dtype="Int64")})
    markup = show(frame).markup
    assert f'<td class="number">{link("3", f"lee2020.html#{anchor}")}</td>' in markup
    assert '<td></td><td class="number"></td>' in markup
    # Whose it is, nobody knows.
    assert "<a" not in show(frame[[column]]).markup


def test_a_count_beside_a_source_is_no_link() -> None:
    assert "<a" not in show(pd.DataFrame({"source_id": ["lee2020"], "references": [3], "n_sentences": [4]})).markup


def test_words_lead_to_their_place() -> None:
    frame = pd.DataFrame({"words": ["4 < 5 mg", "6 mg"], "place_id": ["lee2020:n3", None]})
    shown = show(frame, name="doses")
    assert f"<td>{link('4 &lt; 5 mg', 'lee2020.html#n3')}</td>" in shown.markup
    assert "<td>6 mg</td>" in shown.markup
    assert "place id" not in shown.markup
    assert repr(shown) == "doses: 2 rows, 1 column"
    assert shown.table is not None
    assert shown.table["csv"] == "words,place_id\n4 < 5 mg,lee2020:n3\n6 mg,\n"


def test_entries_of_several_lists_lead_to_each() -> None:
    markup = show(pd.DataFrame({"listed_as": ["lee2020: 4, ma2023: 12"]})).markup
    assert f"{link('lee2020: 4', 'lee2020.html#r4')}, {link('ma2023: 12', 'ma2023.html#r12')}" in markup


def test_a_long_id_as_a_header_may_break() -> None:
    markup = show(pd.DataFrame({"who": ["a"], "a_very_long_id_2020": [1], "short2020": ["b"]}), name="x").markup
    assert '<th scope="col" class="number er-id">a_very_long_id_2020</th>' in markup
    assert '<th scope="col">short2020</th>' in markup

"""The tables: what frame() accepts, orders and refuses, and that the dictionary covers every column."""

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from evidence_review.schema import TABLES, describe, frame

SECTION = {"source_id": "a2020", "section_no": 1, "level": 1, "kind": "body", "start": 0, "end": 9}
SENTENCE = {
    **{"source_id": "a2020", "sentence_no": 1, "section_no": 1, "paragraph_no": 1, "start": 0, "end": 2},
    **{"block": "prose", "raw": "It", "parts": "0-2", "text": "It", "is_boilerplate": False},
}
REFERENCE = {
    **{"source_id": "a2020", "reference_no": 1, "start": 0, "end": 9, "raw": "Smith J.."},
    **{"number_origin": "printed", "parse_status": "failed"},
}


def test_rows_are_sorted_by_the_key() -> None:
    rows = [
        {**SECTION, "source_id": source, "section_no": number} for source, number in [("b", 1), ("a", 10), ("a", 2)]
    ]
    built = frame("sections", rows)
    assert list(zip(built["source_id"], built["section_no"], strict=True)) == [("a", 2), ("a", 10), ("b", 1)]
    assert list(built.index) == [0, 1, 2]


def test_missing_and_empty_are_unknown() -> None:
    built = frame("sections", [{**SECTION, "title": "", "parent_no": None}])
    assert built[["title", "parent_no", "language", "reason"]].isna().all(axis=None)
    assert built.loc[0, "level"] == 1


def test_a_table_without_rows_keeps_its_columns_and_types() -> None:
    for name, table in TABLES.items():
        built = frame(name, [])
        assert built.empty
        assert list(built.columns) == list(table.schema.columns)
    types = frame("sections", []).dtypes
    assert str(types["title"]) == "str"
    assert str(types["start"]) == "Int64"
    assert str(frame("quantities", []).dtypes["low"]) == "Float64"
    assert str(frame("sentences", []).dtypes["is_boilerplate"]) == "bool"


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [
        ("sections", {**SECTION, "kind": "appendix"}, "kind"),
        ("sections", {**SECTION, "kind": ""}, "kind"),
        ("sentences", {**SENTENCE, "block": "heading"}, "block"),
        ("sections", {**SECTION, "section_no": 0}, "section_no"),
        ("sections", {**SECTION, "start": -1}, "start"),
        ("sections", {**SECTION, "source_id": ""}, "source_id"),
        ("references", {**REFERENCE, "design": "randomised-trial"}, "design"),
        ("references", {**REFERENCE, "design": "animal;;in-vitro"}, "design"),
    ],
)
def test_a_broken_row_is_refused(name: str, row: dict[str, object], column: str) -> None:
    with pytest.raises(SchemaErrors, match=rf'"column": "{column}"'):
        frame(name, [row])


def test_several_designs_are_joined() -> None:
    assert frame("references", [{**REFERENCE, "design": "animal;in-vitro"}]).loc[0, "design"] == "animal;in-vitro"


def test_two_rows_cannot_share_a_key() -> None:
    with pytest.raises(SchemaErrors, match="not unique"):
        frame("sections", [SECTION, SECTION])


def test_nothing_vanishes() -> None:
    with pytest.raises(ValueError, match="table sections: no column heading, sectoin_no; add it in schema.py"):
        frame("sections", [{**SECTION, "heading": "x", "sectoin_no": 2}])


@pytest.mark.parametrize("value", [None, ""])
def test_unknown_is_not_no(value: object) -> None:
    with pytest.raises(ValueError, match="table sentences: is_boilerplate is missing in row 0; say True or False"):
        frame("sentences", [{**SENTENCE, "is_boilerplate": value}])


def test_all_broken_columns_are_named_at_once() -> None:
    with pytest.raises(SchemaErrors) as caught:
        frame("sections", [{**SECTION, "kind": "appendix", "level": 0}])
    assert set(caught.value.failure_cases["column"]) == {"kind", "level"}


def test_the_dictionary_covers_every_column() -> None:
    described = describe()
    expected = [(name, column) for name, table in TABLES.items() for column in table.schema.columns]
    assert list(zip(described["table"], described["column"], strict=True)) == expected
    assert described["description"].str.fullmatch(r"\S.*[.]|\S.*\.\.\.", na=False).all()
    assert set(described["type"]) == {"text", "integer", "number", "yes or no"}


def test_names_follow_the_convention() -> None:
    described = describe()
    # The columns of the two statements of a conflict.
    described["column"] = described["column"].str.replace(r"_[ab]$", "", regex=True)
    described = described.set_index("column")
    integers = described.loc[described["type"] == "integer"].index.unique()
    assert all(
        name.endswith("_no") or name.startswith("n_") or name in {"start", "end", "cited_end", "year", "level"}
        for name in integers
    )
    flags = described.loc[described["type"] == "yes or no"].index
    assert all(name.startswith("is_") for name in flags)
    texts = described.loc[described["type"] == "text"].index
    assert not any(name.startswith(("n_", "is_")) or name.endswith("_no") for name in texts)


@pytest.mark.parametrize("name", TABLES)
def test_a_span_comes_with_its_source(name: str) -> None:
    columns = set(TABLES[name].schema.columns)
    assert ("start" in columns) == ("end" in columns)
    assert "start" not in columns or "source_id" in columns
    assert set(TABLES[name].key) <= columns


def test_frame_gives_pandas_a_frame() -> None:
    assert isinstance(frame("sentences", [SENTENCE]), pd.DataFrame)

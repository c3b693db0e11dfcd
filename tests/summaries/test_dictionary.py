"""About the tables."""

from dataclasses import replace

import pytest

from evidence_review import schema, summaries


def test_every_table_is_listed_with_its_rows(corpus):
    frame = summaries.summarize_tables(corpus).set_index("table")
    assert frame.index.tolist() == list(schema.TABLES)
    assert frame.loc["statements", ["key", "rows"]].tolist() == ["source_id, statement_no", 4]


def test_columns_say_how_much_is_known_and_what_may_stand_there(corpus):
    frame = summaries.summarize_columns(corpus, "sources", "references")
    rows = frame.set_index(["table", "column"])
    assert rows.loc[("sources", "year"), ["type", "known"]].tolist() == ["integer", 1]
    assert rows.loc[("sources", "status"), "values"] == "ok, partial, duplicate, rejected"
    assert rows.loc[("references", "design"), "values"].startswith("systematic-review, guideline")
    assert len(summaries.summarize_columns(corpus)) == len(schema.describe())


def test_an_unknown_table_names_the_known(corpus):
    with pytest.raises(ValueError, match="^sauces: no such table; there are sources, sections"):
        summaries.summarize_columns(corpus, "sauces")


def test_spans_are_held_against_the_source(five):
    """The five documents hold 149 entries, each verbatim; held against another text, none is."""
    spans = summaries.summarize_spans(five).set_index("table")
    assert (spans["rows"] == spans["verbatim"]).all()
    assert spans.loc["references", "rows"] == 149
    moved = replace(five, texts={name: f"#{text}" for name, text in five.texts.items()})
    assert summaries.summarize_spans(moved).set_index("table").loc["references", "verbatim"] == 0

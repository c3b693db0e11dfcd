"""About the machine's suggestions."""

from evidence_review import summaries


def test_what_was_not_measured_says_so():
    frame = summaries.summarize_accuracy(
        {"population": {"precision": 0.9, "n": 40, "on": "a sample"}, "route": {"recall": 1}}
    )
    rows = frame.set_index("suggestion")
    assert rows.loc["population"].tolist() == ["0.90", "not measured", "40", "not measured", "a sample"]
    assert rows.loc["direction"].tolist() == ["not measured"] * 5
    assert rows.loc["route"].tolist() == ["not measured", "1.00", *["not measured"] * 3]


def test_stored_figures_are_read_whether_or_not_they_are_there():
    assert "topic" in summaries.summarize_accuracy()["suggestion"].tolist()


def test_the_figures_say_whether_they_are_in_sample():
    measured = summaries.summarize_accuracy().set_index("suggestion")["measured_on"]
    is_outside = measured.str.startswith("out of sample: ")
    assert (measured.str.startswith("in-sample") | is_outside).all()
    assert measured.index[is_outside].tolist() == ["language of a sentence", "sentence ends, other articles"]

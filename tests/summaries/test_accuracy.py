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
    is_quantity = measured.index.str.startswith("quantity")
    assert measured.index[is_outside & ~is_quantity].tolist() == [
        "certainty, other articles",
        "change of an outcome",
        "design, other lists",
        "direction, other articles",
        "language of a sentence",
        "negation, other articles",
        "population, other articles",
        "sentence ends, other articles",
        "statement, other articles",
    ]


def test_each_label_has_its_row():
    labels = {"harm": {"precision": 0.5, "n_positive": 4}}
    frame = summaries.summarize_accuracy_by_label({"direction": {"precision": 0.7, "labels": labels}, "topic": {}})
    assert frame.to_dict("records") == [
        {"suggestion": "direction", "label": "harm", "precision": "0.50", "recall": "not measured", "to_find": "4"}
    ]


def test_a_queue_is_compared_with_its_base_rate():
    row = {"ranked_by": "the audit", "on": "a review", "n": 50, "n_positive": 10}
    row |= {"precision_at_20": 0.4, "recall_at_40": 1.0, "average_precision": 0.55}
    (shown,) = summaries.summarize_queue_accuracy({"queue": [row]}).to_dict("records")
    assert shown == {
        "measured_on": "a review",
        "ranked_by": "the audit",
        "pairs": 50,
        "doubtful": 10,
        "base_rate": "0.20",
        "precision_at_20": "0.40",
        "recall_at_40": "1.00",
        "average_precision": "0.55",
    }
    assert summaries.summarize_queue_accuracy({}).empty


def test_only_what_is_asked_for():
    frame = summaries.summarize_accuracy({"design, other lists": {}, "links": {}}, about=("design", "topic"))
    assert frame["suggestion"].tolist() == ["topic", "design", "design, other lists"]


def test_how_far_quantities_are_right_is_one_sentence():
    spans = {"precision": 0.95, "recall": 0.9, "n": 40}
    drugs = {"labels": {"substance": {"precision": 0.97, "recall": 0.5, "right": 0.9}}}
    measured = {"quantity": spans | drugs, "quantity, other sciences": spans, "quantity, trial reports": spans | drugs}
    assert summaries.say_quantity_accuracy(measured) == (
        "Quantities are the machine's suggestions. Measured on trial reports of others (n = 40): precision 0.95, recall 0.90; "
        "of the drugs that it names 0.97 are right, of those to be named 0.50 are named. Read the words before you use a number."
    )
    both = summaries.say_quantity_accuracy(measured | {"quantity, first run": spans | drugs})
    assert both.startswith(
        "Quantities are the machine's suggestions. Measured on the five bundled documents, before a rule was mended on them (n = 40): "
    )
    assert "; on trial reports of others (n = 40): " in both
    assert summaries.say_quantity_accuracy({"topic": spans}) == "How often quantities are right was not measured."


def test_the_head_of_the_queue_has_a_worth_in_counts():
    order = {"on": "two reviews", "ranked_by": "the audit", "n": 100, "n_positive": 25, "precision_at_20": 0.6}
    measured = {"queue": [order | {"recall_at_40": 0.5, "average_precision": 0.5}]}
    assert summaries.say_queue_accuracy(measured) == (
        "The head of the queue was measured on 100 citations that people judged (two reviews; ranked by the audit): "
        "12 of its first 20 were doubtful, where any order would have put about 5."
    )
    assert summaries.say_queue_accuracy({}) == "How often the head of the queue is right was not measured."

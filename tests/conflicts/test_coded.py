"""Answers of reviewers that differ: which pairs are rows, what explains them, and how much they matter."""

from itertools import product
from types import SimpleNamespace

import pytest

from evidence_review.conflicts import find_conflicts
from evidence_review.decisions import Question, Topic
from evidence_review.paths import Review
from evidence_review.schema import frame

TOPIC = Topic(
    "tea",
    "Tea",
    (
        Question("works", "Does tea relieve pain?"),
        Question("half-life", "What is its half-life?", "value", "h"),
        Question("dose", "Which dose is given?", "value", "mg/kg"),
        Question("first", "In which year was it first made?", "value", "a"),
        Question("years", "For how many years is it in use?", "value", "a"),
        Question("leaf", "Which leaf is it made of?", "name"),
    ),
    ("tea",),
)


@pytest.fixture
def find(make_statements, tmp_path):
    """Return a function from statements to the conflicts among them."""

    def run(*rows):
        corpus = SimpleNamespace(
            statements=make_statements(*rows),
            quantities=frame("quantities", []),
            topics=(TOPIC,),
            review=Review(tmp_path, tmp_path),
        )
        return find_conflicts(corpus).to_dict("records")

    return run


def said(answer, text="Tea was drunk.", **columns):
    return {"answer": answer, "text": text, **columns}


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("yes", "no", "error"),
        ("no", "yes", "error"),
        ("yes", "mixed", "warning"),
    ],
)
def test_answers_that_differ(find, one, other, severity):
    (row,) = find(said(one), said(other))
    assert (row["kind"], row["class"], row["severity"], row["scope"]) == ("answer", "direct", severity, "across")
    assert (row["statement_id_a"], row["answer_a"], row["statement_id_b"], row["answer_b"]) == (
        "s1:s001",
        one,
        "s2:s002",
        other,
    )
    assert (row["start_a"], row["end_a"], row["raw_a"], row["question"]) == (1000, 1014, "Tea was drunk.", "works")


@pytest.mark.parametrize(
    ("one", "other"), [("yes", "yes"), ("mixed", "unclear"), ("no", "unclear"), ("unclear", "yes")]
)
def test_answers_that_agree(find, one, other):
    assert find(said(one), said(other)) == []


def test_a_hedge_softens_a_direct_conflict(find):
    (row,) = find(said("yes", certainty="hedged"), said("no"))
    assert row["severity"] == "warning"


def test_only_answers_to_one_question_are_compared(find):
    assert find(said("yes"), said("no", question="other"), {"text": "Tea does not help."}) == []


def test_repeats_in_a_source_count_once(find):
    rows = find(said("yes", source_id="a"), said("yes", "Tea  was\ndrunk.", source_id="a"), said("no"))
    assert len(rows) == 1


def test_within_a_source(find):
    (row,) = find(said("yes", "Tea helps.", source_id="a"), said("no", "Tea does not help.", source_id="a"))
    assert row["scope"] == "within"


@pytest.mark.parametrize(
    ("one", "other", "field", "severity"),
    [
        ({"population": "human"}, {"population": "animal;in-vitro"}, "population: human / animal;in-vitro", "info"),
        ({"population": "human;animal"}, {"population": "animal"}, None, "error"),
        ({"text": "Topical tea helped."}, {"text": "Intravenous tea did not help."}, "route: topical / intravenous", "info"),
        ({"text": "An infusion of tea helped."}, {"text": "Intravenous tea did not help."}, None, "error"),
        ({"text": "At 1 mg/kg it helped."}, {"text": "At 0.2 mg/kg it did not."}, "dose: 1 mg/kg / 0.2 mg/kg", "info"),
        ({"text": "Low-dose tea helped."}, {"text": "At 0.2 mg/kg it did not."}, None, "error"),
        ({"text": "It lessened allodynia."}, {"text": "It did not relieve pain."}, "endpoint: allodynia / analgesia", "info"),
        ({"text": "It helped at 1 week."}, {"text": "It did not at 5 weeks."}, "time: 1 week / 5 weeks", "info"),
        ({"note": "time=5 weeks"}, {"text": "It helped at 1 week."}, "time: 5 weeks / 1 week", "info"),
        ({"note": "population=animal"}, {"population": "human"}, "population: animal / human", "info"),
        ({"text": "Its Ki was low."}, {"text": "Its affinity was high."}, "scale: inverse / direct", "info"),
    ],
)  # fmt: skip
def test_what_explains_a_difference(find, one, other, field, severity):
    (row,) = find(said("yes") | one, said("no") | other)
    assert row["class"] == ("explained-by-context" if field else "direct")
    assert field is None or field in row["what_differs"]
    assert row["severity"] == severity


def test_silence_explains_nothing_and_is_told(find):
    (row,) = find(said("yes", "Topical tea relieved pain in rats.", population="animal"), said("no"))
    assert (row["class"], row["severity"]) == ("direct", "warning")
    assert row["context"] == "only a states population, route, endpoint"


def test_an_endpoint_on_one_side_softens_nothing(find):
    (row,) = find(said("yes", "Tea relieved pain."), said("no"))
    assert (row["severity"], row["context"]) == ("error", "only a states endpoint")


@pytest.mark.parametrize(
    ("question", "one", "other", "kind", "severity"),
    [
        ("half-life", "2-4", "4-7", "within-tolerance", "info"),
        ("half-life", "2", "2.1", "within-tolerance", "info"),
        ("half-life", "2-3", "5-7", "direct", "error"),
        ("first", "1911", "1912", "direct", "error"),
        ("first", "<1911", "1912", "direct", "error"),
        ("first", "1911-1914", "1912", "within-tolerance", "info"),
        ("years", ">30", ">50", "within-tolerance", "info"),
        ("years", "30", "50", "direct", "error"),
    ],
)
def test_values_that_differ(find, question, one, other, kind, severity):
    (row,) = find(said(one, question=question), said(other, question=question))
    assert (row["kind"], row["class"], row["severity"]) == ("value", kind, severity)


@pytest.mark.parametrize(("question", "value"), [("half-life", "2-4"), ("first", "1911")])
def test_the_same_value_is_no_conflict(find, question, value):
    assert find(said(value, question=question), said(f"~{value}", question=question)) == []


def test_years_of_different_events(find):
    rows = [said("1911", "It was synthesized in 1911."), said("1930", "It was approved in 1930.")]
    (row,) = find(*(row | {"question": "first"} for row in rows))
    assert (row["class"], row["severity"]) == ("different-event", "info")
    assert row["what_differs"] == "event: synthesized / approved"


def test_years_since_different_events(find):
    rows = [said("50", "It is in use since its approval."), said("80", "It was synthesized long ago.")]
    (row,) = find(*(row | {"question": "years"} for row in rows))
    assert row["class"] == "different-event"


def test_the_answer_itself_explains_nothing(find):
    # Were 2 hours and 7 hours the time, and the doses the dose, every value would explain itself.
    for question, texts in [("half-life", ("2 hours", "7 hours")), ("dose", ("2 mg/kg", "7 mg/kg"))]:
        (row,) = find(*(said(text[0], text, question=question) for text in texts))
        assert row["class"] == "direct"


def test_a_value_of_another_substance(find):
    rows = [said("2", "S-ketamine has one of 2 hours."), said("7", "R-ketamine has one of 7 hours.")]
    (row,) = find(*(row | {"question": "half-life"} for row in rows))
    assert row["what_differs"] == "substance: S-enantiomer / R-enantiomer"


@pytest.mark.parametrize(("other", "n"), [("Camellia (\u2212)", 0), ("camellia(-)", 0), ("Camellia (+)", 1)])
def test_names(find, other, n):
    rows = find(said("Camellia (-)", question="leaf"), said(other, question="leaf"))
    assert [(row["kind"], row["class"], row["severity"]) for row in rows] == [("nomenclature", "direct", "error")] * n


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("It is 4 times as strong.", "Its affinity is 2 times as high.", "explained-by-context"),
        ("Its affinity is 4 times as high.", "At the receptor, its affinity is 2 times as high.", "direct"),
        ("It is 4 times as strong.", "It is 2 times as strong against pain.", "direct"),
    ],
)
def test_affinity_is_a_quantity_of_its_own(find, one, other, kind):
    (row,) = find(said("4", one, question="half-life"), said("2", other, question="half-life"))
    assert row["class"] == kind


def test_errors_come_first(find):
    answers = product([("yes", "Tea helps."), ("mixed", "Tea may help."), ("no", "Tea does not help.")])
    rows = find(*(said(*one) for (one,) in answers))
    assert [row["severity"] for row in rows] == ["error", "warning", "warning"]
    assert [row["conflict_no"] for row in rows] == [1, 2, 3]


def test_nothing_to_compare(find):
    assert find() == []

"""Statements that may disagree: which pairs the machine proposes, and which it must not."""

from types import SimpleNamespace

import pytest

from evidence_review.conflicts import find_conflicts
from evidence_review.decisions import Topic
from evidence_review.paths import Review

# Other statements, so that what a pair shares is rare.
OTHERS = [{"text": f"In {place}, tea is drunk at noon.", "source_id": f"z{place}"} for place in "abcdefghijklmnop"]
RISE = {"text": "Morphine raises blood pressure."}
DENIAL = {"text": "Morphine does not raise blood pressure."}

HALF_LIFE = {"kind": "half-life", "canonical_unit": "h", "substance": "morphine"}


@pytest.fixture
def find(make_statements, make_quantities, tmp_path):
    """Return a function from statements to the candidates among them and others."""

    def run(*rows):
        statements = make_statements(*rows, *OTHERS)
        corpus = SimpleNamespace(
            statements=statements,
            quantities=make_quantities(statements, *rows),
            topics=(Topic("other", "", (), ("x",)), Topic("tea", "Tea", (), ("tea",))),
            review=Review(tmp_path, tmp_path),
        )
        found = find_conflicts(corpus)
        assert set(found["class"]) <= {"candidate"}
        return found.to_dict("records")

    return run


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (RISE["text"], DENIAL["text"], "blood-pressure: raises / not raise"),
        (RISE["text"], "Blood pressure was lowered by morphine.", "blood-pressure: raises / lowered"),
        (RISE["text"], "Morphine had no effect on blood pressure.", "blood-pressure: raises / effect"),
        (RISE["text"], "Opioids lower blood pressure.", "blood-pressure: raises / lower"),
        ("An enantiomer is R(-)-methadone.", "The enantiomers S(-)- and R(+)-methadone", "rotation of R: - / +"),
    ],
)  # fmt: skip
def test_a_candidate(find, one, other, what):
    (row,) = find({"text": one}, {"text": other})
    assert (row["what_differs"], row["severity"], row["scope"]) == (what, "info", "across")
    assert row["context"].startswith("both speak of ")
    assert (row["raw_a"], row["raw_b"]) == (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RISE["text"], "Morphine increases blood pressure."),
        (RISE["text"], "Naproxen lowers blood pressure."),
        (RISE["text"], "Morphine lowers mortality."),
        (RISE["text"], "Blood pressure was lower than with morphine."),
        ("An enantiomer is R(-)-methadone.", "The enantiomer S(+)-methadone"),
        ("An enantiomer is R(-)-methadone.", "The enantiomer R(+)-ibuprofen"),
        # A low constant is a high affinity.
        ("Morphine raises blood pressure at a low Ki.", "Morphine lowers blood pressure at a high Ki."),
    ],
)
def test_no_candidate(find, one, other):
    assert find({"text": one}, {"text": other}) == []


SHORT = {
    "text": "Morphine has a half-life of 2 hours.",
    "quantities": [HALF_LIFE | {"raw": "2 hours", "canonical_low": 2, "canonical_high": 2}],
}
LONG = {
    "text": "Its half-life is 5 to 7 hours.",
    "quantities": [HALF_LIFE | {"raw": "5 to 7 hours", "canonical_low": 5, "canonical_high": 7}],
}


def test_figures_that_lie_apart(find):
    # That the second speaks of morphine stands in another sentence, and in the table of quantities.
    (row,) = find(SHORT, LONG)
    assert (row["kind"], row["severity"], row["raw_a"], row["raw_b"]) == ("value", "info", SHORT["text"], LONG["text"])
    assert row["what_differs"] == "half-life of morphine: 2 hours / 5 to 7 hours"
    assert row["context"] == "both give the half-life of morphine"


def test_figures_that_meet_or_are_of_two_topics(find):
    assert find(SHORT, LONG | {"quantities": [LONG["quantities"][0] | {"canonical_low": 2}]}) == []
    assert find(SHORT, LONG | {"topic": "other"}) == []
    assert find(SHORT, LONG | {"quantities": []}) == []


def test_figures_that_reviewers_coded_are_left_to_them(find):
    assert find(SHORT | {"answer": "2"}, LONG | {"answer": "5-7", "question": "other"}) == []


def test_statements_of_two_topics_are_not_compared(find):
    assert find(RISE, DENIAL | {"topic": "other"}) == []


def test_what_everybody_speaks_of_is_no_candidate(find):
    common = [{"text": f"Morphine and blood pressure, {place}."} for place in "abcdefghijklmnopqrstuvwxyz"]
    assert find(RISE, DENIAL, *common) == []


def test_what_reviewers_coded_is_left_to_them(find):
    assert find(RISE | {"answer": "yes"}, DENIAL | {"answer": "no", "question": "other"}) == []
    assert len(find(RISE | {"answer": "yes"}, DENIAL)) == 1


def test_words_that_overlap_are_one_statement(find):
    place = {"source_id": "a", "start": 5}
    assert find(RISE | place | {"end": 36}, DENIAL | place | {"end": 44}) == []


def test_a_statement_stands_in_few_pairs(find):
    places = ["at noon", "at night", "in rain", "in snow"]
    rows = [{"text": f"Morphine does not raise blood pressure {place}."} for place in places]
    found = find(RISE, *rows)
    assert [row["raw_b"] for row in found] == [row["text"] for row in rows[:2]]


def test_what_the_circumstances_explain_is_told_and_comes_last(find):
    topical, oral = ({"text": f"{how} morphine lowers blood pressure."} for how in ("Topical", "Oral"))
    found = find({"text": "Oral morphine raises blood pressure."}, topical, oral)
    assert [row["raw_b"] for row in found] == [oral["text"], topical["text"]]
    assert found[1]["what_differs"] == "blood-pressure: raises / lowers; route: oral / topical"

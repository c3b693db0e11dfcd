"""What a number measures: every rule of the list by its examples."""

import pytest

from evidence_review.extract.quantities import find_quantities
from evidence_review.extract.quantity_kinds import find_dimension
from evidence_review.extract.words import read_words
from evidence_review.vocabulary import QUANTITY_KINDS

DATA = read_words("quantity_kinds")
EXAMPLES = [(rule["kind"], example) for rule in DATA["rule"] for example in rule["examples"]]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_an_example_has_the_kind_of_its_rule(kind, example):
    before, rest = example.split("{")
    marked = rest.split("}")[0]
    text = example.replace("{", "").replace("}", "")
    start, end = len(before), len(before) + len(marked)
    kinds = [q.kind for q in find_quantities(text) if q.start < end and start < q.end]
    assert kinds == [kind]


def test_kinds_are_those_of_the_vocabulary():
    assert {rule["kind"] for rule in DATA["rule"]} | set(DATA["default"].values()) <= set(QUANTITY_KINDS)


@pytest.mark.parametrize(
    ("code", "dimension"),
    [
        ("h", "time"),
        ("mg", "mass"),
        ("kg", "weight"),
        ("mg/kg", "per mass"),
        ("mg/kg/d", "per mass"),
        ("mg/h", "rate"),
        ("ug/kg/min", "rate"),
        ("ng/mL", "concentration"),
        ("umol/L", "concentration"),
        ("L/h", "flow"),
        ("mL/min/kg", "flow"),
        ("kg/m2", "other"),
        ("Cel", "other"),
        ("u", "other"),
        ("", "other"),
    ],
)
def test_a_unit_has_a_dimension(code, dimension):
    assert find_dimension(code) == dimension


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It helped 30% of them.", "percentage"),
        ("The rods weighed 30 mg.", "other"),
        ("They were infused for 30 weeks.", "duration"),
        ("They were well after 30 weeks.", "follow-up"),
        ("Its clearance was 30 mL/min.", "clearance"),
        ("The brook ran at 30 mL/min.", "other"),
        ("Their scores were 30 times higher.", "other"),
    ],
)
def test_words_around_decide(text, kind):
    assert [q.kind for q in find_quantities(text)] == [kind]

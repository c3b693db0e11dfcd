"""The figures of statements: which quantities are one, what each is of, and which two cannot both be right."""

import pytest

from evidence_review.conflicts.figures import are_apart, group_quantities, read_figures
from evidence_review.conflicts.sides import read_sides
from evidence_review.extract.concepts import built_in


def quantity(raw, kind, low, high=None, unit="h", **more):
    """Return a quantity of a statement, by its value in canonical unit."""
    value = {"canonical_low": low, "canonical_high": low if high is None else high, "canonical_unit": unit}
    return {"raw": raw, "kind": kind, "substance": "tramadol"} | value | more


@pytest.fixture
def read(make_statements, make_quantities):
    """Return a function from a statement and its quantities to its figures."""

    def run(text, *quantities, start=1000):
        row = {"text": text, "start": start, "end": start + len(text), "quantities": quantities}
        statements = make_statements(row)
        grouped = group_quantities(make_quantities(statements, row))
        return read_figures(read_sides(statements)[0], grouped.get("s1", []), built_in())

    return run


@pytest.mark.parametrize(
    ("text", "given", "name"),
    [
        ("Its half-life is 2 h.", quantity("2 h", "half-life", 2), "half-life of tramadol"),
        ("The terminal half-life is 2 h.", quantity("2 h", "half-life", 2), "half-life of tramadol"),
        ("In children, the half-life is 2 h.", quantity("2 h", "half-life", 2), "half-life of tramadol, children"),
        ("In patients, the half-life is 2 h.", quantity("2 h", "half-life", 2), "half-life of tramadol"),
        ("It is 20%.", quantity("20%", "bioavailability", 20, unit="%", route="oral"), "bioavailability of tramadol, oral"),
        ("It was approved in 1970.", quantity("1970", "date", 1970, unit="a", indication="pain"), "approval of tramadol, pain"),
        ("It was approved in Japan in 1970.", quantity("1970", "date", 1970, unit="a"), "approval of tramadol, japan"),
        ("As an anesthetic, (S)-tramadol is 4 times as potent as (R)-tramadol.", quantity("4 times", "potency-ratio", 4, unit="1", substance="S-tramadol"), "potency-ratio of S-tramadol, R-tramadol, anesthesia"),
        ("Compared with morphine, it is 4 times as potent.", quantity("4 times", "potency-ratio", 4, unit="1"), "potency-ratio of tramadol, morphine"),
        ("It is 4 times less potent than morphine.", quantity("4 times", "potency-ratio", 4, unit="1"), "potency-ratio of morphine, tramadol"),
    ],
)  # fmt: skip
def test_a_figure(read, text, given, name):
    assert [figure.name for figure in read(text, given)] == [name]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        # A dose is a choice.
        ("A dose of 2 mg was given.", quantity("2 mg", "dose", 2, unit="mg")),
        ("It was given for 2 h.", quantity("2 h", "duration", 2)),
        ("Relief was seen in 20%.", quantity("20%", "percentage", 20, unit="%")),
        ("It was studied in 1970.", quantity("1970", "date", 1970, unit="a")),
        (
            "Oral it is 20%, and more by rectal administration.",
            quantity("20%", "bioavailability", 20, unit="%", route="oral"),
        ),
        # Whose half-life it is, or in which unit, is not known.
        ("Its half-life is 2 h.", quantity("2 h", "half-life", 2, substance="")),
        ("Its half-life is 2 moons.", quantity("2 moons", "half-life", None, unit="")),
        ("It is 4 times as potent.", quantity("4 times", "potency-ratio", 4, unit="1")),
        ("It is half as potent as morphine.", quantity("half", "potency-ratio", 0.5, unit="1")),
    ],
)
def test_no_figure(read, text, given):
    assert read(text, given) == []


def test_figures_are_those_between_the_ends_of_the_statement(read, make_statements, make_quantities):
    rows = [{"text": "Its half-life is 2 h.", "source_id": "a", "quantities": [quantity("2 h", "half-life", 2)]}, {"text": "It is long.", "source_id": "a"}]  # fmt: skip
    statements = make_statements(*rows)
    quantities = group_quantities(make_quantities(statements, *rows))["a"]
    assert [len(read_figures(side, quantities, built_in())) for side in read_sides(statements)] == [1, 0]


def test_distribution_is_not_elimination(read):
    text = "Its alpha half-life is 2 to 4 min\nand its beta half-life 2 to 4 h."
    both = read(text, quantity("2 to 4 min", "half-life", 2 / 60, 4 / 60), quantity("2 to 4 h", "half-life", 2, 4))
    assert [figure.name for figure in both] == ["half-life of tramadol, distribution", "half-life of tramadol"]
    assert not are_apart(*both)


def test_two_figures_that_a_statement_tells_apart_somehow_are_left_out(read):
    text = "Its half-life is 2 h by day and 9 h by night, and it is first marketed in 1970."
    two = quantity("2 h", "half-life", 2), quantity("9 h", "half-life", 9)
    (figure,) = read(text, *two, quantity("1970", "date", 1970, unit="a"))
    assert figure.name == "marketing of tramadol"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"low": 2}, {"low": 9}, True),
        ({"low": 2, "high": 3}, {"low": 3, "high": 9}, False),
        # A tenth of the larger is a matter of rounding.
        ({"low": 9.2}, {"low": 10}, False),
        ({"low": 2}, {"low": 9, "unit": "L/h"}, False),
        ({"low": 2}, {"low": 9, "substance": "morphine"}, False),
        ({"low": 2}, {"low": 9, "population": "human"}, True),
        ({"low": 2}, {"low": 9, "population": "animal", "species": "rat"}, False),
        ({"low": 2, "population": "animal", "species": "rat"}, {"low": 9, "population": "animal", "species": "rat"}, True),
        ({"low": 2, "population": "animal", "species": "dog"}, {"low": 9, "population": "animal", "species": "rat"}, False),
        ({"low": 2, "route": "oral"}, {"low": 9}, True),
        ({"low": 2, "route": "oral"}, {"low": 9, "route": "rectal"}, False),
        ({"low": 2, "comparator": ">", "high": None}, {"low": 9}, False),
    ],
)  # fmt: skip
def test_what_lies_apart(read, one, other, expected):
    a, b = (_read_one(read, values) for values in (one, other))
    assert are_apart(a, b) is expected
    assert are_apart(b, a) is expected


def _read_one(read, values):
    given = quantity("2 h", "half-life", 0) | {"canonical_low": values["low"], "canonical_high": values["low"]}
    more = {key: value for key, value in values.items() if key not in ("low", "high", "unit")}
    if "high" in values:
        more["canonical_high"] = values["high"]
    if "unit" in values:
        more["canonical_unit"] = values["unit"]
    (figure,) = read("Its half-life is 2 h.", given | more)
    return figure


def test_years_have_no_tolerance(read):
    a, b = (
        read(f"It was first synthesized in {year}.", quantity(year, "date", int(year), unit="a"))[0]
        for year in ("1962", "1963")
    )
    assert are_apart(a, b)

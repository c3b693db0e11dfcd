"""The quantities of the bundled documents, as a person reads them, and of any text at all."""

import csv
import math
import runpy

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review import cli
from evidence_review.extract.binding import Surroundings, bind_quantities
from evidence_review.extract.quantities import find_quantities
from evidence_review.vocabulary import POPULATIONS, PROSE_KINDS, QUANTITY_KINDS, QUANTITY_ROLES


@pytest.fixture(scope="module")
def rows(five):
    """Return the quantities as plain rows, empty where nothing is known."""
    table = five.quantities.astype(object)
    return table.where(table.notna(), "").to_dict("records")


@pytest.fixture
def pick(rows):
    def pick(source_id, raw):
        return [row for row in rows if row["source_id"] == source_id and row["raw"] == raw]

    return pick


def test_a_rate_of_infusion_per_hour(pick):
    (row,) = pick("spitaleri2025", "1 to 2 microg/kg per minute")
    assert (row["kind"], row["comparator"], row["low"], row["high"], row["unit"]) == (
        "infusion-rate",
        "",
        1,
        2,
        "ug/kg/min",
    )
    # 1 microgram is 0.001 mg, and an hour has 60 minutes.
    assert row["canonical_unit"] == "mg/kg/h"
    assert (row["canonical_low"], row["canonical_high"]) == pytest.approx((0.06, 0.12))
    assert row["substance"] == "ketamine"


def test_a_clearance_for_a_body_weight_is_one_per_kg(pick):
    (row,) = pick("spitaleri2025", "60 to 147 L/h")
    assert (row["kind"], row["low"], row["high"], row["unit"]) == ("clearance", 60, 147, "L/h")
    # 60 / 70 and 147 / 70.
    assert row["canonical_unit"] == "L/h/kg"
    assert (row["canonical_low"], row["canonical_high"]) == pytest.approx((0.857, 2.1), abs=0.001)
    assert (row["substance"], row["population"]) == ("ketamine", "human")


def test_minutes_and_hours_stay_apart(pick):
    (short,) = pick("spitaleri2025", "2 to 4 minutes")
    (long,) = pick("spitaleri2025", "2 to 4 hours")
    assert (short["kind"], short["unit"], long["kind"], long["unit"]) == ("half-life", "min", "half-life", "h")
    assert short["canonical_unit"] == long["canonical_unit"] == "h"
    assert (short["canonical_low"], short["canonical_high"]) == pytest.approx((2 / 60, 4 / 60))
    assert (long["canonical_low"], long["canonical_high"]) == (2, 4)


def test_a_molecular_mass_is_no_dose(pick):
    (row,) = pick("thanoon2024", "237.73 Da")
    assert (row["kind"], row["low"], row["high"], row["unit"]) == ("other", 237.73, 237.73, "u")


@pytest.mark.parametrize(
    ("raw", "value", "substance", "route"),
    [
        ("30 mg/kg", 30, "ketamine", "intraperitoneal"),
        ("2.5", 2.5, "morphine", "subcutaneous"),
        ("5.0", 5, "morphine", "subcutaneous"),
        ("7.5 mg/kg", 7.5, "morphine", "subcutaneous"),
    ],
)
def test_doses_of_two_drugs_to_rats(pick, raw, value, substance, route):
    (row,) = pick("thanoon2024", raw)
    assert (row["kind"], row["low"], row["high"], row["unit"]) == ("dose", value, value, "mg/kg")
    assert (row["substance"], row["route"]) == (substance, route)
    assert (row["population"], row["species"], row["role"]) == ("animal", "rat", "setting")


def test_two_values_are_two_doses(pick):
    (four,) = pick("thanoon2024", "4")
    (ten,) = pick("thanoon2024", "10 mg/kg")
    for row, value in ((four, 4), (ten, 10)):
        assert (row["kind"], row["low"], row["high"], row["unit"]) == ("dose", value, value, "mg/kg")
        assert row["substance"] == "ketamine"
        # Nothing says whom it was given to.
        assert (row["population"], row["species"]) == ("", "")


def test_nothing_is_taken_from_markers_nor_from_outside_the_prose(five, rows):
    kinds = five.sections.set_index(["source_id", "section_no"])["kind"]
    sections = five.sentences.set_index(["source_id", "sentence_no"])["section_no"]
    assert {kinds[row["source_id"], sections[row["source_id"], row["sentence_no"]]] for row in rows} <= {
        *PROSE_KINDS,
        "caption",
    }
    markers = five.citations[["source_id", "start", "end"]].to_dict("records")
    for row in rows:
        assert not any(
            row["source_id"] == one["source_id"] and row["start"] < one["end"] and one["start"] < row["end"]
            for one in markers
        ), row["raw"]
    lists = five.references[["source_id", "start", "end"]].to_dict("records")
    assert not [
        row["raw"]
        for row in rows
        if any(row["source_id"] == one["source_id"] and one["start"] <= row["start"] < one["end"] for one in lists)
    ]


@pytest.fixture(scope="module")
def scores(five, root):
    """Return what readers labeled held against what was found (tests/data/quantities/README.md)."""
    accuracy = runpy.run_path(str(root / "tests" / "accuracy" / "quantities.py"))
    with (root / "tests" / "data" / "quantities" / "labelled.csv").open(encoding="utf-8", newline="") as handle:
        return accuracy["score"](list(csv.DictReader(handle)), accuracy["rows_of"](five))


def test_they_are_those_that_readers_found(scores):
    spans = scores[""]
    assert 2 * spans.n_right / (len(spans.gold) + len(spans.found)) >= 0.9


def test_their_substance_is_what_readers_say(scores):
    assert scores["substance"].n_right / scores["substance"].n >= 0.95


NUMBERS = ["0.5", "1,000", "3–4", "between 10 and 50", "two", "twenty-one", "1e999", "9" * 400, "-5", "±3", "½", "²", "٣", "1.2.3", "0", "p < 0.05", "95% CI 0.5 to 0.8", "one in five", "one in zero", "5 to 2", "2019", "twice"]  # fmt: skip
WORDS = ["more than", "up to", "mg/kg", "mg/kg/h", "µg", "L/h", "%", "percent", "years", "weeks or longer", "patients", "of ketamine", "morphine", "in rats", "(", ")", "[1,2]", ",", "and", "to", "a single", "IV", "for a 70 kg individual", "for a 0 kg rat", "half-life", "aged", "fold", "10-fold", "mg/0", "/", "**", "\u2028"]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(NUMBERS), st.sampled_from(WORDS), st.text(max_size=6)), max_size=14)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS, st.booleans())
def test_any_text_gives_rows_that_hold(pieces, is_spaced):
    text = " ".join((" " if is_spaced else "").join(pieces).split())
    quantities = find_quantities(text)
    assert len(bind_quantities(text, quantities, Surroundings((text,), (text,), text))) == len(quantities)
    last = 0
    for one in quantities:
        assert last <= one.start < one.end <= len(text)
        last = one.end
        check_row(vars(one))


def check_row(row):
    assert row["kind"] in QUANTITY_KINDS
    assert row["comparator"] in ("", "<", "<=", ">", ">=", "~")
    for low, high in ((row["low"], row["high"]), (row["canonical_low"], row["canonical_high"])):
        ends = [end for end in (low, high) if end is not None and not pd.isna(end)]
        assert all(map(math.isfinite, ends)), row
        assert ends == sorted(ends), row
    assert row["unit"] or row["reason"], row


HOSTILE = [
    "The dose was 9**9**9**9 mg of it in all of the patients who were given it at once.",
    f"The dose was {'9' * 100_000} mg of it in all of the patients who were given it at once.",
    f"The dose was {'+-' * 20_000}5 mg of it in all of the patients who were given it at once.",
    f"The dose was 5{' mg/kg' * 10_000} of it in all of the patients who were given it at once.",
    "The dose was 1e999999999 mg, or __import__('os').getcwd() of it in all of the patients who were given it.",
]


def test_hostile_numbers_are_text_like_any_other(make_review, capsys):
    review = make_review({f"{number}.txt": f"Doses\n\n{text}\n" for number, text in enumerate(HOSTILE)})
    arguments = ["--seeds", str(review.seeds), "--outputs", str(review.outputs)]
    assert cli.main(["build", *arguments]) == 0, capsys.readouterr().err
    with (review.tables / "quantities.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            text = HOSTILE[int(row["source_id"][0])] if row["source_id"][0].isdigit() else ""
            assert row["raw"] in text
            assert len(row["reason"]) < 500
            for end in ("low", "high", "canonical_low", "canonical_high"):
                assert not row[end] or math.isfinite(float(row[end]))


def test_the_words_of_the_table_are_those_of_the_vocabulary(rows):
    assert {row["role"] for row in rows} <= {"", *QUANTITY_ROLES}
    assert {one for row in rows for one in row["population"].split(";")} <= {"", *POPULATIONS}

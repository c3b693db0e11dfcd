"""Labels and quantities are held against each other one to one; expected figures were counted by hand."""

import csv
import runpy
from pathlib import Path

import pytest

from evidence_review.vocabulary import POPULATIONS, QUANTITY_KINDS, QUANTITY_ROLES


@pytest.fixture(scope="module")
def module():
    return runpy.run_path(str(Path(__file__).with_name("quantities.py")))


def row(start, end, *, file="a.txt", low="1", high="1", unit="mg", **fields):
    empty = dict.fromkeys(
        ("kind", "comparator", "substance", "population", "species", "route", "indication", "role"), ""
    )
    return {"file": file, "start": str(start), "end": str(end), "low": low, "high": high, "unit": unit} | empty | fields


def test_each_meets_one_and_the_larger_overlap_wins(module):
    labels = [row(0, 8), row(9, 18), row(30, 35)]
    found = [row(2, 18), row(40, 44), row(30, 35, file="b.txt")]
    assert module["match"](labels, found) == [(1, 0)]


def test_a_span_that_meets_none_is_wrong(module):
    spans = module["score"]([row(0, 4), row(10, 14)], [row(1, 5), row(20, 24)], ())[""]
    assert (len(spans.gold), len(spans.found), len(spans.gold & spans.found), spans.n_right) == (2, 2, 1, 1)


def test_fields_count_for_those_that_met(module):
    labels = [row(0, 4, substance="ketamine"), row(10, 14, low="0.50"), row(20, 24, substance="morphine")]
    found = [row(0, 4, substance="morphine"), row(10, 14, low="0.5", unit="ug")]
    scores = module["score"](labels, found)
    substance, value = scores["substance"], scores["value and unit"]
    # One wrong; the other has no drug in the label, and none was found.
    assert (substance.n, substance.n_right, len(substance.gold), len(substance.found)) == (2, 1, 1, 1)
    assert (value.n, value.n_right) == (2, 1)


@pytest.mark.parametrize(
    ("label", "own", "right"),
    [
        ("neuropathic pain", "neuropathic-pain", True),
        ("CRPS and small-fiber neuropathy", "crps", True),
        ("treatment-resistant depression", "depression", True),
        ("postoperative pain", "neuropathic-pain", False),
        ("depression", "", False),
        ("", "", True),
    ],
)
def test_an_indication_in_other_words_is_the_same(module, label, own, right):
    assert module["is_right"](label, own, "indication") == right


def test_the_words_of_a_reader_are_found_again(module):
    text = "It took 40 or 4\nmg of it, then 4 mg."
    assert module["locate"](text, 0, len(text), "4", 1) == (14, 15)
    assert module["locate"](text, 0, len(text), "4", 2) == (14, 15)
    assert module["locate"](text, 0, len(text), "4 mg", 2) == (31, 35)


def test_the_labels_are_the_words_of_the_documents(root):
    with (root / "tests" / "data" / "quantities" / "labelled.csv").open(encoding="utf-8", newline="") as handle:
        labels = list(csv.DictReader(handle))
    assert len(labels) == 59
    texts = {label["file"]: (root / "seeds" / label["file"]).read_bytes().decode("utf-8-sig") for label in labels}
    for label in labels:
        assert texts[label["file"]][int(label["start"]) : int(label["end"])] == label["raw"]
        assert label["kind"] in QUANTITY_KINDS
        assert label["role"] in ["", *QUANTITY_ROLES]
        assert label["population"] in ["", *POPULATIONS]
        ends = [float(label[end]) for end in ("low", "high") if label[end]]
        assert ends == sorted(ends)

"""The stored figures are those of the code as it is now."""

import os
import runpy
import tomllib
from pathlib import Path

import pytest

MEASURE = Path(__file__).with_name("measure.py")
UPDATE = (
    "run `python tests/accuracy/measure.py --write`, read what changed, and commit it with the change that caused it"
)


@pytest.fixture(scope="module")
def module():
    return runpy.run_path(str(MEASURE), run_name="measure")


def test_the_stored_figures_are_those_of_the_code(module, five):
    text = module["everything"](five)
    measured, stored = tomllib.loads(text), tomllib.loads(module["TARGET"].read_text(encoding="utf-8"))
    changed = {name for name in {*measured, *stored} if measured.get(name) != stored.get(name)}
    assert not changed, f"accuracy.toml differs in {sorted(changed)}; {UPDATE}"
    assert text == module["TARGET"].read_text(encoding="utf-8"), UPDATE


def test_the_articles_are_read_as_they_were(module):
    if not os.environ.get("EVIDENCE_CORPUS"):
        pytest.skip("EVIDENCE_CORPUS names no folder with the articles (tests/data/sentences/README.md)")
    stored = tomllib.loads(module["TARGET"].read_text(encoding="utf-8"))
    for name, figures in module["outside"]().items():
        assert figures == stored[name], UPDATE


def test_the_queue_does_not_fall_below_what_was_reached(module):
    queues = tomllib.loads(module["TARGET"].read_text(encoding="utf-8"))["queue"]
    reviews = [row for row in queues if row["n"] == 191 and row["ranked_by"].startswith("the audit")]
    assert len(reviews) == 2
    for row in reviews:
        assert row["precision_at_20"] >= 0.6
        assert row["average_precision"] >= 0.5
    (shuffled,) = [row for row in queues if row["n"] > 1000 and row["ranked_by"].startswith("the audit")]
    assert shuffled["average_precision"] >= 0.8


def test_the_place_of_what_is_wanted_makes_the_figures(module):
    keys = [("a", 1, number) for number in range(50)]
    row = module["rank"](keys, {keys[0], keys[3], keys[45]}, "letters", "an example")
    # By hand: found at places 1, 4 and 46, so (1/1 + 2/4 + 3/46) / 3.
    assert (row["precision_at_20"], row["recall_at_40"], row["average_precision"]) == (0.1, 0.67, 0.52)


def test_a_ratio_of_nothing_is_unknown(module):
    figures = module["compare"]({(1, "a")}, set(), 1, "one")
    assert figures == {"recall": 0.0, "n": 1, "n_positive": 1, "on": "one"}
    assert "recall" not in module["compare"](set(), {(1, "a")}, 1, "one")


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("sentence bounds", 0.97),
        ("sentence ends, other kinds of text", 0.98),
        ("sentence ends, other articles", 0.99),
        ("citation links", 0.99),
        ("citation links, other articles", 0.98),
        ("reference fields", 0.98),
        ("reference fields, other lists", 0.9),
        ("topic", 0.8),
        ("population", 0.9),
    ],
)
def test_nothing_falls_below_what_was_reached(module, name, least):
    figures = tomllib.loads(module["TARGET"].read_text(encoding="utf-8"))[name]
    assert min(figures["precision"], figures["recall"]) >= least


def test_the_other_quantities_are_found_as_they_were(module):
    folder = os.environ.get("EVIDENCE_QUANTITIES")
    if not folder:
        pytest.skip("EVIDENCE_QUANTITIES names no folder with the texts (tests/data/quantities/README.md)")
    stored = tomllib.loads(module["TARGET"].read_text(encoding="utf-8"))
    for name, figures in module["measure_other_quantities"](Path(folder)).items():
        assert figures == stored[name], UPDATE

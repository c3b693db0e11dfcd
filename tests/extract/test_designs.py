"""The design of a cited work: for every design a title that tells it, and one that only looks like it."""

import csv

import pytest

from evidence_review.extract.designs import find_design
from evidence_review.schema import DESIGNS


@pytest.mark.parametrize(
    ("title", "container", "design"),
    [
        ("Foxes in pain: a systematic review", "", "systematic-review"),
        ("Effects of the drug: network meta-analysis", "", "systematic-review"),
        ("The drug for pain", "Cochrane Database of Systematic Reviews", "systematic-review"),
        ("Consensus guidelines on the use of the drug", "", "guideline"),
        ("The drug in pain: a randomized, double-blind trial", "", "randomized-trial"),
        ("A systematic review of randomized trials", "", "systematic-review"),
        ("Use in clinics: a retrospective cohort", "", "observational"),
        ("Repeated infusions: a case series", "", "case-series"),
        ("Population pharmacokinetics of the drug in volunteers", "", "pharmacokinetic"),
        ("The drug relieves pain in rats", "", "animal"),
        ("Metabolism by human liver microsomes", "", "in-vitro"),
        ("The drug: a review of its uses", "", "narrative-review"),
        ("The drug and mood", "Trends in Pharmacological Sciences", "narrative-review"),
        ("The drug", "Handbook of Experimental Pharmacology", "textbook"),
        ("Relief of pain: a systematic review of animal studies", "", "systematic-review;animal"),
        ("Ketamine", "Anaesthesia", "unclear"),
        ("Rates and ratios of the drug", "", "unclear"),
        ("", "", "unclear"),
    ],
)
def test_design(title, container, design):
    assert find_design(title, container)[0] == design


@pytest.mark.parametrize(
    ("title", "not_design"),
    [
        ("A protocol for a randomized trial", "randomized-trial"),
        ("Operation of the ratio", "animal"),
        ("Peer reviewers and editors", "systematic-review"),
        ("The pharmacist in the clinic", "pharmacokinetic"),
    ],
)
def test_what_only_looks_like_it(title, not_design):
    assert not_design not in find_design(title, "")[0].split(";")


def test_the_words_that_decided_are_in_the_title_or_the_container(root):
    with (root / "tests/data/references/designs_labelled.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            design, cue = find_design(row["title"], "")
            assert set(design.split(";")) <= set(DESIGNS)
            assert bool(cue) == (design != "unclear")
            assert all(word in row["title"] for word in cue.split(";"))

"""The design of a cited work: for every design a title that tells it, and one that only looks like it."""

import csv

import pytest

from evidence_review.extract.designs import find_design
from evidence_review.schema import DESIGNS


@pytest.mark.parametrize(
    ("title", "container", "design"),
    [
        ("Foxes in pain: a systematic review", "", "systematic-review;animal"),
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


# Each pair: a title with a cue, and one with the same word that means something else.
@pytest.mark.parametrize(
    ("title", "other", "design"),
    [
        ("A systematic review of splints", "Protocol for a systematic review of splints", "systematic-review"),
        ("Splints: a network meta-analysis", "Splints: network meta-analysis protocol", "systematic-review"),
        ("A meta-analysis of splints", "Heterogeneity in meta-analysis: splints again", "systematic-review"),
        ("Guidelines on splints", "Guideline adherence in splinting: a survey", "guideline"),
        ("Guidance on splints", "Splinting under fluoroscopic guidance", "guideline"),
        ("Consensus on splints", "A consensus sequence in yeast", "guideline"),
        ("Splints: a randomised trial", "Sample size in randomised trials", "randomized-trial"),
        ("Two randomized trials of splints", "Critical words on randomized trials", "randomized-trial"),
        ("Splints versus placebo", "Placebo effects of splints", "randomized-trial"),
        ("A trial of splints", "A trial of labour at home", "randomized-trial"),
        ("A pragmatic trial of splints", "A single-arm trial of splints", "randomized-trial"),
        ("A crossover study of splints", "A case-crossover study of splints", "randomized-trial"),
        ("Randomised splints", "Mendelian randomisation of bone density", "randomized-trial"),
        ("Splinting: a case report", "An electronic case report form", "case-series"),
        ("A case of tetanus", "In case of a fire", "case-series"),
        ("A cohort of millers", "Protocol for a cohort study of millers", "observational"),
        ("A survey of millers", "A survey of the literature on mills", "observational"),
        ("Millers and the risk of falls", "Effect of balance training on the risk of falls", "observational"),
        ("Association of flour with asthma", "Effects of flour on airways", "observational"),
        ("A textbook of splints", "A text on books", "textbook"),
        ("A manual of splints", "A manual of operations", "textbook"),
        ("A review of splints", "Chart review in a splint clinic", "narrative-review"),
        ("Splints reviewed", "Peer reviewers and their splints", "narrative-review"),
        ("Splints: a review", "Retrospective review of splints", "narrative-review"),
        ("The history of splints", "The natural history of fractures", "narrative-review"),
        ("Perspectives in splinting", "Splints: patients' perspectives", "narrative-review"),
        ("Pharmacokinetics of nickel", "The pharmacist and nickel", "pharmacokinetic"),
        ("Plasma clearance of nickel", "Mucociliary clearance of nickel", "pharmacokinetic"),
        ("Elimination of nickel by the kidney", "Elimination of malaria by nets", "pharmacokinetic"),
        ("Balance in the rat", "Balance, ratio and strategy", "animal"),
        ("Balance in pigs", "Balance of pigment", "animal"),
        ("Balance in a cat", "CAT scans and balance", "animal"),
        ("Balance in sheep", "Sheep red blood cells", "animal"),
        ("Balance in mice", "Balance of a computer mouse", "animal"),
        ("Balance in guinea pigs", "Balance in Guinea", "animal"),
        ("Balance in animals", "Animal-assisted therapy in patients", "animal"),
        ("Balance in horses", "Horseback riding and balance", "animal"),
        ("Balance in dogs", "Dog bites", "animal"),
        ("Rabbits after surgery", "Rabbit antithymocyte globulin after surgery", "animal"),
        ("Rats in the ward", "Rats in the dreams of patients", "animal"),
        ("Nickel in vitro", "In vitro fertilisation and nickel", "in-vitro"),
        ("Nickel in cultured cells", "Nickel in sickle cell disease", "in-vitro"),
        ("Nickel in human endothelial cells", "Stem cell transplantation", "in-vitro"),
        ("Oocytes and nickel", "Oocyte donation", "in-vitro"),
    ],
)
def test_a_cue_and_what_only_looks_like_it(title, other, design):
    assert design in find_design(title, "")[0].split(";")
    assert design not in find_design(other, "")[0].split(";")


@pytest.mark.parametrize(
    ("container", "design"),
    [
        ("Curr Opin Crit Care", "narrative-review"),
        ("Curr. Opin. Crit. Care", "narrative-review"),
        ("Pharmacol. Rev", "narrative-review"),
        ("Neuroscience & Biobehavioral Reviews", "narrative-review"),
        ("BMJ Case Rep", "case-series"),
        ("Cochrane Database Syst Rev", "systematic-review"),
        ("Rev Esp Anestesiol Reanim", "unclear"),
        ("Physical Review Letters", "unclear"),
        ("Journal of Trends in Trade", "unclear"),
    ],
)
def test_a_container_tells_by_how_it_begins_or_ends(container, design):
    assert find_design("Nickel", container)[0] == design


def test_a_word_that_suggests_counts_only_where_none_is_named():
    assert find_design("Risk factors for falls", "")[0] == "observational"
    assert find_design("Risk factors for falls: an overview", "")[0] == "narrative-review"
    assert find_design("Risk factors for falls in horses", "")[0] == "animal"


def rows(root, name):
    with (root / f"tests/data/references/{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_composed_titles(root):
    wrong = {
        row["title"]: (row["design"], own)
        for row in rows(root, "composed_titles")
        if (own := find_design(row["title"], row["container"])[0]) != row["design"]
    }
    assert wrong == {}


@pytest.mark.parametrize("name", ["designs_labelled", "composed_titles"])
def test_the_words_that_decided_are_in_the_title_or_the_container(root, name):
    for row in rows(root, name):
        design, cue = find_design(row["title"], row.get("container", ""))
        assert set(design.split(";")) <= set(DESIGNS)
        assert bool(cue) == (design != "unclear")
        assert all(word in row["title"] + row.get("container", "") for word in cue.split(";"))

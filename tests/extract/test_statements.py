"""What a sentence says of the evidence: for every family of cues one that it must find and one that it must not."""

import pytest

from evidence_review.extract.statements import is_statement, suggest


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine is an antagonist of the NMDA receptor.",
        "More research is needed to establish the dose.",
        "It did not reduce pain [3].",
        "The ratio was 3:1 in the two groups.",
    ],
)
def test_statement(text):
    assert is_statement(text)


@pytest.mark.parametrize(
    "text",
    [
        "What is the mechanism of action of ketamine?",
        "Some uses of ketamine are listed below:",
        "This review aims to examine the evidence on ketamine.",
        "PubMed and Scopus were searched for articles.",
        "Read the article to know more.",
        "Pain relief.",
        "",
        "   ",
    ],
)
def test_no_statement(text):
    assert not is_statement(text)


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Pain fell in patients.", "human"),
        ("Healthy volunteers slept.", "human"),
        ("A randomised controlled trial showed it.", "human"),
        ("Pain fell in rats.", "animal"),
        ("In veterinary medicine it is common.", "animal"),
        ("Human liver microsomes demethylate it.", "in-vitro"),
        ("It was inhibited in vitro.", "in-vitro"),
        ("Both humans and animals sleep.", "human;animal"),
        ("The receptor has four subunits.", "not-stated"),
        ("The ratio of rates was operated on.", "not-stated"),
        ("Patient-controlled analgesia was used.", "not-stated"),
        ("A humanized antibody was used.", "not-stated"),
        ("Concatenated doses were dogmatic.", "not-stated"),
        ("After in vitro fertilisation it was given.", "not-stated"),
    ],
)
def test_population(text, population):
    assert suggest(text).population == population


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("It may reduce pain.", "hedged"),
        ("Studies suggest a benefit.", "hedged"),
        ("It appears to reduce pain.", "hedged"),
        ("It is believed to reduce pain.", "hedged"),
        ("It reduces pain.", "asserted"),
        ("It changes the action potential.", "asserted"),
        ("Auditory evoked potentials were smaller.", "asserted"),
        ("Its metabolites have an effect, which may prolong relief.", "asserted"),
        ("The drug was seen in the mayor's house.", "asserted"),
    ],
)
def test_certainty(text, certainty):
    assert suggest(text).certainty == certainty


@pytest.mark.parametrize(
    "text",
    [
        "It did not reduce pain.",
        "It didn't reduce pain.",
        "It has no affinity for the receptor.",
        "There is no evidence of harm.",
        "It fails to reduce pain.",
        "It cannot be given by mouth.",
    ],
)
def test_negated(text):
    suggestion = suggest(text)
    assert suggestion.is_negated
    assert suggestion.negation_cue


@pytest.mark.parametrize(
    "text",
    [
        "It reduces not only pain but also anxiety.",
        "The mechanism is not fully understood.",
        "It acts without suppressing breathing.",
        "It is known for noncompetitive antagonism.",
        "Pain fell, although it did not vanish.",
        "It relieves pain in patients who did not respond to opioids.",
        "Notably, a knot was seen in November.",
        "Use is not without risks.",
    ],
)
def test_not_negated(text):
    suggestion = suggest(text)
    assert not suggestion.is_negated, suggestion.negation_cue
    assert suggestion.negation_cue == ""


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("It is effective against depression.", "benefit"),
        ("It reduced pain in patients.", "benefit"),
        ("It reduces the need for opioids.", "benefit"),
        ("It caused hallucinations.", "harm"),
        ("Long-term use leads to cystitis.", "harm"),
        ("It did not reduce pain.", "no-benefit"),
        ("It was not effective.", "no-benefit"),
        ("It did not cause hallucinations.", "no-harm"),
        ("It is effective but causes delirium.", "mixed"),
        ("The receptor has four subunits.", "neutral"),
        ("It is an antagonist of the receptor.", "neutral"),
        ("It was compared for safety and efficacy.", "neutral"),
        ("Patients with a history of substance abuse were seen.", "neutral"),
    ],
)
def test_direction(text, direction):
    suggestion = suggest(text)
    assert suggestion.direction == direction, suggestion.direction_cue
    assert bool(suggestion.direction_cue) == (direction != "neutral")


def test_cues_are_words_of_the_sentence():
    suggestion = suggest("In rats, it may not reduce pain.")
    assert (suggestion.population_cue, suggestion.certainty_cue, suggestion.negation_cue) == ("rats", "may", "not")
    assert suggestion.direction_cue == "reduce pain"

"""What a statement rests on: for every flag a statement that must have it, and one that must not."""

import pytest

from evidence_review.extract.evidence import best_design, find_evidence_flags, typical_design, weigh_design
from evidence_review.extract.statements import suggest
from evidence_review.vocabulary import EVIDENCE_FLAGS

ANIMAL = "animal-evidence-for-human-claim"
REVIEW = "review-for-primary-finding"
MANY = "many-studies-few-references"


def flags(text, *designs):
    return list(find_evidence_flags(text, suggest(text).population, designs))


@pytest.mark.parametrize(
    ("design", "weighed"),
    [
        ("randomized-trial", "randomized-trial"),
        ("systematic-review;animal", "animal"),
        ("narrative-review;animal", "animal"),
        ("animal;in-vitro", "animal"),
        ("randomized-trial;pharmacokinetic", "pharmacokinetic"),
        ("narrative-review;in-vitro", "in-vitro"),
        ("unclear", "unclear"),
        ("", "unclear"),
    ],
)
def test_a_work_counts_as_what_it_looks_at(design, weighed):
    assert weigh_design(design) == weighed


def test_best_and_typical():
    works = ["narrative-review", "systematic-review;animal", "narrative-review", "observational"]
    assert best_design(works) == "observational"
    assert typical_design(works) == "narrative-review"
    assert typical_design(["randomized-trial", "unclear"]) == "unclear"
    assert best_design([]) == typical_design([]) == ""


def test_nothing_cited_and_nothing_known():
    assert flags("Owls see at night.") == ["no-citation"]
    assert flags("Owls see at night.", "unclear", "unclear") == ["unclear-evidence"]
    assert flags("Owls see at night.", "unclear", "animal") == []


@pytest.mark.parametrize(
    ("text", "designs"),
    [
        ("Older patients heal more slowly after stress.", ["animal"]),
        ("Older patients heal more slowly after stress.", ["in-vitro", "animal"]),
        ("Older patients heal more slowly after stress.", ["systematic-review;animal"]),
        ("Stress delays recovery from most diseases.", ["animal"]),
        ("Magnesium is a useful treatment of cramps.", ["in-vitro"]),
    ],
)
def test_animals_under_a_claim_about_people(text, designs):
    assert ANIMAL in flags(text, *designs)


@pytest.mark.parametrize(
    ("text", "designs"),
    [
        ("Older patients heal more slowly after stress.", ["animal", "observational"]),
        ("Older patients heal more slowly after stress.", ["animal", "unclear"]),
        ("Mice heal more slowly after stress.", ["animal"]),
        ("Both patients and mice heal more slowly after stress.", ["animal"]),
        ("The toxin binds to the glycine receptor.", ["in-vitro"]),
        ("The drug lasted longer in human erythrocytes.", ["in-vitro"]),
        ("Adults of this model of epilepsy sleep badly.", ["animal"]),
        ("Magnesium is a salt.", ["animal"]),
    ],
)
def test_animals_where_they_belong(text, designs):
    assert ANIMAL not in flags(text, *designs)


@pytest.mark.parametrize(
    "text",
    [
        "A trial of zinc found shorter colds.",
        "In one study of nurses, the authors reported less fatigue.",
        "Zinc shortened colds in children.",
        "Mice on zinc exhibited less swelling.",
        "Colds were shorter on zinc (P = 0.03).",
        "Zinc was tried in 45 healthy volunteers.",
        "It has been shown that zinc lessens the length of colds by 30%.",
        "Zinc had no effect on colds in adults.",
    ],
)
def test_a_review_for_the_finding_of_one_study(text):
    assert REVIEW in flags(text, "narrative-review")
    assert REVIEW in flags(text, "systematic-review", "narrative-review")
    assert REVIEW not in flags(text, "narrative-review", "randomized-trial")
    assert REVIEW not in flags(text, "unclear")


@pytest.mark.parametrize(
    "text",
    [
        "Colds are common in children.",
        "A meta-analysis of nine trials found shorter colds in children.",
        "Several trials showed that zinc shortened colds in children.",
        "Overall, colds were shorter on zinc (95% CI 1 to 2 days).",
        "Children with reduced appetite often have colds.",
        "Zinc is given to patients with prolonged colds.",
        "Colds are reported by 50% of the children.",
        "The trial is not over.",
    ],
)
def test_what_a_review_is_the_right_source_for(text):
    assert REVIEW not in flags(text, "narrative-review")


@pytest.mark.parametrize(
    "text",
    [
        "Numerous studies agree that zinc shortens colds.",
        "Several randomized controlled trials have tried zinc.",
        "A number of reports describe zinc in colds.",
        "Zinc was tried in many small trials.",
        "Three trials of zinc were small.",
        "Several authors disagree.",
        "Studies have shown that zinc shortens colds.",
        "Laboratory studies in cells have demonstrated an effect.",
        "Meta-analyses suggest that zinc shortens colds.",
        "Previous reports indicated that zinc helps.",
        "Several lines of evidence favor zinc.",
    ],
)
def test_many_studies_with_one_work(text):
    for design in ("randomized-trial", "unclear", "animal"):
        assert MANY in flags(text, design)
    assert MANY not in flags(text, "unclear", "animal")
    for design in ("systematic-review", "narrative-review", "guideline", "textbook"):
        assert MANY not in flags(text, design)


@pytest.mark.parametrize(
    "text",
    [
        "Numerous patients were studied.",
        "Numerous tumor cells divide.",
        "A study has shown that zinc shortens colds.",
        "The authors found shorter colds.",
        "Further studies are needed to show it.",
        "Few studies have looked at zinc.",
        "These studies have shown little.",
        "Zinc is studied by many.",
        "Many children, however, were left out of the studies.",
        "One case series reported shorter colds.",
    ],
)
def test_what_only_looks_like_many_studies(text):
    assert MANY not in flags(text, "randomized-trial")


def test_the_flags_are_those_of_the_vocabulary_and_their_cue_is_in_the_text():
    text = "Numerous studies in patients agree."
    found = find_evidence_flags(text, "human", ["animal"])
    assert list(found) == [ANIMAL, MANY]
    assert set(found) <= set(EVIDENCE_FLAGS)
    assert all(cue in text for cue in found.values())

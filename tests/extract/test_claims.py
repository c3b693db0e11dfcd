"""What a sentence claims of an effect: what must be found, what must not, and when two claims are contraries."""

import pytest

from evidence_review.extract.claims import (
    Claim,
    are_opposed,
    find_agents,
    find_claims,
    find_groups,
    find_markets,
    find_rotations,
    name_figure,
)
from evidence_review.extract.concepts import built_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea raises blood pressure.", [("blood-pressure", 1, False)]),
        ("Blood pressure was lowered by tea.", [("blood-pressure", -1, False)]),
        ("Tea did not reduce blood pressure.", [("blood-pressure", -1, True)]),
        ("Trials failed to show a reduction in mortality.", [("mortality", -1, True)]),
        ("Tea had no effect on blood pressure.", [("blood-pressure", 0, False)]),
        ("Blood pressure was unchanged.", [("blood-pressure", 0, False)]),
        ("Tea improves memory.", [("memory", 1, False)]),
        # What gets better is less of a condition.
        ("Tea improves migraine.", [("migraine", -1, False)]),
        ("Tea reduced mortality and blood pressure.", [("mortality", -1, False), ("blood-pressure", -1, False)]),
        ("Tea was given without respiratory depression.", [("respiratory-depression", 1, True)]),
    ],
)
def test_claims(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert [(one.concept, one.sign, one.is_denied) for one in find_claims(text, built_in())] == expected


@pytest.mark.parametrize(
    "text",
    [
        "We asked whether tea reduces mortality.",
        "Tea improves migraine management.",
        "The reduction of mortality was planned.",
        "A mortality-lowering agent was sought.",
        "Patients with attenuated migraine were seen.",
        "Tea reduces noise; mortality was seen.",
        "Tea reduces analgesics.",
        "More severe migraine was seen.",
        "Tea reduces adverse events.",
        "There was no difference between mortality and noise.",
    ],
)
def test_no_claim(text: str) -> None:
    assert find_claims(text, built_in()) == []


UP, DOWN, SAME = (Claim("pain", frozenset({"pain"}), sign, False, "") for sign in (1, -1, 0))
NOT_UP = Claim("pain", frozenset({"pain"}), 1, True, "")


@pytest.mark.parametrize(("a", "b"), [(UP, DOWN), (UP, SAME), (UP, NOT_UP), (NOT_UP, UP)])
def test_contraries(a: Claim, b: Claim) -> None:
    assert are_opposed(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (UP, UP),
        (NOT_UP, NOT_UP),
        (NOT_UP, DOWN),
        (NOT_UP, SAME),
        (UP, Claim("memory", frozenset({"pain"}), -1, False, "")),
        (UP, Claim("pain", frozenset({"analges"}), -1, False, "")),
    ],
)
def test_no_contraries(a: Claim, b: Claim) -> None:
    assert not are_opposed(a, b)


def test_agents_are_not_what_is_compared_with() -> None:
    text = "Esketamine relieved pain faster than morphine or placebo."
    assert find_agents(text, built_in()) == {"esketamine"}


@pytest.mark.parametrize(
    ("kind", "before", "behind", "expected"),
    [
        ("half-life", "The half-life is", ".", "half-life"),
        ("half-life", "A context-sensitive half-life of", ".", "half-life-of-effect"),
        ("clearance", "Clearance ranges from", ".", "clearance"),
        ("clearance", "The renal clearance is", ".", "renal-clearance"),
        ("percentage", "Its plasma protein binding is", ".", "protein-binding"),
        ("percentage", "Of it,", "is bound to plasma proteins.", "protein-binding"),
        ("percentage", "Protein binding falls; pain was less in", "of patients.", ""),
        ("percentage", "Pain was less in", ".", ""),
        ("other", "It has a molecular weight of", ".", "molar-mass"),
        ("other", "The molecular weight of tramadol hydrochloride is", ".", "molar-mass-of-salt"),
        ("other", "They drank", "cups.", ""),
        ("date", "It was first synthesized in", "by Smith.", "first-synthesis"),
        ("date", "In", ", it was introduced into clinical practice.", "clinical-introduction"),
        ("date", "It was approved, and a trial (a large one) was begun in", ".", ""),
        ("dose", "Its half-life after a dose of", ".", ""),
    ],
)
def test_names_of_figures(kind: str, before: str, behind: str, expected: str) -> None:
    assert name_figure(kind, before, behind) == expected


def test_groups_are_not_those_that_anybody_is_in() -> None:
    text = "In patients and healthy volunteers it was 2 h, in the elderly and in children 3 h."
    assert find_groups(text, built_in()) == {"children", "older-adults"}


def test_markets_are_countries_and_their_authorities() -> None:
    assert find_markets("The EMA did in 2010 what the United States did before us.") == {"europe", "united-states"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S(+)-tramadol and (R)-(\u2212)-tramadol", {"S": "+", "R": "-"}),
        ("S (-) ibuprofen", {"S": "-"}),
        ("S-ibuprofen, GRS(+) and class R", {}),
        # Both signs with one letter say nothing.
        ("S(+)- or S(-)-ibuprofen and R(-)-ibuprofen", {"R": "-"}),
    ],
)
def test_rotations(text: str, expected: dict[str, str]) -> None:
    assert find_rotations(text) == expected

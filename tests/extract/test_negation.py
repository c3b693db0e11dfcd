"""Negations and what they reach."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.negation import find_negations, reached


def denied(text: str, word: str) -> bool:
    start = text.index(word)
    return any(low <= start < high for low, high in reached(find_negations(text)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It did not lower the fever.", "fever"),
        ("It didn't lower the fever.", "fever"),
        ("There was no fever, chill or cough.", "cough"),
        ("A fever was ruled out.", "fever"),
        ("In the second week fever was absent.", "fever"),
        ("It worked without fever.", "fever"),
        ("Fever is unlikely.", "Fever"),
        ("Neither fever nor cough was seen.", "cough"),
        ("The drug failed to lower the fever.", "fever"),
    ],
)
def test_what_a_cue_reaches(text: str, word: str) -> None:
    assert denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # A word that ends the reach.
        ("It did not work, but fever came.", "fever"),
        ("It did not work; fever came.", "fever"),
        ("It did not work because fever came.", "fever"),
        ("Fever came, but cough was ruled out.", "Fever"),
        # Only looks like a denial.
        ("It lowers not only fever.", "fever"),
        ("Gram negative bacteria caused fever.", "fever"),
        # More words between than a cue reaches.
        ("It did not help anyone who came on that day into the large old house with fever.", "fever"),
        ("Without food he walked on for three days and had fever.", "fever"),
        # Forward cues reach nothing before, backward cues nothing behind.
        ("Fever came and did not go.", "Fever"),
        ("Cough was ruled out and fever came.", "fever"),
        # The denial of a clause about a noun ends with it.
        ("Those who did not eat any of the old bread may have fever.", "fever"),
        # Nitric oxide.
        ("Release of NO lowers fever.", "fever"),
    ],
)
def test_what_no_cue_reaches(text: str, word: str) -> None:
    assert not denied(text, word)


def test_an_adjunct_denies_less_than_the_sentence() -> None:
    assert [negation.is_adjunct for negation in find_negations("It did not work without water.")] == [False, True]


CLAUSES = st.sampled_from(
    [
        "it did not lower the fever",
        "fever was ruled out",
        "it lowers the fever",
        "nobody had a fever",
        "there was no sign of fever in those who came late",
        "a fever is unlikely",
        "it works without fever",
    ]
)


@given(CLAUSES, st.sampled_from(["; ", ", but ", ", although ", ", whereas ", ": "]), CLAUSES)
def test_another_clause_changes_nothing_in_the_first(first: str, terminator: str, second: str) -> None:
    both = find_negations(f"{first}{terminator}{second}")
    inside = [negation for negation in both if negation.end <= len(first)]
    assert [(one.raw, max(one.reach[0], 0)) for one in inside] == [
        (one.raw, one.reach[0]) for one in find_negations(first)
    ]
    assert all(negation.reach[1] <= len(first) + len(terminator) for negation in inside)
    assert all(negation.reach[0] >= len(first) for negation in both if negation.start > len(first))


@given(st.text(alphabet="no tandrule,;.wbc'", max_size=60))
def test_reaches_lie_in_the_text(text: str) -> None:
    spans = reached(find_negations(text))
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))

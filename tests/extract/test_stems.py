"""Stems."""

import pytest

from evidence_review.extract.stems import find_stems, stem


@pytest.mark.parametrize(
    "words",
    [
        ("tumor", "tumour", "tumors", "tumours"),
        ("anesthesia", "anaesthesia", "anesthetic", "anaesthetics"),
        ("depression", "depressive", "depressed"),
        ("randomized", "randomised"),
        ("ischemic", "ischaemic"),
        ("hallucination", "hallucinogenic", "hallucinations"),
        ("Pregnant", "pregnant"),
    ],
)
def test_inflections_and_spellings_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1
    assert stem(words[0])


@pytest.mark.parametrize(
    ("one", "other"), [("school", "science"), ("morphine", "morphology"), ("rat", "rate"), ("placebo", "place")]
)
def test_other_words_have_other_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["the", "of", "12", "a", "", "studies"])
def test_what_says_nothing_has_no_stem(word):
    assert stem(word) == ""


def test_where_stems_begin():
    assert find_stems("The rats, in 2 cages.") == [(4, stem("rats")), (15, stem("cages"))]

"""Abbreviations that a text defines."""

import pytest

from evidence_review.extract.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of chronic obstructive pulmonary disease (COPD).", {"COPD": "chronic obstructive pulmonary disease"}),
        ("the visual analogue scale (VAS; 0-10)", {"VAS": "visual analogue scale"}),
        ("post-traumatic stress disorder (PTSD)", {"PTSD": "post-traumatic stress disorder"}),
        # Letters inside words count, as long as the first begins one.
        ("interleukin six receptor (IL6R) and", {}),
        (
            "tumor necrosis factor (TNF) and the nuclear factor (NF)",
            {"TNF": "tumor necrosis factor", "NF": "nuclear factor"},
        ),
        ("many patients (NAION)", {}),
        ("see the table (Table)", {}),
        ("a dose (10 mg)", {}),
        ("", {}),
    ],
)
def test_definitions(text, expected):
    assert find_abbreviations(text) == expected


def test_the_first_definition_counts():
    assert find_abbreviations("acute pain (AP), later anterior part (AP)") == {"AP": "acute pain"}

"""Which clause carries the main assertion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.clauses import main_clause


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Relief lasted, which may help.", "Relief lasted"),
        ("Relief lasted, although it may fade.", "Relief lasted"),
        ("Relief lasted, suggesting that it may help.", "Relief lasted"),
        ("Although it may fade, relief lasted.", "relief lasted."),
        ("However, although it may fade, relief lasted.", "relief lasted."),
        ("Relief lasted, and it may help others.", "Relief lasted"),
        ("Relief lasted; it may help others.", "Relief lasted"),
        ("Patients who may relapse were seen.", "Patients "),
        ("It causes rashes that may itch, and fever.", "It causes rashes, and fever."),
    ],
)
def test_what_is_left(text: str, kept: str) -> None:
    assert main_clause(text).replace("_", "") == kept


@pytest.mark.parametrize(
    "text",
    [
        "They found that relief may last.",
        "It is likely that relief will last.",
        "Fever, cough, and pain may come.",
        "Relief of pain, fever, or cough may last.",
        "Relief may last.",
    ],
)
def test_what_is_all_main(text: str) -> None:
    assert main_clause(text) == text


@given(st.text())
def test_every_offset_stays(text: str) -> None:
    assert len(main_clause(text)) == len(text)
    assert all(new in (old, "_") for old, new in zip(text, main_clause(text), strict=True))

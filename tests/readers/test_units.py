"""The first cut: lines, blocks and their roles; and what is set aside by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.readers.assemble import boilerplate_reason
from evidence_review.readers.units import split_units


def cut(text: str) -> list[tuple[str, str]]:
    return [(unit.role, text[unit.start : unit.end]) for unit in split_units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• one\n• two", [("list-item", "one"), ("list-item", "two")]),
        ("- one\n- two", [("list-item", "one"), ("list-item", "two")]),
        ("-one", [("prose", "-one")]),
        ("Figure 1. Lamps", [("caption", "Figure 1. Lamps")]),
        ("**Table 2.** Lamps", [("caption", "**Table 2.** Lamps")]),
        ("Figure 1 shows lamps", [("prose", "Figure 1 shows lamps")]),
        ("a\tb", [("table", "a\tb")]),
        ("| a | b |", [("table", "| a | b |")]),
        ("A first line\nand its rest", [("prose", "A first line\nand its rest")]),
        ("A first line\nA second line", [("prose", "A first line"), ("prose", "A second line")]),
        ("One\n\nTwo", [("prose", "One"), ("prose", "Two")]),
        ("\u200b\n\u00ad", []),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "This line of a wrapped text is about sixty characters long\nThe next one is about as long as the one that is above it\nEnd"
    assert len(cut(text)) == 1


@given(st.text(alphabet=st.sampled_from("aB 1.\n\r\t-•|*\u2028\u00ad")))
def test_units_are_in_order_and_hold_all_text(text: str) -> None:
    units = split_units(text)
    position = 0
    for unit in units:
        assert position <= unit.start < unit.end
        left = text[position : unit.start]
        assert not any(character.isalnum() for character in left)
        position = unit.end
    assert not any(character.isalnum() for character in text[position:])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("© 2020 The Harbor Society", "licence"),
        ("This is an open access article.", "licence"),
        ("***Corresponding author:** Ana Lima", "correspondence"),
        ("Email: ana@harbor.example", "correspondence"),
        ("How to cite: Lima A. Tea.", "how to cite"),
        ("DOI: 10.1234/tea", "identifier"),
        ("e-ISSN: 1234-5678", "identifier"),
        ("Page 3 of 12", "page furniture"),
        ("37", "page furniture"),
        ("Permission was asked of every keeper.", ""),
        ("Emails were sent to every keeper.", ""),
        ("37 keepers were asked.", ""),
        ("Pages were torn out.", ""),
        # Of web pages only.
        ("Leave a Reply", ""),
    ],
)
def test_reason_in_any_document(line: str, reason: str) -> None:
    (unit,) = split_units(line)
    assert boilerplate_reason(line, unit) == reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Leave a Reply", "comment form"),
        ("3 Comments", "comment form"),
        ("Related articles", "related links"),
        ("Tags:", "related links"),
        ("Subscribe to our newsletter", "subscription"),
        ("This website uses cookies", "cookie notice"),
        ("Disclaimer: no advice", "disclaimer"),
        ("About the author", "author box"),
        ("Home > Sleep", "site chrome"),
        ("4 min read", "site chrome"),
        ("Home care is common in old age.", ""),
        ("Comments from the keepers were collected.", ""),
        ("Related work is scarce.", ""),
    ],
)
def test_reason_on_a_web_page(line: str, reason: str) -> None:
    (unit,) = split_units(line)
    assert boilerplate_reason(line, unit, is_web=True) == reason


def test_a_wrapped_sentence_that_names_a_table_is_no_caption() -> None:
    wrapped = (
        "All twenty who took part finished, and what they had told us before is shown in\nTable 1. None of them left.\n"
    )
    assert cut(wrapped) == [("prose", wrapped.strip())]
    below = (
        "All twenty who took part finished, and nothing more was asked of them afterwards.\nTable 1. Who took part\n"
    )
    assert [role for role, _ in cut(below)] == ["prose", "caption"]

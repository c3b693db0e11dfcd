"""Which lines and paragraphs begin an item of a numbered list."""

import pytest

from evidence_review.readers.structure import cut_units


def cut(text: str) -> list[tuple[str, str]]:
    return [(unit.role, text[unit.start : unit.end]) for unit in cut_units(text)]


@pytest.mark.parametrize("labels", [("1.", "2.", "3."), ("1)", "2)", "3)"), ("(1)", "(2)", "(3)"), ("a)", "b)", "c)"), ("(a)", "(b)", "(c)"), ("(i)", "(ii)", "(iii)"), ("i)", "ii)", "iii)")])  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_items(labels: tuple[str, ...], gap: str) -> None:
    items = [
        f"{label} {words}"
        for label, words in zip(labels, ("Tea was cold", "Lamps were lit.", "Nobody slept"), strict=True)
    ]
    assert cut("The keepers said:\n\n" + gap.join(items))[1:] == [("list-item", item) for item in items]


def test_an_item_over_two_lines_is_one() -> None:
    text = (
        "1. Keepers who had been on the island for longer than a whole year\n   were asked twice.\n"
        "2. All others were asked once, in the first week of their stay, and\n   not again."
    )
    assert [role for role, _ in cut(text)] == ["list-item", "list-item"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1. Tea\n\nTea was drunk by all of the keepers that we asked.\n\n2. Lamps\n\nLamps were lit early.", id="headings with text"),
        pytest.param("2. Tea was cold\n3. Lamps were lit", id="no first item"),
        pytest.param("1. Tea was cold\n3. Lamps were lit", id="a number is missing"),
        pytest.param("1. Tea was cold", id="one alone"),
        pytest.param("1 Tea was cold\n2 Lamps were lit", id="no stop"),
        pytest.param("1.5 mg was given\n2.5 mg was given", id="quantities"),
    ],
)  # fmt: skip
def test_no_items(text: str) -> None:
    assert all(role != "list-item" for role, _ in cut(text))

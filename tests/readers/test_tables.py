"""Rows of tables, in bars, tabs and columns; their captions and notes."""

import pytest

from evidence_review.readers.units import split_units


def roles(text: str) -> list[str]:
    return [unit.role for unit in split_units(text)]


@pytest.mark.parametrize(
    "text",
    [
        "| Keeper | Hours |\n|---|---|\n| Ana | 7 |",
        "Keeper | Hours\n--- | ---\nAna | 7",
        "Keeper\tHours\nAna\t7\nIn winter\nBen\t6",
        "Keeper          Hours   Cups\nAna             7       2\nBen             6.5     3",
        "+------+-----+\n| Ana  | 7   |\n+------+-----+",
        "Keeper          Hours\nIn winter\n  Ana           7\n  Ben           6",
    ],
)
def test_rows(text: str) -> None:
    assert set(roles(text)) == {"table"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tea was cold.  Lamps were lit.\nNobody slept.  It was dark.", id="two spaces after a stop"),
        pytest.param("Tea  was cold in\nall of  the towers", id="gaps that meet nowhere"),
        pytest.param("Home | About | Contact", id="one line with bars"),
        pytest.param("P(A|B) is small.\n\nAnother line.", id="a bar in a sentence"),
        pytest.param("The keeper     slept", id="one line with a gap"),
    ],
)
def test_no_rows(text: str) -> None:
    assert "table" not in roles(text)


@pytest.mark.parametrize(
    "note",
    [
        "* More than in summer.",
        "† More than in summer.",
        "Note: hours are those that keepers told us.",
        "Abbreviations: TC, tea cups; HS, hours of sleep.",
        "TC, tea cups; HS, hours of sleep.",
        "Data are shown as mean and range.",
        "Values are means.",
        "a Measured twice.".replace("a M", "aM"),
        "p < 0.05 against water.",
    ],
)
def test_a_note_below_a_table_is_no_prose(note: str) -> None:
    text = f"| Ana | 7 |\n| Ben | 6 |\n\n{note}\n\nKeepers slept longer in summer than in winter."
    assert roles(text)[2:] == (["list-item", "prose"] if note.startswith("* ") else ["table", "prose"])


@pytest.mark.parametrize(
    "paragraph",
    [
        "Data were collected by two of us over the whole winter.",
        "Ana slept longest.",
        "## Results",
        "Statistical analysis",
        "Values differ between towers, as the table shows.",
    ],
)
def test_what_follows_a_table_may_be_prose(paragraph: str) -> None:
    assert roles(f"| Ana | 7 |\n| Ben | 6 |\n\n{paragraph}")[2:] == ["prose"]

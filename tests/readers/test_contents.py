"""Tables of contents are neither headings nor text."""

import pytest

from evidence_review.readers.structure import cut_units

BODY = "\n\nTea\n\nTea was drunk by all of the keepers.\n\nLamps\n\nLamps were lit in the evening."


def aside(text: str) -> list[str]:
    return [text[unit.start : unit.end] for unit in cut_units(text) if unit.reason == "table of contents"]


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param("1. Tea ........ 3\n2. Lamps ........ 12", id="leaders"),
        pytest.param("Tea . . . . . 3\nLamps . . . . . 12", id="spaced leaders"),
        pytest.param("Contents\n\nTea 3\nLamps 12", id="page numbers below a heading"),
        pytest.param("## Table of Contents\n\n- [Tea](#tea)\n- [Lamps](#lamps)", id="links"),
        pytest.param("In this article\n\nTea\nLamps", id="lines that come again"),
        pytest.param("In this leaflet\n\nLamps\n\nTea", id="the first heading is the one listed last"),
    ],
)
def test_contents(listed: str) -> None:
    text = f"A Year of Tea and Lamps\n\n{listed}{BODY}"
    found = aside(text)
    assert any("Lamps" in line for line in found)
    assert "Tea was drunk by all of the keepers." not in found
    assert text[text.index(BODY) :].count("Tea") == 2 and len(found) <= 4


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Contents of the cup were weighed.\n\nTea 3\n\nMilk 4", id="a sentence"),
        pytest.param("They slept ... 3 hours or more, and so on to the end of it.", id="an ellipsis"),
        pytest.param("Outline\n\nWe asked all keepers of the coast how they slept.", id="a heading with text"),
    ],
)
def test_no_contents(text: str) -> None:
    assert aside(text) == []

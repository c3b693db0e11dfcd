"""Lines, the width they were wrapped to, and what pages repeat."""

import pytest

from evidence_review.readers.lines import find_furniture, find_width, iterate_lines

PARAGRAPH = """The keepers of the northern lights were asked each week how many
hours they had slept, and the answers were written into a book
that stayed in the tower until the boat came to fetch it again in
the spring, when all of the books were read by two of us who did
not know which of the keepers had been given tea and which water"""


def furniture(text: str) -> list[str]:
    lines = list(iterate_lines(text))
    return [text[slice(*lines[index])] for index in sorted(find_furniture(text, lines))]


NAMES = ("Ana", "Ben", "Cato", "Dora", "Emil", "Fred", "Gus")


def paragraph(name: str) -> str:
    """Return a paragraph no line of which is in that of another keeper."""
    return "\n".join(f"{line} {name}" for line in PARAGRAPH.split("\n"))


def pages(head: str, n: int = 4) -> str:
    """Return a text that a page break with this head cuts in the middle of sentences."""
    return "\n\n".join(
        f"{paragraph(name)}\n\n{head.format(page=page)}\n\nand went on in the tower of {name}, who had a lamp."
        for page, name in zip(range(7, 7 + n), NAMES, strict=False)
    )


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("\n\n".join([PARAGRAPH] * 4), 65, id="wrapped"),
        pytest.param("\n\n".join([PARAGRAPH.replace("\n", " ")] * 20), 0, id="a paragraph is a line"),
        pytest.param("Tea\nMilk\n" * 30, 0, id="short lines"),
        pytest.param(PARAGRAPH, 0, id="too little to tell"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_width(text: str, width: int) -> None:
    assert find_width(text, list(iterate_lines(text))) == width


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("Lima et al. Tea at Sea", id="authors and title"),
        pytest.param("Lima et al. J Tea 2020, 4:{page}", id="with the page in it"),
        pytest.param("{page}   LIMA ET AL.", id="page first"),
        pytest.param("*Tea at Sea*", id="in italics"),
        pytest.param("Evening tea and the sleep of keepers", id="nothing but a title"),
    ],
)
def test_running_heads_that_cut_sentences(head: str) -> None:
    assert furniture(pages(head)) == [head.format(page=page) for page in range(7, 11)]


def test_a_head_beside_page_numbers() -> None:
    text = "\n\n".join(
        f"{paragraph(name)}.\n\nTea at Sea\n\n{page}\n\nThe rest is told by {name}."
        for page, name in zip(range(3, 8), NAMES, strict=False)
    )
    assert furniture(text) == [line for page in range(3, 8) for line in ("Tea at Sea", str(page))]


def test_the_title_stays_where_it_stands_first() -> None:
    title = "Evening tea and the sleep of keepers"
    text = f"{title}\n\nAna Lima\n\n" + pages(title)
    assert furniture(text) == [title] * 4


def test_page_numbers_count_up_whatever_other_numbers_stand_between() -> None:
    text = "\n\n".join(
        f"{paragraph(name)}.\n\n{page}\n\n95\n\n{name} had {name} cups."
        for page, name in zip((11, 12, 13), NAMES, strict=False)
    )
    assert furniture(text) == ["11", "12", "13"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n\n".join(f"Safety\n\n{paragraph(name)}.\n\n{name} slept." for name in NAMES), id="a heading again and again"),
        pytest.param("\n\n".join(f"Study {n}\n\n{paragraph(name)}." for n, name in enumerate(NAMES)), id="headings that count"),
        pytest.param("\n\n".join(f"- Tea at Sea\n\n{paragraph(name)}" for name in NAMES), id="items of a list"),
        pytest.param("\n\n".join(f"| 12 | tea |\n\n{paragraph(name)}" for name in NAMES), id="rows of a table"),
        pytest.param("\n\n".join([PARAGRAPH] * 5), id="a paragraph that comes again as a whole"),
        pytest.param(f"{PARAGRAPH}\n\n12\n\nand went on.", id="one number"),
        pytest.param("Tea\nTea\nTea\nTea\n", id="lines that stand together"),
        pytest.param("", id="nothing"),
    ],
)  # fmt: skip
def test_no_furniture(text: str) -> None:
    assert furniture(text) == []


def test_only_line_feed_and_carriage_return_end_a_line() -> None:
    text = "a\x0bb\x85c\u2028d\r\ne\rf\n\ng"
    lines = [line and text[slice(*line)] for line in iterate_lines(text)]
    assert [line for line in lines if line] == ["a\x0bb\x85c\u2028d", "e", "f", "g"]
    assert None in lines

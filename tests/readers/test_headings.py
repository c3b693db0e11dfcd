"""What is a heading, and what only looks like one."""

import pytest

from evidence_review.readers.headings import heading_kind, recognize_heading, split_glued_heading


@pytest.mark.parametrize(
    ("line", "title", "level", "kind", "form"),
    [
        ("## What was found", "What was found", 2, "", "markdown"),
        ("# **In bold**", "In bold", 1, "", "markdown"),
        ("Introduction", "Introduction", 1, "introduction", "known"),
        ("1. Introduction", "1. Introduction", 1, "introduction", "known"),
        ("1\\. Introduction", "1\\. Introduction", 1, "introduction", "known"),
        ("1.1 Growth of E. coli (1999)", "1.1 Growth of E. coli (1999)", 2, "", "number"),
        ("IV. Results", "IV. Results", 1, "body", "known"),
        ("References:", "References", 1, "references", "known"),
        ("2.1. Effects in rats", "2.1. Effects in rats", 2, "", "number"),
        ("**What was found**", "What was found", 1, "", "bold"),
        ("WHAT WAS FOUND", "WHAT WAS FOUND", 1, "", "upper"),
        ("What was found", "What was found", 1, "", "plain"),
        ("الخلاصة", "الخلاصة", 1, "abstract", "known"),
    ],
)
def test_heading(line: str, title: str, level: int, kind: str, form: str) -> None:
    heading = recognize_heading(line, 0, len(line))
    assert heading is not None
    assert (heading.title, heading.level, heading.kind, heading.form) == (title, level, kind, form)


@pytest.mark.parametrize(
    "line",
    [
        "A line that ends.",
        "1.1.3 Do not use it in the first week. [2009, amended 2017]",
        "lower case line",
        "Results,",
        "12",
        "#",
        "***",
        "word " * 40,
        "Two\nlines",
        "Two\rlines",
        "",
    ],
)
def test_no_heading(line: str) -> None:
    assert recognize_heading(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("ABSTRACT", "abstract"),
        ("Concluding remarks", "conclusion"),
        ("Conflicts of interest", "back-matter"),
        ("Bibliography", "references"),
        ("Works Cited", "references"),
        ("Literatur", "references"),
        ("Références", "references"),
        ("Effects of tea", ""),
        ("A summary of the abstract", ""),
    ],
)
def test_kind(title: str, kind: str) -> None:
    assert heading_kind(title) == kind


def glued(line: str, paragraph: str, rest: str) -> str | None:
    text = f"{line}\n\n{paragraph} {rest}"
    cut = split_glued_heading(text, 0, len(line), paragraph)
    return None if cut is None else text[cut : len(line)]


def test_two_headings_in_a_line_are_cut_where_the_paragraph_begins_anew() -> None:
    line, paragraph = "Tea in Different Kinds of Lonely Rest Island Sleep", "Island sleep is short and is often broken."
    assert glued(line, paragraph, "They wrote of rest.") == "Island Sleep"


@pytest.mark.parametrize(
    ("line", "paragraph", "rest"),
    [
        pytest.param("Tea and Island Sleep", "Island sleep is short.", "They wrote of it.", id="ends with a function word"),
        pytest.param("Tea in Rest Island Sleep", "Something else is said.", "It was rest.", id="no echo"),
        pytest.param("Tea in Lonely Rest Island Sleep", "Island sleep is short.", "No more.", id="ends no phrase elsewhere"),
    ],
)  # fmt: skip
def test_one_heading_stays_whole(line: str, paragraph: str, rest: str) -> None:
    assert glued(line, paragraph, rest) is None

"""Headings in the forms in which documents print them, how deep they are, and what they open."""

import pytest

from evidence_review.document import Document
from evidence_review.readers import read_document
from evidence_review.text import fold

PROSE = "Keepers of lighthouses were asked how long they had slept after tea, and most of them had an answer."
LIST = "\n\nReferences\n\n1. Lima A. Lamps. J Light. 2001;1:1-2.\n2. Roy B. Wicks. J Light. 2002;2:3-4.\n3. Kato C. Oil. J Light. 2003;3:5-6.\n"
HEAD = (
    "On lamps in small houses\n\nAna Lima, Ben Roy\n\nAbstract\n\nLamps were lit early in all houses that we saw.\n\n"
)


def sections(document: Document) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in document.sections if section.title]


def article(*headings: str, below: str = PROSE) -> Document:
    return read_document(HEAD + "\n\n".join(f"{heading}\n\n{below}" for heading in headings) + LIST)


def prose(document: Document, *kinds: str) -> list[str]:
    return [
        fold(document.text, one.parts).text
        for one in document.passages
        if one.kind in ("prose", "list-item") and document.sections[one.section].kind in kinds
    ]


@pytest.mark.parametrize(
    ("headings", "levels"),
    [
        pytest.param(["# Introduction", "## Tea", "## Lamps", "# Conclusion"], [1, 2, 2, 1], id="markdown"),
        pytest.param(["## Introduction ##", "### Tea ###", "## Conclusion ##"], [2, 3, 2], id="closed markdown"),
        pytest.param(["Introduction\n============", "Tea\n---", "Conclusion\n=========="], [1, 2, 1], id="underlined"),
        pytest.param(["1. Introduction", "2. Tea", "2.1. Black tea", "2.1.1 Sugar", "3. Conclusion"], [1, 1, 2, 3, 1], id="numbers"),
        pytest.param(["I. Introduction", "II. Tea", "A. Black tea", "III. Conclusion"], [1, 1, 2, 1], id="Roman numbers and letters"),
        pytest.param(["1. Introduction", "2. Tea", "Black tea", "3. Conclusion"], [1, 1, 2, 1], id="without a number among numbers"),
        pytest.param(["INTRODUCTION", "TEA AT SEA", "Black tea", "CONCLUSION"], [1, 1, 2, 1], id="capitals"),
        pytest.param(["**Introduction**", "**Tea**", "*Black tea*", "**Conclusion**"], [1, 1, 2, 1], id="bold and italics"),
        pytest.param(["__Introduction__", "__Tea:__", "__Conclusion__"], [1, 1, 1], id="underscores"),
        pytest.param(["Introduction", "Methods", "Keepers and Lamps", "Results", "Sleep", "Discussion"], [1, 1, 2, 1, 2, 1], id="a report whose headings look alike"),
        pytest.param(["Introduction", "Tea at Sea", "Lamps at Sea", "Conclusion"], [1, 1, 1, 1], id="a review whose headings look alike"),
        pytest.param(["Introduction", "Tea at Sea", "NMDA", "Conclusion"], [1, 1, 1, 1], id="an abbreviation is no other level"),
    ],
)  # fmt: skip
def test_levels(headings: list[str], levels: list[int]) -> None:
    found = sections(article(*headings))
    assert [title for _, title in found[:1] + found[-1:]] == ["Abstract", "References"]
    assert [level for level, _ in found[1:-1]] == levels
    words = [heading.split("\n")[0].strip("#*_ :") for heading in headings]
    assert [title for _, title in found[1:-1]] == words


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("3.2 mg daily was enough", id="a quantity"),
        pytest.param("Figure 2.1. Lamps and cups", id="a caption"),
        pytest.param("1. Tea\n\n2. Milk", id="a list"),
        pytest.param("Tea, milk and sugar,", id="the middle of a sentence"),
    ],
)
def test_no_heading(line: str) -> None:
    document = article("Introduction", f"{line}", "Conclusion")
    assert [title for _, title in sections(document)[1:-1]] == ["Introduction", "Conclusion"]


def test_an_ethics_heading_among_the_methods_is_not_yet_the_back_matter() -> None:
    document = article(
        "Introduction", "Methods", "Ethics approval", "Towers We Chose", "Results", "Funding", "Notes of thanks"
    )
    kinds = {section.title: section.kind for section in document.sections if section.title}
    assert (kinds["Towers We Chose"], kinds["Results"], kinds["Funding"]) == ("body", "body", "back-matter")
    assert "Notes of thanks" not in kinds


@pytest.mark.parametrize("form", ["**{}.** {}", "**{}**. {}", "__{}.__ {}"])
def test_headings_in_the_line_of_their_paragraph(form: str) -> None:
    text = "\n\n".join(form.format(title, PROSE) for title in ("Tea at sea", "Lamps at sea"))
    document = read_document(HEAD + "Introduction\n\n" + PROSE + "\n\nMethods\n\n" + text + LIST)
    assert [title for _, title in sections(document)][3:5] == ["Tea at sea", "Lamps at sea"]
    assert prose(document, "body") == [PROSE, PROSE]


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param(f"**Note well.** {PROSE}", id="bold words of one paragraph alone"),
        pytest.param(f"Lamps: {PROSE}", id="a label that is no usual heading"),
        pytest.param(f"**Tea** was cold. {PROSE}", id="bold words inside a sentence"),
    ],
)
def test_no_heading_in_the_line(paragraph: str) -> None:
    document = read_document(HEAD + "Introduction\n\n" + paragraph + LIST)
    assert [title for _, title in sections(document)] == ["Abstract", "Introduction", "References"]


LABELS = ("Background", "Methods", "Results", "Conclusions")


@pytest.mark.parametrize("form", ["{}: {}", "**{}:** {}", "{} \u2014 {}", "{}\n\n{}", "**{}**\n\n{}"])
@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_a_structured_abstract(form: str, gap: str) -> None:
    if gap == " " and "\n" in form:
        return
    abstract = gap.join(form.format(label, PROSE) for label in LABELS)
    head = f"On lamps in small houses\n\nAna Lima, Ben Roy\n\nAbstract\n\n{abstract}\n\nKeywords: tea, lamps\n\n"
    document = read_document(head + "Background\n\n" + PROSE + "\n\nResults\n\n" + PROSE + LIST)
    assert [title for _, title in sections(document)] == ["Abstract", *LABELS, "Background", "Results", "References"]
    kinds = [section.kind for section in document.sections if section.title]
    assert kinds == ["abstract"] * 5 + ["introduction", "body", "references"]
    assert len(prose(document, "abstract")) == 4
    assert document.metadata.keywords == ("tea", "lamps")


WORDS = "the keepers of the northern lights were asked each week how many hours they had slept and what they had drunk before".split()


def wrapped(seed: int, width: int = 70) -> str:
    """Return a wrapped paragraph of words in another order for each seed, beginning with a capital and ending with a stop."""
    order = [WORDS[(7 * seed + 5 * at + at // 11) % len(WORDS)] for at in range(60)]
    lines, line = [], ""
    for word in ("Paragraph", f"{'abcdefghij'[seed]}lpha", *order):
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line]) + "."


def test_a_wrapped_text_without_blank_lines() -> None:
    body = "\n".join(
        f"{title}\n{wrapped(number)}\n{wrapped(number + 5)}"
        for number, title in enumerate(["Introduction", "Tea at sea", "Conclusion"])
    )
    document = read_document(HEAD + body + LIST)
    assert [title for _, title in sections(document)] == [
        "Abstract",
        "Introduction",
        "Tea at sea",
        "Conclusion",
        "References",
    ]
    for number in (0, 5, 1, 6, 2, 7):
        assert " ".join(wrapped(number).split()) in prose(document, "introduction", "body", "conclusion")


def test_pages_that_cut_wrapped_paragraphs() -> None:
    broken = []
    for number in range(6):
        lines = wrapped(number).split("\n")
        broken.append("\n".join([*lines[:2], "Lima et al. J Light 2020, 4:7", f"Page {number + 2} of 9", *lines[2:]]))
    document = read_document(HEAD + "Introduction\n\n" + "\n\n".join(broken) + LIST)
    assert prose(document, "introduction") == [" ".join(wrapped(number).split()) for number in range(6)]
    reasons = [section.reason for section in document.sections if section.kind == "boilerplate"]
    assert reasons == ["running head", "page furniture"] * 6


def test_a_caption_below_a_label_that_stands_alone() -> None:
    text = (
        HEAD
        + "Introduction\n\n"
        + PROSE
        + "\n\nTable 1\n\nHours of sleep by cups of tea\n\n| Ana | 7 |\n| Ben | 6 |\n\n"
        + PROSE
        + LIST
    )
    document = read_document(text)
    captions = [fold(text, one.parts).text for one in document.passages if one.kind == "caption"]
    assert captions == ["Table 1", "Hours of sleep by cups of tea"]
    assert prose(document, "introduction") == [PROSE, PROSE]


@pytest.mark.parametrize("line", ["CL = 1.2 \u00d7 (WT/70)^0.75", "$$ a^2 + b^2 = c^2 $$", "\\[ x = y \\]"])
def test_an_equation_is_no_sentence(line: str) -> None:
    document = article("Introduction", below=f"{PROSE}\n\n{line}\n\n{PROSE}")
    assert [one.kind for one in document.passages].count("equation") == 1
    assert prose(document, "introduction") == [PROSE, PROSE]


def test_a_sentence_with_an_equals_sign_is_prose() -> None:
    line = "The keepers who drank tea slept less (p = 0.04) than those who drank water (n = 12)."
    assert prose(article("Introduction", below=line), "introduction") == [line]


def test_names_on_lines_of_their_own() -> None:
    names = "Ana Lima 1\nBen Roy 2\nLi Wei 1,2\n\n1 Department of Rest, Harbor College\n2 Harbor Hospital, Oslo"
    found = read_document(
        f"On lamps in small houses\n\n{names}\n\nAbstract\n\n{PROSE}\n\nIntroduction\n\n{PROSE}{LIST}"
    ).metadata
    assert found.authors == ("Ana Lima", "Ben Roy", "Li Wei")
    assert found.title == "On lamps in small houses"


def test_a_body_without_a_heading_behind_a_structured_abstract() -> None:
    abstract = "\n\n".join(f"### {label}\n\n{PROSE}" for label in LABELS)
    opening = "Lamps were lit early in the old houses of the coast, as all of the books say. Nobody has ever asked the keepers why they were."
    text = f"# On lamps in small houses\n\nAna Lima, Ben Roy\n\n## Abstract\n\n{abstract}\n\nKeywords: tea, lamps\n\n{opening}\n\n## Methods\n\n{PROSE}{LIST}"
    document = read_document(text)
    assert prose(document, "body") == [opening, PROSE]
    assert len(prose(document, "abstract")) == 4

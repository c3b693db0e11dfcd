"""Whole documents of several kinds, in tests/data/whole_documents/. What is expected was worked out from their text by reading."""

from pathlib import Path

import pytest

from evidence_review.corpus.parse import ParsedFile, parse_file
from evidence_review.readers.reference_list import find_reference_lists

DATA = Path(__file__).resolve().parents[1] / "data" / "whole_documents"


def parse(name: str) -> ParsedFile:
    path = DATA / name
    return parse_file(path, path.parent)


def links(parsed: ParsedFile) -> list[list[int | None]]:
    """Return the entries of each marker, in order."""
    found: dict[int, list[int | None]] = {}
    for row in parsed.citations:
        found.setdefault(row["marker_no"], []).append(row["reference_no"])
    return list(found.values())


def titles(parsed: ParsedFile) -> list[tuple[str, str]]:
    return [(row["title"], row["kind"]) for row in parsed.sections if row["title"]]


def sentences(parsed: ParsedFile, *, aside: bool = False) -> list[str]:
    return [row["text"] for row in parsed.sentences if row["is_boilerplate"] == aside]


def test_an_article_with_its_methods_behind_the_references() -> None:
    parsed = parse("methods_behind_the_references.md")
    assert parsed.metadata.title == "A calcium switch sets the pace of root growth"
    assert [row["reference_no"] for row in parsed.references] == list(range(1, 14))
    assert links(parsed) == [[1, 2], [3, 4, 5], [6], [7, 8], [9], [10], [1, 11], [10, 12], [13]]
    assert titles(parsed) == [
        ("Calcium waves start at the tip", "body"),
        ("CAX9 is needed for growth", "body"),
        ("Discussion", "body"),
        ("Online content", "body"),
        ("Methods", "body"),
        ("Plant material", "body"),
        ("Imaging", "body"),
        ("Reporting summary", "body"),
    ]
    assert "Roots were imaged for 30 min." in sentences(parsed)
    assert [row["kind"] for row in parsed.sections].count("references") == 2


def test_the_second_part_of_a_list_has_no_heading() -> None:
    text = (DATA / "methods_behind_the_references.md").read_text(encoding="utf-8")
    found = find_reference_lists(text.replace("\n1. Alder", "\n## References\n\n1. Alder"))
    assert [[entry.number for entry in one.entries] for one in found.lists] == [list(range(1, 10)), [10, 11, 12, 13]]


def test_an_article_whose_introduction_has_no_heading() -> None:
    parsed = parse("introduction_without_a_heading.md")
    assert len(parsed.references) == 14
    assert links(parsed) == [
        [7, 8], [2, 6, 10, 11], [12], [6], [1, 14], [4], [5, 9],
        [8], [13], [13], [12], [2], [7], [1], [3],
    ]  # fmt: skip
    first = next(row["text"] for row in parsed.sentences if parsed.sections[row["section_no"] - 1]["kind"] == "body")
    assert first == "Rumination is the repetitive thinking about one's distress (Nolan, 1991, 2000)."
    abstract = [row["text"] for row in parsed.sentences if parsed.sections[row["section_no"] - 1]["kind"] == "abstract"]
    assert abstract[-1] == "The task reduced rumination, but sleep did not improve."


def test_an_article_in_spanish_with_a_second_abstract_in_english() -> None:
    parsed = parse("two_abstracts.md")
    assert parsed.metadata.title == "Anemia en mujeres embarazadas de zonas rurales"
    assert len(parsed.references) == 10
    assert links(parsed) == [[1], [2, 3], [4, 5, 6], [7], [8], [2, 5], [9], [10]]
    assert titles(parsed) == [
        ("Resumen", "abstract"),
        ("Abstract", "abstract"),
        ("Objective", "abstract"),
        ("Methods", "abstract"),
        ("Results", "abstract"),
        ("Conclusions", "abstract"),
        ("Introducción", "introduction"),
        ("Material y métodos", "body"),
        ("Resultados", "body"),
        ("Discusión", "body"),
        ("Bibliografía", "references"),
    ]


def test_a_leaflet() -> None:
    parsed = parse("leaflet.txt")
    assert (parsed.references, parsed.citations) == ([], [])
    aside = sentences(parsed, aside=True)
    assert aside[0] == "WHAT IS IN THIS LEAFLET"
    assert aside[-1] == "6. Contents of the pack and other information"
    assert [title for title, _ in titles(parsed) if title[0].isdigit()] == [
        "1. WHAT DOLOREX IS AND WHAT IT IS USED FOR",
        "2. WHAT YOU NEED TO KNOW BEFORE YOU TAKE DOLOREX",
        "3. HOW TO TAKE DOLOREX",
        "4. POSSIBLE SIDE EFFECTS",
        "5. HOW TO STORE DOLOREX",
        "6. CONTENTS OF THE PACK AND OTHER INFORMATION",
    ]
    assert "if you have had a stomach ulcer." in sentences(parsed)


def test_a_letter_with_three_references_and_no_heading_of_the_list() -> None:
    parsed = parse("letter_with_three_references.txt")
    assert [row["year"] for row in parsed.references] == [2014, 1931, 2009]
    assert links(parsed) == [[1], [2], [3]]


def test_a_guideline() -> None:
    parsed = parse("guideline_with_numbered_statements.md")
    assert parsed.metadata.title == "Management of gout in primary care"
    assert len(parsed.references) == 8
    assert links(parsed) == [[1, 2], [3], [4, 5], [6], [7, 8], [4]]
    assert any(sentence.startswith("1.1.1 Suspect gout in anyone with rapid onset") for sentence in sentences(parsed))
    assert not any(title.startswith("1.1.1") for title, _ in titles(parsed))
    assert "Box 1." not in sentences(parsed, aside=True)


def test_a_page_with_a_menu_and_comments() -> None:
    parsed = parse("page_with_menu_and_comments.md")
    assert parsed.metadata.title == "Kidney stones: symptoms, causes and treatment"
    assert [row["first_author"] for row in parsed.references] == ["National Kidney Board", "Wells", "Furlan"]
    assert parsed.citations == []
    kept = [row["text"] for row in parsed.sentences if row["block"] in ("prose", "list-item")]
    assert "Kidney stones are hard deposits of minerals that form inside the kidneys." in kept
    assert kept[-1] == "Call a doctor right away if you have fever with pain, or if you cannot pass urine."
    aside = sentences(parsed, aside=True)
    assert {"Accept all", "ADVERTISEMENT", "Thank you, this helped me a lot!", "[Donate](/donate)"} <= set(aside)


def test_what_a_converter_links() -> None:
    parsed = parse("links_of_a_converter.md")
    metadata = parsed.metadata
    assert metadata.title == "Home care of leg ulcers: what works?"
    assert metadata.authors == ("Sofia Brandt", "Daniel N. Okoro", "Ruth Peel")
    assert (metadata.container_title, metadata.volume, metadata.issue) == ("Wound Nursing Today", "9", "4")
    assert links(parsed) == [[1], [1, 2], [3], [4], [5], [6, 7, 8], [9], [4, 5], [6, 7], [8], [10], [2, 10]]
    assert [row["first_author"] for row in parsed.references][:3] == ["Nash", "Orme", "Price"]


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.stem)
def test_every_row_stands_where_it_says(path: Path) -> None:
    parsed = parse_file(path, path.parent)
    for row in (*parsed.sentences, *parsed.citations, *parsed.references):
        assert parsed.text[row["start"] : row["end"]] == row["raw"]

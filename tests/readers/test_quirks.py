"""Small documents with one quirk each, in tests/data/<format>/. What they say was written down before they were read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_review.corpus.parse import ParsedFile, parse_file
from evidence_review.document import Document
from evidence_review.errors import UnreadableSource
from evidence_review.text import fold

DATA = Path(__file__).resolve().parents[1] / "data"
Quirk = Callable[[str], Document]

TITLE = "Evening tea and the sleep of lighthouse keepers: a review"
AUTHORS = ("Orla Fennick", "Tomas Brevik", "Ines Quillan")
SQUARE = [("[1]", [1]), ("[2,3]", [2, 3]), ("[2-4]", [2, 3, 4]), ("[5]", [5])]
FIRST_WORDS = ["Fennick O. Lamps", "Brevik T, Quillan", "Quillan I. Tea", "Osei K, Lund", "Lund P. Error"]


def parse(name: str) -> ParsedFile:
    path = DATA / f"{name}.txt"
    return parse_file(path, path.parent)


def cited(parsed: ParsedFile) -> list[tuple[str, list[int | None]]]:
    """Return the markers as printed, each with the numbers of its entries."""
    found: dict[int, tuple[str, list[int | None]]] = {}
    for row in parsed.citations:
        found.setdefault(row["marker_no"], (row["raw"], []))[1].append(row["reference_no"])
    return list(found.values())


def headings(document: Document) -> list[tuple[str, str]]:
    return [(section.title, section.kind) for section in document.sections if section.title]


def prose(parsed: ParsedFile, kind: str) -> str:
    return " ".join(row["text"] for row in parsed.sentences if parsed.sections[row["section_no"] - 1]["kind"] == kind)


JOURNAL = sorted(path.stem for path in (DATA / "journal_text").glob("*.txt"))


@pytest.mark.parametrize("name", JOURNAL)
def test_title_authors_and_sections_of_each_article(name: str) -> None:
    parsed = parse(f"journal_text/{name}")
    assert (parsed.kind, parsed.metadata.title, parsed.metadata.authors) == ("journal-review", TITLE, AUTHORS)
    kinds = [section["kind"] for section in parsed.sections]
    wanted = ["front-matter", "abstract", "introduction", "body", "conclusion", "references"]
    if name == "no_reference_list":
        wanted = wanted[:4]
        assert (parsed.status, parsed.reason) == ("partial", "no reference list was found")
    else:
        assert (parsed.status, parsed.reason) == ("ok", "")
    assert [kind for kind in dict.fromkeys(kinds) if kind in wanted] == wanted
    assert prose(parsed, "introduction").startswith("Sleep in short spells has been described for a century")
    assert prose(parsed, "abstract").startswith("Keepers of lighthouses sleep in short spells")


OTHER_MARKERS = {
    "list_without_numbers",
    "list_with_gap",
    "markers_round",
    "markers_superscript",
    "markers_caret",
    "span_of_markers",
    "no_reference_list",
}


@pytest.mark.parametrize("name", [name for name in JOURNAL if name not in OTHER_MARKERS])
def test_entries_and_markers_of_each_article(name: str) -> None:
    parsed = parse(f"journal_text/{name}")
    assert [row["reference_no"] for row in parsed.references] == [1, 2, 3, 4, 5]
    assert [row["raw"].startswith(words) for row, words in zip(parsed.references, FIRST_WORDS, strict=True)] == [True] * 5  # fmt: skip
    assert [row["year"] for row in parsed.references] == [1998, 2003, 2005, 2011, 2014]
    assert parsed.references[-1]["raw"].endswith("2014;2:77-81.")
    origin = "position" if name == "list_counted_by_markdown" else "printed"
    assert {row["number_origin"] for row in parsed.references} == {origin}
    assert cited(parsed) == SQUARE


@pytest.mark.parametrize(
    ("name", "markers"),
    [
        ("markers_round", ["(1)", "(2,3)", "(2-4)", "(5)"]),
        ("markers_superscript", ["¹", "²,³", "²⁻⁴", "⁵"]),
        ("markers_caret", ["^1^", "^2,3^", "^2-4^", "^5^"]),
        ("span_of_markers", ["[1]", "[2,3]", "[2]-[4]", "[5]"]),
    ],
)
def test_markers_of_other_styles(name: str, markers: list[str]) -> None:
    assert cited(parse(f"journal_text/{name}")) == list(
        zip(markers, [[1], [2, 3], [2, 3, 4], [5]], strict=True)
    )  # fmt: skip


def test_a_list_with_a_gap_keeps_its_printed_numbers() -> None:
    parsed = parse("journal_text/list_with_gap")
    assert [row["reference_no"] for row in parsed.references] == [1, 2, 4, 5]
    assert cited(parsed) == [("[1]", [1]), ("[2]", [2]), ("[4]", [4]), ("[5]", [5])]


def test_a_list_without_numbers_is_counted_and_cited_by_author_and_year() -> None:
    parsed = parse("journal_text/list_without_numbers")
    assert {row["number_origin"] for row in parsed.references} == {"position"}
    assert [row["first_author"] for row in parsed.references] == ["Brevik", "Fennick", "Lund", "Osei"]
    assert cited(parsed) == [
        ("(Fennick, 1998)", [2]),
        ("(Brevik & Quillan, 2003; Osei & Lund, 2011)", [1, 4]),
        ("Lund (2014)", [3]),
        ("Osei and Lund (2011)", [4]),
    ]


def test_markers_without_a_list_dangle() -> None:
    assert cited(parse("journal_text/no_reference_list")) == [
        (raw, [None]) for raw in ("[1]", "[2,3]", "[2-4]", "[5]")
    ]  # fmt: skip


def test_markdown_headings_nest(quirk: Quirk) -> None:
    document = quirk("journal_text/markdown_headings_structured_abstract")
    parents = {
        section.title: document.sections[section.parent].title
        for section in document.sections
        if section.parent is not None
    }
    assert parents == {"Background": "Abstract", "Results": "Abstract", "In summer": "What the surveys found"}
    assert dict(headings(document))["Background"] == "abstract"


def test_numbered_headings_nest(quirk: Quirk) -> None:
    document = quirk("journal_text/numbered_headings")
    parents = [
        (section.title, "" if section.parent is None else document.sections[section.parent].title)
        for section in document.sections
    ]
    assert parents[2:] == [
        ("1. Introduction", ""),
        ("2. What the surveys found", ""),
        ("2.1. In summer", "2. What the surveys found"),
        ("2.2. In winter", "2. What the surveys found"),
        ("3. Conclusion", ""),
        ("4. References", ""),
    ]


def test_headings_in_bold_are_titles_without_stars(quirk: Quirk) -> None:
    assert ("What the surveys found", "body") in headings(quirk("journal_text/bold_headings"))


def test_an_entry_goes_on_after_a_page_break() -> None:
    raw = parse("journal_text/page_break_inside_an_entry").references[1]["raw"]
    assert raw.startswith("Brevik T, Quillan I. Tea at sea and what the crews")
    assert raw.endswith("said of it. Ann Harbor Stud. 2003;7:101-8.")


def test_a_wrapped_entry_is_one() -> None:
    row = parse("journal_text/list_with_wrapped_entries").references[1]
    assert row["title"] == "Tea at sea"
    assert (row["container_title"], row["volume"], row["first_page"]) == ("Ann Harbor Stud", "7", "101")


def test_a_second_list_leaves_the_markers_to_the_first(tmp_path: Path) -> None:
    article = (DATA / "journal_text/list_in_square_brackets.txt").read_text(encoding="utf-8").rstrip()
    more = "[1] Moss K. Oil. J Coast Med. 2001;7:1-2.\n[2] Pine L. Wicks. J Coast Med. 2002;8:3-4."
    path = tmp_path / "two_lists.txt"
    path.write_text(f"{article}\n\nFurther reading\n\n{more}\n", encoding="utf-8")
    parsed = parse_file(path, tmp_path)
    origins = [(row["reference_no"], row["number_origin"]) for row in parsed.references]
    assert origins == [*((n, "printed") for n in range(1, 6)), (6, "position"), (7, "position")]
    assert cited(parsed) == SQUARE
    assert [row["title"] for row in parsed.sections if row["kind"] == "references"] == ["References", "Further reading"]
    assert parsed.status == "partial"
    assert parsed.reason.startswith("2 reference lists: list 1, the longest, keeps its numbers")


def test_lines_of_the_page_in_the_list_are_kept_outside_its_entries() -> None:
    parsed = parse("journal_text/heading_of_the_list_on_every_page")
    assert [row["text"] for row in parsed.sentences if row["is_boilerplate"]] == ["14", "References"]


def test_text_after_the_list_is_back_matter() -> None:
    parsed = parse("journal_text/text_after_the_list")
    assert parsed.sections[-1]["title"] == "Acknowledgments"
    assert prose(parsed, "back-matter") == (
        "We thank the keepers of the northern lights for their patience with our questions."
    )


def test_a_second_abstract_has_its_language() -> None:
    parsed = parse("journal_text/second_abstract_in_german")
    last = parsed.sections[-1]
    assert (last["title"], last["kind"], last["language"]) == ("Zusammenfassung", "abstract", "de")
    assert {row["language"] for row in parsed.sentences} == {"en", "de"}
    assert sum(row["language"] == "de" for row in parsed.sentences) == 2


def test_a_page_break_inside_a_paragraph_is_taken_out() -> None:
    parsed = parse("journal_text/paragraph_cut_by_a_page_break")
    (row,) = (row for row in parsed.sentences if row["text"].startswith("The answers differed"))
    assert row["text"] == "The answers differed by less than one hour, which is within the error of the method [5]."
    assert len(row["parts"].split(";")) == 2
    assert [row["text"] for row in parsed.sentences if row["is_boilerplate"]] == ["J Coast Med 2020", "37"]


def test_hard_wrapped_lines_are_paragraphs() -> None:
    body = [row["text"] for row in parse("journal_text/hard_wrapped").sentences]
    assert "Two surveys asked keepers how long they slept after tea [2-4]." in body


@pytest.mark.parametrize("name", ["line_ends_crlf", "line_ends_cr", "line_separator_inside_a_sentence"])
def test_line_ends_stay_in_the_text_and_out_of_what_people_read(name: str) -> None:
    parsed = parse(f"journal_text/{name}")
    assert {"line_ends_crlf": "\r\n", "line_ends_cr": "\r"}.get(name, "\u2028") in parsed.text
    assert "Two surveys asked keepers how long they slept after tea [2-4]." in [row["text"] for row in parsed.sentences]
    assert all(parsed.text[row["start"] : row["end"]] == row["raw"] for row in parsed.sentences)


def test_a_caption_between_paragraphs_is_no_prose() -> None:
    parsed = parse("journal_text/figure_caption_between_paragraphs")
    assert prose(parsed, "caption") == "Figure 1. Hours of sleep by cups of tea, as the keepers told them."
    assert "Figure 1" not in prose(parsed, "body")
    assert prose(parsed, "body").endswith("The figure leaves out those who did not answer the question at all.")


def test_what_the_head_prints(quirk: Quirk) -> None:
    metadata = quirk("journal_text/dates_doi_and_licence").metadata
    assert (metadata.received, metadata.accepted, metadata.published) == ("2019-03-03", "2019-05-14", "2019-06-02")
    assert (metadata.doi, metadata.license) == ("10.5555/tea.2019.7", "CC BY-NC 4.0")
    assert metadata.keywords == ("tea", "sleep", "lighthouse")


def test_what_the_back_matter_prints(quirk: Quirk) -> None:
    metadata = quirk("journal_text/funding_and_interests").metadata
    assert metadata.funding == "The Harbor Fund paid for the tea."
    assert metadata.conflict_of_interest == "None of the authors sells tea."


@pytest.mark.parametrize(
    "name", ["pmid_and_doi", "abstract_glued_to_its_label", "labelled_abstract", "copyright_behind_the_abstract"]
)
def test_record_page(name: str) -> None:
    parsed = parse(f"record_page/{name}")
    metadata = parsed.metadata
    assert parsed.kind == "record-page"
    assert metadata.title == "Evening tea and the sleep of lighthouse keepers"
    assert metadata.title_as_printed == metadata.title + "."
    assert metadata.authors == AUTHORS
    assert (metadata.container_title, metadata.published) == ("Coast Sleep Res", "2019-06-02")
    assert (metadata.volume, metadata.issue, metadata.pages) == ("14", "3", "211-219")
    has_ids = name == "pmid_and_doi"
    assert (metadata.pmid, metadata.doi) == (("30123456", "10.5555/csr.2019.211") if has_ids else ("", ""))
    abstract = prose(parsed, "abstract")
    assert abstract.startswith("Keepers of lighthouses sleep in short spells")
    assert abstract.endswith("Tea seems to matter little.")
    aside = prose(parsed, "boilerplate")
    assert aside.endswith("Start your free 7 day trial now.")
    assert aside.startswith("Copyright © 2019" if name == "copyright_behind_the_abstract" else "Pubmed Copy Citation")


@pytest.mark.parametrize("name", ["comments", "related_links", "site_name", "author_and_date"])
def test_web_article(name: str) -> None:
    parsed = parse(f"web_article/{name}")
    assert parsed.kind == "web-article"
    assert prose(parsed, "body").startswith("Tea is drunk in most lighthouses")
    assert prose(parsed, "body").endswith("The numbers are small.")
    assert ("What the Surveys Say", "body") in [(row["title"], row["kind"]) for row in parsed.sections]
    wanted = {"comments": "", "related_links": "", "site_name": "Lampwell", "author_and_date": ""}[name]
    assert parsed.metadata.site == wanted


def test_author_and_date_of_a_web_article(quirk: Quirk) -> None:
    metadata = quirk("web_article/author_and_date").metadata
    assert metadata.title == "Does Evening Tea Keep Lighthouse Keepers Awake?"
    assert (metadata.authors, metadata.first_author) == (("Orla Fennick",), "Fennick")
    assert metadata.published == "2021-03-03"


def test_comments_and_links_are_set_aside() -> None:
    assert "I drink tea every night" in prose(parse("web_article/comments"), "boilerplate")
    assert prose(parse("web_article/related_links"), "boilerplate").startswith("Related articles Ten Lamps")


def test_a_web_article_without_headings_is_body() -> None:
    parsed = parse("web_article/no_headings")
    assert parsed.metadata.title == ""
    assert [row["kind"] for row in parsed.sections] == ["body", "boilerplate"]
    assert prose(parsed, "boilerplate") == "We use cookies to improve your stay."


@pytest.mark.parametrize("name", ["reviewer_and_dates", "breadcrumbs", "disclaimer"])
def test_web_health_page(name: str) -> None:
    parsed = parse(f"web_health_page/{name}")
    assert (parsed.kind, parsed.metadata.title) == ("web-health-page", "Evening Tea and Your Sleep")
    assert prose(parsed, "body").startswith("Tea is drunk in most lighthouses")
    assert prose(parsed, "body").endswith("The numbers are small.")
    assert parsed.metadata.reviewed_by == ("" if name == "disclaimer" else "Dr. Tomas Brevik")


def test_dates_of_a_web_health_page(quirk: Quirk) -> None:
    metadata = quirk("web_health_page/reviewer_and_dates").metadata
    assert metadata.authors == ("Orla Fennick",)
    assert (metadata.published, metadata.reviewed) == ("2022-05-04", "2023-06-07")


def test_breadcrumbs_and_disclaimer_are_set_aside() -> None:
    assert prose(parse("web_health_page/breadcrumbs"), "boilerplate") == "Home > Health > Sleep"
    assert "no substitute for the advice" in prose(parse("web_health_page/disclaimer"), "boilerplate")


def test_plain_text_with_headings(quirk: Quirk) -> None:
    document = quirk("plain_text/headings_and_paragraphs")
    assert (document.kind, document.metadata.title) == ("plain-text", "Evening Tea in Lighthouses")
    assert headings(document) == [("Evening Tea in Lighthouses", "body"), ("What the Keepers Say", "body")]
    assert document.notes == ("the kind of document was not recognized",)


@pytest.mark.parametrize("name", ["one_paragraph", "list_items"])
def test_plain_text_without_headings_is_body(name: str, quirk: Quirk) -> None:
    document = quirk(f"plain_text/{name}")
    assert [section.kind for section in document.sections] == ["body"]
    n_items = sum(passage.kind == "list-item" for passage in document.passages)
    assert n_items == (2 if name == "list_items" else 0)


@pytest.mark.parametrize("name", ["numbers", "shopping_list", "bullets_only"])
def test_what_is_no_document_is_refused_with_a_reason(name: str, quirk: Quirk) -> None:
    with pytest.raises(UnreadableSource, match="no reader recognizes it .* no paragraph of prose"):
        quirk(f"not_understood/{name}")


def test_bullets_of_a_list_are_no_text(quirk: Quirk) -> None:
    document = quirk("plain_text/list_items")
    items = [fold(document.text, one.parts).text for one in document.passages if one.kind == "list-item"]
    assert [item.split(":")[0] for item in items] == ["Black tea", "Green tea"]


def test_no_sentence_goes_on_behind_a_heading() -> None:
    parsed = parse("journal_text/unfinished_paragraph_before_a_heading")
    assert prose(parsed, "body").endswith("as the older of the two surveys had said")
    assert prose(parsed, "conclusion").startswith("tea in the evening seems to matter little")
    assert not any(row["is_boilerplate"] for row in parsed.sentences)

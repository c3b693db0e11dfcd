"""A page of a site with a list of sources is a page with references, and no journal article."""

from pathlib import Path

from evidence_review.readers import journal_text, read_document

TEXT = (Path(__file__).parents[1] / "data/web_health_page/list_of_sources.txt").read_text(encoding="utf-8")


def test_it_keeps_its_kind_its_list_and_its_sections():
    document = read_document(TEXT)
    assert document.kind == "web-health-page"
    assert [entry.number for entry in document.entries] == [1, 2, 3]
    titles = [(section.title, section.kind) for section in document.sections if section.title]
    assert titles == [("Side Effects", "body"), ("2 Sources", "references")]
    assert (document.metadata.authors, document.metadata.reviewed) == (("Laura Mendez",), "2023-03-03")


def test_what_follows_the_list_is_the_sites():
    document = read_document(TEXT)
    below = [section for section in document.sections if section.start > TEXT.index("Laura Mendez has") - 1]
    assert {section.kind for section in below} == {"back-matter", "boilerplate"}
    aside = " ".join(TEXT[section.start : section.end] for section in below if section.kind == "boilerplate")
    assert "for ten years" in aside
    assert "Review Board" in aside


def test_the_same_list_under_an_abstract_is_an_article():
    assert not journal_text.recognizes(TEXT)
    assert journal_text.recognizes("Abstract\n\nWe asked about tea.\n\n" + TEXT)

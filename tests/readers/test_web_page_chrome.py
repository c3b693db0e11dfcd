"""Pages with everything that sites put around an article: the article survives whole, and nothing else is its text."""

from collections.abc import Callable

import pytest

from evidence_review.document import Document
from evidence_review.readers import read_document
from evidence_review.text import fold

Quirk = Callable[[str], Document]

ARTICLE = [
    "Tea before bed is a habit of many adults, and some of them sleep less well after it than they would have without it.",
    "Most people who drink one cup in the evening notice nothing at all, and studies of larger amounts are few and small.",
    "If you wake often at night, try moving the last cup to the afternoon for two weeks and write down how you slept.",
    "Common complaints include:",
    "A racing heart, which usually passes within two hours",
    "Waking early",
    "Trouble falling asleep",
    "People who take medicines for the heart should ask before they change how much tea they drink each day.",
]
HEADINGS = ["What the Studies Show", "Side Effects", "When to Ask for Help"]
PAGES = ["web_article/menus_of_links", "web_article/cookie_wall_and_comments", "web_health_page/menus_in_lines"]


def article(document: Document) -> list[str]:
    return [
        fold(document.text, one.parts).text
        for one in document.passages
        if document.sections[one.section].kind in ("abstract", "introduction", "body", "conclusion")
    ]


@pytest.mark.parametrize("name", PAGES)
def test_the_article_survives_whole(name: str, quirk: Quirk) -> None:
    document = quirk(name)
    # The box at the end of one page is of the article.
    box = ["Tea late in the day may shorten sleep."] if "cookie" in name else []
    assert article(document) == ARTICLE + box
    titles = [section.title for section in document.sections if section.title and section.kind == "body"]
    assert titles == HEADINGS + (["Key takeaways"] if box else [])


@pytest.mark.parametrize("name", PAGES)
def test_what_the_page_says_of_itself(name: str, quirk: Quirk) -> None:
    metadata = quirk(name).metadata
    assert metadata.title == "Does Tea Before Bed Keep You Awake?"
    assert metadata.authors == ("Laura Mendez",)
    assert (metadata.published or metadata.reviewed) == "2023-03-03"
    assert metadata.reviewed_by == ("Ana Ruiz, MD" if "lines" in name else "")
    assert metadata.site == ("" if "lines" in name else "Harbor Sleep")


def test_the_sources_are_a_list(quirk: Quirk) -> None:
    assert len(quirk("web_health_page/menus_in_lines").entries) == 3


@pytest.mark.parametrize(
    "line", ["[Home](/) | [Sleep](/s)", "[![Logo](https://h.example/a.png)](/)", "- [Ten ways to sleep](/1)"]
)
def test_lines_of_links_alone_are_the_sites(line: str) -> None:
    document = read_document(f"# Tea Before Bed Again\n\n{ARTICLE[0]}\n\n{line}\n\nSubscribe to our newsletter\n")
    assert article(document) == ARTICLE[:1]


def test_a_link_inside_a_sentence_is_text() -> None:
    sentence = "Keepers who [slept badly](/b) drank [more tea](/t) than others did in the same tower."
    document = read_document(f"# Tea Before Bed Again\n\n{ARTICLE[0]}\n\n{sentence}\n\nSubscribe to our newsletter\n")
    assert article(document) == [ARTICLE[0], sentence]

"""The start page, on reviews of every shape."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from evidence_review.site.frame import Link
from evidence_review.site.index import _link_ids, render_index

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) $x$ \u202etxt"
TOPIC = """title: Pain
questions:
  - {id: relief, text: 'Does it relieve pain?', kind: yes-no}
  - {id: dose, text: 'Which dose?', kind: value, unit: mg}
terms: [pain]
"""
ARTICLE = "On a drug\n\nThe drug relieves pain in adults. Bottles are sold in many countries.\n"
CODINGS = """source,quote,topic,question,answer,direction,population,certainty,note,coder,date
lee,The drug relieves pain in adults.,pain,relief,yes,benefit,human,asserted,,AB,2024-05-01
"""


class Page(HTMLParser):
    """Collects headings, links and ids of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.ids += [own["id"]] if "id" in own else []
        self.links += [own["href"]] if tag == "a" and "href" in own else []
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def links_of(corpus: Any) -> list[Link]:
    """List the pages of a review whose pages are all made."""
    listed = [Link("Overview", "index.html")]
    listed += [Link(topic.title, f"{topic.id}/index.html", "Topics") for topic in corpus.topics]
    listed += [Link("Integrity", "60_integrity/index.html", "Across the sources", "Which citations deserve a look?")]
    return listed + [Link(source, f"sources/{source}.html", "Sources") for source in corpus.texts]


def render(corpus: Any, links: list[Link] | None = None, exports: tuple[str, ...] = ()) -> str:
    return render_index(corpus, links_of(corpus) if links is None else links, exports, made_by="Made by us.")


def text_of(markup: str) -> str:
    main = markup[markup.index("<main") : markup.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", main)).split())


@pytest.fixture(scope="module")
def coded(make_shared_corpus: Callable[..., Any]) -> Any:
    """Return a review of two sources, one of them coded, and a file that cannot be read."""
    files = {"lee.txt": ARTICLE, "roe.txt": "Another\n\nPain is common, and the drug may ease pain in some people.\n"}
    files |= {"review/topics/pain.yml": TOPIC, "review/codings.csv": CODINGS}
    return make_shared_corpus(files | {"broken.txt": b"\x00\x01\x02\xff" * 9})


def check_form(markup: str) -> Page:
    """Check what holds for every start page, and return it."""
    page = Page(markup)
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert "None" not in re.sub("None found", "", text_of(markup))
    assert "nan" not in text_of(markup).split()
    return page


def test_every_link_leads_to_a_page_that_is_there(coded: Any) -> None:
    page = check_form(render(coded))
    there = {link.path for link in links_of(coded)} | {"manifest.json", "run.json"}
    assert {href.partition("#")[0] for href in page.links} - {""} <= there
    assert "sources/lee.html" in page.links
    assert "pain/index.html" in page.links
    assert "pain/index.html#lee:s001" in page.links
    assert "60_integrity/index.html" in page.links


def test_what_is_not_made_is_no_link(coded: Any) -> None:
    markup = render(coded, [Link("Overview", "index.html")])
    led_out = {href for href in check_form(markup).links if not href.startswith("#")}
    assert led_out == {"manifest.json", "run.json"}
    assert "Its page is not made yet." in text_of(markup)
    assert "No page has been made yet." in text_of(markup)


def test_a_topic_is_a_card_with_its_answers(coded: Any) -> None:
    said = text_of(render(coded))
    assert "Does it relieve pain? yes: 1 source (of 2, 1 not coded yet) one source alone" in said
    assert "1 further question is not answered." in said


def test_the_map_counts_and_names_silence(coded: Any) -> None:
    markup = render(coded)
    table = markup[markup.index('<table class="map') : markup.index("</table>")]
    assert '<a href="pain/index.html#lee:s001">1</a> <small>1 answer</small>' in table
    assert table.count("<td") == 2
    assert "silent" not in table


def test_a_file_that_was_not_read_says_why(coded: Any) -> None:
    said = text_of(render(coded))
    assert "One file could not be read; the list of sources says why." in said
    assert "broken, broken.txt" in said
    assert "not read: " in said


def test_files_for_other_programs(coded: Any) -> None:
    markup = render(coded, exports=("exports/references.ris", "exports/evidence.xlsx", "exports/new.xyz"))
    assert '<a href="exports/references.ris">exports/references.ris</a>: the same for EndNote' in markup
    assert '<a href="exports/new.xyz">exports/new.xyz</a></li>' in markup
    assert "datapackage.json" not in markup


def test_no_codings(make_corpus: Callable[..., Any]) -> None:
    said = text_of(render(make_corpus({"lee.txt": ARTICLE, "review/topics/pain.yml": TOPIC})))
    assert "2 questions are not answered: nothing is coded yet." in said
    assert "the machine's suggestions only: no reviewer has decided any of it" in said
    assert "Not checked Whether the sources contradict each other: no answer is coded yet." in said


def test_no_topics(make_corpus: Callable[..., Any]) -> None:
    markup = render(make_corpus({"lee.txt": ARTICLE}))
    check_form(markup)
    said = text_of(markup)
    assert "What one source says." in said
    assert "One source was read: one plain-text document, without a year of publication." in said
    assert "There is nothing to map: the review has no topics yet." in said


def test_no_source_was_read(make_corpus: Callable[..., Any]) -> None:
    markup = render(make_corpus({"bad.txt": b"\x00\x01\x02\xff" * 9, "review/topics/pain.yml": TOPIC}))
    check_form(markup)
    said = text_of(markup)
    assert "No source was read, so that there is nothing to say yet." in said
    assert "There is nothing to map: no source was read." in said
    assert "There is nothing to report, since no source was read." in said
    assert "None found" not in said


def test_a_silent_source_and_a_topic_without_questions(make_corpus: Callable[..., Any]) -> None:
    topics = {"review/topics/gout.yml": "title: Gout\nquestions: []\nterms: [gout]\n"}
    said = text_of(render(make_corpus({"lee.txt": ARTICLE, **topics})))
    assert "No source speaks to this topic." in said
    assert "The topic asks no question." in said
    assert "– silent" in said


def test_hostile_text_is_text(make_corpus: Callable[..., Any]) -> None:
    topic = f"title: {HOSTILE!r}\nquestions:\n  - {{id: q, text: {HOSTILE!r}, kind: yes-no}}\nterms: [pain]\n"
    topic = topic.replace("'<", '"<').replace("txt'", 'txt"')
    files = {"lee.txt": f"{HOSTILE}\n\nThe drug {HOSTILE} relieves pain.\n", "review/topics/pain.yml": topic}
    markup = render(make_corpus(files))
    page = check_form(markup)
    assert "img" not in page.tags
    assert markup.count("<script>") == 1
    assert "\u202e" not in markup
    assert not any("javascript" in href for href in page.links)


def test_many_topics_and_many_sources(make_corpus: Callable[..., Any]) -> None:
    files = {
        f"{'long-name-of-a-source' * 2}-{number}.txt": ARTICLE.replace("adults", f"group {number}")
        for number in range(10)
    }
    topics = {f"review/topics/t{number}.yml": TOPIC.replace("Pain", f"Pain {number}") for number in range(50)}
    markup = render(make_corpus(files | topics))
    check_form(markup)
    assert 'class="map is-upright"' in markup
    assert len(markup) < 400_000


def test_the_same_corpus_gives_the_same_page(coded: Any) -> None:
    assert render(coded) == render(coded)


def test_only_ids_of_statements_become_links() -> None:
    topics, made = {"a:s1": "pain", "b:s2": "pain"}, {"sources/a.html": "a"}
    assert _link_ids("It is [so] by a [a:s1, b:s2].", ["a:s1", "b:s2"], topics, made) == [
        ("It is ", ""),
        ("[so]", ""),
        (" by a ", ""),
        ("[", ""),
        ("a:s1", "sources/a.html#s1"),
        (", ", ""),
        ("b:s2", ""),
        ("]", ""),
        (".", ""),
    ]
    made["pain/index.html"] = "Pain"
    assert ("b:s2", "pain/index.html#b:s2") in _link_ids("[b:s2]", ["b:s2"], topics, made)

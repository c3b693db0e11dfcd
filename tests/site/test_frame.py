"""What stands around every page."""

import re

from evidence_review.site.frame import Frame, Link, complete, detach, stylesheet, thread

LINKS = [
    Link("Evidence review", "index.html"),
    Link("Harm", "harm/index.html", "Topics"),
    Link("Pain <&>", "pain/index.html", "Topics"),
    Link("Sleep", "sleep/index.html", "Topics"),
    Link("lee2020", "sources/lee2020.html", "Sources"),
]
EMPTY = "<!-- navigation --><!-- /navigation --><main></main><!-- neighbors --><!-- /neighbors -->"


def test_navigation_lists_every_page_and_marks_the_current_one() -> None:
    markup = thread(EMPTY, LINKS, "pain/index.html")
    assert re.findall(r"<summary[^>]*>([^<]*)<", markup) == ["Topics", "Sources"]
    navigation, neighbors = markup.split("<main>")
    assert re.findall(r'href="([^"]*)"', navigation) == [
        "../index.html",
        "../harm/index.html",
        "index.html",
        "../sleep/index.html",
        "../sources/lee2020.html",
    ]
    assert '<a href="index.html" aria-current="page">Pain &lt;&amp;&gt;</a>' in navigation
    assert navigation.count("aria-current") == 1
    assert '<summary class="here">Topics' in navigation
    assert re.findall(r'(\w+): <a href="([^"]*)"', neighbors) == [
        ("Previous", "../harm/index.html"),
        ("Next", "../sleep/index.html"),
    ]


def test_ends_of_a_group_and_pages_alone_in_it() -> None:
    assert "Previous" not in thread(EMPTY, LINKS, "harm/index.html")
    assert "Next:" not in thread(EMPTY, LINKS, "sleep/index.html")
    assert 'class="neighbors"' not in thread(EMPTY, LINKS, "sources/lee2020.html")
    assert 'class="neighbors"' not in thread(EMPTY, LINKS, "index.html")


def test_threading_again_replaces_what_was_there() -> None:
    once = thread(EMPTY, LINKS, "pain/index.html")
    assert thread(once, LINKS, "pain/index.html") == once
    fewer = thread(once, LINKS[:3], "pain/index.html")
    assert "sleep" not in fewer
    assert thread(fewer, LINKS, "pain/index.html") == once
    assert thread("<main>no place kept</main>", LINKS, "pain/index.html") == "<main>no place kept</main>"


def test_fifty_topics() -> None:
    links = [Link(f"Topic {number}", f"t{number}/index.html", "Topics") for number in range(50)]
    assert thread(EMPTY, links, "t7/index.html").count("<li>") == 50


def test_contents_stand_before_the_page_and_are_put_there_once() -> None:
    page = (
        "<!-- contents --><!-- /contents --><main><h1>t</h1>"
        + "".join(f"<h2>Part {n}</h2>" for n in "abcd")
        + "</main>"
    )
    whole = complete(page)
    assert re.findall(r'href="#([^"]*)"', whole.split("<main>")[0]) == ["part-a", "part-b", "part-c", "part-d"]
    assert '<h2 id="part-c">' in whole
    assert complete(whole) == whole


def test_links_that_lead_out_become_text() -> None:
    markup = '<p><a id="x" href="../sources/lee.html#s1">a</a> <a href="#s1">b</a> <abbr title="c">c</abbr> <a href="../pain/index.html#s2">d</a></p>'
    assert (
        detach(markup, "../pain/index.html")
        == '<p><a id="x">a</a> <a href="#s1">b</a> <abbr title="c">c</abbr> <a href="#s2">d</a></p>'
    )


def test_script_is_small_and_never_sets_markup() -> None:
    script = Frame("t", "index.html").script
    assert len(script.encode()) < 8000
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|fetch|XMLHttpRequest|https?:", script
    )
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()

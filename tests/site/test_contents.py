"""The table of contents of a page."""

import pytest

from evidence_review.site.contents import Entry, add_contents, list_contents

PAGE = '<h1>Pain</h1><h2>1. Who says <em>what</em></h2><p>x</p><h2 class="a" id="kept">2. R&amp;D</h2><h3>Adults</h3><h2>3. Gaps</h2>'


def test_headings_get_ids_and_are_listed() -> None:
    body, entries = add_contents(PAGE)
    assert '<h2 id="who-says-what">1. Who says <em>what</em></h2>' in body
    assert '<h2 class="a" id="kept">2. R&amp;D</h2>' in body
    assert "<h1>Pain</h1>" in body
    assert entries == (
        Entry(2, "who-says-what", "1. Who says what"),
        Entry(2, "kept", "2. R&D"),
        Entry(3, "adults", "Adults"),
        Entry(2, "gaps", "3. Gaps"),
    )
    assert add_contents(body) == (body, entries)


def test_short_page_has_no_contents() -> None:
    body, entries = add_contents("<h1>a</h1><h2>b</h2><h2>c</h2><h3>d</h3>")
    assert entries == ()
    assert 'id="d"' in body


@pytest.mark.parametrize(
    ("levels", "ordered"),
    [
        ("1 2 3 4 2", "1 2 3 4 2"),
        ("1 3 4", "1 2 3"),
        ("1 2 4 4", "1 2 3 3"),
        ("1 2 1 3", "1 2 2 3"),
        ("2 3", "1 2"),
    ],
)
def test_no_level_is_skipped_and_one_title(levels: str, ordered: str) -> None:
    body, _ = add_contents("".join(f"<h{level}>x</h{level}>" for level in levels.split()))
    assert [part[0] for part in body.split("<h")[1:]] == ordered.split()


def test_ids_are_unique_on_the_page() -> None:
    body, _ = add_contents('<h1>t</h1><p id="gaps">x</p><h2>Gaps</h2><h2>Gaps!</h2><h2>4.</h2><h2>الألم</h2><h2>?</h2>')
    assert [part.split('"')[0] for part in body.split('<h2 id="')[1:]] == ["gaps-2", "gaps-3", "4", "الألم", "section"]


def test_hostile_heading_stays_text() -> None:
    body, _ = add_contents("<h1>t</h1>" + '<h2>&lt;script&gt; "x" onclick=</h2>' * 4)
    assert body.count("&lt;script&gt;") == 4
    markup = list_contents([Entry(2, 'a"b', "<script>\u202e")])
    assert '<a href="#a&quot;b" dir="auto">&lt;script&gt;[U+202E]</a>' in markup
    assert list_contents([]) == ""

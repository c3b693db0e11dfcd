"""Who cannot see the pages, or has no mouse, or reads them on paper: measured by axe-core, and tried by keyboard and in print."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REAL = ["index.html", "depression/index.html", "60_integrity/index.html", "sources/thanoon2024.html"]
HOSTILE = ["sleep/index.html", "sources/cmd-x-A0-img-src-x-onerror-owned-1-x-a-javascript-owned-1-fd.html"]
# What lies in folds is measured too.
UNFOLD = "document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def measure(page: Any, options: dict[str, Any]) -> list[str]:
    """Return what axe-core objects to: the rule, how often, and the first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found
    ]


@pytest.mark.parametrize("path", REAL)
def test_axe_finds_nothing(real_site: Path, tab: Any, path: str) -> None:
    look(tab, real_site / path)


@pytest.mark.parametrize("path", HOSTILE)
def test_axe_finds_nothing_in_a_hostile_review(hostile_site: Path, tab: Any, path: str) -> None:
    look(tab, hostile_site / path)


def look(tab: Any, path: Path) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(path.as_uri())
    tab.evaluate(UNFOLD)
    assert measure(tab, {"runOnly": TAGS}) == []
    # In the dark only the colors are others.
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert measure(tab, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}) == []


def test_everything_is_reached_by_keyboard(real_site: Path, tab: Any) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto((real_site / "depression" / "index.html").as_uri())
    outline = """() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
      return [one.textContent.trim(), style.outlineStyle !== 'none' || style.boxShadow !== 'none', box.top >= 0 && box.left >= 0 && box.width > 1]; }"""
    tab.keyboard.press("Tab")
    assert tab.evaluate(outline) == ["Skip to the content", True, True]
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.matches('nav.site a')")
    assert tab.evaluate(outline)[1:] == [True, True]
    tab.keyboard.press("Tab")
    menu = tab.locator("nav.site details").first
    assert menu.locator("summary").evaluate("one => one === document.activeElement")
    assert menu.locator("a").first.is_hidden()
    tab.keyboard.press("Enter")
    assert menu.locator("a").first.is_visible()
    tab.keyboard.press("Tab")
    assert menu.locator("a").first.evaluate("one => one === document.activeElement")
    tab.keyboard.press("Escape")
    assert menu.locator("a").first.is_hidden()


def test_the_first_link_skips_the_navigation(real_site: Path, tab: Any) -> None:
    tab.goto((real_site / "depression" / "index.html").as_uri())
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_every_box_that_scrolls_takes_the_keys(real_site: Path, tab: Any) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    for name in REAL:
        tab.goto((real_site / name).as_uri())
        tab.evaluate(UNFOLD)
        scrolls = "[...document.querySelectorAll('main *')].filter(one => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))"
        assert tab.evaluate(f"{scrolls}.filter(one => one.tabIndex < 0).map(one => one.outerHTML.slice(0, 200))") == []
    tab.set_viewport_size({"width": 1280, "height": 900})


def test_paper_shows_what_is_folded_and_no_navigation(real_site: Path, tab: Any) -> None:
    tab.goto((real_site / "depression" / "index.html").as_uri())
    quote = tab.locator("main details blockquote").first
    assert quote.is_hidden()
    tab.emulate_media(media="print")
    tab.wait_for_function(
        "document.querySelector('main details blockquote').checkVisibility({contentVisibilityAuto: true})"
    )
    for name in ("nav.site", "a.skip", "nav.contents", ".er-tools", ".er-button"):
        assert not any(one.is_visible() for one in tab.locator(name).all()), name
    paper = tab.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") > 3
    tab.emulate_media(media="screen")

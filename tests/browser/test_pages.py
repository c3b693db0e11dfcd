"""Every page of both sites, opened once: what it asks for, what it runs, where its links lead, and whether it fits every window."""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1280, 1920)
MOST_BYTES = 1_500_000
# Runs before the page's own script and whatever an attack may bring.
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
FACTS = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    owned: 'owned' in window, violations,
    title: document.title, lang: document.documentElement.lang,
    ids: all('[id]').map((one) => one.id),
    links: all('[href]').map((one) => one.getAttribute('href')),
    headings: all('h1, h2, h3, h4, h5, h6').map((one) => Number(one.tagName[1])),
    images: all('img').filter((one) => !(one.complete && one.naturalWidth && one.alt)).map((one) => one.outerHTML.slice(0, 99)),
    strange: all('*').filter((one) => /^(script|iframe|object|embed|base|link|svg|form|u)$/i.test(one.tagName)
      && !(one.tagName === 'SCRIPT' && one.parentElement === document.body) || [...one.attributes].some((name) => /^on/i.test(name.name))
    ).map((one) => one.outerHTML.slice(0, 99)),
    text: document.body.textContent,
  };
}"""
# Of the large parts of a page, two that are drawn one over the other; and by how much the page is wider than its window.
FIT = """() => {
  const parts = ['nav.site', 'nav.contents', 'main', 'footer'].map((name) => [name, document.querySelector(name)])
    .filter(([, part]) => part && part.getClientRects().length).map(([name, part]) => [name, part, part.getBoundingClientRect()]);
  const over = [];
  parts.forEach(([name, part, a], index) => parts.slice(index + 1).forEach(([other, second, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 1 && !part.contains(second) && !second.contains(part)) over.push(`${name} over ${other}`);
  }));
  const room = document.scrollingElement;
  return [room.scrollWidth - room.clientWidth, over];
}"""


@dataclass
class Visit:
    """What was seen of a page."""

    path: Path
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    too_wide: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visits(site: Path, browser: Any) -> Iterator[dict[str, Visit]]:
    """Open every page of a site once; what is asked for outside of it is refused."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    yield {path.relative_to(site).as_posix(): look(context, path) for path in sorted(site.rglob("*.html"))}
    context.close()


def look(context: Any, path: Path) -> Visit:
    visit = Visit(path)
    page = context.new_page()
    page.on("console", lambda message: visit.said.append(message.text))
    page.on("pageerror", lambda error: visit.said.append(str(error)))
    page.on("dialog", lambda dialog: (visit.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: visit.asked.append(request.url))
    page.route(lambda url: not url.startswith(("file:", "data:")), lambda route: route.abort())
    page.goto(path.as_uri())
    visit.facts = page.evaluate(FACTS)
    for scheme, width in [("light", width) for width in WIDTHS] + [("dark", WIDTHS[0])]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        excess, over = page.evaluate(FIT)
        if excess > 0:
            visit.too_wide.append(f"{excess} px at {width} px, {scheme}")
        visit.over += [f"{one} at {width} px, {scheme}" for one in over]
    page.close()
    return visit


def where(visits: dict[str, Visit], what: Any) -> dict[str, Any]:
    """Return what is wrong, by page; empty when nothing is."""
    return {name: found for name, visit in visits.items() if (found := what(visit))}


def test_the_pages_are_there(site: Path, visits: dict[str, Visit]) -> None:
    texts = {f"sources/{path.stem}.html" for path in (site / "texts").glob("*.txt")}
    assert texts
    assert {"index.html", "60_integrity/index.html", *texts} <= set(visits)


def test_nothing_is_asked_for_but_the_page(visits: dict[str, Visit]) -> None:
    assert not where(visits, lambda one: [url for url in one.asked if url != one.path.as_uri() and url[:5] != "data:"])


def test_nothing_is_run_but_the_script_of_the_page(visits: dict[str, Visit]) -> None:
    assert not where(visits, lambda one: one.said + one.facts["violations"] + ["owned"] * one.facts["owned"])
    assert not where(visits, lambda one: one.facts["strange"])


def test_links_lead_somewhere(visits: dict[str, Visit]) -> None:
    ids = {visit.path: set(visit.facts["ids"]) for visit in visits.values()}

    def is_dead(here: Path, href: str) -> bool:
        scheme, host, path, query, fragment = urlsplit(href)
        target = (here.parent / unquote(path)).resolve() if path else here
        if scheme or host or query or not target.is_file():
            return True
        return bool(fragment) and unquote(fragment) not in ids.get(target, ())

    assert not where(visits, lambda one: [href for href in one.facts["links"] if is_dead(one.path, href)][:9])


def test_every_page_is_well_formed(visits: dict[str, Visit]) -> None:
    assert not where(visits, lambda one: sorted({id for id in one.facts["ids"] if one.facts["ids"].count(id) > 1})[:9])
    assert not where(visits, lambda one: one.facts["images"])
    assert not where(visits, lambda one: not one.facts["title"].strip() or one.facts["lang"] != "en")
    levels = {name: visit.facts["headings"] for name, visit in visits.items()}
    assert {name: found for name, found in levels.items() if found[:1] != [1] or found.count(1) > 1} == {}
    jumps = {
        name: [pair for pair in itertools.pairwise(found) if pair[1] > pair[0] + 1] for name, found in levels.items()
    }
    assert {name: found for name, found in jumps.items() if found} == {}


def test_every_page_is_light(visits: dict[str, Visit]) -> None:
    assert not where(visits, lambda one: size if (size := one.path.stat().st_size) > MOST_BYTES else 0)


def test_every_page_fits_every_window(visits: dict[str, Visit]) -> None:
    assert not where(visits, lambda one: one.too_wide)
    assert not where(visits, lambda one: one.over)


def test_attacks_are_read_as_words(visits: dict[str, Visit], site: Path) -> None:
    """Both ways: the hostile words are shown where they stand, and the bundled documents hold none."""
    shown = where(visits, lambda one: one.facts["text"].count("<script>owned=1</script>"))
    is_hostile = (site / "sleep").is_dir()
    assert set(shown) == ({*visits} if is_hostile else set())
    # Characters that turn the direction of a line are named, never obeyed.
    assert not where(visits, lambda one: sorted({"\u202e", "\u2066", "\u2069"} & set(one.facts["text"])))
    named = where(visits, lambda one: one.facts["text"].count("[U+202E]"))
    assert bool(named) == is_hostile


def test_a_second_language_has_its_direction(real_site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((real_site / "sources" / "thanoon2024.html").as_uri())
    found = page.evaluate(
        """() => [...document.querySelectorAll('main [lang=ar]')].filter((one) => /[\\u0600-\\u06ff]/.test(one.textContent))
        .map((one) => [one.dir, getComputedStyle(one).direction])"""
    )
    assert found
    assert {tuple(one) for one in found} == {("rtl", "rtl")}
    page.close()


def test_a_page_that_is_mailed_stands_alone(real_site: Path, browser: Any, tmp_path: Path) -> None:
    alone = tmp_path / "mailed.html"
    shutil.copyfile(real_site / "depression" / "depression.html", alone)
    context = browser.new_context()
    context.add_init_script(WATCH)
    visit = look(context, alone)
    context.close()
    assert {url for url in visit.asked if not url.startswith("data:")} == {alone.as_uri()}
    assert (visit.said, visit.facts["violations"], visit.facts["images"]) == ([], [], [])
    anchors = {f"#{id}" for id in visit.facts["ids"]}
    assert [href for href in visit.facts["links"] if unquote(href) not in anchors] == []

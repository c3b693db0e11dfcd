"""The way from an answer to the words behind it: bottom line, row of the evidence table, statement in the source, entry of its list."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evidence_review.text import visible

pytestmark = pytest.mark.browser

# The text of an element without white space, and without what the page says besides the source.
WORDS = """
const words = (node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('.er-missing')) text += walker.currentNode.data;
  return text.replace(/\\s+/g, '');
};
"""
STATEMENTS = (
    "(names) => {"
    + WORDS
    + """
  return names.map((name) => [...document.querySelectorAll(`.er-text [data-s~="${name}"]`)]
    .filter((one) => !one.parentElement.closest(`[data-s~="${name}"]`)).map(words).join(''));
}"""
)
LINKS = """(names) => Object.fromEntries(names.map((name) => {
  const one = document.getElementById(name);
  const links = [one, ...one.querySelectorAll('*')].filter((link) => link.matches('a[href]'));
  return [name, links.map((link) => [link.textContent.trim(), link.getAttribute('href')])];
}))"""
WHERE = """(name) => {
  const one = document.getElementById(name), box = one.getBoundingClientRect();
  return [box.bottom > 0 && box.top < innerHeight, [...document.querySelectorAll('.is-target')].length];
}"""


def squeeze(text: str) -> str:
    return "".join(visible(text).split())


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def read(site: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(site / "tables" / f"{table}.csv", dtype="str", keep_default_na=False)


def names_of(site: Path) -> list[str]:
    return sorted(path.stem for path in (site / "texts").glob("*.txt"))


def test_every_statement_is_marked_with_its_words(site: Path, tab: Any) -> None:
    statements = read(site, "statements")
    for source in names_of(site):
        tab.goto((site / "sources" / f"{source}.html").as_uri())
        mine = statements[statements["source_id"] == source]
        names = [name.rpartition(":")[2] for name in mine["statement_id"]]
        marked = dict(zip(names, tab.evaluate(STATEMENTS, names), strict=True))
        # `raw` holds what interrupts a sentence, as a page break does; `text` lacks what has no width, as marks of direction.
        wanted = {name: set(map(squeeze, said)) for name, *said in zip(names, mine["raw"], mine["text"], strict=True)}
        assert {name: words for name, words in marked.items() if words not in wanted[name]} == {}


def test_a_reading_view_holds_the_whole_text(site: Path, tab: Any) -> None:
    for source in names_of(site):
        tab.goto((site / "sources" / f"{source}.html").as_uri())
        text = (site / "texts" / f"{source}.txt").read_text(encoding="utf-8")
        shown = tab.evaluate(
            "() => {" + WORDS + " return [...document.querySelectorAll('.er-text')].map(words).join(''); }"
        )
        assert shown == squeeze(text)


def test_every_row_of_a_source_has_its_place(site: Path, tab: Any) -> None:
    tables = {
        name: read(site, name)
        for name in ("sentences", "citations", "references", "sections", "findings", "statements")
    }
    tables["findings"] = tables["findings"][tables["findings"]["start"] != ""]
    ids = {
        "sentences": lambda row: f"n{row.sentence_no}",
        "citations": lambda row: f"m{row.marker_no}",
        "references": lambda row: f"r{row.reference_no}",
        "sections": lambda row: f"h{row.section_no}",
        "statements": lambda row: row.statement_id.rpartition(":")[2],
        "findings": lambda row: f"f-{row.check}-{row.finding_no}",
    }
    for source in names_of(site):
        tab.goto((site / "sources" / f"{source}.html").as_uri())
        there = set(tab.evaluate("[...document.querySelectorAll('main [id]')].map((one) => one.id)"))
        for name, table in tables.items():
            wanted = {ids[name](row) for row in table[table["source_id"] == source].itertuples()}
            assert sorted(wanted - there)[:9] == [], f"{name} of {source}"


def test_every_citation_leads_to_its_entry(site: Path, tab: Any) -> None:
    citations = read(site, "citations")
    references = read(site, "references")
    for source in names_of(site):
        tab.goto((site / "sources" / f"{source}.html").as_uri())
        mine = citations[(citations["source_id"] == source) & (citations["reference_no"] != "")]
        entries_of = {f"m{no}": set(rows["reference_no"]) for no, rows in mine.groupby("marker_no")}
        links = tab.evaluate(LINKS, sorted(entries_of))
        # Each number leads to the entry that it names; of a span, as 22-26, the ends are printed.
        wrong = {
            name: found
            for name, found in links.items()
            if not found or [one for one in found if one[1] != f"#r{one[0]}"]
        }
        assert wrong == {}
        printed = {name: {number for number, _ in found} for name, found in links.items()}
        assert {name: found for name, found in printed.items() if not found <= entries_of[name]} == {}
        entries = references[references["source_id"] == source]
        raws = {f"r{row.reference_no}": squeeze(row.raw) for row in entries.itertuples()}
        shown = tab.evaluate(
            "(names) => {"
            + WORDS
            + " return Object.fromEntries(names.map((name) => [name, words(document.getElementById(name))])); }",
            sorted(raws),
        )
        assert {name: text for name, text in shown.items() if raws[name] not in text} == {}


def test_from_the_bottom_line_to_the_words(real_site: Path, tab: Any) -> None:
    tab.goto((real_site / "depression" / "index.html").as_uri())
    link = tab.locator('main li a[href*="#thanoon2024:s"], main li a[href*="#thanoon2024%3As"]').first
    name = link.inner_text().strip()
    # On a narrow list the ids may lie in a fold.
    link.evaluate(
        "(link) => { for (let one = link.closest('details'); one; one = one.parentElement.closest('details')) one.open = true; }"
    )
    link.click()
    row = tab.locator(f'[id="{name}"]')
    assert tab.evaluate("decodeURIComponent(location.hash)") == f"#{name}"
    tab.wait_for_function(
        "(name) => { const box = document.getElementById(name).getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }",
        arg=name,
    )
    if not row.locator("details").first.evaluate("fold => fold.open"):
        row.locator("summary").first.click()
    row.locator(f'a[href*="sources/thanoon2024.html#{name.rpartition(":")[2]}"]').first.click()
    tab.wait_for_url("**/sources/thanoon2024.html#*")
    target = name.rpartition(":")[2]
    tab.wait_for_function("document.querySelector('.is-target')")
    is_visible, n_marked = tab.evaluate(WHERE, target)
    assert (is_visible, n_marked >= 1) == (True, True)
    statements = read(real_site, "statements").set_index("statement_id")
    assert tab.evaluate(STATEMENTS, [target]) == [squeeze(statements.loc[name, "raw"])]
    # The next target takes the mark over.
    tab.evaluate("location.hash = '#r1'")
    tab.wait_for_function("!document.querySelector('[data-s].is-target')")


def test_a_citation_is_copied_with_source_section_and_quote(real_site: Path, tab: Any) -> None:
    statements = read(real_site, "statements").set_index("statement_id")
    tab.goto((real_site / "depression" / "index.html").as_uri())
    row = tab.locator('tr[id^="spitaleri2025:s"]').first
    name = row.get_attribute("id")
    row.locator("summary").first.click()
    row.get_by_role("button", name="Copy").click()
    tab.get_by_role("status").get_by_text("Copied", exact=True).wait_for(state="attached")
    copied = tab.evaluate("navigator.clipboard.readText()")
    said = json.dumps(copied)
    assert squeeze(statements.loc[name, "text"]) in squeeze(copied), said
    assert copied.startswith("Spitaleri"), said
    assert "2025" in copied, said
    assert name in copied, said
    assert not copied.endswith("Copy"), said
    assert copied == " ".join(row.locator(".er-copy").first.evaluate("one => one.firstChild.textContent").split())


def test_where_the_clipboard_is_closed_the_words_are_selected(real_site: Path, browser: Any) -> None:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page = context.new_page()
    page.goto((real_site / "depression" / "index.html").as_uri())
    row = page.locator('tr[id^="spitaleri2025:s"]').first
    row.locator("summary").first.click()
    row.get_by_role("button", name="Copy").click()
    selected = page.evaluate("getSelection().toString()")
    assert row.get_attribute("id") in selected
    assert "Copy" not in selected
    context.close()

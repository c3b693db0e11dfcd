"""`er.browse`: a table to search and sort where somebody is there to do it; the same rows as text elsewhere; never a request."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import evidence_review as er

FRAME = pd.DataFrame(
    {
        "source_id": [f"paper{number:02}" for number in range(12)],
        "n": range(12, 0, -1),
        "text": [
            '</script><img src=x onerror="window.broken = 1">',
            "safe\u202egnp.exe",
            "$x$ & &lt;b&gt;",
            *["plain"] * 9,
        ],
    }
)


@pytest.fixture
def attended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence_review.display.interactive.is_attended", lambda: True)


def test_where_nobody_sits_the_table_is_static() -> None:
    shown = er.browse(FRAME, name="rows", caption="Rows")
    assert "<script" not in shown.markup
    assert "In JupyterLab, the same cell shows all rows, to be searched and sorted." in shown.markup
    assert shown.table and shown.table["name"] == "rows"
    assert repr(shown) == "rows: 12 rows, 3 columns"


def test_without_itables_a_line_says_how_to_get_it(attended: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    shown = er.browse(FRAME)
    assert "<script" not in shown.markup
    assert "install itables" in shown.markup


def test_nothing_to_browse_is_said(attended: None) -> None:
    assert "<script" not in er.browse(FRAME.head(0), caption="Rows").markup
    assert "Rows: none." in er.browse(FRAME.head(0), caption="Rows").markup


def test_an_interactive_table_needs_no_network(attended: None) -> None:
    shown = er.browse(FRAME, name="rows")
    assert not re.search(r"unpkg|jsdelivr|cdn\.|cdnjs|googleapis", shown.markup)
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", shown.markup)
    assert shown.markup == er.browse(FRAME, name="rows").markup
    # Words of a source cannot end the script, and stand before it.
    table, _, script = shown.markup.partition("<script")
    assert "&lt;/script&gt;&lt;img" in table
    assert "safe[U+202E]gnp.exe" in table
    assert "$x$ &amp; &amp;lt;b&amp;gt;" in table
    assert "tex2jax_ignore" in table
    assert script.count("</script>") == 1 and "<!--" not in script


def test_it_sorts_and_searches_in_a_browser(attended: None, browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f"<!doctype html><meta charset=utf-8><body>{er.browse(FRAME, name='rows').markup}", encoding="utf-8"
    )
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    rows = page.locator("#er-rows tbody tr")
    page.locator("#er-rows .dt-search input").wait_for()
    assert rows.count() == 10
    assert rows.nth(0).locator("td").nth(0).inner_text() == "paper00"
    page.locator("#er-rows thead th").nth(1).click()
    rows.nth(0).locator("td").nth(1).get_by_text("1", exact=True).wait_for()
    page.locator("#er-rows .dt-search input").fill("onerror")
    page.get_by_text("Showing 1 to 1 of 1 entry").wait_for()
    assert rows.count() == 1
    assert rows.nth(0).locator("td").nth(2).inner_text() == FRAME["text"][0]
    assert page.evaluate("window.broken") is None
    assert not errors
    assert {url.partition(":")[0] for url in asked} <= {"file", "blob"}, json.dumps(asked)
    page.close()

"""Tables that are filtered and sorted in the page, by mouse and by keyboard, and that are whole where no script runs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

pytestmark = pytest.mark.browser

EVIDENCE = 'table.er-table:has(tr[id*=":s"])'
SHOWN = "(table) => [...table.tBodies[0].rows].filter((row) => row.checkVisibility()).map((row) => row.id)"
CELLS = """(table) => [...table.tHead.rows[0].cells].map((head, place) => [head.textContent.trim(), head.classList.contains('number'),
  [...table.tBodies[0].rows].map((row) => row.cells[place].textContent.trim())])"""


@pytest.fixture(scope="module")
def topic(real_site: Path, browser: Any) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((real_site / "depression" / "index.html").as_uri())
    yield page
    page.close()


@pytest.fixture
def table(topic: Any) -> Any:
    """Return the evidence table, in its own order and whole."""
    topic.reload()
    return topic.locator(EVIDENCE)


@pytest.fixture(scope="module")
def rows(real_site: Path) -> pd.DataFrame:
    return pd.read_csv(real_site / "depression" / "tables" / "evidence.csv", dtype="str", keep_default_na=False)


def search(topic: Any) -> tuple[Any, Any]:
    """Return the search field of the evidence table, and what says how many rows there are."""
    tools = topic.locator(f".er-tools:has(+ .er-box {EVIDENCE})")
    return tools.get_by_role("searchbox"), tools.get_by_role("status")


def test_the_filter_shows_the_rows_with_all_the_words(topic: Any, table: Any, rows: pd.DataFrame) -> None:
    field, count = search(topic)
    assert field.get_attribute("aria-label") or field.evaluate("field => field.labels[0].textContent")
    assert table.evaluate(SHOWN) == list(rows["statement_id"])
    of_one = list(rows.loc[rows["source_id"] == "thanoon2024", "statement_id"])
    assert 0 < len(of_one) < len(rows)
    field.fill("THANOON2024:")
    assert table.evaluate(SHOWN) == of_one
    assert count.inner_text() == f"{len(of_one)} of {len(rows)} rows"
    # Each word must be there, in any order, and none is a pattern.
    one = rows[rows["text"].str.contains("antidepressant properties (20,21).", regex=False)]["statement_id"].item()
    field.fill("(20,21) thanoon2024:s055 properties")
    assert (table.evaluate(SHOWN), count.inner_text()) == ([one], f"1 of {len(rows)} rows")
    field.fill(".* no such word")
    assert (table.evaluate(SHOWN), count.inner_text()) == ([], f"0 of {len(rows)} rows")
    field.fill("")
    assert table.evaluate(SHOWN) == list(rows["statement_id"])
    assert count.inner_text() == f"{len(rows)} rows"


def test_headers_sort_words_up_and_down_and_back(table: Any, rows: pd.DataFrame) -> None:
    head = table.locator("th", has_text="population")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    kinds = dict(zip(rows["statement_id"], rows["population"], strict=True))
    up = table.evaluate(SHOWN)
    assert [kinds[name] for name in up] == sorted(kinds.values())
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert [kinds[name] for name in table.evaluate(SHOWN)] == sorted(kinds.values(), reverse=True)
    # Rows that are equal stay in the order in which they came.
    order = list(rows["statement_id"])
    assert up == sorted(order, key=lambda name: kinds[name])
    # Another column takes the sign over.
    table.locator("th", has_text="decided by").get_by_role("button").click()
    assert table.locator("th[aria-sort]").all_inner_texts() == ["decided by"]


def test_filter_and_sorting_work_by_keyboard_alone(topic: Any, table: Any, rows: pd.DataFrame) -> None:
    field, _ = search(topic)
    field.focus()
    topic.keyboard.type("animal")
    n_shown = len(table.evaluate(SHOWN))
    assert 0 < n_shown < len(rows)
    for _ in range(5):
        topic.keyboard.press("Tab")
        if topic.evaluate("document.activeElement.closest('th') !== null"):
            break
    topic.keyboard.press("Enter")
    assert table.locator("th[aria-sort=ascending]").count() == 1
    # What was filtered away does not come back by sorting.
    assert len(table.evaluate(SHOWN)) == n_shown


def test_numbers_are_sorted_as_numbers(real_site: Path, browser: Any) -> None:
    page = browser.new_page()
    n_columns = 0
    for name in ("depression", "30_quantities", "60_integrity"):
        page.goto((real_site / name / "index.html").as_uri())
        # Some tables lie in folds.
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        for table in page.locator("table.er-table:has(th.number button)").all():
            for place, (_, is_number, before) in enumerate(table.evaluate(CELLS)):
                if not is_number:
                    continue
                n_columns += 1
                table.locator("th").nth(place).get_by_role("button").evaluate("button => button.click()")
                after = table.evaluate(CELLS)[place][2]
                assert sorted(after) == sorted(before)
                numbers = [first_number(cell) for cell in after]
                n_known = sum(number is not None for number in numbers)
                assert None not in numbers[:n_known], "what is unknown comes last"
                assert numbers[:n_known] == sorted(numbers[:n_known], key=float)
    assert n_columns >= 3
    page.close()


def first_number(cell: str) -> float | None:
    found = re.search(r"[-\u2212]?\d[\d,]*(?:\.\d+)?|[-\u2212]?\.\d+", cell.replace("\u202f", "").replace("\xa0", ""))
    return float(found[0].replace(",", "").replace("\u2212", "-")) if found else None


def test_without_a_script_everything_is_there(real_site: Path, browser: Any, rows: pd.DataFrame) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((real_site / "depression" / "index.html").as_uri())
    table = page.locator(EVIDENCE)
    assert table.locator("tbody > tr").count() == len(rows)
    assert page.locator("button, input, select, textarea").count() == 0
    last = table.locator("tbody > tr").last
    assert last.is_visible()
    quote = last.locator("blockquote").first
    assert quote.is_hidden()
    last.locator("summary").first.click()
    assert quote.is_visible()
    context.close()

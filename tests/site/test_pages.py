"""The pages as a browser shows them: nothing loaded, nothing run, nothing cut off, whole in print."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pandas as pd
import pytest

from evidence_review.display import Shown, bullets, conflict_pairs, evidence_table, note, show
from evidence_review.run.render import Heading, render
from evidence_review.site.frame import stylesheet

HOSTILE = "<script>document.title = 'owned'</script><img src=https://example.org/x onerror=alert(1)> $x$ \u202etxt `|`"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900pt" height="60pt"><metadata>now</metadata><rect width="900" height="60"/></svg>'
PNG = base64.b64encode(b"\x89PNG").decode()


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [(name, value or "") for name, value in attrs]))


def displayed(shown: Shown) -> Any:
    return nbformat.v4.new_output("display_data", data=shown._repr_mimebundle_())


def hostile_corpus() -> Any:
    text = HOSTILE + " word" * 300
    row = {"source_id": "lee2020", "section_no": 1, "paragraph_no": 1, "language": "en", "is_boilerplate": False}
    sentence = row | {"sentence_no": 1, "start": 0, "end": len(text), "parts": f"0-{len(text)}"}
    citation = ["source_id", "sentence_no", "start", "end", "raw", "reference_no", "unresolved"]
    return SimpleNamespace(
        texts={"lee2020": text},
        sources=pd.DataFrame([{"source_id": "lee2020", "title": HOSTILE, "authors": HOSTILE, "year": None}]),
        sentences=pd.DataFrame([sentence]),
        sections=pd.DataFrame([{"source_id": "lee2020", "section_no": 1, "title": HOSTILE}]),
        references=pd.DataFrame(columns=["source_id", "reference_no", "raw"]),
        citations=pd.DataFrame(columns=citation),
    )


def statements() -> pd.DataFrame:
    row = {"source_id": "lee2020", "sentence_no": 1, "start": 0, "end": 9, "text": HOSTILE + " long" * 40}
    row |= {"population": "human;animal;in-vitro;not-stated", "direction": "no-benefit", "certainty": "asserted"}
    return pd.DataFrame([{**row, "statement_id": f"lee2020:s{number:03d}"} for number in range(1, 13)])


def hostile_pairs() -> pd.DataFrame:
    row = dict.fromkeys(("topic", "title", "question", "kind", "what_differs", "context"), HOSTILE)
    row |= {"class": "direct", "severity": "error", "scope": "across"}
    for side in "ab":
        row |= {f"{name}_{side}": HOSTILE for name in ("source", "words", "answer", "context")}
        row[f"statement_id_{side}"] = "lee2020:s003"
    return pd.DataFrame([row] * 4)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Return a page that holds everything a notebook may show, with hostile text in all of it."""
    wide = pd.DataFrame({f"column_{number}": [HOSTILE, "x"] for number in range(12)})
    shown = [
        show(wide, name="wide", caption=HOSTILE),
        bullets([(HOSTILE, [f"lee2020:s{number:03d}" for number in range(1, 13)])]),
        note(HOSTILE),
        show(wide.head(1), name="folded", caption=HOSTILE, is_folded=True),
        conflict_pairs(hostile_pairs()),
        evidence_table(statements(), corpus=hostile_corpus()),
    ]
    raw = nbformat.v4.new_output("execute_result", data={"text/plain": "x", "text/html": HOSTILE})
    script = nbformat.v4.new_output("display_data", data={"application/javascript": "alert(1)", "text/plain": "<js>"})
    figure = nbformat.v4.new_output(
        "display_data", data={"image/svg+xml": SVG, "image/png": PNG, "text/plain": "<Figure>"}
    )
    stream = nbformat.v4.new_output("stream", text="a" * 400 + HOSTILE)
    code = nbformat.v4.new_code_cell("secret_code = 1", outputs=[*map(displayed, shown), raw, script, figure, stream])
    cells = [
        nbformat.v4.new_markdown_cell("# Title\n\n**The question.** Why `this`?\n\n```sh\nhow to run\n```"),
        nbformat.v4.new_markdown_cell(
            f"## The *figure*\n\n{HOSTILE}\n\n[out](https://example.org) [in](#lee2020:s003)"
        ),
        code,
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    return render(notebook, name="page", heading=None, made_by="Made by a test.")


@pytest.fixture(scope="module")
def markup(files: dict[str, bytes]) -> str:
    return files["index.html"].decode("utf-8")


def test_nothing_is_loaded_or_run(markup: str) -> None:
    reader = Tags()
    reader.feed(markup)
    policies = [
        dict(found)["content"] for name, found in reader.tags if ("http-equiv", "Content-Security-Policy") in found
    ]
    allowed = [dict(part.split(" ", 1) for part in policy.split("; ")) for policy in policies]
    script = re.findall(r"<script>(.*?)</script>", markup, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in script]
    assert [policy["default-src"] for policy in allowed] == ["'none'"]
    assert [policy["script-src"] for policy in allowed] == [f"'sha256-{digest}'" for digest in digests]
    assert [name for name, _ in reader.tags].count("script") == 1
    assert not {"link", "iframe", "object", "svg"} & {name for name, _ in reader.tags}
    attributes = [item for _, attributes in reader.tags for item in attributes]
    assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]
    assert {value.split(",")[0] for name, value in attributes if name == "src"} == {"data:image/svg+xml;base64"}
    assert not [value for name, value in attributes if name == "href" and re.match(r"[a-z]+:|//", value)]
    assert "@import" not in markup


def test_hostile_text_is_shown_as_it_is(markup: str) -> None:
    assert "&lt;script&gt;document.title = 'owned'" in markup
    assert "[U+202E]txt" in markup


def test_code_and_ways_to_run_are_left_out(markup: str) -> None:
    assert "secret_code" not in markup
    assert "how to run" not in markup
    assert "<title>Title</title>" in markup
    assert '<p class="lead">Why this?</p>' in markup
    assert '<html lang="en">' in markup
    assert "<!-- navigation -->" in markup


def test_heading_of_a_topic_replaces_the_notebooks() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Topic\n\nWhat?")])
    markup = render(notebook, name="page", heading=Heading("Pain & <more>", ("Does it help?",)), made_by="")[
        "index.html"
    ].decode()
    assert "<h1>Pain &amp; &lt;more&gt;</h1>" in markup
    assert "Does it help?" in markup
    assert "What?" not in markup


def test_topic_page_in_one_file() -> None:
    out = nbformat.v4.new_output(
        "display_data",
        data={
            "text/html": '<a href="../outputs/sources/lee.html#s1">its place</a> <a href="../outputs/pain/index.html#x:s1">row</a>'
        },
    )
    figure = nbformat.v4.new_output("display_data", data={"image/svg+xml": SVG, "image/png": PNG})
    code = nbformat.v4.new_code_cell("x", outputs=[out, figure])
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Topic"), code])
    files = render(notebook, name="pain", heading=Heading("Pain"), made_by="")
    page, alone = files["index.html"].decode(), files["pain.html"].decode()
    assert 'href="pain.html"' in page
    assert 'href="../sources/lee.html#s1"' in page
    assert 'href="figures/01-topic.png"' in page
    assert set(re.findall(r'href="([^"]*)"', alone)) == {"#content", "#x:s1"}
    assert "its place" in alone
    assert "<!-- navigation -->" not in alone
    assert "data:image/svg+xml;base64" in alone
    assert "<script>" in alone
    assert list(render(notebook, name="10_all", heading=None, made_by="")) == [
        "notebook.ipynb",
        "figures/01-topic.svg",
        "figures/01-topic.png",
        "index.html",
    ]


def test_figure_names_its_files_and_its_table(markup: str) -> None:
    caption = markup.split("<figcaption>")[1].split("</figcaption>", maxsplit=1)[0]
    assert re.findall(r'href="([^"]*)"', caption) == ["figures/01-wide.svg", "figures/01-wide.png", "tables/wide.csv"]
    assert re.sub(r"<[^>]*>", " ", caption).split() == ["Figure", "1", "SVG", "PNG", "CSV"]


def test_filter_and_sort_in_a_browser(browser: Any, tmp_path: Path) -> None:
    amounts = [10, 9, None, 100, 9, 2, 30, 4, 50, 60, 70, 80]
    frame = pd.DataFrame({"name": [f"row {number}" for number in range(1, 13)], "amount": amounts})
    code = nbformat.v4.new_code_cell("x", outputs=[displayed(show(frame, name="amounts", caption="Amounts"))])
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title"), code])
    path = tmp_path / "index.html"
    path.write_bytes(render(notebook, name="page", heading=None, made_by="")["index.html"])
    page = browser.new_page()
    page.goto(path.as_uri())

    def names() -> list[str]:
        return [text.removeprefix("row ") for text in page.locator("tbody td:first-child:visible").all_inner_texts()]

    header = page.get_by_role("button", name="amount")
    header.focus()
    page.keyboard.press("Enter")
    # Numbers as numbers, equal ones in their order, the unknown last both ways.
    assert names() == ["6", "8", "2", "5", "1", "7", "9", "10", "11", "12", "4", "3"]
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("amount")
    header.click()
    assert names() == ["4", "12", "11", "10", "9", "7", "1", "2", "5", "8", "6", "3"]
    header.click()
    assert names() == [str(number) for number in range(1, 13)]
    field = page.get_by_role("searchbox", name="Filter the rows of: Amounts")
    field.fill("ROW 9")
    assert names() == ["2", "5", "9"]
    assert page.get_by_role("status").filter(has_text="3 of 12 rows").is_visible()
    field.fill("")
    assert len(names()) == 12
    page.close()


def test_files_beside_the_page(files: dict[str, bytes]) -> None:
    assert list(files)[-1] == "index.html"
    assert set(files) == {
        "notebook.ipynb",
        "figures/01-wide.svg",
        "figures/01-wide.png",
        "tables/wide.csv",
        "tables/folded.csv",
        "tables/conflicts.csv",
        "tables/evidence.csv",
        "index.html",
    }
    assert b"<metadata>" not in files["figures/01-wide.svg"]
    assert files["figures/01-wide.png"] == b"\x89PNG"


@pytest.fixture
def page_path(files: dict[str, bytes], tmp_path: Path) -> Path:
    path = tmp_path / "page" / "index.html"
    path.parent.mkdir()
    path.write_bytes(files["index.html"])
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_browser(browser: Any, page_path: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_path.as_uri())
    assert page.title() == "Title"
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [page_path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    # What is wider than the page scrolls in its own box.
    assert page.evaluate("[...document.querySelectorAll('.er-box')].some(box => box.scrollWidth > box.clientWidth)")
    assert page.evaluate(
        "[...document.querySelectorAll('figure img')].every(image => image.complete && image.naturalWidth > 0)"
    )
    page.click("#lee2020\\:s003 summary")
    assert page.locator("#lee2020\\:s003 mark").is_visible()
    page.close()


def test_print_shows_what_is_folded(browser: Any, page_path: Path) -> None:
    page = browser.new_page()
    page.goto(page_path.as_uri())
    is_shown = "document.querySelector('details mark').checkVisibility({contentVisibilityAuto: true})"
    assert not page.evaluate(is_shown)
    page.emulate_media(media="print")
    page.wait_for_function(is_shown, timeout=5000)
    page.close()


def luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors by the formula of WCAG 2.1."""
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_formula_of_contrast() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_text(scheme: str) -> None:
    """Every color of text on the backgrounds it stands on (AA: 4.5)."""
    light, dark = stylesheet().split("(prefers-color-scheme: dark)", 1)
    block = light if scheme == "light" else dark.split("}", 1)[0]
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for text in ("ink", "soft", "link", "accent", "error", "warning", "info", "good"):
        for ground in ("paper", "tint"):
            assert contrast(colors[text], colors[ground]) >= 4.5, f"{text} on {ground}"
    for text in ("ink", "soft", "link"):
        assert contrast(colors[text], colors["mark"]) >= 4.5, f"{text} on mark"
    for step in range(1, 5):
        assert contrast(colors["ink"], colors[f"shade-{step}"]) >= 4.5, f"ink on shade-{step}"

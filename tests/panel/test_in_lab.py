"""The start notebook in a real JupyterLab, in a real browser: run from top to bottom, and its panel filled in and saved."""

import csv
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import nbformat
import pytest

from evidence_review.corpus import Corpus, write
from evidence_review.paths import Review

pytestmark = pytest.mark.browser
NOTEBOOK = "00_start.ipynb"
TOKEN = "opened-by-a-test"
SECONDS = 60
QUESTION = "In adults with insomnia, does zolimine shorten the time to fall asleep?"


@pytest.fixture
def start_lab(root: Path, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Return a function that starts JupyterLab on a copy of the start notebook and a review, and returns where it is."""
    servers: list[subprocess.Popen] = []

    def start(review: Review, theme: str = "JupyterLab Light") -> str:
        notebooks = tmp_path / "notebooks"
        notebooks.mkdir()
        (notebooks / NOTEBOOK).write_bytes((root / "notebooks" / NOTEBOOK).read_bytes())
        settings = tmp_path / "settings"
        apputils = settings / "@jupyterlab" / "apputils-extension"
        apputils.mkdir(parents=True)
        quiet = {"fetchNews": "false", "checkForUpdates": False}
        (apputils / "notification.jupyterlab-settings").write_text(json.dumps(quiet), encoding="utf-8")
        (apputils / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}), encoding="utf-8")
        folders = {
            "EVIDENCE_SEEDS": review.seeds,
            "EVIDENCE_OUTPUTS": review.outputs,
            "JUPYTERLAB_SETTINGS_DIR": settings,
        }
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
            folders[name] = tmp_path / name.lower()
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        options = [f"--port={port}", "--ServerApp.port_retries=0", "--ip=127.0.0.1", f"--ServerApp.root_dir={tmp_path}"]
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *options]
        log = tmp_path / "lab.log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                [*command, f"--IdentityProvider.token={TOKEN}"],
                env={**os.environ, **{name: str(path) for name, path in folders.items()}},
                stdout=output,
                stderr=output,
            )
        servers.append(server)
        address = f"http://127.0.0.1:{port}"
        if not is_up(server, f"{address}/api/status?token={TOKEN}"):
            pytest.skip(f"no Jupyter server starts here: {log.read_text(encoding='utf-8', errors='replace')[-300:]}")
        return f"{address}/lab/tree/notebooks/{NOTEBOOK}?token={TOKEN}"

    yield start
    # Asked to end, the server ends its kernels.
    for server in servers:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def is_up(server: subprocess.Popen, address: str) -> bool:
    end = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except (URLError, OSError):
            time.sleep(0.2)
    return False


@pytest.fixture
def run_in_lab(start_lab: Callable[..., str], browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that runs all cells of the start notebook in JupyterLab; it returns the page, and every address asked for."""
    pages = []

    def run(review: Review, **options: Any) -> tuple[Any, list[str]]:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        pages.append(page)
        page.set_default_timeout(SECONDS * 1000)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(start_lab(review, **options), wait_until="domcontentloaded")
        # Before its kernel is there, a notebook takes no orders.
        page.get_by_text("| Idle").wait_for()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
        return page, asked

    yield run
    for page in pages:
        page.close()


def outside(asked: list[str]) -> list[str]:
    return [url for url in asked if "://" in url and not url.startswith(("http://127.0.0.1:", "blob:", "data:"))]


def test_the_start_notebook_runs_on_the_bundled_review(
    run_in_lab: Callable[..., Any], five: Corpus, tmp_path: Path
) -> None:
    write(five)
    page, asked = run_in_lab(five.review)
    # The last code cell shows the panel, so all others have run; their outputs are read from the file, since JupyterLab draws
    # what is in view only.
    panel = page.locator(".widget-vbox").first
    panel.wait_for(state="attached")
    panel.evaluate("node => node.scrollIntoView()")
    panel.get_by_role("button", name="Save").wait_for()
    page.keyboard.press("Control+s")
    cells = saved_cells(tmp_path / "notebooks" / NOTEBOOK)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        assert not [one for one in cell.outputs if one.output_type == "error" or one.get("name") == "stderr"], cell.id
    plain = {cell.id: " ".join(one.get("data", {}).get("text/plain", "") for one in cell.outputs) for cell in cells}
    assert f"sources  {len(five.sources)}: " in plain["load"]
    assert f"corpus: {len(five.sources)} rows" in plain["sources"]
    assert "Topic " in plain["topic"]
    assert "sentences to decide" in plain["decide"]

    table = page.locator("#er-uncited")
    table.evaluate("node => node.scrollIntoView()")
    count = table.get_by_text("Showing 1 to 10 of")
    count.wait_for()
    table.get_by_role("searchbox").fill("no such word")
    table.get_by_text("No matching records found").wait_for()
    figure = page.locator(".jp-RenderedImage img")
    figure.evaluate("node => node.scrollIntoView()")
    assert figure.evaluate("node => node.complete && node.naturalWidth > 300")
    assert not outside(asked)


def saved_cells(path: Path) -> list[nbformat.NotebookNode]:
    """Wait until the notebook holds its outputs, and return its code cells."""
    end = time.monotonic() + SECONDS
    while True:
        cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        if all(cell.execution_count for cell in cells) or time.monotonic() > end:
            return cells
        time.sleep(0.2)


def test_decisions_made_in_jupyterlab_are_written(run_in_lab: Callable[..., Any], review: Review) -> None:
    page, asked = run_in_lab(review)
    panel = page.locator(".widget-vbox").first
    panel.wait_for(state="attached")
    # Running all cells leads to the last one, and what is out of view is not drawn.
    panel.evaluate("node => node.scrollIntoView()")
    # It begins with the topic that the sources say most on.
    panel.get_by_text("1 of 4", exact=True).wait_for()
    panel.get_by_label("Topic").select_option("Driving")
    panel.get_by_text("1 of 1", exact=True).wait_for()

    panel.get_by_label("Topic").select_option("Sleep")
    panel.get_by_text("1 of 4", exact=True).wait_for()
    panel.get_by_role("button", name="Save").click()
    panel.get_by_text("Not written: choose a question").wait_for()
    panel.get_by_label("Coder").fill("AB")
    panel.get_by_label("Question").select_option("(none of these questions)")
    panel.get_by_label("Note").fill("time=1990")
    panel.get_by_role("button", name="Save").click()
    panel.get_by_text("2 of 4", exact=True).wait_for()
    panel.get_by_label("Question").select_option(QUESTION)
    panel.get_by_label("Answer").select_option("yes")
    panel.get_by_label("Population").select_option("human")
    panel.get_by_role("button", name="Save").click()
    panel.get_by_text("3 of 4", exact=True).wait_for()
    assert panel.get_by_text("Written to").count() == 1

    with (review.decisions / "codings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    decided = [(row["question"], row["answer"], row["population"], row["note"], row["coder"]) for row in rows]
    assert decided == [("", "", "not-stated", "time=1990", "AB"), ("onset", "yes", "human", "", "AB")]
    assert rows[1]["quote"] == "In adults with insomnia, zolimine reduced the time to fall asleep [1,2]."
    assert page.get_by_text("Error displaying widget").count() == 0
    assert not outside(asked)

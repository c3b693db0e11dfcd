"""The coding panel in a real JupyterLab, in a real browser: opened, filled in, saved."""

import csv
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from evidence_review.paths import Review

TOKEN = "panel"
SECONDS = 60
SETTINGS = {"fetchNews": "false", "checkForUpdates": False}
QUESTION = "In adults with insomnia, does zolimine shorten the time to fall asleep?"


@pytest.fixture
def lab(root: Path, tmp_path: Path, review: Review) -> Iterator[str]:
    """Start JupyterLab on a copy of the start notebook and the small review; return where it is."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    (notebooks / "00_start.ipynb").write_bytes((root / "notebooks" / "00_start.ipynb").read_bytes())
    settings = tmp_path / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(SETTINGS), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    folders = {
        "EVIDENCE_SEEDS": review.seeds,
        "EVIDENCE_OUTPUTS": review.outputs,
        "JUPYTERLAB_SETTINGS_DIR": settings.parents[1],
    }
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
        folders[name] = tmp_path / name.lower()
    options = [f"--port={port}", "--ServerApp.port_retries=0", "--ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}"]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        f"--ServerApp.root_dir={tmp_path}",
        *options,
    ]
    log = tmp_path / "lab.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            env={**os.environ, **{name: str(path) for name, path in folders.items()}},
            stdout=output,
            stderr=output,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        if not is_up(server, f"{address}/api/status?token={TOKEN}"):
            pytest.skip(f"no Jupyter server starts here: {log.read_text(encoding='utf-8', errors='replace')[-300:]}")
        yield f"{address}/lab/tree/notebooks/00_start.ipynb?token={TOKEN}"
    finally:
        # Asked to end, the server ends its kernels.
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


def test_decisions_made_in_jupyterlab_are_written(lab: str, browser: Any, review: Review) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(SECONDS * 1000)
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url))
    page.goto(lab, wait_until="domcontentloaded")
    # Before its kernel is there, a notebook takes no orders.
    page.get_by_text("| Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
    panel = page.locator(".widget-vbox").first
    panel.wait_for(state="attached")
    # Running all cells leads to the last one, and what is out of view is not drawn.
    panel.evaluate("node => node.scrollIntoView()")
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
    assert not [url for url in outside if "://" in url and not url.startswith(("http://127.0.0.1:", "blob:", "data:"))]
    page.close()

"""What tests of several modules share: the bundled review, and small reviews made on the spot."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence_review.corpus import Corpus
from evidence_review.paths import Review


@pytest.fixture(scope="session")
def five(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the tables of the five bundled documents."""
    from evidence_review.build import build_corpus

    return build_corpus(Review(root / "seeds", tmp_path_factory.mktemp("five")))


def write_review(folder: Path, files: dict[str, str | bytes]) -> Review:
    """Write files, by name, into the review of a folder."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    for name, content in files.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return Review(seeds, folder / "outputs")


@pytest.fixture
def make_review(tmp_path: Path) -> Callable[..., Review]:
    """Return a function that writes files, by name, into a new review."""
    return lambda files: write_review(tmp_path, files)


@pytest.fixture
def make_corpus(make_review: Callable[..., Review]) -> Callable[..., Corpus]:
    """Return a function that builds the tables and findings of files, by name."""
    from evidence_review.build import build_corpus

    return lambda files: build_corpus(make_review(files))


@pytest.fixture(scope="session")
def make_shared_corpus(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Corpus]:
    """Return what `make_corpus` does, for a corpus that several tests look at."""
    from evidence_review.build import build_corpus

    return lambda files: build_corpus(write_review(tmp_path_factory.mktemp("review"), files))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the system's chromium, or skip the test."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no chromium on this machine; install the package `chromium` to see it tested in a browser")
    return path


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Return a started browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()

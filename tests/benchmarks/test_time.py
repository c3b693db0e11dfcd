"""Bounds on time, wide enough for a slow machine: they catch growth of the wrong order, not a slow day.

Run by `make bench`, apart from the other tests, because times mean little while something else runs.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_review.paths import Review


@pytest.fixture
def timed(capsys: pytest.CaptureFixture[str]) -> Callable[[str, Callable[[], object]], float]:
    """Return a function that runs another one, prints how long it took and returns the seconds."""

    def run(name: str, work: Callable[[], object]) -> float:
        begin = time.perf_counter()
        work()
        seconds = time.perf_counter() - begin
        with capsys.disabled():
            print(f"\n{name}: {seconds:.2f} s")
        return seconds

    return run


def copies(root: Path, folder: Path, number: int) -> Review:
    """Return a review of so many copies of the longest document, each with a line of its own."""
    longest = max((root / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)
    seeds = folder / f"seeds-{number}"
    seeds.mkdir()
    for index in range(number):
        (seeds / f"{index:03}.txt").write_bytes(longest.read_bytes() + f"\nCopy {index}.\n".encode())
    return Review(seeds, folder / f"outputs-{number}")


def test_help_answers_at_once(timed: Callable[..., float]) -> None:
    command = [sys.executable, "-c", "from evidence_review.cli import main; main(['--help'])"]
    assert timed("evidence --help", lambda: subprocess.run(command, capture_output=True, check=True)) < 1


def test_the_bundled_review_is_built_in_seconds(root: Path, tmp_path: Path, timed: Callable[..., float]) -> None:
    from evidence_review.corpus.build import build

    assert timed("tables of the bundled review", lambda: build(Review(root / "seeds", tmp_path))) < 30


def test_time_grows_with_the_number_of_documents(root: Path, tmp_path: Path, timed: Callable[..., float]) -> None:
    from evidence_review.corpus.build import build

    few, many = copies(root, tmp_path, 2), copies(root, tmp_path, 20)
    build(few)
    short = timed("tables of 2 long documents", lambda: build(few))
    long = timed("tables of 20 long documents", lambda: build(many))
    assert long < 30 * short

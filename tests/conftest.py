"""What tests of several modules share: the bundled review, and small reviews made on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_review.corpus import Corpus
from evidence_review.paths import Review


@pytest.fixture(scope="session")
def five(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the tables of the five bundled documents."""
    from evidence_review.build import build_corpus

    return build_corpus(Review(root / "seeds", tmp_path_factory.mktemp("five")))


@pytest.fixture
def make_review(tmp_path: Path) -> Callable[..., Review]:
    """Return a function that writes files, by name, into a new review."""

    def make(files: dict[str, str | bytes]) -> Review:
        seeds = tmp_path / "seeds"
        seeds.mkdir(exist_ok=True)
        for name, content in files.items():
            path = seeds / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return Review(seeds, tmp_path / "outputs")

    return make


@pytest.fixture
def make_corpus(make_review: Callable[..., Review]) -> Callable[..., Corpus]:
    """Return a function that builds the tables and findings of files, by name."""
    from evidence_review.build import build_corpus

    return lambda files: build_corpus(make_review(files))

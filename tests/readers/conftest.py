"""The bundled documents, each read once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from evidence_review.decoding import decode
from evidence_review.document import Document
from evidence_review.readers import read_document


@pytest.fixture(scope="session")
def bundled(root: Path) -> Callable[[str], Document]:
    """Return a function from the first digits of a bundled document's name to the document."""

    @cache
    def read(digits: str) -> Document:
        (path,) = (root / "seeds").glob(f"{digits}*.txt")
        return read_document(decode(path.read_bytes()).text)

    return read


@pytest.fixture
def quirk(root: Path) -> Callable[[str], Document]:
    """Return a function from the name of a small document in tests/data, as in `web_article/no_headings`, to the document."""

    def read(name: str) -> Document:
        return read_document(decode((root / "tests" / "data" / f"{name}.txt").read_bytes()).text)

    return read

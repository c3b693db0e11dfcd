"""A model of language that a user has on disk, as one more signal of the audit; never required, never downloaded."""

import hashlib
import importlib
import os
from collections.abc import Sequence
from pathlib import Path

from evidence_review.errors import EvidenceError

__all__ = ["VARIABLE", "compare", "find_embedder", "identify"]

VARIABLE = "EVIDENCE_EMBEDDER"
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


def find_embedder() -> Path | None:
    """Find the folder of the model that the environment names.

    Returns
    -------
    Path or None
        A folder as the package sentence-transformers writes it; None when none is named.

    Raises
    ------
    EvidenceError
        If what is named is no such folder.
    """
    named = os.environ.get(VARIABLE, "")
    if not named:
        return None
    if not (Path(named) / "modules.json").is_file():
        raise EvidenceError(
            f"{VARIABLE}={named}: holds no model of sentence-transformers; name a folder with a modules.json, or unset it"
        )
    return Path(named)


def identify() -> bytes:
    """Identify the model, so that tables made with another one are known to be stale.

    Returns
    -------
    bytes
        The folder's name and a hash of its small files; empty without a model.
    """
    folder = find_embedder()
    if folder is None:
        return b""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return os.fsencode(folder.name) + digest.digest()


def compare(folder: Path, texts: Sequence[str], titles: Sequence[str]) -> list[float]:
    """Compare texts with titles, one by one.

    Parameters
    ----------
    folder : Path
        The model.
    texts, titles : sequence of str
        As many of the one as of the other.

    Returns
    -------
    list of float
        Their cosines.

    Raises
    ------
    EvidenceError
        If the package that reads the model is not installed.
    """
    for name in _OFFLINE:
        os.environ[name] = "1"
    try:
        package = importlib.import_module("sentence_transformers")
    except ImportError as error:
        raise EvidenceError(
            f"{VARIABLE} is set, and the package sentence-transformers is not installed; install it, or unset the variable"
        ) from error
    model = package.SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    vectors = model.encode([*texts, *titles], normalize_embeddings=True, show_progress_bar=False)
    pairs = zip(vectors[: len(texts)], vectors[len(texts) :], strict=True)
    return [float(sum(one * other for one, other in zip(*pair, strict=True))) for pair in pairs]

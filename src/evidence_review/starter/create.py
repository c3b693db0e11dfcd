"""Makes the folder of a new review, which works at once: an example document, a topic, decisions, and the notebooks."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from evidence_review.errors import EvidenceError
from evidence_review.paths import find_project

__all__ = ["EXAMPLE_TOPIC", "create_review"]

EXAMPLE_TOPIC = "example-sleep"
"""The topic of the example document."""
_FILES = Path(__file__).resolve().parent / "files"
# Where the notebook of a topic says which one it is run with by default.
_DEFAULT_TOPIC = re.compile(r'^topic: str = "([a-z0-9-]+)"', re.MULTILINE)


def create_review(folder: str | Path) -> Path:
    """Make the folder of a new review.

    Parameters
    ----------
    folder : str or Path
        Where; a folder that does not exist yet, in one that does, or an empty one.

    Returns
    -------
    Path
        The folder, absolute.

    Raises
    ------
    EvidenceError
        If something is there already, the folder lies among the documents or the outputs of a review, or there are no notebooks to
        copy. Nothing has been written then.
    """
    if not str(folder):
        raise EvidenceError("'': is no folder; name one that does not exist yet, as in: evidence new my-review")
    target = Path(os.path.realpath(folder))
    _refuse(target)
    notebooks = {path.name: _make_fresh(path) for path in _find_notebooks()}
    with _made_beside(target) as making:
        shutil.copytree(_FILES, making, dirs_exist_ok=True)
        # Under its own name it would hide files of this package from git.
        (making / "gitignore").rename(making / ".gitignore")
        (making / "notebooks").mkdir()
        for name, content in notebooks.items():
            (making / "notebooks" / name).write_text(content, encoding="utf-8", newline="\n")
    return target


def _refuse(target: Path) -> None:
    """Refuse a place where a review would overwrite something, be taken for a document or be cleared away."""
    # A link in a circle is there although it does not exist.
    if os.path.lexists(target) and not target.is_dir():
        raise EvidenceError(f"{target}: is there and is no folder; name a folder that does not exist yet")
    if target.is_dir() and any(target.iterdir()):
        raise EvidenceError(f"{target}: is not empty; name a folder that does not exist yet, nothing is written over")
    if not target.parent.is_dir():
        raise EvidenceError(f"{target.parent}: is no folder; make it first, or correct the path")
    named = os.environ.get("EVIDENCE_SEEDS")
    for folder in (target, *target.parents):
        is_known = folder.name in ("seeds", "outputs") and (folder.parent / "notebooks").is_dir()
        is_seeds = folder.name == "seeds" and (folder / "review").is_dir()
        if is_known or is_seeds or (named and folder == Path(os.path.realpath(named))):
            raise EvidenceError(f"{target}: lies in the {folder.name} folder of a review, {folder}; name one elsewhere")


def _find_notebooks() -> list[Path]:
    """Return the notebooks of the checkout that this package runs from, else of the project around the working folder."""
    for start in (_FILES, Path.cwd()):
        with suppress(EvidenceError):
            found = sorted((find_project(start) / "notebooks").glob("[0-9][0-9]_*.ipynb"))
            if found:
                return found
    raise EvidenceError(
        f"{Path.cwd()}: no notebooks to copy; they do not come with the installed package, so run this in a checkout of it"
    )


def _make_fresh(path: Path) -> str:
    """Return a notebook without outputs, for a review that has the example's topic and no Makefile."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    default = next(filter(None, (_DEFAULT_TOPIC.search(_source(cell)) for cell in notebook["cells"])), None)
    for cell in notebook["cells"]:
        text = _source(cell).replace("`make lab`", "`jupyter lab`")
        if default:
            text = re.sub(rf"\b{default[1]}\b", EXAMPLE_TOPIC, text)
        cell["source"] = text.splitlines(keepends=True)
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@contextmanager
def _made_beside(target: Path) -> Iterator[Path]:
    """Give a folder to be filled, and put it in its place when all went well; an empty folder that is there is filled."""
    beside = Path(tempfile.mkdtemp(prefix=".making-", dir=target if target.is_dir() else target.parent))
    try:
        making = beside / "review"
        making.mkdir()
        yield making
        if target.is_dir():
            for path in sorted(making.iterdir()):
                path.rename(target / path.name)
        else:
            making.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)

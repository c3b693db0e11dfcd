"""Runs one notebook with papermill and proves that it ran to its end; the rest of the room only sees what it returns.

That papermill returns is no proof: `sys.exit(0)` in a cell ends a run early and exits 0, and after a kernel's death its
metadata says "completed". So a last cell is added that prints a sentinel, and every code cell must have been executed.
"""

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from evidence_review.display import TABLE_MIME
from evidence_review.errors import EvidenceError
from evidence_review.run.kernel import ARGUMENTS, PrivateKernel

__all__ = ["Executed", "NotebookFailure", "check_parameters", "execute", "heading_above", "read_notebook", "strip"]

TIMEOUT = 600
"""Seconds that a cell may take."""

_SENTINEL = "evidence: the last cell was reached"
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_HEADING = re.compile(r"^#{1,6}[ \t]([^\n]{1,500})", re.MULTILINE)
_HANDED_OVER = {TABLE_MIME, "image/svg+xml"}


class NotebookFailure(Exception):
    """A notebook that did not run to its end; the message names the cell, what was raised and the remedy."""


@dataclass(frozen=True)
class Executed:
    """A notebook that ran to its end, and what it wrote to standard error (warnings, which are not for readers)."""

    notebook: NotebookNode
    warnings: tuple[str, ...] = ()


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    NotebookNode
        In format 4.5, with the tags that papermill looks for.

    Raises
    ------
    EvidenceError
        If the file is missing or is no notebook.
    """
    try:
        notebook = nbformat.v4.upgrade(nbformat.reads(path.read_text(encoding="utf-8"), as_version=4))
    except FileNotFoundError as error:
        raise EvidenceError(f"notebooks/{path.name}: is missing; restore it from the repository") from error
    except Exception as error:  # nbformat raises what json, jsonschema and it itself raise
        reason = " ".join(str(error).split())[:200]
        raise EvidenceError(
            f"notebooks/{path.name}: is no notebook ({reason}); restore it from the repository"
        ) from error
    notebook.metadata.setdefault("kernelspec", {"name": "python3", "language": "python", "display_name": "Python 3"})
    return notebook


def check_parameters(path: Path, names: Iterable[str]) -> None:
    """Refuse a parameter that a notebook does not have, before a kernel starts; papermill only warns, and goes on.

    Parameters
    ----------
    path : Path
        The notebook.
    names : iterable of str
        The names of the parameters to be passed.

    Raises
    ------
    EvidenceError
        If the notebook's cell tagged `parameters` does not assign one of them; the message lists those that it does.
    """
    known = list(papermill.inspect_notebook(read_notebook(path)))
    unknown = [name for name in names if name not in known]
    if unknown:
        has = f"it has {', '.join(known)}" if known else "it has none; tag the cell that assigns them `parameters`"
        raise EvidenceError(f"notebooks/{path.name}: has no parameter {', '.join(unknown)}; {has}")


def execute(path: Path, parameters: dict[str, str], environment: dict[str, str]) -> Executed:
    """Execute a notebook in a kernel of its own.

    Parameters
    ----------
    path : Path
        The notebook; it is not changed.
    parameters : dict
        What replaces the values of its parameters cell.
    environment : dict
        Environment variables of the kernel. Folders go this way, so that no path gets into the saved notebook.

    Returns
    -------
    Executed
        The executed notebook, stripped of what differs from run to run except the outputs themselves.

    Raises
    ------
    NotebookFailure
        If a cell raised, timed out or was not reached, or the kernel died.
    EvidenceError
        If the notebook cannot be read.
    """
    notebook = copy.deepcopy(read_notebook(path))
    notebook.cells.append(nbformat.v4.new_code_cell(f"print({_SENTINEL!r})"))
    kernel = type("Kernel", (PrivateKernel,), {"environment": environment, "folder": str(path.parent)})
    try:
        done = papermill.execute_notebook(
            notebook,
            None,
            parameters=parameters or None,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            execution_timeout=TIMEOUT,
            kernel_manager_class=kernel,
            extra_arguments=ARGUMENTS,
            shutdown_kernel="immediate",
        )
    except PapermillExecutionError as error:
        # papermill puts the failed cell at this index of the notebook with the injected cell.
        raise NotebookFailure(_describe(notebook, error.source, error.ename, error.evalue)) from error
    except Exception as error:  # a dead kernel, a timeout, a kernel that does not start: each has its own class
        reason = _ANSI.sub("", " ".join(str(error).split()))[:300]
        raise NotebookFailure(f"{type(error).__name__}: {reason or 'no reason given'}") from error
    _check_complete(done)
    done.cells.pop()
    return Executed(done, tuple(_take_warnings(done)))


def _check_complete(notebook: NotebookNode) -> None:
    cells = [(number, cell) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    for number, cell in cells:
        if any(output.output_type == "error" for output in cell.outputs):
            name = next(output.ename for output in cell.outputs if output.output_type == "error")
            raise NotebookFailure(
                f"cell {number}: {name} ended the run before the last cell; take it out of the notebook"
            )
        if cell.source.strip() and cell.execution_count is None:
            raise NotebookFailure(f"cell {number}: was not executed, since the kernel ended before it")
    last = "".join(output.get("text", "") for output in notebook.cells[-1].outputs)
    if _SENTINEL not in last:
        raise NotebookFailure("the last cell was not reached, since the kernel ended before it")


def _describe(notebook: NotebookNode, source: str, name: str, value: str) -> str:
    value = _ANSI.sub("", " ".join(str(value).split()))[:300]
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code" and cell.source == source:
            heading = heading_above(notebook, number - 1)
            under = f' (under "{heading}")' if heading else ""
            return f"cell {number}{under}: {name}: {value}"
    return f"{name}: {value}"


def heading_above(notebook: NotebookNode, index: int) -> str:
    """Return the nearest heading above a cell, without markup.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook.
    index : int
        The cell's position, from 0.

    Returns
    -------
    str
        The heading, or an empty string.
    """
    for cell in reversed(notebook.cells[: index + 1]):
        if cell.cell_type == "markdown" and (found := _HEADING.findall(cell.source)):
            return str(re.sub(r"[*_`]", "", found[-1])).strip(" \t#")
    return ""


def _take_warnings(notebook: NotebookNode) -> Iterable[str]:
    """Remove what was written to standard error: it names paths and is for the one who runs, not for the reader."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                yield from (line for line in output.text.split("\n") if line.strip())
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]


def strip(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook as it is saved: nothing in it tells when, where or how long it ran.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook; it is not changed.

    Returns
    -------
    NotebookNode
        Without run times, paths and random ids; figures as PNG, tables as HTML (both also lie beside the page as files).
    """
    saved = copy.deepcopy(notebook)
    # The kernel adds its own version to language_info; which Python made a page stands in run.json.
    for key in ("papermill", "widgets", "language_info"):
        saved.metadata.pop(key, None)
    for number, cell in enumerate(saved.cells, start=1):
        cell["id"] = f"cell-{number:02d}"
        for key in ("papermill", "execution", "ExecuteTime"):
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            for key in _HANDED_OVER & set(data):
                del data[key]
    return saved

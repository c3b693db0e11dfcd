"""Notebooks are thin: they name a question, take parameters, call the package and print. Their results: see nbval."""

import ast
import io
import json
import re
import tokenize
from pathlib import Path

import nbformat
import papermill
import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MAX_CELLS = 15
MAX_LINES = 8
LAST_HEADING = "What this does not show"
# Work of this kind belongs into the package, where it can be tested.
BARRED_SYNTAX = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar),
)
BARRED_IMPORTS = {"re", "os", "sys", "io", "glob", "pathlib", "shutil", "subprocess", "time", "datetime", "random"}
BARRED_CALLS = {"open", "exec", "eval", "input", "exit", "quit"}
# Not the third component of an address or a part of a longer word.
ABSOLUTE_PATH = re.compile(r"(?<![\w.:/])/(?:home|Users|root|tmp|work|var|private|opt|mnt)/|\b[A-Z]:\\\\?\w")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    """Return a notebook after checking that it is a valid one."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Return the code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@each_notebook
def test_name(path: Path) -> None:
    assert re.fullmatch(r"\d0_[a-z]+(_[a-z]+)*\.ipynb", path.name), f"{path.name}: name it NN_noun.ipynb, NN in tens"


@each_notebook
def test_first_cell_says_what_and_how(path: Path) -> None:
    first = read(path).cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# "), f"{path.name}: the first cell begins with the title"
    assert "?" in first.source, f"{path.name}: the first cell names the question that the notebook answers"
    for tool in ("JupyterLab", f"papermill notebooks/{path.name}"):
        assert tool in first.source, f"{path.name}: the first cell says how to run it; {tool!r} is not there"


@each_notebook
def test_parameters(path: Path) -> None:
    notebook = read(path)
    tagged = [number for number, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == [1], f"{path.name}: the second cell, and no other, has the tag `parameters`"
    source = notebook.cells[1].source
    lines = source.splitlines()
    comments = {
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    statements = ast.parse(source).body
    assert statements, f"{path.name}: the parameters cell is empty"
    for statement in statements:
        line = lines[statement.lineno - 1]
        is_typed = isinstance(statement, ast.AnnAssign) and statement.value is not None
        assert is_typed, f"{path.name}: {line!r} is not a typed assignment, `name: type = value  # meaning`"
        assert statement.end_lineno in comments, f"{path.name}: {line!r} has no trailing comment"
    documented = papermill.inspect_notebook(str(path))
    for statement in statements:
        entry = documented[statement.target.id]
        assert entry["help"], f"{path.name}: papermill --help-notebook says nothing about {statement.target.id}"
        assert entry["inferred_type_name"] not in ("", "None"), f"{path.name}: {statement.target.id} has no type"


@each_notebook
def test_is_thin(path: Path) -> None:
    cells = code_cells(read(path))
    assert len(cells) <= MAX_CELLS, f"{path.name}: {len(cells)} code cells; at most {MAX_CELLS}"
    for number, cell in enumerate(cells, start=1):
        place = f"{path.name}, code cell {number}"
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= MAX_LINES, f"{place}: {len(lines)} lines; at most {MAX_LINES}"
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            pytest.fail(f"{place}: is not plain Python ({error.msg}); magics and shell lines belong elsewhere")
        for node in ast.walk(tree):
            kind = type(node).__name__
            assert not isinstance(node, BARRED_SYNTAX), f"{place}: {kind}; move it into the package"
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            barred = {name.partition(".")[0] for name in names} & BARRED_IMPORTS
            assert not barred, f"{place}: imports {', '.join(barred)}; move the work into the package"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in BARRED_CALLS, f"{place}: calls {node.func.id}; move it into the package"


@each_notebook
def test_ends_with_its_limits(path: Path) -> None:
    prose = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    headings = re.findall(r"^#+ +(.+?) *$", prose, flags=re.MULTILINE)
    assert headings[-1] == LAST_HEADING, f"{path.name}: the last section must be {LAST_HEADING!r}"


@each_notebook
def test_holds_no_trace_of_a_run(path: Path) -> None:
    notebook = read(path)
    kept = [("the notebook", notebook.metadata), *((f"cell {cell.id}", cell.metadata) for cell in notebook.cells)]
    for place, metadata in kept:
        traces = {"papermill", "execution", "ExecuteTime", "widgets"} & metadata.keys()
        assert not traces, f"{path.name}: {place} keeps {', '.join(traces)} in its metadata; strip it"
    assert notebook.metadata.kernelspec.name == "python3", f"{path.name}: the kernel is python3, which every set-up has"
    for number, cell in enumerate(code_cells(notebook), start=1):
        for output in cell.outputs:
            assert output.output_type != "error", f"{path.name}, code cell {number}: an error is stored"
            is_widget = "application/vnd.jupyter.widget-view+json" in output.get("data", {})
            assert not is_widget, (
                f"{path.name}, code cell {number}: a widget with a random id is stored; make notebooks"
            )
            # An encoded image may hold any sequence of letters.
            texts = {kind: text for kind, text in output.get("data", {}).items() if kind != "image/png"}
            found = ABSOLUTE_PATH.search(json.dumps([texts, output.get("text", "")]))
            assert not found, f"{path.name}, code cell {number}: the output holds the absolute path {found[0]!r}"
    for cell in notebook.cells:
        found = ABSOLUTE_PATH.search(cell.source)
        assert not found, f"{path.name}, cell {cell.id}: holds the absolute path {found[0]!r}"


def test_cell_ids_say_what_a_cell_is(root: Path) -> None:
    # An editor gives random ids; a re-run must not change them, and a difference should read well.
    for path in (root / "notebooks").glob("*.ipynb"):
        for cell in read(path).cells:
            assert not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-?[0-9a-f]{12})?", cell.id), (
                f"{path.name}: {cell.id}"
            )

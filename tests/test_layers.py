"""The layers of the package: imports point down only. CONTRIBUTING.md has the picture."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "evidence_review"

# From the top. Modules of one line do not import each other; a folder is one module here.
LAYERS = [
    ["__init__"],
    ["cli"],
    ["run", "starter"],
    ["site"],
    ["views"],
    ["plots"],
    ["summaries"],
    ["panel"],
    ["display"],
    ["exports"],
    ["build"],
    ["checks"],
    ["conflicts"],
    ["coding"],
    ["corpus"],
    ["readers"],
    ["extract"],
    ["document", "schema", "decisions", "retractions", "decoding"],
    ["text", "paths"],
    ["errors", "vocabulary", "anchors"],
]
DEPTH = {module: depth for depth, layer in enumerate(LAYERS) for module in layer}
# What a folder or file may not import, and why.
BARRED = {
    "readers": {"pandas", "pandera", "pyarrow", "matplotlib", "seaborn"},
    "extract": {"pandas", "pandera", "pyarrow", "matplotlib", "seaborn"},
    "document": {"pandas", "pandera"},
    "text": {"pandas", "pandera"},
    "paths": {"pandas", "pandera"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    """Return the top-level module of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[int, str]]:
    """Return line and dotted name of everything that a file imports, wherever in the file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}:{node.lineno}: a relative import; write evidence_review.<module>"
            # `from evidence_review import text` names a module, `from evidence_review.text import fold` does not.
            names = [alias.name for alias in node.names] if node.module == "evidence_review" else [None]
            found += [(node.lineno, f"{node.module}.{name}" if name else str(node.module)) for name in names]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = module_of(path)
    assert own in DEPTH, f"{own}: is not in a layer; put it into LAYERS here and into the picture in CONTRIBUTING.md"
    for line, name in imports(path):
        place = f"src/evidence_review/{path.relative_to(PACKAGE).as_posix()}:{line}: imports {name}"
        parts = name.split(".")
        if parts[0] == "evidence_review":
            target = parts[1] if len(parts) > 1 else "__init__"
            assert target in DEPTH, f"{place}, which is in no layer"
            is_down = target == own or DEPTH[target] > DEPTH[own]
            assert is_down, f"{place}, which does not stand below {own}; move the shared part down"
        assert parts[0] not in BARRED.get(own, set()), f"{place}; {own} works on text alone, tables begin in corpus"
        is_schema = path == PACKAGE / "schema.py"
        assert parts[0] != "pandera" or is_schema, f"{place}; only schema.py knows pandera"


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("evidence_review", ["pandas", "numpy", "matplotlib", "pandera", "nbformat", "yaml", "IPython"]),
        ("evidence_review.cli", ["pandas", "numpy", "matplotlib", "pandera", "nbformat", "papermill"]),
        ("evidence_review.run.runner", ["pandas", "matplotlib", "pandera", "nbformat", "papermill", "jinja2"]),
        ("evidence_review.readers", ["pandas", "pandera"]),
        ("evidence_review.extract", ["pandas", "pandera"]),
        ("evidence_review.corpus", ["pandera", "matplotlib"]),
    ],
)
def test_import_is_light(module: str, heavy: list[str]) -> None:
    # `evidence --help` must answer at once, and a kernel that only loads tables must not pay for what builds them.
    code = f"import sys, {module}; print(*sorted({heavy!r} & sys.modules.keys()))".replace("[", "{").replace("]", "}")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stdout.split(), (
        f"import {module} also imports {done.stdout.strip()}; "
        f"import it inside the function that needs it (python -X importtime -c 'import {module}' shows where)"
    )

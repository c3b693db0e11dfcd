"""Every public function says what goes in, what comes out and what goes wrong, in numpydoc sections."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "evidence_review"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions() -> Iterator[tuple[str, Function]]:
    """Yield place and syntax of every public function and method."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem.startswith("_") and path.stem != "__init__":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            members = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else [node]
            for member in members:
                if isinstance(member, Function) and not member.name.startswith("_"):
                    yield f"{path.relative_to(PACKAGE).as_posix()}:{member.lineno} {member.name}", member


def sections(docstring: str) -> dict[str, str]:
    """Split a docstring into its numpydoc sections."""
    parts = re.split(r"^(\w[\w ]*)\n-{3,}\n", inspect.cleandoc(docstring), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented_names(section: str) -> set[str]:
    """Return the names before the colon of each entry of a Parameters section."""
    heads = re.findall(r"^(\S.*?)(?: : .*)?$", section, flags=re.MULTILINE)
    return {name.strip().lstrip("*") for head in heads for name in head.split(",")}


def raised_names(function: Function) -> set[str]:
    """Return the names of the exceptions that a function raises in its own body."""
    raised = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            raised.add(ast.unparse(error).rpartition(".")[2])
    return raised


@pytest.mark.parametrize(
    ("place", "function"), [pytest.param(*item, id=item[0].replace(" ", "-")) for item in public_functions()]
)
def test_docstring(place: str, function: Function) -> None:
    docstring = ast.get_docstring(function)
    assert docstring, f"{place}: has no docstring"
    decorators = {ast.unparse(decorator).partition("(")[0] for decorator in function.decorator_list}
    # A property reads as an attribute; a check's form is the same for all and stands at its decorator.
    if decorators & {"property", "cached_property", "functools.cached_property", "check", "overload"}:
        return
    found = sections(docstring)
    arguments = function.args
    names = {argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    names |= {argument.arg for argument in (arguments.vararg, arguments.kwarg) if argument}
    missing = names - {"self", "cls"} - documented_names(found.get("Parameters", ""))
    assert not missing, f"{place}: Parameters does not name {', '.join(sorted(missing))}"
    unknown = documented_names(found.get("Parameters", "")) - names
    assert not unknown, f"{place}: Parameters names {', '.join(sorted(unknown))}, which it does not take"
    returns = ast.unparse(function.returns) if function.returns else "None"
    if returns not in ("None", "NoReturn", "Never"):
        assert {"Returns", "Yields"} & found.keys(), f"{place}: has no section Returns"
    for error in raised_names(function) & {"EvidenceError", "UnreadableSource"}:
        assert error in found.get("Raises", ""), f"{place}: raises {error}, but its section Raises does not say so"

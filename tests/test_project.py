"""One source of truth: pyproject.toml; the conda environment and the lock follow it, and nothing is in it for nothing."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
OPTIONAL = [Requirement(line) for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
GROUPS = {name: [Requirement(line) for line in lines] for name, lines in PROJECT["dependency-groups"].items()}
PYTHONS = ["3.11", "3.12", "3.13"]
# conda-forge gives an extra, and the part of matplotlib without a window system, a package of its own.
CONDA_NAMES = {"pandera": "pandera-pandas", "matplotlib": "matplotlib-base"}
# Used without an import statement in src/; CONTRIBUTING.md gives the whole reason.
NOT_IMPORTED = {
    "jupyterlab": "the workbook is explored in it",
    "nbval": "validates the notebooks",
    "ipykernel": "the kernel that runs the notebooks",
    "pyarrow": "pandas writes Parquet and stores strings with it",
}
# Imported without being declared, because a declared package cannot exist without it.
PART_OF = {
    "numpy": "pandas",
    "IPython": "ipykernel",
    "PIL": "matplotlib",
    "jupyter_client": "ipykernel",
    "jupyter_core": "ipykernel",
    "nbclient": "papermill",
    "traitlets": "nbconvert",
}
MODULES = {"pyyaml": "yaml"}


LOCKS = {
    "requirements.lock": [*RUNTIME, *GROUPS["test"], *GROUPS["build"]],
    "requirements-bench.lock": GROUPS["bench"],
}


def lock_entries(name: str) -> list[tuple[Requirement, list[str]]]:
    """Return every requirement of a lock with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = []
    for line in text.replace("\\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s+--hash=", line.strip())
        entries.append((Requirement(requirement), hashes))
    return entries


def imported() -> set[str]:
    """Return the top-level names of everything that the package imports."""
    names = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(str(node.module).partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"evidence_review"}


@pytest.mark.parametrize("name", LOCKS)
@pytest.mark.parametrize("python", PYTHONS)
def test_lock_satisfies_pyproject(python: str, name: str) -> None:
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    locked = {
        canonicalize_name(entry.name): next(iter(entry.specifier)).version
        for entry, _ in lock_entries(name)
        if entry.marker is None or entry.marker.evaluate(environment)
    }
    for requirement in LOCKS[name]:
        version = locked.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {name} for Python {python}; run: make lock"
        assert requirement.specifier.contains(version), f"{requirement} but the lock has {version}; run: make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_is_hashed_and_names_no_address(name: str) -> None:
    for requirement, hashes in lock_entries(name):
        assert [spec.operator for spec in requirement.specifier] == ["=="], requirement
        assert hashes, f"{requirement}: no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_conda_environment_agrees() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *conda, pip = environment["dependencies"]
    assert pip == {"pip": ["-e ."]}
    listed = {entry.name: entry.specifier for entry in map(Requirement, conda)}
    assert listed.pop("python") == Requirement(f"python{PROJECT['project']['requires-python']}").specifier
    listed.pop("pip")
    expected = {CONDA_NAMES.get(entry.name, entry.name): entry.specifier for entry in [*RUNTIME, *OPTIONAL]}
    assert listed == expected


def test_classifiers_name_the_supported_pythons() -> None:
    prefix = "Programming Language :: Python :: "
    named = [line.removeprefix(prefix) for line in PROJECT["project"]["classifiers"] if line.startswith(prefix)]
    assert named == PYTHONS
    supported = Requirement(f"python{PROJECT['project']['requires-python']}").specifier
    assert [python for python in ("3.10", *PYTHONS, "3.14") if python in supported] == PYTHONS


@pytest.mark.parametrize("requirement", [*RUNTIME, *OPTIONAL], ids=lambda requirement: requirement.name)
def test_dependency_is_used(requirement: Requirement) -> None:
    module = MODULES.get(requirement.name, requirement.name)
    is_used = module in imported() or requirement.name in NOT_IMPORTED
    assert is_used, f"{requirement.name} is imported nowhere in src/; drop it from pyproject.toml and environment.yml"


def test_imports_are_declared() -> None:
    declared = {MODULES.get(entry.name, entry.name) for entry in [*RUNTIME, *OPTIONAL]}
    declared |= {module for module, whole in PART_OF.items() if whole in {entry.name for entry in RUNTIME}}
    assert imported() <= declared, f"declare {', '.join(sorted(imported() - declared))} in pyproject.toml"


def test_dependencies_are_explained(root: Path) -> None:
    page = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for requirement in [one for listed in LOCKS.values() for one in listed]:
        assert f"`{requirement.name}`" in page, (
            f"{requirement.name}: say why it is here in CONTRIBUTING.md, Dependencies"
        )


def test_no_file_names_a_place_on_one_machine(root: Path, tracked: list[Path]) -> None:
    # The sources may say what they like; everything else must work from any folder.
    pattern = re.compile(rb"(?<![\w.:/~-])/(?:work|root|home/\w+|Users/\w+)/")
    for path in tracked:
        name = path.relative_to(root).as_posix()
        data = path.read_bytes()
        if name.startswith("seeds/") or b"\0" in data:
            continue
        found = pattern.search(data)
        line = data.count(b"\n", 0, found.start()) + 1 if found else 0
        assert not found, f"{name}:{line}: names the absolute path {found[0].decode()}"

"""Lint, format and types, as tests, so that one command says whether a change is ready."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("command", "remedy"),
    [
        (["ruff", "check", "--output-format=concise"], "ruff check --fix"),
        (["ruff", "format", "--check"], "ruff format"),
        (["mypy"], "mypy"),
    ],
    ids=["lint", "format", "types"],
)
def test_hygiene(command: list[str], remedy: str, root: Path) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"to see or mend it: .venv/bin/{remedy}\n{done.stdout}{done.stderr}"

"""What every test run needs, whether it starts in tests/, src/ or notebooks/."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent


def pytest_configure(config: pytest.Config) -> None:
    """Keep a run apart from the user's own review, outputs and Jupyter settings."""
    folder = Path(tempfile.mkdtemp(prefix="evidence-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ.pop("EVIDENCE_SEEDS", None)
    # A kernel that finds no tables builds them, so that notebooks are tested against the code and not against old outputs.
    os.environ["EVIDENCE_OUTPUTS"] = str(folder / "outputs")
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Return the files that git tracks, or skip the test outside a checkout."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]

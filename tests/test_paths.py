"""Where the folders of a review are found."""

from pathlib import Path

import pytest

from evidence_review import paths
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review, find_project, find_review


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with nothing in it, as the working folder, and no variable set."""
    monkeypatch.delenv("EVIDENCE_SEEDS", raising=False)
    monkeypatch.delenv("EVIDENCE_OUTPUTS", raising=False)
    folder = tmp_path / "a review"
    (folder / "notebooks" / "deep").mkdir(parents=True)
    (folder / "seeds").mkdir()
    monkeypatch.chdir(folder)
    return folder.resolve()


def test_folders_of_a_review() -> None:
    review = Review(Path("docs"), Path("out"))
    assert review.decisions == Path("docs/review")
    assert review.topics == Path("docs/review/topics")
    assert review.tables == Path("out/tables")
    assert review.texts == Path("out/texts")


def test_the_project_is_found_from_below(project: Path) -> None:
    # JupyterLab and nbval start a notebook in its own folder, papermill in the caller's.
    assert find_project() == project
    assert find_project(project / "notebooks" / "deep") == project


def test_elsewhere_the_bundled_project_is_found(tmp_path: Path, root: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    assert find_project(tmp_path) == root


def test_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "lib" / "site-packages" / "evidence_review" / "paths.py"))
    with pytest.raises(EvidenceError, match="holds notebooks/ and seeds/; name one with --seeds DIR"):
        find_project(tmp_path)


def test_a_review_without_arguments_is_the_project(project: Path) -> None:
    assert find_review() == Review(project / "seeds", project / "outputs")


def test_arguments_win_over_variables_and_variables_over_the_project(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("by argument", "by variable"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("EVIDENCE_SEEDS", str(tmp_path / "by variable"))
    monkeypatch.setenv("EVIDENCE_OUTPUTS", "made")
    assert find_review() == Review((tmp_path / "by variable").resolve(), project / "made")
    assert find_review(tmp_path / "by argument", "") == Review((tmp_path / "by argument").resolve(), project / "made")
    assert find_review(outputs="other").outputs == project / "other"


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_seeds_must_be_a_folder(name: str, project: Path) -> None:
    (project / "file.txt").touch()
    with pytest.raises(EvidenceError, match=rf"^{name}: is not a folder; name the folder .* --seeds DIR$"):
        find_review(name)


@pytest.mark.parametrize(
    ("seeds", "outputs"),
    [
        ("review", "review"),
        ("review", "review/outputs"),
        ("outputs/texts", "outputs"),
        ("outputs/tables/old", "outputs"),
    ],
)
def test_results_are_not_written_among_the_documents(seeds: str, outputs: str, project: Path) -> None:
    (project / seeds).mkdir(parents=True)
    with pytest.raises(EvidenceError, match=r"lies in the folder of the documents.* --outputs DIR$"):
        find_review(seeds, outputs, is_written=True)
    # To look at them is no harm.
    assert find_review(seeds, outputs).seeds == project / seeds


@pytest.mark.parametrize(("seeds", "outputs"), [("review/seeds", "review"), ("review", "review-out")])
def test_results_may_be_written_beside_the_documents(seeds: str, outputs: str, project: Path) -> None:
    (project / seeds).mkdir(parents=True)
    assert find_review(seeds, outputs, is_written=True).outputs == project / outputs

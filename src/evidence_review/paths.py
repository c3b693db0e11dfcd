"""Where things are: one place that knows the folders of a review, so that no notebook and no module guesses."""

import os
from dataclasses import dataclass
from pathlib import Path

from evidence_review.errors import EvidenceError

__all__ = ["Review", "find_project", "find_review"]


@dataclass(frozen=True, repr=False)
class Review:
    """The folders of one review.

    Attributes
    ----------
    seeds : Path
        The folder with the documents.
    outputs : Path
        The folder that everything generated goes to.
    """

    seeds: Path
    outputs: Path

    def __repr__(self) -> str:
        return f"Review\n  documents  {self.seeds}\n  outputs    {self.outputs}"

    @property
    def decisions(self) -> Path:
        """The folder with what reviewers decide: topics, corrections, codings."""
        return self.seeds / "review"

    @property
    def topics(self) -> Path:
        """The folder with a YAML file per topic."""
        return self.decisions / "topics"

    @property
    def tables(self) -> Path:
        """The folder with the tables as Parquet and CSV."""
        return self.outputs / "tables"

    @property
    def texts(self) -> Path:
        """The folder with the decoded sources, which all offsets count into."""
        return self.outputs / "texts"


def find_project(start: Path | None = None) -> Path:
    """Find the project folder: the nearest one upwards that holds both `notebooks` and `seeds`.

    Parameters
    ----------
    start : Path, optional
        Where to begin; the working folder unless told.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    EvidenceError
        If there is none.
    """
    # The package's own checkout comes last, so that a review elsewhere wins over the bundled one.
    begin = (start or Path.cwd()).resolve()
    checkout = Path(__file__).resolve().parents[2]
    for folder in (begin, *begin.parents, checkout):
        if (folder / "notebooks").is_dir() and (folder / "seeds").is_dir():
            return folder
    raise EvidenceError(f"{begin}: no folder here or above holds notebooks/ and seeds/; name one with --seeds DIR")


def find_review(
    seeds: str | Path | None = None, outputs: str | Path | None = None, *, is_written: bool = False
) -> Review:
    """Name the folders of the review to work on.

    Parameters
    ----------
    seeds, outputs : str or Path, optional
        The folders. What is not given, or empty, is taken from the environment variables `EVIDENCE_SEEDS` and
        `EVIDENCE_OUTPUTS`, else from the project folder.
    is_written : bool
        Whether results will be written, which must not be among the documents.

    Returns
    -------
    Review
        The folders, absolute.

    Raises
    ------
    EvidenceError
        If the seeds folder does not exist or is no folder, or results would be written among the documents.

    Notes
    -----
    The environment variables exist because JupyterLab, papermill and nbval start a notebook in different folders.
    """
    named = seeds or os.environ.get("EVIDENCE_SEEDS")
    folder = Path(named).resolve() if named else find_project() / "seeds"
    if not folder.is_dir():
        raise EvidenceError(f"{named}: is not a folder; name the folder that holds the documents with --seeds DIR")
    target = outputs or os.environ.get("EVIDENCE_OUTPUTS")
    review = Review(folder, Path(target).resolve() if target else find_project() / "outputs")
    # Tables and texts replace what lies in their folders, and what lies beside documents is taken for one.
    is_inside = review.outputs.is_relative_to(folder) or any(map(folder.is_relative_to, (review.tables, review.texts)))
    if is_written and is_inside:
        raise EvidenceError(
            f"{review.outputs}: lies in the folder of the documents, {folder}, or the other way round; name another one with --outputs DIR"
        )
    return review

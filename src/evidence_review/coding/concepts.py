"""The concepts of a review: those of the package, and those that its reviewers add in `seeds/review/concepts.toml`."""

from evidence_review.errors import EvidenceError
from evidence_review.extract.concepts import Vocabulary, built_in, extend
from evidence_review.paths import Review

__all__ = ["read_vocabulary"]

_FILE = "seeds/review/concepts.toml"


def read_vocabulary(review: Review) -> Vocabulary:
    """Read the concepts of a review.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    Vocabulary
        Those of the package, with those of the review if it has any.

    Raises
    ------
    EvidenceError
        If the file is not as agreed; the message names place, reason and remedy.
    """
    path = review.decisions / "concepts.toml"
    if not path.is_file():
        return built_in()
    try:
        return extend(path.read_text(encoding="utf-8-sig"), _FILE)
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{_FILE}: is not UTF-8: {error}; save it as UTF-8") from error

"""Check of what became of the cited works, where a file of retractions is there."""

from collections.abc import Iterator

from evidence_review.checks.registry import Finding, check, rows
from evidence_review.corpus import Corpus

__all__: list[str] = []

# What each status says, and how much it matters; the check's own severity is that of a retraction.
_WORDS = {
    "retracted": ("was retracted", ""),
    "expression-of-concern": ("carries an expression of concern", "warning"),
    "corrected": ("was corrected", "warning"),
    "other-notice": ("carries a notice", "warning"),
    "reinstated": ("was retracted and reinstated", "info"),
}


@check("retracted-reference", severity="error")
def find_retracted_references(corpus: Corpus) -> Iterator[Finding]:
    """Find entries whose work was retracted, or carries another notice, as the retraction file says.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the entry. Without a file nothing is reported, and nothing is known: `retraction_status` is then `not-checked`.
    """
    n_markers = corpus.citations.groupby(["source_id", "reference_no"])["marker_no"].nunique().to_dict()
    for row in rows(corpus.references):
        if row.retraction_status in _WORDS:
            words, severity = _WORDS[row.retraction_status]
            count = n_markers.get((row.source_id, row.reference_no), 0)
            times = "never cites it" if not count else "cites it once" if count == 1 else f"cites it {count} times"
            yield Finding(
                row.source_id,
                row.start,
                row.end,
                f"entry {row.reference_no} {words}; the text {times}. {row.retraction_note}",
                "read the notice before relying on what is cited from this entry",
                "it may be cited because of the notice, or the notice may be later than the text or concern a detail",
                severity=severity,
            )

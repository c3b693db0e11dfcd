"""What the sentences of a source cite, and what the columns of a statement say of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from evidence_review.corpus.parse import Row
from evidence_review.extract.evidence import best_design, find_evidence_flags, typical_design
from evidence_review.text import Part

__all__ = ["CitedDesigns", "find_cited_end"]


def find_cited_end(span: Part, markers: Iterable[Part]) -> int:
    """Find where the markers end that speak for some words.

    Parameters
    ----------
    span : (int, int)
        The offsets of the words.
    markers : iterable of (int, int)
        Offsets of the markers of the sentences that hold the words.

    Returns
    -------
    int
        The end of the words. Where no marker stands within, the end of the one that follows: a marker speaks for the words before it, and a
        reviewer may have coded a part of them.

    Examples
    --------
    >>> find_cited_end((0, 9), [(5, 8), (20, 23)]), find_cited_end((10, 15), [(5, 8), (20, 23), (30, 33)])
    (9, 23)
    """
    return max(span[1], min((end for start, end in markers if span[0] <= start), default=0))


class CitedDesigns:
    """The designs of the works that each sentence of a source cites.

    Parameters
    ----------
    citations : sequence of dict
        Rows of `citations` of one source.
    designs : mapping of int to str
        Entry to its design.
    """

    def __init__(self, citations: Sequence[Row], designs: Mapping[int, str]) -> None:
        self._designs = designs
        self._cited: dict[int, list[Row]] = defaultdict(list)
        for row in citations:
            self._cited[row["sentence_no"]].append(row)

    def columns(self, sentences: Iterable[int], span: Part, text: str, population: str) -> Row:
        """Fill the columns of a statement that say what it rests on.

        Parameters
        ----------
        sentences : iterable of int
            The sentences that hold it.
        span : (int, int)
            Its offsets; `find_cited_end` says which markers count.
        text : str
            Its text.
        population : str
            Whom it speaks of.

        Returns
        -------
        dict
            cited_end, n_citations, best_design, typical_design and evidence_flags. What is cited and not listed is a work of which nothing is
            known: it makes no design, but the statement has a citation.
        """
        here = [row for number in sentences for row in self._cited.get(number, ())]
        cited_end = find_cited_end(span, ((row["start"], row["end"]) for row in here))
        cited = [row for row in here if span[0] <= row["start"] and row["end"] <= cited_end]
        entries = [row["reference_no"] for row in cited if row["reference_no"]]
        listed = [self._designs.get(number, "") or "unclear" for number in dict.fromkeys(entries)]
        n_unlisted = sum(len((row["unresolved"] or "?").split(";")) for row in cited if not row["reference_no"])
        flags = find_evidence_flags(text, population, [*listed, *["unclear"] * n_unlisted])
        return {
            "cited_end": cited_end,
            "n_citations": len(entries),
            "best_design": best_design(listed),
            "typical_design": typical_design(listed),
            "evidence_flags": ";".join(flags),
        }

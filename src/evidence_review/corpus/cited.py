"""What the sentences of a source cite, and what the columns of a statement say of it."""

from collections.abc import Mapping, Sequence

from evidence_review.corpus.parse import Row
from evidence_review.extract.evidence import best_design, find_evidence_flags, typical_design

__all__ = ["CitedDesigns"]


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
        self._entries: dict[int, list[int]] = {}
        self._n_unlisted: dict[int, int] = {}
        for row in citations:
            number = row["sentence_no"]
            if row["reference_no"]:
                entries = self._entries.setdefault(number, [])
                if row["reference_no"] not in entries:
                    entries.append(row["reference_no"])
            else:
                n_named = len((row["unresolved"] or "?").split(";"))
                self._n_unlisted[number] = self._n_unlisted.get(number, 0) + n_named

    def columns(self, sentence_no: int, text: str, population: str) -> Row:
        """Fill the columns of a statement that say what it rests on.

        Parameters
        ----------
        sentence_no : int
            The sentence.
        text : str
            Its text.
        population : str
            Whom it speaks of.

        Returns
        -------
        dict
            best_design, typical_design and evidence_flags. What is cited and not listed is a work of which nothing is known: it makes no
            design, but the statement has a citation.
        """
        listed = [self._designs.get(number, "") or "unclear" for number in self._entries.get(sentence_no, ())]
        cited = [*listed, *["unclear"] * self._n_unlisted.get(sentence_no, 0)]
        return {
            "best_design": best_design(listed),
            "typical_design": typical_design(listed),
            "evidence_flags": ";".join(find_evidence_flags(text, population, cited)),
        }

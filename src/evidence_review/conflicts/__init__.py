"""Statements that disagree: those that reviewers coded, and candidates that the machine finds beyond them."""

import pandas as pd

from evidence_review import schema
from evidence_review.coding.concepts import read_vocabulary
from evidence_review.conflicts.candidates import find_candidates
from evidence_review.conflicts.coded import find_coded
from evidence_review.conflicts.figures import group_quantities
from evidence_review.conflicts.sides import read_sides
from evidence_review.corpus import Corpus
from evidence_review.corpus.parse import Row
from evidence_review.vocabulary import CONFLICT_CLASSES, SEVERITIES

__all__ = ["find_conflicts"]


def find_conflicts(corpus: Corpus) -> pd.DataFrame:
    """Find pairs of statements that disagree.

    Parameters
    ----------
    corpus : Corpus
        The corpus, with the statements of reviewers and machine.

    Returns
    -------
    pandas.DataFrame
        The table `conflicts`: errors first, then warnings, then what is explained; within these by topic, question and place.
    """
    sides = read_sides(corpus.statements)
    rows = find_coded(sides, corpus.topics)
    rows += find_candidates(sides, corpus.topics, read_vocabulary(corpus.review), group_quantities(corpus.quantities))
    rows.sort(key=_place)
    return schema.frame("conflicts", [row | {"conflict_no": number} for number, row in enumerate(rows, start=1)])


def _place(row: Row) -> tuple[int, int]:
    # The order of the rows of one class is that in which they were found.
    return SEVERITIES.index(row["severity"]), CONFLICT_CLASSES.index(row["class"])

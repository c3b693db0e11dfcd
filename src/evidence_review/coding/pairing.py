"""Which codings decide on the same words: those of several coders side by side, the one that counts first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from evidence_review.coding.codings import OFF_TOPIC, SETTLED
from evidence_review.corpus.parse import Row

__all__ = ["FIELDS", "find_differences", "group_codings"]

FIELDS = ("question", "answer", "direction", "population", "certainty")
"""What a coder decides of words and topic."""


def group_codings(rows: Iterable[Row]) -> list[list[Row]]:
    """Group the codings that decide on the same words of a sentence and the same topic.

    Parameters
    ----------
    rows : iterable of dict
        Rows of the table `codings` whose words stand in a sentence, in the order of the file; an empty cell is an empty string.

    Returns
    -------
    list of list of dict
        Each begins with the row that counts: the settled one, else that of the first coder. Rows of several coders are brought together where
        their words overlap: one row of a coder with one of another, the most alike first, and then what is left and answers the same question.
    """
    cells = defaultdict(list)
    for row in rows:
        cells[row["source_id"], row["sentence_no"], row["topic"]].append(row)
    return [group for cell in cells.values() for group in _group_cell(cell)]


def _group_cell(rows: list[Row]) -> list[list[Row]]:
    by_coder = defaultdict(list)
    for row in rows:
        by_coder[row["coder"]].append(row)
    groups: list[list[Row]] = []
    for coder in sorted(by_coder, key=lambda name: name != SETTLED):
        mine = by_coder[coder]
        pairs = [(a, b) for a, group in enumerate(groups) for b, row in enumerate(mine) if _overlap(group[0], row) > 0]
        pairs.sort(key=lambda pair: _unlikeness(groups[pair[0]][0], mine[pair[1]]))
        joined: dict[int, int] = {}
        for a, b in pairs:
            if b not in joined and a not in joined.values():
                joined[b] = a
        for a, b in pairs:
            if groups[a][0]["answer"] == OFF_TOPIC or groups[a][0]["question"] == mine[b]["question"]:
                joined.setdefault(b, a)
        for b, row in enumerate(mine):
            if b in joined:
                groups[joined[b]].append(row)
            else:
                groups.append([row])
    return groups


def _overlap(a: Row, b: Row) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _unlikeness(a: Row, b: Row) -> tuple[bool, bool, int]:
    spans = (a["start"], a["end"]) != (b["start"], b["end"])
    return spans, a["question"] != b["question"], -_overlap(a, b)


def find_differences(a: Row, b: Row) -> list[str]:
    """Name the fields in which two codings differ.

    Parameters
    ----------
    a, b : dict
        Rows as `group_codings` takes them.

    Returns
    -------
    list of str
        Names of `FIELDS`; only the answer where one of them says that the words are off-topic.
    """
    if (a["answer"] == OFF_TOPIC) != (b["answer"] == OFF_TOPIC):
        return ["answer"]
    return [field for field in FIELDS if a[field] != b[field]]

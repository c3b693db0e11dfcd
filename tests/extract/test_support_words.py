"""The words that cite."""

import re

import pytest

from evidence_review.extract.support_words import Mention, Sentence, find_words


def clauses(*lines: str) -> list[tuple[str, str, str, str]]:
    sentences, mentions = [], []
    for number, line in enumerate(lines, start=1):
        sentences.append(Sentence(number, line, 1, "Heading"))
        for match in re.finditer(r"\[\d+\]", line):
            mentions.append(Mention(len(mentions) + 1, number, match.start(), match.end(), (1,)))
    return [
        (" ".join(one.clause.split()), " ".join(one.sentence.split()), one.before, one.after)
        for one in find_words(sentences, mentions)
    ]


@pytest.mark.parametrize(
    ("line", "clause", "rest"),
    [
        # At the end, the marker belongs to the whole sentence.
        ("Tea helps tired nurses [1].", "Tea helps tired nurses", "."),
        # What stands behind a marker belongs less to it.
        ("Tea helps tired nurses [1], and coffee does not.", "Tea helps tired nurses", ", and coffee does not."),
        # A name alone cites with what follows it.
        ("Smith et al. [1] saw that tea helps.", "Smith et al. saw that tea helps.", ""),
        ("[1] saw that tea helps.", "saw that tea helps.", ""),
    ],
)
def test_the_clause_of_a_marker(line, clause, rest):
    ((found, other, before, after),) = clauses(line)
    assert (found, other, before, after) == (clause, rest, "", "")


def test_a_clause_begins_at_the_marker_before():
    found = clauses("Tea helps tired nurses [1], and coffee harms their sleep [2].")
    assert [one[0] for one in found] == ["Tea helps tired nurses", ", and coffee harms their sleep"]
    assert found[1][1].startswith("Tea helps tired nurses")


def test_neighbors_of_the_same_paragraph():
    assert clauses("Water is wet.", "Tea helps nurses [1].", "Coffee is hot.")[0][2:] == (
        "Water is wet.",
        "Coffee is hot.",
    )


def test_neighbors_of_another_paragraph_are_none():
    sentences = [Sentence(1, "Water is wet.", 1, ""), Sentence(2, "Tea helps nurses [1].", 2, "")]
    (one,) = find_words(sentences, [Mention(1, 2, 17, 20, (1,))])
    assert one.before == ""

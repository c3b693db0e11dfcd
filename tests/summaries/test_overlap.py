"""How far sources rest on the same works; every number is worked out by hand."""

import pandas as pd
import pytest

from evidence_review import summaries
from evidence_review.summaries.overlap import corrected_covered_area, overlap_band


def matrix(*rows):
    return pd.DataFrame([[mark == "x" for mark in row] for row in rows])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # 5 inclusions, 3 works, 2 reviews: (5 - 3) / (6 - 3)
        (("xx", "xx", "x."), 2 / 3),
        # 7 inclusions, 4 works, 3 reviews: (7 - 4) / (12 - 4)
        (("xxx", "xx.", "..x", ".x."), 3 / 8),
        (("x.", ".x"), 0),
        (("xx", "xx"), 1),
        # A review that lists nothing is none, a work that no review lists is none.
        (("xx.", "x..", "..."), 1 / 2),
        (("x", "x"), None),
        (("..", ".."), None),
        ((), None),
    ],
)
def test_corrected_covered_area(rows, expected):
    assert corrected_covered_area(matrix(*rows)) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (0, "slight"),
        (5, "slight"),
        (5.1, "moderate"),
        (6, "moderate"),
        (10, "moderate"),
        (10.4, "high"),
        (15, "high"),
        (15.1, "very high"),
        (100, "very high"),
        (None, "not applicable"),
    ],
)
def test_bands(percent, band):
    assert overlap_band(None if percent is None else percent / 100) == band


@pytest.fixture
def shared(corpus):
    """Return the corpus with a list for a second source: one work of the first one's, twice, and an entry that nobody could read."""
    copy = corpus.references.iloc[[1, 1, 2]].assign(source_id="web2024", reference_no=[1, 2, 3])
    corpus.references = pd.concat([corpus.references, copy], ignore_index=True)
    return corpus


def test_matrix(shared):
    frame = summaries.summarize_citation_matrix(shared)
    assert frame.columns.tolist() == ["work", "title", "lists", "ma2023", "web2024"]
    assert frame.drop(columns="title").to_numpy().tolist() == [
        ["w2", 2, True, True],
        ["ma2023:3", 1, True, False],
        ["w1", 1, True, False],
        ["web2024:3", 1, False, True],
    ]


def test_all_lists(shared):
    # 5 inclusions, 4 works, 2 reviews: (5 - 4) / (8 - 4) = 25 %.
    assert summaries.summarize_overlap(shared).to_dict("records") == [
        {
            "sources_with_references": 2,
            "inclusions": 5,
            "works": 4,
            "in_several_lists": 1,
            "cca_percent": 25.0,
            "overlap": "very high",
        }
    ]


def test_pairs(shared):
    (row,) = summaries.summarize_overlap_pairs(shared).to_dict("records")
    assert row == {
        "source": "ma2023",
        "other": "web2024",
        "works": 3,
        "works_of_other": 2,
        "shared": 1,
        "cca_percent": 25.0,
        "overlap": "very high",
    }


def test_below_two_lists_overlap_is_not_applicable_and_not_zero(corpus, empty, one_source):
    for one, n in ((corpus, 1), (empty, 0), (one_source, 0)):
        (row,) = summaries.summarize_overlap(one).to_dict("records")
        assert (row["sources_with_references"], row["overlap"]) == (n, "not applicable")
        assert pd.isna(row["cca_percent"])
        assert summaries.summarize_overlap_pairs(one).empty

"""About the reference lists."""

import pandas as pd

from evidence_review import schema, summaries
from evidence_review.summaries.references import best_design


def records(frame):
    return frame.to_dict("records")


def test_lists_count_and_leave_unknown_where_there_is_none(corpus):
    frame = summaries.summarize_reference_lists(corpus).set_index("source")
    assert frame.loc["ma2023"].tolist() == ["square", 3, 2, 1, 1, 2, 1, 0, 2001, 2010]
    assert frame.loc["web2024", "entries"] == 0
    assert frame.loc["web2024"].drop(["entries"]).isna().all()


def test_never_cited(corpus):
    row = {"source": "ma2023", "reference": 3, "entry": "Cow 2010."}
    assert records(summaries.summarize_never_cited(corpus)) == [row]


def test_unparsed_entries_are_listed(corpus):
    row = {"source": "ma2023", "reference": 3, "status": "partial", "entry": "Cow 2010."}
    assert records(summaries.summarize_unparsed(corpus)) == [row]


def test_designs_are_in_order_of_strength_and_count_once(corpus):
    frame = summaries.summarize_cited_designs(corpus)
    assert frame["design"].tolist() == ["randomized-trial", "animal", "unclear"]
    assert frame["entries"].tolist() == [1, 1, 1]
    assert frame["percent"].tolist() == [33, 33, 33]


def test_best_design_of_several():
    designs = pd.Series(["animal;in-vitro", "textbook", None], dtype=schema.STRING)
    assert best_design(designs).tolist() == ["animal", "textbook", "unclear"]


def test_years(corpus):
    rows = [{"source": "ma2023", "year": 2001, "works": 1}, {"source": "ma2023", "year": 2010, "works": 2}]
    assert records(summaries.summarize_reference_years(corpus)) == rows


def test_most_cited_counts_markers(corpus):
    frame = summaries.summarize_most_cited(corpus)
    assert frame[["reference", "markers"]].to_numpy().tolist() == [[2, 2], [1, 1]]
    assert len(summaries.summarize_most_cited(corpus, n=1)) == 1


def test_shared_works_need_two_sources(corpus):
    assert summaries.summarize_shared_works(corpus).empty
    copy = corpus.references.iloc[[1]].assign(source_id="web2024", reference_no=7)
    corpus.references = pd.concat([corpus.references, copy])
    row = {"first_author": "Bee", "year": 2010, "title": "In rats", "listed_as": "ma2023: 2, web2024: 7"}
    assert records(summaries.summarize_shared_works(corpus)) == [row]


def test_nothing_known_gives_empty_frames(empty, one_source):
    for corpus in (empty, one_source):
        for summary in ("never_cited", "unparsed", "cited_designs", "reference_years", "most_cited", "shared_works"):
            assert getattr(summaries, f"summarize_{summary}")(corpus).empty

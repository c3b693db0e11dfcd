"""About the reference lists."""

import pandas as pd

from evidence_review import schema, summaries
from evidence_review.summaries.references import weigh_designs


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


def test_a_work_of_several_designs_counts_as_one():
    designs = pd.Series(["animal;in-vitro", "systematic-review;animal", "textbook", None], dtype=schema.STRING)
    assert weigh_designs(designs).tolist() == ["animal", "animal", "textbook", "unclear"]


def test_years(corpus):
    rows = [{"source": "ma2023", "year": 2001, "works": 1}, {"source": "ma2023", "year": 2010, "works": 2}]
    assert records(summaries.summarize_reference_years(corpus)) == rows


def test_most_cited_counts_markers(corpus):
    frame = summaries.summarize_most_cited(corpus)
    assert frame[["listed_as", "markers"]].to_numpy().tolist() == [["ma2023: 2", 2], ["ma2023: 1", 1]]
    assert len(summaries.summarize_most_cited(corpus, n=1)) == 1


def test_a_work_that_two_texts_cite_counts_once(corpus):
    entry = corpus.references.iloc[[0]].assign(source_id="web2024", reference_no=9)
    marker = corpus.citations.iloc[[0, 0]].assign(source_id="web2024", reference_no=9, marker_no=[1, 2])
    corpus.references = pd.concat([corpus.references, entry])
    corpus.citations = pd.concat([corpus.citations, marker])
    frame = summaries.summarize_most_cited(corpus)
    assert frame[["listed_as", "markers"]].to_numpy().tolist() == [["ma2023: 1, web2024: 9", 3], ["ma2023: 2", 2]]


def test_ages_count_from_the_year_of_the_source(corpus):
    # Entries of 2001, 2010 and 2010 in a list of 2023.
    expected = {
        "source": "ma2023",
        "published": 2023,
        "dated": 3,
        "undated": 0,
        "oldest": 2001,
        "middle": 2010,
        "newest": 2010,
        "middle_age": 13.0,
        "last_5_years_percent": 0,
        "after_publication": 0,
    }
    assert records(summaries.summarize_ages(corpus)) == [expected]


def test_ages_of_undated_entries_are_unknown(corpus):
    corpus.references["year"] = pd.NA
    corpus.references["year"] = corpus.references["year"].astype("Int64")
    (row,) = records(summaries.summarize_ages(corpus))
    assert (row["dated"], row["undated"]) == (0, 3)
    assert all(pd.isna(row[name]) for name in ("oldest", "middle", "middle_age", "last_5_years_percent"))


def test_shared_works_need_two_sources(corpus):
    assert summaries.summarize_shared_works(corpus).empty
    copy = corpus.references.iloc[[1]].assign(source_id="web2024", reference_no=7)
    corpus.references = pd.concat([corpus.references, copy])
    row = {"first_author": "Bee", "year": 2010, "title": "In rats", "listed_as": "ma2023: 2, web2024: 7"}
    assert records(summaries.summarize_shared_works(corpus)) == [row]


def test_nothing_known_gives_empty_frames(empty, one_source):
    for corpus in (empty, one_source):
        for summary in (
            "never_cited",
            "unparsed",
            "cited_designs",
            "reference_years",
            "ages",
            "most_cited",
            "shared_works",
        ):
            assert getattr(summaries, f"summarize_{summary}")(corpus).empty

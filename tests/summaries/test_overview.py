"""What was reviewed, and how far it can be trusted."""

import pandas as pd

from evidence_review import summaries


def figures(corpus):
    return summaries.summarize_review_figures(corpus).to_numpy().tolist()


def test_what_was_reviewed(corpus):
    assert summaries.say_review(corpus) == [
        "Two sources were read: one journal review and one web article, published in 2023 (one without a year).",
        "One file could not be read; the list of sources says why.",
        "They make four statements on two topics.",
    ]


def test_words_that_speak_to_two_topics_are_one_passage(corpus):
    again = corpus.statements.iloc[[0]].assign(topic="silence", statement_id="ma2023:s4", statement_no=4)
    corpus.statements = pd.concat([corpus.statements, again], ignore_index=True)
    assert summaries.say_review(corpus)[-1] == (
        "They make five statements on two topics, in four passages: one that speaks to several topics counts for each."
    )


def test_years_are_a_range_and_files_are_counted(corpus):
    corpus.sources["year"] = corpus.sources["year"].fillna(2021)
    corpus.sources.loc[corpus.sources["status"] == "rejected", "status"] = "duplicate"
    assert summaries.say_review(corpus)[:2] == [
        "Two sources were read: one journal review and one web article, published from 2021 to 2023.",
        "One file is a copy of another; the list of sources says why.",
    ]


def test_one_source(one_source):
    assert summaries.say_review(one_source) == [
        "One source was read: one web article, without a year of publication.",
        "It makes one statement on two topics.",
    ]


def test_no_topics_and_no_sources(one_source, empty):
    one_source.topics = ()
    assert summaries.say_review(one_source)[-1] == (
        "The review has no topics yet, so that nothing in it counts as a statement."
    )
    assert summaries.say_review(empty) == [
        "No source was read, so that there is nothing to say yet.",
        "One file could not be read; the list of sources says why.",
    ]
    assert figures(empty) == []


def test_every_figure_says_what_it_means(coded):
    assert figures(coded) == [
        [3, 4, "statements were decided by a reviewer; the others are the machine\u2019s suggestions"],
        [0, 1, "questions are answered alike by two sources or more; sources differ on one"],
        [
            2,
            4,
            "statements carry a citation; the others rest on the source\u2019s own word, or on a work that its list does not hold",
        ],
        [3, 3, "citations were followed to an entry of the source\u2019s list; one source has no list"],
    ]


def test_a_figure_of_nothing_is_left_out(one_source):
    assert [figure[1] for figure in figures(one_source)] == [1, 1, 1]
    assert figures(one_source)[1][2].endswith("; nobody has an answer to one")

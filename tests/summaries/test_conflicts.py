"""Pairs of statements that disagree."""

from dataclasses import replace

from evidence_review import summaries
from evidence_review.decisions import Question


def test_pairs_have_the_gravest_first_and_candidates_apart(conflicting):
    frame = summaries.summarize_conflicts(conflicting, "relief")
    assert frame["class"].tolist() == ["direct", "explained-by-context"]
    assert summaries.summarize_conflicts(conflicting)["class"].tolist() == ["direct", "explained-by-context"]
    assert summaries.summarize_conflicts(conflicting, candidates=True)["class"].tolist() == ["candidate"]
    assert summaries.summarize_conflicts(conflicting, "silence").empty


def test_a_pair_shows_both_sides_with_their_context(conflicting):
    first = summaries.summarize_conflicts(conflicting, "relief").iloc[0]
    assert first["question"] == "Does it last?"
    assert (first["source_a"], first["words_a"], first["answer_a"]) == ("ma2023", "Relief lasted [1,2].", "yes")
    assert (first["source_b"], first["answer_b"]) == ("web2024", "no")
    assert first["context_a"] == "population: human; dose: 1 mg/kg, 2 mg/kg"
    assert first["context_b"] == ""
    assert first["context"] == "the second states no dose"


def test_the_question_is_that_of_the_topic(conflicting):
    same = (Question("lasts", "Is it silent for long?"),)
    conflicting.topics = tuple(
        one if one.id == "relief" else replace(one, questions=same) for one in conflicting.topics
    )
    assert {one.id for one in conflicting.topics} > {"relief"}
    assert set(summaries.summarize_conflicts(conflicting)["question"]) == {"Does it last?"}


def test_counts_by_topic_and_class(conflicting, corpus):
    assert summaries.summarize_conflict_counts(conflicting).to_dict("records") == [
        {
            "topic": "Relief",
            "direct": 1,
            "direct-not-firm": 0,
            "explained-by-context": 1,
            "different-event": 0,
            "within-tolerance": 0,
            "candidate": 1,
        }
    ]
    conflicting.conflicts["severity"] = "warning"
    (row,) = summaries.summarize_conflict_counts(conflicting).to_dict("records")
    assert (row["direct"], row["direct-not-firm"]) == (0, 1)
    assert summaries.summarize_conflict_counts(corpus).empty

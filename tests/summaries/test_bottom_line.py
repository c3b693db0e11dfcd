"""The bottom line of a whole topic."""

import re

from evidence_review import summaries


def lines(corpus, topic):
    rows = summaries.summarize_bottom_line(corpus, topic).to_dict("records")
    return [(row["question"], row["text"], row["statement_ids"]) for row in rows]


def test_a_coded_topic_answers_its_questions(coded):
    assert lines(coded, "relief") == [
        (
            "",
            "Four statements on this topic: ma2023 (3) and web2024 (1). A reviewer decided three of the statements; "
            "the other one is the machine's suggestion and is left out of these lines.",
            "",
        ),
        (
            "Does it last?",
            "One of two sources says yes [ma2023:s1]; another says no [web2024:s1]. "
            "One pair of statements conflicts directly. Both statements are about people. "
            "The one for yes cites a randomized trial and an animal study, as the titles of the cited works suggest; "
            "the one for no carries no citation.",
            "ma2023:s1;web2024:s1",
        ),
        ("", "Beyond these questions, one statement is coded, of a harm [ma2023:s3].", "ma2023:s3"),
    ]


def test_every_id_is_a_row_and_stands_in_the_text(coded):
    known = set(coded.statements["statement_id"])
    for _, text, ids in lines(coded, "relief"):
        for one in filter(None, ids.split(";")):
            assert one in known
            assert one in text


def test_a_topic_that_nobody_coded_has_suggestions_only(corpus):
    assert lines(corpus, "relief") == [
        (
            "",
            "Four statements on this topic: ma2023 (3) and web2024 (1). "
            "No reviewer has decided any of it yet, so no question counts as answered.",
            "",
        ),
        (
            "",
            "As the machine suggests, four statements are made: three of a benefit [ma2023:s1, ma2023:s2, web2024:s1] "
            "and one of a harm [ma2023:s3].",
            "ma2023:s1;ma2023:s2;web2024:s1;ma2023:s3",
        ),
    ]


def test_a_topic_that_is_coded_throughout(coded):
    coded.statements = coded.statements[coded.statements["origin"] == "reviewer"]
    first = lines(coded, "relief")[0][1]
    assert first == "Three statements on this topic: ma2023 (2) and web2024 (1). A reviewer decided all of it."


def test_the_silent_are_named(corpus):
    corpus.statements = corpus.statements[corpus.statements["source_id"] == "web2024"]
    assert lines(corpus, "relief")[0][1].startswith("One statement on this topic: web2024 (1); ma2023 is silent. ")


def test_silence_is_all_that_is_said_of_it(corpus, one_source, empty):
    said = "speaks to this topic, as far as its terms find statements."
    assert lines(corpus, "silence") == [("", f"Neither source {said}", "")]
    assert lines(one_source, "silence") == [
        ("", "The source does not speak to this topic, as far as its terms find statements.", "")
    ]
    assert lines(empty, "silence") == [("", "No source could be read.", "")]


def test_one_source_answers_alone(one_source):
    one_source.statements[["question", "answer", "origin"]] = ["lasts", "no", "reviewer"]
    assert lines(one_source, "relief")[1][1] == ("web2024 says no [web2024:s1], about people and without a citation.")


def test_every_line_of_the_bundled_review_leads_to_rows_of_its_page(five):
    for topic in five.topics:
        said = lines(five, topic.id)
        on_page = set(summaries.summarize_evidence(five, topic.id)["statement_id"])
        named = {
            one for _, text, _ in said for group in re.findall(r"\[([^\[\]]+)\]", text) for one in group.split(", ")
        }
        assert named == {one for _, _, ids in said for one in ids.split(";") if one}
        assert named <= on_page
        assert [question for question, _, _ in said if question] == [question.text for question in topic.questions]
        for _, text, _ in said:
            assert text.endswith(".")
            assert not re.search(r"\[\]|\bnan\b|  | [,;.]|\bone (?:are|say|give|cite)\b", text), text


def test_what_a_reviewer_coded_is_named_on_its_page(five):
    coded = five.statements[five.statements["origin"] == "reviewer"]
    for topic, rows in coded.groupby("topic"):
        named = set(";".join(ids for _, _, ids in lines(five, topic)).split(";"))
        assert set(rows["statement_id"]) <= named

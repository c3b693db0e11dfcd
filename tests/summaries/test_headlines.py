"""What matters most in a review."""

import pandas as pd

from evidence_review import summaries
from evidence_review.decisions import Question, Topic

QUEUE = summaries.say_queue_accuracy()


def lines(corpus):
    frame = summaries.summarize_headlines(corpus)
    return list(zip(frame["rank"], frame["text"], strict=True))


def texts(corpus, rank):
    return [text for name, text in lines(corpus) if name == rank]


def test_nothing_is_said_of_what_was_not_read(empty):
    assert lines(empty) == []


def test_the_gravest_comes_first(coded):
    assert lines(coded) == [
        (
            "error",
            "Relief: \u201cDoes it last?\u201d is answered \u201cyes\u201d by ma2023 [ma2023:s1] and \u201cno\u201d by web2024 [web2024:s1], "
            "each clear and firm (1 pair of statements).",
        ),
        ("error", "ma2023: dangles (one finding of the check dangling-citation)."),
        (
            "warning",
            "web2024: no citation (one finding of the check section-without-citations; 1 statement rests on these words). "
            "Two further warnings across the sources by two other checks.",
        ),
        ("warning", "2 of 4 passages with a statement on a topic carry no citation: what they rest on is unknown."),
        (
            "info",
            "One citation of 3 hardly fits the title of the entry, as the machine suggests; a reviewer has decided one. "
            + QUEUE,
        ),
        ("not checked", "Whether works that the sources cite were retracted: there is no file of retractions."),
    ]


def test_a_line_leads_to_statements_or_to_the_place_of_a_finding(coded):
    frame = summaries.summarize_headlines(coded)
    assert frame["statement_ids"].iloc[0] == "ma2023:s1;web2024:s1"
    assert frame.loc[1, ["source", "check", "finding_no", "page"]].tolist() == [
        "ma2023",
        "dangling-citation",
        1,
        "60_integrity",
    ]


def test_a_finding_about_a_whole_file_has_no_place(corpus):
    corpus.findings = corpus.findings[corpus.findings["check"] == "title-mismatch"]
    row = summaries.summarize_headlines(corpus).set_index("check").loc["title-mismatch"]
    assert row["text"] == "ma2023: PAINT (one finding of the check title-mismatch)."
    assert pd.isna(row["finding_no"])


def test_what_nobody_coded_is_not_checked_for_conflicts(corpus):
    assert "Whether the sources contradict each other: no answer is coded yet." in texts(corpus, "not checked")


def test_nothing_found_is_told_from_not_checked(coded):
    coded.conflicts = coded.conflicts.head(0)
    coded.findings = coded.findings.head(0)
    assert texts(coded, "none found") == [
        "Two of the 2 coded answers that contradict each other firmly.",
        "An error of the codings or the documents, by any check.",
        "A warning about the documents, by any check.",
        "A citation whose entry hardly fits, by its title, among 3 citations.",
    ]
    coded.citation_support = coded.citation_support.head(0)
    assert texts(coded, "not checked")[-1] == (
        "Whether citations fit what they are cited for: no citation leads to an entry of a list."
    )


def test_without_a_list_nothing_is_found_in_none(one_source):
    one_source.findings = one_source.findings.head(0)
    assert texts(one_source, "none found") == [
        "An error of the codings or the documents, by any check; there is no reference list to be checked.",
        "A warning about the documents, by any check; there is no reference list to be checked.",
    ]


def test_a_source_that_contradicts_itself_and_conflicts_that_are_not_firm(coded):
    coded.conflicts["scope"] = "within"
    assert texts(coded, "error")[0].endswith(" ma2023 contradicts itself.")
    coded.conflicts["severity"] = "warning"
    assert texts(coded, "warning")[0].startswith("One pair of statements contradicts each other, but not firmly: ")
    assert "Two of the 2 coded answers that contradict each other firmly." in texts(coded, "none found")


def test_questions_beyond_the_second_are_counted(coded):
    questions = tuple(Question(f"q{number}", f"Number {number}?") for number in range(4))
    coded.topics = (Topic("relief", "Relief", questions, ("relief",)),)
    copies = [coded.conflicts.assign(question=one.id, conflict_no=place) for place, one in enumerate(questions, 1)]
    coded.conflicts = pd.concat(copies, ignore_index=True)
    errors = texts(coded, "error")
    assert len(errors) == 4
    assert errors[2] == "Two further questions have answers that contradict each other firmly."


def test_retractions_come_behind_conflicts(coded):
    coded.sources["retraction_file"] = "retractions.csv"
    coded.references["retraction_status"] = "not-found"
    assert texts(coded, "none found") == [
        "A retracted work among the 3 entries of the reference lists, by retractions.csv."
    ]
    found = coded.findings.iloc[[0]].assign(
        check="retracted-reference", severity="error", message="entry 1 was retracted. See."
    )
    coded.findings = pd.concat([coded.findings, found], ignore_index=True)
    assert texts(coded, "error")[1] == (
        "One of 3 entries is of a retracted work, by retractions.csv. "
        "ma2023: entry 1 was retracted. See (one finding of the check retracted-reference)."
    )
    assert "not checked" not in dict(lines(coded))


def test_there_are_at_most_nine_lines(five):
    frame = summaries.summarize_headlines(five)
    assert len(frame) <= 9
    assert list(frame["rank"]) == sorted(frame["rank"], key=summaries.HEADLINE_RANKS.index)


def test_a_source_that_answers_otherwise_elsewhere_is_named(coded):
    """The first source says "no" in another place, in a pair that is not firm."""
    assert "Elsewhere" not in lines(coded)[0][1]
    said = coded.statements[coded.statements["statement_id"] == "ma2023:s1"]
    other = said.assign(statement_id="ma2023:s8", statement_no=8, answer="no")
    coded.statements = pd.concat([coded.statements, other], ignore_index=True)
    assert lines(coded)[0][1].endswith("(1 pair of statements). Elsewhere ma2023 also answers otherwise.")

"""About what the checks report."""

from evidence_review import summaries


def test_errors_come_first(corpus):
    frame = summaries.summarize_findings(corpus)
    assert frame["check"].tolist() == [
        "dangling-citation",
        "section-without-citations",
        "title-mismatch",
        "uncited-reference",
        "citation-support-doubtful",
        "missing-doi",
    ]
    assert frame["open"].tolist() == [1] * 6


def test_reference_findings_lie_in_the_list_or_at_a_marker(corpus):
    frame = summaries.summarize_reference_findings(corpus)
    assert frame["check"].tolist() == [
        "dangling-citation",
        "uncited-reference",
        "citation-support-doubtful",
        "missing-doi",
    ]
    assert frame["words"].tolist() == ["[2]", "Cow 2010.", "[2]", "Bee 2010."]
    assert set(frame["verdict"]) == {"open"}


def test_topic_findings_lie_in_its_sentences_its_entries_or_around_them(corpus):
    frame = summaries.summarize_topic_findings(corpus, "relief")
    assert frame["check"].tolist() == [
        "dangling-citation",
        "section-without-citations",
        "citation-support-doubtful",
        "missing-doi",
    ]


def test_no_findings_give_empty_frames(empty):
    assert summaries.summarize_findings(empty).empty
    assert summaries.summarize_reference_findings(empty).empty

"""About what the checks report."""

from types import SimpleNamespace

import pandas as pd

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
    assert frame["check"].tolist() == ["dangling-citation", "uncited-reference", "missing-doi"]
    assert frame["words"].tolist() == ["[2]", "Cow 2010.", "Bee 2010."]
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


def test_by_family_every_check_is_a_row_and_unknown_is_not_zero(corpus):
    frame = summaries.summarize_findings_by_family(corpus)
    assert list(frame.columns) == ["family", "check", "severity", "ma2023", "web2024", "all"]
    assert frame["family"].drop_duplicates().tolist() == [
        "citations",
        "citation support",
        "what statements rest on",
        "reference lists",
        "DOIs",
        "retractions",
        "documents",
        "codings",
    ]
    rows = frame.set_index("check")
    # Ma 2023 has a list, the web page has none; no file of retractions is there.
    assert rows.loc["dangling-citation", "ma2023"] == 1
    assert rows.loc["numbering-gap", ["ma2023", "all"]].tolist() == [0, 0]
    assert frame.loc[frame["check"] == "numbering-gap", "web2024"].isna().all()
    assert frame.loc[frame["check"] == "retracted-reference", ["ma2023", "web2024", "all"]].isna().all(axis=None)
    # What was found is shown, wherever it is.
    assert rows.loc["section-without-citations", "web2024"] == 1
    assert rows.loc["lost-character", ["ma2023", "web2024", "all"]].tolist() == [0, 0, 0]
    assert frame["all"].sum() == len(corpus.findings)
    # Nobody has coded anything.
    assert frame.loc[frame["check"] == "quote-not-found", ["ma2023", "web2024", "all"]].isna().all(axis=None)


def test_by_family_counts_what_names_no_source(corpus):
    lost = corpus.findings.iloc[[0]].assign(check="quote-not-found", severity="error", source_id="lee2020")
    tables = SimpleNamespace(**vars(corpus) | {"findings": pd.concat([corpus.findings, lost])})
    frame = summaries.summarize_findings_by_family(tables)
    assert frame.loc[frame["check"] == "quote-not-found", "all"].tolist() == [1]


def test_by_family_without_sources(empty):
    assert summaries.summarize_findings_by_family(empty)["all"].isna().sum() > 0


def test_every_finding_but_the_queue_is_listed(corpus):
    frame = summaries.summarize_other_findings(corpus)
    assert len(frame) == len(corpus.findings) - 1
    assert "citation-support-doubtful" not in set(frame["check"])
    assert frame["check"].iloc[0] == "dangling-citation"

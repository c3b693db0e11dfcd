"""The audit as a table and as findings."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review.checks.citation_support import audit
from evidence_review.errors import EvidenceError
from evidence_review.extract.concepts import built_in
from evidence_review.extract.support import THRESHOLD, Entry, Mention, Sentence, audit_document

ENTRIES = [
    "Fox A. Lithium and relapse of mania in young adults. Wood Science. 2001; 12(3):45-50.",
    "Hen B. Metformin and weight in type 2 diabetes. Farm Journal. 2003; 7(1):11-19.",
    "Cow C. Salbutamol inhalers in asthma of children. Grass Letters. 2010; 2(4):101-9.",
    "Owl D. Screening for cataract in rural communities. Eye Research. 2012; 31(2):77-84.",
]
SECTIONS = [
    ("1. Introduction", "Lithium prevented relapse of mania (1). Metformin lowers weight in diabetes (2)."),
    ("2. Lungs and eyes", "Inhalers of salbutamol help children with asthma (3). Asthma is treated with inhalers (4)."),
    ("3. Conclusions", "Cataract is found by screening in villages (4). This was a review of much (1,2)."),
]


@pytest.fixture
def small(make_corpus, article):
    return make_corpus({"a.txt": article(SECTIONS, ENTRIES, "Four ailments: a review")})


def test_one_row_per_marker_and_entry(small, five):
    for corpus in (small, five):
        cited = corpus.citations.dropna(subset=["reference_no"])
        key = ["source_id", "marker_no", "reference_no"]
        expected = cited[key].drop_duplicates().sort_values(key, ignore_index=True)
        pd.testing.assert_frame_equal(corpus.citation_support[key], expected)


def test_what_holds_of_every_row(small, five):
    for corpus in (small, five):
        rows = corpus.citation_support
        judged = rows[rows["is_assessable"]]
        assert judged["score"].between(0, 1).all()
        assert (
            rows[~rows["is_assessable"]][["score", "queue_no", "signals", "better_reference_no"]].isna().all(axis=None)
        )
        assert rows[~rows["is_assessable"]]["reason"].notna().all()
        queue = judged.sort_values("queue_no")
        assert queue["queue_no"].tolist() == list(range(1, len(judged) + 1))
        assert queue["score"].is_monotonic_decreasing
        for row in rows[rows["better_reference_no"].notna()].itertuples():
            of_source = corpus.references[corpus.references["source_id"] == row.source_id]
            assert row.better_reference_no in set(of_source["reference_no"])
            same = corpus.citations[
                (corpus.citations["source_id"] == row.source_id) & (corpus.citations["sentence_no"] == row.sentence_no)
            ]
            assert row.better_reference_no not in set(same["reference_no"].dropna())
            assert "better-entry" in row.signals.split(";")


def test_the_wrong_entry_comes_first(small):
    first = small.citation_support.sort_values("queue_no").iloc[0]
    assert (first["marker_no"], first["reference_no"], first["better_reference_no"]) == (4, 4, 3)
    assert first["sentence_concepts"] == "asthma"
    assert "cataract" in first["title_concepts"].split(";")


def test_the_finding(small):
    found = small.findings[small.findings["check"] == "citation-support-doubtful"]
    row = found.iloc[0]
    assert row["severity"] == "info"
    assert row["raw"] == "(4)"
    assert row["message"].startswith("entry 4 (Screening for cataract in rural communities): ")
    assert row["suggestion"] == "entry 3 (Salbutamol inhalers in asthma of children) fits these words better"
    assert len(found) == (small.citation_support["score"] >= THRESHOLD).sum()


def test_a_pair_that_a_reviewer_found_supported_is_no_finding(small):
    from dataclasses import replace

    from evidence_review.checks.citation_support import find_doubtful_support

    decided = small.citation_support.assign(verdict="supported")
    assert list(find_doubtful_support(replace(small, citation_support=decided))) == []
    partly = list(find_doubtful_support(replace(small, citation_support=decided.assign(verdict="partly"))))
    assert {one.verdict for one in partly} == {"partly"}
    assert len(partly) == (decided["score"] >= THRESHOLD).sum()


def test_the_order_of_the_sources_changes_nothing(five):
    from dataclasses import replace

    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in five.tables() if name == "citations"}
    turned["sources"] = five.sources.iloc[::-1].reset_index(drop=True)
    again = audit(replace(five, **turned))
    columns = [column for column in again.columns if column not in ("verdict", "reviewer", "verdict_note")]
    pd.testing.assert_frame_equal(again[columns], five.citation_support[columns])


def test_a_review_may_add_concepts(make_corpus, article):
    files = {
        "a.txt": article(SECTIONS, ENTRIES, "Four ailments: a review"),
        "review/concepts.toml": '[drug]\nwheezelin = ["inhalers"]\n',
    }
    rows = make_corpus(files).citation_support
    assert rows["sentence_concepts"].str.contains("wheezelin").sum() == 2


def test_wrong_concepts_of_a_review_are_refused(make_corpus, article):
    for content in ("[spice]\n", b"\xff\xfe"):
        with pytest.raises(EvidenceError, match=r"^seeds/review/concepts\.toml: "):
            make_corpus({"a.txt": article(SECTIONS, ENTRIES), "review/concepts.toml": content})


WORDS = st.sampled_from(
    [
        "lithium",
        "mania",
        "relapse",
        "mice",
        "patients",
        "the",
        "No effect of",
        "oral",
        "asthma",
        "[",
        "(",
        ".",
        "\u00e9",
        "Smith et al.",
        "x" * 50,
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=12), st.lists(TEXTS, min_size=1, max_size=6), st.data())
def test_any_document_is_audited(titles, texts, data):
    entries = [Entry(number, title, "Smith") for number, title in enumerate(titles, start=1)]
    sentences = [Sentence(number, text, 1 + number // 3, "mania") for number, text in enumerate(texts, start=1)]
    mentions = []
    for number in range(1, data.draw(st.integers(0, 8)) + 1):
        sentence = data.draw(st.sampled_from(sentences))
        start = data.draw(st.integers(0, len(sentence.text)))
        end = data.draw(st.integers(start, len(sentence.text)))
        cited = data.draw(st.lists(st.sampled_from(range(1, len(entries) + 1)), min_size=1, max_size=4, unique=True))
        mentions.append(Mention(number, sentence.number, start, end, tuple(cited)))
    judgments = audit_document(sentences, entries, mentions, built_in())
    pairs = sorted((mention.marker_no, number) for mention in mentions for number in mention.entries)
    assert sorted((one.marker_no, one.reference_no) for one in judgments) == pairs
    for one in judgments:
        assert one.score is None or 0 <= one.score <= 1
        assert one.better != one.reference_no
        assert (one.better > 0) == ("better-entry" in one.signals)
    assert judgments == audit_document(sentences, entries, mentions[::-1], built_in())

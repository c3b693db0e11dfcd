"""What holds for any folder of documents, however odd: tried on documents made from fragments."""

import itertools
import math
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review.build import build_corpus
from evidence_review.paths import Review
from evidence_review.text import fold
from evidence_review.vocabulary import PROSE_KINDS

HEADINGS = [
    "Abstract",
    "1. Introduction",
    "## Methods",
    "2.1. Effects on *receptors*",
    "Conclusions",
    "FUNDING",
    "Notes",
]
PROSE = [
    "The drug may reduce pain in patients (1,2). It did not help rats [3].",
    "Half-lives of 2 to 4 h were seen, e.g. in healthy volunteers.[4] See Fig. 2 for more.",
    "This was shown before (Fox 2001; Hen et al., 2003), and 0.5 mg/kg was given (22-26).",
    "S(+)-ketamine is twice as potent (5, 6-8), and\n\nthe racemate is not (9).",
    "a sentence that begins low and ends nowhere because a page",
    "***Corresponding author:** Ann Fox\n\nEmail: ann@example.org\n\nDOI: https://doi.org/10.5555/abc",
    "• Pain: less of it. • Sleep: more of it.",
    "Doses of 4 and 10 mg/kg were given to 20 rats for more than three weeks, and 1 to 2 microg/kg per minute to patients of 70 kg (3).",
    "Is it safe? Nobody knows.",
    "\u0647\u0630\u0627 \u0647\u0648 \u0627\u0644\u0646\u0635 \u0627\u0644\u062b\u0627\u0646\u064a.",
    "© 2024 The authors. This article is licensed under CC BY 4.0.",
    "Subscribe to our newsletter",
]
ENTRIES = [
    "1. Fox A. Foxes. Wood Sci. 2001; 12(3):45-50. doi: 10.5555/abc",
    "2. Hen B. Hens in winter, a long study. Farm Journal. 2003;7:11-9.",
    "2. Cow C. A number twice.",
    "- Owl D. Night vision. Eye Res. 2012.",
    "[7] Elk, E., & Ant, A. (2019). On elks. *Elk Letters*, 3(1), 1-9.",
    "1234. Far away.",
    "doi:",
]
ODD = [
    "\f",
    "\u00a0",
    "\u2028",
    "\r\n",
    "\r",
    "\x0b",
    "\x85",
    "\u200b",
    "\ufeff",
    "\u202e",
    "=1+1",
    "\U0001f98a",
    "|",
    "e\u0301",
]
FRAGMENT = st.one_of(
    st.sampled_from(HEADINGS),
    st.sampled_from(PROSE),
    st.sampled_from(PROSE),
    st.sampled_from(ODD),
    st.text(max_size=30),
)
SEPARATOR = st.sampled_from(["\n\n", "\n\n", "\n", " ", "\n\f\n", "\r\n\r\n", ""])
TOPIC = "title: Pain\nquestions:\n  - {id: less, text: Is pain less?}\nterms: [pain, 'potent*', drug]\n"


@st.composite
def documents(draw):
    """Return a document: fragments, and often a list of references behind them."""
    text = "".join(draw(FRAGMENT) + draw(SEPARATOR) for _ in range(draw(st.integers(0, 14))))
    if draw(st.booleans()):
        text += "\n\nReferences\n\n" + "\n".join(draw(st.lists(st.sampled_from(ENTRIES), max_size=8)))
    return text.encode("utf-8", "surrogatepass") if draw(st.booleans()) else text.encode("utf-8", "replace")


def check_spans(corpus):
    for name, frame in corpus.tables():
        if {"start", "end", "raw"} <= set(frame.columns):
            for row in frame[frame["start"].notna()].itertuples():
                assert corpus.texts[row.source_id][row.start : row.end] == row.raw, (name, row)
    for row in corpus.sections.itertuples():
        assert 0 <= row.start <= row.end <= len(corpus.texts[row.source_id])


def check_keys(corpus):
    from evidence_review.schema import TABLES

    for name, frame in corpus.tables():
        keys = list(frame[TABLES[name].key].itertuples(index=False, name=None))
        assert keys == sorted(set(keys)), name
    for column, keys in (("sentences", "sentence_no"), ("sections", "section_no"), ("citations", "citation_no")):
        for _, own in getattr(corpus, column).groupby("source_id"):
            assert own[keys].tolist() == list(range(1, len(own) + 1))


def check_sentences(corpus):
    for row in corpus.sentences.itertuples():
        parts = [tuple(map(int, part.split("-"))) for part in row.parts.split(";")]
        assert parts[0][0] == row.start
        assert parts[-1][1] == row.end
        assert all(low < high for low, high in parts)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(parts))
        assert "".join(fold(corpus.texts[row.source_id], parts).text.split()) == "".join(row.text.split())
        assert row.text == " ".join(row.text.split())


def check_statements(corpus):
    sentences = corpus.sentences.set_index(["source_id", "sentence_no"])
    kinds = corpus.sections.set_index(["source_id", "section_no"])["kind"]
    assert not corpus.statements.duplicated(["source_id", "start", "end", "topic"]).any()
    for row in corpus.statements[corpus.statements["origin"] == "machine"].itertuples():
        sentence = sentences.loc[(row.source_id, row.sentence_no)]
        assert (sentence["start"], sentence["end"], sentence["text"]) == (row.start, row.end, row.text)
        assert kinds[(row.source_id, sentence["section_no"])] in PROSE_KINDS
        assert not sentence["is_boilerplate"]
    # A reviewer's statement is what the reviewer quotes, and begins in its sentence.
    for row in corpus.statements[corpus.statements["origin"] == "reviewer"].itertuples():
        sentence = sentences.loc[(row.source_id, row.sentence_no)]
        assert sentence["start"] <= row.start < sentence["end"]
    assert len(corpus.codings) == corpus.codings["line_no"].nunique()
    assert (corpus.statements["origin"] == "reviewer").sum() == (corpus.codings["status"] == "used").sum()


def check_citations(corpus):
    sentences = corpus.sentences.set_index(["source_id", "sentence_no"])
    listed = set(zip(corpus.references["source_id"], corpus.references["reference_no"], strict=True))
    for row in corpus.citations.itertuples():
        sentence = sentences.loc[(row.source_id, row.sentence_no)]
        assert sentence["start"] <= row.start < row.end <= sentence["end"], row
        if row.status == "resolved":
            assert (row.source_id, row.reference_no) in listed
        else:
            assert pd.isna(row.reference_no)
            assert isinstance(row.unresolved, str)
    for row in corpus.sources[corpus.sources["status"].isin(["ok", "partial"])].itertuples():
        assert row.n_references == (corpus.references["source_id"] == row.source_id).sum()
        assert row.n_citations == (corpus.citations["source_id"] == row.source_id).sum()


def check_quantities(corpus):
    sentences = corpus.sentences.set_index(["source_id", "sentence_no"])
    for row in corpus.quantities.itertuples():
        sentence = sentences.loc[(row.source_id, row.sentence_no)]
        assert sentence["start"] <= row.start < row.end <= sentence["end"], row
        for low, high in ((row.low, row.high), (row.canonical_low, row.canonical_high)):
            ends = [end for end in (low, high) if not pd.isna(end)]
            assert all(map(math.isfinite, ends)), row
            assert ends == sorted(ends), row


def check_all(corpus):
    for check in (check_spans, check_keys, check_sentences, check_statements, check_citations, check_quantities):
        check(corpus)


def test_the_five_documents(five):
    check_all(five)


def build_folder(contents):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "review" / "topics").mkdir(parents=True)
        (folder / "review" / "topics" / "pain.yml").write_text(TOPIC)
        for number, content in enumerate(contents):
            (folder / f"{number}.txt").write_bytes(content)
        return build_corpus(Review(folder, folder / "outputs"))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(documents(), min_size=1, max_size=3))
def test_any_folder(contents):
    corpus = build_folder(contents)
    assert len(corpus.sources) == len(contents)
    failed = corpus.sources[corpus.sources["reason"].str.contains("reader failed").eq(True)]
    assert failed.empty, failed["reason"].tolist()
    check_all(corpus)


@pytest.mark.parametrize("odd", ODD)
def test_odd_characters_in_an_article(odd):
    entries = "\n".join(
        f"{number}. Fox A. Foxes{odd}in woods. Wood Sci. 2001; 12(3):4{number}-50." for number in (1, 2, 3)
    )
    words = f"The drug{odd}may reduce{odd}pain (1{odd},2).{odd}It did not help rats (3)."
    text = (
        f"A title{odd}of foxes: a review\n\n1. Introduction\n\n{words} {words}\n\n{words}\n\nReferences\n\n{entries}\n"
    )
    corpus = build_folder([text.encode()])
    assert corpus.sources["status"].isin(["ok", "partial"]).all()
    check_all(corpus)
    assert len(corpus.references) >= 1

"""Where the characters of a source lie: they add up, and what no row holds is named."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review import summaries
from evidence_review.summaries.coverage import PLACES, cover

TEXT = """Foxes in winter

Ann Fox

Abstract

Foxes rest.

1. Introduction

Foxes of all woods were seen to rest in the winter of the year [1].

- Some rest by day.

© 2024 The authors.

References

- 1. Hen B. Hens. Farm J. 2003;7:11-19.
- 2. Elk C. Elks. Farm J. 2004;8:21-29.
- 3. Owl D. Owls. Farm J. 2005;9:31-39.
"""


def shown(text):
    """Count what a reader sees."""
    return sum(not one.isspace() and unicodedata.category(one) not in ("Cc", "Cf") for one in text)


def places(frame):
    return dict(zip(frame["place"], frame["characters"], strict=True))


def test_every_character_has_its_place(make_corpus):
    found = places(summaries.summarize_characters(make_corpus({"fox.txt": TEXT})))
    assert found == {
        "line": 13 + 6,  # the title, the author
        "heading": 8 + 14 + 10,
        "prose": 10 + 53,
        "list-item": 14,
        "boilerplate": 5 + 3 + 8,
        "reference entry": 3 * 29,
        "entry label": 3 * 3,  # bullet, number, stop
        "bullets and marks": 1,
    }


def test_words_between_a_heading_and_its_list_are_named_when_no_row_holds_them(make_corpus):
    # The table is what matters, however well a reader does: without the sentence's row its words lie nowhere.
    corpus = make_corpus({"fox.txt": TEXT})
    kept = corpus.sentences[~corpus.sentences["text"].str.startswith("Some rest")]
    without = type(corpus)(**{**vars(corpus), "sentences": kept})
    (coverage,) = cover(without).values()
    assert [TEXT[start:end] for start, end in coverage.nowhere] == ["- Some rest by day."]
    assert coverage.characters["in no row"] == 15
    assert coverage.characters.total() == shown(TEXT)


def test_a_second_language_is_a_place_of_its_own(make_corpus):
    corpus = make_corpus({"fox.txt": TEXT})
    corpus.sentences.loc[corpus.sentences["text"] == "Foxes rest.", "language"] = "de"
    assert places(summaries.summarize_characters(corpus))["other language"] == 10


def test_a_rejected_file_has_no_characters(make_corpus):
    assert summaries.summarize_characters(make_corpus({"a.txt": b""})).empty


PIECES = [
    "Abstract", "# References", "References", "Introduction", "**Bold**", "2.1. Of foxes", "- ", "• item of a list", "| a | b |", "a\tb",
    "Figure 1. A fox.", "1. Fox A. Foxes. Wood Sci. 2001;1:2-3.", "2. Hen B. Hens. Wood Sci. 2002;1:2-3.", "3. Owl C. Owls. Wood Sci. 2003;1:2-3.",
    "Foxes of all woods were seen to rest in the winter of the year [1,2].", "Die Füchse schlafen im Winter, und sie haben keine Schmerzen.",
    "© 2024 The authors.", "هذا هو النص الثاني.", "lost \ufffd letter", "\u202e", "\u200b", "\u2028", "=1+1", "***", "a", "cut by a page at the", "\x07",
]  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=16),
    st.sampled_from(["\n\n", "\n", "\r\n"]),
)
def test_any_document_adds_up(tmp_path_factory, pieces, separator):
    from evidence_review.build import build_corpus
    from evidence_review.paths import Review

    folder = tmp_path_factory.mktemp("any")
    (folder / "a.txt").write_bytes(separator.join(pieces).encode("utf-8", "replace"))
    corpus = build_corpus(Review(folder, folder / "outputs"))
    for source_id, text in corpus.texts.items():
        frame = summaries.summarize_characters(corpus)
        assert frame["characters"].sum() == shown(text)
        report = summaries.summarize_parse(corpus)
        in_report = report[(report["source"] == source_id) & (report["aspect"] == "characters")]
        assert {row.what: row.n for row in in_report.itertuples() if row.n} == places(frame)
        assert set(in_report["what"]) <= set(PLACES)
        # What is shown as a sample stands where the row says.
        for row in report[report["start"].notna()].itertuples():
            said = "".join(row.sample.removesuffix("…").split())
            assert "".join(text[row.start :].split()).startswith(said), row
    assert all(len(line) <= 100 for line in summaries.format_parse(corpus).splitlines())


@pytest.mark.parametrize("which", ["thanoon2024", "ma2023", "spitaleri2025", "icliniq2024"])
def test_nothing_of_the_bundled_documents_lies_in_no_row(five, which):
    assert cover(five)[which].nowhere == []

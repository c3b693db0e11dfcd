"""Quotes are found by their words: whole words, across line ends and page breaks, first where the text runs."""

from collections.abc import Callable

import pytest

from evidence_review.coding.anchoring import Anchors
from evidence_review.corpus import Corpus

TEXT = """Foxes in winter: a review

Ann Fox, Bob Hen

Abstract: Foxes sleep in the woods. The pain-free period was 2.5 h at 10.5 mg/kg.

1. Introduction

Figure 1. Foxes and their dens in the north of the country.

Foxes and their dens in the north of the country are few. The effect was
   in\u00adeffective, that is, of no use in low-
dose groups (1). Nobody has seen more (1). Nobody has seen more (1).

2. Treatment of foxes

The treat-
ment of \ufb01ne foxes was tried at the farm and it ended with a

PAGE 7

complete recovery of all of them (1). Treatment is dear and low-dose is rare.

References

1. Fox A. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50.
"""


@pytest.fixture
def anchors(make_corpus: Callable[..., Corpus]) -> Anchors:
    return Anchors(make_corpus({"a.txt": TEXT, "b.txt": TEXT.replace("Foxes", "Bears").replace("fine", "wild")}))


def raw(anchors: Anchors, quote: str, source: str = "a.txt") -> str | None:
    source_id = anchors.find_source(source)
    assert source_id
    place = anchors.find_place(source_id, quote)
    assert place is None or TEXT[place.start : place.end] == place.raw or source != "a.txt"
    return place and place.raw


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Foxes sleep in the woods.", "Foxes sleep in the woods."),
        ("Foxes  sleep\n in the\u00a0woods", "Foxes sleep in the woods"),
        # as people read it, and as the file has it
        ("The treatment of fine foxes", "The treat-\nment of \ufb01ne foxes"),
        ("The treat-\nment of \ufb01ne foxes", "The treat-\nment of \ufb01ne foxes"),
        ("of no use in low-dose groups (1)", "of no use in low-\ndose groups (1)"),
        ("of no use in low-\ndose groups (1)", "of no use in low-\ndose groups (1)"),
        # two sentences, and two paragraphs with a heading between them
        ("groups (1). Nobody has seen more (1).", "groups (1). Nobody has seen more (1)."),
        (
            "more (1). Nobody has seen more (1). 2. Treatment of foxes",
            "more (1). Nobody has seen more (1).\n\n2. Treatment of foxes",
        ),
        # numbers, compounds and words are whole
        ("10.5 mg/kg", "10.5 mg/kg"),
        ("pain-free period was 2.5 h", "pain-free period was 2.5 h"),
        ("effective, that is", None),
        ("5 mg/kg", None),
        ("period was 2", None),
        ("free period", None),
        ("The pain", None),
        ("sleep in the wood", None),
        # nothing but white space is passed over
        ("foxes sleep in the woods.", None),
        ("Foxes sleep in woods", None),
        ("\u200b", None),
    ],
)
def test_a_quote_is_found_as_it_stands(quote: str, found: str | None, anchors: Anchors) -> None:
    assert raw(anchors, quote) == found


def test_words_on_both_sides_of_a_page_break(anchors: Anchors) -> None:
    found = raw(anchors, "it ended with a complete recovery of all of them (1)")
    assert found == "it ended with a\n\nPAGE 7\n\ncomplete recovery of all of them (1)"


def test_running_text_comes_before_a_caption(anchors: Anchors) -> None:
    place = anchors.find_place(anchors.find_source("a.txt") or "", "Foxes and their dens in the north of the country")
    assert place
    assert place.start == TEXT.index("Foxes and their dens", TEXT.index("Figure 1") + 20)


def test_the_first_of_several_places(anchors: Anchors) -> None:
    place = anchors.find_place(anchors.find_source("a.txt") or "", "Nobody has seen more (1).")
    assert place
    assert place.start == TEXT.index("Nobody")


def test_a_heading_and_an_entry_are_in_no_sentence(anchors: Anchors) -> None:
    source_id = anchors.find_source("a.txt") or ""
    for quote in ("2. Treatment of foxes", "Foxes of the northern woods and their sleep."):
        place = anchors.find_place(source_id, quote)
        assert place
        assert place.sentences == ()
    place = anchors.find_place(source_id, "dear and low-dose is rare.")
    assert place
    assert len(place.sentences) == 1


def test_sources_are_known_by_file_and_id(anchors: Anchors) -> None:
    source_id = anchors.find_source("a.txt")
    assert source_id
    assert anchors.find_source(source_id) == source_id
    assert anchors.find_source("c.txt") is None


def test_the_sources_that_hold_a_quote(anchors: Anchors) -> None:
    a, b = anchors.find_source("a.txt"), anchors.find_source("b.txt")
    assert anchors.find_holders("Bears sleep in the woods") == [b]
    assert sorted(anchors.find_holders("Nobody has seen more")) == sorted([str(a), str(b)])
    assert anchors.find_holders("Nobody has seen less") == []


def test_the_nearest_sentence_is_a_help(anchors: Anchors) -> None:
    source_id = anchors.find_source("a.txt") or ""
    nearest = anchors.find_nearest(source_id, "Foxes and there dens in the north of the country are few")
    assert nearest
    assert nearest[1] == "Foxes and their dens in the north of the country are few."
    assert anchors.find_nearest(source_id, "Wolves howl at a distant moon") is None


def test_every_sentence_of_the_five_documents_finds_itself(five: Corpus) -> None:
    anchors = Anchors(five)
    for row in five.sentences.itertuples():
        read, printed = (anchors.find_place(str(row.source_id), str(quote)) for quote in (row.text, row.raw))
        assert read
        assert printed
        assert read.text == row.text
        assert printed.start == read.start
        assert five.texts[str(row.source_id)][read.start : read.end] == read.raw
        # Nine are said twice: a short line that a sentence of the text holds, or words of the abstract.
        assert (read.raw == row.raw) or read.start != row.start

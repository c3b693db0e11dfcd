"""Folding. Expected values were worked out by hand; the properties hold for any text."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.text import fold, normalize, visible

NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202e\u2060\u2066\ufeff\0\x08\x1b\x7f\x9f"
# Written otherwise than it reads: ligature, full-width digit, letter of a formula, accents that stand apart.
VARIANTS = {
    "\ufb01": "fi",
    "\ufb04": "ffl",
    "\uff15": "5",
    "\U0001d45b": "n",
    "e\u0301": "\u00e9",
    "a\u0302\u0301": "\u1ea5",
}


@pytest.mark.parametrize(
    ("source", "parts", "expected"),
    [
        pytest.param("a  b\r\n\u2028c", [(0, 8)], "a b c", id="white space of any kind is one space"),
        pytest.param("  a  ", [(0, 5)], "a", id="none at the ends"),
        pytest.param("5\u202fmg\u00a0IV", [(0, 7)], "5 mg IV", id="no-break spaces"),
        pytest.param("keta\u200bmine", [(0, 9)], "ketamine", id="zero-width space vanishes"),
        pytest.param("keta\u00admine", [(0, 9)], "ketamine", id="soft hyphen vanishes"),
        pytest.param("keta\0mine \x08x", [(0, 12)], "ketamine x", id="control characters vanish"),
        pytest.param("he \u202ewent\u202c home", [(0, 14)], "he went home", id="marks of direction vanish"),
        pytest.param("e\ufb00ect and \ufb01nal", [(0, 14)], "effect and final", id="ligatures are their letters"),
        pytest.param("\uff11\uff10 mg \uff08\uff13\uff09", [(0, 9)], "10 mg (3)", id="full-width forms are ASCII"),
        pytest.param("\U0001d45b = 12", [(0, 6)], "n = 12", id="letters of formulas are letters"),
        pytest.param("Mu\u0308ller", [(0, 7)], "M\u00fcller", id="an accent that stands apart joins its letter"),
        pytest.param("pain\u00b9\u00b2 x\u2075", [(0, 9)], "pain\u00b9\u00b2 x\u2075", id="superscripts cite and stay"),
        pytest.param("x\u0302 \u0301", [(0, 4)], "x\u0302 \u0301", id="an accent without a form of its own stays"),
        pytest.param(
            "z\u0301\u0301\u0301\u0301", [(0, 5)], "z\u0301\u0301\u0301\u0301", id="nor does a heap of accents"
        ),
        pytest.param("lo\u00adw- PAGE dose", [(0, 5), (11, 15)], "low-dose", id="a mark before the hyphen"),
        pytest.param("low- PAGE \ufb01re", [(0, 4), (10, 13)], "low-fire", id="a word cut before a ligature"),
        pytest.param("a \u200b b", [(0, 5)], "a b", id="zero-width between spaces"),
        pytest.param("one PAGE two", [(0, 3), (9, 12)], "one two", id="a space between parts"),
        pytest.param("low- PAGE dose", [(0, 4), (10, 14)], "low-dose", id="a word cut at its hyphen"),
        pytest.param("low\u2010 PAGE dose", [(0, 4), (10, 14)], "low\u2010dose", id="a word cut at a Unicode hyphen"),
        pytest.param("low-\u200b PAGE dose", [(0, 5), (11, 15)], "low-dose", id="a mark after the hyphen"),
        pytest.param("3- PAGE dose", [(0, 2), (8, 12)], "3- dose", id="no word before the hyphen"),
        pytest.param("anti- PAGE NMDA", [(0, 5), (11, 15)], "anti- NMDA", id="a capital begins another word"),
        pytest.param("treat-\nment", [(0, 11)], "treatment", id="a hyphen of a line's end"),
        pytest.param("treat\u00ad\r\nment", [(0, 13)], "treatment", id="a soft hyphen at a line's end"),
        pytest.param(
            "low dose, low-\ndose", [(0, 19)], "low dose, low-dose", id="two words of the text keep their hyphen"
        ),
        pytest.param("in-vivo in-\nvivo", [(0, 16)], "in-vivo in-vivo", id="a compound of the text keeps its hyphen"),
        pytest.param("anti-\nbody", [(0, 10)], "anti-body", id="after a prefix nothing is sure"),
        pytest.param("antibody anti-\nbody", [(0, 19)], "antibody antibody", id="the text's own word is sure"),
        pytest.param(
            "pre-\nand post-treatment", [(0, 23)], "pre- and post-treatment", id="a hyphen that waits for another word"
        ),
        pytest.param("state-of-\nthe-art", [(0, 17)], "state-of-the-art", id="a chain of words"),
        pytest.param("NMDA-\nReceptor", [(0, 14)], "NMDA- Receptor", id="a capital behind the end of a line"),
        pytest.param("5-\nfold", [(0, 7)], "5-fold", id="a number before the hyphen"),
        pytest.param("low- dose", [(0, 9)], "low- dose", id="within a line a hyphen stays as it stands"),
        pytest.param("ab", [(0, 1), (1, 1), (1, 2)], "a b", id="an empty part"),
        pytest.param("abc", [], "", id="no part"),
        pytest.param(" \n ", [(0, 3)], "", id="nothing but white space"),
    ],
)
def test_fold(source: str, parts: list[tuple[int, int]], expected: str) -> None:
    assert fold(source, parts).text == expected


def test_origin_and_span() -> None:
    #         0123456789
    source = "ab  c\n[9] d"
    folded = fold(source, [(0, 5), (10, 11)])
    assert folded.text == "ab c d"
    assert [folded.origin(position) for position in (0, 1, 3, 5)] == [0, 1, 4, 10]
    assert folded.span(0, 4) == (0, 5)
    # A span across the gap holds what stands in between: raw is the source to the letter.
    assert folded.span(3, 6) == (4, 11)
    assert source[slice(*folded.span(3, 6))] == "c\n[9] d"


@pytest.mark.parametrize(
    ("source", "words", "span"),
    [
        pytest.param("the \ufb01nal word", "final", (4, 8), id="from a ligature"),
        pytest.param("the sti\ufb00 word", "stiff", (4, 8), id="to a ligature"),
        pytest.param("at cafe\u0301 now", "caf\u00e9", (3, 8), id="with the accent at the end"),
        pytest.param("re\u00adduce it", "reduce", (0, 7), id="over a soft hyphen"),
        pytest.param("keta\0mine", "ketamine", (0, 9), id="over a NUL"),
    ],
)
def test_a_span_holds_what_was_folded(source: str, words: str, span: tuple[int, int]) -> None:
    folded = fold(source, [(0, len(source))])
    start = folded.text.index(words)
    assert folded.span(start, start + len(words)) == span


PIECES = st.one_of(
    st.characters(),
    st.sampled_from([*"aB-\u2010 \n\u00a0\u2028\u0301", *NO_WIDTH, *VARIANTS]),
    st.characters(categories=["Cs"]),
)


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = "".join(draw(st.lists(PIECES)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


def plain(text: str) -> str:
    """Return what two texts that read the same share, without any white space."""
    kept = "".join(
        one for one in text if not one.isspace() and one not in NO_WIDTH and unicodedata.category(one) != "Cc"
    )
    return unicodedata.normalize("NFKD", kept)


@given(cut_texts())
def test_every_character_knows_its_origin(cut: tuple[str, list[tuple[int, int]]]) -> None:
    source, parts = cut
    folded = fold(source, parts)
    places = [folded.span(position, position + 1) for position, one in enumerate(folded.text) if one != " "]
    # In order; characters of one ligature share a place.
    assert places == sorted(places)
    for (_, end), (start, _) in itertools.pairwise(places):
        assert end <= start or (start, end) in places
    # None lost, none invented.
    for place in dict.fromkeys(places):
        own = "".join(one for one, other in zip(folded.text.replace(" ", ""), places, strict=True) if other == place)
        assert plain(source[slice(*place)]) == plain(own)
    unseen = set("".join(source[start:end] for start, end in parts)) - {
        one for place in places for one in source[slice(*place)]
    }
    assert not plain("".join(unseen))
    assert folded.text == " ".join(folded.text.split())


@given(cut_texts())
def test_a_span_holds_its_words(cut: tuple[str, list[tuple[int, int]]]) -> None:
    source, parts = cut
    folded = fold(source, parts)
    for start in (0, len(folded.text) // 2):
        if folded.text and folded.text[start] != " ":
            first, last = folded.span(start, len(folded.text))
            # The middle of the text may be the middle of a ligature, which lies in the span as a whole.
            assert plain(folded.text[start]) in plain(source[first : first + 4])
            assert plain(source[first:last])[-1:] == plain(folded.text[-1])[-1:]


@given(st.lists(st.sampled_from([*"ab -\n", *VARIANTS.values()])).map("".join))
def test_the_usual_form_stays_as_it_stands(text: str) -> None:
    # Hyphens aside, which may end a line inside a word.
    folded = fold(text, [(0, len(text))]).text
    assert folded.replace("-", "").replace(" ", "") == "".join(text.split()).replace("-", "")
    if "-\n" not in text.replace(" ", ""):
        assert folded == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ketamine.", "ketamine"),
        ("Peri-operative  *Ketamine*: a review.", "peri operative ketamine a review"),
        ("(2R,6R)-HNK", "2r 6r hnk"),
        ("Müller", "müller"),
        ("Mu\u0308ller", "müller"),
        ("Keta\u00admine bene\ufb01ts", "ketamine benefits"),
        ("STRASSE Straße", "strasse strasse"),
        ("_ - _", ""),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected


@given(st.text())
def test_normalize_twice_is_once(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize("character", "\x00\x1b\x85\u200f\u202e\u2066\ud800\uffff")
def test_what_a_line_cannot_show_is_named(character: str) -> None:
    assert visible(f"a{character}b") == f"a[U+{ord(character):04X}]b"


def test_what_a_line_can_show_stays() -> None:
    assert visible("a\tb\nc \u05d0 \u00e9 \U0001f600 [U+202E]") == "a\tb\nc \u05d0 \u00e9 \U0001f600 [U+202E]"

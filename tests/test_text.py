"""Decoding and folding. Expected values were worked out by hand; the properties hold for any text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.errors import UnreadableSource
from evidence_review.text import Decoded, decode, fold, normalize

NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"plain", Decoded("plain", "utf-8"), id="ascii"),
        pytest.param("5 µg – 3 h".encode(), Decoded("5 µg – 3 h", "utf-8"), id="utf-8"),
        pytest.param(b"\xef\xbb\xbfplain", Decoded("plain", "utf-8"), id="byte order mark is dropped"),
        pytest.param("a\ufeffb".encode(), Decoded("a\ufeffb", "utf-8"), id="the same mark inside the text stays"),
        pytest.param(b"a\r\nb\rc\n", Decoded("a\r\nb\rc\n", "utf-8"), id="newlines are not translated"),
        pytest.param("a\u2028b\x0bc\x85d".encode(), Decoded("a\u2028b\x0bc\x85d", "utf-8"), id="rare line ends stay"),
        pytest.param(b"\xff\xfea\0\xe9\0", Decoded("aé", "utf-16"), id="utf-16 little end"),
        pytest.param(b"\xfe\xff\0a\0\xe9", Decoded("aé", "utf-16"), id="utf-16 big end"),
        pytest.param(
            b"caf\xe9 \x96 5", Decoded("café – 5", "windows-1252", is_guessed=True), id="windows-1252 is a guess"
        ),
        # 0x81 means nothing in Windows-1252.
        pytest.param(b"caf\xe9 \x81", Decoded("café \x81", "latin-1", is_guessed=True), id="latin-1 is a guess"),
        pytest.param(
            b'<?xml encoding="ISO-8859-15"?>\xa4',
            Decoded('<?xml encoding="ISO-8859-15"?>€', "iso-8859-15"),
            id="a declared encoding is believed",
        ),
        pytest.param(
            b"<meta charset=utf-16>\xe9",
            Decoded("<meta charset=utf-16>é", "windows-1252", is_guessed=True),
            id="not if untrue",
        ),
        pytest.param(
            b"charset=unicode_escape \\u0041\xe9",
            Decoded("charset=unicode_escape \\u0041é", "windows-1252", is_guessed=True),
            id="a codec that alters ASCII is no encoding",
        ),
        pytest.param(
            b"charset=klingon \xe9",
            Decoded("charset=klingon é", "windows-1252", is_guessed=True),
            id="unknown declaration",
        ),
    ],
)
def test_decode(data: bytes, expected: Decoded) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="no byte"),
        pytest.param(b"\xef\xbb\xbf \r\n\t", "empty", id="white space only"),
        pytest.param(b"\xff\xfe", "empty", id="a utf-16 mark only"),
        pytest.param(b"\xff\xfe \0\n\0", "empty", id="white space in utf-16"),
        pytest.param(b"%PDF-1.7\n", "a PDF", id="pdf"),
        pytest.param(b"PK\x03\x04....", "a zip archive", id="docx"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a PNG image", id="png"),
        pytest.param(b"text\0text", "binary", id="a NUL"),
        pytest.param(b"\x01\x02\x03 abc" * 30, "binary", id="control characters"),
        pytest.param(b"\xff\xfea", "breaks at byte 2", id="half a utf-16 character"),
        pytest.param("abc".encode("utf-32"), "NUL", id="utf-32 begins like utf-16"),
    ],
)
def test_decode_refuses(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        decode(data)


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_decode_keeps_every_character(text: str) -> None:
    data = text.encode("utf-8")
    if data.startswith(codecs.BOM_UTF8):
        return
    try:
        decoded = decode(data)
    except UnreadableSource:
        assert not text.strip() or any(character < " " for character in text) or text.startswith(("%PDF", "GIF8"))
    else:
        assert decoded == Decoded(text, "utf-8")


@given(st.text(alphabet="a \r\n\x0b\x0c\x85\u2028\u2029", min_size=1).map(lambda text: "x" + text))
def test_decode_never_translates_newlines(text: str) -> None:
    assert decode(text.encode()).text == text
    assert decode(text.encode("utf-16")).text == text


@pytest.mark.parametrize(
    ("source", "parts", "expected"),
    [
        pytest.param("a  b\r\n\u2028c", [(0, 8)], "a b c", id="white space of any kind is one space"),
        pytest.param("  a  ", [(0, 5)], "a", id="none at the ends"),
        pytest.param("5\u202fmg\u00a0IV", [(0, 7)], "5 mg IV", id="no-break spaces"),
        pytest.param("keta\u200bmine", [(0, 9)], "ketamine", id="zero-width space vanishes"),
        pytest.param("keta\u00admine", [(0, 9)], "ketamine", id="soft hyphen vanishes"),
        pytest.param("a \u200b b", [(0, 5)], "a b", id="zero-width between spaces"),
        pytest.param("one PAGE two", [(0, 3), (9, 12)], "one two", id="a space between parts"),
        pytest.param("low- PAGE dose", [(0, 4), (10, 14)], "low-dose", id="a word cut at its hyphen"),
        pytest.param("low\u2010 PAGE dose", [(0, 4), (10, 14)], "low\u2010dose", id="a word cut at a Unicode hyphen"),
        pytest.param("low-\u200b PAGE dose", [(0, 5), (11, 15)], "low-dose", id="a mark after the hyphen"),
        pytest.param("3- PAGE dose", [(0, 2), (8, 12)], "3- dose", id="no word before the hyphen"),
        pytest.param("anti- PAGE NMDA", [(0, 5), (11, 15)], "anti- NMDA", id="a capital begins another word"),
        pytest.param("low-\ndose", [(0, 9)], "low- dose", id="within a part a hyphen stays as it stands"),
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


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aB-\u2010 \n\u00a0\u2028" + NO_WIDTH))))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(cut_texts())
def test_every_character_knows_its_origin(cut: tuple[str, list[tuple[int, int]]]) -> None:
    source, parts = cut
    folded = fold(source, parts)
    seen = [folded.origin(position) for position, character in enumerate(folded.text) if character != " "]
    kept = [
        offset
        for start, end in parts
        for offset in range(start, end)
        if not source[offset].isspace() and source[offset] not in NO_WIDTH
    ]
    # In order, none lost, none invented.
    assert seen == kept
    assert "".join(source[offset] for offset in seen) == folded.text.replace(" ", "")
    assert folded.text == " ".join(folded.text.split())


@given(cut_texts())
def test_a_span_holds_its_words(cut: tuple[str, list[tuple[int, int]]]) -> None:
    source, parts = cut
    folded = fold(source, parts)
    for start in (0, len(folded.text) // 2):
        if folded.text and folded.text[start] != " ":
            first, last = folded.span(start, len(folded.text))
            assert source[first] == folded.text[start]
            assert source[last - 1] == folded.text[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ketamine.", "ketamine"),
        ("Peri-operative  *Ketamine*: a review.", "peri operative ketamine a review"),
        ("(2R,6R)-HNK", "2r 6r hnk"),
        ("Müller", "müller"),
        ("STRASSE Straße", "strasse strasse"),
        ("_ - _", ""),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected


@given(st.text())
def test_normalize_twice_is_once(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)

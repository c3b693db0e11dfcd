"""Decoding. Expected values were worked out by hand; the properties hold for any text and any bytes.

The sentences were written for these tests.
"""

import bz2
import codecs
import gzip
import io
import lzma
import pickle
import random
import sqlite3
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.decoding import Decoded, decode
from evidence_review.errors import UnreadableSource

ENGLISH = "Foxes are small animals that live in woods and in gardens, and people have told stories about them.\n"
ARABIC = "كان الثعلب يعيش في الغابة مع أصدقائه الصغار ولا يعرف أحد كم مرة حدث ذلك في الشتاء.\n"
RUSSIAN = "Лисица живёт в лесу и часто видит сны, но никто не знает, как часто это случается зимой.\n"
GREEK = "Η αλεπού ζει στο δάσος και βλέπει όνειρα, αλλά κανείς δεν ξέρει πόσο συχνά συμβαίνει αυτό.\n"
HEBREW = "השועל חי ביער וחולם חלומות רבים, אבל איש אינו יודע כמה פעמים זה קורה בחורף הקר.\n"
SIMPLIFIED = "狐狸住在森林里，常常做梦，但是没有人知道冬天会发生多少次这样的事情。\n"
TRADITIONAL = "狐狸住在森林裡，常常做夢，但是沒有人知道冬天會發生多少次這樣的事情。\n"
JAPANESE = "狐は森に住んでいて、よく夢を見るが、冬にどれくらい起こるかは誰も知らない。\n"
KOREAN = "여우는 숲에서 살고 자주 꿈을 꾸지만 겨울에 얼마나 자주 그러는지는 아무도 모른다.\n"
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, a nikdo neví, jak často se to v zimě stává.\n"
POLISH = (
    "Lisy żyją w lesie i często śnią, lecz nikt nie wie, jak często się to zdarza w zimie, gdyż jest mróz i śnieg.\n"
)
FRENCH = (
    "Le renard vit dans la forêt ; il rêve souvent, mais personne n’a jamais compté où ni à quel âge cela s’arrête.\n"
)
GERMAN = "Der Fuchs lebt im Wald und träumt häufig, doch niemand weiß, wie oft das im Winter „wirklich“ geschieht.\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"plain", Decoded("plain", "utf-8"), id="ascii"),
        pytest.param("5 µg – 3 h".encode(), Decoded("5 µg – 3 h", "utf-8"), id="utf-8"),
        pytest.param(b"\xef\xbb\xbfplain", Decoded("plain", "utf-8"), id="byte order mark is dropped"),
        pytest.param(b"\xef\xbb\xbf" * 2 + b"plain", Decoded("plain", "utf-8"), id="also a second one"),
        pytest.param("a\ufeffb".encode(), Decoded("a\ufeffb", "utf-8"), id="the same mark inside the text stays"),
        pytest.param(b"a\r\nb\rc\n", Decoded("a\r\nb\rc\n", "utf-8"), id="newlines are not translated"),
        pytest.param("a\u2028b\x0bc\x85d".encode(), Decoded("a\u2028b\x0bc\x85d", "utf-8"), id="rare line ends stay"),
        pytest.param(ENGLISH.encode() + b"a\0b", Decoded(ENGLISH + "a\0b", "utf-8"), id="a single NUL stays"),
        pytest.param(b"\xff\xfea\0\xe9\0", Decoded("aé", "utf-16"), id="utf-16 little end"),
        pytest.param(b"\xfe\xff\0a\0\xe9", Decoded("aé", "utf-16"), id="utf-16 big end"),
        pytest.param(b"\xff\xfe\0\0a\0\0\0", Decoded("a", "utf-32"), id="utf-32 begins like utf-16"),
        pytest.param(b"\0\0\xfe\xff\0\0\0a", Decoded("a", "utf-32"), id="utf-32 big end"),
        pytest.param(b"\xff\xfea\0b", Decoded("a\ufffd", "utf-16"), id="half a utf-16 character is lost"),
        pytest.param(b"\xff\xfea\0\0\xd8b\0", Decoded("a\ufffdb", "utf-16"), id="half a pair of surrogates is lost"),
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
            b"charset=ISO-8859-1 \x93yes\x94",
            Decoded("charset=ISO-8859-1 “yes”", "windows-1252"),
            id="what is called latin-1 is windows-1252",
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
        pytest.param("déjà vu–".encode()[:-1], Decoded("déjà vu\ufffd", "utf-8"), id="utf-8 cut inside a character"),
        pytest.param("deja vu–".encode()[:-1], Decoded("deja vu\ufffd", "utf-8"), id="also when it is the only one"),
        pytest.param("deja vé".encode()[:-1], Decoded("deja v\ufffd", "utf-8"), id="also after one byte"),
        pytest.param(b"a caf\xe9", Decoded("a café", "windows-1252", is_guessed=True), id="a small letter ends a text"),
        pytest.param(
            "Müller – “µg”".encode() + b" caf\xe9 x",
            Decoded("Müller – “µg” caf\ufffd x", "utf-8"),
            id="a bad byte in utf-8 is lost, not guessed",
        ),
        pytest.param(
            b"x \xed\xa0\xbd\xed\xb8\x80", Decoded("x \U0001f600", "utf-8"), id="a pair of surrogates is a character"
        ),
        pytest.param(b"x \xed\xa0\x80 y", Decoded("x \ufffd y", "utf-8"), id="a lone surrogate is lost"),
        pytest.param(b"x \\ud800 y", Decoded("x \\ud800 y", "utf-8"), id="the code of one stays as it stands"),
    ],
)
def test_decode(data: bytes, expected: Decoded) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ENGLISH + "It’s the café’s “naïve” Müller – 5 €.", "cp1252", "windows-1252"),
        (ENGLISH + "37 °C ± 0.5, 5 µg/kg, José García-López, Østergaard", "latin-1", "windows-1252"),
        (FRENCH, "cp1252", "windows-1252"),
        (GERMAN, "cp1252", "windows-1252"),
        (ENGLISH + "It’s the café’s “naïve” Müller.", "mac_roman", "macintosh"),
        (FRENCH, "mac_roman", "macintosh"),
        (CZECH, "cp1250", "windows-1250"),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (ENGLISH + RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (GREEK, "cp1253", "windows-1253"),
        (HEBREW, "cp1255", "windows-1255"),
        (ARABIC, "cp1256", "windows-1256"),
        (ENGLISH + ARABIC, "cp1256", "windows-1256"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (ENGLISH + SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (KOREAN, "cp949", "euc-kr"),
    ],
)
def test_the_letters_give_the_encoding_away(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, name, is_guessed=True)


def test_an_escape_sequence_gives_japanese_mail_away() -> None:
    assert decode(JAPANESE.encode("iso2022_jp")) == Decoded(JAPANESE, "iso-2022-jp")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC, JAPANESE + ENGLISH, RUSSIAN + "\r\n" + ENGLISH])
def test_zeros_give_wide_encodings_away(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding[:6], is_guessed=True)
    assert decode(("\ufeff" + text).encode(encoding)) == Decoded(text, encoding[:6])


def test_letters_that_make_no_sense_in_any_encoding_are_no_text() -> None:
    noise = bytes(random.Random(1).choices(range(0x80, 0x100), k=400))
    with pytest.raises(UnreadableSource, match="encoding that could not be told; save it as UTF-8"):
        decode(ENGLISH.encode() + noise)


def test_a_few_of_them_do_not_keep_a_document_out() -> None:
    decoded = decode(ENGLISH.encode() * 10 + "狐狸".encode("gb18030"))
    assert decoded.is_guessed
    assert decoded.text.startswith(ENGLISH * 10)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="no byte"),
        pytest.param(b"\xef\xbb\xbf \r\n\t", "empty", id="white space only"),
        pytest.param("\u00a0\u2003\u200b\u00ad".encode(), "empty", id="white space of other kinds"),
        pytest.param(b"\xff\xfe", "empty", id="a utf-16 mark only"),
        pytest.param(b"\xff\xfe \0\n\0", "empty", id="white space in utf-16"),
        pytest.param(b"\0" * 1000, "binary", id="zeros"),
        pytest.param(b"\x01\x02\x03 abc" * 30, "binary", id="control characters"),
        pytest.param(
            b"\xff\xfe" + bytes(range(256)) * 8, "begins as UTF-16 but does not go on", id="a mark by accident"
        ),
        pytest.param(random.Random(1).randbytes(5000), "binary", id="random bytes"),
        pytest.param(pickle.dumps([1.5] * 50 + list(range(500))), "binary", id="a pickle"),
    ],
)
def test_decode_refuses(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        decode(data)


def zipped(*names: str) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name in names:
                archive.writestr(name, "application/epub+zip" if name == "mimetype" else "x")
        return file.getvalue()


def tarred() -> bytes:
    with io.BytesIO() as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO(b""))
        return file.getvalue()


def database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table a(b)")
    data = connection.serialize()
    connection.close()
    return data


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (b"%PDF-1.7\n", "a PDF", "save its text"),
        (b"\xef\xbb\xbf\r\n%PDF-1.7\n", "a PDF", "save its text"),
        (b"%!PS-Adobe-3.0\n", "a PostScript document", "save its text"),
        (zipped("[Content_Types].xml", "word/document.xml"), r"a Word document \(docx\)", "save its text"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), r"an Excel workbook \(xlsx\)", "save its text"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint presentation", "save its text"),
        (zipped("mimetype", "content.opf"), "an e-book", "save its text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save its text"),
        (zipped("a.txt"), "a zip archive", "unpack"),
        (zipped(), "a zip archive", "unpack"),
        (gzip.compress(b"x"), "a gzip archive", "unpack"),
        (bz2.compress(b"x"), "a bzip2 archive", "unpack"),
        (lzma.compress(b"x"), "an xz archive", "unpack"),
        (tarred(), "a tar archive", "unpack"),
        (b"7z\xbc\xaf\x27\x1c\0", "a 7z archive", "unpack"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image", "OCR"),
        (b"\xff\xd8\xff\xe0", "a JPEG image", "OCR"),
        (b"GIF89a\1\0", "a GIF image", "OCR"),
        (b"II*\0\x08", "a TIFF image", "OCR"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image", "OCR"),
        (b"BM\x10\0\0\0\0\0\0\0", "a BMP image", "OCR"),
        (b"ID3\x04\0", "an MP3 recording", "transcript"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a WAV recording", "transcript"),
        (b"OggS\0\2", "an Ogg recording", "transcript"),
        (b"\0\0\0\x20ftypisom", "a video", "transcript"),
        (b"\0\0\0\x20ftypheic", "a HEIC or AVIF image", "OCR"),
        (b"\x7fELF\2\1", "a program", "remove it"),
        (b"MZ\x90\0", "a program", "remove it"),
        (database(), "a SQLite database", "remove it"),
        (b"\x93NUMPY\1\0", "a NumPy array", "remove it"),
    ],
)
def test_a_file_of_another_kind_is_named_with_its_remedy(data: bytes, kind: str, remedy: str) -> None:
    with pytest.raises(UnreadableSource, match=f"^the file is {kind}.*, not text; .*{remedy}"):
        decode(data)


@pytest.mark.parametrize(
    "text", ["PAR1 receptors", "BM is short", "PKC and PKA", "GIF files", "MZ twins", "ID3 tags", "%PDFs"]
)
def test_words_are_no_signatures(text: str) -> None:
    if text == "%PDFs":
        with pytest.raises(UnreadableSource):
            decode(text.encode())
    else:
        assert decode(text.encode()).text == text


@given(st.text(min_size=1))
def test_decode_keeps_every_character(text: str) -> None:
    data = text.encode("utf-8")
    if data.startswith(codecs.BOM_UTF8):
        return
    try:
        decoded = decode(data)
    except UnreadableSource:
        is_blank = all(one.isspace() or not one.isprintable() for one in text)
        assert (
            is_blank or any(one < " " for one in text) or "\x7f" in text or text.lstrip().startswith(("%PDF", "GIF8"))
        )
    else:
        assert decoded == Decoded(text, "utf-8") or "\0" in text or "\x1b$" in text


@given(st.text(alphabet="a \r\n\x0b\x0c\x85\u2028\u2029", min_size=1).map(lambda text: "x" + text))
def test_decode_never_translates_newlines(text: str) -> None:
    assert decode(text.encode()).text == text
    assert decode(text.encode("utf-16")).text == text


@given(
    st.binary(), st.sampled_from([b"", *(ENGLISH * 4).encode().partition(b"gardens")[:1], b"\xff\xfe", b"\xef\xbb\xbf"])
)
def test_any_bytes_give_text_or_a_reason(data: bytes, before: bytes) -> None:
    try:
        text = decode(before + data).text
    except UnreadableSource as error:
        assert "; " in str(error)
    else:
        # Tables and files can hold it.
        assert text.encode("utf-8").decode("utf-8") == text

"""From the bytes of a file to its text: what kind of file it is, in which encoding it was saved, and what of it is lost.

An encoding is believed when the file proves it (UTF-8, a byte order mark, a declaration). Else it is guessed by what the letters
would look like, because a document that is read in the wrong encoding has wrong names and nobody would know.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from evidence_review.errors import UnreadableSource
from evidence_review.text import WIDTHLESS

__all__ = ["Decoded", "decode"]

_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?([A-Za-z0-9_-]{1,40})""")
_ASCII = bytes(code for code in range(32, 127) if code != 92) + rb"\x41\u0041"
# What browsers take these names for: they are declared where the quotation marks of Windows-1252 are used.
_LATIN_1 = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii")
_VISIBLE = re.compile(rf"[^\s{WIDTHLESS}]")
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))
_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 4096
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Of the characters above ASCII that a guess gives, at most so many may stand where no such character stands in print; twice as many
# where the frequent letters of a language speak for it.
_MOST_ODD = 0.1
# With fewer characters in doubt a document is worth reading, whatever they are; with more it is not.
_FEW = 20
_FEW_SHARE = 0.02


@dataclass(frozen=True)
class Decoded:
    """The text of a file.

    Attributes
    ----------
    text : str
        The characters, newlines as they are, without a byte order mark. U+FFFD stands for bytes that are no character.
    encoding : str
        The encoding that was used.
    is_guessed : bool
        True when nothing in the file says that the encoding is right.
    """

    text: str
    encoding: str
    is_guessed: bool = False


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a file.

    The encoding of a byte order mark; else UTF-16 or UTF-32 where every other byte is zero; else UTF-8, also with a few bytes
    that are not; else the declared encoding; else the one that gives the most likely letters, as a guess.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Decoded
        The text and how it was read.

    Raises
    ------
    UnreadableSource
        If the file is empty or is not text; the message is the reason.
    """
    kind = _kind_of_file(data)
    if kind:
        raise UnreadableSource(kind)
    decoded = _decode(data)
    if not _VISIBLE.search(decoded.text):
        raise UnreadableSource("the file is empty: it holds nothing but white space; put a document in its place")
    return decoded


@cache
def _data() -> dict:
    return tomllib.loads(resources.files(__package__).joinpath("decoding.toml").read_text(encoding="utf-8"))


def _kind_of_file(data: bytes) -> str:
    """Say what a file is that is no text by its first bytes, and what to do with it."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n\x0c")[:_SAMPLE] if data[:1] in b"\xef \t\r\n\x0c" else data[:_SAMPLE]
    for group in _data()["file"]:
        for kind, signatures in group["kinds"].items():
            for signature in signatures:
                magic, _, inside = signature.partition("|")
                offset, _, letters = magic.rpartition("@")
                found = head.startswith(_bytes(letters), int(offset or 0))
                # An archive names its first files in its head; an office document its parts.
                if found and (not inside or _bytes(inside) in head or _bytes(inside) in data[-65_536:]):
                    return f"the file is {kind}, not text; {group['remedy']}"
    return ""


def _bytes(signature: str) -> bytes:
    """Return a signature of the data file as bytes; its letters stand for the bytes of the same number."""
    return signature.encode("latin-1")


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark) and not (encoding.startswith("utf-32") and len(data) % 4):
            return _decode_marked(data[len(mark) :], encoding)
    if b"\0" in data:
        wide = _decode_wide(data)
        if wide:
            return wide
    _check_controls(data)
    if b"\x1b$" in data[:_SAMPLE]:
        # Seven-bit Japanese mail: its escapes are no accident.
        try:
            return Decoded(data.decode("iso2022_jp"), "iso-2022-jp")
        except UnicodeDecodeError:
            pass
    return _decode_utf8(data) or _decode_declared(data) or _guess(data)


def _check_controls(data: bytes) -> None:
    # Text in an eight-bit encoding holds next to no control characters; compressed or compiled data is full of them.
    n_controls = len(data) - len(data.translate(None, _CONTROLS))
    if n_controls > len(data) // 50:
        raise UnreadableSource(
            "the file is binary, not text; if it is a document, save its text as a .txt file, else remove it"
        )


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8":
        _check_controls(data)
        return Decoded(data.decode("utf-8", "replace").removeprefix("\ufeff"), "utf-8")
    name = encoding[:6]
    text = data.decode(encoding, "replace")
    if len(text) > 1 and not _is_likely_text(text):
        raise UnreadableSource(
            f"the file begins as {name.upper()} but does not go on as text; save its text as UTF-8 in a .txt file"
        )
    return Decoded(text, name)


def _decode_wide(data: bytes) -> Decoded | None:
    """Decode UTF-16 or UTF-32 without a byte order mark, by the zeros that stand beside the letters of ASCII."""
    for encoding in _WIDE:
        unit = 4 if encoding.startswith("utf-32") else 2
        sample = data[: _SAMPLE * unit // unit * unit]
        text = sample.decode(encoding, "replace")
        # U+0020 itself: in the wrong order of bytes it is a space too.
        if text.count(" ") > len(text) // 50 and _is_likely_text(text) and len(data) % unit == 0:
            return Decoded(data.decode(encoding, "replace"), encoding[:6], is_guessed=True)
    return None


def _is_likely_text(text: str) -> bool:
    """Tell whether characters are those of a text: next to none is unknown, private or a control character."""
    sample = text[:_SAMPLE]
    n_bad = sample.count("\ufffd") + sum(
        unicodedata.category(character) in ("Cc", "Cn", "Co") and not character.isspace() for character in sample
    )
    # Letters of a dozen scripts are bytes that were paired by accident.
    letters = Counter(unicodedata.name(character, "?").split(" ")[0] for character in sample if character.isalpha())
    common = sum(count for _, count in letters.most_common(4))
    return n_bad <= 2 + len(sample) // 50 and common >= 0.9 * letters.total()


def _decode_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8, also when it is damaged, or return None when the file is in another encoding."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        cut = error
    try:
        # Pairs of surrogates, which some programs write for one character, are put together; a lone one is lost.
        paired = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return Decoded(paired.decode("utf-16-le", "replace"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    # A file may also hold U+FFFD as it stands.
    n_lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    n_proofs = _count_foreign(text) - text.count("\ufffd")
    # Text in another encoding holds next to no whole character of UTF-8.
    if n_proofs >= max(2, n_lost) or _is_cut_off(data, cut):
        return Decoded(text, "utf-8")
    return None


def _is_cut_off(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell whether a file ends inside its first character above ASCII.

    Of the single bytes that may begin one, those above 0xDF are small letters in Western encodings and may well end a text.
    """
    return "unexpected end" in error.reason and (len(data) - error.start > 1 or data[-1] < 0xE0)


def _count_foreign(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _decode_declared(data: bytes) -> Decoded | None:
    declared = _DECLARED.search(data[:1024])
    if not declared:
        return None
    name = declared[1].decode("ascii").lower()
    for encoding in ("windows-1252", name) if name in _LATIN_1 else (name,):
        try:
            # A declaration that can be read as ASCII is in an encoding that leaves ASCII alone; any other name, such as
            # utf-16 left over from a conversion, is not true of these bytes.
            if _ASCII.decode(encoding) == _ASCII.decode("ascii"):
                return Decoded(data.decode(encoding), name if encoding == name else encoding)
        except (LookupError, UnicodeError):
            pass
    return None


def _guess(data: bytes) -> Decoded:
    """Read a file in the encoding in which its letters look most like those of a language."""
    western: list[tuple[float, str, str]] = []
    others: list[tuple[float, str, str]] = []
    for name, codec, frequent, least in _encodings():
        try:
            odd, share = _rate(data.decode(codec), frequent)
        except UnicodeDecodeError:
            continue
        if not frequent:
            # Of encodings that share most letters a later one must be plainly better.
            if not western or odd < western[0][0] - 0.05:
                western.insert(0, (odd, name, codec))
        elif share >= least and odd <= 2 * _MOST_ODD:
            others.append((odd - share, name, codec))
    n_doubtful = len(data.translate(None, bytes(range(128))))
    is_western = western and (
        western[0][0] <= _MOST_ODD or (not others and n_doubtful <= max(_FEW, _FEW_SHARE * len(data)))
    )
    if not is_western and not others:
        raise UnreadableSource("the file is text in an encoding that could not be told; save it as UTF-8")
    _, name, codec = western[0] if is_western else min(others)
    return Decoded(data.decode(codec), name, is_guessed=True)


def _encodings() -> Iterator[tuple[str, str, str, float]]:
    for one in _data()["encoding"]:
        yield one["name"], one["codec"], one.get("frequent", ""), one.get("least", 0.0)


def _rate(text: str, frequent: str) -> tuple[float, float]:
    """Return two shares of the characters above ASCII: those that stand where none does in print, and the frequent ones."""
    found = list(islice(_FOREIGN.finditer(text), 4 * _SAMPLE))
    n_odd = n_frequent = 0
    for match in found:
        position, character = match.start(), match.group()
        n_odd += _is_odd(character, text[max(0, position - 2) : position], text[position + 1 : position + 3])
        n_frequent += character.casefold() in frequent
    return n_odd / max(1, len(found)), n_frequent / max(1, len(found))


def _is_odd(character: str, before: str, after: str) -> bool:
    """Tell whether a character above ASCII stands between two before and two after it as none does in print."""
    category = unicodedata.category(character)
    previous, following = before[-1:], after[:1]
    if category[0] == "C" and character != "\xad":
        return True
    script = _script(character) if category[0] == "L" else ""
    if script and any(near.isalpha() and _script(near) != script for near in (previous, following)):
        return True
    if script not in ("", "LATIN"):
        return category == "Lu" and previous.islower()
    if _is_in_run(before + character + after):
        return True
    if script:
        return category == "Lu" and previous.islower()
    # What opens, behind a letter, and a sign inside a word.
    if previous.isalpha() and (category in ("Ps", "Pi") or character in "\xbf\xa1") and character not in "\u2018\u2019":
        return True
    return previous.isalpha() and following.isalpha() and character not in _JOINERS


def _is_in_run(near: str) -> bool:
    """Tell whether three characters above ASCII follow each other, a letter among them: words of the Latin script have other letters."""
    return any(
        all(ord(one) > 127 and not one.isspace() for one in three) and any(map(str.isalpha, three))
        for three in (near[at : at + 3] for at in range(len(near) - 2))
    )


_JOINERS = "\u2019\u2010\u2011\u2013\u2014\xad\xb7\u2026\xa0\u2009\u202f\u2022\xae\u2122"


@cache
def _script(character: str) -> str:
    name = unicodedata.name(character, "?").split(" ")[0]
    return "JAPANESE" if name in ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else name

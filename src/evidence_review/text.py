"""Source text and the way back to it: decoding a file, and reading text with the white space folded while keeping offsets.

Everything downstream matches patterns on *folded* text, where a sentence that a page break cuts is whole, and reports
offsets into the *decoded source*, which is stored once and never altered. `Folded` is the bridge between the two.
"""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.errors import UnreadableSource

__all__ = ["Decoded", "Folded", "Part", "decode", "fold", "normalize"]

Part = tuple[int, int]
"""A half-open stretch of a source, in code points."""

# First bytes by which a file that is no text names itself (as in the `file` command's magic list).
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (docx, xlsx, epub)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x7fELF": "a program",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?([A-Za-z0-9_-]{1,40})""")
_ASCII = bytes(code for code in range(32, 127) if code != 92) + rb"\x41\u0041"
# White space that str.isspace knows, and the marks that have no width: zero-width space and joiners, word joiner,
# byte order mark, soft hyphen. They separate or vanish; they are never part of a word that a pattern should see.
_RUN = re.compile("[^\\s\u00ad\u200b-\u200d\u2060\ufeff]+")


@dataclass(frozen=True)
class Decoded:
    """The text of a file.

    Attributes
    ----------
    text : str
        The characters, newlines as they are, without a byte order mark.
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

    UTF-8 strictly, UTF-16 with its mark, else the declared encoding, else Windows-1252 and Latin-1 as a guess.

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
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x0b\x0c"):
        raise UnreadableSource("the file is empty")
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableSource(f"the file is {name}, not text; save its text as a .txt file")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decode_utf16(data)
    # Text in an eight-bit encoding holds next to no control characters; compressed or compiled data is full of them.
    controls = sum(data.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if b"\0" in data[:4096] or controls > len(data) // 50:
        raise UnreadableSource("the file is binary, not text; save its text as a .txt file")
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return _decode_western(data)


def _decode_utf16(data: bytes) -> Decoded:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"the file begins as UTF-16 but breaks at byte {error.start}") from error
    if not text.strip():
        raise UnreadableSource("the file is empty")
    # UTF-32 begins with the same two bytes and would read as text with a NUL after every character.
    if "\0" in text:
        raise UnreadableSource("the file begins as UTF-16 but holds NUL characters; save it as UTF-8")
    return Decoded(text, "utf-16")


def _decode_western(data: bytes) -> Decoded:
    declared = _DECLARED.search(data[:1024])
    if declared:
        name = declared[1].decode("ascii").lower()
        try:
            # A declaration that can be read as ASCII is in an encoding that leaves ASCII alone; any other name, such as
            # utf-16 left over from a conversion, is not true of these bytes.
            if _ASCII.decode(name) == _ASCII.decode("ascii"):
                return Decoded(data.decode(name), name)
        except (LookupError, UnicodeError):
            pass
    try:
        return Decoded(data.decode("cp1252"), "windows-1252", is_guessed=True)
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", is_guessed=True)


class Folded:
    """Parts of a source joined to one line: runs of white space are one space, and every character knows its origin.

    Parameters
    ----------
    text : str
        The folded text.
    starts : list of int
        Where each unbroken run begins in the folded text, ascending.
    origins : list of int
        Where the same run begins in the source.
    """

    __slots__ = ("_origins", "_starts", "text")

    def __init__(self, text: str, starts: list[int], origins: list[int]) -> None:
        self.text = text
        self._starts = starts
        self._origins = origins

    def origin(self, position: int) -> int:
        """Return the source offset of the character at a position of the folded text.

        Parameters
        ----------
        position : int
            A position in the folded text that holds a character other than a folded space.

        Returns
        -------
        int
            The offset in the source.
        """
        run = bisect.bisect_right(self._starts, position) - 1
        return self._origins[run] + position - self._starts[run]

    def span(self, start: int, end: int) -> Part:
        """Return the stretch of the source behind a stretch of the folded text.

        Parameters
        ----------
        start, end : int
            Half-open, in the folded text; not empty, and beginning and ending with something other than a space.

        Returns
        -------
        tuple of int
            Half-open offsets into the source.
        """
        return self.origin(start), self.origin(end - 1) + 1


def fold(source: str, parts: Iterable[Part]) -> Folded:
    r"""Join parts of a source to one line of text.

    Parameters
    ----------
    source : str
        The decoded source.
    parts : iterable of (int, int)
        The stretches to join, in order.

    Returns
    -------
    Folded
        The line. Between two parts stands a space, unless the first ends with a hyphen inside a word, as where a page
        break cuts ``ketamine-`` from ``induced``.

    Examples
    --------
    >>> fold("low-\n\nPAGE 3\n\ndose  use", [(0, 4), (14, 23)]).text
    'low-dose use'
    """
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for start, end in parts:
        is_cut_word = length > 1 and pieces[-1][-1] in "-\u2010\u2011" and pieces[-1][-2:-1].isalpha()
        last = start
        for index, match in enumerate(_RUN.finditer(source, start, end)):
            run = match.group()
            # A mark without width stands inside a word, white space between two.
            is_glued = index > 0 and not any(map(str.isspace, source[last : match.start()]))
            if length and not is_glued and not (index == 0 and is_cut_word and run[0].islower()):
                pieces.append(" ")
                length += 1
            pieces.append(run)
            starts.append(length)
            origins.append(match.start())
            length += len(run)
            last = match.end()
    return Folded("".join(pieces), starts, origins)


def normalize(text: str) -> str:
    """Reduce a text to what two printings of it share: letters and digits, lower case, single spaces.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The reduced text; accents are kept, since they tell names apart.

    Examples
    --------
    >>> normalize("Peri-operative  *Ketamine*: a review.")
    'peri operative ketamine a review'
    """
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))

"""Source text and the way back to it: reading text with the white space folded while keeping offsets.

Everything downstream matches patterns on *folded* text, where a sentence that a page break cuts is whole, and reports
offsets into the *decoded source*, which is stored once and never altered. `Folded` is the bridge between the two.
"""

import bisect
import re
import unicodedata
from collections.abc import Iterable

__all__ = ["WIDTHLESS", "Folded", "Part", "fold", "normalize"]

Part = tuple[int, int]
"""A half-open stretch of a source, in code points."""

WIDTHLESS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f"
"""For a character class: what shows nothing and is no white space, as control characters, soft hyphens, zero-width spaces and
joiners, marks of direction and byte order marks. None is part of a word that a pattern should see."""

# Printed otherwise, read the same: ligatures, full-width forms and letters of formulas. Superscripts are not among them, since they mark
# citations.
_FORMS = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
# All that is not copied as it stands; a single space between words is. The class in front only makes the search four times as fast.
_UNEVEN = re.compile(
    rf"(?=[\s{WIDTHLESS}{_FORMS}\u0300-\u036f])"
    rf"(?:(?P<blank>[\s{WIDTHLESS}]{{2,}}|[^\S ]|[{WIDTHLESS}])|(?P<form>[{_FORMS}])"
    # One or a few accents behind their letter; more are no letter of any language.
    r"|(?<=[^\W\d_])[\u0300-\u036f]{1,3}(?![\u0300-\u036f]))"
)
_HYPHENS = "-\u2010\u2011"
_WORDS = re.compile(r"[^\W_]+")


class Folded:
    """Parts of a source joined to one line: runs of white space are one space, and every character knows its origin.

    Parameters
    ----------
    text : str
        The folded text.
    starts : list of int
        Where each run begins in the folded text, ascending.
    origins : list of int
        Where the same run begins in the source.
    widths : list of int
        How many characters of the source the run stands for as a whole, as a ligature does; 0 for a run that is copied
        character by character.
    """

    __slots__ = ("_origins", "_starts", "_widths", "text")

    def __init__(self, text: str, starts: list[int], origins: list[int], widths: list[int]) -> None:
        self.text = text
        self._starts = starts
        self._origins = origins
        self._widths = widths

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
        return self._origins[run] + (0 if self._widths[run] else position - self._starts[run])

    def span(self, start: int, end: int) -> Part:
        """Return the stretch of the source behind a stretch of the folded text.

        Parameters
        ----------
        start, end : int
            Half-open, in the folded text; not empty, and beginning and ending with something other than a space.

        Returns
        -------
        tuple of int
            Half-open offsets into the source; a ligature or a letter with its accent lies in it as a whole.
        """
        run = bisect.bisect_right(self._starts, end - 1) - 1
        return self.origin(start), self._origins[run] + (self._widths[run] or end - self._starts[run])


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
        The line, in which ligatures, full-width forms and accents that stand apart are written as usual. Between two parts stands a
        space, unless the first ends with a hyphen inside a word, as where a page break cuts ``ketamine-`` from ``induced``.

    Examples
    --------
    >>> fold("low-\n\nPAGE 3\n\ndose  use", [(0, 4), (14, 23)]).text
    'low-dose use'
    """
    line = _Line()
    for start, end in parts:
        position = start
        line.begin_part()
        for match in _UNEVEN.finditer(source, start, end):
            begin = match.start()
            if not match["blank"] and not match["form"]:
                # The letter belongs to its accents, unless it stands before the part or was written anew itself.
                begin -= 1
                if begin < position:
                    continue
            line.add(source[position:begin], position)
            position = match.end()
            found = source[begin:position]
            if match["blank"]:
                line.is_apart = line.is_apart or any(map(str.isspace, found))
            else:
                usual = unicodedata.normalize("NFKC" if match["form"] else "NFC", found)
                line.add(usual, begin, 0 if len(usual) == len(found) else len(found))
        line.add(source[position:end].rstrip(" "), position)
    return Folded("".join(line.pieces), line.starts, line.origins, line.widths)


class _Line:
    """A folded line while it grows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.widths: list[int] = []
        self.length = 0
        self.is_apart = self.is_new = self.is_cut_word = False

    def begin_part(self) -> None:
        last = "".join(piece[-2:] for piece in self.pieces[-2:])
        self.is_cut_word = last[-1:] in _HYPHENS and last[-2:-1].isalpha()
        self.is_apart = self.is_new = True

    def add(self, piece: str, origin: int, width: int = 0) -> None:
        if self.is_new and piece.startswith(" "):
            piece, origin = piece[1:], origin + 1
        if not piece:
            return
        if self.is_apart and self.length and not (self.is_new and self.is_cut_word and piece[0].islower()):
            self.pieces.append(" ")
            self.length += 1
        self.is_apart = self.is_new = False
        self.pieces.append(piece)
        self.starts.append(self.length)
        self.origins.append(origin)
        self.widths.append(width)
        self.length += len(piece)


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
    return " ".join(_WORDS.findall(fold(text, [(0, len(text))]).text.casefold()))

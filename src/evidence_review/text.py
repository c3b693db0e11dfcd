"""Source text and the way back to it: reading text with the white space folded while keeping offsets.

Everything downstream matches patterns on *folded* text, where a sentence that a page break cuts is whole, and reports
offsets into the *decoded source*, which is stored once and never altered. `Folded` is the bridge between the two.
"""

import bisect
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["WIDTHLESS", "Folded", "Part", "fold", "fold_all", "normalize", "visible"]

Part = tuple[int, int]
"""A half-open stretch of a source, in code points."""

WIDTHLESS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f"
"""For a character class: what shows nothing and is no white space, as control characters, soft hyphens, zero-width spaces and
joiners, marks of direction and byte order marks. None is part of a word that a pattern should see."""

# Printed otherwise, read the same: ligatures, full-width forms and letters of formulas. Superscripts are not among them, since they mark
# citations.
_FORMS = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
# All that is not copied as it stands; a single space between words is. What is in front only makes the search faster.
_UNEVEN = re.compile(
    rf"(?=[\s{WIDTHLESS}{_FORMS}\u0300-\u036f])(?! (?![\s{WIDTHLESS}]))"
    rf"(?:(?P<blank>[\s{WIDTHLESS}]{{2,}}|[^\S ]|[{WIDTHLESS}])|(?P<form>[{_FORMS}])"
    # One or a few accents behind their letter; more are no letter of any language.
    r"|(?<=[^\W\d_])[\u0300-\u036f]{1,3}(?![\u0300-\u036f]))"
)
# Embedding, overriding and isolating marks, control characters, and what no file may hold: they change how a line reads and show nothing.
_CONTROLS = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
_HYPHENS = "-\u2010\u2011"
_WORDS = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+){0,5}")
_LAST_LETTERS = re.compile(r"[^\W\d_]{1,60}$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]{1,60}")
_BROKEN_WORD = re.compile(r"[^\W\d_]{1,60}[-\u2010\u2011][ \t]{0,20}[\r\n]\s{0,40}[^\W\d_]{1,60}")
# "pre-" at the end of a line and "and postoperative" on the next are no broken word.
_SUSPENDING = frozenset("and or to versus und bis y et".split())
# Prefixes that stand before a hyphen as well as without one: with them, nothing says that a break put the hyphen there.
_PREFIXES = frozenset("anti co ex half inter multi non over post pre quasi re self semi sub under".split())


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
        space, unless the first ends with a hyphen inside a word, as where a page break cuts ``low-`` from ``dose``. A hyphen that only
        the end of a line put into a word is left out.

    Examples
    --------
    >>> fold("low-\n\nPAGE 3\n\ndose  use", [(0, 4), (14, 23)]).text
    'low-dose use'
    >>> fold("A low dose: the treat-\nment of a low-\ndose group.", [(0, 49)]).text
    'A low dose: the treatment of a low-dose group.'
    """
    line = _Line(source)
    for start, end in parts:
        position = start
        line.begin_part()
        plain = source[start:end]
        if plain.isascii() and plain.isprintable() and "  " not in plain:
            line.add(plain.rstrip(" "), start)
            continue
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
                # A soft hyphen may end a line inside a word.
                line.is_apart = line.is_apart or (found[0] != "\u00ad" and any(map(str.isspace, found)))
                line.is_broken = "\n" in found or "\r" in found
            else:
                usual = unicodedata.normalize("NFKC" if match["form"] else "NFC", found)
                line.add(usual, begin, 0 if len(usual) == len(found) else len(found))
        line.add(source[position:end].rstrip(" "), position)
    return Folded("".join(line.pieces), line.starts, line.origins, line.widths)


class _Line:
    """A folded line while it grows."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.widths: list[int] = []
        self.length = 0
        self.is_apart = self.is_new = self.is_broken = False

    def begin_part(self) -> None:
        self.is_apart = self.is_new = True

    def add(self, piece: str, origin: int, width: int = 0) -> None:
        if self.is_new and piece.startswith(" "):
            piece, origin = piece[1:], origin + 1
        if not piece:
            return
        if self.is_apart and self.length:
            if not (self.is_new or self.is_broken) or not self._is_cut_word(piece):
                self.pieces.append(" ")
                self.length += 1
            elif self.widths[-1] == 0 and _is_one_word(self.source, self.pieces[-1], piece, is_cut=self.is_new):
                self.pieces[-1] = self.pieces[-1][:-1]
                self.length -= 1
        self.is_apart = self.is_new = self.is_broken = False
        self.pieces.append(piece)
        self.starts.append(self.length)
        self.origins.append(origin)
        self.widths.append(width)
        self.length += len(piece)

    def _is_cut_word(self, piece: str) -> bool:
        """Tell whether the line ends with a hyphen inside a word, and a piece goes on with the word."""
        last = "".join(one[-2:] for one in self.pieces[-2:])
        if last[-1:] not in _HYPHENS or not piece[0].islower():
            return False
        if self.is_new:
            return last[-2:-1].isalpha()
        word = _FIRST_LETTERS.match(piece)
        return last[-2:-1].isalnum() and not (word and word.group() in _SUSPENDING)


def fold_all(text: str) -> str:
    r"""Fold a whole text, where nothing is needed but its line.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The line, as `fold` makes it.

    Examples
    --------
    >>> fold_all("a low\n  dose")
    'a low dose'
    """
    return fold(text, [(0, len(text))]).text


@lru_cache(maxsize=1)
def _words_of(source: str) -> frozenset[str]:
    """Return the words and compounds of a source that no end of a line breaks, in lower case."""
    whole = _BROKEN_WORD.sub(" ", source).casefold()
    found = set(_COMPOUND.findall(whole))
    found.update(part for word in list(found) if "-" in word for part in word.split("-"))
    return frozenset(found)


def _is_one_word(source: str, before: str, after: str, *, is_cut: bool) -> bool:
    """Tell whether a hyphen at the end of a line was put there by the line's end, as in ``treat-`` and ``ment``.

    The source's own words decide. `is_cut` is true where a page break or a block stands between the two: only a word that the
    source has elsewhere is sure enough there.
    """
    left, right = _LAST_LETTERS.search(before[-62:-1]), _FIRST_LETTERS.match(after)
    if left is None or right is None:
        return False
    first, second = left.group().casefold(), right.group().casefold()
    # "state-of-" goes on with "the-art".
    chain = (before[-62:-1][: left.start()][-1:], after[right.end() : right.end() + 1])
    if any(character and character in _HYPHENS for character in chain):
        return False
    words = _words_of(source)
    if f"{first}-{second}" in words:
        return False
    if first + second in words:
        return True
    if is_cut or first in _PREFIXES:
        return False
    return first not in words or (second not in words and len(second) <= 5)


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
    # On one line of ASCII nothing but white space is folded, and no word holds any.
    line = text if text.isascii() and text.isprintable() else fold_all(text)
    return " ".join(_WORDS.findall(line.casefold()))


def visible(text: object) -> str:
    r"""Make characters visible that would turn the direction of the line or vanish; for plain text.

    Parameters
    ----------
    text : object
        Anything; its `str` is shown.

    Returns
    -------
    str
        The text, with such a character as `[U+202E]`.

    Examples
    --------
    >>> visible("safe\u202egnp.exe")
    'safe[U+202E]gnp.exe'
    """
    return _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", str(text))

"""What is a heading, and what kind of section it opens."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evidence_review.text import fold, normalize

__all__ = ["Heading", "heading_kind", "read_data", "recognize_heading", "split_glued_heading"]

_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2}){0,4})\.?|([IVX]{1,5})\.)\s+(?=[^\W\d_])")
_STARS = re.compile(r"(\*\*|__)(?=\S)")
_LINE_END = re.compile(r"[\r\n]")
# A title may run over lines on paper; a line that only looks like a heading may not.
_LONGEST, _LONGEST_MARKED = 160, 400
_FUNCTION_WORDS = frozenset(
    "a an and as at by for from in into of on or than that the to via versus vs with without".split()
)


@dataclass(frozen=True)
class Heading:
    """A heading: where its words start, what they say, how deep it is, its kind, and how sure the form of it is.

    `form` is one of markdown, number, bold, known (a known word), upper (capitals) and plain.
    """

    start: int
    title: str
    level: int
    kind: str
    form: str


@cache
def read_data(name: str) -> dict:
    """Read a data file of the readers.

    Parameters
    ----------
    name : str
        The file's stem.

    Returns
    -------
    dict
        Its content, to be read and never changed.
    """
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> dict[str, str]:
    return {normalize(word): kind for kind, words in read_data("headings").items() for word in words}


def heading_kind(title: str) -> str:
    """Return the kind of section that a heading opens.

    Parameters
    ----------
    title : str
        The heading without markup.

    Returns
    -------
    str
        A kind of `vocabulary.SECTION_KINDS`, or the empty string for an unknown heading.
    """
    return _kinds().get(normalize(title), "")


def recognize_heading(text: str, start: int, end: int) -> Heading | None:
    """Recognize a heading by its form alone.

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int
        A unit.

    Returns
    -------
    Heading or None
        None when the unit cannot be a heading. A heading that is neither markdown nor known is one only where text follows it.
    """
    markdown = _MARKDOWN.match(text, start, end)
    if end - start > (_LONGEST_MARKED if markdown else _LONGEST) or _LINE_END.search(text, start, end):
        return None
    begin = markdown.end() if markdown else start
    bold = _STARS.match(text, begin, end)
    is_bold = bool(bold) and text[begin:end].rstrip(" :").endswith(bold[1])  # type: ignore[index]
    begin = bold.end() if bold and is_bold else begin
    number = _NUMBER.match(text, begin, end)
    title = fold(text, [(begin, end)]).text.rstrip(" #*_:")
    words = title[number.end() - begin :] if number else title
    kind = heading_kind(words)
    if not words or not any(map(str.isalpha, words)):
        return None
    if markdown:
        return Heading(begin, title, len(markdown[1]), kind, "markdown")
    ends_as_text = title[-1] in ".,;" or text[end - 1] == ":"
    if kind and not (title[-1] in ".,;" and not number):
        return Heading(begin, title, _depth(number), kind, "known")
    first = next(character for character in words if character.isalnum())
    if ends_as_text or len(words.split()) > 16 or first.islower():
        return None
    if number or is_bold:
        return Heading(begin, title, _depth(number), kind, "number" if number else "bold")
    return Heading(begin, title, 1, kind, "upper" if words.isupper() and len(words) > 3 else "plain")


def _depth(number: re.Match[str] | None) -> int:
    return number[1].count(".") + 1 if number and number[1] else 1


def _ends_phrase(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}[.,;)]", text, re.IGNORECASE))


def split_glued_heading(text: str, start: int, end: int, paragraph: str) -> int | None:
    """Find where a second heading begins in a line that holds two.

    Extraction from a PDF joins a heading and the sub-heading below it. The paragraph gives the second away when it opens
    with the very words that end the line, and what stands before them is a heading by itself: three words or more, the last
    of which ends a phrase somewhere else in the document.

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int
        The heading without markup.
    paragraph : str
        The beginning of the paragraph below.

    Returns
    -------
    int or None
        Where the second heading begins, or None when the line holds one.
    """
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text[start:end])]
    opening = normalize(paragraph[:120]).split()
    for count in range(min(len(words) - 3, 6), 1, -1):
        tail_start = start + words[-count][0]
        tail = normalize(text[tail_start:end]).split()
        before = text[start + words[-count - 1][0] : start + words[-count - 1][1]].casefold()
        is_echo = tail == opening[: len(tail)] and text[tail_start].isupper()
        # The whole document is searched only for a line that echoes its paragraph.
        if is_echo and before not in _FUNCTION_WORDS and before[-1:].isalpha() and _ends_phrase(text, before):
            return tail_start
    return None

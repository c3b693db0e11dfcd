"""What is a heading, and what kind of section it opens."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evidence_review.text import fold, normalize

__all__ = ["Heading", "heading_kind", "read_data", "recognize_heading", "split_glued_heading", "split_run_in"]

_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2}){0,4})\\?\.?|([IVX]{1,5})\\?\.)\s+(?=[^\W\d_])")
_LETTER = re.compile(r"([A-Z])\.\s+(?=[^\W\d_]{2})")
_STARS = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])")
_LINE_END = re.compile(r"[\r\n]")
_UNDERLINE = re.compile(r"[^\r\n]{1,400}(?:\r\n|\r|\n)[ \t]{0,3}(={3,400}|-{3,400})[ \t]{0,3}$")
# A quantity, or the number of a figure: "3.2 mg daily", "Figure 2.1".
_QUANTITY = re.compile(
    r"(?:[mk\u00b5\u03bcn]?(?:g|l|m|mol|mL|L)|%|years?|days?|hours?|min(?:utes)?|weeks?|months?|patients|times|mm|cm|Hz|kg)\b"
)
_RUN_IN = re.compile(
    r"(?P<stars>\*{2,3}|__)(?P<label>[^*_\r\n]{2,80}?)(?P<stop>[.:\u2014\u2013-]?)\s?(?P=stars)(?P<after>\s?[.:\u2014\u2013-])?\s{1,3}(?=[A-Z\d\u201c\"(])"
)
_RUN_IN_PLAIN = re.compile(
    r"(?P<label>[A-Z][A-Za-z]{2,20}(?:[ ,&/](?:\s?[A-Za-z]{2,20})){0,4})\s?(?:[:\u2014]|\s[\u2013-](?=\s)|\.(?=\s?[\u2014\u2013-]))[\u2014\u2013-]?\s{0,3}(?=[A-Z\d\u201c\"(])"
)
# "Do not use it in the first week. [2017]" is a statement with a number, as guidelines print them.
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}\.\s(?=[\[(])")
_CLOSING = " #*_:\u2014\u2013-"
# A title may run over lines on paper; a line that only looks like a heading may not.
_LONGEST, _LONGEST_MARKED = 160, 400
_FUNCTION_WORDS = frozenset(
    "a an and as at by for from in into of on or than that the to via versus vs with without".split()
)


@dataclass(frozen=True)
class Heading:
    """A heading: where its words start, what they say, how deep it is, its kind, and how sure the form of it is.

    `form` is one of markdown, number, bold, known (a known word), upper (capitals) and plain. `look` says how it is printed,
    a known word too: `#`, `1` (numbered), `I`, `A`, `bold`, `italic`, `upper` or `plain`.
    """

    start: int
    title: str
    level: int
    kind: str
    form: str
    look: str = "plain"


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
    if end - start > 2 * _LONGEST_MARKED:
        return None
    if text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0:
        underline = _UNDERLINE.match(text, start, end)
        return _underlined(text, start, underline) if underline else None
    markdown = _MARKDOWN.match(text, start, end)
    if end - start > (_LONGEST_MARKED if markdown else _LONGEST):
        return None
    begin = markdown.end() if markdown else start
    stars = _STARS.match(text, begin, end)
    is_bold = bool(stars) and text[begin:end].rstrip(" :.#").endswith(stars[1])  # type: ignore[index]
    begin = stars.end() if stars and is_bold else begin
    number = _NUMBER.match(text, begin, end)
    letter = None if number else _LETTER.match(text, begin, end)
    title = fold(text, [(begin, end)]).text.rstrip(_CLOSING + "." if is_bold else _CLOSING)
    label = number or letter
    words = title[label.end() - begin :] if label else title
    kind = heading_kind(words)
    if not words or not any(map(str.isalpha, words)):
        return None
    if markdown:
        return Heading(begin, title, len(markdown[1]), kind, "markdown", "#")
    look = _look(words, number, letter, stars[1] if stars and is_bold else "")
    ends_as_text = title[-1] in (",;" if is_bold else ".,;") or (text[end - 1] == ":" and not is_bold)
    if kind and not (title[-1] in ".,;" and not number):
        return Heading(begin, title, _depth(number), kind, "known", look)
    first = next(character for character in words if character.isalnum())
    if (
        ends_as_text
        or _SENTENCE_INSIDE.search(words)
        or len(words.split()) > 16
        or first.islower()
        or (number and _QUANTITY.match(words))
    ):
        return None
    if label or is_bold:
        return Heading(begin, title.rstrip("."), _depth(number), kind, "number" if label else "bold", look)
    return Heading(begin, title, 1, kind, "upper" if look == "upper" else "plain", look)


def _look(words: str, number: re.Match[str] | None, letter: re.Match[str] | None, stars: str) -> str:
    if number:
        return "1" if number[1] else "I"
    if letter:
        return "A"
    if stars:
        return "italic" if len(stars) == 1 else "bold"
    return "upper" if words.isupper() and len(words) > 3 else "plain"


def _underlined(text: str, start: int, underline: re.Match[str]) -> Heading | None:
    """Read a heading whose line is underlined with equals signs or dashes, as in Markdown."""
    line_end = _LINE_END.search(text, start, underline.end())
    title = text[start : line_end.start()].rstrip(_CLOSING + "\t") if line_end else ""
    if not any(map(str.isalpha, title)):
        return None
    number = _NUMBER.match(title)
    kind = heading_kind(title[number.end() :] if number else title)
    return Heading(start, title, 1 if underline[1][0] == "=" else 2, kind, "markdown", "#")


def split_run_in(text: str, start: int, end: int, *, is_known: bool = False) -> tuple[Heading, int] | None:
    """Split a heading from the paragraph that it opens, as in ``**Results.** We found`` or ``Methods: We asked``.

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int
        The paragraph.
    is_known : bool
        Whether only headings of known kind count, however they are printed.

    Returns
    -------
    tuple of Heading and int, or None
        The heading and where the text behind it begins; a heading in plain letters is one only when its kind is known.
    """
    match = _RUN_IN.match(text, start, end)
    is_bold = match is not None and bool(match["stop"] or match["after"])
    if not is_bold:
        match = _RUN_IN_PLAIN.match(text, start, end)
    if match is None:
        return None
    label = match["label"].strip(" .:")
    kind = heading_kind(label)
    if kind in ("references", "front-matter") or (not kind and (is_known or not is_bold)) or len(label.split()) > 8:
        return None
    return Heading(
        match.start("label"), label, 1, kind, "known" if kind else "bold", "bold" if is_bold else "plain"
    ), match.end()


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

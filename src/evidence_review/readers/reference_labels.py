"""The labels of a reference list: what may be one, and which of them number the entries.

A number at the head of a line may as well be a volume, a page or a year. What tells them apart is the order: labels ascend
by one. So every candidate is kept, and the chain of ascending numbers that explains most of them is the numbering.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

__all__ = [
    "Label",
    "Row",
    "find_chain",
    "find_labels_at_rows",
    "find_labels_inside",
    "goes_on",
    "is_finished",
    "is_named",
]

_DIGITS = r"(?P<n>(?=[lIO|]{0,3}\d)[\dlIO|]{1,5})"
# What may stand around a number, by style. A label without any mark must be followed by a word.
_STYLES = {
    "bracket": re.compile(rf"\\?\[\s?{_DIGITS}\s?\\?\](?:[.:](?=\s|$))?\s*"),
    "round": re.compile(rf"\\?\({_DIGITS}\\?\)(?:\.(?=\s|$))?\s*"),
    "stop": re.compile(rf"{_DIGITS}(?:\*\*|__)?\s?\\?\.(?:-?\s+|(?=[^\W\d_])|(?=[\"\u201c*_]|$))"),
    "paren": re.compile(rf"{_DIGITS}\\?\)\s*"),
    "dash": re.compile(r"(?P<n>\d{1,4})\s?[:\u2013\u2014-]\s+"),
    "raised": re.compile(r"(?:\^(?P<n>\d{1,4})\^?|<sup>(?P<m>\d{1,4})</sup>|(?P<s>[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,4}))[.)]?\s*"),
    "bare": re.compile(r"(?P<n>\d{1,4})(?:\s+(?=[^\W\d_]|[\"\u201c*_\[])|(?=[A-Z][A-Za-z.'\u2019])|$)"),
}  # fmt: skip
_INSIDE = re.compile(
    r"(?<=\S)\s{1,3}(?P<label>\[(?P<bracket>\d{1,4})\]\.?|\((?P<round>\d{1,4})\)|(?P<stop>\d{1,4})\\?\.|(?P<paren>\d{1,4})\)"
    r"|\^(?P<raised>\d{1,4})\^?|(?P<bare>\d{1,4})(?=\s))(?=(?P<gap>\s{0,3})(?:[^\W\d_]|[\"\u201c*_\[]))"
)
_RAISED_DIGITS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_MISREAD = str.maketrans("lI|O", "1110")
_BULLET = re.compile(r"(?:[-*+\u2013]\s+|[\u2022\u25aa\u25cf\u25e6\u2023\u00b7]\s*){1,2}")
_EMPHASIS = re.compile(r"\*\*|__")
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f"
_PARTICLE = r"(?:van|von|de|del|della|di|da|dos|du|la|le|el|al|der|den|ten|ter|bin|ibn|zu|op|d'|D'|O')"
# Family AB, | Family, A. B. | van der Family A-B. | Family Name AB, | Family, Given. | Family, Given, and
_NAME = re.compile(
    rf"[*_\"\u201c]{{0,3}}(?:{_PARTICLE}[\s-]?){{0,3}}[{_UPPER}][\w'\u2019\u2010-]{{1,40}}(?:\s(?:{_PARTICLE}\s){{0,2}}[{_UPPER}][\w'\u2019\u2010-]{{1,40}}){{0,2}}"
    rf"(?:,\s?(?:[{_UPPER}][.]?[\s-]?){{1,4}}(?=[,.;:&(\s]|$)|\s(?:[{_UPPER}]\.?-?){{1,4}}(?=[,.;:&(]|\s(?:and|et|&|\()|$)"
    rf"|,\s[{_UPPER}][\w'\u2019-]{{1,30}}(?:\s[{_UPPER}][\w'\u2019.-]{{0,30}})?(?:\.|,\sand\s|\sand\s|,\s(?=[{_UPPER}])))"
)
# Harbor Board of Tea (2003)
_GROUP = re.compile(rf"[{_UPPER}](?:[^.(\r\n]|(?<=[A-Z])\.){{2,160}}\((?:1[6-9]|20)\d\d[a-z]?\)")
_LOWER_NAME = re.compile(rf"{_PARTICLE}(?:\s|(?<='))[\w\s]{{0,12}}?[{_UPPER}]")
_UNFINISHED = re.compile(r"(?:[,;:(&\u2013-]|\b(?:and|of|the|in|for|with|to|on|by|et|a|an))$")
# A number may skip: entries get lost. A longer jump (a lost page) must be borne out by the labels that follow.
_LARGEST_GAP = 6
_LARGEST_JUMP = 100
_GAP, _JUMP, _RESTART = 0.4, 3.0, 2.5
# A list of which every label is "1." lets markdown count.
_SHARE_OF_ONES = 0.7


@dataclass(frozen=True)
class Row:
    """A line that shows something: its span, whether a blank line stands above it, and how far it is indented."""

    start: int
    end: int
    opens: bool
    indent: int = 0


@dataclass(frozen=True)
class Label:
    """A candidate: the row, where the label and where its entry begins, the number, the style, and how likely it looks."""

    row: int
    start: int
    begin: int
    number: int
    style: str
    gain: float
    is_printed: bool = True
    is_inside: bool = False


def skip_bullet(text: str, row: Row) -> int:
    """Return where a row begins behind its bullet.

    Parameters
    ----------
    text : str
        The decoded source.
    row : Row
        The row.

    Returns
    -------
    int
        The position; the start of the row when it has none.
    """
    bullet = _BULLET.match(text, row.start, row.end)
    return bullet.end() if bullet and bullet.end() < row.end else row.start


def is_named(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins with the name of an author and initials.

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int
        The stretch.

    Returns
    -------
    bool
        True for ``Smith AB,`` and ``van Dyk, A. B.``, and for a group with a year, ``Tea Board (2003)``.
    """
    return bool(_NAME.match(text, start, end) or _GROUP.match(text, start, end))


def goes_on(text: str, start: int) -> bool:
    """Tell whether words begin as inside a sentence: in lower case, and with no address.

    Parameters
    ----------
    text : str
        The decoded source.
    start : int
        Where they begin.

    Returns
    -------
    bool
        True in lower case.
    """
    return text[start].islower() and not text.startswith(("http", "www."), start)


def is_finished(text: str, row: Row) -> bool:
    """Tell whether an entry may end with a row.

    Parameters
    ----------
    text : str
        The decoded source.
    row : Row
        The row.

    Returns
    -------
    bool
        False when it ends with a comma, a hyphen or a word such as "and".
    """
    return not _UNFINISHED.search(text, max(row.start, row.end - 8), row.end)


def _gain(text: str, begin: int, end: int) -> float:
    """How much what stands behind a label looks like the head of an entry."""
    if is_named(text, begin, end):
        return 0.3
    first = text[begin]
    if goes_on(text, begin):
        return 0.0 if _LOWER_NAME.match(text, begin, end) else -0.6
    return 0.0 if first.isalpha() or first in "\"\u201c'*_[<" else -0.3


def find_labels_at_rows(text: str, rows: Sequence[Row]) -> list[Label]:
    """Find the candidates at the head of a row, or alone on one.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows of a region.

    Returns
    -------
    list of Label
        In order. A label alone on its row belongs to the row below.
    """
    labels = []
    for index, row in enumerate(rows):
        # Most rows begin with a letter; a label does not, unless a digit was misread as one.
        if _is_letter(text[row.start]):
            continue
        begin = skip_bullet(text, row)
        emphasis = _EMPHASIS.match(text, begin, row.end)
        inner = emphasis.end() if emphasis else begin
        if _is_letter(text[inner]):
            continue
        for style, pattern in _STYLES.items():
            match = pattern.match(text, inner, row.end)
            if not match:
                continue
            printed = next(value for value in match.groupdict().values() if value)
            number = int(printed.translate(_RAISED_DIGITS).translate(_MISREAD))
            if number == 0:
                break
            after, last = match.end(), row.end
            if emphasis and text.startswith(emphasis.group(), after):
                after += 2
            after += len(text[after : row.end]) - len(text[after : row.end].lstrip())
            is_alone = after >= row.end
            if is_alone:
                if index + 1 == len(rows):
                    break
                after, last = skip_bullet(text, rows[index + 1]), rows[index + 1].end
            is_printed = printed.isdigit()
            gain = 1.0 + _gain(text, after, last) - 0.4 * (not is_printed) - 0.1 * is_alone
            if index and not row.opens and not is_finished(text, rows[index - 1]):
                gain -= 0.5
            labels.append(Label(index, begin, after, number, style, gain, is_printed))
            break
    return labels


def _is_letter(character: str) -> bool:
    return character.isalpha() and character not in "lIO"


def find_labels_inside(text: str, rows: Sequence[Row]) -> list[Label]:
    """Find the candidates in the middle of a row, where two entries share a line.

    Parameters
    ----------
    text : str
        The decoded source.
    rows : sequence of Row
        The rows of a region.

    Returns
    -------
    list of Label
        In order; labels at the head of a row are left out.
    """
    if not rows:
        return []
    starts = [row.start for row in rows]
    heads = {skip_bullet(text, row) for row in rows}
    labels = []
    for match in _INSIDE.finditer(text, rows[0].start, rows[-1].end):
        style = next(name for name, printed in match.groupdict().items() if printed and name != "label")
        start, begin = match.start("label"), match.end("gap")
        named = is_named(text, begin, begin + 120)
        before = text[match.start() - 1]
        is_after_end = before.isdigit() or before in ".)]/>\u201d"
        if start in heads or not (named or (style != "bare" and is_after_end)) or (goes_on(text, begin) and not named):
            continue
        row, number = bisect_right(starts, start) - 1, int(match[style])
        gain = 0.4 + 0.2 * named + 0.2 * is_after_end
        if number:
            labels.append(Label(row, start, begin, number, style, gain, is_inside=True))
    return labels


def find_chain(labels: Sequence[Label]) -> list[Label]:
    """Find the numbering: the chain of ascending labels that explains most.

    Parameters
    ----------
    labels : sequence of Label
        Candidates in order of position.

    Returns
    -------
    list of Label
        The chain. A number that is not above the one before it begins another list.
    """
    counts = Counter(label.style for label in labels)
    chains = [_chain_of(labels, style) for style, _ in counts.most_common(3)]
    return max(chains, key=lambda found: found[0], default=(0.0, []))[1]


def _chain_of(labels: Sequence[Label], style: str) -> tuple[float, list[Label]]:
    own = [label for label in labels if label.style == style and not label.is_inside]
    if len(own) >= 2 and sum(label.number == own[0].number for label in own) >= _SHARE_OF_ONES * len(own):
        same = [label for label in own if label.number == own[0].number and label.gain > 0.3]
        counted = [replace(label, number=count, is_printed=False) for count, label in enumerate(same, start=1)]
        return sum(label.gain for label in counted), counted
    scores: list[float] = []
    before: list[int] = []
    ends: dict[int, int] = {}
    top = -1
    for index, label in enumerate(labels):
        # A label in another style may be one that was misprinted, but proves less.
        gain = label.gain if label.style == style else label.gain - 0.7
        number = label.number
        score, previous = gain - _start_cost(number), -1
        if label.is_inside and number != 1:
            score = -1.0
        for step in range(1, _LARGEST_GAP + 1 if not label.is_inside or label.gain > 0.5 else 2):
            other = ends.get(number - step)
            if other is not None and scores[other] + gain - _GAP * (step - 1) > score:
                score, previous = scores[other] + gain - _GAP * (step - 1), other
        if top >= 0 and not label.is_inside:
            rise = number - labels[top].number
            cost = _RESTART if number == 1 else _JUMP if _LARGEST_GAP < rise <= _LARGEST_JUMP else 0.0
            if cost and scores[top] + gain - cost > score:
                score, previous = scores[top] + gain - cost, top
        scores.append(score)
        before.append(previous)
        if number not in ends or score > scores[ends[number]]:
            ends[number] = index
        if top < 0 or score > scores[top]:
            top = index
    if top < 0 or scores[top] <= 0:
        return 0.0, []
    chain, index = [], top
    while index >= 0:
        chain.append(labels[index])
        index = before[index]
    return scores[top], chain[::-1]


def _start_cost(number: int) -> float:
    return 0.0 if number == 1 else min(3.0, 0.4 + 0.05 * number)

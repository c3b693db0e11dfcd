"""Where the reference list stands, and its entries.

Entries are found by their labels, whose numbers must ascend; what stands between two labels belongs to the first, so that
an entry broken over lines, pages or a stray bullet stays whole. Entries without any label are counted by position.
"""

import re
from dataclasses import dataclass

from evidence_review.document import Entry
from evidence_review.readers.headings import Heading, recognize_heading
from evidence_review.readers.units import iterate_lines
from evidence_review.text import Part

__all__ = ["ReferenceList", "find_reference_list"]

_BULLET = re.compile(r"[-\u2022*\u2013\u25aa\u25cf]\s+")
_LABELS = {
    "bracket": re.compile(r"\[(\d{1,4})\]\s*(?=\S)"),
    "round": re.compile(r"\((\d{1,4})\)\s*(?=\S)"),
    "stop": re.compile(r"(\d{1,4})\.(?:\s+|(?=[^\W\d_]))(?=\S)"),
    "paren": re.compile(r"(\d{1,4})\)\s*(?=\S)"),
    "bare": re.compile(r"(\d{1,4})\s+(?=[^\W\d_])"),
}
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_FURNITURE = re.compile(r"(?:page\s+)?-?\s?\d{1,4}\s?-?$", re.IGNORECASE)
# A number may skip: entries get lost. It may not jump, or a volume at the start of a line would be a label.
_LARGEST_GAP = 5
_LONGEST_HEADING = 100
# Each heading costs a look at everything below it; no document has so many lists.
_MOST_HEADINGS = 20


@dataclass(frozen=True)
class ReferenceList:
    """A reference list: its heading, if it has one, its span with the heading, and its entries."""

    heading: Heading | None
    start: int
    end: int
    entries: tuple[Entry, ...]


def find_reference_list(text: str) -> ReferenceList | None:
    """Find the reference list of a document.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    ReferenceList or None
        The list under the last heading that has entries below it; else the last run of five or more labeled lines most of
        which hold a year; None when the document has none.
    """
    lines = list(iterate_lines(text))
    n_tried = 0
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line is None or line[1] - line[0] >= _LONGEST_HEADING:
            continue
        heading = recognize_heading(text, *line)
        if heading and heading.kind == "references":
            found = _read_list(text, lines[index + 1 :], heading, line[0])
            if found:
                return found
            n_tried += 1
            if n_tried == _MOST_HEADINGS:
                break
    return _find_unheaded(text, lines)


def _find_unheaded(text: str, lines: list[Part | None]) -> ReferenceList | None:
    labeled = _label_lines(text, lines)
    starts = [index for index, number in labeled.items() if number == 1]
    for first in reversed(starts):
        run = [index for index in labeled if index >= first]
        dated = sum(bool(_YEAR.search(text, *_line(lines, index))) for index in run)
        if len(run) >= 5 and dated >= 0.6 * len(run):
            return _read_list(text, lines[first:], None, _line(lines, first)[0])
    return None


def _read_list(text: str, lines: list[Part | None], heading: Heading | None, start: int) -> ReferenceList | None:
    lines = _until_heading(text, lines)
    labeled = _label_lines(text, lines)
    starts = _labeled_starts(text, lines, labeled) if labeled else _unlabeled_starts(text, lines)
    if not starts:
        return None
    entries = []
    for position, (index, begin, number, is_printed) in enumerate(starts):
        is_last = position + 1 == len(starts)
        until = _end_of_last(text, lines, index) if is_last else starts[position + 1][0]
        rest = [line for line in lines[index + 1 : until] if line and not _FURNITURE.fullmatch(text, *line)]
        body = [_line(lines, index), *rest]
        entries.append(Entry(number, begin, max(begin + 1, body[-1][1]), is_printed))
    return ReferenceList(heading, start, entries[-1].end, tuple(entries))


def _until_heading(text: str, lines: list[Part | None]) -> list[Part | None]:
    """Cut the lines off at the first heading that ends a reference list."""
    for index, line in enumerate(lines):
        if line is None or line[1] - line[0] >= _LONGEST_HEADING:
            continue
        heading = recognize_heading(text, *line)
        is_label = any(pattern.match(text, *line) for pattern in _LABELS.values())
        ends_list = heading and (
            heading.form == "markdown" or heading.kind in ("back-matter", "abstract", "front-matter")
        )
        if ends_list and not is_label:
            return lines[:index]
    return lines


def _label_lines(text: str, lines: list[Part | None]) -> dict[int, int]:
    """Return the lines that carry a label of the list's style, with the number, ascending."""
    chains = []
    for pattern in _LABELS.values():
        chain: dict[int, int] = {}
        last = 0
        for index, line in enumerate(lines):
            match = pattern.match(text, _after_bullet(text, line), line[1]) if line else None
            number = int(match[1]) if match else 0
            is_first = not chain and (number <= 20 or index == 0)
            if match and (is_first or last < number <= last + _LARGEST_GAP):
                chain[index] = last = number
        chains.append(chain)
    best = max(chains, key=len)
    n_lines = sum(line is not None for line in lines)
    return best if len(best) >= min(3, n_lines) else {}


def _line(lines: list[Part | None], index: int) -> Part:
    line = lines[index]
    assert line is not None, "an entry begins on a line that shows something"
    return line


def _after_bullet(text: str, line: Part) -> int:
    bullet = _BULLET.match(text, *line)
    return bullet.end() if bullet else line[0]


def _labeled_starts(text: str, lines: list[Part | None], labeled: dict[int, int]) -> list[tuple[int, int, int, bool]]:
    first = min(labeled)
    # Bullets above the first label are entries whose label was lost, when they are as many as the numbers that are missing.
    lost = [index for index in range(first) if lines[index] and _BULLET.match(text, *_line(lines, index))]
    starts = []
    if len(lost) == labeled[first] - 1:
        starts = [
            (index, _after_bullet(text, _line(lines, index)), number, False)
            for number, index in enumerate(lost, start=1)
        ]
    for index, number in labeled.items():
        begin = _after_bullet(text, _line(lines, index))
        label = next(
            match for pattern in _LABELS.values() if (match := pattern.match(text, begin)) and int(match[1]) == number
        )
        starts.append((index, label.end(), number, True))
    return starts


def _unlabeled_starts(text: str, lines: list[Part | None]) -> list[tuple[int, int, int, bool]]:
    bullets = [index for index, line in enumerate(lines) if line and _BULLET.match(text, *line)]
    heads = [index for index, line in enumerate(lines) if line and (index == 0 or lines[index - 1] is None)]
    shown = [index for index, line in enumerate(lines) if line]
    shown, heads = (
        [index for index in some if not _FURNITURE.fullmatch(text, *_line(lines, index))] for some in (shown, heads)
    )
    for candidates in (bullets, heads, shown):
        if len(candidates) < 3:
            continue
        reaches = zip(candidates, [*candidates[1:], len(lines)], strict=True)
        dated = [
            index for index, until in reaches if any(line and _YEAR.search(text, *line) for line in lines[index:until])
        ]
        if len(dated) >= 0.6 * len(candidates):
            kept = [index for index in candidates if index <= dated[-1]]
            return [
                (index, _after_bullet(text, _line(lines, index)), number, False)
                for number, index in enumerate(kept, start=1)
            ]
    return []


def _end_of_last(text: str, lines: list[Part | None], index: int) -> int:
    """Return the line after the last entry: it ends with its block, unless the next block goes on in lower case."""
    until = index
    while until < len(lines):
        if lines[until] is None:
            following = next((line for line in lines[until:] if line), None)
            if following is None or not text[following[0]].islower():
                break
        until += 1
    return until

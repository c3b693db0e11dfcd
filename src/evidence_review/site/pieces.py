"""A source as blocks in the order of its text: headings, paragraphs, entries of the list, and what stands between them."""

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from evidence_review.corpus.parse import read_parts

__all__ = ["Block", "Row", "find_blocks", "locate"]

Row = Mapping[str, Any]
"""A row of a table; what is unknown is an empty string."""

# A heading may be printed with marks of markup inside, which its title leaves out.
_MARKUP = frozenset("*_`#~\\")
_LINE = re.compile(r"[^\r\n]+")


@dataclass
class Block:
    """A stretch of a source that stands by itself on the page.

    Attributes
    ----------
    start, end : int
        Half-open offsets; all blocks together hold every character that is no white space, each once.
    kind : str
        `heading`, `reference`, a word of `vocabulary.BLOCKS`, or `gap` for what belongs to no row of any table.
    number : int
        Of the section, the entry or the paragraph; 0 for a gap.
    row : Row
        The section, the entry, or the first sentence; empty for a gap.
    gaps : list of (int, int)
        Stretches inside that belong to no row: labels, marks of markup.
    """

    start: int
    end: int
    kind: str
    number: int = 0
    row: Row = field(default_factory=dict)
    gaps: list[tuple[int, int]] = field(default_factory=list)


def find_blocks(text: str, sections: Sequence[Row], sentences: Sequence[Row], references: Sequence[Row]) -> list[Block]:
    """Cut a text into blocks.

    Parameters
    ----------
    text : str
        The decoded source.
    sections, sentences, references : sequence of Row
        The rows of the source.

    Returns
    -------
    list of Block
        In the order of the text. A paragraph that something interrupts has a block before it and one behind it.
    """
    leaves = [*_find_parts(sentences), *_find_entries(references)]
    leaves += _find_headings(text, sections, leaves)
    blocks: list[Block] = []
    position = 0
    for leaf in sorted(leaves, key=lambda one: (one.start, one.end)):
        start = max(leaf.start, position)
        if text[start : leaf.end].strip():
            _add(blocks, text, replace(leaf, start=start, gaps=[]), position)
            position = leaf.end
    _add_lines(blocks, text, position, len(text))
    return blocks


def locate(blocks: Sequence[Block], start: int, end: int) -> range:
    """Find the blocks that a span lies in.

    Parameters
    ----------
    blocks : sequence of Block
        In the order of the text, at least one.
    start, end : int
        The span.

    Returns
    -------
    range
        Their positions: the next, or else the last, where the span holds nothing but white space.
    """
    first = min(bisect.bisect_right(blocks, start, key=lambda block: block.end), len(blocks) - 1)
    last = bisect.bisect_left(blocks, end, lo=first, key=lambda block: block.start)
    return range(first, max(last, first + 1))


def _find_parts(sentences: Iterable[Row]) -> Iterator[Block]:
    for row in sentences:
        for start, end in read_parts(row["parts"]):
            yield Block(start, end, row["block"], row["paragraph_no"], row)


def _find_entries(references: Iterable[Row]) -> Iterator[Block]:
    return (Block(row["start"], row["end"], "reference", row["reference_no"], row) for row in references)


def _find_headings(text: str, sections: Iterable[Row], leaves: Iterable[Block]) -> Iterator[Block]:
    """Find the headings that stand by themselves; one with which a sentence begins stays in its paragraph."""
    taken = sorted((leaf.start, leaf.end) for leaf in leaves)
    starts = sorted(row["start"] for row in sections)
    for row in sections:
        start = row["start"]
        place = bisect.bisect_right(taken, (start, len(text)))
        if not row["title"] or (place and taken[place - 1][1] > start):
            continue
        after = bisect.bisect_right(starts, start)
        limits = [*(one[0] for one in taken[place : place + 1]), *starts[after : after + 1]]
        end = _end_of_heading(text, row["title"], start, min([*limits, len(text)]))
        yield Block(start, end, "heading", row["section_no"], row)


def _end_of_heading(text: str, title: str, start: int, limit: int) -> int:
    """Follow a title through the text; where the text says something else, the heading is the rest of the line."""
    position = start
    for char in filter(lambda one: not one.isspace(), title):
        while position < limit and text[position] != char and (text[position].isspace() or text[position] in _MARKUP):
            position += 1
        if position == limit or text[position] != char:
            line = _LINE.match(text, start, limit)
            return line.end() if line else start
        position += 1
    # A colon or the end of a mark belongs to it.
    while position < limit and not text[position].isalnum() and text[position] not in "\r\n":
        position += 1
    return position


def _add(blocks: list[Block], text: str, leaf: Block, position: int) -> None:
    """Put a leaf behind the blocks, with what stands between them."""
    last = blocks[-1] if blocks else None
    is_blank = not text[position : leaf.start].strip()
    if last and (last.kind, last.number) == (leaf.kind, leaf.number):
        last.end = leaf.end
        if not is_blank:
            last.gaps.append((position, leaf.start))
        return
    # What stands before it on its line is its label.
    label = max(text.rfind("\n", position, leaf.start), text.rfind("\r", position, leaf.start), position - 1) + 1
    _add_lines(blocks, text, position, label)
    if text[label : leaf.start].strip():
        leaf.gaps.append((label, leaf.start))
        leaf.start = label
    blocks.append(leaf)


def _add_lines(blocks: list[Block], text: str, start: int, end: int) -> None:
    """Keep what no row holds: the rest of a line with what it follows, other lines by themselves."""
    for match in _LINE.finditer(text, start, end):
        if not match[0].strip():
            continue
        last = blocks[-1] if blocks else None
        if last and last.kind != "heading" and match.start() == last.end:
            last.end = match.end()
            last.gaps.append(match.span())
        else:
            blocks.append(Block(match.start(), match.end(), "gap"))

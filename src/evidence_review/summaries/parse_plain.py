"""The parse report as plain text: what `evidence build --report` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.checks.registry import rows
from evidence_review.display import visible
from evidence_review.summaries.parse_facts import is_shown, say_count
from evidence_review.summaries.parse_report import VERDICTS, judge_parses, summarize_parse
from evidence_review.summaries.wording import count, excerpt

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["format_parse"]

_WIDTH = 100
_ASPECT, _NAME = 11, 40
# What a line keeps free for a sample with its place, and for further places.
_SAMPLE, _MORE, _LEAST = 50, 24, 8
_MARKS = {"guessed": "?", "not-found": "o", "not-understood": "!", "set-aside": "-"}
_LEGEND = "! look at this, ? guessed, - set aside, o not found, [n] an offset into texts/<source>.txt"


def format_parse(corpus: Corpus) -> str:
    """Write the parse report as text of at most 100 columns.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    str
        The verdicts, worst first, then a block per source in the same order. Characters of the sources that would turn the
        direction of a line or vanish are spelled out.
    """
    frame = summarize_parse(corpus)
    verdicts = judge_parses(corpus, frame)
    files = dict(zip(corpus.sources["source_id"], corpus.sources["file"], strict=True))
    numbers = verdicts["verdict"].value_counts()
    tally = ", ".join(f"{numbers[name]} {name}" for name in VERDICTS if name in numbers)
    lines = [f"{count(len(verdicts), 'source')}: {tally}", ""]
    names = {source: _line(_name(source, file), _WIDTH - _ASPECT - 5) for source, file in files.items()}
    width = min(max(map(len, names.values())), _NAME)
    for row in rows(verdicts):
        lines += _wrap(f"  {row.verdict:{_ASPECT}} {names[row.source]:{width}}  ", row.why, _ASPECT + width + 5)
    lines += ["", _LEGEND]
    for row in rows(verdicts):
        name = _line(_name(row.source, files[row.source]), _WIDTH - _ASPECT - 2)
        lines += ["", f"{name}: {row.verdict}", *_block(frame[frame["source"] == row.source])]
    return "\n".join(lines) + "\n"


def _name(source: str, file: str) -> str:
    return source if file.rpartition(".")[0] == source else f"{source} ({file})"


def _block(own: pd.DataFrame) -> Iterator[str]:
    for aspect, group in groupby(rows(own), key=lambda row: row.aspect):
        label = aspect
        apart: list[Any] = []
        together: list[Any] = []
        for row in group:
            is_apart = row.sample if is_shown(row) else row.more and not row.sample
            (apart if is_apart or row.look else together).append(row)
        for mark in (" ", *_MARKS.values()):
            joined = ", ".join(say_count(row) for row in together if _mark(row) == mark)
            if joined:
                yield from _wrap(f"  {label:{_ASPECT}}{mark} ", joined)
                label = ""
        for row in apart:
            yield _sampled(f"  {label:{_ASPECT}}{_mark(row)} ", row)
            label = ""


def _mark(row: Any) -> str:
    return "!" if row.look else _MARKS.get(row.status, " ")


def _sampled(head: str, row: Any) -> str:
    said = head + _line(say_count(row), _WIDTH - len(head) - _SAMPLE)
    place = "" if pd.isna(row.start) else f" [{row.start}]"
    if row.sample:
        room = _WIDTH - len(said) - len(place) - 3
        said += f'{place} "{_line(row.sample, room - _MORE if row.more else room)}"'
    room = _WIDTH - len(said) - 6
    return said + (f"{' also' if row.sample else ':'} {_line(row.more, room)}" if row.more and room >= _LEAST else "")


def _line(text: str, limit: int) -> str:
    """Return a text on one line of at most so many characters, spelled out where it is not visible."""
    return excerpt(visible(text), limit=limit)


def _wrap(head: str, text: str, indent: int = 0) -> list[str]:
    """Break a text into lines behind a head; a head that is longer than the indent, as a long name makes it, stands alone."""
    margin = " " * (indent or len(head))
    words = textwrap.wrap(visible(text), _WIDTH - len(margin), break_on_hyphens=False)
    lines = [margin + line for line in words]
    if len(head) > len(margin) or not lines:
        return [head.rstrip(), *lines]
    return [head + words[0], *lines[1:]]

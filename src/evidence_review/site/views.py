"""The blocks of a source as its reading view shows them: marked, with their level or label, and with the notes beside them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from evidence_review.anchors import anchor_of
from evidence_review.decisions import Topic
from evidence_review.site.marks import Mark, mark_up
from evidence_review.site.notes import (
    FindingNote,
    StatementNote,
    note_findings,
    note_statements,
    summarize_findings,
    summarize_statements,
)
from evidence_review.site.pieces import Block, Row, find_blocks, locate
from evidence_review.site.spans import (
    mark_findings,
    mark_gaps,
    mark_markers,
    mark_places,
    mark_sentences,
    mark_statements,
    say_language,
    spread,
)

__all__ = ["View", "make_views"]

_Note = TypeVar("_Note", StatementNote, FindingNote)
_DEEPEST = 4
_MOST_UNFOLDED = 3
_GROUPS = {"list-item": "list", "reference": "references"}


@dataclass(frozen=True)
class View:
    """A block on the page.

    Attributes
    ----------
    block : Block
        The stretch of text.
    html : str
        The text with its marks.
    spoken : str
        Attributes that say its language, where it is not that of the source.
    level : int
        Of a heading: 2 to 4.
    reason : str
        Why it was set aside; empty for what was not.
    cited : tuple of int
        The markers that cite an entry.
    statements, findings : tuple
        The notes beside it.
    """

    block: Block
    html: str
    spoken: str
    level: int
    reason: str
    cited: tuple[int, ...]
    statements: tuple[StatementNote, ...]
    findings: tuple[FindingNote, ...]

    @property
    def group(self) -> str:
        """What it stands in together with its neighbors."""
        return "aside" if self.reason else _GROUPS.get(self.block.kind, "text")

    @property
    def fold_of_statements(self) -> str:
        """What is said where its statements are folded; empty where they are few."""
        n = sum(len(note.decisions) for note in self.statements)
        return summarize_statements(self.statements) if n > _MOST_UNFOLDED else ""

    @property
    def fold_of_findings(self) -> str:
        """What is said where its findings are folded; empty where they are few."""
        return summarize_findings(self.findings) if len(self.findings) > _MOST_UNFOLDED else ""


def make_views(
    text: str, source: Row, tables: Mapping[str, Sequence[Row]], *, topics: Mapping[str, Topic], made: Collection[str]
) -> list[View]:
    """Make the views of a source.

    Parameters
    ----------
    text : str
        The decoded source.
    source : Row
        Its row of `sources`.
    tables : mapping of str to sequence of Row
        Its rows of the other tables.
    topics : mapping of str to Topic
        The topics of the review, by id.
    made : collection of str
        The files of the pages that there are to link to.

    Returns
    -------
    list of View
        In the order of the text; at least one.
    """
    blocks = find_blocks(text, tables["sections"], tables["sentences"], tables["references"]) or [Block(0, 0, "gap")]
    marks = spread(blocks, _mark_all(source, tables, blocks))
    sections = {row["section_no"]: row for row in tables["sections"]}
    titles = {row["sentence_no"]: sections[row["section_no"]]["title"] for row in tables["sentences"]}
    notes = note_statements(tables["statements"], source, topics=topics, made=made, titles=titles)
    statements = _by_block(notes, blocks)
    findings = _by_block(note_findings(tables["findings"]), blocks)
    cited = _find_cited(tables["citations"])
    levels = _find_levels(blocks)
    return [
        View(
            block,
            mark_up(text, block.start, block.end, marks[place]),
            say_language(block.row.get("language", ""), source["language"]),
            levels.get(place, 0),
            _find_reason(block, sections),
            tuple(cited[block.number]) if block.kind == "reference" else (),
            tuple(statements[place]),
            tuple(findings[place]),
        )
        for place, block in enumerate(blocks)
    ]


def _mark_all(source: Row, tables: Mapping[str, Sequence[Row]], blocks: Iterable[Block]) -> list[Mark]:
    own = {(block.kind, block.number) for block in blocks}
    sections = {
        anchor_of("section_no", row["section_no"]): row["start"]
        for row in tables["sections"]
        if ("heading", row["section_no"]) not in own
    }
    entries = {
        anchor_of("reference_no", row["reference_no"]): row["start"]
        for row in tables["references"]
        if ("reference", row["reference_no"]) not in own
    }
    return [
        *mark_places(sections | entries),
        *mark_gaps(blocks),
        *mark_sentences(tables["sentences"], source["language"]),
        *mark_statements(tables["statements"]),
        *mark_findings(tables["findings"]),
        *mark_markers(tables["citations"], {row["reference_no"]: row for row in tables["references"]}),
    ]


def _by_block(notes: Iterable[_Note], blocks: Sequence[Block]) -> dict[int, list[_Note]]:
    """Find the block beside which each note with a place stands."""
    found: dict[int, list[_Note]] = defaultdict(list)
    for note in notes:
        if note.span:
            found[locate(blocks, *note.span)[0]].append(note)
    return found


def _find_cited(citations: Iterable[Row]) -> dict[int, list[int]]:
    """Find the markers that cite each entry, in the order of the text."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in sorted(citations, key=itemgetter("start", "citation_no")):
        found[row["reference_no"]].append(row["marker_no"])
    return found


def _find_levels(blocks: Iterable[Block]) -> dict[int, int]:
    """Find the level of each heading on the page, so that none is skipped."""
    levels = {}
    above: list[int] = []
    for place, block in enumerate(blocks):
        if block.kind == "heading" and block.row["kind"] != "boilerplate":
            while above and above[-1] >= block.row["level"]:
                above.pop()
            above.append(block.row["level"])
            levels[place] = min(len(above) + 1, _DEEPEST)
    return levels


def _find_reason(block: Block, sections: Mapping[int, Row]) -> str:
    section = sections.get(block.row.get("section_no", 0))
    if block.kind != "boilerplate" and (block.kind != "heading" or block.row["kind"] != "boilerplate"):
        return ""
    return section["reason"] if section and section["reason"] else "no part of the article"

"""Roles of the units of running text: which are headings, and where two headings share a line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence_review.readers.headings import Heading, recognize_heading, split_glued_heading
from evidence_review.readers.units import Unit

__all__ = ["as_heading", "mark_headings", "separate_glued_headings"]

_INHERITED = ("abstract", "introduction", "conclusion", "back-matter")


def as_heading(unit: Unit, heading: Heading, kind: str) -> Unit:
    """Return a unit in the role of a heading.

    Parameters
    ----------
    unit : Unit
        The unit.
    heading : Heading
        What was recognized in it.
    kind : str
        The kind of section that it opens.

    Returns
    -------
    Unit
        The heading.
    """
    return replace(unit, role="heading", start=heading.start, title=heading.title, level=heading.level, kind=kind)


def separate_glued_headings(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Cut lines that hold two headings in two.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        The units in order.

    Returns
    -------
    list of Unit
        The units, with a new block for each second heading.
    """
    separated: list[Unit] = []
    for index, unit in enumerate(units):
        following = units[index + 1] if index + 1 < len(units) else None
        heading = recognize_heading(text, unit.start, unit.end) if unit.role == "prose" and following else None
        cut = None
        if (
            heading
            and not heading.kind
            and heading.form in ("plain", "number")
            and following
            and _is_text(text, following)
        ):
            cut = split_glued_heading(text, heading.start, unit.end, text[following.start : following.end])
        if cut:
            separated.append(replace(unit, end=unit.start + len(text[unit.start : cut].rstrip())))
            separated.append(replace(unit, start=cut, block=unit.block + 1_000_000))
        else:
            separated.append(unit)
    return separated


def mark_headings(text: str, units: Sequence[Unit], continues: Mapping[int, int], first: int = 0) -> list[Unit]:
    """Find the headings of running text and the kind of section that each opens.

    A line is a heading by its form (markdown, a known word) or because text follows it and nothing stands beside it in its
    block. A section below a section of known kind is of that kind.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        The units in order.
    continues : mapping
        Units that continue a sentence, and so are no headings.
    first : int
        Where running text begins.

    Returns
    -------
    list of Unit
        The units, headings in their role.
    """
    found = _find_headings(text, units, continues, first)
    marked = list(units)
    open_kinds: list[tuple[int, str]] = []
    is_back = False
    for index in sorted(found):
        heading = found[index]
        if is_back and heading.form in ("plain", "upper"):
            continue
        while open_kinds and open_kinds[-1][0] >= heading.level:
            open_kinds.pop()
        inherited = open_kinds[-1][1] if open_kinds else ""
        kind = "conclusion" if heading.kind == "abstract" and index > min(found) else heading.kind
        is_back = kind == "back-matter" or (is_back and kind not in ("introduction", "conclusion", "body"))
        if not kind or kind in ("references", "front-matter"):
            kind = "back-matter" if is_back else inherited if inherited in _INHERITED else "body"
        open_kinds.append((heading.level, kind))
        marked[index] = as_heading(units[index], heading, kind)
    return marked


def _find_headings(text: str, units: Sequence[Unit], continues: Mapping[int, int], first: int) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    # From the end, so that a heading above a heading is known to have text below it.
    following: Unit | None = None
    below: Heading | None = None
    for index in range(len(units) - 1, first - 1, -1):
        unit = units[index]
        if unit.role in ("boilerplate", "caption", "table"):
            continue
        heading = (
            recognize_heading(text, unit.start, unit.end) if unit.role == "prose" and index not in continues else None
        )
        if heading and _is_heading(text, units, index, heading, following, below):
            found[index] = below = heading
        else:
            below = None
        following = unit
    return found


def _is_heading(
    text: str, units: Sequence[Unit], index: int, heading: Heading, following: Unit | None, below: Heading | None
) -> bool:
    if heading.form in ("markdown", "known"):
        return True
    unit = units[index]
    is_beside = any(0 <= other < len(units) and units[other].block == unit.block for other in (index - 1, index + 1))
    if following is None or (is_beside and heading.form == "plain"):
        return False
    if below is None:
        return following.role == "list-item" or _is_text(text, following)
    # Numbered lines that follow each other at one depth are a list.
    return not (heading.form == below.form == "number" and heading.level == below.level)


def _is_text(text: str, unit: Unit) -> bool:
    if unit.role not in ("prose", "list-item"):
        return False
    n_words = text.count(" ", unit.start, unit.end) + 1
    return (
        n_words >= 12 or (n_words >= 4 and text[unit.end - 1] in ".;?!") or (n_words >= 3 and text[unit.end - 1] == ":")
    )

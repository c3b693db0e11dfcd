"""Roles of the units of running text: which are headings, and where two headings share a line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence_review.readers.contents import mark_contents
from evidence_review.readers.headings import Heading, recognize_heading, split_glued_heading, split_run_in
from evidence_review.readers.units import Unit, split_parts
from evidence_review.text import Part, normalize

__all__ = [
    "as_heading",
    "cut_units",
    "find_levels",
    "mark_headings",
    "separate_glued_headings",
    "separate_run_in_headings",
]

# What the chief headings of a report end with.
_MAIN = re.compile(r"\b(?:methods?|results|findings|discussion)$")
_INSIDE = re.compile(r"[.?!)\]]\s+(?=(?:\*\*)?[A-Z])")
# A label with fewer words behind it is one of the front matter.
_LEAST_WORDS = 5
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


def cut_units(text: str, parts: Sequence[Part] | None = None) -> list[Unit]:
    """Cut a text into units, tables of contents set aside and headings cut from what stands in their line.

    Parameters
    ----------
    text : str
        The decoded source.
    parts : sequence of (int, int), optional
        The stretches to cut, in order; the whole text unless told.

    Returns
    -------
    list of Unit
        In order.
    """
    units = mark_contents(text, split_parts(text, [(0, len(text))] if parts is None else parts))
    return separate_run_in_headings(text, separate_glued_headings(text, units))


def separate_run_in_headings(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Cut headings off the paragraphs that they open, as in ``**Results.** We found`` or ``Methods: We asked``.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        The units in order.

    Returns
    -------
    list of Unit
        The units; a paragraph with such a heading is two. Bold words that are no usual heading count where two paragraphs of the
        document open so.
    """
    found = {
        index: split_run_in(text, unit.start, unit.end) for index, unit in enumerate(units) if unit.role == "prose"
    }
    n_bold = sum(cut is not None and not cut[0].kind for cut in found.values())
    separated: list[Unit] = []
    for index, unit in enumerate(units):
        cut = found.get(index)
        if cut and cut[0].kind == "abstract":
            cut = None
        least = 0 if cut and cut[0].kind == "back-matter" else _LEAST_WORDS
        if cut is None or (not cut[0].kind and n_bold < 2) or text.count(" ", cut[1], unit.end) < least:
            separated.append(unit)
            continue
        separated.extend(_cut_inside(text, _cut_label(text, unit, *cut)))
    return separated


def _cut_label(text: str, unit: Unit, heading: Heading, begin: int) -> list[Unit]:
    """Return the label of a paragraph as a unit of its own, and the paragraph.

    Bold words are a heading that was set into the line. A usual label with a colon ("Methods: We asked") is a heading too, and
    the sentence keeps it, as people read it.
    """
    label = replace(unit, end=unit.start + len(text[unit.start : begin].rstrip()))
    if heading.look == "bold" and (not heading.kind or "." in text[label.end - 4 : label.end]):
        return [label, replace(unit, start=begin)]
    return [replace(label, start=heading.start), replace(unit, start=heading.start)]


def _cut_inside(text: str, pieces: list[Unit]) -> list[Unit]:
    """Cut a structured abstract that is one paragraph at its further labels: "... at night. Methods: We asked ..."."""
    unit = pieces[-1]
    for match in _INSIDE.finditer(text, unit.start, unit.end):
        cut = split_run_in(text, match.end(), unit.end, is_known=True)
        if cut:
            pieces[-1] = replace(pieces[-1], end=match.start() + 1)
            pieces.extend(_cut_label(text, replace(unit, start=match.end()), *cut))
    return pieces


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
    # "Ethics approval" may stand among the methods: the back matter begins behind the last chief heading.
    last = max(
        (index for index, heading in found.items() if heading.kind in ("introduction", "conclusion", "body")),
        default=-1,
    )
    kept = []
    for index in sorted(found):
        heading = found[index]
        if is_back and heading.form in ("plain", "upper"):
            continue
        is_back = is_back or (heading.kind == "back-matter" and index > last)
        kept.append((index, heading, is_back))
    levels = find_levels([heading for _, heading, _ in kept])
    for (index, heading, is_back), level in zip(kept, levels, strict=True):
        while open_kinds and open_kinds[-1][0] >= level:
            open_kinds.pop()
        inherited = open_kinds[-1][1] if open_kinds else ""
        kind = "conclusion" if heading.kind == "abstract" and index > min(found) else heading.kind
        if not kind or kind in ("references", "front-matter"):
            kind = "back-matter" if is_back else inherited if inherited in _INHERITED else "body"
        open_kinds.append((level, kind))
        marked[index] = as_heading(units[index], replace(heading, level=level), kind)
    return marked


def find_levels(headings: Sequence[Heading]) -> list[int]:
    """Find how deep headings are, from markup and numbers, else from the ways in which they are printed.

    What is printed as the first heading of a known kind is at the top, and every other way below it. Where all look alike, what
    follows the methods, the results or the discussion of a report stands in them.

    Parameters
    ----------
    headings : sequence of Heading
        The headings of a document, in order.

    Returns
    -------
    list of int
        A level for each, from 1.
    """
    # Capitals among other titles are most often an abbreviation.
    top = _top_look(headings)
    looks = ["plain" if heading.look == "upper" and top == "plain" else heading.look for heading in headings]
    lower = [look for look in dict.fromkeys(looks) if look not in (top, "#", "1")]
    is_report = not lower and top not in ("1", "I", "#") and _is_report(headings)
    levels: list[int] = []
    is_inside = False
    numbered = 0
    for heading, look in zip(headings, looks, strict=True):
        if look == "#":
            level = heading.level
        elif look == "1":
            level = numbered = heading.level + (top == "I")
        elif look == top:
            is_inside = is_inside and not _is_main(heading)
            level = 2 if is_report and is_inside else 1
            numbered = level if look == "I" else numbered
            is_inside = is_inside or (_is_main(heading) and heading.kind == "body")
        elif numbered and look != "A":
            # What has no number stands below what has one, unless every article has it, as the acknowledgments.
            level = 1 if heading.kind else numbered + 1
        else:
            level = 1 if heading.kind == "back-matter" else lower.index(look) + 2
        levels.append(level)
    return levels


def _top_look(headings: Sequence[Heading]) -> str:
    """Return how the chief headings are printed: with numbers, else as the first heading of a known kind is."""
    numbers = [heading.look for heading in headings if heading.look in ("1", "I")]
    if len(numbers) >= 2:
        return numbers[0]
    first = next((heading.look for heading in headings if heading.kind and heading.look != "#"), "")
    return first or next((heading.look for heading in headings), "")


def _is_main(heading: Heading) -> bool:
    """Tell whether a heading is one of those that every report has at its top."""
    if heading.kind == "body":
        return bool(_MAIN.search(normalize(heading.title)))
    return heading.kind in ("introduction", "conclusion", "back-matter", "abstract", "references")


def _is_report(headings: Sequence[Heading]) -> bool:
    mains = {
        words.group()
        for heading in headings
        if heading.kind == "body" and (words := _MAIN.search(normalize(heading.title)))
    }
    return len(mains) >= 2


def _find_headings(text: str, units: Sequence[Unit], continues: Mapping[int, int], first: int) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    continued = set(continues.values())
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
        if heading and heading.form == "plain" and index in continued:
            # What looks like a line of its own is the end of a page, with the rest of its sentence on the next.
            heading = None
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
        if heading.look == "1" and unit.role == "prose" and not is_beside and heading.title.isupper():
            return True
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

"""What web pages share: an article between menus and footers, with headings that no number or markup gives away."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.document import Document, Metadata
from evidence_review.extract.references import family_name
from evidence_review.readers.assemble import assemble, boilerplate_reason
from evidence_review.readers.front_matter import find_labels, find_license, parse_byline, parse_date, strip_markup
from evidence_review.readers.headings import recognize_heading
from evidence_review.readers.reference_list import find_reference_lists
from evidence_review.readers.structure import cut_units, mark_headings
from evidence_review.readers.units import Unit, split_units, with_role
from evidence_review.text import fold

__all__ = ["has_web_marks", "is_site", "mark_page", "names_reviewer", "read_page", "read_web_metadata"]

# A site names itself where it speaks of its own rules: "Example's Terms & Privacy Policy", "Example privacy policy".
_SITE_NAMES = [
    re.compile(r"\b([A-Z][\w.]{2,30})(?:'s|\u2019s)\s(?:Terms|Privacy|Cookie)"),
    re.compile(r"(?:^|[.!?]\s)([A-Z]?[\w.]{3,30})\s(?:privacy policy|terms of (?:use|service))", re.IGNORECASE),
    re.compile(
        r"(?:\u00a9|\(c\)|Copyright)\s?(?:\d{4}(?:[-\u2013]\d{4})?\s)?(?:by\s)?([A-Z][\w.]{2,30}(?:\s[A-Z][\w.]{1,30}){0,2})\b(?!\s(?:rights|et al))"
    ),
]
_SITE_STOP = frozenset("the our your this all website site cookie cookies and rights".split())
_REVIEWED = re.compile(
    r"\n\s{0,10}(?:medically|clinically|fact)[- ](?:reviewed|checked)(?: by| on|:|\s*\n)", re.IGNORECASE
)
# Lines that only a site has; "search" or "share" may be a heading of an article.
_SITE_REASONS = ("related links", "comment form", "subscription", "cookie notice", "disclaimer", "author box")
_LONG = 12
_HEAD = 60
_LONGEST_MENU = 4000
_LINK = re.compile(r"!?\[[^\]\[]{0,300}\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)")
_SITE_LAST = re.compile(r"\s[|\u2013\u2014-]\s([^|\u2013\u2014]{2,40})$")


def has_web_marks(text: str, units: Sequence[Unit], reasons: Sequence[str], least: int = 1) -> bool:
    """Tell whether enough lines of a text are those of a site.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        Its units.
    reasons : sequence of str
        The reasons of `readers/chrome.toml` that count.
    least : int
        How many lines it takes.

    Returns
    -------
    bool
        True when there are at least that many.
    """
    return sum(boilerplate_reason(text, unit, is_web=True) in reasons for unit in units) >= least


def read_page(text: str, kind: str) -> Document:
    """Read a web page.

    Parameters
    ----------
    text : str
        The decoded source.
    kind : str
        The kind of document.

    Returns
    -------
    Document
        The article; the site around it is set aside.
    """
    references = find_reference_lists(text)
    units, title = mark_page(text, references.start if references else len(text))
    for start, end in references.gaps(references.lists[0].end, len(text)) if references else []:
        below = split_units(text, start, end)
        units += [with_role(unit, "boilerplate", reason=_site_reason(text, unit)) for unit in below]
    return assemble(text, kind, read_web_metadata(text, units, title), units, references=references)


def _site_reason(text: str, unit: Unit) -> str:
    return boilerplate_reason(text, unit, is_web=True) or "site chrome"


def is_site(text: str, units: Sequence[Unit]) -> bool:
    """Tell a web page from a journal article, also where it has a reference list.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        Its units.

    Returns
    -------
    bool
        True when it names a medical reviewer, or at least two lines are those of a site, and it has no abstract.
    """
    if not (has_web_marks(text, units, _SITE_REASONS, 2) or names_reviewer(text)):
        return False
    headings = (recognize_heading(text, unit.start, unit.end) for unit in units)
    return not any(heading and heading.kind == "abstract" for heading in headings)


def names_reviewer(text: str) -> bool:
    """Tell whether a page says who reviewed it for medical correctness.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    bool
        True when a line begins with words such as "medically reviewed by".
    """
    return bool(_REVIEWED.search("\n" + text))


def mark_page(text: str, end: int) -> tuple[list[Unit], int]:
    """Give the units of a web page their roles.

    The article begins at the first heading with text below it, or the first long paragraph; its title and what stands between
    the title and the article is front matter, a paragraph there its lead. It ends with the last paragraph before the first line of
    the site that has no heading of the article after it; what follows is set aside.

    Parameters
    ----------
    text : str
        The decoded source.
    end : int
        Where the reference list begins, or the text ends.

    Returns
    -------
    units : list of Unit
        The units with roles.
    title : int
        Index of the unit with the title, or -1.
    """
    units = cut_units(text, [(0, end)])
    units = _mark_labels(text, [_mark(text, unit) for unit in units])
    marked = mark_headings(text, units, {})
    headings = [index for index, unit in enumerate(marked) if unit.role == "heading"]
    title = _find_title(text, marked)
    first = _find_article(text, marked, headings, title)
    last = _find_end(text, marked, first)
    result = []
    for index, unit in enumerate(marked):
        if index == title and not _opens_text(marked, title, first):
            result.append(with_role(replace(unit, start=units[index].start), "line", kind="front-matter"))
        elif index < first:
            result.append(_mark_before(text, units[index], is_after_title=index > title >= 0))
        elif index > last:
            result.append(with_role(units[index], "boilerplate", reason=units[index].reason or "site chrome"))
        else:
            result.append(unit)
    if first < len(result) and result[first].role != "heading":
        # An article without a heading is a section all the same.
        result[first] = replace(result[first], kind="body")
    return result, title


def _mark(text: str, unit: Unit) -> Unit:
    if unit.role in ("caption", "table", "boilerplate"):
        return unit
    reason = boilerplate_reason(text, unit, is_web=True)
    # A paragraph of the article may begin like a line of the site; only a short one is taken for it.
    is_short = text.count(" ", unit.start, unit.end) < 40 or reason in ("disclaimer", "cookie notice")
    if not reason and _is_only_links(text, unit):
        reason = "links"
    return with_role(unit, "boilerplate", reason=reason) if reason and is_short else unit


def _is_only_links(text: str, unit: Unit) -> bool:
    """Tell whether all words of a unit are those of links or pictures, as in a menu."""
    line = text[unit.start : unit.end]
    if "](" not in line or len(line) > _LONGEST_MENU:
        return False
    # A picture may be the words of a link.
    rest = _LINK.sub("", _LINK.sub("", line))
    return not any(map(str.isalnum, rest))


def _mark_labels(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Give the byline and the dates above the first paragraph their role: what stands above a paragraph alone is no heading."""
    marked = list(units)
    for index, unit in enumerate(units):
        if _is_paragraph(text, unit):
            break
        if unit.role == "prose" and find_labels(text, [unit]):
            marked[index] = with_role(unit, "line")
    return marked


def _is_paragraph(text: str, unit: Unit) -> bool:
    return unit.role in ("prose", "list-item") and text.count(" ", unit.start, unit.end) >= _LONG


def _find_title(text: str, units: Sequence[Unit]) -> int:
    """Return the line that reads like the title: three words or more, in title case, without a stop.

    Where there are several above the text, as in a menu, it is the one that is marked as the highest heading, else the one that a
    byline or a date follows, else the first.
    """
    found: list[int] = []
    for index, unit in enumerate(units[:_HEAD]):
        heading = recognize_heading(text, unit.start, unit.end)
        if _is_paragraph(text, unit) and unit.role != "heading":
            break
        if (
            unit.role != "boilerplate"
            and heading
            and not heading.kind
            and text.count(" ", unit.start, unit.end) >= 2
            and not _is_glued(text, unit)
            and not find_labels(text, [unit])
        ):
            if heading.form == "markdown" and heading.level == 1:
                return index
            found.append(index)
    told = (index for index in found if find_labels(text, units[index + 1 : index + 3]))
    return next(told, found[0] if found else -1)


def _is_glued(text: str, unit: Unit) -> bool:
    """Tell whether a line is a row of links that copying has run together, as in ``HomeHealth articlesPain``."""
    return len(re.findall(r"[a-z][A-Z]", text[unit.start : unit.end])) >= 2


def _opens_text(units: Sequence[Unit], title: int, first: int) -> bool:
    return 0 <= title == first and units[title].role == "heading"


def _find_article(text: str, units: Sequence[Unit], headings: Sequence[int], title: int) -> int:
    below_title = [
        index for index in headings if index > title and units[index].kind in ("introduction", "body", "conclusion")
    ]
    paragraphs = [index for index, unit in enumerate(units) if _is_paragraph(text, unit)]
    first_paragraph = paragraphs[0] if paragraphs else len(units)
    if title >= 0 and first_paragraph == title + 1:
        return title
    if below_title and below_title[0] < first_paragraph:
        return below_title[0]
    # A lead stands above the first heading; without labels between them, it is simply the first paragraph.
    between = below_title and any(
        units[index].role != "heading" and not _is_paragraph(text, units[index])
        for index in range(first_paragraph, below_title[0])
    )
    return below_title[0] if between else first_paragraph


def _find_end(text: str, units: Sequence[Unit], first: int) -> int:
    """Return the last unit of the article."""
    end = _last_heading_with_text(text, units, first)
    for index in range(end + 1, len(units)):
        if units[index].role == "boilerplate":
            break
        end = index
    return end


def _last_heading_with_text(text: str, units: Sequence[Unit], first: int) -> int:
    """Return the last heading that a paragraph follows before any line of the site, else the first unit of the article."""
    has_text = False
    for index in range(len(units) - 1, first - 1, -1):
        if units[index].role == "heading" and has_text:
            return index
        has_text = units[index].role != "boilerplate" and (has_text or _is_paragraph(text, units[index]))
    return first


def _mark_before(text: str, unit: Unit, *, is_after_title: bool) -> Unit:
    if unit.role == "boilerplate":
        return unit
    if is_after_title and _is_paragraph(text, unit):
        # The lead sums the article up, as an abstract does.
        return replace(unit, role="prose", kind="abstract")
    return (
        with_role(unit, "line", kind="front-matter")
        if is_after_title
        else with_role(unit, "boilerplate", reason="site chrome")
    )


def read_web_metadata(text: str, units: Sequence[Unit], title: int) -> Metadata:
    """Gather what a web page says about itself.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        The units with roles, as `mark_page` returns them.
    title : int
        Index of the unit with the title, or -1.

    Returns
    -------
    Metadata
        What the page says; a page without author and date leaves them empty.
    """
    outside = [unit for unit in units if unit.role in ("line", "boilerplate")]
    labels = find_labels(text, outside)
    printed = strip_markup(fold(text, [(units[title].start, units[title].end)]).text) if title >= 0 else ""
    authors = parse_byline(labels.get("authors", ""))
    lines = [fold(text, [(unit.start, min(unit.end, unit.start + 1000))]).text for unit in outside]
    site = _find_site(lines)
    # The title of a browser's window ends with the site's name.
    name = _SITE_LAST.search(printed)
    is_site_last = name is not None and site != "" and site.casefold() in name[1].casefold()
    return Metadata(
        title=printed[: name.start()] if name and is_site_last else printed,
        title_as_printed=printed,
        authors=authors,
        first_author=family_name(authors[0]) if authors else "",
        published=parse_date(labels.get("published", "")),
        reviewed=parse_date(labels.get("reviewed", "")),
        reviewed_by=labels.get("reviewed_by", ""),
        container_title=site,
        site=site,
        license=find_license(
            [line for line in lines if re.search(r"licen[cs]e|creative commons", line, re.IGNORECASE)]
        ),
    )


def _find_site(lines: Sequence[str]) -> str:
    for pattern in _SITE_NAMES:
        for line in lines:
            match = pattern.search(line)
            if match and match[1].casefold() not in _SITE_STOP:
                return match[1].rstrip(".")
    return ""

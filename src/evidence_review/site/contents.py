"""The table of contents of a page, from its headings; and headings in order, each with an id that can be linked to."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.display import escape

__all__ = ["Entry", "add_contents", "list_contents"]

_HEADING = re.compile(r"<h([1-6])((?:\s[^<>]{0,1000})?)>(.{0,20000}?)</h\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]{0,1000})"')
_TAG = re.compile(r"<[^<>]{0,1000}>")
_NUMBER = re.compile(r"[\s\d.]{0,20}")
_NOT_IN_SLUG = re.compile(r"[\W_]+")
_FEWEST = 4  # headings that a page has before it needs a table of contents


@dataclass(frozen=True)
class Entry:
    """A heading that the table of contents leads to: its level (2 or 3), its id on the page and its text."""

    level: int
    id: str
    text: str


def add_contents(body: str) -> tuple[str, tuple[Entry, ...]]:
    """Bring the headings of a page into order, give each below the title an id, and list them.

    Parameters
    ----------
    body : str
        HTML of the page's content. Its first heading is its title; a later heading of level 1, or one that skips a level, is moved
        to the level that follows.

    Returns
    -------
    body : str
        The same with ids; those that were there are kept.
    entries : tuple of Entry
        Its headings of levels 2 and 3, in order; none on a page with fewer than four of them.

    Examples
    --------
    >>> add_contents("<h1>Pain</h1><h2>1. Who says what</h2><h4>Adults</h4>")[0]
    '<h1>Pain</h1><h2 id="who-says-what">1. Who says what</h2><h3 id="adults">Adults</h3>'
    """
    taken = set(_ID.findall(body))
    entries: list[Entry] = []
    above: list[int] = []  # the levels, as printed, of the headings that hold the one being read

    def rewrite(found: re.Match[str]) -> str:
        printed = max(int(found[1]), 2) if above else 1
        while above and above[-1] >= printed:
            above.pop()
        above.append(printed)
        level = len(above)
        if level == 1:
            return f"<h1{found[2]}>{found[3]}</h1>"
        text = " ".join(html.unescape(_TAG.sub("", found[3])).split())
        own = _ID.search(found[2])
        name = html.unescape(own[1]) if own else _free(_slug(text), taken)
        attributes = found[2] if own else f'{found[2]} id="{name}"'
        if level in (2, 3):
            entries.append(Entry(level, name, text))
        return f"<h{level}{attributes}>{found[3]}</h{level}>"

    body = _HEADING.sub(rewrite, body)
    return body, tuple(entries) if len(entries) >= _FEWEST else ()


def list_contents(entries: Iterable[Entry]) -> str:
    """Make the table of contents.

    Parameters
    ----------
    entries : iterable of Entry
        As `add_contents` returns them.

    Returns
    -------
    str
        HTML; nothing when there are no entries.
    """
    lines = "".join(
        f'<li class="level-{entry.level}"><a href="#{escape(entry.id)}" dir="auto">{escape(entry.text)}</a></li>'
        for entry in entries
    )
    if not lines:
        return ""
    return (
        '<nav class="contents" aria-label="On this page"><details><summary>On this page</summary>'
        f"<ul>{lines}</ul></details></nav>"
    )


def _slug(text: str) -> str:
    """Make an id of a heading, without its number, which changes when a section is put in before it."""
    named = text[_NUMBER.match(text).end() :] or text  # type: ignore[union-attr]  # matches nothing, too
    return _NOT_IN_SLUG.sub("-", named.casefold()).strip("-")[:60].rstrip("-") or "section"


def _free(slug: str, taken: set[str]) -> str:
    name, number = slug, 1
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    taken.add(name)
    return name

"""What stands around every page: head, style, script, navigation and foot, and the policy that lets nothing in from outside."""

import base64
import functools
import hashlib
import itertools
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evidence_review.display import escape, visible
from evidence_review.site.contents import add_contents, list_contents

__all__ = ["TEMPLATES", "Frame", "Link", "complete", "detach", "render_template", "stylesheet", "thread"]

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_OUTWARD = re.compile(r'(<a\b[^<>]{0,1000}?)\shref="(?!#)[^"]{0,5000}"')


@dataclass(frozen=True)
class Link:
    """A page that the navigation leads to.

    Attributes
    ----------
    title : str
        What the link says.
    path : str
        The page's file, relative to the outputs folder.
    group : str
        What it is listed under; empty for the start page.
    about : str
        The question that it answers, for the start page.
    """

    title: str
    path: str
    group: str = ""
    about: str = ""


@dataclass(frozen=True)
class Frame:
    """What a page says of itself.

    Attributes
    ----------
    title : str
        Its heading.
    path : str
        Its file, relative to the outputs folder.
    lead : tuple of str
        The lines under the heading.
    files : tuple of str
        Files beside the page that it links to, relative to its folder.
    made_by : str
        The line at its foot.
    styles : tuple of str
        Style sheets besides the common one, by name.
    copy : str
        A file beside the page that holds all of it, to be mailed; empty when there is none.
    is_alone : bool
        Whether this is such a copy: without navigation and links to files.
    """

    title: str
    path: str
    lead: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    made_by: str = ""
    styles: tuple[str, ...] = ()
    copy: str = ""
    is_alone: bool = False

    @property
    def css(self) -> str:
        """The style that the page carries in itself."""
        return stylesheet(*self.styles)

    @property
    def script(self) -> str:
        """The one script of the page."""
        return _read("page.js")

    @property
    def policy(self) -> str:
        """The content security policy: nothing but the page's own style, pictures in the page, and the one script by its hash."""
        digest = base64.b64encode(hashlib.sha256(self.script.encode("utf-8")).digest()).decode("ascii")
        return f"default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def stylesheet(*names: str) -> str:
    """Return the style that pages carry in themselves.

    Parameters
    ----------
    *names : str
        Style sheets besides the common one: files of `templates/` without their ending.

    Returns
    -------
    str
        CSS without any outside reference.
    """
    return "\n".join(_read(f"{name}.css") for name in ("page", *names))


def render_template(name: str, frame: Frame, **values: Any) -> str:
    """Render a page from a template.

    Parameters
    ----------
    name : str
        A file of `templates/`.
    frame : Frame
        What stands around it; the template sees it as `page`.
    **values : Any
        What else the template names. Every text is escaped, and characters are made visible that would turn the direction of a line.

    Returns
    -------
    str
        HTML.
    """
    return complete(_environment().get_template(name).render(page=frame, **values))


def complete(markup: str) -> str:
    """Bring the headings of a rendered page into order, and put its table of contents into its place.

    Parameters
    ----------
    markup : str
        The page, in the frame.

    Returns
    -------
    str
        The page; nothing changes when it is done again.
    """
    head, opening, rest = markup.partition("<main")
    body, closing, foot = rest.rpartition("</main>")
    body, entries = add_contents(body)
    return _put(head, "contents", list_contents(entries)) + opening + body + closing + foot


def detach(markup: str, path: str) -> str:
    """Make links that lead out of a page plain text, so that it can be read where its neighbors are not.

    Parameters
    ----------
    markup : str
        The page.
    path : str
        The page's own file, as links on it name it.

    Returns
    -------
    str
        The page with links to its own places only.

    Examples
    --------
    >>> detach('<a href="../pain/index.html#s1">one</a> <a href="../sources/lee.html">two</a>', "../pain/index.html")
    '<a href="#s1">one</a> <a>two</a>'
    """
    return _OUTWARD.sub(r"\1", markup.replace(f'href="{escape(path)}#', 'href="#'))


def thread(markup: str, links: Sequence[Link], path: str) -> str:
    """Put the navigation into a page, in the place of what stood there before.

    Parameters
    ----------
    markup : str
        The page.
    links : sequence of Link
        Every page that there is, those of a group together.
    path : str
        The page's own file, relative to the outputs folder.

    Returns
    -------
    str
        The page with links to the others.
    """
    groups = [(group, list(found)) for group, found in itertools.groupby(links, lambda link: link.group)]
    inside = "".join(
        _menu(group, found, path) if group else "".join(_link(link, path) for link in found) for group, found in groups
    )
    navigation = f'<nav class="site" aria-label="Pages of this review">{inside}</nav>'
    return _put(_put(markup, "navigation", navigation), "neighbors", _neighbors(groups, path))


def _menu(group: str, links: Sequence[Link], path: str) -> str:
    """Fold the pages of a group under its name; only one menu is open at a time."""
    here = ' class="here"' if any(link.path == path for link in links) else ""
    items = "".join(f"<li>{_link(link, path)}</li>" for link in links)
    return f'<details name="menu"><summary{here}>{escape(group)}</summary><ul>{items}</ul></details>'


def _neighbors(groups: Sequence[tuple[str, Sequence[Link]]], path: str) -> str:
    """Link the pages of the same group before and after a page."""
    for group, links in groups:
        place = next((number for number, link in enumerate(links) if link.path == path), None)
        if place is None or len(links) < 2:
            continue
        before = [f'<span class="before">Previous: {_link(link, path)}</span>' for link in links[:place][-1:]]
        after = [f'<span class="after">Next: {_link(link, path)}</span>' for link in links[place + 1 :][:1]]
        name = f"Next to this page: {group}" if group else "Next to this page"
        return f'<nav class="neighbors" aria-label="{escape(name)}">{"".join(before + after)}</nav>'
    return ""


def _put(markup: str, name: str, content: str) -> str:
    """Put something between the comments that keep its place, instead of what stood there."""
    opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, start, rest = markup.partition(opening)
    _, end, after = rest.partition(closing)
    return f"{before}{start}{content}{end}{after}" if end else markup


def _link(link: Link, path: str) -> str:
    href = posixpath.relpath(link.path, posixpath.dirname(path) or ".")
    current = ' aria-current="page"' if link.path == path else ""
    return f'<a href="{escape(href)}"{current}>{escape(link.title)}</a>'


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([str(TEMPLATES), str(TEMPLATES / "evidence")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    # Pages of notebooks have the same frame; nbconvert escapes nothing by itself, so that there the filter does.
    environment.filters["shown"] = visible
    return environment

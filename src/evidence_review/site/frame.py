"""What stands around every page: head, style, script, navigation and foot, and the policy that lets nothing in from outside."""

import base64
import functools
import hashlib
import html
import itertools
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evidence_review.display import visible

__all__ = ["TEMPLATES", "Frame", "Link", "render_template", "stylesheet", "thread"]

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_NAVIGATION = re.compile(r"<!-- navigation -->.{0,1000000}?<!-- /navigation -->", re.DOTALL)


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
    """

    title: str
    path: str
    lead: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    made_by: str = ""
    styles: tuple[str, ...] = ()

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
    return _environment().get_template(name).render(page=frame, **values)


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
    groups = [
        (group, [_link(link, path) for link in found])
        for group, found in itertools.groupby(links, lambda link: link.group)
    ]
    inside = "".join(
        f"<details><summary>{html.escape(group)}</summary><ul>{''.join(f'<li>{one}</li>' for one in found)}</ul></details>"
        if group
        else "".join(found)
        for group, found in groups
    )
    navigation = (
        f'<!-- navigation --><nav class="site" aria-label="Pages of this review">{inside}</nav><!-- /navigation -->'
    )
    return _NAVIGATION.sub(lambda _: navigation, markup, count=1)


def _link(link: Link, path: str) -> str:
    href = posixpath.relpath(link.path, posixpath.dirname(path) or ".")
    current = ' aria-current="page"' if link.path == path else ""
    return f'<a href="{html.escape(href)}"{current}>{html.escape(visible(link.title))}</a>'


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([str(TEMPLATES), str(TEMPLATES / "evidence")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )

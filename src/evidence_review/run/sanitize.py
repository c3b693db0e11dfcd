"""Keeps of HTML what a page may hold: an allow-list of elements and attributes, everything else is text or gone.

The displays of this package escape what they show; this stands behind them for whatever else a notebook puts out.
"""

import html
import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote

from evidence_review.display import visible

__all__ = ["sanitize"]

_ELEMENTS = set(
    "a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li "
    "mark ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
_VOID = {"br", "hr"}
_DROPPED_WITH_TEXT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title"}
_ATTRIBUTES = {"class", "id", "scope", "colspan", "rowspan", "dir", "lang", "role", "aria-label", "tabindex", "title"}
_OUTPUTS = re.compile(r"^\.\./(?:outputs/)+")
# A scheme needs a colon; browsers drop white space and controls from an address, and read a backslash as a slash.
_NOT_IN_PATH = re.compile(r"^/|[\x00-\x20\\:]")


def sanitize(markup: str) -> str:
    """Rebuild HTML from what is allowed in it.

    Parameters
    ----------
    markup : str
        Any HTML, or what pretends to be.

    Returns
    -------
    str
        Balanced HTML without scripts, styles, event handlers, embedded content and links that lead out of the folder.

    Examples
    --------
    >>> sanitize('<p onclick="x()">one <script>alert(1)</script><a href="https://example.org">two</a>')
    '<p>one <a>two</a></p>'
    >>> sanitize('<a href="#s1">up</a> 2 &lt; 3')
    '<a href="#s1">up</a> 2 &lt; 3'

    A notebook lies beside the folder of the pages, a page in a folder of it:

    >>> sanitize('<a href="../outputs/sources/lee2020.html#s001">its place</a> <a href="../../keys">out</a>')
    '<a href="../sources/lee2020.html#s001">its place</a> <a>out</a>'
    """
    parser = _Rebuilder()
    parser.feed(markup)
    parser.close()
    return parser.result()


class _Rebuilder(HTMLParser):
    """Writes anew what it reads, if it is allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._dropping: list[str] = []

    def result(self) -> str:
        return "".join(self._pieces) + "".join(f"</{name}>" for name in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping or tag in _DROPPED_WITH_TEXT:
            self._dropping.append(tag)
        elif tag in _ELEMENTS:
            kept = "".join(_kept(name, value or "") for name, value in attrs)
            is_open = " open" if tag == "details" and any(name == "open" for name, _ in attrs) else ""
            self._pieces.append(f"<{tag}{kept}{is_open}>")
            if tag not in _VOID:
                self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._dropping and tag not in _DROPPED_WITH_TEXT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            # Only the end of the outermost dropped element brings the text back.
            if tag == self._dropping[0]:
                self._dropping.clear()
        elif tag in self._open:
            while self._open:
                last = self._open.pop()
                self._pieces.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._pieces.append(html.escape(visible(data), quote=False))


def _kept(name: str, value: str) -> str:
    """Write an attribute that is allowed, with a space before it."""
    if name == "href":
        value = _OUTPUTS.sub("../", value)
        is_kept = _is_inside(value)
    else:
        is_kept = name in _ATTRIBUTES
    return f' {name}="{html.escape(value)}"' if is_kept else ""


def _is_inside(href: str) -> bool:
    """Tell whether an address, seen from the folder of a page, stays in the folder of all pages."""
    path = unquote(re.split("[#?]", href, maxsplit=1)[0])
    return not _NOT_IN_PATH.search(path) and posixpath.normpath(f"page/{path}").split("/")[0] != ".."

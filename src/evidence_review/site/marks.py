"""A stretch of a source as HTML: every character once, inside the elements that mark it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.display import escape

__all__ = ["Mark", "mark_up"]

# White space that `escape` would show as a control character.
_ODD_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85]")


@dataclass(frozen=True)
class Mark:
    """What a span of the text is marked as.

    Attributes
    ----------
    start, end : int
        The span; where it is empty, only its place is marked.
    rank : int
        Of two with the same span, the one with the lower rank stands outside.
    ids : tuple of str
        The ids that lead to its beginning.
    attributes : str
        Attributes of its elements as HTML, with a space before each.
    href : str
        Where it leads; empty for no link.
    after : str
        What the page says behind it, plain text.
    is_in_one_block : bool
        Whether only the first block that it lies in shows it.
    """

    start: int
    end: int
    rank: int
    ids: tuple[str, ...] = ()
    attributes: str = ""
    href: str = ""
    after: str = ""
    is_in_one_block: bool = False


def mark_up(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """Write a stretch of a text with its marks.

    Parameters
    ----------
    text : str
        The decoded source.
    start, end : int
        The stretch.
    marks : iterable of Mark
        Marks inside the stretch; they may nest and cross.

    Returns
    -------
    str
        HTML. A mark that another one crosses is written in several elements, of which the first holds its ids.
    """
    writer = _Writer(text, start)
    for mark in sorted(marks, key=lambda one: (one.start, -one.end, one.rank)):
        writer.close(mark.start)
        writer.say(mark.start)
        writer.open(mark, mark.ids)
        if mark.start == mark.end:
            writer.close(mark.end)
    writer.close(end)
    writer.say(end)
    return "".join(writer.pieces)


class _Writer:
    """Writes the text up to a place, and opens and closes elements there."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.position = start
        self.pieces: list[str] = []
        self.opened: list[tuple[Mark, str]] = []

    def say(self, end: int) -> None:
        self.pieces.append(escape(_ODD_SPACE.sub(" ", self.text[self.position : end])))
        self.position = end

    def open(self, mark: Mark, ids: tuple[str, ...] = ()) -> None:
        # A link in a link is no HTML.
        is_link = mark.href and not any(one.href for one, _ in self.opened)
        name, href = ("a", f' href="{escape(mark.href)}"') if is_link else ("span", "")
        first = f' id="{escape(ids[0])}"' if ids else ""
        inner = [f'<span id="{escape(one)}">' for one in ids[1:]]
        self.pieces += [f"<{name}{href}{first}{mark.attributes}>", *inner]
        self.opened.append((mark, "</span>" * len(inner) + f"</{name}>"))

    def close(self, place: int) -> None:
        """Close what ends up to a place, each where it ends; what is open inside of it goes on behind it."""
        while self.opened and (end := min(mark.end for mark, _ in self.opened)) <= place:
            self.say(end)
            going_on = []
            while any(mark.end == end for mark, _ in self.opened):
                mark, closing = self.opened.pop()
                self.pieces.append(closing)
                if mark.end > end:
                    going_on.append(mark)
                elif mark.after:
                    self.pieces.append(f'<span class="er-missing"> [{escape(mark.after)}]</span>')
            for mark in reversed(going_on):
                self.open(mark)

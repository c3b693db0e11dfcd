"""Lists with numbers or letters: which lines or paragraphs begin an item."""

import re
from collections.abc import Callable, Sequence

from evidence_review.text import Part

__all__ = ["find_items"]

_LABEL = re.compile(r"(?:(\d{1,2})(?=[.)])|\((?=\d)(\d{1,2})(?=\))|\(?([a-z]|[ivx]{2,5})(?=\)))([.)])\s+(?=\S)")
_ROMAN = {
    name: value for value, name in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), start=1)
}


def find_items(text: str, spans: Sequence[Part], goes_on: Callable[[int], bool]) -> set[int]:
    """Find the lines or paragraphs that begin an item of a list.

    Labels count up from one, two of them at least, and nothing stands between two items but the rest of the first: what
    numbers headings has text below it.

    Parameters
    ----------
    text : str
        The decoded source.
    spans : sequence of (int, int)
        Lines of a block, or paragraphs.
    goes_on : callable
        Tells whether the span at an index goes on with the one before it.

    Returns
    -------
    set of int
        Indices of the spans that begin an item.
    """
    found: set[int] = set()
    chains: dict[str, list[int]] = {}
    for index, span in enumerate(spans):
        labels = _read_labels(text, span)
        if not labels:
            if not goes_on(index):
                chains.clear()
            continue
        following: dict[str, list[int]] = {}
        for style, number in labels:
            chain = chains.get(style)
            if chain and number == len(chain) + 1:
                chain.append(index)
                following[style] = chain
                found.update(chain[-2:])
            elif number == 1:
                following[style] = [index]
        # An item may hold a list of another style.
        chains = {**chains, **following} if following else {}
    return found


def _read_labels(text: str, span: Part) -> list[tuple[str, int]]:
    """Return the styles and numbers that a label may have: `(i)` is the first of one style and the ninth of another."""
    match = _LABEL.match(text, *span)
    if match is None:
        return []
    number = match[1] or match[2]
    style = ("(" if text[span[0]] == "(" else "") + match[4]
    if number:
        return [(f"1{style}", int(number))]
    name = match[3]
    labels = [(f"i{style}", _ROMAN[name])] if name in _ROMAN else []
    return [*labels, (f"a{style}", ord(name) - 96)] if len(name) == 1 else labels

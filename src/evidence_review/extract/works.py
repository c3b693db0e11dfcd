"""Which entries of several lists are the same work.

Two entries are one work when their DOIs are equal, or when first author and year agree and their titles are nearly equal. A short title
says little, so that it must be equal and stand in the same journal or book, or at least not in another one of equal kind. A later or
earlier version of a work is another work.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from evidence_review.text import normalize

__all__ = ["Work", "as_ascii", "is_same_work", "name_works"]

_SAME_TITLE = 92
_SHORT = 25
_ASIDE = re.compile(r"\s{0,3}[(\[][^()\[\]]{1,60}[)\]]\s{0,3}$")
_FOLDED = str.maketrans(
    {
        "\u0142": "l",
        "\u0141": "L",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "Ae",
        "\u0153": "oe",
        "\u0111": "d",
        "\u0131": "i",
    }
)


@dataclass(frozen=True)
class Work:
    """What identifies an entry."""

    first_author: str
    year: int | None
    title: str
    container_title: str
    volume: str
    first_page: str
    doi: str


def as_ascii(text: str) -> str:
    """Return a name in the letters a to z and digits, as cite keys have it.

    Parameters
    ----------
    text : str
        A name.

    Returns
    -------
    str
        Lower case; empty when no letter has an equivalent.

    Examples
    --------
    >>> as_ascii("G\u0142owacka"), as_ascii("van der Velzen")
    ('glowacka', 'vandervelzen')
    """
    plain = unicodedata.normalize("NFKD", text.translate(_FOLDED)).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "", plain.lower())


def is_same_work(one: Work, other: Work) -> bool:
    """Tell whether two entries are the same work.

    Parameters
    ----------
    one, other : Work
        Two entries.

    Returns
    -------
    bool
        True when they are; an entry without DOI needs author, year and title.
    """
    if one.doi and other.doi:
        return one.doi == other.doi
    if (
        not (one.title and other.title)
        or as_ascii(one.first_author) != as_ascii(other.first_author)
        or one.year != other.year
    ):
        return False
    titles = [normalize(_ASIDE.sub("", work.title)) for work in (one, other)]
    if min(map(len, titles)) < _SHORT:
        is_elsewhere = (
            one.container_title
            and other.container_title
            and fuzz.ratio(normalize(one.container_title), normalize(other.container_title)) < 70
        )
        return (
            titles[0] == titles[1]
            and not is_elsewhere
            and (not one.first_page or not other.first_page or one.first_page == other.first_page)
        )
    return fuzz.ratio(titles[0].replace(" ", ""), titles[1].replace(" ", "")) >= _SAME_TITLE


def name_works(works: Sequence[Work]) -> list[str]:
    """Give every entry the id of its work.

    Parameters
    ----------
    works : sequence of Work
        The entries of all sources.

    Returns
    -------
    list of str
        For each entry an id such as ``bell2005`` or ``bell2005b``, the same for the same work; ids do not depend on the order of
        the entries. Empty for an entry of which nothing is known.
    """
    groups: list[list[int]] = []
    by_block: dict[tuple[str, int | None], list[list[int]]] = {}
    by_doi: dict[str, list[int]] = {}
    # In an order of their own: an entry without DOI can be like two that DOIs keep apart, and joins the first of them.
    for index in sorted(range(len(works)), key=lambda index: _order(works[index])):
        work = works[index]
        block = (as_ascii(work.first_author), work.year)
        group = by_doi.get(work.doi) if work.doi else None
        if group is None:
            candidates = by_block.get(block, [])
            group = next(
                (group for group in candidates if any(is_same_work(work, works[other]) for other in group)), None
            )
        if group is None:
            group = []
            groups.append(group)
            by_block.setdefault(block, []).append(group)
        group.append(index)
        if work.doi:
            by_doi.setdefault(work.doi, group)
    return _ids(works, groups)


def _order(work: Work) -> tuple[str | bool, ...]:
    return not work.doi, work.doi, work.title, work.container_title, work.volume, work.first_page


def _ids(works: Sequence[Work], groups: Iterable[list[int]]) -> list[str]:
    ids = [""] * len(works)
    taken: dict[str, list[tuple[str, list[int]]]] = {}
    for group in groups:
        first = min((works[index] for index in group), key=lambda work: (work.title, work.container_title, work.doi))
        stem = f"{as_ascii(first.first_author)}{first.year or ''}" or as_ascii(first.title)[:30]
        taken.setdefault(stem, []).append(
            (f"{normalize(first.title)} {normalize(first.container_title)} {first.doi}", group)
        )
    for stem, named in taken.items():
        for position, (_, group) in enumerate(sorted(named)):
            for index in group:
                ids[index] = stem and (stem if len(named) == 1 else f"{stem}{_letter(position)}")
    return ids


def _letter(position: int) -> str:
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters

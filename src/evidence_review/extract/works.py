"""The works behind the entries of several lists, and their ids.

Entries are compared only with those that share a rare part with them, so that the time grows with the number of entries.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import fields
from itertools import count

from evidence_review.extract.same_work import Fields, Work, is_same_work, judge, read_fields
from evidence_review.extract.titles import plain_words
from evidence_review.extract.work_blocks import find_candidates, pair_rare_words
from evidence_review.text import normalize

__all__ = ["Work", "as_ascii", "is_same_work", "name_works"]

# Members that speak for a large group.
_SPEAKERS = 6
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
    counted = Counter(work for work in works if any(getattr(work, field.name) for field in fields(work)))
    # Entries that are the same to the letter are one, unless they say too little to be: "Ketamine", and nothing else.
    for work, n in counted.items():
        if n > 1 and is_same_work(work, work):
            counted[work] = 1
    ordered = sorted(counted.elements(), key=_order)
    ids: dict[Work, list[str]] = {}
    for work, name in zip(ordered, _ids(ordered, _group([read_fields(work) for work in ordered])), strict=True):
        ids.setdefault(work, []).append(name)
    left = {work: iter(names) for work, names in ids.items()}
    return [next(left[work], ids[work][0]) if work in ids else "" for work in works]


def _order(work: Work) -> tuple[str, ...]:
    """Put entries with alike titles next to each other, those that say more about themselves first."""
    title = "".join(plain_words(work.title[:60]))
    return title[:20], *(str(getattr(work, field.name) or "~") for field in reversed(fields(work)))


def _group(entries: Sequence[Fields]) -> list[int]:
    """Return for each entry the first one of its group.

    The surest pairs are joined first; two groups that hold a pair that must be two works stay apart. An entry without DOI that is like
    two that DOIs keep apart joins the first of them.
    """
    judged = [(judge(entries[one], entries[other]), one, other) for one, other in find_candidates(_keys(entries))]
    heads = list(range(len(entries)))
    members = [[index] for index in heads]
    for sureness, one, other in sorted(judged, key=lambda pair: (-pair[0], pair[1], pair[2])):
        first, second = sorted((heads[one], heads[other]))
        if sureness <= 0 or first == second:
            continue
        # A handful of members speak for a large group.
        pairs = ((left, right) for left in members[first][:_SPEAKERS] for right in members[second][:_SPEAKERS])
        if any(judge(entries[left], entries[right]) < 0 for left, right in pairs):
            continue
        kept, gone = (first, second) if len(members[first]) >= len(members[second]) else (second, first)
        for index in members[gone]:
            heads[index] = kept
        members[kept] += members[gone]
    return heads


def _keys(entries: Sequence[Fields]) -> list[list[Hashable]]:
    """Return what entries of one work have in common, each on its own: a misprint or a gap in one hides no match."""
    keys = pair_rare_words([[word for title in entry.titles for word in title.words] for entry in entries])
    for own, entry in zip(keys, entries, strict=True):
        own += [("start", title.joined[:12]) for title in entry.titles]
        if entry.doi:
            own.append(("doi", entry.doi))
        if entry.authors and entry.year:
            own.append(("author", entry.author, entry.year))
        if entry.volume and entry.page:
            own.append(("place", entry.volume, entry.page))
    return keys


def _ids(works: Sequence[Work], heads: Sequence[int]) -> list[str]:
    groups: dict[int, list[Work]] = {}
    for work, head in zip(works, heads, strict=True):
        groups.setdefault(head, []).append(work)
    stems = {head: _stem(group) for head, group in groups.items()}
    by_stem: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for head, stem in stems.items():
        by_stem.setdefault(stem, []).append((min(_label(work) for work in groups[head]), head))
    ids: dict[int, str] = {}
    taken = {stem for stem, named in by_stem.items() if len(named) == 1}
    for stem, named in sorted(by_stem.items()):
        letters = (stem + _letter(position) for position in count())
        for _, head in sorted(named):
            ids[head] = stem if len(named) == 1 else next(name for name in letters if name not in taken)
            taken.add(ids[head])
    return [ids[head] for head in heads]


def _stem(group: Sequence[Work]) -> str:
    """Return first author and year as most of the entries have them, else the title."""
    authors = [as_ascii(work.first_author)[:60] for work in group]
    years = [str(work.year) for work in group if work.year]
    author, year = _most_common(name for name in authors if name), _most_common(years)
    return author + year or _most_common(filter(None, (as_ascii(work.title)[:30] for work in group))) or "work"


def _most_common(names: Iterable[str]) -> str:
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def _label(work: Work) -> tuple[str, ...]:
    return normalize(work.title), normalize(work.container_title), work.doi, *map(str, vars(work).values())


def _letter(position: int) -> str:
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters

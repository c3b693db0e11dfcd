"""One item per work: the fields of all entries that are that work, brought together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence_review.extract.references import family_name
from evidence_review.text import WIDTHLESS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["Item", "Name", "clean", "collect_items", "split_name"]

Row = dict[str, Any]
_FIELDS = ("title", "container_title", "volume", "issue", "first_page", "last_page", "doi", "pmid")
_UNPRINTABLE = re.compile(rf"[{WIDTHLESS}\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,300}")
_IN_BOOK = re.compile(r"(?:^|[\s.,])In:?\s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[-\s]?){1,6}")
_SUFFIX = re.compile(r",?\s(Jr|Sr|II|III|IV|2nd|3rd)\.?$")
_KEY = re.compile(r"[^A-Za-z0-9_.:-]+")


@dataclass(frozen=True)
class Name:
    """A person with family and given name, or a group, which has only `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Item:
    """A work; `kind` is a type of CSL, and what is not known is empty."""

    id: str
    kind: str
    authors: tuple[Name, ...] = ()
    year: int | None = None
    title: str = ""
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    note: str = ""

    @property
    def pages(self) -> str:
        """First and last page, or the one that is known."""
        return f"{self.first_page}-{self.last_page}" if self.last_page else self.first_page


def clean(text: str) -> str:
    r"""Return a text on one line, without characters that show nothing.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with single spaces, and none at its ends.

    Examples
    --------
    >>> clean("\ufeffSleep of\n  foxes ")
    'Sleep of foxes'
    """
    return " ".join(_UNPRINTABLE.sub("", " ".join(text.split())).split())


def split_name(printed: str) -> Name:
    """Take a name of an author list apart.

    Parameters
    ----------
    printed : str
        ``Berg AB``, ``Berg, A. B.``, ``van der Berg AB Jr``, or a group.

    Returns
    -------
    Name
        The parts; initials that are run together are written apart, since programs would take them for one name. What does not look
        like a person's name is a group.

    Examples
    --------
    >>> split_name("van der Berg AB"), split_name("World Sleep Society").literal
    (Name(family='van der Berg', given='A. B.', suffix='', literal=''), 'World Sleep Society')
    """
    name = clean(printed)
    suffix = _SUFFIX.search(name)
    rest = name[: suffix.start()] if suffix else name
    family, comma, given = (part.strip() for part in rest.partition(","))
    if not comma:
        family = family_name(rest)
        # "Berg AB" and "A. B. Berg"; "Anna Berg" says too little about which is which.
        given = (rest.removeprefix(family) if rest.startswith(family) else rest.removesuffix(family)).strip()
        if not (given.isupper() and _INITIALS.fullmatch(given)):
            return Name(literal=name)
        given = re.sub(r"([^\W\d_])\.?\s?", r"\1. ", given).replace(" -", "-").strip()
    if not family or not given or "," in given:
        return Name(literal=name)
    return Name(family, given, suffix[1] if suffix else "")


def collect_items(corpus: "Corpus") -> list[Item]:
    """Bring the entries of all lists together, one item per work.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    list of Item
        In the order of their ids. An entry of which nothing could be read is an item of its own, so that every entry is in one.
    """
    references = corpus.references
    works: dict[str, list[Row]] = {}
    for row in references.astype("object").where(references.notna(), None).to_dict("records"):
        key = row["work_id"] or f"{row['source_id']}-{row['reference_no']}"
        works.setdefault(str(key), []).append({str(column): value for column, value in row.items()})
    taken: set[str] = set()
    items = []
    for key in sorted(works):
        name = _KEY.sub("-", key)
        while name.lower() in taken:
            name += "-"
        taken.add(name.lower())
        items.append(_merge(name, works[key]))
    return items


def _merge(name: str, entries: Sequence[Row]) -> Item:
    """Take every field from the entry that knows most, and what it lacks from the others."""
    ranked = sorted(entries, key=lambda row: -sum(bool(row[column]) for column in ("authors", "year", *_FIELDS)))

    def first(values: Iterable[Any]) -> Any:
        return next((value for value in values if value), None)

    fields = {column: clean(str(first(row[column] for row in ranked) or "")) for column in _FIELDS}
    if fields["issue"] == fields["volume"]:
        # A list that prints the number of a volume in brackets.
        fields["issue"] = ""
    # "et al." cuts a list of authors: the longest is the most complete.
    authors = max((str(row["authors"] or "").split(";") for row in ranked), key=len)
    year = first(row["year"] for row in ranked)
    printed = [clean(str(row["raw"])) for row in entries]
    url = "" if fields["doi"] else str(first(_find_url(raw) for raw in printed) or "")
    return Item(
        id=name,
        kind=_kind(fields, printed, url),
        authors=tuple(split_name(author) for author in authors if clean(author)),
        year=int(year) if year else None,
        url=url,
        note=_note(entries, has_title=bool(fields["title"])),
        **fields,
    )


def _find_url(text: str) -> str:
    match = _URL.search(text)
    return match.group().rstrip(".,;:)]'") if match else ""


def _kind(fields: dict[str, str], printed: Iterable[str], url: str) -> str:
    """Say what kind of work it is, as far as the fields tell."""
    container = fields["container_title"]
    if container:
        for raw in printed:
            plain = clean(re.sub(r"[*_]", "", raw))
            if _IN_BOOK.search(plain[max(plain.find(container) - 200, 0) : max(plain.find(container), 0)]):
                return "chapter"
        if fields["volume"] or fields["issue"] or fields["first_page"]:
            return "article-journal"
    elif any("ISBN" in raw for raw in printed):
        return "book"
    elif url:
        return "webpage"
    return "document"


def _note(entries: Iterable[Row], *, has_title: bool) -> str:
    """Say where the work is listed, and how the entries are printed that were not read in full."""
    entries = list(entries)
    listed = "; ".join(f"{clean(row['source_id'])}: {row['reference_no']}" for row in entries)
    unread = [row for row in entries if not has_title or row["parse_status"] != "ok"]
    as_printed = "".join(
        f" As printed in {clean(row['source_id'])}: {row['reference_no']}: {clean(row['raw'])}" for row in unread
    )
    return f"Listed in {listed}.{as_printed}"

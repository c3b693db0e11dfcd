"""RIS, as reference managers read it.

References
----------
Research Information Systems, "RIS Format Specifications", 2011: a tag of two characters, two spaces, a hyphen, a space, the value; lines end
with carriage return and line feed; a record begins with TY and ends with ER.
"""

from collections.abc import Iterable, Iterator

from evidence_review.exports.items import Item, Name

__all__ = ["format_ris"]

_TYPES = {"article-journal": "JOUR", "chapter": "CHAP", "book": "BOOK", "webpage": "ELEC", "document": "GEN"}


def format_ris(items: Iterable[Item]) -> str:
    """Write items as RIS.

    Parameters
    ----------
    items : iterable of Item
        The works.

    Returns
    -------
    str
        A record per item.
    """
    return "".join("".join(f"{tag}  - {value}\r\n" for tag, value in _lines(item)) + "\r\n" for item in items)


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[item.kind]
    fields = [
        ("ID", item.id),
        *(("AU", _as_name(name)) for name in item.authors),
        ("PY", str(item.year or "")),
        ("TI", item.title),
        ("T2", item.container_title),
        ("VL", item.volume),
        ("IS", item.issue),
        ("SP", item.first_page),
        ("EP", item.last_page),
        ("DO", item.doi),
        ("AN", item.pmid),
        ("UR", item.url),
        ("N1", item.note),
    ]
    for tag, value in fields:
        if value:
            yield tag, value
    yield "ER", ""


def _as_name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given, name.suffix) if part)

r"""BibTeX in UTF-8, as LaTeX and reference managers read it.

Every character that means something to TeX is written so that it is printed as it stands; braces are named, because BibTeX counts them even
behind a backslash. No brace is added to keep a capital: that would be a guess about the title.
"""

import re
from collections.abc import Iterable, Iterator

from evidence_review.exports.items import Item, Name

__all__ = ["format_bibtex"]

_TYPES = {
    "article-journal": "article",
    "chapter": "incollection",
    "book": "book",
    "webpage": "misc",
    "document": "misc",
}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{character: "\\" + character for character in "%$&#_"},
}
# Two characters that TeX prints as one.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=,)(?=,)")
_AND = re.compile(r"\band\b|\bothers\b", re.IGNORECASE)


def format_bibtex(items: Iterable[Item]) -> str:
    """Write items as BibTeX.

    Parameters
    ----------
    items : iterable of Item
        The works.

    Returns
    -------
    str
        An entry per item.
    """
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(item) if value)
    return f"@{_TYPES[item.kind]}{{{item.id},\n{fields}}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(map(_as_name, item.authors))
    yield "title", _escape(item.title)
    yield "journal" if item.kind == "article-journal" else "booktitle", _escape(item.container_title)
    yield "year", str(item.year or "")
    yield "volume", _escape(item.volume)
    yield "number", _escape(item.issue)
    # BibTeX writes a range with two hyphens.
    yield "pages", "--".join(_escape(page) for page in (item.first_page, item.last_page) if page)
    # Read as they stand.
    yield "doi", _verbatim(item.doi)
    yield "pmid", _escape(item.pmid)
    yield "url", _verbatim(item.url)
    yield "note", _escape(item.note)


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in _LIGATURE.sub("\0", text)).replace("\0", "{}")


def _verbatim(text: str) -> str:
    return "".join(f"%{ord(character):02X}" if character in "{}\\" else character for character in text)


def _as_name(name: Name) -> str:
    if name.literal:
        return f"{{{_escape(name.literal)}}}"
    return ", ".join(_protect(_escape(part)) for part in (name.family, name.suffix, name.given) if part)


def _protect(part: str) -> str:
    """Keep a part of a name together that BibTeX would take for two names."""
    return f"{{{part}}}" if _AND.search(part) or "," in part else part

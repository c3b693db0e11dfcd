"""What a journal article prints about itself, gathered from its head, its citation line and its back matter."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from evidence_review.document import Metadata
from evidence_review.extract.references import Reference, family_name, find_doi, parse_reference
from evidence_review.readers.assemble import boilerplate_reason
from evidence_review.readers.front_matter import find_labels, find_license, parse_byline, parse_date, strip_markup
from evidence_review.readers.headings import recognize_heading
from evidence_review.readers.units import Unit
from evidence_review.text import fold, normalize

__all__ = ["read_metadata"]

_SAME_TITLE = 85
_FOOTER_FIELDS = ("citation", "doi")
_BACK_FIELDS = ("funding", "conflict_of_interest", "ai_statement")
_BEFORE_YEAR = re.compile(r"[.,]?\s{0,5}\(?(?:1[89]|20)\d\d[a-z]?\)?")
_KEYWORD_BREAK = re.compile(r"\s{0,5}[,;\u00b7\u2022|]\s{0,5}")
_LICENSED = ("licenc", "licens", "creative commons", "cc by", "cc-by")
_SMALL_WORDS = frozenset(["of", "the", "and", "for", "in", "on", "&"])
_JOURNAL = r"(?P<container>[A-Z][\w &:.-]{3,100}?)[.,]?\s"
_ISSUE = r"(?:[Vv]ol\.?\s?)?(?P<volume>\d{1,4})\s?(?:\((?P<issue>[^()]{1,20})\))?\s?[:,]\s?(?:pp?\.\s?)?(?P<pages>[\w\u2013-]{1,20})"
# The year before volume and pages, as in "Journal of Tests 2020; 3(1): 4-9", or after them, as in "..., 3(1), 4-9 (2020)".
_RUNNING_HEADS = (
    re.compile(rf"{_JOURNAL}\(?(?P<year>(?:19|20)\d\d)\)?\s?[;,:]\s?{_ISSUE}"),
    re.compile(rf"{_JOURNAL}{_ISSUE}[,.]?\s\(?(?P<year>(?:19|20)\d\d)\)?"),
)


def read_metadata(text: str, front: Sequence[Unit], body: Sequence[Unit]) -> Metadata:
    """Gather the metadata of a journal article.

    Where the header prints one title and the article's heading another, the heading, which the citation line confirms, is the
    title as it should be read.

    Parameters
    ----------
    text : str
        The decoded source.
    front, body : sequence of Unit
        The units before the body, and those of the body and the back matter.

    Returns
    -------
    Metadata
        What the article prints; the rest is empty.
    """
    back = find_labels(text, body)
    # A footer on the first page may cut the introduction: it says how to cite the article and where it is.
    labels = {field: back[field] for field in _FOOTER_FIELDS if field in back} | find_labels(text, front)
    cited = parse_reference(labels["citation"]) if "citation" in labels else _read_running_head(text, front)
    title_unit = _find_title(text, front, labels, cited)
    title = _words(text, title_unit) if title_unit else labels.get("title", "") or cited.title
    authors = _find_authors(text, front, title_unit, labels, cited)
    lines = [fold(text, [(unit.start, unit.end)]).text for unit in (*front, *body)]
    year = str(cited.year or "")
    return Metadata(
        title=title,
        title_as_printed=labels.get("title", "") or title,
        authors=authors,
        first_author=cited.first_author if authors == cited.authors else family_name(authors[0]) if authors else "",
        received=parse_date(labels.get("received", "")),
        revised=parse_date(labels.get("revised", "")),
        accepted=parse_date(labels.get("accepted", "")),
        published=parse_date(labels.get("published", "")) or year,
        container_title=_find_container(text, front, labels, cited, title),
        volume=cited.volume,
        issue=cited.issue,
        pages="-".join(page for page in (cited.first_page, cited.last_page) if page),
        doi=find_doi(labels.get("doi", "")) or cited.doi or _own_doi(text, front),
        license=find_license([line for line in lines if _names_license(line.casefold())]),
        keywords=tuple(
            word.strip(" .") for word in _KEYWORD_BREAK.split(labels.get("keywords", "")) if word.strip(" .")
        ),
        **{field: back.get(field, "") or labels.get(field, "") for field in _BACK_FIELDS},
    )


def _names_license(line: str) -> bool:
    return any(word in line for word in _LICENSED)


def _running_head(line: str) -> re.Match[str] | None:
    return next((match for pattern in _RUNNING_HEADS if (match := pattern.match(line))), None)


def _read_running_head(text: str, front: Sequence[Unit]) -> Reference:
    """Read a line such as ``Journal of Tests 2020; 3(1): 4-9`` at the head of the page."""
    for unit in front[:14]:
        match = _running_head(_words(text, unit)) if unit.end - unit.start < 160 else None
        if match:
            pages = match["pages"].replace("\u2013", "-").partition("-")
            return Reference(
                year=int(match["year"]),
                container_title=match["container"].strip(" .,"),
                volume=match["volume"],
                issue=match["issue"] or "",
                first_page=pages[0],
                last_page=pages[2],
            )
    return Reference()


def _words(text: str, unit: Unit) -> str:
    # A title may be underlined.
    return re.sub(r"\s[=-]{3,400}$", "", strip_markup(fold(text, [(unit.start, unit.end)]).text))


def _find_title(text: str, front: Sequence[Unit], labels: dict[str, str], cited: Reference) -> Unit | None:
    """Find the article's own heading: marked as such, confirmed by the citation line, or above the byline."""
    plain = [
        unit
        for unit in front
        if unit.role == "prose" and unit.end - unit.start < 400 and not boilerplate_reason(text, unit)
    ]
    for unit in front[:6]:
        heading = recognize_heading(text, unit.start, unit.end)
        if heading and heading.form == "markdown" and heading.level == 1 and not heading.kind:
            return unit
    for known in (cited.title, labels.get("title", "")):
        if known:
            wanted = normalize(known)
            scored = [(fuzz.ratio(normalize(_words(text, unit)), wanted), -unit.start, unit) for unit in plain]
            best = max(scored, key=lambda score: score[:2], default=None)
            if best and best[0] >= _SAME_TITLE:
                return best[2]
    for above, unit in pairwise(plain):
        if (
            parse_byline(_words(text, unit))
            and not parse_byline(_words(text, above))
            and text.count(" ", above.start, above.end) >= 2
        ):
            return above
    first = (unit for unit in plain[:4] if not _running_head(_words(text, unit)))
    candidates = (
        unit for unit in first if text.count(" ", unit.start, unit.end) >= 2 and text[unit.end - 1] not in ".:;,"
    )
    return next(candidates, None)


def _find_authors(
    text: str, front: Sequence[Unit], title: Unit | None, labels: dict[str, str], cited: Reference
) -> tuple[str, ...]:
    head = _BEFORE_YEAR.split(labels.get("citation", ""), maxsplit=1)[0]
    cited_authors = max(cited.authors, parse_byline(head), parse_byline(labels.get("authors", "")), key=len)
    below = [unit for unit in front if title and unit.start > title.start]
    byline: tuple[str, ...] = ()
    for index, unit in enumerate(below):
        names = parse_byline(_words(text, unit))
        if names and (not byline or (len(names) == 1 and unit.block == below[index - 1].block)):
            # Names may stand on lines of their own.
            byline += names
        elif byline or index >= 2:
            break
    # Names on lines of their own, with an affiliation each, leave only some of them in the byline.
    return byline if len(byline) >= len(cited_authors) else cited_authors


def _find_container(text: str, front: Sequence[Unit], labels: dict[str, str], cited: Reference, title: str) -> str:
    """Return the journal's name, in full where a line of the front matter spells the citation's abbreviation out."""
    lines = [_words(text, unit) for unit in front if unit.end - unit.start < 120]
    if cited.container_title:
        return next((line for line in lines if _spells_out(line, cited.container_title)), cited.container_title)
    if labels.get("journal"):
        return labels["journal"]
    named = (
        line
        for line in lines[:6]
        if re.search(r"\b(?:Journal|Annals|Archives)\b", line) and ":" not in line and line != title
    )
    return next(named, "")


def _spells_out(line: str, abbreviation: str) -> bool:
    words = [word for word in normalize(line).split() if word not in _SMALL_WORDS]
    short = [word for word in normalize(abbreviation).split() if word not in _SMALL_WORDS]
    return len(words) == len(short) > 1 and all(word.startswith(part) for word, part in zip(words, short, strict=True))


def _own_doi(text: str, front: Sequence[Unit]) -> str:
    return next((doi for unit in front if (doi := find_doi(text[unit.start : min(unit.end, unit.start + 500)]))), "")

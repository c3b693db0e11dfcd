"""The fields of a reference entry: authors, year, title, container, volume, issue, pages, DOI and PMID.

An entry is read from both ends. Its tail gives itself away by form (year, volume, issue, pages, identifiers); its head is a
list of names in one of two shapes, ``Family AB`` (Vancouver, AMA) or ``Family, A. B.`` (APA, Harvard); what is left between
them is the title and the container. A field that is not found stays empty.

References
----------
International Committee of Medical Journal Editors, "Samples of Formatted References for Authors of Journal Articles";
American Psychological Association, "Publication Manual", 7th edition, chapter 9.
"""

import re
from dataclasses import dataclass, replace

from evidence_review.text import fold

__all__ = ["Reference", "family_name", "find_doi", "parse_reference"]

# Angle brackets belong to a DOI only in the old form that holds a SICI (ANSI/NISO Z39.56).
_DOI = re.compile(
    r"\b(10\.\d{4,9}/(?:\(SICI\)[^\s\"{}|\\^`\u200b]{1,300}|[^\s\"<>{}|\\^`\u200b]{1,300}))", re.IGNORECASE
)
_DOI_LABEL = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi\s?[:=]?\s{0,2}(?:https?://(?:dx\.)?doi\.org/)?)$", re.IGNORECASE
)
_PMID = re.compile(r"\bPMID\s?:?\s?(\d{4,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC(?:ID)?\s?:?\s?(?:PMC)?\d{4,9}\b", re.IGNORECASE)
_URL = re.compile(r"(?:\[?Available (?:from|at|online)[^:]{0,20}:?\s{0,2})?<?https?://\S{1,300}", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s?\[(?:Internet|Electronic resource|Online|PubMed|CrossRef|Google Scholar|PMC free article|cited[^\]]{0,30}|Accessed[^\]]{0,30})\]|\bEpub\b[^.;]{0,40}[.;]?",
    re.IGNORECASE,
)
_EM = re.compile(r"[*_]{1,3}")
# What links from the text lead to, as converters write it at the head of an entry.
_ANCHOR = re.compile(r"^\s?(?:\[\]\{[^{}]{1,100}\}|<a\s[^<>]{1,200}>(?:</a>)?)\s?", re.IGNORECASE)

_PAGE = r"[A-Za-z]{0,3}\d{1,8}(?:\.e\d{1,3})?[A-Za-z]{0,2}"
_DASH = r"\s?[-\u2010-\u2015\u2212]{1,2}\s?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_MONTH = r"(?:\s?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?:[-/ ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})?(?:\s\d{1,2})?)?"
_SUPPL = r"(?:Suppl(?:ement)?\.?|Pt\.?|Spec No\.?|Special Issue)\s?[\dA-Z]{0,4}"
_ISSUE = rf"(?:\s?\((?P<issue>[^()]{{1,40}})\)|\s(?P<supplement>{_SUPPL}(?:\s\d{{1,3}})?))?"
_PAGES = rf"(?P<first>{_PAGE})(?:{_DASH}(?P<last>{_PAGE}))?"
# ... 2010;31(9):1506-16 | 2007; 62 Suppl 1:48-53 | 2008; (182):313-33 | 2004. 21:271-2 | 2009;95(3)
_VANCOUVER = re.compile(
    rf"(?P<year>{_YEAR})[a-z]?{_MONTH}\s?[;,.:]\s?(?P<volume>[A-Z]{{0,2}}\d{{1,5}}(?:[-/]\d{{1,4}})?)?{_ISSUE}\s?(?:[:,]\s?(?:pp?\.?\s?|Article\s)?{_PAGES})?(?=[\s.,;)]|$)"
)
# ..., 397(10289), 2082-2097 | , 30, 139-161 | , 9(1), Article 25535 | , 26(3), E111-E122
_APA = re.compile(
    rf"(?:,|\.)\s{{1,2}}(?P<volume>[A-Z]?\d{{1,5}}(?:[-/\u2013]\d{{1,4}})?){_ISSUE}(?:\s?[,:]\s?(?:pp?\.?\s?|Article\s(?:No\.?\s)?|Art\.\s)?{_PAGES})?\s?(?=[.,;]|$)"
)
# ... vol. 12, no. 3, pp. 34-45, and chapters: (Vol. 182, pp. 313-333) | (pp. 3-9)
_LABELED = re.compile(
    rf"[,.(](?!,)\s?(?:(?:vol(?:ume)?\.?|v\.)\s?(?P<volume>\d{{1,5}}))?(?:\s?[,(]\s?(?:no|issue|nr|n)\.?\s?(?P<issue>[\w/-]{{1,12}})\)?)?\s?[,:]?\s?(?:pp?\.\s?{_PAGES})?\s?\)?(?=[.,;\s]|$)",
    re.IGNORECASE,
)
# ... Plant Cell 12, 100-110 (2001)
_YEAR_LAST = re.compile(rf"\s(?P<volume>[A-Z]?\d{{1,5}}){_ISSUE},\s{{1,2}}{_PAGES}\s?\((?P<year>{_YEAR})\)")
_YEAR_IN_BRACKETS = re.compile(
    rf"\((?:c\.?\s?)?(?P<year>{_YEAR})[a-z]?(?:,\s[^()]{{1,30}})?\)|\((?:n\.d\.|in press|forthcoming)\)", re.IGNORECASE
)
_ANY_YEAR = re.compile(rf"(?<![\d/.-])(?P<year>{_YEAR})[a-z]?(?![\d/-])")

_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f"
_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]as|[Dd]u|[Ll]a|[Ll]e|[Ee]l|[Aa]l|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Bb]in|[Ii]bn|[Ss]t\.?|[Ss]an|[Zz]u|[Oo]p|'t|d'|D'|O')\s?){0,3}"
_FAMILY_WORD = rf"[{_UPPER}'\u2019][^\W\d_]{{0,40}}(?:['\u2019\u2010-][^\W\d_]{{1,40}}){{0,3}}"
_FAMILY = rf"{_PARTICLES}{_FAMILY_WORD}(?:\s(?:(?:dos|de|da|del|y|e|van|von)\s)?{_FAMILY_WORD}){{0,2}}"
# Initials with stops have them all: "Falk, J. CAX genes" is one initial and a title.
_INITIALS = rf"(?:(?:[{_UPPER}]\.[-\s]?){{1,5}}|(?:[{_UPPER}]\.?[-\s]?){{1,5}})"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV|2nd|3rd)\.?)?"
# Family AB | Family AB Jr | van der Family A-B
_VANCOUVER_NAME = re.compile(
    rf"(?P<family>{_PARTICLES}{_FAMILY_WORD}(?:\s(?:(?:dos|de|da|del|y|e|van|von|der|den)\s){{0,2}}{_FAMILY_WORD}){{0,2}}?)\s(?P<given>[{_UPPER}]{{1,5}}(?:[-\s](?:dos\s|de\s)?[{_UPPER}]{{1,2}})?){_SUFFIX}(?=[,.;:]|\set\sal|\sand\s|\s&|\s?\(|$)"
)
# Family, A. B. | Family, A.B. | Family, A.-B.
_APA_NAME = re.compile(
    rf"(?P<family>{_FAMILY}),\s(?P<given>{_INITIALS}(?:(?:de|van|von|der|den|d')\s?)?){_SUFFIX}(?=\s?[,.;:&(]|\sand\s|\set\sal|\s|$)"
)
# A. B. Family, as IEEE and Chicago notes print it.
_INITIALS_FIRST = re.compile(
    rf"(?P<given>(?:[{_UPPER}]\.[-\s]?){{1,4}})(?P<family>{_FAMILY})(?=\s?[,;&]|\sand\s|\set\sal)"
)
_QUOTED_TITLE = re.compile(r"[\"\u201c](?P<title>[^\"\u201c\u201d]{3,400})[\"\u201d][,.]?\s?")
_BETWEEN = re.compile(r"\s?(?:[,;]\s?(?:and\s|&\s?|\.{3}\s?|\u2026\s?)?|\sand\s|\s?&\s)\s?(?:&\s)?")
_ET_AL = re.compile(r"[,;]?\s?(?:\bet\sal\b\.?|and\sothers|and\scolleagues|\bu\.\s?a\.)", re.IGNORECASE)
_EDITORS = re.compile(r",?\s?(?:\(?eds?\.?\)?|\(?editors?\)?)(?=[,.:\s])", re.IGNORECASE)
_TITLE_END = re.compile(r"[.?!]\s?(?=[.\s]|$)")
_CHAPTER = re.compile(r"(?:^|[.,;]\s|\s)In:?\s(?=[A-Z*_\"\u201c])")
_ABBREVIATED = re.compile(r"(?:^|\s)(?:[A-Z][a-z]{0,4}|[A-Z]{1,3}|vs|[Ee]d|[Nn]o|[Vv]ol|[Ss]t|al|spp?|cf|[ei]\.[ge])$")


@dataclass(frozen=True)
class Reference:
    """The fields of an entry, as printed; empty where they were not found.

    `parse_status` is `ok` with first author, year and title; `failed` with none of them; `partial` between.
    """

    authors: tuple[str, ...] = ()
    first_author: str = ""
    year: int | None = None
    title: str = ""
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    doi: str = ""
    pmid: str = ""

    @property
    def parse_status(self) -> str:
        """How many of the main fields were found."""
        found = sum(bool(value) for value in (self.first_author, self.year, self.title))
        return {3: "ok", 0: "failed"}.get(found, "partial")


def find_doi(text: str) -> str:
    """Find the first DOI of a text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The DOI as printed, in lower case, without resolver and without the punctuation around it; empty when there is none.

    Examples
    --------
    >>> find_doi("See https://doi.org/10.1016/S0140-6736(21)00393-7).")
    '10.1016/s0140-6736(21)00393-7'
    """
    match = _DOI.search(text)
    return _trim_doi(match[1]).lower() if match else ""


def _trim_doi(doi: str) -> str:
    while doi and (doi[-1] in ".,;:*_'\u2019\u201d\u00bb" or _closes_nothing(doi)):
        doi = doi[:-1]
    return doi


def _closes_nothing(text: str) -> bool:
    opening = {")": "(", "]": "["}.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


def family_name(name: str) -> str:
    """Return the family name of a person's name in any of the usual orders.

    Parameters
    ----------
    name : str
        ``Ana de Souza``, ``Souza AB`` or ``Souza, A. B.``.

    Returns
    -------
    str
        The family name with its particles, as printed.

    Examples
    --------
    >>> family_name("Jan van der Berg"), family_name("van der Berg JA"), family_name("Berg, J. A.")
    ('van der Berg', 'van der Berg', 'Berg')
    """
    if "," in name:
        return name.split(",", maxsplit=1)[0].strip()
    match = _VANCOUVER_NAME.fullmatch(name.strip())
    if match:
        return match["family"]
    tokens = name.split()
    if not tokens:
        return ""
    first = len(tokens) - 1
    while first > 1 and re.fullmatch(_PARTICLES, tokens[first - 1]) and tokens[first - 1][0].islower():
        first -= 1
    return " ".join(tokens[first:])


def parse_reference(raw: str) -> Reference:
    """Read the fields of a reference entry.

    Parameters
    ----------
    raw : str
        The entry as printed, without its label.

    Returns
    -------
    Reference
        The fields; those that were not found are empty, never invented.

    Examples
    --------
    >>> entry = parse_reference("Berg AB, van Dyk C. Pain relief in rats. J Pain Res. 2010;31(9):1506-16.")
    >>> entry.first_author, entry.year, entry.title, entry.container_title, entry.last_page
    ('Berg', 2010, 'Pain relief in rats', 'J Pain Res', '1516')
    """
    # Longer than any reference: what follows is text that lost its way.
    text = re.sub(r"(?<=[.,;])\s[-\u2022]\s(?=[A-Z*])", " ", fold(raw, [(0, min(len(raw), 3000))]).text)
    found = Reference(doi=find_doi(text), pmid=_first(_PMID, text))
    text = _without_identifiers(text)
    italics = [_trim(match) for match in re.findall(r"\*([^*]{3,300})\*", text)]
    text = _EM.sub("", _ANCHOR.sub("", text)).strip()
    authors, first_author, rest, year = _read_authors(text)
    tail = _find_tail(rest)
    middle = rest[: tail.start()] if tail else rest
    fields = tail.groupdict() if tail else {}
    title, container = _split_title(
        middle, [italic for italic in italics if italic in middle], has_tail=tail is not None
    )
    first_page = fields.get("first") or ""
    return replace(
        found,
        authors=authors,
        first_author=first_author,
        year=year or _as_year(fields.get("year")) or _last_year(text),
        title=title,
        container_title=container,
        volume=fields.get("volume") or "",
        issue=_trim(fields.get("issue") or fields.get("supplement") or ""),
        first_page=first_page,
        last_page=_whole_last_page(first_page, fields.get("last") or ""),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _without_identifiers(text: str) -> str:
    match = _DOI.search(text)
    if match:
        label = _DOI_LABEL.search(text[: match.start()])
        text = (
            text[: label.start() if label else match.start()] + " " + text[match.start() + len(_trim_doi(match[1])) :]
        )
    for pattern in (_PMID, _PMCID, _URL, _ASIDE):
        text = pattern.sub(" ", text)
    return re.sub(r"\s{2,}", " ", text).strip()


def _read_authors(text: str) -> tuple[tuple[str, ...], str, str, int | None]:
    """Read the names at the head; return them, the first family name, the rest, and the year when it follows the names."""
    candidates = [_names(text, pattern) for pattern in (_APA_NAME, _VANCOUVER_NAME)]
    names, end = max(candidates, key=lambda candidate: candidate[1])
    if not names:
        names, end = _names(text, _INITIALS_FIRST)
    year = _YEAR_IN_BRACKETS.match(text, end + len(text[end:]) - len(text[end:].lstrip(" .,")))
    if names:
        if year:
            return (
                _printed(names),
                names[0]["family"].strip(),
                text[year.end() :].lstrip(" .,:"),
                _as_year(year["year"]),
            )
        plain = re.compile(rf"[\s,.(]{{1,3}}(?P<year>{_YEAR})[a-z]?[).,:]{{1,2}}\s").match(text, end)
        if plain:
            return (
                _printed(names),
                names[0]["family"].strip(),
                text[plain.end() :].lstrip(" .,:"),
                _as_year(plain["year"]),
            )
        return _printed(names), names[0]["family"].strip(), text[end:].lstrip(" .,:;"), None
    return _read_group(text)


def _read_group(text: str) -> tuple[tuple[str, ...], str, str, int | None]:
    """Read a group author: what stands before a year in brackets, or before the first stop when a title follows."""
    year = _YEAR_IN_BRACKETS.search(text[:300])
    if year and year.start() > 2:
        group = text[: year.start()].strip(" .,")
        if group and not _TITLE_END.search(group):
            return (group,), group, text[year.end() :].lstrip(" .,:"), _as_year(year["year"])
    head, stop, rest = text.partition(". ")
    is_group = re.match(
        rf"(?:[{_UPPER}][\w'\u2019-]*|of|and|for|the|on|in|&|,)(?:\s(?:[{_UPPER}][\w'\u2019-]*|of|and|for|the|on|in|&|,)){{1,12}}$",
        head,
    )
    if stop and is_group and _TITLE_END.search(rest):
        return (head,), head, rest, None
    return (), "", text, None


def _names(text: str, pattern: re.Pattern[str]) -> tuple[list[re.Match[str]], int]:
    names: list[re.Match[str]] = []
    position = 0
    while len(names) < 200:
        match = pattern.match(text, position)
        if not match:
            break
        names.append(match)
        between = _BETWEEN.match(text, match.end())
        if not between:
            return names, _after_names(text, match.end())
        position = between.end()
    if not names:
        return [], 0
    return names, _after_names(text, names[-1].end())


def _after_names(text: str, end: int) -> int:
    for pattern in (_ET_AL, _EDITORS):
        match = pattern.match(text, end)
        end = match.end() if match else end
    return end


def _printed(names: list[re.Match[str]]) -> tuple[str, ...]:
    return tuple(match.group().strip(" ,") for match in names)


def _find_tail(rest: str) -> re.Match[str] | None:
    """Find volume, issue and pages: the last stretch that has their form and says at least one of them."""
    for pattern in (_YEAR_LAST, _VANCOUVER, _LABELED, _APA):
        matches = [match for match in pattern.finditer(rest) if match["volume"] or match["first"]]
        matches = [match for match in matches if match.start() > 3]
        if matches:
            return matches[-1] if pattern is not _VANCOUVER else matches[0]
    return None


def _split_title(middle: str, italics: list[str], *, has_tail: bool) -> tuple[str, str]:
    middle = middle.strip(" ,;(")
    quoted = _QUOTED_TITLE.match(middle)
    if quoted:
        return _trim(quoted["title"]), _trim(re.sub(r"^in:?\s", "", middle[quoted.end() :]))
    chapter = _CHAPTER.search(middle)
    if chapter and chapter.start() > 3:
        book = re.sub(r"^(?:[^.]{0,200}?\(?[Ee]ds?\.?\)?[.,]?\s)", "", middle[chapter.end() :])
        return _trim(middle[: chapter.start()]), _trim(book)
    if italics and middle.rstrip(" .,").endswith(italics[-1].rstrip(" .,")) and middle.find(italics[-1]) > 3:
        return _trim(middle[: middle.rindex(italics[-1])]), _trim(italics[-1])
    ends = [match for match in _TITLE_END.finditer(middle) if match.end() < len(middle.rstrip(" .,"))]
    if not has_tail:
        first = next((end for end in ends if not _ABBREVIATED.search(middle[: end.start()])), None)
        return _trim(middle[: first.start() + 1] if first else middle), ""
    for end in reversed(ends):
        is_abbreviated = middle[end.start()] == "." and _ABBREVIATED.search(
            middle[max(0, end.start() - 12) : end.start()]
        )
        if not is_abbreviated:
            return _trim(middle[: end.start() + 1]), _trim(middle[end.end() :])
    if ends:
        # A title that ends with a short word ("... in Iran.") looks abbreviated; the first stop is then the likeliest.
        return _trim(middle[: ends[0].start() + 1]), _trim(middle[ends[0].end() :])
    return _trim(middle), ""


def _trim(text: str) -> str:
    text = text.strip(' ,;:"\u201c\u201d')
    while text.endswith("."):
        text = text[:-1].rstrip()
    return text


def _as_year(text: str | None) -> int | None:
    return int(text) if text else None


def _last_year(text: str) -> int | None:
    years = [match["year"] for match in _ANY_YEAR.finditer(text)]
    return int(years[-1]) if years else None


def _whole_last_page(first: str, last: str) -> str:
    """Write out a last page that is printed short: 1506-16 is 1506 to 1516.

    The convention is that of the ICMJE samples.
    """
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last

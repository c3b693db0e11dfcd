"""What a document prints about itself: labeled facts, dates, the byline, the licence."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from evidence_review.extract.references import find_doi
from evidence_review.readers.headings import read_data
from evidence_review.readers.units import Unit
from evidence_review.text import fold, normalize

__all__ = ["find_labels", "find_license", "is_affiliation", "parse_byline", "parse_date", "strip_markup"]

# A label ends with a colon or a tab, or stands alone on its line; some sites glue the value to it ("Reviewed AtMay 2").
_LABEL = re.compile(r"[*_#\s]{0,6}([A-Za-z][A-Za-z ()'\u2019/-]{1,100}?)[*_\s]{0,4}(?:[:\t][*_]{0,3}\s*|\s*$)")
_NAMED = re.compile(r"[*_\s]{0,6}((?:[a-z-]{4,12} ){0,2}by)\s{1,3}(?=\S)", re.IGNORECASE)
# "By Ana Lima | May 2, 2020", "by Ana Lima on May 2, 2020", "By Ana Lima - 5 min read"
_AFTER_NAMES = re.compile(
    r"\s{0,3}(?:[|\u2022\u00b7\u2013\u2014]|\s-\s|\bon\b|,?\s(?=\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d))"
)
_LATER_LABEL = re.compile(
    r"(?:^|[;|,.\u2022/(]\s{0,3})([A-Z][A-Za-z ]{3,30}?)\s?(?::\s{0,3}|\s{1,3}(?=\d|on\s\d|[A-Z][a-z]{2,8}\.?\s\d))"
)
_DATES = ("received", "revised", "accepted", "published", "reviewed")
_OF_DATES = {"authors": "published", "reviewed_by": "reviewed"}
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS) + "|Sept"
# A month may be glued to a label, as in "AtMay 2", but is no end of a word.
_WORD_START = r"(?-i:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
_DATE_FIRST = re.compile(rf"(?:on\s)?(?:\d|{_MONTH})", re.IGNORECASE)
_DATE_FORMS = [
    (re.compile(r"(?<!\d)(\d{4})[-/.](\d{2})[-/.](\d{2})(?!\d)"), "ymd"),
    (
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?(?P<m>{_MONTH})\b\.?,?[\s-](?P<y>\d{{4}})",
            re.IGNORECASE,
        ),
        "named",
    ),
    (
        re.compile(
            rf"{_WORD_START}(?P<m>{_MONTH})\b\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}})", re.IGNORECASE
        ),
        "named",
    ),
    (re.compile(rf"(?<!\d)(?P<y>\d{{4}})\s(?P<m>{_MONTH})\b\.?(?:\s(?P<d>\d{{1,2}})(?!\d))?", re.IGNORECASE), "named"),
    (re.compile(rf"{_WORD_START}(?P<m>{_MONTH})\b\.?,?\s(?P<y>\d{{4}})", re.IGNORECASE), "named"),
    (re.compile(r"(?<![\d./-])(?P<y>(?:19|20)\d\d)(?![\d./-]\d)"), "named"),
]
_LICENSES = [
    (re.compile(r"CC[ -]BY([ -](?:NC|ND|SA)){0,2}(?:[ -](\d\.\d))?", re.IGNORECASE), None),
    (
        re.compile(
            r"Creative Commons Attribution[- ]Non-?Commercial[- ]No-?Deriv\w*(?:[^.\d]{0,40}(\d\.\d))?", re.IGNORECASE
        ),
        "CC BY-NC-ND",
    ),
    (
        re.compile(
            r"Creative Commons Attribution[- ]Non-?Commercial[- ]Share-?Alike(?:[^.\d]{0,40}(\d\.\d))?", re.IGNORECASE
        ),
        "CC BY-NC-SA",
    ),
    (
        re.compile(r"Creative Commons Attribution[- ]Non-?Commercial(?:[^.\d]{0,40}(\d\.\d))?", re.IGNORECASE),
        "CC BY-NC",
    ),
    (re.compile(r"Creative Commons Attribution[- ]Share-?Alike(?:[^.\d]{0,40}(\d\.\d))?", re.IGNORECASE), "CC BY-SA"),
    (re.compile(r"Creative Commons Attribution(?:[^.\d]{0,40}(\d\.\d))?", re.IGNORECASE), "CC BY"),
    (re.compile(r"Creative Commons (?:Zero|CC0)|\bCC0\b", re.IGNORECASE), "CC0"),
]
_LICENSE_URL = re.compile(r"creativecommons\.org/licenses/([a-z-]{2,10})/(\d\.\d)", re.IGNORECASE)
_NOTE_MARKS = re.compile(
    r"[*\u2020\u2021\u00a7\u00b6#]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\^[a-z\d,;*\\ \u2020\u2021\u00a7]{1,12}\^|(?<=[^\W\d_]) \d{1,2}(?:, ?\d{1,2}){0,4}(?=$| ?[,;*]| and )|\^[^\W_](?:,[^\W_](?!\w)){0,4}|\^|<sup>.{0,20}?</sup>|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2}){0,4}|\([^()]{0,200}\)|(?:https?://)?orcid\.org/|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b|\[?\bORCID(?: iD| logo)?\b\]?:?"
)
_BETWEEN_NAMES = re.compile(r"\s{0,5}(?:,\s{0,5}(?:and|&)\s|;|,|\band\b|&|\u2022|\u00b7|\|)\s{0,5}")
_NAME_PART = re.compile(
    r"(?:[A-Z\u00c0-\u00de\u0100-\u024f][\w'\u2019.-]{0,60}|de|da|dos|del|della|di|du|el|la|le|van|von|der|den|ten|ter|bin|ibn|al|y|e)\.?$"
)
_DEGREE = re.compile(r"(?:Dr|Prof|MD|M\.D\.|PhD|Ph\.D\.|MBBS|FRCA|FANZCA|MSc|BSc|MPH|RN|DO|PharmD|Jr|Sr|II|III)\.?$")
_NOT_A_NAME = frozenset(
    "university department hospital college institute school faculty center centre clinic laboratory division unit health director street road journal society association review article abstract introduction medical academy ministry company"
    " medicine research and pharmacy science sciences".split()
)
_PLACES = frozenset(
    "university department hospital college institute institut school faculty center centre clinic laboratory division unit universidade universidad universität université klinik klinikum".split()
)


@cache
def _label_fields() -> dict[str, str]:
    return {normalize(label): field for field, labels in read_data("labels").items() for label in labels}


def strip_markup(text: str) -> str:
    """Remove markdown markup from a line that a person should read.

    Parameters
    ----------
    text : str
        A line.

    Returns
    -------
    str
        The line without heading marks, emphasis and link targets.

    Examples
    --------
    >>> strip_markup("## *Iraqi J.* [site](#) ")
    'Iraqi J. site'
    """
    plain = re.sub(r"!\[[^\]\[]{0,200}\]\([^()]{0,300}\)", "", text)
    plain = re.sub(r"\[([^\]\[]{1,200})\]\([^()]{0,300}\)", r"\1", plain)
    return re.sub(r"^#{1,6}\s+|\*+|(?<!\w)_|_(?!\w)", "", plain).strip()


def find_labels(text: str, units: Sequence[Unit]) -> dict[str, str]:
    """Find the labeled facts of a document.

    Parameters
    ----------
    text : str
        The decoded source.
    units : sequence of Unit
        Where to look: everything but the reference list.

    Returns
    -------
    dict
        Field of `readers/labels.toml` to the value as printed, white space folded, without markup. The first that is not
        empty counts. A value ends with its block, or with the next block where the label stands alone.
    """
    found: dict[str, str] = {}
    for index, unit in enumerate(units):
        match = _LABEL.match(text, unit.start, unit.end)
        field = _label_fields().get(normalize(match[1])) if match else None
        if match is None or field is None:
            field, begin = _glued_label(text, unit)
            if not field:
                continue
        else:
            begin = match.end()
        if field not in found:
            value = _value(text, units, index, begin)
            names = _before_date(value) if field in _OF_DATES else value
            if len(names) < len(value) and parse_byline(names):
                # The date of the byline is that of the text, or of its review.
                if parse_date(value[len(names) :]):
                    found.setdefault(_OF_DATES[field], value[len(names) :])
                value = names
            if value:
                found[field] = value
    for unit in units:
        _add_later_dates(text[unit.start : min(unit.end, unit.start + 400)], found)
    return found


def _add_later_dates(line: str, found: dict[str, str]) -> None:
    """Add the labeled dates that share a line, as in ``Received: 3 May 2020; Accepted: 7 June 2021``."""
    for match in _LATER_LABEL.finditer(line):
        field = _label_fields().get(normalize(match[1]), "")
        value = line[match.end() : match.end() + 40]
        if field in _DATES and _DATE_FIRST.match(value) and parse_date(value):
            found.setdefault(field, value)


def _before_date(line: str) -> str:
    """Return the names at the head of a byline, without the date or the reading time that follow them."""
    return _AFTER_NAMES.split(line, maxsplit=1)[0]


def _glued_label(text: str, unit: Unit) -> tuple[str, int]:
    """Recognize a label without a colon before a date, with or without a space, or before names."""
    head = text[unit.start : min(unit.end, unit.start + 60)]
    named = _NAMED.match(text, unit.start, unit.end) if unit.end - unit.start < 200 else None
    if named and parse_byline(_before_date(strip_markup(fold(text, [(named.end(), unit.end)]).text))):
        return _label_fields().get(normalize(named[1]), ""), named.end()
    match = re.match(rf"([A-Za-z ]{{4,30}}?)\s?(?={_MONTH}\b|\d)", head) if len(head) < 60 else None
    field = _label_fields().get(normalize(match[1]), "") if match else ""
    return (field, unit.start + match.end()) if match and field in _DATES else ("", 0)


def _value(text: str, units: Sequence[Unit], index: int, begin: int) -> str:
    unit = units[index]
    if begin < unit.end:
        # A one-line block is the whole value; in a block of several labeled lines each line has its own.
        return strip_markup(fold(text, [(begin, unit.end)]).text)
    following = [other for other in units[index + 1 : index + 12] if other.block == unit.block]
    if not following and index + 1 < len(units):
        following = [other for other in units[index + 1 : index + 12] if other.block == units[index + 1].block]
    lines = []
    for other in following:
        if (
            _LABEL.match(text, other.start, other.end)
            and normalize(text[other.start : other.end].split(":", maxsplit=1)[0]) in _label_fields()
        ):
            break
        lines.append((other.start, other.end))
    return strip_markup(fold(text, lines).text)


def parse_date(text: str) -> str:
    """Read the first date of a text.

    Parameters
    ----------
    text : str
        A text such as ``20 February 2024``, ``Jan 2023`` or ``2023 Jan 1``.

    Returns
    -------
    str
        The date in ISO 8601, as far as it is printed; empty when there is none.

    Examples
    --------
    >>> parse_date("Reviewed AtJanuary 24, 2024"), parse_date("Jan 2023"), parse_date("2023 Jan 1;")
    ('2024-01-24', '2023-01', '2023-01-01')
    """
    for pattern, form in _DATE_FORMS:
        match = pattern.search(text[:500])
        if not match:
            continue
        if form == "ymd":
            try:
                return date.fromisoformat("-".join(match.groups())).isoformat()
            except ValueError:
                return match[1]
        parts = match.groupdict()
        if not parts.get("m"):
            return parts["y"]
        month = 1 + [name[:3] for name in _MONTHS].index(parts["m"][:3].title())
        if not parts.get("d"):
            return f"{parts['y']}-{month:02}"
        try:
            return date(int(parts["y"]), month, int(parts["d"])).isoformat()
        except ValueError:
            return f"{parts['y']}-{month:02}"
    return ""


def is_affiliation(line: str) -> bool:
    """Tell whether a line names a place where people work.

    Parameters
    ----------
    line : str
        A line.

    Returns
    -------
    bool
        True when one of its words is that of an institution and a comma stands in it.

    Examples
    --------
    >>> is_affiliation("2 Department of Rest, Harbor College"), is_affiliation("2 Department of Rest")
    (True, False)
    """
    return "," in line and any(word in _PLACES for word in normalize(line).split())


def find_license(texts: Sequence[str]) -> str:
    """Find the licence that a document states.

    Parameters
    ----------
    texts : sequence of str
        Lines to look into, in order.

    Returns
    -------
    str
        A short name such as ``CC BY 4.0``; empty when none is stated. A copyright line is not a licence.

    Examples
    --------
    >>> find_license(["licensed under CC BY: (<https://creativecommons.org/licenses/by/4.0>)"])
    'CC BY 4.0'
    """
    for line in texts:
        url = _LICENSE_URL.search(line)
        if url:
            return f"CC {url[1].upper()} {url[2]}"
    for line in texts:
        for pattern, name in _LICENSES:
            match = pattern.search(line)
            if match and name:
                version = match[match.lastindex] if match.lastindex else ""
                return f"{name} {version}".strip()
            if match:
                return re.sub(
                    r"(?<=CC)-|(?<=\d)\.$",
                    " ",
                    match.group().upper().replace("BY ", "BY-")
                    if "BY N" in match.group().upper()
                    else match.group().upper(),
                )
    return ""


def parse_byline(line: str) -> tuple[str, ...]:
    """Read a byline.

    Parameters
    ----------
    line : str
        A line that may hold names.

    Returns
    -------
    tuple of str
        The names as printed, without note marks, degrees and identifiers; empty when a piece of the line is not a name.

    Examples
    --------
    >>> parse_byline("Ana M. de Souza\u00b9 , Li Wei\u00b2*")
    ('Ana M. de Souza', 'Li Wei')
    >>> parse_byline("Department of Surgery, Oslo")
    ()
    """
    if len(line) > 2000 or find_doi(line):
        return ()
    cleaned = re.sub(r"^\s*by\s+", "", _NOTE_MARKS.sub(" ", line), flags=re.IGNORECASE)
    pieces = [piece.strip(" .") for piece in _BETWEEN_NAMES.split(cleaned)]
    names = []
    # Family names in capitals differ from a heading only in that there are several.
    are_capitals = len(pieces) >= 2 and all(piece.split()[-1].isupper() for piece in pieces if piece)
    for piece in pieces:
        tokens = [token for token in piece.split() if not _DEGREE.match(token)]
        if len(tokens) > 2 and len(tokens[-1]) == 1 and tokens[-1].islower():
            # The letter of an affiliation.
            del tokens[-1]
        if not tokens:
            continue
        is_name = 2 <= len(tokens) <= 6 and all(_NAME_PART.match(token) for token in tokens)
        if (
            not is_name
            or any(token.casefold().strip(".") in _NOT_A_NAME for token in tokens)
            or (tokens[-1].isupper() and len(tokens[-1]) > 4 and not are_capitals)
        ):
            return ()
        names.append(" ".join(tokens))
    return tuple(names)

"""The name of a journal, a book or proceedings, cut out of what stands behind a title: without editors, publisher, place and date."""

import re
from itertools import islice

from evidence_review.extract.reference_names import read_names
from evidence_review.extract.reference_phrases import (
    find_words,
    is_abbreviated,
    read_quoted,
    trim,
    weigh_as_container,
)
from evidence_review.extract.words import read_words

__all__ = ["begins_kind_of_work", "find_inside", "is_imprint", "is_only_container", "read_book", "read_container"]

_WORDS = read_words("references")["titles"]
_FIRM = frozenset(_WORDS["firm"])
_JOURNAL = frozenset(_WORDS["journal"])
_SHORT = frozenset(_WORDS["short"])
_SMALL = frozenset(_WORDS["small"])
_PROCEEDINGS = frozenset(_WORDS["proceedings"])
# Words of proceedings that other things are named with as well.
_FIRM_PROCEEDINGS = _PROCEEDINGS - {"notes", "annual", "international", "lecture"}
_PUBLISHERS = frozenset(_WORDS["publishers"])
_PLACES = frozenset(_WORDS["places"])

_IN = re.compile(
    r"(?P<before>^|[.,;:?!\"\u201d\u201c\u2019'\u00bb)\]]\s?)(?:In:?|in:?|IN:|[Ee]n:|[Dd]ans:?|[Ii]n the)\s(?=[A-Z\u00c0-\u00de0-9\"\u201c\u00ab*(]|the\s[A-Z])(?!(?:[Vv]itro|[Vv]ivo|[Ss]itu|[Ss]ilico|[Pp]ress|[Pp]reparation|Russian|Chinese|German|French|Spanish|Japanese)\b)"
)
# Editors whose names could not be read one by one: a mark in brackets, or the word in full.
_EDITORS = re.compile(
    r"^[^\"\u201c:]{3,250}?(?:\s[(\[](?:(?:gen\.\s)?[\u00e9\u00c9Ee]ds?|[Hh]rsg|[Hh]gg?|a cura di|[Dd]irs?|[Oo]rgs?|[Cc]oords?|EDS?)\b\.?[)\]][.,:]{0,2}|,\s[Ee]ditors?,)\s(?=[\"\u201c\u00ab\u2018A-Z0-9(\u00c0-\u00de])"
)
_EDITED_BY = re.compile(
    r"[,.;]?\s[(\[]?(?:[Ee]dited (?:and \w{4,12} )?by|[Ee]d\. by|[Ee]ds?\.(?=\s[A-Z])|[Hh]erausgegeben von|[Tt]rans(?:lated|\.)(?: and \w{4,12})? by|sous la dir(?:ection|\.))\s.{0,400}$|,?\s[(\[](?:[Ee]ds?|[Hh]rsg)\b\.?[)\]].{0,300}$"
    r"|\s[(\[][^()\[\]]{3,100},?\s(?:[Ee]ds?|[Ee]ditors?)\.?[)\]].{0,300}$|,\s(?:[A-Z][.]\s?){1,3}[A-Z][\w-]{1,30}(?:,?\sand\s(?:[A-Z][.]\s?){1,3}[A-Z][\w-]{1,30})?,\s[(]?[Ee]ds?\b.{0,300}$|[,.]\s(?:Lecture Notes in|Reprinted in|[Ee]ditors:)\s.{0,300}$"
)
_TRAILING_LABEL = re.compile(
    r"[\s,.;:(\[]{1,3}(?:[Vv]ol(?:ume|s)?|[Nn]o|[Nn]r|pp?|pages|n[\u00b0\u00ba]|v|[Bb]d|[Ii]ssue|[Aa]rticle)\.?$"
)
_DATE = re.compile(
    r"[,.]?\s(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?,?\s\d.{0,60}$|\s\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)
_SPECIAL_ISSUE = re.compile(r"[.,:]\s(?:[Ss]pecial [Ii]ssue|[Ss]pecial [Ss]ection|[Ss]upplement)\b.{0,200}$")
_IMPRINT_BEHIND = re.compile(r"\.\s[A-Z][\w .,-]{2,40}:\s[A-Z].{0,100}$")
_EDITOR_MARK = re.compile(r"\b(?:[Ee]d(?:itor)?s?|[Hh]rsg|[Hh]gg?|[Dd]irs?|a cura di)\b")
# No title of a container: what kind of work it is, and where it was made.
_KIND = re.compile(
    r"\(?(?:Unpublished\s)?(?:Ph\.?\s?D\.?|M\.?\s?Sc\.?|M\.?A\.?|Doctoral|Master'?\u2019?s?|Bachelor'?s?|Diploma|Honors)[\s,.]{1,3}(?:[Tt]hesis|[Dd]iss)"
    r"|\(?(?:[Pp]h\.?[Dd]\.?\s)?(?:[Tt]hesis|[Dd]issertation(?!\sAbstracts)|[Tt]h\u00e8se|[Tt]esis|Diplomarbeit|Habilitation|Diss\.)\b|(?:Technical|Tech\.|Research|Working|Internal|Internet)[\s-](?:[Rr]eport|[Rr]ep\b|[Rr]pt\b|[Pp]aper|[Mm]emo|[Dd]raft)"
    r"|working paper|[Pp]reprint\b|[Uu]npublished|[Mm]anuscript|[Pp]ersonal communication|(?:paper|article|manuscript)\s(?:submitted|presented)|TR[\s-]\d|(?:[Tt]o be|[Tt]o appear|[Ss]ubmitted)\s|(?:Provisional|US|U\.S\.|European|United States)\s[Pp]atent|Patent\s[A-Z]{2}\d|In press\b|[Pp]aper presented|Poster"
)
_TO_COME = re.compile(
    r"[,.]?\s\(?(?:to appear|in press|forthcoming|submitted|accepted|ahead of print|online first)\b.{0,60}$",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Revised|Vol|Volume|Pp|Pages|Proceedings|Lecture|Springer)\b|\d"
)
_EDITION_IN_BRACKETS = re.compile(r"\s\((?:\d{1,2}(?:st|nd|rd|th)\s[Ee]d(?:n|ition)?|[Rr]ev\.? ed|\d\.\sAufl)\b\.?\)$")
_ACRONYM = re.compile(r"[A-Z][\w'\u2019-]{1,12}\)")
_CUT = re.compile(r"[.,:;(](?=\s|[A-Z\d])|\s\(")
_TOWN_AND_STATE = re.compile(r"[^,]{2,30},\s(?:[A-Z]\.?\s?[A-Z]\.?\b|[A-Z][a-z]{3,12}(?=[,.:\s]|$))")
_PUBLISHED_IN = re.compile(
    r"^(?:[Pp]ublished in|[Rr]eprinted in|[Tt]o appear in|[Aa]ppeared in|[Ii]n:?|[Ii]n the|[Dd]ans|[Ee]n:)\s"
)
_TRANSLATOR = re.compile(
    r"^[A-Z][\w.]{1,20}\s[A-Z]\w{1,20}\s\(trans\.\),\s|^(?:[Tt]rans\.|[Tt]ranslated by|[Ee]d\.)\s[A-Z](?:[\w-]{0,20}|\.)\s[A-Z][^.]{3,40}\.\s"
)


def find_inside(middle: str) -> re.Match[str] | None:
    """Find the "In" that leads from a chapter to its book.

    Parameters
    ----------
    middle : str
        What stands between names and numbers.

    Returns
    -------
    re.Match or None
        The "In" with the mark before it.
    """
    for match in _IN.finditer(middle):
        if 0 < match.start() < 3:
            continue
        before = match["before"].strip()
        words = match.group().casefold()
        if before == ":" or (
            before == "." and words.strip(" .").startswith("in") and match.group().strip(" .")[0].islower()
        ):
            continue
        if before in (")", "]", "'", "\u2019") and "I" not in match.group():
            continue
        return match
    return None


def read_book(text: str) -> str:
    """Read the name of a book or of proceedings.

    Parameters
    ----------
    text : str
        What stands behind the "In".

    Returns
    -------
    str
        The name without editors, publisher and place.
    """
    text = _without_editors(text.strip())
    text = _EDITED_BY.sub("", text)
    quoted = read_quoted(text)
    if quoted:
        return quoted[0]
    return _finish(text[: _end_of_book(text)])


def _end_of_book(text: str) -> int:
    """Return where the name of a book ends: before its publisher or edition, a subtitle included, else at the first stop."""
    first_stop = 0
    for match in islice(_CUT.finditer(text), 40):
        behind = text[match.end() : match.end() + 200].strip(" .,(")
        if match.start() < 4 or (match[0].strip() == "(" and _ACRONYM.match(text, match.end())):
            continue
        if first_stop and match.start() - first_stop > 120:
            break
        is_shortened = match[0] == "." and is_abbreviated(text, match.start())
        if is_imprint(behind) or (_EDITION.match(behind) and not is_shortened):
            return match.start()
        if match[0] == "." and behind[:1].isupper() and not is_shortened:
            if first_stop:
                break
            first_stop = match.start()
    return first_stop or len(text)


def _without_editors(text: str) -> str:
    """Take the editors off who stand before the name of a book: two names or more, or names with a mark behind them."""
    names = read_names(text)
    marked = _EDITORS.match(text)
    if names.are_editors or marked:
        return text[max(names.end if names.are_editors else 0, marked.end() if marked else 0) :].strip(" ,.:")
    are_names = len(names.names) > 1 and re.search(r"[A-Z]\.|&", text[: names.end])
    return text[names.end :].strip(" ,.:") if are_names and text[names.end : names.end + 2] == ", " else text


def is_imprint(text: str) -> bool:
    """Tell whether a text begins with a place or a publisher; the words until the next comma say so.

    Parameters
    ----------
    text : str
        A stretch of an entry.

    Returns
    -------
    bool
        True for ``Boston, MA: ...`` and ``Some Press``.
    """
    first = re.split(r"[,.;:)]", text, maxsplit=1)[0].strip()
    words = [word.casefold() for word in find_words(first)]
    if not words or len(words) > 6:
        return False
    if first.casefold() in _PLACES or (len(words) > 1 and f"{words[0]} {words[1]}" in _PLACES):
        return True
    is_names = all(word[0].isupper() or word.casefold() in _SMALL for word in find_words(first))
    if any(word in _PROCEEDINGS for word in words) and words[-1] not in _PUBLISHERS:
        return False
    if words[-1] in _PUBLISHERS or words[0] in _PUBLISHERS:
        return is_names
    # "Houston, TX" and "Seattle, WA, USA"
    return is_names and len(words) < 4 and bool(_TOWN_AND_STATE.match(text)) and words[0] not in _SMALL


def read_container(text: str, *, has_place: bool, is_firm: bool) -> str:
    """Read the name of the container out of what stands behind a title.

    Parameters
    ----------
    text : str
        What stands behind the title.
    has_place : bool
        Whether volume or pages were found; without them only words of journals and proceedings make a container.
    is_firm : bool
        Whether the title surely ended before the text.

    Returns
    -------
    str
        The name; empty when the text is a publisher, or nothing says what it is.
    """
    text = text.strip(" ,;:(")
    inside = _PUBLISHED_IN.match(text)
    if inside:
        return read_book(text[inside.end() :])
    text = _TRANSLATOR.sub("", text)
    if _KIND.match(text):
        return ""
    if _EDITOR_MARK.search(text):
        text = _without_editors(text)
    if not is_firm:
        found = find_inside(f"xxxx. {text}")
        if found and found.end() > 9 and found.start() > 20:
            text = text[: max(0, found.start() - 6)]
    if not has_place:
        return _unplaced_container(text, is_firm=is_firm)
    if weigh_as_container(text) <= 0 and is_imprint(text):
        return ""
    if any(word.casefold() in _PROCEEDINGS for word in find_words(text)[:6]) and "," in text:
        return read_book(text)
    return _finish(_EDITED_BY.sub("", text))


def _unplaced_container(text: str, *, is_firm: bool) -> str:
    """Read a container that no volume and no pages follow: only its own words can say that it is one."""
    words = find_words(text)
    if is_imprint(text) and not any(
        word.casefold() in _PROCEEDINGS for word in find_words(text.split(",", maxsplit=1)[0])
    ):
        return ""
    evidence = [word.casefold() for word in words]
    if len(words) > 1 and all(word in _SHORT or word in _JOURNAL or word in _SMALL for word in evidence):
        return _finish(text)
    are_names = all(word[0].isupper() or word in _SMALL for word in words)
    is_name = is_firm and len(words) < 8 and text[:1].isupper() and are_names
    if is_name or any(word in _FIRM or word in _FIRM_PROCEEDINGS for word in evidence):
        return read_book(text)
    return ""


def begins_kind_of_work(text: str) -> bool:
    """Tell whether a text says what kind of work it is, as ``PhD thesis`` or ``Technical report``.

    Parameters
    ----------
    text : str
        What stands behind a title.

    Returns
    -------
    bool
        True when it is no name of a container.
    """
    return bool(_KIND.match(text))


def is_only_container(text: str, *, after_comma: bool) -> bool:
    """Tell whether a text is the name of a journal with nothing before it, as in lists that print no titles.

    Parameters
    ----------
    text : str
        What stands between names and numbers.
    after_comma : bool
        Whether a comma ended the names, as it does in such lists.

    Returns
    -------
    bool
        True for ``J. Appl. Phys.``.
    """
    has_stop = "." in text
    stops = [found.start() for found in re.finditer(r"\.\s", text.rstrip(" ,"))]
    if any(not is_abbreviated(text, stop) for stop in stops):
        return False
    text = text.rstrip(" .,")
    words = [word.casefold() for word in find_words(text)]
    if not 0 < len(words) < 8 or re.search(r"[,:?!]", text):
        return False
    known = sum(word in _SHORT or word in _JOURNAL or len(word) == 1 for word in words)
    if (
        after_comma
        and len(words) < 6
        and (known or has_stop or len(words) == 1)
        and all(word[0].isupper() or word in _SMALL for word in find_words(text))
    ):
        return True
    return known == len(words) or (
        len(words) < 3 and (text.isupper() or "&" in text or bool(re.search(r"[a-z][A-Z]", text)) or has_stop)
    )


def _finish(text: str) -> str:
    text = _TO_COME.sub("", text)
    text = _IMPRINT_BEHIND.sub("", _SPECIAL_ISSUE.sub("", _DATE.sub("", text)))
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")]
    for _ in range(3):
        text = _EDITION_IN_BRACKETS.sub("", trim(_TRAILING_LABEL.sub("", text)))
    return text

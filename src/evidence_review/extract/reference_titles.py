"""Title and container, told apart in what stands between the names and the numbers of an entry.

Quotation marks, italics and a leading "In" decide by themselves. Otherwise every stop, question mark and comma is a place where the
title may end; each is weighed by what stands behind it (words of journals, capitals, short forms) and before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.extract.reference_containers import (
    begins_kind_of_work,
    find_inside,
    is_imprint,
    is_only_container,
    read_book,
    read_container,
)
from evidence_review.extract.reference_phrases import (
    find_words,
    is_abbreviated,
    may_be_abbreviated,
    read_quoted,
    trim,
    weigh_as_container,
)

__all__ = ["Titles", "split_titles"]

# No title is longer, and none has more places where it may end.
_LONGEST = 1500
_MOST_BOUNDARIES = 60
_BOUNDARY = re.compile(
    r"(?P<mark>[.?!](?=[\"\u201d\u2019)\]]?,?\s)|[.?!](?=[A-Z][a-z]{3})|,(?=\s)|[\])](?=\s[A-Z])|\s[-\u2013\u2014:](?=\s)|:(?=\s))[\"\u201d\u2019)\]]?,?\s?"
)
# The stop before the journal is missing: "... as a model Nat Rev Genet"
_RUN_ON = re.compile(
    r"[a-z\d)\]]\s(?P<container>[A-Z][\w-]{0,20}\.?(?:\s(?:of|the|and|&|in|for|[A-Z][\w-]{0,20}\.?)){0,8})\s?$"
)
_STOP = re.compile(r"[.?!](?=[\"\u201d\u2019)\]]?,?(?:\s|$))")
# "Title, Town: Publisher" has a comma only.
_FIRST_STOP = re.compile(r"[.?!](?=[\"\u201d\u2019)]?\s)|,(?=\s[A-Z][\w\s]{1,30}:)")
# What stands between the title of a book and its publisher.
_OF_BOOK = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)\s[Ee]d|[Ee]dited\b|[Tt]ranslated\b|[Rr]evised\b|[Rr]eprint|[Tt]rans\.|[Ee]ds?\.|[Dd]ir\.|\d\svols?\b|[Ii]llustrated|[Ss]econd\s[Ee]d|[Tt]hird\s[Ee]d)"
)
_BEHIND_TITLE = re.compile(
    r"\s\([A-Z][\w .,&-]{2,40}:\s[^()]{2,80}\)?$|"
    r"[,.]?\s[(\[](?:\d{1,2}(?:st|nd|rd|th|\.)?\s?(?:[Rr]ev\.?\s)?(?:[Ee]d|[Ee]dn|[Ee]dition|[Aa]ufl)\b\.?|DVD|CD|[Ff]ilm|[Mm]otion picture|[Rr]ev(?:ised)?\.? ed(?:ition|\.)?|[Ss]econd edition|Report|Report No\.[^()]{1,30}|[Uu]npublished[^()]{3,40}|[Dd]octoral[^()]{3,40})[)\]]$"
    r"|,\s(?:\d{1,2}(?:st|nd|rd|th|\.)?\s(?:ed|edn|edition)\b\.?|[Rr]ev(?:ised)?\.? ed(?:ition|\.)?|[Ss]econd edition|trans\.\s.{3,60}|[Ee]d\.\s[A-Z].{3,60}|translated by\s.{3,60})(?:,.{0,100})?$"
)
_IMPRINT_LATER = re.compile(r"\.\s[A-Z][\w .,]{2,40}:\s")
_BEFORE_KIND = re.compile(r"[.,;?!)]\s|\s(?=[(\[])")
_ENDS_SMALL = re.compile(r"(?:^|[\s(\[])[a-z][^\s(\[]{0,40}$")


@dataclass(frozen=True)
class Titles:
    """Title and container as printed, without the stop behind them."""

    title: str
    container: str


def split_titles(
    middle: str, italics: Sequence[str], *, has_place: bool, after_comma: bool, is_journal_place: bool, title: str = ""
) -> Titles:
    """Tell title and container apart.

    Parameters
    ----------
    middle : str
        What stands between names and numbers.
    italics : sequence of str
        The phrases that were printed in italics.
    has_place : bool
        Whether volume or pages were found behind it.
    after_comma : bool
        Whether a comma ended the names, so that commas may end the title too.
    is_journal_place : bool
        Whether a volume with an issue or pages was found, as of a journal.
    title : str
        The title, when it stood before the year.

    Returns
    -------
    Titles
        Both; the container is empty when nothing says that there is one.
    """
    middle = middle[:_LONGEST].strip(" ,;:(\u2020")
    if title:
        return Titles(title, read_container(middle, has_place=has_place, is_firm=True))
    quoted = read_quoted(middle)
    if quoted:
        title, rest = quoted
        return Titles(title, read_container(rest, has_place=has_place, is_firm=True))
    if is_journal_place and is_only_container(middle, after_comma=after_comma):
        return Titles("", read_container(middle, has_place=True, is_firm=True))
    inside = find_inside(middle)
    if inside:
        return Titles(
            trim(middle[: inside.start() + len(inside["before"].rstrip(" .,;:"))]), read_book(middle[inside.end() :])
        )
    for phrase in reversed(italics):
        at = middle.rfind(phrase)
        if at > 3 and middle.rstrip(" .,").endswith(phrase.rstrip(" .,")):
            return Titles(trim(middle[:at]), trim(phrase))
    if begins_kind_of_work(middle):
        return Titles("", "")
    end = _before_kind(middle)
    if end:
        return Titles(_trim_title(middle[:end]), "")
    ends = _best_boundary(middle, has_place=has_place, after_comma=after_comma, is_journal_place=is_journal_place)
    if ends is None:
        run_on = _RUN_ON.search(middle) if is_journal_place else None
        if run_on and weigh_as_container(run_on["container"]) > 1 and len(run_on["container"].split()) > 1:
            return Titles(
                trim(middle[: run_on.start("container")]),
                read_container(run_on["container"], has_place=True, is_firm=True),
            )
        return Titles(_trim_title(middle if has_place else _first_sentence(middle)), "")
    return Titles(_trim_title(middle[: ends[0]]), read_container(middle[ends[1] :], has_place=has_place, is_firm=False))


def _before_kind(middle: str) -> int:
    """Return where the title ends before a phrase such as "PhD thesis"; 0 without one."""
    return next(
        (
            match.start()
            for match in _BEFORE_KIND.finditer(middle)
            if match.start() > 3 and begins_kind_of_work(middle[match.end() : match.end() + 60])
        ),
        0,
    )


def _trim_title(text: str) -> str:
    return trim(_BEHIND_TITLE.sub("", trim(text)))


def _best_boundary(
    middle: str, *, has_place: bool, after_comma: bool, is_journal_place: bool
) -> tuple[int, int] | None:
    stops = {
        match.start(): 1 if _is_soft(middle, match.start()) else 3
        for match in _STOP.finditer(middle)
        if not is_abbreviated(middle, match.start())
    }
    length = len(middle.rstrip(" .,;:("))
    # Where no stop parts anything, commas do.
    after_comma = after_comma or not any(1 < stop < length - 1 for stop in stops)
    best: tuple[float, re.Match[str]] | None = None
    matches = [match for match in _BOUNDARY.finditer(middle) if match.end() < length and match.start() > 1]
    for match in matches[-_MOST_BOUNDARIES:]:
        inner = sum(weight for stop, weight in stops.items() if match.end() <= stop < length)
        weight = _weigh(middle, match, inner, has_place=has_place, after_comma=after_comma)
        if best is None or weight >= best[0]:
            best = (weight, match)
    if best is None:
        return None
    if not has_place:
        imprint = _imprint(middle, matches)
        if imprint:
            return imprint
    weight, match = best
    is_stop = match["mark"] in (".", "?", "!") and match.start() in stops
    least = (
        (-8.0 if is_stop else -4.0 if after_comma and len(matches) == 1 else -2.0)
        if is_journal_place
        else (-6.0 if is_stop else 0.0)
        if has_place
        else 2.0
    )
    if weight >= least:
        return match.start() + (match["mark"] in ("?", "!", ")", "]")), match.end()
    stop = None if has_place else _first_stop(middle)
    return (stop.start() + (stop[0] in "?!"), stop.end()) if stop else None


def _is_soft(middle: str, stop: int) -> bool:
    """Tell whether a stop may stand inside the name of a journal: behind a short word, and before one or two more."""
    behind = find_words(middle[stop + 1 : stop + 60].split(".", maxsplit=1)[0])
    return len(behind) < 3 and may_be_abbreviated(middle, stop)


def _imprint(middle: str, matches: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Find where the title of a book ends: before edition, editors and publisher, at the first stop or where the publisher begins."""
    for match in matches[:_MOST_BOUNDARIES]:
        is_end = match["mark"] in (".", "?", "!") and not is_abbreviated(middle, match.start())
        if (
            (match["mark"] != "," or not _IMPRINT_LATER.search(middle, match.end()))
            and is_imprint(middle[match.end() : match.end() + 200])
            and match["mark"] != ":"
            and (is_end or len(middle) - match.end() < 90)
        ):
            return match.start() + (match["mark"] in ("?", "!", ")", "]")), match.end()
        if is_end and match["mark"] == "." and _OF_BOOK.match(middle, match.end()):
            return match.start(), match.end()
    return None


def _weigh(middle: str, match: re.Match[str], inner: int, *, has_place: bool, after_comma: bool) -> float:
    left, right = middle[: match.start()], middle[match.end() :]
    mark = match["mark"].strip()
    weight = weigh_as_container(right)
    if mark == ".":
        if is_abbreviated(middle, match.start()):
            weight -= 4
        elif _ENDS_SMALL.search(left[-45:]):
            weight += 1
        elif may_be_abbreviated(middle, match.start()):
            weight -= 1
        weight += 1
    elif mark in ("?", "!"):
        weight += 1
    elif mark == ",":
        weight -= 0.5 if after_comma else 3
    else:
        weight -= 2.5 if mark in ")]" else 4
    weight -= min(inner, 6) * (0.7 if mark == "," and after_comma else 1)
    if left.count("(") > left.count(")") or left.count("[") > left.count("]"):
        weight -= 4
    if len(find_words(left)) < 2:
        weight -= 1.5
    if not has_place and not is_imprint(right):
        weight -= 0.5
    return weight


def _first_stop(text: str) -> re.Match[str] | None:
    return next(
        (
            match
            for match in _FIRST_STOP.finditer(text)
            if match.start() > 2 and not (match[0] == "." and is_abbreviated(text, match.start()))
        ),
        None,
    )


def _first_sentence(text: str) -> str:
    stop = _first_stop(text)
    return text[: stop.start() + (stop[0] in "?!")] if stop else text

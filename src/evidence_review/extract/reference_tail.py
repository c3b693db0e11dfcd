"""Where in its container a work stands: year, volume, issue, pages, article number, wherever in the entry they are printed.

The entry is cut into numbers, labels, months and marks between them. A stretch of those without a word in it is a run; a run that
has the form of a place (a range, a label, a number with another in brackets) is read from left to right.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_review.extract.words import read_words

__all__ = ["Place", "find_place"]

_WORDS = read_words("references")["tail"]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_DASH = r"\s?(?:[-\u2010-\u2015\u2212_]{1,3}|\u00e2\u20ac\u201c)\s?"
_PAGE = r"[A-Za-z]{0,3}\d{1,8}(?:\.e\d{1,3})?[A-Za-z]{0,2}"
_NEXT = r"(?=\s{0,2}[(\[]?\s?[A-Za-z]{0,3}\d)"
_TOKEN = re.compile(
    rf"(?P<edition>(?<!\w)(?:\d{{1,3}}(?:st|nd|rd|th|\u00aa|\u00ba|a)?\.?\s(?:rev(?:ised)?\.?\s)?(?:ed|edn|edition|ed\u00ed\u00e7\u00e3o|aufl|auflage)\b\.?|\d{{1,4}}(?:st|nd|rd|th)\b))"
    rf"|(?P<count>(?<![\w\u2013-])\d{{1,4}}\s(?:pp?|pages|vols?|S|Seiten|p\u00e1gs?|volumes)\b(?!\.?\s?\d)\.?)"
    rf"|(?P<annual>(?<!\w)\d{{1,3}}\.\s?(?:Jg|Jahrgang)\b\.?)"
    rf"|(?P<lv>(?<![\w.])(?i:{_any(_WORDS['volume'])})(?:\.\s?|:\s?|\s|(?<=\w\w)(?=\d)|(?<=\bv)(?=\d))(?=[(]?\d|[A-Z]{{0,2}}\d|[IVXLC]{{1,7}}\b))"
    rf"|(?P<li>(?<![\w.])(?i:{_any(_WORDS['issue'])})(?:\.\s?|\s|:\s?|(?<=[\w\u00b0\u00ba][\w\u00b0\u00ba])(?=\d)|(?<=[\u00b0\u2116])(?=\d)){_NEXT})"
    rf"|(?P<lp>(?<![\w.])(?:(?i:{_any([word for word in _WORDS['page'] if len(word) > 1])})|[Pp]|S)(?:\.:?\s?|:\s?|\s){_NEXT})"
    rf"|(?P<la>(?<![\w.])(?i:{_any(_WORDS['article'])})\.?\s?(?:(?i:no|number|id|nr)\b\.?\s?|:\s?|#\s?)?(?=[#A-Za-z]{{0,3}}\d))"
    rf"|(?P<supplement>(?<!\w)(?<=\()[A-Z](?=\))|(?i:\d{{1,3}}_?suppl(?:ement)?\b\.?|(?:suppl(?:ement)?|supp)\b\.?(?:\s?(?!\d{{4}})[\dA-Z]{{1,3}}\b)?|(?:pt|part)\b\.?\s?(?:\d{{1,3}}|[A-Z]|[IVX]{{1,4}})\b|spec(?:ial)?\.?\s(?:no|issue)\b\.?)(?:\s?\d{{1,3}}\b)?)"
    rf"|(?P<month>(?<![\w-])(?i:{_any(_WORDS['months'])})\b\.?(?:[-/\u2013\u2014]\s?(?i:{_any(_WORDS['months'])})\b\.?)?)"
    rf"|(?P<range>(?<![\w\u2013-])(?<!\d\.)(?:{_PAGE}){_DASH}(?:{_PAGE}|\+)(?![\w-]))"
    rf"|(?P<number>(?<=:)[A-Z]{{1,3}}-\d{{3,8}}(?!\w)|(?<![\w'\u2019-])[A-Za-z]{{0,3}}\d{{1,8}}[A-Za-z]{{0,2}}\+?(?![\w%]))"
    rf"|(?P<roman>(?<!\w)[IVXLC]{{1,7}}(?!\w))"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<mark>[,;:./&])|(?P<dash>[-\u2013\u2014])|(?P<blank>\s)"
    r"|(?P<word>[^\W\d_]{1,60}|.)",
    re.DOTALL,
)
# "XII, pp. 16" and "XLI (1951)" are volumes without a label.
_ROMAN_VOLUME = re.compile(r"(?<=[\s,])[IVXLC]{2,7}(?=,?\s(?:pp?\.|\(|no\.))")
# "(1982). Title. Journal, 19." has nothing but the volume.
_VOLUME_ALONE = re.compile(r",\s(\d{1,3})\.?\s?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_DASHES = re.compile(_DASH)
_SPAN_OF_YEARS = re.compile(r"(?:1[6-9]|20)\d\d\D{1,3}(?:(?:1[6-9]|20)\d\d|\d\d)")
_DOUBLE_VOLUME = re.compile(r"\d{1,4}\D{1,3}\d{1,4}")
_COUNTED = frozenset(_WORDS["counted"])
_NUMBERS = frozenset(("number", "range", "roman"))
_LABELS = frozenset(("lv", "li", "lp", "la", "annual"))
_BREAKS = frozenset(("word", "edition", "count", "dash"))


@dataclass(frozen=True)
class Place:
    """Year, volume, issue and pages as printed; `start` is where they begin, and the length of the text without them."""

    start: int
    year: str = ""
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""
    article: str = ""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int


def find_place(text: str, year: int | None, after: int = 1) -> Place:
    """Find year, volume, issue and pages in what follows the names of an entry.

    Parameters
    ----------
    text : str
        The entry without its names.
    year : int or None
        The year, when it stood behind the names.
    after : int
        Where a title in quotation marks ends: numbers in it are none of the place.

    Returns
    -------
    Place
        What was found; the rest is empty.
    """
    runs = [_read_run(run, year) for run in _runs(text)]
    places = [(score, place) for score, place in runs if score > 0 and place.start > after]
    dates = [place for _, place in runs if place.year and (place.start > after or after == 1)]
    years = [place.year for place in dates]
    if not places:
        alone = _VOLUME_ALONE.search(text) if year else None
        if alone:
            return Place(alone.start(), volume=alone[1])
        if year:
            return Place(len(text))
        return Place(dates[-1].start if dates and dates[-1].start > 1 else len(text), year=years[-1] if years else "")
    _, place = max(reversed(places), key=lambda one: one[0])
    for score, other in places:
        # What another stretch says with a label belongs to the same work: volume here, pages behind the editors.
        if other is not place and score >= 3:
            place = _joined(place, other)
    return replace(place, year=place.year or (years[-1] if years else ""))


def _joined(place: Place, other: Place) -> Place:
    has_new = (not place.volume and other.volume) or (not place.first and other.first)
    if not has_new or (place.volume and other.volume):
        return place
    return Place(
        min(place.start, other.start),
        place.year or other.year,
        place.volume or other.volume,
        place.issue or other.issue,
        place.first or other.first,
        place.last if place.first else other.last,
        place.article or other.article,
    )


def _runs(text: str) -> list[list[_Token]]:
    """Cut a text into stretches without a word."""
    runs: list[list[_Token]] = [[]]
    before = ""
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        token = _Token(kind, match.group(), match.start())
        if (
            kind == "roman"
            and not (runs[-1] and runs[-1][-1].kind in ("lv", "li"))
            and not _ROMAN_VOLUME.match(text, match.start())
        ):
            kind = "word"
        if kind in ("number", "range") and before in _COUNTED:
            kind = "word"
        if (
            kind == "supplement"
            and not runs[-1]
            and token.text.casefold().startswith("suppl")
            and token.text[-1] in "lLtT."
        ):
            # "Acta Something Suppl" is the name of a journal.
            kind = "word"
        if kind in ("word", "number"):
            before = token.text.casefold()
        if kind in _BREAKS:
            runs.append([])
        elif kind != "blank":
            runs[-1].append(token)
    return [run for run in map(_trimmed, runs) if run]


def _trimmed(run: list[_Token]) -> list[_Token]:
    while run and run[-1].kind in ("mark", "open"):
        run = run[:-1]
    begin = 0
    while begin < len(run) and (run[begin].kind in ("mark", "close") or _closes(run, begin + 1)):
        begin += 1
    # "... of receptor NR2. 12(3)" has a name with a number in it before the stop.
    while (
        begin + 2 < len(run)
        and run[begin].kind == "number"
        and run[begin + 1].text == "."
        and (
            not run[begin].text.isdigit() or (_YEAR.fullmatch(run[begin].text) and _YEAR.fullmatch(run[begin + 2].text))
        )
    ):
        begin += 2
    return run[begin:] if any(token.kind in _NUMBERS or token.kind == "annual" for token in run) else []


def _closes(run: list[_Token], index: int) -> bool:
    """Tell whether a bracket closes at an index that opened before the run, as in "Journal (Spring). 2010"."""
    return index < len(run) and run[index].kind == "close" and run[index - 1].kind == "month"


class _Reader:
    """Reads a run from left to right."""

    def __init__(self, run: list[_Token], year: int | None) -> None:
        self.run, self.known = run, year
        self.year = self.volume = self.issue = self.first = self.last = self.article = ""
        self.label = ""
        self.score = 0
        self.year_at = self._find_year()

    def _find_year(self) -> int:
        """Tell which of the numbers is the year: one in brackets, one beside a month, one before a semicolon, else the last or the first."""
        run = self.run
        texts = ["", *[token.text for token in run], ""]
        candidates = [
            index
            for index, token in enumerate(run)
            if token.kind == "number"
            and _YEAR.fullmatch(token.text)
            and (index == 0 or run[index - 1].kind not in ("lv", "li", "lp", "la"))
        ]
        if self.known:
            return next((index for index in candidates if int(run[index].text[:4]) == self.known), -1)

        def rank(index: int) -> tuple[int, int]:
            before, after = texts[index], texts[index + 2]
            in_brackets = before in ("(", "[") or after in (")", "]")
            beside_month = index > 0 and run[index - 1].kind == "month"
            is_second = before == "/"
            is_volume = is_second or (after in ("(",) and not index)
            is_first = index == 0 and after in (",", ";", ".")
            return (
                3 * in_brackets
                + 2 * beside_month
                + 2 * (after == ";")
                - is_volume
                + (index in (0, len(run) - 1))
                + is_first,
                index,
            )

        return max(candidates, key=rank, default=-1)

    def read(self) -> tuple[int, Place]:
        depth = 0
        for index, token in enumerate(self.run):
            if token.kind in ("open", "close"):
                depth = max(0, depth + (1 if token.kind == "open" else -1))
            elif token.kind in _LABELS:
                self.label = token.kind
                self.score += 3
                if token.kind == "annual":
                    self.volume, self.label = token.text.split(".")[0], ""
            elif token.kind == "supplement":
                self.issue = f"{self.issue} {token.text}".strip() if self.volume or self.year else self.issue
            elif index == self.year_at:
                self.year = token.text[:4]
                self.score += 1
            elif token.kind in _NUMBERS and not self._is_day(index):
                self._take(index, token, in_brackets=depth > 0)
        start = self.run[0].start
        return self._judged(), Place(start, self.year, self.volume, self.issue, self.first, self.last, self.article)

    def _is_day(self, index: int) -> bool:
        token = self.run[index]
        if not (token.text.isdigit() and int(token.text) < 32):
            return False
        if index and index - 1 == self.year_at and self._text(index + 1) == ";" and int(token.text) < 13:
            # "1990 8;73(2)" counts the month.
            return True
        before = self.run[index - 1] if index else None
        after = self.run[index + 1] if index + 1 < len(self.run) else None
        return bool(
            (before and before.kind == "month")
            or (after and after.kind == "month" and (not before or before.text in ",;.("))
        )

    def _take(self, index: int, token: _Token, *, in_brackets: bool) -> None:
        before = self._text(index - 1)
        label, self.label = self.label, ""
        if label:
            self._take_labeled(label, token)
        elif in_brackets and before == "/" and self.issue and self._text(index - 2) == self.issue:
            self.issue = f"{self.issue}/{token.text}"
        elif before in ("&", "/") or (in_brackets and before == "," and self.issue and not self.first):
            return
        elif in_brackets and before == "(" and (self.volume or token.kind != "range"):
            self._take_issue(index, token)
        elif token.kind == "range":
            self._take_range(token, before, self._text(index + 1))
        else:
            self._take_number(index, token, before)

    def _take_labeled(self, label: str, token: _Token) -> None:
        if label == "lv":
            self.volume = self.volume or token.text
        elif label == "li":
            self.issue = self.issue or token.text
        elif label == "la":
            self.article = self.article or token.text
            self.first = self.first or token.text
        else:
            if self.last and not self.volume:
                # "45-3, 2001, p. 658": the range was volume and issue.
                self.volume, self.issue, self.first, self.last = self.first, self.issue or self.last, "", ""
            self._set_pages(token)

    def _take_issue(self, index: int, token: _Token) -> None:
        is_pages = token.kind == "range" and int(re.sub(r"\D.*|^\D+", "", token.text) or 0) > 60
        if is_pages:
            self._set_pages(token)
            return
        has_form = self.volume or (self._text(index + 1) == ")" and self._text(index + 2) in (":", ","))
        if has_form and not self.issue:
            self.issue, self.score = token.text, self.score + 2
        elif token.kind == "range":
            self._set_pages(token)

    def _take_range(self, token: _Token, before: str, after: str) -> None:
        if not self.volume and before != ":" and _SPAN_OF_YEARS.fullmatch(token.text):
            return
        if not self.volume and not self.issue and after in ("(", ":") and _DOUBLE_VOLUME.fullmatch(token.text):
            self.volume = token.text
            return
        self._set_pages(token)
        self.score += 3

    def _take_number(self, index: int, token: _Token, before: str) -> None:
        if self.first:
            return
        if not self.volume and before == ":" and index > 1:
            self._set_pages(token)
            self.score += 2
        elif not self.volume:
            self.volume = token.text
            self.score += before == ";"
        elif not self.issue and self._is_issue(index, before, self._text(index + 1)):
            self.issue, self.score = token.text, self.score + 1
        else:
            self._set_pages(token)
            self.score += 2 if before in (":", ",") else 1

    def _is_issue(self, index: int, before: str, after: str) -> bool:
        following = self.run[index + 2 :]
        has_pages = any(
            token.kind in ("range", "lp", "number") for token in following if not _YEAR.fullmatch(token.text)
        )
        if (
            re.fullmatch(r"\d{1,4}", before)
            and self.run[index - 1].kind == "number"
            and self.run[index - 1].text == self.volume
        ):
            # "2004 34 3 126-131" has no marks at all.
            return has_pages
        is_glued = before in (".", ":") and self.run[index - 1].start + 1 == self.run[index].start
        if is_glued and before == ".":
            return True
        return (before == "," and after in (",", ":", "(") and has_pages) or (is_glued and after == ":")

    def _text(self, index: int) -> str:
        return self.run[index].text if 0 <= index < len(self.run) else ""

    def _set_pages(self, token: _Token) -> None:
        if self.first:
            return
        parts = _DASHES.split(token.text, maxsplit=1) if token.kind == "range" else [token.text]
        self.first = parts[0]
        self.last = parts[1].strip("+") if len(parts) > 1 else ""

    def _judged(self) -> int:
        """Take back what is too little to be a place: a number alone, or one that only a year follows and that no comma begins."""
        if self.score == 0 or (self.score == 1 and self.year and not self.volume.isdigit()):
            self.volume = self.issue = self.first = self.last = self.article = ""
            return 0
        if self.score == 1 and self.year and not self.first:
            is_place = self.volume.isdigit() and len(self.volume) < 4 and self.run[0].text == self.volume
            if not is_place:
                self.volume = ""
                return 0
        # Volume, issue and pages stand beside the year, or behind everything else.
        is_bare = not self.volume and not self.year and not any(token.kind in _LABELS for token in self.run)
        return self.score + 2 * bool(self.year) - 2 * is_bare


def _read_run(run: list[_Token], year: int | None) -> tuple[int, Place]:
    numbers = [token for token in run if token.kind in _NUMBERS]
    if (
        len(numbers) > 2
        and all(_YEAR.fullmatch(token.text) for token in numbers)
        and not any(token.kind in _LABELS for token in run)
    ):
        # "The four versions (1798, 1799, 1805)" lists years.
        return 0, Place(run[0].start, year=numbers[-1].text[:4])
    score, place = (reader := _Reader(run, year)).read()
    if not score:
        place = Place(place.start, year=reader.year)
    return score, place

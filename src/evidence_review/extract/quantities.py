"""Quantities: numbers that mean something, with what they measure and their unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence_review.extract.cues import blank_spans
from evidence_review.extract.numbers import Number, find_numbers
from evidence_review.extract.quantity_kinds import find_dimension, find_kind
from evidence_review.extract.units import convert, find_unit
from evidence_review.extract.words import read_words

__all__ = ["Quantity", "find_quantities"]

_WORDS = read_words("quantities")
_PRINTED, _NUMBERED = frozenset(_WORDS["labels"]["printed"]), frozenset(_WORDS["labels"]["numbered"])
_POINTS: dict[str, str] = _WORDS["points"]
_COUNTS = _WORDS["counts"]
_PEOPLE = frozenset(read_words("units")["people"]["nouns"])
_ANIMALS, _STUDIES = frozenset(_COUNTS["animals"]), frozenset(_COUNTS["studies"])
_ANIMAL = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(_ANIMALS))})(?![^\W_])", re.IGNORECASE)
_STOP, _POINTING = frozenset(_COUNTS["stop"]), frozenset(_COUNTS["pointing"])
_STRUCTURE, _ONE, _SINGLE = frozenset(_COUNTS["structure"]), frozenset(_COUNTS["one"]), frozenset(_COUNTS["single"])
_JOINED = tuple(_COUNTS["joined"])
_NOT_JOINED = tuple(_COUNTS["not_joined"])
_TAKEN_UP = frozenset(_COUNTS["taken_up"])
_DATES = _WORDS["dates"]
_BEFORE_YEARS, _COUNTED = frozenset(_DATES["before"]), frozenset(_DATES["counted"])
_OF_DOCUMENT = tuple(_DATES["of_document"])
_CHEMICAL = tuple(_WORDS["chemistry"]["joined"])
_MONTHS = "|".join(_DATES["months"])
_MONTHS_NAMED = "|".join(month.title() for month in _DATES["months"])
_DASHES = "-‐‑–−—"
# Addresses, identifiers, and citations where nobody has named them.
_YEARS = r"(?:1[89]|20)[0-9]{2}[a-z]?"
_NO_TEXT = re.compile(
    r"(?:https?://|www\.|doi:)[^\s<>]{1,300}|(?<![\w.])10\.[0-9]{4,9}/[^\s<>]{1,200}|(?<![\w.+-])[\w.+-]{1,60}@[\w.-]{1,60}"
    r"|\[[0-9]{1,3}(?:[,;–-] ?[0-9]{1,3}){0,40}\]|(?<=[^\W\d_] )\([0-9]{1,3}(?:, ?[0-9]{1,3}){0,40}\)"
    r"|(?<=[).,”] )\([0-9]{1,3}(?:, ?[0-9]{1,3}){0,40}\)|(?<![^\W])\([1-9]\)"
    # Degrees of freedom: "t(39) = 1.2".
    r"|(?<=[^\W\d_])\([0-9]{1,4}(?:, ?[0-9]{1,4}(?:\.[0-9]{1,3})?)?\)(?= ?[=<>])"
    rf"|\bal\.?,? \(?{_YEARS}(?:, {_YEARS}){{0,9}}"
    rf"|(?<![^\W_])(?!(?:In|Since|By|Until|During|From|After|Before|{_MONTHS_NAMED}))[A-Z][^\W\d_]{{1,25}}(?:, {_YEARS}(?=[;,)])| \({_YEARS}(?=[;,)])| {_YEARS}(?=[;)]))(?:, {_YEARS}){{0,9}}"
    r"|(?<![^\W_])[0-9]{1,2}[:.][0-9]{2} ?(?:[ap]\.?m\b|h\b|o'clock)"
)
_AN = re.compile(r"(?: of)? an?(?= )")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_P = re.compile(r"(?<![^\W_])\*?[pP]s?\*?(?:[ -]?values?)?(?: ?(?:of|was|is|were|for trend))? ?[=:]? ?$")
_N = re.compile(r"(?<![^\W_])\*?[nN]s?\*? ?[=:] ?$")
_INTERVAL = re.compile(
    r" ?(?:CIs?|CrIs?|confidence intervals?|credible intervals?)(?![^\W_])(?: ?\(CI\))?", re.IGNORECASE
)
_INTERVAL_ALONE = re.compile(r"(?<![^\W_])(?:CI|CrI|confidence interval)(?: of)?[ :=,(\[]{0,3}$", re.IGNORECASE)
_TO_BOUNDS = re.compile(r"[ :=,;(\[]{0,4}(?:(?:of|was|is|from|ranging|between|range)[ :]{0,2}){0,2}[(\[]?")
_OR_MORE = re.compile(
    r"(?: of age|-old| old)?,? (?:or|and) (?P<word>more|longer|greater|above|older|over|higher|later|beyond|upwards?|"
    r"less|fewer|below|under|shorter|younger|lower)\b(?! than)"
)
_LESS = frozenset("less fewer below under shorter younger lower".split())
_SPREAD = re.compile(
    r" ?(?:±|\+/[-–−]|\+[-–−]) ?[0-9]{1,12}(?:[.·][0-9]{1,12})?(?: ?%)?"
    r"| ?[(\[](?:±|(?:SD|SE|SEM|s\.d\.|standard deviation|standard error)[ :=,±]{0,4}) ?[0-9]{1,12}(?:[.·][0-9]{1,12})?[^()\d]{0,12}[)\]]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}(?:[-–−—/](?:[0-9]{4}|[0-9]{2})| (?:to|through|and) (?:1[5-9]|20)[0-9]{2})?$")
_MONTH_BEFORE = re.compile(
    rf"(?<![^\W_])(?:[0-3]?[0-9](?:st|nd|rd|th)?[ -](?:of )?)?(?:{_MONTHS})\.?(?:[ -][0-3]?[0-9](?:st|nd|rd|th)?,?)?,?[ -](?:of )?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?<![^\W_])(?:at least|up to|more than|over|less than|about|approximately|nearly) an? $", re.IGNORECASE
)
_OF_WHOLE = re.compile(r" of(?: the| these| those| our| all)?(?= )")
_OF = frozenset([" of ", " of the ", "/", " / ", " among "])
# Behind these, "over" says "more than".
_MORE_THAN = ("for ", "of ", "lasting ", "lasted ", "after ", "well ", "just ", "takes ", "took ")
_RANGE_GAPS = frozenset([" to ", "-", "–", "—", "−", " - ", " – ", " − ", " up to ", "–to–", " through "])
_BODY_WEIGHT = re.compile(r"\b(?:for|in|of|to|assuming) (?:an? |each )?(?:[^\W\d]{1,12} ){0,2}$")


@dataclass(frozen=True)
class Quantity:
    """A quantity in a text; `low` and `high` are in `unit` (UCUM), `canonical_low` and `canonical_high` in `canonical_unit`."""

    start: int
    end: int
    kind: str
    comparator: str
    low: float | None
    high: float | None
    unit: str
    canonical_low: float | None = None
    canonical_high: float | None = None
    canonical_unit: str = ""
    reason: str = ""


@dataclass(frozen=True)
class _Reading:
    """A number on its way to a quantity: its own span without what was added, its unit (None as long as it has none), and its kind once known."""

    start: int
    end: int
    number: Number
    low: float | None
    high: float | None
    comparator: str
    unit: str | None = None
    reason: str = ""
    kind: str = ""


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the quantities of a sentence.

    Parameters
    ----------
    text : str
        A sentence, white space folded.
    taken : sequence of (int, int)
        Stretches that hold no quantities, such as citation markers.

    Returns
    -------
    list of Quantity
        In order, none inside another.

    Examples
    --------
    >>> [(quantity.kind, quantity.low, quantity.unit) for quantity in find_quantities("Rats got 4 and 10 mg/kg.")]
    [('dose', 4.0, 'mg/kg'), ('dose', 10.0, 'mg/kg')]
    """
    spans = [*taken, *(match.span() for match in _NO_TEXT.finditer(text))]
    plain = blank_spans(text, spans, "\ufffc") if spans else text
    numbers = find_numbers(plain)
    if not numbers:
        return []
    readings = list(_read_units(plain, numbers))
    for step in (_read_intervals, _join_bounds, _share_units, _read_points, _join_ends, _read_counts):
        readings = step(plain, readings)
    return list(_finish(plain, plain.lower(), readings))


def _read_units(text: str, numbers: list[Number]) -> Iterator[_Reading]:
    """Read the unit behind each number, and leave out what is a part of a name or of the unit before."""
    last = 0
    for number in numbers:
        if number.start < last:
            continue
        reading = _read_unit(text, number)
        if reading:
            last = reading.end
            yield reading


def _read_unit(text: str, number: Number) -> _Reading | None:
    """Read the unit behind a number; None when the number is a part of a name."""
    end = number.end
    reading = _Reading(number.start, end, number, number.low, number.high, number.comparator)
    if number.form not in ("plain", "spelled"):
        return _read_form(text, reading)
    unit = find_unit(text, end)
    after = text[end : end + 1]
    if unit and (unit.code or not after.isalpha()):
        return _extend(text, replace(reading, end=unit.end, unit=unit.code, reason=unit.reason))
    if after.isalpha() or after in ("_", "′", "'", "’", "\\"):
        return None
    if after and after in _DASHES:
        joined = text[end + 1 : end + 12].lower()
        if joined.startswith(_JOINED):
            return replace(reading, unit="1", kind="other")
        if _is_joined_name(text[end + 1 : end + 2], joined, is_spelled=number.form == "spelled"):
            return None
    currency = text[number.start - 1 : number.start] if number.start else ""
    if currency and currency in "$€£¥":
        return replace(reading, start=number.start - 1, unit="", reason=f"{currency} is a sum of money")
    return _extend(text, reading)


def _is_joined_name(first: str, joined: str, *, is_spelled: bool) -> bool:
    """Tell whether a number and what is joined to it by a hyphen are a name: "5-HT", "4-hydroxy", "two-sided"."""
    if not first.isalpha():
        return first in "([,'" and bool(first)
    return is_spelled or not first.islower() or joined.startswith((*_NOT_JOINED, *_CHEMICAL))


def _read_form(text: str, reading: _Reading) -> _Reading | None:
    """Read a number whose words already say what its unit is."""
    form, end = reading.number.form, reading.end
    if form == "decade":
        return replace(reading, unit="a", kind="date")
    if form == "share":
        return replace(reading, unit="%", kind="percentage")
    if form == "single":
        word = _WORD.match(text, end + 1)
        return replace(reading, unit="1") if word and word.group().lower() in _SINGLE else None
    if form == "part" and reading.low is not None and reading.low == reading.high:
        article = _AN.match(text, end)
        unit = find_unit(text, article.end() if article else end)
        if unit and unit.code not in ("", "{patients}"):
            return replace(reading, end=unit.end, unit=unit.code)
        if text.startswith(" of ", end):
            return replace(reading, low=100 * reading.low, high=100 * reading.low, unit="%", kind="percentage")
    return replace(reading, unit="1")


def _extend(text: str, reading: _Reading) -> _Reading:
    """Add what stands behind a value: a spread, and "or more"."""
    end, comparator, low, high = reading.end, reading.comparator, reading.low, reading.high
    spread = _SPREAD.match(text, end)
    end = spread.end() if spread else end
    bound = _OR_MORE.match(text, end)
    if bound and not comparator:
        end = bound.end()
        comparator = "<=" if bound["word"] in _LESS else ">="
        low, high = (None, high) if comparator == "<=" else (low, None)
    return replace(reading, end=end, comparator=comparator, low=low, high=high)


def _read_intervals(text: str, readings: list[_Reading]) -> list[_Reading]:
    """Join a level of confidence with the bounds behind it."""
    found: list[_Reading] = []
    rest = iter(range(len(readings)))
    for index in rest:
        reading = readings[index]
        name = _INTERVAL.match(text, reading.end) if reading.unit == "%" else None
        alone = None if name else _INTERVAL_ALONE.search(text, max(0, reading.start - 28), reading.start)
        first = index + 1 if name else index
        start = reading.start if name else alone.start() if alone else 0
        bounds = _bounds_at(text, readings, first, name.end() if name else reading.start) if name or alone else None
        if not bounds:
            found.append(reading)
            continue
        last, low, high = bounds
        unit = readings[last].unit
        found.append(
            replace(
                readings[last],
                start=start,
                low=low,
                high=high,
                comparator="",
                unit=unit or "1",
                kind="confidence-interval",
            )
        )
        for _ in range(last - index):
            next(rest)
    return found


def _bounds_at(text: str, readings: list[_Reading], index: int, position: int) -> tuple[int, float, float] | None:
    """Return the bounds that begin at a place: the number of the last reading, low and high."""
    if index >= len(readings):
        return None
    one = readings[index]
    lead = _TO_BOUNDS.match(text, position)
    if one.low is None or one.high is None or not lead or lead.end() != one.start:
        return None
    if one.low != one.high:
        return index, one.low, one.high
    two = readings[index + 1] if index + 1 < len(readings) else None
    if two is None or two.low is None or two.low != two.high:
        return None
    gap = text[one.end : two.start]
    if gap.strip(" ") not in {",", ";", "and", "to", "-", "–", "−", "—", ":"}:
        return None
    return index + 1, min(one.low, two.low), max(one.low, two.low)


def _join_bounds(text: str, readings: list[_Reading]) -> list[_Reading]:
    """Join "≥30 and <50" to a range."""
    found: list[_Reading] = []
    for reading in readings:
        one = found[-1] if found else None
        if (
            one
            and one.comparator[:1] == ">"
            and reading.comparator[:1] == "<"
            and text[one.end : reading.start] in (" and ", " to ", ", ", " but ", " or ")
            and one.low is not None
            and reading.high is not None
            and one.low <= reading.high
            and one.unit in (None, reading.unit)
        ):
            found[-1] = replace(reading, start=one.start, low=one.low, comparator="")
        else:
            found.append(reading)
    return found


def _share_units(text: str, readings: list[_Reading]) -> list[_Reading]:
    """Give the unit behind the last value of an enumeration to those without one."""
    found = list(readings)
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        if one.unit is None and two.unit is not None and not two.kind and one.number.list_no == two.number.list_no:
            others = (found[place].number.list_no for place in (index - 1, index + 2) if 0 <= place < len(found))
            is_pair = text[one.end : two.start].strip() == "," and one.number.list_no not in others
            if not is_pair and not _is_year(text, one):
                found[index] = replace(one, unit=two.unit, reason=two.reason)
    return found


def _read_points(text: str, readings: list[_Reading]) -> list[_Reading]:
    """Read what stands before a number and says what it is: "week 12", "p < 0.05", "n = 20", "March 2019", "Figure 3"."""
    found: list[_Reading] = []
    # What the first of an enumeration is, the others are too.
    list_no, shared = -1, ""
    for reading in readings:
        is_first = reading.number.list_no != list_no
        list_no = reading.number.list_no
        if is_first:
            shared = ""
        is_glued = text[reading.number.end : reading.number.end + 1].isalpha()
        if reading.kind or (reading.unit not in (None, "1", "{patients}") and not shared and not is_glued):
            found.append(reading)
            continue
        word, raw = _word_before(text, reading.start)
        if is_glued and word in _PRINTED:
            continue
        if is_first and reading.unit is None:
            shared = "label" if word in _PRINTED or word in _NUMBERED else _POINTS.get(word, "")
        elif is_first and word in _PRINTED:
            shared = "label"
        if shared == "label" and reading.unit is None:
            continue
        if shared and shared != "label":
            start = reading.start - len(raw) if is_first else reading.start
            found.append(replace(reading, start=start, unit=shared, kind="follow-up"))
            continue
        named = _read_named(text, reading)
        if named:
            found.append(named)
    return found


def _word_before(text: str, start: int) -> tuple[str, str]:
    """Return the word before a place, in lower case, and it with what stands between, as printed."""
    window = text[max(0, start - 22) : start]
    match = _LAST_WORD.search(window.rstrip(" \u00a0.(:#"))
    return (match.group().lower(), window[match.start() :]) if match else ("", "")


def _read_named(text: str, reading: _Reading) -> _Reading | None:
    """Read a number without a unit by the words before it; None when it is no quantity."""
    start, number = reading.start, reading.number
    is_p = _P.search(text, max(0, start - 24), start)
    if is_p and 0 <= (reading.high if reading.high is not None else reading.low or 0) <= 1:
        return replace(reading, start=is_p.start(), unit="1", kind="p-value")
    is_n = _N.search(text, max(0, start - 8), start)
    if is_n:
        people = "1" if _ANIMAL.search(text) else "{patients}"
        return replace(reading, start=is_n.start(), unit=people, kind="sample-size")
    if reading.unit is not None:
        return reading
    if number.form == "plain" and _YEAR.match(text[start : number.end]):
        return _read_year(text, reading)
    return reading


def _is_year(text: str, reading: _Reading) -> bool:
    return reading.number.form == "plain" and bool(_YEAR.match(text[reading.start : reading.number.end]))


def _read_year(text: str, reading: _Reading) -> _Reading | None:
    """Read four digits as a year, where the words around say so."""
    start = reading.start
    before = text[max(0, start - 60) : start].lower()
    word = _WORD.match(text, reading.end + 1)
    behind = word.group().lower() if word and text[reading.end : reading.end + 1] == " " else ""
    is_range = reading.low != reading.high
    if behind in _COUNTED:
        return reading
    month = _MONTH_BEFORE.search(text, max(0, start - 30), start)
    last = _word_before(text, start)[0]
    if not (month or last in _BEFORE_YEARS or (is_range and "." not in text[start : reading.end])):
        return (
            reading
            if behind and behind not in _STOP and behind.islower() and text[reading.end] == " " and last in ("", "a")
            else None
        )
    if any(cue in before for cue in _OF_DOCUMENT):
        return None
    if month:
        start = month.start()
    else:
        ending = next((words for words in _DATES["early"] if words != "the" and before.endswith(f" {words} ")), "")
        start -= len(ending) + 1 if ending else 0
    return replace(reading, start=start, unit="a", kind="date")


def _join_ends(text: str, readings: list[_Reading]) -> list[_Reading]:
    """Join the two ends of a range that both have their unit: "2 mg to 4 mg", "week 6 to week 12"; drop what a date took in."""
    found: list[_Reading] = []
    for reading in readings:
        one = found[-1] if found else None
        while one and one.end > reading.start:
            found.pop()
            one = found[-1] if found else None
        if one and _are_ends(text, one, reading):
            found[-1] = replace(reading, start=one.start, low=one.low, comparator=one.comparator)
        else:
            found.append(reading)
    return found


def _are_ends(text: str, one: _Reading, two: _Reading) -> bool:
    gap = text[one.end : two.start]
    is_between = gap == " and " and text[max(0, one.start - 8) : one.start].lower() == "between "
    return (
        one.unit is not None
        and one.unit == two.unit
        and one.kind == two.kind
        and one.kind in ("", "follow-up", "date")
        and (gap in _RANGE_GAPS or is_between)
        and one.low is not None
        and two.high is not None
        and one.low == one.high
        and one.low <= two.high
        and two.low == two.high
        and one.number.form not in ("fold", "single", "part")
    )


def _finish(text: str, lower: str, readings: list[_Reading]) -> Iterator[Quantity]:
    """Give each reading its kind, unit and canonical value, and leave out number words that count no things."""
    ends = _list_ends(readings)
    for index, reading in enumerate(readings):
        code = reading.unit or ""
        start, end = ends[index]
        dimension = "fold" if reading.number.form == "fold" else find_dimension(code)
        if code == "1" and not reading.kind and dimension == "number" and _is_age(lower, start):
            code, dimension = "a", "time"
        kind = reading.kind or find_kind(lower, start, end, dimension, code)
        low, high, comparator = reading.low, reading.high, reading.comparator
        if comparator == ">" and dimension == "time" and _is_over(lower, reading.start):
            low, high, comparator = reading.number.low, reading.number.low, ""
        reason = reading.reason
        if reading.number.low is None and reading.number.high is None:
            reason = reason or "the number is too large to be held"
        body_weight = _body_weight(text, readings, index) if kind in ("clearance", "infusion-rate") else None
        canonical = convert(low, high, code, kind, body_weight=body_weight)
        yield Quantity(
            reading.start, reading.end, kind, comparator, low, high, code,
            canonical.low, canonical.high, canonical.unit, reason,
        )  # fmt: skip


def _is_over(lower: str, start: int) -> bool:
    """Tell whether "over" says when, as in "infused over 40 min", and not "more than"."""
    return lower.startswith("over ", start) and not lower[max(0, start - 9) : start].endswith(_MORE_THAN)


def _is_age(lower: str, start: int) -> bool:
    return lower[max(0, start - 16) : start].endswith(
        ("aged ", "ages of ", "age of ", "aged between ", "ages ", "aged from ")
    )


def _list_ends(readings: list[_Reading]) -> list[tuple[int, int]]:
    """Return where the enumeration that each reading belongs to begins and ends."""
    starts = [reading.start for reading in readings]
    ends = [reading.end for reading in readings]
    for index, (one, two) in enumerate(pairwise(readings)):
        if one.number.list_no == two.number.list_no:
            starts[index + 1] = starts[index]
    for index in range(len(readings) - 2, -1, -1):
        if readings[index].number.list_no == readings[index + 1].number.list_no:
            ends[index] = ends[index + 1]
    return list(zip(starts, ends, strict=True))


def _read_counts(text: str, readings: list[_Reading]) -> list[_Reading]:
    """Read what numbers without a unit count, and leave out number words that count no things."""
    found: list[_Reading] = []
    is_animal = bool(_ANIMAL.search(text))
    first_people = next(
        (index for index, reading in enumerate(readings) if reading.unit == "{patients}"), len(readings)
    )
    for index in range(len(readings) - 1, -1, -1):
        reading = readings[index]
        if not reading.kind and reading.unit in (None, "{patients}"):
            following = found[-1] if found else None
            counted = _count(text, reading, following, has_people=index > first_people)
            if counted is None:
                continue
            is_sex = is_animal and text[counted.start : counted.end].endswith(
                ("males", "females", "controls", "subjects")
            )
            reading = replace(counted, unit="1") if is_sex else counted
        found.append(reading)
    return found[::-1]


def _count(text: str, reading: _Reading, following: _Reading | None, *, has_people: bool) -> _Reading | None:
    """Read what a number without a unit counts; None when it counts no things."""
    if reading.unit == "{patients}":
        return replace(reading, kind="sample-size")
    words, ends = _phrase_behind(text, reading.end)
    people = next((index for index, word in enumerate(words) if word in _PEOPLE), None)
    if reading.number.form == "spelled" and not _counts_things(text, reading, words):
        return None
    if people is not None:
        return replace(reading, end=ends[people], unit="{patients}", kind="sample-size")
    if any(word in _ANIMALS or word in _STUDIES for word in words):
        return replace(reading, unit="1", kind="sample-size")
    is_part = following and following.kind == "sample-size" and text[reading.end : following.start] in _OF
    if is_part and following:
        return replace(reading, unit=following.unit, kind="sample-size")
    word = _WORD.match(text, reading.end + 1)
    is_whole = reading.low is not None and reading.low > 1 and reading.low == int(reading.low)
    if has_people and is_whole and word and text[reading.end] == " " and word.group() in _TAKEN_UP:
        return replace(reading, unit="{patients}", kind="sample-size")
    return replace(reading, unit="1")


def _counts_things(text: str, reading: _Reading, words: list[str]) -> bool:
    """Tell whether a number word counts things, and no parts of a structure or an argument."""
    before = _word_before(text, reading.start)[0]
    value = reading.number.low if reading.number.low is not None else reading.number.high
    whole = _OF_WHOLE.match(text, reading.end)
    if whole:
        words = _phrase_behind(text, whole.end())[0]
        return any(word in _PEOPLE or word in _ANIMALS or word in _STUDIES for word in words)
    if before in _POINTING:
        return False
    if reading.comparator:
        return True
    if value in (0, 1):
        return any(word in _ONE for word in words[:2]) and before not in ("the", "only")
    if not words:
        return bool(value and value > 4)
    if any(word in _PEOPLE or word in _ANIMALS for word in words):
        return True
    return not any(
        _STRUCTURE & {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
        for word in words
    )


def _phrase_behind(text: str, start: int) -> tuple[list[str], list[int]]:
    """Return the words behind a number as far as they may be what it counts, and where each ends."""
    words: list[str] = []
    ends: list[int] = []
    position = start
    while len(words) < 4 and text[position : position + 1] in (" ", "-"):
        word = _WORD.match(text, position + 1)
        if not word or word.group().lower() in _STOP:
            break
        words.append(word.group() if word.group().isupper() else word.group().lower())
        ends.append(word.end())
        position = word.end()
    return words, ends


def _body_weight(text: str, readings: list[_Reading], index: int) -> float | None:
    """Return the body weight in kg that stands behind a clearance: "for a 70 kg individual"."""
    for reading in readings[index + 1 : index + 3]:
        is_stated = _BODY_WEIGHT.search(text, max(0, reading.start - 40), reading.start)
        if reading.unit == "kg" and reading.low and reading.low == reading.high and is_stated:
            return reading.low
    return None

"""What the words around a number without a unit say of it: a time, a year, a value of p, a count, or no quantity at all."""

import re

from evidence_review.extract.quantity_readings import WORD, Reading, date_start, is_year, word_before
from evidence_review.extract.words import read_words

__all__ = ["read_counts", "read_points"]

_WORDS = read_words("quantities")
_PRINTED, _NUMBERED = frozenset(_WORDS["labels"]["printed"]), frozenset(_WORDS["labels"]["numbered"])
_POINTS: dict[str, str] = _WORDS["points"]
_COUNTS = _WORDS["counts"]
_PEOPLE = frozenset(read_words("units")["people"]["nouns"])
_ANIMALS, _STUDIES = frozenset(_COUNTS["animals"]), frozenset(_COUNTS["studies"])
_SCORES, _RESPONSES = frozenset(_WORDS["labels"]["scores"]), frozenset(_WORDS["labels"]["responses"])
# What a rate is stated for.
_ROUND = {100.0: "2", 1e3: "3", 1e4: "4", 1e5: "5", 1e6: "6"}
_PLURAL = frozenset(["patients", "subjects", "participants", "cases"])
_ANIMAL = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(_ANIMALS))})(?![^\W_])", re.IGNORECASE)
# Of animals too.
_NO_PEOPLE = ("males", "females", "controls", "subjects")
_STOP, _POINTING = frozenset(_COUNTS["stop"]), frozenset(_COUNTS["pointing"])
_MEMBERS = frozenset(_COUNTS["members"])
_STRUCTURE, _ONE = frozenset(_COUNTS["structure"]), frozenset(_COUNTS["one"])
_TAKEN_UP = frozenset(_COUNTS["taken_up"])
_DATES = _WORDS["dates"]
_BEFORE_YEARS, _COUNTED = frozenset(_DATES["before"]), frozenset(_DATES["counted"])
_OF_DOCUMENT = tuple(_DATES["of_document"])
_MONTHS = "|".join(_DATES["months"])
_MONTH_WORDS = frozenset(_DATES["months"])
# Not "may".
_MONTH_BEHIND = re.compile(rf",? (?:{_MONTHS.title()})(?![^\W_])")
_P = re.compile(
    r"(?<![^\W_])\*?[pP]s?\*?(?:[ -]?values?)?(?: ?(?:of|was|is|were|for trend))? ?[=:]? ?$"
    r"|(?<![^\W_])[pP](?: ?[(\[][a-z -]{3,14}[)\]]|_?\{?[A-Z]?[a-z]{2,11}(?:-[a-z]{1,8})?\}?) ?(?:= ?|(?=$))$"
)
_N = re.compile(r"(?<![^\W_])\*?[nN]s?\*? ?[=:] ?$")
_MONTH_BEFORE = re.compile(
    rf"(?<![^\W_])(?:[0-3]?[0-9](?:st|nd|rd|th)?[ -](?:of )?)?(?:{_MONTHS})\.?(?:[ -][0-3]?[0-9](?:st|nd|rd|th)?,?)?,?[ -](?:of )?$",
    re.IGNORECASE,
)
# A word, or a name with digits: "GluN1", "C57BL/6".
_NAME = re.compile(r"[^\W\d_][^\W_]{0,60}(?:[-’'][^\W_]{1,60}|/[0-9][^\W_]{0,60}){0,6}")
# "10 female and 6 male participants"
_SEX = re.compile(r" (?:fe)?male(?=[),;]| and [0-9])")
_WORD = re.compile("[a-z]{3,}")
# As far as a sentence reaches.
_AROUND = 400
# "one of just two" says how few there are.
_ONE_OF = re.compile(r"(?<![^\W_])one of (?:just|only) $", re.IGNORECASE)
_OF_WHOLE = re.compile(r" of(?: the| these| those| our| all)?(?= )")
_OF = frozenset([" out of ", " out of the ", " of ", " of the ", "/", " / ", " among "])


def read_points(text: str, readings: list[Reading]) -> list[Reading]:
    """Read what stands before a number and says what it is: "week 12", "p < 0.05", "n = 20", "March 2019", "Figure 3".

    Parameters
    ----------
    text : str
        A sentence.
    readings : list of Reading
        Its numbers, in order.

    Returns
    -------
    list of Reading
        In order, without those that name a place or a thing.
    """
    found: list[Reading] = []
    # What the first of an enumeration is, the others are too.
    list_no, shared = -1, ""
    for index, reading in enumerate(readings):
        is_first = reading.number.list_no != list_no
        list_no = reading.number.list_no
        if is_first:
            shared = ""
        is_glued = text[reading.number.end : reading.number.end + 1].isalpha()
        if reading.kind or (reading.unit not in (None, "1", "{patients}") and not shared and not is_glued):
            found.append(reading)
            continue
        word, raw = word_before(text, reading.start)
        if is_glued and word in _PRINTED:
            continue
        if is_first and reading.unit is None:
            is_point = _is_point(text, reading, raw, found)
            shared = "label" if word in _PRINTED or word in _NUMBERED else _POINTS.get(word, "") if is_point else ""
        elif is_first and word in _PRINTED:
            shared = "label"
        if shared == "label" and (reading.unit is None or (reading.unit == "{patients}" and word in _PRINTED)):
            continue
        if reading.unit is None and text.endswith("per ", 0, reading.start) and reading.low in _ROUND:
            found[-1:] = [_as_rate(one, reading) for one in found[-1:]]
            continue
        if reading.unit is None and _is_name(text, readings, index, word):
            shared = "label"
            continue
        if shared and shared != "label" and reading.unit is None and (is_first or not _is_apart(text, found, reading)):
            start = reading.start - len(raw) if is_first else reading.start
            found.append(reading._replace(start=start, unit=shared, kind="follow-up"))
            continue
        one = found[-1] if found else None
        if one and not is_first and one.kind == "sample-size" and one.number.list_no == list_no:
            found.append(reading._replace(unit=one.unit, kind=one.kind))
            continue
        named = _read_named(text, reading)
        if named:
            found.append(named)
    return found


def _is_point(text: str, reading: Reading, raw: str, found: list[Reading]) -> bool:
    """Tell whether a word such as "week" says what the number behind it is, and no other: "after 6 weeks (41.2 ± 8.8)", "each year over 5 million"."""
    if "(" in raw or (found and found[-1].end > reading.start - len(raw)):
        return False
    is_bound = reading.comparator not in ("", "~") and text[reading.start].isalpha()
    return not is_bound and not (raw[:4].lower() == "year" and is_year(text, reading))


def _as_rate(one: Reading, two: Reading) -> Reading:
    """Join a number with what it is stated for, where nothing stands between: "5 per 100,000"."""
    if one.unit is not None or two.low is None or one.end != two.start - len(" per "):
        return one
    return one._replace(end=two.end, unit=f"/10*{_ROUND[two.low]}", kind="other")


def _is_name(text: str, readings: list[Reading], index: int, word: str) -> bool:
    """Tell whether a number without a unit names a response, an item or people: "ACR 50", "1) lamps", "patients 2 and 5"."""
    reading = readings[index]
    if word in _SCORES:
        return reading.low in _RESPONSES and not reading.comparator
    if word in _PLURAL:
        return _is_of_several(text, readings, index)
    return text[reading.end : reading.end + 1] == ")" and _is_item(text, reading)


def _is_item(text: str, reading: Reading) -> bool:
    """Tell whether a number is that of an item in a running list: "1) lamps, 2) ropes"."""
    start, end = reading.start, reading.end
    if not text[start:end].isdigit() or end - start > 2:
        return False
    return text.rfind("(", 0, start) <= text.rfind(")", 0, start) and text[end + 1 : end + 2] == " "


def _is_of_several(text: str, readings: list[Reading], index: int) -> bool:
    """Tell whether a number is the first of two that name people: "patients 2 and 5"."""
    one, two = readings[index : index + 2] if index + 1 < len(readings) else (None, None)
    if one is None or two is None or two.unit is not None or one.number.list_no != two.number.list_no:
        return False
    word = WORD.match(text, two.end + 1) if text[two.end : two.end + 1] == " " else None
    return text[one.end : two.start] == " and " and not (
        word and word.group() in _TAKEN_UP - {"on", "in", "to", "with", "of"}
    )


def _is_apart(text: str, found: list[Reading], reading: Reading) -> bool:
    """Tell whether nothing but a comma joins a number to the one before: "at week 24, 12 responded"."""
    if not found or text[found[-1].end : reading.start].strip() != ",":
        return False
    return len(found) < 2 or found[-2].number.list_no != reading.number.list_no


def _read_named(text: str, reading: Reading) -> Reading | None:
    """Read a number without a unit by the words before it; None when it is no quantity."""
    start, number = reading.start, reading.number
    is_p = _P.search(text, max(0, start - 24), start)
    if is_p and 0 <= (reading.high if reading.high is not None else reading.low or 0) <= 1:
        return reading._replace(start=is_p.start(), unit="1", kind="p-value")
    is_n = _N.search(text, max(0, start - 8), start) if text[start - 1 : start] in ("=", ":", " ") else None
    if is_n:
        people = "1" if _ANIMAL.search(text) else "{patients}"
        return reading._replace(start=is_n.start(), unit=people, kind="sample-size")
    if reading.unit is not None:
        return reading
    if _MONTH_BEHIND.match(text, reading.end) or word_before(text, start)[0] in _MONTH_WORDS:
        is_day = reading.low == reading.high and number.low is not None and 1 <= number.low <= 31
        return None if is_day else _read_year(text, reading)
    return _read_year(text, reading) if is_year(text, reading) else reading


def _read_year(text: str, reading: Reading) -> Reading | None:
    """Read four digits as a year, where the words around say so."""
    start = reading.start
    before = text[max(0, start - 60) : start].lower()
    word = WORD.match(text, reading.end + 1)
    behind = word.group().lower() if word and text[reading.end : reading.end + 1] == " " else ""
    is_range = reading.low != reading.high
    if behind in _COUNTED:
        return reading
    month = _MONTH_BEFORE.search(text, max(0, start - 30), start)
    last = word_before(text, start)[0]
    early = date_start(text, start)
    if not (month or early < start or last in _BEFORE_YEARS or (is_range and "." not in text[start : reading.end])):
        is_count = last in ("", "a") and bool(behind) and behind not in _STOP
        return reading if is_count else None
    start = month.start() if month else early
    # "published in 2015" is said of others.
    is_own = any(cue in before for cue in _OF_DOCUMENT) and text[max(0, start - 4) : start] != " in "
    return None if is_own else reading._replace(start=start, unit="a", kind="date")


def read_counts(text: str, readings: list[Reading]) -> list[Reading]:
    """Read what numbers without a unit count.

    Parameters
    ----------
    text : str
        A sentence.
    readings : list of Reading
        Its numbers, in order.

    Returns
    -------
    list of Reading
        In order, without the number words that count no things.
    """
    found: list[Reading] = []
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
            is_sex = text[counted.start : counted.end].endswith(_NO_PEOPLE) and _ANIMAL.search(text)
            reading = counted._replace(unit="1") if is_sex else counted
        found.append(reading)
    return _read_parts(text, found[::-1])


def _read_parts(text: str, readings: list[Reading]) -> list[Reading]:
    """Read two numbers as people and all of them, where the percentage stands beside or people behind: "40% (12/30)", "9 of 15 had"."""
    for index in range(len(readings) - 1):
        one, two = readings[index : index + 2]
        gap = text[one.end : two.start]
        if gap not in _OF or one.unit != "1" or two.unit != "1" or one.kind or two.kind:
            continue
        a, b = one.low, two.low
        if a is None or b is None or a % 1 or b % 1 or a > b or b < 2:
            continue
        beside = (readings[place] for place in (index - 1, index + 2) if 0 <= place < len(readings))
        is_share = any(
            other.unit == "%" and other.low is not None and abs(100 * a / b - other.low) < 1 for other in beside
        )
        end = two.end + (text[two.end : two.end + 1] == ")")
        word = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
        is_taken_up = word is not None and word.group() in _TAKEN_UP
        if (is_share or is_taken_up) and not _PEOPLE.isdisjoint(
            _WORD.findall(text[max(0, one.start - _AROUND) : two.end + _AROUND].lower())
        ):
            readings[index : index + 2] = (part._replace(unit="{patients}", kind="sample-size") for part in (one, two))
    return readings


def _count(text: str, reading: Reading, following: Reading | None, *, has_people: bool) -> Reading | None:
    """Read what a number without a unit counts; None when it counts no things."""
    if reading.unit == "{patients}":
        return reading._replace(kind="sample-size")
    words, ends = _phrase_behind(text, reading.end)
    if following:
        words = [word for word, end in zip(words, ends, strict=True) if end <= following.start]
    people = next((index for index, word in enumerate(words) if word in _PEOPLE), None)
    if reading.number.form == "spelled" and not _counts_things(text, reading, words):
        return None
    if (
        reading.number.form == "plain"
        and words
        and _MEMBERS & {words[0], words[-1]}
        and reading.low
        and reading.low < 10
    ):
        return None
    if people is not None:
        return reading._replace(end=ends[people], unit="{patients}", kind="sample-size")
    if _SEX.match(text, reading.end) and not _ANIMAL.search(
        text, max(0, reading.start - _AROUND), reading.end + _AROUND
    ):
        return reading._replace(end=ends[0], unit="{patients}", kind="sample-size")
    if any(word in _ANIMALS or word in _STUDIES for word in words):
        return reading._replace(unit="1", kind="sample-size")
    whole = _OF_WHOLE.match(text, reading.end)
    if whole and any(word in _PEOPLE for word in _phrase_behind(text, whole.end())[0]):
        return reading._replace(unit="{patients}", kind="sample-size")
    is_part = following and following.kind == "sample-size" and text[reading.end : following.start] in _OF
    if is_part and following:
        return reading._replace(unit=following.unit, kind="sample-size")
    word = WORD.match(text, reading.end + 1)
    is_whole = reading.low is not None and reading.low > 1 and reading.low == int(reading.low)
    if has_people and is_whole and word and text[reading.end] == " " and word.group() in _TAKEN_UP:
        return reading._replace(unit="{patients}", kind="sample-size")
    return reading._replace(unit="1")


def _counts_things(text: str, reading: Reading, words: list[str]) -> bool:
    """Tell whether a number word counts things, and no parts of a structure or an argument."""
    before = word_before(text, reading.start)[0]
    value = reading.number.low if reading.number.low is not None else reading.number.high
    whole = _OF_WHOLE.match(text, reading.end)
    if whole:
        words = _phrase_behind(text, whole.end())[0]
        return any(word in _PEOPLE or word in _ANIMALS or word in _STUDIES for word in words)
    if before in _POINTING or _ONE_OF.search(text, max(0, reading.start - 13), reading.start):
        return False
    if value == 1 and reading.end > reading.number.end:
        # "one or more"
        return False
    # "under two conditions" says no bound.
    if reading.comparator and not text.startswith("under ", reading.start):
        return True
    if value in (0, 1):
        return any(word in _ONE for word in words[:2]) and before not in ("the", "only")
    if not words:
        return bool(value and value > 4)
    if any(word in _PEOPLE or word in _ANIMALS for word in words):
        return True
    # "two NR1": what has a name is a part.
    is_named = any(map(str.isdigit, words[0]))
    return not is_named and not any(
        _STRUCTURE & {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
        for word in words
    )


def _phrase_behind(text: str, start: int) -> tuple[list[str], list[int]]:
    """Return the words behind a number as far as they may be what it counts, and where each ends."""
    words: list[str] = []
    ends: list[int] = []
    position = start
    while len(words) < 4 and text[position : position + 1] in (" ", "-"):
        word = _NAME.match(text, position + 1)
        if not word or word.group().lower() in _STOP:
            break
        words.append(word.group().lower())
        ends.append(word.end())
        position = word.end()
    return words, ends

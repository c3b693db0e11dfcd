"""Numbers as sentences print them: plain, spelled, in ranges and lists, with what is said before and behind them."""

import math
import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from evidence_review.extract.comparators import find_comparator
from evidence_review.extract.words import read_words

__all__ = [
    "BRACKETED_SPREAD",
    "FIGURE",
    "NAMED_SPREAD",
    "PLUS_MINUS",
    "Number",
    "find_numbers",
    "has_numbers",
    "is_change",
]

_WORDS = read_words("numbers")
_ONES, _TENS, _SCALES = _WORDS["ones"], _WORDS["tens"], _WORDS["scales"]
_FRACTIONS, _TIMES = _WORDS["fractions"], _WORDS["times"]
_FOLDS = {f"{word}fold": value for word, value in {**_ONES, **_TENS}.items() if value > 1}
_BETWEEN = {words: kind for kind in ("range", "list", "share") for words in _WORDS["between"][kind]}
_MOVES = tuple(f" {stem}" for stem in _WORDS["between"]["moves"])
_ENDS = tuple(f" {words} " for words in _WORDS["between"]["ends"])
_DASHES = "-–−‐‑—"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_NO_COMMAS = str.maketrans("", "", ",\u2009\u202f\xa0")
# The first character comes first, since only such patterns are searched fast: "1,200.5", "0,5", "12.5", ".5".
_DIGITS = (
    r"[0-9.·](?:(?<=[0-9])(?:[0-9]{0,2}(?:[,\u2009\u202f\xa0][0-9]{3}){1,5}(?![0-9])(?:[.·][0-9]+)?"
    r"|(?<=0),[0-9]+|[0-9]*(?:[.·][0-9]+)?)|(?<=[.·])(?<![\w.,)\]][.·])[0-9]+)"
)
_POWER = (
    r"[ ]?[×xX✕*][ ]?10(?:[ ]?\^[ ]?[({]?(?P<caret>[-−–+]?[0-9]+)[)}]?|(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]+)|(?P<sunk>[-−–][0-9]{1,3}|[1-9])(?![0-9.,]))"
    r"|[eE](?P<e>[-−+]?[0-9]+)(?![^\W_])|\^[({]?(?P<own>[-−–+]?[0-9]+)[)}]?|(?P<own_raised>[⁻⁺]?[⁰¹²³⁴-⁹]+)"
)
_VALUE = re.compile(rf"(?P<digits>{_DIGITS})(?P<power>{_POWER})?")
# Registry numbers, telephone numbers and days written in figures.
_CHAIN = re.compile(r"[0-9]{1,15}(?:[-–‐‑][0-9]{1,15}){2,40}|[0-9]{1,15}(?:\.[0-9]{1,15}){2,40}")
# "2h-4", "mid-1998"
_NO_NAME = re.compile(
    r"[0-9] ?(?:[A-Z]?[a-zµμ]{1,7}[A-Z]?|[A-Z]|[°º˚] ?[CF])$"
    rf"|(?<![^\W_])(?i:{'|'.join(read_words('quantities')['dates']['early'])})$"
)
_IN_CHAIN = frozenset("-–‐‑.")
# "Na^{+1}", "Fe(3+)": the sign stands before the digit or behind it.
_CHARGE = re.compile(r"[^\W\d_](?:\^?[({][+−–-]?|\^[+−–-])$")
_CHARGED = re.compile(r"[+−–-]?[)}]")
_BEFORE_FOLD = frozenset(" -fF×x")
_FOLD = re.compile(r"[ -]?fold\b|[ -]times\b|[ ]?[×x](?![^\W_])", re.IGNORECASE)
FIGURE = r" ?[0-9]{1,12}(?:[.·][0-9]{1,12})?"
PLUS_MINUS = r" ?(?:±|\+/[-–−]|\+[-–−])"
BRACKETED_SPREAD = rf" ?[(\[](?:±|(?:SD|SE|SEM|s\.d\.|standard deviation|standard error)[ :=,±]{{0,4}}){FIGURE}"
NAMED_SPREAD = rf", ?(?:SD|SE|SEM) ?[=:]{FIGURE}"
_SPREAD = re.compile(rf"(?:{PLUS_MINUS}| plus or minus){FIGURE}|{BRACKETED_SPREAD}[)\]]|{NAMED_SPREAD}", re.IGNORECASE)
# Behind a fraction: "1/100 s"
_OF_SECOND = re.compile(r" ?(?:s|sec|seconds?|min|minutes?|h|hours?)(?![^\W_])")
_RATIO = re.compile(r"(?: : ?|: ?)([0-9]{1,3}(?:,[0-9]{3}|\.000){1,2}|[0-9]{1,6}(?:\.[0-9]{1,4})?)(?![0-9:%])")
# "40 mg of one drug/100 mg of another"
_AMOUNT = re.compile(r" ?(?:[mkµμnu]|mc)?[gLl](?![^\W_])| ?%| ?IU(?![^\W_])")
# Behind the last group of a number whose groups stand apart, and words before a number that it names.
_BEHIND_GROUP = re.compile(r" [^\W\d_]{2}|[).;](?![0-9])|$")
_LABELS = frozenset(
    word
    for words in (
        *(read_words("quantities")["labels"][kind] for kind in ("printed", "numbered")),
        read_words("quantities")["points"],
    )
    for word in words
)
_ARTICLE = re.compile(r"(?<![^\W_])an? $", re.IGNORECASE)
_DECADE = re.compile(r"['’]?s(?![^\W_])")
# More digits than these name something: nothing is measured so finely.
_MOST_DIGITS = 15
_LONGEST_BETWEEN = max(len(words) for words in _BETWEEN) + 2


def _compile_words() -> re.Pattern[str]:
    """Prepare the number words to be found in a lower text, each with the character before it: by their first letters, which is fast."""
    words = sorted({*_ONES, *_TENS, *_SCALES, *_FRACTIONS, *_TIMES, *_FOLDS, "single"}, reverse=True)
    groups = (
        f"{first}(?:{'|'.join(word[1:] for word in same)})" for first, same in groupby(words, key=lambda word: word[0])
    )
    return re.compile(rf"[^a-z0-9](?:{'|'.join(groups)})(?![^\W_])")


_SPELLED = _compile_words()
_ANY = re.compile(f"{_SPELLED.pattern}|[0-9]")


class Number(NamedTuple):
    """A number in a text.

    `start` and `end` hold the comparator words and the value, without its unit. `low` and `high` are the ends, None where open. Values of one
    enumeration, which share the unit behind the last, have the same `list_no`. `form` is `plain`, `spelled`, `fold` ("four times", "8- to
    10-fold"), `share` ("one in five", in percent), `part` ("half", "two-thirds"), `decade`, `ratio` ("3:1"), or `single` ("a single").
    A number that no machine can hold has neither end.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    comparator: str = ""
    list_no: int = 0
    form: str = "plain"


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text.

    Parameters
    ----------
    text : str
        A sentence, white space folded.

    Returns
    -------
    list of Number
        In order.

    Examples
    --------
    >>> [(number.low, number.high, number.list_no) for number in find_numbers("1 to 2, 4 and ten")]
    [(1.0, 2.0, 0), (4.0, 4.0, 0), (10.0, 10.0, 0)]
    """
    read = _read_printed(text)
    words = _read_words(text)
    if not read and not words:
        return []
    values = _join_ranges(text, _add_spreads(text, _join_words(text, sorted(words + read) if words else read)))
    found: list[Number] = []
    list_no = -1
    for value in values:
        number = _complete(text, value, found[-1].end if found else 0)
        list_no += not (found and _are_listed(text, found[-1], number))
        found.append(number if number.list_no == list_no else number._replace(list_no=list_no))
    return found


def has_numbers(text: str) -> bool:
    """Tell whether a text holds digits or number words at all: nearly half of all sentences hold none.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    bool
        False means that `find_numbers` finds none.

    Examples
    --------
    >>> has_numbers("two rats"), has_numbers("rats")
    (True, False)
    """
    return bool(_ANY.search(f" {text.lower()}"))


def _are_listed(text: str, one: Number, two: Number) -> bool:
    """Tell whether two neighbors stand in one enumeration; one with a comparator begins anew."""
    # "from 20 to 10 mg" is no range, and still has one unit.
    return _kind_between(text, one.end, two.start) in ("list", "range") and (not two.comparator or bool(one.comparator))


def _read_printed(text: str) -> list[Number]:
    """Read every number in digits by itself; digits that are a part of a name are none."""
    found = []
    name_end = -2
    for match in _VALUE.finditer(text):
        start, end = match.span()
        if start < name_end:
            continue
        chain = _CHAIN.match(text, start) if text[end : end + 1] in _IN_CHAIN else None
        is_joined = start - name_end <= 1 and text[name_end:start] != " "
        if chain or is_joined or _is_in_name(text, start, end):
            name_end = max(end, chain.end() if chain else 0)
            continue
        found.append(_read_digits(text, match))
    return found


def _read_words(text: str) -> list[Number]:
    """Read every number word by itself, in order."""
    lower = f" {text.lower()}"
    if len(lower) != len(text) + 1:
        return []
    # The space that was added makes up for the character before the word.
    return [
        _read_word(match.group()[1:], match.start(), match.end() - 1)
        for match in _SPELLED.finditer(lower)
        if not match.group()[0].isalnum()
    ]


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Tell whether digits are a part of a name, an identifier, an ordinal or a longer number."""
    if end - start > _MOST_DIGITS and sum(map(str.isdigit, text[start : min(end, start + 99)])) > _MOST_DIGITS:
        return True
    if text[start] == "0" and text[start:end].isdigit() and end - start > 1:
        return end - start != 3 or not text[max(0, start - 2) : start - 1].isdigit()
    before, first = text[start - 1 : start], text[start - 2 : start - 1] if start > 1 else ""
    after, second = text[end : end + 1], text[end + 1 : end + 2]
    if before and (before.isalnum() or before in "_^)]}#§№\\"):
        return True
    if before == "*" and text[max(0, start - 3) : start].strip("*").isdigit():
        return True
    if before and before in "({+-−–" and _CHARGE.search(text, max(0, start - 4), start):
        charged = _CHARGED.match(text, end)
        if before in "{+" or (charged and charged.end() - end == 2):
            return True
    if before and before in _DASHES and (first.isalpha() or first in ("'", "′", ")", "^")):
        return not _NO_NAME.search(text, max(0, start - 14), start - 1)
    if before and before in ".,;/:" and (first.isalpha() or first in (")", "]")):
        if before == "/" and _AMOUNT.match(text, end) and text[max(0, start - 5) : start - 1].islower():
            return False
        return before != "/" or first not in "%"
    if after and after in ".,·^*/:" and second.isdigit():
        return after in ".·^" or (after == "," and text[start:end].isdigit())
    if after == "*" and text[end + 1 : end + 3].strip("*").isdigit():
        return True
    return text[end : end + 2].lower() in ("st", "nd", "rd", "th") and not text[end + 2 : end + 3].isalnum()


def _read_digits(text: str, match: re.Match[str]) -> Number:
    """Read a number written in digits, with its sign and power of ten."""
    start, end = match.span()
    printed = match["digits"]
    if match["power"] and (match["own"] or match["own_raised"]) and printed != "10":
        end = match.end("digits")
        exponent = None
    else:
        exponent = next((match[name] for name in ("caret", "raised", "sunk", "e") if match[name]), None)
        own = match["own"] or match["own_raised"]
        if own:
            printed, exponent = "1", own
    digits = "0." + printed[2:] if printed.startswith("0,") else printed.replace("·", ".")
    value = float(digits.translate(_NO_COMMAS))
    if exponent is not None:
        power = exponent.translate(_RAISED)
        value = float(f"{value!r}e{power}") if len(power) <= 4 else math.inf
    if _has_sign(text, start):
        start, value = start - 1, -value
    form = "plain"
    if text[end - 1] == "0" and re.fullmatch("[12][0-9]{2}0", printed) and (decade := _DECADE.match(text, end)):
        return Number(start, decade.end(), value, value + 9, form="decade")
    ratio = _RATIO.match(text, end) if ":" in text[end : end + 2] else None
    other = float(ratio[1].replace(",", "").replace(".000", "000")) if ratio else 0
    if ratio and other:
        value, end, form = value / other, ratio.end(), "ratio"
    low = value if math.isfinite(value) else None
    return Number(start, end, low, low, form=form)


def _has_sign(text: str, start: int) -> bool:
    """Tell whether the dash before a number is its sign, and no range and no bullet."""
    if start == 0 or text[start - 1] not in "-−–":
        return False
    if start == 1:
        return True
    before = text[start - 2]
    if before == " ":
        return start < 3 or not ((text[start - 3].isalnum() and text[start - 3].isdigit()) or text[start - 3] == "%")
    return before in "([=<>≤≥~∼≈±,;/|"


def _read_word(word: str, start: int, end: int) -> Number:
    """Read a number word by itself."""
    if word in _FOLDS or word in _TIMES:
        value, form = _FOLDS.get(word, _TIMES.get(word, 0)), "fold"
    elif word in _FRACTIONS:
        value, form = 1 / _FRACTIONS[word], "part"
    elif word == "single":
        value, form = 1, "single"
    else:
        value, form = _ONES.get(word) or _TENS.get(word) or _SCALES.get(word) or 0, "spelled"
    return Number(start, end, float(value), float(value), form=form)


def _join_words(text: str, numbers: list[Number]) -> list[Number]:
    """Join the words of one number ("two and a half", "2.5 million"), and drop words that are none by themselves."""
    joined: list[Number] = []
    for number in numbers:
        value = _value_of_both(text, joined[-1], number) if joined else None
        if value is None:
            joined.append(number)
        else:
            form = number.form if number.form == "plain" or (number.form == "part" and value < 1) else "spelled"
            joined[-1] = joined[-1]._replace(end=number.end, low=value, high=value, form=form)
    return [
        number
        for number in (number if number.form == "plain" else _with_article(text, number) for number in joined)
        if number
    ]


def _value_of_both(text: str, one: Number, two: Number) -> float | None:
    """Return the value of two neighbors that are one number, None when they are two."""
    a, b = one.low, two.low
    if a and b is not None and two.start - one.end == 1 and one.form == two.form == "plain":
        return 1000 * a + b if _is_grouped(text, one, two) else None
    if (
        two.start - one.end > 8
        or a is None
        or b is None
        or one.form not in ("plain", "spelled")
        or two.form not in ("spelled", "part")
    ):
        return None
    gap = text[one.end : two.start].lower()
    is_spelled = one.form == "spelled"
    if two.form == "part":
        if gap in (" and a ", " and one "):
            return a + b
        return a * b if is_spelled and gap in (" ", "-") and a < 10 else None
    if gap in (" ", "-") and text[two.start : two.end].lower() in _SCALES:
        # "two thousand three hundred": the hundred belongs to the three.
        rest = a % 1000 if is_spelled and a >= 1000 > b else a
        return a - rest + rest * b if 0 < rest < b else None
    if is_spelled and gap in (" ", "-") and a in _TENS.values() and b < 10:
        return a + b
    if is_spelled and gap in (" ", "-") and a > 100 and a % 100 in _TENS.values() and b < 10:
        return a + b
    is_round = is_spelled and a >= 100 and a % 100 == 0 and b < 100
    return a + b if is_round and gap in (" ", "-", " and ") else None


def _is_grouped(text: str, one: Number, two: Number) -> bool:
    """Tell whether two neighbors are the thousands of one number and the rest of it: "12 345 patients", but "week 12 345 patients"."""
    first, rest = text[one.start : one.end], text[two.start : two.end]
    if not (len(first) <= 3 == len(rest) and first.isdigit() and rest.isdigit() and text[one.end] == " "):
        return False
    before = text[max(0, one.start - 22) : one.start].rstrip(" (=").lower()
    is_labelled = before[-1:].isdigit() or before[before.rfind(" ") + 1 :] in _LABELS
    return not is_labelled and bool(_BEHIND_GROUP.match(text, two.end))


def _with_article(text: str, number: Number) -> Number | None:
    """Return a number with the article that makes one of it ("a dozen", "a quarter of"); None where it lacks it."""
    word = text[number.start : number.end].lower()
    if word == "single" and text[number.end : number.end + 1] == "-":
        return number
    article = _ARTICLE.search(text, max(0, number.start - 4), number.start)
    start = article.start() if article else None
    if word in _SCALES or word == "single":
        return None if start is None else number._replace(start=start)
    if word in _FRACTIONS:
        is_plain_half = word == "half" and _OF_A_WHOLE.match(text, number.end)
        is_share = start is not None and text[number.end : number.end + 3] == " of"
        if not is_plain_half and not is_share:
            return None
        return number._replace(start=number.start if start is None else start)
    return number


_OF_A_WHOLE = re.compile(r" (?:of|the|an?|that|as|these|those|its|their|our|all)\b", re.IGNORECASE)


def _add_spreads(text: str, numbers: list[Number]) -> Iterator[Number]:
    """Add the spread behind a number to it: it is no number of its own."""
    end = 0
    for number in numbers:
        if number.start < end:
            continue
        spread = _SPREAD.match(text, number.end)
        end = spread.end() if spread else number.end
        yield number._replace(end=end) if spread else number


def _join_ranges(text: str, numbers: Iterator[Number]) -> Iterator[Number]:
    """Join the two ends of a range, and the two numbers of a share."""
    one: Number | None = None
    for two in numbers:
        both = _range_of(text, one, two) if one else None
        if one and not both:
            yield one
        one = both or two
    if one:
        yield one


def _is_fraction(text: str, one: Number, two: Number) -> bool:
    """Tell whether two numbers are above and below one line: "1/100 s", "1/2 mg"."""
    above, below = text[one.start : one.end], text[two.start : two.end]
    if above == "1" and two.low != 1 and _OF_SECOND.match(text, two.end):
        return True
    return above in "1357" and below in "248" and bool(_AMOUNT.match(text, two.end))


def _range_of(text: str, one: Number, two: Number) -> Number | None:
    """Return the range or share that two neighbors are the ends of, None when they are no ends."""
    kind = _kind_between(text, one.end, two.start)
    if one.low is None or two.low is None or one.low != one.high or two.low != two.high:
        return None
    gap = text[one.end : two.start]
    if gap == "/" and _is_fraction(text, one, two):
        part = float(f"{one.low / two.low:.6g}")
        return Number(one.start, two.end, part, part)
    if gap == " out of " and one.form == two.form == "plain" and two.low not in (10, 100, 1000):
        return None
    if kind == "share" or (gap == " in " and one.low == 1):
        is_year = gap == " in " and 1500 <= two.low <= 2100 and two.form == "plain"
        is_share = one.low <= two.low and two.low > 1 and not is_year and "ratio" not in (one.form, two.form)
        percent = float(f"{100 * one.low / two.low:.6g}") if is_share else 0
        return Number(one.start, two.end, percent, percent, form="share") if is_share else None
    start = one.start
    if gap == " and ":
        before = text[max(0, start - 30) : start].lower()
        ending = next((words for words in _ENDS if f" {before}".endswith(words)), "")
        if not ending:
            return None
        start -= len(ending) - 1
    elif kind != "range" or (gap == " to " and is_change(text, start)):
        return None
    form = two.form if two.form in ("fold", "ratio", "part") else one.form
    high = two.low
    if 1500 <= one.low <= 2100 and two.end - two.start == 2 and gap != " to " and high > one.low % 100:
        high += one.low - one.low % 100
    if high < one.low or {one.form, two.form} & {"decade", "single"}:
        return None
    return Number(start, two.end, one.low, high, form=form)


def is_change(text: str, start: int) -> bool:
    """Tell whether a number is where a change begins: "rose from 12 to 20" is no range.

    Parameters
    ----------
    text : str
        A sentence.
    start : int
        Where the number begins.

    Returns
    -------
    bool
        Whether it is.
    """
    before = text[max(0, start - 60) : start].lower()
    return before.endswith("from ") and any(stem in before for stem in _MOVES)


def _kind_between(text: str, start: int, end: int) -> str:
    """Say how what stands between two numbers joins them: `range`, `list`, `share`, or not at all."""
    if end - start > _LONGEST_BETWEEN:
        return ""
    return _BETWEEN.get(text[start:end].strip().lower(), "")


def _complete(text: str, number: Number, floor: int) -> Number:
    """Add what stands right before and behind a number: comparators and "-fold"."""
    end, form = number.end, number.form
    fold = _FOLD.match(text, end) if form in ("plain", "spelled") and text[end : end + 1] in _BEFORE_FOLD else None
    if fold and not text[fold.end() : fold.end() + 2].strip()[:1].isdigit():
        end, form = fold.end(), "fold"
    start, comparator = find_comparator(text, number.start, floor)
    low, high = number.low, number.high
    if comparator[:1] == "<":
        low = None
    elif comparator[:1] == ">":
        high = None
    return Number(start, end, low, high, comparator, form=form)

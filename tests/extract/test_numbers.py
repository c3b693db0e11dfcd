"""Numbers: what a sentence prints, in digits and in words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.numbers import find_numbers

# Text, then for each number: as printed, low, high, comparator.
VALUES = [
    ("a value of 4", [("4", 4, 4, "")]),
    ("1,200 people", [("1,200", 1200, 1200, "")]),
    ("12,345.5 units", [("12,345.5", 12345.5, 12345.5, "")]),
    ("0·5 mg", [("0·5", 0.5, 0.5, "")]),
    ("0,5 mg", [("0,5", 0.5, 0.5, "")]),
    ("p=.05", [(".05", 0.05, 0.05, "")]),
    ("at −18 °C", [("−18", -18, -18, "")]),
    ("(–0.3, –0.4)", [("–0.3", -0.3, -0.3, ""), ("–0.4", -0.4, -0.4, "")]),
    ("twenty-five mice", [("twenty-five", 25, 25, "")]),
    ("two hundred and fifty", [("two hundred and fifty", 250, 250, "")]),
    ("two thousand three hundred", [("two thousand three hundred", 2300, 2300, "")]),
    ("1.5 million", [("1.5 million", 1_500_000, 1_500_000, "")]),
    ("two and a half hours", [("two and a half", 2.5, 2.5, "")]),
    ("a dozen eggs", [("a dozen", 12, 12, "")]),
    ("half of them", [("half", 0.5, 0.5, "")]),
    ("a quarter of them", [("a quarter", 0.25, 0.25, "")]),
    ("three quarters of them", [("three quarters", 0.75, 0.75, "")]),
    ("1.2 × 10^−5 of it", [("1.2 × 10^−5", 1.2e-5, 1.2e-5, "")]),
    ("10⁶ cells", [("10⁶", 1e6, 1e6, "")]),
    ("10^6 cells", [("10^6", 1e6, 1e6, "")]),
    ("3e-5 of it", [("3e-5", 3e-5, 3e-5, "")]),
    ("0.1 to 0.5 mg", [("0.1 to 0.5", 0.1, 0.5, "")]),
    ("3–4 h", [("3–4", 3, 4, "")]),
    ("2-3 h", [("2-3", 2, 3, "")]),
    ("between 10 and 50 percent", [("between 10 and 50", 10, 50, "")]),
    ("from 2 to 4 h", [("2 to 4", 2, 4, "")]),
    ("five to ten days", [("five to ten", 5, 10, "")]),
    ("(563–624)", [("563–624", 563, 624, "")]),
    ("It rose from 2 to 4.", [("2", 2, 2, ""), ("4", 4, 4, "")]),
    ("8- to 10-fold", [("8- to 10-fold", 8, 10, "")]),
    ("5-10-fold", [("5-10-fold", 5, 10, "")]),
    ("threefold", [("threefold", 3, 3, "")]),
    ("four times higher", [("four times", 4, 4, "")]),
    ("twice as high", [("twice", 2, 2, "")]),
    ("9 ± 6%", [("9 ± 6", 9, 9, "")]),
    ("45 (SD 12) years", [("45 (SD 12)", 45, 45, "")]),
    ("45 +/- 12", [("45 +/- 12", 45, 45, "")]),
    ("25.8 ± 8.4 to 18.0 ± 8.5", [("25.8 ± 8.4", 25.8, 25.8, ""), ("18.0 ± 8.5", 18, 18, "")]),
    ("one in five people", [("one in five", 20, 20, "")]),
    ("3 out of 10", [("3 out of 10", 30, 30, "")]),
    ("12 of 20 rats", [("12", 12, 12, ""), ("20", 20, 20, "")]),
    ("a ratio of 3:1", [("3:1", 3, 3, "")]),
    ("the 1960s", [("1960s", 1960, 1969, "")]),
    ("2005–10", [("2005–10", 2005, 2010, "")]),
    ("more than 3 months", [("more than 3", 3, None, ">")]),
    ("over thirty years", [("over thirty", 30, None, ">")]),
    ("less than 5%", [("less than 5", None, 5, "<")]),
    ("at least two", [("at least two", 2, None, ">=")]),
    ("no less than 5", [("no less than 5", 5, None, ">=")]),
    ("up to 80%", [("up to 80", None, 80, "<=")]),
    ("not exceeding 4", [("not exceeding 4", None, 4, "<=")]),
    ("a minimum of 5", [("a minimum of 5", 5, None, ">=")]),
    ("as low as 40%", [("as low as 40", 40, None, ">=")]),
    ("approximately 4 to 7", [("approximately 4 to 7", 4, 7, "~")]),
    ("~4-7", [("~4-7", 4, 7, "~")]),
    ("up to about 4", [("up to about 4", None, 4, "<=")]),
    ("≥4", [("≥4", 4, None, ">=")]),
    ("=< 4", [("=< 4", None, 4, "<=")]),
    ("< 1 h", [("< 1", None, 1, "<")]),
]
NO_NUMBERS = [
    "GluN2A and NR1 and D2 and α7",
    "IL-6, COVID-19, HCN1",
    "CYP2B6 and H2O",
    "CAS 6740-88-1",
    "555-123-4567",
    "version 1.2.3",
    "the 5th of them",
    "half-life",
    "hundreds of them",
    "a third group",
    "as shown.12 Others",
    "pain,3,4 which",
    "1,2-substituted",
    "10^10^10^10",
    "someone, often, tennis, weight",
    "code 00731",
    "9" * 16,
]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[text for text, _ in VALUES])
def test_a_number_is_read_as_printed(text, expected):
    found = [(text[n.start : n.end], n.low, n.high, n.comparator) for n in find_numbers(text)]
    assert [item[0] for item in found] == [item[0] for item in expected]
    for (_, low, high, comparator), (_, low_read, high_read, read) in zip(expected, found, strict=True):
        assert (low, high, comparator) == (pytest.approx(low_read), pytest.approx(high_read), read)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_only_looks_like_a_number_is_none(text):
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("4 and 10 mg/kg", [2]),
        ("2.5, 5.0, and 7.5 mg/kg", [3]),
        ("1, 2 or 3 h", [3]),
        ("12 vs. 20%", [2]),
        ("5 mg for 3 days", [1, 1]),
        ("week 6, and >11", [1, 1]),
    ],
)
def test_values_of_one_enumeration_are_known(text, lists):
    numbers = [number.list_no for number in find_numbers(text)]
    assert [numbers.count(number) for number in sorted(set(numbers))] == lists


def test_a_number_too_large_is_kept_without_a_value():
    assert [(number.low, number.high) for number in find_numbers("1e999 mg")] == [(None, None)]


@pytest.mark.parametrize("text", ["9**9**9**9", "-−-−-5", "±±±", "9" * 100_000, "1," * 50_000, "1-" * 50_000, "--5"])
def test_hostile_text_gives_finite_numbers_or_none(text):
    for number in find_numbers(text):
        assert all(end is None or math.isfinite(end) for end in (number.low, number.high))


PIECES = st.sampled_from(
    "1 2.5 10 0 -3 1,000 one two twenty hundred half twice dozen and to or , – - − ± × 10^ % ( ) / : . more than at least up < ≥ ~ "
    "in of a mg times -fold single 1960s e9 ⁶ \u2009 ßİ".split(" ")
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)
    )
)
def test_spans_hold_and_ends_are_in_order(text):
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert text[number.start : number.end].strip() == text[number.start : number.end]
        end = number.end
        values = [value for value in (number.low, number.high) if value is not None]
        assert all(map(math.isfinite, values))
        assert values == sorted(values)

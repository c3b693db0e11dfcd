"""Values as reviewers write them: what is read, what is refused, and when two of them conflict."""

import pytest

from evidence_review.extract.values import Value, compare_values, find_gap, parse_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4", Value(4, 4)),
        (" 3-4 ", Value(3, 4)),
        ("3 \u2013 4.5", Value(3, 4.5)),
        (">24", Value(24, None, ">")),
        ("< 0.5", Value(None, 0.5, "<")),
        (">=14", Value(14, None, ">=")),
        ("\u2264 14", Value(None, 14, "<=")),
        ("~4-7", Value(4, 7, "~")),
        ("\u22484", Value(4, 4, "~")),
    ],
)
def test_values_are_read(text: str, expected: Value) -> None:
    assert parse_value(text) == expected


@pytest.mark.parametrize(
    "text", ["", "unclear", "4 h", "4,5", "3-", "-3", "7-4", ">3-4", "1-2-3", "0x10", "\u0663", "4" * 100_000]
)
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        parse_value(text)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("4", "~4", "equal"),
        ("2-3", "2-3", "equal"),
        ("2-3", "3-4", "within-tolerance"),
        (">24", "30", "within-tolerance"),
        (">24", "<30", "within-tolerance"),
        # 4 - 3.6 is 10 % of 4.
        ("3.6", "4", "within-tolerance"),
        ("3.5", "4", "disjoint"),
        ("2", "3-4", "disjoint"),
        (">24", "12", "disjoint"),
        ("<0.5", ">=1", "disjoint"),
        ("0", "1", "disjoint"),
    ],
)
def test_values_conflict_when_they_are_apart(a: str, b: str, expected: str) -> None:
    assert compare_values(parse_value(a), parse_value(b)) == expected
    assert compare_values(parse_value(b), parse_value(a)) == expected


def test_dates_have_no_tolerance() -> None:
    assert compare_values(parse_value("1971"), parse_value("1973"), tolerance=0) == "disjoint"


def test_a_gap_is_a_share_of_the_larger() -> None:
    assert find_gap(parse_value("4"), parse_value("2-3")) == pytest.approx(0.25)

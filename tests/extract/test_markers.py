"""Numeric markers: each form that must be found, and each that only looks like one."""

import pytest

from evidence_review.extract.markers import find_markers


def numbers(text: str, style: str) -> list[tuple[int, ...]]:
    return [marker.numbers for marker in find_markers(text) if marker.style == style]


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("Sleep helps [4].", "square", [(4,)]),
        ("Sleep helps[4,5].", "square", [(4, 5)]),
        ("Sleep helps [ 4, 5 ].", "square", [(4, 5)]),
        ("Sleep helps [4-7].", "square", [(4, 5, 6, 7)]),
        ("Sleep helps [4–7,9].", "square", [(4, 5, 6, 7, 9)]),
        ("Sleep helps [4−6].", "square", [(4, 5, 6)]),
        ("Sleep helps [4 and 6].", "square", [(4, 6)]),
        ("Sleep helps [4; 6].", "square", [(4, 6)]),
        ("Sleep helps [4,4].", "square", [(4,)]),
        ("Sleep helps [4][6].", "square", [(4,), (6,)]),
        ("Sleep helps [17]-[20].", "square", [(17, 18, 19, 20)]),
        ("Sleep helps [17] – [20], as ever.", "square", [(17, 18, 19, 20)]),
        ("Sleep helps (4).", "round", [(4,)]),
        ("Sleep helps (4,5) and food (6-8).", "round", [(4, 5), (6, 7, 8)]),
        ("Sleep helps. (4,41).", "round", [(4, 41)]),
        ("Sleep helps.¹²", "superscript", [(12,)]),
        ("Sleep helps¹,² a lot.", "superscript", [(1, 2)]),
        ("Sleep helps³⁻⁵ a lot.", "superscript", [(3, 4, 5)]),
        ("Sleep helps^12^ a lot.", "superscript", [(12,)]),
        ("Sleep helps.^3,5^ It does.", "superscript", [(3, 5)]),
        ("Sleep helps^7 a lot.", "superscript", [(7,)]),
        # "or" and "se" are words here, no odds ratio and no standard error.
        ("By sleep or [4], or sleep per se [6].", "square", [(4,), (6,)]),
        ("They rose for 75 min [37].", "square", [(37,)]),
        ("Among other items [4, 5].", "square", [(4, 5)]),
        # As markdown and HTML leave them.
        (r"Sleep helps \[4, 5\].", "square", [(4, 5)]),
        ("Sleep helps [4](#ref4) or [[5]](#ref5).", "square", [(4,), (5,)]),
        ("Sleep helps<sup>4,5</sup>.", "superscript", [(4, 5)]),
        ("Sleep helps $^{4,5}$.", "superscript", [(4, 5)]),
        # With words beside the numbers.
        ("Sleep helps [see 4, 5].", "square", [(4, 5)]),
        ("Sleep helps [4, pp. 34-36].", "square", [(4,)]),
        ("Sleep helps (refs. 4-6).", "round", [(4, 5, 6)]),
        ("Sleep helps (for review, see 4).", "round", [(4,)]),
        ("Sleep helps [25 and 26].", "square", [(25, 26)]),
        ("Sleep helps [28]–[32].", "square", [(28, 29, 30, 31, 32)]),
        ("Sleep helps (4) (6) a lot.", "round", [(4,), (6,)]),
        # In one place only, so this is no counting.
        ("It rose (1) and then fell.", "round", [(1,)]),
    ],
)
def test_numeric_markers(text: str, style: str, expected: list[tuple[int, ...]]) -> None:
    assert numbers(text, style) == expected


@pytest.mark.parametrize(
    ("text", "style"),
    [
        pytest.param("It moved at 20 µm s⁻¹ through 10⁻⁶ M.", "superscript", id="exponents with a sign"),
        pytest.param("Hay tres: (1) uno, (2) dos y (3) tres.", "round", id="counted in Spanish"),
        pytest.param("It took 42 (9) days, or 43.5 (10) min.", "round", id="spread before a unit"),
        pytest.param("Volume 21(2), 79-88.", "round", id="issue"),
        pytest.param("The level was 5.5 [1.6].", "square", id="decimal"),
        pytest.param("The level was 5.5 [2].", "square", id="spread after a decimal"),
        pytest.param("It took 40 min [15-230].", "square", id="range of a value"),
        pytest.param("We used [3H]ketamine.", "square", id="isotope"),
        pytest.param("The count was 10^3 cells.", "superscript", id="power"),
        pytest.param("An area of 12 cm² was cut.", "superscript", id="area"),
        pytest.param("Ca²⁺ entered.", "superscript", id="charge"),
        pytest.param("The Ca^{2+} influx.", "superscript", id="charge in braces"),
        pytest.param("As Table (2) shows.", "round", id="table"),
        pytest.param("See Figure [3].", "square", id="figure"),
        pytest.param("We did it so: (1) first, (2) second, and (3) third.", "round", id="counted steps"),
        pytest.param("The names (GluA1–GluA4) and S(+) and (2R,6R) are no numbers.", "round", id="names"),
        pytest.param("Sleep helps [7-4].", "square", id="range that runs backwards"),
        pytest.param("Sleep helps [a].", "square", id="letter"),
        pytest.param("² alone at the start.", "superscript", id="note mark"),
        pytest.param("The test gave F(2,224) and t(18).", "round", id="degrees of freedom"),
        pytest.param("An area of 5 cm<sup>2</sup> or 10<sup>6</sup> cells.", "superscript", id="powers in markup"),
        pytest.param("The mean (95% CI 1-3) and (12 of 30).", "round", id="values with words"),
        pytest.param("We used (2R,6R)-HNK.", "round", id="stereo label"),
        pytest.param("In this year (2024) it rained.", "author-year", id="year alone"),
        pytest.param("The mean (12) was low; n = (3).", "round", id="value"),
        pytest.param("The OR [2] was high.", "square", id="odds ratio"),
        pytest.param("See item (4) of the list.", "round", id="item"),
    ],
)
def test_what_only_looks_like_a_marker(text: str, style: str) -> None:
    assert numbers(text, style) == []


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("A third returns \\[[6](#ref6)–[8](#ref8)\\].", "square", [(6, 7, 8)]),
        ("It returns [6](https://a.org/b)[8](https://a.org/c).", "square", [(6,), (8,)]),
        ("See [13, Theorem 2] and [14, pp. 3-5].", "square", [(13,), (14,)]),
        ("It was so in group 2 (10) and in 2004 (5).", "round", [(10,), (5,)]),
    ],
)
def test_linked_spans_places_and_numbers_before(text: str, style: str, expected: list[tuple[int, ...]]) -> None:
    assert numbers(text, style) == expected


def test_two_brackets_that_run_backwards_are_two_markers() -> None:
    assert numbers("Sleep helps [20]-[17].", "square") == [(20,), (17,)]

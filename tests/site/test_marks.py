"""Marks on a stretch of text as HTML."""

from evidence_review.site.marks import Mark, mark_up

TEXT = "abcdef"


def test_marks_nest_the_longer_outside() -> None:
    marks = [Mark(2, 4, 1, ("in",)), Mark(0, 6, 1, ("out", "also"), ' class="x"')]
    assert (
        mark_up(TEXT, 0, 6, marks)
        == '<span id="out" class="x"><span id="also">ab<span id="in">cd</span>ef</span></span>'
    )


def test_of_two_with_the_same_span_the_lower_rank_is_outside() -> None:
    assert mark_up(TEXT, 0, 2, [Mark(0, 2, 2, ("b",)), Mark(0, 2, 1, ("a",))]) == (
        '<span id="a"><span id="b">ab</span></span>'
    )


def test_a_mark_that_another_crosses_goes_on_behind_it_without_its_id() -> None:
    marks = [Mark(0, 4, 1, ("a",), ' class="x"'), Mark(2, 6, 1, ("b",), ' class="y"', after="words & more")]
    assert mark_up(TEXT, 0, 6, marks) == (
        '<span id="a" class="x">ab<span id="b" class="y">cd</span></span><span class="y">ef</span>'
        '<span class="er-missing"> [words &amp; more]</span>'
    )


def test_a_place_without_words_is_an_empty_element() -> None:
    assert mark_up(TEXT, 0, 3, [Mark(1, 1, 0, ("a",))]) == 'a<span id="a"></span>bc'


def test_a_link_in_a_link_is_none() -> None:
    marks = [Mark(0, 6, 1, href="#r1"), Mark(1, 2, 2, href="#r2")]
    assert mark_up(TEXT, 0, 6, marks) == '<a href="#r1">a<span>b</span>cdef</a>'


def test_words_are_escaped_and_odd_white_space_is_a_space() -> None:
    assert mark_up("<b>\f&\u202e", 0, 6, []) == "&lt;b&gt; &amp;[U+202E]"

"""Rows of the tables as marks: where they lead, what they say, where they lie."""

from evidence_review.site.pieces import Block
from evidence_review.site.spans import mark_markers, mark_statements, say_language, spread

ENTRIES = {number: {"raw": f"Fox {number}."} for number in range(1, 6)}


def marker(raw, *entries, style="round", unresolved=""):
    rows = [{"reference_no": entry, "unresolved": ""} for entry in entries]
    rows += [{"reference_no": "", "unresolved": unresolved}] if unresolved else []
    return [{"marker_no": 1, "start": 10, "end": 10 + len(raw), "raw": raw, "style": style, **row} for row in rows]


def links(rows):
    return [(mark.start, mark.end, mark.href) for mark in mark_markers(rows, ENTRIES) if mark.href]


def test_each_number_that_is_an_entry_of_its_own_is_a_link() -> None:
    assert links(marker("[1, 12]", 1)) == [(11, 12, "#r1")]
    assert links(marker("\u00b9\u02d2\u00b3", 1, 3)) == [(10, 11, "#r1"), (12, 13, "#r3")]


def test_a_marker_without_such_a_number_leads_to_its_first_entry() -> None:
    assert links(marker("(Fox 2001; Hen 2003)", 2, 4, style="author-year")) == [(10, 30, "#r2")]
    # The year is no number of an entry, though there is an entry of this number.
    assert links(marker("(Fox, 5)", 5, style="author-year")) == [(10, 18, "#r5")]


def test_what_a_marker_names_and_the_list_lacks_is_said() -> None:
    (alone,) = mark_markers(marker("(Fox 2001)", style="author-year", unresolved="Fox 2001"), ENTRIES)
    assert (alone.href, alone.after) == ("", "not in the list")
    whole, one = mark_markers(marker("(1,9)", 1, unresolved="9"), ENTRIES)
    assert (whole.after, one.href) == ("not in the list: 9", "#r1")


def test_statements_on_one_span_are_one_mark_unless_a_reviewer_made_some() -> None:
    row = {"start": 0, "end": 9}
    rows = [row | {"statement_id": f"a:s00{n}", "origin": "machine"} for n in (1, 2)]
    (both,) = mark_statements(rows)
    assert both.ids == ("s001", "s002")
    assert both.attributes == ' class="er-guess" data-s="s001 s002"'
    rows[1]["origin"] = "reviewer"
    assert [mark.attributes.split('"')[1] for mark in mark_statements(rows)] == ["er-guess", "er-coded"]


def test_a_statement_over_a_footer_marks_the_words_alone() -> None:
    blocks = [Block(0, 5, "prose", 1), Block(7, 9, "boilerplate", 2), Block(11, 15, "prose", 1)]
    (mark,) = mark_statements([{"start": 2, "end": 13, "statement_id": "a:s001", "origin": "machine"}])
    first, footer, second = spread(blocks, [mark])
    assert [(one.start, one.end, one.ids) for one in first + second] == [(2, 5, ("s001",)), (11, 13, ())]
    assert footer == []


def test_languages_are_said_with_their_direction() -> None:
    assert say_language("de") == ' lang="de" dir="ltr"'
    assert say_language("he") == ' lang="he" dir="rtl"'
    assert say_language("") == ""

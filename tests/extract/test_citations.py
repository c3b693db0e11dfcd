"""Citation markers: each form that must be found, each that only looks like one, and the way to the entries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.citations import Link, find_markers, link_markers

NONE: dict[int, tuple[str, int | None, str]] = {}
ENTRIES: dict[int, tuple[str, int | None, str]] = {
    1: ("Moor", 1995, "Moor A, Lima B. Sleep. J Night Res. 1995;1:1-2."),
    2: ("Moor", 1996, "Moor A. Dreams. J Night Res. 1996a;2:1-2."),
    3: ("Moor", 1996, "Moor A, Roy C. Naps. J Night Res. 1996b;2:3-4."),
    4: ("van Dyk", 2001, "van Dyk E, Ott F, Roy C. Beds. J Night Res. 2001;7:1-2."),
    5: ("Ott", 2003, "Ott F. Pillows. J Night Res. 2003;9:1-2."),
}


def numbers(text: str, style: str) -> list[tuple[int, ...]]:
    return [marker.numbers for marker in find_markers(text) if marker.style == style]


def works(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(cited.names, cited.year) for marker in find_markers(text) for cited in marker.works]


def links(text: str, last: int = 9, entries: dict[int, tuple[str, int | None, str]] | None = None) -> list[Link]:
    listed = NONE if entries is None else entries
    return link_markers(find_markers(text), listed or range(1, last + 1), listed)


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
        # In one place only, so this is no counting.
        ("It rose (1) and then fell.", "round", [(1,)]),
    ],
)
def test_numeric_markers(text: str, style: str, expected: list[tuple[int, ...]]) -> None:
    assert numbers(text, style) == expected


@pytest.mark.parametrize(
    ("text", "style"),
    [
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
    ],
)
def test_what_only_looks_like_a_marker(text: str, style: str) -> None:
    assert numbers(text, style) == []


def test_two_brackets_that_run_backwards_are_two_markers() -> None:
    assert numbers("Sleep helps [20]-[17].", "square") == [(20,), (17,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sleep helps (Moor 1995).", [(("Moor",), "1995")]),
        ("Sleep helps (Moor and Lima, 1995).", [(("Moor", "Lima"), "1995")]),
        ("Sleep helps (Moor & Lima, 1995).", [(("Moor", "Lima"), "1995")]),
        ("Sleep helps (Moor et al., 1995).", [(("Moor",), "1995")]),
        ("Sleep helps (Moor 1995; van Dyk et al. 2001).", [(("Moor",), "1995"), (("van Dyk",), "2001")]),
        ("Sleep helps (Moor, 1996a,b).", [(("Moor",), "1996a"), (("Moor",), "1996b")]),
        ("Sleep helps (see Moor 1995).", [(("Moor",), "1995")]),
        ("Moor et al. (1995) slept.", [(("Moor",), "1995")]),
        ("Moor and Lima (1995) slept.", [(("Moor", "Lima"), "1995")]),
        ("O'Neill-Brown (1995) slept.", [(("O'Neill-Brown",), "1995")]),
    ],
)
def test_author_year_markers(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert works(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In this year (2024).",
        "It ended (May 2019).",
        "It ended in March (2019).",
        "The drug (Ketalar) of 1970.",
        "A group (n = 1995).",
        "The rule (Table 2001).",
        "See the update (Version 2003).",
    ],
)
def test_what_only_looks_like_an_author_and_a_year(text: str) -> None:
    assert works(text) == []


def test_the_style_that_names_most_entries_is_the_document_s() -> None:
    found = links("Sleep [1] and food [2,3] help (4).")
    assert [(link.marker.style, link.entries) for link in found] == [("square", (1,)), ("square", (2, 3))]


def test_a_number_just_beyond_the_list_dangles() -> None:
    found = links("Sleep [1] and food [9,12] help.", last=9)
    assert [(link.entries, link.unresolved) for link in found] == [((1,), ()), ((9,), ("12",))]


def test_a_year_in_brackets_is_no_number_of_an_entry() -> None:
    assert [link.entries for link in links("Sleep (1) helped (2) from then (2024).")] == [(1,), (2,)]


def test_without_a_list_numbers_that_begin_at_one_and_rise_are_markers_that_dangle() -> None:
    found = link_markers(find_markers("Sleep [1], food [2] and rest [3] help."), (), NONE)
    assert [(link.entries, link.unresolved) for link in found] == [((), ("1",)), ((), ("2",)), ((), ("3",))]


def test_without_a_list_other_numbers_are_nothing() -> None:
    assert link_markers(find_markers("The scale has [7] steps and [2] ends (4)."), (), NONE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sleep (Moor and Lima 1995) helps.", [(1,)]),
        ("Sleep (Moor 1996a; van Dyk et al. 2001) helps.", [(2, 4)]),
        ("Sleep (Moor, 1996b) helps.", [(3,)]),
        ("Sleep (Moor, 1996a,b) helps.", [(2, 3)]),
        ("Moor and Roy (1996) slept.", [(3,)]),
        ("Van Dyk et al. (2001) and Ott (2003) slept.", [(4,), (5,)]),
    ],
)
def test_author_year_markers_are_resolved_by_author_and_year(text: str, expected: list[tuple[int, ...]]) -> None:
    assert [link.entries for link in links(text, entries=ENTRIES)] == expected


def test_an_author_year_marker_without_an_entry_is_kept() -> None:
    found = links("Sleep (Moor 1995; Ott 2003; Ott 2009) and (Ruiz and Sato 1988) help.", entries=ENTRIES)
    assert [(link.entries, link.unresolved) for link in found] == [
        ((1, 5), ("Ott 2009",)),
        ((), ("Ruiz and Sato 1988",)),
    ]


def test_a_name_with_a_year_that_no_entry_has_is_no_citation_in_a_numbered_document() -> None:
    assert [link.entries for link in links("Sleep [1,2] in Oslo (Prague 1968).", entries=ENTRIES)] == [(1, 2)]


PIECES = st.sampled_from(
    ["[", "]", "(", ")", "1", "23", "2001", "-", "–", ",", ";", " ", "and", "¹", "²⁺", "⁻", "^", "Moor", "et al.", "a", ".", "[1]", "(2)", "[3]-", "5.5", "mg", "&", "to", "0"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_markers_lie_in_the_text_in_order_and_name_something(text: str) -> None:
    found = find_markers(text)
    assert [marker.start for marker in found] == sorted(marker.start for marker in found)
    for marker in found:
        assert 0 <= marker.start < marker.end <= len(text)
        assert bool(marker.numbers) != bool(marker.works)
        assert len(set(marker.numbers)) == len(marker.numbers)
    for link in link_markers(found, ENTRIES, ENTRIES):
        assert link.entries or link.unresolved
        assert set(link.entries) <= set(ENTRIES)
        assert set(link.marker.numbers) >= {number for number in link.entries if not link.marker.works}

"""From markers to the entries: the style of a document, what is due, and what resolves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.citations import Link, link_markers
from evidence_review.extract.markers import find_markers

NONE: dict[int, tuple[str, int | None, str]] = {}
ENTRIES: dict[int, tuple[str, int | None, str]] = {
    1: ("Moor", 1995, "Moor A, Lima B. Sleep. J Night Res. 1995;1:1-2."),
    2: ("Moor", 1996, "Moor A. Dreams. J Night Res. 1996a;2:1-2."),
    3: ("Moor", 1996, "Moor A, Roy C. Naps. J Night Res. 1996b;2:3-4."),
    4: ("van Dyk", 2001, "van Dyk E, Ott F, Roy C. Beds. J Night Res. 2001;7:1-2."),
    5: ("Ott", 2003, "Ott F. Pillows. J Night Res. 2003;9:1-2."),
}


def links(text: str, last: int = 9, entries: dict[int, tuple[str, int | None, str]] | None = None) -> list[Link]:
    listed = NONE if entries is None else entries
    return link_markers(find_markers(text), listed or range(1, last + 1), listed, [text])


def cited(text: str, last: int = 9) -> list[tuple[int, ...]]:
    return [link.entries for link in links(text, last)]


def test_the_style_that_names_most_entries_is_the_document_s() -> None:
    found = links("Sleep [1] and food [2,3] help (2).")
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


# Ten sentences that cite 1 to 9 in order, as an article with bare superscripts does.
BARE = (
    "Sleep is old.1 It helps mood2 and pain,3 says Moor et al.4 Others found more.5,6 It is common in 30% of adults7 and in children.8 "
    "Nobody knows why (or when).9 "
)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param("Relief came in patients3 at once.", [(3,)], id="word"),
        pytest.param("Relief came.3–5 It stayed.", [(3, 4, 5)], id="range behind a stop"),
        pytest.param("Relief came in trials3, 4 and later.", [(3, 4)], id="list with a space"),
        pytest.param("As Moor et al.,5 found.", [(5,)], id="et al. with a comma"),
        pytest.param("As Moor et al.5 found.", [(5,)], id="et al."),
        pytest.param("The equation12 holds.", [(12,)], id="equation, lower case, next in order"),
        pytest.param("It was so in 20184.", [(4,)], id="glued to a year at the end"),
        pytest.param("A body mass of 30 kg/m^24 was high.", [(4,)], id="behind the power of a unit"),
        pytest.param(
            "The HAM score fell on the HAM4 and rose on the HAM.", [(4,)], id="a short name that stands alone too"
        ),
        pytest.param("It rose in May 2018.4 Later it fell.", [(4,)], id="stop behind a year"),
        pytest.param("It fell to 0.25.4 Later it rose.", [(4,)], id="stop behind a decimal"),
        pytest.param("It eased in the U.S.A.4 for years.", [(4,)], id="abbreviation in the sentence"),
        pytest.param("A score of 10%4 was low.", [(4,)], id="percent"),
        # Only look like markers.
        pytest.param("The CO2 rose.", [], id="molecule"),
        pytest.param("It covers 4 m2 and 5 cm2.", [], id="areas"),
        pytest.param("The 5-HT2A receptor and 5-HT2 sites.", [], id="receptor"),
        pytest.param("The p53 gene and the p3 peptide.", [], id="gene"),
        pytest.param("In 21(2), 79-88.", [], id="issue and pages"),
        pytest.param("The group had n = 4 and n=5.", [], id="sample"),
        pytest.param("The level was 5.5 or 3.4 then.", [], id="decimals"),
        pytest.param("See Table3 and Figure4.", [], id="labels"),
        pytest.param("See No.3 and Fig.4 there.", [], id="labels with a stop"),
        pytest.param("ERK1 and ERK2 are kinases.", [], id="family of names"),
        pytest.param("The CD4 count, CD4 cells and the CD4 ratio.", [], id="name that recurs"),
        pytest.param("The isomers (2R,6R) and [3H]sleep.", [], id="labels of atoms"),
        pytest.param("It is version 2.4 of the tool.", [], id="version"),
        pytest.param("The MY.4 trial began.", [], id="number of a trial"),
        pytest.param("See www.sleep.org/page4 and doi:10.1/abc4.", [], id="addresses"),
        pytest.param("The ratio was 1:4 and 3/4.", [], id="ratios"),
        pytest.param("It was 10^3 or 10^-4.", [], id="powers"),
        pytest.param("It took group2, 3 patients fell.", [(2,)], id="a list that counts"),
        pytest.param("The beta2 receptor.", [], id="Greek letter"),
        pytest.param("The ward77 burned.", [], id="beyond the list"),
        pytest.param("The log10 value of them.", [], id="logarithm"),
    ],
)
def test_bare_markers(more: str, expected: list[tuple[int, ...]]) -> None:
    before = [(1,), (2,), (3,), (4,), (5, 6), (7,), (8,), (9,)]
    # 10 and 11 are named, so that 12 is due.
    between = "It is rare.10 It is cheap.11 "
    assert cited(BARE + between + more, last=20) == [*before, (10,), (11,), *expected]


def test_a_number_glued_to_a_year_is_a_marker_where_it_is_due() -> None:
    text = "Sleep is old.1 It helped mood in 20102 at last. It helps pain.3 It is cheap.4"
    assert cited(text) == [(1,), (2,), (3,), (4,)]


def test_glued_numbers_are_no_markers_in_a_document_with_brackets() -> None:
    text = "Sleep is old [1]. It helps mood [2] and pain [3]. The NR1 and NR2 units,3 and others.4 It is so [4]."
    assert cited(text) == [(1,), (2,), (3,), (4,)]


def test_glued_numbers_are_nothing_without_a_list() -> None:
    assert link_markers(find_markers(BARE), (), NONE, [BARE]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In order of citation, so that 3 is due where it stands in other brackets.
        ("Sleep [1], food [2], rest (3), tea [4] and air [5].", [(1,), (2,), (3,), (4,), (5,)]),
        ("Sleep^1^, food^2^, rest^3^, tea,4 and air^5^.", [(1,), (2,), (3,), (4,), (5,)]),
        # 2 is named already, 9 is not due: counted steps and values.
        ("Sleep [1], food [2], rest (2), tea (9) and air [3,4,5].", [(1,), (2,), (3, 4, 5)]),
    ],
)
def test_a_second_style_is_kept_where_its_number_is_due(text: str, expected: list[tuple[int, ...]]) -> None:
    found = links(text)
    assert [link.entries for link in found] == expected
    assert [link.marker.style for link in found if link.is_second_style] == (
        [] if len(expected) < 5 else [{"(": "round", ",": "bare"}[text[text.index("rest") + 5] if "(" in text else ","]]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Sleep is old (1). It helps. (2) The mood rises. (3) Pain falls (4). It is cheap (5).",
            [(1,), (2,), (3,), (4,), (5,)],
            id="behind stops, where they are due",
        ),
        pytest.param(
            "Sleep is old (1). It helps (2). There are two ways. (1) The first is long. (2) The second is short. It is cheap (3).",
            [(1,), (2,), (3,)],
            id="counted sentences",
        ),
        pytest.param(
            "There are two aims. (1) The first is long. (2) The second is short. Sleep is old (1). It helps (2). It is cheap (3).",
            [(1,), (2,), (3,)],
            id="counted sentences before the first citation",
        ),
    ],
)
def test_round_markers_behind_a_stop_are_told_from_counts(text: str, expected: list[tuple[int, ...]]) -> None:
    assert cited(text) == expected


def test_names_in_a_numbered_document_are_a_second_style() -> None:
    found = links("Sleep [1], food [2], beds [4] and pillows [5] help. Ott (2003) agrees.", entries=ENTRIES)
    assert [(link.entries, link.is_second_style) for link in found][-2:] == [((5,), False), ((5,), True)]


PIECES = st.sampled_from(
    ["[", "]", "(", ")", "1", "23", "2001", "-", "–", ",", ";", " ", "and", "¹", "²⁺", "⁻", "^", "Moor", "et al.", "a", ".", "[1]", "(2)", "[3]-", "5.5", "mg", "&", "to", "0", "pain.4", "CD4", "20184", "m^2", "et al.,3", "word5,6 "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_markers_lie_in_the_text_in_order_and_name_something(text: str) -> None:
    found = find_markers(text)
    assert [marker.start for marker in found] == sorted(marker.start for marker in found)
    for marker in found:
        assert 0 <= marker.start < marker.end <= len(text)
        assert bool(marker.numbers) != bool(marker.works)
        assert len(set(marker.numbers)) == len(marker.numbers)
    for link in link_markers(found, ENTRIES, ENTRIES, [text]):
        assert link.entries or link.unresolved
        assert set(link.entries) <= set(ENTRIES)
        assert set(link.marker.numbers) >= {number for number in link.entries if not link.marker.works}

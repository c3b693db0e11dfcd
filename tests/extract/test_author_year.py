"""Markers by author and year: what names a work, what only looks so, and which entry is meant."""

import pytest

from evidence_review.extract.author_year import AuthorIndex, Cited, find_author_year, find_mention


def works(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(cited.names, cited.year) for _, _, found, _ in find_author_year(text) for cited in found]


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
        ("Sleep helps (e.g., Moor, 1995; see also Lima 1996).", [(("Moor",), "1995"), (("Lima",), "1996")]),
        ("Sleep helps (Moor, Lima, & Roy, 1995, p. 12).", [(("Moor", "Lima", "Roy"), "1995")]),
        ("Sleep helps (Moor 1995, 1996).", [(("Moor",), "1995"), (("Moor",), "1996")]),
        ("Sleep helps (Moor 1995, Lima 1996).", [(("Moor",), "1995"), (("Lima",), "1996")]),
        ("Sleep helps (Moor AB, 1995).", [(("Moor",), "1995")]),
        (
            "Sleep helps [Durand 1995; Lima and Durand, 1996a,b].",
            [(("Durand",), "1995"), (("Lima", "Durand"), "1996a"), (("Lima", "Durand"), "1996b")],
        ),
        ("Moor and colleagues (1995) slept.", [(("Moor",), "1995")]),
        ("Moor's (1995) sleep.", [(("Moor",), "1995")]),
        (
            "Moor, Lima and Roy (1995, 1996) slept.",
            [(("Moor", "Lima", "Roy"), "1995"), (("Moor", "Lima", "Roy"), "1996")],
        ),
        ("As Moor et al., 1995, said.", [(("Moor",), "1995")]),
        ("D'Arcy and García-López (2001b) slept.", [(("D'Arcy", "García-López"), "2001b")]),
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
        "It ended (Dec 2019) there.",
        "In 1995 and (2001) it rained.",
        "The ward (rooms 1900 to 1999).",
    ],
)
def test_what_only_looks_like_an_author_and_a_year(text: str) -> None:
    assert works(text) == []


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("Sleep helps (Moor 1995).", True),
        ("Sleep helps (see Moor 1995, p. 3).", True),
        ("Sleep helps (20% more; Moor 1995).", False),
        ("As Moor et al. 1995 said.", False),
    ],
)
def test_other_words_in_the_bracket_leave_a_doubt(text: str, is_sure: bool) -> None:
    assert [sure for *_, sure in find_author_year(text)] == [is_sure]


ENTRIES = {
    1: ("World Health Organization", 2020, "World Health Organization. Guideline for sleep. 2020."),
    2: ("van Dyk", 2001, "van Dyk E, Ott F. Beds. J Night Res. 2001;7:1-2."),
    3: ("Moor", 1996, "Moor A. Dreams. J Night Res. 1996;2:1-2."),
    4: ("Moor", 1996, "Moor A, Roy C. Naps. J Night Res. 1996;2:3-4."),
}


@pytest.mark.parametrize(
    ("names", "year", "number"),
    [
        (("WHO",), "2020", 1),
        (("Organization",), "2020", 1),
        (("Dyk",), "2001", 2),
        (("van Dyk",), "2001", 2),
        (("Moor", "Roy"), "1996", 4),
        (("Moor",), "1996a", 3),
        (("Moor",), "1996b", 4),
        (("Moor",), "1996c", None),
        (("Moor",), "1997", None),
        (("Roy",), "1996", None),
    ],
)
def test_entry_of_a_name_and_a_year(names: tuple[str, ...], year: str, number: int | None) -> None:
    assert AuthorIndex(ENTRIES).find(Cited(names, year, "")) == number


@pytest.mark.parametrize(
    ("before", "names", "year"),
    [
        ("This was shown by Moor et al. ", ("Moor",), ""),
        ("This was shown by Moor and colleagues", ("Moor",), ""),
        ("In 2019, Moor and colleagues ", ("Moor",), "2019"),
        ("This is what Moor et al. (2014) ", ("Moor",), "2014"),
        ("This is what Moor and Lima (2014) ", ("Moor", "Lima"), "2014"),
        ("It was shown (Moor, 2014) ", ("Moor",), "2014"),
        ("It was shown by van Dyk et al. in 2014 ", ("van Dyk",), "2014"),
        ("Moor et al. confirmed these data ", ("Moor",), ""),
        ("Lima et al. (3) and Moor et al.,", ("Moor",), ""),
    ],
)
def test_a_mention_before_a_marker(before, names, year):
    cited = find_mention(before)
    assert (cited.names, cited.year) == (names, year)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Sleep helps ",
        "Moor et al. compared it with the work of others ",
        "Moor et al. found less of it than others ",
        "Moor et al. found it. Others did not ",
        "In 2019, tea was drunk ",
        "as in Table (2014) ",
    ],
)
def test_no_mention_before_a_marker(before):
    assert find_mention(before) is None

"""Lists that are cut off, and works that stand in them twice."""

import pytest

FOX = "Fox A. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50."
HEN = "Hen B. Hens in winter, a long and careful study. Farm Journal. 2003; 7(1):11-19."
COW = "Cow C. Grazing of cows on the slopes of hills. Grass Letters. 2010; 2(4):101-9."
OWL = "Owl D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84."
ELK = "Elk E. Antlers of elks through the seasons of a year. Horn Reports. 2015; 3(3):21-29."
FOX_AGAIN = "Fox A. Foxes of the Northern Woods, and their sleep. Wood Sci. 2001;12:45-50."
INTRODUCTION = (
    "1. Introduction",
    "Foxes sleep in the woods (1). Hens are awake in winter (2). Cows and owls are animals (3,4).",
)


def body(text):
    return [INTRODUCTION, ("2. Animals", text)]


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("Elk E, Moose F,", "the last entry, 5, ends in the middle of a phrase"),
        ("Elk E. Antlers of elks through the seasons of a year and", "the last entry, 5, ends in the middle of a phrase"),
        ("Elk E. Antlers of elks through the seasons. Horn Reports. 2015; 3(3):21-", "the last entry, 5, ends in the middle"),
        ("Elk E. Antlers of elks through the sea", "the last entry, 5, has neither year nor pages"),
    ],
)  # fmt: skip
def test_list_cut_off_in_its_last_entry(find, article, last, reason):
    text = article(body("Elks are tall (5). So they say (1)."), [FOX, HEN, COW, OWL, last])
    ((raw, message),) = find("list-cut-off", text)
    assert raw == last
    assert message.startswith(reason)


def test_list_cut_off_where_the_text_cites_more(find, article):
    ((raw, message),) = find("list-cut-off", article(body("Elks are tall (4,5). Owls see elks at night (6,7).")))
    assert raw == OWL
    assert message == "the text cites 5, 6, 7, and the list ends with 4"


def test_list_cut_off_at_its_beginning(find, article):
    text = article()
    for number, entry in enumerate([FOX, HEN, COW, OWL], 1):
        text = text.replace(f"{number}. {entry}", f"{number + 2}. {entry}")
    text = text.replace("(1)", "(3)").replace("(2)", "(4)").replace("(1,2)", "(5)").replace("(1-4)", "(3-6)")
    ((raw, message),) = find("list-cut-off", text)
    assert raw == FOX
    assert message == "the list begins with 3"
    # It is one fact, reported once.
    assert find("numbering-gap", text) == []


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("Ministry of Animals. Elks. Available from: https://animals.example/elks", id="a web page"),
        pytest.param("Elk E. Antlers of elks through the seasons of a year. Horn Reports, in press.", id="in press"),
        pytest.param("Elk E. Antlers of elks. Thesis, University of the Hills, 2015.", id="a thesis"),
        pytest.param("Elk E. Antlers of elks. Horn Reports. 2015; 3(3):21-29. doi: 10.5555/abc", id="a whole entry"),
        pytest.param(
            "Elk E, Moose F, et al. Antlers of elks. Horn Reports. 2015; 3(3):21-29 [in Finnish]", id="a remark"
        ),
    ],
)
def test_a_last_entry_that_is_whole(find, article, last):
    text = article(body("Elks are tall (5). So they say (1)."), [FOX, HEN, COW, OWL, last])
    assert find("list-cut-off", text) == []


def test_a_list_that_ends_every_entry_with_a_semicolon_is_whole(find, article):
    assert find("list-cut-off", article(entries=[f"{entry.rstrip('.')};" for entry in (FOX, HEN, COW, OWL)])) == []


def test_one_number_beyond_the_list_is_a_slip(find, article):
    assert (
        find("list-cut-off", article(body("Elks are tall (1). Owls see elks at night (4,5). So they say (2)."))) == []
    )


def test_a_duplicate_that_is_cited_under_both_numbers(find, article):
    text = article(
        body("Foxes are seen (1). They sleep (5). They eat (1). So they say (2)."), [FOX, HEN, COW, OWL, FOX_AGAIN]
    )
    ((raw, message),) = find("duplicate-reference", text)
    assert raw == FOX_AGAIN
    assert message == "entry 5 is the same work as entry 1; the text cites both, as 1 3 times and as 5 once"


def test_a_duplicate_that_is_cited_under_one_number(find, article):
    ((_, message),) = find("duplicate-reference", article(entries=[FOX, HEN, COW, OWL, FOX_AGAIN]))
    assert message == "entry 5 is the same work as entry 1"


def test_work_cited_twice_in_marker(find, article):
    text = article(body("Foxes are seen (1,5). They sleep (5). So they say (2)."), [FOX, HEN, COW, OWL, FOX_AGAIN])
    ((raw, message),) = find("work-cited-twice-in-marker", text)
    assert raw == "(1,5)"
    assert message == "the marker (1,5) names one work twice, as 1 and as 5"


def test_works_of_one_doi_with_other_titles_are_two(find, article):
    entries = [f"{FOX} doi: 10.5555/abc", HEN, COW, OWL, f"{ELK} doi: 10.5555/abc"]
    text = article(body("Foxes are seen (1,5). They sleep (5). So they say (2)."), entries)
    assert find("work-cited-twice-in-marker", text) == []

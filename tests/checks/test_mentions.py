"""Works named by author or year beside a number: what is reported, and what is not."""

import pytest

FOX = "Fox A, Marten B. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50."
HEN = "Hen B. Hens in winter, a long and careful study. Farm Journal. 2003; 7(1):11-19."
COW = "Cowley C, Ox D, Calf E. Grazing of cows on the slopes of hills. Grass Letters. 2010; 2(4):101-9."
OWL = "Øwlsen D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84."
INTRODUCTION = (
    "1. Introduction",
    "Foxes sleep in the woods (1). Hens are awake in winter (2). Cows and owls are animals (3,4).",
)
ENTRIES = [FOX, HEN, COW, OWL]


def body(text):
    return [INTRODUCTION, ("2. Animals", f"{text} They sleep (1). So they say (2).")]


@pytest.mark.parametrize(
    ("text", "raw", "message"),
    [
        ("This was shown by Cowley et al. (1).", "(1)", "the text names Cowley et al. before (1); entry 1 names nobody called Cowley"),
        ("This was shown by Cowley and colleagues (2,4).", "(2,4)", "entry 2 and 4 names nobody called Cowley"),
        ("Cowley et al., (2) saw it.", "(2)", "entry 2 names nobody called Cowley"),
        ("Cowley et al. (2010) (1) saw it.", "(1)", "entry 1 names nobody called Cowley"),
        ("It was seen (Cowley et al., 2010) (1) once.", "(1)", "entry 1 names nobody called Cowley"),
        ("Cowley and Ox (2010) (1) saw it.", "(1)", "entry 1 names nobody called Cowley"),
        ("Cowley et al. confirmed these data (1).", "(1)", "entry 1 names nobody called Cowley"),
    ],
)  # fmt: skip
def test_author_mismatch(find, article, text, raw, message):
    ((found, words),) = find("author-mismatch", article(body(text), ENTRIES))
    assert found == raw
    assert message in words


@pytest.mark.parametrize(
    "text",
    [
        "This was shown by Fox et al. (1).",
        pytest.param("This was shown by Marten et al. (1).", id="another author of the entry"),
        pytest.param("This was shown by Owlsen et al. (4).", id="an accent"),
        pytest.param("This was shown by Fox et al. (1) and by Hen et al. (2).", id="each its own"),
        pytest.param("This was shown by Cowley et al. in a study of animals like those of others (1).", id="far away"),
        pytest.param("This was shown by Cowley et al. and by others (1).", id="somebody else's work"),
        pytest.param("This was shown by Cowley et al. Others denied it (1).", id="another sentence"),
        pytest.param("The scale of Marsh (1) was used in Geneva (2).", id="a name alone"),
        pytest.param("Sleep and Food (1989) (1) was read.", id="words with capitals"),
    ],
)
def test_no_author_mismatch(find, article, text):
    assert find("author-mismatch", article(body(text), ENTRIES)) == []


@pytest.mark.parametrize(
    ("text", "year", "severity"),
    [
        ("Cowley et al. (2014) (3) saw it.", 2014, "warning"),
        ("In 2014, Cowley and colleagues (3) saw it.", 2014, "warning"),
        ("It was seen (Cowley et al., 2014) (3) once.", 2014, "warning"),
        ("Cowley et al. in 2014 (3) saw it.", 2014, "warning"),
        ("Hen (2009) (2) saw it.", 2009, "warning"),
        ("Cowley et al. (2009) (3) saw it.", 2009, "info"),
    ],
)
def test_year_mismatch(make_corpus, article, text, year, severity):
    found = make_corpus({"a.txt": article(body(text), ENTRIES)}).findings
    (row,) = found[found["check"] == "year-mismatch"].to_dict("records")
    assert row["severity"] == severity
    assert f"{year} before {row['raw']}; entry " in row["message"]
    # One fact, reported once: the number says which work is meant.
    assert "author-year-citation-without-entry" not in set(found["check"])


@pytest.mark.parametrize(
    "text",
    [
        "Cowley et al. (2010) (3) saw it.",
        pytest.param("Cowley et al. (2010a) (3) saw it.", id="a letter"),
        pytest.param("In 2014, cows were seen (3).", id="a year without an author"),
        pytest.param("Cowley et al. saw it in the spring of 2014 (3).", id="the year of something else"),
        pytest.param("Fox et al. (2014), as others (1), saw it.", id="far away"),
        pytest.param("In Helsinki (2013) (3) they met.", id="a place"),
    ],
)
def test_no_year_mismatch(find, article, text):
    assert find("year-mismatch", article(body(text), ENTRIES)) == []


def test_the_entry_that_is_meant_is_suggested(make_corpus, article):
    found = make_corpus({"a.txt": article(body("This was shown by Cowley et al. (1)."), ENTRIES)}).findings
    assert found.loc[found["check"] == "author-mismatch", "suggestion"].tolist() == ["entry 3 is by Cowley"]


def test_a_name_that_is_spelled_in_two_ways_is_information(make_corpus, article):
    found = make_corpus({"a.txt": article(body("This was shown by Cawley et al. (3)."), ENTRIES)}).findings
    (row,) = found[found["check"] == "author-mismatch"].to_dict("records")
    assert row["severity"] == "info"
    assert row["message"] == "the text names Cawley et al. before (3); entry 3 spells the name Cowley"


def test_a_superscript(find, article):
    sections = [
        (
            "1. Introduction",
            "Foxes sleep.^1^ Hens do.^2^ Cows and owls.^3,4^ This was shown by Cowley et al.^1^ So it is.^2^",
        )
    ]
    ((raw, _),) = find("author-mismatch", article(sections, ENTRIES))
    assert raw == "^1^"

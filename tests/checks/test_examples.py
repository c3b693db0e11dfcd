"""For every check an example that it must report, and one that it must not."""

import pytest

from evidence_review.checks import CHECKS
from evidence_review.checks.registry import check

FOX = "Fox A. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50."
HEN = "Hen B. Hens in winter, a long and careful study. Farm Journal. 2003; 7(1):11-19."
COW = "Cow C. Grazing of cows on the slopes of hills. Grass Letters. 2010; 2(4):101-9."
OWL = "Owl D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84."
INTRODUCTION = (
    "1. Introduction",
    "Foxes sleep in the woods (1). Hens are awake in winter (2). Cows and owls are animals (3,4).",
)


def body(text):
    return [INTRODUCTION, ("2. Animals", text)]


@pytest.mark.parametrize("code", CHECKS)
def test_a_sound_article_has_no_finding(find, article, code):
    assert find(code, article()) == []


def test_uncited_reference(find, article):
    ((raw, message),) = find(
        "uncited-reference", article(entries=[FOX, HEN, COW, OWL, "Elk E. Elks. Elk. 2001; 1:1-2."])
    )
    assert raw.startswith("Elk E.")
    assert "entry 5" in message


def test_uncited_references_are_not_reported_where_nothing_is_cited(find, article):
    # The markers were not understood, or there are none: forty findings would say nothing.
    text = article([("1. Introduction", "Foxes sleep in the woods. Hens do not. Cows eat grass. Owls see at night.")])
    assert find("uncited-reference", text) == []


def test_a_range_cites_what_lies_between(find, article):
    sections = [("1. Introduction", "Animals sleep (1-4). They do so in the woods (1). They dream of grass (4).")]
    assert find("uncited-reference", article(sections)) == []


def test_dangling_citation(find, article):
    ((raw, message),) = find(
        "dangling-citation", article(body("Elks are tall (1). Owls see elks at night (4,9). So they say (2)."))
    )
    assert raw == "(4,9)"
    assert "names 9" in message


def test_a_number_in_brackets_that_is_a_value_is_no_citation(find, article):
    text = article(
        body("Elks live long (1). The study ended later (2024). Isomers are S(+) and R(-) (2). It was read (3).")
    )
    assert find("dangling-citation", text) == []


def test_author_year_citation_without_entry(find, article):
    text = article(body("Elks are tall (Elk and Moose 1996). Owls see them at night (4). So they say (2)."))
    ((raw, message),) = find("author-year-citation-without-entry", text)
    assert raw == "(Elk and Moose 1996)"
    assert "1996" in message


def test_mixed_citation_style(find, article):
    text = article([("1. Elks", "Elks are tall (1). Owls see elks at night [2]. So they say (3). It was read (4).")])
    ((raw, message),) = find("mixed-citation-style", text)
    assert raw == "[2]"
    assert message == "1 marker is square, where the document's own style is round; the first is [2]"


def test_a_number_in_other_brackets_that_is_not_due_is_no_second_style(find, article):
    text = article([("1. Elks", "Elks are tall (1). Owls have [4] eyes (2). So they say (3). It was read (4).")])
    assert find("mixed-citation-style", text) == []


def test_section_without_citations(find, article):
    text = article(body("Elks are tall animals. Owls see them at night. Nobody knows why they do."))
    ((raw, message),) = find("section-without-citations", text)
    assert raw.startswith("2. Animals")
    assert "makes 3 statements" in message


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("2. Short", "Elks are tall animals. Owls see them at night."),
        ("Methods", "We looked at elks. We counted them twice. We wrote it down."),
        ("Acknowledgements", "We thank the elks. We thank the owls. We thank the hens."),
    ],
)
def test_short_sections_own_work_and_back_matter_may_cite_nothing(find, article, heading, text):
    assert find("section-without-citations", article([INTRODUCTION, (heading, text)])) == []


@pytest.mark.parametrize(
    ("doi", "is_malformed"),
    [
        ("10.1097/j.pain.0000000000001758", False),
        ("10.1097/j.pain.000000000001758", True),
        ("10.1371/journal.pone.0072972", False),
        ("10.1371/journal.pone.007297", True),
        ("10.1016/j.pain.2009.02.005", False),
        ("10.1016/j.pain.2009.13.005", True),
        ("10.1016/S0140-6736(06)68700-X", False),
        ("10.1002/14651858.CD004603.pub2", False),
        ("1002/14651858.CD004603", True),
    ],
)
def test_malformed_doi(find, article, doi, is_malformed):
    found = find("malformed-doi", article(entries=[f"{FOX} doi: {doi}", HEN, COW, OWL]))
    assert len(found) == is_malformed
    for raw, message in found:
        assert doi in raw
        assert "entry 1" in message


def test_a_code_that_other_entries_of_the_journal_have_otherwise(find, article):
    entries = [
        f"{name} {title} European Journal of Pain. {year}; 1(1):1-2. doi: 10.1016/j.{code}.{year}.01.008"
        for name, title, year, code in [
            ("Fox A.", "Pain of foxes in the woods.", 2001, "ejpain"),
            ("Hen B.", "Pain of hens in the winter.", 2002, "ejpain"),
            ("Cow C.", "Pain of cows on the hills.", 2003, "eipain"),
            ("Owl D.", "Pain of owls in the night.", 2004, "ejpain"),
        ]
    ]
    ((raw, _),) = find("malformed-doi", article(entries=entries))
    assert raw == "10.1016/j.eipain.2003.01.008"


def test_missing_doi(find, article):
    with_doi = [f"{entry} doi: 10.5555/abc{number}" for number, entry in enumerate([FOX, HEN, COW])]
    ((raw, message),) = find("missing-doi", article(entries=[*with_doi, OWL]))
    assert raw == OWL
    assert "entry 4" in message


def test_a_list_in_a_style_without_dois_lacks_none(find, article):
    assert find("missing-doi", article(entries=[f"{FOX} doi: 10.5555/abc", HEN, COW, OWL])) == []


def test_duplicate_reference(find, article):
    again = "Fox A. Foxes of the Northern Woods, and their sleep. Wood Sci. 2001;12:45-50."
    ((raw, message),) = find("duplicate-reference", article(entries=[FOX, HEN, COW, again]))
    assert raw == again
    assert "entry 4 is the same work as entry 1" in message


def test_a_later_version_is_no_duplicate(find, article):
    assert find("duplicate-reference", article(entries=[FOX, HEN, COW, FOX.replace("2001; 12", "2004; 15")])) == []


def test_numbering_gap(find, article):
    text = article().replace("3. Cow C.", "4. Cow C.").replace("4. Owl D.", "5. Owl D.")
    ((raw, message),) = find("numbering-gap", text)
    assert raw.startswith("Cow C.")
    assert message == "the list goes from 2 to 4: 3 missing"


def test_title_mismatch(find, article):
    head = "ARTICLE TITLE | RETRIEVAL OF LOST HENS IN WINTER\nDOI | https://doi.org/10.5555/abc\n\n"
    text = head.replace(" | ", "\t") + article(title="RECOVERY OF LOST HENS IN WINTER")
    found = find("title-mismatch", text)
    assert [raw for raw, _ in found] == ["RETRIEVAL OF LOST HENS IN WINTER"]


def test_case_and_punctuation_are_no_mismatch(find, article):
    head = "ARTICLE TITLE\tRECOVERY OF LOST HENS - IN WINTER\nDOI\thttps://doi.org/10.5555/abc\n\n"
    assert find("title-mismatch", head + article(title="Recovery of lost hens: in winter")) == []


def test_doubled_identifier(find, article):
    entries = [FOX, HEN, COW, OWL.replace("31(2):77-84", "31:172547172547")]
    ((raw, message),) = find("doubled-identifier", article(entries=entries))
    assert raw == "172547172547"
    assert "printed twice" in message


@pytest.mark.parametrize("number", ["11111111", "12341235", "20012002", "1719171", "123123"])
def test_numbers_that_only_look_doubled(find, article, number):
    assert find("doubled-identifier", article(entries=[FOX, HEN, COW, f"{OWL} PMID: {number}"])) == []


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("Elks (and moose are tall (1).", "("),
        ("Elks and moose) are tall (1).", ")"),
        ("Elks [and moose are tall (1).", "["),
        ("Elks {and moose are tall (1).", "{"),
    ],
)
def test_unbalanced_bracket(find, article, words, raw):
    ((found, message),) = find(
        "unbalanced-bracket", article(body(f"{words} Owls see them at night (4). So they say (2)."))
    )
    assert found == raw
    assert "moose" in message


@pytest.mark.parametrize(
    "words",
    [
        "Elks (and moose [of the north]) are tall (1).",
        "Elks are tall because a) they eat, b) they sleep, and iii) they walk (1).",
        "S(+)-ketamine and R(-)-ketamine are twins (1).",
    ],
)
def test_balanced_brackets(find, article, words):
    assert find("unbalanced-bracket", article(body(f"{words} Owls see them at night (4). So they say (2)."))) == []


def test_guessed_encoding(find, article):
    text = article(title="Café animals of the woods: a review")
    ((raw, message),) = find("guessed-encoding", text.encode("latin-1"))
    assert raw == ""
    assert "read as windows-1252" in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_the_file_confirms(find, article, encoding):
    assert find("guessed-encoding", article(title="Café animals of the woods: a review").encode(encoding)) == []


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\ufffd", "U+FFFD"),
        ("\0", "U+0000"),
        ("\x07", "U+0007"),
        ("\x9d", "U+009D"),
        ("\uf061", "U+F061"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_lost_character(find, article, character, code):
    text = article(body(f"Elks are {character} tall (1). Owls see them {character} at night (4). So they say (2)."))
    ((raw, message),) = find("lost-character", text)
    assert raw == character
    assert f": 2 ({code})" in message


@pytest.mark.parametrize(
    "characters",
    ["caf\u00e9 \u03b2 \u4e2d \u0627 \U0001f98a", "\t\x0c\x0b\x85\u2028", "\u00ad\u200b\u202e\ufeff", "\x1a"],
)
def test_characters_of_other_scripts_and_without_width_are_not_lost(find, article, characters):
    assert find("lost-character", article(title=f"Animals of the woods {characters} and hills: a review")) == []


def test_bytes_that_are_no_utf8_are_lost(find, article):
    text = (
        article(title="Caf\u00e9 \u2013 \u201canimals\u201d of the woods: a review")
        .encode()
        .replace(b"Foxes sleep", b"Foxes \xe9 sleep")
    )
    assert [raw for raw, _ in find("lost-character", text)] == ["\ufffd"]
    assert find("guessed-encoding", text) == []


ANIMALS = "foxes hens cows owls elks bears wolves moles".split()


def tale(animals, end="in the old woods at night"):
    """Return a document of a sentence for each animal."""
    return "A tale of animals\n\n" + " ".join(f"Many {animal} were seen {end}." for animal in animals) + "\n"


@pytest.mark.parametrize(
    ("other", "message"),
    [
        pytest.param(
            tale(ANIMALS).replace("Many cows", "Some cows"),
            "7 of the 8 sentences of b.txt also stand in a.txt, which has 8",
            id="a changed sentence",
        ),
        pytest.param(
            "Home | About | Contact\n\n" + tale(ANIMALS) + "\nCopyright 2020 Some Site. All rights reserved.\n",
            "8 of the 8 sentences of b.txt",
            id="another site's chrome",
        ),
        pytest.param(
            tale(ANIMALS[:4]), "4 of the 4 sentences of b.txt also stand in a.txt, which has 8", id="a part of it"
        ),
        pytest.param(
            tale(ANIMALS) + tale(ANIMALS, "in the new gardens by day"),
            "8 of the 16 sentences of b.txt",
            id="a longer version",
        ),
        pytest.param(
            tale(ANIMALS).replace("A tale", "The story").encode("utf-16"), "8 of the 8 sentences", id="another encoding"
        ),
    ],
)
def test_near_duplicate(make_corpus, other, message):
    corpus = make_corpus({"a.txt": tale(ANIMALS), "b.txt": other})
    (finding,) = corpus.findings[corpus.findings["check"] == "near-duplicate"].to_dict("records")
    assert finding["source_id"] == "b"
    assert message in finding["message"]
    # Both keep their rows.
    assert set(corpus.sentences["source_id"]) == {"a", "b"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(tale(ANIMALS, "in the new gardens by day"), id="another text of the same form"),
        pytest.param(
            tale(["foxes"]) + tale(["hens", "cows", "owls", "elks"], "in the new gardens by day"),
            id="one quoted sentence",
        ),
        pytest.param(
            tale(ANIMALS[:3]) + tale(ANIMALS, "in the new gardens by day").replace("A tale of animals", ""),
            id="a quoted abstract",
        ),
        pytest.param(
            "A list\n\n" + "See above. " * 5 + tale(["bears"], "in the new gardens by day"), id="short sentences"
        ),
    ],
)
def test_no_near_duplicate(make_corpus, other):
    corpus = make_corpus({"a.txt": tale(ANIMALS) + "See above. " * 5, "b.txt": other})
    assert "near-duplicate" not in set(corpus.findings["check"])


def test_many_near_duplicates_are_each_reported_once(make_corpus):
    corpus = make_corpus(
        {f"{number:02}.txt": tale(ANIMALS) + f"\nThis is copy {number} of it all.\n" for number in range(12)}
    )
    found = corpus.findings[corpus.findings["check"] == "near-duplicate"]
    assert found["source_id"].tolist() == [f"{number:02}" for number in range(1, 12)]
    assert found["message"].str.contains("also stand in 00.txt").all()


def test_many_brackets_in_a_paragraph_are_one_finding(find, article):
    text = article(body(f"Elks are tall {'(' * 50} (1). Owls see them at night (4). So they say (2)."))
    ((raw, message),) = find("unbalanced-bracket", text)
    assert raw == "("
    assert "49 more in this paragraph" in message


def test_a_code_is_taken_once():
    with pytest.raises(ValueError, match="numbering-gap"):
        check("numbering-gap", severity="info")(lambda corpus: iter(()))


def test_checks_change_no_table(five):
    from evidence_review.checks import run_checks

    before = {name: frame.copy() for name, frame in five.tables()}
    again = run_checks(five)
    assert again.equals(five.findings)
    for name, frame in five.tables():
        assert frame.equals(before[name]), name

"""The vocabulary of concepts, and what a review adds to it."""

import pytest

from evidence_review.errors import EvidenceError
from evidence_review.extract.concepts import KINDS, built_in, extend
from evidence_review.extract.words import read_words


def names(text: str) -> list[str]:
    return [concept for concept, _, _ in built_in().find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oral paracetamol", ["oral", "acetaminophen"]),
        ("acetaminophen by mouth", ["acetaminophen", "oral"]),
        ("Anaesthetised mice", ["anesthesia", "mouse"]),
        ("post-operative pain after Caesarean delivery", ["postoperative-pain", "cesarean", "labor"]),
        ("postoperative  pain", ["postoperative-pain"]),
        ("treatment-resistant depression", ["treatment-resistant-depression"]),
        ("MDD", ["major-depression"]),
        # An abbreviation with capitals is found with its case only.
        ("PET, and a pet", ["pet"]),
        # Words inside other words are none.
        ("rational, operate, ironic", []),
        ("", []),
    ],
)
def test_concepts_of_a_text(text, expected):
    assert names(text) == expected


def test_the_longest_term_wins():
    assert names("cancer pain") == ["cancer-pain"]
    assert names("cancer and pain") == ["cancer", "pain"]


def test_what_is_broader_comes_nearest_first():
    assert built_in().broader("crps") == ("neuropathic-pain", "chronic-pain", "pain")
    assert built_in().broader("placebo") == ()


def test_the_spans_hold_the_terms():
    text = "Rats had subcutaneous morphine."
    assert [text[start:end] for _, start, end in built_in().find(text)] == ["Rats", "subcutaneous", "morphine"]


def test_the_file_is_broad_and_consistent():
    data = read_words("concepts")
    assert set(data) == {*KINDS, "broader"}
    assert sum(len(data[kind]) for kind in KINDS) > 500
    # Reading it refuses a term of two concepts, a strange id and a broader concept that does not exist.
    assert len(built_in().concepts) == sum(len(data[kind]) for kind in KINDS)


def test_every_term_finds_its_concept():
    for concept in built_in().concepts.values():
        for term in concept.terms:
            words = term.replace("*", "s")
            found = built_in().find(words)
            assert found, (concept.id, term)
            if "*" not in term:
                assert found[0][0] == concept.id, (concept.id, term, found)


def test_a_review_adds_concepts_and_terms():
    vocabulary = extend(
        '[drug]\nkaffirol = ["kaffirol*"]\nfentanyl = ["duragesic"]\n[broader]\nkaffirol = ["opioid"]\n', "x"
    )
    assert [one[0] for one in vocabulary.find("Kaffirols and Duragesic, fentanyl")] == [
        "kaffirol",
        "fentanyl",
        "fentanyl",
    ]
    assert vocabulary.broader("kaffirol") == ("opioid",)
    assert names("kaffirol") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[drug\n", "is not readable TOML"),
        ("[spice]\npepper = ['pepper']\n", "[spice] is no kind of concept; it may be drug"),
        ("drug = 3\n", "[drug]: must be a table"),
        ("[drug]\n'Two Words' = ['x']\n", "an id is lower-case words joined by hyphens"),
        ("[drug]\nx = []\n", "must be a list of texts"),
        ("[drug]\nx = [3]\n", "must be a list of texts"),
        ("[drug]\nx = ['morphine']\n", "the term 'morphine' names morphine; leave it to one of the two"),
        ("[route]\nmorphine = ['xyz']\n", "is known as drug"),
        ("[broader]\nmorphine = ['xyz']\n", "xyz is no concept; list it under its kind first"),
    ],
)
def test_a_wrong_file_is_refused_with_place_reason_and_remedy(text, message):
    with pytest.raises(EvidenceError, match="^concepts.toml: ") as error:
        extend(text, "concepts.toml")
    assert message in str(error.value)

"""How titles are read and compared."""

import pytest

from evidence_review.extract.titles import compare_titles, is_misprint, plain_words, read_titles


def compare(one, other):
    found = compare_titles(*read_titles(one), *read_titles(other))
    assert found == compare_titles(*read_titles(other), *read_titles(one))
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Sleep of foxes in the north", "Foxes' sleep in the north", "similar"),
        ("Sleep of foxes in the north", "Sleep of foxes in the north: a survey of woods", "subtitle"),
        ("Sleep of foxes in the north", "Sleep of young foxes in the north", "inserted"),
        ("Sleep of foxes in the north", "Sleep of foxes in the north 1990 to 2000", "version"),
        ("Sleep of foxes in the north", "Sleep of foxes in the northh", "equal"),
        ("Sleep of foxes in the north", "Milk of cows in the south", "different"),
        ("Sleep of foxes", "Sleep of foxes and of many other animals of the woods", "inserted"),
    ],
)
def test_relations(one, other, expected):
    assert compare(one, other) == expected


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Erratum to: Sleep of foxes", "correction"),
        ("Sleep of foxes. Author's reply", "reply"),
        ("Comment on sleep of foxes", "comment"),
        ("Retraction notice to: Sleep of foxes", "retraction"),
        ("Sleep of foxes", ""),
        ("Retracted: Sleep of foxes", ""),
        ("Sleep of foxes [letter]", ""),
    ],
)
def test_notices(text, notice):
    (title,) = read_titles(text)
    assert (title.notice, title.words) == (notice, ("sleep", "foxes"))


def test_a_notice_without_a_subject_keeps_its_word():
    assert [title.words for title in read_titles("Reply")] == [("reply",)]
    assert read_titles("") == read_titles(" ?! ") == ()


def test_a_translation_in_brackets_is_a_title_of_its_own():
    joined = [title.joined for title in read_titles("Schlaf der Füchse [Sleep of young foxes] (Review)")]
    assert joined == ["schlafderfuchsesleepyoungfoxes", "sleepyoungfoxes", "schlafderfuchse"]


@pytest.mark.parametrize(
    ("text", "is_general"),
    [
        ("Foxes", True),
        ("Guidelines for the editors of clinical practice reviews", True),
        ("Sleep of foxes in the northern woods", False),
    ],
)
def test_general_titles(text, is_general):
    assert read_titles(text)[0].is_general == is_general


def test_plain_words():
    assert plain_words("Łódź — H₂O &amp; TNF-α") == ["lodz", "h2o", "tnf", "alpha"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("analgesia", "analgseia", True),
        ("effect", "effects", True),
        ("dose", "doses", True),
        ("rats", "cats", False),
        ("type1", "type2", False),
        ("prednisone", "prednisolone", False),
        ("intermuscular", "intramuscular", False),
        ("", "a", False),
    ],
)
def test_misprints(one, other, expected):
    assert is_misprint(one, other) == is_misprint(other, one) == expected

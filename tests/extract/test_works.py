"""The works behind entries, and their names."""

import random
from dataclasses import replace

import pytest

from evidence_review.extract.works import Work, as_ascii, name_works

LONG = Work("Fox", 2001, "Foxes of the northern woods and their sleep", "Wood Science", "12", "45", "")
SHORT = Work("Fox", 2007, "Foxes", "Anaesthesia", "62", "48", "")
BARE = replace(LONG, container_title="", volume="", first_page="")
COCHRANE = Work("Bear", 2005, "Honey for coughs in children", "Cochrane Database Syst Rev", "", "CD009999", "")


def test_what_hides_a_match_in_one_field_does_not_hide_it():
    others = [replace(LONG, title=f"A note on {word} woods", first_page=str(9)) for word in ("cold", "warm", "wet")]
    for change in ({"first_author": "Fuchs"}, {"year": 2002}, {"year": None}, {"title": "Foxxes of the nothern woods"}):
        names = name_works([LONG, *others, replace(LONG, **change)])
        assert names[0] == names[-1] not in names[1:-1]


def test_names():
    other = replace(LONG, title="Another study by the same author altogether", first_page="99")
    assert name_works([LONG, replace(LONG, container_title="Wood Sci"), SHORT]) == ["fox2001", "fox2001", "fox2007"]
    assert name_works([LONG, other]) == ["fox2001b", "fox2001a"]
    assert name_works([Work("", None, "", "", "", "", "")]) == [""]
    assert name_works([Work("Głowacka", None, "On hens", "", "", "", "")]) == ["glowacka"]
    assert name_works([Work("王", None, "狐", "", "", "", ""), Work("", None, "", "", "", "7", "")]) == [
        "workb",
        "worka",
    ]


def test_the_same_few_words_are_not_yet_the_same_work():
    bare = Work("", None, "Ketamine", "", "", "", "")
    assert name_works([bare, bare]) == ["ketaminea", "ketamineb"]
    assert name_works([SHORT, SHORT, SHORT]) == ["fox2007"] * 3


def test_a_name_is_given_once():
    # An author whose name looks like the lettered name of another.
    works = [Work("Foxa", None, "On hens", "", "", "", ""), *(Work("Fox", None, one, "", "", "", "") for one in "AB")]
    assert len(set(name_works(works))) == 3


def test_most_entries_give_the_name():
    misspelt = replace(LONG, first_author="Fix", year=2002)
    assert set(name_works([misspelt, LONG, replace(LONG, volume="")])) == {"fox2001"}


def test_names_do_not_depend_on_the_order():
    works = [
        LONG,
        replace(LONG, doi="10.5555/a", volume="99"),
        replace(LONG, doi="10.5555/b", first_page="99"),
        replace(LONG, year=2002),
        replace(LONG, title="Foxes of the northern woods"),
        SHORT,
        replace(SHORT, container_title="Handbook of Foxes"),
        replace(LONG, title="Another study by the same author altogether"),
        COCHRANE,
        replace(COCHRANE, year=2006),
        Work("", None, "Without an author", "", "", "", ""),
    ]
    expected = dict(zip(works, name_works(works), strict=True))
    for seed in range(30):
        order = random.Random(seed).sample(works, len(works))
        assert dict(zip(order, name_works(order), strict=True)) == expected


def test_two_dois_keep_two_works_apart_although_a_third_entry_has_none():
    names = name_works([BARE, replace(LONG, doi="10.5555/a"), replace(LONG, doi="10.5555/b", volume="13")])
    assert names[1] != names[2]
    assert names[0] in names[1:]


def test_many_entries_of_one_work_and_hostile_fields():
    works = [replace(LONG, first_page=str(page)) for page in range(500)]
    assert len(set(name_works(works))) == 1
    for text in ("(" * 100_000, "a" * 100_000, "a " * 50_000, "10.1/" * 20_000, "\u0301" * 100_000):
        work = Work(text, 1, text, text, text, text, text)
        assert len(name_works([work, replace(work, volume="1")])) == 2


@pytest.mark.parametrize(
    ("name", "key"),
    [("Głowacka", "glowacka"), ("O'Brien", "obrien"), ("Müller-Ø", "mullero"), ("王", ""), ("Ångström", "angstrom")],
)
def test_as_ascii(name, key):
    assert as_ascii(name) == key

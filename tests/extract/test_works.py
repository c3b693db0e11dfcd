"""Which entries are the same work, and how works are named."""

import random
from dataclasses import replace

import pytest

from evidence_review.extract.works import Work, as_ascii, is_same_work, name_works

LONG = Work("Fox", 2001, "Foxes of the northern woods and their sleep", "Wood Science", "12", "45", "")
SHORT = Work("Fox", 2007, "Foxes", "Anaesthesia", "62", "48", "")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Foxes of the Northern Woods, and Their Sleep"},
        {"title": "Foxes of the northern-woods and their sleep."},
        {"title": "Foxes of the northern woods and their sleep (Review)"},
        {"container_title": "Wood Sci"},
        {"first_page": "", "volume": ""},
        {"first_author": "Fóx"},
    ],
)
def test_the_same_work(change):
    assert is_same_work(LONG, replace(LONG, **change))
    assert is_same_work(replace(LONG, **change), LONG)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Hens of the southern farms and their sleep"},
        {"year": 2004},
        {"year": None},
        {"first_author": "Hen"},
        {"title": ""},
    ],
)
def test_another_work(change):
    assert not is_same_work(LONG, replace(LONG, **change))
    assert not is_same_work(replace(LONG, **change), LONG)


def test_dois_decide_where_both_are_known():
    one, other = replace(LONG, doi="10.5555/a"), replace(LONG, doi="10.5555/b")
    assert not is_same_work(one, other)
    assert is_same_work(one, replace(SHORT, doi="10.5555/a"))
    assert is_same_work(one, LONG)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"container_title": "Handbook of Experimental Pharmacology"}, False),
        ({"first_page": "313"}, False),
        ({"title": "Foxen"}, False),
        ({"container_title": "", "first_page": ""}, True),
    ],
)
def test_a_short_title_says_little(change, same):
    assert is_same_work(SHORT, replace(SHORT, **change)) == same


def test_names():
    other = replace(LONG, title="Another study by the same author altogether")
    assert name_works([LONG, replace(LONG, container_title="Wood Sci"), SHORT]) == ["fox2001", "fox2001", "fox2007"]
    assert name_works([LONG, other]) == ["fox2001b", "fox2001a"]
    assert name_works([Work("", None, "", "", "", "", "")]) == [""]
    assert name_works([Work("Głowacka", None, "On hens", "", "", "", "")]) == ["glowacka"]


def test_names_do_not_depend_on_the_order():
    works = [
        LONG,
        replace(LONG, doi="10.5555/a"),
        replace(LONG, doi="10.5555/b"),
        SHORT,
        replace(SHORT, container_title="Handbook of Foxes"),
        replace(LONG, title="Another study by the same author altogether"),
        Work("", None, "Without an author", "", "", "", ""),
    ]
    expected = dict(zip(works, name_works(works), strict=True))
    for seed in range(30):
        order = random.Random(seed).sample(works, len(works))
        assert dict(zip(order, name_works(order), strict=True)) == expected


def test_two_dois_keep_two_works_apart_although_a_third_entry_has_none():
    names = name_works([LONG, replace(LONG, doi="10.5555/a"), replace(LONG, doi="10.5555/b")])
    assert names[1] != names[2]
    assert names[0] in names[1:]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Głowacka", "glowacka"), ("O'Brien", "obrien"), ("Müller-Ø", "mullero"), ("王", ""), ("Ångström", "angstrom")],
)
def test_as_ascii(name, key):
    assert as_ascii(name) == key

"""Which entries are the same work."""

from dataclasses import replace

import pytest

from evidence_review.extract.same_work import Work, is_same_work
from evidence_review.extract.works import name_works

LONG = Work("Fox", 2001, "Foxes of the northern woods and their sleep", "Wood Science", "12", "45", "")
SHORT = Work("Fox", 2007, "Foxes", "Anaesthesia", "62", "48", "")
# All that many lists print.
BARE = replace(LONG, container_title="", volume="", first_page="")
COCHRANE = Work("Bear", 2005, "Honey for coughs in children", "Cochrane Database Syst Rev", "", "CD009999", "")


def both_ways(one, other):
    assert is_same_work(one, other) == is_same_work(other, one)
    assert (len(set(name_works([one, other]))) == 1) == is_same_work(one, other)
    return is_same_work(one, other)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Foxes of the Northern Woods, and Their Sleep"},
        {"title": "Foxes of the northern-woods and their sleep."},
        {"title": "Foxes of the northern woods and their sleep (Review)"},
        {"title": "[Foxes of the northern woods and their sleep] [Article in German]"},
        {"title": "<i>Foxes</i> of the northern woods &amp; their sleep"},
        {"title": "Foxes of the northren woods and their sleep"},
        {"title": "RETRACTED: Foxes of the northern woods and their sleep"},
        {"title": "Foxes of the northern woods and their sleep: a field study"},
        {"title": "Foxes of the northern woods"},
        {"title": "Füchse der nördlichen Wälder und ihr Schlaf [Foxes of the northern woods and their sleep]"},
        {"title": "Füchse der nördlichen Wälder und ihr Schlaf"},
        {"title": ""},
        {"container_title": "Wood Sci"},
        {"container_title": "Journal of Cold Places"},
        {"container_title": "", "first_page": "", "volume": ""},
        {"first_page": "", "volume": ""},
        {"first_page": "54"},
        {"first_author": "Fóx"},
        {"first_author": "Hen"},
        {"first_author": ""},
        {"first_author": "van der Fox"},
        {"year": 2002},
        {"year": 2000, "volume": "", "first_page": ""},
        {"year": None},
        {"year": 2010},
        {"first_author": "", "title": "Foxes of the northren woods and their sleep", "year": 2002},
        {"doi": "10.5555/fox"},
    ],
)
def test_the_same_work(change):
    assert both_ways(LONG, replace(LONG, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Hens of the southern farms and their sleep", "first_page": "99"},
        {"title": "Foxes of the southern woods and their sleep", "first_page": "99"},
        {"title": "Foxes of the northern woods and their sleep, part 2", "first_page": "99"},
        {"title": "Foxes of the northern woods and their sleep: an update", "first_page": "99"},
        {"title": "Foxes of the northern woods without their sleep", "first_page": "99"},
        {"title": "Reply to: Foxes of the northern woods and their sleep"},
        {"title": "Erratum: foxes of the northern woods and their sleep", "first_page": "99"},
        {"title": "Foxes of the northern woods and their sleep: comment"},
        {"container_title": "Journal of Cold Places", "first_page": "99"},
        {"container_title": "Handbook of Foxes", "volume": "", "first_page": ""},
        {"volume": "15", "first_page": "99"},
        {"year": 2004, "volume": "15"},
        {"year": 2002, "container_title": "Journal of Cold Places"},
        {"year": None, "volume": "15"},
        {"first_author": "Hen", "volume": "", "first_page": ""},
        {"first_author": "Hen", "container_title": "Journal of Cold Places"},
        {"title": "", "first_page": ""},
        {"title": "", "first_author": "Hen"},
    ],
)
def test_another_work(change):
    assert not both_ways(LONG, replace(LONG, **change))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Behaviour of anaesthetised foetal foxes", "Behavior of anesthetized fetal foxes"),
        ("Use of α2-blockers in the tumours of foxes", "Use of alpha-2 blockers in the tumors of foxes"),
        ("Peri-operative care of sleeping foxes", "Perioperative care of sleeping foxes"),
        ("Über den Schlaf der nördlichen Füchse", "Uber den Schlaf der nordlichen Fuchse"),
        ("Sleep of foxes: study II, the woods", "Sleep of foxes: study 2, the woods"),
        ("What do foxes dream of? A survey of woods", "What do foxes dream of?"),
    ],
)
def test_one_title_in_two_printings(one, other):
    assert both_ways(replace(LONG, title=one, first_page=""), replace(LONG, title=other, first_page=""))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hypotension in foxes that sleep", "Hypertension in foxes that sleep"),
        ("Sleep of the male fox in northern woods", "Sleep of the female fox in northern woods"),
        ("Sleep of foxes in type 1 woods", "Sleep of foxes in type 2 woods"),
        ("Sleep of foxes in the woods: part one", "Sleep of foxes in the woods: part two"),
        ("Sleep of foxes in the woods (part I)", "Sleep of foxes in the woods (part II)"),
        ("Care of sleeping foxes: 2011 update", "Care of sleeping foxes"),
        ("Care of sleeping foxes in the woods", "Care of sleeping foxes in the woods: protocol of a trial"),
        ("Care of sleeping foxes (in woods)", "Care of sleeping foxes (in cities)"),
        ("Afferent nerves of sleeping foxes", "Efferent nerves of sleeping foxes"),
        ("Typical sleep of northern foxes", "Atypical sleep of northern foxes"),
    ],
)
def test_nearly_the_same_title_of_one_author_and_year(one, other):
    known = replace(LONG, volume="", first_page="")
    assert not both_ways(replace(known, title=one), replace(known, title=other))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"container_title": "Anaesthesia (London)"}, True),
        ({"title": "FOXES."}, True),
        ({"volume": ""}, True),
        ({"container_title": "Handbook of Experimental Pharmacology"}, False),
        ({"first_page": "313"}, False),
        ({"title": "Foxglove"}, False),
        ({"year": 2008, "first_page": ""}, False),
        ({"year": None, "first_page": ""}, False),
        ({"first_author": "", "first_page": ""}, False),
        ({"first_author": "Hen", "first_page": ""}, False),
        ({"container_title": "", "first_page": ""}, False),
    ],
)
def test_a_short_title_says_little(change, same):
    one = replace(SHORT, first_page="") if change.get("title") == "Foxglove" else SHORT
    assert both_ways(one, replace(one, **change)) == same


@pytest.mark.parametrize(
    "title", ["Introduction", "Reply", "Letter to the editor", "Clinical practice guideline: summary"]
)
def test_a_general_title_needs_author_year_and_container(title):
    one = replace(SHORT, title=title)
    assert both_ways(one, replace(one, first_page=""))
    assert not both_ways(one, replace(one, container_title="Wood Science", volume="", first_page=""))
    assert not both_ways(one, replace(one, first_author="Hen", first_page="99"))


def test_a_review_that_is_kept_up_to_date_has_a_version_per_year():
    assert both_ways(COCHRANE, replace(COCHRANE, first_page="CD009999.pub2"))
    assert not both_ways(COCHRANE, replace(COCHRANE, year=2006, first_page="CD009999.pub2"))
    assert not both_ways(COCHRANE, replace(COCHRANE, container_title="Wood Science", volume="3", first_page=""))


def test_a_title_without_an_author_needs_to_be_long_or_a_place():
    page = Work("", 2015, "National Library of Northern Woods", "", "", "", "")
    assert not both_ways(page, replace(page, doi="10.5555/a"))
    assert both_ways(replace(page, container_title="Wood Science"), replace(page, container_title="Wood Sci"))
    leaflet = replace(BARE, title="A leaflet on the care of young foxes in cold woods", first_author="")
    assert both_ways(leaflet, replace(leaflet, first_author="Fox"))


def test_a_preprint_is_another_version():
    assert not both_ways(LONG, replace(LONG, container_title="woodRxiv", volume="", first_page=""))


def test_a_doi_decides_where_both_are_known():
    one = replace(LONG, doi="10.5555/a")
    assert both_ways(one, replace(SHORT, doi="10.5555/A"))
    assert both_ways(one, replace(LONG, title="Des renards", volume="", first_page="", doi="10.5555/a"))
    # Another author, another title, another place: somebody copied the DOI of a neighbor.
    assert not both_ways(one, replace(SHORT, title="Milk and honey", first_author="Bear", doi="10.5555/a"))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"volume": ""}, False),
        ({"first_page": "46"}, False),
        ({"year": 2002}, False),
        ({"title": "Foxes of the northern woods and their sleep, revised"}, False),
    ],
)
def test_two_dois_are_two_works_unless_all_else_agrees(change, same):
    assert both_ways(replace(LONG, doi="10.5555/a"), replace(LONG, doi="10.5555/b", **change)) == same


def test_a_malformed_doi_decides_nothing():
    assert both_ways(replace(BARE, doi="10.5555/fox.2001.12"), replace(BARE, doi="5555/fox.2001.12"))
    assert both_ways(replace(BARE, doi="10.5555/fox.2001.12"), replace(BARE, doi="10.5555/fox.2001."))

"""One item per work."""

import pytest

from evidence_review.exports.items import Name, clean, collect_items, split_name

from .conftest import corpus_of, entry


def test_one_item_per_work_and_every_entry_is_in_one(corpus):
    items = collect_items(corpus)
    assert [(item.id, item.kind) for item in items] == [
        ("ant2020-2", "document"),
        ("cow", "book"),
        ("fox2001", "article-journal"),
        ("hen", "chapter"),
        ("worldsleepsociety", "webpage"),
    ]
    for source, number in zip(corpus.references["source_id"], corpus.references["reference_no"], strict=True):
        assert sum(f"{source}: {number}" in item.note for item in items) == 1


def test_fields_come_from_the_entry_that_knows_most(corpus):
    fox = collect_items(corpus)[2]
    assert [name.family for name in fox.authors] == ["Fox", "Owl"]
    assert (fox.container_title, fox.volume, fox.issue, fox.pages, fox.doi) == (
        "Wood Science",
        "12",
        "3",
        "45-50",
        "10.5555/fox_1",
    )
    assert fox.note == "Listed in ant2020: 1; bee2021: 4."


def test_gaps_are_filled_from_other_entries():
    rich = entry("a", 1, "x", title="T", container_title="J", volume="3", first_page="1", work_id="w")
    poor = entry("b", 1, "y", title="Another T", issue="3", pmid="77", authors="Fox A;Owl B", year=1999, work_id="w")
    (item,) = collect_items(corpus_of(rich, poor))
    assert (item.title, item.volume, item.pmid, item.year, len(item.authors)) == ("Another T", "3", "77", 1999, 2)
    # The other list printed the volume in brackets.
    assert item.issue == ""


def test_what_was_not_read_is_there_as_printed(corpus):
    unread, cow, *_ = collect_items(corpus)
    assert unread.title == ""
    assert unread.note == "Listed in ant2020: 2. As printed in ant2020: 2: ?? illegible 1990"
    assert cow.note.endswith("As printed in bee2021: 6: Cow C. Milk. ISBN 123")


def test_a_page_of_the_web_keeps_its_address(corpus):
    items = collect_items(corpus)
    assert items[-1].url == "https://sleep.example/on"
    assert items[-1].authors == (Name(literal="World Sleep Society"),)


def test_ids_are_keys_of_every_format_and_unique():
    entries = [entry(source, 1, "x") for source in ("a b", "a{b", "A-b")]
    ids = [item.id for item in collect_items(corpus_of(*entries))]
    assert len({name.lower() for name in ids}) == 3
    assert all(set(name) <= set("aAb-1") for name in ids)
    assert collect_items(corpus_of()) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Berg AB", Name("Berg", "A. B.")),
        ("A.B. van der Berg", Name("van der Berg", "A. B.")),
        ("Berg J-P", Name("Berg", "J.-P.")),
        ("Berg, A. B.", Name("Berg", "A. B.")),
        ("van der Berg JA", Name("van der Berg", "J. A.")),
        ("Berg AB Jr", Name("Berg", "A. B.", "Jr")),
        ("Berg, A., III", Name("Berg", "A.", "III")),
        ("García-Pérez M", Name("García-Pérez", "M.")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("Berg", Name(literal="Berg")),
        ("Anna Berg", Name(literal="Anna Berg")),
        ("Berg Ann", Name(literal="Berg Ann")),
        ("Berg, Hill, and Sons", Name(literal="Berg, Hill, and Sons")),
        ("", Name()),
    ],
)
def test_names(printed, expected):
    assert split_name(printed) == expected


def test_clean():
    assert clean("\ufeff a\u2028b\x00c\r\n\u200b\ud800 ") == "a bc"

"""Finding the works behind thousands of entries, beside comparing every title with every other by difflib.

Run by `make bench`. The entries are composed: every work stands in two lists, once with a misprint in its title. difflib is timed on a
few hundred entries, and its time for more is worked out from the number of pairs.
"""

import difflib
import random
import time
from dataclasses import replace
from itertools import combinations

import pytest

from evidence_review.extract.titles import read_titles
from evidence_review.extract.works import Work, name_works

SYLLABLES = "ba ce di fo gu la me ni ro su ta ve wi xo za kri pla sto tra gle".split()
FEW = 300


def make(n, seed=1):
    """Return entries of n / 2 works in any order."""
    pick = random.Random(seed)
    words = ["".join(pick.choice(SYLLABLES) for _ in range(pick.randint(2, 4))) for _ in range(3000)]
    names = ["".join(pick.choice(SYLLABLES) for _ in range(pick.randint(2, 3))).title() for _ in range(n // 10)]
    journals = [" ".join(pick.sample(words, 3)).title() for _ in range(200)]
    entries = []
    for _ in range(n // 2):
        # Half of the words are those of the field, which stand in many titles.
        title = " ".join(pick.choice(words[:60] if pick.random() < 0.5 else words) for _ in range(pick.randint(6, 14)))
        place = pick.choice(journals), str(pick.randint(1, 90)), str(pick.randint(1, 2000))
        entry = Work(pick.choice(names), pick.randint(1980, 2024), title, *place, "")
        entries += [entry, replace(entry, title=title[:-3] + title[-2] + title[-3] + title[-1])]
    pick.shuffle(entries)
    return entries


def seconds(entries):
    """Return the processor time for entries that no cache knows."""
    read_titles.cache_clear()
    begin = time.process_time()
    names = name_works(entries)
    taken = time.process_time() - begin
    assert len(set(names)) < 0.52 * len(entries)
    return taken


@pytest.fixture(scope="module")
def times():
    return {n: min(seconds(make(n, seed)) for seed in (1, 2, 3)) for n in (2000, 10_000)}


@pytest.fixture(scope="module")
def difflib_seconds():
    titles = [entry.title for entry in make(FEW)]
    begin = time.process_time()
    for one, other in combinations(titles, 2):
        difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
    return (time.process_time() - begin) / (FEW * (FEW - 1) / 2)


@pytest.mark.parametrize(("n", "least"), [(2000, 300), (10_000, 1500)])
def test_matching_is_many_times_as_fast_as_difflib(times, difflib_seconds, capsys, n, least):
    theirs = difflib_seconds * n * (n - 1) / 2
    with capsys.disabled():
        print(
            f"\nmatching: {n:,} entries {times[n]:.2f} s; difflib, all pairs {theirs:,.0f} s; {theirs / times[n]:,.0f} times"
        )
    assert theirs > least * times[n]


def test_time_grows_with_the_number_of_entries(times):
    # Five times the entries: 25 times the pairs.
    assert times[10_000] < 10 * times[2000]


def test_entries_that_are_all_alike_take_no_longer():
    entries = [
        Work("Fox", 2001, f"Foxes of the northern woods and their sleep {n}", "", "", "", "") for n in range(4000)
    ]
    alike = [replace(entry, title=entry.title.rstrip("0123456789"), volume=str(n)) for n, entry in enumerate(entries)]
    usual = seconds(make(4000))
    for hostile in (entries, alike):
        begin = time.process_time()
        name_works(hostile)
        assert time.process_time() - begin < 20 * usual

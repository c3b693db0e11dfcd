"""A small review to be coded: a topic with three questions, one with a single question, and a review article of a few sentences."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidence_review.corpus import Corpus
from evidence_review.paths import Review

ARTICLE = """Zolimine and Sleep: A Narrative Review

Introduction

Zolimine is a sedative that came into use in 1990 [1]. In adults with insomnia, zolimine reduced the time to fall asleep [1,2]. \
Its effect on <b>sleep</b> lasted
for 3 to 4 hours in dogs. Zolimine may impair driving on the next day.

Conclusions

Zolimine shortens the time to fall asleep and costs 5 < 6 dollars.

References

1. Abel A, Baker B. Zolimine in insomnia: a randomized trial. Sleep Sci. 2001;4(2):11-19.
2. Cole C. Zolimine, a review of its use. J Rest. 2005;9:100-110.
"""
SLEEP = """title: Sleep
questions:
  - id: onset
    text: In adults with insomnia, does zolimine shorten the time to fall asleep?
  - id: duration
    text: How long does the effect of zolimine last?
    kind: value
    unit: h
  - id: class
    text: What class of drug is zolimine?
    kind: name
terms: ["sleep", "asleep", "insomnia", "sedative"]
"""
DRIVING = """title: Driving
questions:
  - id: driving
    text: Does zolimine impair driving?
terms: ["driving"]
"""


FILES = {"zoli.txt": ARTICLE, "review/topics/sleep.yml": SLEEP, "review/topics/driving.yml": DRIVING}


@pytest.fixture
def review(make_review: Callable[..., Review]) -> Review:
    """Return the folders of the small review."""
    return make_review(FILES)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the tables of the small review, in which nobody has decided anything."""
    from evidence_review.build import build_corpus

    folder = tmp_path_factory.mktemp("panel")
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return build_corpus(Review(folder, folder.parent / "outputs"))


@pytest.fixture
def corpus(built: Corpus, review: Review) -> Corpus:
    """Return the tables of the small review: sentences 1, 2, 3 and 5 speak of sleep, the fourth of driving."""
    return replace(built, review=review)

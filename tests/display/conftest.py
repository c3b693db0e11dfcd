"""A small review of one article, in which the same words stand twice in a sentence and markers name what the list does not hold."""

from collections.abc import Callable

import pytest

from evidence_review.corpus import Corpus

ARTICLE = """Zolimine and Sleep: A Narrative Review

Introduction

Zolimine came into use in 1990 [1]. Zolimine helps in sleep, and zolimine helps in <b>grief</b> [1,9]. \
It is a good treat-
ment of sleep in dogs. The treatment of sleep lasts for hours [1-2]. Nobody knows why it does so. \
Many people sleep better at home. Some of them sleep well here.

Conclusions

Zolimine may cost sleep.

References

1. Abel A, Baker B. Zolimine in insomnia: a randomized trial. Sleep Sci. 2001;4(2):11-19.
2. Cole C. Zolimine & rest, a review. J Rest. 2005;9:100-110.
"""
SLEEP = """title: Sleep
questions:
  - id: helps
    text: Does zolimine help?
terms: ["sleep"]
"""
GRIEF = """title: Grief
questions: []
terms: ["grief"]
"""
SOURCES = """file,field,value,reason,reviewer
zoli.txt,authors,Anna Abel;Bea Baker;Cid Cole,printed on the cover,AB
zoli.txt,year,2020,printed on the cover,AB
"""


@pytest.fixture(scope="session")
def zoli(make_shared_corpus: Callable[..., Corpus]) -> Corpus:
    """Return the tables of the review."""
    topics = {"review/topics/sleep.yml": SLEEP, "review/topics/grief.yml": GRIEF}
    return make_shared_corpus({"zoli.txt": ARTICLE, "review/sources.csv": SOURCES, **topics})

"""A small review of one article, in which the same words stand twice in a sentence and markers name what the list does not hold."""

import pytest

from evidence_review.corpus import Corpus
from evidence_review.paths import Review

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
def zoli(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the tables of the review."""
    from evidence_review.build import build_corpus

    folder = tmp_path_factory.mktemp("display")
    files = {"zoli.txt": ARTICLE, "review/topics/sleep.yml": SLEEP, "review/topics/grief.yml": GRIEF}
    for name, content in (files | {"review/sources.csv": SOURCES}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return build_corpus(Review(folder, folder.parent / "outputs"))

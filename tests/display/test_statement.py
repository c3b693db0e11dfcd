"""A statement by its id."""

import re
from dataclasses import replace

import pytest

from evidence_review import build
from evidence_review.corpus import Corpus
from evidence_review.display import show
from evidence_review.errors import EvidenceError


def test_a_statement_is_shown_in_its_paragraph_with_what_it_cites_and_what_was_decided(zoli: Corpus) -> None:
    markup = show("abel2020:s002", corpus=zoli)._repr_html_()
    assert '<a href="../outputs/sources/abel2020.html#s002">abel2020:s002</a>' in markup
    assert "Zolimine and Sleep: A Narrative Review \u00b7 Introduction" in markup
    assert "<mark>Zolimine helps in sleep, and zolimine helps in &lt;b&gt;grief&lt;/b&gt; " in markup
    assert "9: not in the list of references" in markup
    assert 'aria-label="What was decided on abel2020:s002"' in markup
    # The same words speak to two topics.
    assert re.search(r'<tr class="er-machine">.*abel2020:s001</a></td><td>Grief</td>.*machine \(a suggestion\)', markup)
    assert re.search(r'<tr class="er-machine">.*abel2020:s002</a></td><td>Sleep</td>', markup)
    assert '<p class="er-copy">Abel and others 2020, Introduction: \u201cZolimine helps' in markup


def test_what_a_reviewer_decided_is_no_suggestion(zoli: Corpus) -> None:
    statements = zoli.statements.copy()
    own = statements["statement_id"] == "abel2020:s007"
    decided = {"origin": "reviewer", "coder": "AB", "question": "helps", "answer": "no", "population": "human;animal"}
    statements.loc[own, list(decided)] = list(decided.values())
    shown = show("abel2020:s007", corpus=replace(zoli, statements=statements))
    assert "er-machine" not in shown.markup
    assert "<td>Does zolimine help?</td><td>no</td>" in shown.markup
    assert "<td>human, animal</td><td>AB</td>" in shown.markup
    assert "Does zolimine help?; no;" in repr(shown)


def test_a_terminal_gets_the_words_their_place_and_what_they_cite(zoli: Corpus) -> None:
    assert repr(show("abel2020:s004", corpus=zoli)).splitlines() == [
        "abel2020:s004, Zolimine and Sleep: A Narrative Review, Introduction, characters 200\u2013245",
        "\u201cThe treatment of sleep lasts for hours [1-2].\u201d",
        "Cites:",
        "  1: Abel A, Baker B. Zolimine in insomnia: a randomized trial. Sleep Sci. 2001;4(2):11-19.",
        "  2: Cole C. Zolimine & rest, a review. J Rest. 2005;9:100-110.",
        "Decided:",
        "  abel2020:s004; Sleep; neutral; asserted; not-stated; machine (a suggestion)",
    ]
    assert "These words cite nothing." in repr(show("abel2020:s007", corpus=zoli))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("abel2020:s077", "no statement has this id; did you mean abel2020:s007?"),
        ("zzz", "no statement has this id; the ids are in corpus.statements"),
        ("abel2020", "is a source; pass the id of one of its statements, abel2020:s001 to abel2020:s007"),
    ],
)
def test_an_unknown_id_is_a_sentence_with_a_remedy(zoli: Corpus, name: str, said: str) -> None:
    with pytest.raises(EvidenceError, match=re.escape(f"{name}: {said}")):
        show(name, corpus=zoli)


def test_the_corpus_is_the_one_that_was_loaded_last(
    zoli: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path, make_review
) -> None:
    monkeypatch.setattr(build, "_loaded", [])
    with pytest.raises(EvidenceError, match=r"no corpus is loaded to look it up in; call er\.load\(\) first"):
        show("abel2020:s001")
    review = make_review({"a.txt": "Sleep of dogs\n\nDogs sleep well.\n"})  # rejected, which does not matter here
    corpus = build.load(review.seeds, review.outputs)
    assert build.last_loaded() is corpus
    monkeypatch.setattr(build, "_loaded", [zoli])
    assert repr(show("abel2020:s001")).startswith("abel2020:s001, Zolimine")

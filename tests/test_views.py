"""The corpus shows itself in a few lines, gives one topic or one source to ask, and names what there is when asked for something else."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import evidence_review as er
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review
from tests.conftest import write_review

SLEEP = """title: Sleep
terms: [sleep, asleep]
questions:
  - id: onset
    text: Does zolimine shorten the time to fall asleep?
"""
PAPER = """Zolimine <b>and</b> Sleep for $5: A Narrative Review

Introduction

Zolimine came into use in 1990 [1]. Zolimine reduced the time to fall asleep [1]. It did not change sleep in mice.

References

1. Abel A, Baker B. Zolimine in insomnia: a randomized trial. Sleep Sci. 2001;4(2):11-19.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> er.Corpus:
    folder = tmp_path_factory.mktemp("review")
    review = write_review(folder, {"paper.txt": PAPER, "broken.pdf": b"\x00\x01\x02", "review/topics/sleep.yml": SLEEP})
    return er.load(review.seeds, review.outputs)


def test_a_corpus_says_what_it_holds(corpus: er.Corpus) -> None:
    shown = repr(corpus)
    assert len(shown.splitlines()) <= 10
    assert "sources  2: " in shown
    assert "topics  1: sleep" in shown
    assert "decided  0 of 2 statements by a reviewer (0%)" in shown
    assert 'corpus.topic("sleep")' in shown
    html = corpus._repr_html_()
    assert "statements 2" in html
    assert len(html) < 5_000
    # Nothing that is another on another machine.
    assert str(corpus.review.outputs) not in shown + html


def test_a_topic_gives_its_rows(corpus: er.Corpus) -> None:
    topic = corpus.topic("sleep")
    assert list(topic.statements["text"]) == [
        "Zolimine reduced the time to fall asleep [1].",
        "It did not change sleep in mice.",
    ]
    assert (len(topic.answers), len(topic.conflicts), len(topic.candidates)) == (0, 0, 0)
    assert "question that is not coded yet" in list(topic.gaps["gap"])
    assert repr(topic).startswith("Topic sleep: Sleep\n")
    assert ".statements  2  What the sources say" in repr(topic)


def test_a_source_gives_its_rows_and_its_words(corpus: er.Corpus) -> None:
    (name,) = corpus.references["source_id"].unique()
    source = corpus.source(name)
    assert list(source.references["reference_no"]) == [1]
    assert source.statements["source_id"].unique().tolist() == [name]
    row = source.citations.iloc[0]
    assert source.text[row["start"] : row["end"]] == row["raw"] == "[1]"
    assert source.title == "Zolimine <b>and</b> Sleep for $5: A Narrative Review"
    assert "<b>" not in source._repr_html_()
    assert "tex2jax_ignore" in source._repr_html_()


def test_a_source_that_was_not_read_says_why(corpus: er.Corpus) -> None:
    (name,) = corpus.sources.loc[corpus.sources["status"] == "rejected", "source_id"]
    assert "no text; rejected: " in repr(corpus.source(name))
    assert len(corpus.source(name).statements) == 0
    with pytest.raises(EvidenceError, match=r"broken\.pdf: has no text"):
        _ = corpus.source(name).text


def test_completion_offers_names_to_use_and_no_others(corpus: er.Corpus) -> None:
    assert dir(corpus.topic("sleep")) == sorted(
        "answers bottom_line candidates conflicts gaps id quantities questions statements title".split()
    )
    assert dir(corpus.source(corpus.sources["source_id"][0])) == sorted(
        "citations findings id references sections statements text title".split()
    )
    assert {"statements", "topic", "source", "texts"} <= set(dir(corpus))
    assert not [name for name in [*dir(corpus), *dir(er)] if name.startswith("_") or name == "importlib"]
    assert "summaries" in dir(er)
    assert not {"pd", "sources", "topics"} & set(dir(er.summaries))


def test_the_questions_of_the_summaries_are_named_as_they_are() -> None:
    named = set(re.findall(r"`((?:find|say|summarize)_\w+)`", str(er.summaries.__doc__)))
    assert named
    assert named <= set(er.summaries.__all__)


def test_a_wrong_name_is_answered_with_the_right_one(corpus: er.Corpus) -> None:
    with pytest.raises(EvidenceError, match=r"did you mean sleep\? "):
        corpus.topic("slep")
    with pytest.raises(EvidenceError, match=r"'papr': is no source of this review; did you mean paper"):
        corpus.source("papr")
    with pytest.raises(
        AttributeError, match=r'corpus\.topic\("sleep"\)\.statments: no such name; did you mean statements\? '
    ):
        _ = corpus.topic("sleep").statments
    with pytest.raises(AttributeError, match=r"er\.lode: no such name; did you mean load\? it offers "):
        _ = er.lode
    assert not hasattr(er, "lode")
    assert not hasattr(corpus, "_repr_latex_")


def test_a_review_without_topics_shows_itself(make_review: Callable[..., Review]) -> None:
    review = make_review({"paper.txt": PAPER})
    corpus = er.load(review.seeds, review.outputs)
    assert "topics  none; add seeds/review/topics/<id>.yml" in repr(corpus)
    assert "decided  nothing yet, since no sentence speaks to a topic" in repr(corpus)


def test_one_source_of_many_is_named_and_the_others_counted(make_review: Callable[..., Review]) -> None:
    review = make_review(
        {f"{'long' * 10}{number:02}.md": f"# Paper {number}\n\nWords {number}." for number in range(20)}
    )
    shown = repr(er.load(review.seeds, review.outputs))
    assert re.search(r"sources  20: .*\band 8 more", shown.replace("\n    ", " "))
    assert max(map(len, shown.splitlines())) <= 110


def test_an_error_in_a_notebook_is_a_sentence() -> None:
    code = "from evidence_review.errors import EvidenceError, UnknownName\nimport evidence_review as er\ner.lode"
    script = (
        f"from IPython.core.interactiveshell import InteractiveShell\nInteractiveShell.instance().run_cell({code!r})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "er.lode: no such name; did you mean load? it offers" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "Traceback" not in done.stdout + done.stderr


def test_the_folders_of_a_review_are_named(tmp_path: Path) -> None:
    assert repr(Review(tmp_path / "a", tmp_path / "b")).splitlines()[1:] == [
        f"  documents  {tmp_path / 'a'}",
        f"  outputs    {tmp_path / 'b'}",
    ]

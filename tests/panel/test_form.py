"""The coding panel without a browser: what its widgets show, and what they write."""

import csv
from pathlib import Path
from typing import Any

import pytest

from evidence_review.corpus import Corpus
from evidence_review.errors import EvidenceError
from evidence_review.panel import coding_panel
from evidence_review.panel.form import Form

FIRST = "Zolimine is a sedative that came into use in 1990 [1]."
SECOND = "In adults with insomnia, zolimine reduced the time to fall asleep [1,2]."
THIRD = "Its effect on <b>sleep</b> lasted for 3 to 4 hours in dogs."


def rows(corpus: Corpus) -> list[dict[str, str]]:
    path = corpus.review.decisions / "codings.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def form(corpus: Corpus) -> Form:
    return Form(corpus, "sleep", "AB")


def test_first_sentence_is_shown_with_suggestions(form: Form) -> None:
    assert form.progress.value == "<b>1 of 4</b>"
    assert form.quote.value == FIRST
    assert (form.direction.value, form.population.value, form.certainty.value) == ("neutral", "not-stated", "asserted")
    assert form.back.disabled


def test_place_shows_the_words_marked_and_what_they_cite(form: Form) -> None:
    form.skip.click()
    shown = form.place.value
    marked = SECOND.replace("[1,2]", '<span class="er-marker">[1,2]</span>')
    assert f"<mark>{marked}</mark>" in shown
    assert "1</a>: Abel A, Baker B." in shown
    assert "These words cite 2 references" in shown
    assert "Introduction" in shown


def test_markup_of_a_source_stays_text(form: Form) -> None:
    form.skip.click()
    form.skip.click()
    assert "<mark>Its effect on &lt;b&gt;sleep&lt;/b&gt; lasted for 3 to 4 hours in dogs.</mark>" in form.place.value
    assert "<b>sleep" not in form.place.value


def test_save_appends_a_row_and_goes_on(form: Form, corpus: Corpus) -> None:
    form.skip.click()
    form.question.value, form.choice.value = "onset", "yes"
    form.population.value, form.note.value = "human", "endpoint=latency"
    form.save.click()
    (row,) = rows(corpus)
    date = row.pop("date")
    assert len(date) == len("2026-01-31")
    assert row == {
        "source": corpus.sources["source_id"][0],
        "quote": SECOND,
        "topic": "sleep",
        "question": "onset",
        "answer": "yes",
        "direction": row["direction"],
        "population": "human",
        "certainty": "asserted",
        "note": "endpoint=latency",
        "coder": "AB",
    }
    assert form.progress.value == "<b>3 of 4</b>"
    assert str(corpus.review.decisions / "codings.csv") in form.message.value
    assert (form.quote.value, form.choice.value, form.note.value) == (THIRD, "", "")


def test_answer_follows_the_kind_of_question(form: Form) -> None:
    assert form._answer.children == ()
    form.question.value = "onset"
    assert form._answer.children == (form.choice,)
    assert "In adults with insomnia, does zolimine shorten the time to fall asleep?" in form.whole.value
    form.question.value = "duration"
    assert form._answer.children == (form.words, form.unit)
    assert form.unit.value == "in h"
    assert form.whole.layout.display == "none"
    form.question.value = "class"
    assert form.unit.value == ""
    form.words.value = "sedative"
    form.save.click()
    assert form.progress.value == "<b>2 of 4</b>"


def test_the_only_question_is_chosen(corpus: Corpus) -> None:
    form = Form(corpus, "driving")
    assert form.question.value == "driving"
    assert form._answer.children == (form.choice,)
    assert form.certainty.value == "hedged"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"question": "onset"}, "answer must be filled"),
        ({}, "choose a question"),
        ({"question": "duration", "words": "long"}, "is no value"),
        ({"question": "", "coder": ""}, "coder must be filled"),
        ({"question": "", "quote": "Zolimine is a sedative of 1990"}, "not in the sentence"),
        ({"question": "", "quote": SECOND}, "not in the sentence"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(form: Form, corpus: Corpus, chosen: dict, said: str) -> None:
    for name, value in chosen.items():
        getattr(form, name).value = value
    form.save.click()
    assert said in form.message.value
    assert form.progress.value == "<b>1 of 4</b>"
    assert rows(corpus) == []


def test_part_of_a_sentence_answers_no_question(form: Form, corpus: Corpus) -> None:
    form.question.value, form.quote.value = "", " Zolimine is a sedative "
    form.save.click()
    assert [(row["quote"], row["question"], row["answer"]) for row in rows(corpus)] == [
        ("Zolimine is a sedative", "", "")
    ]


def test_words_that_stand_in_an_earlier_sentence_are_too_few(form: Form, corpus: Corpus) -> None:
    for _ in range(3):
        form.skip.click()
    assert form.quote.value.startswith("Zolimine shortens the time to fall asleep")
    form.question.value, form.choice.value = "onset", "yes"
    form.quote.value = "the time to fall asleep"
    form.save.click()
    assert "stand earlier in the source" in form.message.value
    assert rows(corpus) == []
    form.quote.value = "shortens the time to fall asleep"
    form.save.click()
    assert [row["quote"] for row in rows(corpus)] == ["shortens the time to fall asleep"]


def test_off_topic(form: Form, corpus: Corpus) -> None:
    form.off_topic.click()
    (row,) = rows(corpus)
    assert (row["answer"], row["question"], row["direction"], row["coder"]) == ("off-topic", "", "", "AB")
    assert form.progress.value == "<b>2 of 4</b>"


def test_skip_and_back(form: Form) -> None:
    for _ in range(4):
        form.skip.click()
    assert "last of 4" in form.progress.value
    assert form._fields.layout.display == "none"
    assert form.save.disabled
    form.back.click()
    assert form.progress.value == "<b>4 of 4</b>"
    assert form._fields.layout.display is None
    assert not form.save.disabled


def test_saving_twice_is_refused_in_words(form: Form, corpus: Corpus) -> None:
    form.off_topic.click()
    form.back.click()
    form.off_topic.click()
    assert "AB has coded these words on sleep in line 2" in form.message.value
    assert len(rows(corpus)) == 1


def test_two_panels_write_side_by_side(corpus: Corpus) -> None:
    one, other = Form(corpus, "sleep", "AB"), Form(corpus, "sleep", "AB")
    one.off_topic.click()
    other.skip.click()
    other.off_topic.click()
    one.skip.click()
    one.off_topic.click()
    assert [row["quote"] for row in rows(corpus)] == [FIRST, SECOND, THIRD]


def test_row_of_an_editor_stays(form: Form, corpus: Corpus) -> None:
    form.off_topic.click()
    path = corpus.review.decisions / "codings.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + f'zoli.txt,"{SECOND}",sleep,onset,yes,benefit,human,asserted,,CD,2026-01-31'
    )
    form.skip.click()
    form.off_topic.click()
    assert [row["coder"] for row in rows(corpus)] == ["AB", "CD", "AB"]


def test_what_was_decided_is_not_offered_again(form: Form, corpus: Corpus) -> None:
    form.off_topic.click()
    assert Form(corpus, "sleep", "AB").progress.value == "<b>1 of 3</b>"
    assert Form(corpus, "sleep").progress.value == "<b>1 of 3</b>"
    assert Form(corpus, "sleep", "CD").progress.value == "<b>1 of 4</b>"


def test_name_filled_in_keeps_what_was_chosen(form: Form, corpus: Corpus) -> None:
    form.off_topic.click()
    other = Form(corpus, "sleep")
    other.question.value, other.choice.value = "onset", "yes"
    other.coder.value = "CD"
    # The first sentence waits for CD, too, but the second stays in front.
    assert other.progress.value == "<b>2 of 4</b>"
    assert (other.quote.value, other.choice.value) == (SECOND, "yes")


def test_another_topic(form: Form) -> None:
    form.topic.value = "driving"
    assert form.progress.value == "<b>1 of 1</b>"
    assert form.question.value == "driving"
    form.off_topic.click()
    form.topic.value = "sleep"
    form.topic.value = "driving"
    assert "Nothing waits" in form.progress.value


def test_a_broken_file_is_said(form: Form, corpus: Corpus) -> None:
    (corpus.review.decisions / "codings.csv").write_text("a,b\n", encoding="utf-8")
    form.off_topic.click()
    assert "seeds/review/codings.csv: the columns must be" in form.message.value


def test_note_stands_in_where_nobody_is(corpus: Corpus) -> None:
    bundle = coding_panel(corpus, "sleep")._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "Sleep: 4 sentences to decide" in bundle["text/plain"]


def test_panel_opens_where_somebody_is(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence_review.panel.panel.is_attended", lambda: True)
    bundle: Any = coding_panel(corpus)._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert "Driving: 1 sentence to decide" in bundle["text/html"]


def test_unknown_topic_is_named(corpus: Corpus) -> None:
    with pytest.raises(EvidenceError, match="did you mean sleep"):
        coding_panel(corpus, "sleeep")


def test_review_without_topics(make_corpus: Any) -> None:
    assert "no topics" in repr(
        coding_panel(make_corpus({"a.txt": "Zolimine is a sedative that came into use in 1990."}))
    )


def test_quote_of_others_waits_for_the_second_coder(corpus: Corpus) -> None:
    first = Form(corpus, "sleep", "AB")
    first.question.value, first.quote.value, first.words.value = "class", "Zolimine is a sedative", "sedative"
    first.direction.value = "harm"
    first.save.click()
    second = Form(corpus, "sleep", "CD")
    assert (second.quote.value, second.direction.value) == ("Zolimine is a sedative", "neutral")
    # The marker at the end of the sentence speaks for its beginning too.
    assert "These words cite 1 reference<" in second.place.value


def test_only_the_session_writes(corpus: Corpus) -> None:
    # Opening, stepping and choosing leave the reviewers' folder as it was.
    before = {path: path.read_bytes() for path in Path(corpus.review.seeds).rglob("*") if path.is_file()}
    form = Form(corpus, "sleep", "AB")
    form.skip.click()
    form.back.click()
    form.topic.value = "driving"
    assert {path: path.read_bytes() for path in Path(corpus.review.seeds).rglob("*") if path.is_file()} == before

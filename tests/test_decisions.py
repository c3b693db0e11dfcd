"""What reviewers write by hand: read as meant, or refused with place, reason and remedy."""

from pathlib import Path

import pytest

from evidence_review.decisions import Correction, Question, Topic, read_corrections, read_topics
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review

TOPIC = """
title: Depression
questions:
  - id: works
    text: Does it work?
  - id: dose
    text: At which dose?
    kind: value
    unit: mg/kg
terms: [depress*, MDD]
not_terms: [respiratory depression]
"""
HEADER = "file,field,value,reason,reviewer\n"


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """Return a review with a folder for topics."""
    (tmp_path / "review" / "topics").mkdir(parents=True)
    return Review(tmp_path, tmp_path / "outputs")


def test_a_topic(review: Review) -> None:
    (review.topics / "depression.yml").write_text(TOPIC, encoding="utf-8")
    (review.topics / "b-anxiety.yml").write_text("title: Anxiety\nquestions:\nterms: [anxi*]\n", encoding="utf-8")
    questions = (Question("works", "Does it work?", "yes-no"), Question("dose", "At which dose?", "value", "mg/kg"))
    assert read_topics(review) == (
        Topic("b-anxiety", "Anxiety", (), ("anxi*",)),
        Topic("depression", "Depression", questions, ("depress*", "MDD"), ("respiratory depression",)),
    )


def test_no_folder_is_no_topic(tmp_path: Path) -> None:
    assert read_topics(Review(tmp_path, tmp_path)) == ()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("title: Depression", "title: [", "is not readable YAML"),
        ("title: Depression", "", "has the keys title, questions, terms"),
        ("title: Depression", "title: Depression\nterm: x", "has the keys title, questions, terms"),
        ("title: Depression", "title: 2024", "title: 2024 is not text; put it in quotes"),
        ("terms: [depress*, MDD]", "terms: []", "has no terms"),
        # A lone string would be taken letter by letter.
        ("terms: [depress*, MDD]", "terms: ketamine", "terms: must be a list"),
        # YAML reads an unquoted no as False.
        ("terms: [depress*, MDD]", "terms: [yes, no]", "terms: True is not text; put it in quotes"),
        ("not_terms: [respiratory depression]", "not_terms: [x,, y]", "is not readable YAML"),
        ("not_terms: [respiratory depression]", "not_terms: [~]", "not_terms: None is not text"),
        ("id: dose", "id: works", "question 2 has the id works of an earlier one"),
        ("text: At which dose?", "text: Does it work?", "question 2 has the text of an earlier one"),
        # YAML takes this for a date, and there is no such month.
        ("title: Depression", "title: 2024-13-01", "is not readable YAML: month must be in 1..12"),
        ("id: dose", "name: dose", "question 2 must have id and text"),
        ("kind: value", "kind: number", "question 2 has kind 'number'; it may be yes-no, value or name"),
        ("kind: value", "kind: [value]", "question 2 has kind"),
        ("kind: value", "kind: name", "question 2 must have a unit in quotes if its kind is value, and none otherwise"),
        ("    unit: mg/kg\n", "", "question 2 must have a unit in quotes"),
        ("unit: mg/kg", "unit: 1", "question 2 must have a unit in quotes"),
        ("id: works", "id: 1", "question 1: 1 is not text"),
    ],
)
def test_a_topic_is_refused(before: str, after: str, message: str, review: Review) -> None:
    assert before in TOPIC
    (review.topics / "depression.yml").write_text(TOPIC.replace(before, after), encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        read_topics(review)
    assert str(caught.value).startswith("seeds/review/topics/depression.yml: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["title: x\nquestions: 5\nterms: [x]\n", "title: x\nquestions: {id: a}\nterms: [x]\n"])
def test_questions_must_be_a_list(text: str, review: Review) -> None:
    (review.topics / "x.yml").write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError, match="questions must be a list"):
        read_topics(review)


def test_hidden_files_are_no_topics(review: Review) -> None:
    (review.topics / "._depression.yml").write_bytes(b"\0\5\x16\7")
    assert read_topics(review) == ()


@pytest.mark.parametrize("name", ["sleep.yaml", "sleep.YML"])
def test_a_topic_with_another_ending_is_not_passed_over(name: str, review: Review) -> None:
    (review.topics / name).write_text("title: Sleep\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=rf"topics/{name}: is not read; rename it to sleep\.yml"):
        read_topics(review)


def test_other_files_beside_topics_are_left_alone(review: Review) -> None:
    (review.topics / "notes.txt").write_text("title", encoding="utf-8")
    assert read_topics(review) == ()


@pytest.mark.parametrize("name", ["Depression.yml", "two words.yml", "a--b.yml", "a_b.yml"])
def test_the_name_of_a_topic_is_its_id(name: str, review: Review) -> None:
    (review.topics / name).write_text(TOPIC, encoding="utf-8")
    with pytest.raises(EvidenceError, match="lower-case words joined by hyphens"):
        read_topics(review)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark, as spreadsheets write it"])
def test_corrections(mark: str, review: Review) -> None:
    lines = f'{mark}{HEADER}000.txt,title,"Ketamine, a review",header is cut,AB\n\n000.txt,doi,,not its own,\n'
    (review.decisions / "sources.csv").write_text(lines, encoding="utf-8", newline="")
    assert read_corrections(review) == (
        Correction("000.txt", "title", "Ketamine, a review", "header is cut", "AB"),
        Correction("000.txt", "doi", "", "not its own", ""),
    )


def test_no_file_is_no_correction(review: Review) -> None:
    assert read_corrections(review) == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", ": the columns must be file, field, value, reason, reviewer"),
        (b"file,field,value,reason\n", ": the columns must be"),
        (HEADER.encode() + b"a.txt,title,x,,AB\n", ", line 2: file, field and reason must be filled"),
        (HEADER.encode() + b"a.txt,title,Ketamine, a review,why,AB\n", ", line 2: has 6 cells, not 5; put a cell"),
        (HEADER.encode() + b"\na.txt,title,x\n", ", line 3: has 3 cells, not 5"),
        (HEADER.encode() + b"a.txt,title,caf\xe9,why,AB\n", ": is not readable CSV"),
    ],
)
def test_corrections_are_refused(data: bytes, message: str, review: Review) -> None:
    (review.decisions / "sources.csv").write_bytes(data)
    with pytest.raises(EvidenceError) as caught:
        read_corrections(review)
    assert str(caught.value).startswith(f"seeds/review/sources.csv{message}")

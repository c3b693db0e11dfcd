"""The tables as written: the same bytes for the same input, whole or not at all, and readable without this package."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from evidence_review.build import build_review, load
from evidence_review.corpus import TABLE_NAMES, is_fresh, read, write
from evidence_review.paths import Review

DOCUMENT = (
    "A short history of foxes\n\n" + "Foxes are small animals that may relieve the pain of people in gardens. " * 4
)
TOPIC = "title: Pain\nquestions:\n  - {id: less, text: Is pain less?}\nterms: [pain]\n"
FILES = {"a.txt": DOCUMENT, "b.txt": DOCUMENT + "Hens do not.", "review/topics/pain.yml": TOPIC}


def written(review):
    return {
        str(path.relative_to(review.outputs)): path.read_bytes()
        for folder in (review.tables, review.texts)
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module")
def first(root, tmp_path_factory):
    """Return the review of the five documents, written."""
    review = Review(root / "seeds", tmp_path_factory.mktemp("first"))
    build_review(review)
    return review


def test_every_table_is_written_in_both_forms(first):
    names = {f"{name}.{form}" for name in TABLE_NAMES for form in ("parquet", "csv")}
    assert {path.name for path in first.tables.iterdir()} == names | {"made_from.json"}
    assert {path.stem for path in first.texts.iterdir()} == {
        "thanoon2024",
        "ma2023",
        "002_a0bf8c8fca9aa3c0",
        "icliniq2024",
        "spitaleri2025",
    }
    assert {path.name for path in first.outputs.iterdir()} == {"tables", "texts"}


def test_the_same_bytes_again_from_another_folder_and_with_two_jobs(first, root, tmp_path):
    elsewhere = tmp_path / "another place" / "seeds"
    shutil.copytree(root / "seeds", elsewhere)
    other = Review(elsewhere, tmp_path / "deep" / "down" / "outputs")
    build_review(other, jobs=2)
    assert written(other) == written(first)


def test_the_same_bytes_over_an_older_build(make_review):
    review = make_review(FILES)
    build_review(review)
    before = written(review)
    (review.tables / "leftover.csv").write_text("old")
    build_review(review)
    assert written(review) == before


def test_the_texts_are_what_the_offsets_count_into(first, five):
    for source_id, text in five.texts.items():
        assert (first.texts / f"{source_id}.txt").read_bytes().decode("utf-8") == text


def test_csv_is_plain(first, five):
    for name, frame in five.tables():
        data = (first.tables / f"{name}.csv").read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        with (first.tables / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        assert len(rows) == len(frame)
        for column in frame.columns:
            values = {row[column] for row in rows}
            if str(frame[column].dtype) == "Int64":
                assert all(value == "" or value.lstrip("-").isdigit() for value in values), column
            if str(frame[column].dtype) == "bool":
                assert values <= {"True", "False"}
    assert b"\r\n" not in (first.tables / "references.csv").read_bytes()


def test_parquet_gives_back_the_same_tables(first, five):
    again = read(first)
    for name, frame in five.tables():
        pd.testing.assert_frame_equal(getattr(again, name), frame, obj=name)
    assert again.texts == five.texts
    assert again.topics == five.topics


@pytest.mark.parametrize("place", ["to_parquet", "to_csv"])
def test_a_failure_half_way_leaves_the_last_good_tables(make_review, monkeypatch, place):
    review = make_review(FILES)
    build_review(review)
    before = written(review)
    (review.seeds / "c.txt").write_text(DOCUMENT + "Cows do.")
    real = getattr(pd.DataFrame, place)
    calls = []

    def fail(frame, *args, **kwargs):
        calls.append(1)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return real(frame, *args, **kwargs)

    monkeypatch.setattr(pd.DataFrame, place, fail)
    with pytest.raises(OSError, match="No space"):
        build_review(review)
    assert written(review) == before
    assert {path.name for path in review.outputs.iterdir()} == {"tables", "texts"}
    assert not is_fresh(review)


def test_a_failure_in_a_first_build_leaves_nothing_half_written(make_review, monkeypatch):
    review = make_review(FILES)
    monkeypatch.setattr(Path, "write_bytes", lambda path, data: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space"):
        build_review(review)
    assert list(review.outputs.iterdir()) == []


def test_a_wrong_reviewers_file_leaves_the_last_good_tables(make_review):
    from evidence_review.errors import EvidenceError

    review = make_review(FILES)
    build_review(review)
    before = written(review)
    make_review({"review/topics/pain.yml": "title: [unclosed"})
    with pytest.raises(EvidenceError, match=r"pain\.yml"):
        build_review(review)
    assert written(review) == before


@pytest.mark.parametrize(
    "change",
    [
        {"c.txt": DOCUMENT + "Cows do."},
        {"a.txt": DOCUMENT + "!"},
        {"review/topics/pain.yml": TOPIC.replace("[pain]", "[hens]")},
    ],
)
def test_tables_are_made_anew_when_something_has_changed(make_review, change):
    review = make_review(FILES)
    build_review(review)
    assert is_fresh(review)
    make_review(change)
    assert not is_fresh(review)
    load(review.seeds, review.outputs)
    assert is_fresh(review)


def test_loading_builds_only_once(make_review, monkeypatch):
    review = make_review(FILES)
    built = load(review.seeds, review.outputs)
    monkeypatch.setattr("evidence_review.build.build_review", None)
    assert load(review.seeds, review.outputs).statements.equals(built.statements)


def test_a_missing_table_is_no_fresh_build(make_review):
    review = make_review(FILES)
    write(build_review(review))
    (review.tables / "findings.parquet").unlink()
    assert not is_fresh(review)


def test_a_broken_record_is_no_fresh_build(make_review):
    review = make_review(FILES)
    build_review(review)
    (review.tables / "made_from.json").write_text("{")
    assert not is_fresh(review)
    (review.tables / "made_from.json").write_text("{}")
    assert not is_fresh(review)

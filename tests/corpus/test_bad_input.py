"""What is wrong with a file stays as a row with its reason; what is wrong with the folder or a reviewer's file is an error."""

from pathlib import Path

import pandas as pd
import pytest

from evidence_review.build import build_corpus, build_review
from evidence_review.errors import EvidenceError

GOOD = """A short history of foxes

Foxes are small animals that live in woods and in gardens, and that people have told stories about for a very long time.
They may reduce pain in patients who look at them, although nobody has ever counted how often this really happens.
"""
READ = ("ok", "partial")
TOPIC = "title: Pain\nquestions:\n  - {id: less, text: Is pain less?}\nterms: [pain]\n"


def row_of(corpus, file):
    (row,) = corpus.sources[corpus.sources["file"] == file].astype(object).to_dict("records")
    return row


def test_an_empty_folder_is_named(make_review):
    review = make_review({})
    with pytest.raises(EvidenceError) as error:
        build_corpus(review)
    assert str(review.seeds) in str(error.value)
    assert "put the documents" in str(error.value)


def test_a_folder_with_nothing_but_what_is_no_source_is_empty(make_review):
    with pytest.raises(EvidenceError, match="holds no documents"):
        build_corpus(make_review({"README.md": "x", ".hidden": "x", "sub/deep.txt": GOOD}))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.4\nwords", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (bytes(range(256)) * 20, "binary"),
        (b"\xff\xfe\x00", "UTF-16"),
    ],
)
def test_a_file_that_is_no_text_is_rejected_and_the_rest_loads(make_corpus, content, reason):
    corpus = make_corpus({"a.txt": content, "b.txt": GOOD})
    bad = row_of(corpus, "a.txt")
    assert bad["status"] == "rejected"
    assert reason in bad["reason"]
    assert len(bad["sha256"]) == 64
    assert set(corpus.texts) == {"b"}
    assert not (corpus.sentences["source_id"] == "a").any()
    # Unknown is not zero.
    assert pd.isna(bad["n_references"])
    assert row_of(corpus, "b.txt")["status"] in READ


def test_an_unreadable_file_is_rejected(make_review, monkeypatch):
    review = make_review({"a.txt": GOOD, "b.txt": GOOD + "More."})
    read = Path.read_bytes

    def refuse(path):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    corpus = build_review(review)
    bad = row_of(corpus, "a.txt")
    assert (bad["status"], bad["reason"]) == ("rejected", "the file cannot be read: Permission denied")
    assert bad["sha256"] != bad["sha256"]
    assert row_of(corpus, "b.txt")["status"] in READ


def test_several_unreadable_files_are_no_duplicates(make_review, monkeypatch):
    review = make_review({"a.txt": GOOD, "b.txt": GOOD + "More."})
    monkeypatch.setattr(Path, "read_bytes", lambda path: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    assert build_corpus(review).sources["status"].tolist() == ["rejected", "rejected"]


def test_links(make_review, tmp_path):
    review = make_review({"good.txt": GOOD})
    outside = tmp_path / "outside.txt"
    outside.write_text("Secret words that must not be read.")
    (review.seeds / "far.txt").symlink_to(outside)
    (review.seeds / "lost.txt").symlink_to(review.seeds / "nothing.txt")
    (review.seeds / "near.txt").symlink_to("good.txt")
    (review.seeds / "folder").symlink_to(tmp_path)
    corpus = build_corpus(review)
    assert "outside the folder" in row_of(corpus, "far.txt")["reason"]
    assert row_of(corpus, "lost.txt")["status"] == "rejected"
    assert "Secret" not in "".join(corpus.texts.values())
    near = row_of(corpus, "near.txt")
    assert (near["status"], near["reason"]) == ("duplicate", "exact copy of good.txt")
    assert "folder" not in set(corpus.sources["file"])


def test_folders_hidden_files_and_readme_are_no_sources(make_corpus):
    corpus = make_corpus(
        {"a.txt": GOOD, "README.md": "x", "README.rst": "x", ".DS_Store": b"\0", "sub/b.txt": "x", "c": GOOD + "More."}
    )
    assert corpus.sources["file"].tolist() == ["a.txt", "c"]


def test_a_copy_names_the_first(make_corpus):
    corpus = make_corpus({"c.txt": GOOD, "a.txt": GOOD, "b.txt": GOOD})
    assert row_of(corpus, "a.txt")["status"] in READ
    for file in ("b.txt", "c.txt"):
        row = row_of(corpus, file)
        assert (row["status"], row["reason"]) == ("duplicate", "exact copy of a.txt")
    assert set(corpus.sentences["source_id"]) == {"a"}


def test_two_empty_files_are_both_empty(make_corpus):
    assert make_corpus({"a.txt": b"", "b.txt": b""}).sources["status"].tolist() == ["rejected", "rejected"]


def test_a_guessed_encoding_is_a_finding(make_corpus):
    corpus = make_corpus({"a.txt": (GOOD + "The café calms the pain.").encode("latin-1"), "b.txt": GOOD})
    row = row_of(corpus, "a.txt")
    assert row["status"] in READ
    assert (row["encoding"], row["is_encoding_guessed"]) == ("windows-1252", True)
    assert "café" in corpus.texts["a"]
    (finding,) = corpus.findings[corpus.findings["check"] == "guessed-encoding"].astype(object).to_dict("records")
    assert finding["source_id"] == "a"
    assert "windows-1252" in finding["message"]


def test_without_decisions_statements_are_empty_and_all_else_is_there(make_review):
    corpus = build_review(make_review({"a.txt": GOOD}))
    assert corpus.topics == ()
    assert len(corpus.statements) == 0
    assert len(corpus.sentences) >= 2
    assert {path.name for path in corpus.review.tables.glob("*.csv")} == {f"{name}.csv" for name, _ in corpus.tables()}
    header = (corpus.review.tables / "statements.csv").read_text().splitlines()
    assert header == [",".join(corpus.statements.columns)]


def test_colliding_names_get_letters_in_the_order_of_the_files(make_corpus):
    corpus = make_corpus({"x y.txt": GOOD, "x-y.md": GOOD + "a", "x?y.txt": GOOD + "b", "z.txt": GOOD + "c"})
    assert dict(zip(corpus.sources["file"], corpus.sources["source_id"], strict=True)) == {
        "x y.txt": "x-ya",
        "x-y.md": "x-yb",
        "x?y.txt": "x-yc",
        "z.txt": "z",
    }


def test_a_letter_never_meets_the_name_of_another_file(make_corpus):
    corpus = make_corpus({"x y.txt": GOOD, "x-y.txt": GOOD + "a", "x-ya.txt": GOOD + "b"})
    assert corpus.sources["source_id"].is_unique


def test_names_differ_in_more_than_case(make_corpus):
    # outputs/texts/<source_id>.txt must not meet on a file system that ignores case.
    corpus = make_corpus({"Fox.txt": GOOD, "fox.txt": GOOD + "a"})
    assert corpus.sources["source_id"].str.lower().is_unique


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("review/topics/pain.yml", "title: [unclosed", ["seeds/review/topics/pain.yml", "line 1", "YAML"]),
        ("review/topics/pain.yml", "title: Pain\nterms: [pain]\n", ["seeds/review/topics/pain.yml", "questions"]),
        ("review/topics/Pain relief.yml", TOPIC, ["seeds/review/topics/Pain relief.yml", "lower-case"]),
        ("review/sources.csv", "file,field\n", ["seeds/review/sources.csv", "columns"]),
        (
            "review/sources.csv",
            "file,field,value,reason,reviewer\na.txt,title,New,,me\n",
            ["seeds/review/sources.csv, line 2", "reason"],
        ),
        (
            "review/sources.csv",
            "file,field,value,reason,reviewer\nnone.txt,title,New,why,me\n",
            ["seeds/review/sources.csv, line 2", "none.txt", "a.txt"],
        ),
        (
            "review/sources.csv",
            "file,field,value,reason,reviewer\n\na.txt,sha256,New,why,me\n",
            ["seeds/review/sources.csv, line 3", "sha256", "title"],
        ),
        (
            "review/sources.csv",
            "file,field,value,reason,reviewer\na.txt,year,'24,why,me\n",
            ["seeds/review/sources.csv, line 2", "'24", "four digits"],
        ),
        (
            "review/sources.csv",
            "file,field,value,reason,reviewer\na.txt,kind,novel,why,me\n",
            ["seeds/review/sources.csv, line 2", "novel", "journal-review"],
        ),
    ],
)
def test_a_wrong_file_of_a_reviewer_says_where_why_and_what_to_do(make_review, name, content, words):
    with pytest.raises(EvidenceError) as error:
        build_corpus(make_review({"a.txt": GOOD, name: content}))
    for word in words:
        assert word in str(error.value)


def test_corrections_show_both_values(make_corpus):
    lines = [
        "file,field,value,reason,reviewer",
        "a.txt,authors,Ann Fox;Bob Hen,not printed,me",
        "a.txt,year,2021,not printed,me",
        "a.txt,title,A short history,it is shorter,me",
    ]
    corpus = make_corpus({"a.txt": GOOD, "review/sources.csv": "\n".join(lines) + "\n"})
    row = row_of(corpus, "a.txt")
    assert (row["authors"], row["year"], row["title"]) == ("Ann Fox;Bob Hen", 2021, "A short history")
    assert "authors: (empty) -> Ann Fox;Bob Hen (not printed)" in row["corrections"]
    assert "title: A short history of foxes -> A short history (it is shorter)" in row["corrections"]
    assert row["source_id"] == "fox2021"


@pytest.mark.parametrize("field", ["year", "language", "title", "authors"])
def test_a_rejected_file_can_be_corrected(make_corpus, field):
    lines = f"file,field,value,reason,reviewer\na.txt,{field},2021,from the journal,me\n"
    corpus = make_corpus({"a.txt": b"", "b.txt": GOOD, "review/sources.csv": lines})
    row = row_of(corpus, "a.txt")
    assert str(row[field]) == "2021"
    assert row["corrections"] == f"{field}: (empty) -> 2021 (from the journal)"

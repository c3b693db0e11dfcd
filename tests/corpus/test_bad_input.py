"""What is wrong with a file stays as a row with its reason; what is wrong with the folder or a reviewer's file is an error."""

import csv
import gzip
import os
import socket
import unicodedata
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from evidence_review import cli
from evidence_review.build import build_corpus, build_review
from evidence_review.corpus import is_fresh, read
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review

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
        (b"\xff\xfe" + bytes(range(256)) * 8, "UTF-16"),
        (gzip.compress(GOOD.encode()), "gzip"),
        (("QUJDREVGR0g=" * 20 + "\n").encode() * 9, "no paragraph of prose"),
        (f"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n{GOOD}".encode(), "MHTML"),
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


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            PermissionError(13, "Permission denied"),
            "the file cannot be read: Permission denied; make it readable, or remove it",
        ),
        (
            FileNotFoundError(2, "No such file or directory"),
            "the file cannot be read: No such file or directory; make it",
        ),
        (OSError(5, "Input/output error"), "the file cannot be read: Input/output error; make it"),
    ],
)
def test_an_unreadable_file_is_rejected(make_review, monkeypatch, error, reason):
    review = make_review({"a.txt": GOOD, "b.txt": GOOD + "More.", "c.txt": GOOD + "Even more."})
    read = Path.open

    def refuse(path, *args, **kwargs):
        # Two of them, which are no copies of each other.
        if path.name in ("a.txt", "b.txt"):
            raise error
        return read(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    corpus = build_review(review)
    for name in ("a.txt", "b.txt"):
        bad = row_of(corpus, name)
        assert bad["status"] == "rejected"
        assert bad["reason"].startswith(reason)
        assert bad["sha256"] != bad["sha256"]
    assert row_of(corpus, "c.txt")["status"] in READ


def test_a_file_that_grows_does_not_fill_the_memory(make_corpus, monkeypatch):
    monkeypatch.setattr("evidence_review.corpus.parse.MOST_BYTES", 1_000_000)
    corpus = make_corpus(
        {"a.txt": GOOD + "x" * 1_000_000, "b.txt": GOOD, "c.txt": (GOOD + "y" * 1_000_000)[:1_000_000]}
    )
    assert row_of(corpus, "a.txt")["reason"].startswith("the file is larger than 1 MB")
    assert row_of(corpus, "b.txt")["status"] in READ
    assert row_of(corpus, "c.txt")["status"] in READ


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_regular_file_is_rejected_and_never_waited_for(make_review, tmp_path):
    review = make_review({"good.txt": GOOD})
    os.mkfifo(review.seeds / "pipe.txt")
    (review.seeds / "to-pipe.txt").symlink_to("pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        # The name of a socket must be short.
        folder = Path(os.path.relpath(review.seeds))
        bound.bind(str(min(folder / "socket.txt", review.seeds / "socket.txt", key=lambda path: len(str(path)))))
    (review.seeds / "endless.txt").symlink_to("/dev/zero")
    corpus = build_review(review)
    for name, reason in [
        ("pipe.txt", "a named pipe"),
        ("to-pipe.txt", "a named pipe"),
        ("socket.txt", "a socket"),
        ("endless.txt", "outside"),
    ]:
        assert row_of(corpus, name)["status"] == "rejected"
        assert reason in row_of(corpus, name)["reason"]
    assert row_of(corpus, "good.txt")["status"] in READ
    assert is_fresh(review)


def test_a_reader_that_fails_takes_nothing_down(make_corpus, monkeypatch):
    from evidence_review.corpus import parse

    find = parse.find_sentences

    def fail(text):
        if "explode" in text:
            raise ZeroDivisionError("division by zero")
        return find(text)

    monkeypatch.setattr(parse, "find_sentences", fail)
    corpus = make_corpus(
        {"a.txt": GOOD + "Now explode, says the fox to all the other animals of the wood.", "b.txt": GOOD}
    )
    bad = row_of(corpus, "a.txt")
    assert bad["reason"] == "its reader failed (ZeroDivisionError: division by zero); please report the document"
    assert len(bad["sha256"]) == 64
    assert row_of(corpus, "b.txt")["status"] in READ


def test_links(make_review, tmp_path):
    review = make_review({"good.txt": GOOD})
    outside = tmp_path / "outside.txt"
    outside.write_text("Secret words that must not be read.")
    (review.seeds / "far.txt").symlink_to(outside)
    (review.seeds / "lost.txt").symlink_to(review.seeds / "nothing.txt")
    (review.seeds / "near.txt").symlink_to("good.txt")
    (review.seeds / "folder").symlink_to(tmp_path)
    (review.seeds / "loop.txt").symlink_to("loop.txt")
    (review.seeds / "deep").mkdir()
    (review.seeds / "deep" / "fox.txt").write_text(GOOD + "Deep.")
    (review.seeds / "down.txt").symlink_to("deep/fox.txt")
    corpus = build_corpus(review)
    assert "outside the folder" in row_of(corpus, "far.txt")["reason"]
    assert row_of(corpus, "lost.txt")["status"] == "rejected"
    assert "symbolic links" in row_of(corpus, "loop.txt")["reason"]
    assert row_of(corpus, "down.txt")["status"] in READ
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


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends"),
        pytest.param(lambda text: text.replace(" ", "\u00a0 ") + "\n\n", id="white space"),
        pytest.param(lambda text: text.replace("woods", "wo\u00adods"), id="soft hyphen"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16"),
        pytest.param(lambda text: text.encode("cp1252"), id="windows-1252"),
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="accents apart"),
    ],
)
def test_a_copy_that_was_saved_otherwise_is_a_copy(make_corpus, change):
    text = GOOD + "They met in the caf\u00e9 of M\u00fcller.\n"
    corpus = make_corpus({"a.txt": text, "b.txt": change(text)})
    row = row_of(corpus, "b.txt")
    assert row["status"] == "duplicate"
    assert row["reason"].startswith("same words as a.txt; ")
    assert set(corpus.texts) == {"a"}


def test_a_copy_with_another_word_is_none(make_corpus):
    assert row_of(make_corpus({"a.txt": GOOD, "b.txt": GOOD.replace("woods", "forests")}), "b.txt")["status"] in READ


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


HOSTILE = {
    "byte order mark inside": "keta\ufeffmine",
    "NUL": "keta\0mine",
    "soft hyphen": "keta\u00admine",
    "zero-width space": "keta\u200bmine",
    "mark of direction": "keta\u200emine",
    "control character": "ketamine \x07\x1b[31m",
    "half a character": "ketamine \ufffd",
    "private use": "ketamine \uf0b7 \U000f0000",
    "no character": "ketamine \uffff \U0001fffe",
    "line separators": "ketamine\u2028\u2029\x85\x0b\x0c x",
    "no-break spaces": "ketamine\u00a0\u202f\u2009x",
    "turned": "\u202eketamine\u202c \u2067\u0627\u2069",
    "emoji": "ketamine \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
    "heap of accents": "ketamine z" + "\u0301" * 500,
    "accents apart": "ketamine cafe\u0301",
    "quotes and commas": "ketamine, \"'x'\" \\ ;\t|",
    "formula": "=ketamine() @x +1 -1",
    "brackets": "ketamine " + "([{" * 200,
}


def hostile_text(name):
    # The name, so that none is a copy of another.
    return (
        GOOD + f"They said of {name} that {HOSTILE[name]} may reduce pain in all of the patients who were given it.\n"
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Build a review of all of them, and load it again."""
    folder = tmp_path_factory.mktemp("hostile")
    review = Review(folder / "seeds", folder / "outputs")
    review.topics.mkdir(parents=True)
    (review.topics / "pain.yml").write_text(TOPIC.replace("[pain]", "[ketamine]"))
    for name in HOSTILE:
        (review.seeds / f"{name}.txt").write_bytes(hostile_text(name).encode())
    return build_review(review), read(review)


@pytest.mark.parametrize("name", HOSTILE)
def test_odd_characters_are_kept_and_patterns_see_through_them(hostile, name):
    corpus, _ = hostile
    source_id = row_of(corpus, f"{name}.txt")["source_id"]
    assert corpus.texts[source_id] == hostile_text(name)
    # The sentence is found by its word, and its row holds it to the letter.
    (row,) = corpus.statements[corpus.statements["source_id"] == source_id].to_dict("records")
    assert HOSTILE[name] in row["raw"]
    assert row["topic_cue"] == "ketamine"


def test_odd_characters_are_read_as_they_were_written(hostile):
    corpus, again = hostile
    assert again.texts == corpus.texts
    for name, frame in corpus.tables():
        assert frame.equals(getattr(again, name))
    with (corpus.review.tables / "sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["raw"] for row in rows] == corpus.sentences["raw"].tolist()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_give_the_same_tables(make_corpus, end):
    text = GOOD + "\n# A heading\n\nOne more line of words that goes on\nand on until it stops.\n"
    first = make_corpus({"a.txt": text}).sentences
    other = make_corpus({"a.txt": text.replace("\n", end)}).sentences
    assert other["text"].tolist() == first["text"].tolist()
    assert other["section_no"].tolist() == first["section_no"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "\u72d0\u72f8\u4f4f\u5728\u68ee\u6797\u91cc\uff0c\u5e38\u5e38\u505a\u68a6\u3002" * 3,
        GOOD.replace(" ", "\u00a0"),
        "A list\n\n" + "Foxes are small red animals.\n\n" * 3,
    ],
)
def test_prose_without_plain_spaces_or_in_short_sentences_is_prose(make_corpus, text):
    assert row_of(make_corpus({"a.txt": text}), "a.txt")["status"] in READ


NAMES = {
    "a b.txt": "a-b",
    "\u0645\u0644\u0641.txt": "\u0645\u0644\u0641",
    'it\'s "q".txt': "it-s-q",
    "-rf.txt": "rf",
    "new\nline.txt": "new-line",
    "%2e%2e%2f.txt": "2e-2e-2f",
    "#tag;x.txt": "tag-x",
    "a..b.txt": "a..b",
    "back\\slash.txt": "back-slash",
    "<script>.txt": "script",
    "\u202egnp.txt": "gnp",
    "\U0001f98a.txt": "source",
    "CON.txt": "source-CON",
    "nul": "source-nul",
    "com1.old.txt": "source-com1.old",
    "contact.txt": "contact",
    "x" * 251 + ".txt": "x" * 60,
    "\u0645" * 120 + ".txt": "\u0645" * 60,
    "e\u0301te\u0301.txt": "\u00e9t\u00e9",
    "trailing. ": "trailing",
    os.fsdecode(b"bad\xff\xe9.txt"): "bad-xff-xe9",
}


def test_any_name_gives_an_id_that_is_a_name_on_every_system(tmp_path, capsys):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    expected = set()
    for number, (name, source_id) in enumerate(NAMES.items()):
        # Not every system allows every name.
        with suppress(OSError, UnicodeError):
            (seeds / name).write_text(f"{GOOD} This is number {number}.")
            expected.add(source_id)
    assert cli.main(["build", "--seeds", str(seeds), "--outputs", str(tmp_path / "out"), "--jobs", "1"]) == 0
    assert {path.stem for path in (tmp_path / "out" / "texts").iterdir()} == expected
    assert set(pd.read_parquet(tmp_path / "out" / "tables" / "sources.parquet")["source_id"]) == expected
    # One line for each file and two for the review, whatever the names hold.
    lines = capsys.readouterr().err.split("\n")
    assert len(lines) == len(expected) + 3
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs") for one in "".join(lines))


def test_names_that_differ_in_the_form_of_accents_are_two(tmp_path, make_corpus):
    try:
        corpus = make_corpus({"\u00e9t\u00e9.txt": GOOD, "e\u0301te\u0301.txt": GOOD + "More."})
        assert len(corpus.sources) == 2
    except (OSError, AssertionError):
        pytest.skip("the file system does not tell them apart")
    assert set(corpus.sources["source_id"]) == {"\u00e9t\u00e9a", "\u00e9t\u00e9b"}


def test_a_seeds_folder_that_cannot_be_listed_is_named(make_review, monkeypatch):
    review = make_review({"a.txt": GOOD})
    monkeypatch.setattr(Path, "iterdir", lambda path: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    with pytest.raises(EvidenceError, match=r"seeds: Permission denied; make the folder readable, or name another"):
        build_corpus(review)


@pytest.mark.parametrize("arguments", [["build"], ["run"]])
def test_a_full_disk_is_one_line_and_leaves_the_last_tables(make_review, monkeypatch, capsys, arguments):
    review = make_review({"a.txt": GOOD})
    folders = ["--seeds", str(review.seeds), "--outputs", str(review.outputs)]
    assert cli.main(["build", *folders]) == 0
    before = {path.name: path.read_bytes() for path in review.tables.iterdir()}
    capsys.readouterr()
    make_review({"b.txt": GOOD + "More."})

    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device", str(review.tables))

    monkeypatch.setattr(pd.DataFrame, "to_csv", fail)
    assert cli.main([*arguments, *folders]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "tables: No space left on device; what was there before is kept; make room" in error
    assert {path.name: path.read_bytes() for path in review.tables.iterdir()} == before
    assert {path.name for path in review.outputs.iterdir()} == {"tables", "texts", "manifest.json"}


def test_a_file_that_changes_while_it_is_read_makes_the_tables_stale(make_review, monkeypatch):
    review = make_review({"a.txt": GOOD})
    from evidence_review.corpus import build as module

    parse = module.parse_file

    def change(path, folder):
        parsed = parse(path, folder)
        path.write_text(GOOD + "More.")
        return parsed

    monkeypatch.setattr(module, "parse_file", change)
    build_review(review)
    assert not is_fresh(review)


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

"""The folder of a new review: whole or not there, and working at once."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review import cli
from evidence_review.build import build_corpus
from evidence_review.decisions import read_topics
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review, find_review
from evidence_review.starter import create
from evidence_review.starter.create import EXAMPLE_TOPIC, create_review

from ..exports.test_datapackage import assert_holds


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return create_review(tmp_path_factory.mktemp("new") / "my review")


@pytest.fixture(scope="module")
def corpus(made, tmp_path_factory):
    return build_corpus(Review(made / "seeds", tmp_path_factory.mktemp("outputs")))


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_made(made, root):
    notebooks = [f"notebooks/{path.name}" for path in (root / "notebooks").glob("[0-9]*.ipynb")]
    others = ["codings.csv", "sources.csv", f"topics/{EXAMPLE_TOPIC}.yml", "verdicts.csv"]
    seeds = ["seeds/example-delete-me.txt", *(f"seeds/review/{name}" for name in others)]
    assert names(made) == sorted([".gitignore", "README.md", *notebooks, *seeds])
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_notebooks_have_no_outputs_and_the_topic_of_the_example(made, root):
    for path in (made / "notebooks").iterdir():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        bundled = json.loads((root / "notebooks" / path.name).read_text(encoding="utf-8"))
        assert [cell["id"] for cell in notebook["cells"]] == [cell["id"] for cell in bundled["cells"]]
        assert notebook["metadata"] == bundled["metadata"]
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook["cells"])
        assert "make lab" not in path.read_text(encoding="utf-8")
    text = (made / "notebooks" / "40_topic.ipynb").read_text(encoding="utf-8")
    assert f'topic: str = \\"{EXAMPLE_TOPIC}\\"' in text
    assert f"-p topic {EXAMPLE_TOPIC}" in text


def test_the_readme_names_what_is_there(made):
    text = (made / "README.md").read_text(encoding="utf-8")
    assert f"-p topic {EXAMPLE_TOPIC}" in text
    for name in names(made / "seeds"):
        assert Path(name).name in text, name


def test_the_example_is_read_well(corpus):
    (source,) = corpus.sources.to_dict("records")
    assert (source["kind"], source["status"], source["license"]) == ("journal-review", "ok", "CC0")
    assert source["title"] == "Lantern Moss Tea for Restless Sleep: An Invented Review"
    assert (source["n_references"], source["n_citations"]) == (7, 12)
    assert set(corpus.citations["status"]) == {"resolved"}
    assert set(corpus.references["parse_status"]) == {"ok"}
    assert set(corpus.statements["population"]) >= {"human", "animal"}
    assert set(corpus.statements["direction"]) >= {"benefit", "no-benefit", "harm"}
    assert {"dose", "sample-size", "percentage"} <= set(corpus.quantities["kind"])


def test_nothing_in_the_example_is_an_error(corpus):
    assert len(corpus.findings) > 0
    assert "error" not in set(corpus.findings["severity"])


def test_the_codings_are_verbatim_and_disagree(corpus, made):
    assert list(corpus.codings["status"]) == ["used", "used"]
    assert len(corpus.parked) == 0
    (conflict,) = corpus.conflicts.to_dict("records")
    assert {conflict["answer_a"], conflict["answer_b"]} == {"yes", "no"}
    for name in ("codings", "sources", "verdicts"):
        with (made / "seeds" / "review" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1


def test_the_comments_of_the_topic_say_what_it_reads(made):
    (topic,) = read_topics(Review(made / "seeds", made / "outputs"))
    assert (topic.id, topic.title) == (EXAMPLE_TOPIC, "Restless sleep")
    assert [(one.kind, one.unit) for one in topic.questions] == [("yes-no", ""), ("value", "mg")]
    assert topic.terms == ("insomnia", "sleep*", "drows* + morning")


def test_its_tables_are_as_described(corpus):
    package = assert_holds(corpus)
    assert package["licenses"] == [{"name": "CC0", "title": "CC0, as stated by example2021"}]


def test_it_works_at_once(tmp_path):
    """The whole way, as a newcomer goes it."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("EVIDENCE_")}

    def run(*arguments, folder):
        command = [sys.executable, "-m", "evidence_review.cli", *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done

    said = run("new", "mine", folder=tmp_path)
    folder = tmp_path / "mine"
    assert said.stdout == f"{folder}\n"
    assert said.stderr.endswith(f"next: cd {folder} && evidence run\n")
    paths = run("run", folder=folder).stdout.splitlines()
    assert paths[-1] == str(folder / "outputs" / "index.html")
    assert folder / "outputs" / EXAMPLE_TOPIC / "index.html" in map(Path, paths)
    assert len(paths) == 1 + len(list((folder / "notebooks").iterdir()))


def test_jupyterlab_in_the_folder_of_the_notebooks_finds_the_review(made, monkeypatch):
    monkeypatch.delenv("EVIDENCE_SEEDS", raising=False)
    monkeypatch.delenv("EVIDENCE_OUTPUTS", raising=False)
    monkeypatch.chdir(made / "notebooks")
    assert find_review(is_written=True) == Review(made / "seeds", made / "outputs")


def test_an_empty_folder_is_filled(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    before = folder.stat().st_ino
    assert create_review(folder) == folder
    assert folder.stat().st_ino == before
    assert (folder / "seeds" / "review" / "codings.csv").is_file()
    assert not list(folder.glob(".making-*"))


@pytest.mark.parametrize("name", [".hidden", "-x", "with space", "näme", "a\nb", "x" * 200, "$(id)", "seeds"])
def test_odd_names(tmp_path, name):
    assert names(create_review(tmp_path / name)) != []


def assert_refused(folder, reason, root):
    before = names(root)
    with pytest.raises(EvidenceError, match=reason):
        create_review(folder)
    assert names(root) == before
    assert not list(root.rglob(".making-*"))


def test_places_that_are_refused(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / ".hidden").write_text("mine", encoding="utf-8")
    (tmp_path / "review" / "seeds" / "review").mkdir(parents=True)
    assert_refused(tmp_path / "file", "is there and is no folder", tmp_path)
    assert_refused(tmp_path / "full", "is not empty", tmp_path)
    assert_refused(tmp_path / "missing" / "new", "missing: is no folder", tmp_path)
    assert_refused(tmp_path / "file" / "new", "file: is no folder", tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    assert_refused(tmp_path / "circle", "is there and is no folder", tmp_path)
    (tmp_path / "review" / "notebooks").mkdir()
    assert_refused(tmp_path / "review" / "seeds" / "new", "in the seeds folder of a review", tmp_path)
    assert_refused(tmp_path / "review" / "outputs", "in the outputs folder of a review", tmp_path)
    assert_refused("", "is no folder", tmp_path)
    (tmp_path / "documents").mkdir()
    monkeypatch.setenv("EVIDENCE_SEEDS", str(tmp_path / "documents"))
    assert_refused(tmp_path / "documents" / "new", "in the documents folder of a review", tmp_path)
    # Beside the documents of a review there is room for another.
    assert create_review(tmp_path / "review" / "new").is_dir()


def test_nothing_stays_when_it_breaks_off(tmp_path, monkeypatch):
    def break_off(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "copytree", break_off)
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        with pytest.raises(KeyboardInterrupt):
            create_review(tmp_path / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_without_notebooks_it_says_where_they_are(tmp_path, monkeypatch):
    def find_none(start=None):
        raise EvidenceError("none")

    monkeypatch.setattr(create, "find_project", find_none)
    assert_refused(tmp_path / "new", "no notebooks to copy", tmp_path)


def test_the_command_says_what_was_made(tmp_path, capsys):
    assert cli.main(["new", str(tmp_path / "a b")]) == cli.GOOD
    said = capsys.readouterr()
    assert said.out == f"{tmp_path / 'a b'}\n"
    assert said.err.splitlines()[-1] == f"next: cd '{tmp_path / 'a b'}' && evidence run"
    assert cli.main(["new", str(tmp_path / "a b")]) == cli.WRONG
    assert "is not empty" in capsys.readouterr().err

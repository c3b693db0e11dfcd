"""Runs as a whole: what is made, what is left alone, and what is left behind."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from evidence_review.errors import EvidenceError
from evidence_review.exports import DATAPACKAGE_FILE, REFERENCE_FILES, WORKBOOK_FILE
from evidence_review.run.manifest import lock
from evidence_review.run.runner import run_review

FIGURE = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\n_ = axes.bar(['a', 'b'], [1, 2])"
TABLE = (
    "import pandas as pd\nfrom evidence_review.display import show\n"
    "show(pd.DataFrame({'topic': [topic], 'share': [0.5]}), name='shares', caption='Shares')"
)


def test_pages_of_all_topics_and_notebooks(project: Any) -> None:
    outcome = run_review(project.review, jobs=2)
    assert set(outcome.made) == {"relief", "harm", "10_sources"}
    assert not outcome.failed
    files = project.files()
    assert b"<title>Relief</title>" in files["relief/index.html"]
    assert b">relief\n</pre>" in files["relief/index.html"]
    assert b"What the sources answer to one question" in files["relief/index.html"]
    assert b"<title>The 10_sources page</title>" in files["10_sources/index.html"]
    assert b"What is there?" in files["10_sources/index.html"]
    assert b"papermill" not in files["10_sources/index.html"]
    assert b'href="relief/index.html"' in files["index.html"]
    assert [path.name for path in outcome.paths] == ["index.html"] * 4


def test_only_what_is_stale_is_made_again(project: Any) -> None:
    run_review(project.review, jobs=2)
    assert not run_review(project.review).made
    assert len(project.builds) == 1
    # A changed notebook concerns its own page, changed documents concern all.
    project.add_notebook("10_sources", "print('eleven')")
    assert set(run_review(project.review).made) == {"10_sources"}
    assert b"eleven" in project.files()["10_sources/index.html"]
    project.text = "It relieves nothing (4)."
    (project.root / "seeds" / "lee.txt").write_text(project.text, encoding="utf-8")
    assert len(run_review(project.review, jobs=2).made) == 3
    # A page that somebody has changed is no longer what was made.
    (project.root / "outputs" / "harm" / "index.html").write_text("mine", encoding="utf-8")
    assert set(run_review(project.review, ["relief", "harm"]).made) == {"harm"}
    assert set(run_review(project.review, ["relief"], force=True).made) == {"relief"}


def test_failing_page_leaves_the_last_good_one(project: Any) -> None:
    run_review(project.review, jobs=2)
    good = project.files()["harm/index.html"]
    project.add_notebook(
        "40_topic", "print('new')", "## The part that fails", "assert topic != 'harm', 'no \\x1b[31mharm'"
    )
    said: list[str] = []
    outcome = run_review(project.review, jobs=2, say=said.append)
    assert set(outcome.failed) == {"harm"}
    assert set(outcome.made) == {"relief"}
    assert project.files()["harm/index.html"] == good
    (line,) = [line for line in said if "FAILED" in line]
    assert "40_topic.ipynb, cell 5" in line
    assert '(under "The part that fails"): AssertionError: no' in line
    assert "the last good page stays" in line
    assert 'topic = "harm"' in line
    assert not list(project.review.outputs.glob(".making-*"))
    # It is tried again, and mended it is made.
    assert set(run_review(project.review).failed) == {"harm"}
    project.add_notebook("40_topic", "print('newer')")
    assert not run_review(project.review, jobs=2).failed


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("import sys\nsys.exit(0)", "SystemExit ended the run"),
        ("import os\nos._exit(0)", "Kernel died"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "Kernel died"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("1 +", "SyntaxError"),
    ],
)
def test_run_that_ends_early_is_a_failure(project: Any, cell: str, reason: str) -> None:
    project.add_notebook("10_sources", cell, "print('never reached')")
    outcome = run_review(project.review, jobs=2)
    assert reason in outcome.failed["10_sources"]
    assert set(outcome.made) == {"relief", "harm"}
    assert not (project.review.outputs / "10_sources").exists()


def test_same_bytes_from_two_folders(make_project: Callable[[str], Any]) -> None:
    found = []
    for name in ("one", "a much longer name {x} for the same"):
        project = make_project(name)
        project.add_topic("relief")
        project.add_notebook("40_topic", "## Shares <&>", TABLE, FIGURE, "import warnings\nwarnings.warn('path')")
        outcome = run_review(project.review)
        assert not outcome.failed, outcome.failed
        found.append({name: content for name, content in project.files().items() if name != "run.json"})
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
    assert {
        "relief/index.html",
        "relief/notebook.ipynb",
        "relief/figures/01-shares.svg",
        "relief/figures/01-shares.png",
        "relief/tables/shares.csv",
    } <= found[0].keys()
    assert found[0]["relief/tables/shares.csv"] == b"topic,share\nrelief,0.5\n"
    notebook = json.loads(found[0]["relief/notebook.ipynb"])
    assert "papermill" not in notebook["metadata"]
    assert [cell["id"] for cell in notebook["cells"]][:3] == ["cell-01", "cell-02", "cell-03"]
    assert all(b"/tmp" not in content for content in found[0].values())
    # And again in the same place.
    again = {name: content for name, content in project.files().items() if name != "run.json"}
    run_review(project.review, force=True)
    assert again == {name: content for name, content in project.files().items() if name != "run.json"}


def test_manifest_knows_every_file(project: Any) -> None:
    run_review(project.review, jobs=2)
    manifest = json.loads(project.files()["manifest.json"])
    listed = {path for part in manifest["parts"].values() for path in part["files"]}
    assert listed == project.files().keys() - {"manifest.json", "run.json"}
    assert "tables/sources.csv" in listed


def test_exports_are_written_once_and_linked(project: Any) -> None:
    lines: list[str] = []
    run_review(project.review, ["harm"], say=lines.append)
    assert [line for line in lines if line.startswith("exports")] == [
        "exports: exports/references.csl.json, exports/references.ris, exports/references.bib, exports/evidence.xlsx, datapackage.json"
    ]
    files = project.files()
    (item,) = json.loads(files["exports/references.csl.json"])
    assert item["note"].startswith("Listed in lee2020: 4.")
    for path in (*REFERENCE_FILES, WORKBOOK_FILE, DATAPACKAGE_FILE):
        assert f'href="{path}"'.encode() in files["index.html"]
    lines.clear()
    run_review(project.review, ["harm"], say=lines.append)
    assert not [line for line in lines if line.startswith("exports")]
    (project.review.outputs / "exports" / "references.ris").unlink()
    run_review(project.review, ["harm"], say=lines.append)
    assert project.files()["exports/references.ris"] == files["exports/references.ris"]


def test_what_belongs_to_nothing_any_more_is_removed(project: Any) -> None:
    project.add_notebook("40_topic", FIGURE)
    run_review(project.review, jobs=2)
    (project.review.outputs / "harm" / "mine.txt").write_text("a reader's own", encoding="utf-8")
    project.review.topics.joinpath("harm.yml").unlink()
    project.add_notebook("40_topic", "print('no figure')")
    run_review(project.review, jobs=2)
    left = project.files()
    assert not [name for name in left if "figures" in name]
    assert [name for name in left if name.startswith("harm/")] == ["harm/mine.txt"]
    assert b"harm/index.html" not in left["index.html"]


def test_edited_manifest_deletes_nothing_outside(project: Any) -> None:
    run_review(project.review, jobs=2)
    precious = project.root / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    path = project.review.outputs / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["parts"]["page:gone"] = {"made_from": {}, "files": {"../precious.txt": "x", "relief/index.html": "x"}}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    run_review(project.review)
    assert precious.read_text(encoding="utf-8") == "mine"
    assert "relief/index.html" in project.files()


def test_damaged_manifest_counts_as_none(project: Any) -> None:
    run_review(project.review, ["harm"])
    (project.review.outputs / "manifest.json").write_text("{", encoding="utf-8")
    assert set(run_review(project.review, ["harm"]).made) == {"harm"}


def test_unknown_topic_names_the_nearest_and_the_known(project: Any) -> None:
    with pytest.raises(
        EvidenceError, match=r"'relif': is no topic of this review; did you mean relief\? The topics are harm, relief"
    ):
        run_review(project.review, ["relif"])
    with pytest.raises(EvidenceError, match=r"'../etc': is no topic"):
        run_review(project.review, ["../etc"])
    assert not project.files()


def test_misspelt_parameter_is_refused_before_a_kernel_starts(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    project.add_notebook("40_topic", "print(1)", parameters='topik: str = "relief"')
    monkeypatch.setattr("evidence_review.run.execute.papermill.execute_notebook", None)
    with pytest.raises(EvidenceError, match=r"notebooks/40_topic.ipynb: has no parameter topic; it has topik"):
        run_review(project.review)


def test_topic_may_not_take_the_name_of_another_folder(project: Any) -> None:
    project.add_topic("tables")
    with pytest.raises(EvidenceError, match=r"topics/tables.yml: the name is taken"):
        run_review(project.review)


def test_two_runs_do_not_write_to_one_folder(project: Any) -> None:
    left = project.review.outputs / ".making-abc"
    left.mkdir(parents=True)
    with lock(project.review.outputs):
        assert not left.exists()
        with pytest.raises(EvidenceError, match="another run is writing here"), lock(project.review.outputs):
            pass

"""The command as a process of its own, from documents to pages, on a review of two tiny documents."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = """# Relief of pain

## Introduction

Drug X may give relief to patients [1]. In rats it gave no relief <script>alert(1)</script> $x$.

## References

[1] Lee A. Relief by drug X: a randomized trial. J Pain. 2020;1(2):3-9. doi:10.1000/xyz.1
"""


@pytest.fixture
def review(project: Any) -> Any:
    """A project with one document, one empty file, and a topic notebook that shows the statements."""
    seeds = project.root / "seeds"
    (seeds / "lee.txt").unlink()
    (seeds / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    (seeds / "b.txt").write_bytes(b"")
    (seeds / "review" / "topics" / "harm.yml").unlink()
    project.add_notebook(
        "40_topic",
        "import evidence_review as er\ncorpus = er.load()\n"
        "er.evidence_table(corpus.statements[corpus.statements['topic'] == topic], corpus=corpus)",
    )
    return project


def start(review: Any, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "evidence_review.cli", *arguments]
    source = Path(__file__).resolve().parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    return subprocess.Popen(
        command,
        cwd=review.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: "subprocess.Popen[str]") -> tuple[int, list[str], str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out.splitlines(), err


def test_from_documents_to_pages(review: Any) -> None:
    code, paths, said = finish(start(review, "run"))
    assert (code, [Path(path).parent.name for path in paths]) == (0, ["relief", "10_sources", "outputs"]), said
    page = Path(paths[0]).read_text(encoding="utf-8")
    assert '<mark>Drug X may give relief to patients <span class="er-marker">[1]</span>.</mark>' in page
    assert "doi:10.1000/xyz.1" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; $x$" in page
    assert page.count("<script") == 1
    index = Path(paths[-1]).read_text(encoding="utf-8")
    assert "not read: the file is empty" in index
    # Nothing has changed.
    code, again, said = finish(start(review, "run", "relief"))
    assert (code, len(again)) == (0, 2)
    assert said == "1 page is up to date\n"


def test_failing_page_is_reported_and_the_others_are_made(review: Any) -> None:
    review.add_notebook("10_sources", "1 / 0")
    code, paths, said = finish(start(review, "run"))
    assert (code, [Path(path).parent.name for path in paths]) == (1, ["relief", "outputs"])
    assert "10_sources: FAILED (there is no earlier page): notebooks/10_sources.ipynb, cell 3" in said
    assert "ZeroDivisionError: division by zero" in said
    assert "1 page failed: 10_sources" in said
    assert "Traceback" not in said


def test_build_and_check_without_topics(review: Any) -> None:
    (review.root / "seeds" / "review" / "topics" / "relief.yml").unlink()
    code, _, said = finish(start(review, "build", "--strict"))
    assert code == 1
    assert "b.txt: " in said
    assert "rejected (the file is empty" in said
    assert "therefore no statements" in said
    code, lines, said = finish(start(review, "check", "--seeds", "seeds"))
    assert code in (0, 1), said
    assert lines[-1].endswith(" info")


def test_unknown_topic_exits_with_2(review: Any) -> None:
    code, lines, said = finish(start(review, "run", "releif"))
    assert (code, lines) == (2, [])
    assert said == "evidence: 'releif': is no topic of this review; did you mean relief? The topics are relief\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent to a process group")
def test_interrupt_leaves_nothing_half_written(review: Any, tmp_path: Path) -> None:
    began = tmp_path / "began"
    review.add_notebook("10_sources", f"import pathlib, time\npathlib.Path({str(began)!r}).touch()\ntime.sleep(300)")
    process = start(review, "run")
    deadline = time.monotonic() + 60
    while not began.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    code, _, said = finish(process)
    assert code == 130
    assert said.splitlines()[-1] == "evidence: interrupted; what was finished is kept, nothing is half-written"
    assert "Traceback" not in said
    left = [path.name for path in review.review.outputs.iterdir()]
    assert not [name for name in left if name.startswith(".making") or name == "10_sources"]

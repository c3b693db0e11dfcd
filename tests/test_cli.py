"""The command line: what it prints where, and how it exits."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from evidence_review import cli
from evidence_review.errors import EvidenceError

PARKED = pd.DataFrame({"file": ["review.csv"], "line_no": [7], "reason": ["gone\n\u202e"]})
CODINGS = pd.DataFrame({"status": [], "start": []})
FINDINGS = pd.DataFrame(
    {
        "check": ["missing-doi", "dangling-citation", "doubled-identifier"],
        "finding_no": [1, 1, 1],
        "severity": ["info", "error", "warning"],
        "source_id": ["lee2020", "lee2020", "kim2021"],
        "start": pd.array([12, 34, None], dtype="Int64"),
        "end": pd.array([15, 39, None], dtype="Int64"),
        "raw": ["a", "(99)", None],
        "message": ["has no\nDOI", "99 is not in the list \u202e", "twice"],
    }
)


def source(file: str, status: str, reason: object = None) -> dict[str, object]:
    counts = {"n_references": 3, "n_citations": 1} if status == "ok" else {"n_references": pd.NA, "n_citations": pd.NA}
    return {"source_id": file[:-4], "file": file, "kind": "plain-text", "status": status, "reason": reason, **counts}


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SimpleNamespace:
    """A build that reads nothing: one good source, one rejected, no topics."""
    (tmp_path / "seeds").mkdir()
    monkeypatch.setenv("EVIDENCE_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("EVIDENCE_OUTPUTS", str(tmp_path / "outputs"))
    sources = pd.DataFrame([source("a.txt", "ok"), source("b.txt", "rejected", "the file is empty")])
    review = SimpleNamespace(topics=tmp_path / "seeds/review/topics")
    corpus = SimpleNamespace(sources=sources, topics=(), statements=pd.DataFrame(), parked=PARKED, review=review)
    monkeypatch.setattr("evidence_review.run.runner.build_tables", lambda review, jobs: corpus)
    return corpus


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Checks that report the same three findings of whatever is built."""
    monkeypatch.setattr(
        "evidence_review.build.build_corpus",
        lambda review: SimpleNamespace(findings=FINDINGS, parked=PARKED, codings=CODINGS),
    )
    monkeypatch.setenv("EVIDENCE_SEEDS", str(tmp_path))


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom evidence_review.cli import main\n"
        "try:\n    main(['run', '--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'papermill', 'nbformat', 'yaml', 'jinja2', 'asyncio'}\n"
        "sys.exit(','.join(sorted(heavy & sys.modules.keys())) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--force" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [[], ["unknown"], ["run", "--jobs", "0"], ["run", "--jobs", "x"], ["build", "--sedes", "x"], ["build", "x"]],
)
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        cli.main(arguments)
    assert raised.value.code == cli.WRONG
    assert "usage:" in capsys.readouterr().err


def test_missing_folder_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "nowhere")
    assert cli.main(["build", "--seeds", missing]) == cli.WRONG
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err == f"evidence: {missing}: is not a folder; name the folder that holds the documents with --seeds DIR\n"
    )


def test_build_reports_every_file(built: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build"]) == cli.GOOD
    said = capsys.readouterr()
    assert said.out.split() == [str(tmp_path / "outputs" / "tables"), str(tmp_path / "outputs" / "texts")]
    lines = said.err.splitlines()
    assert lines[0] == "a.txt: a: ok, plain-text, 3 references, 1 citation"
    assert lines[1] == "b.txt: b: rejected (the file is empty)"
    assert "no topics" in lines[2]
    assert "therefore no statements" in lines[2]
    assert lines[3:] == ["2 sources, 0 topics, 0 statements", "review.csv, line 7: parked: gone [U+202E]"]
    assert cli.main(["build", "--strict"]) == cli.FAILED


def test_check_as_text(checked: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == cli.FAILED
    said = capsys.readouterr()
    assert said.err == "review.csv, line 7: parked: gone [U+202E]\n"
    assert said.out.splitlines() == [
        "error dangling-citation lee2020:34 99 is not in the list [U+202E]",
        "warning doubled-identifier kim2021 twice",
        "info missing-doi lee2020:12 has no DOI",
        "1 error, 1 warning, 1 info",
    ]


def test_check_as_json(checked: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--format", "json"]) == cli.FAILED
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert report["findings"][1]["raw"] == "(99)"
    assert report["findings"][2]["start"] is None
    assert report["findings"][0]["start"] == 12


def test_check_says_how_many_codings_were_looked_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statuses = ["used", "second-coder", "misattributed", "not-found", "unknown-source"]
    codings = pd.DataFrame({"status": statuses, "start": pd.array([1, 2, None, None, None], dtype="Int64")})
    corpus = SimpleNamespace(findings=FINDINGS[:0], parked=PARKED[:0], codings=codings)
    monkeypatch.setattr("evidence_review.build.build_corpus", lambda review: corpus)
    monkeypatch.setenv("EVIDENCE_SEEDS", str(tmp_path))
    cli.main(["check"])
    assert capsys.readouterr().err == "4 codings checked, 2 verbatim\n"


def test_check_without_errors_is_good(checked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    mild = SimpleNamespace(findings=FINDINGS[FINDINGS["severity"] != "error"], parked=PARKED, codings=CODINGS)
    monkeypatch.setattr("evidence_review.build.build_corpus", lambda review: mild)
    assert cli.main(["check"]) == cli.GOOD


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (
            EvidenceError("seeds: holds no document; add one"),
            cli.WRONG,
            "evidence: seeds: holds no document; add one\n",
        ),
        (KeyboardInterrupt(), 130, "evidence: interrupted; what was finished is kept, nothing is half-written\n"),
    ],
)
def test_errors_are_one_line(
    built: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
    line: str,
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("evidence_review.run.runner.build_tables", fail)
    assert cli.main(["build"]) == code
    assert capsys.readouterr() == ("", line)


def test_run_exits_with_1_when_a_page_failed(
    built: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = SimpleNamespace(failed={"harm": "cell 3"}, paths=[Path("o/index.html")])
    monkeypatch.setattr("evidence_review.run.runner.run_review", lambda *_, **__: outcome)
    assert cli.main(["run", "harm"]) == cli.FAILED
    said = capsys.readouterr()
    assert said.out == "o/index.html\n"
    assert said.err == "1 page failed: harm\n"
    outcome.failed.clear()
    assert cli.main(["run"]) == cli.GOOD


def test_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom evidence_review import cli\n"
        "def flood(options):\n    while True:\n        print('x' * 1000)\n"
        "cli._check = flood\nsys.exit(cli.main(['check']))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


FOX = "A fox\n\nFoxes are small animals that live in woods, and that people have told stories about for a long time.\n"


def evidence(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    code = "import sys; from evidence_review.cli import main; sys.exit(main())"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False, **options)


def test_build_report_stands_before_the_paths(tmp_path: Path) -> None:
    seeds, outputs = tmp_path / "seeds", tmp_path / "outputs"
    seeds.mkdir()
    (seeds / "fox.txt").write_text(FOX + "Füchse \u202e.\n", encoding="utf-8")
    (seeds / "none.txt").write_bytes(b"")
    plain = evidence("build", "--seeds", str(seeds), "--outputs", str(outputs))
    # A terminal that knows no letter but ASCII must not stop the report.
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = evidence("build", "--report", "--seeds", str(seeds), "--outputs", str(outputs), env=environment)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode("ascii").splitlines()
    assert lines[0] == "2 sources: 1 not read, 1 look at"
    assert lines[-3:] == ["", str(outputs / "tables"), str(outputs / "texts")]
    assert any("not read" in line and "the file is empty" in line for line in lines)
    assert done.stderr == plain.stderr
    assert plain.stdout.decode().split() == lines[-2:]


def test_report_of_an_empty_folder_is_one_line(tmp_path: Path) -> None:
    done = evidence("build", "--report", "--seeds", str(tmp_path))
    assert (done.returncode, done.stdout) == (cli.WRONG, b"")
    assert done.stderr.decode().count("\n") == 1
    assert b"put the documents" in done.stderr


def test_report_into_a_pipe_that_closes_is_no_error(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    # More than a pipe holds.
    for number in range(150):
        (seeds / f"{number}.txt").write_text(f"{FOX}Number {number} of the foxes.\n", encoding="utf-8")
    code = "import sys; from evidence_review.cli import main; sys.exit(main())"
    arguments = ["build", "--report", "--seeds", str(seeds), "--outputs", str(tmp_path / "outputs")]
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=pipe, stderr=pipe) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(10) == b"150 source"
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 141


@pytest.fixture
def den(tmp_path: Path) -> list[str]:
    """Options that name a review with one topic, on which two sentences wait for a decision."""
    topics = tmp_path / "seeds" / "review" / "topics"
    topics.mkdir(parents=True)
    (tmp_path / "seeds" / "fox.txt").write_text(
        FOX + "The den of a fox has two doors, and dens are old.\n", encoding="utf-8"
    )
    text = "title: Dens\nquestions: [{id: den-doors, text: How many?, kind: value, unit: '1'}]\nterms: [den, fox*]\n"
    (topics / "dens.yml").write_text(text, encoding="utf-8")
    return ["--seeds", str(tmp_path / "seeds"), "--outputs", str(tmp_path / "outputs")]


def test_code_writes_a_sheet_and_takes_it_back(
    den: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["code", "dens", *den]) == cli.GOOD
    sheet = tmp_path / "outputs" / "coding" / "dens.csv"
    said = capsys.readouterr()
    assert said.out == f"{sheet}\n"
    n_rows = len(sheet.read_text(encoding="utf-8").splitlines()) - 1
    assert said.err == f"dens: {n_rows} rows to decide\n"
    lines = sheet.read_text(encoding="utf-8").splitlines()
    assert lines[-1].endswith("dens,den-doors,,neutral,not-stated,asserted,,,")
    sheet.write_text(
        "\n".join([*lines[:-1], lines[-1].replace("den-doors,,", "den-doors,2,")]) + "\n", encoding="utf-8"
    )
    assert cli.main(["code", "dens", *den]) == cli.WRONG
    assert f"{sheet}: has been filled in" in capsys.readouterr().err
    assert cli.main(["code", "dens", *den, "--add", "--coder", "AB"]) == cli.GOOD
    said = capsys.readouterr()
    codings = tmp_path / "seeds" / "review" / "codings.csv"
    assert said.out == f"{codings}\n"
    assert said.err == f"1 row added, 0 there before, {n_rows - 1} undecided\n"
    assert ",den-doors,2,neutral,not-stated,asserted,,AB," in codings.read_text(encoding="utf-8")
    assert cli.main(["code", "dens", *den, "--add", str(sheet), "--coder", "AB"]) == cli.GOOD
    assert capsys.readouterr().err == f"0 rows added, 1 there before, {n_rows - 1} undecided\n"


def test_code_names_the_nearest_topic(den: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["code", "den", *den]) == cli.WRONG
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "evidence: 'den': is no topic of this review; did you mean dens? The topics are dens\n"

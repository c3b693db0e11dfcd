"""What the README tells people to type exists: targets, commands, options, notebooks, parameters and topics."""

import re
import shlex
import subprocess
import sys
from contextlib import suppress
from dataclasses import fields
from functools import cache
from itertools import pairwise
from pathlib import Path

import papermill
import pytest

from evidence_review.checks import CHECKS
from evidence_review.errors import UnreadableSource
from evidence_review.readers import read_document

ROOT = Path(__file__).resolve().parents[1]
PAGES = [path for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md") if path.is_file()]
TOPICS = {path.stem for path in (ROOT / "seeds/review/topics").glob("*.yml")}
TAKES_VALUE = re.compile(r"(--[a-z][a-z-]*)[ =](?:[A-Z{<])")


def commands(program: str) -> list[object]:
    """Return every command of the pages' code fences that begins with a program, as pytest parameters."""
    found = []
    for page in PAGES:
        for fence in re.findall(r"^```[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            for line in fence.replace("\\\n", " ").splitlines():
                if re.match(rf"(\$ )?(\S*/)?{program}(?=\s|$)", line):
                    words = shlex.split(line.removeprefix("$ "), comments=True)
                    found.append(pytest.param(words[1:], id=f"{page.stem}: {' '.join(words)}"))
    return found


def is_placeholder(word: str) -> bool:
    """Return whether a word stands for something that the reader fills in."""
    return word.strip("[]<>.").isupper() or word.startswith(("[", "<", "$"))


@cache
def help_text(*words: str) -> str:
    """Return what the command prints for --help; fail when it does not know the sub-command."""
    code = "import sys; from evidence_review.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code, *words, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"evidence {' '.join(words)} --help fails: {done.stderr or done.stdout}"
    return done.stdout


@pytest.mark.parametrize("words", commands("make"))
def test_make_target_exists(words: list[str]) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {word for word in words if "=" not in word and not word.startswith("-")}
    assert named <= targets, f"no target {', '.join(named - targets)} in the Makefile"


@pytest.mark.parametrize("words", commands("evidence"))
def test_evidence_command_exists(words: list[str]) -> None:
    options = [word.partition("=")[0] for word in words if word.startswith("-")]
    sub = words[0] if words and not words[0].startswith("-") and not is_placeholder(words[0]) else None
    text = help_text(sub) if sub else help_text()
    unknown = [option for option in options if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text)]
    assert not unknown, f"evidence {sub or ''} --help does not know {', '.join(unknown)}"
    with_value = set(TAKES_VALUE.findall(text))
    if sub in ("run", "code"):
        named = [word for before, word in pairwise(words) if not word.startswith("-") and before not in with_value]
        strangers = {word for word in named if not is_placeholder(word)} - TOPICS
        assert not strangers, f"no topic {', '.join(strangers)} in seeds/review/topics"


@pytest.mark.parametrize("words", commands("papermill"))
def test_papermill_command_works(words: list[str]) -> None:
    (notebook,) = [word for word in words if word.endswith(".ipynb")][:1]
    assert (ROOT / notebook).is_file(), f"{notebook} does not exist"
    known = papermill.inspect_notebook(str(ROOT / notebook))
    for flag, name, value in zip(words, words[1:], words[2:], strict=False):
        if flag in ("-p", "-r", "--parameters", "--parameters_raw"):
            assert name in known, f"{notebook} has no parameter {name}"
            assert name != "topic" or value in TOPICS or is_placeholder(value), f"no topic {value}"


def test_the_readme_names_every_check() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [code for code in CHECKS if f"`{code}`" not in text] == []


FIELDS = {
    "title": ["title"],
    "authors": ["authors"],
    "date of publication": ["published"],
    "received, accepted": ["received", "accepted"],
    "date of review": ["reviewed"],
    "reviewer": ["reviewed_by"],
    "journal or site": ["container_title", "site"],
    "volume, pages": ["volume", "pages"],
    "DOI": ["doi"],
    "PMID": ["pmid"],
    "license, keywords": ["license", "keywords"],
    "funding, conflicts of interest, AI tools": ["funding", "conflict_of_interest", "ai_statement"],
}


def test_the_table_of_formats_says_what_the_readers_read() -> None:
    """Each `yes` is filled in some document of the tests or the bundled review, and each dash in none."""
    found: dict[str, set[str]] = {}
    for path in [
        *(ROOT / "tests/data").glob("*/*.txt"),
        *(ROOT / "tests/data").glob("*/*.md"),
        *(ROOT / "seeds").glob("*.txt"),
    ]:
        with suppress(UnicodeDecodeError, UnreadableSource):
            document = read_document(path.read_bytes().decode("utf-8-sig"))
            kind = "journal article" if document.kind.startswith("journal") else document.kind.replace("-", " ")
            filled = {field.name for field in fields(document.metadata) if getattr(document.metadata, field.name)}
            found.setdefault(kind, set()).update(filled, {"list"} if document.entries else set())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in readme.splitlines() if line.startswith("| ")
    ]
    head = next(row for row in rows if row[1].startswith("journal article"))
    kinds = [name.removesuffix(" or review") for name in head[1:]]
    said = {row[0]: dict(zip(kinds, row[1:], strict=True)) for row in rows if len(row) == len(head)}
    for label, names in {**FIELDS, "reference list": ["list"]}.items():
        assert said[label] == {kind: "yes" if set(names) & found[kind] else "–" for kind in kinds}, label

"""A review whose tables are given and whose notebooks are tiny, so that what is tested is the running of them."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

from evidence_review.corpus.store import TABLE_NAMES, Corpus
from evidence_review.decisions import read_topics
from evidence_review.paths import Review

TOPIC = "title: {title}\nquestions:\n  - id: relief\n    text: Does it relieve?\nterms: [{id}]\n"


def make_corpus(review: Review, text: str) -> Corpus:
    """Return a corpus of one source with two sentences that both speak to every topic of the review."""
    from evidence_review.schema import frame

    topics = read_topics(review)
    source = {"source_id": "lee2020", "file": "lee.txt", "title": text, "kind": "plain-text", "year": 2020}
    source |= {"n_references": 1, "n_citations": 1, "status": "ok", "is_encoding_guessed": False}
    span = {"source_id": "lee2020", "start": 0, "end": len(text)}
    sentence = {
        **span,
        "section_no": 1,
        "paragraph_no": 1,
        "block": "prose",
        "raw": text,
        "text": text,
        "parts": f"0-{len(text)}",
    }
    statement = {
        **span,
        "cited_end": span["end"],
        "raw": text,
        "text": text,
        "topic_cue": "x",
        "is_negated": False,
        "n_citations": 1,
    }
    rows = {
        "sources": [source],
        "sections": [{**span, "section_no": 1, "level": 1, "title": "Results & <b>more</b>", "kind": "body"}],
        "sentences": [{**sentence, "sentence_no": number, "is_boilerplate": False} for number in (1, 2)],
        "references": [
            {**span, "reference_no": 4, "raw": "Lee & Co.", "number_origin": "printed", "parse_status": "ok"}
        ],
        "citations": [
            {**span, "end": 1, "citation_no": 1, "marker_no": 1, "sentence_no": 1, "raw": "(4)", "reference_no": 4}
            | {"style": "round", "is_second_style": False, "status": "resolved"},
            {**span, "end": 1, "citation_no": 2, "marker_no": 1, "sentence_no": 1, "raw": "(9)"}
            | {"style": "round", "is_second_style": False, "status": "dangling", "unresolved": "9"},
        ],
        "statements": [
            {**statement, "statement_no": number, "statement_id": f"lee2020:s{number:03d}", "sentence_no": 1}
            | {"topic": topic.id, "origin": "machine", "population": "human;animal"}
            for number, topic in enumerate(topics, start=1)
        ],
        "findings": [{**span, "check": "missing-doi", "finding_no": 1, "severity": "error", "message": f"saw {text}"}],
    }
    tables = {name: frame(name, rows.get(name, [])) for name in TABLE_NAMES}
    return Corpus(review=review, topics=topics, texts={"lee2020": text}, **tables)


@dataclass
class Project:
    """A checkout with notebooks and seeds."""

    root: Path
    text: str = "It relieves (4)."
    builds: list[Path] = field(default_factory=list)

    @property
    def review(self) -> Review:
        return Review(self.root / "seeds", self.root / "outputs")

    def add_notebook(self, name: str, *cells: str, parameters: str = 'topic: str = "relief"  # which') -> Path:
        """Write a notebook: a title cell, the parameters, and the given cells; `# ` begins a markdown cell."""
        made = [
            nbformat.v4.new_markdown_cell(f"# The {name} page\n\nWhat *is* there?\n\nRun it with papermill."),
            nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        ]
        for cell in cells:
            make = nbformat.v4.new_markdown_cell if cell.startswith("#") else nbformat.v4.new_code_cell
            made.append(make(cell))
        for number, cell in enumerate(made):
            cell["id"] = f"c{number}"
        notebook = nbformat.v4.new_notebook(cells=made)
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = self.root / "notebooks" / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path

    def add_topic(self, topic_id: str) -> None:
        path = self.root / "seeds" / "review" / "topics" / f"{topic_id}.yml"
        path.write_text(TOPIC.format(title=topic_id.title(), id=topic_id), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        outputs = self.root / "outputs"
        return {
            path.relative_to(outputs).as_posix(): path.read_bytes() for path in outputs.rglob("*") if path.is_file()
        }


def fake_build(project_of: dict[Path, Project]) -> ModuleType:
    """Return a stand-in for `evidence_review.build` that writes given tables."""
    module = ModuleType("evidence_review.build")

    def build_review(review: Review, *, jobs: int = 1) -> Corpus:
        project = project_of[review.seeds]
        project.builds.append(review.outputs)
        corpus = make_corpus(review, project.text)
        review.tables.mkdir(parents=True, exist_ok=True)
        review.texts.mkdir(parents=True, exist_ok=True)
        for name in TABLE_NAMES:
            getattr(corpus, name).to_csv(review.tables / f"{name}.csv", index=False)
        (review.texts / "lee2020.txt").write_text(project.text, encoding="utf-8")
        return corpus

    def load(seeds: str, outputs: str) -> Corpus:
        review = Review(Path(seeds), Path(outputs))
        return make_corpus(review, project_of[review.seeds].text)

    module.build_review = build_review
    module.load = load
    return module


@pytest.fixture
def make_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Project]:
    """Return a function that makes a project and goes to its folder."""
    projects: dict[Path, Project] = {}
    monkeypatch.setitem(sys.modules, "evidence_review.build", fake_build(projects))
    # Somebody may edit the package while its tests run.
    monkeypatch.setattr("evidence_review.run.runner.hash_package", lambda: "as it is")
    monkeypatch.delenv("EVIDENCE_SEEDS", raising=False)
    monkeypatch.delenv("EVIDENCE_OUTPUTS", raising=False)

    def make(name: str = "one") -> Project:
        root = tmp_path / name
        (root / "notebooks").mkdir(parents=True)
        (root / "seeds" / "review" / "topics").mkdir(parents=True)
        (root / "seeds" / "lee.txt").write_text("It relieves (4).", encoding="utf-8")
        monkeypatch.chdir(root)
        projects[(root / "seeds").resolve()] = project = Project(root)
        return project

    return make


@pytest.fixture
def project(make_project: Callable[[str], Project]) -> Project:
    """A project with two topics, a topic notebook and another one."""
    made = make_project("one")
    made.add_topic("relief")
    made.add_topic("harm")
    made.add_notebook("40_topic", "# x\n## Numbers", "print(topic)")
    made.add_notebook("10_sources", "print('ten')")
    return made

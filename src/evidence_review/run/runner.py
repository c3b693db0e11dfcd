"""Makes what is stale: the tables, the exports, the pages, the index; a page that fails leaves its last good version in place."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence_review.decisions import read_topics
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review, find_project
from evidence_review.run.manifest import Manifest, hash_files, hash_package, library_versions, write_files
from evidence_review.run.pages import Page, choose_pages, list_pages

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus
    from evidence_review.site.frame import Link

__all__ = ["Outcome", "build_tables", "run_review"]

Say = Callable[[str], None]
_TABLES = "tables"
_EXPORTS = "exports"
_SITE = "site"
_PAGE = "page:"


@dataclass
class Outcome:
    """What a run did: pages made, with their seconds; pages that failed, with the reason; pages that were fresh."""

    made: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)


@dataclass
class _State:
    """What everything in one run depends on; the corpus is there once something has needed it."""

    review: Review
    manifest: Manifest
    package: str
    libraries: dict[str, str]
    corpus: "Corpus | None" = None

    def load(self) -> "Corpus":
        """Return the corpus, which is read where no tables were built in this run."""
        from evidence_review.build import load

        self.corpus = self.corpus or load(str(self.review.seeds), str(self.review.outputs))
        return self.corpus

    def decisions(self) -> list[Path]:
        """List the reviewers' files."""
        return [path for path in self.review.decisions.rglob("*") if path.is_file()]

    def tables(self) -> dict[str, Any]:
        """Say what the tables are made from: the documents, the reviewers' files, the package and its libraries."""
        seeds = self.review.seeds
        documents = [path for path in seeds.iterdir() if path.is_file() and not path.name.startswith(".")]
        return {
            "seeds": hash_files([*documents, *self.decisions()], seeds),
            "package": self.package,
            "libraries": self.libraries,
        }

    def page(self, page: Page) -> dict[str, Any]:
        """Say what a page is made from."""
        notebook = hash_files([page.notebook], page.notebook.parent)
        return {**self.common(), "notebook": notebook, "parameters": page.parameters}

    def common(self) -> dict[str, Any]:
        """Say what all pages are made from: the tables, and the reviewers' files, which pages read too."""
        outputs = self.review.outputs
        paths = [outputs / path for path in self.manifest.files(_TABLES)]
        return {
            "tables": hash_files(paths, outputs),
            "decisions": hash_files(self.decisions(), self.review.seeds),
            "package": self.package,
            "libraries": self.libraries,
        }


def _state(review: Review) -> _State:
    return _State(review, Manifest(review.outputs), hash_package(), library_versions())


def build_tables(review: Review, *, jobs: int = 1) -> "Corpus":
    """Build the tables, write them, and note in the manifest what they were made from.

    Parameters
    ----------
    review : Review
        The folders of the review.
    jobs : int
        How many documents are read at the same time.

    Returns
    -------
    Corpus
        All tables.
    """
    return _build(_state(review), jobs)


def _build(state: _State, jobs: int) -> "Corpus":
    from evidence_review.build import build_review

    made_from = state.tables()
    review = state.review
    state.corpus = corpus = build_review(review, jobs=jobs)
    texts = [path for path in review.texts.glob("*.txt") if path.stem in corpus.texts]
    tables = [
        path for path in review.tables.iterdir() if path.suffix in (".csv", ".parquet") and hasattr(corpus, path.stem)
    ]
    state.manifest.record(_TABLES, made_from, [path.relative_to(review.outputs).as_posix() for path in tables + texts])
    return corpus


def run_review(
    review: Review, names: Sequence[str] = (), *, jobs: int = 1, force: bool = False, say: Say = lambda line: None
) -> Outcome:
    """Make the pages of a review that are not up to date, and what they need.

    Parameters
    ----------
    review : Review
        The folders of the review.
    names : sequence of str
        Topics whose pages are wanted; none means all pages.
    jobs : int
        How many pages are made at the same time.
    force : bool
        Make everything again.
    say : callable
        Is told one line per unit of work.

    Returns
    -------
    Outcome
        What was made, what was fresh and what failed.

    Raises
    ------
    EvidenceError
        If the input is wrong; nothing has been changed then, save for the tables.
    """
    started = datetime.now(UTC)
    every = list_pages(find_project() / "notebooks", read_topics(review))
    chosen = choose_pages(every, names)
    state = _state(review)
    outcome = Outcome()
    is_built = force or not state.manifest.is_fresh(_TABLES, state.tables())
    if is_built:
        _preload()
        begun = time.perf_counter()
        corpus = _build(state, jobs)
        say(f"tables: {len(corpus.sources)} sources, {len(corpus.statements)} statements, {_seconds(begun)}")
    _make_exports(state, force, say)
    _remove_others(state, every)
    stale = [page for page in chosen if force or not state.manifest.is_fresh(_PAGE + page.name, state.page(page))]
    outcome.fresh = [page.name for page in chosen if page not in stale]
    if outcome.fresh:
        say(f"{len(outcome.fresh)} page{'s are' if len(outcome.fresh) > 1 else ' is'} up to date")
    if stale:
        # A page that is made anew has no navigation until the site is made.
        state.manifest.record(_SITE, {}, state.manifest.files(_SITE))
        _make_pages(state, stale, jobs, outcome, say)
    _make_site(state, every, force, say)
    outcome.paths = [path for page in chosen if (path := review.outputs / page.name / "index.html").is_file()]
    outcome.paths.append(review.outputs / "index.html")
    if stale or is_built:
        _write_run(state, started, outcome)
    return outcome


def _make_exports(state: _State, force: bool, say: Say) -> None:
    """Write what other programs read."""
    made_from = state.common()
    if not force and state.manifest.is_fresh(_EXPORTS, made_from):
        return
    from evidence_review.exports import export_files

    files = export_files(state.load())
    write_files(state.review.outputs, files)
    state.manifest.record(_EXPORTS, made_from, files)
    say(f"exports: {', '.join(files)}")


def _preload() -> None:
    from evidence_review.run.kernel import preload

    preload()


def _remove_others(state: _State, every: list[Page]) -> None:
    """Remove the pages of topics and notebooks that are no more."""
    names = {_PAGE + page.name for page in every}
    for part in state.manifest.parts:
        if part.startswith(_PAGE) and part not in names:
            state.manifest.remove(part)


def _make_pages(state: _State, pages: list[Page], jobs: int, outcome: Outcome, say: Say) -> None:
    from evidence_review.run.execute import check_parameters
    from evidence_review.run.kernel import kill_all

    _preload()
    for page in pages:
        check_parameters(page.notebook, page.parameters)
    pool = ThreadPoolExecutor(max_workers=max(1, min(jobs, len(pages))))
    try:
        pending = {pool.submit(_execute, state, page): page for page in pages}
        for number, future in enumerate(_completed(pending), start=1):
            page = pending[future]
            line = _finish(state, page, future, outcome)
            say(f"[{number}/{len(pages)}] {page.name}: {line}")
    finally:
        # After Ctrl-C nobody waits for the pages that are under way.
        pool.shutdown(wait=False, cancel_futures=True)
        kill_all()


def _completed(pending: "dict[Future[Any], Page]") -> "Iterator[Future[Any]]":
    """Yield futures as they end; waiting in short spells lets Ctrl-C through on every system."""
    left = set(pending)
    while left:
        done, left = wait(left, timeout=0.5, return_when=FIRST_COMPLETED)
        yield from sorted(done, key=lambda future: pending[future].name)


def _execute(state: _State, page: Page) -> tuple[Any, float]:
    from jupyter_core.utils import ensure_event_loop

    from evidence_review.run.execute import execute

    begun = time.perf_counter()
    folders = {"EVIDENCE_SEEDS": str(state.review.seeds), "EVIDENCE_OUTPUTS": str(state.review.outputs)}
    try:
        return execute(page.notebook, page.parameters, folders), time.perf_counter() - begun
    finally:
        # Jupyter opens a loop for every thread and leaves it open.
        ensure_event_loop().close()


def _finish(state: _State, page: Page, future: "Future[Any]", outcome: Outcome) -> str:
    from evidence_review.run.execute import NotebookFailure
    from evidence_review.run.render import render

    try:
        executed, seconds = future.result()
        files = render(executed.notebook, name=page.name, heading=_heading(page), made_by=_say_maker(state, page))
    except (NotebookFailure, EvidenceError) as failure:
        outcome.failed[page.name] = str(failure)
        return _failed(state, page, str(failure))
    files = {f"{page.name}/{path}": content for path, content in files.items()}
    write_files(state.review.outputs, files)
    state.manifest.record(_PAGE + page.name, state.page(page), files)
    outcome.made[page.name] = round(seconds, 2)
    warned = f"; it warned: {executed.warnings[-1]}" if executed.warnings else ""
    return f"made in {seconds:.1f} s{warned}"


def _failed(state: _State, page: Page, reason: str) -> str:
    is_kept = (state.review.outputs / page.name / "index.html").is_file()
    kept = "the last good page stays" if is_kept else "there is no earlier page"
    with_topic = f' with topic = "{page.parameters["topic"]}"' if page.parameters else ""
    return (
        f"FAILED ({kept}): notebooks/{page.notebook.name}, {reason}; "
        f"to see it, run the notebook in JupyterLab{with_topic} (make lab)"
    )


def _heading(page: Page) -> Any:
    from evidence_review.run.render import Heading
    from evidence_review.summaries.wording import count_in_words

    if page.topic is None:
        return None
    n = len(page.topic.questions)
    asked = f"answer to {count_in_words(n, 'question')}" if n else "state on this topic"
    return Heading(page.topic.title, (f"What the sources {asked}, and how far that can be trusted.",))


def _make_site(state: _State, every: list[Page], force: bool, say: Say) -> None:
    """Make the reading views and the start page, and put the navigation into every page: last, since only now it is known which there are."""
    outputs = state.review.outputs
    there = [page for page in every if (outputs / page.name / "index.html").is_file()]
    made_from = {
        **state.common(),
        "pages": [page.name for page in there],
        "notebooks": hash_files([page.notebook for page in there if not page.topic], find_project() / "notebooks"),
        "exports": list(state.manifest.files(_EXPORTS)),
    }
    if not force and state.manifest.is_fresh(_SITE, made_from):
        return
    from evidence_review.site.frame import thread
    from evidence_review.site.index import render_index
    from evidence_review.site.reading import render_source

    # The ids of the sources that were read: those whose texts were written.
    names = [Path(path).stem for path in state.manifest.files(_TABLES) if path.startswith("texts/")]
    links = _list_links(there, names)
    corpus, made_by = state.load(), _say_maker(state)
    pages = {f"sources/{name}.html": render_source(corpus, name, links, made_by=made_by) for name in names}
    say(f"sources: {len(pages)} reading views made")
    pages["index.html"] = render_index(corpus, links, made_from["exports"], made_by=made_by)
    files = {path: thread(markup, links, path).encode("utf-8") for path, markup in pages.items()}
    write_files(outputs, files)
    for page in there:
        _thread_page(state, page, links)
    state.manifest.record(_SITE, made_from, files)
    say("index: made")


def _list_links(there: list[Page], sources: list[str]) -> "list[Link]":
    """List the pages that there are, in the order of the navigation."""
    from evidence_review.run.render import read_heading
    from evidence_review.site.frame import Link

    links = [Link("Evidence review", "index.html")]
    links += [Link(page.topic.title, f"{page.name}/index.html", "Topics") for page in there if page.topic]
    for page in there:
        if not page.topic:
            heading = read_heading(page.notebook)
            links.append(Link(heading.title, f"{page.name}/index.html", "Across the sources", " ".join(heading.lead)))
    return links + [Link(name, f"sources/{name}.html", "Sources") for name in sources]


def _thread_page(state: _State, page: Page, links: "list[Link]") -> None:
    from evidence_review.site.frame import thread

    path, part = f"{page.name}/index.html", _PAGE + page.name
    if path not in state.manifest.files(part):
        return
    markup = (state.review.outputs / path).read_text(encoding="utf-8")
    threaded = thread(markup, links, path)
    if threaded != markup:
        write_files(state.review.outputs, {path: threaded.encode("utf-8")})
        state.manifest.record(part, state.manifest.made_from(part), state.manifest.files(part))


def _say_maker(state: _State, page: Page | None = None) -> str:
    version = state.libraries.get("evidence-review", "")
    notebook = f" from notebooks/{page.notebook.name}" if page else ""
    return " ".join(f"Made by evidence-review {version}".split()) + f"{notebook}."


def _write_run(state: _State, started: datetime, outcome: Outcome) -> None:
    """Write when and with what the run was made: the only file that may differ between two runs."""
    run = {
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": state.libraries,
        "seconds": outcome.made,
        "fresh": outcome.fresh,
        "failed": outcome.failed,
    }
    write_files(state.review.outputs, {"run.json": (json.dumps(run, indent=1) + "\n").encode("utf-8")})


def _seconds(begun: float) -> str:
    return f"{time.perf_counter() - begun:.1f} s"

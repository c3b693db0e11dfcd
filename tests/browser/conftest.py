"""Two sites to look at in a browser: a few pages of the bundled review, and a review in which everything that is text is an attack."""

import shutil
from pathlib import Path

import pytest

from evidence_review.paths import Review

REAL_PAGES = ("depression", "30_quantities", "60_integrity")
HOSTILE_PAGES = ("sleep", "60_integrity")
# Names that a shell, a page, a spreadsheet and a reader from right to left would each take for something else.
ARTICLE = "=cmd|'x'!A0 <img src=x onerror=owned=1> $x$ [a](javascript:owned=1) \u202efdp.txt"
PAGE = "x%2f..%2f..%2f &lt;b&gt; `page` \"onclick='owned=1.txt"
BINARY = "<script>owned=1<.bin"


def make_site(review: Review, names: tuple[str, ...]) -> Path:
    """Run a review, of its pages only some."""
    from evidence_review.run import runner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "choose_pages", lambda pages, _: [page for page in pages if page.name in names])
        outcome = runner.run_review(review, jobs=2)
    assert (sorted(outcome.made), outcome.failed) == (sorted(names), {})
    return review.outputs


@pytest.fixture(scope="session")
def real_site(chromium: str, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the outputs of the bundled review; without a browser no time is spent on them."""
    return make_site(Review(root / "seeds", tmp_path_factory.mktemp("real") / "outputs"), REAL_PAGES)


@pytest.fixture(scope="session")
def hostile_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the outputs of the hostile review."""
    data = root / "tests" / "data" / "hostile"
    folder = tmp_path_factory.mktemp("hostile")
    topics = folder / "seeds" / "review" / "topics"
    topics.mkdir(parents=True)
    shutil.copyfile(data / "article.txt", folder / "seeds" / ARTICLE)
    shutil.copyfile(data / "page.txt", folder / "seeds" / PAGE)
    (folder / "seeds" / BINARY).write_bytes(bytes(range(256)) * 40)
    shutil.copyfile(data / "topic.yml", topics / "sleep.yml")
    for name in ("codings.csv", "sources.csv", "verdicts.csv"):
        rows = (data / name).read_text(encoding="utf-8")
        quoted = [f'"{file.replace(chr(34), chr(34) * 2)}"' for file in (ARTICLE, PAGE)]
        rows = rows.replace("{article}", quoted[0]).replace("{page}", quoted[1])
        (topics.parent / name).write_text(rows, encoding="utf-8")
    return make_site(Review(folder / "seeds", folder / "outputs"), HOSTILE_PAGES)


@pytest.fixture(scope="module", params=["real", "hostile"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return the outputs of either review."""
    found: Path = request.getfixturevalue(f"{request.param}_site")
    return found

"""Megabytes of text per second: reading and splitting, beside splitters that others use, on the same text and in the same run.

Run by `make bench`, which installs those splitters (`requirements-bench.lock`). All figures are processor time, the best of a few runs.
"""

import time
import tomllib
from collections.abc import Callable

import pytest

from evidence_review.extract.sentences import find_sentences
from evidence_review.readers import read_document
from evidence_review.text import fold


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the least processor time of a few runs."""
    best = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def read_and_split(text: str) -> int:
    document = read_document(text)
    return sum(len(find_sentences(fold(document.text, passage.parts).text)) for passage in document.passages)


@pytest.fixture(scope="module")
def texts(root):
    return [path.read_text(encoding="utf-8") for path in sorted((root / "seeds").glob("*.txt"))]


@pytest.fixture(scope="module")
def paragraphs(texts):
    """Return the prose of the bundled documents, a paragraph each: what a splitter is made for."""
    documents = [read_document(text) for text in texts]
    return [
        fold(document.text, passage.parts).text
        for document in documents
        for passage in document.passages
        if passage.kind == "prose" and document.sections[passage.section].language == "en"
    ]


def with_syntok(texts):
    segmenter = pytest.importorskip("syntok.segmenter", reason="syntok is not installed; `make bench` installs it")
    return lambda: [list(paragraph) for text in texts for paragraph in segmenter.analyze(text)]


def with_pysbd(texts):
    pysbd = pytest.importorskip("pysbd", reason="pysbd is not installed; `make bench` installs it")
    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda: [segmenter.segment(text) for text in texts]


OTHERS = [
    pytest.param(with_syntok, 10, 3, id="syntok"),
    pytest.param(with_pysbd, 100, 1, id="pysbd"),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("other", "times", "runs"), OTHERS)
def test_splitting_is_many_times_as_fast_as_others(paragraphs, capsys, request, other, times, runs):
    size = sum(map(len, paragraphs)) / 1e6
    ours = seconds(lambda: [find_sentences(paragraph) for paragraph in paragraphs], 10)
    theirs = seconds(other(paragraphs), runs)
    with capsys.disabled():
        name = request.node.callspec.id
        print(f"\nsplitting: {size / ours:.1f} MB/s; {name} {size / theirs:.2f} MB/s; {theirs / ours:.0f} times")
    # 22 and 140 times when this was written.
    assert theirs > times * ours


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("other", "runs"), [pytest.param(*one.values[::2], id=one.id) for one in OTHERS])
def test_reading_and_splitting_beside_splitting_alone(texts, capsys, request, other, runs):
    """Reading finds headings, lists, references and what is no prose as well; others are given the whole file as it is."""
    size = sum(map(len, texts)) / 1e6
    ours = seconds(lambda: [read_and_split(text) for text in texts])
    theirs = seconds(other(texts), runs)
    with capsys.disabled():
        name = request.node.callspec.id
        print(f"\nreading and splitting: {size / ours:.2f} MB/s; {name}, splitting only: {size / theirs:.2f} MB/s")
    # 1.4 and 15 times when this was written.
    assert theirs > 0.3 * ours


def test_reading_and_splitting_keep_their_pace(texts, capsys):
    size = sum(map(len, texts)) / 1e6
    rate = size / seconds(lambda: [read_and_split(text) for text in texts])
    with capsys.disabled():
        print(f"\nreading and splitting: {rate:.2f} MB/s")
    # 1.6 when this was written.
    assert rate > 0.05


@pytest.mark.parametrize("what", ["splitting", "reading and splitting"])
def test_time_grows_with_size(root, capsys, what):
    """Ten times the text is at most fifteen times the time, from 10 kB to 100 kB and from there to 1 MB."""
    data = (root / "tests" / "data" / "sentences" / "passages.toml").read_text(encoding="utf-8")
    prose = [passage["text"].replace("‖", "").strip() for passage in tomllib.loads(data)["passage"]]
    whole = "\n\n".join(f"## Part {number}\n\n{text}" for number, text in enumerate(prose, start=1))
    work = find_sentences if what == "splitting" else read_and_split

    def one(size: int) -> float:
        text = "# A review of many things\n\n" + (whole + "\n\n") * (size // len(whole) + 1)
        text = text[:size] if what != "splitting" else " ".join(text[:size].split())
        # Never the same text twice: what was found in the last one may be remembered.
        tails = ("\n", "\n\n", "\n\n\n")
        return min(seconds(lambda: work(text + tail), 1) for tail in tails)  # noqa: B023

    small, medium, large = one(10_000), one(100_000), one(1_000_000)
    with capsys.disabled():
        print(f"\n{what}: 10 kB {small * 1e3:.1f} ms, 100 kB {medium * 1e3:.0f} ms, 1 MB {large * 1e3:.0f} ms")
    assert medium < 15 * small
    assert large < 15 * medium

"""Megabytes of text per second: finding quantities, beside a finder that others use, on the same text and in the same run.

Run by `make bench`, which installs that finder (`requirements-bench.lock`). All figures are processor time, the best of a few runs.
"""

import time
from collections.abc import Callable

import pytest

from evidence_review.extract.binding import Surroundings, bind_quantities
from evidence_review.extract.quantities import find_quantities
from evidence_review.extract.sentences import find_sentences
from evidence_review.readers import read_document
from evidence_review.text import fold


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the least processor time of a few runs."""
    best = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


@pytest.fixture(scope="module")
def texts(root):
    """Return the prose of the bundled documents, by paragraph and by sentence."""
    documents = [read_document(path.read_text(encoding="utf-8")) for path in sorted((root / "seeds").glob("*.txt"))]
    paragraphs = [
        fold(document.text, passage.parts).text
        for document in documents
        for passage in document.passages
        if passage.kind == "prose" and document.sections[passage.section].language == "en"
    ]
    sentences = [text[start:end] for text in paragraphs for start, end in find_sentences(text)]
    return {"paragraphs": paragraphs, "sentences": sentences}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("unit", "times"), [("paragraphs", 100), ("sentences", 50)])
def test_quantities_are_found_many_times_as_fast_as_by_others(texts, capsys, unit, times):
    """The other is at its best with single sentences; ours are as fast with either."""
    classifier = pytest.importorskip(
        "quantulum3.classifier", reason="quantulum3 is not installed; `make bench` installs it"
    )
    parser = pytest.importorskip("quantulum3.parser")
    # Without what it learned to tell units apart, which would take longer, and whether or not scikit-learn is there.
    classifier.USE_CLF = False
    parser.parse("5 mg")
    find_quantities("5 mg")
    size = sum(map(len, texts[unit])) / 1e6
    ours = seconds(lambda: [find_quantities(text) for text in texts[unit]], 10)
    bound = seconds(lambda: [bind_quantities(text, find_quantities(text), Surroundings()) for text in texts[unit]], 10)
    theirs = seconds(lambda: [parser.parse(text) for text in texts[unit]], 2)
    with capsys.disabled():
        print(
            f"\nquantities, by {unit}: {size / ours:.1f} MB/s, bound to what they belong to {size / bound:.1f}; "
            f"quantulum3 {size / theirs:.2f} MB/s; {theirs / ours:.0f} times"
        )
    # 161 and 82 times when this was written.
    assert theirs > times * ours

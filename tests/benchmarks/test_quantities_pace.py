"""Megabytes of text per second: finding quantities, beside a finder that others use, on the same sentences and in the same run.

Run by `make bench`, which installs that finder (`requirements-bench.lock`). All figures are processor time, the best of a few runs.
"""

import time
from collections.abc import Callable

import pytest

from evidence_review.extract.binding import Surroundings, bind_quantities
from evidence_review.extract.quantities import find_quantities


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the least processor time of a few runs."""
    best = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


@pytest.fixture(scope="module")
def sentences(five):
    rows = five.sentences
    return rows.loc[~rows["is_boilerplate"] & (rows["language"] == "en"), "text"].tolist()


@pytest.mark.filterwarnings("ignore")
def test_quantities_are_found_many_times_as_fast_as_by_others(sentences, capsys):
    classifier = pytest.importorskip(
        "quantulum3.classifier", reason="quantulum3 is not installed; `make bench` installs it"
    )
    parser = pytest.importorskip("quantulum3.parser")
    # Without what it learned to tell units apart, which would take longer, and whether or not scikit-learn is there.
    classifier.USE_CLF = False
    parser.parse("5 mg")
    find_quantities("5 mg")
    size = sum(map(len, sentences)) / 1e6
    ours = seconds(lambda: [find_quantities(text) for text in sentences], 10)
    bound = seconds(lambda: [bind_quantities(text, find_quantities(text), Surroundings()) for text in sentences], 10)
    theirs = seconds(lambda: [parser.parse(text) for text in sentences], 2)
    with capsys.disabled():
        print(
            f"\nquantities: {size / ours:.1f} MB/s, bound to what they belong to {size / bound:.1f}; "
            f"quantulum3 {size / theirs:.2f} MB/s; {theirs / ours:.0f} times"
        )
    assert theirs > 100 * ours

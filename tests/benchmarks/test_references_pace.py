"""Reference entries per second, beside the public figure of refextract, which reads about 12 a second."""

import csv
import time

from evidence_review.extract.references import parse_reference

REFEXTRACT = 12
TIMES = 50


def test_entries_per_second(root, capsys):
    with (root / "tests" / "data" / "references" / "fields_labelled.csv").open(encoding="utf-8", newline="") as handle:
        labels = list(csv.DictReader(handle))
    texts = {file: (root / "seeds" / file).read_text(encoding="utf-8") for file in {label["file"] for label in labels}}
    entries = [texts[label["file"]][int(label["start"]) : int(label["end"])] for label in labels]
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        for entry in entries:
            parse_reference(entry)
        best = min(best, time.process_time() - begin)
    pace = len(entries) / best
    with capsys.disabled():
        print(
            f"\nreferences: {pace:.0f} entries a second; refextract about {REFEXTRACT}; {pace / REFEXTRACT:.0f} times"
        )
    # 170 times when this was written.
    assert pace > TIMES * REFEXTRACT


def test_long_lists_take_time_in_proportion(capsys):
    entry = "Moor AB, Lima D{n}. Sleep of owls ({n}). J Night Res. 2011;{n}(3):101-9. doi:10.1234/n.{n}"
    costs = {}
    for size in (500, 5_000):
        begin = time.process_time()
        for number in range(size):
            parse_reference(entry.replace("{n}", str(number)))
        costs[size] = time.process_time() - begin
    with capsys.disabled():
        print(f"\nreferences: ten times as many take {costs[5_000] / costs[500]:.1f} times as long")
    assert costs[5_000] < 30 * costs[500]

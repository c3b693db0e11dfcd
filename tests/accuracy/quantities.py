"""How well quantities are found, and how often what is said of them is right.

Labels are of the five bundled documents (tests/data/quantities/README.md) and, in a folder of their own, of texts that are no part of the project.
A label and a quantity meet when their spans overlap; each meets one at most, those with the most in common first.
"""

import csv
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from evidence_review.build import build_corpus
from evidence_review.corpus import Corpus
from evidence_review.extract.concepts import built_in
from evidence_review.paths import Review

Row = dict[str, str]
# What is said of one quantity or the other: number of the row, and the value.
Said = set[tuple[object, str]]
COLUMNS = (
    "kind",
    "comparator",
    "low",
    "high",
    "unit",
    "substance",
    "population",
    "species",
    "route",
    "indication",
    "role",
)
FIELDS = ("kind", "comparator", "value and unit", "substance", "population", "species", "route", "indication", "role")


def match(labels: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair labels and quantities, by their places in the two lists."""
    by_file: dict[str, list[int]] = {}
    for number, row in enumerate(found):
        by_file.setdefault(row["file"], []).append(number)
    shared = []
    for number, label in enumerate(labels):
        start, end = int(label["start"]), int(label["end"])
        for other in by_file.get(label["file"], ()):
            common = min(end, int(found[other]["end"])) - max(start, int(found[other]["start"]))
            if common > 0:
                shared.append((-common, number, other))
    pairs: list[tuple[int, int]] = []
    for _, number, other in sorted(shared):
        if all(number != pair[0] and other != pair[1] for pair in pairs):
            pairs.append((number, other))
    return sorted(pairs)


def value_of(row: Row, field: str) -> str:
    """Return what is said of a quantity; empty when nothing is."""
    if field != "value and unit":
        return row[field]
    ends = [repr(float(row[end])) if row[end] else "" for end in ("low", "high")]
    return " ".join([*ends, row["unit"]])


def is_right(label: str, own: str, field: str) -> bool:
    """Whether the two say the same: of an indication, whether one is a kind of the other, since readers use words of their own."""
    if field != "indication" or not label or not own:
        return label == own
    vocabulary = built_in()
    wanted = {concept for concept, *_ in vocabulary.find(label)}
    said = {
        concept
        for name in own.split(";")
        for concept in ({name} & vocabulary.concepts.keys() or {one[0] for one in vocabulary.find(name)})
    }
    return bool(wanted & vocabulary.widen(said) or said & vocabulary.widen(wanted))


class Score(NamedTuple):
    """What is labeled, what was found, of how many it is known, and how many of them are right, those with nothing to say included."""

    gold: Said
    found: Said
    n: int
    n_right: int


def score(labels: Sequence[Row], found: Sequence[Row], fields: Sequence[str] = FIELDS) -> dict[str, Score]:
    """Return the score of the spans ("") and, for the quantities that met a label, of each field."""
    pairs = match(labels, found)
    met = {other: number for number, other in pairs}
    gold: Said = {(number, "") for number in range(len(labels))}
    said: Said = {(met.get(other, -1 - other), "") for other in range(len(found))}
    scores = {"": Score(gold, said, len(labels), len(pairs))}
    for field in fields:
        gold, said, n_right = set(), set(), 0
        for number, other in pairs:
            label, own = value_of(labels[number], field), value_of(found[other], field)
            right = is_right(label, own, field)
            n_right += right
            gold |= {(number, label)} if label else set()
            # What is right in other words counts as the reader's words.
            said |= {(number, label if right else own)} if own else set()
        scores[field] = Score(gold, said, len(pairs), n_right)
    return scores


def rows_of(corpus: Corpus) -> list[Row]:
    """Return the quantities of a corpus, by file."""
    files = dict(zip(corpus.sources["source_id"], corpus.sources["file"], strict=True))
    table = corpus.quantities.astype(object).where(corpus.quantities.notna(), "")
    return [
        {"file": files[row["source_id"]]} | {name: str(row[name]) for name in ("start", "end", "raw", *COLUMNS)}
        for row in table.to_dict("records")
    ]


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def find_in_articles(folder: Path, part: str) -> tuple[list[Row], list[Row]]:
    """Labels and quantities of the labeled sentences of articles."""
    with tempfile.TemporaryDirectory() as outputs:
        corpus = build_corpus(Review(folder / "seeds", Path(outputs)))
    ids = dict(zip(corpus.sources["file"], corpus.sources["source_id"], strict=True))
    texts = {file: corpus.texts[source_id] for file, source_id in ids.items()}
    spans = {}
    for row in corpus.sentences.itertuples():
        spans.setdefault((row.source_id, row.text), (int(row.start), int(row.end)))
    places = {
        (row["file"], row["sentence_no"]): spans[ids[row["file"]], row["text"]]
        for row in read_rows(folder / f"{part}_sentences.csv")
    }
    labels = []
    for label in read_rows(folder / f"{part}_labels.csv"):
        start, end = places[label["file"], label["sentence_no"]]
        span = locate(texts[label["file"]], start, end, label["raw"], int(label["occurrence"]))
        labels.append(label | {"start": str(span[0]), "end": str(span[1])})
    inside = [
        row
        for row in rows_of(corpus)
        if any(row["file"] == file and start <= int(row["start"]) < end for (file, _), (start, end) in places.items())
    ]
    return labels, inside


def locate(text: str, start: int, end: int, raw: str, occurrence: int) -> tuple[int, int]:
    """Return the span of words that a reader copied out of a sentence."""
    pattern = re.compile(r"\s+".join(map(re.escape, raw.split())))
    found = [match.span() for match in pattern.finditer(text, start, end)]
    # Some readers count the "4" in "40", others do not; none means it.
    whole = [
        (low, high) for low, high in found if not (text[low - 1 : low].isdigit() or text[high : high + 1].isdigit())
    ]
    counted = found[occurrence - 1 : occurrence]
    return counted[0] if counted and counted[0] in whole else whole[occurrence - 1]


def find_in_paragraphs(folder: Path) -> tuple[list[Row], list[Row]]:
    """Labels and quantities of paragraphs, each a text with a list of spans beside it."""
    labels = [
        {"file": path.with_suffix(".txt").name, "start": start, "end": end}
        for path in sorted(folder.glob("*.tsv"))
        for start, end, *_ in (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    ]
    with tempfile.TemporaryDirectory() as place:
        seeds = Path(place) / "seeds"
        seeds.mkdir()
        for path in folder.glob("*.txt"):
            (seeds / path.name).write_bytes(path.read_bytes())
        corpus = build_corpus(Review(seeds, Path(place) / "outputs"))
    return labels, rows_of(corpus)

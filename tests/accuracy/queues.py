"""How well the audit's queue puts first what deserves a look: precision at 20, recall at 40, average precision.

Two kinds of labels: citations of the bundled reviews that people judged by reading (tests/data/citations/README.md), and articles of others in which
numbers of markers were replaced by those of other entries on purpose.
"""

import random
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz

from evidence_review.build import build_corpus
from evidence_review.corpus import Corpus
from evidence_review.paths import Review

Key = tuple[str, int, int]
Row = dict[str, object]
DOUBTFUL = ("unrelated", "mismatch", "contradicts")
AUDIT, LIKENESS = "the audit as it is; its weights know these labels", "likeness of title and sentence alone"
AUDIT_OUTSIDE = "the audit as it is; half of these articles shaped its weights"
# The share of a queue that deserves a look in the labels is about the same.
REPLACED = 0.18
_NUMBERS = re.compile(r"[\[(]?\s?\d{1,4}(?:\s?[,;]\s?\d{1,4}){0,20}\s?[\])]?")


def average_precision(order: Sequence[object], wanted: set[Key]) -> float:
    """Return the mean, over everything that is wanted, of the precision at its place in the order."""
    places = [place for place, one in enumerate(order, start=1) if one in wanted]
    return sum(found / place for found, place in enumerate(places, start=1)) / len(wanted)


def rank(order: Sequence[Key], wanted: set[Key], ranked_by: str, on: str) -> Row:
    """Measure one queue."""
    return {
        "ranked_by": ranked_by,
        "on": on,
        "n": len(order),
        "n_positive": len(wanted),
        "precision_at_20": round(len(wanted & set(order[:20])) / 20, 2),
        "recall_at_40": round(len(wanted & set(order[:40])) / len(wanted), 2),
        "average_precision": round(average_precision(order, wanted), 2),
    }


def order_by_audit(corpus: Corpus) -> list[Key]:
    """Return all pairs in the order of the queue; those that cannot be judged stand at its end."""
    ordered = corpus.citation_support.sort_values(["queue_no", "source_id", "marker_no", "reference_no"])
    return list(zip(ordered["source_id"], ordered["marker_no"], ordered["reference_no"], strict=True))


def order_by_likeness(corpus: Corpus) -> list[Key]:
    """Return all pairs, those first whose sentence and title share fewest words: what needs no audit."""
    sentences = corpus.sentences.set_index(["source_id", "sentence_no"])["text"]
    titles = corpus.references.set_index(["source_id", "reference_no"])["title"].fillna("")
    likeness = {
        (row.source_id, row.marker_no, row.reference_no): fuzz.token_set_ratio(
            sentences[row.source_id, row.sentence_no], titles[row.source_id, row.reference_no]
        )
        for row in corpus.citation_support.itertuples()
    }
    return sorted(likeness, key=lambda key: (likeness[key], key))


def measure_reviews(corpus: Corpus, labels: list[dict[str, str]]) -> list[Row]:
    """Measure the bundled reviews, each alone and both together."""
    ids = dict(zip(corpus.sources["file"], corpus.sources["source_id"], strict=True))
    wanted = {
        (ids[row["file"]], int(row["marker_no"]), int(row["reference_no"]))
        for row in labels
        if row["label"] in DOUBTFUL or row["probable_entry"]
    }
    sources = sorted({key[0] for key in wanted})
    rows = []
    for name, chosen in [(" and ".join(sources), sources), *((one, [one]) for one in sources)]:
        for ranked_by, order in ((AUDIT, order_by_audit(corpus)), (LIKENESS, order_by_likeness(corpus))):
            own = [key for key in order if key[0] in chosen]
            rows.append(rank(own, {key for key in wanted if key[0] in chosen}, ranked_by, name))
    return rows


def measure_shuffled(folder: Path) -> list[Row]:
    """Measure articles of others with numbers replaced on purpose: the mean over the articles, since each is a queue of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        clean = build_corpus(Review(folder / "text_bracket" / "md", Path(scratch)))
        seeds = Path(scratch) / "seeds"
        seeds.mkdir()
        replaced: dict[str, set[tuple[int, int]]] = {}
        for file, source_id in zip(clean.sources["file"], clean.sources["source_id"], strict=True):
            text, places = replace_numbers(clean, source_id)
            if places:
                (seeds / file).write_text(text, encoding="utf-8", newline="")
                replaced[file] = places
        corpus = build_corpus(Review(seeds, Path(scratch)))
    files = dict(zip(corpus.sources["source_id"], corpus.sources["file"], strict=True))
    wanted = {
        (row.source_id, row.marker_no, row.reference_no)
        for row in corpus.citation_support.itertuples()
        if (row.start, row.reference_no) in replaced[files[row.source_id]]
    }
    on = f"{len(files)} articles of others, {REPLACED:.0%} of their numbers replaced at random; mean over the articles"
    return [
        _mean([
            rank(own, {key for key in wanted if key[0] == one}, ranked_by, on)
            for one in files
            if (own := [key for key in order if key[0] == one]) and any(key[0] == one for key in wanted)
        ])
        for ranked_by, order in ((AUDIT_OUTSIDE, order_by_audit(corpus)), (LIKENESS, order_by_likeness(corpus)))
    ]  # fmt: skip


def _mean(rows: list[Row]) -> Row:
    total = {name: sum(row[name] for row in rows) for name in ("n", "n_positive")}
    shares = ("precision_at_20", "recall_at_40", "average_precision")
    return rows[0] | total | {name: round(sum(row[name] for row in rows) / len(rows), 2) for name in shares}


def replace_numbers(corpus: Corpus, source_id: str) -> tuple[str, set[tuple[int, int]]]:
    """Return the text of a source with some numbers of its markers replaced, and where: start of the marker, new number."""
    chance = random.Random(source_id)
    text = corpus.texts[source_id]
    entries = sorted(corpus.references.loc[corpus.references["source_id"] == source_id, "reference_no"])
    own = corpus.citations[(corpus.citations["source_id"] == source_id) & (corpus.citations["style"] != "author-year")]
    markers = sorted(set(zip(own["start"], own["end"], own["raw"], strict=True)))
    pieces, places, last, moved = [], set(), 0, 0
    for start, end, raw in markers:
        if not _NUMBERS.fullmatch(raw) or start < last:
            continue
        numbers = [int(number) for number in re.findall(r"\d+", raw)]
        new = raw
        for number in numbers:
            free = [entry for entry in entries if entry not in numbers]
            if number in entries and free and chance.random() < REPLACED:
                other = chance.choice(free)
                numbers[numbers.index(number)] = other
                new = re.sub(rf"(?<!\d){number}(?!\d)", str(other), new, count=1)
                places.add((start + moved, other))
        pieces += [text[last:start], new]
        moved += len(new) - len(raw)
        last = end
    return "".join([*pieces, text[last:]]), places

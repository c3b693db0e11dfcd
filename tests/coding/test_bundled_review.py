"""The bundled review: every quote stands, every question is answered, and a second reader would sign the statements."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from evidence_review.coding.agreement import compare_coders

DATA = Path(__file__).parents[1] / "data" / "statements" / "marked.csv"


@pytest.fixture(scope="module")
def marked():
    with DATA.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _holding(rows, quote):
    """Rows whose words hold the quote, or are held by it; a few words say nothing."""
    return [row for row in rows if quote in row.text or (len(row.text) > 25 and row.text in quote)]


@pytest.fixture(scope="module")
def matched(five, marked):
    """Return each marked sentence with the rows of statements that hold its words."""
    ids = dict(zip(five.sources["file"], five.sources["source_id"], strict=True))
    rows = {source_id: list(own.itertuples()) for source_id, own in five.sentences.groupby("source_id")}
    statements = {}
    for row in five.statements.itertuples():
        statements.setdefault((row.source_id, row.sentence_no), []).append(row)
    pairs = []
    for label in marked:
        source_id = ids[label["file"]]
        held = [row for row in _holding(rows[source_id], label["quote"]) if not row.is_boilerplate]
        found = [own for row in held for own in statements.get((source_id, row.sentence_no), [])]
        # A reviewer's decision counts before a suggestion.
        pairs.append((label, sorted(found, key=lambda row: row.origin == "machine")))
    return pairs


def test_every_quote_stands_verbatim_in_its_source(five):
    assert len(five.codings) == 260
    assert set(five.codings["status"]) == {"used"}
    assert five.parked.empty
    assert not five.findings["check"].isin(["quote-not-found", "quote-misattributed", "no-coding-checked"]).any()


def test_every_question_has_an_answer(five):
    asked = {question.id for topic in five.topics for question in topic.questions}
    assert asked == set(five.statements["question"].dropna())


def test_no_coder_but_one(five):
    assert set(five.codings["coder"]) == {"single-coder"}
    assert compare_coders(five.codings, "direction").empty


def test_what_a_second_reader_marked_is_among_the_statements(matched):
    found = [(label, rows) for label, rows in matched if rows]
    assert len(found) / len(matched) >= 0.95
    right = Counter()
    for label, rows in found:
        right["topic"] += bool({row.topic for row in rows} & set(label["topics"].split(";")))
        for field in ("direction", "population", "certainty"):
            right[field] += getattr(rows[0], field) == label[field]
    share = {field: count / len(found) for field, count in right.items()}
    assert share["topic"] >= 0.85
    assert share["direction"] >= 0.80
    assert share["population"] >= 0.90
    assert share["certainty"] >= 0.85


def test_a_second_reader_agrees_with_the_codings(five, marked):
    ids = dict(zip(five.sources["file"], five.sources["source_id"], strict=True))
    pairs = []
    for coding in five.statements[five.statements["origin"] == "reviewer"].itertuples():
        own = [label for label in marked if ids[label["file"]] == coding.source_id]
        pairs += [(coding, label) for label in own if coding.text in label["quote"] or label["quote"] in coding.text][
            :1
        ]
    # The figures that tests/data/statements/README.md tells.
    assert len(pairs) == 258
    agreed = {
        field: (
            round(100 * sum(getattr(coding, field) == label[field] for coding, label in pairs) / len(pairs)),
            round(_kappa([(getattr(coding, field), label[field]) for coding, label in pairs]), 2),
        )
        for field in ("direction", "population", "certainty")
    }
    assert agreed == {"direction": (88, 0.82), "population": (98, 0.96), "certainty": (95, 0.87)}
    in_topic = sum(coding.topic in label["topics"].split(";") for coding, label in pairs)
    assert round(100 * in_topic / len(pairs)) == 98


def _kappa(pairs):
    n = len(pairs)
    observed = sum(one == other for one, other in pairs) / n
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[label] * second[label] for label in first) / n**2
    return (observed - expected) / (1 - expected)

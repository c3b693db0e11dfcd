"""Where the five bundled documents disagree: pairs that a reader of them must find, and pairs that are no contradiction."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from evidence_review.corpus import Corpus, find_spans
from evidence_review.corpus.build import check_spans


@pytest.fixture(scope="module")
def conflicts(five: Corpus) -> pd.DataFrame:
    return five.conflicts


def find(conflicts: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Return the pairs of which one side has some words and the other side others."""
    raw_a, raw_b = (conflicts[column].str.replace(r"\s+", " ", regex=True) for column in ("raw_a", "raw_b"))
    has = [(raw_a, one, raw_b, other), (raw_b, one, raw_a, other)]
    found = [x.str.contains(re.escape(a)) & y.str.contains(re.escape(b)) for x, a, y, b in has]
    return conflicts[found[0] | found[1]]


@pytest.mark.parametrize(
    ("one", "other", "kind", "label", "severity"),
    [
        # The sign of rotation of S-ketamine, across the reviews and within one.
        ("enantiomers S(-) and R(+)-ketamine in a racemic mixture", "right-handed light rotation", "nomenclature", "direct", "error"),
        ("equal parts of the enantiomers S(-)", "The enantiomers of R(+)-ketamine and S(+)-ketamine", "nomenclature", "direct", "error"),
        ("about 3\u20134 times more potent as an anesthetic", "four times higher than that of the R(+)", "value", "within-tolerance", "info"),
        ("enhancement of y-aminobutyric acid", "no affinity for GABAA receptors", "answer", "direct", "warning"),
        ("enhancement of y-aminobutyric acid", "spinal GABA receptors are not engaged", "answer", "direct", "warning"),
        ("action of ketamine in animals", "only a minimal part in the ketamine treatment of clinical pain", "answer", "explained-by-context", "info"),
        ("raising blood levels of norepinephrine", "decrease in plasma catecholamine levels", "answer", "direct", "warning"),
        ("less-active metabolites", "has pharmacological activity", "answer", "direct", "warning"),
        ("lack of clinically significant respiratory depression", "pulmonary slowdown", "answer", "direct", "warning"),
        ("did not improve pain", "effective therapeutic option for Complex Regional Pain Syndrome", "answer", "direct", "warning"),
        ("Ketamine short-term relieves", "no significant relief of neuropathic pain", "answer", "direct", "warning"),
        ("significant pain relief in fibromyalgia patients", "challenges in using ketamine for these syndromes", "answer", "direct", "warning"),
        ("including migraine, fibromyalgia", "challenges in using ketamine for these syndromes", "answer", "direct", "warning"),
        ("beta half-life of 2 to 4 hours", "approximately 4 to 7 hours", "value", "within-tolerance", "info"),
        ("clinical evidence remains inconclusive", "can reduce perioperative opioid intake", "answer", "direct", "warning"),
        ("does not seem to be linked to long-term cognitive damage", "regular ketamine users have severe deficits", "answer", "explained-by-context", "info"),
        ("in clinical use for more than 50 years", "Over thirty years ago", "value", "within-tolerance", "info"),
        ("no significant relief of neuropathic pain", "a modest effect was noted at 1 week", "answer", "explained-by-context", "info"),
    ],
)  # fmt: skip
def test_a_disagreement(conflicts: pd.DataFrame, one: str, other: str, kind: str, label: str, severity: str) -> None:
    found = find(conflicts, one, other)
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["kind"], row["class"], row["severity"]) == (kind, label, severity)


@pytest.mark.parametrize(
    ("one", "other", "label", "what"),
    [
        ("first synthesized in the early 1960s", "first described in 1965", "different-event", "event: synthesis / first description"),
        ("introduced in 1964", "first described in 1965", "different-event", "event: introduction / first description"),
        ("four times higher than that of the R(+)", "opioid receptor affinity", "explained-by-context", "endpoint: anesthesia / opioid receptor affinity"),
        ("four times more potent than the R(-)", "opioid receptor affinity", "explained-by-context", "endpoint: not stated / opioid receptor affinity"),
        ("decreased allodynia", "did not improve pain", "explained-by-context", "endpoint: allodynia / pain"),
    ],
)  # fmt: skip
def test_no_contradiction(conflicts: pd.DataFrame, one: str, other: str, label: str, what: str) -> None:
    (row,) = find(conflicts, one, other).to_dict("records")
    assert (row["class"], row["what_differs"]) == (label, what)


def test_a_low_constant_is_no_contradiction_of_a_high_affinity(conflicts: pd.DataFrame) -> None:
    for constant in ("values for serotonin", "high inhibition constants"):
        found = conflicts[conflicts["raw_a"].str.contains(constant) | conflicts["raw_b"].str.contains(constant)]
        assert found.empty


def test_what_agrees_is_no_row(conflicts: pd.DataFrame) -> None:
    assert find(conflicts, "Naloxone, on the other hand", "not reversed by naloxone").empty
    assert find(conflicts, "four times more potent than the R(-)", "four times higher than that of the R(+)").empty


def test_rows_lead_to_their_statements(five: Corpus, conflicts: pd.DataFrame) -> None:
    statements = five.statements.set_index("statement_id")
    for side in "ab":
        own = statements.loc[conflicts[f"statement_id_{side}"]]
        for column in ("source_id", "start", "end", "raw", "topic"):
            shown = conflicts[column if column == "topic" else f"{column}_{side}"]
            assert own[column].tolist() == shown.tolist()
        assert (conflicts["class"].eq("candidate") | own["origin"].eq("reviewer").to_numpy()).all()
    assert conflicts["conflict_no"].tolist() == list(range(1, len(conflicts) + 1))


def test_both_spans_are_held_against_the_sources(five: Corpus, conflicts: pd.DataFrame) -> None:
    assert len(find_spans(conflicts)) == 2 * len(conflicts)
    check_spans(five)
    wrong = conflicts.assign(start_b=conflicts["start_b"] + 1)
    with pytest.raises(AssertionError, match="^conflicts: "):
        check_spans(replace(five, conflicts=wrong))

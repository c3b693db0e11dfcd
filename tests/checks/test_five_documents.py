"""Every check on the five bundled documents: exactly these findings, worked out by reading."""

import pytest

EXPECTED = {
    "uncited-reference": [
        ("spitaleri2025", "Guven Kose, S., Kose, H. C.", "entry 2 "),
        ("thanoon2024", "Fan W, Huang F, Wu Z", "entry 28 "),
        ("thanoon2024", "Marland S, Ellerton J", "entry 35 "),
    ],
    "dangling-citation": [],
    "mixed-citation-style": [],
    "author-year-citation-without-entry": [
        ("thanoon2024", "(Durieux 1995; Fisher and Durieux 1996)", "Durieux 1995; Fisher and Durieux 1996")
    ],
    "section-without-citations": [
        ("spitaleri2025", "Side effects of ketamine treatment\n", "makes 10 statements"),
        ("spitaleri2025", "Conclusions\n\nKetamine represents", "makes 11 statements"),
    ],
    "malformed-doi": [
        ("spitaleri2025", "10.1097/j.pain.000000000001758", "entry 4:"),
        ("spitaleri2025", "10.1097/AAP.00000000000000808", "entry 16:"),
        ("spitaleri2025", "10.1016/j.eipain.2011.03.008", "entry 21:"),
        ("spitaleri2025", "10.1213/ANE.000000000004185", "entry 29:"),
    ],
    "missing-doi": [("spitaleri2025", "Sun, W., Zhou, Y., Wang, J.", "entry 30 ")],
    "duplicate-reference": [],
    "numbering-gap": [],
    "list-cut-off": [],
    "citation-out-of-order": [],
    "work-cited-twice-in-marker": [],
    "author-mismatch": [],
    "year-mismatch": [],
    "retracted-reference": [],
    "doi-shared": [],
    "doi-prefix-mismatch": [],
    "doi-year-mismatch": [],
    "title-mismatch": [
        (
            "spitaleri2025",
            "RETAMINE AS AN OPTIONAL TREATMENT IN CHRONIC PAIN - A REVIEW",
            "'KETAMINE AS AN OPTIONAL TREATMENT IN CHRONIC PAIN - A REVIEW'",
        )
    ],
    "doubled-identifier": [("ma2023", "19289691928969", "1928969 printed twice")],
    "unbalanced-bracket": [
        ("002_a0bf8c8fca9aa3c0", "{", "{Ketamine: A Brief Summary"),
        ("spitaleri2025", "(", "(the secondary endpoint[23]"),
        ("thanoon2024", ")", "NMDA receptors) N-methyl"),
        ("thanoon2024", ")", "d-aspartate)(GluN1"),
    ],
    "animal-evidence-for-human-claim": [
        ("thanoon2024", "The pathophysiology of several illnesses", "entry 77 (animal: 'rats')"),
        ("thanoon2024", "In humans, the corresponding period", "entry 88 (animal: 'guinea pig')"),
    ],
    "review-for-primary-finding": [
        ("thanoon2024", "Naloxone, on the other hand", "entry 34 "),
        ("thanoon2024", "It has recently been demonstrated", "entry 52 "),
        # A part of its sentence, coded alone; the part before it cites a trial.
        ("thanoon2024", "applying topical ketamine to a limb", "entry 61 "),
        ("thanoon2024", "Ketamine reduced the amount", "entry 113 "),
    ],
    "many-studies-few-references": [
        ("spitaleri2025", "In vitro studies using human liver microsomes", "entry 14 "),
        ("spitaleri2025", "Numerous studies have demonstrated", "entry 26 "),
        ("thanoon2024", "Previous reports indicated", "entry 106 "),
    ],
    "quote-not-found": [],
    "quote-misattributed": [],
    "no-coding-checked": [],
    "guessed-encoding": [],
    "lost-character": [],
    "near-duplicate": [],
}


# A queue by degree, whose order is measured on labels: tests/checks/test_citation_support.py.
QUEUE = "citation-support-doubtful"


def test_every_check_is_looked_at(five):
    from evidence_review.checks import CHECKS

    assert set(CHECKS) == {*EXPECTED, QUEUE}
    assert set(five.findings["check"]) == {QUEUE, *(code for code, listed in EXPECTED.items() if listed)}


@pytest.mark.parametrize("code", EXPECTED)
def test_the_findings(five, code):
    found = five.findings[five.findings["check"] == code]
    assert found["finding_no"].tolist() == list(range(1, len(EXPECTED[code]) + 1))
    for row, (source_id, begin, words) in zip(found.itertuples(), EXPECTED[code], strict=True):
        assert row.source_id == source_id
        assert row.raw.startswith(begin)
        assert words in row.message
        assert five.texts[source_id][row.start : row.end] == row.raw


def test_what_the_findings_cover_whole(five):
    rows = five.findings.set_index(["check", "finding_no"])
    for code in ("malformed-doi", "doubled-identifier", "title-mismatch", "author-year-citation-without-entry"):
        for number, (_, begin, _) in enumerate(EXPECTED[code], start=1):
            assert rows.loc[(code, number), "raw"] == begin
    assert rows.loc[("section-without-citations", 1), "raw"].rstrip().endswith("undergoing prolonged therapy.")
    assert rows.loc[("section-without-citations", 2), "raw"].rstrip().endswith("dosing and administration strategies.")
    assert [rows.loc[("unbalanced-bracket", number), "start"] for number in (3, 4)] == [4202, 4224]


def test_suggestions(five):
    rows = five.findings.set_index(["check", "finding_no"])["suggestion"]
    assert rows[("doubled-identifier", 1)] == "1928969"
    assert rows[("malformed-doi", 3)] == "10.1016/j.ejpain.2011.03.008"
    assert "KETAMINE" in rows[("title-mismatch", 1)]


def test_a_finding_is_a_fact_and_never_an_accusation(five):
    assert five.findings["innocent_explanation"].notna().all()
    for word in ("fake", "fraud", "fabricat", "invented", "plagiar", "cheat"):
        assert (
            not five.findings[["message", "suggestion"]]
            .apply(lambda column, word=word: column.str.contains(word))
            .any()
            .any()
        )

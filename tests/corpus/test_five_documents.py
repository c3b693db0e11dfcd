"""What the tables of the five bundled documents hold; the numbers were counted by reading."""

import itertools

import pytest

REVIEWS = {"thanoon2024", "spitaleri2025"}


def test_the_sources(five):
    assert dict(zip(five.sources["file"].str[:3], five.sources["source_id"], strict=True)) == {
        "000": "thanoon2024",
        "001": "ma2023",
        "002": "002_a0bf8c8fca9aa3c0",
        "003": "icliniq2024",
        "004": "spitaleri2025",
    }
    assert set(five.sources["status"]) == {"ok"}


def test_the_references(five):
    listed = five.sources.set_index("source_id")["n_references"]
    assert listed.to_dict() == {
        "thanoon2024": 116,
        "spitaleri2025": 33,
        "ma2023": 0,
        "002_a0bf8c8fca9aa3c0": 0,
        "icliniq2024": 0,
    }
    for source_id, count in (("thanoon2024", 116), ("spitaleri2025", 33)):
        own = five.references[five.references["source_id"] == source_id]
        assert own["reference_no"].tolist() == list(range(1, count + 1))
    positions = five.references[five.references["number_origin"] == "position"]
    assert positions[["source_id", "reference_no"]].values.tolist() == [["thanoon2024", number] for number in (1, 2, 3)]
    entry = five.references.set_index(["source_id", "reference_no"]).loc[("thanoon2024", 74)]
    assert entry["raw"].endswith("2013; 38(11):2268–77.")


@pytest.mark.parametrize(
    ("source_id", "style", "markers", "pairs"),
    [("thanoon2024", "round", 112, 144), ("spitaleri2025", "square", 45, 47), ("thanoon2024", "author-year", 1, 0)],
)
def test_the_markers(five, source_id, style, markers, pairs):
    own = five.citations[(five.citations["source_id"] == source_id) & (five.citations["style"] == style)]
    assert own["marker_no"].nunique() == markers
    assert own["reference_no"].notna().sum() == pairs


def test_what_is_never_cited(five):
    for source_id, never in (("thanoon2024", {28, 35}), ("spitaleri2025", {2})):
        listed = set(five.references.loc[five.references["source_id"] == source_id, "reference_no"])
        cited = set(five.citations.loc[five.citations["source_id"] == source_id, "reference_no"].dropna())
        assert listed - cited == never
        assert cited <= listed
    assert set(five.citations["source_id"]) == REVIEWS


def test_the_one_citation_without_an_entry(five):
    (row,) = five.citations[five.citations["status"] == "dangling"].to_dict("records")
    assert (row["raw"], row["style"], row["start"]) == ("(Durieux 1995; Fisher and Durieux 1996)", "author-year", 10536)
    assert row["unresolved"] == "Durieux 1995; Fisher and Durieux 1996".replace("; ", ";")


def test_the_two_reviews_share_four_works_and_no_others(five):
    works = {}
    for row in five.references.itertuples():
        works.setdefault(row.work_id, []).append((row.source_id, row.reference_no))
    shared = {frozenset(entries) for entries in works.values() if len(entries) > 1}
    assert shared == {
        frozenset({("thanoon2024", one), ("spitaleri2025", other)})
        for one, other in ((2, 8), (37, 17), (41, 7), (95, 10))
    }


def test_statements_are_the_articles_own_text(five):
    texts = five.texts
    outside = {
        # offset of the first character of what must not be among the statements, and of what follows it
        "thanoon2024": [(0, 632), (2014, 2199), (2851, 3195), (28003, len(texts["thanoon2024"]))],
        "spitaleri2025": [(0, 2197), (3160, 4034), (25449, len(texts["spitaleri2025"]))],
        "ma2023": [(0, 373), (1956, len(texts["ma2023"]))],
        "icliniq2024": [(0, 180), (303, 406), (8377, len(texts["icliniq2024"]))],
        "002_a0bf8c8fca9aa3c0": [(5267, len(texts["002_a0bf8c8fca9aa3c0"]))],
    }
    assert texts["thanoon2024"][28003:].startswith("6. References")
    assert texts["spitaleri2025"][25449:].lstrip().startswith("Disclosures:")
    assert texts["icliniq2024"][8377:].startswith("Source Article")
    assert texts["002_a0bf8c8fca9aa3c0"][5267:].startswith("Leave a Reply")
    sentences = five.sentences.set_index(["source_id", "sentence_no"])["parts"]
    for row in five.statements.itertuples():
        for part in sentences[(row.source_id, row.sentence_no)].split(";"):
            start, end = map(int, part.split("-"))
            assert not any(low <= start < high or low < end <= high for low, high in outside[row.source_id]), row.raw


def test_no_statement_speaks_of_licences_chrome_or_in_another_script(five):
    for word in ("open access article", "creativecommons", "subscribing", "cookies", "Pubmed", "Email:", "الكيتامين"):
        assert not five.statements["text"].str.contains(word, regex=False).any(), word


def test_a_sentence_that_a_block_cuts_is_one_statement(five):
    own = five.statements[five.statements["source_id"] == "thanoon2024"].drop_duplicates("sentence_no")
    (row,) = own[own["text"].str.contains("twice that of the racemic combination", regex=False)].to_dict("records")
    assert row["text"].startswith("This feature indicates a significant impact")
    assert "R(+)-ketamine isomer, and twice that" in row["text"]
    assert "Corresponding author" in row["raw"]
    assert "Corresponding author" not in row["text"]
    assert row["n_citations"] == 1


def test_a_correction_is_applied_and_both_values_stay(five):
    row = five.sources.set_index("source_id").loc["ma2023"]
    assert row["pages"] == "1928969"
    assert row["corrections"].startswith("pages: 19289691928969 -> 1928969 (")


def test_statements_stay_numbered_and_named(five):
    for source_id, own in five.statements.groupby("source_id"):
        assert own["statement_no"].tolist() == list(range(1, len(own) + 1))
        assert own["statement_id"].tolist() == [f"{source_id}:s{number:03}" for number in own["statement_no"]]
    for one, other in itertools.pairwise(five.statements.itertuples()):
        if one.source_id == other.source_id:
            assert (one.start, one.end, one.topic) < (other.start, other.end, other.topic)

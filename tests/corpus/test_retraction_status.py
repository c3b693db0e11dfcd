"""What a file of retractions says of entries. All records and entries are composed: no such article exists."""

import pytest

from evidence_review import summaries
from evidence_review.build import load

COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)
ENTRIES = [
    "Fox A. Foxes of the northern woods and their long sleep. Wood Science. 2001; 12(3):45-50. doi: 10.5555/Fox1",
    "Hen B. Hens in winter, a long and careful study. Farm Journal. 2003; 7(1):11-19. PMID: 7654321",
    "van der Cow C. Grazing of cows on the slopes of hills. Grass Letters. 2010; 2(4):101-9.",
    "Owl D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84. doi: 10.5555/owl",
]
BODY = "Foxes sleep in the woods [1]. Hens are awake in winter [2]. Cows and owls are animals [3,4]. So they say [1]."
ARTICLE = f"Animals of the woods: a review\n\nAnn Lima\n\n1. Introduction\n\n{BODY}\n\nReferences\n\n" + "".join(
    f"{number}. {entry}\n" for number, entry in enumerate(ENTRIES, 1)
)


def record(title="", author="", year="2001", **more):
    """Return a line of the file; `more` gives other columns."""
    cells = dict.fromkeys(COLUMNS.split(","), "") | {
        "Title": title,
        "Author": author,
        "Journal": "Journal",
        "RetractionDate": "8/24/2015 0:00",
        "OriginalPaperDate": f"1/31/{year} 0:00",
        "OriginalPaperDOI": "unavailable",
        "OriginalPaperPubMedID": "0",
        "RetractionNature": "Retraction",
        "Reason": "Error;",
    }
    named = {
        "doi": "OriginalPaperDOI",
        "pmid": "OriginalPaperPubMedID",
        "nature": "RetractionNature",
        "date": "RetractionDate",
        "notice": "RetractionDOI",
        "journal": "Journal",
    }
    cells |= {named[name]: value for name, value in more.items()}
    return ",".join(f'"{cell}"' for cell in cells.values())


@pytest.fixture
def status(make_corpus):
    def run(*records, name="retraction_watch.csv"):
        corpus = make_corpus({"a.txt": ARTICLE, f"review/{name}": "\n".join([COLUMNS, *records]) + "\n"})
        return corpus.references["retraction_status"].tolist(), corpus

    return run


@pytest.mark.parametrize(
    ("one", "entry", "how"),
    [
        pytest.param(record(doi="10.5555/FOX1"), 1, "DOI", id="DOI in another case"),
        pytest.param(record(doi="https://doi.org/10.5555/fox1"), 1, "DOI", id="DOI with resolver"),
        pytest.param(record(pmid="7654321"), 2, "PubMed identifier", id="PMID"),
        pytest.param(
            record("Grazing of Cows on the Slopes of Hills", "Chris van der Cow;Ann Ox", "2010", journal="Grass Lett"),
            3,
            "title, first author and year",
            id="title",
        ),
        pytest.param(
            record("Grazing of cows on the slopes of hills", "C Cow", "2009", journal="Grass Letters"), 3, "title, first author and year", id="online the year before"
        ),
        pytest.param(
            record("Hens in winter: a long and careful study", "B Hen", "2003", doi="10.5555/hen", journal="Farm Journal"),
            2,
            "title, first author and year",
            id="only the file has a DOI",
        ),
    ],
)  # fmt: skip
def test_how_an_entry_is_matched(status, one, entry, how):
    found, corpus = status(one)
    assert found == ["retracted" if number == entry else "not-found" for number in range(1, 5)]
    assert corpus.references["retraction_note"][entry - 1].endswith(f"matched by {how}")


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(record(doi="10.5555/fox"), id="another DOI"),
        pytest.param(
            record("Grazing of cows on the slopes of hills", "C Cow", "2006", journal="Grass Letters"),
            id="another year",
        ),
        pytest.param(
            record("Grazing of cows on the slopes of hills", "C Calf", "2010", journal="Grass Letters"),
            id="another author",
        ),
        pytest.param(
            record(
                "Night vision of owls and of their young", "D Owl", "2012", doi="10.5555/other", journal="Eye Research"
            ),
            id="the DOIs differ",
        ),
        pytest.param(
            record("Grazing of cows on the slopes of hills II", "C Cow", "2010", journal="Grass Letters"),
            id="another part",
        ),
        pytest.param(
            record("Milk of cows on the slopes of mountains", "C Cow", "2010", journal="Grass Letters"),
            id="another title",
        ),
        pytest.param(
            record("Grazing of cows on the slopes of hills", "C Cow", "2010", journal="Milk World"),
            id="another journal",
        ),
        pytest.param(record(), id="nothing to match by"),
    ],
)
def test_what_is_another_work(status, one):
    assert status(one)[0] == ["not-found"] * 4


@pytest.mark.parametrize(
    ("natures", "expected", "severity"),
    [
        ([("Retraction", "2015")], "retracted", "error"),
        ([("Expression of concern", "2014")], "expression-of-concern", "warning"),
        ([("Correction", "2014")], "corrected", "warning"),
        ([("Erratum of a new kind", "2014")], "other-notice", "warning"),
        ([("Expression of concern", "2014"), ("Retraction", "2015")], "retracted", "error"),
        ([("Retraction", "2015"), ("Reinstatement", "2016")], "reinstated", "info"),
        ([("Reinstatement", "2016"), ("Retraction", "2015")], "reinstated", "info"),
        ([("Reinstatement", "2016"), ("Retraction", "2018")], "retracted", "error"),
        ([("Correction", "2017"), ("Expression of concern", "2014")], "expression-of-concern", "warning"),
    ],
)
def test_what_holds_in_the_end(status, natures, expected, severity):
    found, corpus = status(
        *(record(doi="10.5555/fox1", nature=nature, date=f"1/2/{year} 0:00") for nature, year in natures)
    )
    assert found[0] == expected
    (row,) = corpus.findings[corpus.findings["check"] == "retracted-reference"].to_dict("records")
    assert row["severity"] == severity
    assert row["raw"] == ENTRIES[0]
    for nature, year in natures:
        assert f"{nature} {year}-01-02" in corpus.references["retraction_note"][0]


def test_the_finding_says_how_often_the_entry_is_cited(status):
    _, corpus = status(record(doi="10.5555/fox1", notice="10.5555/notice"))
    (message,) = corpus.findings.loc[corpus.findings["check"] == "retracted-reference", "message"]
    assert message == (
        "entry 1 was retracted; the text cites it 2 times. Retraction 2015-08-24 (Error), notice 10.5555/notice, matched by DOI"
    )


def test_without_a_file_nothing_is_known(make_corpus):
    corpus = make_corpus({"a.txt": ARTICLE})
    assert corpus.references["retraction_status"].tolist() == ["not-checked"] * 4
    assert corpus.references["retraction_note"].isna().all()
    assert "retracted-reference" not in set(corpus.findings["check"])
    (row,) = summaries.summarize_retraction_check(corpus).to_dict("records")
    assert (row["source"], row["entries"], row["checked_against"]) == (corpus.sources["source_id"][0], 4, "not checked")
    # Unknown is not zero.
    assert summaries.summarize_retraction_check(corpus)["retracted"].isna().all()


def test_the_summary_names_the_file_and_how_far_it_goes(status):
    _, corpus = status(
        record(doi="10.5555/fox1", date="8/24/2015 0:00"),
        record(doi="10.5555/x", date="12/30/2025 0:00"),
        name="Retraction_Watch_20260115.csv",
    )
    frame = summaries.summarize_retraction_check(corpus)
    (row,) = frame.to_dict("records")
    assert row["checked_against"] == "Retraction_Watch_20260115.csv"
    assert (row["file_date"], row["newest_notice"], row["records"]) == ("2026-01-15", "2025-12-30", 2)
    assert (row["retracted"], row["corrected"], row["not_found"]) == (1, 0, 3)


def test_a_source_without_a_list_is_not_in_the_summary(make_corpus):
    text = "A tale\n\nFoxes sleep in the woods at night. Hens are awake in winter and sleep in spring. So it is.\n"
    corpus = make_corpus({"a.txt": text, "review/retractions.csv": f"{COLUMNS}\n{record()}\n"})
    assert summaries.summarize_retraction_check(corpus).empty
    assert corpus.sources["retraction_file"].isna().all()


def test_tables_that_are_loaded_say_the_same_and_a_new_file_makes_them_stale(make_review):
    review = make_review({"a.txt": ARTICLE, "review/retractions.csv": f"{COLUMNS}\n{record(doi='10.5555/fox1')}\n"})
    built = load(review.seeds, review.outputs)
    again = load(review.seeds, review.outputs)
    assert again.references.equals(built.references)
    assert summaries.summarize_retraction_check(again).equals(summaries.summarize_retraction_check(built))
    make_review({"review/retractions.csv": f"{COLUMNS}\n{record(doi='10.5555/owl')}\n"})
    assert load(review.seeds, review.outputs).references["retraction_status"].tolist() == [
        *["not-found"] * 3,
        "retracted",
    ]

"""Verdicts of reviewers: anchored by words, joined where they fit one citation, parked where they do not, refused where they are wrong."""

from collections.abc import Callable

import pytest

from evidence_review.coding.verdicts import COLUMNS, read_verdicts
from evidence_review.corpus import Corpus
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review

HEADER = ",".join(COLUMNS)
FOX = "Fox A. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50."
HEN = "Hen B. Hens in winter, a long and careful study. Farm Journal. 2003; 7(1):11-19."
OWL = "Owl D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84."
TEXT = """Animals of the woods: a review

Ann Fox, Bob Hen

1. Introduction

Foxes sleep in the woods (1). Hens are awake in winter (2), and they
eat all day (2,3). Nobody has seen more (1). Nobody has seen more (1).

2. Conclusions

Owls hunt at night (3). This was a review (1-3).

References

"""
ENTRIES = [FOX, HEN, OWL]


def document(entries: list[str] | None = None, text: str = TEXT) -> str:
    return text + "".join(f"{number}. {entry}\n" for number, entry in enumerate(entries or ENTRIES, start=1))


def sheet(*rows: tuple[str, str, str]) -> str:
    """Return a file of verdicts: quote, entry and verdict of each, all on the same document by the same reviewer."""
    lines = [f'a.txt,"{quote}","{entry}",{verdict},AB,looked up' for quote, entry, verdict in rows]
    return "\n".join([HEADER, *lines]) + "\n"


def decided(corpus: Corpus) -> dict[tuple[str, int], str]:
    """Return raw marker and entry of every pair that has a verdict."""
    rows = corpus.citation_support.dropna(subset=["verdict"])
    return {(row.raw, int(row.reference_no)): row.verdict for row in rows.itertuples()}


def test_a_verdict_stands_beside_its_citation(make_corpus: Callable[..., Corpus]) -> None:
    rows = sheet(("Foxes sleep in the woods (1)", FOX, "supported"))
    corpus = make_corpus({"a.txt": document(), "review/verdicts.csv": rows})
    (row,) = corpus.citation_support.dropna(subset=["verdict"]).itertuples()
    assert (row.verdict, row.reviewer, row.verdict_note) == ("supported", "AB", "looked up")
    assert (row.start, row.reference_no) == (document().index("(1)"), 1)
    assert corpus.parked.empty


def test_the_quote_ends_with_the_marker_that_is_meant(make_corpus: Callable[..., Corpus]) -> None:
    rows = sheet(
        ("Hens are awake in winter (2)", HEN, "supported"),
        ("Hens are awake in winter (2), and they eat all day (2,3)", HEN, "not-supported"),
    )
    corpus = make_corpus({"a.txt": document(), "review/verdicts.csv": rows})
    assert decided(corpus) == {("(2)", 2): "supported", ("(2,3)", 2): "not-supported"}


def test_a_quote_around_a_single_marker_needs_no_end(make_corpus: Callable[..., Corpus]) -> None:
    rows = sheet(("they eat all day (2,3).", OWL, "partly"))
    corpus = make_corpus({"a.txt": document(), "review/verdicts.csv": rows})
    assert decided(corpus) == {("(2,3)", 3): "partly"}


def test_a_verdict_survives_other_numbers_and_other_lines(make_corpus: Callable[..., Corpus]) -> None:
    cow = "Cow C. Grazing of cows on the slopes of hills. Grass Letters. 2010; 2(4):101-9."
    text = TEXT.replace("Foxes sleep", "Cows graze (1). Foxes sleep").replace("woods (1)", "woods (2)")
    text = text.replace("they\neat all day (2,3)", "they eat\n   all day (3,4)")
    rows = sheet(("and they eat all day (3,4)", OWL.replace(" of ", "  of\n"), "partly"))
    corpus = make_corpus({"a.txt": document([cow, *ENTRIES], text), "review/verdicts.csv": rows})
    assert decided(corpus) == {("(3,4)", 4): "partly"}


def test_a_verdict_survives_another_cut_of_the_sentences(make_corpus: Callable[..., Corpus]) -> None:
    rows = sheet(("Foxes sleep in the woods (1). Hens are awake in winter (2)", HEN, "cannot-tell"))
    corpus = make_corpus({"a.txt": document(), "review/verdicts.csv": rows})
    assert decided(corpus) == {("(2)", 2): "cannot-tell"}


@pytest.mark.parametrize(
    ("quote", "entry", "reason"),
    [
        ("Cows graze on the hills (1)", FOX, "no marker that cites entry 1 stands in these words"),
        ("Foxes sleep in the woods (1)", HEN, "no marker that cites entry 2 stands in these words"),
        ("Foxes sleep in the woods (1)", "Cow C. Grazing.", "no entry of the list holds these words"),
        ("Foxes sleep in the woods (1)", "of", "2 entries hold these words"),
        (
            "Nobody has seen more (1)",
            FOX,
            "entry 1 is cited 2 times in these words; make the quote longer and end it with the marker",
        ),
    ],
)
def test_what_fits_nothing_is_parked(quote: str, entry: str, reason: str, make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus({"a.txt": document(), "review/verdicts.csv": sheet((quote, entry, "supported"))})
    assert decided(corpus) == {}
    (row,) = corpus.parked.itertuples()
    assert (row.file, row.line_no, row.reason) == ("seeds/review/verdicts.csv", 2, reason)
    assert row.decision == f"a.txt | {quote} | {entry} | supported | AB | looked up"


def test_a_verdict_on_a_file_that_is_gone_is_parked(make_corpus: Callable[..., Corpus]) -> None:
    rows = sheet(("Foxes sleep in the woods (1)", FOX, "supported")).replace("a.txt,", "b.txt,")
    corpus = make_corpus({"a.txt": document(), "review/verdicts.csv": rows})
    assert list(corpus.parked["reason"]) == ["b.txt is not among the sources that were read"]


def test_the_first_of_two_verdicts_stands(make_corpus: Callable[..., Corpus]) -> None:
    rows = sheet(("Foxes sleep in the woods (1)", FOX, "supported"), ("in the woods (1)", FOX, "partly"))
    corpus = make_corpus({"a.txt": document(), "review/verdicts.csv": rows})
    assert decided(corpus) == {("(1)", 1): "supported"}
    assert list(corpus.parked["reason"]) == ["decides again what line 2 decided, which stands; delete one of them"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a.txt,q,e,suported,AB,", ", line 2: 'suported' is no verdict; did you mean supported? it may be supported,"),
        ("a.txt,q,,supported,,", ", line 2: entry, reviewer must be filled"),
        ("a.txt,q,41,supported,AB,", ", line 2: '41' is no text of an entry; copy its words"),
        ("a.txt,q,e,supported,AB", ", line 2: has 5 cells, not 6; put a cell with a comma in quotes"),
    ],
)
def test_a_wrong_row_is_refused(row: str, message: str, make_review: Callable[..., Review]) -> None:
    review = make_review({"review/verdicts.csv": f"{HEADER}\n{row}\n"})
    with pytest.raises(EvidenceError) as caught:
        read_verdicts(review)
    assert str(caught.value).startswith(f"seeds/review/verdicts.csv{message}")


def test_no_file_is_no_verdict(make_review: Callable[..., Review]) -> None:
    assert read_verdicts(make_review({})) == ()
    assert read_verdicts(make_review({"review/verdicts.csv": HEADER + "\n"})) == ()

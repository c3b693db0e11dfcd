"""A file of retractions: read whole, in the encodings that it has had, or refused with place, reason and remedy.

All records are composed: no such article exists.
"""

import pytest

from evidence_review.errors import EvidenceError
from evidence_review.paths import Review
from evidence_review.retractions import Notice, RetractionFile, read_retractions

COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)
RECORD = (
    '7,"Foxes, and their sleep",(B/T) Zoology;,"Den, Wood;",Wood Science,Wood Press,Finland,Ann Fox;Bob Hen,,Research Article;,'
    "8/24/2015 0:00,10.5555/NOTICE,0,1/31/2001 0:00,10.5555/Abc,00123,Retraction,+Error in Data;+Notice - Limited;,No,"
)
NOTICE = Notice(
    title="Foxes, and their sleep",
    container_title="Wood Science",
    first_author="Ann Fox",
    year=2001,
    doi="10.5555/abc",
    pmid="123",
    nature="Retraction",
    date="2015-08-24",
    reason="Error in Data; Notice - Limited",
    notice_doi="10.5555/notice",
)
ALL = f"{COLUMNS}\n{RECORD}\n"


@pytest.fixture
def read(tmp_path):
    (tmp_path / "review").mkdir()

    def run(content, name="retraction_watch.csv", is_wanted=lambda notice: True):
        (tmp_path / "review" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_retractions(Review(tmp_path, tmp_path / "outputs"), is_wanted)

    return run


def test_a_record(read):
    assert read(ALL) == RetractionFile("retraction_watch.csv", 1, "2015-08-24", (NOTICE,))


def test_no_file(tmp_path):
    assert read_retractions(Review(tmp_path, tmp_path), lambda notice: True) is None


@pytest.mark.parametrize(
    "name",
    [
        "retractions.csv",
        "RETRACTIONS.CSV",
        "Retraction Watch 2026-01-15.csv",
        "retraction_watch_data.csv",
        "RetractionWatch.csv",
    ],
)
def test_names_of_the_file(read, name):
    assert read(ALL, name).name == name


@pytest.mark.parametrize(
    "name", ["sources.csv", "watch_retraction.csv", "retraction_watch.csv.gz", "my-retractions.csv"]
)
def test_other_files_are_left_alone(read, name):
    assert read(ALL, name) is None


def test_what_is_not_wanted_is_counted_only(read):
    assert read(ALL, is_wanted=lambda notice: False) == RetractionFile("retraction_watch.csv", 1, "2015-08-24", ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(read, encoding):
    (notice,) = read(ALL.replace("Ann Fox", "Änn Føx").encode(encoding)).notices
    assert notice.first_author == "Änn Føx"


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("8/24/2015 0:00", "2015-08-24"),
        ("08/04/2015 12:00:00 AM", "2015-08-04"),
        ("2015-08-24", "2015-08-24"),
        ("2015-08-24 00:00:00", "2015-08-24"),
        pytest.param("24/8/2015 0:00", "2015", id="day and month in another order: the year is sure"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_dates(read, printed, date):
    file = read(ALL.replace("8/24/2015 0:00", printed))
    assert file.notices[0].date == date
    assert file.newest == (date if len(date) > 4 else "")


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("https://doi.org/10.5555/Abc", "10.5555/abc"),
        ("doi: 10.5555/Abc", "10.5555/abc"),
        ("unavailable", ""),
        ("Unavailable", ""),
        ("0", ""),
    ],
)
def test_dois(read, printed, doi):
    assert read(ALL.replace("10.5555/Abc", printed)).notices[0].doi == doi


@pytest.mark.parametrize(("printed", "pmid"), [("0", ""), ("123.0", "123"), ("", "")])
def test_pubmed_identifiers(read, printed, pmid):
    assert read(ALL.replace("00123", printed)).notices[0].pmid == pmid


def test_columns_in_any_order_and_lines_within_a_cell(read):
    text = (
        "Author,Title,Journal,Extra,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\r\n"
        '\r\nAnn Fox,"Foxes,\r\nand their sleep",Wood Science,x,8/24/2015 0:00,,1/31/2001 0:00,,,Correction,\r\n'
    )
    (notice,) = read(text).notices
    assert notice.title == "Foxes,\r\nand their sleep"
    assert notice.nature == "Correction"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: has no column Title, Journal"),
        (COLUMNS + "\n", "holds no records"),
        (ALL.replace("OriginalPaperDOI", "DOI"), "line 1: has no column OriginalPaperDOI; download"),
        (f"{ALL}8,Hens in winter,,\n", "line 3: has 4 cells, not 20; it may be cut off"),
        (ALL.encode("utf-16"), "line 1: is not CSV in UTF-8"),
        (f'{ALL}8,"' + "hens " * 40_000, "is not readable CSV: field larger"),
    ],
)
def test_what_is_no_such_file_is_refused(read, content, message):
    with pytest.raises(EvidenceError, match=r"seeds/review/retraction_watch\.csv") as caught:
        read(content)
    assert message in str(caught.value)
    assert "download" in str(caught.value)


def test_two_files_are_refused(read):
    read(ALL, "retraction_watch_2025.csv")
    with pytest.raises(EvidenceError, match=r"holds retraction_watch_2025\.csv and retractions\.csv; keep the newest"):
        read(ALL, "retractions.csv")

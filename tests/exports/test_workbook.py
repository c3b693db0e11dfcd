"""The workbook holds the tables, and nothing that a source says becomes a formula or a link."""

import dataclasses
import io
import re
import zipfile

import openpyxl
import pandas as pd
import pytest

from evidence_review.build import build_corpus
from evidence_review.exports import format_workbook, workbook
from evidence_review.exports.sheets import PAGE_COLUMNS
from evidence_review.paths import Review

from .conftest import empty_corpus, finding, statement

TABLES = ["sources", "statements", "references", "quantities", "conflicts", "citation_support", "findings"]
SHEETS = ["about", "sources", "questions", *TABLES[1:], "data_dictionary"]
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1",
    "-1",
    "\t=1+1",
    "\n=1+1",
    "＝1+1",
    "{=1}",
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org","x")',
    "https://example.org",
    "javascript:alert(1)",
    "internal:about!A1",
    "1e5",
    "0042",
    "😀 &amp; é",
]


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(book, sheet):
    """Return the rows of a sheet as a list of dicts."""
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def parts(content):
    """Return the text of every part of the file, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.fixture(scope="module")
def content(five):
    return format_workbook(five)


@pytest.fixture(scope="module")
def book(content):
    return read(content)


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_come_back(five, book, table):
    frame = getattr(five, table)
    rows = cells(book, table)
    assert len(rows) == len(frame)
    for row, expected in zip(rows, frame.astype(object).where(frame.notna(), None).to_dict("records"), strict=True):
        assert set(row) == {*expected, *(set(row) & set(PAGE_COLUMNS))}
        for name, value in expected.items():
            assert row[name] == value, (table, name)
            assert type(row[name]) is type(value) or isinstance(value, float), (table, name)


def test_pandas_reads_it(five, content):
    sheets = pd.read_excel(io.BytesIO(content), sheet_name=None)
    assert list(sheets) == SHEETS
    statements = sheets["statements"].set_index("statement_id")
    expected = five.statements.set_index("statement_id")
    assert statements["n_citations"].tolist() == expected["n_citations"].tolist()
    assert statements["is_negated"].tolist() == expected["is_negated"].tolist()


def test_what_is_read_first_comes_first(book):
    first = {name: [cell.value for cell in next(book[name].iter_rows(max_row=1))][:3] for name in TABLES}
    assert first["statements"] == ["statement_id", "page", "origin"]
    assert first["quantities"] == ["source_id", "quantity_no", "page"]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.font.bold for cell in sheet[1])


def test_pages(five, book):
    (row,) = [row for row in cells(book, "statements") if row["statement_id"] == five.statements["statement_id"][0]]
    source_id, number = row["statement_id"].split(":")
    assert row["page"] == f"sources/{source_id}.html#{number}"
    for one in cells(book, "findings"):
        anchor = f"#f-{one['check']}-{one['finding_no']}" if one["start"] is not None else ""
        assert one["page"] == f"sources/{one['source_id']}.html{anchor}"
    for table, column, letter in [
        ("references", "reference_no", "r"),
        ("quantities", "sentence_no", "n"),
        ("citation_support", "marker_no", "m"),
    ]:
        for one in cells(book, table):
            assert one["page"] == f"sources/{one['source_id']}.html#{letter}{one[column]}"


def test_a_source_that_could_not_be_read_has_no_page():
    corpus = empty_corpus(findings=[finding(source_id="lost")])
    assert cells(read(format_workbook(corpus)), "findings")[0]["page"] is None


def test_suggestions_and_decisions_look_different():
    rows = [statement(1, origin="machine"), statement(2, origin="reviewer", coder="A")]
    sheet = read(format_workbook(empty_corpus(statements=rows)))["statements"]
    column = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(1, column["direction"]).font.italic
    assert not sheet.cell(1, column["answer"]).font.italic
    assert [sheet.cell(row, column["direction"]).font.italic for row in (2, 3)] == [True, False]
    assert [sheet.cell(row, column["origin"]).value for row in (2, 3)] == ["machine", "reviewer"]


def test_about_counts(five, book):
    counts = {row["about"]: row["count"] for row in cells(book, "about")}
    n_decided = int((five.statements["origin"] == "reviewer").sum())
    assert counts["statements decided by a reviewer"] == n_decided > 0
    assert counts["statements suggested by the machine"] == len(five.statements) - n_decided
    assert {name for name in counts if name.startswith("sheet ")} == {f"sheet {name}" for name in SHEETS[1:-1]}


def test_every_column_is_in_the_dictionary(book):
    described = {(row["sheet"], row["column"]): row for row in cells(book, "data_dictionary")}
    for name in SHEETS[1:-1]:
        assert [column for sheet, column in described if sheet == name] == [cell.value for cell in book[name][1]]
    assert all(row["type"] and row["meaning"] for row in described.values())
    assert described["statements", "start"]["unit"] == "code points"
    assert described["statements", "origin"]["values"] == "machine, reviewer"


def test_questions_can_be_read(five, book):
    rows = cells(book, "questions")
    assert [row["question"] for row in rows] == [one.id for topic in five.topics for one in topic.questions]


def test_what_a_source_says_is_text():
    corpus = empty_corpus(findings=[finding(number, message=text) for number, text in enumerate(HOSTILE, start=1)])
    for cell, text in zip(read(format_workbook(corpus))["findings"]["F"][1:], HOSTILE, strict=True):
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.hyperlink is None
        assert bool(cell.quotePrefix) is text.startswith(("=", "+", "-", "@", "\t", "\n", "＝")), text


def test_no_part_of_the_file_leads_outside(content):
    corpus = empty_corpus(findings=[finding(number, message=text) for number, text in enumerate(HOSTILE, start=1)])
    for file in (content, format_workbook(corpus)):
        for name, text in parts(file).items():
            assert "TargetMode" not in text or not name.endswith(".rels"), name
            assert "externalLink" not in name
            if name.startswith("xl/worksheets/"):
                assert not re.search(r"<f[ >]|<hyperlink", text), name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1f", "a[U+0000]b[U+001F]"),
        ("safe\u202egnp", "safe[U+202E]gnp"),
        ("\ud800", "[U+D800]"),
        ("\ufffe", "[U+FFFE]"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\r=1", "\n=1"),
        ("two  spaces ", "two  spaces "),
    ],
)
def test_what_xml_does_not_hold_is_named(text, shown):
    corpus = empty_corpus(findings=[finding()])
    # A table of strings holds no lone surrogate; a table of anything may.
    corpus.findings["message"] = pd.Series([text], dtype=object)
    (row,) = cells(read(format_workbook(corpus)), "findings")
    assert row["message"] == shown


@pytest.mark.parametrize("letter", ["x", "😀"])
def test_what_is_too_long_is_cut_and_says_so(letter):
    texts = [letter * 40_000, letter * (workbook.MAX_CELL // len(letter.encode("utf-16-le")) * 2)]
    corpus = empty_corpus(findings=[finding(number, message=text) for number, text in enumerate(texts, start=1)])
    cut, whole = (row["message"] for row in cells(read(format_workbook(corpus)), "findings"))
    assert whole == texts[1]
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.endswith(" [CUT: 40,000 characters are too long for a cell; the whole is in tables/findings.csv]")
    assert set(cut.partition(" [CUT")[0]) == {letter}
    assert len(cut) > 16_000


def test_numbers_that_a_spreadsheet_would_round_are_text():
    row = {"source_id": "a", "quantity_no": 1, "sentence_no": 1, "start": 0, "end": 1, "raw": "x", "kind": "dose"}
    corpus = empty_corpus(quantities=[{**row, "low": 0.25, "high": float("inf"), "canonical_low": 1e300}])
    (read_back,) = cells(read(format_workbook(corpus)), "quantities")
    assert [read_back[name] for name in ("low", "high", "canonical_low")] == [0.25, "inf", "1e+300"]


def test_what_does_not_fit_on_a_sheet_goes_on_in_another(monkeypatch):
    monkeypatch.setattr(workbook, "_MAX_ROWS", 3)
    corpus = empty_corpus(findings=[finding(number) for number in range(1, 6)])
    book = read(format_workbook(corpus))
    numbers = [[row["finding_no"] for row in cells(book, f"findings{tail}")] for tail in ("", "_2", "_3")]
    assert numbers == [[1, 2], [3, 4], [5]]


def test_no_table_has_a_row():
    book = read(format_workbook(empty_corpus()))
    assert book.sheetnames == SHEETS
    assert cells(book, "statements") == []


def test_the_same_bytes_from_two_folders(tmp_path):
    contents = []
    for name in ("one", "two"):
        seeds = tmp_path / name / "seeds"
        seeds.mkdir(parents=True)
        (seeds / "a.txt").write_text("Sleep\n\nFoxes sleep by day, and they wake at dusk to hunt.\n", encoding="utf-8")
        contents.append(format_workbook(build_corpus(Review(seeds, tmp_path / name / "outputs"))))
    assert contents[0] == contents[1]


def test_the_folder_does_not_show(five, content, tmp_path):
    elsewhere = dataclasses.replace(five, review=Review(tmp_path, tmp_path))
    assert format_workbook(elsewhere) == content
    assert not any(str(five.review.seeds) in text for text in parts(content).values())

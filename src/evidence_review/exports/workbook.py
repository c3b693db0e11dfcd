"""`evidence.xlsx`: the tables for people who work in a spreadsheet. No cell is a formula or a link, whatever a source says."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from evidence_review.exports.sheets import Sheet, make_sheets
from evidence_review.text import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from evidence_review.corpus import Corpus

__all__ = ["MAX_CELL", "format_workbook"]

MAX_CELL = 32_767
"""What a cell holds, in units of UTF-16."""
_MAX_ROWS = 1_048_576
# A spreadsheet keeps fifteen digits.
_MAX_INTEGER = 10**15
# What a spreadsheet takes for the beginning of a formula when a cell is edited; full-width forms count in some languages.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
# The same bytes whenever it is made.
_CREATED = datetime(2000, 1, 1)
# Columns of prose are wide and wrapped; the words to the letter are not wrapped, since their lines are those of the source.
_WIDE = frozenset(
    "text title message meaning description question_text reason suggestion innocent_explanation what_differs context"
    " raw raw_a raw_b note values".split()
)
_UNWRAPPED = frozenset(["raw"])
_WIDE_WIDTH, _MAX_WIDTH, _MIN_WIDTH = 60, 30, 8


def format_workbook(corpus: "Corpus") -> bytes:
    """Write the tables of a review as a workbook for spreadsheets.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    bytes
        An .xlsx file; the same tables give the same bytes.
    """
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": "Evidence review", "created": _CREATED})
        styles = _Styles(book)
        for sheet in make_sheets(corpus):
            for part in _split(sheet):
                _write(book.add_worksheet(part.name), part, styles)
    return content.getvalue()


class _Styles:
    """The formats of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Format] = {}

    def get(self, **properties: Any) -> "Format":
        told = {name: value for name, value in properties.items() if value}
        key = tuple(sorted(f"{name}={value}" for name, value in told.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **told})
        return self._made[key]

    def header(self, *, is_suggestion: bool) -> "Format":
        color = "#FFF2CC" if is_suggestion else "#DDE6EE"
        return self.get(bold=True, italic=is_suggestion, bg_color=color, bottom=1, text_wrap=True)


def _split(sheet: Sheet) -> Iterator[Sheet]:
    """Go on in another sheet where one is full."""
    most = _MAX_ROWS - 1
    yield replace(sheet, rows=sheet.rows[:most])
    for number, first in enumerate(range(most, len(sheet.rows), most), start=2):
        yield replace(sheet, name=f"{sheet.name}_{number}", rows=sheet.rows[first : first + most])


def _write(worksheet: "Worksheet", sheet: Sheet, styles: _Styles) -> None:
    for column, name in enumerate(sheet.columns):
        worksheet.write_string(0, column, name, styles.header(is_suggestion=name in sheet.suggested))
        worksheet.set_column(column, column, _width(sheet, column))
    origin = sheet.columns.index("origin") if "origin" in sheet.columns else None
    for number, values in enumerate(sheet.rows, start=1):
        is_decided = origin is not None and values[origin] == "reviewer"
        for column, (name, value) in enumerate(zip(sheet.columns, values, strict=True)):
            _write_cell(
                worksheet, (number, column), value, sheet, styles, italic=name in sheet.suggested and not is_decided
            )
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _write_cell(
    worksheet: "Worksheet", place: tuple[int, int], value: Any, sheet: Sheet, styles: _Styles, *, italic: bool
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        worksheet.write_boolean(*place, value, styles.get(italic=italic))
    elif isinstance(value, int | float) and abs(value) < _MAX_INTEGER:
        worksheet.write_number(*place, value, styles.get(italic=italic))
    else:
        text, is_cut = _fit(visible(str(value).replace("\r\n", "\n").replace("\r", "\n")), sheet.whole)
        name = sheet.columns[place[1]]
        style = styles.get(
            italic=italic,
            text_wrap=name in _WIDE - _UNWRAPPED,
            quote_prefix=text.startswith(_FORMULA),
            bg_color="#F8D7DA" if is_cut else "",
        )
        worksheet.write_string(*place, text, style)


def _fit(text: str, whole: str) -> tuple[str, bool]:
    """Cut what is too long for a cell, and say so in the cell."""
    if _units(text) <= MAX_CELL:
        return text, False
    mark = f" [CUT: {len(text):,} characters are too long for a cell; the whole is in {whole}]"
    room = MAX_CELL - _units(mark)
    # Half of a character of two units at the end is left out.
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + mark, True


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _width(sheet: Sheet, column: int) -> int:
    name = sheet.columns[column]
    if name in _WIDE:
        return _WIDE_WIDTH
    longest = max((len(str(row[column])) for row in sheet.rows[:1000] if row[column] is not None), default=0)
    return min(max(longest, len(name) + 3, _MIN_WIDTH) + 1, _MAX_WIDTH)

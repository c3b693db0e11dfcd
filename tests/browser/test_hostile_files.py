"""What the hostile review leaves in files that other programs open: names, the notebook, the spreadsheet."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest

ELEMENTS = set(
    "a abbr b br caption code div em figcaption figure h2 h3 i li mark ol p pre small span strong style".split()
)
ELEMENTS |= set("blockquote dd details dl dt section sub summary sup table tbody td tfoot th thead tr ul".split())


class Markup(HTMLParser):
    """Lists what of an output is more than text: elements that are not for reading, handlers, links to other places."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag not in ELEMENTS else []
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and not re.match(r"\.\./outputs/|#", value or "")):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")


@pytest.mark.parametrize("page", ["sleep", "60_integrity"])
def test_outputs_of_the_notebook_hold_no_markup_of_the_source(hostile_site: Path, page: str) -> None:
    notebook = nbformat.read(hostile_site / page / "notebook.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    data = [output.get("data", {}) for output in outputs]
    kinds = {kind for one in data for kind in one}
    assert not kinds & {"text/markdown", "text/latex", "application/javascript"}
    shown = [one["text/html"] for one in data if "text/html" in one]
    assert any("&lt;script&gt;owned=1" in markup for markup in shown)
    for markup in shown:
        reader = Markup()
        reader.feed(markup)
        reader.close()
        assert reader.found == []
    # Nor does a cell that is Markdown: it is the same for every review.
    assert not [cell.source for cell in notebook.cells if cell.cell_type == "markdown" and "owned" in cell.source]


def test_figures_hold_no_markup_of_the_source(hostile_site: Path) -> None:
    figures = list(hostile_site.rglob("*.svg"))
    assert figures
    for figure in figures:
        for element in ElementTree.parse(figure).iter():
            assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "a", "image", "iframe", "img"}
            assert not [name for name in element.attrib if name.startswith("on")]
            assert not [value for name, value in element.attrib.items() if name.endswith("href") and value[:1] != "#"]


def test_file_names_are_plain_and_stay_inside(hostile_site: Path) -> None:
    paths = list(hostile_site.rglob("*"))
    assert not [path for path in paths if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}", path.name)]
    assert not [
        path for path in paths if path.is_symlink() or not path.resolve().is_relative_to(hostile_site.resolve())
    ]
    # The review's own folder holds nothing that the run has written.
    assert {path.name for path in hostile_site.parent.iterdir()} == {"seeds", "outputs"}
    assert {path.name for path in (hostile_site.parent / "seeds" / "review").iterdir()} == {
        "codings.csv",
        "sources.csv",
        "topics",
        "verdicts.csv",
    }


def test_no_cell_of_the_spreadsheet_is_a_formula(hostile_site: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(hostile_site / "exports" / "evidence.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("<script>owned=1</script>" in str(cell.value) for cell in cells)
    assert any(str(cell.value).lstrip("'").startswith("=cmd|") for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]

"""From an executed notebook to the files of its page: the page itself, the notebook, the figures and the tables."""

import base64
import copy
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter, TemplateExporter
from nbformat import NotebookNode

from evidence_review.display import TABLE_MIME, escape
from evidence_review.run.execute import NotebookFailure, heading_above, read_notebook, strip
from evidence_review.run.sanitize import sanitize
from evidence_review.site.frame import TEMPLATES, Frame, complete, detach

__all__ = ["Heading", "read_heading", "render"]

_SVG_METADATA = re.compile(r"<metadata>.{0,5000}?</metadata>\s{0,20}", re.DOTALL)
_TITLE = re.compile(r"^#[ \t]([^\n]{1,500})", re.MULTILINE)
_QUESTION = re.compile(r"^The question\.\s+")
_MARKS = re.compile(r"\*{1,2}(\S[^*]{0,300})\*{1,2}|`([^`]{1,300})`")
_PICTURES = ("image/svg+xml", "image/png")
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Heading:
    """What stands above a page: its title, and the lines under it."""

    title: str
    lead: tuple[str, ...] = ()


def render(notebook: NotebookNode, *, name: str, heading: Heading | None, made_by: str) -> dict[str, bytes]:
    """Render an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        As `execute` returns it.
    name : str
        The page's folder in the outputs folder.
    heading : Heading, optional
        The title and lead; without it they are read from the notebook's first cell: its title and first paragraph.
        In either case the rest of that cell, which says how to run the notebook, is left out of the page.
    made_by : str
        The line at the foot of the page.

    Returns
    -------
    dict of str to bytes
        Content by path relative to the page's folder, `index.html` last; with a heading given also `<name>.html`, which holds all of
        the page in one file.

    Raises
    ------
    NotebookFailure
        If two tables of the notebook have the same name.
    """
    saved = strip(notebook)
    files = {"notebook.ipynb": (nbformat.writes(saved).rstrip("\n") + "\n").encode("utf-8")}
    page = copy.deepcopy(notebook)
    files |= _figures(page)
    files |= _tables(page)
    own = _take_heading(page)
    for cell in page.cells:
        # Jupyter draws a figure when its cell ends, below the table of its numbers; on a page the figure comes first.
        shown = [_presentable(output) for output in cell.get("outputs", []) if _is_shown(output)]
        cell["outputs"] = sorted(shown, key=lambda output: not _kinds_of_picture(output))
    _describe_figures(page)
    said = heading or own
    frame = Frame(said.title or "Evidence review", f"{name}/index.html", said.lead, tuple(sorted(files)), made_by)
    if heading:
        alone = _to_html(page, replace(frame, is_alone=True))
        files[f"{name}.html"] = detach(alone, f"../{frame.path}").encode("utf-8")
        frame = replace(frame, copy=f"{name}.html")
    files["index.html"] = _to_html(page, frame).encode("utf-8")
    return files


def _to_html(page: NotebookNode, frame: Frame) -> str:
    # Not HTMLExporter's own method, which parses the whole page once more to look for pictures without a description.
    body, _ = TemplateExporter.from_notebook_node(_exporter(), page, {"evidence": frame})
    return complete(body)


def read_heading(path: Path) -> Heading:
    """Return what a notebook says at its top: its title, and the question that it answers.

    Parameters
    ----------
    path : Path
        The notebook.

    Returns
    -------
    Heading
        The title, or the notebook's name when it has none, and the first paragraph as plain text.
    """
    heading = _take_heading(read_notebook(path))
    return replace(heading, title=heading.title or path.stem)


@functools.cache
def _exporter() -> HTMLExporter:
    """Return the one exporter: making it costs five times what a page does."""
    exporter = HTMLExporter(
        template_name="evidence", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True
    )
    exporter.register_filter("keep_allowed", sanitize)
    exporter.register_filter("shown", escape)
    exporter.register_filter("file_kind", lambda path: Path(path).suffix[1:].upper())
    # Named in the base template, for cells of code and widgets that no page shows.
    exporter.register_filter("highlight_code", escape)
    exporter.register_filter("filter_data_type", escape)
    return exporter


def _take_heading(page: NotebookNode) -> Heading:
    """Take the first cell off a page, and return its title and first paragraph."""
    if not page.cells or page.cells[0].cell_type != "markdown":
        return Heading("")
    source = page.cells.pop(0).source
    title = _TITLE.search(source)
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", _TITLE.sub("", source, count=1)) if part.strip()]
    lead = _QUESTION.sub("", " ".join(_MARKS.sub(r"\1\2", paragraphs[0]).split())) if paragraphs else ""
    return Heading(title[1].strip() if title else "", (lead,) if lead else ())


def _is_shown(output: NotebookNode) -> bool:
    if output.output_type == "stream":
        return bool(output.text.strip())
    data = output.get("data", {})
    # What a plotting call returns is not for readers: `<Axes: title=...>`.
    return bool(set(data) - {"text/plain"}) or not re.match(
        r"\s{0,50}(?:\[?<|\(<|Text\(|$)", data.get("text/plain", "")
    )


def _presentable(output: NotebookNode) -> NotebookNode:
    data = output.get("data", {})
    if "text/html" in data:
        data["text/html"] = sanitize(data["text/html"])
    if "image/svg+xml" in data:
        data["image/svg+xml"] = _clean_svg(data["image/svg+xml"])
    return output


def _kinds_of_picture(output: NotebookNode) -> list[str]:
    return [kind for kind in _PICTURES if kind in output.get("data", {})]


def _describe_figures(page: NotebookNode) -> None:
    for index, output in _outputs(page):
        if kinds := _kinds_of_picture(output):
            # A figure says what it shows; one that does not is named after its section.
            said = [output.metadata.get(kind, {}).get("alt") for kind in kinds]
            output.metadata["alt"] = next(filter(None, said), f"Figure: {heading_above(page, index)}")


def _clean_svg(svg: str) -> str:
    """Take the date and the names of the makers off a figure, so that it has the same bytes from run to run."""
    return _SVG_METADATA.sub("", svg)


def _figures(notebook: NotebookNode) -> dict[str, bytes]:
    """Return the files of the figures, and note on each its number, its files and the table of what it shows."""
    files: dict[str, bytes] = {}
    number = 0
    for index, output in _outputs(notebook):
        data = output.data
        if not _kinds_of_picture(output):
            continue
        number += 1
        table = _table_beside(notebook.cells[index])
        path = f"figures/{number:02d}-{_slug(table or heading_above(notebook, index)) or 'figure'}"
        own = {}
        if "image/svg+xml" in data:
            own[f"{path}.svg"] = _clean_svg(data["image/svg+xml"]).encode("utf-8")
        if "image/png" in data:
            own[f"{path}.png"] = base64.b64decode(data["image/png"])
        files |= own
        output.metadata |= {"figure": number, "files": [*own, *([_table_path(table)] if table else [])]}
    return files


def _table_beside(cell: NotebookNode) -> str:
    """Return the name of the table that a cell shows besides its figure, since both show the same."""
    return next(
        (str(output.data[TABLE_MIME]["name"]) for output in cell.outputs if TABLE_MIME in output.get("data", {})), ""
    )


def _slug(text: str) -> str:
    return _NOT_A_NAME.sub("-", text.lower()).strip("-")[:60].rstrip("-")


def _tables(notebook: NotebookNode) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for index, output in _outputs(notebook):
        if TABLE_MIME not in output.data:
            continue
        table = output.data[TABLE_MIME]
        path = _table_path(str(table["name"]))
        if path in files:
            raise NotebookFailure(f"cell {index + 1}: a second table is named {table['name']}; give each its own name")
        files[path] = str(table["csv"]).encode("utf-8")
    return files


def _table_path(name: str) -> str:
    return f"tables/{_slug(name)}.csv"


def _outputs(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if "data" in output:
                yield index, output

"""What notebooks hand to the reader: tables, notes, lists and the evidence table, every word of a source escaped.

Source text is hostile input: it may hold markup, formulas, Markdown or characters that turn the reading direction. Notebooks
therefore never print it through Markdown, and never display a bare frame, but end a cell with one of these:

>>> import pandas as pd
>>> frame = pd.DataFrame({"source_id": ["smith2020"], "n_references": [12]})
>>> show(frame, name="references-by-source", caption="References by source")  # the whole table also goes to tables/
references-by-source: 1 row, 2 columns
>>> note("No source answers this question.")
No source answers this question.
>>> bullets([("Two sources report relief.", ["smith2020:s004", "lee2021:s017"])])  # each id links to its row
- Two sources report relief. (smith2020:s004, lee2021:s017)

In JupyterLab, after ``er.load()``, the id of a statement shows it in its paragraph, with what it cites and what was decided on it::

    er.show("smith2020:s004")

Ids lead to the reading view of the source, or to the row of the evidence table on the same page; what opens a table without its name
writes no file. And, on a topic page, with the rows of `corpus.statements` to be shown::

    er.display.evidence_table(statements, corpus=corpus)

The objects look the same in JupyterLab and on the pages that `evidence run` writes. A table also carries its CSV, unseen,
so that `evidence run` can write `tables/<name>.csv` beside the page; a figure needs nothing, since it is taken from the
cell's output.
"""

from evidence_review.display.conflicts import conflict_pairs
from evidence_review.display.evidence import evidence_table
from evidence_review.display.interactive import browse
from evidence_review.display.markup import escape, visible
from evidence_review.display.queue import citation_queue
from evidence_review.display.shown import TABLE_MIME, Shown, bullets, note
from evidence_review.display.table import show

__all__ = [
    "TABLE_MIME",
    "Shown",
    "browse",
    "bullets",
    "citation_queue",
    "conflict_pairs",
    "escape",
    "evidence_table",
    "note",
    "show",
    "visible",
]

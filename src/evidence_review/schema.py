"""Every table and every column once, with its description: the data dictionary is the schema.

Each table is a pandera schema, so that what notebook 90 prints is what `evidence build` checks. This module is imported
only where tables are built or described, because pandera takes longer to import than a small review takes to load.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from evidence_review.vocabulary import (
    BLOCKS,
    CERTAINTIES,
    CODING_STATUSES,
    CONFLICT_CLASSES,
    DESIGNS,
    DIRECTIONS,
    EVIDENCE_FLAGS,
    KINDS,
    POPULATIONS,
    QUANTITY_KINDS,
    QUANTITY_ROLES,
    RETRACTION_STATUSES,
    SECTION_KINDS,
    SEVERITIES,
    STATUSES,
    STYLES,
    VERDICTS,
)

__all__ = ["TABLES", "Table", "describe", "frame", "records"]

STRING = pd.StringDtype(na_value=np.nan)
_TYPE_NAMES = {"O": "text", "i": "integer", "f": "number", "b": "yes or no"}


class Table:
    """A table: what a row is, what identifies it, and its columns.

    Parameters
    ----------
    name : str
        The name, as in `outputs/tables/<name>.parquet`.
    grain : str
        What one row stands for.
    key : list of str
        The columns that identify a row; the table is sorted by them.
    columns : iterable of pandera.Column
        The columns, in order.
    """

    def __init__(self, name: str, grain: str, key: list[str], columns: Iterable[pa.Column]) -> None:
        self.name = name
        self.grain = grain
        self.key = key
        self.schema = pa.DataFrameSchema(
            {column.name: column for column in columns},
            name=name,
            description=grain,
            strict=True,
            ordered=True,
            unique=key,
        )


def _text(name: str, description: str, *, nullable: bool = True, **options: Any) -> pa.Column:
    return pa.Column(STRING, name=name, description=description, nullable=nullable, **options)


def _one_of(name: str, values: list[str], description: str, *, nullable: bool = True) -> pa.Column:
    return _text(name, description, checks=pa.Check.isin(values), nullable=nullable)


def _some_of(name: str, values: list[str], description: str) -> pa.Column:
    pattern = f"(?:{'|'.join(values)})"
    return _text(name, description, checks=pa.Check.str_matches(f"^{pattern}(?:;{pattern})*$"))


def _count(name: str, description: str, *, nullable: bool = False, least: int = 0) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(least), name=name, description=description, nullable=nullable)


def _number(name: str, description: str) -> pa.Column:
    return pa.Column("Float64", name=name, description=description, nullable=True)


def _flag(name: str, description: str) -> pa.Column:
    return pa.Column("bool", name=name, description=description)


def _source_id() -> pa.Column:
    return _text("source_id", "The source, a cite key such as `smith2020`.", nullable=False)


def _span(of: str, *, nullable: bool = False) -> list[pa.Column]:
    return [
        _count("start", f"First code point of {of} in the decoded source.", nullable=nullable),
        _count("end", "One past the last code point.", nullable=nullable),
    ]


def _raw(description: str = "The source between start and end, to the letter.", *, nullable: bool = False) -> pa.Column:
    return _text("raw", description, nullable=nullable)


def _side(letter: str, other: str) -> list[pa.Column]:
    """Return the columns of one of the two statements of a conflict."""
    return [
        _text(f"statement_id_{letter}", f"The statement; {other}", nullable=False),
        _text(f"source_id_{letter}", "Its source.", nullable=False),
        _count(f"start_{letter}", "First code point of the statement in the decoded source."),
        _count(f"end_{letter}", "One past the last code point."),
        _text(f"raw_{letter}", "The source between the two, to the letter.", nullable=False),
        _text(f"answer_{letter}", "Its answer; empty when no reviewer coded one."),
        _some_of(f"population_{letter}", POPULATIONS, "Whom or what it speaks of."),
        _text(f"substance_{letter}", "The form of the drug, or another drug, that it names, joined by `;`."),
        _text(f"dose_{letter}", "Doses as printed, joined by `;`."),
        _text(f"route_{letter}", "Routes of administration, joined by `;`."),
        _text(f"endpoint_{letter}", "The effects it speaks of, joined by `;`."),
        _text(f"time_{letter}", "Durations as printed, and `acute` or `long-term` use, joined by `;`."),
        _text(f"event_{letter}", "What happened at the date that it gives, joined by `;`."),
    ]


TABLES = {
    table.name: table
    for table in [
        Table(
            "sources",
            "A file of the seeds folder, read or rejected.",
            ["source_id"],
            [
                _source_id(),
                _text("file", "The file's name in the seeds folder.", nullable=False),
                _text("sha256", "SHA-256 of the file's bytes; empty when it could not be read."),
                _one_of("kind", KINDS, "What kind of document the reader found."),
                _text("title", "The title as it should be read."),
                _text(
                    "title_as_printed", "The title as the document's header prints it, where header and heading differ."
                ),
                _text("authors", "Authors as printed, joined by `;`."),
                _count("year", "Year of publication (a).", nullable=True),
                _text("received", "Date received, ISO 8601."),
                _text("revised", "Date revised, ISO 8601."),
                _text("accepted", "Date accepted, ISO 8601."),
                _text("published", "Date of publication, ISO 8601 as far as printed."),
                _text("reviewed", "Date of the last review of a web page, ISO 8601."),
                _text("reviewed_by", "Who reviewed a web page."),
                _text("container_title", "Journal or site."),
                _text("volume", "Volume as printed."),
                _text("issue", "Issue as printed."),
                _text("pages", "Pages or article number as printed."),
                _text("doi", "DOI, lower case, without resolver."),
                _text("pmid", "PubMed identifier."),
                _text("license", "Licence that the document states, as an SPDX-like short name where known."),
                _text("keywords", "Keywords as printed, joined by `;`."),
                _text("funding", "Funding statement as printed."),
                _text("conflict_of_interest", "Conflict-of-interest statement as printed."),
                _text("ai_statement", "Statement on the use of AI tools as printed."),
                _text("language", "Language of the body, ISO 639-1."),
                _count("n_words", "Words outside the reference list and what was set aside.", nullable=True),
                _count("n_references", "Entries of the reference list; 0 when there is none.", nullable=True),
                _count("n_citations", "Rows of this source in `citations`.", nullable=True),
                _one_of("citation_style", STYLES, "The style of most markers; empty without citations."),
                _text("encoding", "Encoding of the file."),
                _flag("is_encoding_guessed", "True when nothing in the file confirms the encoding."),
                _text(
                    "corrections", "What a reviewer corrected: `field: printed -> corrected (reason)`, joined by `;`."
                ),
                _text(
                    "retraction_file", "The file of notices that its entries were checked against; empty when none was."
                ),
                _count("n_retraction_records", "Records of that file.", nullable=True),
                _text("retraction_newest", "Newest date of a notice in that file, ISO 8601."),
                _one_of("status", STATUSES, "How far the file was understood.", nullable=False),
                _text("reason", "Why the status is not ok."),
            ],
        ),
        Table(
            "sections",
            "A heading and its text, or a block that was set aside.",
            ["source_id", "section_no"],
            [
                _source_id(),
                _count("section_no", "Number of the section in the source, in order of start.", least=1),
                _count("parent_no", "section_no of the section that contains it.", nullable=True, least=1),
                _count("level", "Depth of the heading, 1 = top.", least=1),
                _text("title", "The heading as printed, without markup; empty where there is none."),
                _one_of("kind", SECTION_KINDS, "What the section is.", nullable=False),
                _text("language", "Language, ISO 639-1."),
                *_span("the heading"),
                _text("reason", "Why a section was set aside; empty for the others."),
            ],
        ),
        Table(
            "sentences",
            "A sentence outside the reference list.",
            ["source_id", "sentence_no"],
            [
                _source_id(),
                _count("sentence_no", "Number of the sentence in the source.", least=1),
                _count("section_no", "The innermost section.", least=1),
                _count("paragraph_no", "Number of the paragraph in the source.", least=1),
                _one_of(
                    "block",
                    BLOCKS,
                    "What it stands in: running text, an item of a list, a row of a table, a caption, a line of the front"
                    " matter, or text that was set aside.",
                    nullable=False,
                ),
                *_span("the sentence"),
                _raw(),
                _text(
                    "parts",
                    "`start-end;start-end`: more than one where something interrupts the sentence.",
                    nullable=False,
                ),
                _text(
                    "text", "The parts joined, white space folded: what people read and patterns match.", nullable=False
                ),
                _text("language", "Language, ISO 639-1."),
                _flag("is_boilerplate", "True for site chrome, footers, licence lines and the like."),
            ],
        ),
        Table(
            "references",
            "An entry of a source's reference list.",
            ["source_id", "reference_no"],
            [
                _source_id(),
                _count("reference_no", "The entry's number: what markers refer to.", least=1),
                *_span("the entry, after its label,"),
                _raw(),
                _one_of(
                    "number_origin",
                    ["printed", "position"],
                    "Whether the number is printed or counted.",
                    nullable=False,
                ),
                _one_of(
                    "parse_status",
                    ["ok", "partial", "failed"],
                    "How many of the main fields were found.",
                    nullable=False,
                ),
                _text("authors", "Authors as printed, joined by `;`."),
                _text("first_author", "Family name of the first author, or the group."),
                _count("year", "Year of publication (a).", nullable=True),
                _text("title", "Title of the work."),
                _text("container_title", "Journal, book or site that holds it."),
                _text("volume", "Volume."),
                _text("issue", "Issue or supplement."),
                _text("first_page", "First page or article number."),
                _text("last_page", "Last page, written out."),
                _text("article_number", "The number that stands for pages, as printed; it is the first page too."),
                _text("doi", "DOI as printed, lower case, without resolver."),
                _text("pmid", "PubMed identifier."),
                _some_of("design", DESIGNS, "Design of the cited work as its title suggests it (a suggestion)."),
                _text("design_cue", "The words that decided the design."),
                _text("work_id", "The publication behind the entry; shared by entries of several sources."),
                _one_of(
                    "retraction_status",
                    RETRACTION_STATUSES,
                    "What the retraction file says of the work; `not-checked` without such a file, which says nothing about the work.",
                ),
                _text(
                    "retraction_note",
                    "The notices: nature, date, reason, DOI of the notice, how the entry was matched.",
                ),
            ],
        ),
        Table(
            "citations",
            "A marker and one entry that it refers to; one more row for what refers to nothing.",
            ["source_id", "citation_no"],
            [
                _source_id(),
                _count("citation_no", "Number of the row in the source.", least=1),
                _count("marker_no", "Number of the marker in the source.", least=1),
                _count("sentence_no", "The sentence that holds it.", least=1),
                *_span("the marker"),
                _raw(),
                _one_of("style", STYLES, "Style of the marker.", nullable=False),
                _flag("is_second_style", "Whether the document's own markers have another style."),
                _count("reference_no", "The entry; empty when dangling.", nullable=True, least=1),
                _text("unresolved", "What the marker names and the list does not hold, joined by `;`."),
                _one_of("status", ["resolved", "dangling"], "Whether the list holds the entry.", nullable=False),
            ],
        ),
        Table(
            "quantities",
            "A number that means something, with its unit.",
            ["source_id", "quantity_no"],
            [
                _source_id(),
                _count("quantity_no", "Number of the quantity in the source.", least=1),
                _count("sentence_no", "The sentence that holds it.", least=1),
                *_span("the quantity"),
                _raw(),
                _one_of("kind", QUANTITY_KINDS, "What is measured (a suggestion).", nullable=False),
                _text("comparator", "`<`, `<=`, `>`, `>=` or `~`; empty for a plain value."),
                _number("low", "The value, or the low end of a range, in `unit`; empty when open."),
                _number("high", "The value, or the high end of a range, in `unit`; empty when open."),
                _text("unit", "Unit as a UCUM code; empty when it is not understood."),
                _number("canonical_low", "`low` in `canonical_unit`."),
                _number("canonical_high", "`high` in `canonical_unit`."),
                _text("canonical_unit", "The unit to which quantities of this kind are converted (UCUM)."),
                _text("reason", "Why there is no unit or no canonical value, where one is expected."),
                _text("substance", "The drug that it belongs to (a suggestion); empty when unclear."),
                _some_of(
                    "population", POPULATIONS, "Whom or what it was measured in (a suggestion); empty when unclear."
                ),
                _text("species", "The species it was measured in (a suggestion)."),
                _text("route", "The route of administration (a suggestion)."),
                _text("indication", "What the substance is given or studied for (a suggestion)."),
                _one_of("role", QUANTITY_ROLES, "Whether it was set or found (a suggestion); empty when neither."),
            ],
        ),
        Table(
            "statements",
            "A statement and a topic that it speaks to.",
            ["source_id", "statement_no"],
            [
                _source_id(),
                _count("statement_no", "Number of the row in the source.", least=1),
                _text(
                    "statement_id", "`<source_id>:s<statement_no>`, as reports cite it.", nullable=False, unique=True
                ),
                _count("sentence_no", "The sentence that holds it.", least=1),
                *_span("the statement"),
                _raw(),
                _text("text", "The statement, white space folded.", nullable=False),
                _text("topic", "Topic id.", nullable=False),
                _text(
                    "topic_cue",
                    "The term that found it; `section: ...` where the heading did; empty where a reviewer did.",
                ),
                _text("question", "Question id, once one is coded."),
                _text("answer", "Answer to the question."),
                _one_of(
                    "direction", DIRECTIONS, "What the statement says of the intervention's effect (a suggestion)."
                ),
                _text("direction_cue", "The words that decided the direction."),
                _some_of("population", POPULATIONS, "Whom or what it speaks of (a suggestion)."),
                _text("population_cue", "The words that decided the population."),
                _one_of("certainty", CERTAINTIES, "Whether the source commits itself (a suggestion)."),
                _text("certainty_cue", "The words that hedge."),
                _flag("is_negated", "True when the main assertion is negated (a suggestion)."),
                _text("negation_cue", "The words that negate."),
                _count(
                    "cited_end",
                    "One past the last place of its markers: its end, or that of the next marker of its sentence where it holds none.",
                ),
                _count("n_citations", "Entries that the statement's markers refer to."),
                _one_of(
                    "best_design", DESIGNS, "The strongest of the designs cited (a suggestion); empty without any."
                ),
                _one_of("typical_design", DESIGNS, "The most frequent one, of equals the weakest (a suggestion)."),
                _some_of("evidence_flags", EVIDENCE_FLAGS, "What does not fit between claim and works (a suggestion)."),
                _one_of("origin", ["machine", "reviewer"], "Who made the row.", nullable=False),
                _text("coder", "The reviewer; empty for the machine."),
                _text("note", "A remark."),
            ],
        ),
        Table(
            "codings",
            "A row of `codings.csv`: what a reviewer decided on words of a source, and where these words stand.",
            ["line_no"],
            [
                _count("line_no", "Its line in the file.", least=1),
                _text("source_id", "The source; the words given where there is no such source.", nullable=False),
                _text("quote", "The words as the reviewer gave them.", nullable=False),
                _text("topic", "Topic id.", nullable=False),
                _text("question", "Question id; empty where the words answer none of the topic's questions."),
                _text("answer", "Answer to the question; `off-topic` where the words say nothing on the topic."),
                _one_of("direction", DIRECTIONS, "What the words say of the intervention's effect."),
                _some_of("population", POPULATIONS, "Whom or what they speak of."),
                _one_of("certainty", CERTAINTIES, "Whether the source commits itself."),
                _text("note", "A remark; `key=value` pairs at its start give context that the words leave out."),
                _text("coder", "Who decided; `settled` where coders have agreed.", nullable=False),
                _text("date", "When, ISO 8601.", nullable=False),
                _count("sentence_no", "The sentence that holds the first of the words.", nullable=True, least=1),
                *_span("the words", nullable=True),
                _raw(
                    "The source between start and end, to the letter; empty where the words are not there.",
                    nullable=True,
                ),
                _one_of(
                    "status",
                    CODING_STATUSES,
                    "Whether it is shown (`used`), takes a suggestion away (`set-aside`), stands beside a row that is shown"
                    " (`second-coder`, `settled-over`), or its words are not in the source.",
                    nullable=False,
                ),
                _text("suggested_topics", "The topics that the machine proposed for the sentence, joined by `;`."),
                _one_of(
                    "suggested_direction",
                    DIRECTIONS,
                    "The direction that it proposed; empty where it proposed no topic.",
                ),
                _some_of("suggested_population", POPULATIONS, "The population that it proposed."),
                _one_of("suggested_certainty", CERTAINTIES, "The certainty that it proposed."),
                _text("found_in", "Sources that hold the words instead, joined by `;`."),
                _text("reason", "Why it is not shown."),
            ],
        ),
        Table(
            "conflicts",
            "Two statements that disagree, or may.",
            ["conflict_no"],
            [
                _count("conflict_no", "Number of the row.", least=1),
                _text("topic", "Topic id.", nullable=False),
                _text("question", "The question that both answer; empty for a candidate."),
                _one_of(
                    "scope", ["across", "within"], "Across two sources, or within one that says both.", nullable=False
                ),
                _one_of(
                    "kind",
                    ["answer", "value", "nomenclature"],
                    "What differs: yes and no, numbers, or names.",
                    nullable=False,
                ),
                _one_of(
                    "class",
                    CONFLICT_CLASSES,
                    "Whether nothing that is stated explains it, or what does; a candidate is a suggestion of the machine.",
                    nullable=False,
                ),
                _one_of("severity", SEVERITIES, "How much it matters.", nullable=False),
                *_side("a", "of the two the one that comes first in the tables."),
                *_side("b", "it comes later."),
                _text(
                    "what_differs",
                    "What is stated on both sides and differs: `route: oral / intravenous`, joined by `; `.",
                ),
                _text("context", "What only one side states, and for a candidate what the two share."),
            ],
        ),
        Table(
            "citation_support",
            "A marker and an entry that it refers to: how far the entry's title fits the words that cite it (a suggestion).",
            ["source_id", "marker_no", "reference_no"],
            [
                _source_id(),
                _count("marker_no", "Number of the marker in the source.", least=1),
                _count("reference_no", "The entry.", least=1),
                _count("sentence_no", "The sentence that holds the marker.", least=1),
                *_span("the marker"),
                _raw(),
                _number("score", "How much the pair deserves a look, 0 to 1; empty when it is not assessable."),
                _count("queue_no", "Place in the queue of the whole review; 1 comes first.", nullable=True, least=1),
                _flag("is_assessable", "False when the title is too general, or missing, to judge by."),
                _text("signals", "Codes of the signals that spoke, joined by `;`."),
                _text("reason", "The same in words."),
                _text("sentence_concepts", "Concepts of the words that cite, joined by `;`."),
                _text("title_concepts", "Concepts of the cited title, joined by `;`."),
                _count("better_reference_no", "The entry that fits clearly better.", nullable=True, least=1),
                _text("innocent_explanation", "How it can be so without anything being wrong."),
                _one_of("verdict", VERDICTS, "A reviewer's decision."),
                _text("reviewer", "Who decided."),
                _text("verdict_note", "The reviewer's remark."),
            ],
        ),
        Table(
            "findings",
            "Something that a check reports: a fact with its place, never an accusation.",
            ["check", "finding_no"],
            [
                _text("check", "Code of the check.", nullable=False),
                _count("finding_no", "Number of the finding within its check.", least=1),
                _one_of("severity", SEVERITIES, "How much it matters.", nullable=False),
                _source_id(),
                *_span("what it is about", nullable=True),
                _raw(
                    "The source between start and end, to the letter; empty when a finding is about the whole file.",
                    nullable=True,
                ),
                _text("message", "What was found.", nullable=False),
                _text("suggestion", "What would mend it, as far as the machine can tell."),
                _text("innocent_explanation", "How it can be so without anything being wrong."),
                _text("verdict", "A reviewer's decision."),
            ],
        ),
        Table(
            "parked",
            "A reviewer's decision that fits nothing in the sources as they are now: kept, and to be looked at.",
            ["file", "line_no"],
            [
                _text("file", "The reviewers' file that holds it.", nullable=False),
                _count("line_no", "Its line there.", least=1),
                _text("reason", "Why it fits nothing.", nullable=False),
                _text("decision", "The row as written, cells joined by ` | `.", nullable=False),
            ],
        ),
    ]
}


def frame(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Build a table from rows: typed, sorted by its key and validated.

    Parameters
    ----------
    name : str
        A key of `TABLES`.
    rows : list of dict
        One per row. A missing column and an empty string both mean unknown.

    Returns
    -------
    pandas.DataFrame
        The table, sorted by its key.

    Raises
    ------
    ValueError
        If a row has a column that the table does not have, or lacks a yes-or-no: unknown is not no.
    pandera.errors.SchemaErrors
        If a row breaks the schema; every broken column is named.
    """
    table = TABLES[name]
    unknown = sorted({column for row in rows for column in row} - set(table.schema.columns))
    if unknown:
        raise ValueError(
            f"table {name}: no column {', '.join(unknown)}; add it in schema.py or leave it out of the row"
        )
    columns = {}
    for column, spec in table.schema.columns.items():
        values = [None if row.get(column) == "" else row.get(column) for row in rows]
        # numpy would turn an unknown into False without a word.
        if spec.dtype.type.kind == "b" and None in values:
            raise ValueError(f"table {name}: {column} is missing in row {values.index(None)}; say True or False")
        columns[column] = pd.Series(values, dtype=spec.dtype.type)
    built = pd.DataFrame(columns, columns=list(table.schema.columns))
    built = built.sort_values(table.key, kind="stable", ignore_index=True)
    return table.schema.validate(built, lazy=True)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, as `frame` takes them.

    Parameters
    ----------
    table : pandas.DataFrame
        A table.

    Returns
    -------
    list of dict
        One per row; what is unknown is an empty string.
    """
    known = table.astype(object).where(table.notna(), "")
    return [{str(column): value for column, value in row.items()} for row in known.to_dict("records")]


def describe() -> pd.DataFrame:
    """Describe every column of every table: the data dictionary.

    Returns
    -------
    pandas.DataFrame
        One row per column, in the order of the tables: table, column, type, is_key, can_be_empty, description.
    """
    return pd.DataFrame(
        [
            {
                "table": table.name,
                "column": name,
                "type": _TYPE_NAMES[column.dtype.type.kind],
                "is_key": name in table.key,
                "can_be_empty": column.nullable,
                "description": column.description,
            }
            for table in TABLES.values()
            for name, column in table.schema.columns.items()
        ]
    )

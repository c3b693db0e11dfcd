"""`datapackage.json`: what each file of tables and texts is, and what each column may hold, for programs.

References
----------
"Data Package" and "Table Schema", version 2.0, https://datapackage.org/standard/data-package/
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evidence_review.exports.columns import Column, describe_columns

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["format_datapackage"]

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"text": "string", "integer": "integer", "number": "number", "yes or no": "boolean"}
# What a license may be called in a descriptor.
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
# Tables, their columns that name one row of another table, that table and its columns. None of them is ever empty: a key with an
# empty part holds in SQL, but not for every program that reads such descriptors.
_FOREIGN_KEYS = [
    (
        "sections sentences references citations quantities statements citation_support findings",
        ["source_id"],
        "sources",
        ["source_id"],
    ),
    ("sentences", ["source_id", "section_no"], "sections", ["source_id", "section_no"]),
    (
        "citations quantities statements citation_support",
        ["source_id", "sentence_no"],
        "sentences",
        ["source_id", "sentence_no"],
    ),
    ("citation_support", ["source_id", "reference_no"], "references", ["source_id", "reference_no"]),
    ("conflicts", ["statement_id_a"], "statements", ["statement_id"]),
    ("conflicts", ["statement_id_b"], "statements", ["statement_id"]),
]


def format_datapackage(corpus: "Corpus") -> str:
    """Describe the files of a review's tables and texts.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review, as they were written.

    Returns
    -------
    str
        A descriptor in JSON; paths count from the outputs folder.
    """
    sources = [
        {"title": str(title or source_id), "path": f"texts/{source_id}.txt"}
        for source_id, title in zip(corpus.sources["source_id"], corpus.sources["title"].fillna(""), strict=True)
        if source_id in corpus.texts
    ]
    licenses = _licenses(corpus)
    descriptor = {
        "$schema": _PROFILE,
        "name": "evidence-review",
        "title": "Tables of an evidence review",
        "description": (
            "What the sources of a review state, word for word, with offsets, and what reviewers decided on it. Columns described as a"
            " suggestion are filled by a machine until a reviewer decides. The words stay under the licenses of their sources, which the"
            " table sources holds as far as they state one."
        ),
        **({"licenses": licenses} if licenses else {}),
        **({"sources": sources} if sources else {}),
        "resources": [*_tables(corpus), *_texts(corpus)],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _licenses(corpus: "Corpus") -> list[dict[str, str]]:
    """List the licenses that sources state, with the sources."""
    stated: dict[str, list[str]] = {}
    known = corpus.sources.dropna(subset="license")
    for source_id, name in zip(known["source_id"], known["license"], strict=True):
        stated.setdefault(name, []).append(source_id)
    return [
        {"name": _NOT_IN_NAMES.sub("-", name), "title": f"{name}, as stated by {', '.join(sources)}"}
        for name, sources in sorted(stated.items())
    ]


def _tables(corpus: "Corpus") -> Iterator[dict[str, Any]]:
    """Describe each table twice, as CSV and as Parquet; of the latter, readers of descriptors cannot check size and hash."""
    from evidence_review import schema

    for name, _ in corpus.tables():
        table = {
            "type": "table",
            "description": schema.TABLES[name].grain,
            "schema": {
                "fields": [_field(column) for column in describe_columns(name)],
                "missingValues": [""],
                "primaryKey": schema.TABLES[name].key,
                **_foreign_keys(name),
            },
        }
        path = f"tables/{name}.csv"
        stored = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", **_measure(corpus, path)}
        yield {"name": name, "path": path, **stored, "dialect": {"lineTerminator": "\n"}, **table}
        stored = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
        yield {"name": f"{name}-parquet", "path": f"tables/{name}.parquet", **stored, **table}


def _foreign_keys(table: str) -> dict[str, Any]:
    keys = [
        {"fields": fields, "reference": {"resource": target, "fields": named}}
        for tables, fields, target, named in _FOREIGN_KEYS
        if table in tables.split()
    ]
    return {"foreignKeys": keys} if keys else {}


def _field(column: Column) -> dict[str, Any]:
    words = f"({'|'.join(column.values)})"
    constraints = {
        "required": column.is_required,
        "unique": column.is_unique,
        "enum": None if column.is_list else list(column.values),
        "pattern": f"{words}(;{words})*" if column.is_list else None,
        "minimum": column.least,
    }
    told = {name: value for name, value in constraints.items() if value not in (None, False, [])}
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
        **({"trueValues": ["True"], "falseValues": ["False"]} if column.type == "yes or no" else {}),
        **({"constraints": told} if told else {}),
    }


def _texts(corpus: "Corpus") -> Iterator[dict[str, Any]]:
    for number, source_id in enumerate(sorted(corpus.texts), start=1):
        path = f"texts/{source_id}.txt"
        yield {
            "name": f"text-{number}",
            "path": path,
            "description": f"The decoded source {source_id}, into which all its offsets count, in code points.",
            "format": "txt",
            "mediatype": "text/plain",
            "encoding": "utf-8",
            **_measure(corpus, path),
        }


def _measure(corpus: "Corpus", path: str) -> dict[str, Any]:
    content = (corpus.review.outputs / path).read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}

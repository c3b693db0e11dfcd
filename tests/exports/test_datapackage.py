"""The descriptor says of every file what is true of it: read by hand, as the specification has it."""

import csv
import hashlib
import json
import re
import shutil

import pytest

from evidence_review import schema
from evidence_review.corpus.store import write
from evidence_review.exports import DATAPACKAGE_FILE, REFERENCE_FILES, WORKBOOK_FILE, export_files, format_datapackage
from evidence_review.vocabulary import DIRECTIONS, POPULATIONS

TOPIC = 'title: Sleep\nquestions: []\nterms: ["sleep*"]\n'
HOSTILE = """=cmd|' /C calc'!A0 <script>alert(1)</script>

Foxes that live in the wood "sleep", by day, and =SUM(A1) is good for their sleep, as older work has shown (1).
An ',' is no comma of a table, and neither is a line \u202e that turns while the foxes of the wood are at sleep (2).

References

1. Fox A. =HYPERLINK("x"), "Sleep, of foxes". Wood Sci. 2001;12:45. doi:10.5555/fox,1
2. Owl B. Sleep of owls. Wood Sci. 2002;13:46.
"""


def is_text(value):
    return True


TYPES = {
    "string": is_text,
    "integer": re.compile(r"-?\d+").fullmatch,
    "number": re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?").fullmatch,
    "boolean": {"True", "False"}.__contains__,
}


def describe(corpus):
    write(corpus)
    return json.loads(format_datapackage(corpus))


def rows_of(corpus, resource):
    with (corpus.review.outputs / resource["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_holds(corpus):
    """Hold every file against its description."""
    package = describe(corpus)
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names)
    tables = {one["name"]: rows_of(corpus, one) for one in package["resources"] if one["format"] == "csv"}
    assert set(tables) == {name for name, _ in corpus.tables()}
    for resource in package["resources"]:
        path = corpus.review.outputs / resource["path"]
        if resource["format"] != "parquet":
            content = path.read_bytes()
            assert resource["bytes"] == len(content)
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert b"\r\n" not in content
            content.decode(resource["encoding"])
        if resource["format"] == "csv":
            assert_table_holds(resource["schema"], path, tables, tables[resource["name"]])
    return package


def assert_table_holds(described, path, tables, rows):
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == [field["name"] for field in described["fields"]]
    assert described["missingValues"] == [""]
    for field in described["fields"]:
        assert field["description"]
        assert_column_holds(field, [row[field["name"]] for row in rows])
    keys = [tuple(row[name] for name in described["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(all(key) for key in keys)
    for key in described.get("foreignKeys", []):
        target = key["reference"]
        known = {tuple(row[name] for name in target["fields"]) for row in tables[target["resource"]]}
        assert {tuple(row[name] for name in key["fields"]) for row in rows} <= known, (path.name, key)


def assert_column_holds(field, values):
    rules = field.get("constraints", {})
    known = [value for value in values if value != ""]
    assert all(map(TYPES[field["type"]], known)), field["name"]
    if rules.get("required"):
        assert len(known) == len(values), field["name"]
    if rules.get("unique"):
        assert len(set(known)) == len(known), field["name"]
    if "enum" in rules:
        assert set(known) <= set(rules["enum"]), field["name"]
    if "pattern" in rules:
        assert all(re.fullmatch(rules["pattern"], value) for value in known), field["name"]
    if "minimum" in rules:
        assert all(float(value) >= rules["minimum"] for value in known), field["name"]
    if field["type"] == "boolean":
        assert (field["trueValues"], field["falseValues"]) == (["True"], ["False"])


@pytest.fixture(scope="module")
def package(five):
    try:
        yield assert_holds(five)
    finally:
        shutil.rmtree(five.review.outputs, ignore_errors=True)


def field(package, table, name):
    (resource,) = [one for one in package["resources"] if one["name"] == table]
    return next(one for one in resource["schema"]["fields"] if one["name"] == name)


def test_the_bundled_review(package):
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [one["name"] for one in package["resources"] if one["format"] == "parquet"] == [
        f"{name}-parquet" for name in schema.TABLES
    ]
    assert package["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0, as stated by spitaleri2025, thanoon2024"}]
    assert {"title": "Ketamine: A Powerful Dissociative Anesthetic", "path": "texts/002_a0bf8c8fca9aa3c0.txt"} in (
        package["sources"]
    )
    assert len(package["sources"]) == 5


def test_words_of_the_vocabulary(package):
    assert field(package, "statements", "direction")["constraints"] == {"enum": DIRECTIONS}
    words = "|".join(POPULATIONS)
    assert field(package, "statements", "population")["constraints"] == {"pattern": f"({words})(;({words}))*"}
    assert field(package, "statements", "statement_id")["constraints"] == {"required": True, "unique": True}
    assert field(package, "sections", "parent_no")["constraints"] == {"minimum": 1}
    assert "constraints" not in field(package, "sources", "title")


def test_a_hostile_review(make_corpus):
    corpus = make_corpus({"<b>=1,.txt": HOSTILE, "empty.txt": b"", "review/topics/sleep.yml": TOPIC})
    assert len(corpus.statements) > 0
    assert len(corpus.references) == 2
    assert "licenses" not in assert_holds(corpus)


def test_no_source_was_read(make_corpus):
    corpus = make_corpus({"empty.txt": b""})
    package = assert_holds(corpus)
    assert "sources" not in package
    assert {one["name"] for one in package["resources"]} >= set(schema.TABLES)


def test_all_files_of_a_run(make_corpus):
    corpus = make_corpus({"a.txt": HOSTILE})
    write(corpus)
    files = export_files(corpus)
    assert list(files) == [*REFERENCE_FILES, WORKBOOK_FILE, DATAPACKAGE_FILE]
    assert files == export_files(corpus)
    assert json.loads(files[DATAPACKAGE_FILE])["name"] == "evidence-review"

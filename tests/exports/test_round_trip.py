"""What is written comes back when other libraries read it: rispy, pybtex with pylatexenc, and a JSON schema."""

import json

import jsonschema
import pybtex.database
import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pylatexenc import macrospec
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import get_default_latex_context_db as get_walker_db

from evidence_review.exports import REFERENCE_FILES, collect_items, export_references
from evidence_review.exports.bibtex import format_bibtex
from evidence_review.exports.csl import format_csl
from evidence_review.exports.items import Item, Name, clean
from evidence_review.exports.ris import format_ris
from evidence_review.extract.reference_marks import find_doi

from .conftest import corpus_of, entry

# The part of the CSL-JSON data schema (1.0.2) that is used here: no property, type or value that it does not allow.
NAME = {
    "type": "object",
    "properties": {part: {"type": "string"} for part in ("family", "given", "suffix", "literal")},
    "additionalProperties": False,
    "minProperties": 1,
}
YEAR = {"type": "array", "minItems": 1, "maxItems": 1, "items": {"type": "integer"}}
TEXTS = ("title", "container-title", "volume", "issue", "page", "DOI", "PMID", "URL", "note")
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string", "minLength": 1},
            "type": {"enum": ["article-journal", "chapter", "book", "webpage", "document"]},
            "author": {"type": "array", "items": NAME},
            "issued": {
                "type": "object",
                "properties": {"date-parts": {"type": "array", "minItems": 1, "maxItems": 1, "items": YEAR}},
                "required": ["date-parts"],
                "additionalProperties": False,
            },
            **{name: {"type": "string", "minLength": 1} for name in TEXTS},
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)

# What pylatexenc does not know of LaTeX's own names of characters.
NAMED = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textasciicircum": "^",
    "textbar": "|",
}
TO_TEXT = get_default_latex_context_db()
TO_TEXT.add_context_category("names", prepend=True, macros=[MacroTextSpec(name, text) for name, text in NAMED.items()])
WALKER = get_walker_db()
WALKER.add_context_category("names", prepend=True, macros=[macrospec.std_macro(name, "") for name in NAMED])


def as_printed(latex):
    """Return what LaTeX prints."""
    return LatexNodes2Text(latex_context=TO_TEXT, strict_latex_spaces=True, keep_comments=True).latex_to_text(
        latex, latex_context=WALKER
    )


def read_bibtex(text):
    return pybtex.database.parse_string(text, "bibtex").entries


def assert_round_trip(items):
    csl = json.loads(format_csl(items))
    VALIDATOR.validate(csl)
    assert [one["id"] for one in csl] == [item.id for item in items]
    ris = rispy.loads(format_ris(items))
    bib = read_bibtex(format_bibtex(items))
    assert [record["id"] for record in ris] == [item.id for item in items] == list(bib)
    for item, one, record, stored in zip(items, csl, ris, bib.values(), strict=True):
        assert [
            one.get(name, "") for name in ("title", "container-title", "volume", "issue", "page", "DOI", "note")
        ] == [
            item.title,
            item.container_title,
            item.volume,
            item.issue,
            item.pages,
            item.doi,
            item.note,
        ]
        names = ("title", "secondary_title", "volume", "number", "start_page", "end_page", "doi", "year")
        assert [record.get(name, "") for name in names] == [
            item.title,
            item.container_title,
            item.volume,
            item.issue,
            item.first_page,
            item.last_page,
            item.doi,
            str(item.year or ""),
        ]
        assert record.get("notes", []) == [item.note] * bool(item.note)
        assert len(record.get("authors", [])) == len(item.authors) == len(one.get("author", []))
        container = stored.fields.get("journal", stored.fields.get("booktitle", ""))
        assert as_printed(stored.fields.get("title", "")) == item.title
        assert as_printed(container) == item.container_title
        assert as_printed(stored.fields.get("note", "")) == item.note
        assert stored.fields.get("doi", "") == item.doi
        assert stored.fields.get("year", "") == str(item.year or "")
        persons = stored.persons.get("author", [])
        assert len(persons) == len(item.authors)
        for person, name in zip(persons, item.authors, strict=True):
            parts = [*person.prelast_names, *person.last_names]
            assert as_printed(" ".join(parts)).strip("{}") == (name.literal or name.family)


def test_a_review(corpus):
    assert_round_trip(collect_items(corpus))


def test_files(corpus):
    files = export_references(corpus)
    assert tuple(files) == REFERENCE_FILES
    assert files == export_references(corpus)
    for content in files.values():
        assert not content.startswith("\ufeff".encode())
        assert content.endswith(b"\n")


def test_no_reference_at_all(corpus):
    corpus.references = corpus.references.head(0)
    assert [content.strip() for content in export_references(corpus).values()] == [b"[]", b"", b""]


def test_ris_has_the_lines_of_the_format(corpus):
    text = format_ris(collect_items(corpus))
    record = text.split("\r\n\r\n")[2].split("\r\n")
    assert record[0] == "TY  - JOUR"
    assert record[-1] == "ER  - "
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("50 % of {foxes} & hens_1", r"50 \% of \textbraceleft{}foxes\textbraceright{} \& hens\_1"),
        (r"C:\foxes ~ ^ # $", r"C:\textbackslash{}foxes \textasciitilde{} \textasciicircum{} \# \$"),
        ("a--b ``c''", "a-{}-b `{}`c'{}'"),
        ("Müller – α", "Müller – α"),
        ("DNA of Foxes", "DNA of Foxes"),
    ],
)
def test_bibtex_escapes(text, written):
    assert f"title = {{{written}}}" in format_bibtex([Item("a", "document", title=text)])


def test_a_doi_is_written_as_it_stands():
    text = format_bibtex([Item("a", "document", doi="10.5555/(a)_b<1>%2f", url="https://a.example/{b}")])
    assert "doi = {10.5555/(a)_b<1>%2f}" in text
    assert "url = {https://a.example/%7Bb%7D}" in text


@pytest.mark.parametrize(
    "name",
    [Name(literal="Fox and Sons"), Name("Fox and Owl", "A"), Name(literal="others"), Name(literal="Fox, Owl, Hen, Co")],
)
def test_a_group_is_one_author(name):
    assert_round_trip([Item("a", "document", authors=(name, Name("Hen", "B", "Jr")))])


ODD = st.text(
    st.sampled_from("ab{}\\%$&#_~^<>|\"'`-,;:@=()[]!?éßαж中😀\n\r\t\u2028\x85\ufeff\u200b\x00 -"), max_size=30
)
ANY = st.one_of(
    ODD, st.text(max_size=30), st.sampled_from(["ER  - ", "TY  - JOUR", "and", "@article{", "\ufeff{", " x "])
)
TEXT = ANY.map(clean)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, st.none() | st.integers(1000, 2999)), max_size=4))
@example([("ER -", "}{", "%", 1999)])
@example([("\\", "a\\", "\\}", None)])
def test_odd_characters_survive(values):
    assert_round_trip(
        [
            Item(f"k{number}", "article-journal", title=title, container_title=container, note=note, year=year)
            for number, (title, container, note, year) in enumerate(values)
        ]
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(ANY.map("x".__add__), min_size=1, max_size=4))
def test_raw_text_of_any_kind_is_exported(raws):
    rows = [entry("s", number, raw, parse_status="failed", title=raw) for number, raw in enumerate(raws, start=1)]
    assert_round_trip(collect_items(corpus_of(*rows)))


HOSTILE = {
    "a tag of RIS": "Sleep\r\nER  - \r\nTY  - JOUR\r\nTI  - Injected",
    "a field of BibTeX": "Sleep},\n  note = {injected}}\n@article{injected, title = {x",
    "a script": "Sleep <script>alert(1)</script>",
    "TeX": r"Sleep \input{/etc/passwd} \write18{id} $x^2$ % comment",
    "controls": "Sl\u202eeep\u2066 of\x00 foxes\x1b",
}


@pytest.mark.parametrize("column", ["title", "container_title", "volume", "issue", "first_page", "last_page", "pmid"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_field_stays_in_its_field(column, text):
    fields = {"title": "Sleep", "authors": "Fox, A.", "work_id": "fox", "doi": "10.5555/1", column: text}
    items = collect_items(corpus_of(entry("ant2020", 1, "Fox A. Sleep.", **fields)))
    assert_round_trip(items)
    ris, bib = format_ris(items), format_bibtex(items)
    assert [line[:6] for line in ris.split("\r\n")].count("TY  - ") == 1
    assert len(read_bibtex(bib)) == 1
    assert not {"\u202e", "\u2066", "\x00", "\x1b"} & set(ris + bib + format_csl(items))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("column", ["authors", "raw", "source_id", "work_id", "doi"])
def test_names_notes_and_keys_stay_in_their_fields(column, text):
    row = entry("ant2020", 1, "Fox A. Sleep.", authors="Fox, A.", work_id="fox", parse_status="partial", title="Sleep")
    items = collect_items(corpus_of({**row, column: text, "end": 1}))
    ris = format_ris(items)
    assert len(rispy.loads(ris)) == len(read_bibtex(format_bibtex(items))) == len(json.loads(format_csl(items))) == 1
    assert [line[:6] for line in ris.split("\r\n")].count("TY  - ") == 1


@pytest.mark.parametrize("raw", ["Fox A. Sleep. javascript:alert(1)", "Fox A. Sleep. data:text/html,x", "file:///x"])
def test_no_address_but_of_the_web_is_exported_as_one(raw):
    (item,) = collect_items(corpus_of(entry("ant2020", 1, raw, title="Sleep", parse_status="ok")))
    assert item.url == ""
    assert "UR  -" not in format_ris([item])
    assert "url =" not in format_bibtex([item])


@pytest.mark.parametrize(
    "text", ["doi: javascript:alert(1)", "https://doi.org/javascript:alert(1)", "doi:data:text/html"]
)
def test_what_is_no_doi_is_not_read_as_one(text):
    # Programs make a link of a DOI, so that nothing else may stand there.
    assert find_doi(text) == ""

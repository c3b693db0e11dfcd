"""References of a small review, as the table holds them."""

from types import SimpleNamespace

import pytest

from evidence_review import schema


def entry(source, number, raw, **fields):
    place = {"source_id": source, "reference_no": number, "start": 0, "end": len(raw), "raw": raw}
    return {**place, "number_origin": "printed", "parse_status": "ok", **fields}


def corpus_of(*entries):
    return SimpleNamespace(references=schema.frame("references", list(entries)))


def empty_corpus(**rows):
    """Return a review of no source, with some rows put into its tables."""
    tables = {name: schema.frame(name, rows.get(name, [])) for name in schema.TABLES}
    return SimpleNamespace(**tables, topics=(), texts={})


def finding(number=1, **fields):
    row = {"check": "a-check", "finding_no": number, "severity": "info", "source_id": "a", "message": "m"}
    return {**row, **fields}


def statement(number, **fields):
    place = {"source_id": "a", "statement_no": number, "statement_id": f"a:s{number:03}", "sentence_no": 1}
    words = {"start": 0, "end": 1, "raw": "x", "text": "x", "topic": "t", "cited_end": 1, "n_citations": 0}
    return {**place, **words, "is_negated": False, "direction": "benefit", **fields}


FOX = {"first_author": "Fox", "year": 2001, "title": "Sleep of foxes", "work_id": "fox2001"}


@pytest.fixture
def corpus():
    """Return a review with a work in two lists, a chapter, a page of the web, a book, and an entry that nobody could read."""
    return corpus_of(
        entry(
            "ant2020",
            1,
            "Fox A, et al. Sleep of foxes. Wood Sci. 2001;12:45.",
            **FOX,
            authors="Fox A",
            container_title="Wood Sci",
            volume="12",
            first_page="45",
        ),
        entry("ant2020", 2, "?? illegible 1990", parse_status="failed"),
        entry(
            "ant2020",
            3,
            "Hen B. Eggs. In: *Handbook of Hens* (Vol. 3, pp. 7-9).",
            first_author="Hen",
            authors="Hen B",
            title="Eggs",
            container_title="Handbook of Hens",
            volume="3",
            first_page="7",
            last_page="9",
            work_id="hen",
        ),
        entry(
            "bee2021",
            4,
            "Fox, A., & Owl, B. (2001). Sleep of foxes. Wood Science, 12(3), 45-50. https://doi.org/10.5555/fox_1",
            **FOX,
            authors="Fox, A.;Owl, B.",
            container_title="Wood Science",
            volume="12",
            issue="3",
            first_page="45",
            last_page="50",
            doi="10.5555/fox_1",
        ),
        entry(
            "bee2021",
            5,
            "World Sleep Society. On sleep. https://sleep.example/on.",
            authors="World Sleep Society",
            title="On sleep",
            work_id="worldsleepsociety",
        ),
        entry(
            "bee2021", 6, "Cow C. Milk. ISBN 123", authors="Cow C", title="Milk", work_id="cow", parse_status="partial"
        ),
    )

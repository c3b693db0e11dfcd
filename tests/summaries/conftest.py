"""A review of three sources, small enough to count by hand."""

from types import SimpleNamespace

import pytest

from evidence_review import schema
from evidence_review.decisions import Question, Topic

TEXTS = {
    # 0: heading; 9: two sentences; the list; the footer.
    "ma2023": "Results. Relief lasted [1,2]. Pain fell in rats [2]. It may harm.\nRefs 1 Ant 2001. 2 Bee 2010. 3 Cow 2010.\nhelp me",
    "web2024": "Ketamine helps people.",
    "bad": "",
}


def _row(source, text, /, **more):
    start = TEXTS[source].index(text)
    return {"source_id": source, "start": start, "end": start + len(text), "raw": text, **more}


def _sentence(source, number, text, *, section=1):
    row = _row(
        source, text, sentence_no=number, section_no=section, paragraph_no=1, block="prose", text=text, language="en"
    )
    return row | {"parts": f"{row['start']}-{row['end']}", "is_boilerplate": section == 3}


def _sections():
    kinds = {
        "ma2023": [
            ("Results.", "body", TEXTS["ma2023"].split("\n")[0], ""),
            ("", "references", "Refs 1 Ant 2001. 2 Bee 2010. 3 Cow 2010.", ""),
            ("", "boilerplate", "help me", "site chrome"),
        ]
    }
    kinds["web2024"] = [("", "body", TEXTS["web2024"], "")]
    rows = []
    for source, listed in kinds.items():
        for number, (title, kind, text, reason) in enumerate(listed, start=1):
            row = _row(source, text, section_no=number, level=1, title=title, kind=kind, language="en", reason=reason)
            rows.append({key: value for key, value in row.items() if key != "raw"})
    return rows


def _statement(source, number, sentence_no, text, **more):
    row = _row(
        source, text, statement_no=number, statement_id=f"{source}:s{number}", sentence_no=sentence_no, text=text
    )
    row |= {"topic": "relief", "topic_cue": "relief", "population": "not-stated", "certainty": "asserted"}
    row["cited_end"] = row["end"]
    return row | {"is_negated": False, "n_citations": 0, "origin": "machine"} | more


def _source(source, **more):
    return {
        "source_id": source,
        "file": f"{source}.txt",
        "status": "ok",
        "language": "en",
        "is_encoding_guessed": False,
    } | more


def _reference(number, text, **more):
    return _row("ma2023", text, reference_no=number, number_origin="printed", parse_status="ok") | more


def _citation(number, marker, sentence, raw, reference):
    status = "resolved" if reference else "dangling"
    row = _row(
        "ma2023",
        raw,
        citation_no=number,
        marker_no=marker,
        sentence_no=sentence,
        style="square",
        is_second_style=False,
        status=status,
    )
    return row | {"reference_no": reference}


def _pair(marker, reference, sentence, raw, **more):
    row = _row("ma2023", raw, marker_no=marker, reference_no=reference, sentence_no=sentence)
    return row | {"is_assessable": True} | more


def build(**tables):
    """Build a corpus; a table that is not given is empty."""
    frames = {name: schema.frame(name, tables.get(name, [])) for name in schema.TABLES}
    topics = (
        Topic("relief", "Relief", (Question("lasts", "Does it last?"),), ("relief",)),
        Topic("silence", "Silence", (), ("silence",)),
    )
    return SimpleNamespace(review=None, topics=topics, texts=TEXTS, **frames)


TABLES = {
    "sources": [
        _source(
            "ma2023",
            kind="journal-review",
            title="Pain",
            title_as_printed="PAINT",
            year=2023,
            container_title="J Pain",
            volume="3",
            issue="4",
            pages="1-9",
            authors="A Ma;B Yan",
            license="CC BY 4.0",
            n_words=12,
            n_references=3,
            n_citations=3,
            citation_style="square",
            corrections="year: 2022 -> 2023 (typo)",
        ),
        _source("web2024", kind="web-article", title="Helps", n_words=3, n_references=0, n_citations=0),
        _source("bad", status="rejected", reason="the file is empty", language=""),
    ],
    "sections": _sections(),
    "sentences": [
        _sentence("ma2023", 1, "Relief lasted [1,2]."),
        _sentence("ma2023", 2, "Pain fell in rats [2]."),
        _sentence("ma2023", 3, "It may harm."),
        _sentence("ma2023", 4, "help me", section=3),
        _sentence("web2024", 1, "Ketamine helps people."),
    ],
    "references": [
        _reference(
            1,
            "Ant 2001.",
            first_author="Ant",
            year=2001,
            title="A trial",
            design="randomized-trial",
            doi="10.1/a",
            work_id="w1",
        ),
        _reference(2, "Bee 2010.", first_author="Bee", year=2010, title="In rats", design="animal", work_id="w2"),
        _reference(3, "Cow 2010.", year=2010, parse_status="partial"),
    ],
    "citations": [
        _citation(1, 1, 1, "[1,2]", 1),
        _citation(2, 1, 1, "[1,2]", 2),
        _citation(3, 2, 2, "[2]", 2),
    ],
    "statements": [
        _statement(
            "ma2023",
            1,
            1,
            "Relief lasted [1,2].",
            n_citations=2,
            direction="benefit",
            population="human",
            best_design="randomized-trial",
            typical_design="animal",
        ),
        _statement(
            "ma2023",
            2,
            2,
            "Pain fell in rats [2].",
            n_citations=1,
            direction="benefit",
            population="animal",
            best_design="animal",
            typical_design="animal",
            evidence_flags="many-studies-few-references",
        ),
        _statement("ma2023", 3, 3, "It may harm.", direction="harm", certainty="hedged", evidence_flags="no-citation"),
        _statement(
            "web2024",
            1,
            1,
            "Ketamine helps people.",
            direction="benefit",
            population="human",
            evidence_flags="no-citation",
        ),
    ],
    "citation_support": [
        _pair(
            1,
            1,
            1,
            "[1,2]",
            score=0.2,
            queue_no=2,
            signals="no-shared-concept",
            reason="nothing in common",
            verdict="supported",
            reviewer="AB",
        ),
        _pair(1, 2, 1, "[1,2]", is_assessable=False, reason="the title is too short"),
        _pair(
            2,
            2,
            2,
            "[2]",
            score=0.9,
            queue_no=1,
            signals="better-entry;no-shared-concept",
            reason="another entry fits",
            better_reference_no=1,
            innocent_explanation="titles are short",
        ),
    ],
    "parked": [{"file": "seeds/review/verdicts.csv", "line_no": 3, "reason": "gone", "decision": "a | b"}],
    "findings": [
        {"check": "citation-support-doubtful", "finding_no": 1, "severity": "info", "message": "doubtful"}
        | _row("ma2023", "[2]"),
        {"check": "missing-doi", "finding_no": 1, "severity": "info", "message": "no DOI"}
        | _row("ma2023", "Bee 2010."),
        {"check": "uncited-reference", "finding_no": 1, "severity": "warning", "message": "never cited"}
        | _row("ma2023", "Cow 2010."),
        {"check": "section-without-citations", "finding_no": 1, "severity": "warning", "message": "no citation"}
        | _row("web2024", TEXTS["web2024"]),
        {"check": "dangling-citation", "finding_no": 1, "severity": "error", "message": "dangles"}
        | _row("ma2023", "[2]"),
        {"check": "title-mismatch", "finding_no": 1, "severity": "warning", "message": "PAINT", "source_id": "ma2023"},
    ],
}


@pytest.fixture
def corpus():
    """Return the review of three sources."""
    return build(**TABLES)


@pytest.fixture
def coded():
    """Return the same review after a reviewer coded three statements, two of them as answers that disagree."""
    decided = {"origin": "reviewer", "coder": "AB"}
    coded = {
        "ma2023:s1": decided | {"question": "lasts", "answer": "yes"},
        "ma2023:s3": decided,
        "web2024:s1": decided | {"question": "lasts", "answer": "no"},
    }
    statements = [row | coded.get(row["statement_id"], {}) for row in TABLES["statements"]]
    return build(**(TABLES | {"statements": statements, "conflicts": [_conflict(1, "direct")]}))


def _conflict(number, name, **more):
    row = {"conflict_no": number, "topic": "relief", "question": "lasts", "scope": "across", "kind": "answer"}
    row |= {"class": name, "severity": "error"}
    sides = {"a": ("ma2023", "Relief lasted [1,2].", "yes"), "b": ("web2024", "Ketamine helps people.", "no")}
    for side, (source, text, answer) in sides.items():
        start = TEXTS[source].index(text)
        row |= {f"statement_id_{side}": f"{source}:s1", f"source_id_{side}": source, f"raw_{side}": text}
        row |= {f"start_{side}": start, f"end_{side}": start + len(text), f"answer_{side}": answer}
    return row | {"population_a": "human", "dose_a": "1 mg/kg;2 mg/kg", "population_b": "not-stated"} | more


@pytest.fixture
def conflicting():
    """Return the same review with conflicts of three classes."""
    rows = [
        _conflict(1, "candidate", question=None, severity="info", answer_a=None, answer_b=None),
        _conflict(2, "explained-by-context", severity="info", what_differs="dose: 1 mg/kg / 3 mg/kg"),
        _conflict(3, "direct", context="the second states no dose"),
    ]
    return build(**(TABLES | {"conflicts": rows}))


@pytest.fixture
def one_source():
    """Return the same review with the second source only: no references, no citations."""
    return build(
        **{
            name: [row for row in rows if row["source_id"] == "web2024"]
            for name, rows in TABLES.items()
            if name != "parked"
        }
    )


@pytest.fixture
def empty():
    """Return a review of which nothing is known but one rejected file."""
    return build(sources=TABLES["sources"][2:])

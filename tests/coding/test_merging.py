"""Codings in the tables: every row of the file is there, what counts takes the place of a suggestion, and what fits nothing is parked."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review import summaries
from evidence_review.build import build_corpus
from evidence_review.coding.codings import COLUMNS
from evidence_review.corpus import Corpus
from evidence_review.errors import EvidenceError
from evidence_review.paths import Review

HEADER = ",".join(COLUMNS)
SLEEP = """title: Sleep
questions:
  - {id: longer, text: Do foxes sleep longer?}
  - {id: hours, text: How long do foxes sleep?, kind: value, unit: 'h'}
terms: [sleep]
"""
FOOD = "title: Food\nquestions:\n  - {id: eaten, text: What do they eat?, kind: name}\nterms: [eat, food]\n"
WHOLE = "Foxes sleep for 9 h in winter (1), and they may eat less food then (2)."
SECOND = "Hens do not sleep in the snow, whatever food they get (2)."
TEXT = f"""Animals of the woods: a review

Ann Fox, Bob Hen

1. Introduction

{WHOLE} {SECOND} Nobody has seen them sleep elsewhere (1-3).

{SECOND}

2. Conclusions

Owls sleep by day.

References

1. Fox A. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50.
2. Hen B. Hens in winter, a randomized controlled trial. Farm Journal. 2003; 7(1):11-19.
3. Owl D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84.
"""
FILES = {
    "a.txt": TEXT,
    "b.txt": TEXT.replace("Foxes", "Bears").replace("Ann Fox", "Cid Cow"),
    "review/topics/food.yml": FOOD,
}
FILES["review/topics/sleep.yml"] = SLEEP
Row = tuple[str, ...]


def coding(quote: str = WHOLE, question: str = "longer", answer: str = "yes", **changed: str) -> str:
    """Return a row of the file."""
    cells = {"source": "a.txt", "quote": quote, "topic": "sleep", "question": question, "answer": answer}
    cells |= {"direction": "benefit", "population": "animal", "certainty": "asserted", "note": "seen", "coder": "AB"}
    cells |= {"date": "2026-01-31"} | changed
    return ",".join(f'"{cells[name]}"' for name in COLUMNS)


def off_topic(quote: str = WHOLE, **changed: str) -> str:
    return coding(quote, "", "off-topic", direction="", population="", certainty="", **changed)


@pytest.fixture
def build(make_corpus: Callable[..., Corpus]) -> Callable[..., Corpus]:
    """Return a function that builds the two sources with rows of codings."""
    return lambda *rows: make_corpus(FILES | {"review/codings.csv": "\n".join([HEADER, *rows]) + "\n"})


def statements(corpus: Corpus, topic: str = "sleep", file: str = "a.txt") -> list[Row]:
    """Return origin and text of the statements of one source on a topic."""
    source_id = corpus.sources.set_index("file").loc[file, "source_id"]
    rows = corpus.statements[(corpus.statements["source_id"] == source_id) & (corpus.statements["topic"] == topic)]
    return list(zip(rows["origin"], rows["text"], strict=True))


def outcome(corpus: Corpus) -> list[Row]:
    """Return coder, status and reason of every coding."""
    rows = corpus.codings
    return list(zip(rows["coder"], rows["status"], rows["reason"].fillna(""), strict=True))


def test_no_codings_leave_the_suggestions(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus(FILES)
    assert corpus.codings.empty
    assert set(corpus.statements["origin"]) == {"machine"}
    assert [text for _, text in statements(corpus)] == [
        WHOLE,
        SECOND,
        "Nobody has seen them sleep elsewhere (1-3).",
        SECOND,
        "Owls sleep by day.",
    ]


def test_a_coding_takes_the_place_of_the_suggestion(build: Callable[..., Corpus]) -> None:
    corpus = build(coding("Foxes sleep for 9 h in winter (1)", population="not-stated", certainty="hedged"))
    first, *others = statements(corpus)
    assert first == ("reviewer", "Foxes sleep for 9 h in winter (1)")
    assert {origin for origin, _ in others} == {"machine"}
    assert len(others) == 4
    # The other topic of the sentence, and the same words of another source, keep their suggestions.
    assert statements(corpus, "food")[0] == ("machine", WHOLE)
    assert {origin for origin, _ in statements(corpus, file="b.txt")} == {"machine"}
    row = corpus.statements[corpus.statements["origin"] == "reviewer"].iloc[0]
    assert (row["question"], row["answer"], row["direction"]) == ("longer", "yes", "benefit")
    assert (row["population"], row["certainty"], row["coder"], row["note"]) == ("not-stated", "hedged", "AB", "seen")
    assert row["raw"] == corpus.texts[row["source_id"]][row["start"] : row["end"]]
    # Only the marker inside the quote counts: entry 1, whose title names foxes.
    assert (row["n_citations"], row["best_design"]) == (1, "animal")
    assert row[["topic_cue", "population_cue", "certainty_cue", "direction_cue"]].isna().all()
    assert row["statement_id"] == f"{row['source_id']}:s001"
    assert outcome(corpus) == [("AB", "used", "")]


def test_the_marker_that_follows_speaks_for_a_quote_without_one(build: Callable[..., Corpus]) -> None:
    corpus = build(coding("Foxes sleep for 9 h"), coding("they may eat less food", "", "", topic="food"))
    first, second = corpus.statements[corpus.statements["origin"] == "reviewer"].to_dict("records")
    text = corpus.texts[first["source_id"]]
    # The next marker, and neither one behind it nor one before.
    assert text[first["start"] : first["cited_end"]] == "Foxes sleep for 9 h in winter (1)"
    assert (first["n_citations"], first["best_design"]) == (1, "animal")
    assert text[second["start"] : second["cited_end"]] == "they may eat less food then (2)"
    assert (second["n_citations"], second["best_design"]) == (1, "randomized-trial")


def test_a_quote_with_its_marker_has_its_design(build: Callable[..., Corpus]) -> None:
    corpus = build(coding("they may eat less food then (2)", "", "", topic="food"))
    row = corpus.statements[corpus.statements["origin"] == "reviewer"].iloc[0]
    assert (row["n_citations"], row["best_design"]) == (1, "randomized-trial")


def test_negation_is_suggested_from_the_words(build: Callable[..., Corpus]) -> None:
    corpus = build(coding("Hens do not sleep in the snow", answer="no"), coding())
    rows = corpus.statements[corpus.statements["origin"] == "reviewer"]
    assert list(zip(rows["is_negated"], rows["negation_cue"].fillna(""), strict=True)) == [(False, ""), (True, "not")]


def test_two_quotes_of_one_sentence_make_two_statements(build: Callable[..., Corpus]) -> None:
    corpus = build(
        coding("they may eat less food then (2)", "", ""), coding("Foxes sleep for 9 h in winter (1)", "hours", "9")
    )
    assert statements(corpus)[:3] == [
        ("reviewer", "Foxes sleep for 9 h in winter (1)"),
        ("reviewer", "they may eat less food then (2)"),
        ("machine", SECOND),
    ]


def test_the_same_sentence_elsewhere_is_decided_too(build: Callable[..., Corpus]) -> None:
    assert [one for one in statements(build(coding(SECOND, answer="no"))) if one[1] == SECOND] == [("reviewer", SECOND)]


def test_a_quote_over_two_sentences_decides_on_both(build: Callable[..., Corpus]) -> None:
    quote = f"they may eat less food then (2). {SECOND}"
    found = statements(build(coding(quote)))
    assert found[:2] == [("reviewer", quote), ("machine", "Nobody has seen them sleep elsewhere (1-3).")]


def test_off_topic_takes_the_suggestion_away(build: Callable[..., Corpus]) -> None:
    corpus = build(off_topic("Owls sleep by day."))
    assert "Owls sleep by day." not in [text for _, text in statements(corpus)]
    assert outcome(corpus) == [("AB", "set-aside", "says nothing on the topic")]


def test_words_on_a_topic_that_the_machine_did_not_see(build: Callable[..., Corpus]) -> None:
    assert statements(build(coding("Owls sleep by day.", "", "", topic="food")), "food")[-1] == (
        "reviewer",
        "Owls sleep by day.",
    )


def test_the_first_of_two_coders_is_shown(build: Callable[..., Corpus]) -> None:
    corpus = build(
        coding(coder="CD"),
        coding("Foxes sleep for 9 h in winter (1)", answer="no", direction="harm"),
        coding("Owls sleep by day."),
        coding("Owls sleep by day.", coder="CD"),
    )
    assert outcome(corpus) == [
        ("CD", "used", ""),
        ("AB", "second-coder", "differs from line 2 in answer, direction"),
        ("AB", "used", ""),
        ("CD", "second-coder", "agrees with line 4"),
    ]
    assert [one for one in statements(corpus) if one[0] == "reviewer"] == [
        ("reviewer", WHOLE),
        ("reviewer", "Owls sleep by day."),
    ]


def test_a_settled_row_wins(build: Callable[..., Corpus]) -> None:
    corpus = build(coding(), coding(answer="no", coder="CD"), coding(answer="mixed", coder="settled"))
    assert outcome(corpus) == [
        ("AB", "settled-over", "differs from line 4 in answer"),
        ("CD", "settled-over", "differs from line 4 in answer"),
        ("settled", "used", ""),
    ]
    (row,) = corpus.statements[corpus.statements["origin"] == "reviewer"].itertuples()
    assert (row.coder, row.answer) == ("settled", "mixed")


def test_the_order_of_populations_is_no_difference(build: Callable[..., Corpus]) -> None:
    corpus = build(coding(population="in-vitro;human"), coding(population="human;in-vitro", coder="CD"))
    assert outcome(corpus)[1] == ("CD", "second-coder", "agrees with line 2")
    assert set(corpus.codings["population"]) == {"human;in-vitro"}


def test_what_is_settled_of_one_question_leaves_the_other(build: Callable[..., Corpus]) -> None:
    part = "Foxes sleep for 9 h in winter (1)"
    rows = [coding(), coding(part, "hours", "9"), coding(part, "hours", "8", coder="CD")]
    corpus = build(*rows, coding(part, "hours", "9", coder="settled"))
    assert [status for _, status, _ in outcome(corpus)] == ["used", "settled-over", "settled-over", "used"]


def test_settled_off_topic_leaves_nothing(build: Callable[..., Corpus]) -> None:
    corpus = build(coding(), coding("Foxes sleep for 9 h in winter (1)", "hours", "9"), off_topic(coder="settled"))
    assert [status for _, status, _ in outcome(corpus)] == ["settled-over", "settled-over", "set-aside"]
    assert statements(corpus)[0] == ("machine", SECOND)


def test_what_fits_nothing_is_parked_and_found_by_the_checks(build: Callable[..., Corpus]) -> None:
    corpus = build(
        coding("Bears sleep for 9 h in winter (1)"),
        coding("Foxes sleep for 9 h in the winter (1)"),
        coding("The moon is made of cheese."),
        coding(source="c.txt"),
        coding("1. Introduction"),
        coding("Owls sleep by day."),
    )
    b = corpus.sources.set_index("file").loc["b.txt", "source_id"]
    reasons = [
        f"misattributed: found in {b}",
        f"not found; nearest: sentence 3, '{WHOLE}'",
        "not found",
        "c.txt is not among the sources that were read; did you mean b.txt? its words were found in ",
        "not found in a sentence, only in a heading or a list of references",
    ]
    statuses = ["misattributed", "not-found", "not-found", "unknown-source", "not-found", "used"]
    assert corpus.codings["status"].tolist() == statuses
    assert corpus.codings["found_in"].fillna("").tolist()[:3] == [b, "", ""]
    assert corpus.codings["line_no"].tolist() == [2, 3, 4, 5, 6, 7]
    assert corpus.parked["line_no"].tolist() == [2, 3, 4, 5, 6]
    for found, reason in zip(corpus.parked["reason"], reasons, strict=True):
        assert found.startswith(reason)
    assert corpus.parked["decision"][2] == (
        "a.txt | The moon is made of cheese. | sleep | longer | yes | benefit | animal | asserted | seen | AB | 2026-01-31"
    )
    found = corpus.findings[corpus.findings["check"].str.startswith("quote-")]
    assert sorted(zip(found["check"], found["message"].str[:33], strict=True)) == [
        ("quote-misattributed", "seeds/review/codings.csv, line 2:"),
        *[("quote-not-found", f"seeds/review/codings.csv, line {line}:") for line in (3, 4, 5, 6)],
    ]
    assert set(found["severity"]) == {"error"}


@pytest.mark.parametrize(("file", "content"), [("copy.txt", TEXT.encode()), ("cut.txt", b"\0\1\2" * 400)])
def test_a_file_that_is_no_source_is_not_proposed_for_itself(
    file: str, content: bytes, make_corpus: Callable[..., Corpus]
) -> None:
    corpus = make_corpus(FILES | {file: content, "review/codings.csv": f"{HEADER}\n{coding(source=file)}\n"})
    (row,) = corpus.codings.itertuples()
    a = corpus.sources.set_index("file").loc["a.txt", "source_id"]
    assert (row.status, row.found_in) == ("unknown-source", a)
    assert row.reason.startswith(f"{file} is not among the sources that were read; ")
    assert f"did you mean {file}" not in row.reason


def test_codings_survive_other_lines_and_another_text_around_them(make_corpus: Callable[..., Corpus]) -> None:
    text = TEXT.replace("1. Introduction\n\n", "1. Introduction\n\nThis is new. ").replace(
        "in winter (1),", "in\n   winter (1),"
    )
    corpus = make_corpus(FILES | {"a.txt": text, "review/codings.csv": f"{HEADER}\n{coding()}\n"})
    assert outcome(corpus) == [("AB", "used", "")]
    assert corpus.codings["raw"].tolist() == [WHOLE.replace("in winter", "in\n   winter")]


def test_no_coding_could_be_checked(build: Callable[..., Corpus]) -> None:
    corpus = build(coding(source="c.txt"), coding(source="d.txt"))
    (row,) = corpus.findings[corpus.findings["check"] == "no-coding-checked"].itertuples()
    assert row.message == "no quote was checked: none of the rows (2) names a source that was read"
    assert row.severity == "error"


def test_two_names_of_one_source_hide_no_duplicate(build: Callable[..., Corpus]) -> None:
    source_id = build(coding()).codings["source_id"][0]
    with pytest.raises(EvidenceError, match=r"codings.csv, line 3: AB has coded these words on sleep in line 2"):
        build(coding(), coding(source=source_id))


QUOTES = [
    *(
        WHOLE,
        SECOND,
        "Foxes sleep for 9 h in winter (1)",
        "they may eat less food then (2)",
        "winter",
        "Owls sleep by day.",
    ),
    *(f"{WHOLE} {SECOND}", "seen them sleep", "Bears", "1. Introduction", "by day. References", "nothing of the kind"),
]
CHOICE = st.tuples(
    st.sampled_from(QUOTES),
    st.sampled_from(
        [
            ("sleep", "longer", "no"),
            ("sleep", "longer", "yes"),
            ("sleep", "longer", "unclear"),
            ("sleep", "hours", "9"),
            ("sleep", "hours", ">12"),
            ("sleep", "hours", "unclear"),
            ("sleep", "", ""),
            ("food", "eaten", "hay"),
            ("food", "", "off-topic"),
        ]
    ),
    st.sampled_from(["AB", "CD", "EF", "settled"]),
    st.sampled_from(["a.txt", "b.txt", "c.txt"]),
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(CHOICE, max_size=20, unique_by=lambda one: (one[0], one[1][0], one[2], one[3])))
def test_no_coding_vanishes(choices: list[tuple[str, Row, str, str]]) -> None:
    rows = [
        coding(quote, question, answer, topic=topic, coder=coder, source=source)
        for quote, (topic, question, answer), coder, source in choices
    ]
    with tempfile.TemporaryDirectory() as name:
        for file, content in (FILES | {"review/codings.csv": "\n".join([HEADER, *rows]) + "\n"}).items():
            path = Path(name) / "seeds" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        corpus = build_corpus(Review(Path(name) / "seeds", Path(name) / "outputs"))
    codings, own = corpus.codings, corpus.statements
    assert codings["line_no"].tolist() == list(range(2, len(rows) + 2))
    assert set(corpus.parked["line_no"]) == set(codings["line_no"][codings["start"].isna()])
    assert not own.duplicated(["source_id", "start", "end", "topic"]).any()
    shown = own[own["origin"] == "reviewer"]
    assert len(shown) == (codings["status"] == "used").sum()
    for row in own.itertuples():
        assert corpus.texts[row.source_id][row.start : row.end] == row.raw
    settled = codings[(codings["coder"] == "settled") & codings["start"].notna()]
    assert settled["status"].isin(["used", "set-aside"]).all()
    check_conflicts(corpus)
    check_pages(corpus)


def check_conflicts(corpus: Corpus) -> None:
    """Hold both sides of each pair against the statement that it names."""
    statements = corpus.statements.set_index("statement_id")
    for row in corpus.conflicts.to_dict("records"):
        for side in "ab":
            named = statements.loc[row[f"statement_id_{side}"]]
            for column in ("source_id", "start", "end", "raw"):
                assert row[f"{column}_{side}"] == named[column]
            assert named["topic"] == row["topic"]
            assert row["class"] == "candidate" or (named["origin"], named["question"]) == ("reviewer", row["question"])


def check_pages(corpus: Corpus) -> None:
    """Hold what pages say against the rows: each id leads to a statement of the topic, and each coded one is named."""
    for topic in corpus.topics:
        own = corpus.statements[corpus.statements["topic"] == topic.id]
        coded = own[own["origin"] == "reviewer"]
        lines = summaries.summarize_bottom_line(corpus, topic.id)
        for line in lines.itertuples():
            assert set(re.findall(r"[^\s\[,]+:s\d+", line.text)) == set(filter(None, line.statement_ids.split(";")))
            assert line.text.endswith(".")
        named = set(filter(None, ";".join(lines["statement_ids"]).split(";")))
        assert set(coded["statement_id"]) <= named <= set(own["statement_id"])
        agreement = summaries.summarize_agreement(corpus, topic.id)
        answered = coded.dropna(subset=["question"]).drop_duplicates(["question", "source_id"])
        assert (agreement["statements"] > 0).sum() == len(answered)
    pairs = [summaries.summarize_conflicts(corpus, candidates=one) for one in (False, True)]
    assert sum(map(len, pairs)) == len(corpus.conflicts)
    n_topics = corpus.statements.loc[corpus.statements["question"].notna(), "topic"].nunique()
    assert summaries.summarize_all_agreement(corpus)["topic"].nunique() == n_topics
    assert set(summaries.summarize_disagreements(corpus)["source_id"]) <= set(corpus.sources["source_id"])
    assert (summaries.summarize_coders(corpus)["agree"] <= summaries.summarize_coders(corpus)["n"]).all()

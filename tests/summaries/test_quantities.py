"""Numbers with their unit: as a list, counted, and the same quantity across sources."""

from types import SimpleNamespace

import pandas as pd
import pytest

from evidence_review import display, schema, summaries
from evidence_review.decisions import Topic

HUMAN = {"population": "human", "species": "human"}
RAT = {"population": "animal", "species": "rat"}


def quantity(raw, kind, low, high, unit, canonical=None, **more):
    """Return what is known of a quantity; unless given, the unit of comparison is its own."""
    low_there, high_there, unit_there = canonical or (low, high, unit)
    there = {"canonical_low": low_there, "canonical_high": high_there, "canonical_unit": unit_there}
    return {"raw": raw, "kind": kind, "low": low, "high": high, "unit": unit} | there | more


def review(*sentences, statements=()):
    """Build a review of sentences: (source, text, quantity, ...); statements are pairs of a source and the number of a sentence."""
    texts = {"ma2023": "", "web2024": ""}
    tables = {"sentences": [], "quantities": []}
    for source, text, *quantities in sentences:
        begin = len(texts[source])
        texts[source] += f"{text}\n"
        place = {"source_id": source, "sentence_no": 1 + sum(row["source_id"] == source for row in tables["sentences"])}
        span = {"start": begin, "end": begin + len(text), "raw": text, "parts": f"{begin}-{begin + len(text)}"}
        about = {"section_no": 1, "paragraph_no": 1, "block": "prose", "language": "en", "is_boilerplate": False}
        tables["sentences"].append(place | span | about | {"text": text})
        position = 0
        for one in quantities:
            position = text.index(one["raw"], position)
            start, position = begin + position, position + len(one["raw"])
            number = 1 + sum(row["source_id"] == source for row in tables["quantities"])
            tables["quantities"].append(place | one | {"quantity_no": number, "start": start, "end": begin + position})
    tables["sources"] = [
        {"source_id": name, "file": f"{name}.txt", "status": "ok", "language": "en", "is_encoding_guessed": False}
        for name in texts
    ]
    tables["sections"] = [
        {"source_id": name, "section_no": 1, "level": 1, "title": "Results", "kind": "body", "language": "en"}
        | {"start": 0, "end": len(text)}
        for name, text in texts.items()
    ]
    frames = {name: schema.frame(name, tables.get(name, [])) for name in schema.TABLES}
    frames["statements"] = pd.DataFrame(
        [
            {"source_id": source, "sentence_no": number, "topic": "relief", "start": 0, "statement_no": place}
            for place, (source, number) in enumerate(statements)
        ],
        columns=["source_id", "sentence_no", "topic", "start", "statement_no"],
    )
    return SimpleNamespace(topics=(Topic("relief", "Relief", (), ("relief",)),), texts=texts, **frames)


def half_life(raw, low, high, unit="h", **more):
    there = {"h": 1, "min": 1 / 60}[unit]
    ends = [None if end is None else end * there for end in (low, high)]
    return quantity(raw, "half-life", low, high, unit, (*ends, "h"), substance="ketamine", **more)


INFUSION = quantity(
    "1 to 2 microg/kg per minute",
    "infusion-rate",
    1,
    2,
    "ug/kg/min",
    (0.06, 0.12, "mg/kg/h"),
    substance="ketamine",
    route="intravenous",
    indication="neuropathic-pain",
    role="setting",
    **HUMAN,
)
UNKNOWN = {"raw": "7 <b>blorps</b>", "kind": "dose", "low": 7, "high": 7, "reason": "blorps: no known unit"}


def test_the_list_says_what_a_quantity_is_and_belongs_to():
    corpus = review(("ma2023", "Infuse 1 to 2 microg/kg per minute.", INFUSION))
    (row,) = summaries.summarize_quantities(corpus).to_dict("records")
    assert row == {
        "source": "ma2023",
        "section": "Results",
        "words": "1 to 2 microg/kg per minute",
        "kind": "infusion-rate",
        "value": "1 to 2 \u00b5g/kg/min",
        "canonical": "0.06 to 0.12 mg/kg/h",
        "substance": "ketamine",
        "studied_in": "human",
        "route": "intravenous",
        "indication": "neuropathic pain",
        "role": "setting",
        "sentence": "Infuse 1 to 2 microg/kg per minute.",
    }


def test_what_is_unclear_is_empty_and_an_open_end_is_said():
    corpus = review(
        ("ma2023", "It took more than 3 h.", quantity("more than 3 h", "duration", 3, None, "h", comparator=">"))
    )
    frame = summaries.summarize_quantities(corpus)
    assert frame.loc[0, "value"] == "more than 3 hours"
    assert frame.loc[0, ["canonical", "substance", "route", "indication", "role"]].isna().all()
    assert frame.loc[0, "studied_in"] == "not said"


def test_a_long_sentence_is_cut_around_its_quantity():
    text = f"{'Before ' * 80}it took 3 h {'and after ' * 80}."
    corpus = review(("ma2023", text, quantity("3 h", "duration", 3, 3, "h")))
    sentence = summaries.summarize_quantities(corpus)["sentence"].iloc[0]
    assert sentence.startswith("\u2026 Before")
    assert "it took 3 h and" in sentence
    assert sentence.endswith(" \u2026")


def test_a_topic_has_the_quantities_of_its_sentences():
    ten, six = quantity("10 mg", "dose", 10, 10, "mg"), quantity("6 mg", "dose", 6, 6, "mg")
    sentences = [("ma2023", "One took 10 mg.", ten), ("ma2023", "One took 6 mg.", six)]
    # Two statements of one sentence make no second quantity of it.
    corpus = review(*sentences, statements=[("ma2023", 2), ("ma2023", 2)])
    assert summaries.summarize_quantities(corpus, "relief")["words"].tolist() == ["6 mg"]
    assert summaries.summarize_quantities(corpus)["words"].tolist() == ["10 mg", "6 mg"]


def test_what_has_no_unit_is_counted_and_says_why():
    corpus = review(
        ("ma2023", "Infuse 1 to 2 microg/kg per minute.", INFUSION), ("web2024", "Take 7 <b>blorps</b>.", UNKNOWN)
    )
    assert summaries.summarize_quantity_counts(corpus).to_numpy().tolist() == [
        ["dose", 0, 1, 1, 1, 1],
        ["infusion-rate", 1, 0, 1, 0, 0],
    ]
    problems = summaries.summarize_unit_problems(corpus)
    assert problems[["source", "words", "reason"]].to_numpy().tolist() == [
        ["web2024", "7 <b>blorps</b>", "blorps: no known unit"]
    ]
    markup = display.show(problems, name="problems").markup
    assert "7 &lt;b&gt;blorps&lt;/b&gt;" in markup
    assert "<b>" not in markup


def test_minutes_of_distribution_and_hours_of_elimination_stay_apart():
    text = "The alpha half-life is 2 to 4 min and the beta half-life 2 to 4 h."
    values = half_life("2 to 4 min", 2, 4, "min", **HUMAN), half_life("2 to 4 h", 2, 4, **HUMAN)
    corpus = review(("ma2023", text, *values), ("web2024", "The half-life is about 3 h.", half_life("3 h", 3, 3)))
    frame = summaries.summarize_comparison(corpus)
    assert dict(zip(frame["words"], frame["group"], strict=True)) == {
        "2 to 4 min": "Distribution half-life",
        "2 to 4 h": "Elimination half-life",
        "3 h": "Half-life (phase not said)",
    }
    assert frame.set_index("words")["high"].to_dict() == pytest.approx({"2 to 4 min": 4 / 60, "2 to 4 h": 4, "3 h": 3})
    assert set(frame["unit"]) == {"h"}


def test_the_same_quantity_of_two_sources_comes_first_and_people_before_animals():
    alone = quantity("20 %", "bioavailability", 20, 20, "%", substance="ketamine", route="oral", **HUMAN)
    corpus = review(
        ("ma2023", "Bioavailability is 20 %.", alone),
        ("ma2023", "Elimination half-life is 1 h in rats.", half_life("1 h", 1, 1, **RAT)),
        ("ma2023", "Elimination half-life is over 2 h.", half_life("over 2 h", 2, None, comparator=">", **HUMAN)),
        ("ma2023", "Terminal half-life is over 2 h.", half_life("over 2 h", 2, None, comparator=">", **HUMAN)),
        ("web2024", "Elimination half-life is 3 h.", half_life("3 h", 3, 3, **HUMAN)),
    )
    frame = summaries.summarize_comparison(corpus)
    shown = frame[["source", "words", "studied_in", "times", "n_sources", "sources_of_group"]]
    assert shown.to_numpy().tolist() == [
        ["ma2023", "over 2 h", "human", 2, 2, 2],
        ["web2024", "3 h", "human", 1, 2, 2],
        ["ma2023", "1 h", "animal (rat)", 1, 1, 2],
        ["ma2023", "20 %", "human", 1, 1, 1],
    ]
    assert frame["quantity"].tolist() == ["ketamine", "ketamine", "ketamine", "ketamine, oral"]
    assert frame["source"].cat.categories.tolist() == ["ma2023", "web2024"]
    assert pd.isna(frame.loc[0, "high"])
    only = summaries.summarize_comparison(corpus, kinds=["bioavailability"])
    assert only["group"].tolist() == ["Bioavailability"]


def test_doses_are_compared_by_substance_use_route_and_unit():
    def dose(raw, value, unit, substance, **more):
        return quantity(raw, "dose", value, value, unit, substance=substance, **more)

    corpus = review(
        (
            "ma2023",
            "Take 4 and 10 mg/kg.",
            dose("4", 4, "mg/kg", "ketamine"),
            dose("10 mg/kg", 10, "mg/kg", "ketamine"),
        ),
        ("ma2023", "Take 5 mg.", dose("5 mg", 5, "mg", "morphine", indication="cancer-pain;insomnia", route="oral")),
        ("web2024", "Take 20 mg.", dose("20 mg", 20, "mg", "ketamine", indication="postoperative-pain")),
        ("ma2023", "Take 1 mg/kg.", dose("1 mg/kg", 1, "mg/kg", "ketamine", route="oral")),
        ("ma2023", "Take 2 mg/kg.", dose("2 mg/kg", 2, "mg/kg", "ketamine", indication="pain")),
        # Nothing to compare with: no substance, no unit.
        ("web2024", "Take 30 mg.", dose("30 mg", 30, "mg", "")),
        ("web2024", "Take 7 <b>blorps</b>.", UNKNOWN | {"substance": "ketamine"}),
    )
    frame = summaries.summarize_comparison(corpus)
    assert frame[["group", "unit", "quantity", "words"]].to_numpy().tolist() == [
        ["Dose of ketamine", "mg/kg", "pain, route not said", "2 mg/kg"],
        ["Dose of ketamine", "mg/kg", "oral, use not said", "1 mg/kg"],
        ["Dose of ketamine", "mg/kg", "use and route not said", "4 \u2026 mg/kg"],
        ["Dose of ketamine", "mg/kg", "use and route not said", "10 mg/kg"],
        ["Dose of ketamine", "mg", "pain, route not said", "20 mg"],
        ["Dose of morphine", "mg", "insomnia, pain, oral", "5 mg"],
    ]


def test_a_potency_ratio_says_of_what_relative_to_what_and_for_what():
    text = "The analgesic potency of S-ketamine is twice that of R-ketamine."
    ratio = quantity("twice", "potency-ratio", 2, 2, "1", substance="S-ketamine")
    nobody = quantity("twice", "potency-ratio", 2, 2, "1")
    corpus = review(("ma2023", text, ratio), ("web2024", "It is twice as potent.", nobody))
    frame = summaries.summarize_comparison(corpus)
    assert frame["quantity"].tolist() == ["S-ketamine / R-ketamine: analgesia"]
    assert frame["group"].tolist() == ["Potency ratio"]


def test_so_many_times_less_is_the_other_way_round():
    ratio = quantity("four times", "potency-ratio", 4, 4, "1", substance="R-ketamine")
    alone = quantity("four times", "potency-ratio", 4, 4, "1", substance="S-ketamine")
    corpus = review(
        ("ma2023", "R-ketamine is four times less potent than S-ketamine.", ratio),
        ("web2024", "S-ketamine is four times as potent.", alone),
    )
    frame = summaries.summarize_comparison(corpus)
    assert frame["quantity"].tolist() == ["S-ketamine / R-ketamine", "S-ketamine / not said"]


def test_two_populations_are_both_named():
    both = half_life("3 h", 3, 3, population="human;animal", species="human;rat;dog")
    frame = summaries.summarize_comparison(review(("ma2023", "Half-life 3 h.", both)))
    assert frame[["population", "studied_in"]].to_numpy().tolist() == [["human;animal", "human and animal (rat, dog)"]]


def test_a_review_without_quantities(corpus, empty):
    for each in (corpus, empty):
        assert summaries.summarize_quantities(each).empty
        assert summaries.summarize_quantity_counts(each).empty
        assert summaries.summarize_unit_problems(each).empty
        assert summaries.summarize_comparison(each).empty
    assert summaries.summarize_comparison(corpus, "relief").empty

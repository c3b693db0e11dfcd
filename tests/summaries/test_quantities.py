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
    texts = dict.fromkeys(sorted({"ma2023", "web2024", *(source for source, *_ in sentences)}), "")
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
    there = {"d": 24, "h": 1, "min": 1 / 60}[unit]
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
        "kind": "infusion rate",
        "source": "ma2023, Results",
        "words": "1 to 2 microg/kg per minute",
        "read_as": "1 to 2 \u00b5g/kg/min = 0.06 to 0.12 mg/kg/h",
        "belongs_to": "ketamine \u00b7 human \u00b7 intravenous \u00b7 neuropathic pain",
        "set_or_found": "set",
        "place_id": "ma2023:n1",
        "sentence": "Infuse 1 to 2 microg/kg per minute.",
    }


def test_what_is_unclear_is_empty_and_an_open_end_is_said():
    corpus = review(
        ("ma2023", "It took more than 3 h.", quantity("more than 3 h", "duration", 3, None, "h", comparator=">")),
        ("ma2023", "It took rats 4 h.", quantity("4 h", "duration", 4, 4, "h", **RAT, role="result")),
    )
    frame = summaries.summarize_quantities(corpus)
    assert frame["read_as"].tolist() == ["more than 3 hours", "4 hours"]
    assert frame.loc[0, ["belongs_to", "set_or_found"]].isna().all()
    assert frame.loc[1, ["belongs_to", "set_or_found"]].tolist() == ["animal (rat)", "found"]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (half_life("2 to 4 min", 2, 4, "min"), "2 to 4 minutes"),
        (half_life("150 min", 150, 150, "min"), "150 minutes = 2.5 hours"),
        (half_life("48 h", 48, 48), "48 hours = 2 days"),
        (half_life("47 h", 47, 47), "47 hours"),
        (half_life("under 21 d", None, 21, "d", comparator="<"), "less than 21 days = less than 3 weeks"),
        (quantity("1.5 g", "dose", 1.5, 1.5, "g", (1500, 1500, "mg")), "1.5 g = 1500 mg"),
        (quantity("1 mg/L", "concentration", 1, 1, "mg/L", (1000, 1000, "ng/mL")), "1 mg/L = 1000 ng/mL"),
        # In another unit these say no more.
        (quantity("1 mg/mL", "concentration", 1, 1, "mg/mL", (1e6, 1e6, "ng/mL")), "1 mg/mL"),
        (quantity("50 years", "duration", 50, 50, "a", (438300, 438300, "h")), "50 years"),
        (quantity("70 kg", "other", 70, 70, "kg", (70000, 70000, "g")), "70 kg"),
    ],
)
def test_a_value_is_said_in_the_unit_of_comparison_where_that_says_more(one, expected):
    (read,) = summaries.summarize_quantities(review(("ma2023", f"It is {one['raw']}.", one)))["read_as"]
    assert read == expected


def test_the_list_goes_by_kind_then_by_source_and_dates_and_others_are_last():
    year, single = quantity("1970", "date", 1970, 1970, "a"), quantity("two", "other", 2, 2, "1")
    ten, six = quantity("10 mg", "dose", 10, 10, "mg"), quantity("6 mg", "dose", 6, 6, "mg")
    corpus = review(
        ("web2024", "One took 6 mg.", six),
        ("ma2023", "The two took, in 1970, for 3 h, 10 mg.", single, year, quantity("3 h", "onset", 3, 3, "h"), ten),
    )
    frame = summaries.summarize_quantities(corpus)
    assert frame[["kind", "words"]].to_numpy().tolist() == [
        *(["dose", "10 mg"], ["dose", "6 mg"], ["onset", "3 h"], ["date", "1970"], ["other", "two"])
    ]
    assert frame["source"].tolist()[:2] == ["ma2023, Results", "web2024, Results"]


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
        ["infusion rate", 1, 0, 1, 0, 0],
    ]
    problems = summaries.summarize_unit_problems(corpus)
    assert problems[["source", "words", "reason"]].to_numpy().tolist() == [
        ["web2024, Results", "7 <b>blorps</b>", "blorps: no known unit"]
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
    # Each group has the unit that suits its values.
    assert dict(zip(frame["words"], zip(frame["low"], frame["high"], frame["unit"], strict=True), strict=True)) == {
        "2 to 4 min": (2, 4, "min"),
        "2 to 4 h": (2, 4, "h"),
        "3 h": (3, 3, "h"),
    }


def test_times_of_a_group_have_one_unit_which_suits_most_of_them():
    corpus = review(
        ("ma2023", "The half-life is 45 min.", half_life("45 min", 45, 45, "min")),
        ("ma2023", "The half-life is 2 to 3 d.", half_life("2 to 3 d", 2, 3, "d")),
        ("web2024", "The half-life is 36 to 60 h.", half_life("36 to 60 h", 36, 60)),
    )
    frame = summaries.summarize_comparison(corpus)
    # The ends are 0.75 (twice), 36, 48, 60 and 72 h; from 48 h on their median would make them days.
    assert set(frame["unit"]) == {"h"}
    assert frame[["low", "high"]].to_numpy().tolist() == [[0.75, 0.75], [36, 60], [48, 72]]


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
    shown = frame[["source", "words", "studied_in", "across"]]
    assert shown.to_numpy().tolist() == [
        ["ma2023", "over 2 h (\u00d72)", "human", "2 sources, overlapping"],
        ["web2024", "3 h", "human", "2 sources, overlapping"],
        ["ma2023", "1 h", "animal (rat)", ""],
        ["ma2023", "20 %", "human", ""],
    ]
    assert frame["quantity"].tolist() == ["ketamine", "ketamine", "ketamine", "ketamine: oral"]
    assert frame.loc[1, "sentence"] == "Elimination half-life is 3 h."
    assert frame["source"].cat.categories.tolist() == ["ma2023", "web2024"]
    assert pd.isna(frame.loc[0, "high"])
    only = summaries.summarize_comparison(corpus, kinds=["bioavailability"])
    assert only["group"].tolist() == ["Bioavailability"]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"web2024": [(3, 5)]}, "2 sources, overlapping"),
        # A tenth apart is one figure, rounded.
        ({"web2024": [(4.4, 5)]}, "2 sources, overlapping"),
        ({"web2024": [(5, 6)]}, "2 sources, not overlapping"),
        # One value in common is enough.
        ({"web2024": [(5, 6), (2, 2)]}, "2 sources, overlapping"),
        ({"web2024": [(3, 5)], "zhu2025": [(5, 6)]}, "3 sources, not all overlapping"),
    ],
)
def test_sources_that_give_the_same_quantity_overlap_or_not(others, expected):
    values = {"ma2023": [(2, 4)], **others}
    sentences = [
        (source, f"Its half-life is {low} to {high} h.", half_life(f"{low} to {high} h", low, high))
        for source, ends in values.items()
        for low, high in ends
    ]
    frame = summaries.summarize_comparison(review(*sentences))
    assert set(frame["across"]) == {expected}


def dose(raw, value, unit, substance, **more):
    return quantity(raw, "dose", value, value, unit, substance=substance, **more)


def test_doses_for_pain_are_read_off_by_route():
    def row(source, value, indication="", route="", **more):
        one = dose(f"{value} mg", value, "mg", "ketamine", indication=indication, route=route, **more)
        return source, f"Take {value} mg.", one

    corpus = review(
        row("ma2023", 1, "pain", "oral"),
        row("ma2023", 2, "depression", "oral"),
        row("ma2023", 3, "pain"),
        row("web2024", 4, "crps", "intravenous"),
        row("ma2023", 5, "cancer-pain", "intravenous"),
        row("web2024", 6, "", "intravenous"),
        row("web2024", 7),
    )
    frame = summaries.summarize_comparison(corpus)
    # The use of two sources first, and of it the route of two sources; what is not said last.
    assert frame[["quantity", "words", "source"]].to_numpy().tolist() == [
        ["pain: intravenous", "4 mg", "web2024"],
        ["pain: intravenous", "5 mg", "ma2023"],
        ["pain: oral", "1 mg", "ma2023"],
        ["pain: route not said", "3 mg", "ma2023"],
        ["depression: oral", "2 mg", "ma2023"],
        ["use not said: intravenous", "6 mg", "web2024"],
        ["use and route not said", "7 mg", "web2024"],
    ]


def test_doses_are_compared_by_substance_use_route_and_unit():
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
        ["Dose of ketamine, species not said", "mg/kg", "pain: route not said", "2 mg/kg"],
        ["Dose of ketamine, species not said", "mg/kg", "use not said: oral", "1 mg/kg"],
        ["Dose of ketamine, species not said", "mg/kg", "use and route not said", "4 [mg/kg]"],
        ["Dose of ketamine, species not said", "mg/kg", "use and route not said", "10 mg/kg"],
        ["Dose of ketamine, species not said", "mg", "pain: route not said", "20 mg"],
        ["Dose of morphine, species not said", "mg", "insomnia, pain: oral", "5 mg"],
    ]


def test_a_dose_for_an_animal_stands_in_another_panel_than_one_for_people():
    corpus = review(
        ("ma2023", "Give 1 mg to people.", dose("1 mg", 1, "mg", "ketamine", population="human")),
        ("ma2023", "Give 2 mg to rats.", dose("2 mg", 2, "mg", "ketamine", population="animal", species="rat")),
        ("web2024", "Give 3 mg to rats.", dose("3 mg", 3, "mg", "ketamine", population="animal", species="rat")),
    )
    frame = summaries.summarize_comparison(corpus)
    assert frame[["group", "words"]].to_numpy().tolist() == [
        ["Dose of ketamine, animals", "2 mg"],
        ["Dose of ketamine, animals", "3 mg"],
        ["Dose of ketamine, people", "1 mg"],
    ]


def test_the_list_says_what_a_ratio_compares():
    text = "R-ketamine is four times less potent than S-ketamine."
    ratio = quantity("four times", "potency-ratio", 4, 4, "1", substance="R-ketamine")
    assert summaries.summarize_quantities(review(("ma2023", text, ratio)))["belongs_to"].tolist() == [
        "S-ketamine / R-ketamine"
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

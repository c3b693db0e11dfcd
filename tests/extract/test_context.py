"""The circumstances of a statement: what must be found and what must not, and when two of them exclude each other."""

import pytest

from evidence_review.extract.context import Context, find_context, find_differences, read_note


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Rats were given 2.5 and 5 mg/kg.", "dose", "2.5 and 5 mg/kg"),
        ("An infusion of 3 to 4 \u00b5g per kg per min was given.", "dose", "3 to 4 \u00b5g per kg per min"),
        (
            "An infusion of 2 mg kg\u22121 h\u22121 or 5 \u03bcg\u00b7kg-1\u00b7min-1",
            "dose",
            "2 mg kg\u22121 h\u22121;5 \u03bcg\u00b7kg-1\u00b7min-1",
        ),
        ("A single dose was given at a subanesthetic level.", "dose", "single dose;subanesthetic"),
        ("The level was 3 mg/dL in 10 Gy.", "dose", ""),
        ("In the dosing of patients", "dose", ""),
        ("It was given i.v. and by mouth.", "route", "intravenous;oral"),
        ("It was infused over an hour.", "route", "intravenous"),
        ("A subcutaneous infusion was set up.", "route", "subcutaneous"),
        ("In oral cancer, patch-clamp studies of the IVC", "route", ""),
        ("It is potent as an anesthetic due to its affinity.", "endpoint", "anesthesia"),
        ("Because of pain, memory was poor.", "endpoint", "memory"),
        ("They had 1,000,000 IU of it, then 1,000\u20131,200 mg/day.", "dose", "1,000,000 IU;1,000\u20131,200 mg/day"),
        ("Cell death was seen.", "endpoint", "neurotoxicity"),
        ("This anesthetic was given in chronic pain.", "endpoint", ""),
        ("Relief lasted more than 24 hours, at times for two weeks.", "time", "more than 24 hours;two weeks"),
        ("Its half-life is 3 hours, so that doses are given for 2 days.", "time", "2 days"),
        (
            "Doses of less than 2.5, 5 or 10 mg/kg and an infusion of 3 mg/h",
            "dose",
            "less than 2.5, 5 or 10 mg/kg;3 mg/h",
        ),
        ("Occasional use, unlike long-term use, was safe.", "time", "Occasional;long-term"),
        ("A 12-year-old with acute pain was treated 30 years ago.", "time", ""),
        ("It was synthesised in 1911.", "event", "synthesized"),
        ("It came into clinical use and was taken off the market.", "event", "used-clinically;withdrawn"),
        ("(S)-Tramadol is more active than the R-enantiomer.", "substance", "S-enantiomer;R-enantiomer"),
        ("Today's tramadol users are better off.", "substance", ""),
        ("Its metabolites and the racemic form", "substance", "metabolite;racemate"),
        ("The IC50 was low, thus the potency high.", "scale", "inverse;direct"),
        ("The kidney was examined.", "scale", ""),
    ],
)
def test_what_a_statement_says(text: str, field: str, expected: str) -> None:
    assert getattr(find_context(text), field) == expected


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("route", "oral", "intravenous"),
        ("dose", "0.5 mg/kg", "5 mg/kg"),
        ("dose", "500 mcg", "200-400 \u00b5g"),
        ("dose", "1,200 mg", "1.2 mg"),
        ("dose", "low-dose", "high-dose"),
        ("dose", "single dose;0.5 mg/kg", "repeated doses"),
        ("time", "1 week", "5 weeks"),
        ("time", "less than 2 days", "3 days"),
        ("time", "short-term", "long-term"),
        ("time", "occasional", "regular use"),
        ("time", "occasional", "long-term"),
        ("substance", "dopamine", "serotonin"),
        ("time", "at noon", "at night"),
        ("substance", "S-enantiomer", "racemate"),
        ("endpoint", "taste", "analgesia"),
        ("endpoint", "pain", "allodynia"),
        ("endpoint", "affinity for the receptor", "anesthesia"),
        ("dose", "low", "high-dose"),
        ("dose", "2 mg kg\u22121 h\u22121", "1 mg/kg/hr"),
        ("dose", "1 \u00b5g/kg/min", "0.03 mg/kg/h"),
        ("time", "long-term use", "acute"),
        ("event", "first description", "approval"),
    ],
)
def test_what_excludes_each_other(field: str, one: str, other: str) -> None:
    assert find_differences(Context(**{field: one}), Context(**{field: other})) == {field: (one, other)}


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("time", "regular use", "long-term"),
        ("substance", "dopamine", "catecholamines"),
        ("route", "oral;intravenous", "intravenous"),
        ("route", "", "intravenous"),
        # Nobody says that this dose is not low.
        ("dose", "0.5 mg/kg", "low-dose"),
        ("dose", "0.5 mg/kg", "35 mg"),
        ("dose", "1,000 mg", "1000 mg"),
        ("dose", "0,5 mg/kg", "0.5 mg/kg"),
        ("dose", "0.1 to 0.5 mg/kg", "0.3 mg/kg"),
        ("dose", "0.5 mg/kg;single dose", "single dose"),
        ("dose", "low-dose", "subanesthetic"),
        ("time", "48 hours", "2 days"),
        ("time", "more than 24 hours", "5 weeks"),
        ("time", "5 weeks", "long-term"),
        ("endpoint", "analgesia;memory", "memory"),
        ("endpoint", "memory", "cognition"),
        ("endpoint", "pain", "analgesia"),
        ("dose", "low", "subanesthetic"),
        ("dose", "2 mg kg\u22121 h\u22121", "2 mg/kg per hour"),
        # 1000 µg are 1 mg, and an hour has 60 minutes.
        ("dose", "1 \u00b5g/kg/min", "0.06 mg/kg/h"),
        ("dose", "500 mcg", "0.5 mg"),
        ("dose", "2.5 and 5 mg/kg", "5 mg/kg"),
        ("substance", "S-ketamine", "S-enantiomer"),
    ],
)
def test_what_goes_together(field: str, one: str, other: str) -> None:
    assert find_differences(Context(**{field: one}), Context(**{field: other})) == {}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("", {}),
        ("route = oral", {"route": "oral"}),
        ("dose=1 mg; seen in the abstract; route=oral", {"dose": "1 mg"}),
        ("p=0.05; route=oral", {}),
        ("see route=oral", {}),
    ],
)
def test_what_a_note_says(note: str, expected: dict[str, str]) -> None:
    assert read_note(note) == expected

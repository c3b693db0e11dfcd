"""Units as sentences print them: what is read, what is none, what is kept without a code, and what a value is in another unit.

Factors are worked out by hand from the definitions of the SI and of UCUM: a month is 365.25/12 days.
"""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.unit_codes import ATOMS, read_code
from evidence_review.extract.units import Converted, convert, find_unit

PIECES = [
    "mg",
    "kg",
    "/",
    " per ",
    "-1",
    "−1",
    "^2",
    "²",
    "min",
    "h",
    " ",
    "·",
    "(",
    ")",
    "x",
    "µ",
    "g",
    "%",
    "5",
    "A",
    "of body weight",
    "cells",
]


def find(text: str) -> tuple[str, str] | None:
    """Find the unit behind the first number: its words and its code."""
    number = re.search(r"[0-9]+(?:\.[0-9]+)?", text)
    assert number
    unit = find_unit(text, number.end())
    return (text[unit.start : unit.end], unit.code) if unit else None


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("mg/kg", "mg/kg"),
        ("mg kg−1", "mg/kg"),
        ("mg·kg-1·h-1", "mg/kg/h"),
        ("mg.kg-1.min-1", "mg/kg/min"),
        ("mg per kg", "mg/kg"),
        ("microg/kg per minute", "ug/kg/min"),
        ("ug/kg/min", "ug/kg/min"),
        ("µg/kg", "ug/kg"),
        ("μg/kg", "ug/kg"),
        ("mcg/kg", "ug/kg"),
        ("micro g", "ug"),
        ("micrograms", "ug"),
        ("milligrams per kilogram of body weight per day", "mg/kg/d"),
        ("mg/kg/day", "mg/kg/d"),
        ("mg/kg bw", "mg/kg"),
        ("mg/kg body weight/day", "mg/kg/d"),
        ("mg/24 h", "mg/d"),
        ("mg per 100 mL", "mg/dL"),
        ("mg/(kg·day)", "mg/kg/d"),
        ("ml x min(-1) x kg(-1)", "mL/min/kg"),
        ("μg/kg^−1", "ug/kg"),
        ("days/week", "d/wk"),
        ("births per year", "{births}/a"),
        ("patients per year", "{patients}/a"),
        ("/µL", "/uL"),
        ("L/h/kg", "L/h/kg"),
        ("mL min-1 kg-1", "mL/min/kg"),
        ("mL/min/1.73 m2", "mL/min/{1.73_m2}"),
        ("ng/ml", "ng/mL"),
        ("ng·mL−1", "ng/mL"),
        ("ng h/mL", "ng.h/mL"),
        ("ng·h/mL", "ng.h/mL"),
        ("ng/mL·h", "ng.h/mL"),
        ("mg/kg·h", "mg/kg/h"),
        ("km s−1 Mpc−1", "km/s/Mpc"),
        ("W/(m2 K)", "W/m2/K"),
        ("mas yr−1", "m''/a"),
        ("kb", "k{bp}"),
        ("µM", "umol/L"),
        ("mM", "mmol/L"),
        ("nmol/L", "nmol/L"),
        ("mmol L−1", "mmol/L"),
        ("M NaCl", "mol/L"),
        ("%", "%"),
        ("per cent", "%"),
        ("percentage points", "%"),
        ("‰", "[ppth]"),
        ("ppm", "[ppm]"),
        ("wt%", "%{wt}"),
        ("Vol%", "%{vol}"),
        ("mm Hg", "mm[Hg]"),
        ("mmHg", "mm[Hg]"),
        ("cm H2O", "cm[H2O]"),
        ("°C", "Cel"),
        ("degrees Celsius", "Cel"),
        ("IU", "[IU]"),
        ("mIU/L", "m[IU]/L"),
        ("U/L", "U/L"),
        ("meq/L", "meq/L"),
        ("beats/min", "/min"),
        ("beats per minute", "/min"),
        ("bpm", "/min"),
        ("per minute", "/min"),
        ("cells/mL", "{cells}/mL"),
        ("kg/m2", "kg/m2"),
        ("kg/m²", "kg/m2"),
        ("kg/m(2)", "kg/m2"),
        ("kg/m 2", "kg/m2"),
        ("mm3", "mm3"),
        ("cubic meters", "m3"),
        ("m s−1", "m/s"),
        ("km s^{-1}", "km/s"),
        ("km s^-1", "km/s"),
        ("km s^-1^", "km/s"),
        ("m^2^", "m2"),
        ("cm<sup>2</sup>", "cm2"),
        ("km s<sup>-1</sup>", "km/s"),
        ("m s–2", "m/s2"),
        ("m/s/s", "m/s/s"),
        ("g cm−3", "g/cm3"),
        ("W m⁻²", "W/m2"),
        ("J/(kg K)", "J/kg/K"),
        ("N m", "N.m"),
        ("kg m2 s-2", "kg.m2/s2"),
        ("kJ/mol", "kJ/mol"),
        ("keV", "keV"),
        ("× g", "[g]"),
        ("Å", "Ao"),
        ("kDa", "ku"),
        ("Ma", "Ma"),
        ("GHz", "GHz"),
        ("years", "a"),
        ("yrs", "a"),
        ("wk", "wk"),
        ("months", "mo"),
        ("s", "s"),
        ("K", "K"),
        ("patients", "{patients}"),
        ("healthy adult volunteers", "{patients}"),
        ("Healthy Volunteers", "{patients}"),
    ],
)
def test_units_are_read(printed: str, code: str) -> None:
    words = printed.removesuffix(" NaCl")
    assert find(f"5 {printed} in all") == (words, code)
    assert find(f"5 {printed}.") == (words, code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 mg in the morning", ("mg", "mg")),
        ("10 min after", ("min", "min")),
        ("2 h later", ("h", "h")),
        ("a 5-day course", ("day", "d")),
        ("a 70-kg person", ("kg", "kg")),
        ("5 mg/kg ketamine", ("mg/kg", "mg/kg")),
        ("5 min–2 h", ("min", "min")),
        ("0.5 mg/kg–1 mg/kg", ("mg/kg", "mg/kg")),
        ("5 mg²", ("mg", "mg")),
        ("5 min2", ("min", "min")),
        ("17 weeks^2^.", ("weeks", "wk")),
        ("12 weeks-3 boys", ("weeks", "wk")),
        ("17 weeks^21^.", ("weeks", "wk")),
        ("9 mg/L<sup>2</sup>", ("mg/L", "mg/L")),
        ("9 mg/h²", ("mg/h", "mg/h")),
        ("5 mg s/p", ("mg", "mg")),
        ("5 mg per os", ("mg", "mg")),
        ("5 mg / placebo", ("mg", "mg")),
        ("2 d.The", ("d", "d")),
        ("5 years' follow-up", ("years", "a")),
        ("30s", ("s", "s")),
        ("5 mg per tablet", ("mg", "mg")),
        ("5% of body weight", ("%", "%")),
        ("20 patients per group", ("patients", "{patients}")),
        ("9 men's shoes", ("men", "{patients}")),
        ("5 pmol/mg protein/min", ("pmol/mg", "pmol/mg")),
        ("3 T MRI", ("T", "T")),
        ("a 20-year-old", ("year", "a")),
        ("5 mg/m^2, in all", ("mg/m^2", "mg/m2")),
    ],
)
def test_a_unit_ends_where_another_word_begins(text: str, expected: tuple[str, str]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 healthy cells",
        "3 a day",
        "5 apples",
        "the 1960s",
        "in their 30s",
        "5 A, B",
        "12 A plant",
        "5A",
        "5-A",
        "5 C",
        "5 M",
        "5 HT2A",
        "5-HT",
        "5 and/or 6",
        "3 cells",
        "10 adult rats",
        "5 individual plants",
        "5 in all",
        "5 am",
        "2D",
        "5 to 6",
        "8-fold",
        "5",
        "5 ",
        "5 h5",
        "5 T cells",
        "5 U.S. states",
        "5 second-line drugs",
        "5 degrees of freedom",
        "GSK3K/mTOR",
        "10.5/s0140",
        "5/S",
        "5 doses per patient",
        "95 HR",
    ],
)
def test_other_words_are_no_units(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("mg/fortnight", "mg/fortnight is not in the list of units"),
        ("mg per fortnight", "mg per fortnight is not in the list of units"),
        ("flurb/kg", "flurb/kg is not in the list of units"),
        ("mg/kg/kg", "mg/kg/kg is no unit of a known quantity"),
        ("kg/mg/mg", "kg/mg/mg is no unit of a known quantity"),
        ("mg/kg0.75", "mg/kg0.75 is not in the list of units"),
        ("mg kg−1 kg−1", "mg kg−1 kg−1 is no unit of a known quantity"),
        ("mg/kg/h/h", "mg/kg/h/h is no unit of a known quantity"),
    ],
)
def test_an_unknown_or_impossible_unit_is_kept_with_the_reason(printed: str, reason: str) -> None:
    unit = find_unit(f"at 3 {printed} then", 4)
    assert unit
    assert (unit.code, unit.reason) == ("", reason)
    assert (unit.start, unit.end) == (5, 5 + len(printed))


@pytest.mark.parametrize(
    ("low", "high", "code", "kind", "expected"),
    [
        (1, 2, "ug/kg/min", "infusion-rate", Converted(0.06, 0.12, "mg/kg/h")),
        (500, None, "ug", "dose", Converted(0.5, None, "mg")),
        (2, 2, "mg/kg/h", "dose", Converted(48, 48, "mg/kg/d")),
        (1, 1, "ug/mL", "concentration", Converted(1000, 1000, "ng/mL")),
        (800, 800, "nmol/L", "concentration", Converted(0.8, 0.8, "umol/L")),
        (2, 4, "min", "half-life", Converted(0.0333333, 0.0666667, "h")),
        (2, 4, "h", "half-life", Converted(2, 4, "h")),
        (1, 1, "wk", "duration", Converted(168, 168, "h")),
        (1, 1, "mo", "follow-up", Converted(730.5, 730.5, "h")),
        (18, 18, "mo", "age", Converted(1.5, 1.5, "a")),
        (None, 1990, "a", "date", Converted(None, 1990, "a")),
        (10, 10, "mL/min/kg", "clearance", Converted(0.6, 0.6, "L/h/kg")),
        (1, 1, "mL/min", "clearance", Converted(0.06, 0.06, "L/h")),
        (20, 20, "%", "percentage", Converted(20, 20, "%")),
        (2, 2, "[ppth]", "percentage", Converted(0.2, 0.2, "%")),
        (5, 5, "[ppb]", "other", Converted(5e-7, 5e-7, "%")),
        (3, 3, "1", "potency-ratio", Converted(3, 3, "1")),
        (20, 20, "{patients}", "sample-size", Converted(20, 20, "{patients}")),
        (237.7, 237.7, "u", "other", Converted(237.7, 237.7, "u")),
        (120, 120, "mm[Hg]", "other", Converted(120, 120, "mm[Hg]")),
        (72, 72, "km/h", "other", Converted(20, 20, "m/s")),
        (37, 37, "Cel", "other", Converted(37, 37, "Cel")),
        (5, 5, "mm", "other", Converted(0.005, 0.005, "m")),
        (2, 2, "g/cm3", "other", Converted(2e9, 2e9, "ng/mL")),
        (5, 5, "/s", "other", Converted(300, 300, "/min")),
        # What has no unit of its own is composed of the units of its parts.
        (36, 36, "kJ/m2/h", "other", Converted(36, 36, "kJ/m2/h")),
        (3, 3, "{cells}/mL", "other", Converted(3000, 3000, "{cells}/L")),
        (2, 2, "cells", "other", Converted()),
        (2, 2, "mg/fortnight", "other", Converted()),
        (2, 2, "", "other", Converted()),
    ],
)
def test_values_become_comparable(low: float, high: float, code: str, kind: str, expected: Converted) -> None:
    assert convert(low, high, code, kind) == expected


def test_a_clearance_for_a_body_weight_is_one_per_kg() -> None:
    assert convert(60, 147, "L/h", "clearance", body_weight=70) == Converted(0.857143, 2.1, "L/h/kg")
    assert convert(60, 60, "mg", "dose", body_weight=70) == Converted(60, 60, "mg")


def test_a_dose_per_kg_is_no_share() -> None:
    assert convert(5, 5, "mg/kg", "other").unit != convert(5, 5, "%", "other").unit


def test_nothing_is_imported_before_something_is_converted() -> None:
    program = (
        "import sys\n"
        "from evidence_review.extract.units import convert, find_unit\n"
        "find_unit('5 mg', 1), convert(1, 1, 'mg/kg', 'dose')\n"
        "sys.exit('pint' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("code", ATOMS)
def test_every_atom_can_be_converted(code: str) -> None:
    assert convert(1, 1, code, "other").unit


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
def test_any_text_is_read_inside_its_bounds(text: str) -> None:
    unit = find_unit(f"5{text}", 1)
    if unit:
        assert 1 <= unit.start < unit.end <= len(text) + 1
        assert bool(read_code(unit.code)) != bool(unit.reason)
        if unit.code:
            assert convert(1, 1, unit.code, "other").unit

"""Quantities: what numbers measure, in which unit, and what is no quantity."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.quantities import find_quantities
from evidence_review.vocabulary import QUANTITY_KINDS

# A sentence, then for each quantity: as printed, kind, comparator, low, high, unit.
FOUND = [
    ("The cats got 0.1 to 0.5 mg/kg.", [("0.1 to 0.5 mg/kg", "dose", "", 0.1, 0.5, "mg/kg")]),
    ("The cats got 4 and 10 mg/kg.", [("4", "dose", "", 4, 4, "mg/kg"), ("10 mg/kg", "dose", "", 10, 10, "mg/kg")]),
    (
        "They got 2.5, 5.0, and 7.5 mg/kg.",
        [
            ("2.5", "dose", "", 2.5, 2.5, "mg/kg"),
            ("5.0", "dose", "", 5, 5, "mg/kg"),
            ("7.5 mg/kg", "dose", "", 7.5, 7.5, "mg/kg"),
        ],
    ),
    ("Doses went from 2 mg to 4 mg.", [("2 mg", "dose", "", 2, 2, "mg"), ("4 mg", "dose", "", 4, 4, "mg")]),
    ("Doses were 2 mg to 4 mg.", [("2 mg to 4 mg", "dose", "", 2, 4, "mg")]),
    ("It helped 10%–20%.", [("10%–20%", "percentage", "", 10, 20, "%")]),
    ("It helped between 10 and 50 percent.", [("between 10 and 50 percent", "percentage", "", 10, 50, "%")]),
    (
        "They weighed 4.5 kg, 6 kg and 13 kg.",
        [(raw, "other", "", value, value, "kg") for raw, value in (("4.5 kg", 4.5), ("6 kg", 6), ("13 kg", 13))],
    ),
    ("Relief lasted two weeks or longer.", [("two weeks or longer", "duration", ">=", 2, None, "wk")]),
    ("It has been sold for over thirty years.", [("over thirty years", "duration", ">", 30, None, "a")]),
    ("It was given over 40 minutes.", [("over 40 minutes", "duration", "", 40, 40, "min")]),
    ("It slept for more than 3 months.", [("more than 3 months", "duration", ">", 3, None, "mo")]),
    ("One in five people fell ill.", [("One in five", "percentage", "", 20, 20, "%")]),
    ("It was twice as potent.", [("twice", "potency-ratio", "", 2, 2, "1")]),
    ("It had an 8- to 10-fold higher affinity.", [("8- to 10-fold", "potency-ratio", "", 8, 10, "1")]),
    ("The crop was four times higher.", [("four times", "other", "", 4, 4, "1")]),
    ("A single dose helped.", [("A single", "other", "", 1, 1, "1")]),
    ("It was sold in 1964.", [("1964", "date", "", 1964, 1964, "a")]),
    ("It was sold in the 1960s.", [("1960s", "date", "", 1960, 1969, "a")]),
    ("It opened on March 5, 2019.", [("March 5, 2019", "date", "", 2019, 2019, "a")]),
    ("It opened on 5 March 2019.", [("5 March 2019", "date", "", 2019, 2019, "a")]),
    ("It ran from June 2007 to May 2008.", [("June 2007 to May 2008", "date", "", 2007, 2008, "a")]),
    ("In 2000 patients it failed.", [("2000 patients", "sample-size", "", 2000, 2000, "{patients}")]),
    ("Ten healthy volunteers came.", [("Ten healthy volunteers", "sample-size", "", 10, 10, "{patients}")]),
    ("It was given to 15 mice.", [("15", "sample-size", "", 15, 15, "1")]),
    (
        "Of them, 12 of 20 patients slept.",
        [("12", "sample-size", "", 12, 12, "{patients}"), ("20 patients", "sample-size", "", 20, 20, "{patients}")],
    ),
    ("The adults (n = 16) slept.", [("n = 16", "sample-size", "", 16, 16, "{patients}")]),
    ("The rats (n=16) slept.", [("n=16", "sample-size", "", 16, 16, "1")]),
    ("They slept longer (P < 0.05).", [("P < 0.05", "p-value", "<", None, 0.05, "1")]),
    ("They slept longer, p value of 0.04.", [("p value of 0.04", "p-value", "", 0.04, 0.04, "1")]),
    ("The ratio was off (95% CI 0.5–0.8).", [("95% CI 0.5–0.8", "confidence-interval", "", 0.5, 0.8, "1")]),
    (
        "It was off (95% confidence interval, 1.2 to 3.4).",
        [("95% confidence interval, 1.2 to 3.4", "confidence-interval", "", 1.2, 3.4, "1")],
    ),
    (
        "It fell by 24% (95% CI: 10.3% to 37.7%).",
        [
            ("24%", "percentage", "", 24, 24, "%"),
            ("95% CI: 10.3% to 37.7%", "confidence-interval", "", 10.3, 37.7, "%"),
        ],
    ),
    ("It was measured on day 7.", [("day 7", "follow-up", "", 7, 7, "d")]),
    ("It was measured from week 6 to week 12.", [("week 6 to week 12", "follow-up", "", 6, 12, "wk")]),
    ("It was measured at 6 months.", [("6 months", "follow-up", "", 6, 6, "mo")]),
    ("At week 24, 12 slept.", [("week 24", "follow-up", "", 24, 24, "wk"), ("12", "other", "", 12, 12, "1")]),
    ("Its half-life is 2–4 h.", [("2–4 h", "half-life", "", 2, 4, "h")]),
    ("Its bioavailability is 20%.", [("20%", "bioavailability", "", 20, 20, "%")]),
    ("Adults aged 18 to 65 years came.", [("18 to 65 years", "age", "", 18, 65, "a")]),
    ("They were 18 years or older.", [("18 years or older", "age", ">=", 18, None, "a")]),
    ("A 45-year-old man came.", [("45-year-old", "age", "", 45, 45, "a")]),
    ("Their mean age was 45 ± 12 years.", [("45 ± 12 years", "age", "", 45, 45, "a")]),
    ("Their mean (SD) age was 45 (12) years.", [("45 (12) years", "age", "", 45, 45, "a")]),
    ("Subjects were aged 58 to 70 then.", [("58 to 70", "age", "", 58, 70, "a")]),
    ("It set in within 2 hours.", [("within 2 hours", "onset", "<=", None, 2, "h")]),
    ("Those with GFR ≥30 and <50 mL/min came.", [("≥30 and <50 mL/min", "other", "", 30, 50, "mL/min")]),
    ("The mean was 237.73 Da.", [("237.73 Da", "other", "", 237.73, 237.73, "u")]),
    ("A five-point scale was used.", [("five", "other", "", 5, 5, "1")]),
    ("A 30-item list was used.", [("30", "other", "", 30, 30, "1")]),
    ("The pH was 7.4.", [("7.4", "other", "", 7.4, 7.4, "1")]),
    ("Half of the cats slept.", [("Half", "percentage", "", 50, 50, "%")]),
    ("Less than half of the cats slept.", [("Less than half", "percentage", "<", None, 50, "%")]),
    ("A study published in 2015 tells.", [("2015", "date", "", 2015, 2015, "a")]),
    ("It closed in early 2019.", [("early 2019", "date", "", 2019, 2019, "a")]),
    (
        "Of 20 patients, 12 may sleep.",
        [("20 patients", "sample-size", "", 20, 20, "{patients}"), ("12", "other", "", 12, 12, "1")],
    ),
    ("It was seen between 2009 and 2012.", [("between 2009 and 2012", "date", "", 2009, 2012, "a")]),
    ("It was 5 × 7 cm.", [("5", "other", "", 5, 5, "cm"), ("7 cm", "other", "", 7, 7, "cm")]),
    (
        "Adults (n = 10 and 12) slept.",
        [("n = 10", "sample-size", "", 10, 10, "{patients}"), ("12", "sample-size", "", 12, 12, "{patients}")],
    ),
    (
        "It fell from 25.8 ± 8.4 to 18.0 ± 8.5 mm.",
        [("25.8 ± 8.4", "other", "", 25.8, 25.8, "mm"), ("18.0 ± 8.5 mm", "other", "", 18, 18, "mm")],
    ),
    (
        "It was 72 mm (range 60-90).",
        [("72 mm", "other", "", 72, 72, "mm"), ("60-90", "other", "", 60, 90, "mm")],
    ),
    ("It took half an hour.", [("half an hour", "duration", "", 0.5, 0.5, "h")]),
    ("It fell from 27 to 12 mm.", [("27", "other", "", 27, 27, "mm"), ("12 mm", "other", "", 12, 12, "mm")]),
    ("The mice got 0.4 mg/kg/day.", [("0.4 mg/kg/day", "dose", "", 0.4, 0.4, "mg/kg/d")]),
    ("Rats weighing 250–300 g slept.", [("250–300 g", "other", "", 250, 300, "g")]),
    ("They breathed 100% oxygen.", [("100%", "concentration", "", 100, 100, "%")]),
    ("In 1972 (4,5), it was sold.", [("1972", "date", "", 1972, 1972, "a")]),
    (
        "In the late 1960s and the mid-1970s, it rose.",
        [("late 1960s", "date", "", 1960, 1969, "a"), ("mid-1970s", "date", "", 1970, 1979, "a")],
    ),
    ("Mid-1998 it rose.", [("Mid-1998", "date", "", 1998, 1998, "a")]),
    ("Over ten years ago, it was sold.", [("Over ten years", "duration", ">", 10, None, "a")]),
    ("The first two to three weeks after birth matter.", [("two to three weeks", "duration", "", 2, 3, "wk")]),
    ("Single-dose trials came first.", [("Single", "other", "", 1, 1, "1")]),
    (
        "A single 0.2 mg/kg dose helped.",
        [("A single", "other", "", 1, 1, "1"), ("0.2 mg/kg", "dose", "", 0.2, 0.2, "mg/kg")],
    ),
    ("At least one dose was given.", [("At least one", "other", ">=", 1, None, "1")]),
    ("Only one of the nine lamps was lit.", [("nine", "other", "", 9, 9, "1")]),
    ("They used six C57BL/6 mice.", [("six", "sample-size", "", 6, 6, "1")]),
    (
        "It was twice that of the other, and a 30 g mouse got it.",
        [("twice", "other", "", 2, 2, "1"), ("30 g", "other", "", 30, 30, "g")],
    ),
    ("It had 10^{6} cells.", [("10^{6}", "other", "", 1e6, 1e6, "1")]),
    ("The area was AUC(3) or f(-2).", [("3", "other", "", 3, 3, "1"), ("-2", "other", "", -2, -2, "1")]),
    ("Two of the patients slept.", [("Two", "sample-size", "", 2, 2, "{patients}")]),
]

# What follows was composed after reading a table of unread articles for errors: what stands before a number, and whose unit it is.
FOUND += [
    (
        "Errors fell after 6 weeks (41.2 ± 8.8 vs 50.3 ± 9.1).",
        [
            ("6 weeks", "follow-up", "", 6, 6, "wk"),
            ("41.2 ± 8.8", "other", "", 41.2, 41.2, "1"),
            ("50.3 ± 9.1", "other", "", 50.3, 50.3, "1"),
        ],
    ),
    (
        "It was seen at week 4 and on days 8 and 9.",
        [
            ("week 4", "follow-up", "", 4, 4, "wk"),
            ("days 8", "follow-up", "", 8, 8, "d"),
            ("9", "follow-up", "", 9, 9, "d"),
        ],
    ),
    ("Each year more than 5 million lamps break.", [("more than 5 million", "other", ">", 5e6, None, "1")]),
    ("By the year 2035 it will double.", [("2035", "date", "", 2035, 2035, "a")]),
    ("It ran in the years 2010-2013.", [("2010-2013", "date", "", 2010, 2013, "a")]),
    ("At year 3 it ended.", [("year 3", "follow-up", "", 3, 3, "a")]),
    ("It grew at 1800 LUX.", [("1800 LUX", "other", "", 1800, 1800, "lx")]),
    ("The torque was > 30 Ncm.", [("> 30 Ncm", "other", ">", 30, None, "N.cm")]),
    ("They smoked 20 pack-years.", [("20 pack-years", "other", "", 20, 20, "{packs}.a")]),
    ("The dose should be no more than 3 g.", [("no more than 3 g", "dose", "<=", None, 3, "g")]),
    ("It was not longer than 6 weeks.", [("not longer than 6 weeks", "duration", "<=", None, 6, "wk")]),
    ("They took no higher than two g.", [("no higher than two g", "dose", "<=", None, 2, "g")]),
    ("It was not shorter than 6 weeks.", [("not shorter than 6 weeks", "duration", ">=", 6, None, "wk")]),
    ("All 12 345 patients came.", [("12 345 patients", "sample-size", "", 12345, 12345, "{patients}")]),
    (
        "In week 12 345 patients came.",
        [("week 12", "follow-up", "", 12, 12, "wk"), ("345 patients", "sample-size", "", 345, 345, "{patients}")],
    ),
    ("It held 10 200 300.", [(raw, "other", "", float(raw), float(raw), "1") for raw in ("10", "200", "300")]),
    ("One hundred and forty-four cats came.", [("One hundred and forty-four", "sample-size", "", 144, 144, "1")]),
    ("It was sold as 1:200.000.", [("1:200.000", "other", "", 5e-6, 5e-6, "1")]),
    ("It was sold as 1:100,000.", [("1:100,000", "other", "", 1e-5, 1e-5, "1")]),
    ("It was sold as 1:2.5.", [("1:2.5", "other", "", 0.4, 0.4, "1")]),
    (
        "It was 60% at week 12 and 71% at week 24.",
        [
            ("60%", "percentage", "", 60, 60, "%"),
            ("week 12", "follow-up", "", 12, 12, "wk"),
            ("71%", "percentage", "", 71, 71, "%"),
            ("week 24", "follow-up", "", 24, 24, "wk"),
        ],
    ),
    (
        "Each pill (40 mg artesunate/100 mg amodiaquine) was white.",
        [("40 mg", "dose", "", 40, 40, "mg"), ("100 mg", "dose", "", 100, 100, "mg")],
    ),
    ("They took 8 mg lutein/day.", [("8 mg lutein/day", "dose", "", 8, 8, "mg/d")]),
    ("They took 5 mg of iron/kg.", [("5 mg of iron/kg", "dose", "", 5, 5, "mg/kg")]),
    ("They took 8 mg lutein/placebo.", [("8 mg", "dose", "", 8, 8, "mg")]),
    (
        "The rate was 20%, lower than 35% in controls.",
        [("20%", "percentage", "", 20, 20, "%"), ("lower than 35%", "percentage", "", 35, 35, "%")],
    ),
    ("It was significantly lower than 36.7%.", [("lower than 36.7%", "percentage", "", 36.7, 36.7, "%")]),
    ("It should be lower than 15 mg.", [("lower than 15 mg", "dose", "<", None, 15, "mg")]),
    (
        "The age groups were <40 years, 40–55 years and >55 years.",
        [
            ("<40 years", "age", "<", None, 40, "a"),
            ("40–55 years", "age", "", 40, 55, "a"),
            (">55 years", "age", ">", 55, None, "a"),
        ],
    ),
    ("Children over 10 years of age assented.", [("over 10 years of age", "age", ">", 10, None, "a")]),
    ("It helped women ≥50 years.", [("≥50 years", "age", ">=", 50, None, "a")]),
    ("We saw the women 2 years later.", [("2 years", "follow-up", "", 2, 2, "a")]),
    ("It grew in the last 20 years.", [("20 years", "duration", "", 20, 20, "a")]),
    ("None was ill within 14 days of screening.", [("within 14 days", "duration", "<=", None, 14, "d")]),
    ("Creatinine clearance was ≥60 mL/min.", [("≥60 mL/min", "other", ">=", 60, None, "mL/min")]),
    (
        "The 2-year survival of those aged 70 was good.",
        [("2-year", "follow-up", "", 2, 2, "a"), ("70", "age", "", 70, 70, "a")],
    ),
    (
        "Of the men, 40% (12/30) relapsed.",
        [
            ("40%", "percentage", "", 40, 40, "%"),
            ("12", "sample-size", "", 12, 12, "{patients}"),
            ("30", "sample-size", "", 30, 30, "{patients}"),
        ],
    ),
    (
        "Their pressure was 120/80, and 7/8 lamps were lit for 10 men.",
        [
            *((raw, "other", "", int(raw), int(raw), "1") for raw in ("120", "80", "7", "8")),
            ("10 men", "sample-size", "", 10, 10, "{patients}"),
        ],
    ),
    ("Of these, 42 out of 43 slept.", [("42", "other", "", 42, 42, "1"), ("43", "other", "", 43, 43, "1")]),
    ("It was seen in 3 out of 10 men.", [("3 out of 10", "percentage", "", 30, 30, "%")]),
    ("It was timed to 1/100 s.", [("1/100 s", "duration", "", 0.01, 0.01, "s")]),
    ("The rooms had 66°F–70°F.", [("66°F–70°F", "other", "", 66, 70, "[degF]")]),
    ("The mean was 40.1, SD = 10.6.", [("40.1, SD = 10.6", "other", "", 40.1, 40.1, "1")]),
    (
        "It was 38.1% [33.3–43.4] in one arm.",
        [("38.1%", "percentage", "", 38.1, 38.1, "%"), ("[33.3–43.4]", "confidence-interval", "", 33.3, 43.4, "%")],
    ),
    (
        "It was 38.1% [70.3–73.4].",
        [("38.1%", "percentage", "", 38.1, 38.1, "%"), ("70.3–73.4", "other", "", 70.3, 73.4, "1")],
    ),
    (
        "It was off (95% confidence interval [CI]: 0.9, 1.5).",
        [("95% confidence interval [CI]: 0.9, 1.5", "confidence-interval", "", 0.9, 1.5, "1")],
    ),
    ("They slept (p [adjusted] = 0.6).", [("p [adjusted] = 0.6", "p-value", "", 0.6, 0.6, "1")]),
    ("They slept (PCox <0.01).", [("PCox <0.01", "p-value", "<", None, 0.01, "1")]),
    ("The price was <0.01.", [("<0.01", "other", "<", None, 0.01, "1")]),
    ("We met 10 female and 6 rats.", [("10", "other", "", 10, 10, "1"), ("6", "sample-size", "", 6, 6, "1")]),
    ("We met 10 female, all old.", [("10 female", "sample-size", "", 10, 10, "{patients}")]),
    (
        "A PASI ≥ 10 and a PASI of 50 counted.",
        [("≥ 10", "other", ">=", 10, None, "1"), ("50", "other", "", 50, 50, "1")],
    ),
    ("It came at a rate of 5 per 100,000.", [("5 per 100,000", "other", "", 5, 5, "/10*5")]),
    ("They met at 8 amps.", [("8 amps", "other", "", 8, 8, "A")]),
    ("It held (5 or 6) lamps.", [("5", "other", "", 5, 5, "1"), ("6", "other", "", 6, 6, "1")]),
    ("Of the patients 12 and 13 had gone.", [("12", "other", "", 12, 12, "1"), ("13", "other", "", 13, 13, "1")]),
    ("Drug A 1/2 mg/kg was given.", [("1/2 mg/kg", "dose", "", 0.5, 0.5, "mg/kg")]),
    (
        "They gave 73/76 µM.",
        [("73", "concentration", "", 73, 73, "umol/L"), ("76 µM", "concentration", "", 76, 76, "umol/L")],
    ),
    ("Give **9** mg.", [("9", "other", "", 9, 9, "1")]),
    ("A dose of 3 furlongs was given.", [("3", "dose", "", 3, 3, "")]),
    ("A dose of 3 was given.", [("3", "other", "", 3, 3, "1")]),
    (
        "With an ICC of 0.05 and 300 adults it was off.",
        [("0.05", "other", "", 0.05, 0.05, "1"), ("300 adults", "sample-size", "", 300, 300, "{patients}")],
    ),
]
NOTHING = [
    "Give 9**9**9 mg of it.",
    "Lamp-1960s, rapid-1998, GluN2A, 5-HT2A, NR1, CYP2B6, IL-6, COVID-19, HCN1, Ca2+, H2O, CO2 and 13C are names.",
    "In a phase 3 trial (NCT01234567), group 2 of Study 1 had type 2 diabetes by the DSM-5 and the ICD-10.",
    "It is (2R,6R)-hydroxynorketamine at C2, or 2-(2-chlorophenyl)-2-(methylamino)cyclohexanone, or 4-hydroxy.",
    "This was seen (Smith 2010; Jones et al., 2012) and again by Smith and Lee (2015).",
    "See https://doi.org/10.1000/xyz123 and page 12, vol. 3, Figs. 2 and 3, Fig. 5d, Table 4, Section 2.1 (Eq. 5).",
    "The two enantiomers bind to one of the three receptors, and no one knows why; one follows another.",
    "Ca^{2+}, Ca^{+2}, Mg(2+), Fe^3+ and SO4(2-) are ions.",
    "The pain was in one or more areas, and a single-minded man met a single Roman.",
    "Each has two NR1 and two NR2 parts, two GluN3 subunits, or one of just two known places.",
    "The lamp was lit at 8:00 each day.",
    "Received 5 March 2019; accepted 7 May 2019.",
    "Call 555-123-4567 or write to a.b2@c3.org; CAS 6740-88-1.",
    "It appeared in Sea Tales 2003;43(2):139-44.",
    "It was a two-sided test in a 12-lead record [3, 5–7].",
    "The 187Os/188Os of it was known.",
    "The lights went on at 6:30 a.m. there.",
    "Outcomes under three conditions were compared, and two scenarios of three alleles.",
    "ACR 50 and PASI 75 are names, and so are cycles 4–6, visit 3 patients and caspase 3.",
    "In patients 3 and 4 it was seen from 8 am to 9pm.",
    "They were 1) lamps, 2) ropes and 3) sails: (10) oars; (11) rudders.",
    "The 3 groups differed in 2 keys.",
]

# Sentences of other sciences, and what a reader finds in them; some things are not found, and are no rule's business yet.
READ = [
    ("In 1987 (12,13), surveyors mapped three craters.", ["1987", "three"]),
    ("A single 20 mg tablet was given to nine farmers with gout.", ["A single", "20 mg", "nine farmers"]),
    ("Single-dose trials of the vaccine began in late 2003.", ["Single", "late 2003"]),
    ("The pump was fitted to one or more of the wells.", []),
    ("Each pore is built of four Kir6 subunits and two SUR1 domains.", []),
    ("The bridge rests on one of just two known outcrops.", []),
    ("Mg(2+) and Na^{+} entered the cell at 4 °C.", ["4 °C"]),
    ("Over twenty years ago, the reef lost its sponges.", ["Over twenty years"]),
    ("The glacier began to retreat in the mid 1970s.", ["mid 1970s"]),
    ("A clearance of 12 L/h was assumed for an 80 kg adult.", ["12 L/h", "80 kg"]),
    ("The affinity of the toxin for the channel was three times that of the venom.", ["three times"]),
    ("Chicks gain most weight in the first one to two weeks after hatching.", ["one to two weeks"]),
    ("Of 148 ewes, 37 (25%) lambed twice.", ["148", "37", "25%", "twice"]),
    (
        "A 54-year-old woman was admitted after three days of fever with a temperature of 39.4 °C.",
        ["54-year-old", "three days", "39.4 °C"],
    ),
    (
        "Her heart rate was 118 beats per minute and her blood pressure was 92/58 mmHg.",
        ["118 beats per minute", "92", "58 mmHg"],
    ),
    ("She was given ceftriaxone 2 g daily for 14 days.", ["2 g daily", "14 days"]),
    ("Hemoglobin fell from 13.1 to 8.7 g/dL within 48 hours.", ["13.1", "8.7 g/dL", "within 48 hours"]),
    ("The survey counted 1,204 nests on six islands in June 2011.", ["1,204", "six", "June 2011"]),
    ("The alloy contains 3.5 wt% nickel and melts near 1,450 K.", ["3.5 wt%", "1,450 K"]),
    ("Samples were dried at 105 °C for 24 h and ground to below 2 mm.", ["105 °C", "24 h", "below 2 mm"]),
    ("The telescope has a mirror of 6.5 m and stays at 1.5 million km.", ["6.5 m", "1.5 million km"]),
    ("PM2.5 and NO2 were logged at 18 stations every 10 minutes.", ["18", "10 minutes"]),
    ("Maize yields rose by 12 to 15% under treatment B2.", ["12 to 15%"]),
    ("The court heard fourteen witnesses over three weeks.", ["fourteen", "over three weeks"]),
    ("No fewer than 60 species of moss grow there.", ["No fewer than 60"]),
    ("Version 3.2 of the code ran on 64 cores.", ["64"]),
    ("See Fig. 4 and Table 2 for the results of Experiment 3.", []),
    ("The isotope U-238 decays with a half-life of 4.5 billion years.", ["4.5 billion years"]),
    ("Type 1 fibers made up 41 ± 6% of the muscle.", ["41 ± 6%"]),
    (
        "Scores on the 10-point scale fell from 7.2 (SD 1.1) to 3.4 (SD 0.9), p = 0.003.",
        ["10", "7.2 (SD 1.1)", "3.4 (SD 0.9)", "p = 0.003"],
    ),
    ("The odds ratio was 1.8 (95% CI 1.2 to 2.7).", ["1.8", "95% CI 1.2 to 2.7"]),
    ("Three of the eleven boreholes ran dry by August.", ["Three", "eleven"]),
    ("He fell ill two days before the flight.", ["two days"]),
    ("Both halves of the shell are joined by two hinges and one ligament.", []),
    ("The enzyme works best at pH 8.5 and 37 °C.", ["8.5", "37 °C"]),
    ("Half of the 80 seeds sprouted within five days.", ["Half", "80", "within five days"]),
    ("About one in twelve men cannot tell red from green.", ["About one in twelve"]),
    ("The patient, a 3.2 kg neonate, received 10 mL/kg of saline.", ["3.2 kg", "10 mL/kg"]),
    ("Early 1920s maps show seven lighthouses.", ["Early 1920s", "seven"]),
    ("It was synthesized in 1952 and tested in 30 mice.", ["1952", "30"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_quantities_are_found_and_understood(text, expected):
    found = [(text[q.start : q.end], q.kind, q.comparator, q.low, q.high, q.unit) for q in find_quantities(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A dose of 3 furlongs was given.", "furlongs is not in the list of units"),
        ("A dose of -5 mg/kg was an error.", "it is less than nothing"),
        ("It changed by -5 mg/dL.", ""),
    ],
)
def test_what_no_dose_can_be_has_a_reason_and_no_canonical_value(text, reason):
    (found,) = find_quantities(text)
    assert found.reason == reason
    assert (found.canonical_low is None) is bool(reason)


@pytest.mark.parametrize("text", NOTHING)
def test_names_citations_places_and_parts_of_an_argument_are_no_quantities(text):
    assert [text[q.start : q.end] for q in find_quantities(text)] == []


def test_sentences_of_other_sciences_are_read_as_readers_read_them():
    n_labels = sum(len(labels) for _, labels in READ)
    found = [(text[q.start : q.end], labels) for text, labels in READ for q in find_quantities(text)]
    n_right = sum(raw in labels for raw, labels in found)
    assert 2 * n_right / (n_labels + len(found)) > 0.93


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It was infused at 1 to 2 microg/kg per minute.", 0.06, 0.12, "mg/kg/h"),
        # 60 / 70 and 147 / 70.
        ("The clearance was 60 to 147 L/h for a 70 kg individual.", 0.857143, 2.1, "L/h/kg"),
        ("The clearance was 60 to 147 L/h.", 60, 147, "L/h"),
        ("It lasts 3 min.", 0.05, 0.05, "h"),
        ("The half-life was 3 h.", 3, 3, "h"),
        ("She was aged 24 months.", 2, 2, "a"),
    ],
)
def test_values_are_also_given_in_one_unit_for_each_dimension(text, low, high, unit):
    first = find_quantities(text)[0]
    assert (first.canonical_low, first.canonical_high) == (pytest.approx(low, rel=1e-3), pytest.approx(high, rel=1e-3))
    assert first.canonical_unit == unit


def test_an_unknown_unit_keeps_its_row_with_the_reason():
    for text in ("They got 5 mg/fortnight.", "They got 5 mg/kg/kg.", "They paid $5 each."):
        (quantity,) = find_quantities(text)
        assert (quantity.low, quantity.unit, quantity.canonical_low) == (5, "", None)
        assert quantity.reason


def test_a_number_too_large_keeps_its_row_with_the_reason():
    (quantity,) = find_quantities("They got 1e999 mg.")
    assert (quantity.low, quantity.high, quantity.unit) == (None, None, "mg")
    assert quantity.reason


def test_what_is_taken_holds_no_quantity():
    text = "It was seen 12 times in rats 34 or so."
    start = text.index("34")
    assert [text[q.start : q.end] for q in find_quantities(text, [(start, start + 2)])] == ["12 times"]


@pytest.mark.parametrize(
    "text", ["9**9**9**9", "-−-−-5", "±±±", "9" * 100_000, "10^10^10^10", "1e308 kg to 1e308 kg", "((((1"]
)
def test_hostile_text_gives_finite_values_or_none(text):
    for quantity in find_quantities(text):
        values = (quantity.low, quantity.high, quantity.canonical_low, quantity.canonical_high)
        assert all(value is None or math.isfinite(value) for value in values)


PIECES = st.sampled_from(
    "1 2.5 10 0 -3 1,000 1e308 one two twenty hundred half twice and to or , – - − ± × 10^ % ( ) [ ] / : . more than at least up < ≥ ~ in of "
    "a mg mg/kg kg h week days patients rats aged n = p 95% CI for over within older times -fold single dose 1960s 2010 March Figure "
    "type \u2009 ß İ".split(" ")
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=16).map(" ".join), st.lists(PIECES, max_size=16).map("".join)
    )
)
def test_spans_hold_in_order_and_values_are_finite(text):
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        raw = text[quantity.start : quantity.end]
        assert raw.strip() == raw
        end = quantity.end
        assert quantity.kind in QUANTITY_KINDS
        values = [value for value in (quantity.low, quantity.high) if value is not None]
        canonical = [value for value in (quantity.canonical_low, quantity.canonical_high) if value is not None]
        assert all(map(math.isfinite, values + canonical))
        assert values == sorted(values)
        assert bool(quantity.unit) or bool(quantity.reason)

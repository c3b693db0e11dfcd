"""Frames to draw: ordinary ones, and those for which there is hardly room."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from evidence_review import plots

LONG = "a-web-site-with-a-long-name-2024"
ENDLESS = "w" * 200


@pytest.fixture(autouse=True)
def _close():
    mpl.use("agg")
    yield
    plt.close("all")


def words(sources=("a2020", "b2021"), kinds=("abstract", "body"), n=1000):
    columns = {kind: [n * (place + row) for row in range(len(sources))] for place, kind in enumerate(kinds)}
    return pd.DataFrame({"source": list(sources), **columns})


def years(sources=("a2020", "b2021"), n=(1, 4, 2)):
    rows = [(source, year, works) for source in sources for year, works in zip((1999, 2004, 2005), n, strict=True)]
    return pd.DataFrame(rows, columns=["source", "year", "works"])


def directions(sources=("a2020", "b2021", "c2022")):
    n = len(sources)
    zeros = [0] * (n - 2)
    return pd.DataFrame(
        {"source": list(sources), "benefit": [3, 0, *zeros], "no-harm": [1, 0, *zeros], "neutral": [12, 2, *zeros]}
    )


def agreement(sources=("a2020", "b2021"), questions=("Does it help?", "How long does it last?")):
    given = [("yes", 3), ("mixed", 2), ("2 hours; more than 24 hours", 2), ("silent", 0)]
    cells = list(itertools.product(questions, sources))
    answers = [given[n % len(given)] for n in range(len(cells))]
    return pd.DataFrame(
        [(*cell, *answer) for cell, answer in zip(cells, answers, strict=True)],
        columns=["question", "source", "answer", "statements"],
    )


def evidence_map(sources=("a2020", "b2021"), topics=("Pain", "Sleep")):
    rows = [
        (topic, source, 3 * (n % 3), n % 3) for n, (topic, source) in enumerate(itertools.product(topics, sources), 1)
    ]
    return pd.DataFrame(rows, columns=["topic", "source", "statements", "cited"])


def overlap(sources=("a2020", "b2021", "c2022")):
    bands = [(1, 1.4, "slight"), (4, 7.1, "moderate"), (0, 0.0, "slight"), (8, 19.0, "very high"), (6, 12.5, "high")]
    works = {name: 40 - 10 * (n % 2) for n, name in enumerate(sources)}
    pairs = enumerate(itertools.combinations(sources, 2))
    rows = [(one, other, works[one], works[other], *bands[n % 5]) for n, (one, other) in pairs]
    columns = ["source", "other", "works", "works_of_other", "shared", "cca_percent", "overlap"]
    return pd.DataFrame(rows, columns=columns)


def quantities(sources=("a2020", "b2021"), name="ketamine"):
    first, second = sources[0], sources[-1]
    rows = [
        ("Half-life", "h", name, first, "2 to 4 h", 2.0, 4.0, "human", "human", ""),
        ("Half-life", "h", name, second, "over 3 h", 3.0, None, "animal", "animal (rat)", ""),
        ("Half-life", "h", f"nor{name}", first, "90 min (\u00d72)", 1.5, 1.5, "not said", "not said", ""),
        (f"Dose of {name}", "mg/kg", "pain, oral", first, "0.5 mg/kg", 0.5, 0.5, "human", "human", ""),
    ]
    columns = ["group", "unit", "quantity", "source", "words", "low", "high", "population", "studied_in", "across"]
    return pd.DataFrame(rows, columns=columns)


def support(*, n=(2, 5)):
    return pd.DataFrame({"rests_on": ["randomized-trial", "no listed reference"], "statements": list(n)})


def accuracy(prefix=""):
    return pd.DataFrame(
        {
            "suggestion": [prefix + name for name in ("topic", "route", "links", "never measured")],
            "precision": ["0.86", "not measured", "0.99", "not measured"],
            "recall": ["0.94", "0.50", "0.99", "not measured"],
            "measured_on": ["in-sample: a", "in-sample: a", "out of sample: b", "not measured"],
        }
    )


MANY, CROWD = [f"author{n}2020" for n in range(12)], [f"author{n}2020" for n in range(40)]
ALL_KINDS = (
    "abstract",
    "introduction",
    "body",
    "conclusion",
    "captions",
    "front and back matter",
    "references",
    "set aside",
)
QUESTION = "In people with a condition that takes many words to name, does the treatment, given for weeks, help? "
DESIGNS = ["systematic-review", "guideline", "randomized-trial", "observational", "case-series", "pharmacokinetic"]
DESIGNS += ["animal", "in-vitro", "narrative-review", "textbook", "unclear", "no listed reference"]

ORDINARY = [
    (plots.plot_words, words()),
    (plots.plot_years, years()),
    (plots.plot_directions, directions()),
    (plots.plot_support, support()),
    (plots.plot_overlap, overlap(("a2020", "b2021"))),
    (plots.plot_overlap, overlap()),
    (plots.plot_accuracy, accuracy()),
    (plots.plot_agreement, agreement()),
    (plots.plot_evidence_map, evidence_map()),
    (plots.plot_quantities, quantities()),
]
HARD = [
    (plots.plot_words, words([LONG, ENDLESS, "<b>$x$</b>\u202e"], ALL_KINDS, 9999)),
    (plots.plot_words, words(MANY, ALL_KINDS, 1)),
    (plots.plot_years, years([LONG, ENDLESS], n=(300, 299, 298))),
    (plots.plot_years, years(MANY, n=(13, 12, 11))),
    (plots.plot_directions, directions([LONG, ENDLESS, *MANY])),
    (plots.plot_support, pd.DataFrame({"rests_on": DESIGNS, "statements": [*range(11), 9999]})),
    (plots.plot_support, support(n=(0, 1))),
    (plots.plot_overlap, overlap([LONG, ENDLESS])),
    (plots.plot_overlap, overlap([LONG, ENDLESS, "c2022"])),
    (plots.plot_overlap, overlap(MANY)),
    (plots.plot_overlap, overlap(CROWD)),
    (
        plots.plot_accuracy,
        pd.concat([accuracy(), accuracy("a suggestion with a long name, on texts of other sciences: ")]),
    ),
    (plots.plot_agreement, agreement([LONG, ENDLESS], [QUESTION, QUESTION * 2, ENDLESS])),
    (plots.plot_agreement, agreement(MANY)),
    (plots.plot_agreement, agreement(CROWD, [QUESTION, "Why?"])),
    (plots.plot_evidence_map, evidence_map([LONG, ENDLESS], [QUESTION, ENDLESS, "Pain"])),
    (plots.plot_evidence_map, evidence_map(MANY, [f"Topic {n}" for n in range(50)])),
    (plots.plot_evidence_map, evidence_map(CROWD)),
    (plots.plot_quantities, quantities([LONG, ENDLESS], name=ENDLESS)),
    (
        plots.plot_quantities,
        pd.concat([quantities().assign(group=f"Group {n}", words="many " * 40) for n in range(9)], ignore_index=True),
    ),
]

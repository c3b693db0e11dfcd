"""The title of a figure, with which its alternative text begins, says what a reader who does not see it needs to know."""

import pandas as pd
import pytest

from evidence_review import plots
from tests.plots.conftest import accuracy, directions, evidence_map, overlap, quantities, words, years


def said(ax):
    """Return the alternative text, with plain spaces."""
    return ax.figure.get_label().replace("\u00a0", " ")


def finding(ax):
    return " ".join(ax.figure.texts[0].get_text().replace("\u00a0", " ").split())


def rests(**counts):
    names = [name.replace("_", "-") if name != "nothing" else "no listed reference" for name in counts]
    return pd.DataFrame({"rests_on": names, "statements": list(counts.values())})


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            {"randomized_trial": 1, "animal": 11, "nothing": 26},
            "Most of the 38 statements (26, 68 %) cite no listed work; 1 rests on clinical evidence",
        ),
        (
            {"guideline": 2, "randomized_trial": 3, "nothing": 5},
            "5 of the 10 statements (50 %) cite no listed work; 5 rest on clinical evidence, 3 of them on a randomized trial",
        ),
        ({"animal": 2}, "All 2 statements cite a listed work; none rests on clinical evidence"),
        (
            {"nothing": 1, "guideline": 3},
            "1 of the 4 statements (25 %) cites no listed work; 3 rest on clinical evidence",
        ),
        ({"nothing": 4}, "All 4 statements cite no listed work"),
        ({"nothing": 1}, "The 1 statement cites no listed work"),
    ],
)
def test_support(counts, expected):
    assert finding(plots.plot_support(rests(**counts))) == expected


def test_support_lists_every_design_and_says_that_titles_suggest_it():
    text = said(plots.plot_support(rests(randomized_trial=1, nothing=2)))
    assert "By design: randomized trial 1, no listed reference 2." in text
    assert text.endswith("as titles suggest it (n = 3 statements).")


@pytest.mark.parametrize(
    ("design", "entries", "expected"),
    [
        (
            ["guideline", "unclear"],
            [1, 3],
            "1 of the 4 entries (25 %) is clinical evidence; the title of 3 (75 %) does not tell the design",
        ),
        (["animal"], [2], "None of the 2 entries are clinical evidence"),
    ],
)
def test_designs_of_lists(design, entries, expected):
    assert finding(plots.plot_support(pd.DataFrame({"design": design, "entries": entries}))) == expected


def test_words():
    ax = plots.plot_words(words(kinds=("body", "references"), n=100))
    # body 0 and 100; references 100 and 200.
    assert finding(ax) == "100 of the 400 words (25 %) stand in prose that can hold statements"
    assert "Most words: b2021 (300). By kind: references 300, body 100." in said(ax)


def test_words_that_tie():
    rows = pd.DataFrame({"source": ["a2020", "b2021"], "body": [7, 7]})
    assert "Most words: a2020 and b2021 (7 each)." in said(plots.plot_words(rows))


def test_years():
    # Of 7 works of one source 1 is from 1999, 4 from 2004, 2 from 2005: with the newest 6, from 2004 on, half are reached.
    ax = plots.plot_years(years(["a2020"]))
    assert finding(ax) == "6 of the 7 works (86 %) are from 2004 or later"
    assert "The oldest is from 1999, the newest from 2005. Most in a year: 2004 (4). By source: a2020 7." in said(ax)


def test_years_of_one_work():
    rows = pd.DataFrame({"source": ["a2020"], "year": [2004], "works": [1]})
    assert said(plots.plot_years(rows)).startswith("The 1 work is from 2004. Most in a year: 2004 (1).")


def test_directions():
    ax = plots.plot_directions(directions().assign(harm=[0, 2, 0]))
    assert finding(ax) == "3 of the 20 statements report benefit, 2 harm, 1 no harm; 14 are neutral"
    assert "Neutral: a2020 12, b2021 2. Harm: b2021 2. Silent: 1 source." in said(ax)


def test_directions_without_benefit_or_harm():
    rows = pd.DataFrame({"source": ["a2020", "b2021"], "benefit": [0, 0], "harm": [0, 0], "neutral": [1, 2]})
    assert finding(plots.plot_directions(rows)) == "None of the 3 statements report benefit, none harm; 3 are neutral"


def asked(*answers):
    """Return a frame with the answers of two sources to each question."""
    rows = [
        (f"Question {n}?", source, answer)
        for n, both in enumerate(answers, 1)
        for source, answer in zip("ab", both, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["question", "source", "answer"])
    return frame.assign(statements=(frame["answer"] != "silent").astype("int64"))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([("yes", "yes"), ("no", "silent")], "Two or more sources answer 1 of 2 questions, with the same answer on 1"),
        (
            [("yes", "yes"), ("yes", "unclear")],
            "Two or more sources answer 1 of 2 questions, with the same answer on 1",
        ),
        ([("yes", "no")], "Two or more sources answer 1 of 1 question, with different answers on 1"),
        ([("2 h", "about 2 h")], "Two or more sources answer 1 of 1 question, with values in different words on 1"),
        ([("yes", "silent"), ("silent", "no")], "No question of 2 is answered by two sources"),
    ],
)
def test_agreement(answers, expected):
    assert finding(plots.plot_agreement(asked(*answers))) == expected


def test_agreement_quotes_what_is_answered_differently_and_nothing_else():
    text = said(plots.plot_agreement(asked(("yes", "mixed"), ("no", "no"))))
    assert "Question 1? (a: yes, b: mixed)." in text
    assert "Question 2" not in text


def test_evidence_map():
    # Pain 3 and 6 statements with 1 and 2 cited, Sleep 0 and 3 with 1.
    ax = plots.plot_evidence_map(evidence_map())
    assert finding(ax) == "4 of the 12 statements (33 %) carry a citation; 1 of 2 topics rests on one source alone"
    assert "Most statements by topic: Pain (9); by source: b2021 (9)." in said(ax)


def test_evidence_map_names_topics_without_a_statement():
    rows = evidence_map().assign(statements=[1, 1, 0, 0], cited=0)
    text = said(plots.plot_evidence_map(rows))
    assert text.startswith("None of the 2 statements carry a citation.")
    assert (
        "Most statements by topic: Pain (2); by source: a2020 and b2021 (1 each). 1 topic without a statement." in text
    )


def test_overlap_of_two():
    ax = plots.plot_overlap(overlap(("a2020", "b2021")))
    assert finding(ax) == "a2020 and b2021 share 1 of 69 works: slight overlap"
    assert "a2020 lists 40, b2021 30." in said(ax)


def test_overlap_of_more():
    ax = plots.plot_overlap(overlap(tuple("abcd")))
    # Six pairs share 1, 4, 0, 8, 6 and 1 works: ab, ac, ad, bc, bd and cd.
    assert finding(ax) == "5 of 6 pairs of reference lists share a work; 2 of them overlap highly or very highly"
    assert "Most: b with c (8 works, 19.0 %)." in said(ax)


def test_overlap_of_none():
    ax = plots.plot_overlap(overlap().assign(shared=0, cca_percent=0.0, overlap="slight"))
    assert finding(ax) == "No two of the reference lists share a work (3 pairs)"
    assert "Most" not in said(ax)


@pytest.mark.parametrize(
    ("across", "expected"),
    [
        ("", "No quantity is given by more than one source, so there is nothing to compare"),
        ("2 sources, overlapping", "1 quantity is given by several sources; the values overlap"),
        ("2 sources, not overlapping", "1 quantity is given by several sources; the values do not all overlap"),
    ],
)
def test_quantities(across, expected):
    rows = quantities().head(2).assign(studied_in="human", across=across)
    ax = plots.plot_quantities(rows)
    assert finding(ax) == expected
    assert said(ax).endswith("What sources report, not advice.")


def test_quantities_of_which_some_overlap():
    rows = quantities().head(2).assign(studied_in="human", across="2 sources, overlapping")
    other = rows.assign(quantity="norketamine", across="2 sources, not overlapping")
    expected = "2 quantities are given by several sources; on 1 the values do not all overlap"
    assert finding(plots.plot_quantities(pd.concat([rows, other], ignore_index=True))) == expected


def test_accuracy_is_what_was_measured_out_of_sample():
    ax = plots.plot_accuracy(accuracy())
    assert finding(ax) == "On texts that no rule had seen, precision is 0.99 and recall is 0.99"
    assert "Lowest: links (0.99)." in said(ax)


def test_accuracy_in_sample_alone_says_so():
    ax = plots.plot_accuracy(accuracy().head(2))
    assert finding(ax) == "In-sample alone, precision is 0.86 and recall is 0.50 to 0.94"
    assert "Lowest: route (0.50)." in said(ax)


def test_no_words_are_said_and_not_drawn(capsys):
    assert plots.plot_words(words(n=0)) is None
    assert "No source holds any text." in capsys.readouterr().out

"""What a sentence of a trial report says of an outcome. The sentences are composed; the labels were worked out by reading them."""

import pytest

from evidence_review.extract.change_arms import find_arms
from evidence_review.extract.change_numbers import find_intervals, find_pairs, find_values_of_p
from evidence_review.extract.change_words import find_changes
from evidence_review.extract.changes import LABELS, find_change, measure_sentence

UP, DOWN, SAME = LABELS


def label(sentence, outcome="sleep duration", intervention="tea", comparator="water"):
    return find_change(sentence, outcome, intervention, comparator).label


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # No difference, in words.
        ("There was no significant difference in sleep duration between tea and water.", SAME),
        ("Sleep duration did not differ between the groups.", SAME),
        ("Sleep duration was similar with tea and water.", SAME),
        ("Sleep duration was comparable in both groups (p = 0.4).", SAME),
        ("Tea had no effect on sleep duration.", SAME),
        ("Tea didn't change sleep duration.", SAME),
        ("Neither tea nor water affected sleep duration.", SAME),
        ("The difference in sleep duration did not reach significance.", SAME),
        ("Sleep duration tended to be longer with tea (p = 0.08).", SAME),
        ("Tea failed to prolong sleep duration significantly.", SAME),
        # No difference, in numbers.
        ("Sleep duration was 7.2 h with tea and 7.1 h with water (P = 0.716).", SAME),
        ("Sleep duration was longer with tea than with water (7.4 vs 7.1 h, NS).", SAME),
        ("Sleep duration: 7.4 with tea, 7.1 with water, P > 0.05.", SAME),
        ("Sleep duration\n7.4 ± 1.1\n7.1 ± 1.2\n0.62", SAME),
        # A difference, and its direction.
        ("Sleep duration was significantly longer with tea than with water.", UP),
        ("Tea increased sleep duration (p < 0.001).", UP),
        ("Tea significantly reduced sleep duration compared with water.", DOWN),
        ("Sleep duration was significantly shorter in the tea group (p = .02).", DOWN),
        ("The tea group showed a significant decline in sleep duration.", DOWN),
        ("The decrease in sleep duration in the tea group was significantly different from the water group.", DOWN),
        ("The difference was not only significant: tea prolonged sleep duration (p = 0.01).", UP),
        # The comparator is the subject.
        ("Controls had a significantly longer sleep duration than the tea group (p = 0.01).", DOWN),
        ("Sleep duration was significantly lower in controls than in the tea group.", UP),
        ("Compared with water, tea significantly increased sleep duration.", UP),
        ("Compared with tea, water significantly increased sleep duration.", DOWN),
        ("Those on tea vs. those on water had a significantly lower sleep duration.", DOWN),
        ("Sleep duration was significantly longer in the tea group (8.1 vs. 7.2 in the water group).", UP),
        ("In the control group sleep duration was significantly reduced.", UP),
        # Several outcomes: the word nearest to the outcome counts.
        ("Tea significantly reduced headaches and increased sleep duration (p = 0.01).", UP),
        ("Tea significantly increased headaches and reduced sleep duration (p = 0.01).", DOWN),
        ("Those with tea reported higher sleep duration, and lower levels of noise (p = 0.01).", UP),
        ("Tea significantly improved mood, whereas it did not change sleep duration (p = 0.5).", SAME),
        ("Mood did not change (p = 0.5), whereas sleep duration was significantly longer with tea (p = 0.01).", UP),
        # A change of a change.
        ("Tea led to a significantly greater reduction in sleep duration than water.", DOWN),
        ("The reduction in sleep duration was significantly smaller with tea than with water.", UP),
        ("A significantly greater increase in sleep duration was seen with tea.", UP),
        # What changed everywhere is no difference.
        ("Sleep duration increased in both groups, with no difference between the groups.", SAME),
        (
            "Sleep duration increased significantly from baseline (p < 0.001), with no differences between the groups.",
            SAME,
        ),
        ("Sleep duration rose in both groups but was significantly lower with tea (p = 0.02).", DOWN),
        # Numbers where no word says it.
        ("Sleep duration was 8.4 h in the tea group and 6.1 h in the water group (p = 0.003).", UP),
        ("Sleep duration was 8.4 h in the water group and 6.1 h in the tea group (p = 0.003).", DOWN),
        ("Sleep duration differed significantly (8.4 h with water versus 6.1 h with tea, p = 0.003).", DOWN),
        ("The mean difference in sleep duration was significant (p = 0.01; 95% CI -1.9 to -0.4).", DOWN),
    ],
)
def test_sentences_about_sleep(sentence, expected):
    assert label(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "outcome", "expected"),
    [
        # What is better is less of a burden, and more of anything else.
        ("Pain improved significantly with tea (p = 0.01).", "pain", DOWN),
        ("Mobility improved significantly with tea (p = 0.01).", "mobility", UP),
        ("Pain worsened significantly with tea (p = 0.01).", "pain", UP),
        ("Survival was significantly better with tea (p = 0.01).", "relapse-free survival", UP),
        # Faster is less time.
        ("The time to recovery was significantly faster with tea (p = 0.01).", "time to recovery", DOWN),
        ("Walking was significantly faster with tea (p = 0.01).", "walking speed", UP),
        # A word of the outcome's own is no direction.
        ("Weight loss was significantly greater with tea than with water.", "weight loss", UP),
        ("Weight loss was significantly lower with tea than with water.", "weight loss", DOWN),
        # An outcome by its initials.
        (
            "Tea significantly lowered the MTS (p = 0.01) and raised the heart rate (p = 0.01).",
            "morning tiredness score",
            DOWN,
        ),
        (
            "Tea significantly lowered the MTS (p = 0.01) and raised the heart rate (p = 0.01).",
            "heart rate",
            UP,
        ),
    ],
)
def test_other_outcomes(sentence, outcome, expected):
    assert label(sentence, outcome) == expected


@pytest.mark.parametrize(
    ("intervention", "comparator", "sentence", "expected"),
    [
        ("long walks", "short walks", "The LW group slept significantly longer than the SW group.", UP),
        ("long walks", "short walks", "The SW group slept significantly longer than the LW group.", DOWN),
        ("tea (group A)", "water (group B)", "Group B slept significantly longer than group A.", DOWN),
        ("tea and rest", "tea", "Those with tea and rest slept significantly longer than those with tea.", UP),
        ("tea", "tea and rest", "Those with tea and rest slept significantly longer than those with tea.", DOWN),
        ("40 g of tea", "20 g of tea", "Those on 20 g slept significantly longer than those on 40 g.", DOWN),
        ("tea", "no tea", "Those without tea slept significantly longer than those with tea.", DOWN),
        ("", "", "The controls slept significantly longer than the others.", DOWN),
        ("", "", "They slept significantly longer.", UP),
    ],
)
def test_arms_are_told_apart(intervention, comparator, sentence, expected):
    assert label(sentence, "sleep", intervention, comparator) == expected


def test_the_cue_is_what_decided():
    assert find_change("Tea significantly prolonged sleep.", "sleep", "tea").cue == "prolonged"
    assert find_change("Sleep was similar (p = 0.4).", "sleep", "tea").cue == "similar; p = 0.4"
    assert find_change("They differed significantly.", "sleep", "tea").cue == ""


def test_measures_have_weights():
    found = measure_sentence(
        "Sleep was longer with tea (8 vs 7; OR 1.2, 95% CI 1.1-1.4; p = 0.01).", "sleep", "tea", "water"
    )
    assert found["direction"] == {"amount": 1, "pair-order": 1, "interval": 1}
    assert found["same"] == {"nearest-word": -1, "p-low": 1, "nearest-p": -1, "nearest-interval": -1}


def words(text, own=frozenset()):
    return [(word.raw, word.sense, word.sign, word.is_denied) for word in find_changes(text, own)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sleep rose.", [("rose", "rise", 1, False)]),
        ("Sleep did not rise.", [("rise", "rise", 1, True)]),
        ("No sleep was lost.", [("lost", "fall", -1, True)]),
        # A denial ends where another clause begins, and "not only" is none.
        ("It did not rain, but sleep rose.", [("rose", "rise", 1, False)]),
        ("Not only sleep rose.", [("rose", "rise", 1, False)]),
        ("A smaller reduction.", [("smaller reduction", "fall", 1, False)]),
        ("The gain was lower.", [("gain was lower", "rise", -1, False)]),
        # Two changes, since the second is no noun of change.
        ("The smaller room reduced sleep.", [("smaller", "less", -1, False), ("reduced", "fall", -1, False)]),
        # A number is no comparison.
        ("More than 40 people, at least.", []),
        ("Sleep was more than that.", [("more", "more", 1, False)]),
    ],
)
def test_words_of_change(text, expected):
    assert words(text) == expected


def test_the_outcomes_own_words_are_left_out():
    assert words("Hair loss increased.", frozenset({"hair", "loss"})) == [("increased", "rise", 1, False)]


def test_offsets():
    text = "\u00c4rger \U0001f375 fell; sleep was not longer."
    assert [text[word.start : word.end] for word in find_changes(text)] == ["fell", "longer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(P = 0.716)", [True]),
        ("(p=.03)", [False]),
        ("p < 0.05", [False]),
        ("P<0.0001", [False]),
        ("p > 0.05", [True]),
        ("p = 0.05", [True]),
        ("P value of 0.2", [True]),
        ("p < 0.10", [True]),
        ("p = 2.3 \u00d7 10\u22124", [False]),
        ("p = 1.2e-5", [False]),
        ("p = 1.0", [True]),
        ("p = NS", [True]),
        # A limit is no result, and a letter of a word no p.
        ("significant at the p < 0.05 level", []),
        ("group = 0.5", []),
        # The last cell of a row.
        ("Sleep\n7.1\n6.8\n0.62", [True]),
        ("Sleep\n7.1\n6.8\n<0.01", [False]),
        ("Sleep 0.62", []),
    ],
)
def test_values_of_p(text, expected):
    assert [chance.is_chance for chance in find_values_of_p(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OR 1.3 (95% CI 0.8 to 2.1)", [(True, 1)]),
        ("OR 1.3 (95% CI 1.1 to 2.1)", [(False, 1)]),
        ("hazard ratio 0.5 (95% confidence interval 0.3\u20130.8)", [(False, -1)]),
        ("difference 1.2 (95% CI, \u22120.3 to 2.7)", [(True, 1)]),
        ("difference \u22121.2 (95% CI \u22122.0, \u22120.4)", [(False, -1)]),
        ("an interval of 3 to 5 days", []),
        # The interval of one arm's own number.
        ("3.1 nights (95% CI 2.8 to 3.4)", []),
    ],
)
def test_intervals(text, expected):
    assert [(interval.is_chance, interval.side) for interval in find_intervals(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8.1 h in the tea group and 7.2 h in the water group", [(1, "named")]),
        ("7.2 h in the water group and 8.1 h in the tea group", [(1, "named")]),
        ("the tea group had 8.1 \u00b1 2.2 h and the water group 7.2 \u00b1 1.9 h", [(1, "named")]),
        ("longer with tea than with water (8.1 vs 7.2)", [(1, "order")]),
        ("longer with water than with tea (8.1 vs 7.2)", [(-1, "order")]),
        ("20 (40%) with tea versus 31 (62%) with water", [(-1, "named")]),
        ("20 versus 31 with tea", [(1, "order")]),
        ("1,250.50 in the tea group and 980 in the water group", [(1, "named")]),
        # Week, number of people and dose are no outcome; from one time to another is no pair.
        ("tea at week 4 and water at week 6", []),
        ("tea (n = 20) and water (n = 22)", []),
        ("with tea it rose from 4 to 6", []),
    ],
)
def test_numbers_of_both_arms(text, expected):
    arms = find_arms(text, "tea", "water")
    assert [(pair.sign, pair.how) for pair in find_pairs(text, arms, [])] == expected


@pytest.mark.parametrize(
    ("text", "intervention", "comparator", "expected"),
    [
        ("Tea drinkers and controls", "tea", "water", [("Tea", 1), ("controls", -1)]),
        ("the placebo group and the intervention group", "tea", "", [("placebo", -1), ("intervention", 1)]),
        # A control that is the intervention is no name of the comparator.
        ("glucose control by pump", "pump control", "diet", [("control", 1), ("pump", 1)]),
        ("those with walks and those without walks", "walks", "no walks", [("walks", 1), ("without walks", -1)]),
        ("non-walkers", "walks", "rest", [("non-walkers", -1)]),
        # A baseline is an arm only where something is compared with it.
        ("rose from baseline", "walks", "rest", []),
        ("more than baseline", "walks", "rest", [("than baseline", -1)]),
        ("the EWG and the LWG", "early walking group", "late walking group", [("EWG", 1), ("LWG", -1)]),
        ("group I and group II", "tea (group I)", "water (group II)", [("group I", 1), ("group II", -1)]),
    ],
)
def test_mentions_of_arms(text, intervention, comparator, expected):
    found = find_arms(text, intervention, comparator)
    assert [(text[start:end], side) for start, end, side in found] == expected


def test_an_outcome_names_no_arm():
    stems = frozenset({"sug", "control"})
    assert find_arms("sugar control", "tea", "water", stems) == []
    assert find_arms("control group", "tea", "water", stems) == [(0, 7, -1)]


def test_nothing_to_read():
    assert find_change("", "").label in LABELS
    assert measure_sentence("", "") == {"same": {}, "direction": {}}

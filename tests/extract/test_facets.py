"""What tells quantities of one kind apart: minutes of distribution from hours of elimination, and what a ratio is relative to."""

import re

import pytest

from evidence_review.extract.facets import find_compared, find_phases, find_use, is_inverse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The elimination half-life is 3 h.", ["elimination"]),
        ("The half-life is 3 h.", [""]),
        ("Its alpha half-life is 9 min and its beta half-life 3 h.", ["distribution", "elimination"]),
        ("It has an α half-life of 9 min, and 3 h for the β phase.", ["distribution", "elimination"]),
        ("Distribution and elimination half-lives were 9 min and 3 h.", ["distribution", "elimination"]),
        ("After rapid distribution, the terminal half-life is 3 h.", ["elimination"]),
        ("Half-lives are 9 min (initial) and 3 h (terminal).", ["distribution", "elimination"]),
        ("The elimination half-life is 3 h in adults and 2 h in children.", ["elimination", "elimination"]),
        ("Distribution and elimination take 9 min, 3 h and 5 h.", ["", "", ""]),
        # Names that name no phase.
        ("With a volume of distribution of 3 l/kg, the half-life is 3 h.", [""]),
        ("The beta-blocker has a half-life of 3 h.", [""]),
        ("", []),
    ],
)
def test_phases(text, expected):
    starts = [match.start() for match in re.finditer(r"\d+ (?:h|min)\b", text)]
    assert find_phases(text, starts) == expected


@pytest.mark.parametrize(
    ("text", "ratio", "substance", "expected"),
    [
        ("S-ketamine is three times as potent as R-ketamine.", "three times", "S-ketamine", "R-ketamine"),
        ("S-ketamine is twice as potent as the racemate.", "twice", "S-ketamine", "ketamine"),
        ("S-ketamine is twice as potent as its R-isomer.", "twice", "S-ketamine", "R-ketamine"),
        ("Compared with fentanyl, sufentanil is 10 times as potent.", "10 times", "sufentanil", "fentanyl"),
        ("Fentanyl is 80 times as potent.", "80 times", "fentanyl", ""),
        ("It is twice as potent as morphine.", "twice", "", "morphine"),
    ],
)
def test_compared(text, ratio, substance, expected):
    start = text.index(ratio)
    assert find_compared(text, start, start + len(ratio), substance) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R-ketamine is three times less potent than S-ketamine.", True),
        ("Its affinity is three times lower.", True),
        ("S-ketamine is three times as potent, with less nausea.", False),
        ("Less of it is three times as potent.", False),
    ],
)
def test_inverse(text, expected):
    assert is_inverse(text, text.index("three times") + len("three times")) is expected


def test_use_gathers_the_kinds_of_pain_and_leaves_the_rest():
    assert [find_use(one) for one in ("", "cancer-pain", "pain;crps", "asthma", "no-concept")] == [
        *("", "pain", "pain", "asthma", "no-concept")
    ]

"""The order of first citation: examples that are reported, and orders that are none."""

import pytest

NAMES = "Moor Lima Reed Hill Wood Lake Vale Ford Dale Shaw Holm Park".split()
ENTRIES = [
    f"{name} A. The {name.lower()} and its birds in spring. Field Notes. 2001; {n}(1):1-9."
    for n, name in enumerate(NAMES, 1)
]


def cite(groups):
    sentences = " ".join(f"Something was seen there once more ({group})." for group in groups)
    return [("1. Introduction", sentences)]


def test_citation_out_of_order(find, article):
    groups = ["1", "2", "3", "9", "4", "5", "6", "7", "8", "10", "11", "12"]
    ((raw, message),) = find("citation-out-of-order", article(cite(groups), ENTRIES))
    assert raw == "(9)"
    assert message.startswith("entry 9 is first cited before entry 4;")


def test_a_number_that_comes_late(find, article):
    groups = ["1", "2", "3", "5,6", "7", "8", "4", "9", "10", "11", "12"]
    ((raw, message),) = find("citation-out-of-order", article(cite(groups), ENTRIES))
    assert raw == "(4)"
    assert message.startswith("entry 4 is first cited after entry 8;")


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param(["1", "2", "3,4", "1", "5", "2-6", "7", "8,7", "9-12", "3"], id="cited again"),
        pytest.param(["12", "3", "9", "1", "4", "11", "2", "10", "8", "6", "7", "5"], id="in no order"),
        pytest.param(["1", "3", "2", "4", "5"], id="too few to tell"),
    ],
)
def test_no_citation_out_of_order(find, article, groups):
    assert find("citation-out-of-order", article(cite(groups), ENTRIES)) == []


def test_an_alphabetical_list_has_no_order_of_citation(find, article):
    groups = ["1", "2", "3", "9", "4", "5", "6", "7", "8", "10", "11", "12"]
    assert find("citation-out-of-order", article(cite(groups), sorted(ENTRIES))) == []

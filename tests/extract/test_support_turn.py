"""Lists in order of first citation."""

import pytest

from evidence_review.extract.support_turn import Turns


@pytest.mark.parametrize(
    ("cited", "is_ordered"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], True),
        ([1, 2, 1, 3, 4, 2, 5, 6, 7, 8], True),
        # Two numbers that break the order leave it an order.
        ([1, 9, 3, 4, 5, 6, 7, 2, 10, 11], True),
        ([8, 3, 6, 1, 7, 2, 5, 4], False),
        ([8, 7, 6, 5, 4, 3, 2, 1], False),
        # Too few to tell.
        ([1, 2, 3, 4], False),
        ([], False),
    ],
)
def test_whether_a_list_is_in_order(cited, is_ordered):
    assert Turns(cited).is_ordered is is_ordered


def test_whose_turn_it_is():
    turns = Turns([1, 2, 3, 17, 5, 6, 2, 7, 8, 9, 10])
    # Between 3 and 5 it would be the turn of 4; a number that is in turn stands between its neighbors.
    assert [turns.window(position) for position in (3, 4, 6)] == [(3, 5), (3, 6), (6, 7)]
    assert turns.window(0) == (0, 2)
    assert turns.window(10)[0] == 9

"""Which entries are compared."""

from evidence_review.extract.work_blocks import find_candidates, pair_rare_words


def test_rare_words_leave_out_what_no_other_title_has():
    keys = pair_rare_words([["deep", "sleep", "foxes"], ["foxes", "sleep", "misprnt"], ["sleep"]])
    assert keys == [[("foxes", "sleep")], [("foxes", "sleep")], ["sleep"]]


def test_a_key_of_all_gives_no_pair_of_all():
    pairs = find_candidates([["same"]] * 3000)
    assert len(pairs) < 3000 * 30
    assert (0, 1) in pairs
    assert (0, 2999) not in pairs


def test_pairs_stand_once_and_in_order():
    assert find_candidates([["a", "b"], ["b", "a"], []]) == [(0, 1)]
    assert find_candidates([]) == []

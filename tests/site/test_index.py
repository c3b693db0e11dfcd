"""The start page."""

import pandas as pd

from evidence_review.site.index import _say_answers


def test_a_topic_says_how_many_questions_are_answered_and_whether_the_sources_agree() -> None:
    answers = pd.DataFrame({"agreement": ["agree", "one source", "agree", "differ"]})
    assert _say_answers(answers, 6) == "4 of 6: agreement on 2, disagreement on 1, one source alone on 1"
    assert _say_answers(answers.head(0), 6) == ""

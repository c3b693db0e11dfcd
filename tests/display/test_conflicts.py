"""Pairs of statements that disagree."""

import pandas as pd
import pytest

from evidence_review.display import conflict_pairs
from evidence_review.errors import EvidenceError

HOSTILE = "<script>alert(1)</script> $x$ `a|b` \u202eevil\u2066"


def pair(**more: object) -> pd.DataFrame:
    row = {"topic": "pain", "title": "Pain", "question": "Does it last?", "class": "explained-by-context"}
    row |= {"severity": "info", "scope": "across", "kind": "answer", "what_differs": "dose: 1 / 2", "context": None}
    for side, source, answer in (("a", "ant2001", "yes"), ("b", "bee2002", "no")):
        row |= {f"statement_id_{side}": f"{source}:s1", f"source_{side}": source, f"answer_{side}": answer}
        row |= {f"words_{side}": f"Words of {source}.", f"context_{side}": f"dose: {side}"}
    return pd.DataFrame([row | more])


def test_a_pair_stands_side_by_side_under_its_question() -> None:
    direct = {"class": "direct"}
    shown = conflict_pairs(pd.concat([pair(), pair(severity="error", **direct)]))
    assert "<strong>direct</strong>" in shown.markup
    assert "<strong>direct, not firm</strong>" in conflict_pairs(pair(severity="warning", **direct)).markup
    markup = shown.markup
    assert markup.count("<caption>Does it last?</caption>") == 1
    assert "<strong>explained by context</strong>" in markup
    source = '<a href="../outputs/sources/ant2001.html#s1">in its source</a>'
    assert f'<a href="#ant2001:s1">ant2001:s1</a> ({source}): <strong>yes</strong>' in markup
    assert "\u201cWords of bee2002.\u201d" in markup
    assert "dose: 1 / 2" in markup
    assert repr(shown) == "conflicts: 2 pairs"


def test_many_pairs_of_a_question_are_folded() -> None:
    markup = conflict_pairs(pd.concat([pair()] * 4), caption="Pairs").markup
    assert "Pairs: 4 pairs." in markup
    assert "<summary>1 more pair on this question</summary>" in markup
    assert "<summary>" not in conflict_pairs(pd.concat([pair()] * 3)).markup
    assert 'aria-label="Pairs: Does it last?"' in markup
    assert 'aria-label="Pairs: Does it last?, 1 more pair on this question"' in markup


def test_a_pair_of_several_topics_leads_to_their_pages() -> None:
    markup = conflict_pairs(pair(), is_topic_page=False).markup
    assert 'href="../outputs/pain/index.html#ant2001:s1"' in markup
    assert "Pain: Does it last?" in markup
    assert "<caption>Pain</caption>" in conflict_pairs(pair(question=None), is_topic_page=False).markup


def test_pairs_escape_everything_and_an_absence_is_said() -> None:
    texts = dict.fromkeys(
        ("question", "words_a", "words_b", "answer_a", "context_a", "what_differs", "context"), HOSTILE
    )
    assert "<script" not in conflict_pairs(pair(**texts)).markup
    with pytest.raises(EvidenceError, match=r"conflict_pairs: .*; pass what summaries.summarize_conflicts returns"):
        conflict_pairs(pair()[["topic"]])
    assert "Candidates: none." in conflict_pairs(pair().head(0), caption="Candidates").markup

"""The queue of citations: the marker, the entry, the one that fits better, and the way to both."""

import pandas as pd
import pytest

from evidence_review.display import citation_queue
from evidence_review.errors import EvidenceError

HOSTILE = "<script>alert(1)</script> $x$ `a|b` \u202eevil\u2066"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt; $x$ `a|b` [U+202E]evil[U+2066]"


def queue_row(**more: object) -> pd.DataFrame:
    """Return a queue of one citation."""
    row = {"queue_no": 1, "source_id": "ma2023", "marker_no": 2, "reference_no": 7, "start": 40, "score": 0.9}
    row |= {"before": "Relief lasts", "marker": "[7]", "after": "and harms.", "quote": "Relief lasts [7]"}
    row |= {"entry": "Ant A. Relief. 2001.", "reason": "about rats", "better_reference_no": 9}
    row |= {"better_entry": "Bee B. Harm. 2002.", "innocent_explanation": "titles are short", "verdict": None}
    return pd.DataFrame([row | more])


def test_the_queue_marks_the_marker_and_names_the_better_entry() -> None:
    shown = citation_queue(queue_row())
    markup = shown._repr_html_()
    assert "Relief lasts <mark>[7]</mark> and harms." in markup
    assert '<a href="../outputs/sources/ma2023.html#m2">ma2023, character 40</a>' in markup
    assert '<p><a href="../outputs/sources/ma2023.html#r7">7</a>: Ant A. Relief. 2001.</p>' in markup
    assert 'May fit better: <a href="../outputs/sources/ma2023.html#r9">9</a>: Bee B. Harm. 2002.' in markup
    assert "<p>about rats</p>" in markup
    assert ">open</td>" in markup
    assert repr(shown) == "queue: 1 citation"
    assert shown.table["name"] == "queue"


def test_the_queue_without_better_entry_and_with_verdict() -> None:
    shown = citation_queue(queue_row(better_reference_no=pd.NA, better_entry=pd.NA, verdict="supported"))
    assert "May fit better" not in shown._repr_html_()
    assert ">supported</td>" in shown._repr_html_()


def test_a_marker_keeps_its_distance() -> None:
    after = citation_queue(queue_row(before="pain (see", marker="[7]", after=").", verdict=None))
    assert "pain (see <mark>[7]</mark>)." in after._repr_html_()


def test_the_queue_escapes_everything() -> None:
    texts = dict.fromkeys(("before", "marker", "after", "entry", "reason", "better_entry", "source_id"), HOSTILE)
    markup = citation_queue(queue_row(innocent_explanation=HOSTILE, verdict=HOSTILE, **texts))._repr_html_()
    assert markup.count(SHOWN) == 9
    assert "<script" not in markup


def test_an_empty_queue_says_so() -> None:
    with pytest.raises(
        EvidenceError, match=r"citation_queue: the table has no column .*; pass what summaries.find_queue"
    ):
        citation_queue(queue_row()[["queue_no"]])
    assert "No citation can be judged" in citation_queue(queue_row().head(0))._repr_html_()

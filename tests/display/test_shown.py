"""What all displays have in common: everything of a source escaped; notes and lists."""

import pandas as pd
import pytest

from evidence_review.display import bullets, escape, note, show, visible
from evidence_review.errors import EvidenceError

HOSTILE = "<script>alert(1)</script> $x$ `a|b` \u202eevil\u2066"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt; $x$ `a|b` [U+202E]evil[U+2066]"


@pytest.mark.parametrize(
    "shown",
    [
        show(pd.DataFrame({HOSTILE: [HOSTILE]}), name="a", caption=HOSTILE),
        note(HOSTILE),
        bullets([HOSTILE, (HOSTILE, [HOSTILE])]),
    ],
)
def test_source_text_is_escaped(shown: object) -> None:
    markup = shown._repr_html_()
    assert SHOWN in markup
    assert "<script" not in markup
    assert "\u202e" not in markup + repr(shown)
    # JupyterLab typesets formulas in outputs, unless a box says that there are none.
    assert "mathjax_ignore" in markup


def test_the_style_comes_once_with_an_output() -> None:
    for shown in (note("x"), show(pd.DataFrame({"x": [1]}), name="x")):
        assert shown._repr_html_().count("<style>") == 1
        assert shown._repr_mimebundle_()["text/html"] == shown._repr_html_()
    assert len(note("")._repr_html_()) < 1300


def test_a_frame_without_texts_is_no_list() -> None:
    with pytest.raises(EvidenceError, match="bullets: the table has no column text; pass texts, or a frame"):
        bullets(pd.DataFrame({"words": ["x"]}))


def test_bullets_link_where_the_text_names_a_statement() -> None:
    frame = pd.DataFrame(
        {
            "question": ["Does <it> help?", ""],
            "text": ["Two say yes [a:s1, b:s2]; one [of three] says no [c:s3].", "Nothing [x]."],
            "statement_ids": ["a:s1;b:s2;c:s3", ""],
        }
    )
    markup = bullets(frame).markup
    assert "<strong>Does &lt;it&gt; help?</strong><br>Two say yes" in markup
    assert '[<a href="#a:s1">a:s1</a>, <a href="#b:s2">b:s2</a>]' in markup
    assert "one [of three] says no" in markup
    assert markup.count("<a href") == 3
    assert "<li>Nothing [x].</li>" in markup
    plain = repr(bullets(frame)).split("\n")
    assert plain[0] == "- Does <it> help? Two say yes [a:s1, b:s2]; one [of three] says no [c:s3]."


def test_bullets_fold_a_long_list_of_statements_in_a_sentence() -> None:
    def markup_of(n: int) -> str:
        ids = [f"a:s{number}" for number in range(n)]
        return bullets([(f"Many [{', '.join(ids)}].", ids)]).markup

    assert "<summary>" not in markup_of(5)
    assert '<a href="#a:s3">a:s3</a><details><summary>, and 2 more</summary>' in markup_of(6)
    assert markup_of(6).count("<a href") == 6


def test_bullets_link_to_statements_and_fold_what_is_long() -> None:
    frame = pd.DataFrame({"text": ["Two agree.", "None."], "statement_ids": ["a:s1;a:s2", None]})
    markup = bullets(frame).markup
    assert '(<a href="#a:s1">a:s1</a>, <a href="#a:s2">a:s2</a>)' in markup
    assert "<li>None.</li>" in markup
    many = bullets([("Many.", [f"a:s{n}" for n in range(12)])]).markup
    assert "<summary>, and 4 more</summary>" in many
    assert many.count("<a href") == 12


def test_visible_leaves_ordinary_text_alone() -> None:
    text = "5 µg/kg – “naïve” عربي\n\tnext"
    assert visible(text) == text
    assert escape("\x1b[31m") == "[U+001B][31m"

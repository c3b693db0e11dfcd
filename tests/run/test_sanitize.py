"""What a page may hold, and what it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.run.sanitize import sanitize


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<script>alert(1)</script>after", "after"),
        ("<SCRIPT SRC=//evil>x</SCRIPT>y", "y"),
        ("<svg><script>1</script></svg>z", "z"),
        ("<style>p{}</style><p>q</p>", "<p>q</p>"),
        ('<img src="https://x" onerror="alert(1)">text', "text"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href=" \tJaVaScript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="//example.org">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="#lee2020:s001">a</a>', '<a href="#lee2020:s001">a</a>'),
        ('<a href="../10_sources/index.html">a</a>', '<a href="../10_sources/index.html">a</a>'),
        ('<a href="../outputs/sources/a.html#s1">a</a>', '<a href="../sources/a.html#s1">a</a>'),
        ('<a href="../outputs/../../keys">a</a>', "<a>a</a>"),
        ('<a href="../../keys">a</a>', "<a>a</a>"),
        ('<a href="%2e%2e/x/../../keys">a</a>', "<a>a</a>"),
        ('<a href="/etc/passwd">a</a>', "<a>a</a>"),
        ('<a href="\\\\host\\share">a</a>', "<a>a</a>"),
        ('<a href="java&#9;script:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="tables/evidence.csv">a</a>', '<a href="tables/evidence.csv">a</a>'),
        ('<p lang="ar" dir="rtl">p</p>', '<p lang="ar" dir="rtl">p</p>'),
        ('<p style="position:fixed" onclick=x class="er-note">p', '<p class="er-note">p</p>'),
        ("<details open><summary>s</summary>d</details>", "<details open><summary>s</summary>d</details>"),
        ("</div></main>text", "text"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
        ("a < b &amp; c &lt;script&gt;", "a &lt; b &amp; c &lt;script&gt;"),
        ("<!-- comment --><?php x ?>t", "t"),
        ('<p title="&quot;&gt;&lt;script&gt;">t</p>', '<p title="&quot;&gt;&lt;script&gt;">t</p>'),
        ("<iframe srcdoc='<script>1</script>'></iframe>u", "u"),
    ],
)
def test_sanitize(markup: str, kept: str) -> None:
    assert sanitize(markup) == kept


@given(st.text(alphabet="<>/\"'=& \tabciprstx-!?#:;\\", max_size=60))
def test_nothing_gets_through_and_twice_is_once(markup: str) -> None:
    clean = sanitize(markup)
    assert "<script" not in clean
    assert sanitize(clean) == clean

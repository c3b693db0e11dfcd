"""What notebooks hand to the reader: everything of a source escaped, nothing unknown shown as a value."""

from types import SimpleNamespace

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from evidence_review.display import (
    TABLE_MIME,
    bullets,
    citation_queue,
    conflict_pairs,
    escape,
    evidence_table,
    note,
    show,
    visible,
)

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


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, "<td></td>"),
        (float("nan"), "<td></td>"),
        (pd.NA, "<td></td>"),
        (True, "<td>yes</td>"),
        ("a & b", "<td>a &amp; b</td>"),
        ("عربي", '<td dir="auto">عربي</td>'),
    ],
)
def test_cells(value: object, cell: str) -> None:
    assert cell in show(pd.DataFrame({"x": pd.Series([value], dtype=object)}), name="a").markup


def test_numbers_are_short_and_to_the_right() -> None:
    frame = pd.DataFrame({"n_statements": pd.array([3, None], dtype="Int64"), "share": [1 / 3, 2.0]})
    markup = show(frame, name="a").markup
    assert '<th scope="col" class="number">n statements</th>' in markup
    assert '<td class="number">3</td><td class="number">0.333</td>' in markup
    assert '<td class="number"></td><td class="number">2</td>' in markup


def test_rows_left_out_are_counted_and_their_place_named() -> None:
    shown = show(pd.DataFrame({"x": range(7)}), name="many-rows", max_rows=5)
    assert shown.markup.count("<tr>") == 1 + 5
    assert "2 more rows: see tables/many-rows.csv" in shown.markup
    assert repr(shown) == "many-rows: 7 rows, 1 column"
    bundle, _ = DisplayFormatter().format(shown)
    assert bundle[TABLE_MIME] == {"name": "many-rows", "csv": "x\n" + "".join(f"{n}\n" for n in range(7))}
    assert "empty: none." in show(pd.DataFrame({"x": []}), name="empty").markup
    # A figure above it has said so.
    assert show(pd.DataFrame({"x": []}), name="empty", caption="Points", is_folded=True).markup == ""


def test_named_index_becomes_columns() -> None:
    frame = pd.DataFrame({"n": [1]}, index=pd.Index(["lee2020"], name="source_id"))
    assert "source id" in show(frame, name="a").markup
    assert "source id" not in show(pd.DataFrame({"n": [1]}), name="a").markup


@pytest.mark.parametrize("name", ["../x", "A b", "", "a/b", "-a", "a.csv"])
def test_name_of_a_table_is_a_file_name(name: str) -> None:
    with pytest.raises(ValueError, match="becomes a file name"):
        show(pd.DataFrame({"x": [1]}), name=name)


def test_a_folded_table_opens_on_its_caption() -> None:
    markup = show(pd.DataFrame({"x": [1]}), name="x", caption="The <numbers>", is_folded=True).markup
    assert markup.startswith('<details class="er-fold"><summary>The &lt;numbers&gt;</summary><div class="er-box')
    assert "<caption>" not in markup


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
    assert '<a href="#a:s3">a:s3</a>, <details><summary>and 2 more</summary>' in markup_of(6)
    assert markup_of(6).count("<a href") == 6


def test_bullets_link_to_statements_and_fold_what_is_long() -> None:
    frame = pd.DataFrame({"text": ["Two agree.", "None."], "statement_ids": ["a:s1;a:s2", None]})
    markup = bullets(frame).markup
    assert '(<a href="#a:s1">a:s1</a>, <a href="#a:s2">a:s2</a>)' in markup
    assert "<li>None.</li>" in markup
    many = bullets([("Many.", [f"a:s{n}" for n in range(12)])]).markup
    assert "<summary>and 4 more</summary>" in many
    assert many.count("<a href") == 12


def corpus() -> SimpleNamespace:
    """A paragraph of two sentences, the first with a statement that cites a known and an unknown entry."""
    sentences = [
        {"source_id": "a", "sentence_no": 1, "section_no": 2, "paragraph_no": 1, "text": "First <b> (4,9)."},
        {"source_id": "a", "sentence_no": 2, "section_no": 2, "paragraph_no": 1, "text": "Second."},
        {"source_id": "a", "sentence_no": 3, "section_no": 2, "paragraph_no": 2, "text": "Elsewhere."},
    ]
    citations = [
        {"source_id": "a", "sentence_no": 1, "start": 10, "reference_no": 4, "raw": "(4,9)"},
        {"source_id": "a", "sentence_no": 1, "start": 10, "reference_no": None, "raw": "(4,9)"},
        {"source_id": "a", "sentence_no": 1, "start": 90, "reference_no": 5, "raw": "(5)"},
    ]
    return SimpleNamespace(
        sentences=pd.DataFrame(sentences),
        sections=pd.DataFrame([{"source_id": "a", "section_no": 2, "title": "Results"}]),
        references=pd.DataFrame([{"source_id": "a", "reference_no": 4, "raw": "Lee & Co. 2020."}]),
        citations=pd.DataFrame(citations).astype({"reference_no": "Int64"}),
    )


def test_evidence_opens_to_the_sentence_in_its_paragraph() -> None:
    row = {
        "source_id": "a",
        "statement_id": "a:s001",
        "sentence_no": 1,
        "start": 3,
        "end": 20,
        "cited_end": 20,
        "text": "First <b> (4,9).",
    }
    frame = pd.DataFrame([{**row, "population": "human;animal", "direction": None, "certainty": "hedged"}])
    markup = evidence_table(frame, corpus=corpus()).markup
    assert '<tr id="a:s001" class="er-machine">' in markup
    assert "<mark>First &lt;b&gt; (4,9).</mark> Second.</blockquote>" in markup
    assert "Elsewhere" not in markup
    assert "<li>4: Lee &amp; Co. 2020.</li><li>(4,9): not in the list of references</li>" in markup
    assert "characters 3–20" in markup
    assert '<td>a:s001<p class="er-where">Results</p></td>' in markup
    assert '<p class="er-where">hedged</p></td><td>human, animal</td><td>4, (4,9)</td><td>machine</td></tr>' in markup
    bare = frame.assign(start=95, cited_end=99, rests_on="no listed reference")
    assert "<td>no listed reference</td><td>machine</td>" in evidence_table(bare, corpus=corpus()).markup
    assert "The evidence: no statements." in evidence_table(frame.iloc[:0], corpus=corpus()).markup


def test_visible_leaves_ordinary_text_alone() -> None:
    text = "5 µg/kg – “naïve” عربي\n\tnext"
    assert visible(text) == text
    assert escape("\x1b[31m") == "[U+001B][31m"


def test_long_paragraph_is_cut_around_the_sentence() -> None:
    row = {"source_id": "a", "section_no": 2, "paragraph_no": 1}
    tables = corpus()
    tables.sentences = pd.DataFrame([{**row, "sentence_no": n, "text": f"S{n}."} for n in range(1, 12)])
    statement = {
        "source_id": "a",
        "statement_id": "a:s006",
        "sentence_no": 6,
        "start": 3,
        "end": 5,
        "cited_end": 5,
        "text": "S6.",
    }
    markup = evidence_table(pd.DataFrame([statement]), corpus=tables).markup
    assert ">… S3. S4. S5. <mark>S6.</mark> S7. S8. S9. …</blockquote>" in markup


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
    assert "7: Ant A. Relief. 2001." in markup
    assert "May fit better: 9: Bee B. Harm. 2002." in markup
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
    assert "No citation can be judged" in citation_queue(queue_row().head(0))._repr_html_()


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
    assert '<a href="#ant2001:s1">ant2001:s1</a>: <strong>yes</strong>' in markup
    assert "\u201cWords of bee2002.\u201d" in markup
    assert "dose: 1 / 2" in markup
    assert repr(shown) == "conflicts: 2 pairs"


def test_many_pairs_of_a_question_are_folded() -> None:
    markup = conflict_pairs(pd.concat([pair()] * 4), caption="Pairs").markup
    assert "Pairs: 4 pairs." in markup
    assert "<summary>1 more pair on this question</summary>" in markup
    assert "<summary>" not in conflict_pairs(pd.concat([pair()] * 3)).markup


def test_a_pair_of_several_topics_leads_to_their_pages() -> None:
    markup = conflict_pairs(pair(), is_topic_page=False).markup
    assert 'href="../pain/index.html#ant2001:s1"' in markup
    assert "Pain: Does it last?" in markup
    assert "<caption>Pain</caption>" in conflict_pairs(pair(question=None), is_topic_page=False).markup


def test_pairs_escape_everything_and_an_absence_is_said() -> None:
    texts = dict.fromkeys(
        ("question", "words_a", "words_b", "answer_a", "context_a", "what_differs", "context"), HOSTILE
    )
    assert "<script" not in conflict_pairs(pair(**texts)).markup
    assert "Candidates: none." in conflict_pairs(pair().head(0), caption="Candidates").markup


def test_evidence_tells_what_a_reviewer_decided() -> None:
    row = {
        "source_id": "a",
        "statement_id": "a:s001",
        "sentence_no": 1,
        "start": 0,
        "end": 9,
        "cited_end": 9,
        "text": "First.",
    }
    row |= {"origin": "reviewer", "coder": "AB", "note": "dose=1", "asked": "Does it last?", "answered": "4 hours"}
    markup = evidence_table(pd.DataFrame([row]), corpus=corpus()).markup
    assert '<tr id="a:s001"><td' in markup
    part = evidence_table(pd.DataFrame([row | {"text": "First <b>"}]), corpus=corpus()).markup
    assert "<mark>First &lt;b&gt;</mark> (4,9). Second." in part
    assert '<td>4 hours<p class="er-where">Does it last?</p></td>' in markup
    assert '<td>AB<p class="er-where">dose=1</p></td>' in markup

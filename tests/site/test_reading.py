"""The reading view of a source: all of its words in order, and every row of the tables to be reached by a link."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.display import visible
from evidence_review.site.frame import Link
from evidence_review.site.reading import render_source
from evidence_review.site.views import make_views

VOID = {"meta", "br", "hr", "link"}
HOSTILE = (
    "<script>document.title='owned'</script> <img src=x onerror=alert(1)> [out](javascript:alert(1)) **$x$** \u202etxt"
)
TOPIC = "title: Pain\nquestions:\n  - {id: less, text: Is pain less?}\nterms: [pain]\n"
ARTICLE = """# A Review of Foxes

Ann Fox, Ben Hen

2020

## Abstract

Foxes may lower pain in hens (1). They sleep.

## 1. Introduction

Pain is common in hens (1,2) and rare in owls (2-4). Others say less pain (9).

Seen in winter (3).

## References

1. Fox A. Foxes and pain in hens. Wood Sci. 2001; 12(3):45-50. doi: 10.5555/ABC
2. Hen B. Hens in winter, a long study. Farm Journal. 2003;7:11-9.
3. Owl C. Owls at night, a short study. Eye Res. 2012;3(1):1-9.
4. Elk E. Elks in spring, a long study. Eye Res. 2013;3(1):10-19.
5. Ant D. Ants in autumn, a long study. Eye Res. 2014;3(1):20-29.
"""


class Page(HTMLParser):
    """What a page holds: its ids and links, its headings, and the words that it shows of the source."""

    def __init__(self, markup):
        super().__init__()
        self.stack = []
        self.ids, self.hrefs, self.headings, self.tags, self.handlers = [], [], [], [], []
        self.words, self.said = "", ""
        self.feed(markup)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.hrefs += [found["href"]] if "href" in found else []
        self.handlers += [name for name in found if name.startswith("on") or name in ("style", "src")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            assert tag != "a" or "a" not in [name for name, _ in self.stack], "a link in a link"
            self.stack.append((tag, set(found.get("class", "").split())))

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        classes = {name for _, names in self.stack for name in names}
        if "er-missing" in classes:
            self.said += data
        elif "er-text" in classes:
            self.words += data


def squeeze(text):
    return "".join(text.split())


def expected_ids(tables):
    yield from (f"h{row['section_no']}" for row in tables["sections"])
    yield from (f"n{row['sentence_no']}" for row in tables["sentences"])
    yield from (f"r{row['reference_no']}" for row in tables["references"])
    yield from {f"m{row['marker_no']}" for row in tables["citations"]}
    yield from (row["statement_id"].rpartition(":")[2] for row in tables["statements"])
    yield from (
        f"f-{row['check']}-{row['finding_no']}"
        for row in tables["findings"]
        if row["start"] != "" and pd.notna(row["start"])
    )


def check_page(markup, text, tables):
    page = Page(markup)
    assert squeeze(page.words) == visible(squeeze(text))
    assert max(Counter(page.ids).values()) == 1
    assert set(expected_ids(tables)) <= set(page.ids)
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)
    assert not page.handlers
    return page


def own_rows(corpus, source_id):
    names = ("sections", "sentences", "references", "citations", "statements", "findings")
    frames = ((name, getattr(corpus, name)) for name in names)
    return {name: frame[frame["source_id"] == source_id].to_dict("records") for name, frame in frames}


def render(corpus, source_id, links=()):
    markup = render_source(corpus, source_id, links, made_by="Made by a test.")
    page = check_page(markup, corpus.texts[source_id], own_rows(corpus, source_id))
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    return markup


def test_every_bundled_source_is_shown_whole(five):
    links = [Link(topic.title, f"{topic.id}/index.html", "Topics") for topic in five.topics]
    for source_id in five.texts:
        markup = render(five, source_id, links)
        assert len(markup.encode()) < 1_500_000
        assert markup == render_source(five, source_id, links, made_by="Made by a test.")


def test_an_abstract_in_arabic_reads_from_the_right(five):
    markup = render(five, "thanoon2024")
    assert re.search(r'<h2 id="h30" class="er-text" lang="ar" dir="rtl">', markup)
    assert '<article class="er-source" lang="en" dir="ltr">' in markup


@pytest.fixture(scope="module")
def article(make_shared_corpus):
    return make_shared_corpus({"a.md": ARTICLE, "review/topics/pain.yml": TOPIC})


def test_numbers_in_a_marker_lead_to_their_entries_and_entries_lead_back(article):
    (source_id,) = article.texts
    markup = render(article, source_id)
    assert re.search(
        r'<span id="m2" class="er-marker">\(<a href="#r1" title="1\. Fox A\.[^>]*>1</a>,<a href="#r2"', markup
    )
    # A range prints its ends alone.
    assert "the marker names 2, 3 and 4" in markup
    assert re.search(
        r'id="r1".{1,600}?Cited 2 times: <a href="#m1"[^>]*>1</a> <a href="#m2"[^>]*>2</a>', markup, re.DOTALL
    )
    assert re.search(r'id="r4".{1,600}?Cited once: <a href="#m3"', markup, re.DOTALL)
    assert re.search(r'id="r5".{1,600}?Cited nowhere\.', markup, re.DOTALL)


def test_a_marker_without_an_entry_says_so_in_words(article):
    (source_id,) = article.texts
    markup = render(article, source_id)
    assert re.search(r'er-dangling">\(9\)</span><span class="er-missing"> \[not in the list\]</span>', markup)
    assert Page(markup).said.count("not in the list") == 1


def test_a_statement_leads_to_its_topic_only_where_the_page_is_made(article):
    (source_id,) = article.texts
    there = render(article, source_id, [Link("Pain", "pain/index.html", "Topics")])
    assert f'<a href="../pain/index.html#{source_id}:s001">Pain</a>' in there
    assert "../pain" not in render(article, source_id)


def test_a_statement_can_be_quoted(make_corpus):
    corrections = (
        "file,field,value,reason,reviewer\na.md,authors,Ann Fox;Ben Hen,unread,ann\na.md,year,2020,unread,ann\n"
    )
    corpus = make_corpus({"a.md": ARTICLE, "review/topics/pain.yml": TOPIC, "review/sources.csv": corrections})
    (source_id,) = corpus.texts
    start = ARTICLE.index("Foxes may")
    end = ARTICLE.index(" They sleep")
    assert (
        f"Fox and Hen 2020, Abstract: \u201cFoxes may lower pain in hens (1).\u201d ({source_id}:s001, characters {start}\u2013{end})</p>"
        in render(corpus, source_id)
    )


def test_what_a_reviewer_coded_is_told_from_what_the_machine_suggests(make_corpus):
    coding = (
        "source,quote,topic,question,answer,direction,population,certainty,note,coder,date\n"
        "{},Pain is common in hens,pain,less,no,neutral,animal,asserted,,ann,2024-01-01\n"
    )
    source_id = next(iter(make_corpus({"a.md": ARTICLE}).texts))
    files = {"a.md": ARTICLE, "review/topics/pain.yml": TOPIC, "review/codings.csv": coding.format(source_id)}
    markup = render(make_corpus(files), source_id)
    assert re.search(r'<span id="(s\d+)" class="er-coded" data-s="\1">Pain is common in hens</span>', markup)
    assert re.search(r'<span id="(s\d+)" class="er-guess" data-s="\1">Foxes may', markup)
    assert "Is pain less? <b>no, neutral, asserted</b> (coded by ann)" in markup
    assert "(machine suggestion)" in markup


def test_a_number_that_was_counted_says_so(five):
    markup = render(five, "thanoon2024")
    assert markup.count("counted and not printed") == 3
    assert re.search(r'id="r1".{1,900}?Number 1, counted and not printed\.', markup, re.DOTALL)


def test_findings_about_the_whole_file_stand_above_the_text(article):
    (source_id,) = article.texts
    n = len(article.findings)
    assert n
    assert "Findings about the whole file" not in render(article, source_id)
    nowhere = article.findings.assign(start=pd.array([pd.NA] * n, "Int64"), end=pd.array([pd.NA] * n, "Int64"))
    before, _, _ = render(replace(article, findings=nowhere), source_id).partition("<article")
    assert "Findings about the whole file" in before
    assert before.count('class="er-finding') == n


def test_few_notes_stand_open_and_many_are_folded(make_corpus):
    def shown(n):
        paragraph = "Foxes may lower pain in hens." + " Pain came in winter." * (n - 1)
        text = ARTICLE.replace("Foxes may lower pain in hens (1). They sleep.", paragraph)
        corpus = make_corpus({"a.md": text, "review/topics/pain.yml": TOPIC})
        return render(corpus, next(iter(corpus.texts)))

    assert "<summary>3 statements" not in shown(3)
    assert "<summary>4 statements, none coded by a reviewer: Pain 4</summary>" in shown(4)


def test_hostile_text_is_shown_as_it_is(make_corpus):
    corpus = make_corpus({"a.md": ARTICLE.replace("They sleep", HOSTILE), "review/topics/pain.yml": TOPIC})
    (source_id,) = corpus.texts
    markup = render(corpus, source_id)
    assert "&lt;script&gt;document.title=" in markup
    assert "[U+202E]txt" in markup
    assert [tag for tag, _ in Page(markup).tags].count("script") == 1
    assert not [href for href in Page(markup).hrefs if ":" in href]


@pytest.mark.parametrize(
    "text", ["Only one line.", "word " * 3000, "\f\n\x0b Pain.\x85\n\n\ufeff\n", "- a\n- b\n\n1. c\n"]
)
def test_a_source_with_little_in_it_is_shown(make_corpus, text):
    corpus = make_corpus({"a.txt": text, "review/topics/pain.yml": TOPIC})
    for source_id in corpus.texts:
        render(corpus, source_id)


def test_what_was_set_aside_is_folded_with_its_reason(make_corpus):
    corpus = make_corpus(
        {
            "a.md": ARTICLE.replace(
                "They sleep.", "They sleep.\n\n© 2024 The authors. This article is licensed under CC BY 4.0."
            )
        }
    )
    (source_id,) = corpus.texts
    assert '<details class="er-aside"><summary lang="en" dir="ltr">Set aside: licence</summary>' in render(
        corpus, source_id
    )


WORDS = st.sampled_from(
    ["fox ", "(1)", "hen. ", "\n\n", "\n", "- ", "* ", "3. ", "<b>", "&", "\u202e", "\f", "\u0647\u0630", "\ufeff"]
)


@st.composite
def sources(draw):
    """Return a text and rows of all tables with spans anywhere in it, nested and crossing."""
    text = "".join(draw(st.lists(WORDS, max_size=40)))

    def span():
        start = draw(st.integers(0, len(text)))
        return {"start": start, "end": draw(st.integers(start, len(text)))}

    def rows(name, **values):
        return [
            {name: number, "language": "en", **span(), **{key: draw(value) for key, value in values.items()}}
            for number in range(1, draw(st.integers(0, 4)) + 1)
        ]

    titles = st.sampled_from(["", "fox", "hen. fox"])
    kinds = st.sampled_from(["body", "boilerplate"])
    tables = {
        "sections": [
            {
                "section_no": 1,
                "start": 0,
                "end": len(text),
                "title": "",
                "level": 1,
                "kind": "body",
                "language": "en",
                "reason": "",
            },
            *rows("section_no", title=titles, level=st.integers(1, 5), kind=kinds, reason=st.just("chrome")),
        ],
        "sentences": rows(
            "sentence_no",
            paragraph_no=st.integers(1, 2),
            block=st.sampled_from(["prose", "list-item", "boilerplate", "table"]),
        ),
        "references": rows("reference_no", number_origin=st.sampled_from(["printed", "position"]), doi=st.just("")),
        "citations": rows(
            "marker_no",
            citation_no=st.just(1),
            style=st.just("round"),
            reference_no=st.sampled_from([1, 7, ""]),
            unresolved=st.just(""),
        ),
        "statements": rows("statement_no", origin=st.sampled_from(["machine", "reviewer"])),
        "findings": rows("finding_no", severity=st.just("info")),
    }
    for row in tables["sections"][1:]:
        row["section_no"] += 1
    for row in tables["sentences"]:
        middle = draw(st.integers(row["start"], row["end"]))
        row |= {"section_no": 1, "parts": f"{row['start']}-{middle};{middle}-{row['end']}"}
    for row in [*tables["references"], *tables["citations"]]:
        row["raw"] = text[row["start"] : row["end"]]
    for row in tables["statements"]:
        row |= {
            "statement_id": f"a:s{row['statement_no']:03}",
            "sentence_no": 1,
            "text": "x",
            "topic": "pain",
            "question": "",
            "answer": "",
        }
        row |= {"direction": "", "certainty": "", "coder": ""}
    for row in tables["findings"]:
        row |= {"check": "a-check", "message": "m", "suggestion": "", "innocent_explanation": "", "verdict": ""}
    return text, tables


@settings(deadline=None, max_examples=150)
@given(sources())
def test_every_word_is_shown_once_and_every_row_has_its_id_whatever_the_spans(source):
    text, tables = source
    row = {"source_id": "a", "language": "en", "authors": "", "title": "", "year": ""}
    views = make_views(text, row, tables, topics={}, made=())
    shown = "".join(
        f'<div id="{"h" if view.block.kind == "heading" else "r"}{view.block.number}" class="er-text">{view.html}</div>'
        if view.block.kind in ("heading", "reference")
        else f'<div class="er-text">{view.html}</div>'
        for view in views
    )
    page = Page(shown)
    assert squeeze(page.words) == visible(squeeze(text))
    assert sorted(page.ids) == sorted({*expected_ids(tables)})

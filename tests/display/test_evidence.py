"""The evidence table: a row per statement, which opens to its place."""

import re

import pandas as pd
import pytest

from evidence_review.corpus import Corpus
from evidence_review.display import evidence_table
from evidence_review.errors import EvidenceError


def table(corpus: Corpus, *names: str, **more: object) -> str:
    rows = corpus.statements[corpus.statements["statement_id"].isin(names)]
    return evidence_table(rows.assign(**more), corpus=corpus).markup


def test_a_row_opens_to_its_paragraph_what_it_cites_and_the_citation_to_copy(zoli: Corpus) -> None:
    markup = table(zoli, "abel2020:s004", rests_on="narrative review")
    assert '<tr id="abel2020:s004" class="er-machine"><td class="er-long"><details><summary>The treatment' in markup
    assert "<mark>The treatment of sleep lasts for hours " in markup
    assert '<ul class="er-cited"><li><a href="../outputs/sources/abel2020.html#r1">1</a>: Abel A, Baker B.' in markup
    copy = "Abel and others 2020, Introduction: \u201cThe treatment of sleep lasts for hours [1-2].\u201d"
    assert f'<p class="er-copy">{copy} (abel2020:s004, characters 200\u2013245)</p></details>' in markup
    # Where the words stand is seen without opening the row.
    link = '<a href="../outputs/sources/abel2020.html#s004">abel2020:s004</a>'
    assert f'</details><p class="er-where">{link} \u00b7 Introduction</p></td>' in markup
    assert '<td>1, 2<p class="er-where">narrative review</p></td><td>machine</td></tr>' in markup


def test_a_row_without_a_citation_says_what_it_rests_on(zoli: Corpus) -> None:
    assert "<td>no listed reference</td><td>machine</td>" in table(
        zoli, "abel2020:s003", rests_on="no listed reference"
    )


def test_the_table_tells_what_a_reviewer_decided(zoli: Corpus) -> None:
    decided = {
        "origin": "reviewer",
        "coder": "AB",
        "note": "dose=1; p=0.05",
        "asked": "Does it last?",
        "answered": "4 hours",
    }
    markup = table(zoli, "abel2020:s007", **decided, population="human;animal", direction=None, certainty="hedged")
    assert '<tr id="abel2020:s007"><td' in markup
    assert '<td>4 hours<p class="er-where">Does it last?</p></td>' in markup
    assert '<td><p class="er-where">hedged</p></td><td>human, animal</td>' in markup
    assert '<td>AB<p class="er-where">dose: 1; p=0.05</p></td>' in markup


def test_no_statements_and_no_statements_at_all(zoli: Corpus) -> None:
    assert "The evidence: no statements." in evidence_table(zoli.statements.iloc[:0], corpus=zoli).markup
    with pytest.raises(EvidenceError, match=r"evidence_table: the table has no column .*; pass rows of corpus"):
        evidence_table(pd.DataFrame({"text": ["x"]}), corpus=zoli)
    with pytest.raises(EvidenceError, match="evidence_table: got str, which is no table"):
        evidence_table("abel2020:s001", corpus=zoli)


def test_ids_and_regions_are_there_once(zoli: Corpus) -> None:
    markup = evidence_table(zoli.statements, corpus=zoli).markup
    ids = re.findall(r' id="([^"]+)"', markup)
    assert ids == [f"abel2020:s00{number}" for number in range(1, 8)]
    assert markup.count('role="region" aria-label="The evidence" tabindex="0"') == 1

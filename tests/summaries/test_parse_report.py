"""The parse report names each known defect, and none in a document that has none."""

import re

import pandas as pd
import pytest

from evidence_review import summaries
from evidence_review.display import visible

CLEAN = """A study of foxes and of the pain that they feel in winter

Ann Fox, Bob Hen

Published: March 3, 2021

Abstract

Foxes feel pain in winter. They feel less of it in spring.

Introduction

Foxes were studied in three woods over two years, and all of them were seen to rest [1]. Hens were left out of it [2,3].

It is known that owls see well at night in every season of the year [4]. Nothing else is known of them by anybody [5].

References

1. Hen B. Hens in winter. Farm J. 2003;7:11-19.
2. Elk C. Elks in spring. Farm J. 2004;8:21-29.
3. Owl D. Owls at night. Farm J. 2005;9:31-39.
4. Ant E. Ants by day. Farm J. 2006;10:41-49.
5. Bee F. Bees at noon. Farm J. 2007;11:51-59.
"""
FOURTH = "4. Ant E. Ants by day. Farm J. 2006;10:41-49.\n"


def report(make_corpus, text, name="fox.txt"):
    corpus = make_corpus({name: text})
    (verdict,) = summaries.summarize_parse_verdicts(corpus).to_dict("records")
    return summaries.summarize_parse(corpus), verdict, summaries.format_parse(corpus)


def row(frame, aspect, what):
    (found,) = frame[(frame["aspect"] == aspect) & (frame["what"] == what)].to_dict("records")
    return found


def changed(*pairs):
    text = CLEAN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_clean_document_has_nothing_to_look_at(make_corpus):
    frame, verdict, plain = report(make_corpus, CLEAN)
    assert frame[frame["look"] != ""].empty
    assert set(frame["status"]) == {"understood", "not-found"}
    assert frame.loc[frame["status"] == "not-found", "what"].tolist() == ["container title", "doi"]
    assert (verdict["verdict"], verdict["why"]) == ("parsed well", "")
    assert (verdict["entries"], verdict["entries_read"], verdict["markers"], verdict["markers_followed"]) == (
        5,
        5,
        4,
        4,
    )
    assert verdict["in_no_row"] == 0
    assert " ! " not in plain.partition("\n\nfox2021")[2]


def test_a_clean_document_is_counted(make_corpus):
    frame, _, _ = report(make_corpus, CLEAN)
    counts = {(one.aspect, one.what): one.n for one in frame.itertuples() if not pd.isna(one.n)}
    expected = {
        ("language", "en"): 9,  # title, authors, date; two sentences, twice two
        ("sections", "abstract"): 1,
        ("sections", "introduction"): 1,
        ("sections", "references"): 1,
        ("blocks", "prose"): 3,
        ("blocks", "line"): 3,
        ("sentences", "in the text"): 6,
        ("references", "entries"): 5,
        ("references", "number printed"): 5,
        ("references", "read in full"): 5,
        ("references", "with DOI"): 0,
        ("markers", "square"): 4,
        ("markers", "followed to an entry"): 4,
    }
    assert expected.items() <= counts.items()
    title = row(frame, "document", "title")
    assert (title["start"], title["sample"]) == (0, "A study of foxes and of the pain that they feel in winter")
    longest = row(frame, "blocks", "prose")
    assert CLEAN[longest["start"] :].startswith("Foxes were studied")


@pytest.mark.parametrize(
    ("text", "look"),
    [
        (changed((" 2004;8:21-29", "")), "1 entry without a year"),
        (changed(("[5]", "[7]")), "1 marker names no entry"),
        (changed(("[5]", "[555]")), "1 number in square brackets taken for values"),
        (changed(("[2,3]", "[2,6]")), "1 marker partly not in the list"),
        (changed((FOURTH, ""), ("[4]", "[1]")), "no entry 4 in the list"),
        (changed(("References\n\n", "")), "the list of references has no heading"),
        (changed(("owls", "caf\ufffd owls")), "1 lost character"),
        (changed(("owls", "caf\u00c3\u00a9 owls")), "1 wrongly decoded letter"),
        (changed(("It is known", "Foxes" + " and hens" * 61 + " rest. It is known")), "1 sentence of more than 120 words"),
        (changed(("season", "season.\n\nthe hens of the farm rest in every part")), "in lower case"),
    ],
)  # fmt: skip
def test_a_defect_is_named(make_corpus, text, look):
    _, verdict, plain = report(make_corpus, text)
    assert look in verdict["why"]
    assert verdict["verdict"] in ("look at", "doubtful")
    assert look.split()[0] in plain


@pytest.mark.parametrize(
    ("text", "look"),
    [
        (re.sub(r" \[[\d,]+\]", "", CLEAN), "a list of 5 entries, but no marker in the text"),
        (CLEAN.partition("References")[0], "4 markers, but no list of references"),
        (re.sub(r"\. Farm J\. \d{4};\d+:\d+-\d+", "", CLEAN), "5 entries without a year"),
    ],
)
def test_a_document_that_was_not_understood_is_doubtful(make_corpus, text, look):
    _, verdict, _ = report(make_corpus, text)
    assert verdict["verdict"] == "doubtful"
    assert look in verdict["why"]


def test_an_entry_that_holds_the_label_of_a_missing_one_may_be_two(make_corpus):
    corpus = make_corpus({"fox.txt": CLEAN})
    third, fourth = corpus.references.index[corpus.references["reference_no"].isin([3, 4])]
    end = corpus.references.loc[fourth, "end"]
    raw = CLEAN[corpus.references.loc[third, "start"] : end]
    corpus.references.loc[third, ["raw", "end"]] = [raw, end]
    joined = type(corpus)(**{**vars(corpus), "references": corpus.references.drop(fourth)})
    found = row(summaries.summarize_parse(joined), "references", "holding another entry's label")
    assert (found["n"], found["look"]) == (1, "1 entry may be two")
    # A number that happens to precede a word is none: the list holds that entry.
    corpus.references.loc[third, ["raw", "end"]] = [raw, end]
    assert "holding another entry's label" not in set(summaries.summarize_parse(corpus)["what"])


def test_an_article_without_front_matter_is_not_blamed_for_authors(make_corpus):
    bare = changed(("Ann Fox, Bob Hen\n\nPublished: March 3, 2021\n\n", ""))
    frame, verdict, _ = report(make_corpus, bare)
    assert (row(frame, "document", "authors")["status"], verdict["verdict"]) == ("not-found", "parsed well")
    lost = changed(("Ann Fox, Bob Hen\n\nPublished: March 3, 2021\n\n", "Wood & Sons ... 17\n\n"))
    assert "no authors or year found" in report(make_corpus, lost)[1]["why"]


def test_an_encoding_that_nobody_declares_is_a_guess(make_corpus):
    frame, verdict, _ = report(make_corpus, changed(("owls", "caf\u00e9 owls")).encode("latin-1"))
    assert row(frame, "file", "encoding windows-1252")["status"] == "guessed"
    assert verdict["why"] == "the encoding windows-1252 is a guess"


def test_aspects_fold_the_report(make_corpus):
    corpus = make_corpus({"fox.txt": CLEAN, "none.txt": b""})
    folded = summaries.summarize_parse_aspects(corpus)
    (blocks,) = folded[folded["aspect"] == "blocks"].to_dict("records")
    assert blocks["what"] == "prose 3 (50%), line 3 (50%)"
    start = CLEAN.index("Foxes were studied")
    assert blocks["samples"].startswith(f"[{start}] Foxes were studied in three woods over two years")
    assert blocks["samples"].endswith("[0] A study of foxes and of the pain that they feel in winter")
    assert folded[folded["source"] == "none"]["status"].tolist() == ["not-understood"]


def test_a_document_in_another_language_is_doubtful(make_corpus):
    text = (
        "Über die Füchse im Winter\n\nEinleitung\n\nDie Füchse wurden in drei Wäldern über zwei Jahre beobachtet, und alle"
        " haben geruht. Sie haben keine Schmerzen, und das ist gut für sie und für die Hühner.\n"
    )
    _, verdict, _ = report(make_corpus, text)
    assert verdict["verdict"] == "doubtful"
    assert "written in de" in verdict["why"]


def test_sentences_of_another_language_in_the_text_are_named(make_corpus):
    sentence = "Die Füchse schlafen im Winter nicht, und sie haben keine Schmerzen."
    frame, _, _ = report(make_corpus, changed(("Nothing else", f"{sentence} Nothing else")))
    german = row(frame, "language", "de")
    assert (german["status"], german["n"], german["look"]) == ("set-aside", 1, "1 sentence of the text in de")
    assert german["sample"] == sentence
    assert row(frame, "characters", "other language")["n"] == len(sentence) - 10


def test_a_second_abstract_in_another_language_is_no_reason_to_look(five):
    frame = summaries.summarize_parse(five)
    arabic = frame[(frame["aspect"] == "language") & (frame["what"] == "ar")]
    assert arabic["look"].tolist() == [""]


def test_what_was_set_aside_is_shown_by_reason(make_corpus):
    text = changed(("References\n", "© 2021 The authors.\n\nReferences\n"))
    frame, verdict, plain = report(make_corpus, text)
    aside = row(frame, "set aside", "licence")
    assert (aside["n"], aside["sample"], aside["start"]) == (1, "© 2021 The authors.", text.index("©"))
    assert verdict["verdict"] == "parsed well"
    assert "- licence 1" in plain


def test_numbers_in_brackets_that_were_taken_for_values_are_shown(make_corpus):
    text = changed(("[5].", "[5]. The rest lasted 40 min [15-230] in all."))
    frame, verdict, _ = report(make_corpus, text)
    passed = row(frame, "markers", "numbers taken for values")
    assert (passed["n"], passed["sample"]) == (1, "[15-230]")
    assert verdict["verdict"] == "parsed well"


def test_never_cited_entries_ask_for_a_look_only_when_there_are_many(make_corpus):
    frame, verdict, _ = report(make_corpus, changed(("[5]", "[4]")))
    assert row(frame, "markers", "entries never cited")["more"] == "5"
    assert verdict["verdict"] == "parsed well"
    _, verdict, _ = report(make_corpus, changed(("[5]", "[1]"), ("[4]", "[1]"), ("[2,3]", "[1]")))
    assert verdict["why"] == "4 of 5 entries never cited: markers may have been missed"
    assert verdict["verdict"] == "doubtful"


def test_words_that_no_row_holds_are_named(make_corpus):
    corpus = make_corpus({"fox.txt": CLEAN})
    kept = corpus.sentences[~corpus.sentences["text"].str.startswith("Hens were")]
    without = type(corpus)(**{**vars(corpus), "sentences": kept})
    lost = row(summaries.summarize_parse(without), "characters", "in no row")
    assert (lost["n"], lost["sample"], lost["start"]) == (
        25,
        "Hens were left out of it [2,3].",
        CLEAN.index("Hens were"),
    )
    assert summaries.summarize_parse_verdicts(without)["verdict"].tolist() == ["doubtful"]


def test_files_that_were_not_read_and_copies_have_their_reason(make_corpus):
    corpus = make_corpus({"a.txt": b"", "b.txt": CLEAN, "c.txt": CLEAN})
    verdicts = summaries.summarize_parse_verdicts(corpus)
    reasons = corpus.sources.set_index("source_id")["reason"]
    assert verdicts[["source", "verdict", "why"]].to_numpy().tolist() == [
        ["a", "not read", reasons["a"]],
        ["fox2021b", "copy", reasons["fox2021b"]],
        ["fox2021a", "parsed well", ""],
    ]
    assert verdicts["in_no_row"].isna().tolist() == [True, True, False]
    plain = summaries.format_parse(corpus)
    assert plain.startswith("3 sources: 1 not read, 1 copy, 1 parsed well\n")
    assert "the file is empty" in plain


def test_concerns_put_what_is_doubtful_first(make_corpus):
    text = re.sub(r" \[[\d,]+\]", "", CLEAN).replace(" 2004;8:21-29", "")
    concerns = summaries.summarize_parse_concerns(make_corpus({"fox.txt": text}))
    assert concerns["look"].tolist() == ["a list of 5 entries, but no marker in the text", "1 entry without a year"]
    assert concerns["is_doubtful"].tolist() == [True, False]


def test_hostile_words_are_spelled_out_on_one_line_each(make_corpus):
    entry = "2. Elk\u202e\x07 C. " + "x" * 300
    corpus = make_corpus({"bad \u202ename.txt": changed(("2. Elk C. Elks in spring. Farm J. 2004;8:21-29.", entry))})
    plain = summaries.format_parse(corpus)
    assert "Elk[U+202E][U+0007]" in plain
    assert "[U+202E]name" in plain
    assert plain == visible(plain)
    assert max(map(len, plain.splitlines())) <= 100
    assert "…" in plain


def test_the_report_is_the_same_each_time(make_corpus):
    corpus = make_corpus({"a.txt": b"", "b.txt": CLEAN, "c.txt": CLEAN + "More of it."})
    assert summaries.format_parse(corpus) == summaries.format_parse(corpus)


def test_the_five_documents(five):
    verdicts = summaries.summarize_parse_verdicts(five).set_index("source")
    assert not set(verdicts["verdict"]) & {"doubtful", "not read", "copy"}
    assert verdicts.loc["thanoon2024", ["entries", "entries_read", "markers", "markers_followed"]].tolist() == [
        116,
        116,
        113,
        112,
    ]
    assert verdicts.loc["spitaleri2025", ["entries", "entries_read", "markers", "markers_followed"]].tolist() == [
        33,
        33,
        45,
        45,
    ]
    assert set(verdicts["in_no_row"]) == {0}
    frame = summaries.summarize_parse(five)
    uncited = frame[frame["what"] == "entries never cited"]
    assert dict(zip(uncited["source"], uncited["more"], strict=True)) == {"thanoon2024": "28, 35", "spitaleri2025": "2"}

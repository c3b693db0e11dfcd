"""About the documents."""

from evidence_review import summaries


def records(frame):
    return frame.to_dict("records")


def test_corpus_counts_rows_of_every_source(corpus):
    frame = summaries.summarize_corpus(corpus)
    assert frame["source"].tolist() == ["bad", "ma2023", "web2024"]
    assert frame[["sentences", "passages", "findings"]].to_numpy().tolist() == [[0, 0, 0], [3, 3, 5], [1, 1, 1]]
    assert frame["references"].tolist()[1:] == [3, 0]
    assert frame["references"].isna().tolist() == [True, False, False]


def test_a_sentence_on_two_topics_counts_once(corpus):
    twice = corpus.statements.assign(topic="silence", statement_id=corpus.statements["statement_id"] + "x")
    corpus.statements = corpus.statements.merge(twice, how="outer")
    assert summaries.summarize_corpus(corpus)["passages"].tolist() == [0, 3, 1]


def test_metadata_writes_the_journal_as_far_as_it_is_known(corpus):
    frame = summaries.summarize_metadata(corpus).set_index("source")
    assert frame["published_in"].to_dict() == {"bad": "", "ma2023": "J Pain 2023; 3(4): 1-9", "web2024": ""}
    assert frame.loc["ma2023", "authors"] == "A Ma; B Yan"
    corpus.sources.loc[1, "authors"] = "A Ma;B Yan;C Li;D Wu"
    assert summaries.summarize_metadata(corpus)["authors"].iloc[1] == "A Ma; B Yan and 2 more"


def test_files_say_why_one_was_not_read(corpus):
    frame = summaries.summarize_files(corpus).set_index("source")
    assert frame.loc["bad"].dropna().to_dict() == {
        "file": "bad.txt",
        "status": "rejected",
        "reason": "the file is empty",
    }


def test_titles_lists_only_those_that_differ(corpus):
    row = {"source": "ma2023", "title_as_printed": "PAINT", "title_as_read": "Pain"}
    assert records(summaries.summarize_titles(corpus)) == [row]


def test_a_stop_at_the_end_is_no_other_title(corpus):
    corpus.sources["title_as_printed"] = corpus.sources["title"] + "."
    assert summaries.summarize_titles(corpus).empty


def test_corrections_show_both_values(corpus):
    row = {"source": "ma2023", "corrections": "year: 2022 -> 2023 (typo)"}
    assert records(summaries.summarize_corrections(corpus)) == [row]


def test_silence_about_money_is_not_none(corpus):
    frame = summaries.summarize_disclosures(corpus)
    assert frame.columns.tolist() == ["source", "funding", "conflict_of_interest", "ai_tools"]
    assert set(frame["funding"]) == {"not stated"}


def test_dates_have_a_row_per_source(corpus):
    assert len(summaries.summarize_dates(corpus)) == 3


def test_words_by_kind_of_section(corpus):
    frame = summaries.summarize_words(corpus)
    # body: 3 + 5 + 3; list: 2 + 2 + 2; help me.
    expected = [
        {"source": "bad", "body": 0, "references": 0, "set aside": 0},
        {"source": "ma2023", "body": 11, "references": 6, "set aside": 2},
        {"source": "web2024", "body": 3, "references": 0, "set aside": 0},
    ]
    assert records(frame) == expected


def test_a_second_language_is_set_aside(corpus):
    corpus.sentences.loc[1, "language"] = "ar"
    row = records(summaries.summarize_words(corpus))[1]
    assert row == {"source": "ma2023", "body": 6, "references": 6, "set aside": 7}


def test_shares_of_nothing_are_unknown(corpus):
    frame = summaries.summarize_text_shares(corpus)
    assert frame["words"].tolist() == [0, 19, 3]
    assert frame["prose_percent"].isna().tolist() == [True, False, False]
    assert frame.iloc[1, 2:].tolist() == [58, 32, 11, 0]


def test_set_aside_is_listed_with_its_text(corpus):
    row = records(summaries.summarize_set_aside(corpus))[0]
    assert (row["source"], row["reason"], row["words"], row["text"]) == ("ma2023", "site chrome", 2, "help me")


def test_context_gives_the_neighbors_with_their_section(corpus):
    frame = summaries.find_context(corpus, "ma2023:s2")
    assert frame["sentence"].tolist() == [1, 2, 3]
    assert frame["section"].tolist() == ["Results."] * 3
    assert summaries.find_context(corpus, "nobody:s1").empty


def test_nothing_known_gives_empty_frames(empty):
    assert summaries.summarize_words(empty).columns.tolist() == ["source"]
    assert summaries.summarize_text_shares(empty)["words"].tolist() == [0]
    assert summaries.summarize_set_aside(empty).empty
    assert len(summaries.summarize_corpus(empty)) == 1

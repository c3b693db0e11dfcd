"""Who coded, and how far coders agree."""

from evidence_review import schema, summaries


def coding(line, coder, **more):
    row = {"line_no": line, "source_id": "ma2023", "quote": "Relief lasted", "topic": "relief", "question": "lasts"}
    row |= {"answer": "yes", "direction": "benefit", "population": "human", "certainty": "asserted", "coder": coder}
    row |= {"date": "2026-01-02", "sentence_no": 1, "start": 9, "end": 22, "raw": "Relief\nlasted", "status": "used"}
    return row | more


def codings(*rows):
    return schema.frame("codings", list(rows))


def test_nobody_and_one_coder(corpus):
    assert summaries.say_coders(corpus) == "No reviewer has coded anything, so there is nothing to compare."
    assert summaries.summarize_coders(corpus).empty
    corpus.codings = codings(coding(2, "AB"))
    assert summaries.say_coders(corpus) == (
        "1 coding by one coder (AB): how far a second reader would agree is unknown."
    )
    assert summaries.summarize_coders(corpus).empty


def test_two_coders_who_differ_once(corpus):
    corpus.codings = codings(coding(2, "AB"), coding(3, "CD", direction="harm", status="second-coder"))
    assert summaries.say_coders(corpus) == "2 codings by two coders (AB and CD); 1 disagreement to settle."
    frame = summaries.summarize_coders(corpus).set_index("field")
    assert frame["agree"].to_dict() == {"question": 1, "answer": 1, "direction": 0, "population": 1, "certainty": 1}
    (row,) = summaries.summarize_disagreements(corpus).to_dict("records")
    assert (row["field"], row["label_a"], row["label_b"], row["words"]) == (
        "direction",
        "benefit",
        "harm",
        "Relief lasted",
    )


def test_what_is_settled_is_no_coder(corpus):
    corpus.codings = codings(
        coding(2, "AB", status="settled-over"),
        coding(3, "CD", direction="harm", status="settled-over"),
        coding(4, "settled"),
    )
    assert summaries.say_coders(corpus) == "2 codings by two coders (AB and CD); no disagreement is left to settle."

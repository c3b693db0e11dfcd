"""What a statement claims and what its works are: an example that each check must report, and some that it must not."""

import pytest

TOPIC = 'title: Sleep\nquestions: []\nterms: ["sleep*"]\n'
ENTRIES = [
    "Fox A. Sleep of rats in the dark. Wood Science. 2001; 12(3):45-50.",
    "Hen B. Sleep of nurses at night: a cohort study. Farm Journal. 2003; 7(1):11-19.",
    "Cow C. Sleep and its disorders: a review. Grass Letters. 2010; 2(4):101-9.",
    "Owl D. On the sleep of animals: a systematic review. Eye Research. 2012; 31(2):77-84.",
]
REST = "Nurses sleep by day (2). Sleep is a state (3). Much is known of it (1-4)."


@pytest.fixture
def find(make_corpus, article):
    """Return a function from a check and a sentence to the raw text and message of its findings."""

    def run(code, sentence):
        text = article([("1. Sleep", f"{sentence} {REST}")], ENTRIES)
        corpus = make_corpus({"a.txt": text, "review/topics/sleep.yml": TOPIC})
        found = corpus.findings[corpus.findings["check"] == code]
        return list(zip(found["raw"], found["message"], strict=True))

    return run


@pytest.mark.parametrize(
    ("code", "sentence", "words"),
    [
        ("animal-evidence-for-human-claim", "Patients sleep longer in the dark (1).", "('Patients')"),
        ("animal-evidence-for-human-claim", "Patients sleep longer in the dark (1,4).", "entry 4 (systematic-review, animal:"),
        ("review-for-primary-finding", "A trial of lamps found that sleep was shorter (3).", "entry 3 (narrative-review:"),
        ("many-studies-few-references", "Several studies have looked at sleep in nurses (2).", "('Several studies')"),
    ],
)  # fmt: skip
def test_a_finding_at_the_statement(find, code, sentence, words):
    ((raw, message),) = find(code, sentence)
    assert raw == sentence
    assert words in message


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("animal-evidence-for-human-claim", "Patients sleep longer in the dark (1,2)."),
        ("animal-evidence-for-human-claim", "Rats sleep longer in the dark (1)."),
        ("animal-evidence-for-human-claim", "Patients sleep longer in the dark."),
        ("review-for-primary-finding", "A trial of lamps found that sleep was shorter (2)."),
        ("review-for-primary-finding", "A meta-analysis of trials found that sleep was shorter (3)."),
        ("many-studies-few-references", "Several studies have looked at sleep (3)."),
        ("many-studies-few-references", "Several studies have looked at sleep (1,2)."),
        ("many-studies-few-references", "Several studies have looked at sleep."),
        ("many-studies-few-references", "Several studies have looked at sleep (2,9)."),
    ],
)
def test_no_finding(find, code, sentence):
    assert find(code, sentence) == []


def test_a_sentence_of_two_topics_is_reported_once(make_corpus, article):
    text = article([("1. Sleep", f"Patients sleep longer in the dark (1). {REST}")], ENTRIES)
    topics = {
        "review/topics/sleep.yml": TOPIC,
        "review/topics/dark.yml": TOPIC.replace("sleep*", "dark").replace("Sleep", "Dark"),
    }
    corpus = make_corpus({"a.txt": text} | topics)
    assert (corpus.statements["text"] == "Patients sleep longer in the dark (1).").sum() == 2
    assert (corpus.findings["check"] == "animal-evidence-for-human-claim").sum() == 1


def test_where_a_reviewer_decided_the_population_no_words_are_named(make_corpus, article):
    text = article(
        [("1. Sleep", f"Everybody sleeps longer in the dark (1). Patients and nurses sleep (1). {REST}")], ENTRIES
    )
    codings = (
        "source,quote,topic,question,answer,direction,population,certainty,note,coder,date\n"
        "a.txt,Everybody sleeps longer in the dark (1).,sleep,,,neutral,human,asserted,,reader,2026-01-02\n"
    )
    corpus = make_corpus({"a.txt": text, "review/topics/sleep.yml": TOPIC, "review/codings.csv": codings})
    found = corpus.findings[corpus.findings["check"] == "animal-evidence-for-human-claim"]
    decided, suggested = found["message"]
    assert "speaks of people (as a reviewer decided) and" in decided
    assert "speaks of people ('Patients', 'nurses') and" in suggested


def test_what_a_statement_rests_on(make_corpus, article):
    text = article([("1. Sleep", f"All of them sleep (1,2,4). Owls sleep too (9). They sleep. {REST}")], ENTRIES)
    corpus = make_corpus({"a.txt": text, "review/topics/sleep.yml": TOPIC})
    rows = corpus.statements.set_index("sentence_no")[["best_design", "typical_design", "evidence_flags"]].fillna("")
    first = rows.index.min()
    assert rows.loc[first].tolist() == ["observational", "animal", ""]
    # The list does not hold 9: nothing is known of it, and yet it is a citation.
    assert rows.loc[first + 1].tolist() == ["", "", "unclear-evidence"]

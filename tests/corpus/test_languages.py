"""A document of several languages: every sentence is kept and tagged, and only the English ones become statements."""

import pytest

DOCUMENT = """# Sleep and pain after surgery: a review

Anna Reyes, Tom Berg

## Introduction

Pain keeps people awake after surgery [1]. Ein Patient sagte uns, dass er nach der Operation vor Schmerzen nicht mehr schlafen konnte [2]. \
Poor sleep makes pain worse in most of them [1,2].

قال مريض آخر إنه لم ينم ليلة واحدة بسبب الألم [3].

Resumen: el dolor se asocia con un sueño más corto después de la cirugía. E. coli and S. aureus were not the cause of pain.

Pain in Łódź, São Paulo and Zürich: Nowak, Müller, et al.

## Conclusion

Treat pain early, and sleep follows.

## References

1. Lund A. Sleep after surgery. J Sleep. 2001;1(1):1-9.
2. Weiss B. Schmerz und Schlaf. Schmerz. 2003;7(2):11-9.
3. Haddad C. Pain at night. Pain Pract. 2005;5(3):21-9.
"""
TOPIC = """title: Pain
questions:
  - id: hurts
    text: Does it hurt?
    kind: yes-no
terms: [pain, "schmerz*", dolor, الألم]
"""


@pytest.fixture
def corpus(make_corpus):
    return make_corpus({"mixed.md": DOCUMENT, "review/topics/pain.yml": TOPIC})


def language_of(corpus, words: str) -> str:
    (language,) = corpus.sentences.loc[corpus.sentences["text"].str.contains(words, regex=False), "language"]
    return language


def test_a_sentence_has_its_own_language(corpus):
    assert language_of(corpus, "Ein Patient sagte") == "de"
    assert language_of(corpus, "قال مريض") == "ar"
    assert language_of(corpus, "el dolor se asocia") == "es"
    for words in ("Pain keeps", "Poor sleep", "E. coli and", "Łódź", "Treat pain", "Anna Reyes"):
        assert language_of(corpus, words) == "en"
    assert corpus.sources["language"].tolist() == ["en"]


def test_markers_are_found_in_any_language(corpus):
    markers = corpus.citations.merge(corpus.sentences, on=["source_id", "sentence_no"])
    found = {language: sorted(rows["reference_no"]) for language, rows in markers.groupby("language")}
    assert found == {"en": [1, 1, 2], "de": [2], "ar": [3]}


def test_only_english_sentences_become_statements(corpus):
    stated = corpus.statements.merge(corpus.sentences, on=["source_id", "sentence_no"])
    assert set(stated["language"]) == {"en"}
    assert {"Pain keeps people awake after surgery [1].", "Treat pain early, and sleep follows."} <= set(
        stated["text_x"]
    )

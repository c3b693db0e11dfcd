"""Words in their paragraph: marked by their place, never by looking for them."""

from dataclasses import replace

import pytest

from evidence_review.corpus import Corpus
from evidence_review.display.context import Context, Place
from evidence_review.errors import EvidenceError


def find(corpus: Corpus, words: str, sentence_no: int, nth: int = 0) -> Place:
    text = corpus.texts["abel2020"]
    start = text.index(words)
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Context(corpus).find("abel2020", sentence_no, (start, start + len(words)))


def test_a_sentence_stands_marked_between_its_neighbors(zoli: Corpus) -> None:
    place = find(zoli, "Zolimine came into use in 1990 [1].", 2)
    assert place.paragraph == (
        '<blockquote class="er-context" lang="en"><mark>Zolimine came into use in 1990 <span class="er-marker">[1]</span>.</mark>'
        ' Zolimine helps in sleep, and zolimine helps in &lt;b&gt;grief&lt;/b&gt; <span class="er-marker">[1,9]</span>.'
        ' It is a good treatment of sleep in dogs. The treatment of sleep lasts for hours <span class="er-marker">[1-2]</span>.'
        " \u2026</blockquote>"
    )
    assert place.section == "Introduction"
    assert (place.start, place.end) == (54, 89)


def test_words_that_stand_twice_in_a_sentence_are_marked_where_they_were_meant(zoli: Corpus) -> None:
    assert "Zolimine <mark>helps in</mark> sleep, and zolimine helps in" in find(zoli, "helps in", 3).paragraph
    assert "Zolimine helps in sleep, and zolimine <mark>helps in</mark>" in find(zoli, "helps in", 3, nth=1).paragraph


def test_a_broken_word_is_marked_whole(zoli: Corpus) -> None:
    place = find(zoli, "treat-\nment of sleep", 4)
    assert "It is a good <mark>treatment of sleep</mark> in dogs." in place.paragraph
    assert place.text == "treatment of sleep"


def test_words_over_two_sentences_are_marked_and_cite_what_both_do(zoli: Corpus) -> None:
    place = find(zoli, "in <b>grief</b> [1,9]. It is a good", 3)
    assert (
        "<mark>in &lt;b&gt;grief&lt;/b&gt; "
        '<span class="er-marker">[1,9]</span>. It is a good</mark> treatment' in place.paragraph
    )
    assert [one.label for one in place.cited] == ["1", "9"]
    # What stands behind the second sentence: three more of the paragraph.
    assert place.paragraph.endswith("Many people sleep better at home. \u2026</blockquote>")


def test_a_long_paragraph_is_cut_on_both_sides(zoli: Corpus) -> None:
    place = find(zoli, "Nobody knows why it does so.", 6)
    assert place.paragraph.startswith('<blockquote class="er-context" lang="en">\u2026 Zolimine helps')
    assert place.paragraph.endswith("Some of them sleep well here.</blockquote>")
    assert place.list_cited() == '<p class="er-where">These words cite nothing.</p>'


def test_a_part_of_a_sentence_cites_what_the_next_marker_names(zoli: Corpus) -> None:
    # A marker speaks for the words before it.
    assert [one.label for one in find(zoli, "helps in sleep", 3).cited] == ["1", "9"]
    assert find(zoli, "Zolimine may cost", 9).cited == ()


def test_cited_entries_lead_to_the_list_and_what_it_lacks_is_said(zoli: Corpus) -> None:
    listed = find(zoli, "Zolimine helps", 3).list_cited()
    assert '<li><a href="../outputs/sources/abel2020.html#r1">1</a>: Abel A, Baker B. Zolimine in insomnia' in listed
    assert "<li>9: not in the list of references</li>" in listed
    # The marker [1-2] does not print the 2, but for its end.
    span = find(zoli, "The treatment of sleep lasts", 5).list_cited()
    assert '<a href="../outputs/sources/abel2020.html#r2">2</a>: Cole C. Zolimine &amp; rest, a review.' in span


def test_author_and_year_stand_before_the_number_that_no_reader_saw(make_corpus) -> None:
    text = (
        "Sleep of dogs\n\nIntroduction\n\nDogs sleep well (Cole, 2005). Cats do not (Ito, 1999). Cows do (Abel, 2001). "
        "Mice sleep as well (Cole, 2005).\n\n"
        "References\n\nAbel A. Rest. J Rest. 2001;9:1-2.\n\nCole C. Dogs. J Rest. 2005;9:100-110.\n"
    )
    corpus = make_corpus({"dogs.txt": text})
    (source_id,) = corpus.texts
    sentences = corpus.sentences[corpus.sentences["text"].str.contains("Dogs sleep|Cats do")]
    first, second = (
        Context(corpus).find(source_id, row.sentence_no, (row.start, row.end)).cited for row in sentences.itertuples()
    )
    assert [(one.lead, one.label) for one in first] == [("(Cole, 2005) \u2192 ", "2")]
    assert [(one.lead, one.reference_no, one.words) for one in second] == [("", None, "not in the list of references")]


def test_the_citation_to_copy(zoli: Corpus) -> None:
    place = find(zoli, "Zolimine may cost sleep.", 9)
    said = "Conclusions: \u201cZolimine may cost sleep.\u201d (abel2020:s007, characters 353\u2013377)"
    assert place.cite("abel2020:s007") == f"Abel and others 2020, {said}"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"authors": "Ada Ito;Bo Cole", "year": 2021}, "Ito and Cole 2021"),
        ({"authors": "Ito A", "year": None}, "Ito"),
        ({"authors": None, "year": 2021}, "Zolimine and Sleep: A Narrative Review, 2021"),
        ({"authors": None, "year": None}, "Zolimine and Sleep: A Narrative Review"),
        ({"authors": None, "year": None, "title": None}, "abel2020"),
    ],
)
def test_a_source_is_called_by_what_is_known_of_it(zoli: Corpus, known: dict[str, object], said: str) -> None:
    sources = zoli.sources.astype(object).assign(**known)
    place = find(replace(zoli, sources=sources), "Zolimine may cost sleep.", 9)
    assert place.cite("x:s1").startswith(f"{said}, Conclusions: \u201c")


def test_words_from_the_right_keep_their_direction(zoli: Corpus) -> None:
    text = "النوم جيد."
    row = {"sentence_no": 9, "parts": "0-10", "start": 0, "end": 10, "language": "ar"}
    sentences = zoli.sentences[zoli.sentences["sentence_no"] == 9].assign(**row)
    place = find(replace(zoli, texts={"abel2020": text}, sentences=sentences), "جيد", 9)
    assert place.paragraph == (
        '<blockquote class="er-context" lang="ar" dir="auto">النوم <mark>جيد</mark>.</blockquote>'
    )


def test_statements_of_another_corpus_are_refused(zoli: Corpus) -> None:
    with pytest.raises(EvidenceError, match=r"^abel2020: .* pass the corpus that the statements are of$"):
        Context(zoli).find("abel2020", 99, (0, 9))
    with pytest.raises(EvidenceError, match="sentence 2 does not hold these words"):
        Context(zoli).find("abel2020", 2, (0, 9))


def test_every_statement_of_the_five_documents_is_marked_as_it_reads(five: Corpus) -> None:
    context = Context(five)
    for row in five.statements.itertuples():
        place = context.find(row.source_id, row.sentence_no, (row.start, row.end))
        assert place.text == row.text
        assert len([one for one in place.cited if one.reference_no]) <= row.n_citations
        assert bool(place.cited) == (row.cited_end > row.end or "er-marker" in place.paragraph.split("mark>")[1])

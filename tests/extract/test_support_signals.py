"""Every signal of the audit: a pair for which it must speak, and one for which it must not. Composed by us, worked out by reading."""

import re

import pytest

from evidence_review.extract.concepts import built_in
from evidence_review.extract.support import Entry, Judgment, Mention, Sentence, audit_document
from evidence_review.extract.words import read_words

# A list on many subjects, so that no word is common in it.
FILLER = [
    "Warfarin after replacement of the mitral valve",
    "Iron tablets for anemia of pregnant women",
    "Salbutamol inhalers in asthma of adolescents",
    "Vitamin D and fractures of the hip in older adults",
    "Psychotherapy for obsessive-compulsive disorder",
    "Dialysis and survival in renal failure",
    "Surgery for cataract in rural communities",
    "Influenza vaccination of health workers",
]


def judge(text: str, titles: dict[int, str], names: dict[int, str] | None = None) -> dict[tuple[int, int], Judgment]:
    """Audit sentences, one per line, whose markers are numbers in square brackets, with a list of these titles and others."""
    titles = {20 + number: title for number, title in enumerate(FILLER)} | titles
    entries = [Entry(number, title, (names or {}).get(number, "")) for number, title in sorted(titles.items())]
    sentences, mentions = [], []
    for number, line in enumerate(text.strip().split("\n"), start=1):
        sentences.append(Sentence(number, line.strip(), 1, ""))
        for match in re.finditer(r"\[([\d,]+)\]", line.strip()):
            listed = tuple(map(int, match[1].split(",")))
            mentions.append(Mention(len(mentions) + 1, number, match.start(), match.end(), listed))
    return {(one.marker_no, one.reference_no): one for one in audit_document(sentences, entries, mentions, built_in())}


def signals(text: str, titles: dict[int, str], names: dict[int, str] | None = None) -> tuple[str, ...]:
    """Return the signals of the first marker and its first entry."""
    return next(iter(judge(text, titles, names).values())).signals


SPEAKS = {
    "no-shared-concept": ("Gout was rare in the villages [1].", {1: "Lithium for mania: a randomized trial"}, None),
    "better-entry": (
        "Lithium prevented relapse of mania [1].",
        {1: "Metformin in type 2 diabetes", 2: "Lithium and relapse of mania"},
        None,
    ),
    "neighbor-fits-better": (
        "Lithium prevents relapse of mania.\nThe tablets are cheap and easy to store [1].",
        {1: "Lithium and relapse of mania"},
        None,
    ),
    "odd-one-out": (
        "Lithium prevented relapse of mania [1,2].",
        {1: "Screening for celiac disease", 2: "Lithium and relapse of mania"},
        None,
    ),
    "fits-elsewhere": (
        "The weather was fine on most mornings [1].\nOther things.\nMore things.\nLithium prevented relapse of mania [1].",
        {1: "Lithium and relapse of mania"},
        None,
    ),
    "other-author": (
        "As was seen by Moreau et al. [1], few stayed well.",
        {1: "Who stayed well after lithium", 2: "Who fell ill after lithium"},
        {1: "Jansen", 2: "Moreau"},
    ),
    "subject-missing": (
        "Lithium is old.\nLithium is cheap.\nLithium is a salt.\nLithium is sold.\nLithium is taken.\nLithium harms the kidney [1].",
        {1: "Valproate and the kidney", 2: "Lithium and sleep"},
        None,
    ),
    "species-differs": ("Patients with sepsis recovered [1].", {1: "Recovery from sepsis in mice"}, None),
    "population-differs": ("Melatonin helped neonates to sleep [1].", {1: "Melatonin for sleep of older adults"}, None),
    "route-differs": ("Intranasal naloxone works at once [1].", {1: "Subcutaneous naloxone at once"}, None),
    "setting-differs": ("Ibuprofen was given in nursing homes [1].", {1: "Ibuprofen in intensive care"}, None),
    "drug-differs": ("Gabapentin relieved itching [1].", {1: "Ondansetron relieved itching"}, None),
    "condition-differs": ("Ibuprofen relieved migraine [1].", {1: "Ibuprofen for gout"}, None),
    "title-denies": ("Melatonin shortens delirium [1].", {1: "No effect of melatonin on delirium"}, None),
    "kind-of-paper": ("Melatonin reduces delirium [1].", {1: "A classification of delirium"}, None),
}
SILENT = {
    "no-shared-concept": ("Tumours of the breast were rare [1].", {1: "Incidence of breast cancer"}, None),
    "better-entry": (
        "Lithium prevented relapse of mania [1].",
        {1: "Relapse of mania under lithium", 2: "Lithium and relapse of mania"},
        None,
    ),
    "neighbor-fits-better": (
        "The tablets are cheap.\nLithium prevents relapse of mania [1].",
        {1: "Lithium and relapse of mania"},
        None,
    ),
    "odd-one-out": (
        "Lithium prevented relapse of mania [1,2].",
        {1: "Mania: who has a relapse", 2: "Lithium and relapse of mania"},
        None,
    ),
    "fits-elsewhere": (
        "Mania came back without lithium [1].\nOther things.\nLithium prevented relapse of mania [1].",
        {1: "Lithium and relapse of mania"},
        None,
    ),
    "other-author": (
        "As was seen by Moreau et al. [2], few stayed well.",
        {1: "Who stayed well after lithium", 2: "Who fell ill after lithium"},
        {1: "Jansen", 2: "Moreau"},
    ),
    "subject-missing": (
        "Lithium is old.\nLithium is cheap.\nLithium is a salt.\nLithium is sold.\nLithium is taken.\nLithium harms the kidney [1].",
        {1: "Lithium and the kidney", 2: "Lithium and sleep"},
        None,
    ),
    "species-differs": ("Mice with sepsis recovered [1].", {1: "Recovery from sepsis in mice"}, None),
    "population-differs": ("Melatonin helped newborns to sleep [1].", {1: "Melatonin for sleep of neonates"}, None),
    "route-differs": ("Nasal naloxone works at once [1].", {1: "Intranasal naloxone at once"}, None),
    "setting-differs": ("Ibuprofen was given on the ICU [1].", {1: "Ibuprofen in intensive care"}, None),
    # A drug and its class are no two drugs.
    "drug-differs": ("Opioids relieved itching [1].", {1: "Nalbuphine relieved itching"}, None),
    "condition-differs": ("Ibuprofen relieved headache [1].", {1: "Ibuprofen for migraine"}, None),
    "title-denies": ("Melatonin does not shorten delirium [1].", {1: "No effect of melatonin on delirium"}, None),
    "kind-of-paper": ("Delirium is classified by its cause [1].", {1: "A classification of delirium"}, None),
}
IN_ORDER = "\n".join(f"A thing [{number}]." for number in range(1, 13))
ORDERED = dict(enumerate(["Drugs", *FILLER, *FILLER[:3]], start=1))


@pytest.mark.parametrize("code", SPEAKS)
def test_it_speaks(code):
    assert code in signals(*SPEAKS[code])


@pytest.mark.parametrize("code", SILENT)
def test_it_is_silent(code):
    assert code not in signals(*SILENT[code])


def test_a_number_out_of_turn():
    said = judge(IN_ORDER.replace("[4]", "[11]"), {number: f"{title} {number}x" for number, title in ORDERED.items()})
    found = [number for (_, number), one in said.items() if "out-of-turn" in one.signals]
    assert found == [11]
    assert "out of turn" in said[4, 11].reason
    assert not any("out-of-turn" in one.signals for one in judge(IN_ORDER, ORDERED).values())


def test_a_list_that_is_not_in_order_has_no_turns():
    text = "\n".join(f"A thing [{number}]." for number in (7, 2, 9, 5, 1, 8, 3, 6, 4))
    assert not any("out-of-turn" in one.signals for one in judge(text, ORDERED).values())


def test_reasons_name_what_differs_and_what_fits():
    one = judge(*SPEAKS["species-differs"])[1, 1]
    assert "the title speaks of mouse, the sentence of patients" in one.reason
    better = judge(*SPEAKS["better-entry"])[1, 1]
    assert better.better == 2
    assert "entry 2 (Lithium and relapse of mania) shares: " in better.reason


def test_every_signal_has_its_weight_and_its_innocent_explanation():
    from evidence_review.extract.support_signals import SIGNALS

    data = read_words("support")
    assert set(SIGNALS) == {*SPEAKS, "out-of-turn", "embedding-far"}
    assert set(SPEAKS) == set(SILENT)
    assert set(SIGNALS) <= set(data["innocent"])
    # A signal never lowers the score.
    assert all(data["score"][code] >= 0 for code in SIGNALS)


@pytest.mark.parametrize("title", ["", "???", "Lithium", "Introduction", "The"])
def test_a_title_that_says_too_little_is_not_assessed(title):
    one = judge("Lithium prevented relapse [1].", {1: title})[1, 1]
    assert one.score is None
    assert one.signals == ()
    assert one.reason


def test_a_title_in_another_language_is_not_assessed():
    one = judge(
        "Lithium prevented relapse [1].", {1: "Die Wirkung von Lithium auf den Verlauf der manischen Erkrankung"}
    )
    assert one[1, 1].reason == "the title is in another language than the sentence"


def test_a_title_that_names_the_class_of_the_drug_speaks_of_it():
    text = "\n".join(["Ketamine lifts mood."] * 8 + ["Ketamine lifted mood in depression [1]."])
    assert "subject-missing" in signals(text, {1: "Rapid change of mood in depression"})
    assert "subject-missing" not in signals(text, {1: "An NMDA receptor antagonist in depression"})


def test_a_title_with_its_translation_is_assessed():
    title = "Die Wirkung von Lithium auf den Verlauf der manischen Erkrankung [Effect of lithium in mania]"
    one = judge("Lithium prevented relapse of mania [1].", {1: title})[1, 1]
    assert one.score is not None


def test_an_abbreviation_of_the_document_is_read():
    text = "Chronic fatigue of miners (CFM) is common.\nOther things.\nCFM is treated with rest [1]."
    assert "no-shared-concept" not in signals(text, {1: "Chronic fatigue of miners in the north"})


def test_a_name_in_a_marker_is_no_word_of_the_sentence():
    sentence = Sentence(1, "It was so (Mania 1999).", 1, "")
    (one,) = audit_document(
        [sentence], [Entry(1, "Mania and lithium"), Entry(2, "Other things")], [Mention(1, 1, 10, 22, (1,))], built_in()
    )
    assert one.sentence_concepts == ()

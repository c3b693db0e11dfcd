"""The language of a text, and of a sentence in a text of another language."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.language import find_language

DATA = Path(__file__).resolve().parents[1] / "data" / "language"
SENTENCES = tomllib.loads((DATA / "sentences.toml").read_text(encoding="utf-8"))
UNSEEN = tomllib.loads((DATA / "unseen.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The effect of the drug on pain was small and it did not last.", "en"),
        ("Die Wirkung des Mittels auf den Schmerz war gering und hielt nicht an, wie die Studie zeigte.", "de"),
        ("Les effets du médicament sur la douleur sont faibles dans cette étude.", "fr"),
        ("Los efectos del fármaco para el dolor son más débiles en este estudio.", "es"),
        ("Os efeitos do remédio não foram fortes e também não são novos.", "pt"),
        ("Gli effetti del farmaco sono nella norma e anche più deboli.", "it"),
        ("De werking van het middel op de pijn is niet sterk en wordt ook zwakker.", "nl"),
        ("Leczenie bólu nie jest proste, ale się udaje przez lata.", "pl"),
        ("هذا نص عربي قصير", "ar"),
        ("Это короткий русский текст", "ru"),
        ("这是一个短文", "zh"),
        ("これはみじかいぶんです", "ja"),
        ("Αυτό είναι ένα κείμενο", "el"),
        ("זה טקסט קצר", "he"),
        ("이것은 짧은 글입니다", "ko"),
        ("यह एक छोटा पाठ है", "hi"),
    ],
)
def test_find_language(text: str, language: str) -> None:
    assert find_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("گروه", "fa"),
        ("لڑکے", "ur"),
        ("كلية", "ar"),
        ("їжа", "uk"),
        ("были", "ru"),
        ("使用ketamine后血压升高", "zh"),
        ("ketamineを投与した", "ja"),
    ],
)
def test_letters_tell_languages_of_one_script_apart(text: str, language: str) -> None:
    assert find_language(text) == language


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_of_a_language_are_found(language: str) -> None:
    found = [find_language(text) for text in SENTENCES[language]]
    assert len(found) == 15
    assert found.count(language) >= 11
    if language != "uk":
        # Two of the Ukrainian sentences hold no letter that Russian lacks.
        assert set(found) <= {language, ""}


@pytest.mark.parametrize("language", UNSEEN)
def test_sentences_that_no_list_was_made_for_are_seldom_misjudged(language: str) -> None:
    assert sum(find_language(text) not in (language, "") for text in UNSEEN[language]) <= 1


@pytest.mark.parametrize("text", ["", "12 345 (67)", "Ketamine", "Ana Lima, Ben Roy", "…", "\U000e0001", "α-β = γ"])
def test_too_little_to_tell(text: str) -> None:
    assert find_language(text) == ""
    assert find_language(text, "de") == "de"


@pytest.mark.parametrize(
    "text",
    [
        "The word الخلاصة is the heading of the abstract in that journal.",
        "Wojciech Dębek-Kowalska, Łukasz Żak",
        "Escherichia coli, Klebsiella spp. et al.",
        "de la Cruz, van der Meer, Le Bars, von Euler, dos Santos",
        "Hospital Universitario de La Paz, Madrid",
        "Journal homepage: <https://journals.example.com/da/som>; ana.de.la@example.com",
        "NMDA N-methyl-D-aspartate",
        "Group R: Bolus romifidine (Sedan® 10 mg/ml)^2 0.03 mg/kg i.v., CRI 0.05 mg/kg/h i.v.",
        "Ex vivo, in vitro, post hoc, per os, a priori",
        "Müller, García and Nowak used α, β and ΔF.",
    ],
)
def test_names_and_latin_in_english_prose_stay_english(text: str) -> None:
    assert find_language(text, "en") == "en"


def test_a_language_that_is_expected_holds_among_its_relatives() -> None:
    text = "Det var ikke noget i de to som kan ses."
    assert find_language(text, "no") == "no"
    assert find_language(text, "da") == "da"
    assert find_language("Кров брали натще.", "uk") == "uk"
    assert find_language("患者名", "ja") == "ja"


@given(st.text(), st.sampled_from(["", "en", "de", "ja"]))
def test_any_text_has_a_code_or_what_was_expected(text: str, expected: str) -> None:
    found = find_language(text, expected)
    assert found in ("", expected) or len(found) == 2


def test_a_script_that_is_not_known_is_unknown_and_not_english() -> None:
    assert find_language("བོད་ཡིག་ནི", "en") == ""
    assert find_language("𝐀 = 𝐁", "en") == "en"

"""The language of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.language import find_language


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
    ],
)
def test_find_language(text: str, language: str) -> None:
    assert find_language(text) == language


@pytest.mark.parametrize("text", ["", "12 345 (67)", "Ketamine", "Ana Lima, Ben Roy", "…", "\U000e0001"])
def test_too_little_to_tell(text: str) -> None:
    assert find_language(text) == ""


def test_a_foreign_word_does_not_make_another_language() -> None:
    assert find_language("The word الخلاصة is the heading of the abstract in that journal.") == "en"


@given(st.text())
def test_any_text_has_a_code_or_none(text: str) -> None:
    assert find_language(text) == "" or len(find_language(text)) == 2

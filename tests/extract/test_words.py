"""The data files beside the extractors."""

from collections import Counter

import pytest

from evidence_review.extract.words import read_words

# Lists that are compared as printed: an "OR" is an odds ratio, "ms" is no "Ms."; units are spelled in one way.
AS_PRINTED = (
    *("citations.values", "citations.units", "citations.counted"),
    *("sentences.titles", "sentences.places", "sentences.shouted"),
)
NAMES = ("citations", "cues", "designs", "language", "sentences")


def lists(value: object, path: str) -> list[tuple[str, list[str]]]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() if key != "example" for found in lists(inner, f"{path}.{key}")]
    if isinstance(value, str) and " " in value:
        return [(path, value.split(" "))]
    return [(path, value)] if isinstance(value, list) and all(isinstance(word, str) for word in value) else []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_once(name: str) -> None:
    assert read_words(name)
    assert read_words(name) is read_words(name)


@pytest.mark.parametrize(("path", "words"), [found for name in NAMES for found in lists(read_words(name), name)])
def test_no_word_stands_twice_and_none_is_blank(path: str, words: list[str]) -> None:
    assert [word for word, count in Counter(words).items() if count > 1] == [], path
    assert all(word.strip() for word in words), path


@pytest.mark.parametrize("name", ["citations", "sentences", "language"])
def test_words_that_are_compared_without_case_are_in_lower_case(name: str) -> None:
    for path, words in lists(read_words(name), name):
        if path not in AS_PRINTED:
            assert [word for word in words if word != word.casefold()] == [], path


def test_an_unknown_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read_words("nothing")

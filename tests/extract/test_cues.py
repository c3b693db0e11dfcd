"""Terms and cues: what a wildcard, a hyphen and a word boundary let through."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.cues import Groups, compile_terms, find_cues
from evidence_review.extract.statements import is_statement, suggest
from evidence_review.extract.words import read_words


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("rat", "in a rat."),
        ("rat", "in a RAT."),
        ("rat*", "in rats"),
        ("*ketamine", "norketamine"),
        ("post-operative", "postoperative"),
        ("post-operative", "post operative"),
        ("post-operative", "post–operative"),
        ("clinical trial*", "clinical trials"),
        ("5-HT", "the 5-HT level"),
        ("n't", "it didn n't"),
        (";", "this; that"),
        ("S(+)", "S(+)-ketamine"),
        ("microgram/kg", "1 microgram/kg"),
        ("in * cells", "in T cells"),
        ("* year", "a 5-year plan"),
    ],
)
def test_term_is_found(term: str, text: str) -> None:
    assert compile_terms((term,)).search(text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("rat", "the ratio"),
        ("rat", "a brat"),
        ("rat*", "a brat"),
        ("*ketamine", "ketamines"),
        ("rat", "rat5"),
        ("clinical trial*", "clinical and trial"),
        ("a*b", "a word b"),
        ("in * cells", "in cells"),
        ("in * cells", "in the T cells"),
        ("in * cells", "ingested cells"),
    ],
)
def test_term_is_not_found(term: str, text: str) -> None:
    assert not compile_terms((term,)).search(text)


def test_case_counts_where_asked() -> None:
    assert not compile_terms(("PTSD",), is_case_free=False).search("ptsd")
    assert compile_terms(("PTSD",), is_case_free=False).search("PTSD")


def test_the_longest_term_wins() -> None:
    match = compile_terms(("no", "no evidence")).search("There is no evidence.")
    assert match is not None and match.group() == "no evidence"


def test_no_terms_match_nothing() -> None:
    assert not compile_terms(()).search("anything")


def test_a_pseudo_cue_is_none() -> None:
    assert [match.group() for match in find_cues("It is not only new, it is not safe.", ("not",), ("not only",))] == ["not"]  # fmt: skip
    assert find_cues("It is not only new.", ("not",), ("not only",)) == []


GROUPS = {
    "first": compile_terms(("no", "no evidence", "evidence of harm")),
    "second": compile_terms(("harm*", "evidence")),
    "third": compile_terms(("*idence", ";", "of")),
}


@given(
    st.lists(st.sampled_from(["no", "evidence", "of", "harm", "harms", ";", "evident", "-", "(no"]), max_size=12).map(
        " ".join
    )
)
def test_groups_find_what_each_finds_by_itself(text: str) -> None:
    found = [(name, match.span()) for name, match in Groups(GROUPS).finditer(text)]
    assert sorted(found) == sorted(
        (name, match.span()) for name, terms in GROUPS.items() for match in terms.finditer(text)
    )


@given(st.text(), st.lists(st.sampled_from(["not only", "no doubt", "rat*", "a", "-", "é"])))
def test_blanking_out_keeps_every_offset(text: str, pseudo: list[str]) -> None:
    blank = compile_terms(tuple(pseudo)).blank(text)
    assert len(blank) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blank, strict=True))


@given(st.lists(st.text(min_size=1), min_size=1), st.text())
def test_any_term_compiles(terms: list[str], text: str) -> None:
    compile_terms(tuple(terms)).search(text)


def groups(words: dict[str, Any], name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Go through the groups of cues and their names."""
    if "cues" in words:
        yield name, words
    for key, inner in words.items():
        if isinstance(inner, dict):
            yield from groups(inner, f"{name}.{key}".strip("."))


@pytest.mark.parametrize(("name", "group"), [pytest.param(*one, id=one[0]) for one in groups(read_words("cues"))])
def test_each_group_of_cues_has_an_example_and_says_what_it_gives(name: str, group: dict[str, Any]) -> None:
    assert find_cues(group["example"], group["cues"])
    assert not find_cues("Gardens bloomed.", group["cues"])
    if name == "not_a_statement":
        assert not is_statement(group["example"])
        return
    proposal = vars(suggest(group["example"]))
    assert {field: proposal[field] for field in group["gives"]} == group["gives"]


def flatten(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for key, inner in value.items() if key != "gives" for word in flatten(inner)]
    return list(value) if isinstance(value, list) else []


def test_every_cue_finds_itself() -> None:
    for cue in flatten(read_words("cues")):
        text = f"x {cue.replace(' * ', ' y ').replace('* ', 'y ').replace(' *', ' y').replace('*', '')} x"
        if cue.startswith(("n't", "-")):
            text = text.replace(" ", "", 1) if cue.startswith("-") else text
        assert compile_terms((cue,)).search(text), cue

"""Small journal articles, made for one finding each."""

from collections.abc import Callable

import pytest

REFERENCES = [
    "Fox A. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50.",
    "Hen B. Hens in winter, a long and careful study. Farm Journal. 2003; 7(1):11-19.",
    "Cow C. Grazing of cows on the slopes of hills. Grass Letters. 2010; 2(4):101-9.",
    "Owl D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84.",
]
BODY = [
    ("1. Introduction", "Foxes sleep in the woods (1). Hens are awake in winter (2). Both of them are animals (1,2)."),
    (
        "2. Animals of the hills",
        "Cows graze on the slopes (3). Owls see them at night (4). Nobody has seen more (3,4).",
    ),
    ("3. Conclusions", "Animals live in many places (1-4). More of them should be watched (2). This was a review (1)."),
]


@pytest.fixture
def article() -> Callable[..., str]:
    """Return a function that prints an article of sections and entries, all of which it cites."""

    def write(sections: list[tuple[str, str]] | None = None, entries: list[str] | None = None, title: str = "") -> str:
        lines = [title or "Animals of the woods and hills: a review", "", "Ann Fox, Bob Hen", ""]
        for heading, text in BODY if sections is None else sections:
            lines += [heading, "", text, ""]
        lines += ["References", ""]
        lines += [f"{number}. {entry}" for number, entry in enumerate(REFERENCES if entries is None else entries, 1)]
        return "\n".join(lines) + "\n"

    return write


@pytest.fixture
def find(make_corpus: Callable) -> Callable[..., list[tuple[str, str]]]:
    """Return a function from a check and a document to the raw text and the message of its findings."""

    def run(code: str, text: str | bytes) -> list[tuple[str, str]]:
        corpus = make_corpus({"a.txt": text})
        found = corpus.findings[corpus.findings["check"] == code]
        return [
            (raw if isinstance(raw, str) else "", message)
            for raw, message in zip(found["raw"], found["message"], strict=True)
        ]

    return run

"""What holds for every document, however strange: spans nest, and nothing vanishes."""

import re
import unicodedata
from types import ModuleType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence_review.document import Document
from evidence_review.errors import UnreadableSource
from evidence_review.readers import READERS, read_document
from evidence_review.schema import SECTION_KINDS

LINES = st.sampled_from(
    [
        "# Heading", "## Sub heading of it", "Introduction", "ABSTRACT", "**Bold line**", "2.1. Numbered heading", "3. Other", "References", "Conclusion",
        "- a bullet", "• an item that is long enough to be read as text, it seems", "-", "•", "1. Smith A. Title. J Sea. 2001;1:2-3.", "2. Lee B. Title. J Sea. 2002;1:2-3.",
        "[3] Roy C. Title. J Sea. 2003;1:2-3.", "Smith A. Title. J Sea. 2004;1:2-3.", "This is a paragraph of more than twelve words, which ends with a stop [1].",
        "This is a paragraph of more than twelve words that is cut by a page break at the", "and goes on in lower case on the next page, as it must (2).", "12", "Page 3",
        "Figure 1. A caption of it", "a\tb\tc", "| a | b |", "Keywords: a, b", "By Ana Lima", "Home > Sleep", "Leave a Reply", "Medically reviewed by", "Dr. Ana Lima", "© 2020 Sea.",
        "Disclaimer: this is no advice", "Published: March 3, 2021", "Abstract: These are words of it", "AbstractThese are words of it", "Pain Res. 2023 Jan 1; 2023: 12.", "الخلاصة", "هذا نص عربي قصير جدا",
        "Zusammenfassung", "Received: 3 March 2019", "Acknowledgments", "{", "*", "**", "\u00ad", "\u2028", "a. b. c.", "",
    ]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n \n", " "])


def join(lines: list[str]) -> st.SearchStrategy[str]:
    """Return texts of these lines, each with an end of its own."""
    return st.lists(ENDS, min_size=len(lines), max_size=len(lines)).map(
        lambda ends: "".join(line + end for line, end in zip(lines, ends, strict=True))
    )


ENTRIES = st.lists(
    st.sampled_from(
        [
            "{n}. Smith A. Title. J Sea. 2001;1:2-3.", "[{n}] Lee B. Title. J Sea. 2002;1:2-3.", "({n}) Roy C. Title. J Sea. 2003;1:2-3.",
            "- {n}. Ott D. Title. J Sea. 2004;1:2-3.", "- Fay E. Title. J Sea. 2005;1:2-3.", "Gil F. Title. J Sea. 2006;1:2-3.", "{n}", "of the sea. 2007;1:2-3.", "", "Page {n}",
        ]
    ),
    min_size=3,
    max_size=12,
).map(lambda forms: [form.format(n=number) for number, form in enumerate(forms, 1)])  # fmt: skip
# A head, a list under a heading of its own, and what follows.
ARTICLES = st.tuples(
    st.lists(LINES, max_size=10),
    st.sampled_from(["References", "# References", "**REFERENCES**", "6. References", "Bibliography:", ""]),
    ENTRIES,
    st.lists(LINES, max_size=6),
).flatmap(lambda parts: join([*parts[0], parts[1], *parts[2], *parts[3]]))
DOCUMENTS = st.one_of(
    st.text(),
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=25).flatmap(join),
    ARTICLES,
)
# Marks of a list, of a heading and of its number's emphasis: what stands around text without being text.
MARKUP = re.compile(r"[#*_+>\-–•▪●◦‣⁃·:]")


def is_shown(character: str) -> bool:
    return (
        not character.isspace() and unicodedata.category(character) not in ("Cf", "Cc") and not MARKUP.match(character)
    )


def check(document: Document) -> None:
    text = document.text
    covered = bytearray(len(text))
    for section in document.sections:
        assert section.kind in SECTION_KINDS
        assert 0 <= section.start < section.end <= len(text)
        assert not text[section.start].isspace() and not text[section.end - 1].isspace()
        if section.parent is not None:
            parent = document.sections[section.parent]
            assert parent.start <= section.start and section.end <= parent.end
            assert parent.level < section.level
        if section.title:
            # The heading itself, to the end of its line.
            line = re.compile(r"[^\r\n]*").match(text, section.start)
            assert line is not None
            covered[section.start : line.end()] = b"\1" * (line.end() - section.start)
        if section.kind == "references":
            covered[section.start : section.end] = b"\1" * (section.end - section.start)
    starts = [section.start for section in document.sections]
    assert starts == sorted(starts)
    for one in document.sections:
        for other in document.sections:
            inside = other.start <= one.start and one.end <= other.end
            around = one.start <= other.start and other.end <= one.end
            assert inside or around or one.end <= other.start or other.end <= one.start
    taken = bytearray(len(text))
    for passage in document.passages:
        section = document.sections[passage.section]
        for start, end in passage.parts:
            assert section.start <= start < end <= section.end
            assert not any(taken[start:end]), "two passages share a character"
            taken[start:end] = b"\1" * (end - start)
            covered[start:end] = b"\1" * (end - start)
        assert list(passage.parts) == sorted(passage.parts)
    missing = {position for position, character in enumerate(text) if is_shown(character) and not covered[position]}
    assert not missing, "".join(text[position] for position in sorted(missing))
    ends = 0
    for entry in document.entries:
        assert ends <= entry.start < entry.end <= len(text)
        ends = entry.end
    numbers = [entry.number for entry in document.entries]
    assert len(numbers) == len(set(numbers)) and min(numbers, default=1) > 0


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
@example("<\n\n2000:0\n3AA2000:0\n1AA2000\n4AA")
def test_any_text_is_read_or_refused_and_nothing_vanishes(text: str) -> None:
    try:
        document = read_document(text)
    except UnreadableSource:
        return
    assert document.text == text
    check(document)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rsplit(".", 1)[-1])
@settings(max_examples=150, deadline=None)
@given(text=DOCUMENTS)
def test_each_reader_keeps_everything_that_it_recognizes(reader: ModuleType, text: str) -> None:
    if reader.recognizes(text):
        check(reader.read(text))


@pytest.mark.parametrize("digits", ["000", "001", "002", "003", "004"])
def test_nothing_vanishes_from_the_bundled_documents(bundled, digits: str) -> None:
    check(bundled(digits))

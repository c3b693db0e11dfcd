"""Where sentences end, measured on what a reader labelled, and rule by rule."""

import csv
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.decoding import decode
from evidence_review.document import Document
from evidence_review.extract.citations import link_markers
from evidence_review.extract.markers import find_markers
from evidence_review.extract.references import parse_reference
from evidence_review.extract.sentences import find_sentences
from evidence_review.readers import read_document
from evidence_review.text import Part, fold

DATA = Path(__file__).resolve().parents[1] / "data" / "sentences"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PROSE = ("abstract", "introduction", "body", "conclusion")
# Markdown stars at the edge of a sentence are no part of the label and may be part of what is found.
TOLERANCE = 2
CASES = tomllib.loads((DATA / "hard_cases.toml").read_text(encoding="utf-8"))["case"]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


def labelled() -> dict[str, list[Part]]:
    rows: dict[str, list[Part]] = {}
    with (DATA / "five_documents.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["file"], []).append((int(row["start"]), int(row["end"])))
    return rows


def found_in(document: Document) -> list[Part]:
    spans = []
    for passage in document.passages:
        section = document.sections[passage.section]
        if section.kind in PROSE and section.language == "en" and passage.kind in ("prose", "list-item"):
            folded = fold(document.text, passage.parts)
            spans.extend(folded.span(*span) for span in find_sentences(folded.text))
    return spans


def count_matches(wanted: list[int], found: list[int]) -> int:
    """Count the wanted positions that have a found one close by; each found one serves once."""
    rest = sorted(found)
    matches = 0
    for position in sorted(wanted):
        close = next((other for other in rest if abs(other - position) <= TOLERANCE), None)
        if close is not None:
            rest.remove(close)
            matches += 1
    return matches


def test_boundaries_of_the_five_documents() -> None:
    wanted: list[int] = []
    found: list[int] = []
    offset = 0
    for name, spans in labelled().items():
        document = read_document(decode((SEEDS / name).read_bytes()).text)
        wanted += [offset + position for span in spans for position in span]
        found += [offset + position for span in found_in(document) for position in span]
        offset += len(document.text) + 10
    assert len(wanted) == 2 * 410
    matches = count_matches(wanted, found)
    assert matches / len(found) >= 0.99, f"precision {matches / len(found):.4f}"
    assert matches / len(wanted) >= 0.99, f"recall {matches / len(wanted):.4f}"


@pytest.mark.parametrize(("digits", "n_markers"), [("000", 112), ("004", 45)])
def test_no_marker_falls_on_a_boundary(digits: str, n_markers: int) -> None:
    (path,) = SEEDS.glob(f"{digits}*.txt")
    document = read_document(decode(path.read_bytes()).text)
    entries = {}
    for entry in document.entries:
        raw = document.text[entry.start : entry.end]
        fields = parse_reference(raw)
        entries[entry.number] = (fields.first_author, fields.year, raw)
    inside = 0
    for passage in document.passages:
        if document.sections[passage.section].kind not in PROSE or passage.kind not in ("prose", "list-item"):
            continue
        text = fold(document.text, passage.parts).text
        spans = find_sentences(text)
        for link in link_markers(find_markers(text), entries, entries):
            if link.marker.style == "author-year":
                continue
            holders = [span for span in spans if span[0] <= link.marker.start and link.marker.end <= span[1]]
            assert len(holders) == 1, text[link.marker.start - 60 : link.marker.end + 60]
            # A marker at the head of a sentence belongs to the one before it.
            assert holders[0][0] < link.marker.start, text[link.marker.start - 60 : link.marker.end + 60]
            inside += 1
    assert inside == n_markers


def test_there_are_hard_cases_enough() -> None:
    assert [case["no"] for case in CASES] == list(range(1, 73))
    assert sum(len(case["sentences"]) for case in CASES) == 176
    assert all("".join("".join(case["sentences"]).split()) == "".join(case["text"].split()) for case in CASES)


KNOWN_FAILURES = {
    13: "nothing but meaning tells that a sentence ends at U.S. before a capital",
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case['no']} {case['kind']}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN_FAILURES[case["no"]])]
            if case["no"] in KNOWN_FAILURES
            else [],
        )
        for case in CASES
    ],
)
def test_hard_case(case: dict) -> None:
    assert split(case["text"]) == case["sentences"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Pain fell (cf. Ref. 3) in rats. It stayed low.", id="abbreviation that never ends"),
        pytest.param("We used vol. 3 of the atlas. It is long.", id="abbreviation before a number"),
        pytest.param("Relief came in 2.5 h. It lasted.", id="decimal"),
        pytest.param("J. K. Moor wrote it. Nobody read it.", id="initials"),
        pytest.param("The dose was 5 mg. It was safe.", id="unit before a capital"),
        pytest.param("Mood rose for days.[3,4] Sleep did not.", id="square marker after the stop"),
        pytest.param("Mood rose. (4,41). Sleep did not.", id="round marker after a stop, with its own"),
        pytest.param("Mood rose for days.¹² Sleep did not.", id="superscript marker"),
        pytest.param("Mood rose for days.^12^ Sleep did not.", id="caret marker"),
        pytest.param("Mood rose for days.12 Sleep did not.", id="bare marker"),
        pytest.param("Mood rose for days.[17]-[23] Sleep did not.", id="span of markers"),
        pytest.param("Mood rose in 2004.12 Sleep did not.", id="bare marker after a year"),
        pytest.param("Mood rose in the U.S.12 Sleep did not.", id="bare marker after an abbreviation"),
        pytest.param("Mood rose with IL6.12 Sleep did not.", id="bare marker after a formula"),
        pytest.param("It was 1.4.12,13 Sleep was not.", id="bare markers after a decimal"),
        pytest.param("It lasted 6 h. Sleep was good.", id="unit of one letter"),
        pytest.param("It took 148 ms. Sleep was good.", id="unit that is a title with a capital"),
        pytest.param("They had vitamin D. Sleep was good.", id="letter that names a kind"),
        pytest.param("It was at 5 p.m. mRNA was low.", id="word with a small letter before a capital"),
        pytest.param("They went to the ED. Triage was quick.", id="name of two capitals"),
        pytest.param("It is paid for. § 12 says so.", id="section mark"),
        pytest.param("It works. ’Recall’ rose.", id="quotation mark that is turned the wrong way"),
        pytest.param("Did it help? Nobody knows.", id="question"),
        pytest.param('She said "it helps." He agreed.', id="stop inside quotes"),
        pytest.param("The end came. ketamine is old.", id="small letter begins after a long word"),
        pytest.param("It was assigned to.Others waited.", id="glued sentences"),
        pytest.param("هذا نص. وهذا آخر.", id="another script"),
    ],
)
def test_two_sentences(text: str) -> None:
    assert len(split(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Two drugs, e.g. ketamine and lidocaine, were used.",
        "It was shown by Moor et al. in rats.",
        "See Figs. 1-3 and Tab. 4 for the curves.",
        "The value was 0.25 mg/kg in no. 5 of the series.",
        "Visit www.example.org/a.b for the data.",
        "The doi is 10.1000/abc.def for all.",
        "It lasted ... and then stopped.",
        "The drug (a solvent!) was given.",
        "Given i.v. over one minute.",
        "Dr. Ferro and Prof. Lindqvist agreed.",
        "S. aureus grew.",
        "1. Wash the vein.",
        "Relief (vs. placebo) was brief",
        "Strata were 35 or less vs. > 35.",
        "Ms. Weiss and Gov. Ruiz came from Salem, Mass. 5 years ago.",
        "Leaves of Salix alba Linn. (Salicaceae) were dried.",
        "The pump (Orlo Inc., Mass.) was new.",
        "The dose rose (it was low. Very low, indeed), and relief came.",
        "It was read by M. Lindqvist, a nurse.",
        "It was 1.44 Tesla in both.",
        "It can wait … and so can you.",
        "Staph. aureus grew in half of them.",
        "See eFigs. 2 and 3 and vers. 22 of it.",
        "It was shown by Moor et al.,12 which few believed.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The flow was low in all of\nthem.\nNobody\r\nleft.",
        "The flow was low\u2028in all of them.\u2028Nobody left.",
        "The flow was lo\u00adw in all of them.\u2029Nobody left.",
    ],
)
def test_lines_that_are_wrapped(text: str) -> None:
    folded = fold(text, [(0, len(text))])
    assert split(folded.text) == ["The flow was low in all of them.", "Nobody left."]
    starts = [folded.span(*span)[0] for span in find_sentences(folded.text)]
    assert [text[start : start + 3] for start in starts] == ["The", "Nob"]


def test_labelled_passages_are_many_and_of_many_kinds() -> None:
    passages = tomllib.loads((DATA / "passages.toml").read_text(encoding="utf-8"))["passage"]
    assert len({passage["genre"] for passage in passages}) >= 12
    assert sum(passage["text"].count("‖") for passage in passages) >= 260


def test_nothing_gives_nothing() -> None:
    assert find_sentences("") == []
    assert find_sentences("  \n ") == []


PIECES = st.sampled_from(
    [".", "!", "?", "…", " ", "\n", "[1]", "(2,3)", "12", "¹", "et al.", "e.g.", "A.", "word", "Word", "\"", ")", "(", "*", "^3^", "0.5", "i.v.", "。", "(1)", "\u00a0", "\u2028", ","]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@given(TEXTS)
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    spans = find_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = {position for start, end in spans for position in range(start, end)}
    assert {position for position, character in enumerate(text) if not character.isspace()} <= inside
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


@given(TEXTS)
def test_splitting_again_changes_nothing_for_folded_text(text: str) -> None:
    folded = " ".join(text.split())
    assert [folded[slice(*span)] for span in find_sentences(folded)] == split(folded)

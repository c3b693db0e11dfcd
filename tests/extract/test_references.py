"""Fields of reference entries, measured on what a reader labelled, and form by form."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.decoding import decode
from evidence_review.extract.references import Reference, family_name, find_doi, parse_reference
from evidence_review.readers import read_document
from evidence_review.text import fold, normalize

DATA = Path(__file__).resolve().parents[1] / "data" / "references"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def labelled() -> list[tuple[dict[str, str], Reference]]:
    pairs = []
    texts: dict[str, str] = {}
    with (DATA / "fields_labelled.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = texts.setdefault(row["file"], decode((SEEDS / row["file"]).read_bytes()).text)
            pairs.append((row, parse_reference(text[int(row["start"]) : int(row["end"])])))
    return pairs


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict[str, str], Reference]]:
    return labelled()


@pytest.mark.parametrize(
    ("field", "least"),
    [
        ("first_author", 0.97),
        ("year", 0.97),
        ("volume", 0.97),
        ("issue", 0.95),
        ("first_page", 0.97),
        ("last_page", 0.95),
        ("title", 0.95),
        ("container_title", 0.95),
        ("doi", 1.0),
    ],
)
def test_agreement_with_the_labels(pairs: list[tuple[dict[str, str], Reference]], field: str, least: float) -> None:
    assert len(pairs) == 149
    found = [(row[field], getattr(entry, field)) for row, entry in pairs]
    wrong = [(wanted, value) for wanted, value in found if (wanted != str(value or "") if field == "doi" else normalize(wanted) != normalize(str(value or "")))]  # fmt: skip
    assert 1 - len(wrong) / len(found) >= least, wrong


@pytest.mark.parametrize("digits", ["000", "004"])
def test_spans_of_the_entries(digits: str) -> None:
    (path,) = SEEDS.glob(f"{digits}*.txt")
    document = read_document(decode(path.read_bytes()).text)
    wanted = [
        (int(row["reference_no"]), int(row["start"]), int(row["end"]))
        for row, _ in labelled()
        if row["file"] == path.name
    ]
    assert [(entry.number, entry.start, entry.end) for entry in document.entries] == wanted


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "Moor AB, van Dyk C, Lima D, et al. Sleep after surgery. J Night Res. 2011;12(3):101-9.",
            Reference(
                ("Moor AB", "van Dyk C", "Lima D"),
                "Moor",
                2011,
                "Sleep after surgery",
                "J Night Res",
                "12",
                "3",
                "101",
                "109",
            ),
            id="vancouver",
        ),
        pytest.param(
            "Moor, A. B., & van Dyk, C. (2011). Sleep after surgery. *Journal of Night Research*, 12(3), 101–109."
            " https://doi.org/10.1234/JNR.2011.5",
            Reference(
                ("Moor, A. B.", "van Dyk, C."),
                "Moor",
                2011,
                "Sleep after surgery",
                "Journal of Night Research",
                "12",
                "3",
                "101",
                "109",
                "10.1234/jnr.2011.5",
            ),
            id="apa with doi",
        ),
        pytest.param(
            "Moor AB. Is sleep needed? A review. J Night Res. 2011;12:e55. PMID: 1234567",
            Reference(
                ("Moor AB",),
                "Moor",
                2011,
                "Is sleep needed? A review",
                "J Night Res",
                "12",
                "",
                "e55",
                "",
                "",
                "1234567",
            ),
            id="question mark in the title, article number, pmid",
        ),
        pytest.param(
            "Moor, A. (2008). Dreams. In *Handbook of Sleep* (Vol. 4, pp. 31–53).",
            Reference(("Moor, A.",), "Moor", 2008, "Dreams", "Handbook of Sleep", "4", "", "31", "53"),
            id="chapter",
        ),
    ],
)
def test_forms(raw: str, expected: Reference) -> None:
    assert parse_reference(raw) == expected


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("Moor AB. Sleep. J Night Res. 2011;1:1-2.", "ok"),
        ("Moor AB, Lima C.", "partial"),
        ("...", "failed"),
        ("", "failed"),
    ],
)
def test_status(raw: str, status: str) -> None:
    assert parse_reference(raw).parse_status == status


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1016/S0140-6736(21)00393-7", "10.1016/s0140-6736(21)00393-7"),
        ("(doi: 10.1000/x.y).", "10.1000/x.y"),
        ("doi:10.1000/abc,", "10.1000/abc"),
        ("a ratio of 10.5/3 and 10.12/x", ""),
        ("no identifier", ""),
    ],
)
def test_find_doi(text: str, doi: str) -> None:
    assert find_doi(text) == doi


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ana de Souza", "de Souza"),
        ("Souza AB", "Souza"),
        ("Souza, A. B.", "Souza"),
        ("Karolina Dębek-Kalinowska", "Dębek-Kalinowska"),
        ("Madonna", "Madonna"),
        ("", ""),
    ],
)
def test_family_name(name: str, family: str) -> None:
    assert family_name(name) == family


PIECES = st.sampled_from(
    ["Smith AB", "Smith, A. B.", ", ", ". ", "et al", " & ", "(2001)", "2001", ";", ":", "12", "(3)", "45-6", "*J Night Res*", "*", "_", "Title words", "doi:", "10.1234/ab(c)", "In: ", "Vol. 3", "pp. 1-2", "PMID: 12345", " - ", "\n", "\u00ad", "[Internet]", "https://x.org/a", "?", "van der", "Suppl 1", "é", "\u2013"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_fields_are_found_and_never_made_up(raw: str) -> None:
    entry = parse_reference(raw)
    printed = squeeze(fold(raw, [(0, len(raw))]).text)
    for value in (entry.title, entry.container_title, entry.volume, entry.issue, entry.first_page, *entry.authors):
        assert squeeze(value) in printed or is_cut_out(squeeze(value), printed), value
    assert entry.year is None or str(entry.year) in printed
    assert squeeze(entry.doi) in printed.lower()
    assert entry.pmid in printed
    assert entry.parse_status in ("ok", "partial", "failed")


def squeeze(text: str) -> str:
    """Drop what stars, joined lines and taken-out identifiers change: white space, emphasis, dashes of bullets."""
    return "".join(character for character in text if not character.isspace() and character not in "*_-\u2022")


def is_cut_out(value: str, printed: str) -> bool:
    """Tell whether a value stands in the entry in order, with an identifier or a note taken out of its middle."""
    rest = iter(printed)
    return all(character in rest for character in value)


def test_a_title_that_ends_with_a_short_word_still_ends() -> None:
    entry = parse_reference("Lima A, Roy B. Lamps of south Iran. J Light Res. 2009;12(5):4-9.")
    assert (entry.title, entry.container_title) == ("Lamps of south Iran", "J Light Res")
    entry = parse_reference("Lima A, Roy B. Lamps of the south. Int. Arch. Light. 2009;12(5):4-9.")
    assert (entry.title, entry.container_title) == ("Lamps of the south", "Int. Arch. Light")


@pytest.mark.parametrize(
    ("raw", "authors", "year", "title", "container", "volume", "pages"),
    [
        pytest.param(
            'A. Abel and B. Baker, "Signals in cells," J. Immun. Lett., vol. 3, no. 2, pp. 1–9, 2001.',
            ("A. Abel", "B. Baker"), 2001, "Signals in cells", "J. Immun. Lett", "3", ("1", "9"), id="IEEE",
        ),
        pytest.param(
            "Falk, J. & Ito, N. CAX genes in grasses. Grass Genet. 8, 1–12 (2016).",
            ("Falk, J.", "Ito, N."), 2016, "CAX genes in grasses", "Grass Genet", "8", ("1", "12"), id="year last",
        ),
        pytest.param(
            "[]{#ref1}Nash, P.; Orme, T. Leg ulcers at home. *Br. Wound J.* **2001**, *10*, 12–19.",
            ("Nash, P.", "Orme, T."), 2001, "Leg ulcers at home", "Br. Wound J", "10", ("12", "19"), id="anchor",
        ),
        pytest.param(
            "Falk, J.R. Roots of rice. Grass Genet. 2016;8:1-12.",
            ("Falk, J.R.",), 2016, "Roots of rice", "Grass Genet", "8", ("1", "12"), id="two initials",
        ),
    ],
)  # fmt: skip
def test_forms_of_other_fields(
    raw: str, authors: tuple[str, ...], year: int, title: str, container: str, volume: str, pages: tuple[str, str]
) -> None:
    found = parse_reference(raw)
    assert (found.authors, found.year, found.title) == (authors, year, title)
    assert (found.container_title, found.volume, (found.first_page, found.last_page)) == (container, volume, pages)


def test_a_group_is_no_name_with_initials() -> None:
    found = parse_reference("U.S. Department of Sleep. Rest and its uses. Washington: Press; 1999.")
    assert "S. Department" not in found.authors

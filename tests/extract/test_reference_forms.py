"""Entries of every style, and their broken cousins, with the fields that a person reads in them; all of them composed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.extract.references import parse_reference
from evidence_review.text import fold

# id, entry, and the fields: first author, number of authors, year, title, container, volume, issue, first page, last page.
FORMS = [
    ("vancouver", "Moor AB, van Dyk C, Lima D. Sleep after surgery. J Night Res. 2011;12(3):101-9.",
     ("Moor", 3, 2011, "Sleep after surgery", "J Night Res", "12", "3", "101", "109")),
    ("vancouver with a month", "Moor AB, Lima D. Sleep after surgery. J Night Res. 2011 Mar 5;12(3):101-9.",
     ("Moor", 2, 2011, "Sleep after surgery", "J Night Res", "12", "3", "101", "109")),
    ("vancouver with the number of the month", "Moor AB. Sleep after surgery. J Night Res. 2011 8;12(3):101-9.",
     ("Moor", 1, 2011, "Sleep after surgery", "J Night Res", "12", "3", "101", "109")),
    ("AMA in italics", "Moor AB, Lima D. Sleep after surgery. *J Night Res*. 2011;12(3):101-109. doi:10.1234/jnr.5",
     ("Moor", 2, 2011, "Sleep after surgery", "J Night Res", "12", "3", "101", "109")),
    ("colon behind the names", "Moor AB, Lima D: Sleep after surgery. J Night Res 2011, 12:101-109.",
     ("Moor", 2, 2011, "Sleep after surgery", "J Night Res", "12", "", "101", "109")),
    ("year in brackets behind names without stops", "Moor AB, Lima D (2011) Sleep after surgery. J Night Res 12:101–109",
     ("Moor", 2, 2011, "Sleep after surgery", "J Night Res", "12", "", "101", "109")),
    ("year behind the journal in brackets", "Moor AB, Lima D. Sleep after surgery. J Night Res (2011) 12:101–9.",
     ("Moor", 2, 2011, "Sleep after surgery", "J Night Res", "12", "", "101", "109")),
    ("APA", "Moor, A. B., & van Dyk, C. (2011). Sleep after surgery. Journal of Night Research, 12(3), 101–109.",
     ("Moor", 2, 2011, "Sleep after surgery", "Journal of Night Research", "12", "3", "101", "109")),
    ("APA, volume alone", "Moor, A. B. (1982). Sleep after surgery. Journal of Night Research, 19.",
     ("Moor", 1, 1982, "Sleep after surgery", "Journal of Night Research", "19", "", "", "")),
    ("APA, article", "Moor, A. B. (2021). Sleep after surgery. Night Medicine, 9(1), Article 25535.",
     ("Moor", 1, 2021, "Sleep after surgery", "Night Medicine", "9", "1", "25535", "")),
    ("Harvard", "Moor, A.B. and Lima, D., 2011. Sleep after surgery. Journal of Night Research, 12(3), pp.101-109.",
     ("Moor", 2, 2011, "Sleep after surgery", "Journal of Night Research", "12", "3", "101", "109")),
    ("Harvard, later names turned", "Moor, A. B., D. E. Lima, and F. Roy. 2011. Sleep after surgery. Journal of Night Research 12: 101-109.",
     ("Moor", 3, 2011, "Sleep after surgery", "Journal of Night Research", "12", "", "101", "109")),
    ("IEEE", 'A. B. Moor and D. Lima, "Sleep after surgery," J. Night Res., vol. 12, no. 3, pp. 101–109, Mar. 2011.',
     ("Moor", 2, 2011, "Sleep after surgery", "J. Night Res", "12", "3", "101", "109")),
    ("Chicago", "Moor, Anna B., and David Lima. “Sleep after Surgery.” Journal of Night Research 12, no. 3 (2011): 101–9.",
     ("Moor", 2, 2011, "Sleep after Surgery", "Journal of Night Research", "12", "3", "101", "109")),
    ("MLA", "Moor, Anna. “Sleep after Surgery.” Journal of Night Research 12.3 (2011): 101-109.",
     ("Moor", 1, 2011, "Sleep after Surgery", "Journal of Night Research", "12", "3", "101", "109")),
    ("given names first", "Anna Moor and David Lima. Sleep after surgery. Journal of Night Research, 12(3):101–109, 2011.",
     ("Moor", 2, 2011, "Sleep after surgery", "Journal of Night Research", "12", "3", "101", "109")),
    ("given names first, with an initial", "David B. Moor, Anna Lima, and Ed Roy. Sleep after surgery. Night Letters, 12(3) 101-109, May 2011.",
     ("Moor", 3, 2011, "Sleep after surgery", "Night Letters", "12", "3", "101", "109")),
    ("initials first, commas", "A.B. Moor, D. Lima, Sleep after surgery, J. Night Res. 12 (2011) 101–109.",
     ("Moor", 2, 2011, "Sleep after surgery", "J. Night Res", "12", "", "101", "109")),
    ("ACS", "Moor, A. B.; Lima, D. Sleep after Surgery. J. Night Res. 2011, 12, 101–109.",
     ("Moor", 2, 2011, "Sleep after Surgery", "J. Night Res", "12", "", "101", "109")),
    ("transactions, no translator", "Moor, A., and Lima, D. Counting dreams. Trans. Amer. Night Soc. 34, (1995), 101-109.",
     ("Moor", 2, 1995, "Counting dreams", "Trans. Amer. Night Soc", "34", "", "101", "109")),
    ("ACS without a title", "A. B. Moor, D. Lima, J. Appl. Phys. 2011, 12, 101.",
     ("Moor", 2, 2011, "", "J. Appl. Phys", "12", "", "101", "")),
    ("Nature", "Moor, A. B. & Lima, D. Sleep after surgery. Night Cell 12, 101–109 (2011).",
     ("Moor", 2, 2011, "Sleep after surgery", "Night Cell", "12", "", "101", "109")),
    ("surnames in capitals, French quotation marks", "MOOR Anna, « Le sommeil après l'opération », Revue de la nuit, vol. 12, n° 3, 2011, p. 101-109.",
     ("MOOR", 1, 2011, "Le sommeil après l'opération", "Revue de la nuit", "12", "3", "101", "109")),
    ("first names in brackets", "MOOR (A.), LIMA (D.) 2011, Sleep after surgery. Night Disorders 12(3): 101-109.",
     ("MOOR", 2, 2011, "Sleep after surgery", "Night Disorders", "12", "3", "101", "109")),
    ("German", "Moor A, Lima D (2011) Schlaf nach Operationen. Zeitschrift für Nachtforschung 12: 101–109",
     ("Moor", 2, 2011, "Schlaf nach Operationen", "Zeitschrift für Nachtforschung", "12", "", "101", "109")),
    ("Spanish", "García Pérez J, López M. El sueño después de la cirugía. Rev Esp Anest. 2011;12(3):101-9.",
     ("García Pérez", 2, 2011, "El sueño después de la cirugía", "Rev Esp Anest", "12", "3", "101", "109")),
    ("chapter", "Moor, A. (2008). Dreams. In Handbook of Sleep (Vol. 4, pp. 31–53). London: Elsevier.",
     ("Moor", 1, 2008, "Dreams", "Handbook of Sleep", "4", "", "31", "53")),
    ("chapter with editors", "Moor, A. (2008). Dreams. In B. Roy & C. Lima (Eds.), Handbook of Sleep (pp. 31-53). New York: Night Press.",
     ("Moor", 1, 2008, "Dreams", "Handbook of Sleep", "", "", "31", "53")),
    ("chapter, Vancouver", "Moor A. Dreams. In: Roy B, Lima C, editors. Handbook of sleep. 2nd ed. New York: Night Press; 2008. p. 31-53.",
     ("Moor", 1, 2008, "Dreams", "Handbook of sleep", "", "", "31", "53")),
    ("chapter, edited by", "Moor, Anna. “Dreams.” In Handbook of Sleep, edited by Ben Roy, 31–53. London: Elsevier, 2008.",
     ("Moor", 1, 2008, "Dreams", "Handbook of Sleep", "", "", "31", "53")),
    ("proceedings", "A. Moor and B. Roy. Counting sheep. In Proceedings of the 4th Workshop on Sleep, pages 31-53, Boston, MA, May 1998.",
     ("Moor", 2, 1998, "Counting sheep", "Proceedings of the 4th Workshop on Sleep", "", "", "31", "53")),
    ("thesis", "Moor, A. Counting sheep. PhD thesis, University of Nowhere, 1998.",
     ("Moor", 1, 1998, "Counting sheep", "", "", "", "", "")),
    ("report", "B. Roy. Counting sheep. Technical Report 92-43, University of Nowhere, 1998.",
     ("Roy", 1, 1998, "Counting sheep", "", "", "", "", "")),
    ("book", "Moor AB, Lima D. Sleep and surgery. 3rd ed. London: Night Press; 2011.",
     ("Moor", 2, 2011, "Sleep and surgery", "", "", "", "", "")),
    ("book, publisher behind a comma", "Moor, A.B., Sleep and Surgery, Night University Press, 2011.",
     ("Moor", 1, 2011, "Sleep and Surgery", "", "", "", "", "")),
    ("book with its edition in brackets", "Moor, A. B. (2011). Sleep and surgery (3rd ed.). New York, NY: Wiley.",
     ("Moor", 1, 2011, "Sleep and surgery", "", "", "", "", "")),
    ("web page", "World Health Organization. Sleep and health. 2019. Available from: https://example.org/sleep. Accessed 3 May 2020.",
     ("World Health Organization", 1, 2019, "Sleep and health", "", "", "", "", "")),
    ("acronym", "WHO. Sleep and health. 2019.", ("WHO", 1, 2019, "Sleep and health", "", "", "", "", "")),
    ("group with a year", "American Sleep Association. (2019). Rules of the night. Night Medicine, 4, 12-20.",
     ("American Sleep Association", 1, 2019, "Rules of the night", "Night Medicine", "4", "", "12", "20")),
    ("committee", "Committee on Sleep. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Committee on Sleep", 1, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("study group behind the names", "Moor AB, Lima D; Night Study Group. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Moor", 3, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("on behalf of", "Moor AB, Lima D, on behalf of the Night Owls. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Moor", 3, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("et al", "Moor AB, Lima D, et al. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Moor", 2, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("particles", "van der Moor AB, de la Lima D. Rules of the night. J Night Res. 2019;4:12-20.",
     ("van der Moor", 2, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("suffix", "Moor AB Jr, Lima D 3rd. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Moor", 2, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("letters with accents", "Milić M, Żak P, Ångström Å. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Milić", 3, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("apostrophe and hyphen", "O'Moor AB, Lima-Roy D. Rules of the night. J Night Res. 2019;4:12-20.",
     ("O'Moor", 2, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("full first names", "Moor, Anna and Lima, David. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Moor", 2, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("names glued to their initials", "MoorABLimaDRoyCE Rules of the night. J Night Res. 2019;4:12–20",
     ("Moor", 3, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("names glued, dotted initials", "MoorA. B. & LimaD. Rules of the night. J. Night Res. 4, 12–20 (2019).",
     ("Moor", 2, 2019, "Rules of the night", "J. Night Res", "4", "", "12", "20")),
    ("names without commas between them", "Moor AB Lima DE Roy CF. Rules of the night. J Night Res. 2019;4:12-20.",
     ("Moor", 3, 2019, "Rules of the night", "J Night Res", "4", "", "12", "20")),
    ("dotted short forms of a journal", "Moor AB. Rules of the night. Br. J. Clin. Pharmacol. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rules of the night", "Br. J. Clin. Pharmacol", "4", "", "12", "20")),
    ("dotted short forms that no list knows", "Moor AB. Rules of the night. Noct. Somn. Dorm. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rules of the night", "Noct. Somn. Dorm", "4", "", "12", "20")),
    ("question mark", "Moor AB. Who sleeps at night? J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Who sleeps at night?", "J Night Res", "4", "", "12", "20")),
    ("question mark inside", "Moor AB. Who sleeps? A survey of owls. J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Who sleeps? A survey of owls", "J Night Res", "4", "", "12", "20")),
    ("short form in the title", "Moor AB. Sleep vs. rest in owls. J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Sleep vs. rest in owls", "J Night Res", "4", "", "12", "20")),
    ("two sentences in the title", "Moor AB. Sleep in owls. Results of a survey. J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Sleep in owls. Results of a survey", "J Night Res", "4", "", "12", "20")),
    ("quotation marks inside the title", "Moor AB. “Rest well”: nurses at night. J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "“Rest well”: nurses at night", "J Night Res", "4", "", "12", "20")),
    ("numbers in the title", "Moor AB. Rest in 24 owls of type 2 (part 1). J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest in 24 owls of type 2 (part 1)", "J Night Res", "4", "", "12", "20")),
    ("years in the title", "Moor AB. Rest of owls, 1990-2000. J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest of owls, 1990-2000", "J Night Res", "4", "", "12", "20")),
    ("in vitro", "Moor AB. Rest of cells. In vitro findings. J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest of cells. In vitro findings", "J Night Res", "4", "", "12", "20")),
    ("translated title", "Moor AB, Lima D. [Rest of owls]. Z Nachtforsch. 2019;4:12-20. German.",
     ("Moor", 2, 2019, "Rest of owls", "Z Nachtforsch", "4", "", "12", "20")),
    ("supplement", "Moor AB. Rest of owls. J Night Res. 2019;4 Suppl 1:S12-20.",
     ("Moor", 1, 2019, "Rest of owls", "J Night Res", "4", "Suppl 1", "S12", "20")),
    ("article number with a letter", "Moor AB. Rest of owls. PLoS One. 2019;14:e0123456.",
     ("Moor", 1, 2019, "Rest of owls", "PLoS One", "14", "", "e0123456", "")),
    ("issue without volume", "Moor AB. Rest of owls. J Night Res. 2019;(182):12-20.",
     ("Moor", 1, 2019, "Rest of owls", "J Night Res", "", "182", "12", "20")),
    ("a journal in italics whose name stands in the title", "Moor AB. Rest and Pain in owls. *Pain*. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest and Pain in owls", "Pain", "4", "", "12", "20")),
    ("pages of an electronic part", "Moor AB. Rest of owls. J Night Res. 2019;4:1049.e1–1049.e9.",
     ("Moor", 1, 2019, "Rest of owls", "J Night Res", "4", "", "1049.e1", "1049.e9")),
    ("names that are words too", "Moor AB, First MB, Case D. Rest of owls. J Night Res. 2019;4:12-20.",
     ("Moor", 3, 2019, "Rest of owls", "J Night Res", "4", "", "12", "20")),
    ("a group that ends the title", "Moor AB. Rest of owls. Night Owl Study Group. N Engl J Med. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest of owls. Night Owl Study Group", "N Engl J Med", "4", "", "12", "20")),
    ("a country that ends the title", "Moor AB. Rest of owls in Shiraz, Iran. Strabismus. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest of owls in Shiraz, Iran", "Strabismus", "4", "", "12", "20")),
    ("a short form beside a whole word", "Moor AB. Rest of owls. Trace Elem. Electrolytes. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest of owls", "Trace Elem. Electrolytes", "4", "", "12", "20")),
    ("no stop behind the title", "Moor AB, Lima D. The rest of young owls Eur J Clin Res. 2019;4:12-20.",
     ("Moor", 2, 2019, "The rest of young owls", "Eur J Clin Res", "4", "", "12", "20")),
    ("a label", "[12] Moor AB. Rest of owls. J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest of owls", "J Night Res", "4", "", "12", "20")),
    ("tags", "Moor AB. Rest of owls. <i>J Night Res</i>. 2019;<b>4</b>:12-20.",
     ("Moor", 1, 2019, "Rest of owls", "J Night Res", "4", "", "12", "20")),
    ("a bullet in the middle", "Moor AB. Rest of owls.\n\n- J Night Res. 2019;4:12-20.",
     ("Moor", 1, 2019, "Rest of owls", "J Night Res", "4", "", "12", "20")),
    ("no author", "[No authors listed] Rest of owls. J Night Res. 2019;4:12-20.",
     ("", 0, 2019, "Rest of owls", "J Night Res", "4", "", "12", "20")),
    ("title before the year", "Owls at rest in town. (1996, May). Night Magazine, 44(1), p. 8.",
     ("", 0, 1996, "Owls at rest in town", "Night Magazine", "44", "1", "8", "")),
    ("names and a year only", "Moor AB, Lima D. 2019.", ("Moor", 2, 2019, "", "", "", "", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), [pytest.param(raw, fields, id=name) for name, raw, fields in FORMS])
def test_fields_of_a_form(raw: str, expected: tuple[str | int, ...]) -> None:
    found = parse_reference(raw)
    assert (
        found.first_author,
        len(found.authors),
        found.year,
        found.title,
        found.container_title,
        found.volume,
        found.issue,
        found.first_page,
        found.last_page,
    ) == expected


@pytest.mark.parametrize(
    ("raw", "authors"),
    [
        ("Moor AB, van Dyk C, Lima D, et al. Sleep. J Night Res. 2011;1:1-2.", ("Moor AB", "van Dyk C", "Lima D")),
        ("Moor, A. B., & van Dyk, C. (2011). Sleep. Night Medicine, 1, 1-2.", ("Moor, A. B.", "van Dyk, C.")),
        ("MoorABvan DykC Sleep of owls. J Night Res. 2011;1:1-2.", ("MoorAB", "van DykC")),
        ("Anna Moor, Ben Roy, and Cy Lima. Sleep of owls. Night Letters, 1(2):1–2, 2011.", ("Anna Moor", "Ben Roy", "Cy Lima")),
        ("Moor, Anna, Ben Roy, and Cy Lima. 2011. Sleep of owls. Night Letters 1: 1–2.", ("Moor, Anna", "Ben Roy", "Cy Lima")),
    ],
)  # fmt: skip
def test_all_authors_as_printed(raw: str, authors: tuple[str, ...]) -> None:
    assert parse_reference(raw).authors == authors


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        ("Moor AB. Sleep. J Night Res. 2011;1:1-2. doi: 10.1234/ab.5.", "10.1234/ab.5"),
        ("Moor AB. Sleep. J Night Res. 2011;1:1-2. doi:10.1234/ ab.5", "10.1234/ab.5"),
        ("Moor AB. Sleep. J Night Res. 2011;1:1-2. https://dx.doi.org/10.1234/AB(5)6", "10.1234/ab(5)6"),
        ("Moor AB. Sleep. J Night Res. 2011;1:1-2. *doi:10.1234/ab*", "10.1234/ab"),
        ("Moor AB. Sleep. J Night Res. 2011;1:1-2. doi:10.1234/<i>ab</i>.<b>5</b>", "10.1234/ab.5"),
        ("Moor AB. Sleep. arXiv:1203.4567 [q-bio.NC], 2011.", ""),
    ],
)
def test_doi_is_found_and_taken_out(raw: str, doi: str) -> None:
    found = parse_reference(raw)
    assert (found.doi, found.title, found.year) == (doi, "Sleep", 2011)
    assert "10.1234" not in found.container_title + found.last_page


@pytest.mark.parametrize(
    ("raw", "number", "first_page"),
    [
        ("Moor AB. Sleep of owls. PLoS One. 2019;14(2):e0123456.", "e0123456", "e0123456"),
        ("Moor, A. (2021). Sleep of owls. Night Medicine, 9(1), Article 25535.", "25535", "25535"),
        ("Moor AB. Sleep of owls. Cochrane Database Syst Rev. 2010;(9):CD001234.", "CD001234", "CD001234"),
        ("Moor AB. Sleep of owls. J Night Res. 2011;12:e55-e60.", "", "e55"),
        ("Moor AB. Sleep of owls. J Night Res. 2011;12:1023.", "", "1023"),
    ],
)
def test_an_article_number_is_no_page(raw: str, number: str, first_page: str) -> None:
    found = parse_reference(raw)
    assert (found.article_number, found.first_page) == (number, first_page)


@pytest.mark.parametrize(
    "raw",
    [
        "The rest of owls, and what it means for the town",
        "see above",
        "ibid.",
        "12. (3) 4: 5",
        "Personal communication with the keeper of the owls.",
    ],
)
def test_what_is_no_entry_gets_no_container_and_no_author(raw: str) -> None:
    found = parse_reference(raw)
    assert (found.authors, found.container_title, found.doi, found.pmid) == ((), "", "", "")


AUTHORS = st.sampled_from(["Moor AB", "van Dyk C", "Lima-Roy D", "O'Neil EF", "Żak G"])
TITLES = st.sampled_from(
    ["Sleep in old owls", "Who sleeps at night?", "Rest: a survey", "Night work in towns of the north"]
)
JOURNALS = st.sampled_from(["J Night Res", "Night Medicine", "Br. J. Anaesth.", "Arch Gen Psychiatry", "Lancet"])


@given(
    st.lists(AUTHORS, min_size=1, max_size=6),
    TITLES,
    JOURNALS,
    st.integers(1900, 2030),
    st.integers(1, 400),
    st.integers(1, 4000),
)
def test_a_regular_entry_is_read_whatever_fills_it(authors: list[str], title: str, journal: str, year: int, volume: int, page: int) -> None:  # fmt: skip
    stop = "" if title.endswith("?") else "."
    found = parse_reference(
        f"{', '.join(authors)}. {title}{stop} {journal.rstrip('.')}. {year};{volume}:{page}-{page + 7}."
    )
    assert found.authors == tuple(authors)
    assert (found.title, found.container_title) == (title, journal.rstrip("."))
    assert (found.year, found.volume, found.first_page) == (year, str(volume), str(page))


PARTS = st.sampled_from(
    ["Moor AB, ", "Moor, A. B., ", "MoorAB", "Anna Moor ", "(2001) ", "2001;", "12(3):", "4-9", ". ", ", ", "In: ", "Roy B (Eds.), ", "“", "”", "«", "[", "]", "(", ")", "J Night Res", "Proc. ", "vol. 3, ", "pp. 4", "no. ", "XII ", "Suppl 1", "PhD thesis", "New York: Wiley", "et al", "edited by ", "*", "<i>", "https://x.org ", "doi:10.1/", "10.1234/a<b>", "arXiv:1 ", "\u21b5", "e\u0301", "Article ", "mai ", "/"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=40).map("".join))
def test_no_field_is_made_up(raw: str) -> None:
    printed = iter_words(fold(raw, [(0, len(raw))]).text)
    found = parse_reference(raw)
    for value in (found.title, found.container_title, found.volume, found.issue, found.first_page, *found.authors):
        assert stands_in(iter_words(value), printed), value


def iter_words(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def stands_in(value: str, printed: str) -> bool:
    """Tell whether a value stands in the entry in order; an identifier or a note may have been taken out of its middle."""
    rest = iter(printed)
    return all(character in rest for character in value)

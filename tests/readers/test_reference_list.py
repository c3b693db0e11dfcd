"""Where a list stands, and where its entries begin and end."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.readers.reference_list import find_reference_lists

HEAD = "Tea was drunk in lighthouses for a century or more, as everybody knows.\n\n"
FOUR = ["Smith A. Tea. J Sea. 2001;1:2-3.", "Lee B. Rest. J Sea. 2002;1:2-3.", "Roy C. Lamps. J Sea. 2003;1:2-3.", "Ott D. Oil. J Sea. 2004;1:2-3."]  # fmt: skip


def entries(text: str) -> list[tuple[int, str, bool]]:
    found = find_reference_lists(text)
    return [(one.number, text[one.start : one.end], one.is_printed) for one in found.entries] if found else []


@pytest.mark.parametrize(
    "form",
    ["{n}. {e}", "[{n}] {e}", "[{n}]{e}", "({n}) {e}", "{n}) {e}", "{n} {e}", "- {n}. {e}", "• [{n}] {e}", "{n}\t{e}", "{n}.\t{e}", "{n}\\. {e}", "\\[{n}\\] {e}", "^{n}^ {e}", "^{n} {e}", "<sup>{n}</sup> {e}",
     "{n}.{e}", "{n}{e}", "**{n}.** {e}", "[{n}]. {e}", "  {n}. {e}", "{n}.\n{e}", "[{n}]\n{e}", "{n}\n{e}", "{n}.\n\n{e}", "{n}: {e}"],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_labels(form: str, gap: str) -> None:
    text = HEAD + "References\n\n" + gap.join(form.format(n=n, e=e) for n, e in enumerate(FOUR, 1))
    assert entries(text) == [(n, e, True) for n, e in enumerate(FOUR, 1)]


@pytest.mark.parametrize("form", ["- {e}", "• {e}", "{e}"])
def test_entries_without_numbers_are_counted(form: str) -> None:
    text = HEAD + "References\n\n" + "\n\n".join(form.format(e=e) for e in FOUR)
    assert entries(text) == [(n, e, False) for n, e in enumerate(FOUR, 1)]


@pytest.mark.parametrize(
    "heading", ["References", "REFERENCES", "## References", "**References**", "6. References", "References:", "Bibliography", "Literatur", "Références", "Works Cited"]
)  # fmt: skip
def test_headings(heading: str) -> None:
    text = HEAD + heading + "\n\n" + "\n".join(f"{n}. {e}" for n, e in enumerate(FOUR, 1))
    found = find_reference_lists(text)
    assert found.lists[0].heading is not None
    assert found.start == len(HEAD)
    assert found.end == len(text)
    assert len(found.entries) == 4


def test_bullets_above_the_first_number_are_entries_that_lost_theirs() -> None:
    five = [*FOUR, "Fay E. Wicks. J Sea. 2005;1:2-3."]
    numbered = "\n".join(f"{n}. {e}" for n, e in enumerate(five[2:], 3))
    text = HEAD + f"References\n\n- {five[0]}\n- {five[1]}\n\n{numbered}"
    assert entries(text) == [(n, e, n > 2) for n, e in enumerate(five, 1)]


def test_a_volume_at_the_head_of_a_line_is_no_label() -> None:
    text = (
        HEAD
        + "References\n\n1. Smith A. Tea. J Sea. 2001;\n117. Elsewhere it is 2-3.\n"
        + "\n".join(f"{n}. {e}" for n, e in enumerate(FOUR[1:], 2))
    )
    assert [number for number, _, _ in entries(text)] == [1, 2, 3, 4]
    assert "117. Elsewhere" in entries(text)[0][1]


def test_page_numbers_between_entries_are_in_none() -> None:
    text = HEAD + "References\n\n" + f"1. {FOUR[0]}\n\n12\n\n2. {FOUR[1]}\n\nPage 13\n\n3. {FOUR[2]}\n4. {FOUR[3]}"
    assert [raw for _, raw, _ in entries(text)] == FOUR


def test_the_list_ends_at_the_next_heading() -> None:
    listed = "References\n\n" + "\n".join(f"{n}. {e}" for n, e in enumerate(FOUR, 1))
    text = HEAD + listed + "\n\nAcknowledgments\n\nWe thank the keepers, who were asked in 2005."
    found = find_reference_lists(text)
    assert text[: found.end] == HEAD + listed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD, id="prose"),
        pytest.param(HEAD + "References\n\nNone.", id="a heading with nothing below it"),
        pytest.param("1. milk\n2. eggs\n3. tea\n4. rope\n5. oil", id="a list without years"),
        pytest.param("1. In 2001 we ate.\n2. In 2002 we slept.", id="too short without a heading"),
        pytest.param("", id="nothing"),
        pytest.param("References\n2000\n0\n2000", id="numbers alone"),
    ],
)
def test_no_list(text: str) -> None:
    assert not find_reference_lists(text)


def numbered(entries: list[str], form: str = "{n}. {e}") -> list[str]:
    return [form.format(n=n, e=e) for n, e in enumerate(entries, 1)]


def test_raised_digits_are_labels() -> None:
    text = HEAD + "References\n\n" + "\n".join(mark + e for mark, e in zip(("¹ ", "² ", "³ ", "⁴ "), FOUR, strict=True))
    assert entries(text) == [(n, e, True) for n, e in enumerate(FOUR, 1)]


def test_markdown_counts_where_every_label_is_one() -> None:
    text = HEAD + "References\n\n" + "\n".join(f"1. {e}" for e in FOUR)
    assert entries(text) == [(n, e, False) for n, e in enumerate(FOUR, 1)]


def test_keys_in_brackets_are_no_part_of_the_entries() -> None:
    keys = ("[Smi01]", "[Lee02]", "[RO+03]", "[Ott04]")
    text = HEAD + "References\n\n" + "\n".join(f"{key} {e}" for key, e in zip(keys, FOUR, strict=True))
    assert entries(text) == [(n, e, False) for n, e in enumerate(FOUR, 1)]


LONG = [
    "Smith A, Brown BC, Winter D. Tea in the evening and the sleep of those who keep the lamps of the northern coast. J Sea. 2001;1:2-3.",
    "Lee B, Moss K. Rest in spells of three hours, as told by the keepers of twelve towers and by their families. J Sea. 2002;1:12-31.",
    "Harbor Board. Report on the oil of lamps, on wicks and on all that is burned in the towers of the coast. 2003.",
    "van Ott D, Pine L. The diary of a keeper, with notes on tea and on the weather of a whole winter. Ann Harbor Stud. 2004;7:101-8.",
]  # fmt: skip


def wrapped(entry: str, *, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(entry, 50, subsequent_indent=indent))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("form", ["{n}. {e}", "[{n}] {e}", "{n} {e}", "{n}.\n{e}"])
def test_wrapped_entries_with_labels(form: str, gap: str) -> None:
    text = HEAD + "References\n\n" + gap.join(form.format(n=n, e=wrapped(e)) for n, e in enumerate(LONG, 1))
    assert [(n, " ".join(raw.split())) for n, raw, _ in entries(text)] == list(enumerate(LONG, 1))


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param("\n\n".join(map(wrapped, LONG)), id="blank lines between"),
        pytest.param("\n".join(wrapped(e, indent="    ") for e in LONG), id="hanging indents"),
        pytest.param("\n".join(wrapped(f"- {e}") for e in LONG), id="bullets"),
        pytest.param("\n".join(LONG), id="a line each"),
        pytest.param("\n".join(wrapped(e) for e in LONG if "Board" not in e), id="nothing but names"),
    ],
)
def test_wrapped_entries_without_labels(listed: str) -> None:
    found = [" ".join(raw.split()) for _, raw, _ in entries(HEAD + "References\n\n" + listed)]
    assert found == [e for e in LONG if "Board" not in e or "Board" in listed]


@pytest.mark.parametrize("gap", [" ", "  ", "\n"])
@pytest.mark.parametrize("form", ["{n}. {e}", "[{n}] {e}", "({n}) {e}"])
def test_entries_that_share_a_line(form: str, gap: str) -> None:
    one, two, three, four = numbered(FOUR, form)
    text = HEAD + f"References\n\n{one} {two}{gap}{three} {four}"
    assert entries(text) == [(n, e, True) for n, e in enumerate(FOUR, 1)]


@pytest.mark.parametrize(
    "title", ["Notes on 2. Lamps and 3. Oil", "Tea in 2. Fleet. 3. Harbor", "Phase (2) and phase (3) of rest"]
)
def test_numbers_inside_a_title_are_no_labels(title: str) -> None:
    four = [f"Smith A. {title}. J Sea. 2001;1:2-3.", *FOUR[1:]]
    text = HEAD + "References\n\n" + "\n".join(numbered(four))
    assert entries(text) == [(n, e, True) for n, e in enumerate(four, 1)]


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        pytest.param("1. 2. 4. 5.", [(1, True), (2, True), (4, True), (5, True)], id="a gap stays"),
        pytest.param("1. 2. 40. 41. 42. 43.", [(n, True) for n in (1, 2, 40, 41, 42, 43)], id="a page is lost"),
        pytest.param("1. 2. | 4. 5.", [(1, True), (2, True), (3, False), (4, True), (5, True)], id="a label is lost"),
        pytest.param("| 2. 3. 4.", [(1, False), (2, True), (3, True), (4, True)], id="the first is lost"),
        pytest.param("9. l0. 1l. 12. 13.", [(9, True), (10, False), (11, False), (12, True), (13, True)], id="misread digits"),
        pytest.param("1. 2. 4. 3. 5. 6.", [(n, True) for n in (1, 2, 4, 3, 5, 6)], id="out of order"),
        pytest.param("1. 2. 2. 4. 5.", [(1, True), (2, True), (3, False), (4, True), (5, True)], id="twice the same"),
        pytest.param("1. 2. 7. 4. 5.", [(1, True), (2, True), (3, False), (4, True), (5, True)], id="a wrong digit"),
    ],
)  # fmt: skip
def test_labels_that_are_not_in_order(labels: str, wanted: list[tuple[int, bool]]) -> None:
    """A bar stands for an entry without a label."""
    printed = [label.strip("|") for label in labels.split()]
    listed = [f"{label} {e}".strip() for label, e in zip(printed, FOUR * 2, strict=False)]
    text = HEAD + "References\n\n" + "\n".join(listed)
    found = entries(text)
    assert [(n, is_printed) for n, _, is_printed in found] == wanted
    assert [raw for _, raw, _ in found] == (FOUR * 2)[: len(wanted)]


@pytest.mark.parametrize("furniture", ["12", "- 12 -", "Page 12", "12 of 40", "Downloaded from http://sea.example on 5 May 2014", "Smith et al. Page 12", "12\n\nSmith et al. J Sea (2009) 4:12", "References"])  # fmt: skip
def test_lines_of_the_page_are_set_aside(furniture: str) -> None:
    listed = numbered(FOUR)
    text = HEAD + "References\n\n" + "\n".join(listed[:2]) + f"\n\n{furniture}\n\n" + "\n".join(listed[2:])
    found = find_reference_lists(text)
    assert entries(text) == [(n, e, True) for n, e in enumerate(FOUR, 1)]
    (one,) = found.lists
    assert "\n\n".join(text[start:end] for start, end in one.asides) == furniture
    assert found.notes == ()


def test_a_line_of_the_page_inside_an_entry_stays_inside() -> None:
    text = (
        HEAD
        + "References\n\n1. Smith A. Tea. J\n\n12\n\nReferences\n\nSea. 2001;1:2-3.\n"
        + "\n".join(numbered(FOUR)[1:])
    )
    assert [n for n, _, _ in entries(text)] == [1, 2, 3, 4]
    assert entries(text)[0][1].endswith("Sea. 2001;1:2-3.")


def test_a_year_on_a_line_of_its_own_is_no_page_number() -> None:
    text = HEAD + "References\n\n1. Smith A. Tea. Sea Press;\n2001\n" + "\n".join(numbered(FOUR)[1:])
    assert entries(text)[0][1] == "Smith A. Tea. Sea Press;\n2001"


def test_lines_that_are_not_understood_are_named() -> None:
    listed = numbered(FOUR)
    text = HEAD + "References\n\n" + "\n".join(listed[:2]) + "\n\nWorks on oil\n\n" + "\n".join(listed[2:])
    found = find_reference_lists(text)
    assert [raw for _, raw, _ in entries(text)] == FOUR
    assert found.notes == ("1 line in the reference list belongs to no entry: 'Works on oil'",)


@pytest.mark.parametrize(
    "heading", ["R E F E R E N C E S", "References (4)", "References [4]", "REFERENCES AND NOTES", "VII. REFERENCES", "References\n==========", "References\n----------", "Bibliografía", "Notes"]
)  # fmt: skip
def test_headings_in_other_forms(heading: str) -> None:
    text = HEAD + heading + "\n\n" + "\n".join(numbered(FOUR))
    assert entries(text) == [(n, e, True) for n, e in enumerate(FOUR, 1)]
    assert find_reference_lists(text).start == len(HEAD)


@pytest.mark.parametrize("glue", ["References ", "REFERENCES: ", "It was late. References ", "**References** "])
def test_a_heading_that_shares_its_line(glue: str) -> None:
    text = HEAD + glue + "\n".join(numbered(FOUR))
    found = find_reference_lists(text)
    assert entries(text) == [(n, e, True) for n, e in enumerate(FOUR, 1)]
    assert text[found.start :].lstrip("*").lower().startswith("references")


@pytest.mark.parametrize("before", ["Contents\nIntroduction\nTea\nReferences\n\n", "We list the references 1. Smith and 2. Lee below.\n\n", "References to tea are old.\n\n"])  # fmt: skip
def test_the_word_elsewhere_is_no_heading(before: str) -> None:
    text = before + HEAD * 9 + "References\n\n" + "\n".join(numbered(FOUR))
    assert find_reference_lists(text).start == text.rindex("References")
    assert [n for n, _, _ in entries(text)] == [1, 2, 3, 4]


@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.parametrize("form", ["{n}. {e}", "[{n}] {e}", "{e}"])
def test_short_lists(form: str, n: int) -> None:
    text = (
        HEAD
        + "References\n\n"
        + "\n\n".join(numbered(FOUR[:n], form))
        + "\n\nAnna Smith is a professor of rest and was born in 1950.\n"
    )
    assert [raw for _, raw, _ in entries(text)] == FOUR[:n]


@pytest.mark.parametrize(
    "after", ["Appendix A\n\nThe survey of 2004 asked:\n\n1. How old are you?\n2. Do you drink tea?\n3. Since 1999?", "Figure 1. Hours of sleep in 2001.", "Supplementary data\n\nSee the site.", "Provenance and peer review: not commissioned in 2001.", "Table 1. Hours\n\nA\t5\nB\t6"]
)  # fmt: skip
@pytest.mark.parametrize("form", ["{n}. {e}", "{e}"])
def test_what_follows_the_list_is_no_part_of_it(form: str, after: str) -> None:
    listed = HEAD + "References\n\n" + "\n".join(numbered(FOUR, form))
    assert [raw for _, raw, _ in entries(f"{listed}\n\n{after}")] == FOUR
    assert find_reference_lists(f"{listed}\n\n{after}").end == len(listed)


FIVE = [*FOUR, "Fay E. Wicks. J Sea. 2005;1:2-3."]
MORE = [e.replace("Sea", "Coast") for e in FIVE[:3]]


@pytest.mark.parametrize("between", ["\n\n", "\n\nFurther reading\n\n", "\n\n### Further reading\n\n", "\n\nAppendix\n\nThe survey asked about tea and rest.\n\nReferences\n\n"])  # fmt: skip
def test_a_second_list_is_numbered_on_behind_the_first(between: str) -> None:
    text = HEAD + "## References\n\n" + "\n".join(numbered(FIVE)) + between + "\n".join(numbered(MORE))
    found = find_reference_lists(text)
    assert [len(one.entries) for one in found.lists] == [5, 3]
    assert entries(text) == [*((n, e, True) for n, e in enumerate(FIVE, 1)), *((n, e, False) for n, e in enumerate(MORE, 6))]  # fmt: skip
    assert found.notes == ("2 reference lists: list 1, the longest, keeps its numbers, the others are numbered on behind it",)  # fmt: skip


def test_sections_of_one_list_keep_their_numbers() -> None:
    listed = numbered([*FIVE, *MORE])
    text = (
        HEAD + "## References\n\n### Books\n\n" + "\n".join(listed[:5]) + "\n\n### Articles\n\n" + "\n".join(listed[5:])
    )
    assert entries(text) == [(n, e, True) for n, e in enumerate([*FIVE, *MORE], 1)]


def test_notes_of_which_some_are_references() -> None:
    notes = [FOUR[0], "Ibid., p. 4.", "See note 1.", FOUR[1], "The keepers asked not to be named.", FOUR[2], FOUR[3]]
    text = HEAD + "Notes\n\n" + "\n".join(numbered(notes))
    assert entries(text) == [(n, e, True) for n, e in enumerate(notes, 1)]


def test_remarks_are_no_list() -> None:
    text = HEAD + "Notes\n\n1. The lamp was new.\n2. The tea was old.\n3. The sea was calm.\n4. We slept."
    assert not find_reference_lists(text)


@pytest.mark.parametrize("form", ["{n}. {e}", "{e}"])
def test_a_list_without_a_heading(form: str) -> None:
    text = HEAD + "\n\n".join(numbered(FIVE, form))
    assert [raw for _, raw, _ in entries(text)] == FIVE
    assert find_reference_lists(text).lists[0].heading is None


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_few_references_of_a_letter(count: int) -> None:
    text = HEAD + "\n".join(f"{n}. {e}" for n, e in enumerate(FOUR[:count], 1))
    assert [raw for _, raw, _ in entries(text)] == FOUR[:count]


@pytest.mark.parametrize(
    "text",
    [
        HEAD
        + "1. Smith A. Tea. J Sea. 2001;1:2-3.\n2. Lee B. Rest. J Sea. 2002;1:2-3.\n\nThe keepers went on with their tea.",
        HEAD + "1. Tea was drunk in 2001.\n2. Then we slept until 2002.\n3. The lamp was lit in 2003.",
        HEAD + "4. Smith A. Tea. J Sea. 2001;1:2-3.\n5. Lee B. Rest. J Sea. 2002;1:2-3.",
    ],
    ids=["text below", "sentences with years", "not from one"],
)
def test_few_numbered_lines_are_no_list(text: str) -> None:
    assert not find_reference_lists(text)


def test_a_chapter_divides_a_list_without_a_heading() -> None:
    parts = numbered(FIVE, "{n}. {e}")
    text = HEAD + "\n".join(parts[:3]) + "\n\n## Methods\n\nWe asked them all.\n\n" + "\n".join(parts[3:])
    found = find_reference_lists(text)
    assert [[entry.number for entry in one.entries] for one in found.lists] == [[1, 2, 3], [4, 5]]
    assert "We asked" not in "".join(text[one.start : one.end] for one in found.lists)


def test_numbered_text_behind_a_list_does_not_go_on_with_it() -> None:
    text = (
        HEAD
        + "References\n\n"
        + "\n".join(numbered(FIVE, "{n}. {e}"))
        + "\n\n## Methods\n\n6. We asked.\n\n7. They slept."
    )
    assert len(find_reference_lists(text).lists) == 1


def test_dated_paragraphs_are_no_list_without_a_heading() -> None:
    text = "\n\n".join(f"In {year} the keepers were asked how they slept, and they said that tea was not the matter." for year in range(1990, 2000))  # fmt: skip
    assert not find_reference_lists(text)


@given(st.lists(st.sampled_from(["References", "1. A 2001", "2. B", "[3] C 2003", "- D 2004", "12", "", "E. 2005", "# F", "\r"])))  # fmt: skip
def test_entries_are_in_order_and_inside_the_list(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = find_reference_lists(text)
    if not found:
        return
    assert found.entries and 0 <= found.start < found.end <= len(text)
    position = found.start
    for entry in found.entries:
        assert position <= entry.start < entry.end <= found.end
        position = entry.end


def test_ten_thousand_entries_are_ten_thousand() -> None:
    entries = [f"{number}. Fox A. The sleep of fox {number}. Wood. 2001;2:{number}." for number in range(1, 10_002)]
    found = find_reference_lists("References\n\n" + "\n".join(entries) + "\n")
    assert [entry.number for entry in found.lists[0].entries] == list(range(1, 10_002))

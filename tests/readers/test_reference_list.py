"""Where a list stands, and where its entries begin and end."""

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
    "form", ["{n}. {e}", "[{n}] {e}", "[{n}]{e}", "({n}) {e}", "{n}) {e}", "{n} {e}", "- {n}. {e}", "• [{n}] {e}"]
)
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

"""A source cut into the blocks of its reading view."""

import pytest

from evidence_review.site.pieces import find_blocks, locate


def section(text, title, start, level=1):
    return {"section_no": 1, "start": start, "end": len(text), "title": title, "level": level, "kind": "body"}


def sentences(text, *parts, paragraph_no=1, block="prose"):
    rows = []
    for words in parts:
        spans = [(text.index(one), text.index(one) + len(one)) for one in words.split("|")]
        joined = ";".join(f"{start}-{end}" for start, end in spans)
        rows.append({"sentence_no": len(rows) + 1, "paragraph_no": paragraph_no, "block": block, "parts": joined})
    return rows


def shown(text, blocks):
    return [(block.kind, text[block.start : block.end]) for block in blocks]


def test_a_heading_stands_by_itself_with_its_marks_and_its_colon() -> None:
    text = "## Methods *of* rest:\n\nWe slept."
    blocks = find_blocks(text, [section(text, "Methods of rest", 3)], sentences(text, "We slept."), [])
    assert shown(text, blocks) == [("heading", "## Methods *of* rest:"), ("prose", "We slept.")]
    assert blocks[0].gaps == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "title", "first", "heading"),
    [
        # The title is put right, or cut: the line is the heading.
        ("1 Methds\nWe slept.", "Methods", "We slept.", "1 Methds"),
        # Nothing but the title stands before the sentence, on the same line.
        ("AbstractWe slept.", "Abstract", "We slept.", "Abstract"),
        # A heading of two lines.
        ("Methods of\nrest\n\nWe slept.", "Methods of rest", "We slept.", "Methods of\nrest"),
    ],
)
def test_where_a_heading_ends(text: str, title: str, first: str, heading: str) -> None:
    blocks = find_blocks(text, [section(text, title, 0)], sentences(text, first), [])
    assert shown(text, blocks) == [("heading", heading), ("prose", first)]


def test_a_heading_with_which_a_sentence_begins_stays_in_its_paragraph() -> None:
    text = "Aim: to sleep."
    assert shown(text, find_blocks(text, [section(text, "Aim", 0)], sentences(text, text), [])) == [("prose", text)]


def test_two_headings_on_one_line_are_two() -> None:
    text = "Pain Sleep\n\nWe slept."
    sections = [section(text, "Pain", 0), section(text, "Sleep", 5, level=2) | {"section_no": 2}]
    blocks = find_blocks(text, sections, sentences(text, "We slept."), [])
    assert [(kind, words.strip()) for kind, words in shown(text, blocks)] == [
        ("heading", "Pain"),
        ("heading", "Sleep"),
        ("prose", "We slept."),
    ]


def test_what_interrupts_a_sentence_stands_between_its_parts() -> None:
    text = "We slept. We ate\n\nPAGE 3\n\nfish."
    rows = [
        *sentences(text, "We slept.", "We ate|fish."),
        *sentences(text, "PAGE 3", paragraph_no=2, block="boilerplate"),
    ]
    assert shown(text, find_blocks(text, [], rows, [])) == [
        ("prose", "We slept. We ate"),
        ("boilerplate", "PAGE 3"),
        ("prose", "fish."),
    ]


def test_a_page_break_alone_does_not_cut_a_paragraph() -> None:
    text = "We ate\n\nfish."
    assert shown(text, find_blocks(text, [], sentences(text, "We ate|fish."), [])) == [("prose", text)]


def test_what_no_row_holds_is_kept() -> None:
    text = "*** \nWe slept. (sic)\n* * *\nnothing\n\n3. Fox A. Foxes.\n-- end"
    entry = {"reference_no": 3, "start": text.index("Fox"), "end": text.index("\n-- end")}
    blocks = find_blocks(text, [], sentences(text, "We slept."), [entry])
    assert shown(text, blocks) == [
        ("gap", "*** "),
        ("prose", "We slept. (sic)"),
        ("gap", "* * *"),
        ("gap", "nothing"),
        ("reference", "3. Fox A. Foxes."),
        ("gap", "-- end"),
    ]
    assert [text[slice(*span)] for span in blocks[4].gaps] == ["3. "]


def test_signs_between_two_sentences_stay_in_their_paragraph() -> None:
    text = "We slept. **We ate."
    (block,) = find_blocks(text, [], sentences(text, "We slept.", "We ate."), [])
    assert [text[slice(*span)] for span in block.gaps] == [" **"]


def test_a_span_is_located_in_every_block_that_it_meets() -> None:
    text = "One.\n\nTwo.\n\nThree."
    rows = [sentences(text, words, paragraph_no=number)[0] for number, words in enumerate(text.split("\n\n"))]
    blocks = find_blocks(text, [], rows, [])
    assert locate(blocks, 0, 4) == range(1)
    assert locate(blocks, 2, 7) == range(2)
    # White space belongs to what comes next, and behind the last block to that.
    assert locate(blocks, 4, 6) == range(1, 2)
    assert locate(blocks, 99, 99) == range(2, 3)

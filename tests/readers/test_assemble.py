"""Sentences that a page break cuts, and lists that only look like it."""

from evidence_review.readers import read_document

PAGE = "The keepers of the northern lamps were asked how often they had slept{gap}and what they had drunk before it. They told us."


def texts(text: str) -> list[str]:
    return [text[passage.parts[0][0] : passage.parts[-1][1]] for passage in read_document(text).passages]


def test_the_last_line_of_a_page_is_no_heading() -> None:
    document = read_document("Sleep of keepers\n\nThey slept well.\n\n" + PAGE.format(gap="\n\n12\n\n"))
    assert not any(section.title.startswith("The keepers of") for section in document.sections)


def test_items_of_a_list_do_not_go_on_with_an_item_above() -> None:
    text = (
        "1. What the lamp is and what it is used for\n\n2. How to light it\n\n"
        "The lamp is lit in the evening by the keeper, who has to climb all of the stairs of the tower with the oil in his hand.\n\nDo not light it\n- if you are asleep.\n- if there is no oil.\n"
    )
    document = read_document(text)
    assert not any(section.reason for section in document.sections)
    assert "if you are asleep." in texts(text)

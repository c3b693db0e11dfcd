"""Facts about an article that stand in its running head or share a line."""

import pytest

from evidence_review.readers import read_document

BODY = """
Introduction

Lamps were lit early in all of the houses that we went to see, and nobody could tell us why [1].

References

1. Lima A. Lamps. J Light. 2001;1:1-2.
2. Roy B. Wicks. J Light. 2002;2:3-4.
3. Kato C. Oil. J Light. 2003;3:5-6.
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Journal of Lamps 2020; 3(1): 4-9", ("Journal of Lamps", "2020", "3", "1", "4-9")),
        ("Journal of Lamps, 12(3), 45\u201360 (2021)", ("Journal of Lamps", "2021", "12", "3", "45-60")),
        ("Lamps 2021, 13, 1234", ("Lamps", "2021", "13", "", "1234")),
        ("Lamps of the years between", ("", "", "", "", "")),
    ],
)
def test_running_head(head: str, expected: tuple[str, ...]) -> None:
    found = read_document(f"{head}\n\nOn lamps in small houses\n\nAna Lima, Ben Roy\n{BODY}").metadata
    assert (found.container_title, found.published, found.volume, found.issue, found.pages) == expected
    assert found.title == "On lamps in small houses"
    assert found.authors == ("Ana Lima", "Ben Roy")


def test_dates_that_share_a_line_are_all_read() -> None:
    line = "Received: 3 May 2020; Revised: 1 Apr 2021; Accepted: 7 June 2021"
    found = read_document(f"On lamps in small houses\n\nAna Lima, Ben Roy\n\n{line}\n{BODY}").metadata
    assert (found.received, found.revised, found.accepted) == ("2020-05-03", "2021-04-01", "2021-06-07")


def test_a_colon_in_a_sentence_is_no_label() -> None:
    text = (
        "On lamps in small houses\n\nAna Lima, Ben Roy\n\nAll of it was kept. Accepted: most lamps, 3 May 2020 aside\n"
    )
    assert read_document(text + BODY).metadata.accepted == ""

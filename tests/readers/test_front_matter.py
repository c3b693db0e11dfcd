"""Dates, names, licences and labels, as documents print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.readers.front_matter import find_labels, find_license, parse_byline, parse_date, strip_markup
from evidence_review.readers.units import split_units


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("20 February 2024", "2024-02-20"),
        ("February 20, 2024", "2024-02-20"),
        ("May 5th, 2020", "2020-05-05"),
        ("Sept 3, 2018", "2018-09-03"),
        ("2023 Jan 1;", "2023-01-01"),
        ("Jan 2023", "2023-01"),
        ("in 2019", "2019"),
        ("28-Feb-2014", "2014-02-28"),
        ("3rd of May 2020", "2020-05-03"),
        ("2014/02/28", "2014-02-28"),
        ("Feb. 28, 2014", "2014-02-28"),
        ("2019-03-04", "2019-03-04"),
        ("AtJanuary 24, 2024", "2024-01-24"),
        # A day that does not exist is not made up.
        ("31 February 2020", "2020-02"),
        ("2019-13-45", "2019"),
        # Which of the two is the month, the text does not say.
        ("12/05/2019", ""),
        ("no date", ""),
        ("May", ""),
        ("v2019.1", ""),
    ],
)
def test_parse_date(text: str, date: str) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Lima¹ , Ben Roy²", ("Ana Lima", "Ben Roy")),
        ("Ana Lima1,2, Ben Roy3", ("Ana Lima", "Ben Roy")),
        ("By Ana Lima and Ben Roy", ("Ana Lima", "Ben Roy")),
        ("Ana Lima, MD, PhD; Ben Roy, MSc", ("Ana Lima", "Ben Roy")),
        ("Li Wei* & Ana de Souza†", ("Li Wei", "Ana de Souza")),
        ("Ana M. Lima (a corresponding author)", ("Ana M. Lima",)),
        ("Ana Lima^a, Ben Roy^b,*", ("Ana Lima", "Ben Roy")),
        ("A Lima^a, B Roy^b", ("A Lima", "B Roy")),
        ("Ana Lima ^1,2^, Ben Roy ^3^", ("Ana Lima", "Ben Roy")),
        ("Ana Lima 1, Ben Roy 2,3 and Li Wei 1", ("Ana Lima", "Ben Roy", "Li Wei")),
        ("Ana Lima a, Ben Roy b", ("Ana Lima", "Ben Roy")),
        ("Ana Lima ORCID, Ben Roy [ORCID iD]", ("Ana Lima", "Ben Roy")),
        ("ANA LIMA, BEN HALVORSEN", ("ANA LIMA", "BEN HALVORSEN")),
        ("Ana LIMA, Ben HALVORSEN", ("Ana LIMA", "Ben HALVORSEN")),
        ("Ana Lima \u00b7 Ben Roy", ("Ana Lima", "Ben Roy")),
        ("ORIGINAL PAPERS", ()),
        ("Department of Rest, Harbor College", ()),
        ("Sleep and tea", ()),
        ("Ana", ()),
        ("", ()),
        ("https://doi.org/10.1234/abc, Ana Lima", ()),
    ],
)
def test_parse_byline(line: str, names: tuple[str, ...]) -> None:
    assert parse_byline(line) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("licensed under CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International", "CC BY-NC-ND 4.0"),
        ("Creative Commons Attribution 3.0 Unported", "CC BY 3.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"),
        ("CC0", "CC0"),
        ("CC BY", "CC BY"),
        ("Copyright 2020 by the authors. All rights reserved.", ""),
    ],
)
def test_find_license(line: str, name: str) -> None:
    assert find_license([line]) == name


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Keywords: tea, sleep", {"keywords": "tea, sleep"}),
        ("**Keywords:** tea, sleep", {"keywords": "tea, sleep"}),
        ("KEYWORDS\n\ntea, sleep", {"keywords": "tea, sleep"}),
        ("Keywords:\n\ntea,\nsleep,\nlamps", {"keywords": "tea, sleep, lamps"}),
        ("DOI\thttps://doi.org/10.1234/x", {"doi": "https://doi.org/10.1234/x"}),
        ("Reviewed AtMay 2, 2020", {"reviewed": "May 2, 2020"}),
        ("By Ana Lima", {"authors": "Ana Lima"}),
        ("Medically reviewed by Dr. Ana Lima", {"reviewed_by": "Dr. Ana Lima"}),
        ("Received: 2 May 2020\nAccepted: 3 June 2020", {"received": "2 May 2020", "accepted": "3 June 2020"}),
        (
            "Received 2 May 2020; Accepted 3 June 2020",
            {"received": "2 May 2020; Accepted 3 June 2020", "accepted": "3 June 2020"},
        ),
        # The first that is not empty counts.
        ("Keywords: tea\n\nKeywords: lamps", {"keywords": "tea"}),
        ("By the sea", {}),
        ("Anesthesia: it is old", {}),
        ("Keywords", {}),
    ],
)
def test_find_labels(text: str, labels: dict[str, str]) -> None:
    assert find_labels(text, split_units(text)) == labels


def test_strip_markup() -> None:
    assert strip_markup("## **A** [site](http://x.org) and snake_case") == "A site and snake_case"


@given(st.text())
def test_nothing_fails_on_any_text(text: str) -> None:
    parse_byline(text)
    find_license([text])
    find_labels(text, split_units(text))
    assert len(parse_date(text)) in (0, 4, 7, 10)

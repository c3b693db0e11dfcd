"""How labels of others are read, on labels that are composed."""

import runpy
from pathlib import Path

import pytest

MODULE = runpy.run_path(str(Path(__file__).with_name("reference_strings.py")))
NAMES = ("raw", "author", "date", "title", "container_title", "volume", "pages", "doi")


def label(**fields: str) -> dict[str, str]:
    return dict.fromkeys(NAMES, "") | fields


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"container_title": "Night Letters,", "volume": "12,", "title": "The rest of owls."}, "article"),
        ({"container_title": "Revue de la nuit,", "pages": "p. 3.", "title": "Le repos des oiseaux dans les bois."}, "article, other language"),
        ({"container_title": "In Proceedings of the Owl Conference,", "pages": "pp. 3-4."}, "proceedings"),
        ({"container_title": "Proc. R. Soc.", "volume": "12,"}, "article"),
        ({"container_title": "Handbook of Owls", "raw": "Moor A. Rest. In Handbook of Owls"}, "chapter"),
        ({"title": "Owls.", "raw": "Moor A. Owls. PhD thesis, 1999."}, "thesis"),
        ({"title": "Owls.", "raw": "Moor A. Owls. https://example.org"}, "web page"),
        ({"title": "Owls.", "raw": "Moor A. Owls. London: Press, 1999."}, "book"),
    ],
)  # fmt: skip
def test_kind(fields: dict[str, str], kind: str) -> None:
    assert MODULE["kind_of"](label(**fields)) == kind


@pytest.mark.parametrize(
    ("names", "family"),
    [
        ("Moor, A. B., & Lima, C.", "Moor"),
        ("Moor AB, Lima C.", "Moor"),
        ("A. B. Moor and C. Lima.", "Moor"),
        ("Anna Moor and Cy Lima,", "Moor"),
        ("Moor, Anna.", "Moor"),
        ("MOOR Anna,", "MOOR"),
        ("Jan van der Moor.", "van der Moor"),
        ("Department of Owls.", "Department of Owls"),
    ],
)
def test_family_name_of_a_label(names: str, family: str) -> None:
    assert MODULE["family_of_label"](names) == family


def test_parts_are_compared_without_their_punctuation() -> None:
    own = label(
        author="Moor, A.",
        date="(1999a).|2001",
        title="“Owls,”",
        container_title="In: Night Letters,",
        volume="12(3):45-6,",
    )
    assert MODULE["fields_of_label"](own) == {
        "first_author": "moor", "year": "1999", "title": "owls", "container_title": "nightletters",
        "volume": "12", "first_page": "45", "doi": "",
    }  # fmt: skip

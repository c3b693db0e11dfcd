"""One file to rows: what the tables must say that no other table can."""

from pathlib import Path

from evidence_review.corpus.parse import parse_file

TEXT = """A study of foxes and of the pain that they feel

Ann Fox

Abstract

Foxes feel pain in winter. They feel less of it in spring.

Introduction

Foxes were studied in three woods over two years, and all of them were seen to rest [1].

- Foxes of the north rest by day.
- Foxes of the south rest by night.

Table 1. Where foxes rest.

| wood | rest |
| north | day |

© 2024 The authors. All rights reserved.

References

1. Hen B. Hens in winter. Farm J. 2003;7:11-19.
2. Elk C. Elks in spring. Farm J. 2004;8:21-29.
3. Owl D. Owls at night. Farm J. 2005;9:31-39.
"""


def test_each_sentence_says_what_it_stands_in(tmp_path: Path) -> None:
    path = tmp_path / "fox.txt"
    path.write_text(TEXT, encoding="utf-8")
    blocks = {row["text"]: row["block"] for row in parse_file(path, tmp_path).sentences}
    assert blocks == {
        "A study of foxes and of the pain that they feel": "line",
        "Ann Fox": "line",
        "Foxes feel pain in winter.": "prose",
        "They feel less of it in spring.": "prose",
        "Foxes were studied in three woods over two years, and all of them were seen to rest [1].": "prose",
        "Foxes of the north rest by day.": "list-item",
        "Foxes of the south rest by night.": "list-item",
        "Table 1.": "caption",
        "Where foxes rest.": "caption",
        "| wood | rest |": "table",
        "| north | day |": "table",
        "© 2024 The authors.": "boilerplate",
        "All rights reserved.": "boilerplate",
    }

"""Hostile text costs time in proportion to its length: ten times the text, at most thirty times the time.

Each text is one that a careless pattern or loop would choke on: a single character over and over, the beginning of a marker
that never ends, a name that goes on for ever. Run by `make bench`.
"""

import itertools
import string
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from evidence_review.checks import CHECKS
from evidence_review.coding.anchoring import Anchors
from evidence_review.corpus import Corpus
from evidence_review.corpus.build import build
from evidence_review.decisions import Topic
from evidence_review.display import bullets
from evidence_review.errors import UnreadableSource
from evidence_review.exports import format_bibtex, format_csl, format_ris
from evidence_review.exports.items import Item, clean, split_name
from evidence_review.extract.author_year import find_mention
from evidence_review.extract.binding import Surroundings, bind_quantities
from evidence_review.extract.changes import find_change
from evidence_review.extract.citations import link_markers
from evidence_review.extract.claims import find_claims, find_rotations, name_figure
from evidence_review.extract.concepts import built_in
from evidence_review.extract.context import find_context, read_note
from evidence_review.extract.cues import find_cues
from evidence_review.extract.designs import find_design
from evidence_review.extract.evidence import find_evidence_flags
from evidence_review.extract.facets import find_compared, find_phases
from evidence_review.extract.language import find_language
from evidence_review.extract.markers import find_markers
from evidence_review.extract.quantities import Quantity, find_quantities
from evidence_review.extract.references import parse_reference
from evidence_review.extract.sentences import find_sentences
from evidence_review.extract.statements import is_statement, suggest
from evidence_review.extract.substances import find_substances
from evidence_review.extract.support import Entry, Mention, Sentence, audit_document
from evidence_review.extract.topics import find_topics
from evidence_review.extract.units import find_unit
from evidence_review.extract.works import Work, name_works
from evidence_review.paths import Review
from evidence_review.readers import READERS, read_document
from evidence_review.site.views import make_views
from evidence_review.summaries.coverage import cover_text
from evidence_review.summaries.parse_facts import Source
from evidence_review.summaries.parse_lists import report_lists
from evidence_review.summaries.parse_text import report_text
from evidence_review.text import fold

SMALL, LARGE = 10_000, 100_000
LIMIT = 30
# Below this a measurement is noise: a text that takes no longer at its full size cannot be what hangs a run.
FLOOR_SECONDS = 0.1

PIECES = [
    *string.printable.strip(),
    *["(1", "[1,", "(1,", "[1]", "(1) ", "1-", "[1]-", "^1", "¹", "(A 19", "A 1999; ", "et al. ", "A. ", "a.", "a. ", "- ", "# ", "1. "],
    *["Smith A, ", "Smith, A., ", "Smith ", "van ", "doi:10.1/", "10.1234/", "**", "*a ", "a\n", "A\n\n", "1\n", "\t", " ", "\n", "\r", "\u2028"],
    *["| ", "Author: ", "Abstract", "References\n", "reviewed by\n", "Home>", "https://", "a,b;", "2001;1(1):1-2. ", "Fig. 1. ", "In: ", "\u00e9", "\u0627", "\u00ad"],
    *["(a. ", "\u2026 ", "\u0964 ", "\u300c\u3002", "Ph.D. ", "AL. ", "1.1,1 A", ". (Ab) c"],
    *["not ", "may, which ", "reduce ", "n't", "; but not ", "post-", "pain", "S(+)", "cancer ", "\u200b", "a\u200b", "x" * 25 + "-"],
    *["0.5 mg/kg", "1 to 2 ", "1 and ", "one ", "(SD 1", "p < 0.05 ", "week 1, ", "95% CI 1, ", "10^", "March 2001; ", "two weeks", "due to ", "dose=1;"],
    *["9**", "--1", "+-9e", "1,000,", "1.5", "mg/", "/kg", "5 mg/kg ", "1-", "one hundred and ", "twenty-", "between 1 and ", "one in ", "more than ", "(n = ", "1, 2, "],
    *["single-", "a single 5 mg ", "two A1-", "A/1", "Ca^{2+} ", "mid-1999 ", "one of just two ", "over ten years ago "],
    *["kg-1 ", "\u00b5", "^{", "^{-1}", "-1", "mg\u00b7", "mg per ", "of body "],
    *["(a ", "[a ", "aB", "A1(", "Ab, and ", "(19", "2019, ", "Table 1 | ", "x: y\n", "Vol. 1 ", "pp. 1-", "Copyright ", "CC BY "],
]  # fmt: skip
TEXTS: dict[str, Callable[[int], str]] = {
    **{repr(piece): lambda size, piece=piece: piece * (size // len(piece)) for piece in PIECES},
    "one line without a stop": lambda size: "word " * (size // 5),
    "headings": lambda size: "# A heading\n" * (size // 12),
    "numbered headings": lambda size: "".join(f"{number}. Heading here\n\n" for number in range(1, size // 19)),
    "entries of one line": lambda size: "Some words of text before it.\n\nReferences\n\n"
    + "".join(f"{number}. A\n" for number in range(1, size // 9)),
    "dated entries": lambda size: "References\n\n" + "".join(f"{number}. A. 2001\n" for number in range(1, size // 15)),
    "entries without labels": lambda size: "References\n\n" + "Smith A. Title. J. 2001\n\n" * (size // 25),
    "headings of reference lists": lambda size: "References\n\nx\n\n" * (size // 15),
    "lists and headings": lambda size: "References\n1. Smith A. 2001.\n2. Lee B. 2002.\n3. Roy C. 2003.\n" * (size // 65),
    "labels alone": lambda size: "References\n\n" + "1.\n" * (size // 3),
    "ascending labels alone": lambda size: "References\n\n" + "".join(f"{number}.\n" for number in range(1, size // 6)),
    "entries in one line": lambda size: "References\n\n"
    + " ".join(f"{number}. Smith A. Tea. 2001;1:2." for number in range(1, size // 27)),
    "numbering that restarts": lambda size: "References\n\n"
    + "1. Smith A. 2001.\n2. Lee B. 2002.\n3. Roy C. 2003.\n" * (size // 50),
    "two headings by turns": lambda size: "References\n\n1. Smith A. 2001.\n\nFurther reading\n\n2. Lee B. 2002.\n\n"
    * (size // 67),
    "wrapped entries without labels": lambda size: "References\n\n" + "Smith A, Lee B. Title of it.\nJ Sea. 2001\n" * (size // 41),
    "cut paragraphs": lambda size: "This line of nine words stops without a stop the\n\nand so\n\n" * (size // 58),
    "lines of the head": lambda size: "Ana Lima, Ben Roy\n" * (size // 18),
    "page numbers": lambda size: "12\n\n" * (size // 4),
    "web chrome": lambda size: "Leave a Reply\n\n" * (size // 15),
    "labels": lambda size: "Keywords: a\n" * (size // 12),
    "running heads": lambda size: "Some words that are cut by the end of the\n\nLima et al. 2020\n\n12\n\npage and go on. " * (size // 84),
    "contents": lambda size: "Contents\n\n" + "Tea ..... 3\n" * (size // 12),
    "items": lambda size: "".join(f"{1 + number % 90}. Tea\n" for number in range(size // 8)),
    "columns": lambda size: "Tea      3     4\n" * (size // 17),
    "labels of an abstract": lambda size: "Abstract\n\n" + "Methods: We asked them all of it. " * (size // 34),
    "broken words": lambda size: "The treat-\nment of low-\ndose tea\n" * (size // 33),
    "headings of contents": lambda size: "Contents\n\n" * (size // 10),
    "equations": lambda size: "a = b c\n" * (size // 8),
    "links": lambda size: "[![a](b)](c) " * (size // 13),
    "markers": lambda size: "A word [1,2]. " * (size // 14),
    "DOIs with markup": lambda size: "doi:10.1234/a<b>c " * (size // 18),
    "initials": lambda size: "A. B. Smith, " * (size // 13),
    "glued names": lambda size: "SmithABLee C" * (size // 12),
    "open quotations": lambda size: "\u201ca. B " * (size // 6),
    "places in a journal": lambda size: "vol. 1, no. 2 (3): 4-5; " * (size // 24),
    "isomers": lambda size: "R-isomer of ketamine " * (size // 21),
    "isomers of no drug": lambda size: "R-isomer " * (size // 9),
    "works": lambda size: "(" + "Smith 2001; " * (size // 12) + ")",
}  # fmt: skip


def run_reader(text: str) -> None:
    for reader in READERS:
        reader.recognizes(text)
    try:
        document = read_document(text)
    except UnreadableSource:
        return
    for passage in document.passages:
        find_sentences(fold(document.text, passage.parts).text)


def run_forced_readers(text: str) -> None:
    """Run every reader that can read any text, whether or not it recognizes this one."""
    prose = "This is a plain paragraph of prose that has more than twelve words in it.\n\n"
    for reader in (READERS[0], *READERS[2:]):
        reader.read(prose + text)


def run_citations(text: str) -> None:
    line = " ".join(text.split())
    link_markers(find_markers(line), range(1, 5), {})


def run_parse_report(text: str) -> None:
    """Report on a source of one section, one sentence and one entry, each of which is all of the text."""
    span = {"start": 0, "end": len(text), "raw": text, "text": " ".join(text.split()) or "a", "title": text[:200]}
    sentence = {"section_no": 1, "paragraph_no": 1, "block": "prose", "language": "en", "is_boilerplate": False}
    entry = {"reference_no": 1, "number_origin": "printed", "parse_status": "ok", "first_author": "A", "year": 2000}
    marker = {"marker_no": 1, "style": "square", "is_second_style": False, "status": "resolved", "reference_no": 1}
    about = dict.fromkeys(["title", "authors", "container_title", "doi", "reason", "corrections"], text[:500])
    about |= {"year": 2000, "kind": "journal-article", "language": "en", "encoding": "utf-8", "n_words": 9}
    source = Source(
        SimpleNamespace(**about, is_encoding_guessed=False, citation_style="square"),
        text,
        cover_text(text, []),
        [SimpleNamespace(**span, kind="body", reason=text[:500])],
        [SimpleNamespace(**span, **sentence, parts=f"0-{len(text)}")],
        [SimpleNamespace(**span, **entry, doi="")],
        [SimpleNamespace(**(span | {"end": 1}), **marker)],
    )
    list(report_text(source))
    list(report_lists(source))


def run_works(text: str) -> None:
    """Compare and export works of which every field is all of the text."""
    works = [Work(text, year, text, text, text, text, text) for year in (2000, 2001)]
    works += [Work("", None, "", "", "", text, ""), Work("", 2000, text[1:], "", "", "", "")]
    name_works(works)
    line = clean(text)
    item = Item("a", "document", authors=(split_name(text),), title=line, note=line)
    for write in (format_bibtex, format_csl, format_ris):
        write([item])


TOPICS = [
    Topic(
        "one", "", (), ("pain*", "cancer + pain*", "post-operative", "*ketamine", "NO", "S(+)"), ("non-cancer", "a + b")
    ),
    Topic("two", "", (), ("opioid*", "tail flick"), ()),
]


def run_suggestions(text: str) -> None:
    line = " ".join(text.split())
    find_topics(line, TOPICS)
    is_statement(line)
    suggest(line)
    find_change(text, line[:200], "tea", "tea and rest")
    for design in ("animal", "narrative-review", "randomized-trial"):
        find_evidence_flags(line, "not-stated", [design])
    find_evidence_flags(line, "human", ["narrative-review"])


def run_quantities(text: str) -> None:
    """Find and bind quantities in a sentence that is all of the text, with all of it around."""
    line = " ".join(text.split())
    bind_quantities(line, find_quantities(line), Surroundings((line, line), (line,), line))


def run_audit(text: str) -> None:
    """Audit a sentence that is all of the text, with markers all over it, against titles and authors that are all of it."""
    line = " ".join(text.split()) or "a"
    sentences = [Sentence(number, line if number == 2 else "Tea and pain.", 1, line) for number in (1, 2, 3)]
    entries = [Entry(number, title, line) for number, title in enumerate([line, "Tea and pain", "Rats"] * 4, start=1)]
    places = range(0, len(line), max(1, len(line) // 10))
    mentions = [Mention(at + 1, 2, place, place, (1 + at % 12,)) for at, place in enumerate(places)]
    audit_document(sentences, entries, mentions, built_in())


def run_quotes(text: str) -> None:
    """Look for quotes in a source of one sentence that is all of the text."""
    place = {"source_id": "a", "section_no": 1}
    sentence = place | {"sentence_no": 1, "paragraph_no": 1, "block": "prose", "parts": f"0-{len(text)}", "text": text}
    tables = {
        "sources": [{"file": "a.txt", "source_id": "a"}],
        "sections": [place | {"kind": "body"}],
        "sentences": [sentence],
    }
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    anchors = Anchors(cast("Corpus", SimpleNamespace(texts={"a": text}, **frames)))
    for quote in (text[:50], text[:500], "These words are not in it"):
        anchors.find_place("a", quote)
        anchors.find_nearest("a", quote + " at all")


def run_reading(text: str) -> None:
    """Show a source with a sentence, a section, a statement and a finding at every hundredth character."""
    own = {
        "language": "en",
        "title": text[:9],
        "level": 1,
        "kind": "body",
        "reason": "",
        "section_no": 1,
        "paragraph_no": 1,
    }
    own |= dict.fromkeys(("text", "topic", "question", "answer", "direction", "certainty", "coder"), "a")
    own |= {
        "block": "prose",
        "origin": "machine",
        "statement_id": "a:s1",
        "check": "a",
        "finding_no": 1,
        "severity": "info",
    }
    own |= {"message": "a", "suggestion": "", "innocent_explanation": "", "verdict": ""}
    rows = [
        own | {"start": start, "end": start + 50, "parts": f"{start}-{start + 50}", "sentence_no": start + 1}
        for start in range(0, len(text) - 50, 100)
    ]
    tables = dict.fromkeys(("sections", "sentences", "statements", "findings"), rows) | {
        "references": [],
        "citations": [],
    }
    source = {"source_id": "a", "title": "", "authors": "", "year": "", "language": "en"}
    make_views(text, source, tables, topics={}, made=())


def run_binding(text: str) -> None:
    """Bind a number of every twenty characters, whatever stands there, with all of the text around it."""
    line = " ".join(text.split()) or "a"
    kinds = itertools.cycle(("dose", "percentage", "sample-size", "duration"))
    starts = range(0, len(line), 20)
    quantities = [Quantity(start, start + 1, kind, "", 1, 1, "") for start, kind in zip(starts, kinds, strict=False)]
    bind_quantities(line, quantities, Surroundings((line, line), (line,), line))


WORK: dict[str, Callable[[str], object]] = {
    "readers": run_reader,
    "forced readers": run_forced_readers,
    "sentences": lambda text: find_sentences(" ".join(text.split())),
    "citations": run_citations,
    "claims": lambda text: (find_claims(text, built_in()), find_rotations(text), name_figure("date", text, text)),
    "context": find_context,
    "facets": lambda text: (find_phases(text, range(0, len(text), 9)), find_compared(text, 0, 9, "ketamine")),
    "binding": run_binding,
    "substances": lambda text: find_substances(text, ("Ketamine. " * (len(text) // 10),)),
    "notes": read_note,
    "references": parse_reference,
    "quantities": run_quantities,
    "works": run_works,
    "language": find_language,
    "fold": lambda text: fold(text, [(0, len(text))]),
    "suggestions": run_suggestions,
    "parse report": run_parse_report,
    "bullets": lambda text: bullets([(text, ["a:s1"])]),
    "audit": run_audit,
    "quotes": run_quotes,
    "reading view": run_reading,
    "mentions": find_mention,
    "designs": lambda text: find_design(text, text),
    "units": lambda text: [find_unit(text, position) for position in range(0, len(text), 7)],
    "cues": lambda text: find_cues(text, ("no evidence", "rat*", "*ketamine"), ("not only",)),
}


NUMBERS = itertools.count()


def seconds(work: Callable[[str], object], text: str) -> float:
    # A text that was never seen, since what is remembered of the last one costs nothing.
    text += f" {next(NUMBERS)}"
    begin = time.perf_counter()
    work(text)
    return time.perf_counter() - begin


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_in_proportion(name: str) -> None:
    make = TEXTS[name]
    too_slow = {}
    for what, work in WORK.items():
        long = seconds(work, make(LARGE))
        if long < FLOOR_SECONDS:
            continue
        short = min(seconds(work, make(SMALL)) for _ in range(3))
        if long > LIMIT * short:
            # Once more: a machine that was busy for a moment is no hanging pattern.
            long = min(long, seconds(work, make(LARGE)))
        if long > LIMIT * short and long > FLOOR_SECONDS:
            too_slow[what] = f"{short:.4f} s for 10 kB, {long:.2f} s for 100 kB"
    assert not too_slow


FEW, MANY = 200, 2000
HEAD = "Birds of the moor: a review\n\nAnn Lima\n\n1. Introduction\n\nFoxes sleep [1]. Hens do [2]. Cows do [3].\n\n"
CITED = "{}References\n\n{}"
BROKEN = "1. Moor A. Birds. J Sea. 2001;1:1-2.\n2. Lima B. Tea. J Sea. 2002;2:2-3.\n3. "
# Documents with lists of so many entries, or with an entry so long.
LISTS: dict[str, Callable[[int], str]] = {
    "entries, each cited by name and number": lambda n: CITED.format(
        HEAD + " ".join(f"It was seen by Moor et al. (2001) [{number}]." for number in range(1, n)) + "\n\n",
        "\n".join(
            f"{number}. Moor A. Birds of moor {number}. J Sea. 2001;{number}:1-9. doi: 10.1016/j.pain.2009.02.{number:05}"
            for number in range(1, n)
        ),
    ),
    "entries, each cited by another name": lambda n: CITED.format(
        HEAD + " ".join(f"It was seen by Roy et al. [{number}]." for number in range(1, n)) + "\n\n",
        "\n".join(f"{number}. Moor A. Birds of moor {number}. J Sea. 2001;{number}:1-9." for number in range(1, n)),
    ),
    "the same entry over and over": lambda n: CITED.format(
        HEAD,
        "\n".join(
            f"{number}. Moor A. Birds of the moor. J Sea. 2001;1:1-9. doi: 10.5555/abc" for number in range(1, n)
        ),
    ),
    "an entry without a stop": lambda n: CITED.format(HEAD, BROKEN + "word " * (n * 10)),
    "unbalanced brackets": lambda n: CITED.format(HEAD, BROKEN + "([{" * (n * 17)),
    "a DOI with markup in it": lambda n: CITED.format(HEAD, BROKEN + "doi: <b>10.1016/</b>" * (n * 3)),
}


def check_seconds(text: str, folder: Path) -> float:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    corpus = build(Review(folder, folder / "outputs"))
    begin = time.perf_counter()
    for check in CHECKS.values():
        list(check.find(corpus))
    return time.perf_counter() - begin


@pytest.mark.parametrize("name", LISTS)
def test_the_time_of_checks_grows_in_proportion(name: str, tmp_path: Path) -> None:
    short = min(check_seconds(LISTS[name](FEW), tmp_path) for _ in range(2))
    long = check_seconds(LISTS[name](MANY), tmp_path)
    assert long < max(LIMIT * short, FLOOR_SECONDS)


def audit_seconds(size: int) -> float:
    """Audit a list of so many entries, each cited in a sentence of its own, and half of them twice."""
    words = [
        f"{first}{second}{third}"
        for first in "bcdfgklmnp"
        for second in ("ato", "eno", "iru", "osa", "uli")
        for third in string.ascii_lowercase
    ]
    names = [f"{words[number % len(words)]}{number // len(words):03}q" for number in range(2 * size)]
    titles = [" ".join(names[(number * 7 + step * step) % len(names)] for step in range(8)) for number in range(size)]
    entries = [Entry(number, f"Pain and {title}", "Lee") for number, title in enumerate(titles, start=1)]
    sentences = [
        Sentence(number, f"In pain {title} was seen (1).", number // 5, "Pain")
        for number, title in enumerate(titles, start=1)
    ]
    mentions = [
        Mention(
            number,
            sentence.number,
            len(sentence.text) - 4,
            len(sentence.text) - 1,
            tuple(sorted({number, 1 + number // 2})),
        )
        for number, sentence in enumerate(sentences, start=1)
    ]
    begin = time.perf_counter()
    audit_document(sentences, entries, mentions, built_in())
    return time.perf_counter() - begin


def test_an_audit_grows_with_its_list() -> None:
    audit_seconds(10)
    short, long = min(audit_seconds(1_000) for _ in range(2)), audit_seconds(10_000)
    assert long < LIMIT * short, f"{short:.2f} s for 1,000 entries, {long:.2f} s for 10,000"

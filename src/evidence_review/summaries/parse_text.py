"""The parse report on a document's text: file, what it says of itself, language, sections, blocks, sentences, what was set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from evidence_review.summaries.coverage import BOILERPLATE, NOWHERE, OTHER_LANGUAGE, PLACES
from evidence_review.summaries.parse_facts import FEW, TEXT, Fact, Source, known, others, share
from evidence_review.summaries.wording import count
from evidence_review.text import normalize
from evidence_review.vocabulary import BLOCKS, PROSE_KINDS, SECTION_KINDS

__all__ = ["report_text"]

# A sentence of more words is often several that were not split; few writers write one.
_LONG_SENTENCE = 120
_HEADLESS_WORDS = 1000
# The sentences after a bad split begin in lower case; some do in good text ("p53 is ...").
_LOW_STARTS, _MANY_LOW_STARTS = 0.05, 0.2
# A saved web page is half menus; a journal text is not.
_MUCH_ASIDE, _MUCH_ASIDE_OF_ARTICLE = 0.6, 0.25
_LITTLE_PROSE = 0.2
_MUCH_NOWHERE = 0.01
_MANY_LONG = 0.05
_MANY_LOST_LETTERS = 0.001
_HEAD = 20_000
# What UTF-8 looks like when it was read as Windows-1252, and letters that only the font of a PDF can name.
_GARBLED = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|\u00e2\u20ac|[\ue000-\uf8ff]")
_LOST = re.compile("\ufffd")


def report_text(source: Source) -> Iterator[Fact]:
    """Report on everything but the references and the markers.

    Parameters
    ----------
    source : Source
        A source that was read.

    Yields
    ------
    Fact
        In the order of the report.
    """
    yield from _file(source)
    yield from _document(source)
    yield from _languages(source)
    yield from _sections(source)
    yield from _characters(source)
    yield from _blocks(source)
    yield from _sentences(source)
    yield from _set_aside(source)


def _file(source: Source) -> Iterator[Fact]:
    for note in filter(None, known(source.row.reason).split("; ")):
        yield Fact("file", note, "not-understood", look=note)
    encoding = known(source.row.encoding)
    if source.row.is_encoding_guessed:
        yield Fact("file", f"encoding {encoding}", "guessed", look=f"the encoding {encoding} is a guess")
    else:
        yield Fact("file", f"encoding {encoding}")
    for pattern, what, noun in (
        (_LOST, "characters lost in conversion", "lost character"),
        (_GARBLED, "letters wrongly decoded", "wrongly decoded letter"),
    ):
        places = [match.start() for match in pattern.finditer(source.text)]
        if places:
            n = len(places)
            yield Fact(
                "file",
                what,
                "not-understood",
                n,
                share(n, len(source.text)),
                **source.at(max(0, places[0] - 20)),
                more=others(places[1:]),
                look=count(n, noun),
                is_doubtful=n >= max(FEW, _MANY_LOST_LETTERS * len(source.text)),
            )


def _document(source: Source) -> Iterator[Fact]:
    row = source.row
    yield Fact("document", f"kind {row.kind}", "guessed" if row.kind == "plain-text" else "understood")
    head = source.text[:_HEAD]
    normalized = normalize(head)
    # An article saved without its front matter prints no authors; one that has lines beside its title does.
    needed = ("title", "authors", "year") if source.is_article and _has_front_matter(source) else ("title",)
    missed = [field for field in needed if not known(getattr(row, field))]
    for field in ("title", "authors", "year", "container_title", "doi"):
        what = field.replace("_", " ")
        value = known(getattr(row, field))
        if not value:
            yield Fact(
                "document", what, "not-found", look=f"no {' or '.join(missed)} found" if [field] == missed[:1] else ""
            )
        elif f"{field}: " in known(row.corrections):
            yield Fact("document", f"{what}, corrected by a reviewer", sample=value)
        else:
            first, *rest = value.split(";") if field == "authors" else [value]
            is_printed = field in ("year", "doi") or normalize(first) in normalized
            start = head.casefold().find(first.casefold()) if len(head) == len(head.casefold()) else head.find(first)
            at = source.at(start, start + len(first)) if start >= 0 and field != "year" else {"sample": first}
            yield Fact("document", what, "understood" if is_printed else "guessed", **at, more=others(rest))


def _has_front_matter(source: Source) -> bool:
    title = normalize(known(source.row.title))
    lines = (normalize(one.text) for one in source.sentences if one.block == "line")
    return any(line and line not in title for line in lines)


def _languages(source: Source) -> Iterator[Fact]:
    texts = [one for one in source.sentences if not one.is_boilerplate]
    for language, number in Counter(known(one.language) for one in texts).most_common():
        own = [one for one in texts if known(one.language) == language]
        part = share(number, len(texts))
        if not language:
            yield Fact("language", "not known", "guessed", number, part, **source.at(own[0].start, own[0].end))
        elif language == source.language:
            look = "" if language == "en" else f"written in {language}, which the English rules cannot read"
            yield Fact("language", language, "understood", number, part, look=look, is_doubtful=bool(look))
        else:
            # An abstract in a second language is usual; a sentence in the midst of the text is not.
            n_inside = sum(source.kind_of(one) in PROSE_KINDS[1:] for one in own)
            yield Fact(
                "language",
                language,
                "set-aside",
                number,
                part,
                **source.at(own[0].start, own[0].end),
                more=others(one.start for one in own[1:]),
                look=f"{count(n_inside, 'sentence')} of the text in {language}" if n_inside else "",
            )


def _sections(source: Source) -> Iterator[Fact]:
    headed = [one for one in source.sections if isinstance(one.title, str)]
    n_words = int(known(source.row.n_words) or 0)
    if not headed and n_words >= _HEADLESS_WORDS:
        yield Fact("sections", "headings", "not-found", 0, look=f"no heading in {count(n_words, 'word')}")
    for kind in SECTION_KINDS:
        own = [one for one in source.sections if one.kind == kind]
        titled = next((one for one in own if isinstance(one.title, str)), None)
        at = source.at(titled.start, titled.start + len(titled.title)) if titled else {}
        if own and kind != "boilerplate":
            yield Fact("sections", kind, n=len(own), **at)
        elif source.is_article and kind in ("abstract", "references"):
            yield Fact("sections", kind, "not-found", 0)


def _characters(source: Source) -> Iterator[Fact]:
    counts = source.coverage.characters
    total = counts.total()
    for place in PLACES:
        n, part = counts[place], share(counts[place], total) or 0.0
        if place == NOWHERE:
            spans = source.coverage.nowhere
            yield Fact(
                "characters",
                place,
                "not-understood" if n else "understood",
                n,
                part,
                **(source.at(*spans[0]) if spans else {}),
                more=others(start for start, _ in spans[1:]),
                look=f"{count(n, 'character')} in no row" if n else "",
                is_doubtful=part > _MUCH_NOWHERE,
            )
        elif n or place == "prose":
            is_little = place == "prose" and source.is_article and part < _LITTLE_PROSE
            look = f"only {part:.0%} of the characters are prose" if is_little else ""
            if place == BOILERPLATE and part >= (_MUCH_ASIDE_OF_ARTICLE if source.is_article else _MUCH_ASIDE):
                look = f"{part:.0%} of the characters were set aside"
            status = "set-aside" if place in (OTHER_LANGUAGE, BOILERPLATE) else "understood"
            yield Fact("characters", place, status, n, part, look=look, is_doubtful=is_little)


def _blocks(source: Source) -> Iterator[Fact]:
    texts = [one for one in source.sentences if not one.is_boilerplate]
    first = [next(block) for _, block in groupby(texts, key=lambda one: one.paragraph_no)]
    for kind in BLOCKS:
        own = [one for one in first if one.block == kind]
        if own:
            # The longest says most about what was taken for such a block.
            example = max(own, key=lambda one: len(one.text)) if kind != "line" else own[0]
            yield Fact(
                "blocks", kind, n=len(own), share=share(len(own), len(first)), **source.at(example.start, example.end)
            )


def _sentences(source: Source) -> Iterator[Fact]:
    prose = [
        one
        for one in source.sentences
        if one.block in TEXT and source.kind_of(one) in PROSE_KINDS and known(one.language) in ("", source.language)
    ]
    yield Fact("sentences", "in the text", n=len(prose), share=share(len(prose), len(source.sentences)))
    mended = [one for one in prose if ";" in one.parts]
    long = [one for one in prose if len(one.text.split()) > _LONG_SENTENCE]
    low = [one for one in prose if one.text[0].islower()]
    short = [one for one in prose if len(one.text.split()) < 2]
    for what, found, noun, least, many in (
        ("joined over a break", mended, "", 1.0, 1.0),
        (
            f"of more than {_LONG_SENTENCE} words",
            long,
            f"sentence of more than {_LONG_SENTENCE} words",
            0.0,
            _MANY_LONG,
        ),
        ("beginning in lower case", low, "sentence beginning in lower case", _LOW_STARTS, _MANY_LOW_STARTS),
        ("of a single word", short, "sentence of a single word", _LOW_STARTS, _MANY_LOW_STARTS),
    ):
        part = share(len(found), len(prose)) or 0.0
        if found:
            yield Fact(
                "sentences",
                what,
                "guessed",
                len(found),
                part,
                **source.at(found[0].start, found[0].end),
                more=others(one.start for one in found[1:]),
                look=_plural(len(found), noun) if noun and part >= least else "",
                is_doubtful=bool(noun) and len(found) >= FEW and part >= many,
            )


def _plural(n: int, noun: str) -> str:
    """Count with the plural at the first word: "2 sentences of a single word"."""
    word, _, rest = noun.partition(" ")
    return f"{count(n, word)} {rest}"


def _set_aside(source: Source) -> Iterator[Fact]:
    aside = [one for one in source.sections if known(one.reason) or one.kind == "boilerplate"]
    for reason in sorted({known(one.reason) for one in aside}):
        own = [one for one in aside if known(one.reason) == reason]
        yield Fact(
            "set aside",
            reason or "no prose of the document",
            "set-aside",
            len(own),
            share(sum(one.end - one.start for one in own), len(source.text)),
            **source.at(own[0].start, own[0].end),
            more=others(one.start for one in own[1:]),
        )

"""Checks of a document as it was printed and saved."""

import re
from collections import Counter
from collections.abc import Iterator

from evidence_review.checks.registry import Finding, check, rows
from evidence_review.corpus import Corpus
from evidence_review.corpus.parse import read_parts
from evidence_review.text import normalize

__all__: list[str] = []

_DOUBLED = re.compile(r"(?<![\d.])(\d{4,12})\1(?![\d.]\d)")
# What replaces bytes that are no character; control characters but white space and the end mark of old files; and code points that no standard gives a meaning.
_LOST = re.compile(
    "[\ufffd\\x00-\\x08\\x0e-\\x19\\x1b-\\x1f\\x7f-\\x84\\x86-\\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
# Two documents that quote the same sentence share one; two that quote an abstract share few of their own.
_FEWEST_WORDS, _FEWEST_SHARED, _SHARE, _MOST_HOLDERS = 5, 3, 0.5, 5
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MOST_BRACKETS = 10
_BRACKET = re.compile(r"[()\[\]{}]")
# "a)", "2)", "iv)" count items and close nothing.
_ENUMERATOR = re.compile(r"(?:^|[\s;,:])(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})$")


@check("title-mismatch", severity="warning")
def find_title_mismatches(corpus: Corpus) -> Iterator[Finding]:
    """Find sources whose header prints another title than their heading.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the header's title. Case and punctuation do not count.
    """
    for row in rows(corpus.sources):
        if (
            not isinstance(row.title, str)
            or not isinstance(row.title_as_printed, str)
            or row.source_id not in corpus.texts
        ):
            continue
        if normalize(row.title) != normalize(row.title_as_printed):
            start = corpus.texts[row.source_id].find(row.title_as_printed)
            is_found = start >= 0
            yield Finding(
                row.source_id,
                start if is_found else None,
                start + len(row.title_as_printed) if is_found else None,
                f"the header prints the title {row.title_as_printed!r}, the article {row.title!r}",
                f"read it as {row.title!r}",
                "the header may be a misprint, or the title may have changed after acceptance",
            )


@check("doubled-identifier", severity="warning")
def find_doubled_identifiers(corpus: Corpus) -> Iterator[Finding]:
    """Find numbers that are printed twice in a row, as when a page glues an article number to itself.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the number, in front matter and reference entries; a run of one digit does not count.
    """
    kinds = corpus.sections.set_index(["source_id", "section_no"])["kind"]
    fronts = [row for row in rows(corpus.sentences) if kinds[(row.source_id, row.section_no)] == "front-matter"]
    for row in [*fronts, *rows(corpus.references)]:
        for match in _DOUBLED.finditer(row.raw):
            if len(set(match[1])) > 1:
                yield Finding(
                    row.source_id,
                    row.start + match.start(),
                    row.start + match.end(),
                    f"{match.group()} is {match[1]} printed twice in a row",
                    match[1],
                    "a number may happen to repeat itself",
                )


@check("unbalanced-bracket", severity="info")
def find_unbalanced_brackets(corpus: Corpus) -> Iterator[Finding]:
    """Find brackets that nothing opens or nothing closes.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        At the bracket, in paragraphs, headings and reference entries; letters and numbers that count items ("a)") do not count.
    """
    for source_id, text, spans in _stretches(corpus):
        found = _unbalanced(text, spans)
        # One bracket too many is a slip; dozens in one paragraph are something else, and one finding says so.
        for position in found if len(found) <= _MOST_BRACKETS else found[:1]:
            context = " ".join(text[max(spans[0][0], position - 30) : min(spans[-1][1], position + 31)].split())
            what = "opens and nothing closes it" if text[position] in "([{" else "closes what nothing opened"
            more = f" and so it is with {len(found) - 1} more in this paragraph" if len(found) > _MOST_BRACKETS else ""
            yield Finding(
                source_id,
                position,
                position + 1,
                f"the bracket {text[position]} {what}{more}: ... {context} ...",
                "",
                "a bracket may have been lost when the document was converted to text",
            )


def _stretches(corpus: Corpus) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    prose = corpus.sentences[~corpus.sentences["is_boilerplate"]]
    paragraphs: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for row in rows(prose):
        spans = paragraphs.setdefault((row.source_id, row.paragraph_no), [])
        spans.extend(read_parts(row.parts))
    for (source_id, _), spans in paragraphs.items():
        yield source_id, corpus.texts[source_id], spans
    for row in rows(corpus.sections):
        if isinstance(row.title, str) and row.kind != "boilerplate":
            text = corpus.texts[row.source_id]
            end = min(
                (found for mark in "\r\n" if (found := text.find(mark, row.start, row.end)) >= 0), default=row.end
            )
            yield row.source_id, text, [(row.start, end)]
    for row in rows(corpus.references):
        yield row.source_id, corpus.texts[row.source_id], [(row.start, row.end)]


def _unbalanced(text: str, spans: list[tuple[int, int]]) -> list[int]:
    stack: list[int] = []
    wrong: list[int] = []
    for start, end in spans:
        for match in _BRACKET.finditer(text, start, end):
            bracket, position = match.group(), match.start()
            if bracket not in _PAIRS:
                stack.append(position)
            elif stack and text[stack[-1]] == _PAIRS[bracket]:
                stack.pop()
            elif not _ENUMERATOR.search(text[max(start, position - 6) : position]):
                wrong.append(position)
    return sorted([*wrong, *stack])


@check("guessed-encoding", severity="warning")
def find_guessed_encodings(corpus: Corpus) -> Iterator[Finding]:
    """Find files whose encoding nothing in them confirms.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        About the whole file.
    """
    for row in rows(corpus.sources[corpus.sources["is_encoding_guessed"]]):
        yield Finding(
            row.source_id,
            None,
            None,
            f"{row.file} does not say in which encoding it is and was read as {row.encoding}",
            "save the document as UTF-8, so that no letter is guessed",
            "its letters are most likely in this encoding, and for most documents the guess is right",
        )


@check("lost-character", severity="warning")
def find_lost_characters(corpus: Corpus) -> Iterator[Finding]:
    """Find sources that hold characters which no font shows: bytes that were no text, control characters, signs of private fonts.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        One for a source, at the first of them.
    """
    for source_id, text in corpus.texts.items():
        found = Counter(_LOST.findall(text))
        if found:
            position = _LOST.search(text).start()  # type: ignore[union-attr]
            kinds = ", ".join(f"U+{ord(one):04X}" for one, _ in found.most_common(5))
            yield Finding(
                source_id,
                position,
                position + 1,
                f"characters that are lost or belong to a private font: {found.total()} ({kinds}); here is the first",
                "compare with the original; save it as UTF-8, or convert it again",
                "a bullet or an ornament may be lost without harm",
            )


@check("near-duplicate", severity="warning")
def find_near_duplicates(corpus: Corpus) -> Iterator[Finding]:
    """Find sources that share most of their sentences with an earlier one.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Yields
    ------
    Finding
        About the whole file, one for a source: the earlier one with which it shares most.
    """
    sentences = _long_sentences(corpus)
    # Only with the first few sources that hold a sentence, so that a hundred copies cost no more than a hundred documents.
    holders: dict[str, list[str]] = {}
    files = dict(zip(corpus.sources["source_id"], corpus.sources["file"], strict=True))
    for source_id in sorted(sentences, key=files.__getitem__):
        own = sentences[source_id]
        shared = Counter(other for sentence in own for other in holders.get(sentence, ()))
        for other, n_shared in sorted(shared.items(), key=lambda item: (-item[1], files[item[0]]))[:1]:
            if n_shared >= _FEWEST_SHARED and n_shared >= _SHARE * min(len(own), len(sentences[other])):
                yield Finding(
                    source_id,
                    None,
                    None,
                    f"{n_shared} of the {len(own)} sentences of {files[source_id]} also stand in {files[other]}, "
                    f"which has {len(sentences[other])}",
                    "keep one of the two, so that what they say does not count twice",
                    "an article and the page that prints its abstract, or two versions of a document, may both be wanted",
                )
        for sentence in own:
            known = holders.setdefault(sentence, [])
            if len(known) < _MOST_HOLDERS:
                known.append(source_id)


def _long_sentences(corpus: Corpus) -> dict[str, dict[str, None]]:
    """Return the different sentences of each source, in order, without the short ones that many documents share."""
    found: dict[str, dict[str, None]] = {}
    prose = corpus.sentences[~corpus.sentences["is_boilerplate"]]
    for source_id, text in zip(prose["source_id"], prose["text"], strict=True):
        if text.count(" ") >= _FEWEST_WORDS - 1:
            found.setdefault(source_id, {})[text.casefold()] = None
    return found

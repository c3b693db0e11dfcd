"""The audit of citations: one judgment per pair of a marker and an entry, with its score, its signals and the reason in words.

The score is a logistic combination of how well the title fits the words that cite, beside the other entries of the list, and of the
signals that spoke; its weights are in `support.toml`, with how they were fitted. A signal never lowers it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from evidence_review.extract.abbreviations import find_abbreviations
from evidence_review.extract.concepts import Vocabulary
from evidence_review.extract.embedding import compare, find_embedder
from evidence_review.extract.language import find_language
from evidence_review.extract.stems import find_stems
from evidence_review.extract.support_fit import Fit
from evidence_review.extract.support_index import Entry, Index
from evidence_review.extract.support_pairs import Pair
from evidence_review.extract.support_signals import SIGNALS, name_concept, shorten
from evidence_review.extract.support_words import Mention, Sentence
from evidence_review.extract.words import read_words

__all__ = [
    "THRESHOLD",
    "Entry",
    "Judgment",
    "Mention",
    "Sentence",
    "audit_document",
    "find_pairs",
    "shorten",
]

_DATA = read_words("support")
_SCORE: dict[str, float] = _DATA["score"]
_INNOCENT: dict[str, str] = _DATA["innocent"]
THRESHOLD: float = _DATA["limits"]["finding"]
_LETTERS = re.compile(r"[^\W\d_]")
# A title in another language often ends with its translation.
_TRANSLATION = re.compile(r"\[([^\s\[\]]{1,60}(?:\s[^\s\[\]]{1,60}){2,60})\]$")


@dataclass(frozen=True)
class Judgment:
    """What the audit says of a pair: `score` is None when it cannot be assessed, and `better` 0 when no entry fits better."""

    marker_no: int
    reference_no: int
    score: float | None
    signals: tuple[str, ...]
    reason: str
    sentence_concepts: tuple[str, ...]
    title_concepts: tuple[str, ...]
    better: int
    innocent_explanation: str


def audit_document(
    sentences: Sequence[Sentence], entries: Sequence[Entry], mentions: Sequence[Mention], vocabulary: Vocabulary
) -> list[Judgment]:
    """Audit every pair of a document.

    Parameters
    ----------
    sentences : sequence of Sentence
        In order of number.
    entries : sequence of Entry
        The reference list.
    mentions : sequence of Mention
        The markers, each with the entries of the list that it names.
    vocabulary : Vocabulary
        The concepts.

    Returns
    -------
    list of Judgment
        One per marker and entry, in order of the text.
    """
    pairs = list(find_pairs(sentences, entries, mentions, vocabulary))
    folder = find_embedder()
    if folder and pairs:
        texts, titles = [pair.citing for pair, _ in pairs], [pair.entry.title for pair, _ in pairs]
        for (pair, _), closeness in zip(pairs, compare(folder, texts, titles), strict=True):
            pair.closeness = closeness
    return [_judge(pair, language) for pair, language in pairs]


def find_pairs(
    sentences: Sequence[Sentence], entries: Sequence[Entry], mentions: Sequence[Mention], vocabulary: Vocabulary
) -> Iterator[tuple[Pair, str]]:
    """Pair every marker with its entries, as `audit_document` judges them.

    Parameters
    ----------
    sentences, entries, mentions, vocabulary
        As for `audit_document`.

    Yields
    ------
    tuple of Pair and str
        The pair, and the language of its sentence.
    """
    ordered = sorted(mentions, key=lambda mention: (mention.sentence_no, mention.start, mention.marker_no))
    languages = {sentence.number: sentence.language for sentence in sentences}
    abbreviations: dict[str, str] = {}
    for sentence in sentences:
        for short, long in find_abbreviations(sentence.text).items():
            abbreviations.setdefault(short, long)
    index = Index(entries, [sentence.text for sentence in sentences], vocabulary, abbreviations)
    fit = Fit(index, entries, sentences, ordered)
    by_number = {entry.number: entry for entry in entries}
    cited: dict[int, set[int]] = {}
    for mention in ordered:
        cited.setdefault(mention.sentence_no, set()).update(mention.entries)
    for at, mention in enumerate(ordered):
        for number in mention.entries:
            fellows = frozenset(cited[mention.sentence_no])
            pair = Pair(fit, at, by_number[number], by_number, fellows, fit.fits(at, number))
            yield pair, languages[mention.sentence_no]


def _judge(pair: Pair, language: str) -> Judgment:
    reason = _not_assessable(pair, language)
    said = {} if reason else {code: words for code, signal in SIGNALS.items() if (words := signal(pair))}
    shared = [name_concept(term) for term in pair.shared if term.startswith(":")][:4]
    reasons = [reason] if reason else [*said.values(), *([f"shared: {', '.join(shared)}"] if shared else [])]
    return Judgment(
        pair.fit.mentions[pair.at].marker_no,
        pair.entry.number,
        None if reason else _score(pair, said),
        tuple(said),
        "; ".join(reasons),
        pair.sentence_concepts,
        pair.title_concepts,
        pair.better if "better-entry" in said else 0,
        "; ".join(dict.fromkeys(_INNOCENT[code] for code in said)),
    )


def _not_assessable(pair: Pair, language: str) -> str:
    entry = pair.entry
    if entry.is_failed or not _LETTERS.search(entry.title):
        return "the entry has no title that could be read"
    if all(find_language(words, language) != language for words in (entry.title, *_TRANSLATION.findall(entry.title))):
        return "the title is in another language than the sentence"
    if len({stem for _, stem in find_stems(entry.title)}) < 2:
        return "the title is too general to judge by"
    return ""


def _score(pair: Pair, said: dict[str, str]) -> float:
    total = _SCORE["base"] + sum(_SCORE[name] * value for name, value in pair.measures.items())
    total += sum(_SCORE[code] for code in said)
    return round(1 / (1 + exp(-total)), 4)

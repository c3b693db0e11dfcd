"""The words that cite: what a marker belongs to, nearest words first."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.extract.stems import find_stems

__all__ = ["CHANNELS", "Mention", "Sentence", "Words", "find_words"]

# Where words stand, from the marker outwards.
CHANNELS = ("clause", "sentence", "before", "after", "heading")
# Words of a sentence on either side of a marker that can belong to it; longer sentences are tables that lost their lines.
_REACH = 600
# A clause with fewer words that say something, as "and" or "Smith et al.", cites with what follows it.
_LEAST = 2


@dataclass(frozen=True)
class Sentence:
    """A sentence: its number, its text, the paragraph that it stands in, the heading above it, and its language."""

    number: int
    text: str
    paragraph: int
    heading: str
    language: str = "en"


@dataclass(frozen=True)
class Mention:
    """A marker: its number, its sentence, where it stands in the text of the sentence, and the entries that it names."""

    marker_no: int
    sentence_no: int
    start: int
    end: int
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Words:
    """The texts that cite, by channel, and what stands right before the marker."""

    clause: str
    sentence: str
    before: str
    after: str
    heading: str
    before_marker: str = ""

    def channels(self) -> tuple[str, ...]:
        """Return the texts in the order of `CHANNELS`.

        Returns
        -------
        tuple
            The texts in the order of `CHANNELS`.
        """
        return self.clause, self.sentence, self.before, self.after, self.heading


def find_words(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Words]:
    """Find the words that each marker belongs to.

    The clause of a marker runs from the marker before it, or the beginning of the sentence. Where that holds next to nothing, as in
    "Smith et al. [4] saw that ...", it runs on to the next marker.

    Parameters
    ----------
    sentences : sequence of Sentence
        In order of number.
    mentions : sequence of Mention
        In order of sentence and place.

    Returns
    -------
    list of Words
        One per mention. Markers are blanked out: a name in a marker is no word of the sentence.
    """
    place = {sentence.number: index for index, sentence in enumerate(sentences)}
    of_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        of_sentence.setdefault(mention.sentence_no, []).append(mention)
    blanked = {number: _blank(sentences[place[number]].text, found) for number, found in of_sentence.items()}
    edges = {
        number: ([mention.start for mention in found], [mention.end for mention in found])
        for number, found in of_sentence.items()
    }
    found = []
    for mention in mentions:
        index = place[mention.sentence_no]
        sentence = sentences[index]
        text = blanked[mention.sentence_no]
        starts, ends = edges[mention.sentence_no]
        own = bisect_left(starts, mention.start)
        low = max(ends[own - 1] if own else 0, mention.start - _REACH)
        high = mention.start
        if len(find_stems(text[low:high])) < _LEAST or _NAMED.search(text[low:high]):
            high = min(starts[own + 1] if own + 1 < len(starts) else len(text), mention.end + _REACH)
        if len(find_stems(text[low:high])) < _LEAST:
            low = max(0, mention.start - _REACH)
        around = text[max(0, mention.start - _REACH) : low] + " " + text[high : mention.end + _REACH]
        found.append(
            Words(
                text[low:high],
                around,
                _neighbor(sentences, blanked, index, -1),
                _neighbor(sentences, blanked, index, 1),
                sentence.heading,
                text[max(0, mention.start - 80) : mention.start],
            )
        )
    return found


# What names an author stands right before the marker.
_NAMED = re.compile(r"(?:\bet al\.?|\bcolleagues|\bco-?workers|\band associates)[\s,(\[]{0,3}$")


def _blank(text: str, mentions: Sequence[Mention]) -> str:
    pieces, last = [], 0
    for mention in mentions:
        pieces += [text[last : mention.start], " " * (mention.end - mention.start)]
        last = max(last, mention.end)
    return "".join([*pieces, text[last:]])


def _neighbor(sentences: Sequence[Sentence], blanked: dict[int, str], index: int, step: int) -> str:
    other = index + step
    if not 0 <= other < len(sentences) or sentences[other].paragraph != sentences[index].paragraph:
        return ""
    text = blanked.get(sentences[other].number, sentences[other].text)
    return text[-_REACH:] if step < 0 else text[:_REACH]

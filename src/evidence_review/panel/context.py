"""What stands around the words to be decided on: source, section, the sentences before and after, and the entries that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_review.corpus.cited import find_cited_end
from evidence_review.display.markup import direction, escape, is_unknown
from evidence_review.display.shown import plural

if TYPE_CHECKING:
    import pandas as pd

    from evidence_review.coding.sheet import Proposal
    from evidence_review.corpus import Corpus

__all__ = ["describe_place"]

_AROUND = 3  # sentences of the paragraph shown before and after
_STYLE = (
    "<style>.er-place{line-height:1.5;max-width:52rem;overflow-wrap:anywhere}.er-place p{margin:.2em 0}"
    ".er-place blockquote{margin:.4em 0;padding:0 0 0 .8em;border-left:3px solid #8888}"
    ".er-place mark{background:#ffe9a3;color:#1d2329;padding:.05em .1em}.er-place .er-where{opacity:.8;font-size:.9em}"
    ".er-place ul{margin:.2em 0;padding-left:1.2em}.er-place summary{cursor:pointer}</style>"
)


def describe_place(corpus: Corpus, proposal: Proposal) -> str:
    """Show words in their paragraph.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    proposal : Proposal
        The words.

    Returns
    -------
    str
        HTML, every word of the source escaped: source and section, the words marked between their neighbors, and what they cite.
    """
    sentences = corpus.sentences[corpus.sentences["source_id"] == proposal.source_id]
    at_hand = sentences[sentences["sentence_no"] == proposal.sentence_no].iloc[0]
    paragraph = sentences[sentences["paragraph_no"] == at_hand["paragraph_no"]]
    steps = paragraph["sentence_no"] - proposal.sentence_no
    before = paragraph.loc[steps.between(-_AROUND, -1), "text"]
    after = paragraph.loc[steps.between(0, _AROUND), "text"]
    pieces = [
        "\u2026" if (steps < -_AROUND).any() else "",
        escape(" ".join(before)),
        _mark(" ".join(after), proposal.quote),
        "\u2026" if (steps > _AROUND).any() else "",
    ]
    words = " ".join(filter(None, pieces))
    named = dict.fromkeys([proposal.source_id, _title_of_source(corpus, at_hand), _title_of_section(corpus, at_hand)])
    where = " \u00b7 ".join(filter(None, named))
    return (
        f'{_STYLE}<div class="er-place tex2jax_ignore mathjax_ignore"><p class="er-where">{escape(where)}</p>'
        f"<blockquote{direction(words)}>{words}</blockquote>{_list_cited(corpus, proposal)}</div>"
    )


def _mark(text: str, quote: str) -> str:
    """Mark a quote in a text, or all of the text where the quote goes on behind it."""
    start = max(text.find(quote), 0)
    end = start + len(quote)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"


def _title_of_source(corpus: Corpus, sentence: Any) -> str:
    return _only(corpus.sources.loc[corpus.sources["source_id"] == sentence["source_id"], "title"])


def _title_of_section(corpus: Corpus, sentence: Any) -> str:
    sections = corpus.sections
    is_own = (sections["source_id"] == sentence["source_id"]) & (sections["section_no"] == sentence["section_no"])
    return _only(sections.loc[is_own, "title"])


def _only(titles: pd.Series) -> str:
    return "" if is_unknown(titles.iloc[0]) else str(titles.iloc[0])


def _list_cited(corpus: Corpus, proposal: Proposal) -> str:
    rows = corpus.citations[corpus.citations["source_id"] == proposal.source_id]
    own = rows[rows["sentence_no"] == proposal.sentence_no]
    end = find_cited_end((proposal.start, proposal.end), zip(own["start"], own["end"], strict=True))
    rows = rows[rows["start"].between(proposal.start, end - 1)]
    rows = rows.merge(corpus.references, on=["source_id", "reference_no"], how="left", suffixes=("", "_entry"))
    entries = [
        f"{row.raw}: not in the list of references"
        if is_unknown(row.raw_entry)
        else f"{row.reference_no}: {row.raw_entry}"
        for row in rows.itertuples()
    ]
    if not entries:
        return '<p class="er-where">These words cite nothing.</p>'
    items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
    count = f"{len(entries)} reference{plural(len(entries))}"
    return f'<details class="er-where"><summary>These words cite {count}</summary><ul>{items}</ul></details>'

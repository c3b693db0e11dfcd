"""About the documents: what each is, how much of it is prose, what was set aside, where a sentence stands."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.summaries.wording import by_source, excerpt, percent
from evidence_review.text import normalize

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "PROSE",
    "find_context",
    "summarize_corpus",
    "summarize_corrections",
    "summarize_dates",
    "summarize_disclosures",
    "summarize_files",
    "summarize_metadata",
    "summarize_set_aside",
    "summarize_text_shares",
    "summarize_titles",
    "summarize_words",
]

_SET_ASIDE = "set aside"
# Kinds of section as the reader of a figure tells them apart, in the order of a document.
_GROUPS = {
    "front-matter": "front and back matter",
    "abstract": "abstract",
    "introduction": "introduction",
    "body": "body",
    "conclusion": "conclusion",
    "caption": "captions",
    "back-matter": "front and back matter",
    "references": "references",
    "boilerplate": _SET_ASIDE,
}
_GROUP_ORDER = [
    "abstract",
    "introduction",
    "body",
    "conclusion",
    "captions",
    "front and back matter",
    "references",
    _SET_ASIDE,
]
PROSE = ["abstract", "introduction", "body", "conclusion"]


def summarize_corpus(corpus: Corpus) -> pd.DataFrame:
    """Count what was found in every source.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, kind, year, words (outside the reference list and what was set
        aside), sentences, references, citations, passages (that hold a statement; one that speaks to three topics counts once),
        findings, status.
    """
    sources = corpus.sources
    statements = corpus.statements.drop_duplicates(["source_id", "start", "end"])
    return pd.DataFrame(
        {
            "source": sources["source_id"],
            "kind": sources["kind"],
            "year": sources["year"],
            "words": sources["n_words"],
            "sentences": by_source(corpus.sentences[~corpus.sentences["is_boilerplate"]], sources),
            "references": sources["n_references"],
            "citations": sources["n_citations"],
            "passages": by_source(statements, sources),
            "findings": by_source(corpus.findings, sources),
            "status": sources["status"],
        }
    )


def summarize_metadata(corpus: Corpus) -> pd.DataFrame:
    """Say what each source is.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, kind, title, authors (the first two when
        there are more than three), published_in. What the document does not
        say is empty.
    """
    sources = corpus.sources
    return pd.DataFrame(
        {
            "source": sources["source_id"],
            "kind": sources["kind"],
            "title": sources["title"],
            "authors": sources["authors"].map(_authors, na_action="ignore"),
            "published_in": [_container(row) for row in sources.to_dict("records")],
        }
    )


def summarize_files(corpus: Corpus) -> pd.DataFrame:
    """Say which file each source is, under which license, and how far it was understood.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, file, doi, license, status, reason (why a status is not ok).
    """
    columns = ["source_id", "file", "doi", "license", "status", "reason"]
    return corpus.sources[columns].rename(columns={"source_id": "source"})


def _authors(joined: str) -> str:
    names = joined.split(";")
    return "; ".join(names) if len(names) <= 3 else f"{'; '.join(names[:2])} and {len(names) - 2} more"


def _container(source: Mapping[Hashable, Any]) -> str:
    """Write journal, year, volume, issue and pages as `Pain 2024; 21(2): 79-88`, as far as they are known."""
    known = {key: "" if pd.isna(value) else str(value) for key, value in source.items()}
    head = " ".join(filter(None, [known["container_title"], known["year"]]))
    tail = known["volume"] + (f"({known['issue']})" if known["issue"] else "")
    tail = ": ".join(filter(None, [tail, known["pages"]]))
    return "; ".join(filter(None, [head, tail]))


def summarize_titles(corpus: Corpus) -> pd.DataFrame:
    """List the sources whose header prints another title than their heading.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per such source in the order of their ids: source, title_as_printed (in the header), title_as_read.
    """
    sources = corpus.sources
    # A stop at the end or another case is no other title.
    printed, read = (sources[name].fillna("").map(normalize) for name in ("title_as_printed", "title"))
    differs = (printed != "") & (printed != read)
    named = {"source_id": "source", "title_as_printed": "title_as_printed", "title": "title_as_read"}
    return sources.loc[differs, list(named)].rename(columns=named).reset_index(drop=True)


def summarize_corrections(corpus: Corpus) -> pd.DataFrame:
    """List what a reviewer corrected in the sources' metadata.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per corrected source in the order of their ids: source, corrections (`field: printed -> corrected (reason)`).
    """
    corrected = corpus.sources.loc[corpus.sources["corrections"].notna(), ["source_id", "corrections"]]
    return corrected.rename(columns={"source_id": "source"}).reset_index(drop=True)


def summarize_dates(corpus: Corpus) -> pd.DataFrame:
    """List the dates that the documents print.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, received, revised, accepted, published, reviewed, reviewed_by;
        dates in ISO 8601, empty where the document does not say.
    """
    columns = ["source_id", "received", "revised", "accepted", "published", "reviewed", "reviewed_by"]
    return corpus.sources[columns].rename(columns={"source_id": "source"})


def summarize_disclosures(corpus: Corpus) -> pd.DataFrame:
    """List what the documents say about money, conflicts of interest and AI tools.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, funding, conflict_of_interest, ai_tools, each as printed;
        "not stated" where the document is silent, which is not the same as none.
    """
    named = {"funding": "funding", "conflict_of_interest": "conflict_of_interest", "ai_statement": "ai_tools"}
    said = corpus.sources[list(named)].fillna("not stated").rename(columns=named)
    said.insert(0, "source", corpus.sources["source_id"])
    return said


def summarize_words(corpus: Corpus) -> pd.DataFrame:
    """Count words by kind of section.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, and the words in abstract, introduction, body, conclusion,
        captions, front and back matter, references, and what was set aside (site chrome, footers, a second language).
        Kinds that no source has are left out.
    """
    sentences = corpus.sentences.merge(
        corpus.sections[["source_id", "section_no", "kind"]], on=["source_id", "section_no"]
    )
    sentences = sentences.merge(corpus.sources[["source_id", "language"]], on="source_id", suffixes=("", "_of_source"))
    is_aside = sentences["is_boilerplate"] | (sentences["language"] != sentences["language_of_source"]).fillna(False)
    # A licence line or a footer in the front matter is front matter to the eye; only what is no front matter is moved.
    group = sentences["kind"].map(_GROUPS)
    group = group.mask(is_aside & (group != "front and back matter"), _SET_ASIDE)
    in_text = pd.DataFrame({"source_id": sentences["source_id"], "group": group, "words": _words(sentences["text"])})
    listed = pd.DataFrame({"source_id": corpus.references["source_id"], "words": _words(corpus.references["raw"])})
    counted = pd.concat([in_text, listed.assign(group="references")], ignore_index=True)
    wide = counted.pivot_table(index="source_id", columns="group", values="words", aggfunc="sum", fill_value=0)
    wide = wide.reindex(index=corpus.sources["source_id"], fill_value=0)
    wide = wide[[group for group in _GROUP_ORDER if group in wide]].astype("int64")
    return wide.rename_axis(index="source", columns=None).reset_index()


def _words(text: pd.Series) -> pd.Series:
    return text.map(lambda one: len(one.split())).astype("int64")


def summarize_text_shares(corpus: Corpus) -> pd.DataFrame:
    """Say how much of each source is prose that can hold statements.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source in the order of their ids: source, words (all of them), and of these in whole percent: prose_percent
        (abstract, introduction, body, conclusion), references_percent, set_aside_percent, other_percent.
    """
    words = summarize_words(corpus)
    counts = words.drop(columns="source")
    total = counts.sum(axis=1)
    parts = {
        "prose": counts.reindex(columns=PROSE, fill_value=0).sum(axis=1),
        "references": counts.reindex(columns=["references"], fill_value=0).sum(axis=1),
        "set_aside": counts.reindex(columns=[_SET_ASIDE], fill_value=0).sum(axis=1),
    }
    parts["other"] = total - sum(parts.values())
    shares = {f"{name}_percent": percent(part, total) for name, part in parts.items()}
    return pd.DataFrame({"source": words["source"], "words": total, **shares})


def summarize_set_aside(corpus: Corpus) -> pd.DataFrame:
    """List what was set aside, with its text: site chrome, footers, a second language.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per section that holds no statements although it holds text, in the order of the sources: source, from, to
        (offsets), language, reason, words, text (on one line).
    """
    sections = corpus.sections.merge(
        corpus.sources[["source_id", "language"]], on="source_id", suffixes=("", "_of_source")
    )
    other_language = (sections["language"] != sections["language_of_source"]).fillna(False)
    aside = sections[sections["reason"].notna() | (sections["kind"] == "boilerplate") | other_language]
    rows = list(zip(aside["source_id"], aside["start"], aside["end"], strict=True))
    text = [" ".join(corpus.texts[source][start:end].split()) for source, start, end in rows]
    return pd.DataFrame(
        {
            "source": aside["source_id"],
            "from": aside["start"],
            "to": aside["end"],
            "language": aside["language"],
            "reason": aside["reason"].fillna("no prose of the document"),
            "words": [len(words.split()) for words in text],
            "text": text,
        }
    ).reset_index(drop=True)


def find_context(corpus: Corpus, statement_id: str, *, n_around: int = 1) -> pd.DataFrame:
    """Show a statement between its neighbours.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    statement_id : str
        The statement, as reports cite it.
    n_around : int
        How many sentences to show on either side.

    Returns
    -------
    pandas.DataFrame
        One row per sentence in the order of the text: source, sentence, section (its heading), text. Empty when there is no
        such statement.
    """
    wanted = corpus.statements.loc[corpus.statements["statement_id"] == statement_id, ["source_id", "sentence_no"]]
    near = corpus.sentences.merge(wanted, on="source_id", suffixes=("", "_wanted"))
    near = near[(near["sentence_no"] - near["sentence_no_wanted"]).abs() <= n_around]
    near = near.merge(corpus.sections[["source_id", "section_no", "title"]], on=["source_id", "section_no"], how="left")
    named = {"source_id": "source", "sentence_no": "sentence", "title": "section", "text": "text"}
    shown = near.sort_values(["source_id", "sentence_no"])[list(named)].rename(columns=named)
    return shown.assign(section=shown["section"].map(excerpt, na_action="ignore")).reset_index(drop=True)

"""The parse report: per source what was understood, guessed, not found, not understood and set aside, and a verdict in words."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.checks.registry import rows
from evidence_review.summaries.coverage import NOWHERE
from evidence_review.summaries.parse_facts import TEXT, Fact, is_shown, known, read_sources, say_count
from evidence_review.summaries.parse_lists import report_lists
from evidence_review.summaries.parse_text import report_text
from evidence_review.summaries.wording import excerpt
from evidence_review.vocabulary import STYLES

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = [
    "VERDICTS",
    "judge_parses",
    "summarize_parse",
    "summarize_parse_aspects",
    "summarize_parse_concerns",
    "summarize_parse_verdicts",
]

_SHORT = 60
VERDICTS = ["not read", "doubtful", "look at", "copy", "parsed well"]
"""The verdicts on a parse, the one that asks most first."""


def summarize_parse(corpus: Corpus) -> pd.DataFrame:
    """Say of each source what was understood, guessed, not found, not understood and set aside.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source and thing, in the order of the sources and of the report: source, aspect (file, document, language,
        sections, characters, blocks, sentences, set aside, references, markers), what, status (`parse_facts.STATUSES`), n (how
        many), share (of what the aspect counts: characters of the characters, entries of the entries, ...), start and sample
        (where the first stands, and its words), more (numbers, labels or places of further ones), look (why a reader should look
        at it; empty when there is no reason), is_doubtful (True where this alone is a reason to distrust the parse).
    """
    read = read_sources(corpus)
    facts_of: list[dict[str, Any]] = []
    for row in rows(corpus.sources):
        source = read.get(row.source_id)
        facts = [*report_text(source), *report_lists(source)] if source else [_unread(row)]
        facts_of += [{"source": row.source_id} | asdict(fact) for fact in facts]
    frame = pd.DataFrame(facts_of, columns=["source", *(field.name for field in fields(Fact))])
    return frame.astype({"n": "Int64", "share": "Float64", "start": "Int64", "is_doubtful": "bool"})


def _unread(row: Any) -> Fact:
    reason = known(row.reason)
    if row.status == "duplicate":
        return Fact("file", reason, "set-aside")
    return Fact("file", reason, "not-understood", look=reason, is_doubtful=True)


def summarize_parse_aspects(corpus: Corpus) -> pd.DataFrame:
    """Fold the parse report to what a page can show: what was understood, guessed, ... of each aspect in one cell.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source, aspect and status that occurs, in the order of `summarize_parse`: source, aspect, status, what (with
        counts and shares), samples (of what a reader judges best by seeing some of it, each after its place).
    """
    folded = []
    for (source, aspect, status), group in summarize_parse(corpus).groupby(["source", "aspect", "status"], sort=False):
        facts = list(rows(group))
        samples = [
            f"[{row.start}] {excerpt(row.sample, limit=_SHORT)}"
            for row in facts
            if pd.notna(row.start) and is_shown(row)
        ]
        what = ", ".join(map(say_count, facts))
        folded.append(
            {"source": source, "aspect": aspect, "status": status, "what": what, "samples": " ".join(samples)}
        )
    return pd.DataFrame(folded, columns=["source", "aspect", "status", "what", "samples"])


def summarize_parse_concerns(corpus: Corpus) -> pd.DataFrame:
    """List what a reader should look at before trusting the parse.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        The rows of `summarize_parse` with a reason to look, in the order of the verdicts, the doubtful ones of each source first: source, look, is_doubtful,
        place (of the first, an offset), sample, more.
    """
    whole = summarize_parse(corpus)
    order = {source: position for position, source in enumerate(judge_parses(corpus, whole)["source"])}
    frame = _concerns(whole).sort_values("source", key=lambda sources: sources.map(order), kind="stable")
    named = {"source": "source", "look": "look", "is_doubtful": "is_doubtful", "start": "place", "sample": "sample"}
    return frame[[*named, "more"]].rename(columns=named).reset_index(drop=True)


def summarize_parse_verdicts(corpus: Corpus) -> pd.DataFrame:
    """Say in one line per source how far its parse can be trusted.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per source, the worst verdict first: source, verdict, why, prose_percent (characters in prose and lists), in_no_row
        (characters), entries, entries_read (in full), markers, markers_followed (to an entry). The verdict is `not read` for a
        rejected file, `copy` for a duplicate, `doubtful` when one of its rows is doubtful by itself, `look at` when one asks to be
        looked at, else `parsed well`.
    """
    return judge_parses(corpus, summarize_parse(corpus))


def judge_parses(corpus: Corpus, frame: pd.DataFrame) -> pd.DataFrame:
    """Do the work of `summarize_parse_verdicts` on rows that were made already.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    frame : pandas.DataFrame
        What `summarize_parse` returned.

    Returns
    -------
    pandas.DataFrame
        The verdicts.
    """
    judged = []
    for source in rows(corpus.sources):
        own = frame[frame["source"] == source.source_id]
        judged.append(
            {"source": source.source_id, "verdict": _verdict(source.status, own), "why": _why(source, own)}
            | _key_figures(own)
        )
    columns = "source verdict why prose_percent in_no_row entries entries_read markers markers_followed".split()
    verdicts = pd.DataFrame(judged, columns=columns)
    verdicts = verdicts.astype(dict.fromkeys(columns[3:], "Int64"))
    order = verdicts["verdict"].map(VERDICTS.index)
    return verdicts.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _verdict(status: str, own: pd.DataFrame) -> str:
    if status in ("rejected", "duplicate"):
        return "not read" if status == "rejected" else "copy"
    asks = own[own["look"] != ""]
    return "parsed well" if asks.empty else "doubtful" if asks["is_doubtful"].any() else "look at"


def _why(source: Any, own: pd.DataFrame) -> str:
    if source.status in ("rejected", "duplicate"):
        return known(source.reason)
    return "; ".join(_concerns(own)["look"])


def _concerns(facts: pd.DataFrame) -> pd.DataFrame:
    """Select what asks to be looked at: what is doubtful first, what the front matter may not print last."""
    asks = facts[facts["look"] != ""]
    rank = asks["is_doubtful"].map({True: 0, False: 1}) + asks["aspect"].eq("document")
    return asks.iloc[rank.argsort(kind="stable")]


def _key_figures(own: pd.DataFrame) -> dict[str, int | None]:
    numbers: dict[tuple[str, str], int] = {(row.aspect, row.what): row.n for row in rows(own[own["n"].notna()])}
    characters = {what: n for (aspect, what), n in numbers.items() if aspect == "characters"}
    if not characters:
        return {}
    prose = sum(characters.get(place, 0) for place in TEXT)
    entries = numbers.get(("references", "entries"))
    return {
        "prose_percent": round(100 * prose / max(1, sum(characters.values()))),
        "in_no_row": characters[NOWHERE],
        "entries": entries or 0,
        "entries_read": numbers.get(("references", "read in full")),
        "markers": sum(n for (aspect, what), n in numbers.items() if aspect == "markers" and what in STYLES),
        "markers_followed": numbers.get(("markers", "followed to an entry")),
    }

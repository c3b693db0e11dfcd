"""Numbers with their unit: what each source says, how many were understood, and the same quantity across sources."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review import schema
from evidence_review.extract.context import find_context
from evidence_review.extract.facets import find_compared, find_phases, find_use, is_inverse
from evidence_review.summaries.support import find_read_sources, find_statements
from evidence_review.summaries.wording import excerpt, join, say_amount, say_unit
from evidence_review.vocabulary import POPULATIONS, QUANTITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_review.corpus import Corpus

__all__ = [
    "ADVICE",
    "COMPARED",
    "summarize_comparison",
    "summarize_quantities",
    "summarize_quantity_counts",
    "summarize_unit_problems",
]

ADVICE = "What sources report, not advice."
"""Stands on every figure that shows doses."""
COMPARED = ("half-life", "clearance", "bioavailability", "potency-ratio", "dose", "infusion-rate")
"""The kinds that are compared across sources."""

_DOSES = ("dose", "infusion-rate")
_LISTED = ["source", "section", "words", "kind", "value", "canonical", "substance", "studied_in", "route", "indication"]
_COMPARISON = ["group", "unit", "quantity", "source", "words", "low", "high", "comparator", "population", "studied_in"]
_SENTENCE = 160  # characters
_UNKNOWN = "not said"
_NO_USE = rf"\buse (?:and route )?{_UNKNOWN}$"
_PLACES = {name: place for place, name in enumerate([*POPULATIONS, _UNKNOWN])}
_BARE = set("0123456789 .,-\u2013")  # a value without words or unit


def summarize_quantities(corpus: Corpus, topic: str | None = None) -> pd.DataFrame:
    """List the quantities that sources state, with their words and what they belong to.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str, optional
        The topic's id, for the quantities in sentences that speak to it; the whole review unless given.

    Returns
    -------
    pandas.DataFrame
        One row per quantity in the order of the sources and their text: source, section (its heading), words (as printed), kind, value
        (with its unit), canonical (converted; empty where it is the same), substance, studied_in (the population and the species), route,
        indication, role, sentence (shortened). All but the words are suggestions; what is unclear is empty.
    """
    rows = [
        row
        | {
            "value": _say(row, ""),
            "canonical": _say(row, "canonical_") if row["canonical_unit"] != row["unit"] else "",
            "route": _name(row["route"]),
            "indication": _name(row["indication"]),
        }
        for row in _read(corpus, topic)
    ]
    return pd.DataFrame(rows, columns=[*_LISTED, "role", "sentence"]).replace({"": None})


def summarize_quantity_counts(corpus: Corpus) -> pd.DataFrame:
    """Count quantities by kind and source.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per kind that occurs, in the order of `QUANTITY_KINDS`: kind, a column per source that was read, in the order of their ids,
        all, without_unit (those whose unit was not understood), with_reason (those with a reason why something is missing).
    """
    sources = find_read_sources(corpus)["source_id"].tolist()
    table = corpus.quantities
    kinds = [kind for kind in QUANTITY_KINDS if kind in set(table["kind"])]
    counts = pd.crosstab(table["kind"], table["source_id"]).reindex(index=kinds, columns=sources, fill_value=0)
    flags = pd.DataFrame({"all": True, "without_unit": table["unit"].isna(), "with_reason": table["reason"].notna()})
    counts = counts.join(flags.groupby(table["kind"]).sum().reindex(kinds)).astype("int64")
    return counts.rename_axis(index="kind", columns=None).reset_index()


def summarize_unit_problems(corpus: Corpus) -> pd.DataFrame:
    """List the quantities of which the unit, or the value in the unit of comparison, is missing.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per quantity with a reason, in the order of the sources and their text: source, section, words, kind, reason, sentence.
    """
    rows = [row for row in _read(corpus) if row["reason"]]
    return pd.DataFrame(rows, columns=["source", "section", "words", "kind", "reason", "sentence"]).replace({"": None})


def summarize_comparison(corpus: Corpus, topic: str | None = None, *, kinds: Sequence[str] = COMPARED) -> pd.DataFrame:
    """Put the same quantity of several sources side by side, in one unit.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str, optional
        The topic's id, for the quantities in sentences that speak to it; the whole review unless given.
    kinds : sequence of str
        Which of `COMPARED` to take.

    Returns
    -------
    pandas.DataFrame
        One row per value: group (what is measured; doses by substance), unit (one per group, UCUM), quantity (within the group: substance,
        use, route, or what a ratio is relative to), source (a category among all sources that were read), words (as printed), low, high
        (empty where open), comparator, population, studied_in, times (how often the source says so), n_sources (with this quantity in the
        same population), sources_of_group. Groups of the most sources come first, then quantities of the most sources, people before animals.
        A value without a substance or a unit is left out.
    """
    rows = [_compare(row) for row in _read(corpus, topic, is_split=True) if row["kind"] in kinds]
    frame = pd.DataFrame([row for row in rows if row], columns=[*_COMPARISON, "place"])
    same = [*_COMPARISON[:4], *_COMPARISON[5:]]
    frame["times"] = frame.groupby(same, dropna=False)["words"].transform("size")
    frame = frame.drop_duplicates(same)
    group, quantity = ["group", "unit"], ["group", "unit", "quantity"]
    frame["n_sources"] = frame.groupby([*quantity, "population"])["source"].transform("nunique")
    frame["sources_of_group"] = frame.groupby(group)["source"].transform("nunique")
    ranked = frame.assign(
        of_group=-frame["sources_of_group"],
        n_in_group=-frame.groupby(group)["source"].transform("size"),
        vagueness=sum(frame["quantity"].str.contains(one).astype(int) for one in (_UNKNOWN, _NO_USE)),
        of_quantity=-frame.groupby(quantity)["source"].transform("nunique"),
        population_place=frame["population"].str.split(";").str[0].map(_PLACES),
        start=frame["low"].fillna(frame["high"]),
    )
    order = ["of_group", "n_in_group", *group, "vagueness", "of_quantity", "quantity", "population_place"]
    frame = ranked.sort_values([*order, "studied_in", "start", "source", "place"], kind="stable", ignore_index=True)
    frame["source"] = pd.Categorical(frame["source"], find_read_sources(corpus)["source_id"].tolist())
    return frame[[*_COMPARISON, "times", "n_sources", "sources_of_group"]]


def _read(corpus: Corpus, topic: str | None = None, *, is_split: bool = False) -> list[dict[str, Any]]:
    """Read the rows of `quantities` with their section and sentence; on request with what tells quantities of a kind apart."""
    table = corpus.quantities
    if topic is not None:
        spoken = find_statements(corpus, topic)[["source_id", "sentence_no"]].drop_duplicates()
        table = table.merge(spoken, on=["source_id", "sentence_no"])
    sentences = corpus.sentences[["source_id", "sentence_no", "section_no", "start", "raw"]]
    table = table.merge(sentences, on=["source_id", "sentence_no"], how="left", suffixes=("", "_of_sentence"))
    titles = corpus.sections[["source_id", "section_no", "title"]]
    table = table.merge(titles, on=["source_id", "section_no"], how="left")
    rows = schema.records(table.sort_values(["source_id", "start", "quantity_no"], kind="stable"))
    for row in rows:
        row |= {
            "source": row["source_id"],
            "section": excerpt(row["title"], limit=40),
            "words": " ".join(row["raw"].split()),
            "sentence": _around(row["raw_of_sentence"], row["start"] - row["start_of_sentence"]),
            "population": "" if row["population"] == "not-stated" else row["population"],
        }
        row["studied_in"] = _studied_in(row)
    if is_split:
        _tell_apart(rows)
    return rows


def _tell_apart(rows: list[dict[str, Any]]) -> None:
    """Add the phase of half-lives, which only the other half-lives of their sentence make clear."""
    sentences: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows:
        if row["kind"] == "half-life":
            sentences.setdefault((row["source"], row["sentence_no"]), []).append(row)
    for together in sentences.values():
        starts = [row["start"] - row["start_of_sentence"] for row in together]
        for row, phase in zip(together, find_phases(together[0]["raw_of_sentence"], starts), strict=True):
            row["phase"] = phase


def _compare(row: dict[str, Any]) -> dict[str, Any] | None:
    """Name the quantity that a value is one of; None when there is nothing to compare it with."""
    prefix = "canonical_" if row["canonical_unit"] else ""
    unit, low, high = (row[f"{prefix}{name}"] for name in ("unit", "low", "high"))
    group, quantity = _name_quantity(row)
    if not (group and unit) or (low == "" and high == ""):
        return None
    return {
        "group": group,
        "unit": unit,
        "quantity": quantity,
        "source": row["source"],
        "words": _words(row),
        "low": math.nan if low == "" else float(low),
        "high": math.nan if high == "" else float(high),
        "comparator": row["comparator"],
        "population": row["population"] or _UNKNOWN,
        "studied_in": row["studied_in"],
        "place": row["start"],
    }


def _name_quantity(row: dict[str, Any]) -> tuple[str, str]:
    """Return what is measured, and of what; empty where it cannot be told."""
    substance, kind = row["substance"], row["kind"]
    if kind == "potency-ratio":
        return _name_ratio(row)
    if not substance:
        return "", ""
    route = _name(row["route"])
    if kind == "half-life":
        phase = row["phase"]
        return f"{phase.capitalize()} half-life" if phase else f"Half-life (phase {_UNKNOWN})", substance
    if kind in _DOSES:
        measured = "Dose" if kind == "dose" else "Infusion rate"
        stated = {"use": _name(find_use(row["indication"])), "route": route}
        missing = " and ".join(name for name, value in stated.items() if not value)
        return f"{measured} of {substance}", ", ".join(
            filter(None, [*stated.values(), missing and f"{missing} {_UNKNOWN}"])
        )
    return kind.capitalize(), ", ".join(filter(None, [substance, route if kind == "bioavailability" else ""]))


def _name_ratio(row: dict[str, Any]) -> tuple[str, str]:
    """Say what is how many times as potent as what, and for what."""
    sentence = row["raw_of_sentence"]
    start, end = (row[name] - row["start_of_sentence"] for name in ("start", "end"))
    pair = [row["substance"], find_compared(sentence, start, end, row["substance"])]
    if is_inverse(sentence, end):
        pair.reverse()
    if not any(pair):
        return "", ""
    endpoints = _name(find_context(" ".join(sentence.split())).endpoint)
    return "Potency ratio", ": ".join(filter(None, [" / ".join(one or _UNKNOWN for one in pair), endpoints]))


def _words(row: dict[str, Any]) -> str:
    """Return a value as printed; in a list only the last value has the unit."""
    words = row["words"]
    if row["unit"] in ("", "1") or not set(words) <= _BARE:
        return words
    return f"{words} \u2026 {say_unit(row['unit'])}"


def _around(sentence: str, place: int) -> str:
    """Shorten a sentence to what stands around a place."""
    begin = sentence.rfind(" ", 0, max(0, place - _SENTENCE // 2)) + 1
    return ("\u2026 " if begin else "") + excerpt(sentence[begin:], limit=_SENTENCE)


def _studied_in(row: dict[str, Any]) -> str:
    populations = row["population"].split(";") if row["population"] else []
    species = [one for one in row["species"].split(";") if one and one not in populations]
    words = join(one.replace("-", " ") for one in populations)
    if not species:
        return words or _UNKNOWN
    return f"{words} ({', '.join(species)})" if words else ", ".join(species)


def _name(ids: str) -> str:
    return ", ".join(one.replace("-", " ") for one in ids.split(";")) if ids else ""


def _say(row: dict[str, Any], prefix: str) -> str:
    """Say a value with its unit, as printed or converted."""
    values = [row[prefix + name] for name in ("low", "high") if row[prefix + name] != ""]
    ends = [f"{_round(value) if prefix else value:.12g}" for value in values]
    return say_amount(list(dict.fromkeys(ends)), row[prefix + "unit"], row["comparator"]) if ends else ""


def _round(value: float) -> float:
    """Round to what a conversion keeps: three digits, or all before the point."""
    return float(f"{value:.3g}") if abs(value) < 1000 else round(value)

"""Numbers with their unit: what each source says, how many were understood, and the same quantity across sources."""

from __future__ import annotations

import math
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review import schema
from evidence_review.anchors import anchor_of
from evidence_review.extract.context import find_context
from evidence_review.extract.facets import find_compared, find_phases, find_use, is_inverse
from evidence_review.extract.values import Value, compare_values
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
_CONVERTED = (*_DOSES, "concentration", "half-life", "clearance")  # other values say no more in another unit
_LISTED = ["kind", "source", "words", "read_as", "belongs_to", "set_or_found", "sentence", "place_id"]
_COMPARISON = ["group", "unit", "quantity", "source", "words", "low", "high", "population", "studied_in"]
_FOR_ORDER = ["what", "detail", "comparator", "place"]
_SENTENCE = 160  # characters
_UNKNOWN = "not said"
_NO_USE, _NO_ROUTE = f"use {_UNKNOWN}", f"route {_UNKNOWN}"
_GROUPS = {"human": "people", "animal": "animals", "in-vitro": "in vitro"}
_ROLES = {"setting": "set", "result": "found", "": ""}
_NOUNS = ("half-life", "follow-up")  # kinds that are spelled with a hyphen
_PLACES = {name: place for place, name in enumerate([*POPULATIONS, _UNKNOWN])}
_BARE = set("0123456789 .,-\u2013")  # a value without words or unit
_UNREADABLE = 100_000  # a value in a unit that is too small for it
_HOURS = {"wk": 168, "d": 24, "h": 1, "min": 1 / 60}
_FROM = {"wk": 336, "d": 48, "h": 1}  # hours from which a time is said in this unit; before, in minutes


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
        One row per quantity in the order of `QUANTITY_KINDS`, and of the sources and their text: kind, source (with the heading of the
        section), words (as printed), read_as (the value with its unit, and what it is in the unit of comparison where that says more),
        belongs_to (the substance, or the two that a ratio compares; the population and the species, the route, the indication), set_or_found,
        sentence (shortened), place_id (of the sentence). All but the words are suggestions; what is unclear is empty.
    """
    rows = [
        row
        | {
            "source": _place(row),
            "read_as": " = ".join(filter(None, [_say(row), _say_converted(row)])),
            "belongs_to": " \u00b7 ".join(
                filter(None, [_whose(row), _studied_in(row), _name(row["route"]), _name(row["indication"])])
            ),
            "set_or_found": _ROLES[row["role"]],
        }
        for row in _read(corpus, topic)
    ]
    rows.sort(key=lambda row: QUANTITY_KINDS.index(row["kind"]))
    return pd.DataFrame([row | {"kind": _say_kind(row["kind"])} for row in rows], columns=_LISTED).replace({"": None})


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
    counts = counts.join(flags.groupby(table["kind"]).sum().reindex(kinds)).astype("int64").rename(index=_say_kind)
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
        One row per quantity with a reason, in the order of the sources and their text: kind, source (with the heading of the section), words,
        reason, sentence, place_id.
    """
    rows = [row | {"kind": _say_kind(row["kind"]), "source": _place(row)} for row in _read(corpus) if row["reason"]]
    return pd.DataFrame(rows, columns=["kind", "source", "words", "reason", "sentence", "place_id"]).replace({"": None})


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
        One row per value: group (what is measured; doses by substance and population), unit (one per group), quantity (within the group: doses by use and
        route, all else by substance), source (a category among all sources that were read), words (as printed, and how often if more
        than once), low, high (empty where open), population, studied_in, across (how many sources give the quantity in the same
        population, and whether their values overlap; empty for one alone), sentence, place_id. Groups of the most sources come first; within
        a group the uses or substances of the most sources, and of these the routes; what is not said last; people before animals.
        A value without a substance or a unit is left out.
    """
    rows = [_compare(row) for row in _read(corpus, topic, is_split=True) if row["kind"] in kinds]
    frame = pd.DataFrame([row for row in rows if row], columns=[*_COMPARISON, *_FOR_ORDER, "sentence", "place_id"])
    same = ["group", "unit", "quantity", "source", "low", "high", "comparator", "studied_in"]
    times = frame.groupby(same, dropna=False)["words"].transform("size")
    frame["words"] += times.map(lambda n: f" (\u00d7{n})" if n > 1 else "")
    frame = frame.drop_duplicates(same)
    same_quantity = [frame[name] for name in ("group", "unit", "quantity", "studied_in")]
    across = {name: _say_across(rows) for name, rows in frame.groupby(same_quantity)}
    frame["across"] = [across[name] for name in zip(*same_quantity, strict=True)]
    frame = _order(_choose_times(frame))
    frame["source"] = pd.Categorical(frame["source"], find_read_sources(corpus)["source_id"].tolist())
    return frame[[*_COMPARISON, "across", "sentence", "place_id"]]


def _order(frame: pd.DataFrame) -> pd.DataFrame:
    """Put first what most sources speak of, and last what is not said."""
    group = ["group", "unit"]
    ranked = frame.assign(
        of_group=-frame.groupby(group)["source"].transform("nunique"),
        n_in_group=-frame.groupby(group)["source"].transform("size"),
        vague=frame["what"].str.contains(_UNKNOWN),
        of_what=-frame.groupby([*group, "what"])["source"].transform("nunique"),
        vaguer=frame["detail"].str.contains(_UNKNOWN),
        of_detail=-frame.groupby([*group, "what", "detail"])["source"].transform("nunique"),
        population_place=frame["population"].str.split(";").str[0].map(_PLACES),
        start=frame["low"].fillna(frame["high"]),
    )
    by = ["of_group", "n_in_group", *group, "vague", "of_what", "what", "vaguer", "of_detail", "detail"]
    by += ["population_place", "studied_in", "start", "source", "place"]
    return ranked.sort_values(by, kind="stable", ignore_index=True)


def _choose_times(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the times of each group the unit that suits most of them."""
    for _, rows in frame[frame["unit"] == "h"].groupby("group"):
        ends = rows[["low", "high"]]
        unit = _suit(pd.concat([rows["low"], rows["high"]]).median())
        frame.loc[rows.index, "unit"] = unit
        frame.loc[rows.index, ["low", "high"]] = (ends / _HOURS[unit]).map(lambda end: float(f"{end:.6g}"))
    return frame


def _suit(hours: float) -> str:
    return next((unit for unit, least in _FROM.items() if hours >= least), "min")


def _say_across(rows: pd.DataFrame) -> str:
    """Say how many sources give a quantity, and whether each of them gives a value that overlaps with one of each other."""
    values = [
        [Value(_known(low), _known(high)) for low, high in zip(own["low"], own["high"], strict=True)]
        for _, own in rows.groupby("source")
    ]
    if len(values) == 1:
        return ""
    are_overlapping = all(
        any(compare_values(a, b) != "disjoint" for a, b in product(one, other))
        for one, other in combinations(values, 2)
    )
    no = "" if are_overlapping else "not " if len(values) == 2 else "not all "
    return f"{len(values)} sources, {no}overlapping"


def _known(end: float) -> float | None:
    return None if math.isnan(end) else end


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
            "words": " ".join(row["raw"].split()),
            "sentence": _around(row["raw_of_sentence"], row["start"] - row["start_of_sentence"]),
            "place_id": f"{row['source_id']}:{anchor_of('sentence_no', row['sentence_no'])}",
            "population": "" if row["population"] == "not-stated" else row["population"],
        }
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
    group, what, detail = _name_quantity(row)
    if not (group and unit) or (low == "" and high == "") or row["reason"]:
        return None
    is_nothing_said = (what, detail) == (_NO_USE, _NO_ROUTE)
    return {
        "group": group,
        "unit": unit,
        "quantity": f"use and {_NO_ROUTE}" if is_nothing_said else ": ".join(filter(None, [what, detail])),
        "what": what,
        "detail": detail,
        "source": row["source"],
        "words": _words(row),
        "low": math.nan if low == "" else float(low),
        "high": math.nan if high == "" else float(high),
        "comparator": row["comparator"],
        "population": row["population"] or _UNKNOWN,
        "studied_in": _studied_in(row) or _UNKNOWN,
        "place": row["start"],
        "sentence": row["sentence"],
        "place_id": row["place_id"],
    }


def _name_quantity(row: dict[str, Any]) -> tuple[str, str, str]:
    """Return what is measured, of what or for what, and in more detail; empty where it cannot be told."""
    substance, kind = row["substance"], row["kind"]
    if kind == "potency-ratio":
        return _name_ratio(row)
    if not substance:
        return "", "", ""
    route = _name(row["route"])
    if kind == "half-life":
        phase = row["phase"]
        return f"{phase.capitalize()} half-life" if phase else f"Half-life (phase {_UNKNOWN})", substance, ""
    if kind in _DOSES:
        use = _name(find_use(row["indication"]))
        # A dose for an animal is no dose for people: they have no panel in common.
        studied = join(_GROUPS.get(one, one) for one in row["population"].split(";") if one) or f"species {_UNKNOWN}"
        return f"{_say_kind(kind).capitalize()} of {substance}, {studied}", use or _NO_USE, route or _NO_ROUTE
    return kind.capitalize(), substance, route if kind == "bioavailability" else ""


def _whose(row: dict[str, Any]) -> str:
    """Say what a quantity is one of: its substance, or what a ratio compares with what."""
    return _name_ratio(row)[1] if row["kind"] == "potency-ratio" else row["substance"]


def _name_ratio(row: dict[str, Any]) -> tuple[str, str, str]:
    """Say what is how many times as potent as what, and for what."""
    sentence = row["raw_of_sentence"]
    start, end = (row[name] - row["start_of_sentence"] for name in ("start", "end"))
    pair = [row["substance"], find_compared(sentence, start, end, row["substance"])]
    if is_inverse(sentence, end):
        pair.reverse()
    if not any(pair):
        return "", "", ""
    endpoints = _name(find_context(" ".join(sentence.split())).endpoint)
    return "Potency ratio", " / ".join(one or _UNKNOWN for one in pair), endpoints


def _words(row: dict[str, Any]) -> str:
    """Return a value as printed; in a list only the last value has the unit."""
    words = row["words"]
    if "/kg" in row["canonical_unit"] and "/kg" not in row["unit"]:
        return f"{words} (per kg of the weight that it states)"
    if row["unit"] in ("", "1") or not set(words) <= _BARE:
        return words
    return f"{words} [{say_unit(row['unit'])}]"


def _around(sentence: str, place: int) -> str:
    """Shorten a sentence to what stands around a place."""
    begin = sentence.rfind(" ", 0, max(0, place - _SENTENCE // 2)) + 1
    return ("\u2026 " if begin else "") + excerpt(sentence[begin:], limit=_SENTENCE)


def _studied_in(row: dict[str, Any]) -> str:
    populations = row["population"].split(";") if row["population"] else []
    species = [one for one in row["species"].split(";") if one and one not in populations]
    words = join(one.replace("-", " ") for one in populations)
    if not species:
        return words
    return f"{words} ({', '.join(species)})" if words else ", ".join(species)


def _name(ids: str) -> str:
    return ", ".join(one.replace("-", " ") for one in ids.split(";")) if ids else ""


def _place(row: dict[str, Any]) -> str:
    return ", ".join(filter(None, [row["source"], excerpt(row["title"], limit=40)]))


def _say_kind(kind: str) -> str:
    return kind if kind in _NOUNS else kind.replace("-", " ")


def _say(row: dict[str, Any]) -> str:
    """Say a value with its unit as printed."""
    return _say_ends([f"{row[end]:.12g}" for end in ("low", "high") if row[end] != ""], row["unit"], row["comparator"])


def _say_converted(row: dict[str, Any]) -> str:
    """Say a value in the unit of comparison; nothing where that is its own, or says no more."""
    ends = [row[end] for end in ("canonical_low", "canonical_high") if row[end] != ""]
    unit = row["canonical_unit"]
    if row["kind"] == "half-life" and unit == "h" and ends:
        unit = _suit(ends[0])
        ends = [end / _HOURS[unit] for end in ends]
    if row["kind"] not in _CONVERTED or unit == row["unit"] or max(ends, default=0) >= _UNREADABLE:
        return ""
    return _say_ends([f"{_round(end):.12g}" for end in ends], unit, row["comparator"])


def _say_ends(ends: list[str], unit: str, comparator: str) -> str:
    return say_amount(list(dict.fromkeys(ends)), unit, comparator) if ends else ""


def _round(value: float) -> float:
    """Round to what a conversion keeps: three digits, or all before the point."""
    return float(f"{value:.3g}") if abs(value) < 1000 else round(value)

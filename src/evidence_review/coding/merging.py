"""Codings into the tables: each row of `codings.csv` gets its place in the sources, and takes the place of what the machine suggested there."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pandas as pd

from evidence_review import schema
from evidence_review.coding.anchoring import Anchors, Place
from evidence_review.coding.codings import OFF_TOPIC, PLACE, SETTLED, Coding, read_codings, refuse_duplicates
from evidence_review.coding.pairing import find_differences, group_codings
from evidence_review.corpus.cited import CitedDesigns
from evidence_review.corpus.parse import Row
from evidence_review.errors import did_you_mean
from evidence_review.extract.statements import suggest
from evidence_review.vocabulary import POPULATIONS

if TYPE_CHECKING:
    from evidence_review.corpus import Corpus

__all__ = ["merge_codings"]

_LONGEST_SHOWN = 150


def merge_codings(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Merge the codings of a review over the suggestions of the machine.

    Parameters
    ----------
    corpus : Corpus
        The corpus, with the machine's statements.

    Returns
    -------
    statements : pandas.DataFrame
        The table `statements`: a coding that counts stands in place of what the machine suggested for its sentence and topic, and for a sentence
        of the same words elsewhere in the source; words that are off-topic leave only the gap.
    codings : pandas.DataFrame
        The table `codings`: every row of the file, with what became of it.
    parked : pandas.DataFrame
        The table `parked`, with the codings whose words are not where they should be.

    Raises
    ------
    EvidenceError
        If the file is wrong.
    """
    codings = read_codings(corpus.review, corpus.topics)
    if not codings:
        return corpus.statements, corpus.codings, corpus.parked
    anchors = Anchors(corpus)
    suggested = _suggestions(corpus)
    places: dict[int, Place] = {}
    rows = []
    for coding in codings:
        row, place = _anchor(coding, anchors)
        rows.append(row | suggested.get((row["source_id"], row.get("sentence_no")), {}))
        if place:
            places[coding.line] = place
    placed = [row for row in rows if row["line_no"] in places]
    spans = {row["line_no"]: (row["source_id"], row["start"], row["end"]) for row in placed}
    # Two names of one source, or two ways to break a line, hide what the file alone cannot show.
    refuse_duplicates(
        (coding for coding in codings if coding.line in spans),
        lambda coding: (*spans[coding.line], coding.topic, coding.coder),
    )
    shown = []
    for group in group_codings(placed):
        _set_status(group)
        shown.append((group[0], places[group[0]["line_no"]]))
    parked = [_parked(coding, row) for coding, row in zip(codings, rows, strict=True) if row["line_no"] not in places]
    return (
        _merge(corpus, shown),
        schema.frame("codings", rows),
        schema.frame("parked", [*schema.records(corpus.parked), *parked]),
    )


def _anchor(coding: Coding, anchors: Anchors) -> tuple[Row, Place | None]:
    """Return the row of a coding, and its place if it stands in a sentence of the source."""
    source_id = anchors.find_source(coding.source)
    place = anchors.find_place(source_id, coding.quote) if source_id else None
    row: Row = asdict(coding)
    row |= {"line_no": row.pop("line"), "source_id": source_id or coding.source}
    del row["source"]
    # In one order, so that coders who mean the same write the same.
    row["population"] = ";".join(name for name in POPULATIONS if name in coding.population.split(";"))
    if place and place.sentences:
        where = {"sentence_no": place.sentences[0], "start": place.start, "end": place.end, "raw": place.raw}
        return row | where, place
    holders = [] if place else anchors.find_holders(coding.quote)
    elsewhere = f"found in {', '.join(holders)}" if holders else "not found"
    if source_id is None:
        guess = did_you_mean(coding.source, anchors.names)
        status = "unknown-source"
        reason = f"{coding.source} is not among the sources that were read; {guess}its words were {elsewhere}"
    elif holders:
        status, reason = "misattributed", f"misattributed: {elsewhere}"
    elif place:
        status, reason = "not-found", "not found in a sentence, only in a heading or a list of references"
    else:
        status, reason = "not-found", elsewhere + _describe_nearest(anchors.find_nearest(source_id, coding.quote))
    return row | {"status": status, "reason": reason, "found_in": ";".join(holders)}, None


def _suggestions(corpus: Corpus) -> dict[tuple[str, object], Row]:
    """Return for each sentence what the machine proposed, so that it can be held against what people decided."""
    found: dict[tuple[str, object], Row] = {}
    for row in schema.records(corpus.statements):
        own = found.setdefault(
            (row["source_id"], row["sentence_no"]),
            {f"suggested_{field}": row[field] for field in ("direction", "population", "certainty")},
        )
        own["suggested_topics"] = ";".join(filter(None, [own.get("suggested_topics"), row["topic"]]))
    return found


def _describe_nearest(sentence: tuple[int, str] | None) -> str:
    if sentence is None:
        return ""
    number, text = sentence
    shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "\u2026"
    return f"; nearest: sentence {number}, {shown!r}"


def _parked(coding: Coding, row: Row) -> Row:
    decision = " | ".join(coding.cells)
    return {"file": PLACE, "line_no": coding.line, "reason": row["reason"], "decision": decision}


def _set_status(group: list[Row]) -> None:
    first, *others = group
    if first["answer"] == OFF_TOPIC:
        first |= {"status": "set-aside", "reason": "says nothing on the topic"}
    else:
        first["status"] = "used"
    is_settled = first["coder"] == SETTLED
    for row in others:
        fields = ", ".join(find_differences(first, row))
        stands = (
            f"differs from line {first['line_no']} in {fields}" if fields else f"agrees with line {first['line_no']}"
        )
        row |= {"status": "settled-over" if is_settled else "second-coder", "reason": stands}


def _merge(corpus: Corpus, shown: list[tuple[Row, Place]]) -> pd.DataFrame:
    """Put the codings that count in place of the suggestions, and number the statements anew."""
    decided: set[tuple[str, str, object]] = set()
    for row, place in shown:
        decided |= {(row["source_id"], row["topic"], where) for where in (*place.sentences, place.text)}
    rows = [
        row
        for row in schema.records(corpus.statements)
        if decided.isdisjoint((row["source_id"], row["topic"], where) for where in (row["sentence_no"], row["text"]))
    ]
    evidence = _evidence(corpus)
    rows += [_statement(row, place, evidence[row["source_id"]]) for row, place in shown if row["status"] == "used"]
    order = {topic.id: number for number, topic in enumerate(corpus.topics)}
    rows.sort(key=lambda row: (row["source_id"], row["start"], row["end"], order[row["topic"]]))
    numbers: dict[str, int] = {}
    for row in rows:
        source_id = row["source_id"]
        number = numbers[source_id] = numbers.get(source_id, 0) + 1
        row |= {"statement_no": number, "statement_id": f"{source_id}:s{number:03}"}
    return schema.frame("statements", rows)


def _statement(row: Row, place: Place, evidence: CitedDesigns) -> Row:
    proposal = suggest(place.text)
    copied = "source_id sentence_no start end raw topic question answer direction population certainty coder note"
    return {
        **{column: row[column] for column in copied.split()},
        **evidence.columns(place.sentences, (place.start, place.end), place.text, row["population"]),
        "text": place.text,
        "is_negated": proposal.is_negated,
        "negation_cue": proposal.negation_cue,
        "origin": "reviewer",
    }


def _evidence(corpus: Corpus) -> dict[str, CitedDesigns]:
    citations: dict[str, list[Row]] = {source_id: [] for source_id in corpus.texts}
    designs: dict[str, dict[int, str]] = {source_id: {} for source_id in corpus.texts}
    for row in schema.records(corpus.citations):
        citations[row["source_id"]].append(row)
    for row in schema.records(corpus.references):
        designs[row["source_id"]][row["reference_no"]] = row["design"]
    return {source_id: CitedDesigns(own, designs[source_id]) for source_id, own in citations.items()}

"""What matters most in a review, in a few lines, the gravest first."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.checks import family_of
from evidence_review.summaries.accuracy import say_queue_accuracy
from evidence_review.summaries.agreement import summarize_agreement
from evidence_review.summaries.conflicts import summarize_conflicts
from evidence_review.summaries.findings import summarize_findings
from evidence_review.summaries.integrity import summarize_retraction_check
from evidence_review.summaries.support import find_cited_entries, find_read_sources, summarize_evidence_flags
from evidence_review.summaries.wording import count, count_in_words, excerpt, in_words, join, name_ids
from evidence_review.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_review.corpus import Corpus

__all__ = ["HEADLINE_RANKS", "summarize_headlines"]

HEADLINE_RANKS = [*SEVERITIES, "not checked", "none found"]
"""How much a line matters; the last two tell what nobody looked for from what was looked for in vain."""
_QUESTIONS, _CHECKS = 2, 2  # lines for questions with firm conflicts, and for checks that report errors
_IDS = 4  # statements named on one side of a conflict
_SOURCES = 3  # sources named before they are counted
_AGREEMENT, _INTEGRITY = "50_agreement", "60_integrity"


@dataclass(frozen=True)
class _Line:
    """A line, and where it leads: statements, the place of a finding in a source, or the page that holds the rest."""

    rank: str
    text: str
    statement_ids: str = ""
    source: str = ""
    check: str = ""
    finding_no: int | None = None
    page: str = _INTEGRITY


def summarize_headlines(corpus: Corpus) -> pd.DataFrame:
    """Say what matters most in the review, in at most nine lines.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    pandas.DataFrame
        One row per line, the gravest first: rank (one of `HEADLINE_RANKS`), text (with ids of statements in square brackets), statement_ids (the same
        ids, joined by `;`), source, check and finding_no (of the finding that it names, if any), page (the notebook that holds the rest).
    """
    makers = [_conflicts, _retractions, _errors, _warnings, _uncited, _queue]
    made = [line for make in makers for line in make(corpus)]
    if find_read_sources(corpus).empty:
        # Of what was not read nobody can say that nothing was found.
        made = [line for line in made if line.rank in SEVERITIES]
    lines = sorted(made, key=lambda line: HEADLINE_RANKS.index(line.rank))
    frame = pd.DataFrame([asdict(line) for line in lines], columns=[field.name for field in fields(_Line)])
    return frame.astype({"finding_no": "Int64"})


def _conflicts(corpus: Corpus) -> Iterator[_Line]:
    answered = corpus.statements["answer"].notna()
    if not answered.any():
        yield _Line(
            "not checked", "Whether the sources contradict each other: no answer is coded yet.", page=_AGREEMENT
        )
        return
    listed = summarize_conflicts(corpus)
    direct = listed[listed["class"] == "direct"]
    firm = direct[direct["severity"] == "error"]
    questions = [pairs for _, pairs in firm.groupby(["topic", "question"], sort=False)]
    questions.sort(key=len, reverse=True)
    for pairs in questions[:_QUESTIONS]:
        yield _contradiction(corpus, pairs)
    more, n_soft = len(questions) - _QUESTIONS, len(direct) - len(firm)
    further = _say_further_conflicts(more, n_soft, is_first=firm.empty)
    if further:
        yield _Line("error" if more > 0 else "warning", further, page=_AGREEMENT)
    if firm.empty:
        yield _Line(
            "none found",
            f"Two of the {count(int(answered.sum()), 'coded answer')} that contradict each other firmly.",
            page=_AGREEMENT,
        )


def _say_further_conflicts(n_questions: int, n_soft: int, *, is_first: bool) -> str:
    said = ""
    if n_questions > 0:
        have = "has" if n_questions == 1 else "have"
        said = f"{count_in_words(n_questions, 'further question').capitalize()} {have} answers that contradict each other firmly. "
    if n_soft:
        pairs = count_in_words(n_soft, "pair" if is_first else "further pair").capitalize()
        contradict = "contradicts" if n_soft == 1 else "contradict"
        said += (
            f"{pairs} of statements {contradict} each other, but not firmly: one side hedges, is mixed, "
            "or alone states whom, how much or how."
        )
    return said.strip()


def _contradiction(corpus: Corpus, pairs: pd.DataFrame) -> _Line:
    """Say who answers what to a question on which statements contradict each other."""
    sides: dict[str, dict[str, str]] = {}
    for row in pairs.to_dict("records"):
        for side in "ab":
            sides.setdefault(row[f"answer_{side}"], {})[row[f"statement_id_{side}"]] = row[f"source_{side}"]
    said = [f"\u201c{answer}\u201d by {_name_sources(of.values())} {_name_some(of)}" for answer, of in sides.items()]
    n = len(pairs)
    first = pairs.iloc[0]
    text = f"{first['title']}: \u201c{first['question']}\u201d is answered {' and '.join(said)}, each clear and firm ({count(n, 'pair')} of statements)."
    return _Line(
        "error",
        text + _say_within(corpus, pairs),
        ";".join(one for of in sides.values() for one in of),
        page=_AGREEMENT,
    )


def _name_sources(sources: Iterable[str]) -> str:
    names = list(dict.fromkeys(sources))
    return join(names) if len(names) <= _SOURCES else count_in_words(len(names), "source")


def _name_some(of: dict[str, str]) -> str:
    ids = list(of)
    return name_ids(ids[:_IDS]) + (f" and {len(ids) - _IDS} more" if len(ids) > _IDS else "")


def _say_within(corpus: Corpus, pairs: pd.DataFrame) -> str:
    """Say which of the sources answer otherwise in another place: firmly, or at all."""
    firm = list(dict.fromkeys(pairs.loc[pairs["scope"] == "within", "source_a"]))
    of_topic = summarize_agreement(corpus, pairs["topic"].iloc[0])
    answers = of_topic[of_topic["question"] == pairs["question"].iloc[0]].set_index("source")["answer"]
    named = dict.fromkeys([*pairs["source_a"], *pairs["source_b"]])
    others = [name for name in named if name not in firm and answers.get(name) == "mixed"]
    who = _name_sources(firm)
    # The id of a source stays as it is.
    who = who if len(firm) <= _SOURCES else who.capitalize()
    said = f" {who} contradict{'s itself' if len(firm) == 1 else ' themselves'}." if firm else ""
    if others:
        said += f" Elsewhere {_name_sources(others)} also answer{'s' if len(others) == 1 else ''} otherwise."
    return said


def _retractions(corpus: Corpus) -> Iterator[_Line]:
    checked = summarize_retraction_check(corpus)
    if checked.empty:
        return
    files = checked.loc[checked["checked_against"] != "not checked", "checked_against"].unique()
    if not len(files):
        yield _Line(
            "not checked", "Whether works that the sources cite were retracted: there is no file of retractions."
        )
        return
    found = corpus.findings[corpus.findings["check"].map(family_of) == "retractions"]
    retracted = found[found["severity"] == "error"]
    n, of = len(retracted), count(int(checked["entries"].sum()), "entry")
    noticed = len(found) - n
    carry = "carries" if noticed == 1 else "carry"
    rest = f"{count_in_words(noticed, 'further entry').capitalize()} {carry} another notice." if noticed else ""
    if n:
        were = "is of a retracted work" if n == 1 else "are of retracted works"
        entries = f"{in_words(n).capitalize()} of {of} {were}, by {join(files)}."
        yield _at("error", retracted, before=f"{entries} ", after=rest)
    else:
        yield _Line(
            "none found", f"A retracted work among the {of} of the reference lists, by {join(files)}. {rest}".strip()
        )


def _errors(corpus: Corpus) -> Iterator[_Line]:
    found = corpus.findings[
        (corpus.findings["severity"] == "error") & (corpus.findings["check"].map(family_of) != "retractions")
    ]
    if found.empty:
        yield _Line("none found", f"An error of the codings or the documents, by any check{_say_no_list(corpus)}.")
        return
    kinds = [of for _, of in found.groupby("check", sort=True)]
    kinds.sort(key=len, reverse=True)
    rest = sum(map(len, kinds[_CHECKS:]))
    checks = count_in_words(len(kinds) - _CHECKS, "other check")
    more = f"{count_in_words(rest, 'further error').capitalize()} by {checks}." if rest else ""
    shown = kinds[:_CHECKS]
    for of in shown:
        yield _at("error", of, after=more if of is shown[-1] else "")


def _warnings(corpus: Corpus) -> Iterator[_Line]:
    """Report the check whose warnings touch most statements, and count the others."""
    found = corpus.findings[corpus.findings["severity"] == "warning"]
    found = found[found["check"].map(family_of) != "retractions"]
    if found.empty:
        yield _Line("none found", f"A warning about the documents, by any check{_say_no_list(corpus)}.")
        return
    touched = _count_touched(corpus, found)
    kinds = summarize_findings(corpus)
    names = [name for name in kinds.loc[kinds["severity"] == "warning", "check"] if name in set(found["check"])]
    worst = max(names, key=lambda name: (touched.get(name, 0), int((found["check"] == name).sum())))
    of = found[found["check"] == worst]
    n = int(touched.get(worst, 0))
    touches = f"; {count(n, 'statement')} rest{'s' if n == 1 else ''} on these words" if n else ""
    rest, checks = len(found) - len(of), count_in_words(len(names) - 1, "other check")
    others = f"{count_in_words(rest, 'further warning').capitalize()} across the sources by {checks}." if rest else ""
    yield _at("warning", of, touches=touches, after=others)


def _say_no_list(corpus: Corpus) -> str:
    """Say that what looks at citations and lists had nothing to look at: no findings there would be no good sign."""
    has_list = (find_read_sources(corpus)["n_references"] > 0).any()
    return "" if has_list else "; there is no reference list to be checked"


def _at(rank: str, found: pd.DataFrame, *, before: str = "", touches: str = "", after: str = "") -> _Line:
    """Quote the first of some findings of a check, with its place."""
    first = found.iloc[0]
    many = count_in_words(len(found), "finding")
    which = f"the first of {many}" if len(found) > 1 else many
    said = f"{first['source_id']}: {excerpt(first['message']).rstrip('.')} ({which} of the check {first['check']}{touches})."
    number = None if pd.isna(first["start"]) else int(first["finding_no"])
    return _Line(
        rank, f"{before}{said} {after}".strip(), source=first["source_id"], check=first["check"], finding_no=number
    )


def _count_touched(corpus: Corpus, findings: pd.DataFrame) -> dict[Any, int]:
    """Count by check the statements whose words, or whose cited entries, a finding lies in or covers."""
    columns = ["statement_id", "source_id", "start", "end"]
    entries = [find_cited_entries(corpus, topic.id)[columns] for topic in corpus.topics]
    places = pd.concat([corpus.statements[columns], *entries])
    pairs = findings.dropna(subset=["start"]).merge(places, on="source_id", suffixes=("", "_of_place"))
    met = pairs[(pairs["start"] < pairs["end_of_place"]) & (pairs["end"] > pairs["start_of_place"])]
    return met.groupby("check")["statement_id"].nunique().to_dict()


def _uncited(corpus: Corpus) -> Iterator[_Line]:
    for row in summarize_evidence_flags(corpus).to_dict("records"):
        if row["flag"] == "no-citation" and row["statements"]:
            n, of = row["statements"], count(row["of"], "passage")
            carries = "carries" if n == 1 else "carry"
            yield _Line(
                "warning",
                f"{n} of {of} with a statement on a topic {carries} no citation: what they rest on is unknown.",
            )


def _queue(corpus: Corpus) -> Iterator[_Line]:
    pairs = corpus.citation_support
    if pairs.empty:
        yield _Line(
            "not checked", "Whether citations fit what they are cited for: no citation leads to an entry of a list."
        )
        return
    found = corpus.findings[corpus.findings["check"].map(family_of) == "citation support"]
    if found.empty:
        yield _Line(
            "none found", f"A citation whose entry hardly fits, by its title, among {count(len(pairs), 'citation')}."
        )
        return
    decided = int(pairs["verdict"].notna().sum())
    seen = f"a reviewer has decided {in_words(decided)}" if decided else "no reviewer has decided any"
    text = f"{count_in_words(len(found), 'citation').capitalize()} of {len(pairs)} hardly fit{'s' if len(found) == 1 else ''} the title of the entry, as the machine suggests; {seen}. {say_queue_accuracy()}"
    yield _Line("info", text)

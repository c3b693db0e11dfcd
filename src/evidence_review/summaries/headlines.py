"""What a reader must know of a whole review first: what was reviewed, how far it can be trusted, and its most important findings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence_review.checks import family_of
from evidence_review.summaries.accuracy import say_queue_accuracy
from evidence_review.summaries.agreement import summarize_agreement
from evidence_review.summaries.cards import summarize_card_answers
from evidence_review.summaries.conflicts import summarize_conflicts
from evidence_review.summaries.findings import summarize_findings
from evidence_review.summaries.integrity import summarize_retraction_check
from evidence_review.summaries.support import find_cited_entries, find_read_sources, summarize_evidence_flags
from evidence_review.summaries.wording import count, count_in_words, excerpt, in_words, join, name_ids, say_kind
from evidence_review.vocabulary import KINDS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_review.corpus import Corpus

__all__ = ["HEADLINE_RANKS", "say_review", "summarize_headlines", "summarize_review_figures"]

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


def say_review(corpus: Corpus) -> list[str]:
    """Say what was reviewed.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.

    Returns
    -------
    list of str
        Sentences: which sources of which kinds and years, what could not be read, and how much they state on how many topics.
    """
    read = find_read_sources(corpus)
    if read.empty:
        return ["No source was read, so that there is nothing to say yet.", *_say_unread(corpus)]
    kinds = read["kind"].value_counts()
    named = [count_in_words(int(kinds[kind]), say_kind(kind)) for kind in KINDS if kind in kinds.index]
    unknown = len(read) - int(kinds.sum())
    named += [f"{in_words(unknown)} of unknown kind"] if unknown else []
    were = "was" if len(read) == 1 else "were"
    what = f"{count_in_words(len(read), 'source').capitalize()} {were} read: {join(named)}{_say_years(read['year'])}."
    return [what, *_say_unread(corpus), _say_statements(corpus)]


def _say_years(years: pd.Series) -> str:
    known = years.dropna()
    if known.empty:
        return ", without a year of publication"
    low, high = int(known.min()), int(known.max())
    silent = len(years) - len(known)
    unknown = f" ({in_words(silent)} without a year)" if silent else ""
    return f", published in {low}{unknown}" if low == high else f", published from {low} to {high}{unknown}"


def _say_unread(corpus: Corpus) -> list[str]:
    counts = corpus.sources["status"].value_counts()
    words = {"rejected": "could not be read", "duplicate": "is a copy of another"}
    said = [
        f"{count_in_words(int(counts[name]), 'file')} {_of_many(words[name], int(counts[name]))}"
        for name in words
        if name in counts
    ]
    return [f"{join(said).capitalize()}; the list of sources says why."] if said else []


def _of_many(predicate: str, n: int) -> str:
    return predicate if n == 1 else predicate.replace("is a copy", "are copies")


def _say_statements(corpus: Corpus) -> str:
    n_topics, statements = len(corpus.topics), corpus.statements
    is_one = len(find_read_sources(corpus)) == 1
    nothing = f"nothing in {'it' if is_one else 'them'}"
    if not n_topics:
        return f"The review has no topics yet, so that {nothing} counts as a statement."
    topics = count_in_words(n_topics, "topic")
    if statements.empty:
        return f"{nothing.capitalize()} speaks to its {topics}, as far as the terms of the topics find statements."
    n, passages = len(statements), len(statements.drop_duplicates(["source_id", "start", "end"]))
    twice = f", in {count_in_words(passages, 'passage')}: one that speaks to several topics counts for each"
    said = f"{'It makes' if is_one else 'They make'} {count_in_words(n, 'statement')} on {topics}"
    return f"{said}{twice if passages < n else ''}."


def summarize_review_figures(corpus: Corpus, answers: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count what a reader needs to know how far the review can be trusted.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    answers : pandas.DataFrame, optional
        What `summarize_card_answers` returns, where it is at hand.

    Returns
    -------
    pandas.DataFrame
        One row per figure: n, of, meaning (what is counted, to be read behind "n of of"). A figure of nothing is left out.
    """
    statements, citations = corpus.statements, corpus.citations
    answers = summarize_card_answers(corpus) if answers is None else answers
    decided = int((statements["origin"] == "reviewer").sum())
    rows = [
        (decided, len(statements), _of_decided(decided, len(statements))),
        (int((answers["agreement"] == "agree").sum()), len(answers), _say_other_answers(answers)),
        (
            int((statements["n_citations"] > 0).sum()),
            len(statements),
            "statements carry a citation; the others rest on the source\u2019s own word, or on a work that its list does not hold",
        ),
        (
            int((citations["status"] == "resolved").sum()),
            len(citations),
            f"citations were followed to an entry of the source\u2019s list{_say_without_list(corpus)}",
        ),
    ]
    is_read = len(find_read_sources(corpus)) > 0
    return pd.DataFrame([row for row in rows if row[1] and is_read], columns=["n", "of", "meaning"])


def _of_decided(n: int, of: int) -> str:
    return "statements were decided by a reviewer" + (
        "; the others are the machine\u2019s suggestions" if n < of else ""
    )


def _say_other_answers(answers: pd.DataFrame) -> str:
    """Say what became of the questions on which sources do not agree."""
    counts = answers["agreement"].value_counts()
    words = {
        "differ": "sources differ on {}",
        "differ by context": "they differ with the context on {}",
        "mixed": "they say both yes and no on {}",
        "one source": "one source alone answers {}",
        "open": "{} left open",
        "": "nobody has an answer to {}",
    }
    said = [text.format(in_words(int(counts[name]))) for name, text in words.items() if name in counts.index]
    return f"questions are answered alike by two sources or more{'; ' if said else ''}{join(said)}"


def _say_without_list(corpus: Corpus) -> str:
    n = int((find_read_sources(corpus)["n_references"] == 0).sum())
    return f"; {count_in_words(n, 'source')} {'has' if n == 1 else 'have'} no list" if n else ""


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
    said = [f"\u201c{answer}\u201d by {_name_sources(of)} {_name_some(of)}" for answer, of in sides.items()]
    n = len(pairs)
    first = pairs.iloc[0]
    text = f"{first['title']}: \u201c{first['question']}\u201d is answered {' and '.join(said)}, each clear and firm ({count(n, 'pair')} of statements)."
    return _Line(
        "error",
        text + _say_within(corpus, pairs),
        ";".join(one for of in sides.values() for one in of),
        page=_AGREEMENT,
    )


def _name_sources(of: dict[str, str]) -> str:
    names = list(dict.fromkeys(of.values()))
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
    said = f" {_who(firm)} contradict{'s itself' if len(firm) == 1 else ' themselves'}." if firm else ""
    if others:
        said += f" Elsewhere {_who(others)} also answer{'s' if len(others) == 1 else ''} otherwise."
    return said


def _who(names: list[str]) -> str:
    return join(names) if len(names) <= _SOURCES else count_in_words(len(names), "source")


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

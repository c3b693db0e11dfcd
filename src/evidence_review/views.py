"""The corpus as a person holds it: it shows itself, and gives one topic or one source to ask.

Everything here selects rows or calls a summary; the rules are theirs.
"""

from __future__ import annotations

import textwrap
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pandas as pd

from evidence_review import build, summaries
from evidence_review.corpus import Corpus as Tables
from evidence_review.display import Shown, show, visible
from evidence_review.errors import EvidenceError, UnknownName, did_you_mean

if TYPE_CHECKING:
    from evidence_review.decisions import Question

__all__ = ["Corpus", "SourceView", "TopicView", "load"]

_NAMED = 12  # sources or topics that a card names
_WIDE = 100  # characters of a line in a terminal


class _View:
    """Shows itself as a small table, offers its own names only, and says what there is when asked for another."""

    def __dir__(self) -> list[str]:
        return [name for name in super().__dir__() if not name.startswith("_")]

    def __getattr__(self, name: str) -> NoReturn:
        # Python and IPython ask every object for names with an underscore, to find out what it can do.
        if name.startswith("_"):
            raise AttributeError(name)
        raise UnknownName(self._name, name, dir(self))

    @property
    def _name(self) -> str:
        return "corpus"

    def _card(self) -> Shown:
        raise NotImplementedError

    def __repr__(self) -> str:
        return self._card().plain

    def _repr_html_(self) -> str:
        return self._card()._repr_html_()

    def _parts(self) -> pd.DataFrame:
        """List the frames among the properties, with the first line of what each says about itself."""
        rows = [
            (f".{name}", len(getattr(self, name)), str(member.__doc__).splitlines()[0])
            for name, member in vars(type(self)).items()
            if isinstance(member, property) and member.fget and member.fget.__annotations__["return"] == "pd.DataFrame"
        ]
        return pd.DataFrame(rows, columns=["ask for", "rows", "what they are"])


class Corpus(_View, Tables):
    """All tables of a review, its topics and its decoded texts.

    Each table is a pandas frame: `corpus.statements`, `corpus.references`, ...; `evidence_review.schema` and notebook 90
    describe their columns. `corpus.topic(id)` and `corpus.source(id)` show what belongs to one topic or one source.
    `corpus.texts[source_id]` is a document's text, into which all offsets count, and `corpus.review` names the folders.
    """

    def topic(self, name: str) -> TopicView:
        """Ask about one topic.

        Parameters
        ----------
        name : str
            The topic's id, as in `corpus.topics`.

        Returns
        -------
        TopicView
            Its statements, answers, conflicts, quantities and gaps.

        Raises
        ------
        EvidenceError
            If there is no such topic; the message names the nearest and those that there are.
        """
        return TopicView(self, name)

    def source(self, name: str) -> SourceView:
        """Ask about one source.

        Parameters
        ----------
        name : str
            The source's id, as in `corpus.sources`.

        Returns
        -------
        SourceView
            Its statements, references, citations, findings and text.

        Raises
        ------
        EvidenceError
            If there is no such source; the message names the nearest and those that there are.
        """
        return SourceView(self, name)

    def _card(self) -> Shown:
        sources, topics = list(self.sources["source_id"]), [one.id for one in self.topics]
        asked = [f'corpus.source("{one}")' for one in sources if one in self.texts][:1]
        asked += [f'corpus.topic("{one}")' for one in topics[:1]]
        n_decided, n = int((self.statements["origin"] == "reviewer").sum()), len(self.statements)
        decided = f"{n_decided:,} of {n:,} statements by a reviewer ({n_decided / max(n, 1):.0%}); the others are the machine's suggestions"
        rows = {
            "sources": f"{len(sources)}: {_listed(sources)}",
            "topics": f"{len(topics)}: {_listed(topics)}" if topics else "none; add seeds/review/topics/<id>.yml",
            "tables": ", ".join(f"{name} {len(frame):,}" for name, frame in self.tables()),
            "decided": decided if n else "nothing yet, since no sentence speaks to a topic",
            "texts": "corpus.texts, by source; as files in texts/, beside the tables",
            "ask": ", ".join(asked),
        }
        return _card("Corpus", pd.DataFrame(list(rows.items()), columns=["part", "what it holds"]))


class TopicView(_View):
    """What the review holds on one topic.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    name : str
        The topic's id.
    """

    def __init__(self, corpus: Tables, name: str) -> None:
        self._corpus = corpus
        self._topic = summaries.find_topic(corpus, name)

    @property
    def id(self) -> str:
        """The topic's id."""
        return self._topic.id

    @property
    def title(self) -> str:
        """The topic's title."""
        return self._topic.title

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the sources are asked."""
        return self._topic.questions

    @property
    def bottom_line(self) -> pd.DataFrame:
        """What the sources state, in sentences with the ids of their statements."""
        return summaries.summarize_bottom_line(self._corpus, self.id)

    @property
    def statements(self) -> pd.DataFrame:
        """What the sources say, with what each statement rests on; decisions of reviewers first."""
        return summaries.summarize_evidence(self._corpus, self.id)

    @property
    def answers(self) -> pd.DataFrame:
        """Statements that a reviewer coded as answers to the topic's questions."""
        return summaries.find_answers(self._corpus, self.id)

    @property
    def conflicts(self) -> pd.DataFrame:
        """Pairs of coded answers that disagree, the gravest first."""
        return summaries.summarize_conflicts(self._corpus, self.id)

    @property
    def candidates(self) -> pd.DataFrame:
        """Pairs of statements that may disagree, as the machine suggests."""
        return summaries.summarize_conflicts(self._corpus, self.id, candidates=True)

    @property
    def quantities(self) -> pd.DataFrame:
        """Doses, times, sizes and other quantities in sentences on the topic."""
        return summaries.summarize_quantities(self._corpus, self.id)

    @property
    def gaps(self) -> pd.DataFrame:
        """Questions without an answer, silent sources, statements without a citation, open suggestions."""
        return summaries.summarize_gaps(self._corpus, self.id)

    @property
    def _name(self) -> str:
        return f'corpus.topic("{self.id}")'

    def _card(self) -> Shown:
        return _card(f"Topic {self.id}: {self.title}", self._parts())


class SourceView(_View):
    """What the review holds of one source.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    name : str
        The source's id.

    Raises
    ------
    EvidenceError
        If there is no such source.
    """

    def __init__(self, corpus: Tables, name: str) -> None:
        known = list(corpus.sources["source_id"])
        if name not in known:
            raise EvidenceError(
                f"{name!r}: is no source of this review; {did_you_mean(name, known)}The sources are {', '.join(known)}"
            )
        self._corpus = corpus
        self._row = corpus.sources.iloc[known.index(name)]

    @property
    def id(self) -> str:
        """The source's id."""
        return str(self._row["source_id"])

    @property
    def title(self) -> str:
        """The title; empty when the document has none."""
        return "" if pd.isna(self._row["title"]) else str(self._row["title"])

    @property
    def text(self) -> str:
        """The decoded document, to the letter; all offsets count into it."""
        if self.id not in self._corpus.texts:
            raise EvidenceError(f"{self._row['file']}: has no text, since it was not read: {self._row['reason']}")
        return self._corpus.texts[self.id]

    @property
    def sections(self) -> pd.DataFrame:
        """Headings, and where the text of each begins and ends."""
        return self._rows(self._corpus.sections)

    @property
    def statements(self) -> pd.DataFrame:
        """Sentences that speak to a topic of the review, a row per topic."""
        return self._rows(self._corpus.statements)

    @property
    def references(self) -> pd.DataFrame:
        """Entries of its reference list."""
        return self._rows(self._corpus.references)

    @property
    def citations(self) -> pd.DataFrame:
        """Mentions of these entries in the text, a row per marker and entry."""
        return self._rows(self._corpus.citations)

    @property
    def findings(self) -> pd.DataFrame:
        """What the checks report about it."""
        return self._rows(self._corpus.findings)

    @property
    def _name(self) -> str:
        return f'corpus.source("{self.id}")'

    def _rows(self, table: pd.DataFrame) -> pd.DataFrame:
        return table[table["source_id"] == self.id].reset_index(drop=True)

    def _card(self) -> Shown:
        text = f"{len(self.text):,} characters" if self.id in self._corpus.texts else "no text"
        status = "" if self._row["status"] == "ok" else f"; {self._row['status']}: {self._row['reason']}"
        return _card(f"Source {self.id}: {self.title or 'without a title'} ({text}{status})", self._parts())


def load(seeds: str | Path = "", outputs: str | Path = "") -> Corpus:
    """Open a review: load its tables, and build them first when they are missing or something they are made from has changed.

    Parameters
    ----------
    seeds, outputs : str or Path
        The folders; empty for those of the environment or of the project, as `paths.find_review` says.

    Returns
    -------
    Corpus
        The corpus; as the last expression of a cell it shows what it holds.

    Raises
    ------
    EvidenceError
        If there is no review there.
    """
    # Words of sources stand in bare frames too, and `$...$` in them is no formula.
    pd.set_option("display.html.use_mathjax", False)
    loaded = build.load(seeds, outputs)
    return Corpus(**{one.name: getattr(loaded, one.name) for one in fields(loaded)})


def _listed(names: list[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _card(title: str, frame: pd.DataFrame) -> Shown:
    lines = ("  ".join(map(str, row)) for row in frame.itertuples(index=False))
    folded = textwrap.TextWrapper(_WIDE, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
    return Shown(
        show(frame, caption=title).markup,
        "\n".join([visible(title), *(visible(folded.fill(line)) for line in lines)]),
    )

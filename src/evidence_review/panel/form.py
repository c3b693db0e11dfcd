"""The form of the coding panel: widgets that show what is at hand, take the decision and hand it to the session."""

from __future__ import annotations

import contextlib
from itertools import combinations
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from evidence_review.coding.codings import OFF_TOPIC, PLACE
from evidence_review.display import escape
from evidence_review.display.markup import NO_FORMULAS
from evidence_review.errors import EvidenceError
from evidence_review.panel.context import describe_place
from evidence_review.panel.session import Session
from evidence_review.vocabulary import ANSWERS, CERTAINTIES, DIRECTIONS, POPULATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from evidence_review.coding.sheet import Proposal
    from evidence_review.corpus import Corpus
    from evidence_review.decisions import Question

__all__ = ["Form"]

_HINTS = {"value": "4, 3-4, >24, <0.5, ~4-7, or unclear", "name": "the name as the source gives it"}
_LONG = 55
_SHOWN, _HIDDEN = None, "none"
_LABELS = {"description_width": "5.5em"}
_WIDE, _SHARED = {"width": "auto"}, {"width": "auto", "flex": "1 1 15em"}


class Form:
    """The widgets of the panel, connected to a session.

    Parameters
    ----------
    corpus : Corpus
        The tables of a review.
    topic : str
        The topic's id.
    coder : str
        The reviewer's name.

    Attributes
    ----------
    box : ipywidgets.VBox
        What holds all of them.
    session : Session
        What waits, and where decisions are written.
    """

    def __init__(self, corpus: Corpus, topic: str, coder: str = "") -> None:
        self._corpus = corpus
        self.session = Session(corpus, topic, coder)
        topics = [(one.title, one.id) for one in corpus.topics]
        self.topic = _field(widgets.Dropdown, "Topic", _SHARED, options=topics, value=topic)
        # Told when the field is left, so that the list is not made anew with every letter.
        self.coder = _field(
            widgets.Text, "Coder", _SHARED, value=coder, placeholder="your name", continuous_update=False
        )
        self.quote = _field(widgets.Textarea, "Quote", _WIDE)
        self.question = _field(widgets.Dropdown, "Question", _WIDE)
        self.whole = widgets.HTML(layout={"margin": "0 0 0 6.8em"})
        self.choice = _field(widgets.Dropdown, "Answer", _SHARED, options=[("(choose)", ""), *_same(ANSWERS)])
        self.words = _field(widgets.Text, "Answer", _SHARED)
        self.unit = widgets.Label()
        self.direction = _field(widgets.Dropdown, "Direction", _SHARED, options=DIRECTIONS)
        self.population = _field(widgets.Dropdown, "Population", _SHARED, options=_list_populations())
        self.certainty = _field(widgets.Dropdown, "Certainty", _SHARED, options=CERTAINTIES)
        self.note = _field(widgets.Text, "Note", _WIDE, placeholder="endpoint=anesthesia; time=5 weeks; any remark")
        self.progress, self.place, self.message = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.save = _button("Save", "Write this decision and go on", self._save, button_style="primary")
        self.off_topic = _button("Off topic", "These words say nothing on the topic", self._set_aside)
        self.skip = _button("Skip", "Decide later", lambda: self._move(1))
        self.back = _button("Back", "To the one before", lambda: self._move(-1))
        self._answer = _row(())
        self._fields = widgets.VBox(
            [
                self.place,
                self.quote,
                self.question,
                self.whole,
                self._answer,
                _row((self.direction, self.population, self.certainty)),
                self.note,
            ]
        )
        buttons = _row((self.save, self.off_topic, self.skip, self.back))
        head = _row((self.topic, self.coder))
        self.box = widgets.VBox([head, self.progress, self._fields, buttons, self.message])
        self.box.layout.max_width = "60rem"
        self._show_topic()
        self.topic.observe(lambda change: self._change_topic(), "value")
        self.coder.observe(lambda change: self._change_coder(), "value")
        self.question.observe(lambda change: self._show_answer(), "value")

    def _show_topic(self) -> None:
        questions = self.session.topic.questions
        asked = [(one.text, one.id) for one in questions]
        self.question.options = [*([("(choose)", None)] if asked else []), *asked, ("(none of these questions)", "")]
        self._show()

    def _show(self) -> None:
        """Show what is at hand, with the suggestions filled in."""
        at_hand = self.session.at_hand
        self._fields.layout.display = _SHOWN if at_hand else _HIDDEN
        for button in (self.save, self.off_topic, self.skip):
            button.disabled = at_hand is None
        if at_hand is not None:
            self._fill_in(at_hand)
        # Last, because who sees the next number begins to choose, and nothing may be reset after that.
        self._show_progress()

    def _fill_in(self, at_hand: Proposal) -> None:
        self.place.value = describe_place(self._corpus, at_hand)
        self.quote.value = at_hand.quote
        # A line holds 50 to 100 letters, after the window's width.
        self.quote.rows = min(2 + len(at_hand.quote) // 60, 10)
        self.question.index = 1 if len(self.session.topic.questions) == 1 else 0
        self.choice.value = self.words.value = self.note.value = ""
        self.direction.value = at_hand.direction
        self.population.value = _in_order(at_hand.population)
        self.certainty.value = at_hand.certainty
        self._show_answer()

    def _show_progress(self) -> None:
        n_all, number = len(self.session.proposals), self.session.position + 1
        if number <= n_all:
            text = f"<b>{number} of {n_all}</b>"
        elif n_all:
            text = f"<b>That was the last of {n_all}.</b> Run the cell again to see what was skipped."
        else:
            text = "<b>Nothing waits on this topic.</b>"
        self.progress.value = text
        self.back.disabled = not self.session.position

    def _show_answer(self) -> None:
        """Offer the answers that the question allows, and show all of a question that a narrow window would cut."""
        asked = self._asked
        is_long = asked is not None and len(asked.text) > _LONG
        self.whole.layout.display = _SHOWN if is_long else _HIDDEN
        self.whole.value = _as_html(asked.text) if asked and is_long else ""
        if asked is None:
            self._answer.children = ()
        elif asked.kind == "yes-no":
            self._answer.children = (self.choice,)
        else:
            self.words.placeholder = _HINTS[asked.kind]
            self.unit.value = f"in {asked.unit}" if asked.unit not in ("", "1") else ""
            self._answer.children = (self.words, self.unit)

    @property
    def _asked(self) -> Question | None:
        return next((one for one in self.session.topic.questions if one.id == self.question.value), None)

    def _change_topic(self) -> None:
        with self._told():
            self.session = Session(self._corpus, self.topic.value, self.coder.value.strip())
            self._show_topic()

    def _change_coder(self) -> None:
        with self._told():
            before = self.session.at_hand
            self.session.change_coder(self.coder.value.strip())
            # What was chosen already stays.
            self._show_progress() if self.session.at_hand == before else self._show()

    def _move(self, step: int) -> None:
        self.message.value = ""
        self.session.move(step)
        self._show()

    def _save(self) -> None:
        asked = self._asked
        answer = "" if asked is None else self.choice.value if asked.kind == "yes-no" else self.words.value
        self._write(
            question=self.question.value,
            answer=answer,
            direction=self.direction.value,
            population=self.population.value,
            certainty=self.certainty.value,
        )

    def _set_aside(self) -> None:
        self._write(question="", answer=OFF_TOPIC, direction="", population="", certainty="")

    def _write(self, **cells: Any) -> None:
        quote, note, coder = (field.value.strip() for field in (self.quote, self.note, self.coder))
        with self._told():
            if cells["question"] is None:
                raise EvidenceError("choose a question, or that it is none of these")
            where = self.session.save(quote=quote, note=note, coder=coder, **cells)
            self._show()
            self._say(where)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say in the panel what went wrong; what a reviewer can mend is no traceback."""
        try:
            yield
        except (EvidenceError, OSError) as error:
            self._say(f"Not written: {str(error).removeprefix(f'{PLACE}, new row: ')}.")

    def _say(self, text: str) -> None:
        self.message.value = f'<div role="status">{_as_html(text)}</div>'


def _field(kind: type[widgets.DOMWidget], label: str, layout: dict[str, str], **options: object) -> widgets.DOMWidget:
    return kind(description=label, layout=layout, style=_LABELS, **options)


def _button(label: str, tooltip: str, act: Callable[[], None], **options: object) -> widgets.Button:
    button = widgets.Button(description=label, tooltip=tooltip, layout={"width": "7em"}, **options)
    button.on_click(lambda _: act())
    return button


def _row(children: Iterable[widgets.DOMWidget]) -> widgets.Box:
    """Put widgets side by side, and below each other where there is no room."""
    return widgets.Box(tuple(children), layout={"display": "flex", "flex_flow": "row wrap", "overflow": "visible"})


def _as_html(text: str) -> str:
    return f'<div class="{NO_FORMULAS}" style="line-height:1.4">{escape(text)}</div>'


def _same(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def _list_populations() -> list[tuple[str, str]]:
    """List every population, and every combination of those that are stated."""
    stated = POPULATIONS[:-1]
    chosen = [some for size in range(1, len(stated) + 1) for some in combinations(stated, size)]
    return [*((" and ".join(some), ";".join(some)) for some in chosen), *_same(POPULATIONS[-1:])]


def _in_order(populations: str) -> str:
    return ";".join(sorted(populations.split(";"), key=POPULATIONS.index))

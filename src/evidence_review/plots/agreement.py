"""Who answers what."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from evidence_review.plots.colors import ANSWERS, INK, SOFT
from evidence_review.plots.grid import LINE_HEIGHT, MOST_COLUMNS, Grid
from evidence_review.plots.phrases import tally
from evidence_review.plots.style import finish, fold, say, short, style_on

__all__ = ["plot_agreement"]

_SILENT = "silent"
_FEW = 8  # of more sources, those that answer nothing are left out
_WORDS = 52  # points: a column that is narrower has no room for words
_NAMED = 3  # questions that the alternative text quotes


def plot_agreement(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw what each source answers to each question: a symbol and a word, or the value, and the number of statements.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_agreement` returns it: question, source, answer, statements.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when fewer than two sources answer.

    Notes
    -----
    Where there are many sources, those that answer nothing are left out, and counted; where columns have no room for words, a symbol
    stands alone.
    """
    said = frame[frame["statements"] > 0]
    if said.empty:
        return say("No answer to a question of this topic is coded, so there is no agreement to draw.", ax)
    speaking = list(said["source"].unique())
    if len(speaking) == 1:
        return say(f"Only {speaking[0]} answers questions of this topic, so there is nothing to compare.", ax)
    clear = said[said["answer"] != "unclear"]  # what a source leaves open neither agrees nor differs
    sources, questions = list(frame["source"].unique()), list(frame["question"].unique())
    shown = (sources if len(sources) <= _FEW else speaking)[:MOST_COLUMNS]
    with style_on(ax) as axes:
        height = _draw_answers(axes, frame[frame["source"].isin(shown)], questions, shown)
        drawn = f"Answers by question and source (n = {tally(int(said['statements'].sum()), 'statement')}"
        n_out = len(sources) - len(shown)
        parts = [
            drawn,
            *([f"{tally(n_out, 'source')} left out"] if n_out else []),
            "\u2013: silent; in brackets: statements)",
        ]
        return finish(axes, height, _say_agreement(clear, len(questions)), "; ".join(parts), _say_different(clear))


def _draw_answers(ax: Axes, rows: pd.DataFrame, questions: list[str], sources: list[str]) -> float:
    """Draw a field per question and source; return the height in inches."""
    grid = Grid(ax, questions, sources, 190)
    words = [_answer(answer, n, grid.room) for answer, n in zip(rows["answer"], rows["statements"], strict=True)]
    lines = pd.Series([one.count("\n") + 1 for one in words]).groupby(rows["question"].to_numpy()).max()
    grid.lay_out([lines[question] * LINE_HEIGHT for question in questions])
    for said, text in zip(rows.itertuples(), words, strict=True):
        row, column = questions.index(str(said.question)), sources.index(str(said.source))
        look = ANSWERS.get(str(said.answer))
        if look:
            grid.mark(look, row, column)
        grid.write(text, row, column, offset=12 if look else 0, color=INK if said.statements else SOFT)
    if grid.room >= _WORDS:
        return grid.height
    _explain(ax, set(rows["answer"]))
    return grid.height + 0.3


def _answer(answer: str, n: int, room: float) -> str:
    """Return the words of a field: the value, or what stands beside a symbol; no more than find room."""
    if answer == _SILENT:
        return "\u2013"
    if room < _WORDS:
        return "" if answer in ANSWERS else "\u2026"
    if not n:
        return fold(answer, room)
    times = f"({n})" if n > 1 else ""
    if answer in ANSWERS:
        return fold(f"{answer} {times}", room - 12)
    values = [fold(f"{value};", room) for value in answer.split("; ")]
    values[-1] = fold(f"{answer.rsplit('; ', maxsplit=1)[-1]} {times}", room)
    return "\n".join(values)


def _explain(ax: Axes, answers: set[str]) -> None:
    """Explain the symbols below the figure."""
    handles = [
        Line2D([], [], ls="", marker=look.shape, ms=7, mfc=look.face, mec=look.color, mew=1.2, label=name)
        for name, look in ANSWERS.items()
        if name in answers
    ]
    if answers - {*ANSWERS, _SILENT}:
        handles.append(Line2D([], [], ls="", label="\u2026  a value, in the table"))
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, -0.01), ncol=max(len(handles), 1), handletextpad=0.2
    )


def _judge(answers: pd.Series) -> str:
    """Say how the answers of several sources to one question stand to each other, by their words alone."""
    if len(answers) < 2:
        return ""
    if answers.nunique() == 1:
        return "same"
    return "different" if answers.isin(list(ANSWERS)).all() else "other"


def _say_agreement(said: pd.DataFrame, n_questions: int) -> str:
    judged = said.groupby("question", sort=False)["answer"].agg(_judge).value_counts()
    shared = int(judged.drop("", errors="ignore").sum())
    if not shared:
        return f"No question of {n_questions} is answered by two sources"
    kinds = {
        "the same answer on {}": int(judged.get("same", 0)),
        "different answers on {}": int(judged.get("different", 0)),
        "values in different words on {}": int(judged.get("other", 0)),
    }
    parts = [words.format(n) for words, n in kinds.items() if n]
    of = f"{shared} of {tally(n_questions, 'question')}"
    return f"Two or more sources answer {of}, with {', '.join(parts)}"


def _say_different(said: pd.DataFrame) -> str:
    """Quote the first questions that sources answer differently."""
    quoted = []
    for question, rows in said.groupby("question", sort=False):
        if _judge(rows["answer"]) == "different":
            answers = ", ".join(
                f"{short(source)}: {answer}" for source, answer in zip(rows["source"], rows["answer"], strict=True)
            )
            quoted.append(f"{question} ({answers}).")
    return " ".join(quoted[:_NAMED])

"""Who answers what, and how much each source says on each topic."""

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from evidence_review.plots.style import BLUE, GREY, PURPLE, SKY, VERMILLION, finish, name_rows, say, style_on, wrap
from evidence_review.summaries.wording import count

__all__ = ["plot_agreement", "plot_evidence_map"]

# Answer -> marker, edge and face.
_ANSWERS = {
    "yes": ("o", BLUE, BLUE),
    "no": ("X", VERMILLION, VERMILLION),
    "mixed": ("D", PURPLE, PURPLE),
    "unclear": ("o", GREY, "white"),
}
_NO_ANSWER = {"silent": "\u2013", "not coded": "not coded"}
# Share cited -> face, ink and hatch, from pale to dark.
_SHARES = {
    "none cited": ("white", "black", ""),
    "less than half cited": ("#D6E6F4", "black", ""),
    "half or more cited": (SKY, "black", ".."),
    "all cited": (BLUE, "white", ""),
}
_QUESTION, _VALUE, _TOPIC = 40, 15, 36  # characters per line
_MOST = 8  # more sources than these have no room for their names side by side


def plot_agreement(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw what each source answers to each question: a symbol and a color per answer, values in words, the number of statements.

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
    Where there are many sources, those that answer nothing are left out, and counted.
    """
    if frame.empty or not frame["statements"].sum():
        return say("No answer to a question of this topic is coded, so there is no agreement to draw.", ax)
    sources = list(frame["source"].unique())
    speaking = set(frame.loc[frame["statements"] > 0, "source"])
    if len(speaking) == 1:
        return say(f"Only {speaking.pop()} answers questions of this topic, so there is nothing to compare.", ax)
    shown = [source for source in sources if len(sources) <= _MOST or source in speaking]
    questions = list(frame["question"].unique())
    rows = frame[frame["source"].isin(shown)]
    with style_on(ax) as axes:
        labels = [textwrap.fill(question, _QUESTION) for question in questions]
        heights = [label.count("\n") + 1 for label in labels]
        for question, source, answer, n in zip(
            rows["question"], rows["source"], rows["answer"], rows["statements"], strict=True
        ):
            place = questions.index(question)
            words = _draw_answer(axes, shown.index(source), place, answer, n)
            heights[place] = max(heights[place], words.count("\n") + 1)
        name_rows(axes, labels)
        for place in range(len(questions) - 1):
            axes.axhline(place + 0.5, color="#E5E5E5", lw=0.8)
        _name_columns(axes, shown)
        _explain(axes, set(rows["answer"]))
        left_out = len(sources) - len(shown)
        rest = f"; {count(left_out, 'silent source')} left out" if left_out else ""
        axes.set_title(f"What the sources answer ({count(len(questions), 'question')}{rest})", pad=12)
        return finish(
            axes,
            1.45 + sum(0.2 + 0.17 * height for height in heights),
            f"Answers by question and source: {count(len(questions), 'question')}, {count(len(shown), 'source')}; the table holds them.",
        )


def _draw_answer(ax: Axes, x: int, y: int, answer: str, n: int) -> str:
    """Draw one answer, and return its words when it has no symbol."""
    text: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8.5}
    if answer in _NO_ANSWER:
        ax.text(x, y, _NO_ANSWER[answer], color="#6A6A6A", **text)
        return ""
    if answer in _ANSWERS:
        marker, edge, face = _ANSWERS[answer]
        ax.scatter([x - 0.08], [y], s=110, marker=marker, facecolors=face, edgecolors=edge, linewidths=1.4)
        ax.annotate(str(n), (x - 0.08, y), xytext=(10, 0), textcoords="offset points", va="center", fontsize=9)
        return ""
    values = [f"{value};" for value in answer.split("; ")]
    values[-1] = values[-1][:-1] + (f" (n\u00a0=\u00a0{n})" if n > 1 else "")
    words = "\n".join(textwrap.fill(value, _VALUE) for value in values)
    ax.text(x, y, words, **text)
    return words


def _name_columns(ax: Axes, sources: list[str]) -> None:
    """Name the columns of a figure above it."""
    is_few = len(sources) <= _MOST
    names = [textwrap.fill(wrap(name).replace("\n", ""), 13) if is_few else name for name in sources]
    ax.set_xticks(range(len(sources)), names, rotation=0 if is_few else 90, fontsize=8.5)
    ax.set_xlim(-0.5, len(sources) - 0.5)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)


def _explain(ax: Axes, answers: set[str]) -> None:
    """Explain the symbols that were drawn; values in words explain themselves."""
    drawn = [name for name in _ANSWERS if name in answers]
    handles = []
    for name in drawn:
        marker, edge, face = _ANSWERS[name]
        look: dict[str, Any] = {"markersize": 9, "markerfacecolor": face, "markeredgecolor": edge}
        handles.append(Line2D([], [], linestyle="", marker=marker, label=name, **look))
    if "silent" in answers:
        handles.append(Line2D([], [], linestyle="", marker="_", markersize=6, color="#6A6A6A", label="silent"))
    if drawn:
        handles.append(Line2D([], [], linestyle="", marker="", label="beside a symbol: statements"))
    if handles:
        ax.legend(handles=handles, loc="upper right", bbox_to_anchor=(1.0, -0.04), ncol=len(handles), handletextpad=0.3)


def plot_evidence_map(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw how much each source says on each topic: the number of statements, and in color and hatch how many of them cite.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_evidence_map` returns it: topic, source, statements, cited.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there is no statement.
    """
    if frame.empty or not frame["statements"].sum():
        return say("No source speaks to any topic, so there is no map to draw.", ax)
    topics, sources = list(frame["topic"].unique()), list(frame["source"].unique())
    with style_on(ax) as axes:
        used = set()
        cells = zip(frame["topic"], frame["source"], frame["statements"], frame["cited"], strict=True)
        for topic, source, n, cited in cells:
            x, y = sources.index(source), topics.index(topic)
            if not n:
                axes.text(x, y, "\u2013", ha="center", va="center", color="#6A6A6A")
                continue
            band = _band(cited, n)
            used.add(band)
            face, ink, hatch = _SHARES[band]
            axes.add_patch(
                Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, facecolor=face, hatch=hatch, edgecolor="#333333", lw=0.6)
            )
            box = {"facecolor": face, "edgecolor": "none", "pad": 1}
            axes.text(x, y, str(n), ha="center", va="center", color=ink, bbox=box)
        name_rows(axes, [textwrap.fill(topic, _TOPIC) for topic in topics])
        _name_columns(axes, sources)
        handles = [
            Patch(facecolor=face, edgecolor="#333333", hatch=hatch, label=name)
            for name, (face, _, hatch) in _SHARES.items()
            if name in used
        ]
        axes.legend(
            handles=handles, loc="upper right", bbox_to_anchor=(1.0, -0.01), ncol=len(handles), handlelength=1.8
        )
        total = int(frame["statements"].sum())
        axes.set_title(f"Statements by topic and source (n = {total})", pad=12)
        return finish(
            axes,
            1.4 + 0.42 * len(topics),
            f"Fields by topic and source: {count(total, 'statement')}; color and hatch tell the share with a citation.",
        )


def _band(cited: int, statements: int) -> str:
    if not cited:
        return "none cited"
    if cited == statements:
        return "all cited"
    return "half or more cited" if 2 * cited >= statements else "less than half cited"

"""Counts as bars: what statements and lists rest on, what sources hold, and who says what."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from evidence_review.plots.colors import BLUE, DESIGNS, DIRECTIONS, GREY, INK, SOFT, WHITE, Look
from evidence_review.plots.grid import LINE_HEIGHT, Grid
from evidence_review.plots.phrases import begin_with_share, list_counts, name_largest, say_share, tally
from evidence_review.plots.style import finish, say, short, style_on
from evidence_review.summaries.sources import PROSE
from evidence_review.summaries.wording import NO_REFERENCE

__all__ = ["plot_directions", "plot_support", "plot_words"]

_BAR = 0.1  # inches


def plot_words(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw the words of each source by kind of section, as a table of bars.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_words` returns it: source, and one column of words per kind of section.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there is nothing to draw.
    """
    counts = frame.set_index("source")
    total, prose = int(counts.to_numpy().sum()), int(counts.reindex(columns=PROSE, fill_value=0).to_numpy().sum())
    if not total:
        return say("No source holds any text.", ax)
    with style_on(ax) as axes:
        looks = {str(name): Look(BLUE if name in PROSE else GREY) for name in counts}
        height = _draw_counts(axes, counts, looks, {"introduction": "intro"})
        sums = counts.sum(axis=1)
        finding = (
            f"{prose:,} of the {total:,} words ({say_share(prose, total)}) stand in prose that can hold statements"
        )
        more = f"Most words: {name_largest(sums.rename(short))}. By kind: {list_counts(counts.sum())}."
        shown = f"Words by source and kind of section (n = {tally(len(frame), 'source')}); blue: prose, gray: all else"
        return finish(axes, height, finding, shown, more)


def plot_directions(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw who says what: statements by source and direction, as a table of bars; a hollow bar is "none of it".

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_directions` returns it: source, and one column of statements per direction.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when fewer than two of several sources speak.
    """
    counts = frame.set_index("source").astype("int64")
    sums = counts.sum(axis=1)
    speaking = sums[sums > 0]
    if speaking.empty:
        return say("No source speaks to this topic, so there is nothing to compare.", ax)
    if len(speaking) == 1 and len(frame) > 1:
        return say(f"Only {speaking.index[0]} speaks to this topic, so there is nothing to compare.", ax)
    with style_on(ax) as axes:
        headings = {str(name): str(name).replace("-", " ") for name in counts}
        height = _draw_counts(axes, counts, DIRECTIONS, headings)
        total = int(sums.sum())
        finding = _say_directions(counts.sum(), total)
        silent = [str(name) for name in sums.index[sums == 0]]
        more = " ".join(
            f"{words.capitalize()}: {list_counts(counts[name])}."
            for name, words in headings.items()
            if counts[name].any()
        )
        more += f" Silent: {tally(len(silent), 'source')}." if silent else ""
        shown = (
            f"Statements by source and direction, coded or suggested (n = {tally(total, 'statement')}, "
            f"{len(speaking)} of {tally(len(frame), 'source')})"
        )
        return finish(axes, height, finding, shown, more)


def _say_directions(counts: pd.Series, total: int) -> str:
    """Say how many statements report benefit and harm, and how many nothing of the kind."""
    said = {name: int(counts.get(name, 0)) for name in DIRECTIONS}
    parts = [
        f"{said['benefit'] or 'none'} of the {tally(total, 'statement')} report benefit",
        f"{said['harm'] or 'none'} harm",
    ]
    parts += [f"{said[name]} {name.replace('-', ' ')}" for name in ("no-benefit", "no-harm", "mixed") if said[name]]
    neither = [f"{said[name]} are {name}" for name in ("neutral", "unread") if said[name]]
    sentence = "; ".join([", ".join(parts), *neither])
    return sentence[0].upper() + sentence[1:]


def _draw_counts(ax: Axes, counts: pd.DataFrame, looks: dict[str, Look], headings: dict[str, str]) -> float:
    """Draw a number in each field and a bar below it; return the height in inches. A source without any is silent, not zero."""
    grid = Grid(ax, list(map(str, counts.index)), [headings.get(str(name), str(name)) for name in counts], 90)
    grid.lay_out([LINE_HEIGHT + _BAR + 0.03] * len(counts))
    largest = counts.to_numpy().max()
    for row, (_, fields) in enumerate(counts.iterrows()):
        if not fields.any():
            grid.write("silent", row, 0, color=SOFT, style="italic")
            continue
        for column, (name, n) in enumerate(fields.items()):
            grid.write(f"{n:,}", row, column, above=_BAR / 2 + 0.01, color=INK if n else SOFT)
            look = looks[str(name)]
            edge = {"facecolor": look.face, "edgecolor": look.color, "lw": 1}
            if n:
                grid.fill(row, column, n / largest, _BAR, below=LINE_HEIGHT / 2 + 0.01, **edge)
    return grid.height


def plot_support(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw how many statements rest on which design, as bars below the name of their group of designs.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `summarize_support` returns it, with rests_on and statements, or as `summarize_cited_designs` does, with design
        and entries.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes or None
        The axes; None when there is nothing to draw.
    """
    label, unit = ("rests_on", "statements") if "rests_on" in frame else ("design", "entries")
    counts = frame[frame[unit] > 0].set_index(label)[unit].astype("int64")
    if counts.empty:
        return say("There is no statement, so there is nothing to rest on a reference.", ax)
    with style_on(ax) as axes:
        n_rows = _draw_groups(axes, counts)
        total = int(counts.sum())
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel(unit)
        names = counts.rename(lambda name: str(name).replace("-", " "))
        finding = _say_support(counts, total) if unit == "statements" else _say_designs(counts, total)
        subject = "Statements by the best design that they cite" if unit == "statements" else "Entries by design"
        shown = f"{subject}, as titles suggest it (n = {total:,} {unit})"
        return finish(
            axes,
            0.45 + 0.2 * n_rows,
            finding,
            shown,
            f"By design: {', '.join(f'{name} {n:,}' for name, n in names.items())}.",
        )


def _draw_groups(ax: Axes, counts: pd.Series) -> float:
    """Draw a bar per design, and the name of a group above its first; return how many rows that takes."""
    names: dict[float, str] = {}
    headings: list[str] = []
    place, group = 0.0, None
    for design, n in counts.items():
        own, color = DESIGNS[str(design)]
        if own != group:
            place += 0.3
            if own:
                place += 1
                names[place] = own
                headings.append(own)
        place, group = place + 1, own
        names[place] = str(design).replace("-", " ")
        ax.barh(place, n, height=0.66, color=color, edgecolor=INK if color == WHITE else color, lw=1)
        words = f"{n:,} ({say_share(n, int(counts.sum()))})"
        ax.annotate(words, (n, place), xytext=(4, 0), textcoords="offset points", va="center_baseline")
    ax.set_yticks(list(names), list(names.values()))
    for label in ax.get_yticklabels():
        label.set_fontweight("bold" if label.get_text() in headings else "normal")
    ax.set_ylim(place + 0.6, min(names) - 0.6)
    ax.set_xlim(0, counts.max() * 1.2)
    return place - min(names) + 1.2


def _group(counts: pd.Series, name: str) -> int:
    return int(sum(n for design, n in counts.items() if DESIGNS[str(design)][0] == name))


def _say_support(counts: pd.Series, total: int) -> str:
    clinical, trials = _group(counts, "clinical evidence"), int(counts.get("randomized-trial", 0))
    without = int(counts.get(NO_REFERENCE, 0))
    if without:
        finding = f"{begin_with_share(without, total, 'statement')} cite{'s' if without == 1 else ''} no listed work"
    else:
        finding = f"{begin_with_share(total, total, 'statement')} cite{'s' if total == 1 else ''} a listed work"
    if without == total:
        return finding
    rest = f"; {clinical or 'none'} {'rests' if clinical < 2 else 'rest'} on clinical evidence"
    return finding + rest + (f", {trials} of them on a randomized trial" if trials and clinical > 1 else "")


def _say_designs(counts: pd.Series, total: int) -> str:
    clinical, unclear = _group(counts, "clinical evidence"), int(counts.get("unclear", 0))
    finding = f"{begin_with_share(clinical, total, 'entry')} {'is' if clinical == 1 else 'are'} clinical evidence"
    return finding + (
        f"; the title of {unclear} ({say_share(unclear, total)}) does not tell the design" if unclear else ""
    )

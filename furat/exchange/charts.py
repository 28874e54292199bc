"""Charts of a comparison as pictures to save: SVG and PNG, drawn here, so that what is saved needs no browser.

Text becomes outlines in the SVG: a picture that is passed on looks the same where no Arabic font is.
"""

import io
import math
import textwrap
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib
import matplotlib.patches
import matplotlib.ticker
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

COLORS = ("#1b4f72", "#d07c1c")
"""The colours of the two sides: apart for the colour-blind, dark and light in grey, both clear on white."""

INK = "#1d2529"
DENSE = 36
"""From so many columns on, columns would be too thin to see: lines are drawn."""

_LABELS_ALONG = 12
_QUIET, _GRID = "#5a6469", "#e3e5df"
_WIDTH = 9.0
_NOTE_LETTERS = 160
_LABEL_LETTERS = 38

_FORMATS = ("svg", "png")
_drawing = threading.Lock()  # matplotlib keeps its settings for the whole process


@dataclass(frozen=True, slots=True)
class Amount:
    """What one bar shows: it reaches to ``low``, its whisker to ``high``; None for both where nothing is known.

    ``words`` is the same as it is written beside it.
    """

    low: int | None
    high: int | None
    open_ended: bool
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a chart of two sides shows; every word is in the language of the page.

    ``amounts`` holds for each side one value a label, None where the side has nothing of that label. ``lying`` says
    that labels are long, so that bars lie beside them; else they are months, and columns stand above them.
    """

    title: str
    value_title: str
    label_title: str
    sides: tuple[str, str]
    labels: tuple[str, ...]
    amounts: tuple[tuple[Amount | None, ...], tuple[Amount | None, ...]]
    lying: bool
    right_to_left: bool
    notes: tuple[str, ...] = ()

    @property
    def dense(self) -> bool:
        """Whether lines are drawn in place of columns."""
        return not self.lying and len(self.labels) > DENSE

    @property
    def marked(self) -> tuple[int, ...]:
        """Which labels stand at the axis of months: as many as there is room for."""
        step = max(1, -(-len(self.labels) // _LABELS_ALONG))
        return tuple(range(0, len(self.labels), step))


def chart_picture(picture: Picture, format: Literal["svg", "png"]) -> bytes:
    """Return a chart as a file.

    Raises:
        ValueError: The format is neither.
    """
    if format not in _FORMATS:
        raise ValueError(f"no format {format!r} for a picture")
    kept = io.BytesIO()
    named = {"Title": picture.title, "Creator" if format == "svg" else "Software": "Furat"}
    with _settings():
        figure = _figure(picture)
        undated = {"Date": None} if format == "svg" else {}
        figure.savefig(kept, format=format, dpi=160, bbox_inches="tight", pad_inches=0.15, metadata=named | undated)
    return kept.getvalue()


@contextmanager
def _settings() -> Iterator[None]:
    settings: Any = {
        "text.parse_math": False,  # a name may hold two dollar signs
        "font.family": "DejaVu Sans",  # comes with matplotlib, and has Arabic letters
        "svg.fonttype": "path",
        "svg.hashsalt": "furat",
        "axes.unicode_minus": True,
    }
    with _drawing, matplotlib.rc_context(settings):
        yield


def _figure(picture: Picture) -> Figure:
    notes = [line for note in picture.notes for line in textwrap.wrap(note, _NOTE_LETTERS)]
    rows = len(picture.labels)
    height = (1.7 + 0.46 * max(rows, 1) if picture.lying else 4.6) + 0.16 * len(notes)
    figure = Figure(figsize=(_WIDTH, height), layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    edge, side = (0.99, "right") if picture.right_to_left else (0.01, "left")
    figure.suptitle(picture.title, x=edge, ha=side, fontsize=13, fontweight="bold", color=INK)
    if notes:
        figure.supxlabel("\n".join(notes), x=edge, ha=side, fontsize=7.5, color=_QUIET, linespacing=1.4)
    axes = figure.add_subplot()
    _frame(axes, picture)
    if picture.lying:
        _bars(axes, picture)
    elif picture.dense:
        _lines(axes, picture)
    else:
        _columns(axes, picture)
    _key(axes, picture)
    return figure


def _frame(axes: Axes, picture: Picture) -> None:
    for name in ("top", "left", "right", "bottom"):
        axes.spines[name].set_visible(False)
    axes.tick_params(length=0, labelsize=9, colors=INK)
    axes.set_axisbelow(True)
    values, labels = (axes.xaxis, axes.yaxis) if picture.lying else (axes.yaxis, axes.xaxis)
    values.grid(True, color=_GRID, linewidth=0.8)
    values.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))
    values.set_major_formatter(matplotlib.ticker.StrMethodFormatter("{x:,.0f}"))
    values.set_label_text(picture.value_title, color=_QUIET, fontsize=9)
    labels.set_label_text(picture.label_title, color=_QUIET, fontsize=9)
    if picture.right_to_left:
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
        axes.invert_xaxis()
    if picture.lying:
        axes.set_yticks(range(len(picture.labels)), [_short(label) for label in picture.labels])
        axes.set_ylim(len(picture.labels) - 0.4, -0.6)
    else:
        turned: dict[str, Any] = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"}
        if picture.right_to_left:
            turned |= {"rotation": -45, "ha": "left"}
        long = max((len(label) for label in picture.labels), default=0) > 4
        axes.set_xticks(picture.marked, [picture.labels[at] for at in picture.marked], **(turned if long else {}))
        ends = (-0.6, len(picture.labels) - 0.4)
        axes.set_xlim(*(reversed(ends) if picture.right_to_left else ends))


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_LETTERS else f"{label[: _LABEL_LETTERS - 1]}…"


def _known(amounts: Sequence[Amount | None]) -> list[tuple[int, int, int, Amount]]:
    return [
        (at, amount.low, amount.high, amount)
        for at, amount in enumerate(amounts)
        if amount is not None and amount.low is not None and amount.high is not None
    ]


def _bars(axes: Axes, picture: Picture) -> None:
    greatest = max((high for amounts in picture.amounts for _, _, high, _ in _known(amounts)), default=0) or 1
    ends = (0, greatest * 1.16)
    axes.set_xlim(*(reversed(ends) if picture.right_to_left else ends))
    for number, amounts in enumerate(picture.amounts):
        moved = (number - 0.5) * 0.4
        for at, low, high, _ in _known(amounts):
            axes.barh(at + moved, low, height=0.36, color=COLORS[number])
            if high > low:
                axes.errorbar(
                    low, at + moved, xerr=[[0], [high - low]], fmt="none", ecolor=INK, elinewidth=1, capsize=2.5
                )
        for at, amount in enumerate(amounts):
            if amount is not None:
                axes.annotate(
                    amount.words,
                    (amount.high or 0, at + moved),
                    (-5 if picture.right_to_left else 5, 0),
                    textcoords="offset points",
                    ha="right" if picture.right_to_left else "left",
                    va="center",
                    fontsize=8,
                    color=INK,
                )


def _columns(axes: Axes, picture: Picture) -> None:
    for number, amounts in enumerate(picture.amounts):
        moved = (number - 0.5) * 0.4
        for at, low, high, amount in _known(amounts):
            axes.bar(at + moved, low, width=0.36, color=COLORS[number])
            if high > low:
                axes.errorbar(
                    at + moved, low, yerr=[[0], [high - low]], fmt="none", ecolor=INK, elinewidth=1, capsize=2
                )
            if amount.open_ended:
                axes.annotate(
                    "+", (at + moved, high), (0, 1), textcoords="offset points", ha="center", va="bottom", fontsize=9
                )
    axes.set_ylim(bottom=0)


def _lines(axes: Axes, picture: Picture) -> None:
    for number, amounts in enumerate(picture.amounts):
        low, high = [math.nan] * len(amounts), [math.nan] * len(amounts)  # a line must not bridge what is unknown
        for at, lowest, highest, _ in _known(amounts):
            low[at], high[at] = lowest, highest
        axes.fill_between(range(len(amounts)), low, high, color=COLORS[number], alpha=0.25, linewidth=0)
        dashes = ("-", (0, (4, 1.5)))[number]
        axes.plot(low, color=COLORS[number], linewidth=1.6, linestyle=dashes, marker=".", markersize=4)
    axes.set_ylim(bottom=0)


def _key(axes: Axes, picture: Picture) -> None:
    order = (1, 0) if picture.right_to_left else (0, 1)
    axes.legend(
        [matplotlib.patches.Patch(color=COLORS[at]) for at in order],
        [picture.sides[at] for at in order],
        loc="lower right" if picture.right_to_left else "lower left",
        bbox_to_anchor=(1.0, 1.0) if picture.right_to_left else (0.0, 1.0),
        ncols=2,
        frameon=False,
        fontsize=9,
        markerfirst=not picture.right_to_left,
        borderaxespad=0.2,
    )

"""Writing on a picture: text in the font that matplotlib brings, measured and placed in points."""

from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from geo.sheet import plain

LINE = 1.45
"""Height of a line in its size: Arabic reaches farther up and down than Latin."""

_FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_FILES = {False: _FOLDER / "DejaVuSans.ttf", True: _FOLDER / "DejaVuSans-Bold.ttf"}
_WORD = 40
"""Most letters of a word that is kept whole."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Pen:
    """Writes on a figure in points from its lower left corner, and measures what is written."""

    def __init__(self, width: float, height: float, *, right_to_left: bool) -> None:
        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="white")
        self.right_to_left = right_to_left
        self._renderer = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]
        self._points = Affine2D().scale(1 / 72) + self.figure.dpi_scale_trans

    def add(self, artist: Any) -> None:
        """Add a shape whose coordinates are points."""
        artist.set_transform(self._points)
        self.figure.add_artist(artist)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        color: str,
        align: str | None = None,
        vertical: str = "baseline",
        order: float = 3,
        halo: bool = False,
    ) -> Text:
        """Write one line, from where lines of its direction begin unless ``align`` says otherwise.

        Its ``middle`` is half way up a small letter, whatever the letters are: those of Arabic reach farther down.
        """
        return self.figure.text(
            x,
            y - 0.36 * size if vertical == "middle" else y,
            drawable(text, right_to_left=self.right_to_left),
            transform=self._points,
            fontproperties=_font(size, bold),
            color=color,
            ha=align or ("right" if self.right_to_left else "left"),
            va="baseline" if vertical == "middle" else vertical,
            zorder=order,
            parse_math=False,  # a dollar sign in a name is no formula
            path_effects=[withStroke(linewidth=size / 4, foreground="white")] if halo else None,
        )

    def box(self, written: Text) -> Box:
        """Return the place that a text takes, in points."""
        extent = written.get_window_extent(self._renderer, dpi=72)
        return extent.x0, extent.y0, extent.x1, extent.y1

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a text would be."""
        written = self.write(text, 0, 0, size, bold=bold, color="black")
        left, _, right, _ = self.box(written)
        written.remove()
        return right - left

    def wrapped(self, text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
        """Return a text in lines no wider than ``width``, at most ``most``; what is left out leaves an ellipsis."""
        lines: list[str] = []
        for word in _words(plain(text)):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            elif len(lines) < most:
                lines.append(word)
            else:
                lines[-1] += " …"
                break
        return lines


def _words(text: str) -> list[str]:
    return [word[start : start + _WORD] for word in text.split() for start in range(0, len(word), _WORD)]


def drawable(text: str, *, right_to_left: bool) -> str:
    """Return text as the font can draw it, and so that its line runs in the direction of the page."""
    known = _letters()
    mark = "\u200f" if right_to_left else "\u200e"
    return mark + "".join(letter if ord(letter) in known else "\N{REPLACEMENT CHARACTER}" for letter in plain(text))


@cache
def _letters() -> frozenset[int]:
    held = [FT2Font(str(path)).get_charmap() for path in _FILES.values()]
    return frozenset(held[0]).intersection(*held)


@cache
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(fname=str(_FILES[bold]), size=size)

"""Names on a picture: of the places that are drawn first, then of what orients, none over another."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import matplotlib
from matplotlib.patches import Circle
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.layers import MapFeature, MapLabel
from geo.picture_pen import Box, Pen
from geo.sheet import figure_of, label_lines, plain

_NEAR = 1e-3
"""Degrees: a name of the background this near to a drawn place is the name of that place."""

_DETAIL = 1.5
"""Zoom levels by which paper shows more names than a screen that can be zoomed."""

_DOT = 1.6
_TILE = 256
_SCREEN = 96 / 72
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class _Name:
    """Lines of a name, where they belong, and how far from there they must stay; those of areas stand on the spot.

    ``drawn`` says that the map draws something there; else a dot shows where the place is. The name of an area may
    move up and down ``within`` it.
    """

    lines: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    away: float
    drawn: bool = False
    figure: str = ""
    within: BaseGeometry | None = None


_STYLES = {
    "city": (9.0, True, "#22282b"),
    "river": (7.5, False, "#3f7fa3"),
    "drawn": (7.5, False, "#1d2529"),
    "area": (7.0, False, "#5d4a14"),
    "place": (6.8, False, "#6a7276"),
}
_SIDES = ((0, -1), (0, 1), (1, 0), (-1, 0))
"""Where a name may stand: under its place as on the screen, else above it, else beside it."""

_MIDDLES = ((0, 0), (0, -1), (0, 1), (0, -2), (0, 2), (0, -3), (0, 3))
"""Where the name of an area may stand: in its middle, else below or above that."""


def draw_names(
    features: Sequence[MapFeature],
    labels: Iterable[MapLabel],
    pen: Pen,
    axes: matplotlib.axes.Axes,
    taken: Iterable[Box],
    *,
    pixel: float,
) -> None:
    """Write the names that fit the map: cities, then drawn places with most behind them, then areas, then the
    background's; where nothing but areas is drawn, theirs come first.

    A name finds a side of its place where it covers neither another name nor, if it can be, a circle; one that finds
    none is left out. ``pixel`` is the length in points of a pixel of the features' radii.
    """
    names = list(_wanted(features, list(labels), pixel, _zoom(axes, pen)))
    boxes = list(taken)
    circles = [_circle(feature, pen, axes, pixel) for feature in features if isinstance(feature.geometry, Point)]
    window = axes.get_window_extent()
    frame = (window.x0, window.y0, window.x1, window.y1)
    for name in names:
        x, y = (float(value) for value in axes.transData.transform((name.lon, name.lat)))
        if not (frame[0] < x < frame[2] and frame[1] < y < frame[3]):
            continue
        for lines, others in _ways(name, boxes, circles):
            found = _fitting(name, lines, (x, y), pen, axes, others, frame)
            if found is not None:
                boxes.append(found)
                break


def _ways(name: _Name, boxes: list[Box], circles: list[Box]) -> Iterable[tuple[tuple[str, ...], list[Box]]]:
    """Yield what to try in turn: whole beside the circles, whole over one, and of an area its figure alone."""
    yield name.lines, boxes + circles
    yield name.lines, boxes
    if name.figure:
        yield (name.figure,), boxes


def _zoom(axes: matplotlib.axes.Axes, pen: Pen) -> float:
    """Return the zoom level at which a screen shows the map as large as the page does."""
    west, east = axes.get_xlim()
    pixels = axes.get_window_extent().width * _SCREEN
    return math.log2(360 / _TILE * pixels / (east - west)) + _DETAIL


def _wanted(features: Sequence[MapFeature], labels: list[MapLabel], pixel: float, zoom: float) -> Iterable[_Name]:
    at = {_cell(label.lat, label.lon): label for label in labels}
    drawn, areas, named = [], [], set()
    for feature in reversed(features):
        lines = tuple(map(_short, label_lines(feature)))
        if not lines:
            continue
        if not isinstance(feature.geometry, Point):
            spot = feature.geometry.representative_point()
            areas.append(
                (
                    feature,
                    _Name(
                        lines, spot.y, spot.x, "area", 0, drawn=True, figure=figure_of(feature), within=feature.geometry
                    ),
                )
            )
            continue
        cell = _cell(feature.geometry.y, feature.geometry.x)
        named.add(cell)
        kind = "city" if cell in at and at[cell].kind == "city" else "drawn"
        name = _Name(lines, feature.geometry.y, feature.geometry.x, kind, feature.radius * pixel, drawn=True)
        drawn.append((feature, name))
    drawn.sort(key=lambda item: (item[1].kind != "city", -item[0].radius, item[0].feature_id))
    areas.sort(key=lambda item: (-item[0].fill_opacity, item[0].feature_id))
    under = [
        _Name(_lines(label), label.lat, label.lon, label.kind if label.kind in _STYLES else "place", 2.0)
        for label in sorted(labels, key=lambda label: (label.min_zoom, label.first))
        if label.min_zoom <= zoom and _cell(label.lat, label.lon) not in named and _lines(label)
    ]
    cities = [name for name in under if name.kind == "city"]
    if not drawn:
        yield from (name for _, name in areas)
    yield from (name for _, name in drawn if name.kind == "city")
    yield from cities
    yield from (name for _, name in drawn if name.kind != "city")
    if drawn:
        yield from (name for _, name in areas)
    yield from (name for name in under if name.kind != "city")


def _lines(label: MapLabel) -> tuple[str, ...]:
    return tuple(_short(part) for part in (label.first, label.second) if plain(part))


def _short(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return round(lat / _NEAR), round(lon / _NEAR)


def _circle(feature: MapFeature, pen: Pen, axes: matplotlib.axes.Axes, pixel: float) -> Box:
    x, y = (float(value) for value in axes.transData.transform((feature.geometry.x, feature.geometry.y)))
    radius = feature.radius * pixel * 0.8  # the corners of its box are none of the circle's
    return x - radius, y - radius, x + radius, y + radius


def _fitting(
    name: _Name,
    lines: Sequence[str],
    at: tuple[float, float],
    pen: Pen,
    axes: matplotlib.axes.Axes,
    others: Sequence[Box],
    frame: Box,
) -> Box | None:
    """Write the name at the first side of its place that is free, and return the box that it takes."""
    size, bold, color = _STYLES[name.kind]
    step = size * 1.3
    wide = max(pen.width(line, size, bold=bold) for line in lines)
    high = step * len(lines)
    sides = _SIDES if name.kind not in {"area", "river"} else _MIDDLES
    for across, up in sides:
        middle_x = at[0] + across * (name.away + 3 + wide / 2)
        middle_y = at[1] + up * (name.away + 2 + high / 2)
        box = (middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2)
        spot = Point(axes.transData.inverted().transform((middle_x, middle_y)))
        if name.within is not None and not name.within.contains(spot):
            continue
        if _inside(box, frame) and not any(_touch(box, other) for other in others):
            for number, line in enumerate(lines):
                line_y = middle_y + high / 2 - (number + 0.5) * step
                pen.write(
                    line, middle_x, line_y, size, bold=bold and not number, color=color, align="center",
                    vertical="middle", order=30, halo=True,
                )  # fmt: skip
            if name.kind in {"city", "place"} and not name.drawn:
                pen.add(Circle(at, _DOT, facecolor=color, edgecolor="white", linewidth=0.5, zorder=29))
            return box
    return None


def _inside(box: Box, frame: Box) -> bool:
    return box[0] > frame[0] + 2 and box[1] > frame[1] + 2 and box[2] < frame[2] - 2 and box[3] < frame[3] - 2


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

"""A map to hand on, as one value: what is drawn, what is written around it, and the frame that it is seen in."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shapely import total_bounds
from shapely.geometry import box

from geo.layers import DIRECTION_CONTROLS, HOME_BOUNDS, MIN_RADIUS, Background, MapFeature

Bounds = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner, each as latitude and longitude."""

_LEAST_DEGREES = 0.6
"""Least height and width of a frame: around a single place its neighbours must be seen, too."""

_MARGIN = 0.06

_BETWEEN = " · "
_NAMES = 2

_BEYOND = 0.5
"""Degrees by which an area may reach beyond the view of the governorate: the governorate itself does."""


@dataclass(frozen=True, slots=True)
class SheetSign:
    """A sign of the legend and what it means; ``label`` is plain text, ``radius`` is that of a circle in pixels."""

    label: str
    kind: Literal["circle", "area", "line"]
    color: str
    dashed: bool = False
    radius: float = MIN_RADIUS


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of the map in rows and columns, all of them plain text; the first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map with all that stands around it. Every text is plain, in ``language``, and is cleaned where it is written.

    ``lines`` stand under the title, ``notes`` under the map; ``notice`` is a warning that nobody may overlook, empty
    where there is none. ``fields`` are the words of the features that a reader sees when pointing at one.
    """

    title: str
    lines: tuple[str, ...]
    notice: str
    notes: tuple[str, ...]
    legend_title: str
    legend: tuple[SheetSign, ...]
    features: tuple[MapFeature, ...]
    fields: tuple[str, ...]
    table: Table
    background: Background
    bounds: Bounds
    attribution: str
    kilometres: str
    language: str
    right_to_left: bool = False


def frame_of(features: Iterable[MapFeature]) -> Bounds:
    """Return the frame in which features are seen: around those that lie in Deir ez-Zor, else around all of them.

    One incident in a far country would shrink the governorate to a dot; what lies outside is to be counted beside the
    map (``outside_frame``). Without features the frame is that of the governorate.
    """
    shapes = [feature.geometry for feature in features]
    (south, west), (north, east) = HOME_BOUNDS
    home = box(west, south, east, north)
    wider = home.buffer(_BEYOND)
    seen = [
        shape for shape in shapes if home.contains(shape.representative_point()) and wider.contains(shape)
    ] or shapes
    if not seen:
        return HOME_BOUNDS
    west, south, east, north = (float(value) for value in total_bounds(seen))
    wide, high = ((east - west) * (1 + 2 * _MARGIN), (north - south) * (1 + 2 * _MARGIN))
    half_x, half_y = max(wide, _LEAST_DEGREES) / 2, max(high, _LEAST_DEGREES) / 2
    x, y = (west + east) / 2, (south + north) / 2
    return (y - half_y, x - half_x), (y + half_y, x + half_x)


def label_lines(feature: MapFeature) -> tuple[str, ...]:
    """Return the lines of a feature's label: its name in each script, and perhaps a figure as the third one."""
    return tuple(line for part in feature.label.split(_BETWEEN) if (line := plain(part)))


def figure_of(feature: MapFeature) -> str:
    """Return the figure of a feature's label, empty where it has none."""
    lines = label_lines(feature)
    return lines[-1] if len(lines) > _NAMES else ""


def outside_frame(feature: MapFeature, bounds: Bounds) -> bool:
    """Whether nothing of a feature lies in the frame."""
    (south, west), (north, east) = bounds
    return not feature.geometry.intersects(box(west, south, east, north))


def plain(text: str) -> str:
    """Return text on one line, without what turns its direction, controls a reader, or no file may hold.

    Names come from strangers' reports; marks of direction that only order digits (U+200E, U+200F) stay.
    """
    return " ".join("".join(map(_kept, text)).split())


def _kept(character: str) -> str:
    if character in DIRECTION_CONTROLS:
        return ""
    if unicodedata.category(character) == "Cc":
        return " "
    # Halves of a pair, and the code points that are no characters, can stand in no UTF-8 and no XML.
    illegal = unicodedata.category(character) == "Cs" or ord(character) & 0xFFFE == 0xFFFE
    return "\N{REPLACEMENT CHARACTER}" if illegal else character

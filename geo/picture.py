"""The map as a picture to hand on, PNG or SVG: the same bytes for the same sheet, whatever machine draws it.

Lengths are points of a page of fixed size. Text is drawn in the font that matplotlib brings, which holds Arabic, and
stands in an SVG as outlines: it looks the same where no font is.
"""

import io
import math
import threading
from collections.abc import Iterable
from html import escape

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, PathPatch, Rectangle
from matplotlib.path import Path
from shapely.geometry import Point, box, shape
from shapely.geometry.base import BaseGeometry

from geo.distance import km
from geo.layers import MapFeature, drawing_order
from geo.picture_names import draw_names
from geo.picture_pen import LINE, Pen
from geo.sheet import Bounds, Sheet, SheetSign, plain

PNG_DPI = 200

WIDTH, HEIGHT = 842.0, 640.0
"""The page in points: as wide as A4 laid on its side."""

POINTS_PER_PIXEL = 0.62
"""Size of a circle on the page, whose map is smaller than that of a screen."""

_EDGE, _GAP = 22.0, 6.0
_LAND, _OUTSIDE, _LIMIT, _WATER, _INK, _GREY = "#fbfaf6", "#eeede8", "#b9b7ab", "#7fb0cc", "#1d2529", "#5a6469"
_DASHES = (0.0, (3.0, 2.5))
_MOST_LINES = 5
"""Most lines that one text takes: a filter of two hundred places must not push the map off the page."""

# matplotlib is not made for several threads, and what makes its files the same every time is a setting of the whole
# process: one picture at a time, with settings that are put back.
_ONE_AT_A_TIME = threading.Lock()


def png(sheet: Sheet, dpi: int = PNG_DPI) -> bytes:
    """Return the sheet as a PNG of ``dpi`` dots an inch."""
    made = io.BytesIO()
    with _ONE_AT_A_TIME, matplotlib.rc_context():
        matplotlib.rcdefaults()
        FigureCanvasAgg(_drawn(sheet)).print_figure(
            made,
            format="png",
            dpi=dpi,
            metadata={"Title": plain(sheet.title), "Description": _description(sheet), "Software": "Furat"},
        )
    return made.getvalue()


def svg(sheet: Sheet) -> bytes:
    """Return the sheet as an SVG with title and description, without a date, script, link or font."""
    made = io.BytesIO()
    with _ONE_AT_A_TIME, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.hashsalt": "furat", "svg.fonttype": "path"})
        FigureCanvasSVG(_drawn(sheet)).print_figure(
            made, format="svg", metadata={"Title": plain(sheet.title), "Creator": "Furat", "Date": None}
        )
    text = made.getvalue().decode("utf-8")
    head, body = text.split("</title>", 1)
    # Without the document type, which names an address that a reader of XML may want to fetch.
    head = head[: head.index("<!DOCTYPE")] + head[head.index("<svg") :]
    return f"{head}</title>\n <desc>{escape(_description(sheet))}</desc>{body}".encode()


def _description(sheet: Sheet) -> str:
    parts = (sheet.notice, *sheet.lines, *sheet.notes, sheet.attribution)
    return "\n".join(plain(part) for part in parts if part)


def _drawn(sheet: Sheet) -> matplotlib.figure.Figure:
    pen = Pen(WIDTH, HEIGHT, right_to_left=sheet.right_to_left)
    top = _head(sheet, pen)
    bottom = _foot(sheet, pen)
    left, width, height = _EDGE, WIDTH - 2 * _EDGE, top - bottom
    bounds = filled(sheet.bounds, width / height)
    (south, west), (north, east) = bounds
    axes = pen.figure.add_axes((left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT))
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=_OUTSIDE)
    for spine in axes.spines.values():
        spine.set(edgecolor=_LIMIT, linewidth=0.8)
    seen = box(west, south, east, north).buffer(0.1)
    _ground(sheet, axes, seen)
    features = sorted(sheet.features, key=drawing_order)
    for number, feature in enumerate(features):
        _feature(feature, axes, seen, 10 + number / (len(features) + 1))
    corner = _scale(sheet, pen, bounds, (left, bottom, width))
    draw_names(features, sheet.background.labels, pen, axes, (corner,), pixel=POINTS_PER_PIXEL)
    return pen.figure


def filled(bounds: Bounds, ratio: float) -> Bounds:
    """Return the frame made wider or higher until it is ``ratio`` times as wide as high on the ground."""
    (south, west), (north, east) = bounds
    shrink = math.cos(math.radians((south + north) / 2))
    high, wide = north - south, (east - west) * shrink
    high, wide = max(high, wide / ratio), max(wide, high * ratio)
    y, x = (south + north) / 2, (west + east) / 2
    return (y - high / 2, x - wide / shrink / 2), (y + high / 2, x + wide / shrink / 2)


def _head(sheet: Sheet, pen: Pen) -> float:
    """Write what stands above the map; return how high the map may reach."""
    width, y = WIDTH - 2 * _EDGE, HEIGHT - _EDGE
    if sheet.notice:
        lines = pen.wrapped(sheet.notice, width - 12, 9, _MOST_LINES)
        high = len(lines) * 9 * LINE + 6
        pen.add(Rectangle((_EDGE, y - high), width, high, facecolor="#fdf3d8", edgecolor="#e6cf8f", linewidth=0.8))
        for number, line in enumerate(lines):
            pen.write(line, _start(pen, 6), y - 3 - (number + 0.5) * 9 * LINE, 9, color="#5c4708", vertical="middle")
        y -= high + _GAP
    for text, size, bold, color in ((sheet.title, 15, True, _INK), *((line, 9, False, _GREY) for line in sheet.lines)):
        for line in pen.wrapped(text, width, size, _MOST_LINES, bold=bold):
            y -= size * LINE
            pen.write(line, _start(pen), y + size * LINE / 2, size, bold=bold, color=color, vertical="middle")
    return y - _GAP


def _foot(sheet: Sheet, pen: Pen) -> float:
    """Write what stands below the map; return where the map may begin."""
    width, y = WIDTH - 2 * _EDGE, _EDGE
    notes = ((sheet.attribution, 6.5), *((note, 8.0) for note in reversed(sheet.notes)))
    for text, size in notes:
        for line in reversed(pen.wrapped(text, width, size, _MOST_LINES)):
            pen.write(line, _start(pen), y + size * LINE / 2, size, color=_GREY, vertical="middle")
            y += size * LINE
    return _legend(sheet, pen, y + _GAP) + _GAP


def _start(pen: Pen, inside: float = 0.0) -> float:
    return WIDTH - _EDGE - inside if pen.right_to_left else _EDGE + inside


def _legend(sheet: Sheet, pen: Pen, bottom: float) -> float:
    """Draw the legend in rows from ``bottom`` upwards; return its upper end."""
    if not sheet.legend:
        return bottom
    entries = [(sheet.legend_title, None)] if sheet.legend_title else []
    pieces: list[tuple[str, SheetSign | None]] = [*entries, *((entry.label, entry) for entry in sheet.legend)]
    rows: list[list[tuple[str, SheetSign | None, float]]] = [[]]
    used = 0.0
    for words, entry in pieces:
        label = " ".join(pen.wrapped(words, WIDTH / 2, 8, 1))
        long = _sign_width(entry) + pen.width(label, 8) + 14
        if rows[-1] and used + long > WIDTH - 2 * _EDGE:
            rows.append([])
            used = 0.0
        rows[-1].append((label, entry, long))
        used += long
    for row in reversed(rows):
        high = max([10.0, *(2 * entry.radius * POINTS_PER_PIXEL for _, entry, _ in row if entry and _round(entry))])
        x, middle, way = _start(pen), bottom + high / 2, -1 if pen.right_to_left else 1
        for label, entry, long in row:
            if entry:
                _sign(entry, pen, x + way * (_sign_width(entry) - 5) / 2, middle)
            pen.write(label, x + way * _sign_width(entry), middle, 8, color=_INK, vertical="middle")
            x += way * long
        bottom += high + 3
    return bottom


def _round(entry: SheetSign) -> bool:
    return entry.kind == "circle"


def _sign_width(entry: SheetSign | None) -> float:
    if entry is None:
        return 0.0
    return 5 + (2 * entry.radius * POINTS_PER_PIXEL if _round(entry) else 14.0)


def _sign(entry: SheetSign, pen: Pen, x: float, y: float) -> None:
    if entry.kind == "line":
        sign: Artist = Line2D([x - 7, x + 7], [y, y], color=entry.color, linewidth=1.6)
    elif _round(entry):
        sign = Circle((x, y), entry.radius * POINTS_PER_PIXEL)
    else:
        sign = Rectangle((x - 6, y - 4), 12, 8)
    if isinstance(sign, Patch):
        sign.set(edgecolor=entry.color, facecolor=(entry.color, 0.3), linewidth=0.9)
    sign.set(linestyle=_DASHES if entry.dashed else "solid")
    pen.add(sign)


def _ground(sheet: Sheet, axes: matplotlib.axes.Axes, seen: BaseGeometry) -> None:
    background = sheet.background
    layers = (
        (background.outer, {"facecolor": _OUTSIDE, "edgecolor": _LIMIT, "linewidth": 0.7}),
        (background.inner, {"facecolor": _LAND, "edgecolor": _LIMIT, "linewidth": 0.7}),
        (background.rivers, {"facecolor": "none", "edgecolor": _WATER, "linewidth": 1.6, "capstyle": "round"}),
    )
    for order, (collection, style) in enumerate(layers, start=1):
        for item in collection["features"]:
            path = path_of(shape(item["geometry"]).intersection(seen))
            if path is not None:
                axes.add_patch(PathPatch(path, zorder=order, **style))


def _feature(feature: MapFeature, axes: matplotlib.axes.Axes, seen: BaseGeometry, order: float) -> None:
    if not feature.geometry.intersects(seen):
        return
    edge = "#111111" if feature.selected else feature.color
    width, dashes = 1.8 if feature.selected else 0.8, _DASHES if feature.dashed else "solid"
    if isinstance(feature.geometry, Point):
        size = (2 * feature.radius * POINTS_PER_PIXEL) ** 2
        axes.scatter(
            [feature.geometry.x],
            [feature.geometry.y],
            s=size,
            facecolors=[(feature.color, feature.fill_opacity)],
            edgecolors=[edge],
            linewidths=width,
            linestyles=[dashes],
            zorder=order,
        )
        return
    path = path_of(feature.geometry.intersection(seen))
    if path is not None:
        fill = (feature.color, feature.fill_opacity)
        axes.add_patch(PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=width, linestyle=dashes, zorder=order))


def path_of(geometry: BaseGeometry) -> Path | None:
    """Return the outlines of a shape as one path, holes among them; None where there is nothing but points."""
    parts = [Path(line, closed=closed) for line, closed in _outlines(geometry)]
    return Path.make_compound_path(*parts) if parts else None


def _outlines(geometry: BaseGeometry) -> Iterable[tuple[list[tuple[float, float]], bool]]:
    if geometry.is_empty:
        return
    if geometry.geom_type == "Polygon":
        for ring in (geometry.exterior, *geometry.interiors):
            yield list(ring.coords), True
    elif geometry.geom_type == "LineString":
        yield list(geometry.coords), False
    else:
        for part in getattr(geometry, "geoms", ()):
            yield from _outlines(part)


def _scale(sheet: Sheet, pen: Pen, bounds: Bounds, at: tuple[float, float, float]) -> tuple[float, float, float, float]:
    """Draw a bar of a round length, true in the middle of the map; return the corner that it takes."""
    (south, west), (north, east) = bounds
    left, bottom, width = at
    middle = (south + north) / 2
    whole = 2 * km((middle, west), (middle, (west + east) / 2))  # the way round may be shorter from end to end
    length = _round_length(whole / 5)
    x, y, long = left + 10, bottom + 10, width * length / whole
    label = f"{length:g} {sheet.kilometres}"
    wide = max(long, pen.width(label, 8)) + 12
    pen.add(Rectangle((x - 6, y - 5), wide, 22, facecolor=("white", 0.8), linewidth=0, zorder=40))
    pen.add(Line2D([x, x, x + long, x + long], [y + 4, y, y, y + 4], color=_INK, linewidth=1.0, zorder=41))
    pen.write(label, x, y + 5, 8, color=_INK, align="left", vertical="bottom", order=41)
    return x - 6, y - 5, x - 6 + wide, y + 17


def _round_length(most: float) -> float:
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most)

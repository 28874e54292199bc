"""Maps to hand on: a picture, or a page that needs nothing else, of the incidents that a filter lets through.

They hold figures by place, never the words of a report. Those that are safe to share hold figures by sub-district, and
do not say what was asked for: a filter may name somebody.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from furat.analysis.figures import range_text, summary
from furat.analysis.places import unplaced
from furat.assets import LEAFLET, asset_file
from furat.errors import ExportError
from furat.exchange.handout import marks as marked
from furat.exchange.handout.asked import asked
from furat.exchange.handout.marks import Mark
from furat.exchange.handout.words import handout_words
from furat.store.columns import ALL, Columns, size
from furat.store.filters import Filter
from furat.wording import Texts
from geo.areas import Areas
from geo.attribution import attribution
from geo.background import background
from geo.gazetteer import Gazetteer
from geo.layers import MapFeature
from geo.sheet import Sheet, SheetSign, Table, frame_of, outside_frame

MAPS = ("png", "svg", "html")
"""Formats of maps; those of incidents are ``furat.exchange.export.FORMATS``."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What incidents are mapped on and named by; ``actor_name`` writes an actor's id in the language."""

    gazetteer: Gazetteer
    areas: Areas
    actor_name: Callable[[str], str]
    language: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Features as a page draws them, with their legend, in place of circles by number of incidents."""

    features: tuple[MapFeature, ...]
    fields: tuple[str, ...]
    legend_title: str
    legend: tuple[SheetSign, ...]


def map_sheet(
    frame: pd.DataFrame,
    f: Filter,
    ground: Ground,
    *,
    safe: bool = False,
    spot: str | None = None,
    drawing: Drawing | None = None,
) -> Sheet:
    """Return the map of a frame of incidents that ``f`` has been applied to, with all that is written around it.

    Args:
        frame: The incidents.
        f: The filter, which is said in words.
        ground: Gazetteer, boundaries, names and language.
        safe: Safe to share: sub-districts in place of places, and nothing of the filter.
        spot: The name of the place that was clicked, where the incidents are those of one place.
        drawing: How the page draws them. A map that is safe to share is never drawn so: that would show places.
    """
    t = handout_words(ground.language)
    shown = (marked.unit_marks if safe else marked.place_marks)(frame, ground.gazetteer, ground.areas, t)
    legend = (marked.unit_legend if safe else marked.place_legend)(shown, t)
    drawn = drawing or Drawing(
        tuple(mark.feature for mark in shown), marked.FIELDS, "" if safe else t("legend.places"), legend
    )
    if safe and drawing is not None:
        raise ValueError("a map that is safe to share is drawn by sub-district")
    bounds = frame_of(mark.feature for mark in shown)
    beyond = sum(mark.incidents for mark in shown if outside_frame(mark.feature, bounds))
    question = [t("by.subdistrict")] if safe else asked(f, ground.gazetteer, ground.actor_name, t, spot=spot)
    return Sheet(
        title=t("title"),
        lines=(t.beside(question or [t("everything")]), t.beside(_figures(frame, t, safe=safe))),
        notice=t("notice.fictional") if frame["fictional"].any() else "",
        notes=tuple(_notes(frame, shown, beyond, t, safe=safe)),
        legend_title=drawn.legend_title,
        legend=drawn.legend,
        features=drawn.features,
        fields=drawn.fields,
        table=_table(shown, t, safe=safe),
        background=background(ground.areas, ground.gazetteer, right_to_left=t.right_to_left),
        bounds=bounds,
        attribution=attribution(t.language),
        kilometres=t("kilometres"),
        language=t.language,
        right_to_left=t.right_to_left,
    )


def _figures(frame: pd.DataFrame, t: Texts, *, safe: bool) -> list[str]:
    figures = summary(Columns(frame))
    starts, ends = frame["date_start"].min(), frame["date_end"].max()
    parts = [] if pd.isna(starts) or pd.isna(ends) else [t.days(starts.date(), ends.date())]
    parts.append(t("figure.incidents", count=figures.incidents))
    for what, estimate in (("killed", figures.killed), ("injured", figures.injured)):
        if estimate.low is not None:
            parts.append(t(f"figure.{what}", range=t.figures(range_text(estimate))))
    return parts if safe else [*parts, t("figure.places", count=figures.places)]


def _notes(frame: pd.DataFrame, shown: list[Mark], beyond: int, t: Texts, *, safe: bool) -> list[str]:
    """Say what the map does not show; what is left out must be counted."""
    if safe:
        missing = {"note.without": len(frame) - sum(mark.incidents for mark in shown)}
    else:
        columns = Columns(frame)
        missing = {"note.unplaced": size(unplaced(columns, ALL), columns)}
    missing |= {"note.outside": beyond, "note.undated": int(frame["date_start"].isna().sum())}
    counted = [t(key, count=count) for key, count in missing.items() if count]
    return [*([t.beside(counted)] if counted else []), t("note.ranges")]


def _table(shown: list[Mark], t: Texts, *, safe: bool) -> Table:
    columns = ("subdistrict", "incidents", "killed") if safe else ("place", "incidents", "killed", "dates", "precision")
    return Table(
        caption=t("table.subdistricts" if safe else "table.places"),
        heads=tuple(t(f"table.{column}") for column in columns),
        rows=tuple(mark.row for mark in shown),
    )


def map_bytes(sheet: Sheet, format: str, *, dpi: int | None = None) -> bytes:
    """Return the sheet in one of ``MAPS``; ``dpi`` is that of a PNG.

    Raises:
        ExportError: There is no such format.
        AssetError: A script that a page must carry is missing.
    """
    if format == "html":
        from geo import standalone

        script, style = (
            asset_file(LEAFLET, name).read_text(encoding="utf-8") for name in ("leaflet.js", "leaflet.css")
        )
        return standalone.page(sheet, script=script, style=style).encode()
    if format not in MAPS:
        raise ExportError(f"There is no format {format!r} of maps. Formats are {', '.join(MAPS)}.")
    from geo import picture  # it loads matplotlib, which takes a moment, and few ask for a picture

    if format == "svg":
        return picture.svg(sheet)
    return picture.png(sheet, dpi) if dpi else picture.png(sheet)

"""The map of the explore page: circles or sub-districts, all at once or played over time, with controls and legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from furat.analysis.facets import ranked_actors
from furat.analysis.places import (
    Spot,
    UnitFigures,
    by_subdistrict,
    largest,
    spot_column,
    spots,
    subdistrict_column,
    unplaced,
)
from furat.analysis.playback import Period, greatest, in_period, period_at, periods, undated
from furat.store.columns import NO_ROWS, Columns, Rows, size
from furat.ui import cards, session, viewstate
from furat.ui.assets import map_assets
from furat.ui.exploring import map_controls, playing
from furat.ui.exploring.legend import draw_legend
from furat.ui.map_features import TOOLTIP_FIELDS, SpotColors, map_features, map_words, spot_colors
from furat.ui.map_legend import spots_legend, units_legend
from furat.ui.map_units import UNIT, Shading, drawn_units, not_drawn, shading, unit_features
from furat.ui.names import Names
from furat.ui.state import BY_DEATHS, DISTRICTS, View
from furat.ui.texts import Texts
from geo.attribution import DATA_SOURCES
from geo.folium_map import MapView, base_map, features_layer
from geo.layers import MapFeature

MAP_HEIGHT = 600
_MAP = "map"


@dataclass(frozen=True, slots=True)
class Shown:
    """All incidents, the rows that the filter lets through, the spots of these, and what writes names."""

    columns: Columns
    rows: Rows
    marks: list[Spot]
    names: Names


@dataclass(frozen=True, slots=True)
class _Scale:
    """What stays the same while time is played: sizes, colours, shades."""

    largest: int
    colors: SpotColors
    units: list[UnitFigures]
    shading: Shading | None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the map is drawn for: the view, how playback stands (``playing.standing``), its periods, the scale."""

    view: View
    standing: tuple[bool, bool, bool]
    periods: Sequence[Period]
    scale: _Scale


@st.fragment(key=playing.MAP_FRAGMENT)
def draw_map(shown: Shown) -> None:
    """Draw the map with its controls and legend.

    A fragment: turning the map, drawing it otherwise, playing, or its word that it has loaded runs this part again and
    leaves the rest of the page alone; the run after its word also brings what was sent while it was loading, which it
    loses. A click on a mark changes what the page shows, so then the whole of it runs.
    """
    if viewstate.whole_page_asked():
        st.rerun()
    viewstate.keep_address()
    view, t, play = viewstate.view(), shown.names.texts, playing.state()
    f = view.filter
    found = periods(shown.columns, shown.rows, first=f.date_from, last=f.date_to) if play else []
    map_controls.controls(shown.marks, view, t)
    # Each part has its place, filled or not: were the map moved by one, the browser would load it anew.
    with st.container(key="map-play"):
        if play:
            playing.controls(play, found, t)
    with st.container(key="map-warning"):
        if map_controls.online():
            st.warning(t("map.tiles.warning"))
    draw = _moving if play and play.moving else _still
    draw(shown, _Drawn(view, playing.standing(), found, _scale(shown, view, found, each=bool(play and not play.up_to))))


def _scale(shown: Shown, view: View, found: Sequence[Period], *, each: bool) -> _Scale:
    """Return the scale of sizes and shades. Periods on their own have one of theirs: beside the whole all are small."""
    deaths = view.map_size == BY_DEATHS
    colors = spot_colors(view.map_color, shown.marks, ranked_actors(shown.columns))
    if view.map_view == DISTRICTS:
        units = by_subdistrict(shown.columns, shown.rows, shown.names.gazetteer)
        units_of = subdistrict_column(shown.columns, shown.names.gazetteer)
        drawn = [unit for unit in units if unit.place_id in drawn_units(session.areas())]
        most = greatest(shown.columns, shown.rows, units_of, found, killed=deaths) if each else None
        return _Scale(0, colors, units, shading(drawn, view.map_size, most=most))
    most_incidents, most_killed = largest(shown.columns, shown.names.gazetteer)
    of_one = most_killed if deaths else most_incidents
    if each:
        places = spot_column(shown.columns, shown.names.gazetteer)
        of_one = greatest(shown.columns, shown.rows, places, found, killed=deaths)
    return _Scale(of_one, colors, [], None)


@st.fragment
def _still(shown: Shown, drawn: _Drawn) -> None:
    _picture(shown, drawn)


@st.fragment(run_every=playing.STEP_SECONDS)
def _moving(shown: Shown, drawn: _Drawn) -> None:
    """Draw the map anew at each step. Of another name than the one that stands still: so its clock is stopped."""
    if not playing.advance(drawn.periods):
        st.rerun()
    _picture(shown, drawn)


def _picture(shown: Shown, drawn: _Drawn) -> None:
    view, found, scale = drawn.view, drawn.periods, drawn.scale
    # The map's own word may come together with a click on a control and run this part alone: what it was given is old.
    if viewstate.whole_page_asked() or (view, drawn.standing) != (viewstate.view(), playing.standing()):
        st.rerun()
    names, t, play = shown.names, shown.names.texts, playing.state()
    rows = shown.rows
    with st.container(key="map-period"):
        if play:
            period = found[period_at(found, play.day)] if found else None
            rows = in_period(shown.columns, rows, period, up_to=play.up_to) if period else NO_ROWS
            number = size(rows, shown.columns)
            playing.caption(play, period, number, undated(shown.columns, shown.rows), t)
            playing.slider(play, found, t)
    if scale.shading is not None:
        units = by_subdistrict(shown.columns, rows, names.gazetteer) if play else scale.units
        features = unit_features(units, names, session.areas(), scale=scale.shading, places=view.filter.places)
        legend = units_legend(
            scale.shading,
            t,
            hatched=view.map_size == BY_DEATHS,
            unasked=any(not feature.fill_opacity for feature in features),
        )
        note = _beyond_units(not_drawn(units, size(rows, shown.columns), session.areas()), t)
    else:
        marks = spots(shown.columns, rows, names.gazetteer) if play else shown.marks
        features = map_features(
            marks,
            names,
            session.areas(),
            largest=scale.largest,
            selected=view.spot,
            size=view.map_size,
            colors=scale.colors,
        )
        # That of the whole: signs that come and go with each period could not be read.
        legend = spots_legend(
            shown.marks,
            names,
            largest=scale.largest,
            size=view.map_size,
            colors=scale.colors,
            selected=view.spot is not None,
        )
        note = ""
    _chart(features, t, names)
    draw_legend(legend, t)
    if note:
        st.html(cards.tag("div", cards.text(note), class_="f-small", dir=t.direction, role="note"))


def _chart(features: list[MapFeature], t: Texts, names: Names) -> None:
    sources = ", ".join(source.name for source in DATA_SOURCES)
    chart = base_map(
        session.map_background(t.right_to_left, names.gazetteer),
        MapView(
            t("map.attribution", sources=sources),
            right_to_left=t.right_to_left,
            online_tiles=map_controls.online(),
            words=map_words(t, outside=True),
        ),
        map_assets(),
    )
    center, zoom = map_controls.look()
    st_folium(
        chart,
        key=_MAP,
        height=MAP_HEIGHT,
        use_container_width=True,
        render=False,  # it renders the map in any case; this would do it twice
        feature_group_to_add=features_layer(features, fields=TOOLTIP_FIELDS, right_to_left=t.right_to_left),
        # Only a click on a mark comes back: were bounds or zoom named here, every pan would run the page again.
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        center=center,
        zoom=zoom,
        on_change=_answered,
    )


def _answered() -> None:
    """Narrow to what was clicked, known by the id in its properties; a second click takes that off."""
    answer: Mapping[str, Any] = st.session_state.get(_MAP) or {}
    drawing: Mapping[str, Any] = answer.get("last_active_drawing") or {}
    clicked = str((drawing.get("properties") or {}).get("id") or "")
    if not clicked:
        return
    view = viewstate.view()
    if clicked.startswith(UNIT):
        unit = clicked.removeprefix(UNIT)
        viewstate.change(spot=None)
        viewstate.change_filter(places=() if view.filter.places == (unit,) else (unit,))
    else:
        viewstate.change(spot=None if view.spot == clicked else clicked)
    viewstate.whole_page()


def _beyond_units(incidents: int, t: Texts) -> str:
    return t("map.units.beyond", n=incidents) if incidents else ""


def notes(columns: Columns, rows: Rows, t: Texts) -> None:
    """Say how many incidents the map cannot show because they have no place; they are listed below."""
    without = size(unplaced(columns, rows), columns)
    if without:
        words = cards.text(t("map.unplaced", n=without))
        st.html(cards.tag("div", words, class_="f-small", dir=t.direction, role="note"))

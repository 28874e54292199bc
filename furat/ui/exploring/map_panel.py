"""The map of the explore page, with its controls and its legend."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from furat.analysis.places import Spot, outside, unplaced
from furat.store.columns import Columns, Rows, size
from furat.ui import cards, session, viewstate
from furat.ui.assets import map_assets
from furat.ui.map_features import TOOLTIP_FIELDS, map_features
from furat.ui.names import Names
from furat.ui.state import View
from furat.ui.texts import Texts
from geo.attribution import DATA_SOURCES
from geo.folium_map import MapView, base_map, features_layer
from geo.layers import HOME_BOUNDS, HOME_CENTER, HOME_ZOOM

MAP_HEIGHT = 600
_MAP = "map"
_LOOK, _TURN, _CLICKED = "map_look", "map_turn", "map_clicked"


@st.fragment
def draw_map(marks: list[Spot], largest: int, view: View, t: Texts, names: Names) -> None:
    """Draw the map with its controls and legend.

    A fragment: turning the map, or its word that it has loaded, runs this part again and leaves the rest of the page
    alone; that second run also brings what was sent while the map was loading, which it loses. A click on a mark
    changes what the page shows, so then the whole of it runs.
    """
    if st.session_state.pop(_CLICKED, False):
        st.rerun()
    home, everywhere, tiles = st.columns([1, 1, 1.4], vertical_alignment="center")
    home.button(t("map.view.home"), on_click=_look, args=([],), width="stretch", key="look-home")
    everywhere.button(t("map.view.all"), on_click=_look, args=(marks,), width="stretch", key="look-all")
    online = tiles.checkbox(t("map.tiles"), key="online_tiles", help=t("map.tiles.help"))
    if online:
        st.warning(t("map.tiles.warning"))
    sources = ", ".join(source.name for source in DATA_SOURCES)
    chart = base_map(
        session.map_background(t.right_to_left, names.gazetteer),
        MapView(t("map.attribution", sources=sources), right_to_left=t.right_to_left, online_tiles=online),
        map_assets(),
    )
    layer = features_layer(
        map_features(marks, names, session.areas(), largest=largest, selected=view.spot),
        fields=TOOLTIP_FIELDS,
        right_to_left=t.right_to_left,
    )
    look = st.session_state.get(_LOOK)
    st_folium(
        chart,
        key=_MAP,
        height=MAP_HEIGHT,
        use_container_width=True,
        feature_group_to_add=layer,
        # Only a click on a mark comes back: were bounds or zoom named here, every pan would run the page again.
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        center=look[0] if look else None,
        zoom=look[1] if look else None,
        on_change=_answered,
    )
    st.html(cards.legend(largest, t))


def _answered() -> None:
    """Narrow the list to the mark that was clicked, known by the id in its properties."""
    answer: Mapping[str, Any] = st.session_state.get(_MAP) or {}
    drawing: Mapping[str, Any] = answer.get("last_active_drawing") or {}
    spot_id = (drawing.get("properties") or {}).get("id")
    if spot_id:
        viewstate.change(spot=str(spot_id))
        st.session_state[_CLICKED] = True


def _look(marks: list[Spot]) -> None:
    """Turn the map to the governorate, or to all the marks."""
    center, zoom = HOME_CENTER, HOME_ZOOM
    if marks:
        south, north = min(mark.lat for mark in marks), max(mark.lat for mark in marks)
        west, east = min(mark.lon for mark in marks), max(mark.lon for mark in marks)
        center = ((south + north) / 2, (west + east) / 2)
        widest = max(north - south, (east - west) * 0.8, 0.2)
        zoom = next((step / 2 for step in range(24, 10, -1) if 640 / 2 ** (step / 2) > widest), 5.0)
    # The map turns only to a centre that differs from the last one it was given: pressing twice must differ a little.
    turn = st.session_state.get(_TURN, 0) + 1
    st.session_state[_TURN] = turn
    st.session_state[_LOOK] = ((center[0] + turn * 1e-9, center[1]), zoom + turn * 1e-9)


def notes(columns: Columns, rows: Rows, t: Texts) -> None:
    """Say what the map does not show: incidents outside its first view, and those without a place."""
    parts = []
    beyond, without = outside(columns, rows, HOME_BOUNDS), size(unplaced(columns, rows), columns)
    if beyond:
        parts.append(t("map.outside", n=beyond))
    if without:
        parts.append(t("map.unplaced", n=without))
    if parts:
        st.html(cards.tag("div", cards.text(" ".join(parts)), class_="f-small", dir=t.direction, role="note"))

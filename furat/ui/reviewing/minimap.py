"""The small map of the review page: where the incident is, what else its place may be, the point that was clicked."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from streamlit_folium import st_folium

from furat.ui import session
from furat.ui.assets import map_assets
from furat.ui.map_features import map_words
from furat.ui.names import Names
from furat.ui.reviewing import drafts
from geo.areas import circle
from geo.attribution import DATA_SOURCES
from geo.folium_map import MapView, base_map, features_layer
from geo.layers import AREA_COLOR, HOME_CENTER, HOME_ZOOM, PLACE_COLOR, MapFeature
from geo.place import AREA_PRECISION

HEIGHT = 300
CANDIDATE_COLOR = "#4c6a8f"
CLICKED_COLOR = "#111111"

_FIELDS = ("name", "kind")
_CLICKED = "review_map_clicked"


@st.fragment
def minimap(
    incident_id: str, current: Mapping[str, Any], choices: Sequence[str], names: Names, *, online: bool, may: bool
) -> None:
    """Draw the map. A fragment: its word that it has loaded runs this part alone; a click runs the page."""
    if st.session_state.pop(_CLICKED, False):
        st.rerun()
    t, key = names.texts, f"review-map-{incident_id}"
    typed = drafts.held(incident_id)
    point = typed.point if typed is not None else None
    placed = current["lat"] is not None
    area = current["geo_precision"] == AREA_PRECISION
    chart = base_map(
        session.map_background(t.right_to_left, names.gazetteer),
        MapView(
            t("map.attribution", sources=", ".join(source.name for source in DATA_SOURCES)),
            right_to_left=t.right_to_left,
            center=(current["lat"], current["lon"]) if placed else HOME_CENTER,
            zoom=(9.0 if area else 11.0) if placed else HOME_ZOOM - 1,
            online_tiles=online,
            words=map_words(t),
        ),
        map_assets(),
    )
    features = features_of(incident_id, current, choices, point, names)
    layer = features_layer(features, fields=_FIELDS, right_to_left=t.right_to_left)

    def answered() -> None:
        answer: Mapping[str, Any] = st.session_state.get(key) or {}
        clicked: Mapping[str, Any] = answer.get("last_clicked") or {}
        draft = drafts.held(incident_id)
        if may and clicked and draft is not None:
            draft.point = (round(float(clicked["lat"]), 5), round(float(clicked["lng"]), 5))
            st.session_state[_CLICKED] = True

    st_folium(
        chart,
        key=key,
        height=HEIGHT,
        use_container_width=True,
        render=False,  # it renders the map in any case; this would do it twice
        feature_group_to_add=layer,
        returned_objects=["last_clicked"],
        on_change=answered,
    )


def features_of(
    incident_id: str,
    current: Mapping[str, Any],
    choices: Sequence[str],
    point: tuple[float, float] | None,
    names: Names,
) -> list[MapFeature]:
    """Return what the map shows: the other places that may be meant, the incident, and the point that was clicked."""
    t, gazetteer = names.texts, names.gazetteer
    features = []
    for place_id in choices:
        place = gazetteer.get(place_id)
        if place is not None and place_id != current["place_id"]:
            label, kind = names.pair(place.name_ar, place.name_en), t.label("kind", place.kind)
            words = {"name": label, "kind": f"{kind} · {t('review.map.candidate')}"}
            at = Point(place.lon, place.lat)
            features.append(
                MapFeature(f"may:{place_id}", at, label, CANDIDATE_COLOR, 6.0, 0.35, dashed=place.is_area, words=words)
            )
    if current["lat"] is not None:
        label = names.pair(str(current["place_name_ar"] or ""), str(current["place_name_en"] or ""))
        words = {"name": label, "kind": t("review.map.here")}
        shape = _shape(current, names)
        geometry = shape if shape is not None else Point(current["lon"], current["lat"])
        color = AREA_COLOR if shape is not None else PLACE_COLOR
        features.append(
            MapFeature(incident_id, geometry, label, color, 9.0, 0.15 if shape is not None else 0.6, words=words)
        )
    if point is not None:
        words = {"name": t("review.map.clicked"), "kind": f"{point[0]:.4f}, {point[1]:.4f}"}
        at = Point(point[1], point[0])
        features.append(MapFeature("clicked", at, words["name"], CLICKED_COLOR, 7.0, 0.9, selected=True, words=words))
    return features


def _shape(current: Mapping[str, Any], names: Names) -> BaseGeometry | None:
    """Return the area of an incident that is known only to one."""
    if current["geo_precision"] != AREA_PRECISION:
        return None
    place = names.gazetteer.get(current["place_id"])
    area = session.areas().area(place, names.gazetteer) if place is not None and place.is_area else None
    if area is not None and area.basis != "line":
        return area.geometry
    radius = float(current["uncertainty_km"] or 0)
    return circle(current["lat"], current["lon"], radius) if radius > 0 else None

"""The explore page: one filter, and its map, figures, list and download as one picture."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from furat.analysis.facets import facets
from furat.analysis.figures import Summary, range_text, summary
from furat.analysis.places import Spot, at_spot, outside, spots, unplaced
from furat.exchange.export import export_text
from furat.exchange.geojson import area_lookup
from furat.store.filters import Filter
from furat.store.frame import texts
from furat.store.workspace import Workspace
from furat.ui import cards, controls, session, shell, viewstate
from furat.ui.assets import map_assets
from furat.ui.map_features import TOOLTIP_FIELDS, map_features
from furat.ui.names import Names
from furat.ui.report_dialog import show_report
from furat.ui.session import Incidents
from furat.ui.state import EXPLORE, REVIEW, View
from furat.ui.texts import Texts
from geo.attribution import DATA_SOURCES
from geo.folium_map import MapView, base_map, features_layer
from geo.layers import HOME_BOUNDS, HOME_CENTER, HOME_ZOOM

MAP_HEIGHT = 600
PAGE_SIZE = 15
_MAP = "map"
_LOOK, _TURN, _CLICKED = "map_look", "map_turn", "map_clicked"


def page() -> None:
    """Draw the page."""
    entered = shell.enter(EXPLORE)
    if entered is not None:
        explore(entered.opened, entered.everything, entered.names.texts, entered.names)


def explore(opened: Workspace, everything: Incidents, t: Texts, names: Names) -> None:
    """Draw all that depends on the incidents."""
    if opened.fictional:
        shell.banner(t("banner.fictional"), t)
    if everything.frame.empty:
        st.info(f"**{t('empty.workspace.title')}** {t('empty.workspace')}")
        shell.footer(t)
        return
    frame = viewstate.filtered(everything.frame, everything.search, names)
    view = viewstate.view()
    viewstate.keep_address()
    if viewstate.problem():
        st.warning(f"{t('error.filter')} {controls.plain(viewstate.problem() or '')}")
    controls.sidebar(view, t, names, facets(everything.frame, view.filter, names.gazetteer, everything.search))
    ids = everything.spots.loc[frame.index]
    marks = spots(frame, ids, names.gazetteer)
    chosen = at_spot(frame, ids, view.spot)
    figures(summary(chosen), t)
    chart, column = st.columns([1.5, 1], gap="medium")
    with chart:
        draw_map(marks, everything.largest, view, t, names)
        notes(frame, t)
    with column:
        incident_list(opened, chosen, view, t, names, _spot_name(marks, view.spot, names))
    not_mappable(opened, unplaced(chosen), t, names)
    shell.footer(t)
    if view.opened:
        show_report(opened, everything.frame, view.opened, names)


def figures(figures_: Summary, t: Texts) -> None:
    """Draw the figures of what is shown."""
    values = [
        (t("figure.incidents"), t.number(figures_.incidents)),
        (t("figure.killed"), t.figures(range_text(figures_.killed))),
        (t("figure.injured"), t.figures(range_text(figures_.injured))),
        (t("figure.places"), t.number(figures_.places)),
        (t("figure.reports"), t.number(figures_.reports)),
    ]
    boxes = "".join(
        cards.tag("div", cards.tag("span", cards.text(label)) + cards.tag("b", cards.text(value)))
        for label, value in values
    )
    help_ = t("figure.range.help")
    st.html(cards.tag("div", boxes, class_="f-figures", dir=t.direction, title=help_))


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


def notes(frame: pd.DataFrame, t: Texts) -> None:
    """Say what the map does not show: incidents outside its first view, and those without a place."""
    parts = []
    beyond, without = len(outside(frame, HOME_BOUNDS)), len(unplaced(frame))
    if beyond:
        parts.append(t("map.outside", n=beyond))
    if without:
        parts.append(t("map.unplaced", n=without))
    if parts:
        st.html(cards.tag("div", cards.text(" ".join(parts)), class_="f-small", dir=t.direction, role="note"))


def incident_list(
    opened: Workspace, chosen: pd.DataFrame, view: View, t: Texts, names: Names, spot_name: str | None
) -> None:
    """Draw the incidents behind the filter or the clicked place, page by page, with their download."""
    title, download = st.columns([1.5, 1], vertical_alignment="center")
    title.subheader(t("list.title", n=len(chosen)), anchor=False)
    download.download_button(
        t("list.download", n=len(chosen)),
        data=_geojson(opened, chosen, view.filter, names),
        file_name="furat.geojson",
        mime="application/geo+json",
        help=t("list.download.help"),
        disabled=chosen.empty,
        on_click="ignore",
        width="stretch",
        key="download",
    )
    controls.chips(view, t, names, spot_name)
    if chosen.empty:
        st.info(t("empty.filter"))
        return
    pages = -(-len(chosen) // PAGE_SIZE)
    # A key of its own for each list: another filter begins at its first page.
    key = f"page-{hash(tuple(chosen['incident_id']))}"
    number = min(int(st.session_state.get(key, 1)), pages)
    first = (number - 1) * PAGE_SIZE
    with st.container(height=MAP_HEIGHT, key="incidents", gap="xxsmall"):
        _cards(opened, chosen.iloc[first : first + PAGE_SIZE], t, names, "list")
    if pages > 1:
        words = t("list.range", first=first + 1, last=min(first + PAGE_SIZE, len(chosen)), total=len(chosen))
        st.html(cards.tag("div", cards.text(words), class_="f-small", dir=t.direction))
        st.pagination(pages, key=key, max_visible_pages=5)


def _geojson(opened: Workspace, chosen: pd.DataFrame, f: Filter, names: Names) -> Callable[[], str]:
    def make() -> str:
        shape = area_lookup(session.areas(), names.gazetteer)
        return export_text(chosen, f, opened, format="geojson", areas="polygon", shape=shape)

    return make


def _cards(opened: Workspace, rows: pd.DataFrame, t: Texts, names: Names, where: str) -> None:
    for row in _rows(opened, rows):
        incident_id = str(row["incident_id"])
        st.html(cards.incident_card(row, names))
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"under-{where}-{incident_id}"
        ):
            st.button(
                t("list.open"),
                key=f"open-{where}-{incident_id}",
                help=t("list.open.help"),
                on_click=viewstate.change,
                kwargs={"opened": incident_id},
                type="tertiary",
            )
            shell.link(REVIEW, t("list.review"), help=t("list.review.help"), incident=incident_id, opened=None)


def _rows(opened: Workspace, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows of the frame with their words; what was purged a moment ago is left out."""
    told = texts(opened, rows["lead_id"])
    plain = ({str(key): value for key, value in row.items()} for row in rows.to_dict("records"))
    return [row | told[row["lead_id"]].record() for row in plain if row["lead_id"] in told]


def not_mappable(opened: Workspace, rows: pd.DataFrame, t: Texts, names: Names) -> None:
    """List the incidents that have no place on the map."""
    if rows.empty:
        return
    with st.expander(t("list.unplaced.title", n=len(rows)), key="unplaced"):
        st.caption(t("list.unplaced.help"))
        _cards(opened, rows.head(PAGE_SIZE * 4), t, names, "unplaced")


def _spot_name(marks: list[Spot], spot_id: str | None, names: Names) -> str | None:
    found = next((mark for mark in marks if mark.spot_id == spot_id), None)
    if found is None:
        return names.place(spot_id.rstrip("~")) if spot_id else None
    return names.pair(found.name_ar, found.name_en)

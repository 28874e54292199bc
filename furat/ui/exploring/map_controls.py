"""The controls of the map: how it is drawn, where it looks, and the way into playback."""

from collections.abc import Sequence

import streamlit as st

from furat.analysis.places import Spot
from furat.ui import viewstate
from furat.ui.controls import labelled, value_of
from furat.ui.exploring import playing
from furat.ui.state import DISTRICTS, MAP_KEYS, View
from furat.ui.texts import Texts
from geo.layers import HOME_CENTER, HOME_ZOOM

_LOOK, _TURN = "map_look", "map_turn"
_ONLINE = "online_tiles"


def controls(marks: Sequence[Spot], view: View, t: Texts) -> None:
    """Draw the controls in one row."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="map-controls"):
        with st.popover(t("map.title"), help=t("map.title.help"), key="map-drawing"):
            _choice("map_view", view, t)
            _choice("map_size", view, t)
            _choice("map_color", view, t, disabled=view.map_view == DISTRICTS)
            st.checkbox(t("map.tiles"), key=_ONLINE, help=t("map.tiles.help"))
        st.button(t("map.view.home"), on_click=_look, args=([],), key="look-home")
        st.button(t("map.view.all"), on_click=_look, args=(marks,), key="look-all")
        words = t("play.close") if playing.state() else t("play.open")
        st.button(words, on_click=playing.open_or_close, key="play-open", help=t("play.help"))


def _choice(name: str, view: View, t: Texts, *, disabled: bool = False) -> None:
    key, (_, values) = f"w_{name}", MAP_KEYS[name]
    st.session_state[key] = getattr(view, name)
    st.segmented_control(
        t(name.replace("_", ".")),
        values,
        format_func=labelled(name, lambda value: t(f"{name.replace('_', '.')}.{value}")),
        key=key,
        required=True,
        disabled=disabled,
        on_change=_take,
        args=(name,),
    )


def _take(name: str) -> None:
    viewstate.change(**{name: value_of(name, st.session_state[f"w_{name}"]) or MAP_KEYS[name][1][0]})


def online() -> bool:
    """Whether the background is to come from the internet."""
    return bool(st.session_state.get(_ONLINE))


def look() -> tuple[tuple[float, float] | None, float | None]:
    """Return the centre and the zoom that the map was last turned to by a button."""
    turned: tuple[tuple[float, float], float] | None = st.session_state.get(_LOOK)
    return turned or (None, None)


def _look(marks: Sequence[Spot]) -> None:
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

"""Who and where stands out in the present picture, each a button that narrows to it."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from furat.analysis.facets import Facets
from furat.analysis.leading import leading, subdistricts, towns
from furat.store.filters import Filter
from furat.ui import cards, viewstate
from furat.ui.controls import counted, plain
from furat.ui.names import Names
from furat.ui.texts import Texts


def tabs(t: Texts) -> tuple[TabContainer, TabContainer]:
    """Return the tabs beside the map: the list, and what stands out. Only the open one is drawn."""
    listed, named = st.tabs([t("tabs.list"), t("tabs.leading")], key="beside", on_change="rerun")
    return listed, named


def panel(facets: Facets, f: Filter, names: Names) -> None:
    """Draw the actors, sub-districts and places with the most incidents under the other filters."""
    t, places = names.texts, facets.places
    st.caption(t("leading.help"))
    inner = {place: number for place, number in places.items() if place in names.gazetteer}
    units, points = subdistricts(inner, names.gazetteer), towns(inner, names.gazetteer)
    _group("actors", "actors", facets.actors, f.actors, names.actor, t)
    _group("units", "places", units, f.places, names.place, t)
    _group("places", "places", points, f.places, names.place, t)


def _group(
    group: str, name: str, counts: Mapping[str, int], chosen: tuple[str, ...], write: Callable[[str], str], t: Texts
) -> None:
    """Draw the values that lead a filter; their title is the text ``leading`` of the group."""
    held = tuple(value for value in chosen if value in counts)
    rows = leading(counts, held)
    if not rows:
        return
    st.html(cards.tag("h4", cards.text(t(f"leading.{group}")), class_="f-part", dir=t.direction))
    with st.container(gap=None, key=f"lead-{group}"):
        for value, number in rows:
            sign = "✓ " if value in held else ""
            st.button(
                counted(f"{sign}{plain(write(value))}", number, t),
                key=f"leading-{value}",
                help=t("leading.off") if value in held else None,
                on_click=_narrow,
                args=(name, value),
                width="stretch",
                type="tertiary",
            )
        st.html(_bars_style(group, [number for _, number in rows], t))


def _bars_style(group: str, numbers: list[int], t: Texts) -> str:
    """Return the style sheet that draws a bar behind each button, as long as its number."""
    largest, side = max(1, *numbers), "left" if t.right_to_left else "right"
    rules = [
        f".st-key-lead-{group} > :nth-child({at}) button {{ background-image: "
        f"linear-gradient(to {side}, #d5e3e9 {100 * number / largest:.1f}%, transparent 0); }}"
        for at, number in enumerate(numbers, start=1)
    ]
    return f"<style>{' '.join(rules)}</style>"


def _narrow(name: str, value: str) -> None:
    """Show this value alone, or take it off: several would widen the picture, not narrow it."""
    chosen: tuple[str, ...] = getattr(viewstate.view().filter, name)
    kept = tuple(item for item in chosen if item != value) if value in chosen else (value,)
    viewstate.change_filter(**{name: kept})

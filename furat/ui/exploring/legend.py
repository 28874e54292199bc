"""The legend below the map: signs with their words; an actor or an event type in it is a button that narrows to it."""

import streamlit as st

from furat.ui import cards, viewstate
from furat.ui.controls import plain
from furat.ui.state import BY_ACTOR
from furat.ui.texts import Texts
from geo.legend import Legend, LegendEntry, LegendPart

_HATCHED = "repeating-linear-gradient(45deg, #8b8f92 0 1.5px, #fdfcf9 1.5px 5px)"


def draw_legend(legend: Legend, t: Texts) -> None:
    """Draw the legend."""
    with st.container(key="map-legend", gap="xxsmall"):
        for part in legend.parts:
            if legend.chosen_by and any(entry.value for entry in part.entries):
                _buttons(part, legend.chosen_by, t)
            else:
                st.html(legend_part(part, t))


def legend_part(part: LegendPart, t: Texts) -> str:
    """Return a part of the legend as HTML."""
    title = cards.tag("span", cards.text(part.title), class_="f-small") if part.title else ""
    return cards.tag("div", title + "".join(map(_entry, part.entries)), class_="f-legend", dir=t.direction)


def _entry(entry: LegendEntry) -> str:
    width = f"{2 * entry.radius:.0f}px"
    shape = "f-ring" if entry.shape == "circle" else "f-box"
    sign = cards.tag("i", "", class_=shape, style=f"width:{width};height:{width};{_look(entry)}")
    return cards.tag("span", sign + cards.text(entry.words), class_="f-size")


def _look(entry: LegendEntry) -> str:
    """Return the style of a sign."""
    stroke = "dashed" if entry.dashed else "solid"
    fill = _HATCHED if entry.hatched else f"{entry.fill}{round(entry.opacity * 255):02x}"
    return f"background:{fill};border:1.5px {stroke} {entry.outline}"


def _buttons(part: LegendPart, chosen_by: str, t: Texts) -> None:
    """Draw a part whose entries can be asked for; those that stand for nothing in particular are signs only."""
    view = viewstate.view()
    chosen = view.filter.actors if chosen_by == BY_ACTOR else view.filter.event_types
    looks = "".join(
        f".st-key-legend-{chosen_by}-{number} button::before {{ {_look(entry)} }}"
        for number, entry in enumerate(part.entries)
        if entry.value
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="legend-choices"):
        title = cards.tag("span", cards.text(part.title), class_="f-small")
        st.html(f"<style>{looks}</style>" + cards.tag("div", title, dir=t.direction), width="content")
        for number, entry in enumerate(part.entries):
            if not entry.value:
                st.html(cards.tag("div", _entry(entry), class_="f-legend", dir=t.direction), width="content")
                continue
            taken = entry.value in chosen
            st.button(
                f"**{plain(entry.words)}** ✕" if taken else plain(entry.words),
                key=f"legend-{chosen_by}-{number}",
                help=plain(t("chip.remove" if taken else "map.legend.only", name=entry.words)),
                type="tertiary",
                on_click=_ask,
                args=(chosen_by, entry.value, taken),
            )


def _ask(chosen_by: str, value: str, taken: bool) -> None:
    """Narrow to an actor or an event type, or take that off. The colour says who did it, so that is what is asked."""
    if chosen_by == BY_ACTOR:
        viewstate.change_filter(actors=() if taken else (value,), actor_role="either" if taken else "perpetrator")
    else:
        viewstate.change_filter(event_types=() if taken else (value,))
    viewstate.whole_page()

"""The active filters as chips that come off one by one."""

from typing import Any

import streamlit as st

from furat.store.filters import ACTOR_ROLES, Filter
from furat.ui import viewstate
from furat.ui.controls import plain
from furat.ui.names import Names
from furat.ui.state import View
from furat.ui.texts import Texts

_MANY = ("actors", "places", "event_types", "sub_event_types", "precisions", "reviews", "sources")

PARTS: dict[str, dict[str, Any]] = {
    **{name: {name: ()} for name in (*_MANY, "report_ids", "incident_ids")},
    "dates": {"date_from": None, "date_to": None},
    "killed": {"killed_from": None, "killed_to": None},
    "confidence_from": {"confidence_from": None},
    "text": {"text": ""},
}
"""The parts of a filter, as ``furat.store.passing`` names them, and what takes each off."""


def active_filters(view: View, t: Texts, names: Names, spot_name: str | None) -> list[tuple[str, str | None, str]]:
    """Return the active filters: the part, the value where there may be several, and what it is called."""
    f = view.filter
    active: list[tuple[str, str | None, str]] = []
    if view.spot:
        active.append(("spot", None, t("chip.place.clicked", name=spot_name or view.spot)))
    active += [("actors", item, actor_words(item, f, names)) for item in f.actors]
    active += [("places", item, names.place(item)) for item in f.places]
    alone = {
        "dates": dates_words(f, t),
        "killed": killed_words(f, t),
        "confidence_from": t("chip.confidence", share=f"{f.confidence_from:g}") if f.confidence_from else "",
        "text": f"«{f.text}»" if f.text else "",
        "report_ids": ", ".join(f.report_ids),
        "incident_ids": ", ".join(f.incident_ids),
    }

    def one(*parts: str) -> list[tuple[str, str | None, str]]:
        return [(part, None, alone[part]) for part in parts if alone[part]]

    active += one("dates")
    active += [("event_types", item, t.label("event", item)) for item in f.event_types]
    active += [("sub_event_types", item, t.label("sub", item)) for item in f.sub_event_types]
    active += one("killed")
    active += [("precisions", item, t("chip.precision", name=t(f"filter.precision.{item}"))) for item in f.precisions]
    active += one("confidence_from")
    active += [("reviews", item, t.label("review.state", item)) for item in f.reviews]
    active += [("sources", item, item) for item in f.sources]
    return active + one("text", "report_ids", "incident_ids")


def actor_words(actor_id: str, f: Filter, names: Names) -> str:
    """Return the name of an actor of the filter, and its role where one is asked for."""
    name = names.actor(actor_id)
    return name if f.actor_role == ACTOR_ROLES[0] else f"{name} · {names.texts(f'filter.role.{f.actor_role}')}"


def dates_words(f: Filter, t: Texts) -> str:
    """Return the dates of a filter in words; nothing where there are none."""
    if f.date_from and f.date_to:
        return t.days(f.date_from, f.date_to)
    if f.date_from:
        return t("chip.from", day=t.day(f.date_from))
    return t("chip.to", day=t.day(f.date_to)) if f.date_to else ""


def killed_words(f: Filter, t: Texts) -> str:
    """Return the number of killed that a filter asks for in words; nothing where it asks for none."""
    low, high = f.killed_from, f.killed_to
    if low is not None and high is not None:
        return t("chip.killed", range=t.figures(f"{low}–{high}" if low != high else str(low)))
    if low is not None:
        return t("chip.killed.from", number=t.number(low))
    return t("chip.killed.to", number=t.number(high)) if high is not None else ""


def chips(view: View, t: Texts, names: Names, spot_name: str | None) -> None:
    """Draw the active filters as buttons that take them off."""
    # The container is there with or without chips: else all below would change its place, and the map be drawn anew.
    with st.container(horizontal=True, gap="small", key="chips"):
        for name, value, label in active_filters(view, t, names, spot_name):
            st.button(
                f"{plain(label)} ✕",
                key=f"chip-{name}-{value}",
                help=plain(t("chip.remove", name=label)),
                on_click=take_off,
                args=(name, value),
            )


def take_off(part: str, value: str | None = None) -> None:
    """Take a part of the filter off, or one of its values; ``spot`` is the clicked place."""
    if part == "spot":
        viewstate.change(spot=None)
    elif value is None:
        viewstate.change_filter(**PARTS[part])
    else:
        kept = tuple(item for item in getattr(viewstate.view().filter, part) if item != value)
        viewstate.change_filter(**{part: kept})

"""The filters of the explore page, each value with its count, and the active ones as chips that come off."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from furat.analysis.facets import Facets
from furat.store.filters import ACTOR_ROLES
from furat.ui import viewstate
from furat.ui.controls import COUNT, FIRST_DAY, labelled, plain, value_of
from furat.ui.names import Names
from furat.ui.state import View
from furat.ui.texts import Texts

_MANY = ("actors", "places", "event_types", "sub_event_types", "sources")


def sidebar(view: View, t: Texts, names: Names, facets: Facets) -> None:
    """Draw the filters, each value with the number of incidents that it would show."""
    f = view.filter
    with st.sidebar:
        st.subheader(t("filter.title"), anchor=False)
        _choice("actors", f.actors, "filter.actor", facets.actors, names.actor, t)
        st.session_state["w_role"] = f.actor_role
        st.segmented_control(
            t("filter.role"),
            ACTOR_ROLES,
            format_func=labelled("role", lambda role: t(f"filter.role.{role}")),
            key="w_role",
            required=True,
            width="stretch",
            on_change=_take_role,
        )
        _choice("places", f.places, "filter.place", facets.places, names.place_option, t)
        _day("date_from", f.date_from, t("filter.date.from"), t("filter.date.help"))
        _day("date_to", f.date_to, t("filter.date.to"), t("filter.date.help"))
        _choice("event_types", f.event_types, "filter.type", facets.event_types, lambda v: t.label("event", v), t)
        with st.expander(t("filter.more"), expanded=bool(f.sub_event_types or f.sources or f.text), key="more"):
            subtypes = facets.sub_event_types
            _choice("sub_event_types", f.sub_event_types, "filter.subtype", subtypes, lambda v: t.label("sub", v), t)
            _choice("sources", f.sources, "filter.source", facets.sources, str, t)
            st.session_state["w_text"] = f.text
            st.text_input(t("filter.text"), key="w_text", help=t("filter.text.help"), on_change=_take_text)
        st.button(t("filter.reset"), on_click=viewstate.reset, width="stretch", key="reset")


def _choice(
    name: str, chosen: tuple[str, ...], text_key: str, counts: Mapping[str, int], write: Callable[[str], str], t: Texts
) -> None:
    """Draw the box of one filter; its texts are ``text_key`` and, below it, ``.any`` and perhaps ``.help``."""
    key, help_key, written = f"w_{name}", f"{text_key}.help", labelled(name, write)
    st.session_state[key] = list(chosen)
    st.multiselect(
        t(text_key),
        list(counts),
        format_func=lambda value: f"{written(value)}{COUNT}{t.number(counts.get(value, 0))}",
        key=key,
        placeholder=t(f"{text_key}.any"),
        help=t(help_key) if t.has(help_key) else None,
        select_all=False,
        on_change=_take_many,
        args=(name,),
    )


def _take_many(name: str) -> None:
    values = [value_of(name, answer) for answer in st.session_state[f"w_{name}"]]
    viewstate.change_filter(**{name: tuple(value for value in values if value)})


def _take_role() -> None:
    viewstate.change_filter(actor_role=value_of("role", st.session_state["w_role"]) or ACTOR_ROLES[0])


def _take_text() -> None:
    viewstate.change_filter(text=st.session_state["w_text"].strip())


def _day(name: str, value: date | None, label: str, help_: str) -> None:
    key = f"w_{name}"
    latest = date.today()
    # A link may ask for days beyond the calendar of the box; the filter holds, the box shows its limit.
    st.session_state[key] = min(max(value, FIRST_DAY), latest) if value else None
    st.date_input(
        label,
        None,
        min_value=FIRST_DAY,
        max_value=latest,
        key=key,
        format="YYYY-MM-DD",
        help=help_,
        on_change=_take_day,
        args=(name,),
    )


def _take_day(name: str) -> None:
    viewstate.change_filter(**{name: st.session_state[f"w_{name}"]})


def active_filters(view: View, t: Texts, names: Names, spot_name: str | None) -> list[tuple[str, str | None, str]]:
    """Return the active filters: the field, the value where there may be several, and what it is called."""
    f = view.filter
    active: list[tuple[str, str | None, str]] = []
    if view.spot:
        active.append(("spot", None, t("chip.place.clicked", name=spot_name or view.spot)))
    active += [("actors", item, names.actor(item)) for item in f.actors]
    active += [("places", item, names.place(item)) for item in f.places]
    if f.date_from:
        active.append(("date_from", None, f"{t('filter.date.from')} {t.day(f.date_from)}"))
    if f.date_to:
        active.append(("date_to", None, f"{t('filter.date.to')} {t.day(f.date_to)}"))
    active += [("event_types", item, t.label("event", item)) for item in f.event_types]
    active += [("sub_event_types", item, t.label("sub", item)) for item in f.sub_event_types]
    active += [("sources", item, item) for item in f.sources]
    if f.text:
        active.append(("text", None, f"«{f.text}»"))
    active += [("report_ids", None, ", ".join(f.report_ids))] if f.report_ids else []
    active += [("incident_ids", None, ", ".join(f.incident_ids))] if f.incident_ids else []
    return active


def chips(view: View, t: Texts, names: Names, spot_name: str | None) -> None:
    """Draw the active filters as buttons that take them off."""
    active = active_filters(view, t, names, spot_name)
    if not active:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for name, value, label in active:
            st.button(
                f"{plain(label)} ✕",
                key=f"chip-{name}-{value}",
                help=plain(t("chip.remove", name=label)),
                on_click=_take_off,
                args=(name, value),
            )


def _take_off(name: str, value: str | None) -> None:
    f = viewstate.view().filter
    if name == "spot":
        viewstate.change(spot=None)
        return
    empty: dict[str, Any] = {"text": "", "date_from": None, "date_to": None}
    kept = tuple(item for item in getattr(f, name) if item != value) if name in _MANY else empty.get(name, ())
    viewstate.change_filter(**{name: kept})

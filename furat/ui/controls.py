"""The controls of the explore page and their tie to the address: what is set here is in the link, and the reverse."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from furat.analysis.facets import Facets
from furat.errors import FilterError
from furat.store.filters import ACTOR_ROLES, Filter, make_filter
from furat.ui.names import Names
from furat.ui.session import address
from furat.ui.state import View, read_query, write_query
from furat.ui.texts import LANGUAGES, Texts

FIRST_DAY = date(2011, 1, 1)

# Keys of the widgets in the session's state. The address is written by us, not by Streamlit's own binding, which puts
# the labels into it: such a link would not survive a change of language, and no export or command could read it.
_MANY = {
    "places": "f_places",
    "actors": "f_actors",
    "event_types": "f_event_types",
    "sub_event_types": "f_sub_event_types",
    "sources": "f_sources",
}
_ROLE, _FROM, _TO, _TEXT, _LANGUAGE, _SPOT, _OPEN = "f_role", "f_from", "f_to", "f_text", "lang", "spot", "open"
_REST = "f_rest"
_WRITTEN, _BEFORE, _WHEN, _PROBLEM = "address", "address_before", "address_at", "address_problem"
_LATE_SECONDS = 2.0


def synchronise() -> str | None:
    """Take over an address that was pasted or gone back to; return what was wrong with it, if anything.

    A rerun that the browser asked for just before it learnt of a new address still carries the old one: that is no
    wish to go back, and is passed over.
    """
    now = address()
    state = st.session_state
    late = now == state.get(_BEFORE) and time.monotonic() - state.get(_WHEN, 0.0) < _LATE_SECONDS
    if now != state.get(_WRITTEN) and not late:
        view, state[_PROBLEM] = read_query(now)
        _put(view)
        state[_WRITTEN] = now
    problem: str | None = state.get(_PROBLEM)
    return problem


def _put(view: View) -> None:
    state, f = st.session_state, view.filter
    for name, key in _MANY.items():
        state[key] = list(getattr(f, name))
    state[_ROLE], state[_FROM], state[_TO], state[_TEXT] = f.actor_role, f.date_from, f.date_to, f.text
    state[_REST] = {"report_ids": f.report_ids, "incident_ids": f.incident_ids}
    if view.language or _LANGUAGE not in state:
        locale = (st.context.locale or "").lower()
        state[_LANGUAGE] = view.language or ("ar" if locale.startswith("ar") else "en")
    state[_SPOT], state[_OPEN] = view.spot, view.opened


def language() -> str:
    """Return the language of the page."""
    chosen = st.session_state.get(_LANGUAGE)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def current_view() -> tuple[View, str | None]:
    """Return what the controls ask for, and what cannot be in it: dates in the wrong order are left out and named."""
    state = st.session_state
    values: dict[str, Any] = {name: state.get(key) for name, key in _MANY.items()}
    values |= {"actor_role": state.get(_ROLE), "text": state.get(_TEXT), **state.get(_REST, {})}
    dates = {"date_from": state.get(_FROM), "date_to": state.get(_TO)}
    problem = None
    try:
        chosen = make_filter({**values, **dates})
    except FilterError as error:
        problem = str(error)
        chosen = make_filter(values)
    return View(chosen, language(), state.get(_SPOT), state.get(_OPEN)), problem


def keep_address(view: View) -> None:
    """Write the view into the address; early in a run, so that the browser learns of it before the next click."""
    wanted = write_query(view)
    state = st.session_state
    before = address()
    if wanted != before:
        state[_BEFORE], state[_WHEN] = before, time.monotonic()
        st.query_params.from_dict(wanted)
    state[_WRITTEN] = wanted


def forget_places(places: Sequence[str]) -> None:
    """Take places out of the filter that neither gazetteer nor incidents know; before the controls are drawn."""
    held = st.session_state.get(_MANY["places"], [])
    st.session_state[_MANY["places"]] = [place for place in held if place not in places]


def choose_spot(spot_id: str | None) -> None:
    """Narrow the list to one spot of the map, or take that off."""
    st.session_state[_SPOT] = spot_id


def open_report(incident_id: str | None) -> None:
    """Open the report of an incident, or close it."""
    st.session_state[_OPEN] = incident_id


def reset() -> None:
    """Take all filters off; the language stays."""
    _put(View(Filter(), language(), None, None))


def _take_off(name: str, value: str | None) -> None:
    state = st.session_state
    if name in _MANY and value is not None:
        state[_MANY[name]] = [item for item in state[_MANY[name]] if item != value]
    elif name in {"report_ids", "incident_ids"}:
        state[_REST] = {**state[_REST], name: ()}
    elif name == "text":
        state[_TEXT] = ""
    elif name == "spot":
        state[_SPOT] = None
    else:
        state[{"date_from": _FROM, "date_to": _TO}[name]] = None


def sidebar(t: Texts, names: Names, facets: Facets) -> None:
    """Draw the filters, each value with the number of incidents that it would show."""
    with st.sidebar:
        st.subheader(t("filter.title"), anchor=False)
        _choice("actors", "filter.actor", facets.actors, names.actor, t)
        st.segmented_control(
            t("filter.role"),
            ACTOR_ROLES,
            format_func=lambda role: t(f"filter.role.{role}"),
            key=_ROLE,
            required=True,
            width="stretch",
        )
        _choice("places", "filter.place", facets.places, names.place_option, t)
        for label, key in ((t("filter.date.from"), _FROM), (t("filter.date.to"), _TO)):
            st.date_input(
                label,
                None,
                min_value=FIRST_DAY,
                max_value=date.today(),
                key=key,
                format="YYYY-MM-DD",
                help=t("filter.date.help"),
            )
        _choice("event_types", "filter.type", facets.event_types, lambda value: t.label("event", value), t)
        with st.expander(t("filter.more"), expanded=_more_in_use()):
            _choice("sub_event_types", "filter.subtype", facets.sub_event_types, lambda value: t.label("sub", value), t)
            _choice("sources", "filter.source", facets.sources, str, t)
            st.text_input(t("filter.text"), key=_TEXT, help=t("filter.text.help"))
        st.button(t("filter.reset"), on_click=reset, width="stretch", key="reset")


def _more_in_use() -> bool:
    keys = (_MANY["sub_event_types"], _MANY["sources"], _TEXT)
    return any(st.session_state.get(key) for key in keys)


def _choice(name: str, text_key: str, counts: Mapping[str, int], write: Callable[[str], str], t: Texts) -> None:
    """Draw the box of one filter; its texts are ``text_key`` and, below it, ``.any`` and perhaps ``.help``."""
    help_key = f"{text_key}.help"
    st.multiselect(
        t(text_key),
        list(counts),
        format_func=lambda value: f"{write(value)} – {t.number(counts.get(value, 0))}",
        key=_MANY[name],
        placeholder=t(f"{text_key}.any"),
        help=t(help_key) if t.has(help_key) else None,
        select_all=False,
    )


def chips(view: View, t: Texts, names: Names, spot_name: str | None) -> None:
    """Draw the active filters as buttons that take them off."""
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
                type="secondary",
            )


_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$:"})


def plain(words: str) -> str:
    """Return words so that a label shows them as they are: labels are Markdown, and filters may hold anything."""
    return words.translate(_MARKDOWN)

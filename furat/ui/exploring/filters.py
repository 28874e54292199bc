"""The filters of the explore page, each value with its count: who, where, when, what, how many, how sure, from whom."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from furat.analysis.facets import Facets
from furat.store.filters import Filter
from furat.ui import cards, viewstate
from furat.ui.controls import COUNT, FIRST_DAY, labelled
from furat.ui.exploring import boxes, choices
from furat.ui.exploring.tree import tree
from furat.ui.names import Names
from furat.ui.state import View
from furat.ui.texts import Texts

_MOST_KILLED = 100_000


def sidebar(view: View, t: Texts, names: Names, facets: Facets) -> None:
    """Draw the filters, each value with the number of incidents that it would show."""
    f = view.filter
    boxes.begin()
    with st.sidebar, st.container(gap="small", key="filters"):
        title, reset = st.columns([1, 1], vertical_alignment="center")
        title.subheader(t("filter.title"), anchor=False)
        reset.button(t("filter.reset"), on_click=viewstate.reset, width="stretch", key="reset")
        _group("who", t)
        _choice("actors", f.actors, "filter.actor", facets.actors, names.actor, t)
        choices.roles(f.actor_role, t)
        _group("where", t)
        _choice("places", f.places, "filter.place", facets.places, names.place_option, t)
        tree(facets.places, f.places, names)
        _group("when", t)
        _day("date_from", f.date_from, t("filter.date.from"), t)
        _day("date_to", f.date_to, t("filter.date.to"), t)
        _group("what", t)
        _few("event_types", f, "filter.type", facets.event_types, lambda value: t.label("event", value), t)
        subtypes = facets.sub_event_types
        _choice("sub_event_types", f.sub_event_types, "filter.subtype", subtypes, lambda v: t.label("sub", v), t)
        _group("many", t)
        choices.least("killed_from", f.killed_from, t("filter.killed"), facets.killed, t, t("filter.killed.help"))
        _most_killed(f, t)
        _group("sure", t)
        _few("precisions", f, "filter.precision", facets.precisions, lambda value: t(f"filter.precision.{value}"), t)
        words, help_ = t("filter.confidence"), t("filter.confidence.help")
        choices.least("confidence_from", f.confidence_from, words, facets.confidences, t, help_)
        _few("reviews", f, "filter.review", facets.reviews, lambda value: t.label("review.state", value), t)
        _group("source", t)
        _choice("sources", f.sources, "filter.source", facets.sources, str, t)
        boxes.put("w_text", f.text)
        st.text_input(t("filter.text"), key="w_text", help=t("filter.text.help"), on_change=_take, args=("text",))
        st.html(choices.counts_style(_counts(facets), t))
    boxes.end()


def _counts(facets: Facets) -> Mapping[str, Mapping[Any, int]]:
    return {
        "role": facets.roles,
        "event_types": facets.event_types,
        "killed_from": facets.killed,
        "precisions": facets.precisions,
        "confidence_from": facets.confidences,
        "reviews": facets.reviews,
    }


def _group(name: str, t: Texts) -> None:
    st.html(cards.tag("h3", cards.text(t(f"filter.group.{name}")), class_="f-group", dir=t.direction))


def _few(name: str, f: Filter, text_key: str, counts: Mapping[str, int], write: Callable[[str], str], t: Texts) -> None:
    choices.many(name, getattr(f, name), t(text_key), counts, write, t(f"{text_key}.help"))


def _choice(
    name: str, chosen: tuple[str, ...], text_key: str, counts: Mapping[str, int], write: Callable[[str], str], t: Texts
) -> None:
    """Draw the box of one filter; its texts are ``text_key`` and, below it, ``.any`` and perhaps ``.help``."""
    key, help_key, written = f"w_{name}", f"{text_key}.help", labelled(name, write)
    boxes.put(key, list(chosen))
    st.multiselect(
        t(text_key),
        list(counts),
        format_func=lambda value: f"{written(value)}{COUNT}{t.number(counts.get(value, 0))}",
        key=key,
        placeholder=t(f"{text_key}.any"),
        help=t(help_key) if t.has(help_key) else None,
        select_all=False,
        on_change=choices.take_many,
        args=(name,),
    )


def _most_killed(f: Filter, t: Texts) -> None:
    boxes.put("w_killed_to", f.killed_to)
    st.number_input(
        t("filter.killed.to"),
        min_value=0,
        max_value=max(_MOST_KILLED, f.killed_to or 0),
        step=1,
        key="w_killed_to",
        placeholder=t("filter.killed.any"),
        help=t("filter.killed.to.help"),
        on_change=_take,
        args=("killed_to",),
    )


def _take(name: str) -> None:
    answer = st.session_state[f"w_{name}"]
    if not boxes.is_echo(f"w_{name}", answer):
        viewstate.change_filter(**{name: answer.strip() if isinstance(answer, str) else answer})


def _day(name: str, value: date | None, label: str, t: Texts) -> None:
    key = f"w_{name}"
    latest = date.today()
    # A link may ask for days beyond the calendar of the box; the filter holds, the box shows its limit.
    boxes.put(key, min(max(value, FIRST_DAY), latest) if value else None)
    st.date_input(
        label,
        None,
        min_value=FIRST_DAY,
        max_value=latest,
        key=key,
        format="YYYY-MM-DD",
        help=t("filter.date.help"),
        on_change=_take,
        args=(name,),
    )

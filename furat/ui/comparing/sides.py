"""The two sides of the compare page: the boxes that choose them, their figures, and the way to their incidents."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from furat.analysis.figures import summary
from furat.analysis.sides import ACTORS, MODES, PERIODS, Comparison, Side, filter_of, replaces_actors
from furat.store.columns import Columns
from furat.store.filters import ACTOR_ROLES, Filter
from furat.ui import cards, shell, viewstate
from furat.ui.comparing import words
from furat.ui.controls import COUNT, FIRST_DAY, labelled, value_of
from furat.ui.names import Names
from furat.ui.pages.explore import figures
from furat.ui.state import EXPLORE
from furat.ui.texts import Texts

_EDGES = ("date_from", "date_to")


def mode_switch(asked: Comparison, t: Texts) -> None:
    """Draw the switch between periods and actors."""
    choice("mode", asked.mode, MODES, "compare.mode", t)


def choice(name: str, chosen: str, options: tuple[str, ...], text_key: str, t: Texts) -> None:
    """Draw a switch of the comparison; its label is ``text_key``, its options stand below it."""
    key = f"w_compare_{name}"
    st.session_state[key] = chosen
    st.segmented_control(
        t(text_key),
        options,
        format_func=labelled(key, lambda option: t(f"{text_key}.{option}")),
        key=key,
        required=True,
        wrap=True,
        on_change=_take_choice,
        args=(name, key),
    )


def _take_choice(name: str, key: str) -> None:
    value = value_of(key, st.session_state[key])
    if value:
        changes: dict[str, Any] = {name: value}
        viewstate.change(comparison=replace(viewstate.view().comparison, **changes))


def side_panel(
    name: str, asked: Comparison, rows: pd.DataFrame, f: Filter, actors: Mapping[str, int], names: Names
) -> None:
    """Draw one side: what it holds, what one may choose, its figures, and the link to its incidents."""
    t = names.texts
    side: Side = getattr(asked, name)
    with st.container(key=f"side-{name}", gap="small"):
        said = words.side_words(asked, name, names)
        st.html(cards.tag("h2", cards.text(said), class_="f-part", dir=t.direction))
        if asked.mode == PERIODS:
            _period(name, asked, side, t)
        else:
            _actor(name, asked, side, actors, names)
        hint = empty_words(asked, side, rows, t)
        if hint:
            st.info(hint)
        else:
            figures(summary(Columns(rows)), t)
        alone = filter_of(f, asked, side)
        if alone is not None and not rows.empty:
            key = f"compare.side.{name}"
            help_ = t("compare.back.replaces") if replaces_actors(f, asked) else None
            label = t("compare.back", side=t(key))
            shell.link(EXPLORE, label, help=help_, filter=alone, comparison=asked, spot=None, opened=None)


def empty_words(asked: Comparison, side: Side, rows: pd.DataFrame, t: Texts) -> str | None:
    """Return what to do where a side has nothing to show; None where it has."""
    if not rows.empty:
        return None
    if asked.mode == ACTORS:
        return t("compare.empty.actor") if side.actor is None else t("compare.empty.role")
    return t("compare.empty.period") if side.in_order else t("compare.empty.order")


def _period(name: str, asked: Comparison, side: Side, t: Texts) -> None:
    for column, edge in zip(st.columns(2, gap="small"), _EDGES, strict=True):
        with column:
            _day(name, asked, edge, getattr(side, edge), t)


def _day(name: str, asked: Comparison, edge: str, value: date | None, t: Texts) -> None:
    key, latest = f"w_{name}_{edge}", date.today()
    # A period may end with a month that has not ended yet; the period holds, the box shows its limit.
    st.session_state[key] = min(max(value, FIRST_DAY), latest) if value else None
    st.date_input(
        t("compare.box", side=t(f"compare.side.{name}"), what=t(f"filter.date.{edge.removeprefix('date_')}")),
        None,
        min_value=FIRST_DAY,
        max_value=latest,
        key=key,
        format="YYYY-MM-DD",
        on_change=_take_day,
        args=(asked, name, edge, key),
    )


def _take_day(asked: Comparison, name: str, edge: str, key: str) -> None:
    _put(asked, name, **{edge: st.session_state[key]})


def _actor(name: str, asked: Comparison, side: Side, actors: Mapping[str, int], names: Names) -> None:
    t = names.texts
    key, role_key = f"w_{name}_actor_{t.language}", f"w_{name}_role"
    options = [*actors, *([side.actor] if side.actor and side.actor not in actors else [])]
    written = labelled(key, names.actor)
    st.session_state[key] = side.actor
    st.selectbox(
        t("compare.box", side=t(f"compare.side.{name}"), what=t("filter.actor")),
        options,
        index=None,
        format_func=lambda actor: f"{written(actor)}{COUNT}{t.number(actors.get(actor, 0))}",
        key=key,
        placeholder=t("compare.nobody"),
        on_change=_take_actor,
        args=(asked, name, key),
    )
    st.session_state[role_key] = side.role
    st.segmented_control(
        t("compare.box", side=t(f"compare.side.{name}"), what=t("filter.role")),
        ACTOR_ROLES,
        format_func=labelled(role_key, lambda role: t(f"filter.role.{role}")),
        key=role_key,
        required=True,
        on_change=_take_role,
        args=(asked, name, role_key),
    )


def _take_actor(asked: Comparison, name: str, key: str) -> None:
    answer = st.session_state[key]
    _put(asked, name, actor=value_of(key, answer) if answer else None)


def _take_role(asked: Comparison, name: str, key: str) -> None:
    _put(asked, name, role=value_of(key, st.session_state[key]) or ACTOR_ROLES[0])


def _put(asked: Comparison, name: str, **changes: Any) -> None:
    """Change one side and keep the other as it is shown, even where nobody had chosen it yet."""
    viewstate.change(comparison=replace(asked, **{name: replace(getattr(asked, name), **changes)}))

"""The administrative tree under the box of places: from a country down to a village, each with its count."""

from collections.abc import Mapping

import streamlit as st

from furat.analysis.tree import Branch, branches, busiest_governorate, way_to
from furat.ui import cards, viewstate
from furat.ui.controls import counted, plain
from furat.ui.expanders import lazy_expander
from furat.ui.names import Names

_AT, _CHANGED = "tree_at", "tree_changed"
_TOP = ""
"""Stands for the level of the countries: no place has this id."""


@st.fragment
def tree(counts: Mapping[str, int], chosen: tuple[str, ...], names: Names) -> None:
    """Draw the tree, folded until it is wanted.

    A fragment: walking about changes nothing of the picture, so that only this part runs again; choosing a place does,
    and then the whole page runs.
    """
    if st.session_state.pop(_CHANGED, False):
        st.rerun()
    t = names.texts
    box = lazy_expander(t("tree.title"), key="tree")
    if not box.open:
        return
    start = busiest_governorate(counts, names.gazetteer) or _TOP
    at = str(st.session_state.get(_AT, start))
    at = at if at in names.gazetteer else _TOP
    with box:
        _way(at, names)
        if at:
            _unit(at, counts, chosen, names)
        with st.container(gap=None, key="tree-rows"):
            for branch in branches(counts, names.gazetteer, at or None):
                _row(branch, chosen, names)


def _way(at: str, names: Names) -> None:
    """Draw the way down to where one stands; each step leads back up."""
    t, above = names.texts, way_to(names.gazetteer, at) if at else ()
    *up, (_, here) = [(_TOP, t("tree.top")), *((place.place_id, names.short(place)) for place in above)]
    with st.container(horizontal=True, gap="xxsmall", key="tree-way"):
        for place_id, name in up:
            st.button(plain(name), key=f"tree-up-{place_id}", on_click=_go, args=(place_id,), type="tertiary")
        st.html(cards.tag("b", cards.text(here), dir=t.direction), width="content")


def _unit(at: str, counts: Mapping[str, int], chosen: tuple[str, ...], names: Names) -> None:
    place, t = names.gazetteer[at], names.texts
    key = "tree.drop" if at in chosen else "tree.take"
    st.button(
        counted(plain(t(key, name=names.short(place))), counts.get(at, 0), t),
        key="tree-take",
        on_click=_toggle,
        args=(at,),
        width="stretch",
    )


def _row(branch: Branch, chosen: tuple[str, ...], names: Names) -> None:
    """Draw a place: one that holds others is gone into, another one is chosen."""
    place, t = branch.place, names.texts
    sign = "✓ " if place.place_id in chosen else ""
    onward = ("\u00a0‹" if t.right_to_left else "\u00a0›") if branch.inner else ""
    words = f"{sign}{plain(names.short(place))} :small[({plain(t.label('kind', place.kind))})]"
    st.button(
        f"{counted(words, branch.incidents, t)}{onward}",
        key=f"tree-{place.place_id}",
        help=plain(names.pair(place.name_ar, place.name_en)),
        on_click=_go if branch.inner else _toggle,
        args=(place.place_id,),
        type="tertiary",
        width="stretch",
    )


def _go(place_id: str) -> None:
    st.session_state[_AT] = place_id


def _toggle(place_id: str) -> None:
    chosen = viewstate.view().filter.places
    kept = tuple(place for place in chosen if place != place_id) if place_id in chosen else (*chosen, place_id)
    viewstate.change_filter(places=kept)
    st.session_state[_CHANGED] = True

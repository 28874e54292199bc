"""What can be done from the card: go to the next incident, decide on this one, narrow the filter to what it names."""

from typing import Any

import pandas as pd
import streamlit as st

from furat.analysis.reviewing import can_accept, can_reject, leading, present
from furat.store.filters import ACTOR_ROLES
from furat.store.review.dossier import Dossier
from furat.store.workspace import Workspace
from furat.ui import cards, controls, shell, viewstate
from furat.ui.names import Names
from furat.ui.reviewing import acts, drafts, report
from furat.ui.state import REVIEW

KEYS = {"previous": "p", "next": "n"}
"""The keys of the card: those of the review page."""

_ACTORS = ("perpetrators", "targets", "claimed_by")


def bar(opened: Workspace, found: Dossier, beside: tuple[str | None, str | None], names: Names, *, may: bool) -> None:
    """Draw the buttons of the card: the incidents beside it, and for those who may, accept, reject and correct."""
    t, here = names.texts, found.event_id
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="card-bar"):
        for name, other in zip(KEYS, beside, strict=True):
            st.button(
                t(f"review.{name}"),
                key=f"card-{name}",
                shortcut=KEYS[name],
                disabled=other is None,
                on_click=viewstate.change,
                kwargs={"opened": other},
            )
        if may:
            version = int(leading(found).values["version"])
            desk = acts.Desk(opened, here, version, present(found), ())
            drafts.draft_of(here, version)
            st.button(
                t("review.accept"),
                key="card-accept",
                type="primary",
                disabled=not can_accept(found),
                on_click=acts.accept,
                args=(desk,),
            )
            st.button(
                t("review.reject"),
                key="card-reject",
                disabled=not can_reject(found),
                on_click=acts.reject,
                args=(desk,),
            )
        words = t("incident.correct") if may else t("list.review")
        shell.link(REVIEW, words, help=t("list.review.help"), incident=here, opened=None)


def said(opened: Workspace, found: Dossier, names: Names, *, may: bool) -> None:
    """Say what came of the last button where it concerns this incident."""
    last = acts.outcome()
    if last is not None and last.incident_id == found.event_id:
        report.say(opened, names, may=may)


def narrowing(row: dict[str, Any], names: Names) -> None:
    """Draw the buttons that narrow the filter to an actor, the place, or the sub-district of the incident."""
    t = names.texts
    actors = list(dict.fromkeys(item for key in _ACTORS for item in row[key]))
    places = _places(row, names)
    if not actors and not places:
        return
    st.html(cards.tag("h3", cards.text(t("incident.only")), class_="f-part", dir=t.direction))
    with st.container(horizontal=True, gap="small", key="card-only"):
        for kind, items, write in (("places", places, names.place), ("actors", actors, names.actor)):
            for item in items:
                st.button(
                    controls.plain(write(item)),
                    key=f"only-{kind}-{item}",
                    help=t(f"incident.only.{kind}"),
                    on_click=only,
                    args=(kind, item),
                )


def only(kind: str, item: str) -> None:
    """Narrow the filter to one actor or place, whatever its role; the card makes way for what is found."""
    changes: dict[str, Any] = {kind: (item,)}
    if kind == "actors":
        changes["actor_role"] = ACTOR_ROLES[0]
    viewstate.change_filter(**changes)
    viewstate.change(opened=None, spot=None)


def _places(row: dict[str, Any], names: Names) -> list[str]:
    place_id = row["place_id"]
    if pd.isna(place_id) or place_id not in names.gazetteer:
        return []
    units = [unit.place_id for unit in names.gazetteer.ancestors(place_id) if unit.kind == "subdistrict"]
    return list(dict.fromkeys([str(place_id), *units]))

"""The rarer decisions of the review page: two events, merging, spellings and places for the gazetteer."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from furat.analysis.reviewing import leading, merge_candidates, parents, place_words, rows_by_id
from furat.store.review.dossier import Dossier
from furat.ui import cards, controls, session
from furat.ui.names import Names
from furat.ui.reviewing import acts
from furat.ui.reviewing.form import Form
from geo.place import AREA_KINDS, KINDS, NAME_USES


def merge_box(made: Form, frame: pd.DataFrame) -> None:
    """Draw the choice of incidents of the same days and neighbourhood, and the box for an id."""
    t, desk = made.names.texts, made.desk
    found = merge_candidates(frame, desk.current, desk.incident_id)
    rows = rows_by_id(frame, [item.incident_id for item in found])
    with st.expander(t("review.merge.title"), key="merge"):
        labels = {item.incident_id: merge_label(rows[item.incident_id], item.km, made.names) for item in found}
        key = made.key("merge")
        chosen = st.selectbox(
            t("review.merge.with"),
            list(labels),
            index=None,
            format_func=controls.labelled(key, lambda item: labels.get(item, item)),
            key=key,
            placeholder=t("review.merge.choose") if labels else t("review.merge.nobody"),
            disabled=not made.may,
        )
        typed = st.text_input(
            t("review.merge.id"), key=made.key("merge-id"), disabled=not made.may, placeholder=t("review.merge.id.hint")
        ).strip()
        other = typed or (controls.value_of(key, chosen) if chosen else None)
        st.button(
            t("review.merge"),
            key="do-merge",
            disabled=not (made.may and other),
            on_click=acts.merge,
            args=(desk, made.key("merge-id"), key),
            width="stretch",
        )


def merge_label(row: Mapping[str, Any], apart: float | None, names: Names) -> str:
    """Return an incident as the choice of merging offers it: day, type, place, deaths, how far away, its outlets."""
    t = names.texts
    start = None if pd.isna(row["date_start"]) else row["date_start"].date()
    end = None if pd.isna(row["date_end"]) else row["date_end"].date()
    name_ar = "" if pd.isna(row["place_name_ar"]) else str(row["place_name_ar"])
    name_en = "" if pd.isna(row["place_name_en"]) else str(row["place_name_en"])
    parts = [
        names.pair(name_ar, name_en) or t("card.noplace"),
        t.days(start, end),
        *cards.casualty_words(row, t),
        t.label("sub", str(row["sub_event_type"])),
        *([t("review.merge.km", km=round(apart))] if apart is not None else []),
        *row["sources"],
    ]
    return controls.one_line(f"{t.beside(parts)} [{str(row['incident_id'])[:6]}]")


def learn_box(made: Form, dossier: Dossier) -> None:
    """Draw the boxes that teach a spelling of the chosen place."""
    t, desk, place_id = made.names.texts, made.desk, made.value("place_id")
    with st.expander(t("review.learn.title"), key="learn"):
        st.caption(t("review.learn.help"))
        text_key = made.key("spelling")
        if text_key not in st.session_state:
            st.session_state[text_key] = controls.one_line(place_words(leading(dossier)))
        text = st.text_input(t("review.learn.text"), key=text_key, disabled=not made.may)
        name = made.names.place(place_id) if place_id else t("review.learn.noplace")
        st.html(cards.tag("div", cards.text(t("review.learn.place", name=name)), class_="f-small", dir=t.direction))
        uses = _use_boxes(made, "learn")
        st.button(
            t("review.learn"),
            key="do-learn",
            disabled=not (made.may and place_id and text.strip()),
            on_click=acts.learn,
            args=(desk, {"text": text_key, **uses}),
            width="stretch",
        )


def new_place_box(made: Form) -> None:
    """Draw the boxes that add a place at the point that was clicked."""
    t, desk, point = made.names.texts, made.desk, made.draft.point
    with st.expander(t("review.new.title"), key="new-place"):
        if point is None:
            st.caption(t("review.new.click"))
            return
        off = not made.may
        boxes = {
            "name_ar": made.key("new-ar"),
            "name_en": made.key("new-en"),
            "kind": made.key("new-kind"),
            "parent_id": made.key("new-parent"),
            "uncertainty_km": made.key("new-radius"),
        }
        ar = st.text_input(t("review.new.ar"), key=boxes["name_ar"], disabled=off)
        en = st.text_input(t("review.new.en"), key=boxes["name_en"], disabled=off)
        kinds = [kind for kind in KINDS if kind != "country"]
        kind = st.selectbox(
            t("review.new.kind"),
            kinds,
            index=kinds.index("village"),
            format_func=controls.labelled(boxes["kind"], lambda item: t.label("kind", item)),
            key=boxes["kind"],
            disabled=off,
        )
        around = parents(point, session.areas().unit_at(*point), made.names.gazetteer)
        holders = {place.place_id: place for place in around}
        parent = st.selectbox(
            t("review.new.parent"),
            list(holders),
            format_func=controls.labelled(boxes["parent_id"], made.names.place_option),
            key=boxes["parent_id"],
            disabled=off,
        )
        st.number_input(
            t("review.new.radius"),
            min_value=0.0,
            value=None,
            key=boxes["uncertainty_km"],
            placeholder=t("review.new.radius.area" if kind in AREA_KINDS else "review.new.radius.point"),
            disabled=off,
        )
        uses = _use_boxes(made, "new")
        st.button(
            t("review.new"),
            key="do-new-place",
            disabled=off or not (ar.strip() and en.strip() and parent),
            on_click=acts.add_place,
            args=(desk, point, {**boxes, **uses}),
            width="stretch",
        )


def _use_boxes(made: Form, what: str) -> dict[str, str]:
    """Draw the boxes that say how a name is read; return their keys by argument."""
    t, use, homonym = made.names.texts, made.key(f"{what}-use"), made.key(f"{what}-homonym")
    st.selectbox(
        t("review.use"),
        list(NAME_USES),
        format_func=controls.labelled(use, lambda item: t.label("use", item)),
        key=use,
        disabled=not made.may,
    )
    st.checkbox(t("review.homonym"), key=homonym, disabled=not made.may)
    return {"use": use, "homonym": homonym}

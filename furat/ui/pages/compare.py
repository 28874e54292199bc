"""The compare page: two periods or two actors side by side, as figures, chart and table, each to take along."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import streamlit as st

from furat.analysis.comparison import Table, records
from furat.analysis.comparison import compare as compared
from furat.analysis.ready import Incidents
from furat.analysis.sides import (
    ACTORS,
    GROUPINGS,
    MEASURES,
    PERIODS,
    Comparison,
    actor_counts,
    filled,
    narrowed,
)
from furat.exchange.charts import Picture, chart_picture
from furat.exchange.csv import csv_text
from furat.store.filters import Filter
from furat.store.passing import passing
from furat.store.workspace import Workspace
from furat.ui import cards, charts, controls, shell, viewstate
from furat.ui.comparing import sides, words
from furat.ui.comparing.table import csv_headings, csv_labels, table_html
from furat.ui.exploring import chips
from furat.ui.names import Names
from furat.ui.state import COMPARE

_PICTURES: tuple[tuple[Literal["svg", "png"], str], ...] = (("svg", "image/svg+xml"), ("png", "image/png"))


def page() -> None:
    """Draw the page."""
    entered = shell.enter(COMPARE)
    if entered is not None:
        compare(entered.opened, entered.everything, entered.names)
        shell.footer(entered.names.texts)


def compare(opened: Workspace, everything: Incidents, names: Names) -> None:
    """Draw all that depends on the incidents."""
    t = names.texts
    if opened.fictional:
        shell.banner(t("banner.fictional"), t)
    if everything.frame.empty:
        st.info(f"**{t('empty.workspace.title')}** {t('empty.workspace')}")
        return
    viewstate.drop_lost_places(everything.columns, names)
    view = viewstate.view()
    found = passing(everything.columns, view.filter, names.gazetteer, everything.search)
    frame = everything.frame[found.mask()] if found.parts else everything.frame
    viewstate.keep_address()
    controls.filter_fault(viewstate.problem(), t)
    if view.filter != Filter():
        st.html(cards.tag("div", cards.text(t("review.filtered")), class_="f-small", dir=t.direction))
        chips.chips(viewstate.changed(spot=None), t, names, None)
    if frame.empty:
        st.info(t("compare.empty.filter"))
        return
    asked = filled(view.comparison, frame)
    sides.mode_switch(asked, t)
    actors = actor_counts(frame, "either") if asked.mode == ACTORS else {}
    a, b = (narrowed(frame, view.filter, asked, side, names.gazetteer) for side in asked.sides)
    for column, name, rows in zip(st.columns(2, gap="medium"), words.SIDES, (a, b), strict=True):
        with column:
            sides.side_panel(name, asked, rows, view.filter, actors, names)
    if not _can_be_compared(asked, bool(len(a) or len(b)), names):
        return
    table = compared(a, b, view.filter, asked)
    if table.shared:
        shell.banner(t("compare.shared", n=table.shared), t)
    _result(opened, table, asked, names)


def _can_be_compared(asked: Comparison, any_incident: bool, names: Names) -> bool:
    """Whether there is a table to show; else say what to do, and offer the periods that do hold incidents."""
    t = names.texts
    if asked.mode == PERIODS and not any_incident:
        chosen = any(side.date_from or side.date_to for side in asked.sides)
        st.info(t("compare.empty.periods") if chosen else t("compare.empty.dates"))
        if chosen:
            st.button(t("compare.suggest"), key="suggest", on_click=_suggest, type="primary")
    return any_incident and all(side.in_order and (side.actor or asked.mode == PERIODS) for side in asked.sides)


def _suggest() -> None:
    asked = viewstate.view().comparison
    bare = (replace(side, date_from=None, date_to=None) for side in asked.sides)
    first, second = bare
    viewstate.change(comparison=replace(asked, a=first, b=second))


def _result(opened: Workspace, table: Table, asked: Comparison, names: Names) -> None:
    t = names.texts
    with st.container(horizontal=True, gap="medium", key="groupings"):
        sides.choice("by", asked.by, GROUPINGS, "compare.by", t)
        sides.choice("measure", asked.measure, MEASURES, "compare.measure", t)
    fictional = bool(opened.fictional)
    picture = words.picture(table, asked, names, _notes(names, fictional=fictional))
    drawn, told = st.columns([1, 1.15], gap="medium")
    with drawn, st.container(key="chart", gap="small"):
        _chart(picture, asked, table, names)
    with told, st.container(key="told", gap="small"):
        title = words.table_title(asked, t)
        st.html(cards.tag("h2", cards.text(title), class_="f-part", dir=t.direction))
        held = ". ".join((*picture.sides, t("compare.caption")))
        st.html(cards.tag("div", cards.text(held), class_="f-small", dir=t.direction))
        st.html(table_html(table, asked, names))
        st.download_button(
            t("compare.save.csv"),
            data=_csv(table, asked, names, fictional=fictional),
            file_name=f"furat-{asked.mode}-{asked.by}.csv",
            mime="text/csv",
            on_click="ignore",
            key="save-csv",
        )


def _chart(picture: Picture, asked: Comparison, table: Table, names: Names) -> None:
    t = names.texts
    st.html(cards.tag("h2", cards.text(picture.title), class_="f-part", dir=t.direction))
    signs = "".join(
        cards.tag("span", cards.tag("i", "", class_=f"f-side f-side-{name}") + cards.text(said), class_="f-size")
        for name, said in zip(words.SIDES, picture.sides, strict=True)
    )
    st.html(cards.tag("div", signs, class_="f-legend", dir=t.direction))
    if picture.labels:
        alt = t("compare.alt", title=picture.title, a=picture.sides[0], b=picture.sides[1])
        st.altair_chart(charts.comparison_chart(picture, t("compare.side")), width="stretch", alt=alt)
    notes = words.chart_notes(table, asked, t)
    if notes:
        lines = "".join(cards.tag("div", cards.text(note)) for note in notes)
        st.html(cards.tag("div", lines, class_="f-small", dir=t.direction, role="note"))
    with st.container(horizontal=True, gap="small"):
        for format_, kind in _PICTURES:
            st.download_button(
                t(f"compare.save.{format_}"),
                data=_saved(picture, format_),
                file_name=f"furat-{asked.measure}-{asked.by}.{format_}",
                mime=kind,
                on_click="ignore",
                disabled=not picture.labels,
                key=f"save-{format_}",
            )


def _saved(picture: Picture, format_: Literal["svg", "png"]) -> Callable[[], bytes]:
    return lambda: chart_picture(picture, format_)


def _csv(table: Table, asked: Comparison, names: Names, *, fictional: bool) -> Callable[[], str]:
    def make() -> str:
        labels, headings = csv_labels(table, names), csv_headings(asked, names)
        return csv_text(records(table, labels, fictional=fictional), headings)

    return make


def _notes(names: Names, *, fictional: bool) -> tuple[str, ...]:
    """Return what a picture that leaves the page must say of itself: its filter, and that it is invented."""
    t, view = names.texts, viewstate.changed(spot=None)
    said = [controls.one_line(label) for _, _, label in chips.active_filters(view, t, names, None)]
    if view.filter.actors and view.filter.actor_role != Filter().actor_role:
        said.append(f"{t('filter.role')}: {t(f'filter.role.{view.filter.actor_role}')}")
    notes = [t("compare.filter", words="؛ ".join(said) if t.right_to_left else "; ".join(said))] if said else []
    return (*notes, *([t("compare.fictional")] if fictional else []))

"""The explore page: one filter, and its map, figures, list and download as one picture."""

import streamlit as st

from furat.analysis.figures import Summary, range_text
from furat.analysis.picture import neighbours, picture
from furat.analysis.places import Spot
from furat.analysis.ready import Incidents
from furat.store.people import Person
from furat.store.workspace import Workspace
from furat.ui import cards, controls, shell, viewstate
from furat.ui.exploring import chips, filters, incidents, leading, map_panel, timeline
from furat.ui.incident.dialog import show_incident
from furat.ui.names import Names
from furat.ui.state import EXPLORE
from furat.ui.texts import Texts


def page() -> None:
    """Draw the page."""
    entered = shell.enter(EXPLORE)
    if entered is not None:
        explore(entered.opened, entered.everything, entered.names.texts, entered.names, entered.person)


def explore(opened: Workspace, everything: Incidents, t: Texts, names: Names, person: Person) -> None:
    """Draw all that depends on the incidents."""
    if opened.fictional:
        shell.banner(t("banner.fictional"), t)
    if everything.frame.empty:
        st.info(f"**{t('empty.workspace.title')}** {t('empty.workspace')}")
        shell.footer(t)
        return
    columns = everything.columns
    viewstate.drop_lost_places(columns, names)
    view = viewstate.view()
    viewstate.keep_address()
    with st.container():  # there or not: what stands below keeps its place, and the map what it looks at
        controls.filter_fault(viewstate.problem(), t)
    seen = picture(columns, view.filter, view.spot, names.gazetteer, everything.search)
    figures(seen.figures, t)
    spot_name = _spot_name(seen.marks, view.spot, names)
    chips.chips(view, t, names, spot_name)
    timeline.panel(seen.timeline, view, t)
    chart, column = st.columns([1.5, 1], gap="medium")
    with chart:
        map_panel.draw_map(map_panel.Shown(columns, seen.rows, seen.marks, names))
        map_panel.notes(columns, seen.rows, t)
    with column:
        listed, named = leading.tabs(t)
        if named.open:
            with named:
                leading.panel(seen.facets, view.filter, names)
        else:
            with listed:
                incidents.incident_list(opened, columns, seen, view, names, spot_name)
    filters.sidebar(view, t, names, seen.facets)  # behind the map, which is what a click on a filter waits for
    incidents.not_mappable(opened, columns, seen.unplaced, names)
    shell.footer(t)
    if view.opened:
        show_incident(opened, person, neighbours(columns, seen.chosen, view.opened), view.opened, names)


def figures(figures_: Summary, t: Texts) -> None:
    """Draw the figures of what is shown."""
    values = [
        (t("figure.incidents"), t.number(figures_.incidents)),
        (t("figure.killed"), t.figures(range_text(figures_.killed))),
        (t("figure.injured"), t.figures(range_text(figures_.injured))),
        (t("figure.places"), t.number(figures_.places)),
        (t("figure.reports"), t.number(figures_.reports)),
    ]
    boxes = "".join(
        cards.tag("div", cards.tag("span", cards.text(label)) + cards.tag("b", cards.text(value)))
        for label, value in values
    )
    help_ = t("figure.range.help")
    st.html(cards.tag("div", boxes, class_="f-figures", dir=t.direction, title=help_))


def _spot_name(marks: list[Spot], spot_id: str | None, names: Names) -> str | None:
    found = next((mark for mark in marks if mark.spot_id == spot_id), None)
    if found is None:
        return names.place(spot_id.rstrip("~")) if spot_id else None
    return names.pair(found.name_ar, found.name_en)

"""The incidents behind the filter or the clicked place: their cards page by page, their download, the not mappable."""

from typing import Any

import pandas as pd
import streamlit as st

from furat.analysis.picture import Picture
from furat.store.columns import Columns, Rows, part, size
from furat.store.frame import texts
from furat.store.workspace import Workspace
from furat.ui import cards, shell, viewstate
from furat.ui.exploring import empty
from furat.ui.exploring.handing_on import handing_on, incidents_file
from furat.ui.exploring.map_panel import MAP_HEIGHT
from furat.ui.names import Names
from furat.ui.state import REVIEW, View
from furat.ui.texts import Texts

PAGE_SIZE = 15


def incident_list(
    opened: Workspace, columns: Columns, seen: Picture, view: View, names: Names, spot_name: str | None
) -> None:
    """Draw the incidents behind the filter or the clicked place, page by page, with their download."""
    t, total = names.texts, size(seen.chosen, columns)

    def chosen() -> pd.DataFrame:
        return columns.frame.iloc[seen.chosen]

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="list-head"):
        st.subheader(t("list.title", n=total), anchor=False)
        st.download_button(
            t("list.download", n=total),
            data=incidents_file(opened, chosen, view.filter, names, "geojson"),
            file_name="furat.geojson",
            mime="application/geo+json",
            help=t("list.download.help"),
            disabled=not total,
            on_click="ignore",
            key="download",
        )
        handing_on(opened, chosen, view.filter, names, spot_name, disabled=not total)
    empty.without_date(seen.found, t)
    if not total:
        empty.nothing(seen.found, view, names)
        return
    pages = -(-total // PAGE_SIZE)
    # A key of its own for each list: another filter begins at its first page.
    key = f"page-{hash((view.filter, view.spot, total))}"
    number = min(int(st.session_state.get(key, 1)), pages)
    first = (number - 1) * PAGE_SIZE
    with st.container(height=MAP_HEIGHT, key="incidents", gap="xxsmall"):
        _cards(opened, part(columns, seen.chosen, first, first + PAGE_SIZE), t, names, "list")
    if pages > 1:
        words = t("list.range", first=first + 1, last=min(first + PAGE_SIZE, total), total=total)
        st.html(cards.tag("div", cards.text(words), class_="f-small", dir=t.direction))
        st.pagination(pages, key=key, max_visible_pages=5)


def _cards(opened: Workspace, rows: pd.DataFrame, t: Texts, names: Names, where: str) -> None:
    for row in _rows(opened, rows):
        incident_id = str(row["incident_id"])
        st.html(cards.incident_card(row, names))
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"under-{where}-{incident_id}"
        ):
            st.button(
                t("list.open"),
                key=f"open-{where}-{incident_id}",
                help=t("list.open.help"),
                on_click=viewstate.change,
                kwargs={"opened": incident_id},
                type="tertiary",
            )
            shell.link(REVIEW, t("list.review"), help=t("list.review.help"), incident=incident_id, opened=None)


def _rows(opened: Workspace, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows of the frame with their words; what was purged a moment ago is left out."""
    told = texts(opened, rows["lead_id"])
    plain = ({str(key): value for key, value in row.items()} for row in rows.to_dict("records"))
    return [row | told[row["lead_id"]].record() for row in plain if row["lead_id"] in told]


def not_mappable(opened: Workspace, columns: Columns, rows: Rows, names: Names) -> None:
    """List the incidents that have no place on the map."""
    t, total = names.texts, size(rows, columns)
    if not total:
        return
    with st.expander(t("list.unplaced.title", n=total), key="unplaced"):
        st.caption(t("list.unplaced.help"))
        _cards(opened, part(columns, rows, 0, PAGE_SIZE * 4), t, names, "unplaced")

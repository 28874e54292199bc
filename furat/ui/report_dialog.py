"""The reports of an incident above the explore page, with the words that say each value marked."""

from typing import Any

import pandas as pd
import streamlit as st

from furat.analysis.reviewing import row_of
from furat.errors import ReviewError
from furat.store.review.dossier import Telling, dossier
from furat.store.tables import REJECTED
from furat.store.workspace import Workspace
from furat.ui import cards, controls, shell, viewstate
from furat.ui.names import Names
from furat.ui.state import REVIEW


def show_report(opened: Workspace, everything: pd.DataFrame, incident_id: str, names: Names) -> None:
    """Open the reports of an incident, that of the leading one first; a switch leads to the others."""
    t = names.texts
    rows = everything[everything["incident_id"] == incident_id]

    def closed() -> None:
        viewstate.change(opened=None)

    @st.dialog(t("report.title"), width="large", on_dismiss=closed)
    def dialog() -> None:
        row = {str(key): value for key, value in rows.iloc[0].items()} if len(rows) else {}
        told = tellings_of(opened, incident_id, row) if row else []
        if not told:
            st.error(t("error.report.gone"))
            return
        telling = told[_chosen(told, incident_id, names)]
        st.html(_head(telling, names))
        st.html(cards.facts(row, names))
        shell.link(REVIEW, t("list.review"), help=t("list.review.help"), incident=incident_id, opened=None)
        values = row_of(telling)
        st.html(cards.mark_legend(values["spans"], t))
        st.html(cards.report_text(telling.report.text, values))

    dialog()


def tellings_of(opened: Workspace, incident_id: str, row: dict[str, Any]) -> list[Telling]:
    """Return the reports that tell an incident without those that were taken off, the one behind its row first."""
    try:
        found = [one for one in dossier(opened, incident_id).tellings if one.values["review"] != REJECTED]
    except ReviewError:
        return []
    words = (row["report_id"], row["evidence_start"])
    return sorted(found, key=lambda one: (one.values["report_id"], one.values["evidence_start"]) != words)


def _chosen(told: list[Telling], incident_id: str, names: Names) -> int:
    """Draw the switch between reports, where there are several; return which one is chosen."""
    if len(told) < 2:
        return 0
    t = names.texts
    chosen = st.segmented_control(
        t("report.which"),
        range(len(told)),
        format_func=lambda at: controls.plain(f"{at + 1}. {cards.about_words(told[at].report, t)}"),
        key=f"told-{incident_id}-{t.language}",
        default=0,
        required=True,
    )
    return int(chosen or 0)


def _head(telling: Telling, names: Names) -> str:
    t, report = names.texts, telling.report
    title = cards.tag("h4", cards.text(report.title), class_="f-headline", dir="rtl", lang="ar") if report.title else ""
    about = cards.about(report, t)
    if report.fictional:
        about += " · " + cards.tag("bdi", cards.text(t("report.fictional")))
    return title + cards.tag("div", about, class_="f-small", dir=t.direction)

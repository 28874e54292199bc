"""The card of an incident above the explore page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from furat.analysis.quotes import accounts, shown_tellings
from furat.analysis.reviewing import present, state_of
from furat.errors import ReviewError
from furat.store.database import revision
from furat.store.frame import FICTIONAL_FLAG
from furat.store.people import Person, Role
from furat.store.review.dossier import Dossier, Telling, dossier
from furat.store.workspace import Workspace
from furat.ui import cards, controls, viewstate
from furat.ui.incident import decide, facts
from furat.ui.incident.accounts import accounts_table
from furat.ui.incident.candidates import candidates_box
from furat.ui.incident.emphasis import emphasis
from furat.ui.incident.report import report_head, report_text
from furat.ui.names import Names
from furat.ui.reviewing.pieces import card_row


def show_incident(
    opened: Workspace, person: Person, beside: tuple[str | None, str | None], incident_id: str, names: Names
) -> None:
    """Open the card of an incident.

    Args:
        opened: The workspace.
        person: Who looks; editors decide from here.
        beside: The incidents before and after it in the list.
        incident_id: The incident, or one of its reported incidents.
        names: Writes ids as names.
    """
    t, drawn = names.texts, (viewstate.view(), revision(opened))

    def closed() -> None:
        viewstate.change(opened=None)

    @st.dialog(t("incident.title"), width="large", on_dismiss=closed)
    def dialog() -> None:
        # A button of the card runs the card alone. What it decided or asked for is on the page behind it as well.
        if (viewstate.view(), revision(opened)) != drawn:
            st.rerun()
        try:
            found = dossier(opened, incident_id)
        except ReviewError:
            st.error(t("error.report.gone"))
            return
        card(opened, found, beside, names, may=person.role >= Role.EDITOR)

    dialog()


def card(opened: Workspace, found: Dossier, beside: tuple[str | None, str | None], names: Names, *, may: bool) -> None:
    """Draw the card: what is known at one side, the words of the report at the other."""
    t, told = names.texts, shown_tellings(found)
    row = row_of_card(found)
    st.html(facts.headline(row, state_of(found), names))
    with st.container(gap=None, key="card-said"):  # there also while nothing is said: what follows keeps its place
        decide.said(opened, found, names, may=may)
    decide.bar(opened, found, beside, names, may=may)
    with st.container(key="incident-card"):
        known, words = st.columns([1.15, 1], gap="medium")
        with words, st.container(key="card-report", gap="xsmall"):
            telling = told[_chosen(told, found.event_id, names)]
            st.html(report_head(telling, t))
            st.html(cards.mark_legend(telling.values["spans"], t))
            st.html(report_text(telling, t))
        with known:
            st.html(emphasis(facts.keys(telling)) + facts.facts(row, telling, names))
            st.html(accounts_table(accounts(told), row, t))
            candidates_box(opened, telling, names)
            decide.narrowing(row, names)


def row_of_card(found: Dossier) -> dict[str, Any]:
    """Return the values of an incident as cards take them; that it is invented stands among its flags."""
    row = card_row(present(found))
    invented = any(one.report.fictional for one in found.tellings)
    flags = [flag for flag in row["flags"] if flag != FICTIONAL_FLAG]
    return row | {"flags": [*flags, *([FICTIONAL_FLAG] if invented else [])]}


def _chosen(told: Sequence[Telling], incident_id: str, names: Names) -> int:
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
    return min(int(chosen or 0), len(told) - 1)

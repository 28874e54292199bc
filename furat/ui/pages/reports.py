"""The reports page: paste and upload, look at what was read, keep it; and what is kept already."""

import streamlit as st

from furat.store.people import Person, Role
from furat.store.workspace import Workspace
from furat.ui import shell, viewstate
from furat.ui.names import Names
from furat.ui.reporting import boxes, kept, outcome, preview, progress, work
from furat.ui.state import REPORTS
from furat.ui.texts import Texts

_TAB = "reports_tab"
_TABS = ("read", "kept")


def page() -> None:
    """Draw the page."""
    entered = shell.enter(REPORTS, incidents=False)
    if entered is not None:
        reports(entered.opened, entered.person, entered.names)


def reports(opened: Workspace, person: Person, names: Names) -> None:
    """Draw all that depends on the workspace."""
    t, may = names.texts, person.role >= Role.EDITOR
    viewstate.keep_address()
    if opened.fictional:
        shell.banner(f"{t('banner.fictional')} {t('reports.samples')}", t)
    if not may:
        shell.banner(t("reports.viewer"), t)
    labels = [t(f"reports.tab.{name}") for name in _TABS]
    chosen = _TABS.index(st.session_state.get(_TAB, _TABS[0]))
    tabs = st.tabs(labels, default=labels[chosen], key=f"tabs-{t.language}", on_change="rerun")
    open_tab = next((name for name, tab in zip(_TABS, tabs, strict=True) if tab.open), _TABS[0])
    st.session_state[_TAB] = open_tab
    with tabs[_TABS.index(open_tab)]:
        if open_tab == "kept":
            kept.kept_list(opened, t)
        else:
            _reading(opened, names, t, may=may)
    shell.footer(t)


def _reading(opened: Workspace, names: Names, t: Texts, *, may: bool) -> None:
    asked, came = st.columns([1, 1.7], gap="medium")
    with asked:
        boxes.boxes(t)
    with came, st.container(key="came", gap="small"):
        found = work.work()
        if found is not None:
            progress.go_on(found, opened, t)
        outcome.say(t)
        if found is not None:
            preview.preview(found, opened, names, may=may)
        elif work.outcome() is None:
            st.info(f"**{t('reports.empty.title')}** {t('reports.empty')}")

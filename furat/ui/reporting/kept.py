"""The reports that the workspace keeps, some at a time, with the way to their incidents."""

import streamlit as st

from furat.store.filters import Filter
from furat.store.kept import kept_reports
from furat.store.workspace import Workspace
from furat.ui import cards, shell
from furat.ui.reporting import pieces
from furat.ui.state import EXPLORE
from furat.ui.texts import Texts

PAGE_SIZE = 20
_LONGEST_KEY = 100


def kept_list(opened: Workspace, t: Texts) -> None:
    """Draw the kept reports, newest first."""
    words = st.text_input(t("reports.search"), key="search-kept", width=480, help=t("reports.search.help")).strip()
    key = f"kept-page-{words[:_LONGEST_KEY]}"
    number = int(st.session_state.get(key, 1))
    found = kept_reports(opened, words=words, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    pages = -(-found.total // PAGE_SIZE)
    if number > max(1, pages):  # reports were purged meanwhile
        number = max(1, pages)
        found = kept_reports(opened, words=words, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    if not found.total:
        st.info(t("reports.search.none") if words else t("reports.kept.empty"))
        return
    first = (number - 1) * PAGE_SIZE + 1
    counted = t("list.range", first=first, last=first + len(found.reports) - 1, total=found.total)
    st.html(cards.tag("div", cards.text(counted), class_="f-small", dir=t.direction))
    with st.container(key="kept", gap="xsmall"):
        for at, report in enumerate(found.reports):
            with st.container(key=f"kept-{at}", gap=None):
                st.html(pieces.kept_line(report, t))
                if report.incidents:
                    shell.link(
                        EXPLORE,
                        t("reports.incidents", n=report.incidents),
                        help=t("reports.incidents.help"),
                        filter=Filter(report_ids=(report.report_id,)),
                        spot=None,
                        opened=None,
                    )
                else:
                    st.html(cards.tag("div", cards.text(t("reports.silent")), class_="f-none", dir=t.direction))
    if pages > 1:
        st.pagination(pages, key=key, max_visible_pages=5)

"""What came of keeping, in words, with the way to what was kept."""

import streamlit as st

from furat.store.filters import Filter
from furat.ui import controls, shell
from furat.ui.reporting import work
from furat.ui.state import EXPLORE
from furat.ui.texts import Texts

LINKED_REPORTS = 40
"""Reports that a link to the map names; an address that names more would be too long for a browser."""

_FAULTS = 20


def say(t: Texts) -> None:
    """Say what came of the last keeping, until the next reading."""
    found = work.outcome()
    if found is None:
        return
    intake = found.intake
    with st.container(key="outcome", gap="xsmall"):
        if intake.kept or not (found.error or intake.faults):
            parts = [t("reports.kept", n=len(intake.kept)), t("reports.kept.incidents", n=intake.incidents)]
            parts += [t("reports.kept.moved", n=intake.moved)] if intake.moved else []
            parts += [t("reports.kept.known", n=intake.known)] if intake.known else []
            st.success(" ".join(parts))
        if found.error is not None:
            st.error(f"{t('reports.kept.broken')} {controls.plain(str(found.error))}")
        elif intake.done < found.asked:
            st.warning(t("reports.kept.stopped", n=found.asked - intake.done))
        if intake.faults:
            words = "\n".join(f"- {controls.plain(fault)}" for fault in intake.faults[:_FAULTS])
            st.error(f"{t('reports.kept.faults', n=len(intake.faults))}\n{words}")
        if intake.incidents:
            _way(found, t)


def _way(found: work.Outcome, t: Texts) -> None:
    ids = tuple(report.report_id for report in found.intake.kept)
    if len(ids) <= LINKED_REPORTS:
        shell.link(EXPLORE, t("reports.kept.map", n=len(ids)), filter=Filter(report_ids=ids), spot=None, opened=None)
    else:
        shell.link(EXPLORE, t("reports.kept.map.all"), filter=Filter(), spot=None, opened=None)

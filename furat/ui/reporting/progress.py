"""How far the reading and the keeping are, with the button that ends them."""

import time
from collections.abc import Callable

import streamlit as st

from furat.analysis.preview import Step
from furat.store.workspace import Workspace
from furat.ui.reporting import pieces, work
from furat.ui.texts import Texts

_PAUSE = 0.1  # seconds between two pictures of the bar: thousands of small reports need not be drawn one by one


def go_on(found: work.Work, opened: Workspace, t: Texts) -> None:
    """Do what is left to be done, under a bar; draw nothing where nothing is left."""
    if not found.reading and found.chosen is None:
        return
    place = st.empty()
    with place.container(key="progress", gap="small"):
        bar = st.progress(0.0, text=t("reports.loading"))
        st.button(t("reports.stop"), key="stop", on_click=work.stop)
        if found.chosen is None:
            work.read_on(found, opened, _reading(bar.progress, t))
        else:
            total = len(found.chosen)
            work.keep_on(found, opened, _keeping(bar.progress, total, t))
            st.rerun()  # the boxes were drawn before, and are to be empty now
    place.empty()


def _reading(draw: Callable[..., object], t: Texts) -> Callable[[Step], None]:
    last = 0.0

    def show(step: Step) -> None:
        nonlocal last
        if time.monotonic() - last < _PAUSE and step.done:
            return
        last = time.monotonic()
        key = "reports.step.open" if step.stage == "open" else "reports.step.read"
        words = t(key, number=min(step.done + 1, step.total), total=step.total, name=pieces.isolated(step.name))
        draw(step.done / step.total if step.total else 0.0, text=words)

    return show


def _keeping(draw: Callable[..., object], total: int, t: Texts) -> Callable[[int], None]:
    def show(done: int) -> None:
        words = t("reports.step.keep", number=done, total=total) if done < total else t("reports.step.link")
        draw(done / total if total else 1.0, text=words)

    return show

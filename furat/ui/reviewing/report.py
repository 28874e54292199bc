"""What a button of the review page did, in words: what was written, what was not, and how to take it back."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from furat.store.workspace import Workspace
from furat.ui import cards, controls
from furat.ui.names import Names
from furat.ui.reviewing import acts, pieces


def say(opened: Workspace, names: Names, *, may: bool) -> None:
    """Say what came of the last button, until the next one."""
    found = acts.outcome()
    if found is None:
        return
    with st.container(key="outcome", gap="xsmall"):
        _drawn(opened, found, names, may=may)


def _drawn(opened: Workspace, found: acts.Outcome, names: Names, *, may: bool) -> None:
    t = names.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"outcome-{found.kind}"):
        if found.kind == "done":
            words = t("review.done", act=t(f"done.{found.act}"), number=found.number or 0)
            st.success(controls.plain(words), width="stretch")
            if found.act == "split" and found.made:
                st.button(t("review.open.new"), key="made-open", on_click=acts.go, args=(found.made,))
            if found.number and found.act != "undo":
                args = (opened, found.number, found.incident_id)
                st.button(t("review.undo.this"), key="undo-this", on_click=acts.undo, args=args, disabled=not may)
        elif found.kind == "conflict":
            st.error(t("review.conflict"), width="stretch")
        elif found.kind == "unsaved":
            st.warning(t("review.unsaved"), width="stretch")
        elif found.reason:
            st.error(f"{t('review.refused')} {t(f'review.refused.{found.reason}')}", width="stretch")
        else:
            st.error(f"{t('review.refused')} {controls.plain(found.words)}", width="stretch")
        if found.kind == "conflict" and found.unwritten:
            typed = (found.incident_id, found.unwritten)
            st.button(t("review.again"), key="type-again", on_click=acts.type_again, args=typed)
        if found.kind == "unsaved":
            st.button(t("review.discard"), key="discard", on_click=acts.discard, args=(found.incident_id,))
    if found.unwritten:
        st.html(_unwritten(found.unwritten, names))


def _unwritten(values: Mapping[str, Any], names: Names) -> str:
    """Return the values that were typed and not written."""
    t = names.texts
    items = "".join(
        cards.tag(
            "li",
            cards.text(t(f"field.{name}"))
            + ": "
            + cards.tag("bdi", cards.text(pieces.value_words(name, value, names))),
        )
        for name, value in values.items()
    )
    head = cards.tag("b", cards.text(t("review.unwritten")))
    return cards.tag("div", head + cards.tag("ul", items), class_="f-unwritten", dir=t.direction)

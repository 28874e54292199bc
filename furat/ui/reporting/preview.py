"""What was read, before it is kept: figures, faults, duplicates, and each new report with its incidents and words."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from furat.analysis.preview import ReadItem, card_rows, cuts, keepable, marks_within, passages_within
from furat.store.workspace import Workspace
from furat.ui import cards, controls
from furat.ui.highlight import highlighted, marks_of
from furat.ui.names import Names
from furat.ui.reporting import pieces, work
from furat.ui.texts import Texts

PAGE_SIZE, CARDS, ROWS = 10, 10, 20
"""Reports, incidents of a report, and rows of a table on one page of each."""

_LABEL = 70

_Item = TypeVar("_Item")


def preview(found: work.Work, opened: Workspace, names: Names, *, may: bool) -> None:
    """Draw what was read, and the buttons that keep or discard it."""
    t, made = names.texts, found.preview
    if found.stopped:
        st.warning(t("reports.stopped"))
    if found.error is not None:
        st.error(f"{t('reports.broken')} {controls.plain(str(found.error))}")
    st.html(pieces.figures(made, t))
    _buttons(found, opened, t, may=may)
    if made.faults.total:
        _part(t("reports.faults", n=made.faults.total), t)
        rows = _paged(made.faults.items, ROWS, "faults-page")
        st.html(pieces.fault_table(rows, t))
        _beyond(made.faults.total - len(made.faults.items), t)
    if made.doubles.total:
        _part(t("reports.doubles", n=made.doubles.total), t)
        st.html(pieces.double_table(_paged(made.doubles.items, ROWS, "doubles-page"), t))
        _beyond(made.doubles.total - len(made.doubles.items), t)
    if made.read:
        _part(t("reports.new", n=len(made.read)), t)
        for item in _paged(made.read, PAGE_SIZE, "read-page"):
            _report(found, item, opened, names, alone=len(made.read) == 1)


def _buttons(found: work.Work, opened: Workspace, t: Texts, *, may: bool) -> None:
    made, wanted = found.preview, found.wanted(opened)
    refused = sum(not keepable(item, opened) for item in made.read)
    if refused:
        key = "reports.only.fictional" if opened.fictional else "reports.only.real"
        st.info(t(key, n=refused))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="keep-or-not"):
        st.button(
            t("reports.keep", n=len(wanted)) if wanted else t("reports.keep.none"),
            key="keep",
            type="primary",
            disabled=not may or not wanted,
            on_click=work.keep,
            args=(opened,),
        )
        st.button(t("reports.discard"), key="discard", on_click=work.discard)
    if not made.read:
        st.info(t("reports.none.new"))
        return
    st.html(cards.tag("div", cards.text(t("reports.nothing.kept")), class_="f-small", dir=t.direction))
    if made.silent and len(made.read) > 1:
        key = "without-silent"
        st.session_state[key] = found.without_silent
        st.checkbox(t("reports.without.silent", n=made.silent), key=key, on_change=work.choose_silent, args=(key,))


def _report(found: work.Work, item: ReadItem, opened: Workspace, names: Names, *, alone: bool) -> None:
    """Draw one report; what is inside is made when it is opened."""
    t, report = names.texts, item.report
    count = t("reports.incidents", n=len(item.incidents)) if item.incidents else t("reports.silent")
    words = [f"**{pieces.isolated(_heading(item))}**", count]
    if item.found.file:
        words.insert(1, pieces.isolated(item.found.file if item.found.line is None else report.report_id))
    if not found.takes(item):
        words.append(f"*{t('reports.left.out')}*")
    box = st.expander(
        " · ".join(words), expanded=alone, key=f"report-{id(found)}-{report.report_id[:60]}", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        _inside(found, item, opened, names)


def _inside(found: work.Work, item: ReadItem, opened: Workspace, names: Names) -> None:
    t, report = names.texts, item.report
    key = f"take-{report.report_id}"
    takes = keepable(item, opened)
    st.session_state[key] = takes and found.takes(item)
    st.checkbox(
        t("reports.take"),
        key=key,
        on_change=work.choose,
        args=(report.report_id, key),
        disabled=not takes or (found.without_silent and not item.incidents),
    )
    about = cards.about(report, t) + " · " + cards.tag("bdi", cards.text(report.report_id[:_LABEL]))
    about += " · " + pieces.where(item.found.file, item.found.line, t) if item.found.file else ""
    st.html(cards.tag("div", about, class_="f-small", dir=t.direction))
    if report.title:
        st.html(cards.tag("h4", cards.text(report.title[:300]), class_="f-headline", dir="rtl", lang="ar"))
    if not item.incidents:
        st.info(t("reports.silent.help"))
    elif item.wants_date:
        st.info(t("reports.undated"))
    for row in _paged(card_rows(item), CARDS, f"cards-{report.report_id}"):
        st.html(cards.incident_card(row, names))
    _text(item, names)


def _text(item: ReadItem, names: Names) -> None:
    """Draw the text with the words that say the values marked; a long one part by part."""
    t, body = names.texts, item.report.text
    edges = cuts(body)
    parts, key = len(edges) - 1, f"text-{item.report.report_id}"
    number = min(int(st.session_state.get(key, 1)), parts)
    start, end = edges[number - 1], edges[number]
    spans = marks_within(item, start, end)
    if spans:
        st.html(cards.mark_legend(spans, t))
    if parts > 1:
        words = t("reports.part", number=number, total=parts)
        st.html(cards.tag("div", cards.text(words), class_="f-small", dir=t.direction))
    written = highlighted(body[start:end], marks_of(spans), more=passages_within(item, start, end))
    st.html(cards.tag("div", written, class_="f-report f-preview", dir="rtl", lang="ar", tabindex="0"))
    if parts > 1:
        st.pagination(parts, key=key, max_visible_pages=5)


def _heading(item: ReadItem) -> str:
    words = " ".join((item.report.title or item.report.text[:400]).split())
    return words if len(words) <= _LABEL else f"{words[:_LABEL]}…"


def _paged(items: Sequence[_Item], size: int, key: str) -> Sequence[_Item]:
    """Draw the switch of pages where there are several, and return the items of the one that is chosen."""
    pages = -(-len(items) // size)
    if pages < 2:
        return items
    number = st.pagination(pages, key=key, max_visible_pages=5)
    return items[(number - 1) * size : number * size]


def _part(words: str, t: Texts) -> None:
    st.html(cards.tag("h3", cards.text(words), class_="f-part", dir=t.direction))


def _beyond(number: int, t: Texts) -> None:
    if number > 0:
        st.caption(t("reports.beyond", n=number))

"""The review page: what waits for a person, all that is known of one incident, and the buttons that decide on it."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from furat.analysis.ready import Incidents
from furat.analysis.reviewing import (
    as_read,
    can_accept,
    can_reject,
    decided,
    leading,
    place_choices,
    present,
    rows_by_id,
    state_of,
    step,
)
from furat.errors import ReviewError
from furat.store.filters import Filter
from furat.store.passing import passing
from furat.store.people import Person, Role
from furat.store.review.audit import history
from furat.store.review.dossier import Dossier, dossier
from furat.store.review.queue import QueueItem, queue
from furat.store.workspace import Workspace
from furat.ui import cards, controls, session, shell, viewstate
from furat.ui.exploring import chips
from furat.ui.names import Names
from furat.ui.reviewing import acts, drafts, more, pieces, report
from furat.ui.reviewing.form import Form, form, why_box
from furat.ui.reviewing.minimap import minimap
from furat.ui.state import EXPLORE, REVIEW
from furat.ui.texts import Texts

PAGE_SIZE = 20
_BUTTONS = (1, 1.4, 1)

KEYS = {"accept": "a", "save": "s", "reject": "x", "undo": "u", "next": "n", "previous": "p"}
"""The keys of the page. C and R, by which one might look for "correct" and "reject", are taken: Streamlit keeps them
for itself."""


def page() -> None:
    """Draw the page."""
    entered = shell.enter(REVIEW)
    if entered is not None:
        review(entered.opened, entered.person, entered.everything, entered.names)


def review(opened: Workspace, person: Person, everything: Incidents, names: Names) -> None:
    """Draw all that depends on the incidents."""
    t, may = names.texts, person.role >= Role.EDITOR
    if opened.fictional:
        shell.banner(f"{t('banner.fictional')} {t('review.samples')}", t)
    if not may:
        shell.banner(t("review.viewer"), t)
    viewstate.drop_lost_places(everything.columns, names)
    frame = everything.frame[
        passing(everything.columns, viewstate.view().filter, names.gazetteer, everything.search).mask()
    ]
    items = queue(frame)
    ids = [item.incident_id for item in items]
    if viewstate.view().incident is None and ids:
        viewstate.change(incident=ids[0])
    found = opened_dossier(opened)
    chosen = viewstate.view().incident
    viewstate.keep_address()
    controls.filter_fault(viewstate.problem(), t)
    queue_column(opened, items, frame, chosen, names)
    report.say(opened, names, may=may)
    if chosen is None:
        st.info(t("review.empty.filter") if not viewstate.view().filter.is_empty else t("review.empty"))
    elif found is None:
        st.error(t("review.gone"))
        st.button(t("review.next"), key="next", on_click=acts.go, args=(step(ids, chosen, 1),))
    else:
        incident(opened, found, next((item for item in items if item.incident_id == chosen), None), ids, names, may)
    shell.footer(t)


def opened_dossier(opened: Workspace) -> Dossier | None:
    """Return the dossier of the incident that the view names, by whichever id of its reports; None if it is gone."""
    chosen = viewstate.view().incident
    if chosen is None:
        return None
    try:
        found = dossier(opened, chosen)
    except ReviewError:
        return None
    viewstate.change(incident=found.event_id)
    return found


def queue_column(
    opened: Workspace, items: list[QueueItem], frame: pd.DataFrame, chosen: str | None, names: Names
) -> None:
    """Draw what waits, some at a time."""
    t = names.texts
    with st.sidebar:
        st.subheader(t("review.queue", n=len(items)), anchor=False)
        mine = acts.mine()
        done = decided(history(opened, limit=max(100, 2 * len(mine))), mine) if mine else 0
        st.html(cards.tag("div", cards.text(t("review.decided", n=done)), class_="f-small", dir=t.direction))
        if viewstate.view().filter != Filter():
            st.caption(t("review.filtered"))
            chips.chips(viewstate.changed(spot=None), t, names, None)
        pages = max(1, -(-len(items) // PAGE_SIZE))
        at = next((place for place, item in enumerate(items) if item.incident_id == chosen), 0)
        # A key of its own for each incident: opening another one turns to the page on which it waits.
        key, first = f"queue-page-{chosen}", at // PAGE_SIZE + 1
        number = min(int(st.session_state.get(key, first)), pages)
        part = items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        rows = rows_by_id(frame, [item.incident_id for item in part])
        for item in part:
            _waiting(item, rows[item.incident_id], names, chosen=item.incident_id == chosen)
        if pages > 1:
            st.pagination(pages, default=min(first, pages), key=key, max_visible_pages=3)


def _waiting(item: QueueItem, row: dict[str, Any], names: Names, *, chosen: bool) -> None:
    name_ar, name_en = ("" if pd.isna(row[key]) else str(row[key]) for key in ("place_name_ar", "place_name_en"))
    place = names.pair(name_ar, name_en) or names.texts("card.noplace")
    with st.container(gap=None, key=f"{'chosen' if chosen else 'waits'}-{item.incident_id}"):
        st.button(
            controls.plain(place),
            key=f"wait-{item.incident_id}",
            type="tertiary",
            on_click=acts.go,
            args=(item.incident_id,),
        )
        st.html(pieces.queue_lines(row, item.reasons, names))


def incident(
    opened: Workspace, found: Dossier, item: QueueItem | None, ids: list[str], names: Names, may: bool
) -> None:
    """Draw one incident: what is known of it, and the buttons and boxes that decide on it."""
    version, current = int(leading(found).values["version"]), present(found)
    draft = drafts.draft_of(found.event_id, version)
    desk = acts.Desk(opened, found.event_id, version, current, tuple(ids))
    made = Form(desk, draft, as_read(found), names, may)
    told, decide = st.columns([1.12, 1], gap="medium")
    with decide, st.container(key="decide"):
        buttons(made, found)
        why_box(made)
        if version != draft.seen:
            st.warning(names.texts("review.overtaken"))
        form(made, found)
        map_boxes(made, found)
        more.merge_box(made, session.incidents(opened).frame)
        more.learn_box(made, found)
        more.new_place_box(made)
    with told, st.container(key="dossier", gap="small"):
        dossier_column(made, found, item)


def buttons(made: Form, found: Dossier) -> None:
    """Draw the buttons of the decision, with their keys."""
    t, desk = made.names.texts, made.desk
    last, its = next(reversed(acts.mine().items()), (None, None))
    ids, here = desk.queue, desk.incident_id
    first, second = st.columns(_BUTTONS, gap="xsmall"), st.columns(_BUTTONS, gap="xsmall")
    accept_off = not made.may or not can_accept(found)
    _button(first[0], "accept", t, acts.accept, (desk,), off=accept_off, primary=True)
    _button(first[1], "save", t, acts.save, (desk,), off=not made.may, primary=bool(made.draft.typed))
    _button(first[2], "reject", t, acts.reject, (desk,), off=not made.may or not can_reject(found))
    _button(second[0], "undo", t, acts.undo, (desk.opened, last, its), off=not made.may or last is None)
    _button(second[1], "previous", t, acts.go, (step(ids, here, -1),), off=step(ids, here, -1) is None)
    _button(second[2], "next", t, acts.go, (step(ids, here, 1),), off=step(ids, here, 1) is None)
    if made.draft.typed:
        st.button(t("review.discard"), key="discard-typed", type="tertiary", on_click=acts.discard, args=(here,))


def _button(
    column: Any,
    name: str,
    t: Texts,
    act: Callable[..., None],
    args: tuple[Any, ...],
    *,
    off: bool,
    primary: bool = False,
) -> None:
    column.button(
        t(f"review.{name}"),
        key=name,
        shortcut=KEYS[name],
        type="primary" if primary else "secondary",
        disabled=off,
        on_click=act,
        args=args,
        width="stretch",
    )


def map_boxes(made: Form, found: Dossier) -> None:
    """Draw the small map and the button that puts the incident at the point that was clicked."""
    t, desk, point = made.names.texts, made.desk, made.draft.point
    asked = str(st.session_state.get(made.key("search")) or "")
    choices = (made.draft.typed.get("place_id"), *place_choices(found, asked, made.names.gazetteer))
    online = bool(st.session_state.get("online_tiles"))
    places = [item for item in dict.fromkeys(choices) if item]
    minimap(desk.incident_id, desk.current, places, made.names, online=online, may=made.may)
    words = (
        t("review.map.point", point=pieces.value_words("point", point, made.names)) if point else t("review.map.help")
    )
    st.html(cards.tag("div", cards.text(words), class_="f-small", dir=t.direction))
    name_column, button_column = st.columns([1.4, 1], gap="xsmall", vertical_alignment="bottom")
    name_column.text_input(t("review.map.name"), key=made.key("point-name"), disabled=not made.may or point is None)
    button_column.button(
        t("review.place"),
        key="place",
        disabled=not made.may or point is None,
        on_click=acts.place,
        args=(desk, made.key("point-name")),
        width="stretch",
    )


def dossier_column(made: Form, found: Dossier, item: QueueItem | None) -> None:
    """Draw what is known of the incident."""
    t, names, current = made.names.texts, made.names, made.desk.current
    st.html(pieces.heading(current, state_of(found), names))
    if item is not None and item.reasons:
        st.html(pieces.reason_marks(item.reasons, t))
    flags = [t.label("word", flag) for flag in current["flags"]]
    if flags:
        words = f"{t('report.flags')}: {('، ' if t.right_to_left else ', ').join(flags)}"
        st.html(cards.tag("div", cards.text(words), class_="f-small", dir=t.direction))
    shell.link(EXPLORE, t("review.back"), help=t("review.back.help"), opened=found.event_id)
    claims = pieces.claims_table(found, current, t)
    if claims:
        st.html(claims)
    ids = [str(telling.values["incident_id"]) for telling in found.tellings]
    several = len(ids) > 1
    st.html(cards.tag("h3", cards.text(t("review.reports", n=len(ids))), class_="f-part", dir=t.direction))
    for number, telling in enumerate(found.tellings, 1):
        st.html(pieces.telling_head(telling, number, t))
        st.html(pieces.telling_text(telling, t))
        if several:
            with st.expander(t("review.values"), key=f"values-{number}"):
                st.html(cards.facts(pieces.card_row(telling.values), names))
            st.button(
                t("review.split"),
                key=f"split-{number}",
                on_click=acts.split,
                args=(made.desk, ids[number - 1], ids[number % len(ids)]),
                disabled=not made.may,
                help=t("review.split.help"),
            )
    if not several:
        st.button(
            t("review.double"),
            key="double",
            on_click=acts.split,
            args=(made.desk, None),
            disabled=not made.may,
            help=t("review.double.help"),
        )
    links = pieces.link_lines(found.links, found.tellings, t)
    if links:
        st.html(cards.tag("h3", cards.text(t("review.links")), class_="f-part", dir=t.direction) + links)
    trail(made, found)


def trail(made: Form, found: Dossier) -> None:
    """Draw what was decided of the incident, each act with a button that takes it back."""
    t = made.names.texts
    if not found.changes:
        return
    st.html(cards.tag("h3", cards.text(t("review.trail")), class_="f-part", dir=t.direction))
    for change in found.changes:
        st.html(pieces.change_line(change, made.names))
        if change.undone_by is None:
            st.button(
                t("review.takeback"),
                key=f"takeback-{change.change_id}",
                type="tertiary",
                on_click=acts.undo,
                args=(made.desk.opened, change.change_id, found.event_id),
                disabled=not made.may,
            )

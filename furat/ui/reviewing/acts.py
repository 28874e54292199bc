"""What the buttons of the review page do: each asks anew who acts, hands the decision to the store, and says what came
of it. They run before the page is drawn, so that the page shows what is true after them."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from furat.analysis.reviewing import disorder, step
from furat.errors import ConflictError, FuratError
from furat.store.linking.link import link
from furat.store.people import Person, Role
from furat.store.review import additions, audit, decisions
from furat.store.workspace import Workspace
from furat.ui import controls, session, signin, viewstate
from furat.ui.reviewing import drafts

logger = logging.getLogger(__name__)

_OUTCOME, _MINE = "review_outcome", "review_mine"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies open: the incident with its present values and the version that is on the screen, and the queue."""

    opened: Workspace
    incident_id: str
    version: int
    current: dict[str, Any]
    queue: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a button: ``kind`` is ``done``, ``refused``, ``conflict`` or ``unsaved``.

    ``act`` is the act, ``number`` its number in the trail; ``reason`` is the key of a text where the page knows why,
    ``words`` are the store's where it does not; ``unwritten`` is what was typed and not written, ``made`` the incident
    that the act made.
    """

    kind: str
    act: str
    incident_id: str
    number: int | None = None
    reason: str = ""
    words: str = ""
    unwritten: Mapping[str, Any] = field(default_factory=dict)
    made: str | None = None


def outcome() -> Outcome | None:
    """Return what came of the last button, until the next one."""
    found: Outcome | None = st.session_state.get(_OUTCOME)
    return found


def mine() -> dict[int, str]:
    """Return the acts of this session that were not taken back in it, with the incident of each, the newest last."""
    found: dict[int, str] = st.session_state.setdefault(_MINE, {})
    return found


def accept(desk: Desk) -> None:
    """Take the incident as it stands; not while there is something typed, which would then be forgotten."""
    draft = drafts.held(desk.incident_id)
    if draft is not None and not draft.is_empty:
        _say(Outcome("unsaved", "accept", desk.incident_id, unwritten=_unwritten(draft)))
        return
    _decide(
        desk,
        "accept",
        lambda by: decisions.accept(desk.opened, desk.incident_id, by, why=_why(desk), seen=desk.version),
        forget=True,
    )


def reject(desk: Desk) -> None:
    """Say that the incident is none; what was typed is named."""
    _decide(
        desk,
        "reject",
        lambda by: decisions.reject(desk.opened, desk.incident_id, by, why=_why(desk), seen=desk.version),
        forget=True,
    )


def save(desk: Desk) -> None:
    """Save the values that were typed."""
    draft = drafts.held(desk.incident_id)
    if draft is None or not draft.typed:
        _say(Outcome("refused", "correct", desk.incident_id, reason="nothing"))
        return
    wrong = disorder(desk.current, draft.typed)
    if wrong:
        _say(Outcome("refused", "correct", desk.incident_id, reason=f"order.{wrong}"))
        return
    typed, seen, point = dict(draft.typed), draft.seen, draft.point
    known = session.vocabulary(desk.opened)
    done = _decide(
        desk,
        "correct",
        lambda by: decisions.correct(desk.opened, desk.incident_id, typed, by, known, why=_why(desk), seen=seen),
        forget=True,
        relink=True,
        onward=point is None,
    )
    if done and point is not None:  # the point that was clicked is not written yet
        drafts.draft_of(desk.incident_id, seen + 1).point = point


def place(desk: Desk, name_box: str) -> None:
    """Put the incident at the point that was clicked, under the name in a box.

    Boxes are read here and not when the button is drawn: who is quick has typed and clicked before it is drawn anew.
    """
    draft = drafts.held(desk.incident_id)
    if draft is None or draft.point is None:
        return
    typed, seen, point = dict(draft.typed), draft.seen, draft.point
    gazetteer, areas, name = session.gazetteer_of(desk.opened), session.areas(), str(_typed(name_box) or "")
    done = _decide(
        desk,
        "place",
        lambda by: decisions.place(
            desk.opened, desk.incident_id, point, by, gazetteer, name=name, areas=areas, why=_why(desk), seen=seen
        ),
        forget=True,
        relink=True,
        onward=not typed,
    )
    if done and typed:
        drafts.draft_of(desk.incident_id, seen + 1).typed = typed


def merge(desk: Desk, id_box: str, choice: str) -> None:
    """Say that the incident and another one are one event: that of the id in a box, else that of a choice."""
    other = str(_typed(id_box) or "").strip() or str(_typed(choice) or "")
    _decide(
        desk,
        "merge",
        lambda by: decisions.merge(desk.opened, [desk.incident_id, other], by, why=_why(desk)),
        onward=False,
    )


def split(desk: Desk, out: str | None, left: str = "") -> None:
    """Take a report out of the incident; without one, make two of an incident that one report tells.

    What is open then is the rest, found by one that is ``left`` in it, or the second of the two.
    """
    made: list[str] = []

    def write(by: Person) -> int:
        number, new = decisions.split(desk.opened, desk.incident_id, by, out=[out] if out else (), why=_why(desk))
        made.append(new)
        return number

    if _decide(desk, "split" if out else "double", write, onward=False, made=made):
        viewstate.change(incident=left if out else made[0])


def learn(desk: Desk, boxes: Mapping[str, str]) -> None:
    """Teach a spelling of the place that is chosen in the form; ``boxes`` are the keys of the boxes by argument."""
    gazetteer, draft = session.gazetteer_of(desk.opened), drafts.held(desk.incident_id)
    chosen = {**desk.current, **(draft.typed if draft is not None else {})}["place_id"]
    values = {name: _typed(box) for name, box in boxes.items()}
    _decide(
        desk,
        "learn",
        lambda by: additions.learn_spelling(
            desk.opened, place_id=str(chosen or ""), by=by, gazetteer=gazetteer, why=_why(desk), **values
        ),
        onward=False,
    )


def add_place(desk: Desk, point: tuple[float, float], boxes: Mapping[str, str]) -> None:
    """Add a place at the point that was clicked, and choose it for the incident; saving is another step.

    ``boxes`` are the keys of the boxes by argument.
    """
    values = {name: _typed(box) for name, box in boxes.items()}
    gazetteer, made = session.gazetteer_of(desk.opened), list[str]()

    def write(by: Person) -> int:
        number, new = additions.add_place(
            desk.opened, by, gazetteer, lat=point[0], lon=point[1], why=_why(desk), **values
        )
        made.append(new)
        return number

    if _decide(desk, "add_place", write, onward=False):
        draft = drafts.draft_of(desk.incident_id, desk.version)
        draft.typed["place_id"], draft.point = made[0], None


def undo(opened: Workspace, change_id: int, incident_id: str | None) -> None:
    """Take an act back, and open its incident."""
    desk = Desk(opened, incident_id or "", 0, {}, ())
    if _decide(desk, "undo", lambda by: audit.undo(opened, change_id, by), relink=True, onward=False):
        mine().pop(change_id, None)
        if incident_id:
            viewstate.change(incident=incident_id)


def go(incident_id: str | None) -> None:
    """Open another incident."""
    viewstate.change(incident=incident_id)
    _say(None)


def type_again(incident_id: str, unwritten: Mapping[str, Any]) -> None:
    """Put back into the form what was not written."""
    draft = drafts.held(incident_id)
    if draft is not None:
        typed = {name: value for name, value in unwritten.items() if name != "point"}
        draft.typed, draft.point = typed, unwritten.get("point")
    _say(None)


def discard(incident_id: str) -> None:
    """Forget what was typed, as the person asked."""
    drafts.drop(incident_id)
    _say(None)


def _decide(
    desk: Desk,
    act: str,
    write: Callable[[Person], int],
    *,
    forget: bool = False,
    relink: bool = False,
    onward: bool = True,
    made: Sequence[str] = (),
) -> bool:
    """Have an act written, and say what came of it; return whether it was.

    ``forget`` takes the draft with it, ``relink`` compares what waits to be compared anew, ``onward`` opens the next
    incident of the queue.
    """
    by = signin.person_now(desk.opened)
    draft = drafts.held(desk.incident_id)
    unwritten = _unwritten(draft) if draft is not None else {}
    try:
        if by is None or by.role < Role.EDITOR:
            # The store refuses a viewer as well; this says it in the language of the page.
            _say(Outcome("refused", act, desk.incident_id, reason="viewer", unwritten=unwritten))
            return False
        number = write(by)
    except ConflictError:
        drafts.drop(desk.incident_id)
        _say(Outcome("conflict", act, desk.incident_id, unwritten=unwritten))
        return False
    except FuratError as error:
        _say(Outcome("refused", act, desk.incident_id, words=str(error), unwritten=unwritten))
        return False
    if relink:
        _relink(desk.opened)
    if forget:
        drafts.drop(desk.incident_id)
    elif draft is not None:
        draft.why = ""
    if act != "undo":
        mine()[number] = desk.incident_id
    lost = unwritten if act == "reject" else {}
    _say(Outcome("done", act, desk.incident_id, number, unwritten=lost, made=made[0] if made else None))
    if onward:
        viewstate.change(incident=step(desk.queue, desk.incident_id, 1))
    return True


def _relink(opened: Workspace) -> None:
    """Link what waits. The act stands whatever comes of it: what was not linked now waits for the next time."""
    try:
        link(opened, session.linker())
    except FuratError as error:
        logger.error("what waits could not be linked: %s", error)


def _typed(box: str) -> Any:
    """Return what stands in a box of words or values: the value, where the browser answers with its label."""
    answer = st.session_state.get(box)
    if isinstance(answer, str) and controls.is_labelled(box):
        return controls.value_of(box, answer) or answer
    return answer


def _say(what: Outcome | None) -> None:
    st.session_state[_OUTCOME] = what


def _why(desk: Desk) -> str:
    draft = drafts.held(desk.incident_id)
    return draft.why if draft is not None else ""


def _unwritten(draft: drafts.Draft) -> dict[str, Any]:
    return {**draft.typed, **({"point": draft.point} if draft.point else {})}

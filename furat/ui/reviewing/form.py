"""The values of an incident as a form, with what the rules had read beside what a person corrected.

The boxes are drawn from the draft and report to it, so that nothing typed hangs on a box being on the screen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from extraction.classify import EVENT_TYPE_OF
from furat.analysis.reviewing import place_choices
from furat.store.review.dossier import Dossier
from furat.ui import cards, controls, session
from furat.ui.names import Names
from furat.ui.reviewing import drafts, pieces
from furat.ui.reviewing.acts import Desk

_ENDS = ("low", "best", "high")
_ACTORS = ("perpetrators", "targets", "claimed_by")


@dataclass(frozen=True, slots=True)
class Form:
    """What the boxes need: the desk, what was typed, what the rules had read, names, and whether one may type."""

    desk: Desk
    draft: drafts.Draft
    read: dict[str, Any]
    names: Names
    may: bool

    def value(self, name: str) -> Any:
        """Return what a box shows: what was typed, else the present value."""
        return self.draft.typed.get(name, self.desk.current[name])

    def key(self, name: str) -> str:
        """Return the key of a box: another one for each incident and language."""
        return f"rv-{name}-{self.desk.incident_id}-{self.names.texts.language}"


def form(made: Form, dossier: Dossier) -> None:
    """Draw the boxes."""
    t = made.names.texts
    subs = list(EVENT_TYPE_OF)
    _one(made, "sub_event_type", subs, lambda sub: f"{t.label('sub', sub)} — {t.label('event', EVENT_TYPE_OF[sub])}")
    first, last = st.columns(2, gap="small")
    with first:
        _day(made, "date_start")
    with last:
        _day(made, "date_end")
    place_boxes(made, dossier)
    actors = sorted(session.actor_names(), key=made.names.actor)
    for name in _ACTORS:
        _several(made, name, actors, made.names.actor)
    shared = bool(made.value("casualties_shared"))
    for what in ("killed", "injured"):
        st.html(cards.tag("div", cards.text(t(f"report.{what}")), class_="f-label", dir=t.direction))
        for end, column in zip(_ENDS, st.columns(3, gap="xsmall"), strict=True):
            with column:
                _number(made, f"{what}_{end}", t(f"field.end.{end}"), disabled=shared)
    _check(made, "casualties_shared")
    _several(made, "weapons", sorted(session.lexicon().weapons), lambda item: t.label("word", item))


def why_box(made: Form) -> None:
    """Draw the box for the reason, which goes into the trail with the next decision."""
    t, key = made.names.texts, made.key("why")

    def take() -> None:
        made.draft.why = str(st.session_state[key])

    st.session_state[key] = made.draft.why
    st.text_input(
        t("review.why"), key=key, max_chars=500, disabled=not made.may, help=t("review.why.help"), on_change=take
    )


def place_boxes(made: Form, dossier: Dossier) -> None:
    """Draw the box that searches the gazetteer, and that of the places to choose from."""
    t, names = made.names.texts, made.names
    asked = st.text_input(
        t("review.place.search"), key=made.key("search"), help=t("review.place.search.help"), disabled=not made.may
    )
    chosen = made.value("place_id")
    found = place_choices(dossier, asked, names.gazetteer)
    if asked.strip() and not found:
        st.caption(t("review.place.none"))
    options = [item for item in dict.fromkeys([*([chosen] if chosen else []), *found]) if item is not None]
    current = made.desk.current

    def write(place_id: str) -> str:
        return names.place_option(place_id)

    held = names.pair(str(current["place_name_ar"] or ""), str(current["place_name_en"] or ""))
    _one(made, "place_id", options, write, placeholder=None if chosen else held or t("card.noplace"))


def _label(made: Form, name: str, label: str | None = None) -> str:
    """Return the label of a box; a star stands at what was typed and is not saved."""
    words = label or made.names.texts(f"field.{name}")
    return f"{words} •" if name in made.draft.typed else words


def _beside(made: Form, name: str) -> None:
    if name in made.read:
        t = made.names.texts
        words = t("review.read", value=pieces.value_words(name, made.read[name], made.names))
        st.html(cards.tag("div", cards.text(words), class_="f-read", dir=t.direction))


def _taker(made: Form, name: str, clean: Callable[[Any], Any]) -> Callable[[], None]:
    key, incident_id, current = made.key(name), made.desk.incident_id, made.desk.current

    def take() -> None:
        drafts.type_in(incident_id, current, name, clean(st.session_state[key]))

    return take


def _one(
    made: Form, name: str, options: Sequence[str], write: Callable[[str], str], *, placeholder: str | None = None
) -> None:
    key, value = made.key(name), made.value(name)
    written = controls.labelled(key, write)
    st.session_state[key] = value if value in options else None
    st.selectbox(
        _label(made, name),
        options,
        index=None,
        format_func=written,
        key=key,
        placeholder=controls.one_line(placeholder) if placeholder else made.names.texts("review.choose"),
        disabled=not made.may,
        on_change=_taker(made, name, lambda answer: controls.value_of(key, answer) if answer else made.value(name)),
    )
    _beside(made, name)


def _several(made: Form, name: str, options: Sequence[str], write: Callable[[str], str]) -> None:
    key, value = made.key(name), list(made.value(name))
    written = controls.labelled(key, write)

    def values(answers: Sequence[str]) -> list[str]:
        return [item for answer in answers if (item := controls.value_of(key, answer))]

    st.session_state[key] = value
    st.multiselect(
        _label(made, name),
        list(dict.fromkeys([*options, *value])),
        format_func=written,
        key=key,
        placeholder=made.names.texts("review.none"),
        disabled=not made.may,
        select_all=False,
        on_change=_taker(made, name, values),
    )
    _beside(made, name)


def _day(made: Form, name: str) -> None:
    key, value = made.key(name), made.value(name)
    latest = max(date.today(), value) if value else date.today()
    st.session_state[key] = value
    st.date_input(
        _label(made, name),
        None,
        min_value=min(controls.FIRST_DAY, value) if value else controls.FIRST_DAY,
        max_value=latest,
        key=key,
        format="YYYY-MM-DD",
        disabled=not made.may,
        on_change=_taker(made, name, lambda day: day),
    )
    _beside(made, name)


def _number(made: Form, name: str, label: str, *, disabled: bool) -> None:
    key = made.key(name)
    st.session_state[key] = made.value(name)
    st.number_input(
        _label(made, name, label),
        min_value=0,
        max_value=1_000_000,
        value=None,
        step=1,
        key=key,
        placeholder="–",
        disabled=disabled or not made.may,
        on_change=_taker(made, name, lambda number: number),
    )
    _beside(made, name)


def _check(made: Form, name: str) -> None:
    key = made.key(name)
    st.session_state[key] = bool(made.value(name))
    st.checkbox(_label(made, name), key=key, disabled=not made.may, on_change=_taker(made, name, bool))
    _beside(made, name)

"""Playback over time above the map: which period is shown, and what starts, stops and steps it.

Where it stands is no part of the view: a link to a moment is a link with dates, and a button writes them.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from furat.analysis.playback import Period, period_at
from furat.ui import cards, viewstate
from furat.ui.controls import labelled, value_of
from furat.ui.texts import Texts

STEP_SECONDS = 1.0
MAP_FRAGMENT = "map"
"""Name of the fragment that draws the map with all its controls."""

EACH, UP_TO = MODES = ("each", "up_to")
_PLAY, _SLIDER, _MODE = "map_play", "w_play", "w_play_mode"


@dataclass
class Play:
    """Playback that is open: the day at which its period begins, its mode, whether it runs, when it last moved.

    ``turn`` counts the moves that the slider did not make itself.
    """

    day: date | None = None
    mode: str = EACH
    moving: bool = False
    moved: float = 0.0
    turn: int = 0

    @property
    def up_to(self) -> bool:
        """Whether all is shown until the end of the period, not the period alone."""
        return self.mode == UP_TO

    def go(self, found: Sequence[Period], number: int) -> None:
        """Go to a period by its number; beyond the ends there is none."""
        self.day = found[min(max(number, 0), len(found) - 1)].start
        self.moved = time.monotonic()
        self.turn += 1


def state() -> Play | None:
    """Return the playback that is open, if any."""
    opened: Play | None = st.session_state.get(_PLAY)
    return opened


def standing() -> tuple[bool, bool, bool]:
    """Return whether playback is open, whether it runs, and whether it shows all until the end of its period."""
    play = state()
    return (True, play.moving, play.up_to) if play else (False, False, False)


def open_or_close() -> None:
    """Open playback, or close it: the whole picture is back."""
    st.session_state[_PLAY] = None if state() else Play()


def close() -> None:
    """Close playback."""
    st.session_state[_PLAY] = None


def controls(play: Play, found: Sequence[Period], t: Texts) -> None:
    """Draw what steps and runs playback."""
    at = period_at(found, play.day)
    last, still = len(found) - 1, not play.moving  # while it runs, these buttons are not drawn anew
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="play-controls"):
        st.button(t("play.back"), key="play-back", on_click=_step, args=(found, -1), disabled=still and at <= 0)
        run = t("play.pause") if play.moving else t("play.run")
        st.button(run, key="play-run", on_click=_run, args=(found,), type="primary", disabled=last < 1)
        st.button(t("play.forward"), key="play-forward", on_click=_step, args=(found, 1), disabled=still and at >= last)
        st.session_state[_MODE] = play.mode
        st.segmented_control(
            t("play.mode"),
            MODES,
            format_func=labelled("play_mode", lambda mode: t(f"play.mode.{mode}")),
            key=_MODE,
            required=True,
            label_visibility="collapsed",
            on_change=_take_mode,
        )
        st.button(t("play.dates"), key="play-dates", on_click=_dates, args=(found,), help=t("play.dates.help"))


def _step(found: Sequence[Period], by: int) -> None:
    play = state()
    if play is not None and found:
        play.moving = False
        play.go(found, period_at(found, play.day) + by)


def _run(found: Sequence[Period]) -> None:
    """Start or pause; at the end it starts from the beginning."""
    play = state()
    if play is None or not found:
        return
    play.moving = not play.moving
    at = period_at(found, play.day)
    play.go(found, 0 if play.moving and at == len(found) - 1 else at)


def _take_mode() -> None:
    play = state()
    if play is not None:
        play.mode = value_of("play_mode", st.session_state[_MODE]) or EACH


def _dates(found: Sequence[Period]) -> None:
    """Write the period into the filter of dates, which then shows the same incidents."""
    play = state()
    if play is None or not found:
        return
    period = found[period_at(found, play.day)]
    changes = {"date_to": period.end} if play.up_to else {"date_from": period.start, "date_to": period.end}
    viewstate.change_filter(**changes)
    close()
    viewstate.whole_page()


def advance(found: Sequence[Period]) -> bool:
    """Go on to the next period if it is time; return False when the end is reached, and stand still there."""
    play = state()
    if play is None or not play.moving:
        return False
    # The map also runs for other reasons: it has loaded, or somebody points at something.
    if time.monotonic() - play.moved < STEP_SECONDS * 0.7:
        return True
    at = period_at(found, play.day)
    if at >= len(found) - 1:
        play.moving = False
        return False
    play.go(found, at + 1)
    return True


def slider(play: Play, found: Sequence[Period], t: Texts) -> None:
    """Draw the slider over the periods."""
    if len(found) < 2:
        return
    # Each move that is not its own makes a new slider. The browser may still send where an old one stood, which is no
    # hand on it.
    key = f"{_SLIDER}-{play.turn}"
    st.select_slider(
        t("play.period"),
        range(len(found)),
        period_at(found, play.day),
        format_func=lambda number: period_words(found[number], t),
        key=key,
        label_visibility="collapsed",
        on_change=_take_slider,
        args=(found, play.turn),
    )


def _take_slider(found: Sequence[Period], turn: int) -> None:
    play = state()
    if play is None or play.turn != turn:
        return
    play.moving = False
    play.go(found, int(st.session_state[f"{_SLIDER}-{turn}"]))
    play.turn = turn  # the slider under the hand stays
    st.rerun(MAP_FRAGMENT)  # its buttons stand outside the part that the slider is in


def caption(play: Play, period: Period | None, incidents: int, without_date: int, t: Texts) -> None:
    """Say which period is shown, how many incidents that are, and how many no period can show."""
    if period is None:
        words = cards.text(t("play.nothing"))
    else:
        name = period_words(period, t)
        title = t("play.up_to", period=name) if play.up_to else name
        words = cards.tag("b", cards.text(title)) + " · " + cards.text(t("tip.incidents", n=incidents))
    if without_date:
        words += " " + cards.tag("span", cards.text(t("play.undated", n=without_date)), class_="f-small")
    # While it runs a screen reader would do nothing but count months.
    said = "off" if play.moving else "polite"
    st.html(cards.tag("div", words, class_="f-play", dir=t.direction, role="status", **{"aria-live": said}))


def period_words(period: Period, t: Texts) -> str:
    """Write a period: a whole month by its name, else its days."""
    whole = period.start.day == 1 and (period.end + timedelta(days=1)).day == 1
    if whole and period.start.month == period.end.month:
        return t.day(period.start).removeprefix("1 ")
    return t.days(period.start, period.end)

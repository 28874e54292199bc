"""Values that the page sets into boxes, and answers of the browser that are older than these.

With each click the browser sends what all boxes hold. A chip that is taken off sets its box anew; a second click that
comes before the browser has heard of it still carries the old value, which looks like a wish to have it back.
"""

import time
from typing import Any

import streamlit as st

_BEFORE, _TOLD = "boxes_before", "boxes_told"
_ON_THE_WAY = 1.0
"""Seconds that the last words of a run may take until the browser shows them."""


def begin() -> None:
    """Say that the boxes are about to be set; what a whole run has told the browser is no longer held against it."""
    if st.session_state.get(_TOLD) is not None:
        st.session_state[_BEFORE] = {}
    st.session_state[_TOLD] = None


def put(key: str, value: Any) -> None:
    """Set what a box holds."""
    state = st.session_state
    if key in state and state[key] != value:
        state.setdefault(_BEFORE, {})[key] = state[key]
    state[key] = value


def end() -> None:
    """Say that all boxes are drawn: the browser now learns what they hold."""
    st.session_state[_TOLD] = time.monotonic()


def is_echo(key: str, answer: Any) -> bool:
    """Whether an answer is what the box held before the page set it anew, and the browser cannot have known better."""
    state = st.session_state
    before, told = state.get(_BEFORE, {}), state.get(_TOLD)
    late = told is None or time.monotonic() - told < _ON_THE_WAY
    return late and key in before and before[key] == answer

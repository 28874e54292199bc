"""Expanders of which the content is made when they are opened, and clicks on them that another part was told of.

The browser may send a click together with the word of another part of the page, such as that the map has loaded.
Streamlit then runs that part alone, and the expander would stay empty.
"""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:  # Streamlit has no public name for it
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

_CLICKED = "expanders_clicked"


def lazy_expander(label: str, *, key: str) -> "ExpanderContainer":
    """Draw an expander, closed at first; its ``open`` says whether its content is wanted."""
    box = st.expander(label, key=key, on_change=_note, args=(key,))
    st.session_state.get(_CLICKED, set()).discard(key)
    return box


def clicked_in_vain() -> bool:
    """Whether an expander was clicked and not drawn since; asks once."""
    return bool(st.session_state.pop(_CLICKED, None))


def _note(key: str) -> None:
    st.session_state.setdefault(_CLICKED, set()).add(key)

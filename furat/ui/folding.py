"""Folded boxes of which the content is made when they are opened, and clicks on them that another part was told of.

The browser may send a click together with the word of another part of the page, such as that the map has loaded.
Streamlit then runs that part alone, and the box would stay empty.
"""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

_CLICKED = "folded_clicked"


def folded(label: str, *, key: str) -> ExpanderContainer:
    """Draw a folded box; its ``open`` says whether its content is wanted."""
    box = st.expander(label, key=key, on_change=_note, args=(key,))
    st.session_state.get(_CLICKED, set()).discard(key)
    return box


def clicked_in_vain() -> bool:
    """Whether a box was clicked and not drawn since; asks once. Whoever is told so runs the whole page."""
    return bool(st.session_state.pop(_CLICKED, None))


def _note(key: str) -> None:
    st.session_state.setdefault(_CLICKED, set()).add(key)

"""A watch in the browser that loads a page again which Streamlit has emptied.

A part of a page runs again when its map has loaded, or by its clock. If a link to another page is pressed in the same
tenth of a second, the browser's call for that part is sent behind the one for the new page: Streamlit draws the new
page, then is asked for a part of the old one, takes that for a step back and clears what is shown. Nothing on the
server can tell, because the part that was called for is no longer there to run. The address is right, so loading it
again shows the page.
"""

from pathlib import Path

import streamlit as st

_watch = st.components.v2.component("furat_watch", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def watch() -> None:
    """Set the watch; it is there once however often it is set."""
    with st.container(key="watch"):
        _watch(key="furat-watch")

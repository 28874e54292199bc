"""Starts the dashboard: navigation, nothing else. Run it with ``make app`` or ``streamlit run app.py``."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from furat.ui import shell
from furat.ui.assets import ICON
from furat.ui.state import PAGES


def page(name: str) -> Callable[[], None]:
    """Return what draws a page. Its module is loaded when it is opened: charts alone take half a second."""

    def draw() -> None:
        import_module(f"furat.ui.pages.{name}").page()

    return draw


st.set_page_config(page_title="Furat", page_icon=str(ICON), layout="wide", initial_sidebar_state=320)
shell.run({name: page(name) for name in PAGES})

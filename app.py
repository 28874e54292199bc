"""Starts the dashboard: navigation, nothing else. Run it with ``make app`` or ``streamlit run app.py``."""

import streamlit as st

from furat.ui.assets import ICON
from furat.ui.pages import explore

st.set_page_config(page_title="Furat", page_icon=str(ICON), layout="wide", initial_sidebar_state=320)
st.navigation([st.Page(explore.page, title="Explore", url_path="explore", default=True)], position="hidden").run()

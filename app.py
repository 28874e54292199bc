"""Starts the dashboard: navigation, nothing else. Run it with ``make app`` or ``streamlit run app.py``."""

import streamlit as st

from furat.ui import shell
from furat.ui.assets import ICON
from furat.ui.pages import compare, explore, reports, review
from furat.ui.state import COMPARE, EXPLORE, REPORTS, REVIEW

st.set_page_config(page_title="Furat", page_icon=str(ICON), layout="wide", initial_sidebar_state=320)
shell.run({EXPLORE: explore.page, COMPARE: compare.page, REPORTS: reports.page, REVIEW: review.page})

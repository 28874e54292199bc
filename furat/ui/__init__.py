"""Streamlit pages and their texts: the only place that knows Streamlit."""

"""The boxes in which somebody says what to read: a text, files, and what holds where they say nothing themselves."""

import json
from datetime import date

import streamlit as st

from furat.analysis.preview import MEGABYTE, PASTED_LETTERS, UPLOADED_BYTES, UPLOADED_FILES
from furat.readers.inputs import EARLIEST, SUFFIXES
from furat.ui import cards
from furat.ui.reporting import work
from furat.ui.texts import Texts

_SIZE = UPLOADED_BYTES // MEGABYTE


def boxes(t: Texts) -> None:
    """Draw the boxes, and the button that begins to read."""
    st.html(_uploader_words(t))
    with st.container(key="reading", gap="small"):
        st.text_area(
            t("reports.paste"),
            key=work.box("paste"),
            height=170,
            placeholder=t("reports.paste.hint"),
            help=t("reports.paste.help", limit=PASTED_LETTERS),
        )
        st.file_uploader(
            t("reports.files"),
            type=[suffix.removeprefix(".") for suffix in SUFFIXES],
            accept_multiple_files=True,
            key=work.box("files"),
            help=t("reports.files.help"),
        )
        limits = t("reports.limits", files=UPLOADED_FILES, size=_SIZE, letters=PASTED_LETTERS)
        st.html(cards.tag("div", cards.text(limits), class_="f-small", dir=t.direction))
        day, outlet = st.columns(2, gap="small")
        day.date_input(
            t("reports.published"),
            None,
            min_value=EARLIEST,
            max_value=date.today(),
            key=work.box("published"),
            format="YYYY-MM-DD",
            help=t("reports.published.help"),
        )
        outlet.text_input(t("reports.source"), key=work.box("source"), help=t("reports.source.help"))
        st.text_input(t("reports.url"), key=work.box("url"), help=t("reports.url.help"))
        st.button(t("reports.read"), key="read", type="primary", on_click=work.begin, width="stretch")
        _say_over(t)


def _say_over(t: Texts) -> None:
    """Say which limit is passed, and what to do."""
    passed = work.over()
    if passed is None:
        return
    limit, number = passed
    if limit == "nothing":
        st.error(t("reports.nothing"))
    elif limit == "letters":
        st.error(t("reports.over.letters", letters=number, limit=PASTED_LETTERS))
    elif limit == "files":
        st.error(t("reports.over.files", n=number, limit=UPLOADED_FILES))
    else:
        st.error(t("reports.over.bytes", size=f"{number / MEGABYTE:.1f}", limit=_SIZE))


def _uploader_words(t: Texts) -> str:
    """Return a style that puts our words in the place of the box's own, which are English in every language."""
    box = '[class*="st-key-files-"]'
    button = '[data-testid="stBaseButton-secondary"] [data-testid="stMarkdownContainer"]'
    drop = '[data-testid="stFileUploaderDropzoneInstructions"]'
    sent = '[data-testid="stFileChipIconSpinner"]'
    refused = '[data-testid="stFileChip"][aria-invalid="true"]'
    rules = (
        f"{box} {drop} > * {{ display: none; }}",
        # Out of sight and not out of the page: a button whose words come from a style alone has no name.
        f"{box} {button} p {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}",
        f"{box} {button}::after {{ content: {_quoted(t('reports.files.button'))}; }}",
        f"{box} {drop}::after {{ content: {_quoted(t('reports.files.drop'))}; color: #5a6469; font-size: .82rem; }}",
        f"{box}:has({refused})::after {{ content: {_quoted(t('reports.files.refused'))}; color: #8e3023;"
        " font-size: .88rem; }",
        # The server learns of the files when all of them have come: until then there is nothing to be read.
        f"{box}:has({sent})::after {{ content: {_quoted(t('reports.files.sent'))}; color: #5a6469;"
        " font-size: .88rem; }",
        f".st-key-reading:has({sent}) .st-key-read button {{ pointer-events: none; opacity: .5; }}",
    )
    return f"<style>{''.join(rules)}</style>"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)

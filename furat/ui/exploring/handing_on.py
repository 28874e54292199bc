"""What the list is handed on as: files of the incidents, pictures, a map as one page; made only when asked for."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from furat.exchange.export import FORMATS, export_text
from furat.exchange.geojson import area_lookup
from furat.exchange.handout import Ground, map_bytes, map_sheet
from furat.store.filters import Filter
from furat.store.workspace import Workspace
from furat.ui import session
from furat.ui.names import Names

_KINDS = {
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "png": "image/png",
    "svg": "image/svg+xml",
    "html": "text/html",
}
"""Formats, in the order of their buttons, and what browsers call them."""

_WIDTH = 360


def handing_on(
    opened: Workspace,
    chosen: Callable[[], pd.DataFrame],
    f: Filter,
    names: Names,
    spot_name: str | None,
    *,
    disabled: bool,
) -> None:
    """Draw the menu of all that the listed incidents can be handed on as; ``chosen`` makes the frame of them."""
    t = names.texts
    with (
        st.popover(t("hand.title"), help=t("hand.help"), disabled=disabled, key="hand"),
        st.container(width=_WIDTH, gap="small"),
    ):
        safe = st.checkbox(t("hand.safe"), key="hand-safe")
        st.caption(t("hand.safe.help") if safe else t("hand.full.help"))
        for format, mime in _KINDS.items():
            made = (
                incidents_file(opened, chosen, f, names, format, safe=safe)
                if format in FORMATS
                else _map_file(chosen, f, names, format, safe=safe, spot_name=spot_name)
            )
            st.download_button(
                t(f"hand.{format}"),
                data=made,
                file_name=f"furat-{'safe' if safe else 'full'}.{format}",
                mime=mime,
                on_click="ignore",
                width="stretch",
                key=f"hand-{format}",
            )


def incidents_file(
    opened: Workspace,
    chosen: Callable[[], pd.DataFrame],
    f: Filter,
    names: Names,
    format: str,
    *,
    safe: bool = False,
) -> Callable[[], str]:
    """Return what makes a file of the incidents."""

    def make() -> str:
        shape = area_lookup(session.areas(), names.gazetteer)
        coarse = names.gazetteer if safe else None
        return export_text(chosen(), f, opened, format=format, shape=shape, excel=True, coarse=coarse)

    return make


def _map_file(
    chosen: Callable[[], pd.DataFrame], f: Filter, names: Names, format: str, *, safe: bool, spot_name: str | None
) -> Callable[[], bytes]:
    def make() -> bytes:
        ground = Ground(names.gazetteer, session.areas(), names.actor, names.texts.language)
        return map_bytes(map_sheet(chosen(), f, ground, safe=safe, spot=spot_name), format)

    return make

"""Serves the dashboard as ``streamlit run`` does, and loads a large workspace before anybody asks for it.

usage: python -m furat.serve run app.py [options of streamlit run]

Nothing here touches Streamlit before it starts: what it would find loaded, it would take for loaded without options.
"""

import logging
import threading

import folium  # noqa: F401 - with what it leans on it takes a second, which the first visitor would wait
import geopandas  # noqa: F401

from extraction.errors import DataError
from furat.analysis.ready import prepare
from furat.errors import FuratError
from furat.store.gazetteer import local_gazetteer
from furat.store.workspace import named_workspace, open_workspace
from geo.faults import GazetteerError
from geo.gazetteer import load_gazetteer

logger = logging.getLogger(__name__)


def warm() -> None:
    """Load the workspace that the environment names; what goes wrong is left to the page, where it can be read."""
    try:
        folder, url = named_workspace()
        if folder is None and url is None:
            return
        opened = open_workspace(folder, url=url)
        prepare(opened, local_gazetteer(opened, load_gazetteer()))
    except (FuratError, DataError, GazetteerError) as error:
        logger.debug("nothing is loaded ahead: %s", error)


def main() -> None:
    """Serve, and load meanwhile."""
    from streamlit.web import cli

    threading.Thread(target=warm, name="warm", daemon=True).start()
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()

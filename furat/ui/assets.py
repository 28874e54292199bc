"""The map's scripts, taken from installed packages: nothing is fetched at run time, nothing of others is committed."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from furat.assets import JQUERY, LEAFLET, Carrier, asset_file
from geo.folium_map import MapAssets

PROJECT_ROOT = Path(__file__).resolve().parents[2]
ICON = Path(__file__).parent / "images" / "furat.svg"
"""The page's icon; from a file, because Streamlit asks a remote host for the picture of an emoji."""

VENDOR = PROJECT_ROOT / "static" / "vendor"
"""Where Streamlit finds them: it serves ``static/`` beside ``app.py`` as ``app/static/``."""

# The map lives in an iframe at component/<name>/index.html, so two steps up is the page's root: this also holds behind
# a proxy that serves the dashboard under a path of its own, where an absolute /app/static would miss.
_URL = "../../app/static/vendor/"


@dataclass(frozen=True, slots=True)
class _Served:
    """Files of a third-party script, and where they go under ``static/vendor/``."""

    carrier: Carrier
    files: tuple[str, ...]
    target: str


_SERVED = (
    _Served(LEAFLET, ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png"), "leaflet"),
    _Served(JQUERY, ("jquery.min.js",), "jquery"),
)


def map_assets() -> MapAssets:
    """Return the URLs from which the map's iframe loads its scripts and styles."""
    return MapAssets(
        scripts=(f"{_URL}leaflet/leaflet.js", f"{_URL}jquery/jquery.min.js"), styles=(f"{_URL}leaflet/leaflet.css",)
    )


def prepare_assets(vendor: Path = VENDOR) -> list[Path]:
    """Copy the map's scripts from their packages into ``vendor``, those already there left alone; return the files.

    Each file is written aside and then moved into place, so that a second server that starts at the same moment never
    serves half a script.

    Raises:
        AssetError: if a package or one of its files is missing, naming it and the command that brings it back.
    """
    return [
        _place(asset_file(served.carrier, name), vendor / served.target / name)
        for served in _SERVED
        for name in served.files
    ]


def _place(source: Path, target: Path) -> Path:
    content = source.read_bytes()
    if target.is_file() and target.read_bytes() == content:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    with os.fdopen(handle, "wb") as part:
        part.write(content)
    shutil.copymode(source, name)
    Path(name).replace(target)
    return target

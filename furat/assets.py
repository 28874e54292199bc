"""Where the map's scripts lie: in installed packages, so that nothing is fetched and nothing of others is committed."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from furat.errors import AssetError

CURE = "Install the project's dependencies again: python -m pip install -e . -c constraints.txt"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A PyPI package that carries files of a third-party script, and the folder in it where they lie."""

    package: str
    module: str
    folder: str


LEAFLET = Carrier("django-js-lib-leaflet", "js_lib_leaflet", "static/js_lib_leaflet")
JQUERY = Carrier("XStatic-jQuery", "xstatic.pkg.jquery", "data")


def asset_file(carrier: Carrier, name: str) -> Path:
    """Return the file of a carrier.

    Raises:
        AssetError: if the package or the file is missing, naming it and the command that brings it back.
    """
    path = _folder(carrier) / name
    if not path.is_file():
        raise AssetError(f"{carrier.package} lacks the file {name}, so the map cannot be drawn. {CURE}")
    return path


def _folder(carrier: Carrier) -> Path:
    # find_spec does not run the package: one of them would import Django, which is not installed.
    try:
        spec = importlib.util.find_spec(carrier.module)
    except ModuleNotFoundError:
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise AssetError(f"The package {carrier.package} is not installed, so the map cannot be drawn. {CURE}")
    return Path(next(iter(spec.submodule_search_locations))) / carrier.folder

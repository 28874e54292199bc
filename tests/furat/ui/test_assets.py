"""The map's scripts come from installed packages, whole, or the page says what is missing."""

import sys

import pytest

from furat import assets
from furat.errors import AssetError
from furat.ui.assets import map_assets, prepare_assets


def test_scripts_are_copied_from_their_packages(tmp_path):
    files = prepare_assets(tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in files}
    assert {"leaflet/leaflet.js", "leaflet/leaflet.css", "jquery/jquery.min.js"} <= names
    assert b"Leaflet 1.9.4" in (tmp_path / "leaflet/leaflet.js").read_bytes()
    assert b"jQuery v3.7.1" in (tmp_path / "jquery/jquery.min.js").read_bytes()
    assert not list(tmp_path.rglob(".part-*"))


def test_every_url_of_the_map_has_its_file(tmp_path):
    files = {path.relative_to(tmp_path).as_posix() for path in prepare_assets(tmp_path)}
    urls = (*map_assets().scripts, *map_assets().styles)
    assert {url.split("/vendor/")[1] for url in urls} <= files


def test_what_is_there_is_left_alone(tmp_path):
    before = {path: path.stat().st_mtime_ns for path in prepare_assets(tmp_path)}
    assert {path: path.stat().st_mtime_ns for path in prepare_assets(tmp_path)} == before


def test_a_spoiled_file_is_mended(tmp_path):
    prepare_assets(tmp_path)
    script = tmp_path / "leaflet/leaflet.js"
    script.write_text("half a scr")
    prepare_assets(tmp_path)
    assert b"Leaflet 1.9.4" in script.read_bytes()


def test_a_missing_package_is_named_with_its_cure(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "js_lib_leaflet", None)
    monkeypatch.setattr(assets.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(AssetError, match=r"django-js-lib-leaflet is not installed.*pip install -e"):
        prepare_assets(tmp_path)


def test_a_missing_file_is_named_with_its_cure():
    with pytest.raises(AssetError, match=r"django-js-lib-leaflet lacks the file no\.js.*pip install"):
        assets.asset_file(assets.LEAFLET, "no.js")

"""Every source is named, in the line that the app shows and in the page of licences."""

from pathlib import Path

import pytest

from geo.attribution import DATA_SOURCES, DataSource, attribution
from geo.gazetteer import Gazetteer

LICENSES = (Path(__file__).parents[2] / "data" / "LICENSES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("source", DATA_SOURCES, ids=lambda source: source.name)
def test_each_source_is_in_the_line_and_on_the_page(source: DataSource) -> None:
    for language in ("en", "ar"):
        assert source.name in attribution(language)
    assert source.name.split(",")[0].split(" (")[0].split(" GED")[0] in LICENSES
    assert source.licence_url is None or source.licence_url in LICENSES


def test_the_line_is_one_line_in_the_language_asked_for() -> None:
    assert attribution("en").startswith("Places and boundaries: UN OCHA (CC BY 3.0 IGO); ")
    assert attribution("ar").startswith("الأماكن والحدود: ")
    assert "\n" not in attribution()
    with pytest.raises(KeyError):
        attribution("fr")


def test_rows_without_an_open_licence_stand_in_their_own_files() -> None:
    folder = Path(__file__).parents[2] / "data" / "gazetteer"
    opened = (folder / "places.csv").read_text("utf-8").splitlines()[1:]
    closed = (folder / "places_airwars.csv").read_text("utf-8").splitlines()[1:]
    assert [row for row in opened if ",Airwars incident" in row] == []
    assert [row for row in closed if ",Airwars incident" not in row] == []
    assert f"point of {len(closed)} places" in LICENSES


def test_every_source_of_a_coordinate_has_a_licence_on_the_page(gazetteer: Gazetteer) -> None:
    known = ("OCHA", "UCDP GED", "GeoNames", "Airwars", "Wikipedia", "aeronautical list", "seat: ")
    ours = ("placed ", "mean of ", "point of the place named", "rounded ")
    strange = {place.coord_source for place in gazetteer if not place.coord_source.startswith((*known, *ours))}
    assert strange == set()
    for name in known[:-1]:
        assert name in LICENSES

"""The area of each kind of place, and what it rests on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geo.areas import Areas, circle, load_areas
from geo.distance import km
from geo.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas()


@pytest.mark.parametrize(
    ("place_id", "basis"),
    [
        ("SY09", "polygon"),
        ("SY0902", "polygon"),
        ("SY090301", "polygon"),
        ("SY08", "polygon"),
        ("SY080005", "radius"),
        ("dz-rif-sharqi", "union"),
        ("dz-rif-gharbi", "union"),
        ("dz-ash-shamiyah", "union"),
        ("sy-shamal-sharq", "union"),
        ("SY", "union"),
        ("dz-badiyat-al-mayadin", "radius"),
        ("sy-al-badiyah", "radius"),
        ("dz-rif-janubi", "radius"),
        ("iq-al-anbar", "radius"),
        ("rv-al-furat", "line"),
        ("IQ", None),
        ("US", None),
        ("C5119", None),
        ("dz-haql-al-umar", None),
    ],
)
def test_the_basis_of_an_area(areas: Areas, gazetteer: Gazetteer, place_id: str, basis: str | None) -> None:
    area = areas.area(gazetteer[place_id], gazetteer)
    assert (area.basis if area else None) == basis
    geometry = areas.geometry(gazetteer[place_id], gazetteer)
    assert (geometry is None) == (basis is None)
    if geometry is not None:
        assert geometry.is_valid
        assert not geometry.is_empty


def test_frames_are_wgs84_and_name_their_units(areas: Areas) -> None:
    assert [len(frame) for frame in (areas.adm1, areas.adm2, areas.adm3, areas.rivers)] == [14, 3, 14, 2]
    for frame in (areas.adm1, areas.adm2, areas.adm3, areas.rivers):
        assert frame.crs.to_epsg() == 4326
    assert set(areas.adm3["place_id"]) == set(areas.adm3["pcode"])
    assert "ناحية" not in " ".join(areas.adm3["name_ar"])
    assert set(areas.rivers["place_id"]) == {"rv-al-furat", "rv-al-khabur"}


def test_a_union_holds_the_towns_of_its_units_and_no_others(areas: Areas, gazetteer: Gazetteer) -> None:
    east = areas.geometry(gazetteer["dz-rif-sharqi"], gazetteer)
    inside = {p.place_id for p in gazetteer if p.kind in ("town", "city") and east.contains(Point(p.lon, p.lat))}
    assert inside >= {"C5119", "C5202", "C5192", "C5167", "C5175"}
    assert not inside & {"C5086", "C5096", "C5157", "C5131"}


def test_unions_have_no_slivers_where_two_files_meet(areas: Areas, gazetteer: Gazetteer) -> None:
    for region in gazetteer.regions:
        geometry = areas.geometry(gazetteer[region], gazetteer)
        parts = getattr(geometry, "geoms", [geometry])
        assert [len(part.interiors) for part in parts] == [0] * len(parts), region


def test_the_miniature_union_is_its_only_unit(mini_folder: Path, mini: Gazetteer) -> None:
    areas = load_areas(mini_folder)
    area = areas.area(mini["xa-east"], mini)
    assert area is not None
    assert area.basis == "union"
    assert area.geometry.bounds == pytest.approx((40.5, 35.0, 41.0, 35.5))
    desert = areas.area(mini["xa-desert"], mini)
    assert desert is not None
    assert desert.basis == "radius"


@given(st.floats(28, 43), st.floats(25, 50), st.floats(0.5, 300))
def test_a_circle_has_its_true_radius_all_around(lat: float, lon: float, radius: float) -> None:
    for x, y in circle(lat, lon, radius).exterior.coords:
        assert km((lat, lon), (y, x)) == pytest.approx(radius, rel=0.001)


@pytest.mark.parametrize("radius", [0.0, -1.0, float("nan")])
def test_no_circle_without_a_radius(radius: float) -> None:
    with pytest.raises(ValueError, match="no circle"):
        circle(35.0, 40.0, radius)

"""Incidents by spot of the map: none lost, none drawn where it is not."""

import dataclasses
from datetime import date

import builders
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from furat.analysis.figures import summary
from furat.analysis.places import at_spot, by_subdistrict, spot_ids, spots, unplaced
from furat.store.columns import ALL, Columns, part


def drawn(frame, gazetteer):
    return spots(Columns(frame), ALL, gazetteer)


def _changes(*locations):
    return [{"location": location} for location in locations]


@pytest.mark.parametrize(
    ("location", "spot"),
    [
        pytest.param("town", "C5119", id="a town"),
        pytest.param("unit", "SY090102", id="a sub-district is an area of its own"),
        pytest.param("region", "dz-rif-sharqi", id="a region"),
        pytest.param("surroundings", "C5153~", id="the surroundings of a village are not the village"),
        pytest.param("lost_village", "C5192", id="a village the gazetteer lacks joins the town it was put to"),
        pytest.param("far_off", "@33.00000,36.00000", id="a position that no place has"),
        pytest.param("lost_around", "C5192~", id="known only to lie around a town"),
        pytest.param("half_way", "@35.30000,40.20000", id="half way between two places is at neither"),
        pytest.param("nowhere", None, id="a name without coordinates"),
        pytest.param("none", None, id="no place at all"),
    ],
)
def test_spot_of_an_incident(frame_of, gazetteer, locations, location, spot):
    assert spot_ids(frame_of({"location": getattr(locations, location)}), gazetteer).tolist() == [spot]


def test_town_and_sub_district_on_one_point_stay_apart(frame_of, gazetteer):
    frame = frame_of(*_changes(builders.location("C5192"), builders.location("SY090300")))
    town, unit = sorted(drawn(frame, gazetteer), key=lambda spot: spot.is_area)
    assert (town.lat, town.lon) == (unit.lat, unit.lon)
    assert (town.is_area, unit.is_area) == (False, True)


def test_every_incident_is_on_the_map_or_listed_as_unplaced(frame_of, gazetteer, locations):
    frame = frame_of(
        *_changes(
            builders.location("C5119"),
            locations.surroundings,
            locations.lost_village,
            locations.nowhere,
            locations.far_off,
            None,
        )
    )
    columns = Columns(frame)
    assert sum(spot.incidents for spot in spots(columns, ALL, gazetteer)) == 4
    assert len(unplaced(columns, ALL)) == 2


def test_what_a_spot_says(frame_of, gazetteer, locations):
    near = dataclasses.replace(builders.location("C5192"), geo_precision=2)
    frame = frame_of(
        {"place": "C5192", "date": builders.days("2021-02-16")},
        {"location": near, "date": builders.days("2020-01-01", "2020-01-10")},
        {"location": locations.lost_village, "date": None},
    )
    (spot,) = drawn(frame, gazetteer)
    assert (spot.spot_id, spot.incidents, spot.near, spot.foreign) == ("C5192", 3, 2, 1)
    assert (spot.name_ar, spot.name_en) == (gazetteer["C5192"].name_ar, gazetteer["C5192"].name_en)
    assert (spot.first, spot.last) == (date(2020, 1, 1), date(2021, 2, 16))
    assert (spot.killed.low, spot.killed.high) == (6, 6)
    assert not spot.approximate


def test_a_spot_is_approximate_where_all_is_only_near(frame_of, gazetteer):
    frame = frame_of({"location": dataclasses.replace(builders.location("C5192"), geo_precision=2)})
    assert drawn(frame, gazetteer)[0].approximate


def test_a_spot_is_approximate_where_the_gazetteer_is(frame_of, gazetteer):
    guessed = next(place for place in gazetteer if place.coord_quality == "approximate" and not place.is_area)
    frame = frame_of({"place": guessed.place_id})
    assert drawn(frame, gazetteer)[0].approximate


def test_surroundings_keep_the_name_that_the_report_gives(frame_of, gazetteer, locations):
    frame = frame_of({"location": locations.surroundings})
    (spot,) = drawn(frame, gazetteer)
    assert (spot.name_ar, spot.kind, spot.is_area, spot.radius_km) == ("بادية الحصين", "desert", True, 8.0)


def test_far_between_two_places_is_an_area_about_the_middle(frame_of, gazetteer, locations):
    frame = frame_of({"location": dataclasses.replace(locations.half_way, geo_precision=3, uncertainty_km=12.0)})
    (spot,) = drawn(frame, gazetteer)
    assert (spot.lat, spot.lon, spot.is_area, spot.radius_km) == (35.3, 40.2, True, 12.0)


def test_spots_come_by_number_of_incidents(frame_of, gazetteer):
    frame = frame_of({"place": "C5192"}, {"place": "C5119"}, {"place": "C5119"})
    assert [spot.spot_id for spot in drawn(frame, gazetteer)] == ["C5119", "C5192"]


def test_an_empty_frame_has_no_spots(frame_of, gazetteer):
    frame = frame_of({"place": "C5119"}).iloc[:0]
    assert drawn(frame, gazetteer) == []


def test_at_spot_narrows_and_none_lets_all_through(frame_of, gazetteer):
    columns = Columns(frame_of({"place": "C5192"}, {"place": "C5119"}, {"location": None}))
    assert list(part(columns, at_spot(columns, ALL, gazetteer, "C5119"), 0, 9)["place_id"]) == ["C5119"]
    assert at_spot(columns, ALL, gazetteer, None) == ALL
    assert len(at_spot(columns, ALL, gazetteer, "no-such-spot")) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.booleans(), min_size=9, max_size=9))
def test_spots_of_some_rows_are_those_of_a_table_that_has_no_others(many, gazetteer, rows):
    some = np.flatnonzero(rows)
    whole, alone = Columns(many), Columns(many.iloc[some].reset_index(drop=True))
    names = {spot.spot_id: (spot.name_ar, spot.name_en) for spot in spots(whole, ALL, gazetteer)}
    expected = [
        dataclasses.replace(spot, name_ar=names[spot.spot_id][0], name_en=names[spot.spot_id][1])
        for spot in spots(alone, ALL, gazetteer)
    ]
    assert spots(whole, some, gazetteer) == expected
    assert by_subdistrict(whole, some, gazetteer) == by_subdistrict(alone, ALL, gazetteer)
    assert summary(whole, some) == summary(alone)


@pytest.fixture
def many(frame_of, locations):
    near = dataclasses.replace(builders.location("C5192"), geo_precision=2)
    return frame_of(
        {"place": "C5192", "date": builders.days("2021-02-16"), "perpetrators": ("isis",)},
        {"location": near, "date": None, "perpetrators": ("sdf", "isis")},
        {"location": locations.lost_village, "event_type": "Protests"},
        {"place": "C5119", "perpetrators": ()},
        {"location": locations.unit},
        {"location": locations.region},
        {"location": locations.surroundings},
        {"location": locations.nowhere},
        {"location": None},
    )


def test_a_spot_names_the_type_and_the_actor_of_most_of_its_incidents(frame_of, gazetteer):
    frame = frame_of(
        {"perpetrators": ("isis",)}, {"perpetrators": ("sdf", "isis")}, {"event_type": "Protests", "perpetrators": ()}
    )
    (spot,) = drawn(frame, gazetteer)
    assert (spot.leading_type, spot.leading_actor) == (frame["event_type"].mode()[0], "isis")


def test_figures_by_sub_district(frame_of, gazetteer, locations):
    frame = frame_of(*_changes(locations.town, locations.unit, locations.region, locations.nowhere))
    found = by_subdistrict(Columns(frame), ALL, gazetteer)
    assert sum(one.incidents for one in found) == 2
    assert {one.place_id for one in found} <= {place.place_id for place in gazetteer if place.kind == "subdistrict"}

"""From spots to what the map draws: certain, approximate and area look different, and the tooltip says which."""

import dataclasses

import pytest

from furat.analysis.figures import Range
from furat.analysis.places import Spot
from furat.ui.colors import ACTOR_COLORS, EVENT_COLORS, OTHERS, UNNAMED
from furat.ui.map_features import (
    TOOLTIP_FIELDS,
    killed_words,
    map_features,
    map_words,
    spot_colors,
    tooltip_words,
)
from furat.ui.names import Names
from furat.ui.state import BY_ACTOR, BY_DEATHS, BY_TYPE, ONE_COLOR
from furat.ui.texts import load_texts
from geo.areas import load_areas
from geo.layers import MAX_RADIUS, MIN_RADIUS, PLACE_COLOR

AREAS = load_areas()
UNKNOWN = Range(None, None, False, 1)


@pytest.fixture
def names(gazetteer):
    return Names(load_texts("en"), gazetteer, {"isis": {"en": "Islamic State", "ar": "تنظيم الدولة"}})


@pytest.fixture
def spot(gazetteer):
    place = gazetteer["C5119"]
    return Spot(
        "C5119", "C5119", place.name_ar, place.name_en, place.kind, place.lat, place.lon, False, False, 0.0, 4, 0, 0,
        UNKNOWN, None, None, "Battles", "sdf",
    )  # fmt: skip


def unit(spot, gazetteer, place_id, **changes):
    place = gazetteer[place_id]
    return dataclasses.replace(
        spot,
        spot_id=place_id,
        place_id=place_id,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        is_area=True,
        **changes,
    )


def one(spot, names, **more):
    (feature,) = map_features([spot], names, AREAS, largest=4, **more)
    return feature


def test_a_town_is_a_circle(spot, names):
    feature = one(spot, names)
    assert (feature.geometry.geom_type, feature.dashed, feature.selected) == ("Point", False, False)
    assert one(dataclasses.replace(spot, approximate=True), names).dashed
    assert one(spot, names, selected="C5119").selected


@pytest.mark.parametrize(
    ("place_id", "dashed"),
    [("SY090102", False), ("SY09", False), ("dz-rif-sharqi", True), ("dz-badiyat-al-mayadin", True)],
)
def test_an_area_is_its_shape_dashed_where_no_source_draws_it(spot, names, gazetteer, place_id, dashed):
    feature = one(unit(spot, gazetteer, place_id), names)
    assert feature.geometry.geom_type in {"Polygon", "MultiPolygon"}
    assert feature.dashed == dashed


@pytest.mark.parametrize("changes", [{"spot_id": "C5119~"}, {"spot_id": "@35.20000,40.30000", "place_id": None}])
def test_surroundings_are_a_circle_on_the_ground(spot, names, changes):
    around = dataclasses.replace(spot, **changes, is_area=True, radius_km=5.0)
    feature = one(around, names)
    west, _, east, _ = feature.geometry.bounds
    assert (east - west) * 91.0 == pytest.approx(10.0, rel=0.02)
    assert feature.dashed


def test_a_foreign_country_stays_a_dashed_circle(spot, names, gazetteer):
    feature = one(unit(spot, gazetteer, "IQ"), names)
    assert (feature.geometry.geom_type, feature.dashed) == ("Point", True)


def test_more_incidents_shade_an_area_deeper(spot, names, gazetteer):
    few, many = (one(unit(spot, gazetteer, "SY090102", incidents=number), names) for number in (1, 4))
    assert few.fill_opacity < many.fill_opacity <= 0.5


def test_the_tooltip_says_what_is_known_and_no_more(spot, names):
    words = tooltip_words(spot, names)
    assert set(words) == set(TOOLTIP_FIELDS)
    assert words["name"] == "Shiheil · الشحيل"
    assert words["incidents"] == "4 incidents"
    assert (words["killed"], words["type"]) == ("Number of killed not known", "Most often: Battles")
    assert (words["dates"], words["precision"], words["foreign"]) == ("", "", "")


def test_the_tooltip_says_how_sure_the_place_is(spot, names, gazetteer):
    assert "approximate" in tooltip_words(dataclasses.replace(spot, approximate=True), names)["precision"]
    assert tooltip_words(dataclasses.replace(spot, near=1), names)["precision"] == "1 of them only near here"
    assert "gazetteer lacks" in tooltip_words(dataclasses.replace(spot, foreign=2), names)["foreign"]
    assert "20 km" in tooltip_words(unit(spot, gazetteer, "SY090102", radius_km=20.4), names)["precision"]


@pytest.mark.parametrize(
    ("killed", "words"),
    [
        (Range(3, 5, True, 0), "Killed: 3–5+"),
        (Range(0, 0, False, 0), "Killed: 0"),
        (Range(3, 3, False, 2), "Killed: 3\u200e · \u200enot known for 2 more"),
        (UNKNOWN, "Number of killed not known"),
    ],
)
def test_killed_is_a_range_and_the_unknown_is_named(killed, words):
    assert killed_words(killed, load_texts("en")) == words


def test_the_tooltip_names_type_and_actor(spot, names):
    one = dataclasses.replace(spot, incidents=1, leading_actor="isis")
    assert (tooltip_words(one, names)["type"], tooltip_words(one, names)["actor"]) == (
        "Type: Battles",
        "By Islamic State",
    )
    nobody = dataclasses.replace(spot, leading_actor="")
    assert tooltip_words(nobody, names)["actor"] == names.texts("card.unknown.perpetrator")


def test_circles_by_deaths_have_the_area_of_the_low_end(spot, names):
    by = {"size": BY_DEATHS}
    some, more = (one(dataclasses.replace(spot, killed=Range(n, 9, True, 0)), names, **by) for n in (1, 4))
    assert more.radius == 2 * some.radius == MAX_RADIUS
    assert min(some.fill_opacity, more.fill_opacity) > 0


@pytest.mark.parametrize("killed", [UNKNOWN, Range(0, 0, False, 0), Range(0, 4, False, 2)])
def test_without_a_known_death_a_small_hollow_ring_stays(spot, names, killed):
    feature = one(dataclasses.replace(spot, killed=killed), names, size=BY_DEATHS)
    assert (feature.radius, feature.fill_opacity, feature.count) == (MIN_RADIUS, 0.0, 4)


def test_an_area_without_a_known_death_keeps_its_outline(spot, names, gazetteer):
    feature = one(unit(spot, gazetteer, "SY090102"), names, size=BY_DEATHS)
    assert (feature.geometry.geom_type, feature.fill_opacity) == ("Polygon", 0.0)


@pytest.mark.parametrize("is_area", [False, True])
def test_the_approximate_knows_how_far_off_it_may_be(spot, names, gazetteer, is_area):
    made = unit(spot, gazetteer, "SY090102") if is_area else spot
    near, exact = (one(dataclasses.replace(made, approximate=value, radius_km=4.0), names) for value in (True, False))
    assert (near.reach_km, exact.reach_km) == (0.0 if is_area else 4.0, 0.0)


@pytest.mark.parametrize(
    ("by", "changes", "fill"),
    [
        (ONE_COLOR, {}, PLACE_COLOR),
        (BY_TYPE, {}, EVENT_COLORS["Battles"]),
        (BY_TYPE, {"leading_type": "Something new"}, OTHERS),
        (BY_ACTOR, {}, ACTOR_COLORS[1]),
        (BY_ACTOR, {"leading_actor": "turkey"}, OTHERS),
        (BY_ACTOR, {"leading_actor": ""}, UNNAMED),
    ],
)
def test_colour_of_a_spot(spot, names, by, changes, fill):
    colors = dataclasses.replace(spot_colors(by, [spot], ["isis", "sdf"]), by=by)
    colors = dataclasses.replace(colors, known={key: colors.known[key] for key in colors.known if key != "turkey"})
    assert one(dataclasses.replace(spot, **changes), names, colors=colors).color == fill


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_map_speaks_the_language_of_the_page(language):
    t = load_texts(language)
    words = map_words(t, outside=True)
    assert (words.language, words.zoom_in) == (language, t("map.zoom.in"))
    assert set(words.outside) == ({"one", "other"} if language == "en" else set("zero one two few many other".split()))
    assert not map_words(t).outside


def test_names_of_places_and_actors(names, gazetteer):
    arabic = Names(load_texts("ar"), gazetteer, names.actors)
    assert (names.actor("isis"), arabic.actor("isis")) == ("Islamic State", "تنظيم الدولة")
    assert names.actor("some_new_group") == "some new group"
    assert (names.place("C5119"), arabic.place("C5119")) == ("Shiheil · الشحيل", "الشحيل · Shiheil")
    assert names.place("no-such") == names.place_option("no-such") == "no-such"


def test_the_place_filter_tells_namesakes_apart_by_their_units(names):
    option = names.place_option("C5119")
    assert option.startswith("Shiheil · الشحيل (town: Basira")
    assert option.index("Basira") < option.index("governorate")

"""The map by sub-district: what is known, what is not, and what the filter left out look different."""

import pytest

from furat.analysis.figures import Range
from furat.analysis.places import UnitFigures
from furat.ui.colors import NO_INCIDENTS
from furat.ui.map_legend import units_legend
from furat.ui.map_units import UNIT, drawn_units, not_drawn, shading, unit_features
from furat.ui.names import Names
from furat.ui.state import BY_DEATHS, BY_INCIDENTS
from furat.ui.texts import load_texts
from geo.areas import load_areas

AREAS = load_areas()
BASIRA, HAJIN, KISREH = "SY090102", "SY090302", "SY090101"


@pytest.fixture
def names(gazetteer):
    return Names(load_texts("en"), gazetteer, {})


def figures(place_id, incidents, low=None, high=None, unknown=0):
    return UnitFigures(place_id, "ناحية", "subdistrict", incidents, Range(low, high, False, unknown))


FIGURES = [figures(BASIRA, 40, 100, 120, 3), figures(HAJIN, 3, None, None, 3), figures("SY020000", 2, 1, 1)]


def drawn(names, size=BY_INCIDENTS, **more):
    made = unit_features(FIGURES, names, AREAS, scale=shading(FIGURES, size), **more)
    return {feature.feature_id.removeprefix(UNIT): feature for feature in made}


def test_every_sub_district_is_drawn_in_its_limits(names):
    made = drawn(names)
    assert set(made) == set(drawn_units(AREAS))
    assert {feature.geometry.geom_type for feature in made.values()} <= {"Polygon", "MultiPolygon"}
    assert made[KISREH].color == NO_INCIDENTS
    assert [made[place].count for place in (BASIRA, HAJIN, KISREH)] == [40, 3, 0]


def test_more_is_darker(names):
    made = drawn(names)
    colors = shading(FIGURES, BY_INCIDENTS).colors
    assert colors.index(made[BASIRA].color) > colors.index(made[HAJIN].color)


def test_unknown_deaths_are_hatched_and_none_is_white(names):
    made = drawn(names, BY_DEATHS)
    assert (made[BASIRA].hatched, made[HAJIN].hatched, made[KISREH].hatched) == (False, True, False)
    assert made[KISREH].color == NO_INCIDENTS
    assert not drawn(names)[HAJIN].hatched


@pytest.mark.parametrize(
    ("places", "asked", "outlined"),
    [
        ((), {BASIRA, HAJIN, KISREH}, set()),
        ((BASIRA,), {BASIRA}, {BASIRA}),
        (("SY09",), {BASIRA, HAJIN, KISREH}, set()),
        (("C5119",), {BASIRA}, set()),
        (("no-such", HAJIN), {HAJIN}, {HAJIN}),
    ],
)
def test_what_the_filter_leaves_out_is_not_white(names, places, asked, outlined):
    made = drawn(names, places=places)
    three = {place: made[place] for place in (BASIRA, HAJIN, KISREH)}
    assert {place for place, feature in three.items() if feature.fill_opacity} == asked
    assert {place for place, feature in three.items() if feature.selected} == outlined


def test_the_tooltip_gives_name_and_figures(names):
    words = drawn(names)[BASIRA].words
    assert words["incidents"] == "40 incidents"
    assert words["killed"].startswith("Killed: 100–120")
    assert drawn(names)[KISREH].words["killed"] == ""
    assert drawn(names, places=(BASIRA,))[HAJIN].words["incidents"] == names.texts("map.legend.unasked")


def test_incidents_beyond_the_shades_are_counted():
    assert not_drawn(FIGURES, 50, AREAS) == 7


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_legend_names_the_limits_of_the_classes(language):
    t = load_texts(language)
    scale = shading(FIGURES, BY_INCIDENTS, most=640)
    (part,) = units_legend(scale, t, hatched=True, unasked=True).parts
    words = [entry.words.strip("\u200e") for entry in part.entries]
    assert words[1:5] == ["1–4", "5–19", "20–99", "100–499"]
    assert "500" in words[5]
    assert words[6:] == [t("map.legend.unknown"), t("map.legend.unasked")]
    assert [entry.fill for entry in part.entries[1:6]] == list(scale.colors)


def test_single_values_are_classes_of_their_own():
    (part,) = units_legend(shading([figures(BASIRA, 3)], BY_INCIDENTS, most=3), load_texts("en")).parts
    assert [entry.words for entry in part.entries] == ["None", "1", "2", "3 or more"]


def test_without_figures_the_legend_says_none():
    (part,) = units_legend(shading([], BY_DEATHS), load_texts("en")).parts
    assert [entry.words for entry in part.entries] == ["None"]

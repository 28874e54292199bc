"""What orients on the map: names in both languages, few at first, more the nearer one looks."""

import pytest

from geo.areas import load_areas
from geo.background import background
from geo.gazetteer import load_gazetteer
from geo.layers import HOME_BOUNDS

AREAS = load_areas()


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(("right_to_left", "first"), [(True, "دير الزور"), (False, "Deir ez-Zor")])
def test_the_background_names_towns_in_both_languages(gazetteer, right_to_left, first):
    labels = background(AREAS, gazetteer, right_to_left=right_to_left).labels
    city = next(label for label in labels if label.first == first and label.kind == "city")
    assert {city.first, city.second} == {"دير الزور", "Deir ez-Zor"}


def test_the_background_names_few_at_first_and_all_later(gazetteer):
    labels = background(AREAS, gazetteer, right_to_left=False).labels
    assert 3 <= sum(label.min_zoom <= 8 for label in labels) <= 12
    assert sum(label.min_zoom >= 12 for label in labels) > 100
    (south, west), (north, east) = HOME_BOUNDS
    for river in (label for label in labels if label.kind == "river"):
        assert south <= river.lat <= north and west <= river.lon <= east

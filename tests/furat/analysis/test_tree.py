"""The tree that one walks to a place: no level hides an incident of the level above."""

import pytest

from furat.analysis.facets import place_counts
from furat.analysis.tree import branches, busiest_governorate, way_to
from furat.store.columns import ALL, Columns
from furat.store.filters import Filter
from furat.store.passing import apply_filter, places

MIXED = ({"place": "C5119"}, {"place": "C5119"}, {"place": "C5192"}, {"place": "SY090102"}, {"place": "SY08"})


@pytest.fixture
def counts(frame_of, gazetteer):
    return place_counts(places(Columns(frame_of(*MIXED))), ALL, gazetteer)


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        (None, {"SY": 5}),
        ("SY09", {"dz-rif-dayr-az-zawr": 4, "dz-rif-sharqi": 4, "SY0901": 3, "SY0903": 1, "dz-ash-shamiyah": 1}),
        ("SY0901", {"SY090102": 3}),
        ("SY090102", {"C5119": 2}),
        ("dz-rif-sharqi", {"SY090102": 3, "SY090300": 1}),
        ("C5119", {}),
    ],
)
def test_each_level_holds_what_has_incidents_most_first(counts, gazetteer, at, inside):
    found = branches(counts, gazetteer, at)
    assert {branch.place.place_id: branch.incidents for branch in found} == inside
    assert [branch.incidents for branch in found] == sorted(inside.values(), reverse=True)


@pytest.fixture
def walked(counts, gazetteer):
    """Every place that a walk from the top comes to, with its branch; a region may hold the unit that holds it."""
    found, waiting = {}, [None]
    while waiting:
        new = [item for item in branches(counts, gazetteer, waiting.pop()) if item.place.place_id not in found]
        found |= {item.place.place_id: item for item in new}
        waiting += [item.place.place_id for item in new]
    return found


def test_every_place_with_a_count_can_be_walked_to(counts, walked):
    assert set(walked) == set(counts)


def test_how_many_lie_within_is_what_going_in_shows(counts, walked, gazetteer):
    assert {place: item.inner for place, item in walked.items()} == {
        place: len(branches(counts, gazetteer, place)) for place in walked
    }


def test_a_count_of_the_tree_is_what_choosing_the_place_shows(counts, frame_of, gazetteer):
    frame = frame_of(*MIXED)
    for place, number in counts.items():
        assert len(apply_filter(frame, Filter(places=(place,)), gazetteer)) == number, place


def test_the_way_to_a_place_goes_from_its_country_down(gazetteer):
    assert [place.place_id for place in way_to(gazetteer, "C5119")] == ["SY", "SY09", "SY0901", "SY090102", "C5119"]


def test_a_walk_begins_in_the_governorate_of_most_incidents(counts, gazetteer):
    assert busiest_governorate(counts, gazetteer) == "SY09"
    assert busiest_governorate({"C5119": 3, "no-such-place": 9}, gazetteer) is None

"""Counts beside the filters: each obeys all filters but its own."""

import dataclasses

import pytest

from furat.analysis.facets import actor_counts, facets, place_counts, ranked_actors
from furat.store.columns import ALL, Columns
from furat.store.filters import ACTOR_ROLES, Filter
from furat.store.passing import apply_filter, passing, places

MIXED = (
    {"place": "C5119", "perpetrators": ("isis",), "targets": ("sdf",)},
    {"place": "C5119", "perpetrators": ("sdf",), "targets": ("sdf", "civilians"), "sub_event_type": "Grenade"},
    {"place": "C5192", "perpetrators": (), "targets": ("civilians",), "event_type": "Battles"},
    {"location": None, "perpetrators": ("isis",), "targets": ()},
)


def offered(frame, f, gazetteer):
    return facets(passing(Columns(frame), f, gazetteer), f, gazetteer)


def test_an_actor_on_both_sides_counts_once(frame_of):
    counts = actor_counts(Columns(frame_of(*MIXED)), "either")
    assert counts == {"sdf": 2, "isis": 2, "civilians": 2}


def test_actors_by_role(frame_of):
    frame = Columns(frame_of(*MIXED))
    assert actor_counts(frame, "perpetrator") == {"isis": 2, "sdf": 1}
    assert actor_counts(frame, "target") == {"sdf": 2, "civilians": 2}


def test_units_count_all_within_them(frame_of, gazetteer):
    counts = place_counts(places(Columns(frame_of(*MIXED))), ALL, gazetteer)
    assert (counts["C5119"], counts["SY090102"], counts["C5192"], counts["SY09"]) == (2, 2, 1, 3)
    assert counts["dz-rif-sharqi"] == len([p for p in ("C5119", "C5192") if gazetteer.within(p, "dz-rif-sharqi")]) + (
        1 if gazetteer.within("C5119", "dz-rif-sharqi") else 0
    )


def test_a_facet_obeys_the_others_but_not_itself(frame_of, gazetteer):
    found = offered(frame_of(*MIXED), Filter(actors=("isis",), event_types=("Explosions/Remote violence",)), gazetteer)
    assert found.actors["sdf"] == 2  # under the event type, whatever the actor
    assert found.event_types == {"Explosions/Remote violence": 2, "Battles": 0}  # under the actor, whatever the type
    assert found.places["C5119"] == 1


def test_a_chosen_value_stays_on_offer_with_zero(frame_of, gazetteer):
    found = offered(frame_of(*MIXED), Filter(actors=("hts",), places=("C5167",)), gazetteer)
    assert (found.actors["hts"], found.places["C5167"]) == (0, 0)


CHOSEN = (
    Filter(),
    Filter(event_types=("Explosions/Remote violence",)),
    Filter(actors=("sdf",), killed_from=1),
    Filter(places=("SY09",), precisions=("1",), reviews=("open",)),
)


@pytest.mark.parametrize("chosen", CHOSEN, ids=lambda f: str(f.is_empty))
def test_every_count_is_what_choosing_the_value_shows(frame_of, gazetteer, locations, chosen):
    frame = frame_of(*MIXED, {"location": locations.lost_village}, {"location": locations.unit, "killed": None})
    found = offered(frame, chosen, gazetteer)

    def shown(**changes):
        return len(apply_filter(frame, dataclasses.replace(chosen, **changes), gazetteer))

    for name in ("actors", "places", "event_types", "sub_event_types", "precisions", "reviews"):
        counts = getattr(found, name)
        assert counts, name
        for value, count in counts.items():
            assert shown(**{name: (value,)}) == count, (name, value)
    for name, counts in (("killed_from", found.killed), ("confidence_from", found.confidences)):
        for value, count in counts.items():
            assert shown(**{name: value}) == count, (name, value)
    assert found.roles == ({role: shown(actor_role=role) for role in ACTOR_ROLES} if chosen.actors else {})


def test_actors_rank_by_the_incidents_in_which_they_did_something(frame_of):
    frame = frame_of(
        {"perpetrators": ("isis", "sdf")},
        {"perpetrators": ("sdf",)},
        {"perpetrators": ("asayish",)},
        {"perpetrators": ()},
    )
    assert ranked_actors(Columns(frame)) == ("sdf", "asayish", "isis")

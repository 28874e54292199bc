"""Additions on top of a gazetteer: what the tables answer stays, and what was added is there."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import load_gazetteer
from geo.overlay import extended, name_key
from geo.place import KINDS, Place, PlaceName

BASE = load_gazetteer()
IDS = [place.place_id for place in BASE]


def place(place_id="local-new", parent_id="SY090102", **changes):
    names = (PlaceName("عرزالة", "ar", "official"), PlaceName("Arzalah", "en", "official"))
    made = Place(place_id, "عرزالة", "Arzalah", "village", parent_id, 35.1, 40.4, "described", "test", 2.0, names)
    return dataclasses.replace(made, **changes)


def alias(text, **changes):
    return dataclasses.replace(PlaceName(text, "ar", "alias"), **changes)


def test_nothing_added_is_the_same_gazetteer():
    assert extended(BASE, [], {}) is BASE
    assert extended(BASE, [], {"C5119": []}) is BASE


def test_what_the_tables_hold_already_adds_nothing():
    again = dataclasses.replace(BASE["C5119"], name_en="Elsewhere")
    assert extended(BASE, [again], {"C5119": [alias("الشّحيـل")]}) is BASE


def test_an_added_place_is_in_the_tree():
    made = extended(BASE, [place()], {"local-new": [alias("عرزيلة")]})
    assert [name.text for name in made["local-new"].names] == ["عرزالة", "Arzalah", "عرزيلة"]
    assert made.within("local-new", "SY09")
    assert made.admin("local-new").admin3 == "Basira"
    assert made["local-new"] in made.children("SY090102")


def test_an_added_place_may_lie_in_another_one_whatever_comes_first():
    inner, outer = place("local-a", "local-b"), place("local-b")
    for order in ([inner, outer], [outer, inner]):
        made = extended(BASE, order, {})
        assert [one.place_id for one in made.ancestors("local-a")][:2] == ["local-b", "SY090102"]


def test_what_has_lost_its_ground_is_left_out():
    circle = [place("local-a", "local-b"), place("local-b", "local-a")]
    assert extended(BASE, [place(parent_id="gone"), *circle], {"gone": [alias("عرزيلة")]}) is BASE


def test_regions_are_kept():
    made = extended(BASE, [place()], {})
    assert made.regions == BASE.regions
    assert made.within("local-new", "dz-rif-sharqi")


def test_the_version_says_what_was_added():
    def version(*places, **names):
        return extended(BASE, places, names).version

    one = version(C5119=[alias("عرزالة")])
    assert one.startswith(f"{BASE.version}+")
    assert one == version(C5119=[alias("عرزالة")])
    others = [
        version(C5119=[alias("عرزالة", use="cue")]),
        version(C5119=[alias("عرزيلة")]),
        version(C5110=[alias("عرزالة")]),
        version(place()),
        version(place(lat=35.2)),
    ]
    assert len({one, *others}) == 6


def test_an_addition_made_twice_is_made_once():
    names = {"C5119": [alias("عرزالة")]}
    made = extended(BASE, [place()], names)
    assert extended(made, [place()], names) is made


texts = st.text("عرزالةشحيلذبان ـ", min_size=1, max_size=12).filter(str.strip)
names = st.builds(PlaceName, texts, st.just("ar"), st.just("alias"), st.sampled_from(["any", "context", "cue"]))
local_ids = st.sampled_from([f"local-{n}" for n in range(4)])
places = st.builds(
    place,
    st.one_of(local_ids, st.sampled_from(IDS)),
    st.one_of(local_ids, st.sampled_from(IDS), st.just("gone")),
    kind=st.sampled_from(KINDS),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
)
taught = st.dictionaries(st.one_of(local_ids, st.sampled_from(IDS), st.just("gone")), st.lists(names, max_size=3))


@given(st.lists(places, max_size=6), taught, st.sampled_from(IDS), st.sampled_from(IDS))
def test_additions_change_nothing_that_the_tables_answer_of_their_own_places(added, spellings, one, other):
    made = extended(BASE, added, spellings)
    assert [place.place_id for place in made][: len(BASE)] == IDS
    before, after = BASE[one], made[one]
    assert dataclasses.replace(after, names=before.names) == before
    assert after.names[: len(before.names)] == before.names
    assert len({name_key(name) for name in after.names}) == len(after.names) - len(before.names) + len(
        {name_key(name) for name in before.names}
    )
    assert [place.place_id for place in made.ancestors(one)] == [place.place_id for place in BASE.ancestors(one)]
    assert made.admin(one) == BASE.admin(one)
    assert made.within(one, other) == BASE.within(one, other)
    assert {place_id for place_id in made.descendants(one) if place_id in BASE} == BASE.descendants(one)
    assert [place.place_id for place in made.children(one) if place.place_id in BASE] == [
        place.place_id for place in BASE.children(one)
    ]
    assert all(len(made.ancestors(place.place_id)) for place in made if place.place_id not in BASE)

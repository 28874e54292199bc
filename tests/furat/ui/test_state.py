"""The address: what is shown can be pasted, and a broken link shows what it can."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from furat.store.filters import Filter
from furat.ui.state import MAP_COLORS, MAP_SIZES, MAP_VIEWS, REVIEW, View, read_query, write_query

_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=9
)
_MANY = st.lists(_WORDS, unique=True, max_size=3).map(tuple)
_VIEWS = st.builds(
    View,
    filter=st.builds(
        Filter,
        places=_MANY,
        actors=_MANY,
        actor_role=st.sampled_from(["either", "perpetrator", "target"]),
        date_from=st.none() | st.dates(date(2011, 1, 1), date(2018, 1, 1)),
        date_to=st.none() | st.dates(date(2018, 1, 1), date(2026, 1, 1)),
        event_types=_MANY,
        sub_event_types=_MANY,
        sources=_MANY,
        text=st.just("") | _WORDS,
    ),
    language=st.sampled_from(["ar", "en"]),
    spot=st.none() | _WORDS,
    opened=st.none() | _WORDS,
    map_view=st.sampled_from(MAP_VIEWS),
    map_size=st.sampled_from(MAP_SIZES),
    map_color=st.sampled_from(MAP_COLORS),
)


@given(_VIEWS)
def test_every_view_survives_the_address(view):
    assert read_query(write_query(view)) == (view, None)


@given(_VIEWS, st.none() | _WORDS)
def test_the_review_page_keeps_filter_language_and_the_incident_in_hand(view, incident):
    asked = replace(view, opened=None, incident=incident)
    assert read_query(write_query(replace(asked, opened="x"), REVIEW), REVIEW) == (asked, None)


def test_an_incident_in_the_address_is_a_filter_on_one_page_and_in_hand_on_the_other():
    query = {"incident": ["a", "b"]}
    assert read_query(query)[0].filter.incident_ids == ("a", "b")
    assert read_query(query)[0].incident is None
    assert read_query(query, REVIEW)[0] == View(incident="b")


def test_a_filter_of_incidents_stays_on_its_page():
    assert write_query(View(filter=Filter(incident_ids=("a",)), incident="b"), REVIEW) == {"incident": ["b"]}


def test_nothing_asked_leaves_the_address_clean():
    assert write_query(View()) == {}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"from": ["yesterday"], "actor": ["sdf"]}, Filter(actors=("sdf",))),
        ({"role": ["neither"], "place": ["C5119"]}, Filter(places=("C5119",))),
        ({"from": ["2022-01-01"], "to": ["2021-01-01"]}, Filter(date_from=date(2022, 1, 1))),
    ],
)
def test_a_broken_part_is_left_out_and_named(query, kept):
    view, problem = read_query(query)
    assert view.filter == kept
    assert problem


@pytest.mark.parametrize("language", ["fr", "", "AR"])
def test_an_unknown_language_is_none(language):
    assert read_query({"lang": [language]})[0].language is None


def test_online_tiles_are_never_part_of_a_link():
    assert "tiles" not in " ".join(View.__dataclass_fields__)
    assert write_query(read_query({"online_tiles": ["1"], "tiles": ["1"]})[0]) == {}


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ({"map": ["districts"], "size": ["deaths"]}, View(map_view="districts", map_size="deaths")),
        ({"colour": ["actor"]}, View(map_color="actor")),
        ({"map": ["globe"], "size": [""], "colour": ["type", "rainbow"]}, View()),
    ],
)
def test_how_the_map_is_drawn_is_in_the_address_and_the_usual_way_where_it_is_unknown(query, view):
    assert read_query(query) == (view, None)

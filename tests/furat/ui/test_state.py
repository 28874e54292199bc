"""The address: what is shown can be pasted, and a broken link shows what it can."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from furat.analysis.sides import GROUPINGS, MEASURES, MODES, Comparison, Side
from furat.store.filters import ACTOR_ROLES, Filter
from furat.ui.state import COMPARE, MAP_COLORS, MAP_SIZES, MAP_VIEWS, PAGES, REVIEW, View, read_query, write_query
from furat.ui.texts import load_texts

_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=9
)
_MANY = st.lists(_WORDS, unique=True, max_size=3).map(tuple)
_DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
_SIDES = st.builds(Side, date_from=_DAYS, date_to=_DAYS, actor=st.none() | _WORDS, role=st.sampled_from(ACTOR_ROLES))
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
    comparison=st.builds(
        Comparison,
        mode=st.sampled_from(MODES),
        a=_SIDES,
        b=_SIDES,
        by=st.sampled_from(GROUPINGS),
        measure=st.sampled_from(MEASURES),
    ),
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


@given(_VIEWS, st.sampled_from(PAGES))
def test_a_comparison_is_kept_on_the_way_over_every_page(view, page):
    assert read_query(write_query(view, page), page)[0].comparison == view.comparison


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"compare": ["moons"], "by": ["place"]}, Comparison(by="place")),
        ({"by": ["moon"], "count": ["killed"]}, Comparison(measure="killed")),
        ({"count": ["stars"], "a_actor": ["sdf"]}, Comparison(a=Side(actor="sdf"))),
        ({"a_from": ["soon"], "a_to": ["2021-01-01"]}, Comparison(a=Side(date_to=date(2021, 1, 1)))),
        ({"b_from": ["0001-01-01"], "compare": ["actors"]}, Comparison("actors")),
        ({"b_to": ["9999-12-31"]}, Comparison()),
        ({"b_role": ["nobody"], "b_actor": ["sdf"]}, Comparison(b=Side(actor="sdf"))),
    ],
)
def test_a_broken_part_of_a_comparison_is_left_out_and_named(query, kept):
    view, problem = read_query(query, COMPARE)
    assert view.comparison == kept
    assert problem


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"from": ["yesterday"], "by": ["moon"]}, "yesterday"),  # one after the other: the filter first
        ({"by": ["moon"]}, "moon"),
        ({"a_to": ["soon"]}, "soon"),
    ],
)
def test_a_fault_of_an_address_is_named(query, word):
    problem = read_query(query, COMPARE)[1]
    assert word in str(problem)
    assert load_texts("en").has(f"filter.fault.{problem.key}")


def test_a_period_that_ends_before_it_begins_is_kept_so_that_the_page_can_say_so():
    view, problem = read_query({"a_from": ["2022-01-01"], "a_to": ["2021-01-01"]}, COMPARE)
    assert (view.comparison.a.in_order, problem) == (False, None)


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

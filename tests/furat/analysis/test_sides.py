"""The sides of a comparison: what is taken where nothing was chosen, and which filter shows a side alone."""

from datetime import date

import builders
import pandas as pd
import pytest
from builders import gazetteer

from furat.analysis.sides import (
    ACTORS,
    Comparison,
    Side,
    actor_counts,
    filled,
    filter_of,
    latest_periods,
    narrowed,
    replaces_actors,
)
from furat.store.filters import Filter
from furat.store.passing import apply_filter

D = date.fromisoformat


def days(*starts):
    return pd.DataFrame({"date_start": pd.to_datetime(pd.Series(list(starts))).astype("datetime64[s]")})


@pytest.mark.parametrize(
    ("starts", "a", "b"),
    [
        (("2015-05-05", "2021-03-09"), ("2019-04-01", "2020-03-31"), ("2020-04-01", "2021-03-31")),
        (("2020-01-30", "2021-12-01"), ("2020-01-01", "2020-12-31"), ("2021-01-01", "2021-12-31")),
        (("2021-01-30", "2021-04-01"), ("2021-01-01", "2021-02-28"), ("2021-03-01", "2021-04-30")),
        (("2021-01-30", "2021-05-01"), ("2021-02-01", "2021-03-31"), ("2021-04-01", "2021-05-31")),
        (("2021-01-30", "2021-02-01"), ("2021-01-01", "2021-01-31"), ("2021-02-01", "2021-02-28")),
        (("2021-06-03", "2021-06-03"), ("2021-06-01", "2021-06-15"), ("2021-06-16", "2021-06-30")),
        ((None, "2021-06-03"), ("2021-06-01", "2021-06-15"), ("2021-06-16", "2021-06-30")),
    ],
)
def test_the_latest_periods_are_two_years_or_the_halves_of_less(starts, a, b):
    assert latest_periods(days(*starts)) == (tuple(map(D, a)), tuple(map(D, b)))


@pytest.mark.parametrize("starts", [(), (None,)])
def test_without_dates_there_are_no_periods(starts):
    frame = days(*starts)
    assert latest_periods(frame) is None
    assert filled(Comparison(), frame) == Comparison()


def test_a_chosen_day_keeps_both_sides_as_they_are():
    asked = Comparison(a=Side(date_from=D("2020-01-01")))
    assert filled(asked, days("2021-01-01")) == asked


@pytest.fixture
def frame(frame_of):
    return frame_of(
        {"perpetrators": ("isis",), "targets": ("sdf",)},
        {"perpetrators": ("isis", "tribal_fighters"), "targets": ("sdf", "isis")},
        {"perpetrators": ("sdf",), "targets": ("civilians",)},
        {"perpetrators": (), "targets": ("civilians",)},
    )


def as_categoricals(frame):
    lists = {}
    for column in ("perpetrators", "targets"):
        values = list(dict.fromkeys(frame[column]))
        known = pd.Index(values, tupleize_cols=False)
        lists[column] = pd.Categorical.from_codes([values.index(ids) for ids in frame[column]], categories=known)
    return frame.assign(**lists)


@pytest.mark.parametrize("form", [lambda frame: frame, as_categoricals], ids=["tuples", "categoricals"])
@pytest.mark.parametrize(
    ("role", "counts"),
    [
        ("either", {"sdf": 3, "civilians": 2, "isis": 2, "tribal_fighters": 1}),
        ("perpetrator", {"isis": 2, "sdf": 1, "tribal_fighters": 1}),
        ("target", {"civilians": 2, "sdf": 2, "isis": 1}),
    ],
)
def test_actors_are_counted_once_an_incident_the_most_frequent_first(frame, form, role, counts):
    assert list(actor_counts(form(frame), role).items()) == list(counts.items())


def test_the_actors_that_did_most_are_put_in(frame):
    found = filled(Comparison(ACTORS), frame)
    assert [(side.actor, side.role) for side in found.sides] == [("isis", "perpetrator"), ("sdf", "perpetrator")]


def test_a_side_stays_empty_where_only_one_did_anything(frame):
    found = filled(Comparison(ACTORS), frame[frame["targets"] == ("sdf",)])
    assert [side.actor for side in found.sides] == ["isis", None]


def test_a_chosen_actor_keeps_the_other_side_empty(frame):
    asked = Comparison(ACTORS, a=Side(actor="sdf"))
    assert filled(asked, frame) == asked
    assert narrowed(frame, Filter(), asked, asked.b, gazetteer()).empty


SPRING = Side(D("2021-03-01"), D("2021-05-31"), actor="sdf", role="target")


@pytest.mark.parametrize(
    ("f", "mode", "expected"),
    [
        (Filter(), "periods", Filter(date_from=SPRING.date_from, date_to=SPRING.date_to)),
        (
            Filter(date_from=D("2021-04-01"), date_to=D("2022-01-01"), places=("C5119",)),
            "periods",
            Filter(date_from=D("2021-04-01"), date_to=SPRING.date_to, places=("C5119",)),
        ),
        (Filter(date_from=D("2021-06-01")), "periods", None),
        (Filter(text="x"), "actors", Filter(text="x", actors=("sdf",), actor_role="target")),
        (Filter(actors=("isis",)), "actors", Filter(actors=("sdf",), actor_role="target")),
    ],
)
def test_the_filter_that_shows_a_side_alone(f, mode, expected):
    assert filter_of(f, Comparison(mode), SPRING) == expected


def test_no_actor_has_no_filter():
    assert filter_of(Filter(), Comparison(ACTORS), Side()) is None


@pytest.mark.parametrize(
    ("f", "mode", "said"), [(Filter(actors=("isis",)), ACTORS, True), (Filter(actors=("isis",)), "periods", False)]
)
def test_actors_of_the_filter_that_a_link_cannot_keep_are_named(f, mode, said):
    assert replaces_actors(f, Comparison(mode)) is said


@pytest.mark.parametrize("f", [Filter(), Filter(date_to=D("2021-03-20")), Filter(date_from=D("2022-01-01"))])
def test_a_period_holds_what_its_filter_shows(frame_of, f):
    frame = frame_of(*({"date": builders.days(*ends)} for ends in _ENDS))
    common = apply_filter(frame, f, gazetteer())
    shown = filter_of(f, Comparison(), SPRING)
    expected = set() if shown is None else set(apply_filter(frame, shown, gazetteer())["incident_id"])
    assert set(narrowed(common, f, Comparison(), SPRING, gazetteer())["incident_id"]) == expected


_ENDS = [("2021-01-01", "2021-06-30"), ("2021-02-20", "2021-03-10"), ("2021-03-15",), ("2021-04-15",), ("2021-07-01",)]


def test_both_actors_must_be_in_it_where_the_filter_has_one(frame):
    f, asked = Filter(actors=("isis",)), Comparison(ACTORS, Side(actor="sdf", role="target"), Side(actor="civilians"))
    common = apply_filter(frame, f, gazetteer())
    assert [len(narrowed(common, f, asked, side, gazetteer())) for side in asked.sides] == [2, 0]

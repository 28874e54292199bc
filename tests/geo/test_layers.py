"""Neutral features: sizes that mean something, words that stay words, an order that never changes."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, Point, box

from geo.areas import load_areas
from geo.layers import (
    MAX_RADIUS,
    MIN_RADIUS,
    MapFeature,
    circle_radius,
    escape_text,
    feature_collection,
    legend_counts,
    plain_geometry,
    shapes,
)


def point(name="p", **changes):
    values = {"feature_id": name, "geometry": Point(40.1, 35.1), "label": name, "color": "#123456", **changes}
    return MapFeature(**values)


@pytest.mark.parametrize(
    ("count", "largest", "radius"),
    [
        (100, 100, MAX_RADIUS),
        (25, 100, MAX_RADIUS / 2),
        (1, 100, MIN_RADIUS),
        (0, 100, 0),
        (500, 100, MAX_RADIUS),
        (1, 1, MAX_RADIUS),
    ],
)
def test_radius(count, largest, radius):
    assert circle_radius(count, largest) == radius


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_area_is_proportional_to_the_count_where_circles_are_large_enough(count, largest):
    radius = circle_radius(count, largest)
    assert MIN_RADIUS <= radius <= MAX_RADIUS
    if MIN_RADIUS < radius < MAX_RADIUS:
        assert (radius / MAX_RADIUS) ** 2 == pytest.approx(count / largest, rel=0.01)


@pytest.mark.parametrize(
    ("largest", "counts"),
    [(0, []), (1, [1]), (2, [1, 2]), (10, [1, 2, 10]), (47, [2, 10, 20]), (100, [5, 20, 100]), (640, [20, 100, 500])],
)
def test_legend(largest, counts):
    assert legend_counts(largest) == counts


@given(st.integers(1, 1_000_000))
def test_legend_shows_sizes_that_occur(largest):
    counts = legend_counts(largest)
    assert counts == sorted(set(counts))
    assert counts[0] >= 1 and counts[-1] <= largest


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`${1}`",
    "{{ 7*7 }}",
    "{% raw %}",
    "</script>",
    "\"'&",
    "\u202eمقلوب",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_holds_nothing_that_runs(text):
    assert not set(escape_text(text)) & set("<>\"'`${}\u202e")


@pytest.mark.parametrize("text", ["الشحيل · Shiheil", "3–5", "مدينة (دير الزور)", "", "50%"])
def test_plain_words_stay_as_they_are(text):
    assert escape_text(text) == text


@pytest.mark.parametrize("value", HOSTILE)
def test_properties_are_escaped(value):
    (feature,) = feature_collection([point(label=value, words={"name": value})], fields=["name"])["features"]
    for key in ("label", "name"):
        assert feature["properties"][key] == escape_text(value)


def test_style_says_what_is_approximate_and_what_is_chosen():
    plain, dashed, chosen = (
        feature_collection([point(**change)], fields=[])["features"][0]["properties"]["style"]
        for change in ({}, {"dashed": True}, {"selected": True})
    )
    assert "dashArray" not in plain and "dashArray" in dashed
    assert chosen["weight"] > plain["weight"]


def test_missing_words_are_empty_not_missing():
    (feature,) = feature_collection([point(words={"a": "x"})], fields=["a", "b"])["features"]
    assert (feature["properties"]["a"], feature["properties"]["b"]) == ("x", "")


def test_small_lies_above_large_and_points_above_areas():
    features = [
        point("small", radius=5.0),
        point("large", radius=20.0),
        MapFeature("area", box(40, 35, 41, 36), "a", "#111111"),
        MapFeature("wide", box(38, 33, 43, 38), "w", "#111111"),
        point("chosen", radius=20.0, selected=True),
    ]
    order = [feature["id"] for feature in feature_collection(features, fields=[])["features"]]
    assert order == ["wide", "area", "large", "small", "chosen"]


def test_the_order_of_the_input_changes_nothing():
    features = [point(f"p{number}", radius=float(number % 3 + 4)) for number in range(20)]
    wanted = json.dumps(feature_collection(features, fields=[]))
    random.Random(7).shuffle(features)
    assert json.dumps(feature_collection(features, fields=[])) == wanted


def test_geometry_is_rounded_and_plain():
    collection = GeometryCollection([Point(40.123456789, 35.1), box(0, 0, 1, 1)])
    made = plain_geometry(collection)
    assert made["geometries"][0]["coordinates"] == [40.12346, 35.1]
    assert json.loads(json.dumps(made)) == made


def test_background_is_light_and_whole():
    areas = load_areas()
    inner = shapes(areas.adm3, tolerance=0.002)
    assert len(inner["features"]) == len(areas.adm3)
    assert len(json.dumps(inner)) < len(json.dumps(shapes(areas.adm3)))
    assert len(json.dumps(shapes(areas.adm1, tolerance=0.004))) < 90_000


def test_no_shapes_make_no_features():
    assert shapes(load_areas().adm3.iloc[:0], tolerance=0.01)["features"] == []

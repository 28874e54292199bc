"""The frame of a map, and words made fit for any file."""

import pytest
from shapely.geometry import Point, box
from sheets import HOSTILE, area, feature

from geo.layers import HOME_BOUNDS, MapFeature
from geo.sheet import figure_of, frame_of, label_lines, outside_frame, plain


def shape(geometry):
    return MapFeature("x", geometry, "x", "#111111")


def holds(bounds, geometry):
    (south, west), (north, east) = bounds
    return box(west, south, east, north).contains(geometry)


def test_without_features_the_frame_is_the_governorate():
    assert frame_of([]) == HOME_BOUNDS


def test_the_frame_holds_what_lies_in_the_governorate_with_a_margin():
    one, other = Point(40.0, 35.0), Point(40.9, 34.5)
    assert holds(frame_of([shape(one), shape(other)]), one.union(other))


def test_a_single_place_is_seen_among_its_neighbours():
    (south, west), (north, east) = frame_of([shape(Point(40.4, 35.0))])
    assert (north - south, east - west) == pytest.approx((0.6, 0.6))


@pytest.mark.parametrize("far", [Point(36.3, 33.5), box(35.5, 32.3, 42.4, 37.3)], ids=["a city", "the country"])
def test_what_is_far_or_wide_does_not_shrink_the_governorate(far):
    near = shape(Point(40.4, 35.0))
    assert frame_of([near, shape(far)]) == frame_of([near])
    assert holds(frame_of([shape(far)]), far)


def test_what_lies_outside_the_frame_is_known():
    bounds = frame_of([shape(Point(40.4, 35.0))])
    assert outside_frame(shape(Point(36.3, 33.5)), bounds)
    assert not outside_frame(shape(box(36, 33, 41, 36)), bounds)


def test_a_third_line_of_a_label_is_its_figure():
    assert (label_lines(area()), figure_of(area())) == (("Basira", "البصيرة", "12"), "12")
    assert figure_of(feature()) == ""


@pytest.mark.parametrize("hostile", HOSTILE)
def test_words_are_plain(hostile):
    text = plain(f"  {hostile}\n\n{hostile}\t")
    assert text.encode("utf-8")
    assert [character for character in text if character in "\u202a\u202e\u2066\u2069\x00\x1b\n\t\uffff"] == []
    assert text == text.strip()


def test_marks_that_order_digits_stay():
    assert plain("\u200e3–5+\u200e") == "\u200e3–5+\u200e"

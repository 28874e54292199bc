"""When a value that was read counts as right: one line a case."""

from dataclasses import replace
from datetime import date

import pytest

from furat.analysis.evaluation.attributes import compare_attributes
from furat.analysis.evaluation.found import FoundIncident, FoundMention
from furat.analysis.evaluation.labels import GoldIncident, GoldMention
from furat.analysis.evaluation.matching import incident_weight, pair_up, same_count, same_name, same_place, sphere_km
from furat.analysis.evaluation.places import compare_places, overlap
from geo.distance import km

GOLD = GoldIncident(
    ("Armed clash",), date(2021, 2, 15), date(2021, 2, 15), "الشحيل", "town", 35.0921, 40.45428,
    frozenset({"isis"}), frozenset({"sdf"}), (1, 1), (2, None), False, False,
)  # fmt: skip
FOUND = FoundIncident(
    "Armed clash", date(2021, 2, 15), date(2021, 2, 15), ("الشحيل",), 35.0921, 40.45428,
    frozenset({"isis"}), frozenset({"sdf"}), (1, 1), (3, None), 0.8,
)  # fmt: skip


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("محافظة دير الزور", "دير الزور", True),
        ("ناحية البصيرة", "البصيره", True),
        ("الشحيل", "شحيل", True),
        ("الشحيل", "ناحية  الشحيل", True),
        ("ذيبان", "ديبان", False),
        ("أبو حمام", "ابو حمـام", True),
        ("حقل العمر", "العمر", False),
    ],
)
def test_names_agree_apart_from_spelling_article_and_head_noun(label, name, same):
    assert same_name(label, ["غيره", name]) is same


@pytest.mark.parametrize(
    ("kind", "degrees_north", "same"),
    [
        ("town", 0.044, True),
        ("town", 0.046, False),
        (None, 0.046, False),
        ("desert", 0.22, True),
        ("desert", 0.23, False),
    ],
)
def test_a_point_is_right_within_5_km_and_an_area_within_25(kind, degrees_north, same):
    found = replace(FOUND, lat=35.0921 + degrees_north)
    assert same_place("الشحيل", kind, 35.0921, 40.45428, found) is same


def test_a_label_without_coordinates_is_compared_by_name():
    assert same_place("الشحيل", "town", None, None, replace(FOUND, lat=None, lon=None))
    assert not same_place("الشحيل", "town", 35.0921, 40.45428, replace(FOUND, lat=None, lon=None))


def test_the_sphere_and_the_ellipsoid_agree_to_metres_at_five_kilometres():
    assert sphere_km(35, 40, 35.03, 40.04) == pytest.approx(km((35, 40), (35.03, 40.04)), abs=0.02)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ((None, None), (None, None), True),
        ((None, None), (0, 0), False),
        ((0, 0), (None, None), False),
        ((2, 2), (2, 2), True),
        ((2, 2), (2, None), False),
        ((3, None), (3, None), True),
        ((3, None), (2, None), False),
        ((2, None), (1, None), True),
        ((2, None), (3, None), True),
        ((2, None), (4, None), False),
        ((2, None), (2, 2), False),
        ((20, None), (10, None), True),
        ((20, None), (31, None), False),
        ((2, 4), (2, 4), True),
        ((2, 4), (2, 3), False),
    ],
)
def test_counts(gold, found, same):
    assert same_count(gold, found) is same


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, set()),
        ({"sub_event_type": "Government regains territory"}, {"sub_event_type"}),
        ({"sub_event_type": "Attack"}, {"sub_event_type", "event_type"}),
        ({"sub_event_type": None}, {"sub_event_type", "event_type"}),
        ({"date_start": date(2021, 2, 14)}, set()),
        ({"date_start": date(2021, 2, 13)}, {"date"}),
        ({"date_start": None, "date_end": None}, {"date"}),
        ({"perpetrators": frozenset({"isis", "sdf"})}, {"perpetrators"}),
        ({"targets": frozenset()}, {"targets"}),
        ({"killed": (None, None)}, {"killed"}),
        ({"injured": (5, None)}, {"injured"}),
    ],
)
def test_each_value_is_judged_by_itself(changes, wrong):
    checks = compare_attributes(GOLD, replace(FOUND, **changes))
    assert {name for name, right in checks.items() if not right} == wrong


def test_a_long_range_has_a_quarter_of_its_length_as_slack():
    gold = replace(GOLD, date_start=date(2021, 2, 1), date_end=date(2021, 2, 21))
    assert compare_attributes(gold, replace(FOUND, date_start=date(2021, 2, 6), date_end=date(2021, 2, 26)))["date"]
    assert not compare_attributes(gold, replace(FOUND, date_start=date(2021, 2, 7), date_end=date(2021, 2, 21)))["date"]


def test_shared_casualties_are_not_judged():
    gold = replace(GOLD, killed=(None, None), injured=(None, None), casualties_shared=True)
    assert {"killed", "injured"} & set(compare_attributes(gold, FOUND)) == set()


def test_another_place_is_no_match_however_well_the_rest_fits():
    assert incident_weight(GOLD, replace(FOUND, lat=36.0)) == 0
    assert incident_weight(GOLD, FOUND) == pytest.approx(3.9)


def test_a_required_label_is_paired_before_an_optional_one_of_equal_weight():
    golds = [replace(GOLD, optional=True), GOLD]
    assert pair_up(golds, [FOUND], incident_weight) == [(1, 0)]
    assert pair_up(golds, [FOUND, FOUND], incident_weight) == [(1, 0), (0, 1)]


LABEL = GoldMention(10, 16, "الشحيل", "الشحيل", "town", 35.0921, 40.45428, False)


def heard(start, end, **changes):
    return replace(FoundMention(start, end, "الشحيل", ("الشحيل",), "town", 35.0921, 40.45428), **changes)


@pytest.mark.parametrize(
    ("start", "end", "shared"),
    [(10, 16, 6), (5, 16, 6), (10, 13, 3), (10, 12, 0), (16, 20, 0), (4, 28, 6), (3, 28, 0)],
)
def test_spans_agree_from_half_of_the_label_on(start, end, shared):
    assert overlap(LABEL, heard(start, end)) == shared


@pytest.mark.parametrize(
    ("label", "mention", "resolved"),
    [
        ({}, {}, 1),
        ({}, {"lat": 36.0}, 1),  # the same name, both a town: read as the unit that bears it
        ({}, {"lat": 36.0, "kind": "oil_field"}, 0),
        ({}, {"lat": 36.0, "names": ("ذيبان",)}, 0),
        ({"lat": None, "lon": None}, {"names": ("ذيبان",)}, 0),
    ],
)
def test_resolution(label, mention, resolved):
    counts, _ = compare_places("r", [replace(LABEL, **label)], [heard(10, 16, **mention)])
    assert counts["place_tp"] == 1
    assert counts["resolved"] == resolved
    assert counts["resolved_of"] == (0 if "lat" in label else 1)


def test_optional_mentions_are_neither_rewarded_nor_punished():
    label = replace(LABEL, optional=True)
    assert not +compare_places("r", [label], [])[0]
    assert not +compare_places("r", [label], [heard(10, 16)])[0]

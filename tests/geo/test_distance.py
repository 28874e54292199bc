"""Distances and midpoints, against known values, a plain formula, and what any distance keeps."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.distance import km, km_many, midpoint

POINTS = st.tuples(st.floats(-80, 80), st.floats(-180, 180))
NEAR = st.tuples(st.floats(28, 43), st.floats(25, 50))


def haversine(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ((35.0, 40.0), (35.0, 40.0), 0.0),
        ((35.0, 40.0), (36.0, 40.0), 110.95),
        ((35.0, 40.0), (35.0, 41.0), 91.29),
        ((0.0, 179.5), (0.0, -179.5), 111.32),
    ],
)
def test_known_distances(a: tuple[float, float], b: tuple[float, float], distance: float) -> None:
    assert km(a, b) == pytest.approx(distance, abs=0.02)


@pytest.mark.parametrize("point", [(91.0, 40.0), (35.0, 361.0), (math.nan, 40.0), (35.0, math.nan)])
def test_what_is_no_coordinate_is_refused(point: tuple[float, float]) -> None:
    for call in (lambda: km(point, (35.0, 40.0)), lambda: midpoint((35.0, 40.0), point)):
        with pytest.raises(ValueError, match="decimal degrees"):
            call()


@given(POINTS, POINTS)
def test_a_distance_is_symmetric_and_close_to_the_sphere(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert km(a, b) == pytest.approx(km(b, a), abs=1e-6)
    assert km(a, b) == pytest.approx(haversine(a, b), rel=0.006, abs=0.001)
    assert km(a, a) == 0


@given(NEAR, NEAR, NEAR)
def test_no_detour_is_shorter(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
    assert km(a, c) <= km(a, b) + km(b, c) + 1e-6


@given(NEAR, NEAR)
def test_the_midpoint_is_half_way(a: tuple[float, float], b: tuple[float, float]) -> None:
    assume(km(a, b) > 0.001)
    middle = midpoint(a, b)
    assert km(a, middle) == pytest.approx(km(a, b) / 2, rel=1e-6)
    assert km(middle, b) == pytest.approx(km(a, b) / 2, rel=1e-6)


@given(NEAR, st.lists(NEAR, max_size=20))
def test_many_distances_are_the_single_ones(a: tuple[float, float], others: list[tuple[float, float]]) -> None:
    found = km_many(a, [lat for lat, _ in others], [lon for _, lon in others])
    assert found.shape == (len(others),)
    assert list(found) == pytest.approx([km(a, other) for other in others])

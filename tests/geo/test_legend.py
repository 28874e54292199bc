"""Classes of a shading: round limits, every value in one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.legend import CLASSES, class_limits, class_of


@pytest.mark.parametrize(
    ("least", "most", "limits"),
    [
        (0, 0, []),
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (3, 5, [3, 4, 5]),
        (1, 47, [1, 2, 5, 10, 20]),
        (12, 47, [10, 20, 30, 40]),
        (5, 64, [5, 8, 20, 40, 60]),
        (1, 640, [1, 5, 20, 100, 500]),
        (4000, 50_000, [2000, 5000, 10_000, 20_000, 50_000]),
    ],
)
def test_limits(least, most, limits):
    assert class_limits(least, most) == limits


@given(st.integers(1, 2_000_000), st.integers(1, 2_000_000))
def test_every_value_has_a_class(first, second):
    least, most = sorted((first, second))
    limits = class_limits(least, most)
    assert 1 <= len(limits) <= CLASSES
    assert limits == sorted(set(limits))
    assert limits[0] <= least
    assert limits[-1] <= most
    assert (class_of(least, limits), class_of(most, limits)) == (class_of(least, limits), len(limits) - 1)


@pytest.mark.parametrize(("value", "number"), [(1, 0), (4, 0), (5, 1), (19, 1), (20, 2), (9000, 2), (0, 0)])
def test_class_of_a_value(value, number):
    assert class_of(value, [1, 5, 20]) == number

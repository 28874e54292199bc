"""Figures: ranges in which the unknown is never 0."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from furat.analysis.figures import Range, casualty_range, range_text, summary
from furat.store.columns import Columns


def _counts(*pairs):
    lows, highs = zip(*pairs, strict=True) if pairs else ((), ())
    return pd.DataFrame({"killed_low": pd.array(lows, dtype="Int64"), "killed_high": pd.array(highs, dtype="Int64")})


@pytest.mark.parametrize(
    ("pairs", "written"),
    [
        ([(2, 2)], "2"),
        ([(0, 0)], "0"),
        ([(2, 2), (3, 5)], "5–7"),
        ([(3, None)], "3+"),
        ([(2, 4), (3, None)], "5–7+"),
        ([(None, None)], "–"),
        ([], "–"),
        ([(None, None), (4, 4)], "4"),
        ([(None, 3)], "0–3"),
        ([(1000, 1000), (500, 600)], "1,500–1,600"),
    ],
)
def test_ranges_as_written(pairs, written):
    assert range_text(casualty_range(Columns(_counts(*pairs)), "killed")) == written


def test_unknown_is_counted_apart_and_is_not_zero():
    assert casualty_range(Columns(_counts((None, None), (None, None))), "killed") == Range(None, None, False, 2)
    assert casualty_range(Columns(_counts((0, 0), (None, None))), "killed") == Range(0, 0, False, 1)


_KNOWN = st.integers(0, 50).flatmap(lambda low: st.tuples(st.just(low), st.none() | st.integers(low, 99)))


@given(st.lists(_KNOWN, min_size=1), st.lists(_KNOWN, min_size=1))
def test_ranges_add_up(left, right):
    one, other = (casualty_range(Columns(_counts(*pairs)), "killed") for pairs in (left, right))
    both = casualty_range(Columns(_counts(*left, *right)), "killed")
    assert (both.low, both.high) == (one.low + other.low, one.high + other.high)
    assert both.open_ended == (one.open_ended or other.open_ended)
    assert both.low <= both.high


def test_summary_counts_a_lost_village_by_its_name(frame_of, locations):
    elsewhere = [{"location": locations.lost_village}, {"location": locations.nowhere}]
    found = summary(Columns(frame_of({"place": "C5119"}, {"place": "C5119"}, *elsewhere)))
    assert (found.incidents, found.reports, found.places) == (4, 1, 3)
    assert (found.killed.low, found.injured.low) == (8, None)

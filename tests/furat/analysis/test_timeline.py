"""Bars over time: every dated incident in one bar, none between two, and an axis that stays."""

from datetime import date, timedelta
from itertools import pairwise

import builders
import numpy as np
import pytest

from furat.analysis.timeline import MOST_BARS, timeline
from furat.store.columns import ALL, Columns


def _days(*pairs):
    return [{"date": builders.days(*pair) if pair else None} for pair in pairs]


@pytest.mark.parametrize(
    ("last", "unit", "bars"),
    [
        ("2021-01-01", "day", 1),
        ("2021-05-01", "day", 121),
        ("2022-01-01", "week", 53),
        ("2024-06-30", "month", 42),
        ("2035-01-01", "year", 15),
    ],
)
def test_the_unit_is_the_finest_that_leaves_bars_to_be_hit(frame_of, last, unit, bars):
    found = timeline(Columns(frame_of(*_days(("2021-01-01",), (last,)))), ALL)
    assert (found.unit, len(found.bars)) == (unit, bars)
    assert bars <= MOST_BARS
    assert sum(bar.incidents for bar in found.bars) == 2


def test_bars_follow_each_other_without_a_gap(frame_of):
    bars = timeline(Columns(frame_of(*_days(("2019-03-05",), ("2022-02-28",)))), ALL).bars
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(bars))
    assert bars[0].first <= date(2019, 3, 5) <= bars[0].last
    assert bars[-1].first <= date(2022, 2, 28) <= bars[-1].last


def test_an_incident_counts_once_where_it_may_have_begun_and_the_undated_apart(frame_of):
    found = timeline(Columns(frame_of(*_days(("2021-01-30", "2021-02-20"), ("2021-06-01",), None))), ALL)
    assert (sum(bar.incidents for bar in found.bars), found.undated) == (2, 1)


def test_the_axis_stays_while_one_filters(frame_of):
    columns = Columns(frame_of(*_days(("2021-01-01",), ("2021-03-01",), None)))
    whole, part = timeline(columns, ALL), timeline(columns, np.array([0]))
    assert [bar.first for bar in whole.bars] == [bar.first for bar in part.bars]
    assert (sum(bar.incidents for bar in part.bars), part.undated) == (1, 0)


def test_deaths_are_those_that_are_sure(frame_of):
    columns = Columns(frame_of(*_days(("2021-01-01",), ("2021-01-01",))))
    (bar,) = timeline(columns, ALL).bars
    assert bar.killed == int(columns.frame["killed_low"].sum())


@pytest.mark.parametrize("changes", [[], [{"date": None}]], ids=["nothing", "nothing dated"])
def test_without_a_date_there_are_no_bars(frame_of, changes):
    columns = Columns(frame_of(*(changes or [{}])))
    rows = ALL if changes else np.array([], dtype=np.intp)
    assert sum(bar.incidents for bar in timeline(columns, rows).bars) == 0

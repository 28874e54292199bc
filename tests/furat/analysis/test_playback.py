"""Playback: periods without a gap, each with the incidents that the filter of dates would show."""

from datetime import date, timedelta
from itertools import pairwise

import builders
import numpy as np
import pandas as pd
import pytest

from furat.analysis.places import spot_column
from furat.analysis.playback import Period, greatest, in_period, period_at, periods, undated
from furat.store.columns import ALL, NO_ROWS, Columns
from furat.store.filters import Filter
from furat.store.passing import passing


def dated(*days):
    """A frame of incidents between two days each; None has no date."""
    pairs = [(None, None) if day is None else (day, day) if isinstance(day, str) else day for day in days]
    return pd.DataFrame(
        {
            "date_start": pd.to_datetime([start for start, _ in pairs]).astype("datetime64[s]"),
            "date_end": pd.to_datetime([end for _, end in pairs]).astype("datetime64[s]"),
        }
    )


@pytest.mark.parametrize(
    ("days", "first", "second", "count"),
    [
        pytest.param(("2021-02-16", "2021-02-20"), "2021-02-16", "2021-02-17", 5, id="days within a month"),
        pytest.param(("2021-02-16", "2021-04-20"), "2021-02-13", "2021-02-20", 10, id="weeks from Saturday on"),
        pytest.param(("2021-02-16", "2022-01-02"), "2021-02-01", "2021-03-01", 12, id="months in a year"),
        pytest.param(("2021-12-31", "2022-12-31"), "2021-12-01", "2022-01-01", 13, id="months over the end of a year"),
        pytest.param((("2021-02-16", "2021-12-02"), None), "2021-02-01", "2021-03-01", 11, id="one of unsure date"),
    ],
)
def test_periods(days, first, second, count):
    found = periods(Columns(dated(*days)), ALL)
    assert (found[0].start, found[1].start) == (date.fromisoformat(first), date.fromisoformat(second))
    assert len(found) == count
    assert all(after.start == before.end + timedelta(days=1) for before, after in pairwise(found))


@pytest.mark.parametrize("days", [(), (None,), (None, None)])
def test_without_dates_there_is_nothing_to_play(days):
    assert periods(Columns(dated(*days)), ALL) == []


def test_no_period_exceeds_the_dates_of_the_filter():
    found = periods(Columns(dated(("2015-01-01", "2030-01-01"))), ALL, first=date(2021, 2, 15), last=date(2021, 10, 3))
    assert (found[0], found[-1].end) == (Period(date(2021, 2, 15), date(2021, 2, 28)), date(2021, 10, 3))


@pytest.mark.parametrize(
    ("day", "number"),
    [(None, 0), ("2020-01-01", 0), ("2021-03-15", 1), ("2021-03-31", 1), ("2021-04-01", 2), ("2029-01-01", 11)],
)
def test_the_period_of_a_day_or_the_nearest(day, number):
    found = periods(Columns(dated("2021-02-16", "2022-01-02")), ALL)
    assert period_at(found, date.fromisoformat(day) if day else None) == number


@pytest.fixture
def columns(frame_of):
    frame = frame_of(
        {"date": builders.days("2021-02-16")},
        {"date": builders.days("2021-02-25", "2021-03-05"), "place": "C5192"},
        {"date": builders.days("2021-03-01"), "killed": None},
        {"date": builders.days("2021-12-24")},
        {"date": None},
    )
    return Columns(frame)


def listed(rows, columns):
    return list(np.arange(len(columns))[rows])


def test_an_incident_is_in_each_period_that_its_days_touch(columns):
    february, march, april, *_ = periods(columns, ALL)
    assert [len(in_period(columns, ALL, period)) for period in (february, march, april)] == [2, 2, 0]
    assert [len(in_period(columns, ALL, period, up_to=True)) for period in (february, march, april)] == [2, 3, 3]


def test_a_period_as_dates_of_the_filter_shows_the_same(columns, gazetteer):
    for period in periods(columns, ALL):
        f = Filter(date_from=period.start, date_to=period.end)
        shown = listed(passing(columns, f, gazetteer).rows(), columns)
        assert listed(in_period(columns, ALL, period), columns) == shown
        until = listed(passing(columns, Filter(date_to=period.end), gazetteer).rows(), columns)
        assert listed(in_period(columns, ALL, period, up_to=True), columns) == until


def test_only_rows_of_the_filter_are_played(columns):
    some = np.array([1, 4])
    (period,) = periods(columns, some)[-1:]
    assert listed(in_period(columns, some, period, up_to=True), columns) == [
        at for at in (1, 4) if columns.frame["date_start"].notna().iloc[at]
    ]
    assert undated(columns, some) == int(columns.frame["date_start"].isna().iloc[[1, 4]].sum())


def test_the_whole_is_all_but_the_undated(columns):
    everything = in_period(columns, ALL, periods(columns, ALL)[-1], up_to=True)
    assert len(everything) == len(columns) - undated(columns, ALL) == 4


@pytest.mark.parametrize("killed", [False, True])
def test_the_greatest_of_one_place_in_one_period(columns, gazetteer, killed):
    where, found = spot_column(columns, gazetteer), periods(columns, ALL)
    least = columns.harm("killed").least
    wanted = max(
        int(where.counts(in_period(columns, ALL, period), least if killed else None).max()) for period in found
    )
    assert greatest(columns, ALL, where, found, killed=killed) == wanted > 0


def test_the_greatest_of_nothing_is_none(columns, gazetteer):
    where = spot_column(columns, gazetteer)
    assert greatest(columns, NO_ROWS, where, periods(columns, ALL)) == 0
    assert greatest(columns, ALL, where, []) == 0

"""Playback: periods without a gap, each with the incidents that the filter of dates would show."""

from datetime import date, timedelta
from itertools import pairwise

import builders
import pandas as pd
import pytest

from furat.analysis.places import spot_ids
from furat.analysis.playback import Period, greatest, in_period, period_at, periods, undated
from furat.store.filters import Filter, apply_filter


def dated(*days):
    """A frame of incidents between two days each; None has no date."""
    pairs = [(None, None) if day is None else (day, day) if isinstance(day, str) else day for day in days]
    return pd.DataFrame(
        {
            "date_start": pd.to_datetime([start for start, _ in pairs]).astype("datetime64[s]"),
            "date_end": pd.to_datetime([end for _, end in pairs]).astype("datetime64[s]"),
            "killed_low": pd.Series([1] * len(pairs), dtype="Int64"),
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
    found = periods(dated(*days))
    assert (found[0].start, found[1].start) == (date.fromisoformat(first), date.fromisoformat(second))
    assert len(found) == count
    assert all(after.start == before.end + timedelta(days=1) for before, after in pairwise(found))


@pytest.mark.parametrize("days", [(), (None,), (None, None)])
def test_without_dates_there_is_nothing_to_play(days):
    assert periods(dated(*days)) == []


def test_no_period_exceeds_the_dates_of_the_filter():
    found = periods(dated(("2015-01-01", "2030-01-01")), first=date(2021, 2, 15), last=date(2021, 10, 3))
    assert (found[0], found[-1].end) == (Period(date(2021, 2, 15), date(2021, 2, 28)), date(2021, 10, 3))


@pytest.mark.parametrize(
    ("day", "number"),
    [(None, 0), ("2020-01-01", 0), ("2021-03-15", 1), ("2021-03-31", 1), ("2021-04-01", 2), ("2029-01-01", 11)],
)
def test_the_period_of_a_day_or_the_nearest(day, number):
    found = periods(dated("2021-02-16", "2022-01-02"))
    assert period_at(found, date.fromisoformat(day) if day else None) == number


@pytest.fixture
def frame(frame_of):
    return frame_of(
        {"date": builders.days("2021-02-16")},
        {"date": builders.days("2021-02-25", "2021-03-05"), "place": "C5192"},
        {"date": builders.days("2021-03-01"), "killed": None},
        {"date": builders.days("2021-12-24")},
        {"date": None},
    )


def test_an_incident_is_in_each_period_that_its_days_touch(frame):
    february, march, april, *_ = periods(frame)
    assert [len(in_period(frame, period)) for period in (february, march, april)] == [2, 2, 0]
    assert [len(in_period(frame, period, up_to=True)) for period in (february, march, april)] == [2, 3, 3]


def test_a_period_as_dates_of_the_filter_shows_the_same(frame, gazetteer):
    for period in periods(frame):
        f = Filter(date_from=period.start, date_to=period.end)
        assert list(in_period(frame, period).index) == list(apply_filter(frame, f, gazetteer).index)
        until = Filter(date_to=period.end)
        assert list(in_period(frame, period, up_to=True).index) == list(apply_filter(frame, until, gazetteer).index)


def test_the_whole_is_all_but_the_undated(frame):
    assert len(in_period(frame, periods(frame)[-1], up_to=True)) == len(frame) - undated(frame) == 4


@pytest.mark.parametrize("killed", [False, True])
def test_the_greatest_of_one_place_in_one_period(frame, gazetteer, killed):
    where, found = spot_ids(frame, gazetteer), periods(frame)
    wanted = 0
    for period in found:
        rows = in_period(frame, period)
        weight = rows["killed_low"].fillna(0) if killed else pd.Series(1, index=rows.index)
        wanted = max(wanted, int(weight.groupby(where.loc[rows.index]).sum().max()) if len(rows) else 0)
    assert greatest(frame, where, found, killed=killed) == wanted > 0


def test_the_greatest_of_nothing_is_none(frame, gazetteer):
    assert greatest(frame.iloc[:0], spot_ids(frame, gazetteer).iloc[:0], periods(frame)) == 0
    assert greatest(frame, spot_ids(frame, gazetteer), []) == 0

"""Playback over time: the periods that a set of incidents is played in, and the incidents of each of them.

An incident belongs to each period that its possible days touch, as with the filter of dates: to write a period into
that filter shows the same incidents. One without a date belongs to none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

DAYS_AT_MOST = 31
WEEKS_AT_MOST = 26
_SATURDAY = 5
"""Weeks begin on Saturday: in Syria, and in what ACLED publishes."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end`` inclusive."""

    start: date
    end: date


def periods(frame: pd.DataFrame, *, first: date | None = None, last: date | None = None) -> list[Period]:
    """Return the periods from the first to the last day of the incidents without a gap: days, weeks or months.

    They are days where all lies within a month, weeks within half a year, else months. ``first`` and ``last`` are the
    days of a filter, which no period exceeds.
    """
    starts, ends = frame["date_start"].dropna(), frame["date_end"].dropna()
    if starts.empty or ends.empty:
        return []
    begin, end = starts.min().date(), ends.max().date()
    begin, end = max(begin, first or begin), min(end, last or end)
    if begin > end:
        return []
    days = (end - begin).days + 1
    made, at = [], _begin(begin, days)
    while at <= end:
        after = _next(at, days)
        until = after - timedelta(days=1)
        made.append(Period(max(at, first or at), min(until, last or until)))
        at = after
    return made


def _begin(day: date, days: int) -> date:
    """Return the first day of the period that holds a day, where so many days are played."""
    if days <= DAYS_AT_MOST:
        return day
    if days <= WEEKS_AT_MOST * 7:
        return day - timedelta(days=(day.weekday() - _SATURDAY) % 7)
    return day.replace(day=1)


def _next(begin: date, days: int) -> date:
    """Return the first day of the period after the one that begins on a day."""
    if days <= DAYS_AT_MOST:
        return begin + timedelta(days=1)
    if days <= WEEKS_AT_MOST * 7:
        return begin + timedelta(days=7)
    return (begin + timedelta(days=31)).replace(day=1)


def period_at(found: Sequence[Period], day: date | None) -> int:
    """Return the number of the period that holds a day; the nearest one where none does, the first without a day."""
    if day is None:
        return 0
    before = sum(period.start <= day for period in found) - 1
    return min(max(before, 0), len(found) - 1)


def in_period(frame: pd.DataFrame, period: Period, *, up_to: bool = False) -> pd.DataFrame:
    """Return the incidents whose possible days touch a period; with ``up_to`` all those until its end."""
    shown = (frame["date_start"] <= pd.Timestamp(period.end)).to_numpy(dtype=bool)
    if not up_to:
        shown = shown & (frame["date_end"] >= pd.Timestamp(period.start)).to_numpy(dtype=bool)
    return frame[shown]


def undated(frame: pd.DataFrame) -> int:
    """Count the incidents that playback leaves out because they have no date."""
    return int(frame["date_start"].isna().sum())


def greatest(frame: pd.DataFrame, where: pd.Series, found: Sequence[Period], *, killed: bool = False) -> int:
    """Return the greatest number of one place in one period: the scale on which all periods can be compared.

    ``where`` says for each incident which place it is of (the spot, the sub-district), NA for none. Counted are
    incidents, or the low end of those ``killed``.
    """
    places, names = pd.factorize(where)
    known = (places >= 0) & frame["date_start"].notna().to_numpy() & frame["date_end"].notna().to_numpy()
    if not found or not known.any():
        return 0
    starts = np.array([period.start for period in found], dtype="datetime64[s]")
    first = _number(starts, frame["date_start"][known])
    last = _number(starts, frame["date_end"][known])
    weight = frame["killed_low"][known].fillna(0).to_numpy(dtype=np.int64) if killed else np.int64(1)
    # Each incident is added where it begins and taken off after its end; the running sum is what each period has.
    steps = np.zeros((len(names), len(found) + 1), dtype=np.int64)
    np.add.at(steps, (places[known], first), weight)
    np.subtract.at(steps, (places[known], last + 1), weight)
    return int(steps.cumsum(axis=1).max())


def _number(starts: np.ndarray, days: "pd.Series[pd.Timestamp]") -> np.ndarray:
    return np.clip(np.searchsorted(starts, days.to_numpy(), side="right") - 1, 0, len(starts) - 1)

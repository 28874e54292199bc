"""Playback over time: the periods that a set of incidents is played in, and the incidents of each of them.

An incident belongs to each period that its possible days touch, as with the filter of dates: to write a period into
that filter shows the same incidents. One without a date belongs to none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from furat.store.columns import EPOCH, NO_DAY, Coded, Codes, Columns, Rows, narrowed

DAYS_AT_MOST = 31
WEEKS_AT_MOST = 26
_SATURDAY = 5
"""Weeks begin on Saturday: in Syria, and in what ACLED publishes."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end`` inclusive."""

    start: date
    end: date


def periods(columns: Columns, rows: Rows, *, first: date | None = None, last: date | None = None) -> list[Period]:
    """Return the periods from the first to the last day of the incidents without a gap: days, weeks or months.

    They are days where all lies within a month, weeks within half a year, else months. ``first`` and ``last`` are the
    days of a filter, which no period exceeds.
    """
    dated = _dated(columns, rows)
    if not len(dated):
        return []
    begin = EPOCH + timedelta(days=int(columns.days("date_start")[dated].min()))
    end = EPOCH + timedelta(days=int(columns.days("date_end")[dated].max()))
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


def in_period(columns: Columns, rows: Rows, period: Period, *, up_to: bool = False) -> Rows:
    """Return the rows whose possible days touch a period; with ``up_to`` all those until its end."""
    start, end = columns.days("date_start"), columns.days("date_end")
    shown = (start != NO_DAY) & (start <= (period.end - EPOCH).days)
    if not up_to:
        shown &= end >= (period.start - EPOCH).days
    return narrowed(rows, shown)


def undated(columns: Columns, rows: Rows) -> int:
    """Count the rows that playback leaves out because they have no date."""
    return int(np.count_nonzero(columns.days("date_start")[rows] == NO_DAY))


def greatest(columns: Columns, rows: Rows, where: Coded, found: Sequence[Period], *, killed: bool = False) -> int:
    """Return the greatest number of one place in one period: the scale on which all periods can be compared.

    ``where`` says for each incident which place it is of (the spot, the sub-district). Counted are incidents, or the
    low end of those ``killed``.
    """
    known = _dated(columns, rows)
    known = known[where.codes[known] >= 0]
    if not found or not len(known):
        return 0
    starts = np.array([(period.start - EPOCH).days for period in found])
    first = _number(starts, columns.days("date_start")[known])
    last = _number(starts, columns.days("date_end")[known])
    weight = columns.harm("killed").least[known].astype(np.int64) if killed else np.int64(1)
    # Each incident is added where it begins and taken off after its end; the running sum is what each period has.
    steps = np.zeros((len(where.values), len(found) + 1), dtype=np.int64)
    np.add.at(steps, (where.codes[known], first), weight)
    np.subtract.at(steps, (where.codes[known], last + 1), weight)
    return int(steps.cumsum(axis=1).max())


def _dated(columns: Columns, rows: Rows) -> Codes:
    """Return the positions of the rows that have a date."""
    return (
        np.flatnonzero(columns.days("date_start") != NO_DAY)
        if isinstance(rows, slice)
        else rows[columns.days("date_start")[rows] != NO_DAY]
    )


def _number(starts: npt.NDArray[np.int64], days: npt.NDArray[np.int64]) -> Codes:
    found: Codes = np.clip(np.searchsorted(starts, days, side="right") - 1, 0, len(starts) - 1)
    return found

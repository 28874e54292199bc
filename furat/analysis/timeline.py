"""Incidents over time: bars of days, weeks, months or years, as many as an eye can tell apart."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from furat.store.columns import EPOCH, NO_DAY, Columns, Rows

Unit = Literal["day", "week", "month", "year"]

MOST_BARS = 160
"""More bars than this are too thin to be hit, so that the next larger unit is taken."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The incidents that begin within a unit of time: first and last day, how many, and the least number of killed."""

    first: date
    last: date
    incidents: int
    killed: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars without gaps over all dated incidents of a workspace; ``undated`` counts those that no bar can show."""

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int


def timeline(columns: Columns, rows: Rows) -> Timeline:
    """Return the bars of some rows over the time of the whole table, so that the axis stays while one filters.

    An incident counts where its possible days begin: counting it in each month that it may lie in would double it.
    """
    days = columns.days("date_start")
    span = columns.keep("span of days", lambda: _span(days))
    asked = days[rows]
    dated = asked != NO_DAY
    undated = int(asked.size - np.count_nonzero(dated))
    if span is None:
        return Timeline("month", (), undated)
    unit, starts = columns.keep("units of time", lambda: _units(*span))
    edges = columns.keep(
        "bar of a day", lambda: np.searchsorted(starts, np.arange(span[0], span[1] + 1), side="right") - 1
    )
    at = edges[asked[dated] - span[0]]
    counts = np.bincount(at, minlength=len(starts))
    killed = np.bincount(at, columns.harm("killed").least[rows][dated], minlength=len(starts))
    firsts = [_day(number) for number in starts.tolist()]
    lasts = [*(first - timedelta(days=1) for first in firsts[1:]), _end(firsts[-1], unit)]
    bars = zip(firsts, lasts, counts.tolist(), killed.astype(np.int64).tolist(), strict=True)
    return Timeline(unit, tuple(Bar(*bar) for bar in bars), undated)


def _span(days: npt.NDArray[np.int64]) -> tuple[int, int] | None:
    known = days[days != NO_DAY]
    return (int(known.min()), int(known.max())) if len(known) else None


def _units(first: int, last: int) -> tuple[Unit, npt.NDArray[np.int64]]:
    units: tuple[Unit, ...] = ("day", "week", "month", "year")
    for unit in units:
        starts = _starts(_day(first), _day(last), unit)
        if len(starts) <= MOST_BARS:
            return unit, starts
    return "year", _starts(_day(first), _day(last), "year")


def _starts(first: date, last: date, unit: Unit) -> npt.NDArray[np.int64]:
    """Return the first days of the units that hold the days between two; weeks begin on Monday."""
    if unit in {"day", "week"}:
        begin = first - timedelta(days=first.weekday()) if unit == "week" else first
        return np.arange((begin - EPOCH).days, (last - EPOCH).days + 1, 7 if unit == "week" else 1)
    code: Literal["M", "Y"] = "M" if unit == "month" else "Y"
    begin64, end64 = np.array([first, last], dtype="datetime64[D]").astype(f"datetime64[{code}]")
    firsts = np.arange(begin64, end64 + np.timedelta64(1, code))
    starts: npt.NDArray[np.int64] = firsts.astype("datetime64[D]").astype(np.int64)
    return starts


def _end(first: date, unit: Unit) -> date:
    if unit in {"day", "week"}:
        return first + timedelta(days=6 if unit == "week" else 0)
    if unit == "month":
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(month=12, day=31)


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)

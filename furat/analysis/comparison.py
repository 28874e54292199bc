"""Incidents and deaths of two sides by month, type or place, so that the rows of each side add up to all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from furat.analysis.figures import Range, casualty_range
from furat.analysis.sides import ACTORS, MONTH, PLACE, SUBTYPE, TYPE, Comparison, Side, common_days
from furat.store.columns import Columns
from furat.store.filters import Filter

VALUE, NAME, UNDATED, SPANNING, UNTYPED, UNPLACED, REST, TOTAL = KINDS = (
    "value", "name", "undated", "spanning", "untyped", "unplaced", "rest", "total",
)  # fmt: skip
"""What a row holds: a month, a type or a place by its id; a place that only has a name; incidents without a date; those
whose possible days lie in several months; those without a type or a place; the places that have no row of their own;
all of a side."""

PLACES_SHOWN = 15

_Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cell:
    """The figures of one side in one row."""

    incidents: int
    killed: Range


@dataclass(frozen=True, slots=True)
class Row:
    """One month, type or place, or what has none.

    ``a`` and ``b`` are None where the side has no such month, which is not the same as a month without incidents.
    ``days_a`` and ``days_b`` are the days of a month that is known by its number; ``places`` counts those of ``REST``.
    """

    kind: str
    key: str
    a: Cell | None
    b: Cell | None
    days_a: tuple[date, date] | None = None
    days_b: tuple[date, date] | None = None
    places: int = 0

    @property
    def more_incidents(self) -> int | None:
        """How many more incidents the second side has than the first; None where either has no such month."""
        return None if self.a is None or self.b is None else self.b.incidents - self.a.incidents

    @property
    def more_killed(self) -> "Change | None":
        """How many more were killed on the second side; None where that of either side is unknown."""
        if self.a is None or self.b is None:
            return None
        one, other = _deaths(self.a), _deaths(self.b)
        if one.low is None or one.high is None or other.low is None or other.high is None:
            return None
        low = None if one.open_ended else other.low - one.high
        high = None if other.open_ended else other.high - one.low
        return None if low is None and high is None else Change(low, high)


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two ranges: at least ``low``, at most ``high``; None for an end that is open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a comparison, their sum, and how many incidents count on both sides."""

    by: str
    rows: tuple[Row, ...]
    total: Row
    shared: int


@dataclass(frozen=True, slots=True)
class _Group:
    """A row that is to be: ``here`` says which of the two sides have it."""

    kind: str
    key: str = ""
    days: tuple[tuple[date, date] | None, tuple[date, date] | None] = (None, None)
    here: tuple[bool, bool] = (True, True)
    kept_empty: bool = False
    places: int = 0


@dataclass(frozen=True, slots=True)
class _Grouped:
    """The rows that are to be, and to which of them each incident of the two sides belongs."""

    groups: Sequence[_Group]
    codes: tuple[_Codes, _Codes]


def compare(a: pd.DataFrame, b: pd.DataFrame, f: Filter, asked: Comparison, *, places: int = PLACES_SHOWN) -> Table:
    """Return the table of a comparison.

    Args:
        a: The incidents of one side, from ``furat.analysis.sides.narrowed``.
        b: Those of the other.
        f: The common filter: its dates tell months without incidents from months that it leaves out.
        asked: What is compared, and by what it is grouped.
        places: How many places have a row of their own; the others are summed in one.
    """
    if asked.by == MONTH:
        grouped = _calendar_months(a, b) if asked.mode == ACTORS else _numbered_months(a, b, f, asked)
    elif asked.by == PLACE:
        grouped = _places(a, b, places)
    else:
        grouped = _types(a, b, {TYPE: "event_type", SUBTYPE: "sub_event_type"}[asked.by])
    cells = [_cells(frame, codes, len(grouped.groups)) for frame, codes in zip((a, b), grouped.codes, strict=True)]
    rows = [
        Row(
            group.kind,
            group.key,
            one if group.here[0] else None,
            other if group.here[1] else None,
            group.days[0],
            group.days[1],
            group.places,
        )
        for group, one, other in zip(grouped.groups, *cells, strict=True)
        if group.kept_empty or one.incidents or other.incidents
    ]
    all_a, all_b = (Cell(len(frame), casualty_range(Columns(frame), "killed")) for frame in (a, b))
    total = Row(TOTAL, "", all_a, all_b)
    return Table(asked.by, tuple(rows), total, int(a.index.isin(b.index).sum()))


def _deaths(cell: Cell) -> Range:
    # Where nothing happened nobody died: that much is known.
    return cell.killed if cell.incidents else Range(0, 0, False, 0)


def _cells(frame: pd.DataFrame, codes: _Codes, size: int) -> list[Cell]:
    """Return the figures of each group, as ``casualty_range`` gives them, for all groups at once."""
    low, high = frame["killed_low"], frame["killed_high"]
    known = (low.notna() | high.notna()).to_numpy(dtype=np.bool_)
    least = low.fillna(0).to_numpy(dtype=np.float64)
    most = high.fillna(low).fillna(0).to_numpy(dtype=np.float64)
    open_ended = known & high.isna().to_numpy(dtype=np.bool_)

    def count(rows: npt.NDArray[np.bool_]) -> list[int]:
        return [int(number) for number in np.bincount(codes[rows], minlength=size)]

    def total(values: npt.NDArray[np.float64]) -> list[int]:
        return [int(number) for number in np.bincount(codes, weights=values, minlength=size)]

    everything = np.ones(len(frame), dtype=np.bool_)
    return [
        Cell(number, Range(lowest, highest, bool(opened), unknown) if unknown < number else _unknown(number))
        for number, unknown, opened, lowest, highest in zip(
            count(everything), count(~known), count(open_ended), total(least), total(most), strict=True
        )
    ]


def _unknown(incidents: int) -> Range:
    return Range(None, None, False, incidents)


def _calendar_months(a: pd.DataFrame, b: pd.DataFrame) -> _Grouped:
    """Group by the months of the calendar, from the first to the last that has an incident."""
    starts, ends = ([_month(frame[column]) for frame in (a, b)] for column in ("date_start", "date_end"))
    certain = [one[(one == other) & (one >= 0)] for one, other in zip(starts, ends, strict=True)]
    found = np.concatenate(certain)
    first, size = (int(found.min()), int(found.max() - found.min()) + 1) if len(found) else (0, 0)
    groups = [
        _Group(VALUE, f"{month // 12:04d}-{month % 12 + 1:02d}", kept_empty=True)
        for month in range(first, first + size)
    ]
    codes = [
        _month_codes(frame, start - first, end - first, size)
        for frame, start, end in zip((a, b), starts, ends, strict=True)
    ]
    return _Grouped([*groups, _Group(SPANNING), _Group(UNDATED)], (codes[0], codes[1]))


def _month(days: "pd.Series[Any]") -> _Codes:
    """Return the months since the year 0; -1 where there is no day."""
    months = days.dt.year * 12 + days.dt.month - 1
    codes: _Codes = months.fillna(-1).to_numpy(dtype=np.int64)
    return codes


def _numbered_months(a: pd.DataFrame, b: pd.DataFrame, f: Filter, asked: Comparison) -> _Grouped:
    """Group by the number of the month within each period: the first months side by side, whatever the calendar says.

    A month begins on the day of the month on which its period begins.
    """
    calendars = [_Calendar.of(side, frame, f) for side, frame in zip(asked.sides, (a, b), strict=True)]
    size = max(calendar.size for calendar in calendars)
    groups = [
        _Group(
            VALUE,
            str(number + 1),
            (calendars[0].days(number), calendars[1].days(number)),
            (calendars[0].holds(number), calendars[1].holds(number)),
            kept_empty=any(calendar.holds(number) for calendar in calendars),
        )
        for number in range(size)
    ]
    codes = [
        _month_codes(frame, calendar.numbers(frame["date_start"]), calendar.numbers(frame["date_end"]), size)
        for frame, calendar in zip((a, b), calendars, strict=True)
    ]
    return _Grouped([*groups, _Group(SPANNING), _Group(UNDATED)], (codes[0], codes[1]))


def _month_codes(frame: pd.DataFrame, first: _Codes, last: _Codes, size: int) -> _Codes:
    """Return the row of each incident: its month, or behind the months where it has several or none."""
    codes = np.where((first == last) & (first >= 0) & (first < size), first, size)
    return np.where(frame["date_start"].isna().to_numpy(dtype=np.bool_), size + 1, codes).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The months of a period: the day on which each begins, and behind them the day after the last one.

    ``first`` and ``last`` are the days that the common filter leaves of it.
    """

    begins: tuple[date, ...]
    end: date | None
    first: date | None
    last: date | None

    @classmethod
    def of(cls, side: Side, frame: pd.DataFrame, f: Filter) -> "_Calendar":
        """Make it; a period that is open begins with the month of its oldest incident, and ends with the newest."""
        oldest, newest = frame["date_start"].min(), frame["date_end"].max()
        begin = side.date_from or (None if pd.isna(oldest) else oldest.date().replace(day=1))
        end = side.date_to or (None if pd.isna(newest) else newest.date())
        first, last = common_days(f, side)
        if begin is None or end is None or begin > end:
            return cls((), None, first, last)
        most = (end.year - begin.year) * 12 + end.month - begin.month + 1
        days = [(pd.Timestamp(begin) + pd.DateOffset(months=number)).date() for number in range(most + 1)]
        size = sum(day <= end for day in days)
        return cls(tuple(days[: size + 1]), end, first, last)

    @property
    def size(self) -> int:
        """The number of months."""
        return max(0, len(self.begins) - 1)

    def days(self, number: int) -> tuple[date, date] | None:
        """Return the first and the last day of a month."""
        if number >= self.size or self.end is None:
            return None
        return self.begins[number], min(self.begins[number + 1] - timedelta(days=1), self.end)

    def holds(self, number: int) -> bool:
        """Whether the period has the month, and the common filter leaves any day of it."""
        days = self.days(number)
        if days is None:
            return False
        return (self.last is None or days[0] <= self.last) and (self.first is None or days[1] >= self.first)

    def numbers(self, days: "pd.Series[Any]") -> _Codes:
        """Return the number of the month of each day; -1 before the period."""
        begins = np.array(self.begins, dtype="datetime64[D]")
        return np.searchsorted(begins, days.to_numpy(dtype="datetime64[D]"), side="right").astype(np.int64) - 1


def _types(a: pd.DataFrame, b: pd.DataFrame, column: str) -> _Grouped:
    """Group by a column of types, the most frequent first."""
    codes, values = pd.factorize(pd.concat([a[column], b[column]], ignore_index=True))
    codes = np.where(codes < 0, len(values), codes).astype(np.int64)
    groups = [*(_Group(VALUE, str(value)) for value in values), _Group(UNTYPED)]
    return _most_first(groups, codes, len(a), len(values))


def _places(a: pd.DataFrame, b: pd.DataFrame, shown: int) -> _Grouped:
    """Group by place, the most frequent first; one that the gazetteer lacks is known by its name."""
    ids, known = pd.factorize(pd.concat([a["place_id"], b["place_id"]], ignore_index=True))
    names, named = pd.factorize(pd.concat([a["place_name_ar"], b["place_name_ar"]], ignore_index=True))
    by_name = np.where(names < 0, len(known) + len(named), len(known) + names)
    codes, used = _used(np.where(ids < 0, by_name, ids).astype(np.int64))
    every = [*(_Group(VALUE, str(key)) for key in known), *(_Group(NAME, str(name)) for name in named)]
    groups = [every[at] for at in used if at < len(every)]
    unplaced = len(groups)
    grouped = _most_first([*groups, _Group(UNPLACED)], codes, len(a), unplaced)
    # One place behind a row "1 other place" would only hide its name.
    hidden = unplaced - shown if unplaced > shown + 1 else 0
    if not hidden:
        return grouped
    rest = [_Group(REST, places=hidden), _Group(UNPLACED)]

    def summed(of_side: _Codes) -> _Codes:
        return np.where(of_side == unplaced, shown + 1, np.minimum(of_side, shown)).astype(np.int64)

    return _Grouped([*grouped.groups[:shown], *rest], (summed(grouped.codes[0]), summed(grouped.codes[1])))


def _used(codes: _Codes) -> tuple[_Codes, list[int]]:
    found, made = np.unique(codes, return_inverse=True)
    return made.astype(np.int64), found.tolist()


def _most_first(groups: Sequence[_Group], codes: _Codes, of_a: int, size: int) -> _Grouped:
    """Put the first ``size`` groups into the order of their incidents on both sides; the one behind them stays last."""
    numbers = np.bincount(codes, minlength=size + 1)
    ranked = sorted(range(size), key=lambda at: (-int(numbers[at]), groups[at].key))
    places = np.empty(size + 1, dtype=np.int64)
    places[ranked] = np.arange(size)
    places[size] = size
    moved = places[codes]
    return _Grouped([*(groups[at] for at in ranked), *groups[size:]], (moved[:of_a], moved[of_a:]))


_OF_A_SIDE = ("incidents", "killed_low", "killed_high", "open_ended", "unknown")
COLUMNS = (
    "label",
    *(f"{side}_{name}" for side in ("a", "b") for name in _OF_A_SIDE),
    *("more_incidents", "more_killed_low", "more_killed_high", "fictional"),
)
"""Keys of the records of a table."""


def records(table: Table, labels: Sequence[str], *, fictional: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table and its sum as records of ``COLUMNS``, to be exported.

    A value is None where nothing is known, where a side has no such month, and where an end of a difference is open:
    none of these is 0.

    Args:
        table: The table.
        labels: What each row is called, the sum last.
        fictional: Whether the incidents are invented; each record says so.
    """
    for row, label in zip((*table.rows, table.total), labels, strict=True):
        record: dict[str, Any] = {"label": label}
        for side, cell in (("a", row.a), ("b", row.b)):
            record |= {f"{side}_{name}": value for name, value in zip(_OF_A_SIDE, _values(cell), strict=True)}
        change = row.more_killed
        yield record | {
            "more_incidents": row.more_incidents,
            "more_killed_low": change.low if change else None,
            "more_killed_high": change.high if change else None,
            "fictional": fictional,
        }


def _values(cell: Cell | None) -> tuple[Any, ...]:
    if cell is None:
        return (None,) * len(_OF_A_SIDE)
    return cell.incidents, cell.killed.low, cell.killed.high, cell.killed.open_ended, cell.killed.unknown


def signed(number: int) -> str:
    """Write a difference with its sign: ``+3``, ``−2``, ``0``."""
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number):,}"


def change_text(change: Change | None) -> str:
    """Write a difference of deaths: ``+3``, ``−2 … +5``, ``≥ +3`` where it may be more; a dash where none is known."""
    if change is None or (change.low is None and change.high is None):
        return "–"
    if change.high is None:
        return f"≥ {signed(change.low or 0)}"
    if change.low is None:
        return f"≤ {signed(change.high)}"
    return signed(change.low) if change.low == change.high else f"{signed(change.low)} … {signed(change.high)}"

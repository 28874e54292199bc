"""An incident frame as arrays of codes and numbers, so that a million incidents are filtered and counted in a moment.

Each column is made when it is first asked for and kept. Nothing here knows a filter or a figure: those are made of it.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Rows = slice | Codes
"""Rows of a table: all of them as a slice, or their positions in rising order."""

ALL = slice(None)
NO_ROWS: Codes = np.array([], dtype=np.intp)
EPOCH = date(1970, 1, 1)
"""The day from which days are numbered."""

NO_DAY = np.iinfo(np.int64).min
"""The day number of a missing date: before every day there is."""

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Coded:
    """The distinct values of a column, and for each row the place of its value among them; -1 where it has none."""

    values: tuple[Any, ...]
    codes: Codes

    def where(self, hits: npt.ArrayLike) -> Mask:
        """Return the rows whose value is hit; ``hits`` says so for each distinct value."""
        asked = np.append(np.asarray(hits, dtype=np.bool_), False)  # the code of a missing value picks the last
        return asked[self.codes]

    def counts(self, rows: Rows, weights: Numbers | None = None) -> npt.NDArray[Any]:
        """Return for each distinct value the number of rows that have it, or the sum of their weights."""
        weighed = None if weights is None else weights[rows]
        found: npt.NDArray[Any] = np.bincount(self.codes[rows] + 1, weighed, minlength=len(self.values) + 1)
        return found[1:]

    def distinct(self, rows: Rows) -> int:
        """Return how many distinct values the rows have."""
        return int(np.count_nonzero(self.counts(rows)))


@dataclass(frozen=True, slots=True)
class Harm:
    """Casualties of one kind, by row: the least and the most that are known, 0 where nothing is; whether anything is
    known; whether the most is open, since a report gives a least number only."""

    least: Numbers
    most: Numbers
    known: Mask
    open_ended: Mask


class Columns:
    """The columns of an incident frame, whole or not, as arrays."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._made: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self.frame)

    def coded(self, key: str) -> Coded:
        """Return a column by its distinct values; lists and texts as well as names."""
        return self.keep(("coded", key), lambda: coded(self.frame[key]))

    def days(self, key: str) -> npt.NDArray[np.int64]:
        """Return a column of dates as numbers of days since 1970, ``NO_DAY`` where there is none."""
        return self.keep(("days", key), lambda: _days(self.frame[key]))

    def numbers(self, key: str) -> Numbers:
        """Return a column of numbers, not a number where there is none."""
        return self.keep(("numbers", key), lambda: self.frame[key].to_numpy(dtype=np.float64, na_value=np.nan))

    def harm(self, what: str) -> Harm:
        """Return the casualties of a kind, ``killed`` or ``injured``."""
        return self.keep(("harm", what), lambda: _harm(self.numbers(f"{what}_low"), self.numbers(f"{what}_high")))

    def keep(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what is kept under a key, made at the first time: for what other modules make of the columns."""
        if key not in self._made:
            self._made[key] = make()
        found: _Made = self._made[key]
        return found


def coded(column: "pd.Series[Any]") -> Coded:
    """Return any column by its distinct values."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        values, numbers = column.cat.categories, column.cat.codes.to_numpy()
    else:
        numbers, values = pd.factorize(column)
    codes: Codes = np.array(numbers, dtype=np.intp)
    return Coded(tuple(values), codes)


@dataclass(frozen=True, slots=True)
class Items:
    """What the distinct lists of a column hold, flat: the list and the item of each entry, by list and each once in it;
    ``values`` are the items in the order of their names."""

    values: tuple[str, ...]
    lists: Codes
    codes: Codes


def items(lists: Coded) -> Items:
    """Return what the lists of a column hold."""
    values = tuple(sorted({item for held in lists.values for item in held}))
    at = {value: number for number, value in enumerate(values)}
    entries = [(number, at[item]) for number, held in enumerate(lists.values) for item in dict.fromkeys(held)]
    table = np.array(entries, dtype=np.intp).reshape(-1, 2)
    return Items(values, table[:, 0], table[:, 1])


def positions(mask: Mask) -> Rows:
    """Return the rows of a mask."""
    return ALL if mask.all() else np.flatnonzero(mask)


def narrowed(rows: Rows, mask: Mask) -> Rows:
    """Return those of the rows that a mask over the whole table has."""
    if isinstance(rows, slice):
        return positions(mask)
    return rows[mask[rows]]


def size(rows: Rows, of: Columns) -> int:
    """Return how many rows there are."""
    return len(of) if isinstance(rows, slice) else len(rows)


def part(of: Columns, rows: Rows, first: int, last: int) -> pd.DataFrame:
    """Return some of the rows as a frame, from ``first`` up to before ``last``: the rest is never copied."""
    return of.frame.iloc[first:last] if isinstance(rows, slice) else of.frame.iloc[rows[first:last]]


def _days(column: "pd.Series[Any]") -> npt.NDArray[np.int64]:
    days = column.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype(np.int64))


def _harm(low: Numbers, high: Numbers) -> Harm:
    # Where only one end is known the other leans on it: "at least 3" adds 3 to both ends and leaves the upper one open.
    no_low, no_high = np.isnan(low), np.isnan(high)
    least = np.where(no_low, 0.0, low)
    known = ~(no_low & no_high)
    return Harm(least, np.where(no_high, least, high), known, known & no_high)

"""Block: which accounts are compared with each other at all, without looking at every pair."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from furat.store.linking.account import Account
from furat.store.linking.compare import WIDEST_DAYS, comparable

TOLD_WITHIN_DAYS = 7
"""An account without a date is taken to tell of the week before its publication."""

_CELL_DEGREES = 0.1  # some ten kilometres: two points in reach of each other lie in one cell or in neighbours

_Cell = tuple[int, int]


@dataclass(slots=True)
class _Day:
    """The accounts of one day: points by cell, and those that no cell holds."""

    cells: dict[_Cell, list[Account]] = field(default_factory=lambda: defaultdict(list))
    wide: list[Account] = field(default_factory=list)

    def around(self, cell: _Cell | None) -> Iterator[Account]:
        """Yield the accounts that may be in reach of a cell; all of them for None."""
        yield from self.wide
        if cell is None:
            for held in self.cells.values():
                yield from held
            return
        for row in (-1, 0, 1):
            for column in (-1, 0, 1):
                yield from self.cells.get((cell[0] + row, cell[1] + column), ())


def candidates(accounts: Iterable[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield every pair of accounts that may tell one event, each once."""
    days: dict[date, _Day] = defaultdict(_Day)
    for told in accounts:
        covered = covered_days(told)
        if covered is None:
            continue
        first, last = covered
        cell = _cell(told)
        met: set[str] = set()
        for day in _days(first - timedelta(days=1), last + timedelta(days=1)):
            if day in days:
                for other in days[day].around(cell):
                    if other.incident_id not in met:
                        met.add(other.incident_id)
                        if comparable(told, other):
                            yield told, other
        for day in _days(first, last):
            (days[day].wide if cell is None else days[day].cells[cell]).append(told)


def covered_days(told: Account) -> tuple[date, date] | None:
    """Return the first and the last day of which an account may tell; None where it is too vague to be linked."""
    if told.start is not None and told.end is not None:
        return (told.start, told.end) if (told.end - told.start).days <= WIDEST_DAYS else None
    if told.published is None:
        return None
    return told.published - timedelta(days=TOLD_WITHIN_DAYS), told.published


def _days(first: date, last: date) -> Iterator[date]:
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(number)


def _cell(told: Account) -> _Cell | None:
    if told.lat is None or told.lon is None or told.reach_km:
        return None
    return int(told.lat // _CELL_DEGREES), int(told.lon // _CELL_DEGREES)

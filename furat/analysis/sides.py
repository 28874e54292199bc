"""The two sides of a comparison: what was asked, what is taken where nothing was, and the incidents of each."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from furat.store.filters import Filter
from furat.store.passing import apply_filter
from geo.gazetteer import Gazetteer

PERIODS, ACTORS = MODES = ("periods", "actors")
MONTH, TYPE, SUBTYPE, PLACE = GROUPINGS = ("month", "type", "subtype", "place")
INCIDENTS, KILLED = MEASURES = ("incidents", "killed")

_ROLE_COLUMNS = {"either": ("perpetrators", "targets"), "perpetrator": ("perpetrators",), "target": ("targets",)}
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Side:
    """What one side holds: the incidents of a period, or those of an actor in a role.

    Both are kept, so that one can turn to the other way of comparing and back. A day that is None leaves that end open.
    """

    date_from: date | None = None
    date_to: date | None = None
    actor: str | None = None
    role: str = "either"

    @property
    def in_order(self) -> bool:
        """Whether the period does not end before it begins."""
        return self.date_from is None or self.date_to is None or self.date_from <= self.date_to


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, by what it is grouped, and what the chart counts."""

    mode: str = PERIODS
    a: Side = field(default_factory=Side)
    b: Side = field(default_factory=Side)
    by: str = MONTH
    measure: str = INCIDENTS

    @property
    def sides(self) -> tuple[Side, Side]:
        """The two sides."""
        return self.a, self.b


def filled(asked: Comparison, frame: pd.DataFrame) -> Comparison:
    """Return the comparison with sides put in where none was chosen, so that the page begins with a picture.

    Periods are the latest two of what the incidents tell (``latest_periods``), actors the two that did most; a side
    stays empty where there is nothing to put in.
    """
    if asked.mode == ACTORS:
        if any(side.actor for side in asked.sides):
            return asked
        leading = [*list(actor_counts(frame, "perpetrator"))[:2], None, None]
        made = [
            replace(side, actor=actor, role="perpetrator") if actor else side
            for side, actor in zip(asked.sides, leading, strict=False)
        ]
        return replace(asked, a=made[0], b=made[1])
    periods = latest_periods(frame)
    if periods is None or any(side.date_from or side.date_to for side in asked.sides):
        return asked
    made = [
        replace(side, date_from=first, date_to=last) for side, (first, last) in zip(asked.sides, periods, strict=True)
    ]
    return replace(asked, a=made[0], b=made[1])


def latest_periods(frame: pd.DataFrame) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """Return the last two years of months of the incidents; of less than two years the halves; None without dates.

    The periods are of whole months and of one length, and the second ends with the month of the newest incident. Within
    a single month they are halves of its days.
    """
    known = frame["date_start"].dropna()
    if known.empty:
        return None
    oldest, newest = known.min().to_period("M"), known.max().to_period("M")
    months = newest.ordinal - oldest.ordinal + 1
    if months == 1:
        middle = newest.start_time.date() + timedelta(days=newest.days_in_month // 2)
        first, last = newest.start_time.date(), newest.end_time.date()
        return (first, middle - timedelta(days=1)), (middle, last)
    length = min(_YEAR, months // 2)
    ends = [newest - length, newest]
    earlier, later = (((end - (length - 1)).start_time.date(), end.end_time.date()) for end in ends)
    return earlier, later


def narrowed(frame: pd.DataFrame, f: Filter, asked: Comparison, side: Side, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return the incidents of one side.

    Args:
        frame: What the common filter lets through.
        f: The common filter.
        asked: Says whether periods or actors are compared.
        side: The side.
        gazetteer: As ``apply_filter`` wants it.
    """
    if asked.mode == ACTORS:
        if side.actor is None:
            return frame.iloc[:0]
        return apply_filter(frame, Filter(actors=(side.actor,), actor_role=side.role), gazetteer)
    first, last = common_days(f, side)
    if first and last and first > last:
        return frame.iloc[:0]
    return apply_filter(frame, Filter(date_from=first, date_to=last), gazetteer)


def common_days(f: Filter, side: Side) -> tuple[date | None, date | None]:
    """Return the days that both the filter and the period of a side let through; the first may lie after the last."""
    firsts = [day for day in (f.date_from, side.date_from) if day]
    lasts = [day for day in (f.date_to, side.date_to) if day]
    return max(firsts, default=None), min(lasts, default=None)


def filter_of(f: Filter, asked: Comparison, side: Side) -> Filter | None:
    """Return the filter that shows the incidents of a side alone; None where there can be none.

    A filter looks for one set of actors: where the common filter has some and actors are compared, those of the side
    take their place (``replaces_actors``).
    """
    if asked.mode == ACTORS:
        return replace(f, actors=(side.actor,), actor_role=side.role) if side.actor else None
    first, last = common_days(f, side)
    return None if first and last and first > last else replace(f, date_from=first, date_to=last)


def replaces_actors(f: Filter, asked: Comparison) -> bool:
    """Whether ``filter_of`` has to leave the actors of the common filter out."""
    return asked.mode == ACTORS and bool(f.actors)


def actor_counts(frame: pd.DataFrame, role: str) -> dict[str, int]:
    """Return in how many incidents each actor has the role, most first; one that is on both sides counts once."""
    combined: npt.NDArray[np.int64] = np.zeros(len(frame), dtype=np.int64)
    lists: list[list[tuple[str, ...]]] = []
    for column in _ROLE_COLUMNS[role]:
        codes, distinct = _distinct(frame[column])
        combined = combined * len(distinct) + codes
        lists.append(distinct)
    found, numbers = np.unique(combined, return_counts=True)
    counts: Counter[str] = Counter()
    for pair, number in zip(found.tolist(), numbers.tolist(), strict=True):
        actors: set[str] = set()
        left = pair
        for distinct in reversed(lists):
            left, at = divmod(left, len(distinct))
            actors.update(distinct[at])
        for actor in actors:
            counts[actor] += number
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _distinct(lists: "pd.Series[Any]") -> tuple[npt.NDArray[np.int64], list[tuple[str, ...]]]:
    """Return the few distinct lists of a column, and which of them each row has; the first stands for none at all."""
    if isinstance(lists.dtype, pd.CategoricalDtype):
        codes, values = lists.cat.codes.to_numpy(), lists.cat.categories.to_numpy()
    else:
        codes, values = pd.factorize(lists.to_numpy(dtype=object))
    return codes.astype(np.int64) + 1, [(), *values]

"""The figures of a set of incidents: how many, and casualties as ranges in which the unknown is never 0."""

from dataclasses import dataclass

import numpy as np

from furat.store.columns import ALL, Coded, Codes, Columns, Items, Rows, items, size


@dataclass(frozen=True, slots=True)
class Range:
    """A sum of casualties: at least ``low``, at most ``high``; None for both where no report gives any number.

    ``open_ended`` is True where some report gives a least number only ("at least three"), so that ``high``, the sum of
    what is known, may be exceeded. ``unknown`` counts the incidents that give no number: they are in neither sum.
    """

    low: int | None
    high: int | None
    open_ended: bool
    unknown: int


def casualty_range(columns: Columns, what: str, rows: Rows = ALL) -> Range:
    """Return the range of ``killed`` or ``injured`` over rows of an incident table."""
    harm = columns.harm(what)
    known = harm.known[rows]
    number = int(np.count_nonzero(known))
    if not number:
        return Range(None, None, False, len(known))
    least, most = int(harm.least[rows].sum()), int(harm.most[rows].sum())
    return Range(least, most, bool(harm.open_ended[rows].any()), len(known) - number)


def range_text(value: Range) -> str:
    """Write a range in figures: ``3``, ``3–5``, ``3+``, ``3–5+``, or a dash where nothing is known."""
    if value.low is None or value.high is None:
        return "–"
    text = f"{value.low:,}" if value.low == value.high else f"{value.low:,}–{value.high:,}"
    return f"{text}+" if value.open_ended else text


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures above the map."""

    incidents: int
    reports: int
    places: int
    killed: Range
    injured: Range


def summary(columns: Columns, rows: Rows = ALL) -> Summary:
    """Return the figures of rows of an incident table; a place that the gazetteer lacks counts by its name."""
    return Summary(
        incidents=size(rows, columns),
        reports=_reports(columns, rows),
        places=_place_names(columns).distinct(rows),
        killed=casualty_range(columns, "killed", rows),
        injured=casualty_range(columns, "injured", rows),
    )


def _reports(columns: Columns, rows: Rows) -> int:
    """Count the reports behind rows; the list of several is empty where there is but one."""
    leading, further = columns.coded("report_id"), columns.coded("report_ids")
    several = columns.keep("further reports", lambda: items(further))
    at = columns.keep("leading reports", lambda: _positions(leading, several))
    seen = np.zeros(len(several.values), dtype=np.bool_)
    seen[several.codes[(further.counts(rows) > 0)[several.lists]]] = True
    led = leading.counts(rows) > 0
    again = seen[at[led & (at >= 0)]]
    return int(np.count_nonzero(led)) + int(np.count_nonzero(seen)) - int(np.count_nonzero(again))


def _positions(leading: Coded, several: Items) -> Codes:
    """Return where each leading report stands among those of the lists, -1 where it is in none."""
    known = {value: number for number, value in enumerate(several.values)}
    return np.array([known.get(value, -1) for value in leading.values], dtype=np.intp)


def _place_names(columns: Columns) -> Coded:
    def make() -> Coded:
        ids, names = columns.coded("place_id"), columns.coded("place_name_ar")
        named = np.where(names.codes >= 0, names.codes + len(ids.values), -1)
        return Coded((*ids.values, *names.values), np.where(ids.codes >= 0, ids.codes, named))

    return columns.keep("names of places", make)

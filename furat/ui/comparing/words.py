"""What a comparison is called: its sides, its rows, and the picture of them that charts are drawn from."""

from datetime import date

from furat.analysis.comparison import (
    NAME,
    REST,
    SPANNING,
    TOTAL,
    UNDATED,
    UNPLACED,
    UNTYPED,
    VALUE,
    Cell,
    Row,
    Table,
)
from furat.analysis.figures import range_text
from furat.analysis.sides import INCIDENTS, KILLED, MONTH, PERIODS, PLACE, SUBTYPE, TYPE, Comparison, Side
from furat.exchange.charts import Amount, Picture
from furat.ui.controls import one_line
from furat.ui.names import Names
from furat.ui.texts import Texts

SIDES = ("a", "b")
_NOT_DRAWN = (SPANNING, UNDATED, REST)
"""Rows that the chart leaves to the table: no month can be sure of them, or they sum so many places that beside them
no other would be seen."""


def side_words(asked: Comparison, name: str, names: Names) -> str:
    """Return a side with what it holds: ``A: 1 Jan – 31 Dec 2023``, ``B: Islamic State (did it)``."""
    t = names.texts
    side: Side = getattr(asked, name)
    return f"{t(f'compare.side.{name}')}: {holds(asked, side, names)}"


def holds(asked: Comparison, side: Side, names: Names) -> str:
    """Return what a side holds."""
    t = names.texts
    if asked.mode == PERIODS:
        return period_words(side, t)
    if side.actor is None:
        return t("compare.nobody")
    role = f" ({t(f'filter.role.{side.role}')})" if side.role != Side().role else ""
    return one_line(names.actor(side.actor)) + role


def period_words(side: Side, t: Texts) -> str:
    """Return the days of a period, open ends said as such."""
    if side.date_from and side.date_to:
        return t.days(side.date_from, side.date_to)
    if side.date_from:
        return t("compare.days.from", day=t.day(side.date_from))
    return t("compare.days.to", day=t.day(side.date_to)) if side.date_to else t("compare.days.all")


def title(asked: Comparison, measure: str, t: Texts) -> str:
    """Return what the chart shows: "Incidents by month"."""
    return t(f"compare.title.{asked.by}", what=t(f"figure.{measure}"))


def table_title(asked: Comparison, t: Texts) -> str:
    """Return what the table shows: "Incidents and killed by month"."""
    return t(f"compare.title.{asked.by}", what=t("compare.both"))


def heading(asked: Comparison, t: Texts) -> str:
    """Return what stands above the rows."""
    return t("compare.month.number") if asked.by == MONTH and asked.mode == PERIODS else t(f"compare.by.{asked.by}")


def row_labels(table: Table, names: Names) -> list[str]:
    """Return what the rows are called, the sum last; no two alike, since a chart tells them apart by that."""
    rows = [*table.rows, table.total]
    labels = [_label(table.by, row, names) for row in rows]
    twice = {label for label in labels if labels.count(label) > 1}
    found: list[str] = []
    for row, label in zip(rows, labels, strict=True):
        several = label in twice and table.by == PLACE and row.kind == VALUE
        made = one_line(names.place_option(row.key)) if several else label
        number, free = 1, made
        while free in found:
            number += 1
            free = f"{made} ({number})"
        found.append(free)
    return found


def _label(by: str, row: Row, names: Names) -> str:
    t = names.texts
    if row.kind == NAME:
        return one_line(row.key)
    if row.kind == REST:
        return t("compare.row.rest", n=row.places)
    if row.kind in (UNDATED, SPANNING, UNTYPED, UNPLACED, TOTAL):
        return t(f"compare.row.{row.kind}")
    if by == PLACE:
        return one_line(names.place(row.key))
    if by == MONTH:
        return t.month(date.fromisoformat(f"{row.key}-01")) if "-" in row.key else row.key
    return t.label({TYPE: "event", SUBTYPE: "sub"}[by], row.key)


def month_days(row: Row, t: Texts) -> list[str]:
    """Return the days of a month that is known by its number, for each side that has it; nothing for other rows."""
    found = []
    for name, days in zip(SIDES, (row.days_a, row.days_b), strict=True):
        if days:
            found.append(f"{t(f'compare.side.{name}')}: {_days(days, t)}")
    return found


def _days(days: tuple[date, date], t: Texts) -> str:
    first, last = days
    whole = first.day == 1 and (last.month, last.year) == (first.month, first.year) and _is_last(last)
    return t.month(first) if whole else t.days(first, last)


def _is_last(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def picture(table: Table, asked: Comparison, names: Names, notes: tuple[str, ...]) -> Picture:
    """Return the picture of a table; what no bar stands for (``left_out``) is named in a note.

    Args:
        table: The table.
        asked: What is compared.
        names: Names in the language of the page.
        notes: What shall stand below a picture that is saved, such as the filter.
    """
    t, lying = names.texts, asked.by != MONTH
    labels = row_labels(table, names)
    kept = [(row, label) for row, label in zip(table.rows, labels, strict=False) if row.kind not in _NOT_DRAWN]
    return Picture(
        title=title(asked, asked.measure, t),
        value_title=t(f"figure.{asked.measure}"),
        label_title=heading(asked, t),
        sides=(side_words(asked, "a", names), side_words(asked, "b", names)),
        labels=tuple(label for _, label in kept),
        amounts=(
            tuple(_amount(row.a, asked.measure, t) for row, _ in kept),
            tuple(_amount(row.b, asked.measure, t) for row, _ in kept),
        ),
        lying=lying,
        right_to_left=t.right_to_left,
        notes=(*chart_notes(table, asked, t), *notes),
    )


def chart_notes(table: Table, asked: Comparison, t: Texts) -> tuple[str, ...]:
    """Return what one must know to read the chart: what a bar means, and how many incidents no bar stands for."""
    ranges = (t("compare.range.note"),) if asked.measure == KILLED else ()
    hidden = left_out(table)
    key = "compare.left.month" if asked.by == MONTH else "compare.left.place"
    return (*ranges, *((t(key, n=hidden),) if hidden else ()))


def left_out(table: Table) -> int:
    """Count the incidents of both sides that the chart leaves to the table: no certain month, no place of the first."""
    cells = [cell for row in table.rows if row.kind in _NOT_DRAWN for cell in (row.a, row.b) if cell]
    return sum(cell.incidents for cell in cells)


def _amount(cell: Cell | None, measure: str, t: Texts) -> Amount | None:
    if cell is None:
        return None
    if measure == INCIDENTS:
        return Amount(cell.incidents, cell.incidents, False, t.number(cell.incidents))
    if not cell.incidents:  # nothing happened, so nobody died: a line goes down to 0 there
        return Amount(0, 0, False, range_text(cell.killed))
    return Amount(cell.killed.low, cell.killed.high, cell.killed.open_ended, range_text(cell.killed))

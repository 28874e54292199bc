"""The table of a comparison as CSV, with the figures that stand on the page."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from furat.analysis.comparison import Cell, Row, Table
from furat.exchange.csv import write_csv

_OF_A_SIDE = ("incidents", "killed_low", "killed_high", "open_ended", "unknown")
COLUMNS = (
    "label",
    *(f"{side}_{name}" for side in ("a", "b") for name in _OF_A_SIDE),
    *("more_incidents", "more_killed_low", "more_killed_high", "fictional"),
)
"""What the columns hold; their headings are words of the page's language."""


def comparison_csv(table: Table, labels: Sequence[str], headings: Mapping[str, str], *, fictional: bool) -> str:
    """Return the rows of a table and its sum as CSV for spreadsheets.

    A cell is empty where nothing is known, where a side has no such month, and where an end of a difference is open:
    none of these is 0.

    Args:
        table: The table.
        labels: What each row is called, the sum last.
        headings: The heading of each of ``COLUMNS``.
        fictional: Whether the incidents are invented; each row says so.
    """
    kept = io.StringIO(newline="")
    records = [
        {headings[key]: value for key, value in _record(row, label, fictional=fictional).items()}
        for row, label in zip((*table.rows, table.total), labels, strict=True)
    ]
    write_csv(records, kept, columns=[headings[key] for key in COLUMNS], excel=True)
    return kept.getvalue()


def _record(row: Row, label: str, *, fictional: bool) -> dict[str, Any]:
    change = row.more_killed
    record: dict[str, Any] = {"label": label}
    for side, cell in (("a", row.a), ("b", row.b)):
        record |= {f"{side}_{name}": value for name, value in zip(_OF_A_SIDE, _values(cell), strict=True)}
    return record | {
        "more_incidents": row.more_incidents,
        "more_killed_low": change.low if change else None,
        "more_killed_high": change.high if change else None,
        "fictional": fictional,
    }


def _values(cell: Cell | None) -> tuple[Any, ...]:
    if cell is None:
        return (None,) * len(_OF_A_SIDE)
    return cell.incidents, cell.killed.low, cell.killed.high, cell.killed.open_ended, cell.killed.unknown

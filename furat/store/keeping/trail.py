"""What the audit trail says of a report that is purged: its values go, the acts stay.

``changes`` is append-only by a trigger of the database. It is lifted here alone, inside the transaction of a purge, and
set again before that ends.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from furat.store.people import Person
from furat.store.review.audit import KEY_JOINER
from furat.store.tables import APPEND_ONLY, ChangedReportRow, ChangeRow, ReportedIncidentRow

REMOVED = "(removed by a purge)"
"""What stands in place of a person's words where these may quote a purged report."""

_LIFT = {
    "sqlite": ("DROP TRIGGER changes_no_update",),
    "postgresql": ("ALTER TABLE changes DISABLE TRIGGER changes_append_only",),
}
_SET_AGAIN = {
    "sqlite": tuple(statement for statement in APPEND_ONLY["sqlite"] if "changes_no_update" in statement),
    "postgresql": ("ALTER TABLE changes ENABLE TRIGGER changes_append_only",),
}
_REPORTED = str(ReportedIncidentRow.__tablename__)

Rows = Mapping[str, Mapping[str, Any]]
"""``before`` or ``after`` of an act: by table and key, the values of a row."""


def note(session: Session, name: str, by: Person, why: str, after: Mapping[str, str]) -> None:
    """Write down an act that changes no row of its own, and so cannot be taken back."""
    session.add(
        ChangeRow(at=datetime.now(UTC), who=by.name, act=name, event_id=None, before={}, after=dict(after), why=why)
    )


def ids_of(session: Session, report_id: str) -> set[str]:
    """Return every id that a reported incident of the report has or ever had: a twin that was taken back had one."""
    row = ReportedIncidentRow
    ids = set(session.scalars(select(row.incident_id).where(row.report_id == report_id)))
    for _, _, before, after in _acts(session):
        for rows in (before, after):
            for key, values in _rows(rows, _REPORTED):
                if values and values.get("report_id") == report_id:
                    ids.add(key)
    return ids


def cleanse(session: Session, report_id: str, ids: Collection[str]) -> int:
    """Take out of the trail what it holds of a report; return the number of acts that were changed.

    Values of other reports in the same acts stay, so that these can still be taken back. The reasons go whole, since
    nobody can tell what they quote.

    Args:
        session: A writing session.
        report_id: The report.
        ids: What ``ids_of`` returned.
    """
    about = set(session.scalars(select(ChangedReportRow.change_id).where(ChangedReportRow.report_id == report_id)))
    gone = frozenset(ids)
    found = [
        {
            "at_id": change_id,
            "event_id": None if event_id in gone else event_id,
            "before": _without(before, gone),
            "after": _without(after, gone),
        }
        for change_id, event_id, before, after in _acts(session)
        if change_id in about or event_id in gone or _mentions(before, gone) or _mentions(after, gone)
    ]
    with _lifted(session):
        for values in found:
            change_id = values.pop("at_id")
            session.execute(
                update(ChangeRow)
                .where(ChangeRow.change_id == change_id)
                .values(**values, why=REMOVED)
                .execution_options(synchronize_session=False)
            )
    session.execute(delete(ChangedReportRow).where(ChangedReportRow.report_id == report_id))
    session.expire_all()
    return len(found)


def _acts(session: Session) -> Iterator[tuple[int, str | None, Rows, Rows]]:
    """Yield the acts, a few at a time: a trail may be long."""
    row = ChangeRow
    query = select(row.change_id, row.event_id, row.before, row.after).order_by(row.change_id)
    for found in session.execute(query.execution_options(yield_per=500)):
        yield tuple(found)


def _rows(rows: Rows, table: str) -> Iterator[tuple[str, Any]]:
    held = rows.get(table)
    if isinstance(held, Mapping):  # an act that changes no row holds plain values
        yield from held.items()


def _mentions(rows: Rows, ids: frozenset[str]) -> bool:
    return _without(rows, ids) != rows


def _without(rows: Rows, ids: frozenset[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for table, held in rows.items():
        if not isinstance(held, Mapping):
            kept[table] = held
            continue
        left = {
            key: _of_own_event(key, values, ids)
            for key, values in held.items()
            if ids.isdisjoint(key.split(KEY_JOINER))
        }
        if left:
            kept[table] = left
    return kept


def _of_own_event(key: str, values: Any, ids: frozenset[str]) -> Any:
    """Return the values of another report's row; an event that bore a purged id is named by the row itself."""
    return {**values, "event_id": key} if values and values.get("event_id") in ids else values


@contextmanager
def _lifted(session: Session) -> Iterator[None]:
    dialect = session.get_bind().dialect.name
    for statement in _LIFT[dialect]:
        session.execute(text(statement))
    yield  # what is raised rolls the whole transaction back, and so puts the trigger back
    for statement in _SET_AGAIN[dialect]:
        session.execute(text(statement))
